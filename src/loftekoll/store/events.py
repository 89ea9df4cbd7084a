"""YAML text into plain values by libyaml's events, with our own constructor (docs/beslut/0005).

Scalars are those of YAML 1.2's core schema, decimals exact, numbers with a leading zero kept as text. Duplicate keys,
anchors, aliases, tags, several documents and nesting deeper than 32 are findings with a place. Keys are NFC.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
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
from loftekoll.source import KeyPath, LeadingZero, Place, split_lines
from loftekoll.store.syntax import syntax_finding
from loftekoll.store.text import placed

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML without its C part
    from yaml import SafeLoader as _Parser  # type: ignore[assignment]

DEEPEST = 32
EMPTY = "filen är tom", "fyll i den, eller ta bort den"

_CONSTANTS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBER_STARTS = frozenset("0123456789+-.")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,30})")
_LEADING_ZERO = re.compile(r"0[0-9]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]{1,30}|[0-9]{1,30}(?:\.[0-9]{0,30})?)(?:[eE][-+]?[0-9]{1,2})?")


class Spot(NamedTuple):
    """Where a value or a key stands: half-open offsets into the text, and line and column from 1 of its start."""

    start: int
    stop: int
    line: int
    column: int


class Places(NamedTuple):
    """The spots of all values and of all keys of a file, by key path; of a duplicate key the first one's."""

    values: dict[KeyPath, Spot]
    keys: dict[KeyPath, Spot]


class _GaveUpError(Exception):
    """The rest of the file cannot be read; the last finding says why."""


def value_of(text: str, places: Places | None = None) -> tuple[Any, list[Finding]]:
    """The value that the text states and what is wrong with its form; with `places`, spots are filled in too.

    Total: any text gives a value or findings. The value is `None` where the form is such that it says nothing certain;
    with duplicate keys it holds the first one, so that the rest can be judged.
    """
    reader = _Reader(text, places)
    try:
        value = reader.document(_Parser(text).get_event)
    except _GaveUpError:
        value = None
    except MarkedYAMLError as error:
        reader.findings.append(syntax_finding(reader.lines, error))
    except (YAMLError, RecursionError, ValueError):
        reader.found("LK103", Place(1, 1), "filen går inte att läsa som YAML", "jämför med exemplet i README")
    is_certain = all(each.code == "LK108" for each in reader.findings)
    return (value if is_certain else None), reader.findings


class _Reader:
    """The constructor: a method for each kind of node, and findings for what is refused."""

    def __init__(self, text: str, places: Places | None) -> None:
        self.text, self.places = text, places
        self.findings: list[Finding] = []
        self.next: Callable[[], Any]

    @cached_property
    def lines(self) -> list[str]:
        return split_lines(self.text)

    def found(self, code: str, place: Place, message: str, hint: str) -> None:
        self.findings.append(placed(code, message, hint, self.lines, place))

    def refuse(self, event: Any, message: str, hint: str, length: int = 1) -> None:
        self.found("LK105", _place(event, length), message, hint)

    def document(self, get_event: Callable[[], Any]) -> Any:
        self.next = get_event
        self.next()  # the stream
        if type(self.next()) is StreamEndEvent:
            self.found("LK107", Place(1, 1), *EMPTY)
            raise _GaveUpError
        value = self.node(self.next(), (), 1)
        self.next()  # the end of the document
        event = self.next()
        if type(event) is DocumentStartEvent:
            hint = "ta bort raden --- och dela upp innehållet på två filer"
            self.refuse(event, "filen har mer än ett dokument", hint, 3)
        return value

    def node(self, event: Any, path: KeyPath, depth: int) -> Any:
        kind = type(event)
        if kind is AliasEvent:
            self.refuse(event, "alias (*) får inte användas", "skriv ut värdet i stället", len(event.anchor) + 1)
            return None
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event)
        if kind is ScalarEvent:
            if self.places is not None:
                self.note(event, event, path)
            return event.value if event.style else plain_scalar(event.value)
        if depth > DEEPEST:
            hint = "gör om den så att den liknar exemplet i README"
            self.found("LK106", _place(event), f"filen har fler än {DEEPEST} nivåer", hint)
            raise _GaveUpError
        if kind is MappingStartEvent:
            return self.mapping(event, path, depth)
        return self.sequence(event, path, depth)

    def refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self.refuse(event, "ankare (&) får inte användas", "ta bort & och namnet efter", len(event.anchor) + 1)
        if event.tag is not None:
            hint = "ta bort det; sätt citattecken runt texten om den ska börja med !"
            self.refuse(event, "taggar (!) får inte användas", hint)

    def sequence(self, start: Any, path: KeyPath, depth: int) -> list[Any]:
        values: list[Any] = []
        while type(event := self.next()) is not SequenceEndEvent:
            values.append(self.node(event, (*path, len(values)), depth + 1))
        self.note(start, event, path)
        return values

    def mapping(self, start: Any, path: KeyPath, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        firsts: dict[str, Any] = {}
        while type(event := self.next()) is not MappingEndEvent:
            key = self.key(event, path, depth)
            value = self.node(self.next(), (*path, key), depth + 1)
            if key in values:
                message = f"nyckeln «{key}» står två gånger, först på rad {firsts[key].start_mark.line + 1}"
                self.found("LK108", _place(event, len(key)), message, "ta bort den ena")
            else:
                values[key], firsts[key] = value, event
        self.note(start, event, path)
        return values

    def key(self, event: Any, path: KeyPath, depth: int) -> str:
        if type(event) is not ScalarEvent:
            self.refuse(event, "en nyckel måste vara en text", "skriv nyckeln som ett ord följt av kolon")
            self.node(event, (*path, "?"), depth + 1)
            return "?"
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event)
        key: str = event.value
        key = key if key.isascii() else unicodedata.normalize("NFC", key)
        if self.places is not None:
            self.places.keys.setdefault((*path, key), _spot(event, event))
        return key

    def note(self, first: Any, last: Any, path: KeyPath) -> None:
        if self.places is not None:
            self.places.values.setdefault(path, _spot(first, last))


def _place(event: Any, length: int = 1) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1, max(length, 1))


def _spot(first: Any, last: Any) -> Spot:
    start, stop = first.start_mark, last.end_mark
    return Spot(start.index, stop.index, start.line + 1, start.column + 1)


def plain_scalar(text: str) -> Any:
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
