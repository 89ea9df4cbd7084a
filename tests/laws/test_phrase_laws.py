"""What holds for every phrase and every target."""

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loftekoll.phrase import Comparator, Deadline, Kind, Measure, Spread, Target, Unit, WindowSpec, parse, render

laws = settings(deadline=None, derandomize=True, max_examples=300)

# --- every target that can be built -------------------------------------------------------------------------------

MEASURED = {
    Measure.COUNT: ["", "gånger", "insatser", "möte", "gemensamma tillsyner", "A-traktorer", "EST-möten", "tillfällen"],
    Measure.HOURS: ["timmar", "timmar fotpatrull", "tim"],
    Measure.KRONOR: ["kronor", "kr"],
    Measure.PERCENT: ["procent", "%"],
    Measure.POSTS: ["tjänster", "heltidstjänster"],
}
SEASONS = [
    "vår", "sommar", "höst", "vinter", "sommarhalvår", "vinterhalvår", "skolstart", "vårtermin", "hösttermin", "maj",
    "juni–augusti", "oktober", "november–februari",
]  # fmt: skip
PARTS_OF_YEAR = ["andra halvåret", "tredje tertialet", "fjärde kvartalet"]
NOT_A_RUN = [("vår", "höst"), ("april", "oktober"), ("höst", "vinter"), ("mars", "juni", "september")]
years = st.none() | st.integers(1900, 2199)


@st.composite
def deadlines(draw):
    day = draw(st.none() | st.integers(1, 28))
    return Deadline(draw(years), draw(st.integers(1, 12)), day)


@st.composite
def windows(draw):  # noqa: PLR0911 - a return for each kind of window
    unit = draw(st.sampled_from(Unit))
    match unit:
        case Unit.DATE:
            return WindowSpec(unit, deadline=draw(deadlines()))
        case Unit.PERIOD:
            return WindowSpec(unit, stated=draw(st.booleans()))
        case Unit.SEASON:
            return WindowSpec(unit, seasons=draw(season_names()), year=draw(years))
        case Unit.YEAR if draw(st.booleans()):
            year = draw(st.none() | st.integers(1900, 2199))
            return WindowSpec(unit, year=year, stated=year is not None)
        case Unit.YEAR:
            count = draw(st.integers(1, 12))
            return WindowSpec(unit, count, deadline=draw(st.none() | deadlines()) if count == 1 else None)
        case Unit.TERM:
            return WindowSpec(unit, seasons=draw(st.sampled_from([(), ("vårtermin",), ("hösttermin",)])))
    seasons = draw(st.just(()) | season_names())
    return WindowSpec(unit, draw(st.integers(1, 30)), seasons, draw(years))


def season_names():
    one = st.sampled_from(SEASONS + PARTS_OF_YEAR).map(lambda name: (name,))
    return one | st.sampled_from(NOT_A_RUN)


