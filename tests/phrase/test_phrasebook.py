"""Every row of the phrasebook, with more examples of each structure."""

import unicodedata
from pathlib import Path

import pytest
import yaml

from loftekoll.phrase import Kind, parse, target_as_dict

ROOT = Path(__file__).parents[2]

QUANTITY = [
    # minst, with any way to say a year
    ("minst fyra insatser per år", "≥4 insatser /år"),
    ("minst 12 fotpatruller årligen", "≥12 fotpatruller /år"),
    ("minst 12 fotpatruller varje år", "≥12 fotpatruller /år"),
    ("minst 12 fotpatruller om året", "≥12 fotpatruller /år"),
    ("minst 12 fotpatruller/år", "≥12 fotpatruller /år"),
    ("åtminstone sju krogtillsyner per år", "≥7 krogtillsyner /år"),
    ("inte färre än tre skolbesök", "≥3 skolbesök"),
    ("fler än tre skolbesök", "≥4 skolbesök"),
    # a bare number
    ("två möten per år", "≥2 möten /år"),
    ("6 dialogkvällar per år", "≥6 dialogkvällar /år"),
    ("exakt två möten per år", "=2 möten /år"),
    ("precis fem vandringar", "=5 vandringar"),
    # the number twice
    ("minst två (2) kvällar", "≥2 kvällar"),
    ("minst två(2) kvällar", "≥2 kvällar"),
    ("minst 2 (två) kvällar", "≥2 kvällar"),
    ("tre (3) tillsyner per termin", "≥3 tillsyner /termin"),
    ("minst fyra (4 st) möten", "≥4 möten"),
    ("två (3) kvällar", "fel LK202"),
    ("minst 10 (elva) besök", "fel LK202"),
    # numerals and grouped digits
    ("minst tjugofem insatser", "≥25 insatser"),
    ("femtiotvå fotpatruller", "≥52 fotpatruller"),
    ("etthundra kontroller", "≥100 kontroller"),
    ("ett hundra tjugo kontroller", "≥120 kontroller"),
    ("ett tusen kontroller", "≥1000 kontroller"),
    ("1 500 timmar", "≥1500:timmar timmar"),
    ("1.500 timmar", "≥1500:timmar timmar"),
    ("4\u00a0000 timmar", "≥4000:timmar timmar"),
    ("tre tusen fem hundra utandningsprov", "≥3500 utandningsprov"),
    ("12 tusen kronor", "≥12000:kronor kronor"),
    # ranges, judged by the lower end
    ("två till tre gånger", "≥2–3 gånger"),
    ("2–3 gånger", "≥2–3 gånger"),
    ("två-tre gånger", "≥2–3 gånger"),
    ("tre, fyra gånger", "≥3–4 gånger"),
    ("en eller två gånger", "≥1–2 gånger"),
    ("mellan fem och åtta tillsyner", "≥5–8 tillsyner"),
    ("10 á 12 kontroller", "≥10–12 kontroller"),
    # about
    ("ca 30 besök", "≥~30 besök"),
    ("cirka 30 besök", "≥~30 besök"),
    ("ungefär tio besök", "≥~10 besök"),
    ("omkring 40 besök", "≥~40 besök"),
    ("ett 30-tal besök", "≥~30 besök"),
    ("ett trettiotal besök", "≥~30 besök"),
    ("drygt 20 besök", "≥~20 besök"),
    ("minst c:a 15 besök", "≥~15 besök"),
    ("ett tiotal vandringar", "≥~10 vandringar"),
    ("ett dussin möten", "≥12 möten"),
    ("ett par möten", "≥~2 möten"),
    ("ett par gånger per termin", "≥~2 gånger /termin"),
    # vague
    ("flera möten", "oräknat"),
    ("ett antal möten", "oräknat"),
    ("ett flertal möten", "oräknat"),
    ("några möten per år", "oräknat"),
    ("fler möten", "oräknat"),
    ("ökade kontroller", "oräknat"),
    ("många vandringar", "oräknat"),
    ("en rad insatser", "oräknat"),
    # an article
    ("en trygghetsvandring", "≥1 trygghetsvandring"),
    ("en gemensam tillsyn", "≥1 gemensam tillsyn"),
    ("ta fram en handlingsplan", "≥1 handlingsplan"),
    ("ett skolbesök per termin", "≥1 skolbesök /termin"),
    ("löpande arbeta fram en samlad lägesbild", "löpande"),
    ("arbeta för en trygg kommun", "oräknat"),
    ("ha en god dialog", "oräknat"),
    # measure words
    ("minst 10 stycken kontroller", "≥10 kontroller"),
    ("10 st. kontroller", "≥10 kontroller"),
    ("10 st", "≥10"),
    ("12st besök", "≥12 besök"),
    # at most
    ("högst två inställda möten", "≤2 inställda möten"),
    ("max 2 inställda möten", "≤2 inställda möten"),
    ("inte fler än två inställda möten", "≤2 inställda möten"),
    ("två inställda möten som mest", "≤2 inställda möten"),
    ("som mest två inställda möten", "≤2 inställda möten"),
    ("upp till fem besök", "≤5 besök"),
    ("maximalt tre klagomål", "≤3 klagomål"),
    ("färre än tre klagomål", "≤2 klagomål"),
    # measures
    ("minst 800 timmar per år", "≥800:timmar timmar /år"),
    ("40 procent", "≥40:procent procent"),
    ("15 000 kronor", "≥15000:kronor kronor"),
    ("två heltidstjänster", "≥2:tjänster heltidstjänster"),
    ("minst 2,5 tjänster", "≥2.5:tjänster tjänster"),
    ("en halv tjänst", "≥0.5:tjänster tjänst"),
    ("minst 75 % av krogarna", "≥75:procent %"),
    ("200 000 kr per år", "≥200000:kronor kr /år"),
    ("4 000 timmar (motsvarande två årsarbetskrafter)", "≥4000:timmar timmar"),
    ("100 timmar (cirka två i veckan)", "≥100:timmar timmar"),
    ("2,5 möten", "fel LK204"),
]

