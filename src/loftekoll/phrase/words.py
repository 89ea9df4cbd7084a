"""The words that have a part in a target phrase, in lower case; all other words are its noun phrases."""
# The tables are laid out by hand, to be read by the line.
# fmt: off

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TypeVar

from loftekoll.period import MONTHS
from loftekoll.phrase.target import Comparator, Measure, Unit

_T = TypeVar("_T")
Phrases = dict[str, tuple[tuple[str, ...], ...]]


def _phrases(found: Iterable[tuple[str, ...]]) -> Phrases:
    """The phrases by their first word, the longest first."""
    index: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(found, key=len, reverse=True):
        index.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(phrases) for first, phrases in index.items()}


def _words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def _table(*rows: tuple[str, _T]) -> dict[str, _T]:
    """Each word of the rows with the value of its row."""
    return {word: value for text, value in rows for word in text.split()}


def _forms(verbs: str) -> frozenset[str]:
    """The present, infinitive and passive forms of verbs in the infinitive; forms that do not exist do no harm."""
    stems = verbs.split()
    return frozenset(
        form
        for verb in stems
        for form in (verb, f"{verb}r", f"{verb}s", f"{verb[:-1]}er", verb[:-1], f"{verb[:-1]}s")
    )


# --- quantity -----------------------------------------------------------------------------------------------------

COMPARATORS: dict[tuple[str, ...], tuple[Comparator, int]] = {
    ("minst",): (Comparator.AT_LEAST, 0),
    ("åtminstone",): (Comparator.AT_LEAST, 0),
    ("lägst",): (Comparator.AT_LEAST, 0),
    ("inte", "färre", "än"): (Comparator.AT_LEAST, 0),
    ("ej", "färre", "än"): (Comparator.AT_LEAST, 0),
    ("inte", "mindre", "än"): (Comparator.AT_LEAST, 0),
    ("fler", "än"): (Comparator.AT_LEAST, 1),
    ("mer", "än"): (Comparator.AT_LEAST, 1),
    ("högst",): (Comparator.AT_MOST, 0),
    ("max",): (Comparator.AT_MOST, 0),
    ("maximalt",): (Comparator.AT_MOST, 0),
    ("som", "mest"): (Comparator.AT_MOST, 0),
    ("upp", "till"): (Comparator.AT_MOST, 0),
    ("inte", "fler", "än"): (Comparator.AT_MOST, 0),
    ("ej", "fler", "än"): (Comparator.AT_MOST, 0),
    ("inte", "mer", "än"): (Comparator.AT_MOST, 0),
    ("färre", "än"): (Comparator.AT_MOST, -1),
    ("mindre", "än"): (Comparator.AT_MOST, -1),
    ("exakt",): (Comparator.EXACTLY, 0),
    ("precis",): (Comparator.EXACTLY, 0),
    ("som", "minst"): (Comparator.AT_LEAST, 0),
    ("min",): (Comparator.AT_LEAST, 0),
    ("min.",): (Comparator.AT_LEAST, 0),
    ("minimum",): (Comparator.AT_LEAST, 0),
    ("≥",): (Comparator.AT_LEAST, 0),
    (">",): (Comparator.AT_LEAST, 1),
    ("oftare", "än"): (Comparator.AT_LEAST, 1),
    ("max.",): (Comparator.AT_MOST, 0),
    ("högst.",): (Comparator.AT_MOST, 0),
    ("maximum",): (Comparator.AT_MOST, 0),
    ("som", "längst"): (Comparator.AT_MOST, 0),
    ("som", "högst"): (Comparator.AT_MOST, 0),
    ("≤",): (Comparator.AT_MOST, 0),
    ("<",): (Comparator.AT_MOST, -1),
    ("lägre", "än"): (Comparator.AT_MOST, -1),
    ("inte", "överstiga"): (Comparator.AT_MOST, 0),
    ("inte", "överskrida"): (Comparator.AT_MOST, 0),
    ("inte", "understiga"): (Comparator.AT_LEAST, 0),
    ("överstiga",): (Comparator.AT_LEAST, 1),
    ("understiga",): (Comparator.AT_MOST, -1),
}
"""Each comparator with what is added to the number after it: more than two is at least three."""
TRAILING = {("som", "mest"), ("som", "minst")}
COMPARATOR_PHRASES = _phrases(COMPARATORS)

