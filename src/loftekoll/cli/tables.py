"""Tables on the terminal, by rich: they wrap in a narrow window and are plain text in a pipe."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from loftekoll.cli.console import can_encode, harmless, is_terminal, rich_console, width
from loftekoll.period import long_date, short_label
from loftekoll.progress import PromiseProgress, Standing
from loftekoll.render.status import Line, counts_of, details_of, lines_of
from loftekoll.render.words import SIGNS, bar


def show_promise(progress: PromiseProgress, *, detailed: bool, is_one_of_several: bool) -> None:
    """A commitment a row, under the headings of the focus areas."""
    subtitles = _subtitles(progress, is_one_of_several=is_one_of_several)
    shown: list[RenderableType] = [Text(_title(progress), style="bold"), *map(Text, subtitles)]
    lines = lines_of(progress)
    cells = _cells(lines)
    widths = [max(cell_len(row[n].plain) for row in [*cells, _HEADINGS]) for n in range(len(_HEADINGS))]
    shown.append(_table(_HEADINGS, [], widths))
    for area, rows in _by_area(lines, cells):
        shown += [Text(harmless(area), style="bold"), _table([], rows, widths)]
    if detailed:
        shown += _details(progress)
    _show(shown)


def _show(renderables: Iterable[RenderableType]) -> None:
    """Write to stdout, without the blanks that fill a table's last column."""
    console = rich_console(columns=_room())
    with console.capture() as captured:
        for each in renderables:
            console.print(each)
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


_HEADINGS = [Text("  Löfte"), Text("Gjort"), Text(""), Text("Läge"), Text("Nästa senast")]
_GAP = 2
_BAR = 10


def _room() -> int:
    """Columns to write in; a pipe has no end."""
    return width() if is_terminal(sys.stdout) else max(width(), 120)


def _cells(lines: Sequence[Line]) -> list[list[Text]]:
    """The rows; the bar shrinks, or goes, when the other columns need the room."""
    rows = [
        [Text(f"  {harmless(line.name)}"), Text(line.amount), Text(""), standing_text(line), Text(line.next_due)]
        for line in lines
    ]
    needed = sum(max(cell_len(row[n].plain) for row in [*rows, _HEADINGS]) + _GAP for n in range(len(_HEADINGS)))
    room = min(_BAR, _room() - needed + _GAP)
    if room >= _BAR // 2:
        for row, line in zip(rows, lines, strict=True):
            row[2] = _bar(line, room)
    return rows


def _by_area(lines: Sequence[Line], cells: Sequence[list[Text]]) -> list[tuple[str, list[list[Text]]]]:
    grouped: list[tuple[str, list[list[Text]]]] = []
    for line, row in zip(lines, cells, strict=True):
        if line.area:
            grouped.append((line.area, []))
        grouped[-1][1].append(row)
    return grouped


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


def _table(headings: Sequence[Text], rows: Sequence[Sequence[Text]], widths: Sequence[int] | None = None) -> Table:
    """A plain table; with widths, several tables below each other have the same columns."""
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), show_header=bool(headings), header_style="dim")
    for n, heading in enumerate(headings or rows[0]):
        needed = widths[n] if widths and sum(widths) + _GAP * len(widths) - _GAP <= _room() else None
        table.add_column(heading if headings else "", min_width=needed, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def _bar(line: Line, room: int) -> Text:
    full, empty = ("█", "░") if can_encode(sys.stdout, "█░") else ("#", ".")
    return Text(bar(line.share, full=full, empty=empty, width=room))


def standing_text(line: Line) -> Text:
    """The standing as sign and word, never colour alone, with what there is to remark."""
    sign = SIGNS[line.standing]
    mark = sign.sign if can_encode(sys.stdout, sign.sign) else sign.plain
    text = Text(f"{mark} {line.standing.value}", style=sign.style)
    if line.remark:
        text.append(f" ({line.remark})", style="not bold")
    return text


def _details(progress: PromiseProgress) -> Iterator[Text]:
    for each in progress.commitments:
        yield Text(f"\n{each.commitment.id}", style="bold")
        for detail in details_of(each):
            yield Text(f"  {harmless(detail)}")


def show_workspace(found: Sequence[PromiseProgress], day: date) -> None:
    """A promise a row, in Swedish order of the municipalities; never a score and never a ranking."""
    title = Text(f"{len(found)} medborgarlöften – läget {long_date(day)}", style="bold")
    rows: list[list[Text]] = []
    for each in found:
        promise = each.dossier.promise
        counts = Text(", ").join(_count(standing, number) for standing, number in counts_of(each))
        names = " och ".join(one.name for one in promise.municipalities)
        rows.append([Text(names), Text(short_label(promise.period)), Text(str(len(each.commitments))), counts])
    if rows:
        _show([title, _table([Text("Kommun"), Text("Period"), Text("Löften"), Text("Läge")], rows)])
    else:
        _show([title])


def _count(standing: Standing, number: int) -> Text:
    sign = SIGNS[standing]
    mark = sign.sign if can_encode(sys.stdout, sign.sign) else sign.plain
    return Text(f"{mark} {number} {standing.value}", style=sign.style)
