"""How a promise stands on a day: pure functions of (promise, log, day), in exact arithmetic (design §5).

A day that is being looked at can still be used; an entry counts on the last day of its stretch, and not at all when
that is after the day. Windows are half-open; what leaves this module is dates and whole or exact numbers.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate, chain, zip_longest
from typing import NamedTuple

from loftekoll.model import Activity, Assessment, Commitment, Dossier, Verdict
from loftekoll.period import (
    SEASONS,
    Stretch,
    calendar_year,
    is_one_window,
    seasons_meeting,
    whole_days,
    whole_months,
    whole_seasons,
    whole_weeks,
    year_of_window,
    years_of,
)
from loftekoll.phrase import Comparator, Kind, Measure, Reading, Spread, Target, Unit, WindowSpec, render
from loftekoll.phrase.words import OCCASIONS, ORDINALS

Number = int | Fraction


class Standing(StrEnum):
    """Where a commitment stands; the words are used once and for all."""

    FULFILLED = "uppfyllt"
    ON_TRACK = "i fas"
    BEHIND = "efter plan"
    PARTLY = "delvis uppfyllt"
    NOT_FULFILLED = "ej uppfyllt"
    NOT_BEGUN = "ej börjat"
    ONGOING = "pågår"
    NOTHING_LOGGED = "inget loggat"
    NOT_ASSESSABLE = "kan inte bedömas"
    WITHDRAWN = "avfört"


class Row(NamedTuple):
    """One window of a target, or a year of windows that are shorter than a year.

    `counted` names what `done`, `required` and `due` count: `antal`, `timmar`, or the windows themselves (`veckor`).
    `due` is how much should be done by now; `next_due` is the last day in time for the next one (past when late);
    `days_left` is the days after this one until the window closes, `None` when it has not begun or is closed.
    """

    stretch: Stretch
    standing: Standing
    required: Number | None = None
    done: Number | None = None
    due: Number | None = None
    next_due: date | None = None
    days_left: int | None = None
    counted: str = "antal"
    unjudged: tuple[Stretch, ...] = ()
    missed: tuple[Stretch, ...] = ()
    comparator: Comparator = Comparator.AT_LEAST

    @property
    def behind_by(self) -> Number:
        """How many more should have been done by now; 0 when on track."""
        return max(0, (self.due or 0) - (self.done or 0))


class TargetProgress(NamedTuple):
    """How one target stands: the row of now, every row, and what they come to together."""

    phrase: str
    kind: Kind
    standing: Standing
    current: Row | None
    rows: tuple[Row, ...]
    whole: Row | None = None


class CommitmentProgress(NamedTuple):
    """How a commitment stands; `parts` has more than one member when it has several targets.

    `outcome` is what it came to, once its time is over; `assessment` is the newest verdict of a person that is about
    the same time; `entries` counts the log entries until the day, `latest` is the day of the last of them.
    """

    commitment: Commitment
    area: str
    standing: Standing
    parts: tuple[TargetProgress, ...]
    entries: int
    latest: date | None
    assessment: Assessment | None
    outcome: Standing | None

    @property
    def main(self) -> TargetProgress:
        """The only target, or the first of several."""
        return self.parts[0]

    @property
    def kind(self) -> Kind:
        """The kind of the first target."""
        return self.main.kind


class PromiseProgress(NamedTuple):
    """How a whole promise stands on a day, or over the one year asked for."""

    dossier: Dossier
    day: date
    year: Stretch | None
    commitments: tuple[CommitmentProgress, ...]


# --- windows of a target ------------------------------------------------------------------------------------------

_PLURAL = {
    Unit.DAY: "dagar", Unit.WEEK: "veckor", Unit.MONTH: "månader", Unit.QUARTER: "kvartal", Unit.TERTIAL: "tertial",
    Unit.TERM: "terminer", Unit.HALF_YEAR: "halvår",
}  # fmt: skip
_MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.TERTIAL: 4, Unit.TERM: 6, Unit.HALF_YEAR: 6}
_PARTS = {"kvartal": 3, "tertial": 4, "halvår": 6}


def is_short(spec: WindowSpec) -> bool:
    """Whether the windows are shorter than a year and judged one by one ("43 av 52 veckor")."""
    return spec.unit in _PLURAL


def season_months(name: str) -> tuple[int, int]:
    """First and last month of a named season or part of the year ("andra kvartalet")."""
    if name in SEASONS:
        return SEASONS[name]
    ordinal, _, part = name.partition(" ")
    length = next(months for noun, months in _PARTS.items() if part.startswith(noun))
    number = ORDINALS[ordinal]
    return (number - 1) * length + 1, number * length


def windows_of(spec: WindowSpec, period: Stretch) -> tuple[Stretch, ...]:
    """The windows of a target within a promise period, in order.

    Windows shorter than a year must lie whole inside the period; a year is cut by it (design §5).
    """
    found = tuple(_all_windows(spec, period))
    if spec.year is not None and spec.unit is not Unit.DATE:
        year = calendar_year(spec.year)
        return tuple(each for each in found if year.has(_decisive_day(each, spec)))
    return found


def _decisive_day(window: Stretch, spec: WindowSpec) -> date:
    return year_of_window(window, is_week=spec.unit is Unit.WEEK)


def _windows_judged(target: Target, period: Stretch) -> tuple[Stretch, ...]:
    """The windows that a row is made of: its own, or for an average the years or seasons that it is over."""
    spec = target.window
    if not _is_yearly_average(target):
        return windows_of(spec, period)
    if spec.seasons:
        return tuple(each for each in _parts_of_seasons(spec, period) if spec.year in {None, each.last.year})
    return windows_of(WindowSpec(Unit.YEAR, year=spec.year, deadline=spec.deadline), period)


def _is_yearly_average(target: Target) -> bool:
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


# --- counting -----------------------------------------------------------------------------------------------------


class _Log(NamedTuple):
    """What is logged for one commitment until the day; `years` are those in which anybody logged anything."""

    entries: tuple[Activity, ...]
    day: date
    years: tuple[Stretch, ...]
    logged_years: frozenset[Stretch]

    def is_silent(self, window: Stretch, *, is_week: bool = False) -> bool:
        """Whether nobody logged anything, for any commitment, in the window's year (nor in a longer window)."""
        decisive = year_of_window(window, is_week=is_week)
        concerned = {year for year in self.years if year.has(decisive) or window.holds(year)}
        return not concerned & self.logged_years


