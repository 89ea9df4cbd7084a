"""How much was done, in the words of a report.

Of a sensitive commitment no number from 1 to 4 is told, and nothing that it could be computed from by subtraction:
what is told always leaves at least three of those numbers possible (`tests/laws/test_report_laws.py`).
"""

from collections.abc import Iterable, Sequence

from loftekoll.model import Activity
from loftekoll.period import Stretch
from loftekoll.phrase import Comparator
from loftekoll.progress import TargetProgress
from loftekoll.render.case import Case
from loftekoll.render.words import NO_BREAK, done_text, entries_text, number_text, shown_row, whole_text
from loftekoll.tally import Row, Standing
from loftekoll.windows import Number

HIDDEN = ".."
"""Stands for a number that is not told, so that a small one beside it cannot be computed."""

_SMALL, _SMALL_HOURS, _NOT_SMALL = "1–4", "under 5", "5 eller fler"
_LEAST_OPEN = 3
_UNKNOWN = {Standing.NOTHING_LOGGED, Standing.NOT_ASSESSABLE}


def is_small(number: Number) -> bool:
    """Whether the number could point somebody out."""
    return 0 < number < 5


def shown_number(number: Number, case: Case, *, counted: str = "antal") -> str:
    """The number as it may be told."""
    if case.is_sensitive and is_small(number):
        return _SMALL_HOURS if counted == "timmar" else _SMALL
    return number_text(number)


def hours_text(hours: Number) -> str:
    """`1 timme`, `2,5 timmar`."""
    return f"{number_text(hours)}{NO_BREAK}{'timme' if hours == 1 else 'timmar'}"


def posts_text(count: int) -> str:
    """`1 post`, `4 poster`, that never part at the end of a line."""
    return entries_text(count).replace(" ", NO_BREAK)


def amounts_text(case: Case) -> str:
    """What is done for all targets of a commitment: `5 av minst 4`, `3 gjorda; inget av 2 år nådde målet`."""
    return ", ".join(dict.fromkeys(_part_text(part, case) for part in case.found.parts))


def _part_text(part: TargetProgress, case: Case) -> str:
    row = shown_row(part, is_past=case.is_over)
    if row is None:
        if case.is_sensitive and is_small(case.found.entries):
            return f"{_SMALL}{NO_BREAK}poster"
        return posts_text(case.found.entries)
    if row.required is None:
        return _whole_text(part, case)
    if case.is_sensitive and row is part.whole and len(part.rows) > 1:
        return _sensitive_whole(row, part)
    return row_text(row, case)


def window_text(row: Row, case: Case) -> str:
    """As `row_text`, but no number for a year in which nobody has logged anything: that is not nothing done."""
    return "–" if row.standing is Standing.NOTHING_LOGGED else row_text(row, case)


def row_text(row: Row, case: Case) -> str:
    """What is done of what a window requires: `ca 163 av minst 157`, `50 av 51 veckor`, `64 av minst 60 timmar`."""
    text = done_text(row).replace("fönster", "perioder")
    if row.counted != "antal":
        number, _, unit = text.rpartition(" ")
        text = f"{number}{NO_BREAK}{unit}"
    if row.done is not None and case.is_sensitive and is_small(row.done):
        return f"{shown_number(row.done, case, counted=row.counted)}{text.removeprefix(number_text(row.done))}"
    return f"ca {text}" if row.counted == "antal" and is_approximate(case.log, row.stretch) else text


def is_approximate(entries: Iterable[Activity], stretch: Stretch) -> bool:
    """Whether a sum over the stretch has a part that is only about right."""
    return any(each.approximate and stretch.holds(each.stretch) for each in entries)


def _whole_text(part: TargetProgress, case: Case) -> str:
    """What several windows came to: how much was done, and in how many of them it was enough."""
    told = [row for row in part.rows if row.standing not in _UNKNOWN]
    unit = "år" if whole_text(part).endswith("år") else "perioder"
    if not told:
        return "inget år går att bedöma" if unit == "år" else "ingen period går att bedöma"
    kept = sum(1 for row in told if row.standing is Standing.FULFILLED)
    none = "inget" if unit == "år" else "ingen"
    number = "alla" if kept == len(told) else f"{number_text(kept) if kept else none} av"
    reached = "höll gränsen" if part.rows[0].comparator is Comparator.AT_MOST else "nådde målet"
    scope = f"{len(told)}{NO_BREAK}{unit}" + (" som går att bedöma" if len(told) < len(part.rows) else "")
    return "; ".join(filter(None, [_sum_text(part.rows, case), f"{number} {scope} {reached}"]))


def _sum_text(rows: Sequence[Row], case: Case) -> str:
    """What is done in several windows together; empty where a sum would say something wrong, or too much."""
    (counted, *others) = {row.counted for row in rows}
    overlap = any(one.stretch.meets(other.stretch) for n, one in enumerate(rows) for other in rows[n + 1 :])
    if others or overlap or (case.is_sensitive and any(is_small(row.done or 0) for row in rows)):
        return ""
    done = sum(row.done or 0 for row in rows)
    if counted == "timmar":
        return hours_text(done)
    if counted != "antal":
        units = counted.replace("fönster", "perioder")
        return f"{number_text(done)} av {number_text(sum(row.required or 0 for row in rows))}{NO_BREAK}{units}"
    approximately = "ca " if any(is_approximate(case.log, row.stretch) for row in rows) else ""
    return f"{approximately}{number_text(done)} {'gjord' if done == 1 else 'gjorda'}"


def _sensitive_whole(whole: Row, part: TargetProgress) -> str:
    """A sum over years of which some may be small: told only as far as the years beside it leave them open."""
    done = whole.done or 0
    text = done_text(whole).removeprefix(number_text(done))
    small = sum(1 for row in part.rows if is_small(row.done or 0))
    if not small:
        return f"{number_text(done)}{text}"
    if not is_small(done):
        return f"{_NOT_SMALL}{text}"
    return f"{_SMALL if small <= 2 else HIDDEN}{text}"


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
