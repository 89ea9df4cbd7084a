"""Laws of progress: what holds for every target, log and day."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loftekoll.model import Activity, Assessment, Dossier, LogFile, Promise
from loftekoll.period import Stretch, calendar_year, days_between, years_of
from loftekoll.phrase import Comparator, Spread, Target, Unit, WindowSpec, parse
from loftekoll.progress import promise_progress
from loftekoll.tally import Row, Standing
from loftekoll.windows import due_by, due_date, required_in

LAWS = settings(derandomize=True, deadline=None, max_examples=250)
PERIODS = [
    days_between(date(2020, 1, 1), date(2020, 12, 31)),
    days_between(date(2020, 1, 1), date(2021, 12, 31)),
    days_between(date(2020, 2, 21), date(2021, 12, 31)),
    days_between(date(2020, 10, 1), date(2022, 9, 30)),
    days_between(date(2020, 3, 11), date(2021, 3, 10)),
]
AT_LEAST = (
    "minst fyra per år", "två till tre per år", "minst en per månad", "minst två per kvartal", "minst en per vecka",
    "minst tre i snitt per vecka", "minst två i snitt per månad", "minst tio under perioden", "senast 30 juni 2021",
    "minst 20 timmar per år", "minst en på våren", "minst två vår och höst", "minst en gång per månad under vintern",
    "minst fyra per år varav en på hösten", "en gång per år, senast under första kvartalet", "minst en under 2021",
    "minst en varannan vecka", "minst en vartannat kvartal", "minst fem i snitt vartannat år",
)  # fmt: skip
OTHERS = (
    "högst tre per år", "högst en per månad", "exakt två per år", "löpande", "minst 40 procent",
    "minst en utbildning samt två möten per år", "verka för trygghet",
)  # fmt: skip
FIRST, LAST = date(2019, 12, 1), date(2022, 12, 31)
DAYS = st.dates(FIRST, LAST)


@st.composite
def activities(draw) -> Activity:
    start = draw(DAYS)
    days = draw(st.sampled_from([0, 0, 0, 6, 40, 200]))
    keys: dict[str, Any] = {
        "datum": f"{start}/{start + timedelta(days=days)}",
        "löfte": draw(st.sampled_from(["a", "a", "b", ["a", "b"], "c"])),
        "antal": draw(st.integers(1, 6)),
    }
    if draw(st.booleans()):
        keys["timmar"] = draw(st.sampled_from(["0,5", "2,5", "7", "1,25"]))
    return Activity.model_validate(keys)


@st.composite
def assessments(draw) -> Assessment:
    verdict = draw(st.sampled_from(["uppfyllt", "ej uppfyllt"]))
    keys = {"datum": str(draw(DAYS)), "löfte": "a", "bedömning": verdict, "avser": draw(st.sampled_from([2020, 2021]))}
    keys["motivering"] = "Därför."
    return Assessment.model_validate(keys)


LOGS = st.lists(activities(), max_size=12)
TARGETS = st.sampled_from(AT_LEAST + OTHERS)
_PROMISES: dict[tuple[Stretch, str], Promise] = {}


def promise(period: Stretch, target: str) -> Promise:
    if (period, target) not in _PROMISES:
        commitments = [{"id": "a", "text": "A", "mål": target}, {"id": "b", "text": "B"}]
        _PROMISES[period, target] = Promise.model_validate(
            {
                "kommun": "Exempelby",
                "period": {"från": str(period.start), "till": str(period.last)},
                "parter": "polisen",
                "fokusområden": [{"namn": "A", "löften": commitments}],
            }
        )
    return _PROMISES[period, target]


def at(period: Stretch, target: str, log, on: date, year: Stretch | None = None):
    files = tuple(LogFile("", str(n), entry) for n, entry in enumerate(log))
    return promise_progress(Dossier("", "", promise(period, target), files), on, year).commitments[0]


def rows_of(found) -> list[Row]:
    return [row for part in found.parts for row in part.rows]


def all_rows(found) -> list[Row]:
    return [row for part in found.parts for row in (*part.rows, part.current, part.whole) if row]


# --- due ----------------------------------------------------------------------------------------------------------


@LAWS
@given(st.integers(1, 400), DAYS, st.integers(1, 1200))
def test_each_is_due_exactly_after_its_date(required, start, days):
    """The j-th is not asked for on its due date, and is asked for on the day after."""
    window = Stretch(start, start + timedelta(days=days))
    dates = [due_date(n, required, window) for n in range(1, required + 1)]
    for n, last_day in enumerate(dates, start=1):
        assert window.has(last_day)
        assert due_by(required, window, last_day) < n <= due_by(required, window, last_day + timedelta(days=1))
    assert dates == sorted(dates)
    assert dates[-1] == window.last


@LAWS
@given(st.integers(1, 400), DAYS, st.integers(1, 400), DAYS)
def test_due_never_falls_and_never_exceeds_what_is_required(required, start, days, on):
    window = Stretch(start, start + timedelta(days=days))
    due = due_by(required, window, on)
    assert 0 <= due <= due_by(required, window, on + timedelta(days=1)) <= required


# --- averages -----------------------------------------------------------------------------------------------------


@LAWS
@given(st.integers(1, 50), st.integers(1, 4), st.integers(1, 800))
def test_an_average_per_week_is_the_smallest_whole_number_that_reaches_the_rate(count, weeks, days):
    window = Stretch(date(2020, 1, 1), date(2020, 1, 1) + timedelta(days=days))
    target = Target(Comparator.AT_LEAST, count, spread=Spread.AVERAGE, window=WindowSpec(Unit.WEEK, weeks))
    required = required_in(target, window)
    rate, blocks = Fraction(count), Fraction(days, 7 * weeks)
    assert type(required) is int
    assert Fraction(required) / blocks >= rate > Fraction(required - 1) / blocks


@LAWS
@given(
    st.integers(1, 50),
    st.integers(2015, 2035),
    st.sampled_from([Unit.MONTH, Unit.QUARTER, Unit.TERTIAL, Unit.HALF_YEAR]),
)
def test_an_average_over_a_whole_year_is_the_rate_times_its_windows(count, year, unit):
    number = {Unit.MONTH: 12, Unit.QUARTER: 4, Unit.TERTIAL: 3, Unit.HALF_YEAR: 2}[unit]
    target = Target(Comparator.AT_LEAST, count, spread=Spread.AVERAGE, window=WindowSpec(unit))
    assert required_in(target, calendar_year(year)) == count * number


# --- one more entry -----------------------------------------------------------------------------------------------

_RANK = {
    Standing.NOT_FULFILLED: 0, Standing.BEHIND: 0, Standing.PARTLY: 1, Standing.ON_TRACK: 1, Standing.FULFILLED: 2,
}  # fmt: skip


@LAWS
@given(st.sampled_from(AT_LEAST), st.sampled_from(PERIODS), LOGS, activities(), DAYS, st.integers(0, 12))
def test_progress_never_falls_when_something_is_done(target, period, log, more, on, place):
    """What was done grows, and no window stands worse, if the entry lies within the windows or outside them."""
    assume(more.stretch.days == 1)
    before = rows_of(at(period, target, log, on))
    after = rows_of(at(period, target, [*log[:place], more, *log[place:]], on))
    assert [row.stretch for row in after] == [row.stretch for row in before]
    for old, new in zip(before, after, strict=True):
        assert new.done >= old.done
        assert new.required == old.required
        if old.standing is Standing.FULFILLED:
            assert new.standing is Standing.FULFILLED
        if old.standing in _RANK and new.standing in _RANK:
            assert _RANK[new.standing] >= _RANK[old.standing]


@LAWS
@given(st.sampled_from(AT_LEAST), st.sampled_from(PERIODS), LOGS, activities(), DAYS)
def test_what_is_fulfilled_stays_so_whatever_is_added(target, period, log, more, on):
    before = rows_of(at(period, target, log, on))
    after = rows_of(at(period, target, [*log, more], on))
    for old, new in zip(before, after, strict=True):
        assert new.standing is Standing.FULFILLED or old.standing is not Standing.FULFILLED


@LAWS
@given(TARGETS, st.sampled_from(PERIODS), LOGS, activities(), DAYS)
def test_what_is_done_after_the_day_changes_nothing(target, period, log, more, on):
    assume(more.day > on)
    assert at(period, target, [*log, more], on) == at(period, target, log, on)


@LAWS
@given(TARGETS, st.sampled_from(PERIODS), LOGS, st.lists(assessments(), max_size=3), DAYS, st.randoms())
def test_the_order_of_the_files_changes_nothing(target, period, log, judged, on, random):
    """But for assessments of one day, of which the later file wins."""
    assume(len({each.day for each in judged}) == len(judged))
    files = [*log, *judged]
    shuffled = random.sample(files, len(files))
    assert at(period, target, shuffled, on) == at(period, target, files, on)


# --- verdicts -------------------------------------------------------------------------------------------------------


@LAWS
@given(st.sampled_from(AT_LEAST), st.sampled_from(PERIODS), LOGS, DAYS)
def test_a_closed_window_is_fulfilled_exactly_when_enough_is_done(target, period, log, on):
    for row in rows_of(at(period, target, log, on)):
        if row.stretch.stop <= on:
            is_enough = row.done >= row.required
            assert (row.standing is Standing.FULFILLED) == (is_enough and row.standing is not Standing.NOTHING_LOGGED)
            if row.standing is Standing.NOTHING_LOGGED:
                assert row.done == 0


@LAWS
@given(TARGETS, st.sampled_from(PERIODS), DAYS, st.lists(assessments(), max_size=2))
def test_without_any_entry_there_is_no_verdict(target, period, on, judged):
    allowed = {Standing.NOTHING_LOGGED, Standing.NOT_BEGUN}
    found = at(period, target, judged, on)
    assert found.standing in allowed
    assert found.outcome in {None, Standing.NOTHING_LOGGED}
    assert {row.standing for row in all_rows(found)} <= allowed


@LAWS
@given(TARGETS, st.sampled_from(PERIODS), LOGS, DAYS)
def test_what_is_logged_in_a_window_is_never_nothing(target, period, log, on):
    for row in all_rows(at(period, target, log, on)):
        assert not (row.done and row.standing is Standing.NOTHING_LOGGED)


@LAWS
@given(TARGETS, st.sampled_from(PERIODS), LOGS, DAYS)
def test_an_outcome_comes_when_it_is_over_and_an_open_standing_is_none(target, period, log, on):
    found = at(period, target, log, on)
    if on >= max([period.stop, *(row.stretch.stop for row in rows_of(found))]):
        assert found.outcome is not None
    is_open = {Standing.ON_TRACK, Standing.BEHIND, Standing.NOT_BEGUN, Standing.ONGOING}
    assert found.outcome not in is_open


@LAWS
@given(TARGETS, st.sampled_from(PERIODS), LOGS, DAYS)
def test_the_years_share_the_rows_of_the_promise(target, period, log, on):
    """Each row is in exactly one year; what a year alone says of it is what the whole says."""
    whole = rows_of(at(period, target, log, on))
    years = [row for year in years_of(period) for row in rows_of(at(period, target, log, on, year))]
    assert sorted(years, key=repr) == sorted(whole, key=repr)


@LAWS
@given(TARGETS, st.sampled_from(PERIODS), LOGS, DAYS)
def test_no_number_is_a_float(target, period, log, on):
    numbers = list(_numbers(at(period, target, log, on)))
    assert {type(number) for number in numbers} <= {int, Fraction}
    assert all(number.denominator != 1 for number in numbers if isinstance(number, Fraction))


def _numbers(found) -> Iterator[object]:
    for row in all_rows(found):
        yield from (
            each for each in (row.required, row.done, row.due, row.days_left, row.behind_by) if each is not None
        )


def test_the_phrases_of_the_laws_are_read():
    assert [phrase for phrase in AT_LEAST if not parse(phrase).targets] == []
    assert [phrase for phrase in OTHERS if parse(phrase).fault] == []