@st.composite
def amounts(draw):
    measure = draw(st.sampled_from(Measure))
    numbers = st.integers(1, 9_999_999) | st.integers(1, 12)
    if measure is not Measure.COUNT:
        numbers |= st.integers(1, 9999).map(lambda n: Fraction(n, 100) if n % 100 else n // 100)
    low = draw(numbers)
    high = draw(st.none() | numbers.filter(lambda n: n > low))
    return Target(
        comparator=draw(st.sampled_from(Comparator)),
        count=low,
        count_to=high,
        approximate=draw(st.booleans()),
        unit=draw(st.sampled_from(MEASURED[measure])),
        measure=measure,
    )


@st.composite
def targets(draw):
    if draw(st.integers(0, 19)) == 0:
        unit, measure = draw(st.sampled_from([("timmar", Measure.HOURS), ("dagar", Measure.COUNT)]))
        count = draw(st.integers(2, 99))
        return Target(Comparator.AT_MOST, count, unit=unit, measure=measure, scope="per händelse")
    window = draw(windows())
    season = windows().filter(lambda each: each.unit is Unit.SEASON)
    parts = [
        draw(amounts())._replace(window=draw(st.just(window) | season))
        for _ in range(draw(st.sampled_from([0, 0, 1, 2])))
    ]
    scope = draw(
        st.sampled_from(
            [None, None, "per skola", "i varje stadsdel", "vardera", "i respektive kommundel", "alla skolor"]
        )
    )
    spread = draw(st.sampled_from(Spread))
    whole = draw(amounts())
    # A part without a noun is measured as the whole is: of 60 hours, "varav 20" are hours.
    parts = [
        part if part.unit or part.measure is not Measure.COUNT else part._replace(measure=whole.measure)
        for part in parts
    ]
    return whole._replace(window=window, scope=scope, spread=spread, parts=tuple(parts))


@laws
@given(targets())
def test_a_rendered_target_is_read_back_as_itself(target):
    reading = parse(render(target))
    assert (reading.targets, reading.fault) == ((target,), None)


# --- any text -----------------------------------------------------------------------------------------------------

REAL = [
    "Polisen ska genomföra minst tio trafikkontroller per månad i kommunen.",
    "minst en (1) gemensam trygghetsvandring per år och kommundel",
    "två möten per år, varav ett på våren och ett på hösten (Polis)",
    "minst 1 500 timmar fotpatrull i snitt per vecka under 2025–2026",
    "inom 24 timmar från anmälan",
    "senast den 31 mars 2025 ska minst 2–3 tillsyner ha gjorts, åk 7–9, kl. 18.00–22.00",
    "nattvandring varannan fredag under maj–september vid behov",
    "ca 30 st. besök/år; 20 % fler än 2018",
]
WORDS = sorted(
    {word for phrase in REAL for word in phrase.split()} | {"varav", "och", "en", ",", "(", ")", "per", "av"}
)
texts = (
    st.text(max_size=80)
    | st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
    | st.tuples(st.sampled_from(REAL), st.integers(0, 60), st.text(max_size=4)).map(
        lambda cut: cut[0][: cut[1]] + cut[2] + cut[0][cut[1] + 1 :]
    )
)


@laws
@given(texts)
def test_any_text_is_read_and_every_piece_is_accounted_for(text):
    reading = parse(text)
    end = 0
    covered = set()
    for part in reading.parts:
        assert part.length > 0
        assert part.offset >= end
        end = part.offset + part.length
        covered.update(range(part.offset, end))
    assert end <= len(text)
    left = "".join(char for at, char in enumerate(text) if at not in covered)
    assert not "".join(char for char in left if char not in DROPPED).strip(), repr(left)
    for remark in reading.remarks:
        assert 0 <= remark.offset <= remark.offset + remark.length <= len(text)


@settings(laws, max_examples=15)
@given(
    st.text(min_size=3_000, max_size=10_000)
    | st.lists(st.sampled_from(WORDS), min_size=500, max_size=1_500).map(" ".join)
)
def test_a_long_text_is_read_too(text):
    reading = parse(text)
    assert reading.fault is not None or reading.kind is not Kind.FAULT


DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
DISGUISES = {
    "upper case": str.upper,
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text: text.replace(" ", "\u202f"),
    "double spaces and a tab": lambda text: " " + text.replace(" ", " \t "),
    "minus signs": lambda text: text.replace("-", "−").replace("–", "−"),
    "em dashes": lambda text: text.replace("–", "—"),
    "soft hyphens": "\u00ad".join,
    "full stop": lambda text: text + ".",
}


def folded(target):
    scope = target.scope.lower() if target.scope else None
    return target._replace(unit=target.unit.lower(), scope=scope, parts=tuple(folded(part) for part in target.parts))


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
@settings(laws, max_examples=60)
@given(target=targets())
def test_case_and_kinds_of_space_and_dash_change_nothing(disguise, target):
    phrase = render(target)
    if disguise("1 000") == " 1 \t 000" and any(char.isdigit() for char in phrase):
        return  # two blanks do not group thousands
    assert [folded(each) for each in parse(disguise(phrase)).targets] == [folded(target)]


# --- numbers that are no count ------------------------------------------------------------------------------------

HARMLESS = [
    "för ungdomar 13–17 år", "för alla under 18 år", "i åk 8", "i årskurs 4–6", "i årskurs sju", "kl. 18.00–22.00",
    "klockan 20", "på E4", "på väg 97", "på 30-väg", "med 20-minutersmetoden", "i de tre kommunerna",
    "i kommunens två gymnasieskolor", "enligt 5 §", "den 21/2", "från 2019", "tel. 0970-123 45", "på Storgatan 12",
]  # fmt: skip
COUNTED = [
    ("minst fyra insatser", " per år"), ("två möten", " per termin"), ("minst tio trafikkontroller", ""),
    ("minst 60 timmar nattvandring", " per månad"), ("en fotpatrull", " varje vecka"), ("högst två inställda möten", ""),
]  # fmt: skip


@pytest.mark.parametrize("harmless", HARMLESS)
@pytest.mark.parametrize(("first", "last"), COUNTED)
def test_an_age_a_grade_a_road_or_an_hour_never_changes_the_count(first, last, harmless):
    plain = [(each.comparator, each.count, each.window) for each in parse(first + last).targets]
    for phrase in (f"{first} {harmless}{last}", f"{first}{last} {harmless}", f"{first}{last}, {harmless}"):
        assert [(each.comparator, each.count, each.window) for each in parse(phrase).targets] == plain, phrase


@pytest.mark.parametrize(
    "phrase",
    [
        "fyra möten i var och en av",
        "fyra möten i var och en av de 5",
        "mellan skolavslutningen och",
        "två från jul till",
    ],
)
def test_a_phrase_that_breaks_off_is_read_as_far_as_it_goes(phrase):
    for text in (phrase, f"{phrase} ", f"{phrase} {phrase}"):
        reading = parse(text)
        assert all(part.offset + part.length <= len(text) for part in reading.parts)


@pytest.mark.parametrize(
    "piece",
    ["minst ", "minst två ", "två ", "en och ", "en på våren, ", "varav ", "(", "( 2 ", "per år ", "0 1 ", "åk 7, ",
     "a-b-", "tjugo", "hundra ", "1 000 ", "med fem procent ", "öka ", "möte. ", "två insatser av antingen "],
)  # fmt: skip
def test_a_long_phrase_takes_linear_time(piece, grows_as_the_text):
    assert grows_as_the_text(parse.__wrapped__, piece, 2_000)  # readings are kept, and one that is kept takes no time


@pytest.mark.parametrize(
    "phrase", ["minst {} möten per år", "{}", "två till {} möten", "minst {},5 timmar", "vecka {}"]
)
@pytest.mark.parametrize("digits", [31, 4_000, 5_000])
def test_a_number_of_thousands_of_digits_is_refused_and_breaks_nothing(phrase, digits):
    """Python itself refuses to read more than 4,300 digits."""
    reading = parse(phrase.format("9" * digits))
    assert reading.targets == ()
