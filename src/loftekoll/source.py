"""Text with places: lines and columns of what a person wrote."""

from typing import NamedTuple

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
