"""The words that have a part in a target phrase, in lower case; all other words are its noun phrases."""

from loftekoll.period import MONTHS
from loftekoll.phrase.target import Comparator, Measure, Unit

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
}
"""Each comparator with what is added to the number after it: more than two is at least three."""

APPROXIMATE = {"ca", "ca.", "cirka", "circa", "c:a", "ungefär", "omkring", "runt", "drygt", "knappt"}
MEASURE_WORDS = {"stycken", "styck", "st", "st."}
OCCASIONS = {"gång", "gånger", "ggr", "ggr.", "tillfälle", "tillfällen"}
ARTICLES = {"en", "ett"}
MEASURES: dict[str, Measure] = {
    **dict.fromkeys(("timme", "timmar", "tim", "tim.", "h", "arbetstimmar"), Measure.HOURS),
    **dict.fromkeys(("kr", "kr.", "kronor", "krona"), Measure.KRONOR),
    **dict.fromkeys(("%", "procent"), Measure.PERCENT),
    **dict.fromkeys(
        ("heltidstjänst", "heltidstjänster", "tjänst", "tjänster", "årsarbetskraft", "årsarbetskrafter"),
        Measure.POSTS,
    ),
}
COLLECTIVES = {"dussin": (12, False), "par": (2, True)}
VAGUE_QUANTITIES = {
    "flera", "fler", "antal", "flertal", "fåtal", "några", "många", "ökade", "utökade", "åtskilliga", "ytterligare",
}  # fmt: skip

# --- periods ------------------------------------------------------------------------------------------------------

UNITS: dict[str, Unit] = {
    **dict.fromkeys(("dag", "dagar", "dagen", "dygn", "dygnet", "dagarna"), Unit.DAY),
    **dict.fromkeys(("vecka", "veckor", "veckan", "kalendervecka", "helg", "helgen", "v", "v."), Unit.WEEK),
    **dict.fromkeys(("månad", "månader", "månaden", "mån", "mån.", "kalendermånad"), Unit.MONTH),
    **dict.fromkeys(("kvartal", "kvartalet"), Unit.QUARTER),
    **dict.fromkeys(("tertial", "tertialet"), Unit.TERTIAL),
    **dict.fromkeys(("termin", "terminen", "terminer", "skoltermin"), Unit.TERM),
    **dict.fromkeys(("halvår", "halvåret"), Unit.HALF_YEAR),
    **dict.fromkeys(("år", "året", "kalenderår", "kalenderåret", "verksamhetsår", "verksamhetsåret"), Unit.YEAR),
    **dict.fromkeys(("period", "löftesperiod", "avtalsperiod"), Unit.PERIOD),
}
ADVERBS: dict[str, tuple[Unit, int]] = {
    "dagligen": (Unit.DAY, 1), "veckovis": (Unit.WEEK, 1), "veckovisa": (Unit.WEEK, 1),
    "månatligen": (Unit.MONTH, 1), "månatlig": (Unit.MONTH, 1), "månatliga": (Unit.MONTH, 1),
    "månadsvis": (Unit.MONTH, 1), "månadsvisa": (Unit.MONTH, 1), "kvartalsvis": (Unit.QUARTER, 1),
    "kvartalsvisa": (Unit.QUARTER, 1), "tertialvis": (Unit.TERTIAL, 1), "tertialvisa": (Unit.TERTIAL, 1),
    "terminsvis": (Unit.TERM, 1), "halvårsvis": (Unit.HALF_YEAR, 1), "halvårsvisa": (Unit.HALF_YEAR, 1),
    "årligen": (Unit.YEAR, 1), "årlig": (Unit.YEAR, 1), "årliga": (Unit.YEAR, 1), "årligt": (Unit.YEAR, 1),
    "årsvis": (Unit.YEAR, 1),
}  # fmt: skip
EVERY = {"varje", "varenda"}
PER = {"per", "/"} | EVERY
EVERY_SECOND = {"varannan", "vartannat"}
EVERY_NTH = {"var", "vart"}
ORDINALS = {
    "första": 1, "1:a": 1, "andra": 2, "2:a": 2, "tredje": 3, "3:e": 3, "fjärde": 4, "4:e": 4, "femte": 5, "5:e": 5,
    "sjätte": 6, "6:e": 6, "sjunde": 7, "åttonde": 8, "nionde": 9, "tionde": 10, "fjortonde": 14,
}  # fmt: skip
WEEKDAYS = {
    f"{day}{ending}"
    for day in ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
    for ending in ("", "ar", "en", "skväll", "skvällar")
} | {"helg", "helger", "helgkväll", "helgkvällar"}
WORKDAYS = {"vardag", "vardagar", "skoldag", "skoldagar", "arbetsdag", "arbetsdagar"}
AVERAGE = {"snitt", "genomsnitt", "medeltal", "genomsnittligt", "genomsnittlig"}
IN_TOTAL = {"totalt", "sammanlagt", "sammantaget"}
PERIOD_NOUNS = {
    "perioden", "löftesperioden", "avtalsperioden", "tidsperioden", "överenskommelseperioden", "mandatperioden",
    "tvåårsperioden", "treårsperioden", "fyraårsperioden", "löftestiden", "avtalstiden", "åren",
}  # fmt: skip
SEASON_WORDS: dict[str, str] = {
    form: season
    for season, forms in {
        "vår": "våren vårar vårarna vårsäsong vårsäsongen vårmånaderna",
        "sommar": "sommar sommaren somrar somrarna sommartid sommarsäsong sommarsäsongen sommarmånaderna",
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
PARTS_OF_YEAR = {"halvåret": 6, "halvår": 6, "tertialet": 4, "tertial": 4, "kvartalet": 3, "kvartal": 3}
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)} | {
    name[:3]: number for number, name in enumerate(MONTHS, start=1) if len(name) > 4
}
BY_THEN: dict[tuple[str, ...], bool] = {
    ("senast",): False,
    ("till", "och", "med"): False,
    ("t.o.m.",): False,
    ("t.o.m",): False,
    ("tom",): False,
    ("fram", "till"): False,
    ("före",): True,
    ("innan",): True,
}
"""What a deadline begins with, and whether the day named is itself too late."""

