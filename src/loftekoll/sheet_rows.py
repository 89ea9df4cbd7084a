"""From the rows of a sheet to the fields of log entries: which column is what, and what its cells say.

What is read in one way only is read; all else is a fault with its row and column, since a wrong number is worse than a
refusal. Nothing here knows which promise a row is for.
"""

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from loftekoll.errors import LoftekollError
from loftekoll.municipalities import fold
from loftekoll.period import CalendarError
from loftekoll.spoken_days import stretch_spoken

FIELDS = ("kommun", "datum", "löfte", "antal", "cirka", "plats", "part", "timmar", "anteckning", "källa")
"""The columns of a sheet, in the order of the template: the keys of a log file, and whose it is."""
_REQUIRED = ("datum", "löfte")
_VERDICT = "bedömning"
_EXPORTED = ("märke", "fil")
_OF_ASSESSMENTS = ("avser", "motivering")
"""What `logg --format csv` writes besides: whose rows these are, and what only assessments say."""
_LEFT_OUT = "-"


class BrokenCell(NamedTuple):
    """What stands in a cell that the spreadsheet itself could not make sense of, and what to do about it."""

    message: str
    hint: str


Cell = str | int | Decimal | date | bool | BrokenCell | None
"""A text without blanks around it and never empty; of a CSV file all cells are texts."""


class Row(NamedTuple):
    """A row of a sheet by its number in it, from 1; cells at the end may be missing."""

    number: int
    cells: tuple[Cell, ...]


class Fault(NamedTuple):
    """Something wrong in a row; `column` counts from 0, and is -1 when it is about the whole row."""

    row: int
    column: int
    heading: str
    message: str
    hint: str


class Columns(NamedTuple):
    """Which column holds which field (by place from 0), which are left out, and what was taken for what.

    `verdict` is the place of the column that only assessments have something in, -1 when there is none.
    """

    header: Row
    places: dict[str, int]
    left_out: frozenset[int]
    remarks: tuple[str, ...] = ()
    verdict: int = -1

    def fault(self, row: Row, field: str, message: str, hint: str) -> Fault:
        """A fault in the row's cell of a field; about the whole row when the sheet has no such column."""
        return self.fault_at(row, self.places.get(field, -1), message, hint)

    def fault_at(self, row: Row, place: int, message: str, hint: str) -> Fault:
        """A fault in the row's cell at a place."""
        return Fault(row.number, place, heading_at(self.header, place), message, hint)


def letter_of(place: int) -> str:
    """What spreadsheets call the column at a place from 0.

    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    rest, last = divmod(place, 26)
    return (letter_of(rest - 1) if rest else "") + chr(ord("A") + last)


def place_of(letters: str) -> int:
    """The place from 0 of the column that spreadsheets call so."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def heading_at(header: Row, place: int) -> str:
    """The heading of a column; empty when it has none."""
    cell = header.cells[place] if 0 <= place < len(header.cells) else None
    return "" if cell is None or isinstance(cell, BrokenCell) else str(cell)


# --- the columns --------------------------------------------------------------------------------------------------


def columns_of(header: Row, mapping: Mapping[str, str]) -> Columns:
    """What each column is, by its heading or as `mapping` says (heading or letter to field, `-` leaves it out).

    A heading one letter from a field is taken for it, two letters for long ones, and told in the remarks. Raises
    `LoftekollError` when a heading is unknown or stands twice, or when a field is missing that every entry has.
    """
    given = _places_given(header, mapping)
    headed = [place for place in range(len(header.cells)) if heading_at(header, place) or place in given]
    exported = _exported(header)
    known = {place: field for place, field in given.items() if field != _LEFT_OUT}
    verdict = next((place for place, name in exported.items() if name == _VERDICT and place not in known), -1)
    given = dict.fromkeys(exported, _LEFT_OUT) | given
    fields = {place: given.get(place) or _field_called(heading_at(header, place)) for place in headed}
    places: dict[str, int] = {}
    for place, field in fields.items():
        if field in places:
            _refuse_twice(header, field, places[field], place)
        if field not in (None, _LEFT_OUT):
            places[field] = place
    _refuse_unknown(header, [place for place, field in fields.items() if field is None], is_any_known=bool(places))
    for field in _REQUIRED:
        if field not in places:
            hint = f'lägg till den, eller säg vilken den är: --kolumner "RUBRIK={field}"'
            raise LoftekollError(f"kolumnen «{field}» saknas", hint)
    remarks = tuple(
        f"kolumn {_named(header, place)} läses som «{field}»"
        for field, place in places.items()
        if place not in given and fold(_squeezed(heading_at(header, place))) != fold(field)
    )
    if names := [name for place, name in exported.items() if name in _EXPORTED and given[place] == _LEFT_OUT]:
        remarks += (f"{' och '.join(map('«{}»'.format, names))} läses inte in",)
    left_out = frozenset(n for n, field in given.items() if field == _LEFT_OUT)
    return Columns(header, places, left_out, remarks, verdict)


