"""Made-up promises of all municipalities, for measuring: `uv run python bench/generate.py FOLDER [--entries N]`.

Writes a workspace of 290 municipalities × 5 periods in the shape and size of the real promises, each with its own
texts, targets and order of keys, and a log of N entries each when asked. The first period is a single year, so that
`--periods 1 --entries 500` gives the 145,000 log files of a country's year. The same seed gives the same bytes, and a
promise with its log is the same whatever else is written. Nothing in it has happened. Every file is right; every tenth
promise has one commitment without a target, which is the warning LK207.
"""

import argparse
import string
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from textwrap import fill
from typing import NamedTuple

from loftekoll.municipalities import Municipality, municipalities

WIDTH = 98
BOTH = ("polisen", "kommunen")


class Period(NamedTuple):
    """A promise period: its first and last year."""

    first: int
    last: int

    @property
    def stem(self) -> str:
        """The name of the promise file without its ending."""
        return str(self.first) if self.is_one_year else f"{self.first}-{self.last}"

    @property
    def is_one_year(self) -> bool:
        """Whether it is a single calendar year."""
        return self.first == self.last


PERIODS = (Period(2018, 2018), Period(2019, 2019), Period(2020, 2021), Period(2022, 2022), Period(2023, 2024))


class Kind(NamedTuple):
    """A kind of commitment: its id, who may promise it, what is counted (one, many), at most how often in a year.

    `acts` say what is done, without its subject; `people` are those it is for.
    """

    id: str
    parties: tuple[str, ...]
    one: str
    many: str
    most: int
    acts: tuple[str, ...]
    people: tuple[str, ...] = ()


class Area(NamedTuple):
    """A focus area: its possible names, sentences on why it was chosen, and its kinds of commitments."""

    names: tuple[str, ...]
    reasons: tuple[str, ...]
    kinds: tuple[Kind, ...]