# --- what is no count ---------------------------------------------------------------------------------------------

CONTINUOUS = {
    "löpande", "kontinuerligt", "kontinuerlig", "kontinuerliga", "fortlöpande", "regelbundet", "regelbunden",
    "regelbundna", "återkommande", "ständigt", "dagligt", "dagliga",
}  # fmt: skip
VAGUE_VERBS = {
    "verka", "verkar", "arbeta", "arbetar", "prioritera", "prioriterar", "utveckla", "utvecklar", "utvecklas",
    "stärka", "stärker", "stärks", "förstärka", "sträva", "strävar", "främja", "främjar", "fortsätta", "fortsätter",
    "värna", "effektivisera", "förbättra", "upprätthålla", "skyndsamt", "möjligt", "ha", "vara", "samverka",
}  # fmt: skip
INDICATORS = {
    "minska", "minskar", "minskas", "minskat", "minskning", "öka", "ökar", "ökas", "ökning", "sänka", "sänkas",
    "höja", "höjas", "andelen", "andel",
}  # fmt: skip
CONDITIONS: tuple[tuple[str, ...], ...] = (
    ("vid", "behov"), ("efter", "behov"), ("utifrån", "behov"), ("på", "önskemål"), ("efter", "önskemål"),
    ("på", "begäran"), ("när", "behov", "uppstår"), ("om", "behov", "uppstår"), ("vid", "efterfrågan"),
)  # fmt: skip
PLACES = (
    "kommun", "område", "stadsdel", "skola", "ort", "distrikt", "kommundel", "by", "förskola", "gymnasium", "enhet",
    "krog", "butik", "station", "län", "gymnasieskola", "församling",
)  # fmt: skip
NUMBERED = {
    "åk", "årskurs", "årskurserna", "årskurser", "klass", "klasserna", "kl", "kl.", "klockan", "steg", "fas", "nr",
    "nummer", "punkt", "sida", "kapitel", "kap", "§", "§§", "väg", "vägen", "länsväg", "riksväg", "rv", "lv", "vecka",
    "veckorna", "v", "bilaga", "paragraf", "tel", "telefon",
}  # fmt: skip
DEFINITE = {"de", "dom", "dessa", "våra", "alla", "samtliga", "båda", "bägge", "respektive", "kommunens", "dem"}
IDIOMS: tuple[tuple[str, ...], ...] = (
    ("en", "del"), ("en", "gång", "till"), ("i", "ett", "tidigt", "skede"), ("å", "ena", "sidan"), ("en", "av"),
    ("ett", "av"), ("en", "viss"), ("en", "annan"), ("en", "och", "en"), ("en", "och", "samma"), ("ett", "led"),
    ("ett", "sätt"), ("för", "en", "gångs", "skull"),
    ("på", "en", "gång"), ("med", "en", "gång"), ("en", "dag"),
)  # fmt: skip
VAGUE_IDIOMS: tuple[tuple[str, ...], ...] = (("ett", "flertal"), ("ett", "antal"), ("ett", "fåtal"), ("ett", "stort", "antal"))
PREPOSITIONS = {
    "i", "på", "vid", "mot", "för", "med", "av", "till", "från", "under", "bland", "inom", "om", "hos", "kring",
    "mellan", "genom", "efter", "före", "utan", "över", "längs", "omkring", "inför",
}  # fmt: skip
UNIT_ENDS = (
    PREPOSITIONS
    | set("samt och eller som att ska skall där när då per varav antingen vilket så samtidigt bl.a. t.ex.".split())
    | {"genomförs", "genomföras", "genomföra", "hålls", "hållas", "ordnas", "utförs", "görs", "kommer", "lovar"}
)
DOING = {
    "genomföra", "genomför", "genomförs", "ordna", "anordna", "arrangera", "hålla", "utföra", "göra", "starta",
    "erbjuda", "bjuda", "ta", "fram", "delta", "in", "till", "etablera", "inrätta", "upprätta", "besöka", "sätta",
}  # fmt: skip