class _Window(NamedTuple):
    """A window with what was done in it; it is unjudged when a longer stretch of the log crosses its edges."""

    stretch: Stretch
    done: Number
    is_crossed: bool

    @property
    def has_any(self) -> bool:
        """Whether anything is logged in it, also what cannot be told to be inside."""
        return self.done > 0 or self.is_crossed


def _amount(entry: Activity, measure: Measure) -> Number:
    return (entry.hours or 0) if measure is Measure.HOURS else entry.count


def _counted(windows: Sequence[Stretch], log: _Log, measure: Measure) -> list[_Window]:
    """Each window with its sum, in one pass over the entries; the windows are in order."""
    sums: list[Number] = [0] * len(windows)
    crossed = [False] * len(windows)
    starts = [window.start for window in windows]
    stops = list(accumulate((window.stop for window in windows), max))  # seasons may overlap
    for entry in log.entries:
        for n in range(bisect_right(stops, entry.stretch.start), bisect_left(starts, entry.stretch.stop)):
            if windows[n].holds(entry.stretch):
                sums[n] += _amount(entry, measure)
            elif windows[n].meets(entry.stretch):
                crossed[n] = True
    return [_Window(*each) for each in zip(windows, map(_plain, sums), crossed, strict=True)]


def _plain(number: Number) -> Number:
    return int(number) if number == int(number) else number


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


# --- one window ---------------------------------------------------------------------------------------------------