APPROXIMATE = _words("""
    uppskattningsvis nästan ~ ± ca ca. cirka circa c:a ungefär omkring runt drygt knappt närmare uppemot
""")
APPROXIMATE_PHRASES = _phrases((("upp", "emot"), ("i", "runda", "tal"), ("i", "storleksordningen")))
MISSPELT = {
    "mints": "minst", "mins": "minst", "mist": "minst", "misnt": "minst", "minnst": "minst", "högs": "högst",
    "högts": "högst",
}
COMPARATIVE_WORDS = {word for each in COMPARATORS for word in each} | APPROXIMATE | set(MISSPELT)
FRACTIONS: dict[tuple[str, ...], Fraction] = {
    ("en", "halv"): Fraction(1, 2), ("ett", "halvt"): Fraction(1, 2), ("en", "kvarts"): Fraction(1, 4),
}
HALVES = _phrases(FRACTIONS)
MULTIPLES = {"dussin": 12, "tjog": 20}
SHARES = _words("""
    halva hälften tredjedel tredjedelar fjärdedel fjärdedelar femtedel femtedelar tiondel tiondelar majoritet
    merparten
""")
MEASURE_WORDS = {"stycken", "styck", "st", "st."}
TIMES = {"gång", "gånger", "ggr", "ggr."}
OCCASIONS = _words("""
    gång gånger ggr ggr. ggn x tillfälle tillfällen
""")
TIME_LIMITS = _words("""
    timme timmar dygn dag dagar vecka veckor månad månader h arbetsdagar vardagar
""")
ARTICLES = {"en", "ett"}
MEASURES = _table(
    ("timme timmar timmars tim tim. h arbetstimmar mantimmar patrulltimmar", Measure.HOURS),
    ("kr kr. kronor krona :-", Measure.KRONOR),
    ("% procent", Measure.PERCENT),
    (
        "heltidstjänst heltidstjänster halvtidstjänst halvtidstjänster tjänst tjänster årsarbetskraft årsarbetskrafter",
        Measure.POSTS,
    ),
)
COLLECTIVES = {"dussintal": (12, True), "halvdussin": (6, False), "par": (2, True)}
VAGUE_QUANTITIES = _words("""
    flertalet enstaka tiotals hundratals tusentals flera fler flertal fåtal några många ökade utökade åtskilliga
    ytterligare
""")

# --- periods ------------------------------------------------------------------------------------------------------