def _exported(header: Row) -> dict[int, str]:
    """The columns by place that `logg --format csv` has besides the fields of an entry; some only beside a verdict."""
    names = {place: fold(_squeezed(heading_at(header, place))) for place in range(len(header.cells))}
    wanted = (*_EXPORTED, *((_VERDICT, *_OF_ASSESSMENTS) if fold(_VERDICT) in names.values() else ()))
    by_name = {fold(name): name for name in wanted}
    return {place: by_name[name] for place, name in names.items() if name in by_name}


def is_assessment(row: Row, columns: Columns) -> bool:
    """Whether the row is a verdict on a commitment, as the program's own export has them, and no entry."""
    if is_header_again(row, columns) or not 0 <= columns.verdict < len(row.cells):
        return False
    return row.cells[columns.verdict] is not None


def is_known_heading(text: str) -> bool:
    """Whether a heading is one of ours, or nearly so."""
    return _field_called(text) is not None


def mapping_from(text: str) -> dict[str, str]:
    """Heading to field, from `Dag=datum,Vad=löfte`; a heading with a comma stands in quotation marks.

    Raises `LoftekollError` when it is written otherwise.
    """
    found: dict[str, str] = {}
    for pair in next(csv.reader([text], skipinitialspace=True), []):
        heading, equals, field = (part.strip() for part in pair.rpartition("="))
        known = _LEFT_OUT if field == _LEFT_OUT else _field_called(field)
        if not equals or not heading:
            raise LoftekollError(
                f"«{pair.strip()}» säger inte vad en kolumn är", 'skriv till exempel "Dag=datum,Vad=löfte"'
            )
        if known is None:
            hint = f"skriv {', '.join(FIELDS)}, eller - för att utelämna kolumnen"
            raise LoftekollError(f"det finns ingen kolumn «{field}» att läsa in", hint)
        if heading in found:
            raise LoftekollError(f"kolumnen «{heading}» nämns två gånger i --kolumner", "behåll den ena")
        found[heading] = known
    return found


def _places_given(header: Row, mapping: Mapping[str, str]) -> dict[int, str]:
    """The field of each place that the mapping names, by heading or else by letter."""
    by_heading = {fold(_squeezed(heading_at(header, n))): n for n in reversed(range(len(header.cells)))}
    by_letter = {fold(letter_of(n)): n for n in range(len(header.cells))}
    given: dict[int, str] = {}
    for heading, field in mapping.items():
        wanted = fold(_squeezed(heading))
        place = by_heading.get(wanted, by_letter.get(wanted))
        if place is None:
            hint = f"rubrikerna är {', '.join(str(cell) for cell in header.cells if cell is not None)}"
            raise LoftekollError(f"det finns ingen kolumn «{heading}» i filen", hint)
        given[place] = field
    return given


def _field_called(heading: str) -> str | None:
    """The field that a heading names, in any case, without å ä ö, or a slip of the finger away."""
    wanted = fold(_squeezed(heading))
    by_name = {fold(field): field for field in FIELDS}
    if wanted in by_name:
        return by_name[wanted]
    near = [field for name, field in by_name.items() if _distance(wanted, name) <= (1 if len(name) <= 5 else 2)]
    return near[0] if len(near) == 1 else None


def _squeezed(heading: str) -> str:
    """The heading as it is compared: no line breaks, no colon or star after it."""
    return " ".join(heading.split()).rstrip(":* ")


def _distance(one: str, other: str) -> int:
    """How many letters are too many, too few or other; 9 when the lengths alone say more than two."""
    if abs(len(one) - len(other)) > 2:
        return 9
    above = list(range(len(other) + 1))
    for n, sign in enumerate(one, start=1):
        row = [n]
        for m, wanted in enumerate(other, start=1):
            row.append(min(above[m] + 1, row[-1] + 1, above[m - 1] + (sign != wanted)))
        above = row
    return above[-1]