def _row(target: Target, window: _Window, log: _Log, required: Number) -> Row:
    """The row of one window that is counted by itself."""
    stretch, done, _ = window
    standing = _standing(target.comparator, window, required, log)
    if required == 0 < target.count and standing not in {Standing.NOT_BEGUN, Standing.NOTHING_LOGGED}:
        standing = Standing.NOT_ASSESSABLE  # an average per month over less than a month
    is_open = stretch.has(log.day)
    next_due = None
    if target.comparator is not Comparator.AT_MOST and done < required and log.day < stretch.stop:
        next_due = due_date(min(done + 1, required), required, stretch)
    return Row(
        stretch,
        standing,
        required,
        done,
        due_by(required, stretch, log.day) if target.comparator is not Comparator.AT_MOST else None,
        next_due,
        (stretch.last - log.day).days if is_open else None,
        target.measure.value,
        unjudged=(stretch,) if standing is Standing.NOT_ASSESSABLE else (),
        comparator=target.comparator,
    )


def _standing(comparator: Comparator, window: _Window, required: Number, log: _Log) -> Standing:
    if log.day < window.stretch.start:
        return Standing.NOT_BEGUN
    if not window.has_any and log.is_silent(window.stretch):
        return Standing.NOTHING_LOGGED
    return _judged(comparator, window, required, log.day)


def _judged(comparator: Comparator, window: _Window, required: Number, day: date) -> Standing:
    """The standing of a window that has begun and that somebody has logged in."""
    stretch, done, is_crossed = window
    is_past = day >= stretch.stop
    if comparator is not Comparator.AT_LEAST and done > required:
        return Standing.NOT_FULFILLED
    if comparator is Comparator.AT_LEAST and done >= required:
        return Standing.FULFILLED
    if is_crossed:
        return Standing.NOT_ASSESSABLE
    if comparator is Comparator.AT_MOST or done == required:
        return Standing.FULFILLED if is_past else Standing.ON_TRACK
    if is_past:
        return Standing.PARTLY if done > 0 else Standing.NOT_FULFILLED
    return Standing.ON_TRACK if done >= due_by(required, stretch, day) else Standing.BEHIND


# --- a year of short windows --------------------------------------------------------------------------------------


_Pair = tuple[Target, _Window]


def _year_rows(pairs: Sequence[_Pair], log: _Log) -> Iterator[Row]:
    is_week = pairs[0][0].window.unit is Unit.WEEK if pairs else False
    for year in log.years:
        inside = [pair for pair in pairs if year.has(year_of_window(pair[1].stretch, is_week=is_week))]
        if inside:
            yield _year_row(inside, log, is_week=is_week)


def _year_row(pairs: Sequence[_Pair], log: _Log, *, is_week: bool) -> Row:
    """Windows judged one by one, each by its own target, as a row that counts the windows: 43 of 52 weeks."""
    last_target, last_window = pairs[-1]
    stretch = Stretch(pairs[0][1].stretch.start, last_window.stretch.stop)
    judged = {
        window.stretch: _judged(target.comparator, window, target.count, log.day)
        for target, window in pairs
        if log.day >= window.stretch.start
    }
    fulfilled = sum(1 for standing in judged.values() if standing is Standing.FULFILLED)
    has_any = any(window.has_any for _, window in pairs)
    found = _Judged(
        fulfilled=fulfilled,
        total=len(pairs),
        has_any=fulfilled > 0 if last_target.comparator is Comparator.AT_MOST else has_any,
        missed=tuple(each for each, standing in judged.items() if standing in _FAILED),
        unjudged=tuple(each for each, standing in judged.items() if standing is Standing.NOT_ASSESSABLE),
    )
    if log.day < stretch.start:
        standing = Standing.NOT_BEGUN
    elif not has_any and log.is_silent(last_window.stretch, is_week=is_week):
        standing = Standing.NOTHING_LOGGED
    else:
        standing = found.standing(is_past=log.day >= stretch.stop)
    return Row(
        stretch,
        standing,
        found.total,
        found.fulfilled,
        sum(1 for window in judged if window.stop <= log.day),
        _next_due_of_short(pairs, log),
        (stretch.last - log.day).days if stretch.has(log.day) else None,
        _PLURAL[last_target.window.unit] if last_target.window.count == 1 else "fönster",
        found.unjudged,
        found.missed,
        last_target.comparator,
    )