PERIOD = [
    ("tre kontakter per vecka", "≥3 kontakter /vecka"),
    ("tre kontakter i veckan", "≥3 kontakter /vecka"),
    ("tre kontakter varje vecka", "≥3 kontakter /vecka"),
    ("tre kontakter veckovis", "≥3 kontakter /vecka"),
    ("en gång i veckan", "≥1 gång /vecka"),
    ("tre kontakter/vecka", "≥3 kontakter /vecka"),
    ("fotpatrull varannan vecka", "≥1 /2 vecka"),
    ("fotpatrull var tredje vecka", "≥1 /3 vecka"),
    ("fotpatrull var 14:e dag", "≥1 /14 dag"),
    ("möte varannan månad", "≥1 /2 månad"),
    ("mätning vartannat år", "≥1 /2 år"),
    ("möte var sjätte vecka", "≥1 /6 vecka"),
    ("en mätning vart tredje år", "≥1 mätning /3 år"),
    ("varannan fredag", "≥1 /2 vecka"),
    ("patrull varje dag", "≥1 /dag"),
    ("patrull dagligen", "≥1 /dag"),
    ("två ronder per dygn", "≥2 ronder /dag"),
    ("varje kväll", "≥1 /dag"),
    ("varje fredag", "≥1 /vecka"),
    ("alla onsdagar", "≥1 /vecka"),
    ("varje fredag och lördag", "≥2 /vecka"),
    ("samtliga torsdagar", "≥1 /vecka"),
    ("två möten per månad", "≥2 möten /månad"),
    ("två möten i månaden", "≥2 möten /månad"),
    ("två möten varje månad", "≥2 möten /månad"),
    ("två möten månatligen", "≥2 möten /månad"),
    ("två möten månadsvis", "≥2 möten /månad"),
    ("2 ggr/mån", "≥2 ggr /månad"),
    ("två möten per kvartal", "≥2 möten /kvartal"),
    ("möte kvartalsvis", "≥1 /kvartal"),
    ("två möten per tertial", "≥2 möten /tertial"),
    ("två möten per termin", "≥2 möten /termin"),
    ("ett möte varje hösttermin", "≥1 möte /termin@hösttermin"),
    ("två möten per halvår", "≥2 möten /halvår"),
    ("möte halvårsvis", "≥1 /halvår"),
    ("två gånger per år", "≥2 gånger /år"),
    ("fyra årliga möten", "≥4 möten /år"),
    ("minst en föreläsning per läsår", "≥1 föreläsning /år"),
    ("tre kontakter i snitt per vecka", "≥3 kontakter /vecka snitt"),
    ("tre kontakter i genomsnitt varje vecka", "≥3 kontakter /vecka snitt"),
    ("tre kontakter per vecka i snitt över året", "≥3 kontakter /vecka snitt"),
    ("två möten i medeltal per månad", "≥2 möten /månad snitt"),
    ("genomsnittligt tio kontroller i månaden", "≥10 kontroller /månad snitt"),
    ("två möten under året", "≥2 möten /år"),
    ("två möten under 2025", "≥2 möten /år 2025"),
    ("två möten under år 2025", "≥2 möten /år 2025"),
    ("två möten detta år", "≥2 möten /år"),
    ("två möten per kalenderår", "≥2 möten /år"),
    ("två möten i år", "≥2 möten /år"),
    ("tio möten under perioden", "≥10 möten /period"),
    ("tio möten under löftesperioden", "≥10 möten /period"),
    ("tio möten under de två åren", "≥10 möten /period"),
    ("tio möten totalt", "≥10 möten /period"),
    ("sammanlagt tio möten", "≥10 möten /period"),
    ("tio möten", "≥10 möten"),
    ("tio möten under 2025–2026", "≥10 möten /period"),
    ("två vandringar under sommaren", "≥2 vandringar /säsong@sommar"),
    ("två vandringar vår och höst", "≥2 vandringar /säsong@vår+höst"),
    ("två vandringar under våren 2025", "≥2 vandringar /säsong 2025@vår"),
    ("två vandringar under sommarhalvåret", "≥2 vandringar /säsong@sommarhalvår"),
    ("två vandringar under vintersäsongen", "≥2 vandringar /säsong@vinter"),
    ("två kontroller inför skolstart", "≥2 kontroller /säsong@skolstart"),
    ("två kontroller i maj", "≥2 kontroller /säsong@maj"),
    ("två kontroller juni–augusti", "≥2 kontroller /säsong@juni–augusti"),
    ("en kontroll i veckan från maj till september", "≥1 kontroll /vecka@maj–september"),
    ("två kontroller under andra kvartalet", "≥2 kontroller /säsong@andra kvartalet"),
    ("en plan senast den 31 mars 2025", "≥1 plan /datum ≤2025-03-31"),
    ("en plan före 2025-03-31", "≥1 plan /datum ≤2025-03-30"),
    ("en plan senast februari 2026", "≥1 plan /datum ≤2026-02-28"),
    ("en plan till och med juni", "≥1 plan /datum ≤--06-30"),
    ("en plan innan utgången av 2025", "≥1 plan /datum ≤2025-12-31"),
    ("en plan under första halvåret 2025", "≥1 plan /datum ≤2025-06-30"),
    ("en plan under första kvartalet", "≥1 plan /datum ≤--03-31"),
    ("en plan före årsskiftet", "≥1 plan /datum ≤--12-31"),
    ("en plan senast sista mars", "≥1 plan /datum ≤--03-31"),
    ("en plan senast 31/3 2025", "≥1 plan /datum ≤2025-03-31"),
    ("en plan senast 31 april", "fel LK205"),
    ("en plan senast 2025-02-29", "fel LK205"),
    ("en plan senast 32/13", "fel LK205"),
    ("en vandring per kommun", "≥1 vandring [per kommun]"),
    ("en vandring per område och år", "≥1 vandring /år [per område]"),
    ("en vandring i varje stadsdel", "≥1 vandring [i varje stadsdel]"),
    ("ett besök vid varje skola", "≥1 besök [vid varje skola]"),
    ("ett besök per skola", "≥1 besök [per skola]"),
    ("två möten vardera per år", "≥2 möten /år [vardera]"),
    ("ett besök/skola/termin", "≥1 besök /termin [per skola]"),
    ("vid varje vandring minst två vuxna", "≥2 vuxna"),
    ("vid behov, minst två gånger per år", "≥2 gånger /år"),
    ("fyra möten på önskemål", "≥4 möten"),
    ("två möten när behov uppstår", "≥2 möten"),
    ("minst fyra per år varav två på våren", "≥4 /år {≥2 /säsong@vår}"),
    ("minst tre vandringar varav minst en i centrum", "≥3 vandringar {≥1 i centrum}"),
    ("en på våren och en på hösten", "≥2 /år {≥1 /säsong@vår; ≥1 /säsong@höst}"),
    ("två möten, ett på våren och ett på hösten", "≥2 möten {≥1 /säsong@vår; ≥1 /säsong@höst}"),
    ("tio tillsyner per år, därav fyra på kvällstid", "≥10 tillsyner /år {≥4 /år}"),
    ("minst en utbildning samt minst två möten per år", "≥1 utbildning /år + ≥2 möten /år"),
    ("en gång per vecka och en per månad", "≥1 gång /vecka + ≥1 /månad"),
    ("två vandringar och fyra tillsyner per år", "≥2 vandringar /år + ≥4 tillsyner /år"),
    ("fem tillfällen i veckan av antingen A, B eller C", "≥5 tillfällen av antingen A, B eller C /vecka"),
]