UNITS = _table(
    ("dag dagar dagen dygn dygnet dagarna kväll kvällar natt nätter eftermiddag", Unit.DAY),
    ("vecka veckor veckan kalendervecka veckoslut veckoslutet helg helgen v v.", Unit.WEEK),
    ("månad månader månaden mån mån. kalendermånad", Unit.MONTH),
    ("kvartal kvartalet", Unit.QUARTER),
    ("tertial tertialet", Unit.TERTIAL),
    ("termin terminen terminer skoltermin", Unit.TERM),
    ("halvår halvåret", Unit.HALF_YEAR),
    ("år året kalenderår kalenderåret verksamhetsår verksamhetsåret läsår läsåret skolår löftesår avtalsår", Unit.YEAR),
    ("period löftesperiod avtalsperiod", Unit.PERIOD),
)
LONG_UNITS = {"årsperiod": Unit.YEAR, "månadersperiod": Unit.MONTH, "veckorsperiod": Unit.WEEK}
ADVERBS = _table(
    ("dagligen", Unit.DAY),
    ("veckovis veckovisa veckovist", Unit.WEEK),
    ("månatligen månatlig månatliga månatligt månadsvis månadsvisa månadsvist", Unit.MONTH),
    ("kvartalsvis kvartalsvisa kvartalsvist", Unit.QUARTER),
    ("tertialvis tertialsvis tertialvisa", Unit.TERTIAL),
    ("terminsvis terminsvisa", Unit.TERM),
    ("halvårsvis halvårsvisa", Unit.HALF_YEAR),
    ("årligen årlig årliga årligt årsvis årsvisa", Unit.YEAR),
)
ALL_TIMES = {"dagar", "kvällar", "nätter", "veckor", "månader"}
EVERY = {"varje", "varenda", "vartenda"}
PER = {"per", "/"} | EVERY
EACH = {"respektive"} | EVERY
EVERY_SECOND = {"varannan", "vartannat"}
EVERY_NTH = {"var", "vart"}
ADJECTIVES = {each for each in ADVERBS if each.endswith(("a", "lig", "t"))} | {"daglig", "dagliga", "dagligt"}
"""Those that stand before their noun: "fyra årliga möten"."""
ORDINALS = {
    "första": 1, "1:a": 1, "andra": 2, "2:a": 2, "tredje": 3, "3:e": 3, "fjärde": 4, "4:e": 4, "femte": 5,
    "5:e": 5, "sjätte": 6, "6:e": 6, "sjunde": 7, "åttonde": 8, "nionde": 9, "tionde": 10, "fjortonde": 14,
    "annan": 2, "annat": 2,
}
NTH = {value: word for word, value in reversed(ORDINALS.items()) if ":" not in word}
_DAY_ENDINGS = (
    "", "ar", "en", "arna", "s", "skväll", "skvällar", "kväll", "kvällar", "seftermiddag", "seftermiddagar", "snatt",
    "snätter", "natt", "nätter",
)
WEEKDAYS = {
    f"{day}{ending}"
    for day in ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
    for ending in _DAY_ENDINGS
} | {"helg", "helger", "helgkväll", "helgkvällar"}
EVERY_WEEK_ON = {word for word in WEEKDAYS if word.endswith("ar")}
KNOWN_TIMES = {
    *EVERY, *EVERY_SECOND, *UNITS, *ADVERBS, *WEEKDAYS, "halvan", "dagen", "manar", "varor", "dagars", "veckors",
    "månaders", "termins",
}
"""Words that are no misspelling of another word of time."""
WORKDAYS = {"vardag", "vardagar", "skoldag", "skoldagar", "arbetsdag", "arbetsdagar"}
AVERAGE = _words("""
    snitt snittet årssnittet genomsnitt genomsnittet medeltal medel medelvärdet genomsnittligt genomsnittlig
    genomsnittligen
""")
AVERAGE_PHRASES = _phrases(
    (("utslaget", "på", "året"), ("utslaget", "på", "hela", "året"), ("utslaget", "över", "året"),
    ("sett", "över", "året"), ("räknat", "över", "året"), ("sett", "över", "hela", "året")),
)
IN_TOTAL = {"totalt", "sammanlagt", "sammantaget"}
PERIOD_NOUNS = _words("""
    perioden löftesperioden avtalsperioden tidsperioden överenskommelseperioden mandatperioden tvåårsperioden
    treårsperioden fyraårsperioden löftestiden avtalstiden åren
""")
SEASON_WORDS: dict[str, str] = {
    form: season
    for season, forms in {
        "vår": "våren vårar vårarna vårtid vårsäsong vårsäsongen vårmånaderna",
        "sommar": "sommar sommaren somrar somrarna sommartid sommarlovet sommarlov sommarperioden sommarsäsong "
        "sommarsäsongen sommarmånaderna",
        "höst": "höst hösten höstar höstarna höstsäsong höstsäsongen höstmånaderna",
        "vinter": "vinter vintern vintrar vintrarna vintertid vintersäsong vintersäsongen vintermånaderna",
        "sommarhalvår": "sommarhalvår sommarhalvåret",
        "vinterhalvår": "vinterhalvår vinterhalvåret",
        "skolstart": "skolstart skolstarten",
        "vårtermin": "vårtermin vårterminen",
        "hösttermin": "hösttermin höstterminen",
    }.items()
    for form in forms.split()
} | {"vår": "vår"}
TERM_SEASONS = {"vårtermin", "hösttermin"}
AFTER_SEASON = _words("""
    :  och samt , / . ) respektive
""")
IN_SEASON = ("under", "på", "i", "inför", "vid", "till", "hela", "kommande", "från", "mellan")
SINCE = _phrases((("från", "och", "med"), ("fr.o.m.",), ("fr.o.m",), ("from",)))
UNTIL = _phrases(
    (("-",), ("till",), ("till", "och", "med"), ("t.o.m.",), ("t.o.m",), ("tom",), ("t", "o", "m"),
    ("fram", "till")),
)
THE_YEAR = {"året", "kalenderåret", "verksamhetsåret", "läsåret"}
DEFINITE_PARTS = {6: "halvåret", 4: "tertialet", 3: "kvartalet"}
PARTS_OF_YEAR = {"halvåret": 6, "halvår": 6, "tertialet": 4, "tertial": 4, "kvartalet": 3, "kvartal": 3}
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)} | {
    name[:3]: number for number, name in enumerate(MONTHS, start=1) if len(name) > 4
}
SEASON_ENDS = SEASON_WORDS.keys() | MONTH_NUMBERS.keys()
BEFORE_DAY = ("under", "i", "slutet", "av", "den", "vid", "till", "sista", "dagen")
BY_THEN: dict[tuple[str, ...], bool] = {
    ("senast",): False,
    ("till", "och", "med"): False,
    ("t.o.m.",): False,
    ("t.o.m",): False,
    ("tom",): False,
    ("fram", "till"): False,
    ("före",): True,
    ("innan",): True,
    ("till",): False,
}
"""What a deadline begins with, and whether the day named is itself too late."""
BY_THEN_PHRASES = _phrases(BY_THEN)
SCOPE_PHRASES = _phrases((("vardera",), ("var", "för", "sig")))
EACH_ONE_OF = _phrases((("i", "var", "och", "en", "av"), ("på", "var", "och", "en", "av"), ("var", "och", "en", "av")))