_FAILED = {Standing.PARTLY, Standing.NOT_FULFILLED}


class _Judged(NamedTuple):
    """What is known of a year of short windows; `has_any` is whether there is something to call partly kept."""

    fulfilled: int
    total: int
    has_any: bool
    missed: tuple[Stretch, ...]
    unjudged: tuple[Stretch, ...]

    def standing(self, *, is_past: bool) -> Standing:
        """`efter plan` once one is missed; fulfilled only if all are."""
        if self.fulfilled == self.total:
            return Standing.FULFILLED
        if not is_past:
            if self.missed:
                return Standing.BEHIND
            return Standing.NOT_ASSESSABLE if self.unjudged else Standing.ON_TRACK
        if self.missed:
            return Standing.PARTLY if self.has_any else Standing.NOT_FULFILLED
        return Standing.NOT_ASSESSABLE


def _next_due_of_short(pairs: Sequence[_Pair], log: _Log) -> date | None:
    """The day for the next one in the first open window that lacks something."""
    for target, window in pairs:
        is_wanting = target.comparator is not Comparator.AT_MOST and window.done < target.count
        if is_wanting and log.day < window.stretch.stop:
            return due_date(min(window.done + 1, target.count), target.count, window.stretch)
    return None


# --- a target -----------------------------------------------------------------------------------------------------


class _Version(NamedTuple):
    """A target as it reads from the day `start` up to the day `until`."""

    start: date
    until: date
    reading: Reading | None
    target: Target | None

    def judges(self, window: Stretch, day: date) -> bool:
        """Whether this version is in force on the window's last day, or on the day when that comes first."""
        return self.start <= min(window.last, day) < self.until


def _counted_windows(version: _Version, period: Stretch, span: Stretch, log: _Log) -> list[_Pair]:
    """The windows of the span that this version of a target judges, each with what was done in it.

    One that ends after the promise period (a later deadline) belongs to the last year.
    """
    target = version.target
    if target is None or not target.is_countable:
        return []
    windows = [
        window
        for window in _windows_judged(target, period)
        if version.judges(window, log.day) and span.has(min(_decisive_day(window, _row_spec(target)), period.last))
    ]
    return [(target, window) for window in _counted(windows, log, target.measure)]


def _row_spec(target: Target) -> WindowSpec:
    """What the judged windows are made of: an average per week is judged over years."""
    return WindowSpec(Unit.YEAR) if _is_yearly_average(target) else target.window


def _rows_of(versions: Sequence[_Version], period: Stretch, span: Stretch, log: _Log) -> tuple[Row, ...]:
    """Every row of a target through its versions, in order."""
    rows: list[Row] = []
    short: defaultdict[tuple[Unit, int], list[_Pair]] = defaultdict(list)
    for version in versions:
        for target, window in _counted_windows(version, period, span, log):
            if is_short(target.window) and target.spread is Spread.SUM:
                short[target.window.unit, target.window.count].append((target, window))
            else:
                rows.append(_row(target, window, log, required_in(target, window.stretch)))
    for pairs in short.values():
        rows += _year_rows(pairs, log)
    return tuple(sorted(rows, key=lambda row: row.stretch))


def _whole_of(target: Target, rows: Sequence[Row], span: Stretch, log: _Log, *, is_changed: bool) -> Row:
    """What several rows come to: for an average that never changed the span itself, else the rows together."""
    spec = target.window
    if _is_yearly_average(target) and not (is_changed or spec.year or spec.seasons or spec.deadline):
        (window,) = _counted((span,), log, target.measure)
        return _row(target, window, log, required_in(target, span))
    stretch = Stretch(rows[0].stretch.start, max(row.stretch.stop for row in rows))
    current = _current(rows, log.day) or rows[0]
    standing = _together([row.standing for row in rows]) if log.day >= stretch.stop else current.standing
    return Row(stretch, standing, counted="fönster", comparator=target.comparator)


