"""What has changed since an earlier version, and above all which targets have become easier."""

from datetime import date
from fractions import Fraction
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loftekoll.changes import (
    Easing,
    changed_phrase,
    easings,
    entry_differences,
    is_draft,
    is_same_promise,
    mark_of,
    matched_commitments,
    matched_log,
    renamed_ids,
)
from loftekoll.model import Activity, Assessment, FollowUpNotes, LogFile, Promise
from loftekoll.period import Stretch, period_from
from loftekoll.phrase import Kind, Measure, Reading, Target, parse, render
from loftekoll.rules import (
    lk601_lost_entry,
    lk602_changed_entry,
    lk603_easier_target,
    lk604_removed_commitment,
    lk605_signed_text,
)
from loftekoll.rules.rule import Case

LAWS = settings(deadline=None, derandomize=True, max_examples=150)
ONE, TWO, THREE = period_from("2025"), period_from("2025–2026"), period_from("2025–2027")


def target(phrase: str) -> Target:
    (found,) = parse(phrase).targets
    return found


def easier(then: Target, now: Target, period: Stretch) -> str:
    """What is said when the one target becomes the other; empty when it is no easier."""
    stated = [[Reading("", Kind.QUANTIFIED, (each,))] for each in (then, now)]
    return next((each.text for each in easings(*stated, period)), "")


def eased(then: str, now: str) -> str:
    return f"har blivit lättare: «{then}» har blivit «{now}»"


OTHER = "går inte att jämföra med det förra: det räknar något annat"
PART = "har blivit lättare: ett «varav» har fallit bort eller blivit lättare"
SCOPE = "har blivit lättare: det gäller inte längre var för sig på samma sätt"
KEPT = ""