EACH_OF = (
    "skolor", "kommuner", "områden", "krogar", "ställen", "butiker", "orter", "stadsdelar", "kommundelar", "byar",
    "gårdar", "boenden", "klasser", "kiosker", "torg", "stationer", "föreningar",
)
"""Ends of nouns that make `alla` and `samtliga` a scope: "alla skolor besöks två gånger"."""

# --- what is no count ---------------------------------------------------------------------------------------------

CONTINUOUS_PHRASES = _phrases((
    ("med", "jämna", "mellanrum"), ("med", "jämna", "intervaller"), ("hela", "tiden"), ("med", "kontinuitet")),
)
CONTINUOUS = _words("""
    ständig daglig löpande kontinuerligt kontinuerlig kontinuerliga fortlöpande regelbundet regelbunden
    regelbundna återkommande ständigt dagligt dagliga
""")
STEADILY = {"löpande", "kontinuerligt", "fortlöpande", "regelbundet"}
"""Adverbs that promise steady work; the adjectives may describe anything."""
FOLLOW_UP = (
    "uppfölj", "utvärder", "avstämning", "stäms", "redovis", "rapporter", "sammanställ",
)
"""How words begin that tell of the follow-up of a promise."""
VAGUE_VERBS = _forms(
    "verka arbeta jobba prioritera utveckla stärka förstärka sträva främja fortsätta värna effektivisera förbättra "
    "upprätthålla motverka fokusera",
) | {"skyndsamt", "möjligt"}
GOING_ON = _forms("fortsätta")
"""Vague verbs that say nothing against a count or a rate: "fortsätta med avstämningar varje vecka"."""
BEING = {"ha", "har", "vara", "är", "samverka"}
"""Verbs that make "en god dialog" a state, unless the phrase says how often."""
QUALITIES = _words("""
    ökad ökat god gott bra bättre tryggare säkrare trygg tryggt säker säkert tydlig tydligt nära hög högre stark
    starkt starkare större mer levande dialog aktiv aktivt fortsatt naturlig naturligt positiv positivt väg roll
    attityd ansvar arbete samarbete stöd bild sätt syn del grund känsla utveckling förutsättning kontakt
""")
QUALITY_ENDINGS = ("het", "närvaro", "samverkan", "miljö", "fokus", "arbetssätt")
PAST = _words("""
    svarade uppgav minskade gjorde gjordes genomförde genomfördes hölls skedde anmäldes hade utförde utfördes
    blev ordnade ordnades besökte besöktes kontrollerade patrullerade kontrollerades startade startades deltog
    gick gav fick höll tog kostade lades var önskar efterfrågar innebar uppfylldes ägde visade fjol gjort
    genomfört hållit utfört besökt varit haft deltagit arrangerat ordnat patrullerat kontrollerat minskat
""")
TELLING = _words("""
    nuläge resultat utfall idag nuvarande önskar efterfrågar svarande tillfrågade uppger anser tycker visar
    visade
""")
"""Words that tell how it is or was, or what people say, where no modal verb promises anything."""
REVERSING = _words("""
    uppehåll sällan utom förutom exklusive exkl exkl. undantaget undantag borträknat inga ingen inget aldrig
    dubbelt
""")
"""Words that turn a count or its window into another one; a phrase that has them and a count is refused."""
UNREAD_POWERS = _words("""
    milj milj. mkr mnkr tkr miljarder miljard
""")
INDICATORS = _forms("minska öka sänka höja halvera fördubbla sjunka stiga") | {
    "trygghetsindex", "problemindex", "index",
    "minskat", "ökat", "minskning", "ökning", "andelen", "andel", "färre", "fördubbling", "halvering",
}
MEASURED_ELSEWHERE = _phrases(
    (("jämfört", "med"), ("dubbelt", "så"), ("hälften", "så"), ("känner", "sig"), ("känna", "sig"),
    ("än", "föregående", "år"), ("än", "förra", "året"), ("än", "året", "innan")),
)
MORE_OR_LESS = _words("""
    oftare fler färre mer mindre bättre högre lägre
""")
SOME_TIMES = (
    "lovet", "loven", "säsong", "säsongen", "årstiden", "advent", "terminstid", "skolveckorna", "påsk", "påsken",
    "midsommar", "valborg", "julhandeln", "skolavslutningen", "studenten", "jul", "nyår",
)
"""Ends of words for times that the calendar does not fix; the summer holidays and the seasons are read as such."""
CONDITIONS = _phrases(
    (("vid", "behov"), ("efter", "behov"), ("utifrån", "behov"), ("på", "önskemål"), ("efter", "önskemål"),
    ("på", "begäran"), ("när", "behov", "uppstår"), ("om", "behov", "uppstår"), ("vid", "efterfrågan"),
    ("om", "behov", "finns"), ("vid", "förfrågan"), ("efter", "förfrågan"), ("i", "mån", "av", "tid"),
    ("varje", "gång")),
)
PLACES = (
    "kommun", "område", "stadsdel", "skola", "ort", "distrikt", "kommundel", "by", "förskola", "gymnasium",
    "enhet", "krog", "butik", "plats", "ställe", "torg", "gård", "station", "län", "gymnasieskola", "församling",
)
WEEK_NUMBERED = {"vecka", "veckorna", "v", "v.", "veckor"}
GO_ON = {"/", ":", "§", "(", ")", "½"}
PHONES = {"tel", "tel.", "telefon", "ring"}
NUMBERED = WEEK_NUMBERED | {
    "åldern", "åldrarna", "ålder", "lag", "lagen", "förordningen", "spår", "hållplats", "buss", "tåg", "kvarter",
    "perrong", "rum", "sal", "våning", "avdelning",
    "åk", "årskurs", "årskurserna", "årskurser", "klass", "klasserna", "kl", "kl.", "klockan", "steg", "fas",
    "nr", "nummer", "punkt", "sida", "kapitel", "kap", "§", "§§", "väg", "vägen", "länsväg", "riksväg", "rv",
    "lv", "bilaga", "paragraf", "nr.", "kap.", "område", "plan", "hus", "zon", "linje", "grupp", "etapp", "mål",
    "löfte", "nivå", "aktivitet", "insats", "kategori", "del", "åtgärd", "åtagande",
}
NAMED_IN_WORDS = _words("""
    åk årskurs årskurserna årskurser klass klasserna klockan kl kl. etapp fas steg
""")
"""What may have its number in words: "årskurs sju och åtta", "till klockan tio"."""
NUMBERED_ENDINGS = ("gatan", "vägen", "gränd", "stigen", "fokusområde", "delmål", "medborgarlöfte")
DEFINITE = _words("""
    de dom dessa våra alla samtliga båda bägge respektive dem
""")
SIZES = _words("""
    elever invånare besökare lägenheter platser medlemmar boende deltagare anställda personer barn
""")
"""Nouns of what something has: "skolor med minst 200 elever" says which schools, and promises no pupils."""
EXTENDING = _forms("utöka öka minska")
"""Verbs that say by how much something changes: "utökas med två pass"."""
EMPHASIS = _words("""
    främst särskilt tonvikt fokus även flest prioriterat extra bl.a. gärna helst mest annat allt färre första
    sista synnerhet
""")
"""Words before a season that say which part of the time matters most, and narrow nothing."""
BEGINNING = {"start", "början", "startar", "börjar", "starta", "börja"}
THE_REST = {"resten", "övrig", "övriga", "annars"}
THEM = {"dem", "dessa", "vilka"}
GENITIVES = ("ens", "ets", "rnas", "ans", "iets")
DIMENSIONS = _words("""
    år års åringar åring årig åriga km kilometer meter m mil promille grader
""")
LASTING = _forms("pågå löpa gälla förlänga") | {"gäller"}
"""Verbs that say how long something goes on; a last day beside one is no deadline."""
RESTATING = {"dvs", "dvs.", "d.v.s.", "alltså", "motsvarande", "motsvarar"}
ATTRIBUTIVE = _words("""
    helst gärna med à á om av x ×
""")
STAFF = ("poliser", "vakter", "fältare", "assistenter", "vuxna", "värdar", "volontärer")
IDIOMS = _phrases(
    (("en", "del"), ("en", "gång", "till"), ("i", "ett", "tidigt", "skede"), ("å", "ena", "sidan"),
    ("en", "av"), ("ett", "av"), ("en", "viss"), ("en", "annan"), ("en", "och", "en"), ("en", "och", "samma"),
    ("ett", "led"), ("ett", "sätt"), ("till", "en", "början"), ("en", "gång", "för", "alla"),
    ("för", "en", "gångs", "skull"), ("på", "en", "gång"),
    ("med", "en", "gång"), ("en", "dag"), ("en", "i", "taget"), ("dygnet", "runt"),
    ("24", "timmar", "om", "dygnet"), ("var", "och", "en"), ("en", "och", "en"),
    ("fram", "till", "och", "med")),
)
VAGUE_IDIOMS = _phrases(
    (("ett", "flertal"), ("ett", "antal"), ("ett", "fåtal"), ("ett", "stort", "antal"),
    ("ett", "större", "antal"), ("någon", "gång"), ("några", "gånger"), ("en", "handfull"), ("en", "rad"),
    ("en", "mängd"), ("en", "serie"), ("ett", "urval"), ("en", "hel", "del")),
)
PREPOSITIONS = _words("""
    i på vid mot för med av till från under bland inom om hos kring mellan genom efter före utan över längs
    omkring
""")
QUOTES = {'"', "”", "“", "»", "«", "'", "’"}
FULL_STOPS = {".", ";", "!", "?"}
JOINING = {"och", "samt", ","}
RELATIVE = {"efter", "från", "före", "innan", "framåt", "sedan"}
LONG_TIMES = _words("""
    minuter minuts dagar dygn veckor månader terminer helger kvällar
""")
OPEN_HOURS = WEEKDAYS | {"öppettider", "öppet", "öppettid"}
PLACED = _words("""
    under mot med i på vid hos inom för
""")
UNIT_ENDS = PREPOSITIONS | _words("""
    jämte samt och eller som att ska skall där när då per varav därav antingen vilket så samtidigt bl.a. t.ex.
    genomförs genomföra hålls utförs görs kommer lovar ske sker bli blir finns är kan får har ur deltar tas ges
    nås besöks sätts bjuds erbjuds startar var à á än vardera plus gärna helst ha gjorts tillsammans gemensamt
    även också främst särskilt alla varje samtliga enligt vara inför dvs dvs. alltså motsvarande a x både såväl
    delta upp rulla stå gå finnas nattetid kvällstid dagtid helgtid totalt sammanlagt skett utföras framför
""")
VERB_ENDINGS = ("as", "erar")
AIMED = {"riktade", "riktad", "riktat", "inriktade", "inriktad"}
NOUNS_IN_S = ("ss", "us", "urs", "is", "ons", "ts")
DOING = _forms(
    "genomföra ordna anordna arrangera hålla utföra göra starta erbjuda bjuda ta etablera inrätta upprätta besöka "
    "sätta ge lämna bilda anställa tillsätta införa bygga utbilda revidera besluta presentera utse öppna påbörja "
    "inleda köpa installera gå producera trycka lova skriva få samordna",
) | {"delta", "deltar", "in", "till", "fram", "vi", "polisen", "kommunen"}
"""Verbs that have what is counted as their object, with the particles and the subject that may stand between."""
PURPOSE = _phrases(
    (("för", "att"), ("i", "syfte", "att"), ("med", "syfte", "att"), ("med", "syftet", "att"), ("så", "att"),
    ("i", "avsikt", "att"), ("med", "målet", "att"), ("med", "målsättningen", "att"), ("med", "mål", "att"),
    ("syftar", "till", "att")),
)
"""What begins a clause that says why, which ends at a modal verb or at a marked count."""
MODALS = _words("""
    ska skulle skall kommer lovar bör måste
""")
STEADY_NOUNS = ("arbete", "kontakt", "dialog", "närvaro", "samverkan", "drift", "verksamhet")
STATES = _words("""
    rymmer finns fanns består innehåller omfattar lyfts pekar gäller gällde sträcker utgör kallas är var har
""")
"""Verbs that tell how it is: a bare number beside one, without a modal verb or a period, is no count."""
AIMS = {"mål", "målet", "målsättningen", "målvärde", "målvärdet", "ambitionen"}
LONG_GENITIVES = {"minuters", "timmars", "dagars", "veckors", "månaders"}
TOPICS = _words("""
    områden punkter löften medborgarlöften åren år problem utmaningar perspektiv teman kategorier orsaker parter
    kommuner orter delmål inriktningar prioriteringar delar fokusområden huvudområden målområden insatsområden
    temaområden utfästelser
""")
"""Nouns that say what a promise is about: "tre prioriterade områden" is no count unless it is marked."""
AFTER_GRADE = UNIT_ENDS | {"", ",", ".", "-"}