def _together(standings: Sequence[Standing]) -> Standing:
    """What closed windows come to: fulfilled if all are, not if nothing was done in any, unknown if it hangs on one."""
    known = set(standings)
    if len(known) == 1:
        return standings[0]
    told = known - {Standing.NOTHING_LOGGED, Standing.NOT_ASSESSABLE}
    is_open = told != known and len(told) <= 1 and Standing.PARTLY not in told
    return Standing.NOT_ASSESSABLE if is_open else Standing.PARTLY


def _current(rows: Sequence[Row], day: date) -> Row | None:
    """The row that the day is in, else the latest one that has begun, else the first."""
    begun = [row for row in rows if row.stretch.start <= day]
    return begun[-1] if begun else (rows[0] if rows else None)


def _progress_of_target(versions: Sequence[_Version], period: Stretch, span: Stretch, log: _Log) -> TargetProgress:
    """One target through its versions over the span, of which the last one that has begun is shown.

    A target that a change has taken away is shown as it was when it was last judged.
    """
    begun = [version for version in versions if version.start <= min(log.day, span.last)] or list(versions[:1])
    rows = _rows_of(versions, period, span, log)
    told = [version for version in begun if version.reading] if rows else []
    reading, target = (told or begun)[-1].reading, (told or begun)[-1].target
    phrase, kind = _phrase_of(reading, target), reading.kind if reading else Kind.UNQUANTIFIED
    current = _current(rows, log.day)
    if current is None or target is None or not target.is_countable:
        is_lost = target is not None and target.is_countable
        unknown = Standing.NOT_ASSESSABLE if is_lost else Standing.ONGOING
        return TargetProgress(phrase, kind, _uncounted(unknown, span, log), None, rows)
    if len(rows) == 1:
        return TargetProgress(phrase, kind, current.standing, current, rows, current)
    whole = _whole_of(target, rows, span, log, is_changed=len({version.target for version in begun}) > 1)
    is_past = log.day >= max(row.stretch.stop for row in rows)
    return TargetProgress(phrase, kind, (whole if is_past else current).standing, current, rows, whole)


def _phrase_of(reading: Reading | None, target: Target | None) -> str:
    """The phrase as written, or the one target of it that is meant."""
    if reading is None:
        return ""
    return render(target) if target and len(reading.targets) > 1 else reading.phrase


def _uncounted(standing: Standing, span: Stretch, log: _Log) -> Standing:
    """The standing of what no log can count: it has begun, and somebody has logged something."""
    if log.day < span.start:
        return Standing.NOT_BEGUN
    return standing if any(span.meets(year) for year in log.logged_years) else Standing.NOTHING_LOGGED


# --- a commitment and a promise -----------------------------------------------------------------------------------


def _numbered_targets(readings: Iterable[Reading]) -> list[tuple[Reading, Target | None]]:
    """Every target of every phrase, sub-targets that a calendar can tell included, each with its phrase."""
    found: list[tuple[Reading, Target | None]] = []
    for reading in readings:
        if not reading.targets:
            found.append((reading, None))
        for target in reading.targets:
            found.append((reading, target))
            for part in target.parts:
                told = _told(part, target)
                found.append((reading._replace(phrase=f"varav {render(part)}", targets=(told,)), told))
    return found


def _told(part: Target, whole: Target) -> Target:
    """A sub-target; one that only a calendar sets apart can be counted, another (a place, a kind) only by people."""
    is_of_a_kind = _stem(part.unit) not in {"", _stem(whole.unit)}
    is_told = part.window != whole.window and not is_of_a_kind
    return part if is_told else part._replace(scope=part.scope or "del av målet")