def _named(header: Row, place: int) -> str:
    return f"{letter_of(place)} «{heading_at(header, place)}»"


def _refuse_twice(header: Row, field: str, first: int, second: int) -> None:
    raise LoftekollError(
        f"både kolumn {_named(header, first)} och {_named(header, second)} är «{field}»",
        f'utelämna den ena: --kolumner "{letter_of(second)}=-"',
    )


def _refuse_unknown(header: Row, unknown: Sequence[int], *, is_any_known: bool) -> None:
    """Say how an unknown column is mapped or left out; by its letter when its heading cannot stand in the option."""
    if not unknown:
        return
    if not is_any_known:
        raise LoftekollError(
            f"hittar inga rubriker på rad {header.number}",
            f"skriv dem överst: {', '.join(FIELDS)}; «loftekoll importera --mall» gör en tom mall",
        )
    names = [heading_at(header, place) for place in unknown]
    keys = [
        letter_of(place) if re.search('[",=\n]', name) else name for name, place in zip(names, unknown, strict=True)
    ]
    word = "okänd kolumn" if len(unknown) == 1 else "okända kolumner:"
    raise LoftekollError(
        f"{word} {', '.join(_named(header, place) for place in unknown)}",
        f'utelämna med --kolumner "{",".join(f"{key}=-" for key in keys)}", eller skriv i stället för - vad kolumnen '
        f"är: {', '.join(FIELDS)}",
    )


# --- the cells ----------------------------------------------------------------------------------------------------


def fields_of_row(row: Row, columns: Columns) -> tuple[dict[str, Any], list[Fault]]:
    """What the row states, by field, ready to be checked as an entry; and what in it cannot be read."""
    fields: dict[str, Any] = {}
    faults: list[Fault] = []
    for field, place in columns.places.items():
        cell = row.cells[place] if place < len(row.cells) else None
        if cell is None:
            continue
        try:
            fields[field] = _READERS[field](cell)
        except LoftekollError as error:
            faults.append(columns.fault_at(row, place, error.message, error.hint))
    known = {*columns.places.values(), *columns.left_out}
    faults += [
        columns.fault_at(row, place, "värdet står i en kolumn utan rubrik", "skriv rubriken, eller ta bort värdet")
        for place, cell in enumerate(row.cells)
        if cell is not None and place not in known
    ]
    seen = {fault.column for fault in faults}
    faults += [
        columns.fault(row, field, f"{field} saknas", "fyll i cellen, eller ta bort raden")
        for field in _REQUIRED
        if field not in fields and columns.places[field] not in seen
    ]
    return _with_circa(row, columns, fields, faults), sorted(faults)


def is_header_again(row: Row, columns: Columns) -> bool:
    """Whether the row is the header once more, as when sheets were pasted below each other."""
    width = len(columns.header.cells)
    return row.cells[:width] == columns.header.cells


def _with_circa(row: Row, columns: Columns, fields: dict[str, Any], faults: list[Fault]) -> dict[str, Any]:
    """`ca 20` in the count says what the column cirka says, and must not be denied there."""
    count = fields.get("antal")
    if isinstance(count, tuple):
        fields["antal"] = count[0]
        if fields.setdefault("cirka", "ja") == "nej":
            faults.append(columns.fault(row, "cirka", "antalet är «ca», men cirka är nej", "rätta det ena"))
    return fields


_GUARDED = re.compile("'+[=+\\-@\uff1d\uff0b\uff0d\uff20]")
"""A text that an apostrophe keeps spreadsheets from computing."""


def _text(cell: Cell) -> str:
    match cell:
        case BrokenCell():
            raise LoftekollError(cell.message, cell.hint)
        case bool():
            raise LoftekollError(f"{'SANT' if cell else 'FALSKT'} är ingen text", "skriv en text")
        case str() if "\ufffd" in cell:
            raise LoftekollError("en bokstav har blivit ett fel tecken", "skriv rätt bokstav, eller spara om som UTF-8")
        case str():
            return unicodedata.normalize("NFC", cell[1:] if _GUARDED.match(cell) else cell)
        case Decimal():
            return str(cell).replace(".", ",")
        case _:
            return str(cell)


_SEVERAL = re.compile(r"[;,\n]")


def _texts(cell: Cell) -> list[str]:
    """The parts of a cell that names several, with `;`, `,` or a line break between."""
    parts = [part.strip() for part in _SEVERAL.split(_text(cell)) if part.strip()]
    if not parts:
        raise LoftekollError("cellen har bara skiljetecken", "skriv vad som menas, eller töm cellen")
    return parts


