"""Findings: what is wrong or doubtful, how bad it is, and where."""

from enum import StrEnum
from typing import NamedTuple

from loftekoll.source import KeyPath, Place


class Severity(StrEnum):
    """How bad a finding is; only an error fails a check."""

    ERROR = "fel"
    WARNING = "varning"
    NOTE = "upplysning"


class Finding(NamedTuple):
    """Something that `kontrollera` has to say about a file.

    A rule says what by key path (`path`, and `span` = offset and length inside a text value); the store says where
    by filling in `place` and `excerpt`. `on_key` points at the key itself instead of at its value. `is_blocking` says
    that the file could not be judged because of it.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    file: str = ""
    path: KeyPath = ()
    span: tuple[int, int] | None = None
    on_key: bool = False
    place: Place | None = None
    excerpt: str = ""
    is_blocking: bool = False