POLICE, TOWN = ("polisen",), ("kommunen",)
# The tables are laid out by hand, to be read by the line.
# fmt: off
AREAS = (
    Area(
        ("Trafiksäkerhet", "Ökad trafiksäkerhet", "Säkrare trafik", "Trafik och buskörning"),
        (
            "Många klagar på höga farter {place}.",
            "A-traktorer och mopeder stör boende, mest på sommaren.",
            "Trafiken är det som flest invånare tar upp i dialogerna.",
            "Föräldrar är oroliga för barnens väg till skolan.",
        ),
        (
            Kind("trafik", POLICE, "en trafikinsats", "trafikinsatser", 12, ("gör trafikinsatser",)),
            Kind("hastighet", POLICE, "en hastighetskontroll", "hastighetskontroller", 40, ("mäter farten",)),
            Kind("nykterhet", POLICE, "en nykterhetskontroll", "nykterhetskontroller", 30, (
                "kontrollerar förares nykterhet", "tar utandningsprov på förare")),
            Kind("a-traktorer", POLICE, "en kontroll av A-traktorer", "kontroller av A-traktorer", 10, (
                "kontrollerar A-traktorer", "kontrollerar mopeder"), ("unga",)),
            Kind("skolvagar", TOWN, "en genomgång av skolvägar", "genomgångar av skolvägar", 4, (
                "går igenom skolvägar", "ser över farthinder"), ("elever", "vårdnadshavare")),
            Kind("cykel", BOTH, "en cykelkontroll", "cykelkontroller", 6, ("kontrollerar belysning på cyklar",)),
        ),
    ),
    Area(
        ("Närvaro och kontakt", "Polisiär närvaro och tillgänglighet", "Synlig polis", "Närvaro i hela kommunen"),
        (
            "Invånarna vill se mer av polisen {place}.",
            "De som bor utanför tätorten känner att polisen är långt borta.",
            "Många vill kunna prata med polisen och kommunen utan att boka tid.",
        ),
        (
            Kind("kontakter", BOTH, "en medborgarkontakt", "medborgarkontakter", 200, (
                "träffar invånare", "samtalar med invånare")),
            Kind("fotpatrull", POLICE, "en fotpatrull", "fotpatruller", 120, (
                "går till fots", "patrullerar till fots")),
            Kind("dialoger", BOTH, "en medborgardialog", "medborgardialoger", 6, ("håller medborgardialog",)),
            Kind("oppet-hus", POLICE, "ett öppet hus", "öppna hus", 4, ("håller öppet hus",)),
            Kind("landsbygd", POLICE, "ett besök på landsbygden", "besök på landsbygden", 24, (
                "besöker orter på landsbygden", "besöker byarna"), ("boende på landsbygden",)),
            Kind("veckobrev", BOTH, "ett nyhetsbrev", "nyhetsbrev", 40, ("berättar om sitt arbete i nyhetsbrev",)),
        ),
    ),
    Area(
        ("Trygga platser", "Trygg offentlig miljö", "Trygghet i centrum", "Trygga platser och kvällar"),
        (
            "Trygghetsmätningen visar att många undviker vissa platser {time}.",
            "Klotter och trasig belysning gör att platser upplevs som otrygga.",
            "Invånarna pekar ut området {place} som otryggt.",
        ),
        (
            Kind("vandringar", BOTH, "en trygghetsvandring", "trygghetsvandringar", 6, (
                "går trygghetsvandring med boende",)),
            Kind("riskkvallar", BOTH, "en riskkväll", "riskkvällar", 8, ("är ute under riskkvällar",), ("unga",)),
            Kind("belysning", TOWN, "en genomgång av belysningen", "genomgångar av belysningen", 4, (
                "ser över belysningen", "byter trasig belysning")),
            Kind("klotter", TOWN, "en rond mot klotter", "ronder mot klotter", 50, ("tar bort klotter",)),
            Kind("ordningsvakter", TOWN, "ett pass med ordningsvakt", "pass med ordningsvakt", 80, (
                "har ordningsvakter ute",)),
            Kind("kartlaggning", BOTH, "en kartläggning", "kartläggningar", 2, ("kartlägger otrygga platser",)),
        ),
    ),
    Area(
        ("Barn och unga", "Tidiga insatser för unga", "Unga i fokus", "Normbrytande beteende bland unga"),
        (
            "Skolan ser att fler unga är ute sent {time}.",
            "Fritidsgården och socialtjänsten märker att några unga far illa.",
            "Den som riskerar missbruk eller brott behöver få stöd tidigt.",
        ),
        (
            Kind("skolbesok", POLICE, "ett skolbesök", "skolbesök", 20, (
                "besöker skolorna", "pratar om lag och rätt i skolan"), ("elever", "lärare")),
            Kind("foraldramoten", BOTH, "ett föräldramöte", "föräldramöten", 10, (
                "deltar i föräldramöten", "möter vårdnadshavare"), ("vårdnadshavare",)),
            Kind("samtal", BOTH, "ett samtal med unga", "samtal med unga", 90, (
                "samtalar med unga", "pratar med unga"), ("unga",)),
            Kind("nattvandring", TOWN, "en nattvandring", "nattvandringar", 45, ("ordnar nattvandring",), ("unga",)),
            Kind("fritid", TOWN, "en öppen kväll", "öppna kvällar", 60, (
                "håller fritidsgården öppen", "ordnar aktiviteter för unga"), ("unga",)),
            Kind("orossamtal", BOTH, "ett orossamtal", "orossamtal", 15, ("håller orossamtal",), ("unga",)),
        ),
    ),
    Area(
        ("Narkotika", "Droger och folkhälsa", "Förebygga narkotikamissbruk", "Alkohol och narkotika"),
        (
            "Fler än förut känner någon som använder narkotika.",
            "Narkotika säljs öppet {place}, enligt boende.",
            "Drogvaneundersökningen visar att unga lätt kommer åt narkotika.",
        ),
        (
            Kind("narkotika", POLICE, "en riktad insats", "riktade insatser", 12, (
                "gör riktade insatser mot narkotika",), ("unga", "vuxna")),
            Kind("sok", POLICE, "ett sök med hund", "sök med hund", 4, ("söker med hund",)),
            Kind("utbildning", TOWN, "en utbildning", "utbildningar", 8, (
                "utbildar personal om narkotika", "utbildar lärare om narkotika"), ("lärare", "personal")),
            Kind("langning", BOTH, "en insats mot langning", "insatser mot langning", 6, (
                "kontrollerar langning av alkohol",)),
            Kind("infokvall", BOTH, "en informationskväll", "informationskvällar", 5, (
                "informerar vårdnadshavare om narkotika",), ("vårdnadshavare",)),
        ),
    ),
    Area(
        ("Inbrott och stölder", "Mängdbrott", "Förebygga mängdbrott", "Grannsamverkan och inbrott"),
        (
            "Inbrotten är få men oroar många.",
            "Stölder från byggen och garage är vanliga {place}.",
            "Handlarna berättar om fler snatterier {time}.",
        ),
        (
            Kind("grannsamverkan", BOTH, "en träff med grannsamverkan", "träffar med grannsamverkan", 12, (
                "träffar kontaktpersoner i grannsamverkan", "utbildar kontaktpersoner i grannsamverkan")),
            Kind("inbrott", POLICE, "en insats mot inbrott", "insatser mot inbrott", 10, ("gör insatser mot inbrott",)),
            Kind("butiker", POLICE, "ett butiksbesök", "butiksbesök", 50, ("besöker butiker",), ("handlare",)),
            Kind("markning", BOTH, "en kväll för stöldmärkning", "kvällar för stöldmärkning", 4, (
                "lånar ut utrustning för stöldmärkning",)),
            Kind("bedragerier", BOTH, "en föreläsning om bedrägerier", "föreläsningar om bedrägerier", 10, (
                "föreläser om bedrägerier",), ("äldre",)),
        ),
    ),
    Area(
        ("Våld i nära relationer", "Våld i nära relation", "Mäns våld mot kvinnor"),
        (
            "Få av de våldsutsatta anmäler, och de som gör det behöver stöd.",
            "Kommunens kartläggning visar att våldet sällan upptäcks i tid.",
        ),
        (
            Kind("stod", TOWN, "ett stödsamtal", "stödsamtal", 60, ("erbjuder stödsamtal",), ("våldsutsatta",)),
            Kind("samrad", BOTH, "ett samråd", "samråd", 12, ("håller samråd om skyddsbehov",), ("våldsutsatta",)),
            Kind("vald-utbildning", TOWN, "en utbildningsdag", "utbildningsdagar", 4, (
                "utbildar personal om våld i nära relationer",), ("personal",)),
            Kind("kampanj", BOTH, "en kampanj", "kampanjer", 3, ("informerar om stöd till våldsutsatta",)),
        ),
    ),
    Area(
        ("Krogar och evenemang", "Ordning i nöjeslivet", "Ansvarsfull servering"),
        (
            "Bråk sker oftast {time} i närheten av krogarna.",
            "Evenemangen på sommaren lockar många besökare.",
        ),
        (
            Kind("tillsyn", BOTH, "en tillsyn", "tillsyner", 12, ("gör tillsyn på serveringsställen",)),
            Kind("krogmoten", BOTH, "ett krogmöte", "krogmöten", 6, ("möter krögare",), ("krögare",)),
            Kind("evenemang", POLICE, "ett planeringsmöte", "planeringsmöten", 10, (
                "planerar evenemang med arrangörer",), ("arrangörer",)),
            Kind("folkol", TOWN, "ett kontrollköp", "kontrollköp", 20, ("gör kontrollköp av folköl",)),
        ),
    ),
)
PLACES = (
    "i centrum", "vid resecentrum", "vid skolorna", "i tätorten", "vid idrottsplatsen", "på genomfartsvägarna",
    "vid badplatserna", "i bostadsområdena", "vid köpcentret", "på torget", "i parkerna", "vid gymnasiet",
    "i kransorterna", "vid biblioteket", "längs riksvägen", "i hamnen", "vid ungdomsgården", "på landsbygden",
    "i industriområdet", "vid busstationen",
)
TIMES = (
    "på kvällarna", "på helgerna", "vid skolstart", "under sommaren", "på fredagskvällar", "vid lov", "efter skoltid",
    "vid storhelger", "under den mörka årstiden", "vid skolavslutningar",
)
PURPOSES = (
    ", så att fler vågar vara ute", ", för att fler ska känna sig trygga", ", främst där lägesbilden visar behov",
    ", så att problemen märks tidigt", ", med stöd av den gemensamma lägesbilden", "", "", "",
)
AFTERWARDS = (
    "Platserna väljs efter lägesbilden.", "Resultatet redovisas för rådet.", "Tiderna väljs tillsammans.",
    "Erfarenheterna tas upp vid nästa avstämning.", "Invånarna får veta resultatet.",
)
CHOSEN_AFTER = (
    "Områdena valdes efter {source} och den gemensamma lägesbilden.",
    "Parterna har utgått från {source} när områdena valdes.",
    "Löftet bygger på {source}, på statistik och på medarbetarnas erfarenheter.",
    "Underlaget är {source} samt kommunens och polisens lägesbilder.",
)
SOURCES = (
    "medborgardialoger", "en enkät till invånarna", "den senaste trygghetsmätningen", "samtal med föreningslivet",
    "intervjuer med skolpersonal", "dialoger på torget", "synpunkter till kommunen",
)
WISHES = (
    "Invånarna vill ha säkrare trafik {place} och mer närvaro {time}.",
    "De flesta är nöjda, men otryggheten har ökat {place}.",
    "Många nämner platser {place} som de undviker {time}.",
    "Särskilt äldre och unga känner sig otrygga {time}.",
    "Det viktigaste för de svarande är att någon finns på plats {place}.",
    "Under året har flera händelser {place} lett till oro.",
)
FRAMES = (
    "Arbetet ingår i parternas samverkansavtal.",
    "Löftet kompletterar överenskommelsen om samverkan mellan kommunen och polisen.",
    "Parterna gör planer för genomförandet, gemensamt eller var för sig.",
    "Målet är god folkhälsa, färre brott och större trygghet.",
    "Erfarenheterna från det förra löftet har tagits till vara.",
)
PARTNERS = (
    "skolan", "socialtjänsten", "räddningstjänsten", "bostadsbolaget", "föreningslivet", "grannsamverkan",
    "näringslivet", "nattvandrarna", "fritidsgården", "regionen", "kyrkan", "Trafikverket",
)
CHANNELS = (
    "veckobrev", "sociala medier", "kommunens webbplats", "lokaltidningen", "anslagstavlor", "informationsmöten",
    "närradion",
)
RECEIVERS = (
    "lokalpolisområdets chef", "kommunalrådet via ordföranden i brottsförebyggande rådet", "kommunstyrelsen",
    "styrgruppen", "brottsförebyggande rådet", "säkerhetschefen", "företrädare för kommunen",
)
COMMENTS = (
    "Talet står i det undertecknade löftet.", "Samma mål som i det förra löftet.", "Ordningen är den i dokumentet.",
    "Källan nämner samverkan som en möjlighet.", "Platserna väljs av styrgruppen varje kvartal.",
    "I källan står talet också med siffra.",
)
RECONCILIATIONS = (
    "tre gånger per år", "två gånger per år", "en gång per kvartal", "löpande", "fyra gånger per år",
    "varannan månad", "en gång per halvår",
)
CONTINUOUS = ("löpande", "löpande", "regelbundet", "löpande under hela perioden")
INDICATORS = (
    "andelen som känner sig trygga ska öka", "minska antalet anmälda brott", "andelen oroliga ska minska",
)
DROPPED = (
    "Uppgiften har tagits över av regionen.", "Platserna är ombyggda, så behovet finns inte längre.",
    "Lokalen har stängts.", "Skolan har fått egen undervisning i ämnet.",
)
CHANGED = (
    "Pandemin begränsar arbetet.", "En plats byggs om under hösten.", "Behovet är mindre än väntat.",
    "Fler än väntat har lämnat synpunkter.",
)
NOTES = (
    "Lugn kväll", "Många frågor om trafiken", "Samtal med boende", "Material delades ut", "Flera fick råd",
    "Platsen behöver bättre belysning", "Uppföljning av förra passet", "Tillsammans med fältarna",
    "Få besökare på grund av väder", "Nya kontakter med föreningar",
)
NUMERALS = {2: "två", 3: "tre", 4: "fyra", 5: "fem", 6: "sex", 7: "sju", 8: "åtta", 9: "nio", 10: "tio", 12: "tolv"}
COMMON_NUMBERS = (1, 2, 2, 2, 2, 3, 3, 4, 4, 4, 4, 5, 6, 6, 8, 10, 10, 12, 20, 20, 30, 50, 100)
"""Targets as people choose them, the small ones most often."""
EVERY_YEAR = ("per år", "per år", "per år", "per år", "per år", "per år", "per år", "varje år", "om året")
ONE_YEAR = ("under året", "på våren", "under hösten", "maj–september", "under sommaren")
PARTS_OF_YEAR = {
    "per kvartal": 4, "per termin": 2, "per halvår": 2, "per tertial": 3, "per månad": 12, "i månaden": 12,
    "varannan månad": 6, "i snitt per månad": 12, "i snitt per vecka": 52, "per vecka": 52,
}
# fmt: on