NOT_A_COUNT = [
    *((word, "löpande") for word in ("löpande", "kontinuerligt", "fortlöpande", "regelbundet", "återkommande")),
    ("dagligt arbete mot klotter", "löpande"),
    ("löpande stöd till grannsamverkan", "löpande"),
    ("regelbundna kontroller", "löpande"),
    *((f"{verb} en tryggare kommun", "oräknat") for verb in ("verka för", "arbeta för", "prioritera", "utveckla")),
    *((f"{verb} ett gott samarbete", "oräknat") for verb in ("stärka", "sträva efter", "främja")),
    ("skyndsamt utreda brott", "oräknat"),
    ("så snart som möjligt", "oräknat"),
    ("minska bostadsinbrotten", "indikator"),
    ("öka tryggheten", "indikator"),
    ("fler än 2018", "indikator"),
    ("tryggheten ska öka", "indikator"),
    ("andelen som känner sig trygga", "indikator"),
    ("30 % fler än 2019", "indikator"),
    ("öka antalet kontroller med 20 procent", "indikator"),
    ("inom 24 timmar från anmälan", "≤24:timmar timmar [per händelse]"),
    ("inom två veckor", "≤2 veckor [per händelse]"),
    ("inom fem arbetsdagar", "≤5 arbetsdagar [per händelse]"),
]

