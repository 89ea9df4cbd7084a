"""YAML text into plain values by libyaml's events, with our own constructor (docs/beslut/0005).

Scalars are those of YAML 1.2's core schema, decimals exact, numbers with a leading zero kept as text. Duplicate keys,
anchors, aliases, tags, several documents and nesting deeper than 32 are findings with a place. Keys are NFC.
"""

import re
import unicodedata
from decimal import Decimal
from typing import Any, NamedTuple

from yaml import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from loftekoll.diagnostic import Finding
from loftekoll.source import KeyPath, LeadingZero, Place
from loftekoll.store.text import placed, split_lines

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML without its C part
    from yaml import SafeLoader as _Parser  # type: ignore[assignment]

DEEPEST = 32

_CONSTANTS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBER_STARTS = frozenset("0123456789+-.")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,30})")
_LEADING_ZERO = re.compile(r"0[0-9]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]{1,30}|[0-9]{1,30}(?:\.[0-9]{0,30})?)(?:[eE][-+]?[0-9]{1,2})?")


class Spot(NamedTuple):
    """Where a value or a key stands: half-open offsets into the text, and whether it is a plain or quoted scalar."""

    start: int
    stop: int
    line: int
    column: int


class Places(NamedTuple):
    """The spots of all values and of all keys of a file, by key path."""

    values: dict[KeyPath, Spot]
    keys: dict[KeyPath, Spot]


