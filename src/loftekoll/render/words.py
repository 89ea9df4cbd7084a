"""How standings and counts are written for people, once and for all (design §5)."""

from fractions import Fraction
from typing import NamedTuple

from loftekoll.phrase import Comparator, Kind, plain_number
from loftekoll.progress import CommitmentProgress, Number, Row, Standing, TargetProgress


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


def number_text(number: Number | None) -> str:
    """The number with decimal comma and no-break spaces between thousands; empty for none."""
    if number is None:
        return ""
    if isinstance(number, Fraction) and number.denominator != 1:
        return f"{float(number):.2f}".rstrip("0").replace(".", ",")
    return f"{int(number):,}".replace(",", NO_BREAK)


def entries_text(count: int) -> str:
    """`1 post`, `4 poster`."""
    return f"{number_text(count)} {'post' if count == 1 else 'poster'}"


def done_text(row: Row) -> str:
    """What is done of what is required: `3 av minst 4`, `43 av 52 veckor`, `40 av minst 60 timmar`."""
    done, required = number_text(row.done), number_text(row.required)
    if row.counted in {"antal", "timmar"}:
        unit = " timmar" if row.counted == "timmar" else ""
        return f"{done} av {row.comparator.value} {required}{unit}"
    return f"{done} av {required} {row.counted}"


def whole_text(part: TargetProgress) -> str:
    """What several windows came to: `2 av 3 år`."""
    fulfilled = sum(1 for row in part.rows if row.standing is Standing.FULFILLED)
    return f"{fulfilled} av {len(part.rows)} {'år' if all(row.stretch.days > 300 for row in part.rows) else 'fönster'}"


def shown_row(part: TargetProgress, *, is_past: bool) -> Row | None:
    """The row that stands for a target: the whole when its time is over, else the one of now."""
    return part.whole if is_past and part.whole is not None else part.current


def amount_text(part: TargetProgress, commitment: CommitmentProgress, *, is_past: bool) -> str:
    """What is done for a target, as people say it; for what is not counted, how many entries there are."""
    row = shown_row(part, is_past=is_past)
    if row is None:
        return entries_text(commitment.entries)
    return whole_text(part) if row.required is None else done_text(row)


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


def kind_text(kind: Kind) -> str:
    """The kind of a target in a sentence."""
    return {
        Kind.QUANTIFIED: "räknas",
        Kind.CONTINUOUS: "löpande, bedöms",
        Kind.UNQUANTIFIED: "utan tal, bedöms",
        Kind.INDICATOR: "mäts på annat håll, bedöms",
        Kind.FAULT: "går inte att läsa",
    }[kind]


def json_number(number: Number | None) -> int | float | None:
    """The number as JSON has it."""
    return plain_number(number)