# (one phrase, another one, what is said when the first becomes the second, and when the second becomes the first)
BOTH_WAYS = [
    pytest.param(
        "minst fyra insatser per år", "minst två insatser per år",
        eased("minst 4 per år", "minst 2 per år"), KEPT, id="fewer",
    ),
    pytest.param("minst fyra insatser per år", "fyra insatser per år", KEPT, KEPT, id="minst is implied"),
    pytest.param("minst 4 insatser per år", "minst fyra insatser varje år", KEPT, KEPT, id="the same in other words"),
    pytest.param(
        "minst fyra insatser per år", "minst fyra insatser vartannat år",
        eased("minst 4 per år", "minst 4 vartannat år"), KEPT, id="a longer window",
    ),
    pytest.param(
        "minst fyra insatser per år", "minst åtta insatser vartannat år",
        eased("minst 4 per år", "minst 8 vartannat år"), KEPT, id="as many, but one year may have none",
    ),
    pytest.param(
        "minst en insats per kvartal", "minst fyra insatser per år",
        eased("minst 1 per kvartal", "minst 4 per år"), KEPT, id="as many, but not in every quarter",
    ),
    pytest.param(
        "minst en insats per vecka", "minst 52 insatser per år",
        eased("minst 1 per vecka", "minst 52 per år"), KEPT, id="as many, but not in every week",
    ),
    pytest.param(
        "minst en insats per vecka", "minst fyra insatser per månad",
        eased("minst 1 per vecka", "minst 4 per månad"), KEPT, id="weeks do not fit in months, and still",
    ),
    pytest.param(
        "minst fem insatser per månad", "minst en insats per vecka",
        eased("minst 5 per månad", "minst 1 per vecka"), eased("minst 1 per vecka", "minst 5 per månad"),
        id="neither keeps the other",
    ),
    pytest.param(
        "minst 53 insatser per år", "minst en insats per vecka",
        eased("minst 53 per år", "minst 1 per vecka"), eased("minst 1 per vecka", "minst 53 per år"),
        id="no year has 53 whole weeks",
    ),
    pytest.param(
        "högst 52 insatser per år", "högst en insats per vecka",
        KEPT, eased("högst 1 per vecka", "högst 52 per år"), id="a limit by weeks",
    ),
    pytest.param(
        "högst tre insatser per månad", "högst en insats per vecka",
        eased("högst 3 per månad", "högst 1 per vecka"), eased("högst 1 per vecka", "högst 3 per månad"),
        id="a limit by weeks that is higher",
    ),
    pytest.param(
        "minst en insats per dag", "minst sju insatser per vecka",
        eased("minst 1 per dag", "minst 7 per vecka"), KEPT, id="as many, but not on every day",
    ),
    pytest.param(
        "minst tre kontakter per vecka", "minst tre kontakter i snitt per vecka",
        eased("minst 3 per vecka", "minst 3 i snitt per vecka"), KEPT, id="average instead of every week",
    ),
    pytest.param(
        "minst tre kontakter i snitt per vecka", "minst 150 kontakter per år",
        eased("minst 3 i snitt per vecka", "minst 150 per år"), KEPT, id="three a week are 157 a year",
    ),
    pytest.param(
        "minst tre kontakter i snitt per vecka", "minst 157 kontakter per år",
        KEPT, KEPT, id="and 157 a year are three a week",
    ),
    pytest.param(
        "minst fyra insatser per år", "minst fyra insatser under 2025",
        eased("minst 4 per år", "minst 4 under 2025"), KEPT, id="only one of the years",
    ),
    pytest.param(
        "minst fyra insatser per år", "minst fyra insatser under perioden",
        eased("minst 4 per år", "minst 4 under perioden"), KEPT, id="over the period instead of each year",
    ),
    pytest.param(
        "minst två kontakter per vecka", "minst två kontakter per vecka på sommaren",
        eased("minst 2 per vecka", "minst 2 per vecka på sommaren"), KEPT, id="only in summer",
    ),
    pytest.param(
        "minst två möten på hösten", "minst två möten per år",
        eased("minst 2 på hösten", "minst 2 per år"), KEPT, id="any time of the year",
    ),
    pytest.param(
        "minst två möten på hösten", "minst två möten i oktober",
        KEPT, eased("minst 2 under oktober", "minst 2 på hösten"), id="a month of the season",
    ),
    pytest.param(
        "minst två möten senast 31 mars 2025", "minst två möten senast 30 juni 2025",
        eased("minst 2 senast 31 mars 2025", "minst 2 senast 30 juni 2025"), KEPT, id="a later deadline",
    ),
    pytest.param(
        "minst två möten senast 31 mars 2025", "minst två möten under 2025",
        eased("minst 2 senast 31 mars 2025", "minst 2 under 2025"), KEPT, id="no deadline",
    ),
    pytest.param(
        "minst två möten per år", "cirka två möten per år",
        "har blivit lättare: talet är nu ungefärligt", KEPT, id="about",
    ),
    pytest.param(
        "två till tre möten per år", "två möten per år", KEPT, KEPT, id="a range is judged by its lower end"
    ),
    pytest.param(
        "högst tre klagomål per år", "högst fem klagomål per år",
        eased("högst 3 per år", "högst 5 per år"), KEPT, id="a higher limit",
    ),
    pytest.param(
        "högst ett klagomål per kvartal", "högst fyra klagomål per år",
        eased("högst 1 per kvartal", "högst 4 per år"), KEPT, id="a limit over a longer window",
    ),
    pytest.param(
        "högst fyra klagomål per år", "högst fyra klagomål på hösten",
        eased("högst 4 per år", "högst 4 på hösten"), KEPT, id="a limit for only a part of the year",
    ),
    pytest.param(
        "minst fyra möten per år", "högst fyra möten per år",
        "har blivit lättare: «minst» har blivit «högst»", "har blivit lättare: «högst» har blivit «minst»",
        id="turned around",
    ),
    pytest.param(
        "exakt fyra möten per år", "minst fyra möten per år",
        "har blivit lättare: «exakt» har blivit «minst»", KEPT, id="no limit upwards",
    ),
    pytest.param(
        "exakt fyra möten per år", "exakt tre möten per år",
        eased("exakt 4 per år", "exakt 3 per år"), eased("exakt 3 per år", "exakt 4 per år"),
        id="exactly another number is easier one way or the other",
    ),
    pytest.param(
        "inom tre dagar efter händelsen", "inom fem dagar efter händelsen",
        eased("högst 3", "högst 5"), KEPT, id="a longer time to answer",
    ),
    pytest.param(
        "minst två insatser per skola och år", "minst två insatser per år", SCOPE, KEPT, id="not at every school"
    ),
    pytest.param(
        "minst två insatser per skola och år", "minst två insatser per stadsdel och år", SCOPE, SCOPE,
        id="for each of something else",
    ),
    pytest.param(
        "högst två klagomål per år", "högst två klagomål per skola och år", SCOPE, KEPT, id="a limit for each"
    ),
    pytest.param(
        "minst fyra insatser per år, varav två på hösten", "minst fyra insatser per år", PART, KEPT, id="no part"
    ),
    pytest.param(
        "minst fyra insatser per år, varav två på hösten", "minst fyra insatser per år, varav en på hösten", PART, KEPT,
        id="a smaller part",
    ),
    pytest.param(
        "minst två möten på våren och två på hösten", "minst fyra möten per år", PART, KEPT, id="parts are summed"
    ),
    pytest.param(
        "minst fyra insatser per år, varav två i centrum", "minst fyra insatser per år, varav två på torget", PART, PART,
        id="another part",
    ),
    pytest.param("minst fyra trafikinsatser per år", "minst fyra insatser per år", OTHER, KEPT, id="of any kind"),
    pytest.param(
        "minst två gemensamma vandringar per år", "minst två vandringar per år", OTHER, KEPT, id="not together"
    ),
    pytest.param("minst fyra möten per år", "minst fyra utskick per år", OTHER, OTHER, id="something else"),
    pytest.param(
        "minst fyra möten per år", "minst fyra möten eller utskick per år", OTHER, OTHER, id="or something else"
    ),
    pytest.param("minst ett möte per år", "minst ett öppet möte per år", KEPT, OTHER, id="a kind of it"),
    pytest.param("minst fyra gånger per år", "minst fyra möten per år", KEPT, KEPT, id="occasions are of what the text says"),
    pytest.param(
        "minst 40 timmar per månad", "minst 40 timmar per kvartal",
        eased("minst 40 timmar per månad", "minst 40 timmar per kvartal"), KEPT, id="hours add up as numbers do",
    ),
    pytest.param(
        "minst 40 timmar per månad", "minst 40 insatser per månad",
        "går inte att jämföra med det förra: timmar har blivit antal",
        "går inte att jämföra med det förra: antal har blivit timmar", id="hours are no number",
    ),
    pytest.param(
        "minst 80 procent av skolorna per år", "minst 20 procent av skolorna per kvartal",
        eased("minst 80 procent per år", "minst 20 procent per kvartal"),
        eased("minst 20 procent per kvartal", "minst 80 procent per år"), id="a level does not add up",
    ),
    pytest.param(
        "högst 10 procent av skolorna per år", "högst 10 procent av skolorna per kvartal",
        KEPT, eased("högst 10 procent per kvartal", "högst 10 procent per år"), id="a level in every quarter is one",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "there", "back"), BOTH_WAYS)
