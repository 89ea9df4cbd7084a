"""The empty sheet that people fill in and `importera` reads: headings, drop-downs, formats and a page of guidance."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loftekoll.errors import LoftekollError
from loftekoll.model import Dossier
from loftekoll.period import long_date, short_label
from loftekoll.sheet_rows import FIELDS, letter_of
from loftekoll.store.append import reason_of, write_new
from loftekoll.store.workspace import shown

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ROWS = 1000
"""Rows that have formats and drop-downs; more may be filled in."""
_WIDTHS = {"datum": 14, "löfte": 20, "plats": 24, "part": 20, "anteckning": 44, "källa": 24, "kommun": 16}
_FORMATS = {"datum": "yyyy-mm-dd", "antal": "0", "timmar": "0.##"}
_PROMPTS = {
    "kommun": "Kommunens namn.",
    "datum": "Dagen det gjordes, till exempel 2025-05-03. En summa för en längre tid: 2025-05-01/2025-05-31.",
    "löfte": "Löftets id. Gäller raden flera löften: skriv dem med semikolon emellan.",
    "antal": "Hur många gånger det gjordes. Tomt är 1.",
    "cirka": "ja om antalet är ungefärligt.",
    "plats": "Område eller plats, aldrig en adress till någon.",
    "part": "Vem som gjorde det. Flera skrivs med semikolon emellan.",
    "timmar": "Arbetad tid i timmar, till exempel 2,5.",
    "anteckning": "Det som uppföljningen behöver veta. Inga namn och inga personuppgifter.",
    "källa": "Var uppgiften finns, till exempel kommunens veckobrev.",
}


def write_template(path: Path, dossier: Dossier | None, names: Sequence[str]) -> Path:
    """Write an empty sheet for a promise, or for all municipalities that are named; what it is, the ending says.

    Raises `LoftekollError` when the file is there already, has another ending, or cannot be written.
    """
    fields = [field for field in FIELDS if field != "kommun" or dossier is None]
    match path.suffix.lower():
        case ".csv":
            data = f"\ufeff{';'.join(fields)}\r\n".encode()
        case ".xlsx":
            data = _workbook(fields, dossier, names)
        case _:
            raise LoftekollError(f"«{path.name}» slutar varken på .xlsx eller .csv", "skriv till exempel logg.xlsx")
    try:
        if path.exists() or not write_new(path.parent, path.name, data):
            raise LoftekollError(f"«{shown(path)}» finns redan", "skriv ett annat filnamn")
    except OSError as error:
        raise LoftekollError(f"kan inte skriva «{shown(path)}»", reason_of(error)) from error
    return path


def _workbook(fields: Sequence[str], dossier: Dossier | None, names: Sequence[str]) -> bytes:
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - an extra
    except ImportError as error:
        hint = 'installera det: pip install "loftekoll[kalkyl]"; eller gör mallen som CSV: --mall logg.csv'
        raise LoftekollError("för att skriva .xlsx behövs tillägget «kalkyl»", hint) from error
    book = Workbook()
    sheet, guide, words = book.worksheets[0], book.create_sheet("Så gör du"), book.create_sheet("Listor")
    sheet.title = "Logg"
    words.sheet_state = "hidden"
    _fill_log(sheet, fields)
    _add_choices(sheet, words, fields, _choices(dossier, names))
    _fill_guide(guide, _guidance(dossier, fields))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _fill_log(sheet: "Worksheet", fields: Sequence[str]) -> None:
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415 - an extra

    for place, field in enumerate(fields):
        heading = sheet.cell(1, place + 1, field)
        heading.font = Font(bold=True)
        heading.fill = PatternFill("solid", fgColor="DDE6F0")
        sheet.column_dimensions[letter_of(place)].width = _WIDTHS.get(field, 10)
        for row in range(2, ROWS + 2) if field in _FORMATS else ():
            sheet.cell(row, place + 1).number_format = _FORMATS[field]
    sheet.freeze_panes = "A2"


def _choices(dossier: Dossier | None, names: Sequence[str]) -> dict[str, list[str]]:
    """The words to choose among, by field; those of a promise only when it is known which."""
    choices = {"kommun": list(names), "cirka": ["ja", "nej"]}
    if dossier is not None:
        choices["löfte"] = [each.id for each in dossier.promise.commitments]
        partners = (name for each in dossier.promise.commitments for name in each.partners)
        choices["part"] = list(dict.fromkeys((*dossier.promise.parties, *partners)))
    return choices


def _add_choices(sheet: "Worksheet", words: "Worksheet", fields: Sequence[str], choices: dict[str, list[str]]) -> None:
    """Give every column its hint, and the drop-down that lies in a hidden sheet; a list in the cell itself is short.

    Only what has one right answer is enforced: several commitments may be named in a cell.
    """
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - an extra

    for place, field in enumerate(fields):
        facts: dict[str, Any] = {"promptTitle": field, "prompt": _PROMPTS[field], "showInputMessage": True}
        if field in choices:
            for row, word in enumerate(choices[field], start=1):
                words.cell(row, place + 1, word)
            letter = letter_of(place)
            facts |= {"type": "list", "formula1": f"Listor!${letter}$1:${letter}${max(len(choices[field]), 1)}"}
        if field == "cirka":
            facts |= {"showErrorMessage": True, "errorTitle": "cirka", "error": "Skriv ja eller nej."}
        validation = DataValidation(allow_blank=True, **facts)
        validation.add(f"{letter_of(place)}2:{letter_of(place)}{ROWS + 1}")
        sheet.add_data_validation(validation)


def _fill_guide(sheet: "Worksheet", rows: Sequence[tuple[str, ...]]) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - an extra

    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row):
            cell = sheet.cell(number, place + 1, text)
            cell.data_type = "s"  # a text that begins with = is no formula
            cell.alignment = Alignment(wrap_text=len(row) > 1, vertical="top")
            if place == 0:
                cell.font = Font(bold=True)


def _guidance(dossier: Dossier | None, fields: Sequence[str]) -> list[tuple[str, ...]]:
    """The page of guidance, a tuple for each row: how to fill in, what the columns are, which commitments there are."""
    after = f" {dossier.promise.municipality.slug}" if dossier else ""
    rows: list[tuple[str, ...]] = [
        ("Så fyller du i",),
        ("1", "Skriv en rad för varje gång något gjordes, i bladet «Logg». Bara datum och löfte måste fyllas i."),
        ("2", "Skriv inga namn, telefonnummer, personnummer eller ärendenummer."),
        ("3", f"Spara, och läs in: loftekoll importera logg.xlsx{after}"),
        ("4", "Är något fel sparas inget; rätta och läs in igen. Rader som redan är inlästa räknas inte två gånger."),
        (),
        ("Kolumnerna",),
        *((field, _PROMPTS[field]) for field in fields),
    ]
    if dossier is not None:
        period = dossier.promise.period
        when = f"{long_date(period.start)}–{long_date(period.last)}"
        rows += [(), (f"Löftena {dossier.promise.municipality.name} {short_label(period)}",), ("gäller", when)]
        rows += [(each.id, each.text) for each in dossier.promise.commitments]
    return rows