class _GaveUpError(Exception):
    """The rest of the file cannot be read; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding


def value_of(text: str, places: Places | None = None) -> tuple[Any, list[Finding]]:
    """The value that the text states and what is wrong with its form; with `places`, spots are filled in too.

    Total: any text gives a value or findings.
    """
    reader = _Reader(text, places)
    try:
        value = reader.document()
    except _GaveUpError as error:
        return None, [*reader.findings, error.finding]
    except MarkedYAMLError as error:
        return None, [*reader.findings, _syntax_finding(text, error)]
    except (YAMLError, RecursionError, ValueError):
        finding = placed("LK103", "filen går inte att läsa som YAML", "jämför med exemplet i README", text, Place(1, 1))
        return None, [*reader.findings, finding]
    return value, reader.findings


class _Reader:
    def __init__(self, text: str, places: Places | None) -> None:
        self.text, self.places = text, places
        self.findings: list[Finding] = []
        self.next: Any = _Parser(text).get_event

    def document(self) -> Any:
        self.next()  # the stream
        event = self.next()
        if isinstance(event, StreamEndEvent):
            raise _GaveUpError(placed("LK107", "filen är tom", "fyll i den, eller ta bort den", self.text, Place(1, 1)))
        value = self.node(self.next(), (), 1)
        self.next()  # the end of the document
        event = self.next()
        if isinstance(event, DocumentStartEvent):
            self.refuse(
                event, "filen har mer än ett dokument", "ta bort raden --- och dela upp innehållet på två filer", 3
            )
        return value

    def refuse(self, event: Any, message: str, hint: str, length: int = 1) -> None:
        mark = event.start_mark
        place = Place(mark.line + 1, mark.column + 1, length)
        self.findings.append(placed("LK105", message, hint, self.text, place))

    def node(self, event: Any, path: KeyPath, depth: int) -> Any:
        kind = type(event)
        if kind is AliasEvent:
            self.refuse(event, "alias (*) får inte användas", "skriv ut värdet i stället", len(event.anchor) + 1)
            return None
        if event.anchor is not None:
            self.refuse(event, "ankare (&) får inte användas", "ta bort & och namnet efter", len(event.anchor) + 1)
        if event.tag is not None:
            hint = "ta bort det; sätt citattecken runt texten om den ska börja med !"
            self.refuse(event, "taggar (!) får inte användas", hint)
        if kind is ScalarEvent:
            value = event.value if event.style else _plain(event.value)
            self.note(event, event, path)
            return value
        if depth > DEEPEST:
            mark = event.start_mark
            place = Place(mark.line + 1, mark.column + 1)
            message = f"filen har fler än {DEEPEST} nivåer"
            raise _GaveUpError(
                placed("LK106", message, "gör om den så att den liknar exemplet i README", self.text, place)
            )
        if kind is MappingStartEvent:
            return self.mapping(event, path, depth)
        return self.sequence(event, path, depth)

    def sequence(self, start: Any, path: KeyPath, depth: int) -> list[Any]:
        values: list[Any] = []
        while type(event := self.next()) is not SequenceEndEvent:
            values.append(self.node(event, (*path, len(values)), depth + 1))
        self.note(start, event, path)
        return values

    def mapping(self, start: Any, path: KeyPath, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while type(event := self.next()) is not MappingEndEvent:
            key = self.key(event, path, depth)
            if self.places is not None and isinstance(event, ScalarEvent):
                self.places.keys.setdefault((*path, key), _spot(event, event))
            value = self.node(self.next(), (*path, key), depth + 1)
            if key in values:
                mark = event.start_mark
                place = Place(mark.line + 1, mark.column + 1, len(key))
                message = f"nyckeln «{key}» står två gånger, först på rad {lines[key]}"
                self.findings.append(placed("LK108", message, "ta bort den ena", self.text, place))
            else:
                values[key], lines[key] = value, event.start_mark.line + 1
        self.note(start, event, path)
        return values

    def key(self, event: Any, path: KeyPath, depth: int) -> str:
        if type(event) is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self.node(event, (*path, event.value), depth)
            key: str = event.value
            return key if key.isascii() else unicodedata.normalize("NFC", key)
        self.refuse(event, "en nyckel måste vara en text", "skriv nyckeln som ett ord följt av kolon")
        self.node(event, (*path, "?"), depth + 1)
        return "?"

    def note(self, first: Any, last: Any, path: KeyPath) -> None:
        if self.places is not None:
            self.places.values.setdefault(path, _spot(first, last))


def _spot(first: Any, last: Any) -> Spot:
    start, stop = first.start_mark, last.end_mark
    return Spot(start.index, stop.index, start.line + 1, start.column + 1)


def _plain(text: str) -> Any:
    """A scalar without quotes, by YAML 1.2's core schema."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _LEADING_ZERO.fullmatch(text):
        return LeadingZero(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text


def _syntax_finding(text: str, error: MarkedYAMLError) -> Finding:
    """What is wrong where the parser stopped, judged by the characters there and never by its English text."""
    mark = error.problem_mark or error.context_mark
    lines = split_lines(text)
    number = min(mark.line if mark else 0, len(lines) - 1)
    column = mark.column if mark else 0
    line = lines[number]
    opened = error.context_mark
    opener = _character(lines, opened.line, opened.column) if opened else ""
    tab = line.find("\t", 0, len(line) - len(line.lstrip()))
    if tab < 0 and line[column : column + 1] == "\t":
        tab = column
    if tab >= 0:
        return placed(
            "LK104",
            "raden har en tabb",
            "byt tabben mot blanksteg, två för varje nivå",
            text,
            Place(number + 1, tab + 1),
        )
    if opened and opener in {'"', "'"}:
        place = Place(opened.line + 1, opened.column + 1)
        return placed("LK103", f"citattecknet {opener} saknar sitt par", "sätt ett likadant efter texten", text, place)
    if opened and opener in {"[", "{"}:
        place = Place(opened.line + 1, opened.column + 1)
        closing = {"[": "]", "{": "}"}[opener]
        return placed("LK103", f"{opener} saknar sitt {closing}", f"sätt {closing} där listan slutar", text, place)
    if line[column : column + 1] == ":" and number and ":" not in lines[number - 1] and lines[number - 1].strip():
        number, column = number - 1, len(lines[number - 1])  # the line before lost its colon
        line = lines[number]
    message, hint = _cause(line, column)
    return placed("LK103", message, hint, text, Place(number + 1, column + 1))


def _character(lines: list[str], line: int, column: int) -> str:
    return lines[line][column : column + 1] if line < len(lines) else ""


def _cause(line: str, column: int) -> tuple[str, str]:
    at = line[column : column + 1]
    if at and at in "@`%":
        return f"ett värde får inte börja med {at}", "sätt citattecken runt värdet"
    if at == ":" or line[:column].count(":") > 1:
        return "raden har ett kolon för mycket", "sätt citattecken runt värdet om kolonet hör till texten"
    if ":" not in line and line.strip() and not line.lstrip().startswith("-"):
        return "raden har inget kolon", "skriv «nyckel: värde», eller ryck in raden om den hör till texten ovanför"
    return "indraget stämmer inte", "ryck in med två blanksteg för varje nivå, lika för alla rader i samma grupp"
