"""Tables on the terminal: columns where they fit, and a line for each cell in a window that is too narrow.

rich colours them on a terminal. A pipe gets no colours and does without it: rich takes as long to import as 500 log
files take to read.
"""

import sys
from collections.abc import Sequence
from datetime import date
from textwrap import wrap
from typing import NamedTuple

from loftekoll.cli.console import can_encode, harmless, is_terminal, sign_for, use_color, width, write_colored
from loftekoll.period import long_date, short_label
from loftekoll.progress import PromiseProgress
from loftekoll.render.status import Line, Overview, details_of, lines_of
from loftekoll.render.words import SIGNS, bar, columns_of
from loftekoll.tally import Standing

_GAP = 2
_BAR = 10


class Cell(NamedTuple):
    """A text in one style."""

    text: str
    style: str = ""


Row = tuple[Cell, ...]


def show_promise(progress: PromiseProgress, *, detailed: bool, is_one_of_several: bool) -> None:
    """A commitment a row, under the headings of the focus areas."""
    write_text(_title(progress), "bold")
    for subtitle in _subtitles(progress, is_one_of_several=is_one_of_several):
        write_text(subtitle)
    lines = lines_of(progress)
    headings = tuple(Cell(text, "dim") for text in ("  Löfte", "Gjort", "", "Läge", "Nästa senast"))
    rows: list[Row] = [headings]
    for line, row in zip(lines, _rows(lines, headings), strict=True):
        if line.area:
            rows.append((Cell(harmless(line.area), "bold"),))
        rows.append(row)
    write_table(rows)
    if detailed:
        _write_details(progress)


def room_of_line() -> int:
    """Columns to write in; a pipe has no end."""
    return width() if is_terminal(sys.stdout) else 10_000


def _write(cells: Sequence[Cell]) -> None:
    """One line, coloured where colour is wanted, without blanks at its end."""
    if use_color(sys.stdout):
        write_colored([(cell.text, cell.style) for cell in cells])
    else:
        sys.stdout.write(f"{''.join(cell.text for cell in cells).rstrip()}\n")


def write_text(text: str, style: str = "") -> None:
    """A text that may be longer than the window is wide; the lines after the first are indented a little more."""
    words = harmless(text).lstrip()
    indent = " " * (len(text) - len(text.lstrip()))
    after = f"{indent}  "
    for line in wrap(words, room_of_line(), initial_indent=indent, subsequent_indent=after, break_on_hyphens=False):
        _write([Cell(line, style)])


def write_table(rows: Sequence[Row]) -> None:
    """Rows of equally many cells in columns; a row of one cell is a heading between them."""
    count = max(len(row) for row in rows)
    widths = [max(columns_of(row[n].text) for row in rows if len(row) == count) for n in range(count)]
    if sum(widths) + _GAP * (count - 1) > room_of_line():
        _write_stacked(rows, count)
        return
    for row in rows:
        if len(row) == 1:
            write_text(row[0].text, row[0].style)
            continue
        padded = [
            part
            for cell, room in zip(row, widths, strict=False)
            for part in (cell, Cell(" " * (room - columns_of(cell.text) + _GAP)))
        ]
        _write(padded)


def _write_stacked(rows: Sequence[Row], count: int) -> None:
    """The same in a narrow window: a row is its first cell, and the others below it, with a label where one is needed.

    No word and no date is broken, which columns so narrow could not avoid.
    """
    labels = [f"{cell.text.lower()} " if cell.text in _LABELLED else "" for cell in rows[0]]
    for first, *others in rows[1:]:
        write_text(first.text, first.style)
        for label, cell in zip(labels[1:count], others, strict=False):
            if cell.text:
                write_text(f"    {label}{cell.text}", cell.style)


_LABELLED = {"Löften", "Nästa senast"}


def _rows(lines: Sequence[Line], headings: Row) -> list[Row]:
    """The rows; the bar shrinks, or goes, when the other columns need the room."""
    bare: list[Row] = [
        (Cell(f"  {harmless(line.name)}"), Cell(_amount(line)), Cell(""), standing_cell(line), Cell(line.next_due))
        for line in lines
    ]
    needed = sum(max(columns_of(row[n].text) for row in [*bare, headings]) + _GAP for n in range(len(headings)))
    room = min(_BAR, room_of_line() - needed + _GAP)
    if room < _BAR // 2:
        return bare
    return [(*row[:2], _bar(line, room), *row[3:]) for row, line in zip(bare, lines, strict=True)]


def _amount(line: Line) -> str:
    """What is done, with the year that it is about in a promise of several years."""
    return f"{line.year}: {line.amount}" if line.year else line.amount


def _title(progress: PromiseProgress) -> str:
    promise = progress.dossier.promise
    names = " och ".join(each.name for each in promise.municipalities)
    period = short_label(progress.year or promise.period)
    return f"{names} {period} – läget {long_date(progress.day)}"


def _subtitles(progress: PromiseProgress, *, is_one_of_several: bool) -> list[str]:
    """Which promise it is when there are others, and whether its time is over or has not begun."""
    period = progress.dossier.promise.period
    lines: list[str] = []
    if progress.day >= period.stop:
        lines.append(f"Löftet gällde till och med {long_date(period.last)}.")
    elif progress.day < period.start:
        lines.append(f"Löftet börjar gälla {long_date(period.start)}.")
    if is_one_of_several:
        lines.append(f"Visar {progress.dossier.name}; välj ett annat med --period.")
    if all(each.standing is Standing.NOTHING_LOGGED for each in progress.commitments):
        lines.append("Inget är loggat, så det går inte att säga hur det har gått.")
    return lines


def _bar(line: Line, room: int) -> Cell:
    full, empty = ("█", "░") if can_encode(sys.stdout, "█░") else ("#", ".")
    return Cell(bar(line.share, full=full, empty=empty, width=room))


def standing_cell(line: Line) -> Cell:
    """The standing as sign and word, never colour alone, with what there is to remark."""
    remark = f" ({line.remark})" if line.remark else ""
    return Cell(f"{_sign(line.standing)} {line.standing.value}{remark}", SIGNS[line.standing].style)


def _sign(standing: Standing) -> str:
    return sign_for(SIGNS[standing].sign, SIGNS[standing].plain)


def _write_details(progress: PromiseProgress) -> None:
    for each in progress.commitments:
        _write([])
        write_text(each.commitment.id, "bold")
        for detail in details_of(each):
            write_text(f"  {detail}")


def show_workspace(found: Sequence[Overview], day: date) -> None:
    """A promise a row, in Swedish order of the municipalities; never a score and never a ranking."""
    number = len(found)
    noun = "medborgarlöfte" if number == 1 else "medborgarlöften"
    write_text(f"{number} {noun} – läget {long_date(day)}", "bold")
    rows: list[Row] = [tuple(Cell(text, "dim") for text in ("Kommun", "Period", "Löften", "Läge"))]
    for each in found:
        counts = ", ".join(f"{_sign(standing)} {standing.value} {count}" for standing, count in each.counts)
        rows.append((Cell(each.names), Cell(each.period), Cell(str(each.number)), Cell(counts)))
    write_table(rows)