def _are_told_apart(targets: Sequence[tuple[Reading, Target | None]]) -> bool:
    """Whether each entry can count towards every target of its measure: they count the same thing."""
    nouns: defaultdict[Measure, set[str]] = defaultdict(set)
    for _, target in targets:
        if target is not None and target.is_countable and (noun := _stem(target.unit)):
            nouns[target.measure].add(noun)
    return all(len(each) == 1 for each in nouns.values())


_ENDINGS = ("erna", "arna", "orna", "er", "ar", "or", "en", "um", "a", "e")


def _stem(unit: str) -> str:
    """The noun without its ending, so that `insats` and `insatser`, `möte` and `möten` are one; empty for occasions."""
    words = unit.lower().split()
    if not words or words[-1] in OCCASIONS:
        return ""
    ending = next((each for each in _ENDINGS if words[-1].endswith(each) and len(words[-1]) > len(each) + 2), "")
    return words[-1].removesuffix(ending)


def targets_told_apart(commitment: Commitment) -> bool:
    """Whether the log can tell the targets of a commitment apart, or they all count the same."""
    return _are_told_apart(_numbered_targets(commitment.targets))


def _combined(parts: Sequence[TargetProgress]) -> Standing:
    """What several targets come to on a day: the one that calls for attention first."""
    standings = {part.standing for part in parts}
    if len(standings) == 1:
        return parts[0].standing
    if standings == {Standing.FULFILLED, Standing.NOT_BEGUN}:
        return Standing.ON_TRACK
    for standing in (Standing.BEHIND, Standing.NOT_FULFILLED, Standing.PARTLY):
        if standing in standings:
            worst = standing
            break
    else:
        order = (
            Standing.NOT_ASSESSABLE, Standing.NOTHING_LOGGED, Standing.ON_TRACK, Standing.ONGOING, Standing.NOT_BEGUN,
        )  # fmt: skip
        return next(standing for standing in order if standing in standings)
    is_mixed = worst is Standing.NOT_FULFILLED and standings & {Standing.FULFILLED, Standing.PARTLY}
    return Standing.PARTLY if is_mixed else worst


def _commitment_progress(
    commitment: Commitment, area: str, assessments: Sequence[Assessment], span: Stretch, log: _Log
) -> CommitmentProgress:
    """How one commitment stands on the log's day, over the promise period or one of its years (`span`)."""
    period = Stretch(log.years[0].start, log.years[-1].stop)
    parts = _parts_of(commitment, period, span, log)
    assessment = _newest([each for each in assessments if _is_about(each, commitment, span, period)])
    standing = _combined(parts)
    is_over = log.day >= span.stop or all(_is_settled(part, log.day) for part in parts)
    outcome = _outcome(standing, assessment) if is_over else None
    withdrawn = commitment.withdrawn
    if withdrawn and withdrawn.day <= log.day and withdrawn.day < span.stop:
        standing = outcome = Standing.WITHDRAWN
        parts = tuple(_withdrawn(part, withdrawn.day) for part in parts)
    inside = [entry for entry in log.entries if span.meets(entry.stretch)]
    latest = max((entry.day for entry in inside), default=None)
    return CommitmentProgress(commitment, area, standing, parts, len(inside), latest, assessment, outcome)


def _withdrawn(part: TargetProgress, day: date) -> TargetProgress:
    """The target with every window that was not closed by the day marked as withdrawn."""
    rows = tuple(
        row._replace(standing=Standing.WITHDRAWN, next_due=None) if row.stretch.stop > day else row for row in part.rows
    )
    current = rows[part.rows.index(part.current)] if part.current else None
    return part._replace(standing=Standing.WITHDRAWN, rows=rows, current=current, whole=None)


_CLOSED = {Standing.FULFILLED, Standing.PARTLY, Standing.NOT_FULFILLED}
_OPEN = {Standing.ON_TRACK, Standing.BEHIND, Standing.NOT_BEGUN}


