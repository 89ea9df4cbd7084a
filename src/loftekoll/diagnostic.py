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


def near_commitment(word: str, known: list[str]) -> str:
    """A hint that names the nearest id, or all of them."""
    from difflib import get_close_matches  # noqa: PLC0415 - only needed when something is misspelt

    near = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f"menade du «{near[0]}»?" if near else f"löftena är {', '.join(known)}"
