"""How standings and counts are written for people, once and for all (design §5)."""

import unicodedata
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from loftekoll.phrase import Comparator, plain_number
from loftekoll.progress import CommitmentProgress, PromiseProgress, TargetProgress
from loftekoll.render.stretches import stretch_name, stretches_text
from loftekoll.tally import Row, Standing
from loftekoll.windows import Number


class Sign(NamedTuple):
    """A sign for terminals and print, its twin in ASCII, and a colour; the word always stands beside it."""

    sign: str
    plain: str
    style: str


SIGNS: dict[Standing, Sign] = {
    Standing.FULFILLED: Sign("✔", "+", "green"),
    Standing.ON_TRACK: Sign("▶", ">", "green"),
    Standing.BEHIND: Sign("▲", "!", "bold yellow"),
    Standing.PARTLY: Sign("◐", "~", "yellow"),
    Standing.NOT_FULFILLED: Sign("✘", "x", "red"),
    Standing.NOT_BEGUN: Sign("○", "o", "dim"),
    Standing.ONGOING: Sign("●", "*", "blue"),
    Standing.NOTHING_LOGGED: Sign("–", "-", "dim"),
    Standing.NOT_ASSESSABLE: Sign("?", "?", "magenta"),
    Standing.WITHDRAWN: Sign("⊘", "/", "dim"),
}

NO_BREAK = "\N{NO-BREAK SPACE}"
_LONGEST_YEAR = 53 * 7


def number_text(number: Number | None) -> str:
    """The number with decimal comma and no-break spaces between thousands; empty for none.

    At most two decimals, and never rounded up: what is nearly reached must not look as if it were.
    """
    if number is None:
        return ""
    whole, hundredths = divmod(int(number * 100), 100)
    text = f"{whole:,}".replace(",", NO_BREAK)
    return f"{text},{hundredths:02}".rstrip("0") if hundredths else text


def entries_text(count: int) -> str:
    """`1 post`, `4 poster`."""
    return f"{number_text(count)} {'post' if count == 1 else 'poster'}"


def done_text(row: Row) -> str:
    """What is done of what is required: `3 av minst 4`, `43 av 52 veckor`, `40 av minst 60 timmar`."""
    done, required = number_text(row.done), number_text(row.required)
    if row.counted in {"antal", "timmar"}:
        hours = "timme" if row.required == 1 else "timmar"
        unit = f" {hours}" if row.counted == "timmar" else ""
        return f"{done} av {row.comparator.value} {required}{unit}"
    return f"{done} av {required} {_SINGULAR.get(row.counted, row.counted) if row.required == 1 else row.counted}"


_SINGULAR = {"dagar": "dag", "veckor": "vecka", "månader": "månad", "terminer": "termin"}


def whole_text(part: TargetProgress) -> str:
    """What several windows came to: `2 av 3 år`."""
    fulfilled = sum(1 for row in part.rows if row.standing is Standing.FULFILLED)
    years = {year_name(row) for row in part.rows if row.stretch.days <= _LONGEST_YEAR}
    return f"{fulfilled} av {len(part.rows)} {'år' if len(years) == len(part.rows) else 'fönster'}"


def shown_row(part: TargetProgress, *, is_past: bool) -> Row | None:
    """The row that stands for a target: the whole when its time is over, else the one of now."""
    return part.whole if is_past and part.whole is not None else part.current


def amount_text(part: TargetProgress, found: CommitmentProgress, *, is_past: bool) -> str:
    """What is done for a target, as people say it; for what is not counted, how many entries there are."""
    row = shown_row(part, is_past=is_past)
    if row is None:
        return entries_text(found.entries)
    return whole_text(part) if row.required is None else done_text(row)


def is_past(progress: PromiseProgress) -> bool:
    """Whether the time that the progress is about is over on its day."""
    return progress.day >= (progress.year or progress.dossier.promise.period).stop


def shown_standing(found: CommitmentProgress, *, is_past: bool) -> Standing:
    """Where a commitment stands; when its time is over, what it came to."""
    return found.outcome if is_past and found.outcome else found.standing


def row_remarks(row: Row) -> list[str]:
    """Which windows of a row are missed, and which cannot be judged; nothing where no verdict is given."""
    if row.standing in {Standing.NOTHING_LOGGED, Standing.WITHDRAWN}:
        return []
    remarks: list[str] = []
    if row.missed:
        remarks.append(f"missat: {stretches_text(row.missed)}")
    if row.unjudged and row.counted not in {"antal", "timmar"}:
        remarks.append(f"går inte att bedöma: {stretches_text(row.unjudged)}")
    return remarks


def share_of(row: Row | None) -> Fraction | None:
    """How much of a row's bar is filled, 0 to 1; `None` when a bar would say something wrong."""
    hollow = {Standing.NOTHING_LOGGED, Standing.NOT_BEGUN, Standing.WITHDRAWN}
    if (
        row is None
        or row.standing in hollow
        or not row.required
        or row.done is None
        or row.comparator is Comparator.AT_MOST
    ):
        return None
    return min(Fraction(row.done) / Fraction(row.required), Fraction(1))


def bar(share: Fraction | None, *, full: str = "█", empty: str = "░", width: int = 10) -> str:
    """A bar of so many signs, never full before it is; empty when there is no share."""
    if share is None:
        return ""
    filled = int(share * width)
    return full * filled + empty * (width - filled)


# --- calendar ---------------------------------------------------------------------------------------------------------


def window_name(row: Row) -> str:
    """What a row is about: `2025`, `mars–maj 2025`; a year of whole weeks by the year that they belong to."""
    if row.counted == "veckor":
        first, last = _deciding_days(row)
        if (first.month, last.month) == (1, 12) and first.day <= 10 and last.day >= 22:
            return str(last.year)
    return stretch_name(row.stretch)


def year_name(row: Row) -> str:
    """The year of a row in a promise of several years: `2022`, or `2021–2022` for years that begin in another month."""
    first, last = _deciding_days(row)
    return str(last.year) if first.year == last.year else f"{first.year}–{last.year}"


def _deciding_days(row: Row) -> tuple[date, date]:
    """The days that say which years a row belongs to: its first and last, of weeks their Thursdays."""
    if row.counted != "veckor":
        return row.stretch.start, row.stretch.last
    return row.stretch.start + timedelta(days=3), row.stretch.last - timedelta(days=3)


# --- for terminals and programs ---------------------------------------------------------------------------------------


def columns_of(text: str) -> int:
    """How many terminal columns the text takes: wide signs take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def json_number(number: Number | None) -> int | float | None:
    """The number as JSON has it."""
    return plain_number(number)