ALL_ENDINGS = (
    *NUMBERED_ENDINGS, *GENITIVES, *VERB_ENDINGS, *QUALITY_ENDINGS, *PLACES, *EACH_OF, *STAFF, *SOME_TIMES,
    *STEADY_NOUNS, *LONG_UNITS, "s", "tal", "procent", "tjänster", "index", "termin",
)
"""All endings that any production asks for."""
ADVERB_BEGINNINGS = ("dag", "veck", "mån", "år", "kvart", "halv", "termin", "tertial")
BEGINNINGS = (*ADVERB_BEGINNINGS, "ny")
"""All beginnings that any production asks for."""


def _all_words(tables: Iterable[object]) -> Iterator[str]:
    """Every word of the tables, also those inside of phrases and those that stand for others."""
    left = [*tables]
    while left:
        value = left.pop()
        if isinstance(value, str):
            yield from value.split()
        elif isinstance(value, dict):
            left += (*value, *value.values())
        elif isinstance(value, set | frozenset | tuple | list):
            left += value


VOCABULARY = frozenset(_all_words([table for name, table in globals().items() if name.isupper()])) | _words("""
    alternativt antalet denna det detta däribland enskild fördelade fördelat helgfri innevarande istället kalas loppet
    mörka noll oavsett procents q1 q2 q3 q4 sista stället t1 t2 t3 tidigare uppdelat utgången årets årsbasis årsskiftet
    årsslutet
""")
"""Every word that means anything to the grammar; those at the end are named by the productions themselves."""
