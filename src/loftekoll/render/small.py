"""What may be told of a sensitive commitment, so that a small count stays open.

No number from 1 to 4 is told, and nothing that it could be computed from: neither by subtraction nor from how it
stands against its target. What is told always leaves at least three numbers possible, a law in `tests/laws/`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from fractions import Fraction

from loftekoll.model import Activity
from loftekoll.period import Stretch, whole_months
from loftekoll.progress import TargetProgress
from loftekoll.render.case import Case
from loftekoll.tally import Row, Standing, Window, standing_of
from loftekoll.windows import Number

HIDDEN = ".."
"""Stands for a number that is not told, so that a small one beside it cannot be computed."""

NOT_TOLD = "läget visas inte"
"""Stands for a standing that is not told, since it would say which small number it comes from."""

_LEAST_OPEN = 3
_NUMBERLESS = {Standing.NOT_BEGUN, Standing.NOTHING_LOGGED}
_SETTLED = {*_NUMBERLESS, Standing.WITHDRAWN}
_MONTHS_IN = {"månader": 1, "kvartal": 3, "tertial": 4, "terminer": 6, "halvår": 6}
_SMALL_COUNTS: tuple[Number, Number] = (1, 4)
_SMALL_HOURS: tuple[Number, Number] = (Fraction(1, 100), Fraction(499, 100))


def is_small(number: Number) -> bool:
    """Whether the number could point somebody out."""
    return 0 < number < 5


def may_be_told(numbers: Iterable[Number], total: Number | None) -> bool:
    """Whether the parts of a sum may stand beside it, small ones as «1–4», and still not be computed from it.

    `total` is the sum that is told elsewhere, small or exact; `None` when what is told elsewhere is no such sum.
    """
    parts = [number for number in numbers if number]
    small = [number for number in parts if is_small(number)]
    if not small:
        return True
    if total is None or total != sum(parts):
        return False
    others = len(small) - 1
    if is_small(total):
        return 4 - others >= _LEAST_OPEN
    rest = sum(small)
    lowest, highest = max(1, rest - 4 * others), min(4, rest - others)
    return highest - lowest + 1 >= _LEAST_OPEN


# --- standings ----------------------------------------------------------------------------------------------------


def hides_standing(case: Case) -> bool:
    """Whether the standing of a commitment would say which small number it comes from.

    It is hidden whenever any number from 1 to 4 would give another one, also one that would give the same: if it were
    told for some of them and not for others, the silence would say as much as the word.
    """
    if not case.is_sensitive:
        return False
    if len(case.found.parts) > 1:
        return case.standing is not Standing.WITHDRAWN and hides_all(case)
    if case.standing in _SETTLED:
        return False
    part = case.found.main
    return any(hides_row(row, case) for row in part.rows) or _hides_whole(part, case)


def hides_row(row: Row, case: Case) -> bool:
    """Whether the standing of a window would say which small number it comes from."""
    if not case.is_sensitive or row.standing in _SETTLED:
        return False
    if hides_number(row, case):
        return True
    if row.counted not in {"antal", "timmar"} or row.done is None or not is_small(row.done):
        return False
    return _changes_within(row, case, *(_SMALL_HOURS if row.counted == "timmar" else _SMALL_COUNTS))


def hides_number(row: Row, case: Case) -> bool:
    """Whether no number of a row may be told, not even «1–4».

    So it is for short windows that are counted themselves, since «0 av 12 månader» says what each month was at most,
    and for several targets that the same entries count towards.
    """
    if not case.is_sensitive or row.standing in _NUMBERLESS:
        return False
    if len(case.found.parts) > 1:
        return hides_all(case)
    return row.counted not in {"antal", "timmar"} and _has_small_windows(row, case)


def hides_all(case: Case) -> bool:
    """Whether nothing may be told of what is done for several targets at once, since something done is small."""
    if not case.is_sensitive or len(case.found.parts) < 2:
        return False
    rows = [row for part in case.found.parts for row in part.rows]
    counted = [row for row in rows if row.counted in {"antal", "timmar"}]
    return (
        _has_small_months(case)
        or is_small(case.found.entries)
        or any(is_small(row.done or 0) for row in counted)
        or any(_has_small_windows(row, case) for row in rows if row not in counted)
    )


def _hides_whole(part: TargetProgress, case: Case) -> bool:
    """Whether an average over years with a small one among them would stand otherwise with another small number."""
    whole = part.whole
    if whole is None or whole.required is None or whole.done is None or len(part.rows) < 2:
        return False
    low, high = _SMALL_HOURS if whole.counted == "timmar" else _SMALL_COUNTS
    small = [row.done for row in part.rows if row.done is not None and is_small(row.done)]
    others = whole.done - sum(small)
    return bool(small) and _changes_within(whole, case, others + low * len(small), others + high * len(small))


def _changes_within(row: Row, case: Case, lowest: Number, highest: Number) -> bool:
    """Whether a window would stand otherwise for another number of these: its ends tell, as standings only rise."""
    is_crossed = any(row.stretch.meets(entry.stretch) and not row.stretch.holds(entry.stretch) for entry in case.log)
    found = {
        standing_of(row.comparator, Window(row.stretch, number, is_crossed), row.required or 0, case.day)
        for number in (lowest, highest)
    }
    return len(found) > 1


def _has_small_windows(row: Row, case: Case) -> bool:
    """Whether the number of windows is small, or what is done in any of them, or in any month."""
    if is_small(row.done or 0) or _has_small_months(case):
        return True
    inside = [entry for entry in case.log if row.stretch.meets(entry.stretch)]
    windows = tiles(row)
    if not windows:
        return bool(inside)
    starts = [window.start for window in windows]
    done: defaultdict[int, int] = defaultdict(int)
    for entry in inside:
        done[sum(1 for start in starts if start <= entry.day)] += entry.count
    return any(map(is_small, done.values()))


def _has_small_months(case: Case) -> bool:
    return any(map(is_small, _sums_of_months(case.log)))


def _sums_of_months(entries: Sequence[Activity]) -> Iterable[Number]:
    """What is done in each month, in number and in hours."""
    counts: defaultdict[tuple[int, int], int] = defaultdict(int)
    hours: defaultdict[tuple[int, int], Fraction] = defaultdict(Fraction)
    for entry in entries:
        month = (entry.day.year, entry.day.month)
        counts[month] += entry.count
        hours[month] += entry.hours or Fraction(0)
    return [*counts.values(), *hours.values()]


def tiles(row: Row) -> list[Stretch]:
    """The windows that a row counts, side by side; none where they are not weeks or whole months."""
    if row.counted == "veckor":
        weeks = range(0, row.stretch.days, 7)
        return [Stretch(row.stretch.start + timedelta(n), row.stretch.start + timedelta(n + 7)) for n in weeks]
    months = _MONTHS_IN.get(row.counted)
    return [*whole_months(row.stretch, months)] if months else []