NOT_THE_TARGET = [
    "i årskurs 7", "i åk 8", "i åk 4–6", "i årskurs sju", "för unga 13–17 år", "under 18 år", "21 år och yngre", "för unga mellan 15 och 25 år",
    "kl. 18.00–22.00", "kl 18-22", "med 20-minutersmetoden", "på de två gymnasieskolorna", "i de tre kommunerna",
    "på 30-väg", "på E4", "på riksväg 50", "den 21/2", "från 2025", "enligt 13 §", "tel. 0970-123 45", "på Storgatan 12",
    "en del av arbetet", "i ett tidigt skede", "å ena sidan", "för kommunens fyra skolor",
]  # fmt: skip

DIRTY = [
    ("MINST TVÅ GÅNGER PER ÅR", "≥2 GÅNGER /år"),
    ("minst  två   gånger  per år", "≥2 gånger /år"),
    ("minst\u00a0två\u202fgånger per\u00a0år", "≥2 gånger /år"),
    ("minst två trygghets\u00advandringar per år", "≥2 trygghetsvandringar /år"),
    ("2-3 gånger", "≥2–3 gånger"),
    ("2–3 gånger", "≥2–3 gånger"),
    ("2−3 gånger", "≥2–3 gånger"),
    (unicodedata.normalize("NFD", "minst två gånger per år"), "≥2 gånger /år"),
    ("mins två gånger", "≥2 gånger"),
    ("minst fyrra gånger", "fel LK201"),
    ("två medborgarmöte", "≥2 medborgarmöte"),
    ("minst tva gånger per ar", "≥2 gånger /år"),
    ("hogst två gånger", "≤2 gånger"),
    ("Minst två gånger per år.", "≥2 gånger /år"),
    ("minst två gånger per år (Polis)", "≥2 gånger /år"),
    ("minst två gånger per år. Ansvarig: kommunen", "≥2 gånger /år"),
    ("Krogtillsyn (12 per år)", "≥12 /år"),
    ("1. Minst två möten", "≥2 möten"),
    ("a) minst två möten", "≥2 möten"),
    ("minst2 gånger/vecka", "≥2 gånger /vecka"),
    ("2ggr/v", "≥2 ggr /vecka"),
]

ROWS = [*QUANTITY, *PERIOD, *NOT_A_COUNT, *DIRTY]


@pytest.mark.parametrize(("phrase", "expected"), [pytest.param(*row, id=ascii(row[0])) for row in ROWS])
def test_a_row_is_read(phrase, expected, summary):
    assert summary(parse(phrase)) == expected


