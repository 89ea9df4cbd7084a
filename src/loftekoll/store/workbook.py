"""Reading one sheet of an .xlsx file: the values that Excel shows, with what it could not make sense of as faults.

openpyxl reads; what it passes over in silence (formulas without a value, merged cells, rows nobody sees) is looked for
here. It comes with the extra `kalkyl`.
"""

import io
import re
import warnings
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from loftekoll.errors import LoftekollError
from loftekoll.sheet_rows import BrokenCell, Cell, Row, is_known_heading, place_of
from loftekoll.store.sheet import Heard, Sheet, refuse_length, text_cell
from loftekoll.store.workspace import shown

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_LARGEST_UNPACKED = 60_000_000
"""Bytes of all parts together; memory grows with it. More is no sheet that a person has filled in."""
_HEADER_WITHIN = 20
"""Rows from the top among which a sheet's header is looked for when there are several sheets."""
_SPELT_DAY = re.compile(r"d", re.IGNORECASE)
_NOT_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def workbook_sheet(path: Path, data: bytes, name: str | None, heard: Heard) -> Sheet:
    """The sheet called `name`, else the only one that has headings of ours; `LoftekollError` when there is no telling.

    Hidden rows and columns are read as others; cells merged below the header are refused, since nobody can know
    whether their value is meant for every row.
    """
    archive = _archive_of(path, data)
    book = _loaded(path, data)
    title, found, is_one_of_several = _sheet_chosen(path, book, name, heard)
    facts = _facts_of(path, archive, book, title)
    _refuse_merged(path, facts.merged, found)
    found = _with_uncomputed(found, facts.uncomputed)
    remarks = [f"bladet «{title}» läses"] if is_one_of_several else []
    if facts.has_hidden:
        remarks.append("rader och kolumner som är dolda läses också")
    return Sheet(tuple(found), tuple(remarks))


# --- the file -----------------------------------------------------------------------------------------------------


def _archive_of(path: Path, data: bytes) -> zipfile.ZipFile:
    """The parts of the file, when it is a workbook of a size that can be unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = set(archive.namelist())
        size = sum(part.file_size for part in archive.infolist())
        is_small = size <= _LARGEST_UNPACKED
        kind = archive.read("mimetype")[:100] if "mimetype" in names and is_small else b""
        has_doctype = is_small and any(_has_doctype(archive, part) for part in names)
    except Exception as error:  # a broken file makes zipfile and zlib raise whatever their code stumbles on
        raise _broken(path) from error
    if size > _LARGEST_UNPACKED:
        raise LoftekollError(
            f"«{shown(path)}» blir större än {_LARGEST_UNPACKED // 1_000_000} MB när den packas upp",
            "dela upp filen, eller spara bladet som CSV UTF-8",
        )
    if has_doctype:
        raise _broken(path)
    if b"opendocument" in kind or "xl/workbook.xml" not in names:
        raise LoftekollError(f"«{shown(path)}» är ingen .xlsx-fil", "spara bladet som CSV UTF-8 eller .xlsx")
    return archive


def _has_doctype(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a part declares entities, which workbooks never do and which can grow without end."""
    if not part.endswith((".xml", ".rels")):
        return False
    with archive.open(part) as file:
        return b"<!DOCTYPE" in file.read(2000).replace(b"\x00", b"").upper()


def _loaded(path: Path, data: bytes) -> "Workbook":
    """The workbook with the values that formulas came to when it was saved."""
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra
    except ImportError as error:
        hint = 'installera det: pip install "loftekoll[kalkyl]"; eller spara bladet som CSV UTF-8 i Excel'
        raise LoftekollError("för att läsa .xlsx behövs tillägget «kalkyl»", hint) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells, in English, of parts that it leaves out
            return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # as in _archive_of
        raise _broken(path) from error


def _broken(path: Path) -> LoftekollError:
    return LoftekollError(
        f"«{shown(path)}» är skadad och går inte att läsa", "öppna den i Excel, och spara den på nytt"
    )


# --- the sheet ----------------------------------------------------------------------------------------------------


def _sheet_chosen(path: Path, book: "Workbook", name: str | None, heard: Heard) -> tuple[str, list[Row], bool]:
    """The title and the rows of the sheet that is meant, and whether there were others to choose from."""
    titles = [sheet.title for sheet in book.worksheets]
    if name is not None:
        by_name = {title.casefold(): title for title in titles}
        title = by_name.get(name.strip().casefold())
        if title is None:
            raise LoftekollError(f"det finns inget blad «{name}» i «{shown(path)}»", f"bladen är {', '.join(titles)}")
    else:
        logs = [title for title in titles if len(titles) == 1 or _is_log(path, book[title])]
        if len(logs) > 1:
            hint = f'välj ett: --blad "{logs[0]}"'
            raise LoftekollError(f"flera blad i «{shown(path)}» har loggposter: {', '.join(logs)}", hint)
        title = (logs or titles)[0] if titles else ""
    if not title:
        raise LoftekollError(f"«{shown(path)}» har inga blad", "spara bladet som CSV UTF-8 eller .xlsx")
    return title, list(_rows(path, book[title], heard)), len(titles) > 1