def _is_settled(part: TargetProgress, day: date) -> bool:
    """Whether nothing that is done from this day on can change what the target came to."""
    if not part.rows or any(row.standing not in _CLOSED for row in part.rows):
        return False
    return len(part.rows) == 1 or day >= max(row.stretch.stop for row in part.rows)


def _outcome(standing: Standing, assessment: Assessment | None) -> Standing | None:
    """What it came to: what was counted, else what a person says, else that it cannot be told."""
    if standing in _OPEN:
        return None  # a deadline after the promise period
    if standing is not Standing.ONGOING:
        return standing
    return _FROM_VERDICT[assessment.verdict] if assessment else Standing.NOT_ASSESSABLE


_FROM_VERDICT = {verdict: Standing(verdict.value) for verdict in Verdict}


def _parts_of(commitment: Commitment, period: Stretch, span: Stretch, log: _Log) -> tuple[TargetProgress, ...]:
    """Every target of the commitment through its changes over the span; targets are matched by their order.

    One that a change adds or takes away is left out where it never was in force.
    """
    changes = sorted(commitment.changes, key=lambda change: change.start)
    starts = [date.min, *(change.start for change in changes)]
    columns = zip_longest(
        *(_tellable(phrases) for phrases in (commitment.targets, *(change.targets for change in changes))),
        fillvalue=(None, None),
    )
    versions = [
        [_Version(*each) for each in zip(starts, [*starts[1:], date.max], *zip(*column, strict=True), strict=True)]
        for column in columns
    ]
    if not versions:
        versions = [[_Version(date.min, date.max, None, None)]]
    found = tuple(_progress_of_target(each, period, span, log) for each in versions)
    return tuple(part for part in found if part.phrase or part.rows) or found[:1]


def _tellable(readings: Iterable[Reading]) -> list[tuple[Reading, Target | None]]:
    """The targets; those with different nouns cannot be counted, since no entry says which one it is for."""
    targets = _numbered_targets(readings)
    return targets if _are_told_apart(targets) else [(reading, _untold(target)) for reading, target in targets]


def _untold(target: Target | None) -> Target | None:
    """A target whose entries cannot be told from those of another one with another unit."""
    return target and target._replace(scope=target.scope or "del av löftet")


def _is_about(assessment: Assessment, commitment: Commitment, span: Stretch, period: Stretch) -> bool:
    """Whether it is about this commitment and this window: the whole period, or one year of it."""
    if commitment.id not in assessment.commitments:
        return False
    concerns = assessment.concerns
    if is_one_window(period) and concerns and concerns.meets(period):
        return True
    is_about_whole = assessment.is_about_whole(period)
    return is_about_whole if span == period else not is_about_whole and assessment.is_about(span)


def _newest(assessments: Sequence[Assessment]) -> Assessment | None:
    """The one of the latest day; of several on that day the last in the order of the files."""
    return max(reversed(assessments), key=lambda each: each.day, default=None)


def promise_progress(dossier: Dossier, day: date, year: Stretch | None = None) -> PromiseProgress:
    """How every commitment of a promise stands on the day, none left out, in the order of the file.

    With `year`, one of `years_of` the promise period, only the windows of that year are judged.
    """
    promise = dossier.promise
    by_commitment: defaultdict[str, list[Activity]] = defaultdict(list)
    known = {each.id for each in promise.commitments}
    logged_years: set[Stretch] = set()
    years = years_of(promise.period)
    for entry in dossier.activities:
        if entry.day <= day:
            ids = known.intersection(entry.commitments)
            for each in ids:
                by_commitment[each].append(entry)
            if ids:
                logged_years.update(each for each in years if each.meets(entry.stretch))
    assessments = [each for each in dossier.assessments if each.day <= day]
    found = tuple(
        _commitment_progress(
            commitment,
            area.name,
            assessments,
            year or promise.period,
            _Log(tuple(by_commitment[commitment.id]), day, years, frozenset(logged_years)),
        )
        for area in promise.focus_areas
        for commitment in area.commitments
    )
    return PromiseProgress(dossier, day, year, found)