@pytest.mark.parametrize("mention", NOT_THE_TARGET)
def test_a_number_that_is_not_the_target_gives_no_count(mention, summary):
    assert summary(parse(f"informera {mention}")) in {"oräknat", "löpande"}
    assert summary(parse(f"minst fem insatser per år {mention}")) == "≥5 insatser /år"
    assert summary(parse(f"{mention}: minst fem insatser per år")) == "≥5 insatser /år"


def test_a_phrase_is_answered_as_the_phrasebook_says():
    (target,) = parse("minst fyra trafikinsatser per år").targets
    assert target_as_dict(target) == {
        "jämförelse": "minst", "antal": 4, "antal_till": None, "cirka": False, "enhet": "trafikinsatser",
        "mått": "antal", "fördelning": "summa",
        "fönster": {"enhet": "år", "antal": 1, "säsong": None, "senast": None}, "omfattning": None, "varav": [],
    }  # fmt: skip


def test_every_member_of_the_answer_is_filled():
    (target,) = parse(
        "ca 2,5–3 timmar i snitt per vecka per skola under vår och höst, varav en senast 31 mars 2025"
    ).targets
    answer = target_as_dict(target)
    assert (answer["antal"], answer["antal_till"], answer["cirka"], answer["mått"]) == (2.5, 3, True, "timmar")
    assert (answer["fördelning"], answer["omfattning"]) == ("snitt", "per skola")
    assert answer["fönster"]["säsong"] == "vår och höst"
    assert [part["fönster"]["senast"] for part in answer["varav"]] == ["2025-03-31"]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("två möten per år", True),
        ("60 timmar per år", True),
        ("40 procent", False),
        ("två möten per skola", False),
        ("inom 24 timmar", False),
    ],
)
def test_a_log_can_count_occasions_and_hours_that_nothing_multiplies(phrase, expected):
    (target,) = parse(phrase).targets
    assert target.is_countable is expected


def phrases_in(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "mål":
                yield from [inner] if isinstance(inner, str) else [each for each in inner if isinstance(each, str)]
            else:
                yield from phrases_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from phrases_in(inner)


WRITTEN = sorted(
    {
        phrase
        for folder in ("promises", "examples")
        for file in (ROOT / folder).rglob("*.yaml")
        for phrase in phrases_in(yaml.safe_load(file.read_text(encoding="utf-8")))
    }
)


@pytest.mark.parametrize("phrase", WRITTEN)
def test_every_target_of_the_repository_is_read(phrase):
    reading = parse(phrase)
    assert reading.fault is None
    assert (reading.kind is Kind.QUANTIFIED) == (phrase != "löpande" and not phrase.startswith("andelen"))


CARETS = [
    ("mins två gånger per år", "LK201", "mins"),
    ("kommunen gör minst fyrra insatser", "LK201", "fyrra"),
    ("två (3) kvällar", "LK202", "två (3)"),
    ("minst tre insatser, två till fyra (5) besök", "LK202", "fyra (5)"),
    ("minst 2,5 möten per år", "LK204", "minst 2,5"),
    ("minst möten per år", "LK204", "minst"),
    ("minst två och högst fyra möten", "LK204", "minst två och högst fyra"),
    ("minst två av tre krogar", "LK204", "minst två av tre"),
    ("en plan senast den 31 april 2025, klar", "LK205", "senast den 31 april 2025"),
    ("polisen gör flera besök", "LK206", "flera"),
    ("två möten per ar", "LK209", "ar"),
    ("två möten vid behov per år", "LK212", "vid behov"),
    ("två möten v. 24–26", "LK212", "v. 24–26"),
]
DISGUISES = {
    "plain": lambda text: text,
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": "\u00ad".join,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "double spaces": lambda text: "  " + text.replace(" ", "  ") + "  ",
    "upper case": str.upper,
}


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
@pytest.mark.parametrize(("phrase", "code", "shown"), CARETS)
def test_a_remark_points_at_the_very_word(phrase, code, shown, disguise):
    text = disguise(phrase)
    (remark,) = (each for each in parse(text).remarks if each.code == code)
    assert text[remark.offset : remark.offset + remark.length] == disguise(shown).strip()


def test_an_empty_phrase_is_refused():
    for text in ("", "   ", "\u00ad"):
        (remark,) = parse(text).remarks
        assert (remark.code, remark.offset, remark.length) == ("LK204", 0, len(text))