def _is_log(path: Path, sheet: Any) -> bool:
    """Whether the sheet begins with a row where at least two headings are ours."""
    first = next(_rows(path, sheet, lambda _: None, last=_HEADER_WITHIN), None)
    cells = first.cells if first else ()
    return sum(isinstance(cell, str) and is_known_heading(cell) for cell in cells) > 1


def _rows(path: Path, sheet: Any, heard: Heard, last: int | None = None) -> Iterator[Row]:
    """The rows that are not empty, as far as row `last`."""
    sheet.reset_dimensions()  # other programs have been seen to state them wrongly
    found = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for number, cells in enumerate(sheet.iter_rows(max_row=last), start=1):
                row = [_cell(cell) for cell in cells]
                while row and row[-1] is None:
                    row.pop()
                if row:
                    found += 1
                    refuse_length(path, found)
                    yield Row(number, tuple(row))
                heard(number)
    except LoftekollError:
        raise
    except Exception as error:  # as in _archive_of
        raise _broken(path) from error


def _cell(cell: Any) -> Cell:  # noqa: PLR0911 - a table in the form of code
    """The value as a person sees it in Excel; numbers are exact to the fifteen digits that Excel has."""
    value = cell.value
    match value:
        case None:
            return None
        case bool() | int():
            return value
        case str() if cell.data_type == "e":
            return BrokenCell(f"formeln ger felet «{value}»", "rätta formeln i Excel, eller skriv värdet")
        case str():
            return text_cell(value.replace("_x000D_", ""))
        case float():
            number = Decimal(f"{value:.15g}")
            return int(number) if number == number.to_integral_value() else number
        case datetime():
            return _day_shown(value, cell.number_format)
        case date():
            return value
        case time() | timedelta():
            return BrokenCell("cellen har ett klockslag eller en tid", "skriv en dag, eller timmarna som tal: 2,5")
    return BrokenCell("cellen går inte att läsa", "skriv värdet som text")


def _day_shown(moment: datetime, number_format: str | None) -> Cell:
    """The day of a cell that shows one; a month or a time of day is something else than its first day."""
    if moment.time() != time():
        hint = "skriv bara dagen; klockslaget kan stå i anteckningen"
        return BrokenCell(f"«{moment:%Y-%m-%d %H:%M}» har ett klockslag", hint)
    if number_format and not _SPELT_DAY.search(_NOT_FORMAT.sub("", number_format)):
        hint = "visa cellen som ÅÅÅÅ-MM-DD; en summa för hela månaden skrivs 2025-05-01/2025-05-31"
        return BrokenCell(f"cellen visar en månad eller ett år, men står för dagen {moment:%Y-%m-%d}", hint)
    return moment.date()


# --- what openpyxl passes over ------------------------------------------------------------------------------------


class _Facts(NamedTuple):
    """What the XML of a sheet says besides values; `uncomputed` are cells, as `B7`, whose formula has no value."""

    uncomputed: frozenset[str]
    merged: tuple[str, ...]
    has_hidden: bool


def _facts_of(path: Path, archive: zipfile.ZipFile, book: "Workbook", title: str) -> _Facts:
    """What is looked for in the sheet, whatever prefix its writer gives the names of the elements."""
    part: str = cast("Any", book[title])._worksheet_path  # noqa: SLF001 - nothing public tells it
    uncomputed: set[str] = set()
    merged: list[str] = []
    has_hidden = False
    try:
        for _, element in ET.iterparse(archive.open(part)):  # noqa: S314 - no part has a DOCTYPE
            name = element.tag.rpartition("}")[2]
            if name == "c":
                if _is_uncomputed(element):
                    uncomputed.add(element.get("r", ""))
                element.clear()
            elif name in ("row", "col"):
                has_hidden = has_hidden or element.get("hidden") in ("1", "true")
                element.clear()
            elif name == "mergeCell":
                merged.append(element.get("ref", ""))
    except Exception as error:  # as in _archive_of
        raise _broken(path) from error
    return _Facts(frozenset(uncomputed), tuple(merged), has_hidden)


def _is_uncomputed(cell: ET.Element) -> bool:
    """Whether the cell has a formula and no value; an empty text is one."""
    inside = {child.tag.rpartition("}")[2]: child.text for child in cell}
    return "f" in inside and not inside.get("v") and not ("v" in inside and cell.get("t") == "str")


def _refuse_merged(path: Path, merged: Sequence[str], rows: Sequence[Row]) -> None:
    header = rows[0].number if rows else 0
    for area in merged:
        if int(re.sub(r".*[^0-9]", "", area) or 0) > header:
            raise LoftekollError(
                f"cellerna {area} i «{shown(path)}» är sammanfogade",
                "dela upp dem i Excel, och skriv värdet på varje rad som det gäller",
            )


def _with_uncomputed(rows: Sequence[Row], places: Iterable[str]) -> list[Row]:
    """The rows, with a fault in each of the cells, as in files that no spreadsheet program has saved."""
    by_number = {row.number: list(row.cells) for row in rows}
    for place in places:
        match = re.fullmatch(r"([A-Z]{1,3})([0-9]+)", place)
        if match:
            column, cells = place_of(match[1]), by_number.setdefault(int(match[2]), [])
            cells += [None] * (column + 1 - len(cells))
            hint = "öppna filen i Excel, och spara den, så räknas formeln ut"
            cells[column] = BrokenCell("formeln är inte uträknad", hint)
    return [Row(number, tuple(cells)) for number, cells in sorted(by_number.items())]
