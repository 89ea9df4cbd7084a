"""Laws of the calendar: what holds for every year, period and unit."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loftekoll.period import (
    SEASONS,
    Stretch,
    anniversary,
    calendar_year,
    days_between,
    period_from,
    seasons_meeting,
    short_label,
    stretch_from,
    whole_days,
    whole_months,
    whole_seasons,
    whole_weeks,
    year_of_window,
    years_of,
)
from loftekoll.phrase import Deadline, Unit, WindowSpec
from loftekoll.windows import windows_of

LAWS = settings(derandomize=True, deadline=None, max_examples=150)
DAYS = st.dates(date(2014, 1, 1), date(2036, 12, 31))
SHORT_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.TERTIAL: 4, Unit.TERM: 6, Unit.HALF_YEAR: 6}


@st.composite
def periods(draw, most_days: int = 1600) -> Stretch:
    start = draw(DAYS)
    return Stretch(start, start + timedelta(days=draw(st.integers(1, most_days))))


@st.composite
def specs(draw) -> WindowSpec:
    unit = draw(st.sampled_from(list(Unit)))
    season = draw(st.sampled_from([*SEASONS, "första kvartalet", "andra halvåret"]))
    deadline = Deadline(
        draw(st.sampled_from([None, 2020])), draw(st.integers(1, 12)), draw(st.sampled_from([None, 15]))
    )
    is_dated = unit is Unit.DATE or (unit is Unit.YEAR and draw(st.booleans()))
    is_seasonal = unit is Unit.SEASON or (unit is not Unit.PERIOD and unit is not Unit.YEAR and draw(st.booleans()))
    return WindowSpec(
        unit,
        draw(st.integers(1, 5)),
        (season,) if is_seasonal else (),
        draw(st.sampled_from([None, None, 2020, 2021])) if unit is not Unit.DATE else None,
        deadline if is_dated else None,
    )


# --- windows tile a year ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", range(2015, 2036))
@pytest.mark.parametrize("unit", [Unit.DAY, *SHORT_MONTHS, Unit.YEAR, Unit.PERIOD])
def test_windows_tile_every_year(year, unit):
    """No day is in two windows and none is left out."""
    whole = calendar_year(year)
    windows = windows_of(WindowSpec(unit), whole)
    assert (windows[0].start, windows[-1].stop) == (whole.start, whole.stop)
    assert all(first.stop == second.start for first, second in pairwise(windows))


@pytest.mark.parametrize("year", range(2015, 2036))
def test_weeks_tile_every_iso_year(year):
    """Seen from a longer promise: the weeks whose Thursday is in the year are those of `isocalendar`."""
    weeks = list(whole_weeks(days_between(date(year - 1, 1, 1), date(year + 1, 12, 31)), 1))
    mine = [week for week in weeks if year_of_window(week, is_week=True).year == year]
    assert [week.start.isocalendar() for week in mine] == [(year, n + 1, 1) for n in range(len(mine))]
    assert len(mine) == date(year, 12, 28).isocalendar().week
    assert all(first.stop == second.start for first, second in pairwise(mine))


# --- the years of a promise -----------------------------------------------------------------------------------------


@LAWS
@given(periods())
def test_the_years_tile_the_period(period):
    years = years_of(period)
    assert (years[0].start, years[-1].stop) == (period.start, period.stop)
    assert all(first.stop == second.start for first, second in pairwise(years))
    assert all(year.start < year.stop <= anniversary(year.start, 1) for year in years)


@LAWS
@given(DAYS, st.integers(1, 5))
def test_a_whole_number_of_years_has_its_own_years(start, count):
    assert len(years_of(Stretch(start, anniversary(start, count)))) == count


# --- windows inside a period ----------------------------------------------------------------------------------------


def are_in_order_and_disjoint(windows) -> bool:
    return all(first.stop <= second.start for first, second in pairwise(windows))


@LAWS
@given(periods(), specs())
def test_windows_lie_inside_in_order_and_disjoint(period, spec):
    """All but a deadline, which may come after the promise."""
    windows = windows_of(spec, period)
    assert are_in_order_and_disjoint(windows)
    assert all(window.start < window.stop for window in windows)
    if spec.unit is Unit.DATE:
        assert all(window.start == period.start for window in windows)
    else:
        assert all(period.holds(window) for window in windows)


@LAWS
@given(periods(), st.integers(1, 30))
def test_blocks_leave_out_less_than_a_block(period, count):
    days = list(whole_days(period, count))
    weeks = list(whole_weeks(period, count))
    assert len(days) == period.days // count
    assert all(week.start.weekday() == 0 and week.days == 7 * count for week in weeks)
    assert period.days - sum(week.days for week in weeks) < 7 * count + 7


@LAWS
@given(periods(), st.sampled_from(sorted(set(SHORT_MONTHS.values()))))
def test_blocks_of_months_are_all_that_lie_whole_inside(period, count):
    blocks = list(whole_months(period, count))
    years = range(period.start.year, period.stop.year + 1)
    every = [list(whole_months(calendar_year(year), count)) for year in years]
    assert blocks == [block for year in every for block in year if period.holds(block)]


@LAWS
@given(periods(), st.sampled_from(list(SEASONS.values())))
def test_whole_seasons_are_those_that_are_not_cut(period, months):
    whole = list(whole_seasons(period, *months))
    parts = list(seasons_meeting(period, *months))
    assert set(whole) <= set(parts)
    assert are_in_order_and_disjoint(parts)
    assert all(period.holds(part) for part in parts)
    assert {day.month for part in parts for day in (part.start, part.last)} <= _months(*months)


def _months(first: int, last: int) -> set[int]:
    return {(first - 1 + n) % 12 + 1 for n in range((last - first) % 12 + 1)}


# --- stretches ----------------------------------------------------------------------------------------------------


@LAWS
@given(periods(60), periods(60))
def test_to_meet_is_to_share_a_day(first, second):
    second = Stretch(first.start + (second.start - date(2025, 1, 1)) % timedelta(days=90), second.stop)
    second = second._replace(stop=second.start + timedelta(days=30))
    shared = {day for day in _days(first) if second.has(day)}
    assert first.meets(second) is second.meets(first) is bool(shared)
    assert first.holds(second) is (set(_days(second)) <= set(_days(first)))
    if shared:
        assert set(_days(first.within(second))) == shared


def _days(stretch: Stretch) -> list[date]:
    return [stretch.start + timedelta(days=n) for n in range(stretch.days)]


@LAWS
@given(periods())
def test_what_is_written_is_read_back(period):
    assert stretch_from(f"{period.start}/{period.last}") == period
    assert stretch_from(str(period.start)).start == period.start


@LAWS
@given(st.integers(1900, 2199), st.integers(0, 5))
def test_the_label_of_whole_years_is_read_back(first, more):
    period = days_between(date(first, 1, 1), date(min(first + more, 2199), 12, 31))
    assert period_from(short_label(period)) == period