def test_easier_is_what_can_be_kept_while_the_old_target_is_broken(one, other, there, back):
    assert easier(target(one), target(other), TWO) == there
    assert easier(target(other), target(one), TWO) == back


PHRASES = sorted({phrase for row in BOTH_WAYS for phrase in row.values[:2]})


@LAWS
@given(st.sampled_from(PHRASES), st.sampled_from([ONE, TWO, THREE]))
def test_no_target_is_easier_than_itself_however_it_is_written(phrase, period):
    assert easier(target(phrase), target(phrase), period) == ""
    assert easier(target(phrase), target(render(target(phrase))), period) == ""


@LAWS
@given(st.sampled_from(PHRASES), st.sampled_from(PHRASES), st.sampled_from(PHRASES), st.sampled_from([ONE, THREE]))
def test_a_target_that_is_no_easier_than_one_that_is_no_easier_is_none_itself(first, second, third, period):
    """Not of nouns: occasions stand for every noun, and are what the text says."""
    one, two, three = (target(each)._replace(unit="", parts=()) for each in (first, second, third))
    if not easier(one, two, period) and not easier(two, three, period) and not _mixes(one, two, three):
        assert easier(one, three, period) == ""


def _mixes(*targets):
    """Days and weeks are counted wherever they are cut, all else by the calendar, and the two may differ by one."""
    return len({each.window.unit in {"vecka", "dag"} for each in targets}) > 1


