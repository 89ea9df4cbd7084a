"""What is done in the windows of a target, and how each window stands on a day.

An entry counts on the last day of its stretch; a window that a stretch crosses cannot be told (design §5).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from loftekoll.model import Activity
from loftekoll.period import Stretch, year_of_window
from loftekoll.phrase import Comparator, Measure, Target, Unit
from loftekoll.windows import UNIT_PLURALS, Number, due_by, due_date


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


class Log(NamedTuple):
    """What is logged for one commitment until the day; `years` are those in which anybody logged anything."""

    entries: tuple[Activity, ...]
    day: date
    years: tuple[Stretch, ...]
    logged_years: frozenset[Stretch]

    def is_silent(self, window: Stretch, *, is_week: bool = False) -> bool:
        """Whether nobody has logged anything, for any commitment, in the window's year: the one it ends in.

        Of a window that is open it is the year of the day, and of a deadline after the promise the last year.
        """
        decisive = min(year_of_window(window, is_week=is_week), self.day)
        year = next((each for each in self.years if each.has(decisive)), self.years[-1])
        return year not in self.logged_years


class Window(NamedTuple):
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


def counted(windows: Sequence[Stretch], log: Log, measure: Measure) -> list[Window]:
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
    return [Window(*each) for each in zip(windows, map(_plain, sums), crossed, strict=True)]


def _plain(number: Number) -> Number:
    return int(number) if number == int(number) else number


def row_of(target: Target, window: Window, log: Log, required: Number) -> Row:
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


def _standing(comparator: Comparator, window: Window, required: Number, log: Log) -> Standing:
    if log.day < window.stretch.start:
        return Standing.NOT_BEGUN
    if not window.has_any and log.is_silent(window.stretch):
        return Standing.NOTHING_LOGGED
    return standing_of(comparator, window, required, log.day)


def standing_of(comparator: Comparator, window: Window, required: Number, day: date) -> Standing:
    """The standing on the day of a window that has begun, once somebody has logged in its year."""
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


Pair = tuple[Target, Window]


def year_rows(pairs: Sequence[Pair], log: Log) -> Iterator[Row]:
    """A row for each of the promise's years that short windows belong to."""
    is_week = pairs[0][0].window.unit is Unit.WEEK
    for year in log.years:
        inside = [pair for pair in pairs if year.has(year_of_window(pair[1].stretch, is_week=is_week))]
        if inside:
            yield _year_row(inside, log, is_week=is_week)


def _year_row(pairs: Sequence[Pair], log: Log, *, is_week: bool) -> Row:
    """Windows judged one by one, each by its own target, as a row that counts the windows: 43 of 52 weeks."""
    last_target, last_window = pairs[-1]
    stretch = Stretch(pairs[0][1].stretch.start, last_window.stretch.stop)
    has_any = any(window.has_any for _, window in pairs)
    is_silent = not has_any and log.is_silent(last_window.stretch, is_week=is_week)
    judged = {
        window.stretch: standing_of(target.comparator, window, target.count, log.day)
        for target, window in pairs
        if log.day >= window.stretch.start and not is_silent
    }
    fulfilled = sum(1 for standing in judged.values() if standing is Standing.FULFILLED)
    found = _Judged(
        fulfilled=fulfilled,
        total=len(pairs),
        has_any=fulfilled > 0 if last_target.comparator is Comparator.AT_MOST else has_any,
        missed=tuple(each for each, standing in judged.items() if standing in _FAILED),
        unjudged=tuple(each for each, standing in judged.items() if standing is Standing.NOT_ASSESSABLE),
    )
    if log.day < stretch.start:
        standing = Standing.NOT_BEGUN
    elif is_silent:
        standing = Standing.NOTHING_LOGGED
    else:
        is_settled = log.day >= stretch.stop or last_target.comparator is Comparator.AT_MOST
        standing = found.standing(is_past=log.day >= stretch.stop, is_lost=bool(found.missed) and is_settled)
    return Row(
        stretch,
        standing,
        found.total,
        found.fulfilled,
        None
        if last_target.comparator is Comparator.AT_MOST
        else sum(1 for _, window in pairs if window.stretch.stop <= log.day),
        _next_due_of_short(pairs, log),
        (stretch.last - log.day).days if stretch.has(log.day) else None,
        UNIT_PLURALS[last_target.window.unit] if last_target.window.count == 1 else "fönster",
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

    def standing(self, *, is_past: bool, is_lost: bool) -> Standing:
        """`efter plan` once one is missed, but a limit that is exceeded is lost at once; fulfilled only if all are."""
        if self.fulfilled == self.total:
            return Standing.FULFILLED
        if not is_past and not is_lost:
            if self.missed:
                return Standing.BEHIND
            return Standing.NOT_ASSESSABLE if self.unjudged else Standing.ON_TRACK
        if self.missed:
            return Standing.PARTLY if self.has_any else Standing.NOT_FULFILLED
        return Standing.NOT_ASSESSABLE


def _next_due_of_short(pairs: Sequence[Pair], log: Log) -> date | None:
    """The day for the next one in the first open window that lacks something."""
    for target, window in pairs:
        is_wanting = target.comparator is not Comparator.AT_MOST and window.done < target.count
        if is_wanting and log.day < window.stretch.stop:
            return due_date(min(window.done + 1, target.count), target.count, window.stretch)
    return None