class Made(NamedTuple):
    """A commitment as it is written, and what its log needs to know of it."""

    id: str
    lines: list[str]
    parties: tuple[str, ...]
    is_loggable: bool
    is_in_hours: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--municipalities", type=int, default=290, choices=range(1, 291), metavar="1–290")
    parser.add_argument("--periods", type=int, default=5, choices=range(1, 6), metavar="1–5")
    parser.add_argument("--entries", type=int, default=0, metavar="N", help="log entries for each promise")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    paths = write_promises(chosen.folder, chosen.municipalities, chosen.entries, chosen.seed, chosen.periods)
    print(f"{len(paths)} löftesfiler och {len(paths) * chosen.entries} loggfiler i {chosen.folder}")


def write_promises(  # noqa: PLR0913 - the sizes of what is made up, each with its usual value
    folder: Path, municipalities: int = 290, entries: int = 0, seed: int = 1, periods: int = len(PERIODS),
    logged: Collection[Period] = PERIODS,
) -> list[Path]:  # fmt: skip
    """Writes so many municipalities' promises of the first periods, each with so many entries; gives the promise files.

    Only the periods that are `logged` have a log.
    """
    paths = []
    for number, place in enumerate(_real()[:municipalities]):
        target = folder / "promises" / place.slug
        target.mkdir(parents=True, exist_ok=True)
        for order, period in enumerate(PERIODS[:periods]):
            rng = Random(f"{seed}/{place.slug}/{period.stem}")
            commitments = _commitments(rng, period, has_warning=_has_warning(number, order))
            path = target / f"{period.stem}.yaml"
            _write(path, [*_head(rng, place, order), *_areas(rng, commitments)])
            if period in logged:
                made = [each for _, area in commitments for each in area]
                _write_log(rng, path.with_suffix(""), period, made, entries)
            paths.append(path)
    return paths


