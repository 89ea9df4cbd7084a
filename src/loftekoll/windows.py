"""The windows that a target is judged over within a promise period, what each requires, and when it is due.

Pure, exact and half-open (design §5).
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import chain

from loftekoll.period import (
    Stretch,
    calendar_year,
    season_months,
    seasons_meeting,
    whole_days,
    whole_months,
    whole_seasons,
    whole_weeks,
    year_of_window,
    years_of,
)
from loftekoll.phrase import Spread, Target, Unit, WindowSpec

Number = int | Fraction

UNIT_PLURALS = {
    Unit.DAY: "dagar", Unit.WEEK: "veckor", Unit.MONTH: "månader", Unit.QUARTER: "kvartal", Unit.TERTIAL: "tertial",
    Unit.TERM: "terminer", Unit.HALF_YEAR: "halvår",
}  # fmt: skip
_MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.TERTIAL: 4, Unit.TERM: 6, Unit.HALF_YEAR: 6}


def is_short(spec: WindowSpec) -> bool:
    """Whether the windows are shorter than a year and judged one by one ("43 av 52 veckor")."""
    return spec.unit in UNIT_PLURALS


@lru_cache(maxsize=256)
def windows_of(spec: WindowSpec, period: Stretch) -> tuple[Stretch, ...]:
    """The windows of a target within a promise period, in order.

    Windows shorter than a year must lie whole inside the period; a year is cut by it (design §5). The latest ones are
    kept, since most targets of a workspace have the same few.
    """
    found = tuple(_all_windows(spec, period))
    if spec.year is not None and spec.unit is not Unit.DATE:
        year = calendar_year(spec.year)
        return tuple(each for each in found if year.has(decisive_day(each, spec)))
    return found


def decisive_day(window: Stretch, spec: WindowSpec) -> date:
    """The day that decides which year a window belongs to."""
    return year_of_window(window, is_week=spec.unit is Unit.WEEK)


def windows_judged(target: Target, period: Stretch) -> tuple[Stretch, ...]:
    """The windows that a row is made of: its own, or for an average the years or seasons that it is over."""
    spec = target.window
    if not is_yearly_average(target):
        return windows_of(spec, period)
    if spec.seasons:
        return tuple(each for each in _parts_of_seasons(spec, period) if spec.year in {None, each.last.year})
    return windows_of(WindowSpec(Unit.YEAR, year=spec.year, deadline=spec.deadline), period)


def is_yearly_average(target: Target) -> bool:
    """Whether the rate is reached over a year: "tre i snitt per vecka", but not "tre i snitt" over the period."""
    return target.spread is Spread.AVERAGE and (is_short(target.window) or target.window.unit is Unit.YEAR)


def _all_windows(spec: WindowSpec, period: Stretch) -> Iterator[Stretch]:
    match spec.unit:
        case Unit.PERIOD:
            yield period
        case Unit.DATE:
            yield from _until_deadline(spec, period)
        case Unit.YEAR:
            yield from _years(spec, period)
        case Unit.SEASON:
            yield from _seasons(spec.seasons, period)
        case _ if spec.seasons:
            stretches = _parts_of_seasons(spec, period)
            yield from sorted({window for stretch in stretches for window in _short_windows(spec, stretch)})
        case _:
            yield from _short_windows(spec, period)


def _short_windows(spec: WindowSpec, period: Stretch) -> Iterator[Stretch]:
    if spec.unit is Unit.DAY:
        return whole_days(period, spec.count)
    if spec.unit is Unit.WEEK:
        return whole_weeks(period, spec.count)
    return _blocks(tuple(whole_months(period, _MONTHS_IN[spec.unit])), spec.count)


def _blocks(units: Sequence[Stretch], count: int) -> Iterator[Stretch]:
    """So many adjoining units in each window; a last block that is cut is left out."""
    for n in range(0, len(units) - count + 1, count):
        yield Stretch(units[n].start, units[n + count - 1].stop)


def _seasons(names: Sequence[str], period: Stretch) -> Iterator[Stretch]:
    found = chain.from_iterable(whole_seasons(period, *season_months(name)) for name in names)
    yield from sorted(set(found))


def _parts_of_seasons(spec: WindowSpec, period: Stretch) -> list[Stretch]:
    """The seasons that shorter windows lie in; one may begin before the period or end after it, and is cut."""
    found = chain.from_iterable(seasons_meeting(period, *season_months(name)) for name in spec.seasons)
    return sorted(set(found))


def _until_deadline(spec: WindowSpec, period: Stretch) -> Iterator[Stretch]:
    """From the promise's start to the deadline; one without a year is in the only year there is, else untold."""
    deadline = spec.deadline
    if deadline is None or (deadline.year is None and len(years_of(period)) > 1):
        return
    day = deadline.in_year(period.start.year)
    if deadline.year is None and day < period.start:
        day = deadline.in_year(period.start.year + 1)
    if day >= period.start:
        yield Stretch(period.start, day + timedelta(days=1))


def _years(spec: WindowSpec, period: Stretch) -> Iterator[Stretch]:
    if spec.year is not None and (named := calendar_year(spec.year)).meets(period):
        years: tuple[Stretch, ...] = (named.within(period),)
    else:
        years = years_of(period)
    for n in range(0, len(years), spec.count):
        block = years[n : n + spec.count]
        whole = Stretch(block[0].start, block[-1].stop)
        if spec.deadline is None:
            yield whole
        else:
            days = (spec.deadline.in_year(year) for year in (whole.last.year, whole.start.year))
            if day := next(filter(whole.has, days), None):
                yield Stretch(whole.start, day + timedelta(days=1))


def row_spec(target: Target) -> WindowSpec:
    """What the judged windows are made of: an average per week is judged over years."""
    return WindowSpec(Unit.YEAR) if is_yearly_average(target) else target.window


def required_in(target: Target, window: Stretch) -> Number:
    """How much a window requires: the count, or for an average the smallest whole number that reaches its rate."""
    if target.spread is Spread.SUM:
        return target.count
    spec, rate = target.window, Fraction(target.count) / target.window.count
    if spec.unit in _MONTHS_IN:
        return _ceiling(rate * sum(1 for _ in whole_months(window, _MONTHS_IN[spec.unit])))
    if spec.unit is Unit.YEAR:
        return _ceiling(rate * len(years_of(window)))
    days = {Unit.DAY: 1, Unit.WEEK: 7}.get(spec.unit)
    return target.count if days is None else _ceiling(rate * window.days / days)


def _ceiling(number: Fraction) -> int:
    return -(-number.numerator // number.denominator)


def due_by(required: Number, window: Stretch, day: date) -> int:
    """How many should be done when the days before this one are past: ⌊T·elapsed/N⌋."""
    elapsed = min(max((day - window.start).days, 0), window.days)
    return int(required * elapsed // window.days)


def due_date(ordinal: Number, required: Number, window: Stretch) -> date:
    """The last day in time for the ordinal-th of so many: start + ⌈j·N/T⌉ − 1."""
    return window.start + timedelta(days=_ceiling(Fraction(ordinal * window.days) / Fraction(required)) - 1)