@LAWS
@given(st.sampled_from(PHRASES), st.integers(1, 50), st.sampled_from([ONE, TWO]))
def test_a_number_alone_decides_when_all_else_is_the_same(phrase, more, period):
    then = target(phrase)._replace(parts=(), count_to=None)
    now = then._replace(count=then.count + more)
    assert bool(easier(then, now, period)) is (then.comparator != "minst")
    assert bool(easier(now, then, period)) is (then.comparator != "högst")


IN_ONE_YEAR = [
    pytest.param("minst fyra insatser", "minst fyra insatser per år", id="no window and a year"),
    pytest.param("minst fyra insatser per år", "minst fyra insatser under 2025", id="the year by name"),
    pytest.param("minst fyra insatser under året", "minst fyra insatser under perioden", id="the period"),
]


@pytest.mark.parametrize(("one", "other"), IN_ONE_YEAR)
def test_in_a_promise_of_one_year_the_period_is_the_year(one, other):
    assert easier(target(one), target(other), ONE) == ""
    assert easier(target(other), target(one), ONE) == ""


def test_a_year_that_the_period_cuts_keeps_its_full_target():
    cut = period_from("2025")._replace(stop=date(2026, 7, 1))
    year, half, week = map(target, ("minst 52 möten per år", "minst 26 möten per halvår", "minst ett möte per vecka"))
    assert easier(year, half, TWO) == easier(year, week, TWO) == ""
    assert easier(year, half, cut) == eased("minst 52 per år", "minst 26 per halvår")
    assert easier(year, week, cut) == eased("minst 52 per år", "minst 1 per vecka")


def test_two_years_that_are_cut_to_one_are_one():
    then, now = target("minst fyra möten vartannat år"), target("minst tre möten per år")
    assert easier(then, now, ONE) == eased("minst 4 vartannat år", "minst 3 per år")
    assert easier(then, now, TWO) == ""


def test_a_window_that_is_not_in_the_period_is_compared_as_it_is_written():
    """`senast 31 mars` in a promise of several years has no window (LK203)."""
    then = target("minst två möten senast 31 mars")
    assert easier(then, then._replace(count=3), TWO) == ""
    assert easier(then, then._replace(count=1), TWO) != ""
    assert easier(then, target("minst två möten senast 30 juni"), TWO) != ""
    most = target("högst två möten senast 31 mars")
    assert easier(most, most._replace(count=1), TWO) == ""
    assert easier(most, most._replace(count=3), TWO) != ""
    assert easier(most, target("högst två möten senast 30 juni"), TWO) != ""


def test_numbers_are_told_as_they_are():
    then = target("minst 40 timmar per månad")._replace(count=Fraction(5, 2))
    assert easier(then, then._replace(count=Fraction(1, 3)), ONE) == eased(
        "minst 2,5 timmar per månad", "minst 0,3333 timmar per månad"
    )
    assert then.measure is Measure.HOURS


# --- several phrases ----------------------------------------------------------------------------------------------

CONDITION = [(0, "har blivit lättare: ett villkor har kommit till")]