def _has_warning(municipality: int, period: int) -> bool:
    """Whether the promise of a municipality and a period, by their places in order, lacks a target: every tenth."""
    return (3 * municipality + period) % 10 == 0


def _real() -> tuple[Municipality, ...]:
    return tuple(each for each in municipalities() if each.code != "0000")


def _write(path: Path, lines: Sequence[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


# --- the head of a promise ----------------------------------------------------------------------------------------


def _head(rng: Random, place: Municipality, order: int) -> list[str]:
    """The lines above the focus areas."""
    period = PERIODS[order]
    signed = date(period.first, 1, 1) + timedelta(days=rng.randrange(-25, 20))
    lines = ["# yaml-language-server: $schema=../../schema/medborgarlofte.json"] if rng.random() < 0.8 else []
    lines += ["# Påhittat löfte för mätning. Inget i det har lovats eller hänt.", _municipality(rng, place)]
    lines += [f"lokalpolisområde: {place.name}"] if rng.random() < 0.9 else []
    lines += [f"period: {_period(rng, period)}"]
    lines += [f"undertecknat: {signed}"] if rng.random() < 0.8 else []
    lines += ["parter: [polisen, kommunen]"]
    lines += [f"förlänger: {place.slug}/{PERIODS[order - 1].stem}"] if order and rng.random() < 0.2 else []
    lines += _register(rng, signed) if rng.random() < 0.5 else []
    lines += _origin(rng, place, period, signed) if rng.random() < 0.85 else []
    lines += _folded("bakgrund", _background(rng), 0) if rng.random() < 0.95 else []
    lines += _follow_up(rng, period) if rng.random() < 0.9 else []
    lines += [f"kommunikation: [{_some(rng, CHANNELS, 1, 3)}]"] if rng.random() < 0.7 else []
    return lines


def _municipality(rng: Random, place: Municipality) -> str:
    forms = (f'"{place.code}"', f"[{place.name}]", f"{place.name} kommun")
    return f"kommun: {rng.choice(forms) if rng.random() < 0.1 else place.name}"


def _period(rng: Random, period: Period) -> str:
    if period.is_one_year:
        return str(period.first)
    whole = f"{{från: {period.first}-01-01, till: {period.last}-12-31}}"
    return rng.choice((f"{period.first}–{period.last}", f"{period.first}–{period.last}", period.stem, whole))


def _register(rng: Random, signed: date) -> list[str]:
    police = f"A{rng.randrange(1000):03}.{rng.randrange(1000):03}/{signed.year}"
    return [f"diarienummer: {{polisen: {police}, kommunen: KS {signed.year}/{rng.randrange(1000):03}}}"]


def _origin(rng: Random, place: Municipality, period: Period, signed: date) -> list[str]:
    publisher = rng.choice((f"{place.name} kommun", "Polisen"))
    title = rng.choice(("Medborgarlöfte", "Medborgarlöften", "Vårt medborgarlöfte för")) + f" {period.first}"
    if rng.random() < 0.5:
        return [f"källa: {{utgivare: {publisher}, titel: {title}, datum: {signed + timedelta(days=rng.randrange(9))}}}"]
    address = f"https://www.{place.slug}.example/medborgarlofte-{period.first}"
    return ["källa:", f"  utgivare: {publisher}", f'  titel: "{title}"', f"  adress: {address}"]


def _background(rng: Random) -> str:
    sentences = [rng.choice(CHOSEN_AFTER).format(source=rng.choice(SOURCES))]
    sentences += [_placed(rng, each) for each in rng.sample(WISHES, rng.randint(1, 2))]
    return " ".join([*sentences, *rng.sample(FRAMES, rng.randint(0, 2))])


def _placed(rng: Random, sentence: str) -> str:
    return sentence.format(place=rng.choice(PLACES), time=rng.choice(TIMES))


def _follow_up(rng: Random, period: Period) -> list[str]:
    year = period.last + 1
    written = rng.choice((f"senast februari {year}", f"senast 31 mars {year}", f"{year}-02-28", f"senast mars {year}"))
    often = rng.choice(RECONCILIATIONS)
    if rng.random() < 0.15:
        often = f"[{period.first}-04-{rng.randint(10, 28)}, {period.last}-10-{rng.randint(10, 28)}]"
    receivers = rng.sample(RECEIVERS, rng.randint(1, 3))
    if rng.random() < 0.3:
        listed = ["  mottagare:", *(f"    - {each}" for each in receivers)]
    else:
        listed = [f"  mottagare: [{', '.join(receivers)}]"]
    return ["uppföljning:", f"  skriftlig: {written}", f"  avstämning: {often}", *listed]


def _folded(key: str, text: str, indent: int) -> list[str]:
    """A text below its key, on one line when it fits."""
    pad = " " * indent
    if len(line := f"{pad}{key}: {text}") <= WIDTH:
        return [line]
    inner = pad + "  "
    return [f"{pad}{key}: >-", *fill(text, WIDTH, initial_indent=inner, subsequent_indent=inner).split("\n")]


def _some(rng: Random, words: Sequence[str], fewest: int, most: int) -> str:
    return ", ".join(rng.sample(words, rng.randint(fewest, min(most, len(words)))))


# --- commitments --------------------------------------------------------------------------------------------------


def _commitments(rng: Random, period: Period, *, has_warning: bool) -> list[tuple[Area, list[Made]]]:
    """5–12 commitments in 2–4 areas, most often 5–8; with a warning, the last one has no target."""
    chosen = [
        (area, rng.sample(area.kinds, rng.randint(2, 3))) for area in rng.sample(AREAS, rng.choice((2, 2, 2, 3, 3, 4)))
    ]
    if sum(len(kinds) for _, kinds in chosen) < 5:
        area, kinds = chosen[0]
        kinds += [kind for kind in area.kinds if kind not in kinds][:1]
    made = [(area, [_commitment(rng, kind, period) for kind in kinds]) for area, kinds in chosen]
    if has_warning:
        area, kinds = chosen[-1]
        made[-1][1][-1] = _commitment(rng, kinds[-1], period, has_target=False)
    return made


def _areas(rng: Random, chosen: Sequence[tuple[Area, list[Made]]]) -> list[str]:
    lines = ["fokusområden:"]
    for area, commitments in chosen:
        lines += [f"  - namn: {rng.choice(area.names)}"]
        if rng.random() < 0.65:
            reasons = rng.sample(area.reasons, rng.randint(1, 2))
            lines += _folded("bakgrund", " ".join(_placed(rng, each) for each in reasons), 4)
        lines += ["    löften:", *(line for each in commitments for line in each.lines)]
    return lines


def _commitment(rng: Random, kind: Kind, period: Period, *, has_target: bool = True) -> Made:
    parties = rng.choice((POLICE, BOTH)) if kind.parties == BOTH and rng.random() < 0.3 else kind.parties
    is_counted = has_target and rng.random() < 0.86
    target = _target(rng, kind, period) if is_counted else rng.choice((*CONTINUOUS, *INDICATORS))
    lines = [f"      # {rng.choice(COMMENTS)}"] if rng.random() < 0.06 else []
    lines += [f"      - id: {kind.id}", *_folded("text", _text(rng, kind, parties, target if is_counted else ""), 8)]
    if has_target:
        lines += [f'        mål: "{target}"' if rng.random() < 0.05 else f"        mål: {target}"]
    lines += [f"        ansvarig: {parties[0] if len(parties) == 1 else '[' + ', '.join(parties) + ']'}"]
    lines += [f"        samverkan: [{_some(rng, PARTNERS, 1, 3)}]"] if rng.random() < 0.3 else []
    lines += [f"        målgrupp: [{', '.join(kind.people)}]"] if kind.people and rng.random() < 0.6 else []
    lines += _type(rng, target)
    is_dropped = has_target and rng.random() < 0.015
    lines += _change(rng, kind, period) if is_counted and rng.random() < 0.03 else []
    lines += _withdrawal(rng, period) if is_dropped else []
    return Made(kind.id, lines, parties, is_loggable=not is_dropped, is_in_hours=" timmar " in target)


def _type(rng: Random, target: str) -> list[str]:
    if target in INDICATORS:
        return ["        typ: effekt"]
    return [f"        typ: {rng.choice(('produktion', 'process'))}"] if rng.random() < 0.08 else []


def _text(rng: Random, kind: Kind, parties: tuple[str, ...], target: str) -> str:
    """The commitment in words; some of them say the target too."""
    who = " och ".join(parties).capitalize()
    if target and rng.random() < 0.12:
        return f"{who} genomför {target}."
    parts = [who, rng.choice(kind.acts)]
    parts += [rng.choice(PLACES)] if rng.random() < 0.7 else []
    parts += [rng.choice(TIMES)] if rng.random() < 0.4 else []
    text = " ".join(parts) + rng.choice(PURPOSES) + "."
    return f"{text} {rng.choice(AFTERWARDS)}" if rng.random() < 0.25 else text


def _change(rng: Random, kind: Kind, period: Period) -> list[str]:
    day = date(period.first, rng.randint(3, 9), 1)
    target, reason = _target(rng, kind, period), rng.choice(CHANGED)
    if rng.random() < 0.5:
        return ["        ändringar:", f'          - {{från: {day}, mål: "{target}", skäl: {reason}}}']
    first, *rest = (f"från: {day}", f"mål: {target}", f"skäl: {reason}")
    return ["        ändringar:", f"          - {first}", *(f"            {each}" for each in rest)]


def _withdrawal(rng: Random, period: Period) -> list[str]:
    day = date(period.last, rng.randint(4, 11), rng.randint(1, 28))
    decision = rng.choice(("Styrgruppens möte", "Beslut i brottsförebyggande rådet"))
    lines = [f"datum: {day}", f"skäl: {rng.choice(DROPPED)}", f"beslut: {decision}"]
    return ["        avfört:", *(f"          {each}" for each in lines)]


# --- target phrases -----------------------------------------------------------------------------------------------


def _target(rng: Random, kind: Kind, period: Period) -> str:
    """A phrase such as `minst fyra trafikinsatser per år`, which can be read and lies within the period."""
    form = rng.random()
    if form < 0.05 and kind.most <= 4:
        day = f"{rng.choice((15, 28, 30))} {rng.choice(('april', 'juni', 'september', 'november'))}"
        return f"{kind.one} senast {day} {period.last}"
    if form < 0.07:
        return f"minst {rng.choice((20, 40, 60, 100))} timmar {kind.many.split()[0]} per år"
    if form < 0.3:
        window, parts = rng.choice(list(PARTS_OF_YEAR.items()))
        if kind.most >= parts:
            return f"{_quantity(rng, kind, max(1, kind.most // parts))} {window}"
    window = rng.choice(EVERY_YEAR)
    if rng.random() < 0.2:
        window = rng.choice((f"under {period.last}", rng.choice(ONE_YEAR) if period.is_one_year else "under perioden"))
    target = f"{_quantity(rng, kind, kind.most)} {window}"
    if window == "per år" and rng.random() < 0.06:
        season = rng.choice(("våren", "hösten"))
        return f"minst {rng.choice(('tre', 'fyra', 'sex'))} {kind.many} per år, varav minst två på {season}"
    return target


def _quantity(rng: Random, kind: Kind, most: int) -> str:
    """How many of what: `minst fyra trafikinsatser`, `cirka 30 samtal`, `ett skolbesök`."""
    number = rng.choice([each for each in COMMON_NUMBERS if each <= most])
    if number == 1:
        return rng.choice(("minst ", "minst ", "")) + kind.one
    form = rng.random()
    if form < 0.05 and number + 1 in NUMERALS and number in NUMERALS:
        return f"{NUMERALS[number]} till {NUMERALS[number + 1]} {kind.many}"
    if form < 0.08 and number >= 10:
        return f"cirka {number} {kind.many}"
    if form < 0.13 and number in NUMERALS:
        return f"minst {NUMERALS[number]} ({number}) {kind.many}"
    written = NUMERALS.get(number, str(number)) if rng.random() < 0.95 else str(number)
    return f"{'' if rng.random() < 0.12 else 'minst '}{written} {kind.many}"


# --- the log ------------------------------------------------------------------------------------------------------


def _write_log(rng: Random, folder: Path, period: Period, commitments: Sequence[Made], entries: int) -> None:
    """So many log files of single days within the period, no two of them alike."""
    if not entries:
        return
    folder.mkdir(exist_ok=True)
    loggable = [each for each in commitments if each.is_loggable]
    start = date(period.first, 1, 1)
    days = (date(period.last + 1, 1, 1) - start).days
    written: set[str] = set()
    while len(written) < entries:
        day, made = start + timedelta(days=rng.randrange(days)), rng.choice(loggable)
        facts = _facts(rng, day, made)
        if facts in written:
            continue
        written.add(facts)
        has_hours = made.is_in_hours or rng.random() < 0.3
        hours = f"timmar: {rng.randint(1, 8)}{rng.choice(('', '.5'))}\n" if has_hours else ""
        name = "".join(rng.choices(string.ascii_lowercase + string.digits, k=6))
        path = folder / f"{day}-{made.id}-{name}.yaml"
        path.write_text(facts + hours, encoding="utf-8", newline="\n")


def _facts(rng: Random, day: date, made: Made) -> str:
    """What was done on a day, but for the hours: two entries with the same facts would be taken for a double."""
    lines = [f"datum: {day}", f"löfte: {made.id}"]
    lines += [f"antal: {rng.randint(2, 9)}"] if rng.random() < 0.4 else []
    lines += [f"plats: {rng.choice(PLACES).partition(' ')[2].capitalize()}", f"part: {rng.choice(made.parties)}"]
    lines += [f"anteckning: {rng.choice(NOTES)}"] if rng.random() < 0.5 else []
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
