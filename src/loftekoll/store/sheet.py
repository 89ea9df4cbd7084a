"""Reading a sheet that a person has filled in: CSV as spreadsheets save it, or .xlsx, into rows with their numbers."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from loftekoll.errors import LoftekollError
from loftekoll.sheet_rows import Cell, Row, is_known_heading
from loftekoll.store.read import unreadable
from loftekoll.store.workspace import shown

LARGEST = 20_000_000
"""Bytes of a file; a hundred thousand rows are some ten million."""
MOST_ROWS = 100_000
_WORKBOOK, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".numbers")
_SEPARATORS = {";": "semikolon", ",": "komma", "\t": "tabb"}
_AS_CSV = "spara bladet som CSV UTF-8 eller .xlsx, och läs in den filen"

Heard = Callable[[int], None]
"""Told of how many rows are read so far."""


class Sheet(NamedTuple):
    """The rows of a sheet that are not empty, in order; the first one is the header. `remarks` say how it was read."""

    rows: tuple[Row, ...]
    remarks: tuple[str, ...]


def read_sheet(path: Path, name: str | None = None, *, heard: Heard = lambda _: None) -> Sheet:
    """The sheet in the file, of a workbook the one called `name`; what the file is, its content decides.

    Raises `LoftekollError` when the file cannot be read as a sheet.
    """
    data = _bytes_of(path)
    if data.startswith(_WORKBOOK):
        from loftekoll.store.workbook import workbook_sheet  # noqa: PLC0415 - a heavy module, for such files only

        return _whole(path, workbook_sheet(path, data, name, heard))
    if data.startswith(_OLE):
        hint = f"ta bort lösenordet, eller {_AS_CSV}"
        raise LoftekollError(f"«{shown(path)}» är skyddad med lösenord, eller sparad i ett gammalt format", hint)
    if path.suffix.lower() in _SPREADSHEETS:
        raise LoftekollError(f"«{shown(path)}» går inte att läsa som ett kalkylblad", _AS_CSV)
    if name is not None:
        raise LoftekollError(f"«{shown(path)}» har inga blad", "utelämna --blad")
    return _whole(path, _csv_sheet(path, data, heard))


def text_cell(text: str) -> Cell:
    """The text as a cell, without blanks around it and with plain line ends; `None` when nothing is left."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() or None


def refuse_length(path: Path, rows: int) -> None:
    """Refuse a sheet of more rows than anyone has written."""
    if rows > MOST_ROWS:
        raise LoftekollError(f"«{shown(path)}» har fler än {MOST_ROWS} rader", "dela upp filen")


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise LoftekollError(f"«{shown(path)}» är en mapp", "ange en fil")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        finding = unreadable(error)
        hint = "kontrollera sökvägen" if isinstance(error, FileNotFoundError) else finding.hint
        raise LoftekollError(f"«{shown(path)}» går inte att läsa: {finding.message}", hint) from error
    if len(data) > LARGEST:
        raise LoftekollError(f"«{shown(path)}» är större än {LARGEST // 1_000_000} MB", "dela upp filen")
    return data


def _whole(path: Path, sheet: Sheet) -> Sheet:
    if not sheet.rows:
        hint = "skriv rubriker överst och en rad för varje post; «loftekoll importera --mall» gör en tom mall"
        raise LoftekollError(f"«{shown(path)}» är tom", hint)
    return sheet


# --- CSV ----------------------------------------------------------------------------------------------------------


def _csv_sheet(path: Path, data: bytes, heard: Heard) -> Sheet:
    """The rows of a CSV file, numbered as a spreadsheet shows them; a record that goes over several lines is one."""
    text, encoding = _text_of(path, data)
    stated, text = _stated_separator(text)
    separator = stated or _likely_separator(text)
    rows: list[Row] = []
    for number, record in _records(path, text, separator):
        cells = [text_cell(field) for field in record]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            rows.append(Row(number, tuple(cells)))
        heard(number)
    return Sheet(tuple(rows), (f"läses som {encoding} med {_SEPARATORS[separator]} mellan kolumnerna",))


def _records(path: Path, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with its number; strict, since a quotation mark too many would join rows without a word."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            where = f"rad {number}" if line == number else f"rad {number} (på rad {line} i en texteditor)"
            raise LoftekollError(
                f"«{shown(path)}»: citattecknen på {where} går inte ihop",
                'sätt citattecken runt hela cellen, och skriv "" för ett citattecken i den',
            ) from error
        refuse_length(path, number)
        yield number, record


def _text_of(path: Path, data: bytes) -> tuple[str, str]:
    """The text and the name of the encoding that it is taken to be in."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), "UTF-16"
        except UnicodeDecodeError as error:
            raise _no_text(path) from error
    if b"\x00" in data:
        raise _no_text(path)
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return _windows_text(path, data), "Windows-1252"


_WINDOWS_LETTERS = frozenset("åäöÅÄÖéÉüÜ")


def _windows_text(path: Path, data: bytes) -> str:
    """The text of bytes that are not UTF-8; refused unless å, ä or ö are where Windows has them."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _no_text(path) from error
    if not _WINDOWS_LETTERS.intersection(text):
        raise _no_text(path)
    return text


def _no_text(path: Path) -> LoftekollError:
    return LoftekollError(f"«{shown(path)}» är ingen textfil i UTF-8 eller Windows-1252", _AS_CSV)


def _stated_separator(text: str) -> tuple[str | None, str]:
    """What Excel's first line `sep=;` says, and the text without that line, which spreadsheets do not show."""
    first, _, rest = text.replace("\r\n", "\n", 1).partition("\n")
    if first[:4].lower() == "sep=" and first[4:5] in _SEPARATORS and not first[5:].strip():
        return first[4], rest
    return None, text


def _likely_separator(text: str) -> str:
    """The separator that gives the first line the most headings of ours, else the most cells; semicolon when equal."""
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    return max(_SEPARATORS, key=lambda each: _likeliness(first, each))


def _likeliness(line: str, separator: str) -> tuple[int, int]:
    cells: Sequence[str] = line.strip().split(separator)
    return sum(is_known_heading(cell.strip('" ')) for cell in cells), len(cells)
