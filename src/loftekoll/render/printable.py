"""Texts as they may stand in any form of a report: on one line, every sign of them visible."""

import re
from typing import TypeVar

from loftekoll.render.view import Cell, Point, Tick
from loftekoll.render.words import NO_BREAK

_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_FIGURES = (Point, Tick, Cell)

_View = TypeVar("_View")


def printable_text(text: str) -> str:
    r"""The text on one line, with a sign for what does not show or turns the direction of writing.

    >>> printable_text("a\u202eb\n c")
    'a�b c'
    """
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # nearly all texts
    shown = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    return NO_BREAK.join(" ".join(piece.split()) for piece in shown.split(NO_BREAK))


def printable(view: _View) -> _View:
    """The view with every text in it as `printable_text` has it; values of other kinds stay."""
    return _printable(view)  # type: ignore[return-value]  # each branch keeps the type that it was given


def _printable(value: object) -> object:
    if type(value) is str:
        return printable_text(value)
    if not isinstance(value, tuple) or (value and isinstance(value[0], _FIGURES)):
        return value
    parts = tuple(map(_printable, value))
    make = getattr(value, "_make", None)
    return make(parts) if make else parts