def _municipality(cell: Cell) -> str:
    """A name or a code, which spreadsheets rob of its first zero."""
    text = _text(cell)
    return text.zfill(4) if text.isdecimal() else text


_CLOCK = re.compile(r"(?P<day>.*\d)[ T](?P<clock>\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.0+)?)?)")
_SERIAL = re.compile(r"[2-6]\d{4}(?:[.,]\d+)?")
_EXCEL_ZERO = date(1899, 12, 30)


def _stretch(cell: Cell) -> str:
    """The day or stretch, in ISO form with `/` between its ends."""
    if isinstance(cell, Decimal):
        cell = str(cell).replace(".", ",")
    return _stretch_of(cell.isoformat() if isinstance(cell, date) else _text(cell))


@lru_cache(maxsize=4096)
def _stretch_of(text: str) -> str:
    if match := _CLOCK.fullmatch(text):
        if match["clock"].strip("0:."):
            raise LoftekollError(f"«{text}» har ett klockslag", "skriv bara dagen; klockslaget kan stå i anteckningen")
        text = match["day"].strip()
    if _SERIAL.fullmatch(text):
        day = _EXCEL_ZERO + timedelta(days=int(text[:5]))
        hint = f"Excel räknar så för {day}; visa kolumnen som datum i Excel, och spara igen"
        raise LoftekollError(f"«{text}» är inget datum", hint)
    try:
        found = stretch_spoken(text, None)
    except CalendarError as error:
        raise LoftekollError(error.message, error.hint) from error
    return str(found.start) if found.days == 1 else f"{found.start}/{found.last}"


_CIRCA = re.compile(r"(?:c:?a\.?|cirka|circa|ungefär|omkring|~|≈) ?(?P<first>.+)|(?P<last>.+?) ?(?:c:?a\.?|cirka)")
_WHOLE = re.compile(r"(?P<whole>\d+|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+)(?:[.,]0{1,2})?")
_BLANKS = re.compile(r"[ \u00a0\u202f\u2009]")


def _count(cell: Cell) -> int | tuple[int, str]:
    """The whole number; with `ca` in a pair when it is written as approximate."""
    if isinstance(cell, bool | date):
        raise LoftekollError("cellen är inget antal", "skriv ett helt tal med siffror, till exempel 3")
    text = _text(cell).lower()
    match = _CIRCA.fullmatch(text)
    number = _WHOLE.fullmatch((match["first"] or match["last"]).strip() if match else text)
    if number is None:
        raise LoftekollError(
            f"«{_text(cell)}» är inget antal", "skriv ett helt tal med siffror, till exempel 3 eller ca 20"
        )
    if len(number["whole"]) > 12:
        raise LoftekollError("antalet är orimligt stort", "kontrollera talet")
    whole = int(_BLANKS.sub("", number["whole"]))
    return (whole, "ca") if match else whole


_ANSWERS = {
    "ja": "ja",
    "j": "ja",
    "sant": "ja",
    "true": "ja",
    "nej": "nej",
    "n": "nej",
    "falskt": "nej",
    "false": "nej",
}


def _yes_no(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    text = _text(cell)
    answer = _ANSWERS.get(text.lower())
    if answer is None:
        raise LoftekollError(f"«{text}» är varken ja eller nej", "skriv ja eller nej, eller lämna cellen tom")
    return answer


_HOURS = re.compile(r"(\d+(?:[ \u00a0\u202f\u2009]\d{3})*(?:[.,]\d+)?) ?(?:h|tim|timme|timmar)?\.?")


def _hours(cell: Cell) -> str:
    """The number of hours with a comma, as people write it and the model reads it; `2,5 h` says the unit once more."""
    text = _text(cell)
    match = None if isinstance(cell, date) else _HOURS.fullmatch(text.lower())
    if match is None:
        raise LoftekollError(f"«{text}» är inget antal timmar", "skriv till exempel 4 eller 2,5")
    return _BLANKS.sub("", match[1]).replace(".", ",")


_READERS: dict[str, Any] = {
    "kommun": _municipality,
    "datum": _stretch,
    "löfte": _texts,
    "antal": _count,
    "cirka": _yes_no,
    "plats": _text,
    "part": _texts,
    "timmar": _hours,
    "anteckning": _text,
    "källa": _text,
}