LISTS = [
    pytest.param(["löpande"], ["löpande"], [], id="the same"),
    pytest.param([], ["minst ett möte per år"], [], id="a target where none was"),
    pytest.param(["löpande"], ["minst ett möte per år"], [], id="a number instead of continuous"),
    pytest.param(["minst ett möte per år"], [], [(None, "är borttaget")], id="no target"),
    pytest.param(["löpande"], [], [(None, "är borttaget")], id="not continuous any more"),
    pytest.param(["vid behov"], [], [], id="what said nothing is missed by nobody"),
    pytest.param(
        ["minst ett möte per år"], ["löpande"], [(0, "har blivit lättare: det går inte längre att räkna")],
        id="continuous instead of a number",
    ),
    pytest.param(
        ["löpande"], ["vid behov"], [(0, "säger mindre än förut: löpande har blivit oräknat")], id="at need"
    ),
    pytest.param(
        ["öka tryggheten enligt enkäten"], ["löpande"], [(0, "säger mindre än förut: indikator har blivit löpande")],
        id="no indicator",
    ),
    pytest.param(
        ["minst fyra möten per år", "minst två vandringar per år"],
        ["minst två vandringar per år", "minst fyra möten per år"], [], id="another order",
    ),
    pytest.param(
        ["minst fyra möten per år", "minst två vandringar per år"],
        ["minst en vandring per år", "minst fyra möten per år"], [(0, eased("minst 2 per år", "minst 1 per år"))],
        id="told at the target of the same thing",
    ),
    pytest.param(
        ["minst fyra möten per år", "minst två vandringar per år"], ["minst fyra möten per år"], [(0, OTHER)],
        id="one of two is gone",
    ),
    pytest.param(
        ["minst fyra möten per år"], ["minst två möten på våren", "minst två möten på hösten"], [],
        id="two that come to the same",
    ),
    pytest.param(
        ["minst fyra möten per år"], ["minst två möten på våren", "minst två möten i april"],
        [(0, eased("minst 4 per år", "minst 2 på våren"))], id="days that two targets share count once",
    ),
    *(
        pytest.param([f"minst fyra möten per år{old}"], [f"minst fyra möten per år{new}"], said, id=f"«{old}» to «{new}»")
        for old, new, said in [
            ("", " om resurser finns", CONDITION),
            ("", " vid behov", CONDITION),
            ("", ", så länge pengarna räcker", CONDITION),
            ("", ", vår och höst", CONDITION),
            (" vid behov", " om det är möjligt", CONDITION),
            (" vid behov", ", främst i centrum, vid  behov", []),
            (" om resurser finns", " Om resurser finns.", []),
            (" om resurser finns", "", []),
            ("", " om droger", []),
            ("", " om hur det är i skolan", []),
            ("", ", främst i centrum", []),
        ]
    ),
    pytest.param(["löpande"], ["löpande vid behov"], CONDITION, id="continuous on a condition"),
    pytest.param(["löpande"], ["löpande vid behov", "löpande"], [], id="continuous, and more on a condition"),
    pytest.param(
        ["minst fyra möten per år"], ["minst fyra möten per år", "minst fem möten per år vid behov"], [],
        id="more on a condition",
    ),
    pytest.param(
        ["minst fyra möten per år"], ["minst två möten per år", "minst fyra möten per år om resurser finns"],
        [(1, CONDITION[0][1])], id="the whole of it only on a condition",
    ),
    pytest.param(
        ["minst fyra möten per år"], ["minst två möten per år om resurser finns"],
        [(0, eased("minst 4 per år", "minst 2 per år"))], id="fewer, and on a condition",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("then", "now", "told"), LISTS)
def test_all_targets_of_a_commitment_are_weighed_together(then, now, told):
    found = easings([parse(each) for each in then], [parse(each) for each in now], TWO)
    assert found == tuple(Easing(*each) for each in told)


def test_a_target_may_be_easier_in_one_of_two_periods():
    then, now = [parse("minst fyra möten per år")], [parse("minst fyra möten vartannat år")]
    assert easings(then, now, ONE) == ()
    assert easings(then, now, TWO, TWO) == easings(then, now, ONE, TWO)
    assert len(easings(then, now, ONE, TWO)) == 1


SAID = [
    pytest.param(["löpande"], ["Löpande"], None, id="a capital letter"),
    pytest.param(["minst 4 möten per år"], ["minst fyra möten  per år"], None, id="a number in words"),
    pytest.param(["mins två möten per år"], ["minst två möten per år"], None, id="a misspelling put right"),
    pytest.param(["minst två möten per år", "löpande"], ["löpande", "minst två möten per år"], None, id="order"),
    pytest.param(["minst två möten per år"], ["minst tre möten per år"], 0, id="another number"),
    pytest.param(["löpande"], ["löpande", "minst tre möten per år"], 1, id="one more"),
    pytest.param(["löpande", "löpande"], ["löpande"], 0, id="one of two alike is gone"),
    pytest.param(["löpande", "löpande"], ["löpande", "vid behov"], 1, id="one of two alike is another"),
    pytest.param(
        ["minst fyra insatser per år, främst mot A-traktorer"],
        ["minst fyra insatser per år"],
        0,
        id="what is set aside",
    ),
]


@pytest.mark.parametrize(("then", "now", "at"), SAID)
def test_phrases_are_compared_by_what_they_say(then, now, at):
    assert changed_phrase([parse(each) for each in then], [parse(each) for each in now]) == at


# --- the log ------------------------------------------------------------------------------------------------------


def entry(name: str, **keys: object) -> LogFile:
    value = {"datum": "2025-05-03", "löfte": "trafik"} | keys
    kind = FollowUpNotes if "avvikelser" in value else Assessment if "bedömning" in value else Activity
    if kind is FollowUpNotes:
        value = keys
    return LogFile(f"promises/exempelby/2025/{name}", name, kind.model_validate(value))


A = entry("2025-05-03-trafik-aaaaaa.yaml")
B = entry("2025-05-03-trafik-bbbbbb.yaml")
C = entry("2025-06-03-trafik-cccccc.yaml", datum="2025-06-03")


def test_a_name_is_matched_before_a_content():
    swapped = [A._replace(entry=C.entry), C._replace(entry=A.entry)]
    assert matched_log([A, C], swapped).pairs == ((A, swapped[0]), (C, swapped[1]))


def test_a_content_is_matched_before_a_mark():
    content, mark = C._replace(name="2025-06-03-trafik-dddddd.yaml"), A._replace(name="2025-07-03-trafik-cccccc.yaml")
    assert matched_log([C], [mark, content]).pairs == ((C, content),)
    assert matched_log([C], [mark]).pairs == ((C, mark),)


def test_a_new_file_stands_for_one_lost_file_at_most():
    new = A._replace(name="2025-05-03-trafik-dddddd.yaml")
    assert matched_log([A, B], [new]) == (((A, new),), (B,))


def test_an_old_file_never_stands_for_a_lost_one():
    assert matched_log([A, B], [B]) == (((B, B),), (A,))


class Counted(Activity):
    """An entry that counts how often one is compared with another."""

    times: ClassVar[int] = 0

    def __eq__(self, other: object) -> bool:
        Counted.times += 1
        return super().__eq__(other)

    __hash__ = Activity.__hash__


@pytest.mark.parametrize("is_edited", [pytest.param(False, id="renamed"), pytest.param(True, id="renamed and edited")])
def test_the_work_of_matching_grows_as_the_log_does(is_edited):
    """Every file has a new name: each is compared with a few others, and not with every one."""

    def log(month: str, hours: int) -> list[LogFile]:
        return [
            LogFile("", f"{month}-03-trafik-{n:06}.yaml", Counted.model_validate(
                {"datum": "2025-05-03", "löfte": "trafik", "timmar": n + hours}
            ))
            for n in range(1, 301)
        ]  # fmt: skip

    then, now = log("2025-05", 0), log("2025-06", 500 if is_edited else 0)
    Counted.times = 0
    assert matched_log(then, now[::-1]) == (tuple(zip(then, now, strict=True)), ())
    assert Counted.times < 10 * len(then)


MARKS = [
    pytest.param("2025-05-03-trafik-k7f3q9.yaml", "k7f3q9", id="as the program names it"),
    pytest.param("2025-05-03-trafik-k7f3q9.yml", "k7f3q9", id="the other ending"),
    pytest.param("2025-05-03-trafik.yaml", "", id="by hand"),
    pytest.param("uppfoljning-2025.yaml", "", id="a year's notes"),
    pytest.param("åtgärd.yaml", "", id="anything"),
]


@pytest.mark.parametrize(("name", "mark"), MARKS)
def test_the_mark_of_a_name_is_its_six_characters(name, mark):
    assert mark_of(name) == mark


DIFFERENT = [
    pytest.param({}, {}, [], id="the same"),
    pytest.param({}, {"datum": "2025-05"}, [("datum", "2025-05-03", "2025-05-01–2025-05-31")], id="datum"),
    pytest.param({"antal": 2}, {}, [("antal", "2", "1")], id="antal"),
    pytest.param({"timmar": "1,25"}, {"timmar": 10}, [("timmar", "1,25", "10")], id="timmar"),
    pytest.param({"timmar": 4}, {}, [("timmar", "4", "")], id="timmar taken away"),
    pytest.param({}, {"timmar": 4}, [], id="timmar filled in later"),
    pytest.param({}, {"plats": "Torget", "anteckning": "x", "cirka": "ja"}, [], id="what does not count"),
    pytest.param({"löfte": ["a", "b"]}, {"löfte": ["b", "a"]}, [], id="order of ids"),
    pytest.param({"löfte": ["a", "b"]}, {"löfte": "b"}, [("löfte", "a, b", "b")], id="löfte"),
    pytest.param({"löfte": "gammalt"}, {"löfte": "nytt"}, [], id="a commitment that was given another id"),
    pytest.param({"löfte": "gammalt"}, {"löfte": "gammalt"}, [], id="the log still says the old id"),
    pytest.param({}, {"bedömning": "uppfyllt"}, [("", "", "")], id="another kind"),
    pytest.param({"avvikelser": "x"}, {"avvikelser": "y"}, [], id="what coordinators write"),
    pytest.param(
        {"bedömning": "uppfyllt", "avser": 2025}, {"bedömning": "ej uppfyllt", "motivering": "x", "datum": "2025-05-04"},
        [("datum", "2025-05-03", "2025-05-04"), ("bedömning", "uppfyllt", "ej uppfyllt"), ("avser", "2025", "hela perioden")],
        id="an assessment",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("then", "now", "told"), DIFFERENT)
def test_an_entry_differs_by_what_counts(then, now, told):
    found = entry_differences(entry("a.yaml", **then), entry("a.yaml", **now), {"gammalt": "nytt"})
    assert [tuple(each) for each in found] == told


# --- commitments and promises -------------------------------------------------------------------------------------


def commitment(key: str, text: str) -> dict[str, object]:
    return {"id": key, "text": text}


def promise(*areas: list[dict[str, object]], **keys: object) -> Promise:
    value = {
        "kommun": "Exempelby", "period": 2025, "parter": ["polisen"],
        "fokusområden": [{"namn": f"Område {n}", "löften": each} for n, each in enumerate(areas)],
    }  # fmt: skip
    return Promise.model_validate(value | keys)


ONE_AREA = promise([commitment("a", "Första."), commitment("b", "Andra.")])


def told(then: Promise, now: Promise) -> list[tuple[str, str | None, tuple[str | int, ...]]]:
    return [(each.then.id, each.now and each.now.id, each.path) for each in matched_commitments(then, now)]


def test_commitments_are_found_wherever_they_stand():
    now = promise([commitment("c", "Tredje.")], [commitment("b", "Andra."), commitment("a", "Första.")])
    paths = [("fokusområden", 1, "löften", 1), ("fokusområden", 1, "löften", 0)]
    assert told(ONE_AREA, now) == [("a", "a", paths[0]), ("b", "b", paths[1])]


def test_a_commitment_with_a_new_id_is_known_by_its_text():
    now = promise([commitment("b", "Något annat."), commitment("ny", "Första.")])
    assert told(ONE_AREA, now) == [
        ("a", "ny", ("fokusområden", 0, "löften", 1)),
        ("b", "b", ("fokusområden", 0, "löften", 0)),
    ]
    assert renamed_ids(ONE_AREA, now) == {"a": "ny"}


def test_an_id_that_stood_there_already_is_no_new_id():
    """Two commitments with one text: striking one is not renaming it to the other."""
    then = promise([commitment("a", "Lika."), commitment("b", "Lika.")])
    assert told(then, promise([commitment("b", "Lika.")]))[0] == ("a", None, ())


def test_of_two_commitments_with_one_id_the_first_counts():
    """That is a finding of its own, and putting it right is no loss."""
    then = promise([commitment("a", "Första."), commitment("a", "Andra.")])
    assert told(then, ONE_AREA) == [("a", "a", ("fokusområden", 0, "löften", 0))]


SAME = [
    pytest.param(promise([commitment("x", "Första.")]), True, id="half of the texts"),
    pytest.param(promise([commitment("a", "Ny."), commitment("b", "Nyare.")]), False, id="the ids alone"),
    pytest.param(promise([commitment("a", "Första.")], kommun="Kalix"), False, id="another municipality"),
    pytest.param(promise([commitment("a", "Första.")], kommun=["Kalix", "Exempelby"]), True, id="a joint promise"),
]


@pytest.mark.parametrize(("now", "is_same"), SAME)
def test_a_promise_is_known_by_its_municipality_and_texts(now, is_same):
    assert is_same_promise(ONE_AREA, now) is is_same


DRAFTS = [
    pytest.param({}, date(2024, 12, 31), True, id="before the period"),
    pytest.param({}, date(2025, 1, 1), False, id="begun"),
    pytest.param({"undertecknat": "2024-12-01"}, date(2024, 11, 30), True, id="to be signed"),
    pytest.param({"undertecknat": "2024-12-01"}, date(2024, 12, 1), False, id="signed"),
]


@pytest.mark.parametrize(("keys", "day", "is_it"), DRAFTS)
def test_a_draft_is_neither_signed_nor_begun(keys, day, is_it):
    assert is_draft(promise([commitment("a", "Första.")], **keys), day) is is_it


# --- laws ---------------------------------------------------------------------------------------------------------

CHECKS = [
    module.RULE.check
    for module in (
        lk601_lost_entry, lk602_changed_entry, lk603_easier_target, lk604_removed_commitment, lk605_signed_text,
    )
]  # fmt: skip


def codes(then: Promise, now: Promise, log_then: list[LogFile], log_now: list[LogFile]) -> list[str]:
    from loftekoll.model import Dossier

    before = Dossier("promises/exempelby/2025.yaml", "exempelby/2025", then, tuple(log_then))
    case = Case(before._replace(promise=now, log=tuple(log_now)), date(2026, 11, 21), before=before)
    return [each.message for check in CHECKS if check for each in check(case)]


_COMMITMENTS = st.lists(
    st.builds(
        lambda key, text, phrases: {"id": key, "text": text, **({"mål": phrases} if phrases else {})},
        st.sampled_from("abcdef"),
        st.sampled_from(["Första.", "Andra.", "Tredje."]),
        st.lists(st.sampled_from([*PHRASES, "löpande", "vid behov"]), max_size=3),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda each: each["id"],
)
_LOG = st.lists(st.sampled_from([A, B, C]), max_size=3, unique_by=lambda each: each.name)


@LAWS
@given(_COMMITMENTS, _LOG, st.randoms(use_true_random=False))
def test_reordering_says_nothing(commitments, log, random):
    def shuffled(values):
        return random.sample(values, len(values))

    then = promise(commitments, undertecknat="2025-02-21")
    moved = [each | ({"mål": shuffled(each["mål"])} if "mål" in each else {}) for each in shuffled(commitments)]
    cut = random.randint(1, len(moved))
    now = promise(*filter(None, (moved[cut:], moved[:cut])), undertecknat="2025-02-21")
    assert codes(then, now, log, shuffled(log)) == []


@LAWS
@given(_COMMITMENTS, _LOG.filter(bool), st.data())
def test_each_entry_and_each_commitment_that_goes_is_told_once(commitments, log, data):
    then = promise(commitments, [commitment("kvar", "Kvar.")])
    gone = data.draw(st.sampled_from(log))
    assert len(codes(then, then, log, [each for each in log if each is not gone])) == 1
    struck = data.draw(st.sampled_from(commitments))
    left = [each for each in commitments if each is not struck]
    assert codes(then, promise(*filter(None, (left, [commitment("kvar", "Kvar.")]))), log, log) == [
        f"löftet «{struck['id']}» är borta"
    ]


def test_kinds_of_phrases_are_what_the_tables_take_them_for():
    assert [parse(each).kind for each in ("löpande", "vid behov", "öka tryggheten enligt enkäten")] == [
        Kind.CONTINUOUS,
        Kind.UNQUANTIFIED,
        Kind.INDICATOR,
    ]
