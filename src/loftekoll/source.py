"""Text with places: lines and columns of what a person wrote."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

KeyPath = tuple[str | int, ...]
"""Keys and indexes from the top of a file down to a value; `()` is the file itself."""


class Place(NamedTuple):
    """Where something stands in a file: line and column from 1, in characters, and how long it is."""

    line: int
    column: int
    length: int = 1


class LeadingZero(str):
    """A bare YAML scalar such as 0114: YAML makes it the number 114, so it is kept as it was written."""

    __slots__ = ()


def split_lines(text: str) -> list[str]:
    """The lines as YAML counts them, without line ends."""
    return _LINE_BREAK.split(text)


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins, for finding the places of many characters of one text."""
    return [0, *(match.end() for match in _LINE_BREAK.finditer(text))]


def place_from(starts: Sequence[int], offset: int, length: int = 1) -> Place:
    """The place of a character of the text whose lines begin so."""
    line = bisect_right(starts, offset)
    return Place(line, offset - starts[line - 1] + 1, max(length, 1))


def place_at(text: str, offset: int, length: int = 1) -> Place:
    """The place of a character of the text."""
    return place_from(line_starts(text[:offset]), offset, length)
