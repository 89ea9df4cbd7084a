"""Texts as they may stand in any form of a report: on one line, every sign of them visible."""

import re
from typing import TypeVar
from unicodedata import category

from loftekoll.render.view import Cell, Point, Tick
from loftekoll.render.words import NO_BREAK

_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_BLANKS = re.compile(r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0]")
"""Letters, marks and symbols that show nothing and are no space."""
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_STRAY_SELECTORS = re.compile(f"(?:(?<=\\s)|^)[{_SELECTORS}]+")
_SUSPECT = re.compile(f"{_BLANKS.pattern}|[{_SELECTORS}]")
_SHOWN_FORMATS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)  # fmt: skip
"""Signs below or around a number: Unicode calls them formats, though they are seen."""
_JOINER = "\N{ZERO WIDTH JOINER}"
_NOTHING = "–"
_FIGURES = (Point, Tick, Cell)

_View = TypeVar("_View")


def printable_text(text: str) -> str:
    r"""The text on one line, without what does not show, and with a sign for what turns the direction of writing.

    Of a text that only has such signs, a dash is shown: a heading cannot be empty.

    >>> printable_text("a\u202eb\n\u00ad c")
    'a�b c'
    """
    if text.isprintable() and "  " not in text and text == text.strip() and not _SUSPECT.search(text):
        return text  # nearly all texts
    seen = _without_invisible(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text))
    shown = NO_BREAK.join(" ".join(piece.split()) for piece in seen.split(NO_BREAK))
    return _NOTHING if text.strip() and not shown.strip() else shown


def _without_invisible(text: str) -> str:
    """The text without what shows nothing; what makes one picture of several, or chooses how one looks, stays."""
    kept = [sign for n, sign in enumerate(text) if category(sign) != "Cf" or _is_of_use(text, n)]
    return _STRAY_SELECTORS.sub("", _BLANKS.sub("", "".join(kept)))


def _is_of_use(text: str, n: int) -> bool:
    """Whether the format sign at a place in the text is seen, or joins two pictures."""
    if text[n] != _JOINER or not 0 < n < len(text) - 1:
        return text[n] in _SHOWN_FORMATS
    is_after_picture = category(text[n - 1]) in {"So", "Sk"} or text[n - 1] == "\N{VARIATION SELECTOR-16}"
    return is_after_picture and category(text[n + 1]) in {"So", "Sm"}


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
