"""How much was done, in the words of a report; what may be told of a small count stands in `small.py`."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from loftekoll.model import Activity
from loftekoll.period import Stretch
from loftekoll.phrase import Comparator
from loftekoll.progress import TargetProgress
from loftekoll.render.case import Case
from loftekoll.render.small import HIDDEN, hides_all, hides_number, hides_standing, is_small
from loftekoll.render.stretches import joined
from loftekoll.render.words import NO_BREAK, done_text, entries_text, number_text, shown_row, whole_text
from loftekoll.tally import Row, Standing
from loftekoll.windows import Number

_SMALL, _SMALL_HOURS, _NOT_SMALL = "1–4", "under 5", "5 eller fler"
_UNKNOWN = {Standing.NOTHING_LOGGED, Standing.NOT_ASSESSABLE, Standing.WITHDRAWN}


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
    """What is done for all targets of a commitment: `5 av minst 4`, `3 gjorda; inget av 2 år nådde målet`.

    Empty when there is nothing to tell, or nothing that may be told.
    """
    if hides_all(case):
        return ""
    return ", ".join(dict.fromkeys(filter(None, (_part_text(part, case) for part in case.found.parts))))


def _part_text(part: TargetProgress, case: Case) -> str:
    row = shown_row(part, is_past=case.is_over)
    if row is None:
        if case.is_sensitive and is_small(case.found.entries):
            return f"{_SMALL}{NO_BREAK}poster"
        return posts_text(case.found.entries)
    if case.standing is Standing.WITHDRAWN:
        return _withdrawn_text(part, case)
    if row.required is None:
        return _whole_text(part, case)
    if case.is_sensitive and row is part.whole and len(part.rows) > 1:
        return _sensitive_whole(row, part)
    return row_text(row, case)


def _withdrawn_text(part: TargetProgress, case: Case) -> str:
    """What was done for a withdrawn target in all its windows, and in how many of those closed before it was enough."""
    if len(part.rows) > 1:
        return _whole_text(part, case)
    text = window_text(part.rows[0], case)
    return "" if text == "–" else text


def window_text(row: Row, case: Case) -> str:
    """As `row_text`, but no number for a year in which nobody has logged anything: that is not nothing done."""
    is_silent = row.standing is Standing.NOTHING_LOGGED or (
        row.standing is Standing.WITHDRAWN and not row.done and not any(map(row.stretch.meets, case.others))
    )
    return "–" if is_silent else row_text(row, case)


def row_text(row: Row, case: Case) -> str:
    """What is done of what a window requires: `ca 163 av minst 157`, `50 av 51 veckor`, `64 av minst 60 timmar`."""
    text = done_text(row).replace("fönster", "perioder")
    if hides_number(row, case):
        text = f"{HIDDEN}{text.removeprefix(number_text(row.done))}"
    if row.counted != "antal":
        number, _, unit = text.rpartition(" ")
        text = f"{number}{NO_BREAK}{unit}"
    if row.done is not None and case.is_sensitive and is_small(row.done) and not text.startswith(HIDDEN):
        return f"{shown_number(row.done, case, counted=row.counted)}{text.removeprefix(number_text(row.done))}"
    return f"ca {text}" if row.counted == "antal" and is_approximate(case.log, row.stretch) else text


def is_approximate(entries: Iterable[Activity], stretch: Stretch) -> bool:
    """Whether a sum over the stretch has a part that is only about right."""
    return any(each.approximate and stretch.holds(each.stretch) for each in entries)


def _whole_text(part: TargetProgress, case: Case) -> str:
    """What several windows came to: how much was done, and in how many of them it was enough."""
    told = [row for row in part.rows if row.standing not in _UNKNOWN]
    is_years = whole_text(part).endswith("år")
    if hides_standing(case) or any(hides_number(row, case) for row in part.rows):
        return ""
    if case.standing is Standing.WITHDRAWN and (case.is_sensitive or not told):
        return _sum_text(part.rows, case)
    if not told:
        return "inget år går att bedöma" if is_years else "ingen period går att bedöma"
    return "; ".join(filter(None, [_sum_text(part.rows, case), _kept_text(told, part, is_years=is_years)]))


def _kept_text(told: Sequence[Row], part: TargetProgress, *, is_years: bool) -> str:
    """In how many of the windows that can be judged it was enough: `1 av 2 år nådde målet`."""
    kept = sum(1 for row in told if row.standing is Standing.FULFILLED)
    verb, goal = ("höll", "gränsen") if part.rows[0].comparator is Comparator.AT_MOST else ("nådde", "målet")
    if len(told) == 1 < len(part.rows):
        only = "det enda år som går att bedöma" if is_years else "den enda period som går att bedöma"
        return f"{only} {verb}{'' if kept else ' inte'} {goal}"
    none = "inget" if is_years else "ingen"
    number = "alla" if kept == len(told) else f"{number_text(kept) if kept else none} av"
    scope = f"{len(told)}{NO_BREAK}{'år' if is_years else 'perioder'}"
    limit = " som går att bedöma" if len(told) < len(part.rows) else ""
    return f"{number} {scope}{limit} {verb} {goal}"


def _sum_text(rows: Sequence[Row], case: Case) -> str:
    """What is done in several windows together; empty where a sum would say something wrong, or too much.

    A sum of the log that crosses the edge between two windows is in neither, but in what they come to. Windows that are
    counted themselves are told of the time that somebody has logged.
    """
    (counted, *others) = {row.counted for row in rows}
    overlap = any(one.stretch.meets(other.stretch) for n, one in enumerate(rows) for other in rows[n + 1 :])
    if others or overlap or (case.is_sensitive and any(is_small(row.done or 0) for row in rows)):
        return ""
    if counted not in {"antal", "timmar"}:
        known = [row for row in rows if window_text(row, case) != "–"]
        units = counted.replace("fönster", "perioder")
        done, required = sum(row.done or 0 for row in known), sum(row.required or 0 for row in known)
        return f"{number_text(done)} av {number_text(required)}{NO_BREAK}{units}" if known else ""
    runs = [*joined(row.stretch for row in rows)]
    entries = [entry for entry in case.log if any(run.holds(entry.stretch) for run in runs)]
    if not entries and all(window_text(row, case) == "–" for row in rows):
        return ""
    done = sum(_amount(entry, counted) for entry in entries)
    if case.is_sensitive and is_small(done - sum(row.done or 0 for row in rows)):
        return ""
    if counted == "timmar":
        return hours_text(done)
    approximately = "ca " if any(entry.approximate for entry in entries) else ""
    return f"{approximately}{number_text(done)} {'gjord' if done == 1 else 'gjorda'}"


def _amount(entry: Activity, counted: str) -> Number:
    return (entry.hours or Fraction(0)) if counted == "timmar" else entry.count


def _sensitive_whole(whole: Row, part: TargetProgress) -> str:
    """A sum over years of which some may be small: told only as far as the years beside it leave them open."""
    done = whole.done or 0
    text = done_text(whole).removeprefix(number_text(done))
    small = sum(1 for row in part.rows if is_small(row.done or 0))
    if not small and not is_small(done - sum(row.done or 0 for row in part.rows)):
        return f"{number_text(done)}{text}"
    if not is_small(done):
        return f"{_NOT_SMALL}{text}"
    return f"{_SMALL if small <= 2 else HIDDEN}{text}"
