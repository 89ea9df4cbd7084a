"""A promise's log on the terminal: a row for each entry, or a few lines for each in a narrow window."""

import re
from collections.abc import Sequence
from textwrap import wrap

from loftekoll.cli.console import harmless
from loftekoll.cli.tables import Cell, room_of_line, write_table, write_text
from loftekoll.render.log import Entry, Line, line_of, total_of, total_text
from loftekoll.render.words import columns_of

_HEADINGS = Line("Datum", "Löfte", "Antal", "Plats", "Part", "Timmar", "Anteckning", "Märke")
_ORDER = ("day", "commitments", "number", "place", "parties", "hours", "mark", "said")
_NUMBERS = {"number", "hours"}
_GAP = 2
_LEAST_NOTE = 20


def show_log(entries: Sequence[Entry], title: str, subtitle: str) -> None:
    """The title, the entries with the newest last, and what they come to."""
    write_text(title, "bold")
    if subtitle:
        write_text(subtitle)
    lines = [Line(*map(_on_one_line, line_of(each))) for each in entries]
    if lines:
        _write_lines(lines)
    write_text(total_text(total_of(entries)) if lines else "Inga poster.")


def _on_one_line(text: str) -> str:
    """The text without line ends; no-break spaces stay."""
    return harmless(re.sub(r"[ \t\r\n]+", " ", text))


def _write_lines(lines: Sequence[Line]) -> None:
    """A table of the columns that anything stands in, with the notes in the rows or below them, as there is room."""
    columns = [name for name in _ORDER if any(getattr(line, name) for line in lines)]
    widths = {name: max(columns_of(getattr(line, name)) for line in (*lines, _HEADINGS)) for name in columns}
    note = widths.pop("said", 0)
    left = room_of_line() - sum(widths.values()) - _GAP * len(widths)
    if left < -_GAP:
        for line in lines:
            _write_stacked(line)
        return
    room = left if left >= min(note, _LEAST_NOTE) else 0
    rows = [tuple(Cell(getattr(_HEADINGS, name), "dim") for name in columns if name != "said" or room)]
    for line in lines:
        rows += _rows(line, widths, room if note else None)
    write_table(rows)


def _rows(line: Line, widths: dict[str, int], room: int | None) -> list[tuple[Cell, ...]]:
    """The entry's row, and more for what its note does not get room for; `None` when there are no notes at all.

    A note that has no room in the row stands below it.
    """
    cells = [_cell(line, name, width) for name, width in widths.items()]
    if room is None:
        return [tuple(cells)]
    if not room:
        return [tuple(cells), *([(Cell(f"    {line.said}"),)] if line.said else [])]
    first, *more = wrap(line.said, room, break_on_hyphens=False) or [""]
    empty = [Cell("")] * len(cells)
    return [(*cells, Cell(first)), *((*empty, Cell(text)) for text in more)]


def _cell(line: Line, name: str, width: int) -> Cell:
    text = getattr(line, name)
    return Cell(text.rjust(width) if name in _NUMBERS else text, "dim" if name == "mark" else "")


def _write_stacked(line: Line) -> None:
    write_text(f"{line.day}  {line.mark}", "bold")
    count = f": antal {line.number}" if line.number else ""
    hours = f"{line.hours} {'timme' if line.hours == '1' else 'timmar'}" if line.hours else ""
    who = ", ".join(filter(None, (line.parties, hours)))
    for text in filter(None, (line.commitments + count, line.place, who, line.said)):
        write_text(f"    {text}")
