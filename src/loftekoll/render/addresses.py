"""Addresses on the web in what a report says: which of its texts can be followed, and where they lead."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from loftekoll.render.view import Fact

_ADDRESS = re.compile(r"https?://[^\s<>\"«»]*[^\s<>\"«».,;:!?)\]}'’”]")
_IN_ADDRESSES = "%/:?&=+,;@!$'()*~"
_LONGEST = 2000
"""Word opens none that is longer."""
_SOURCE = "Källa"


class Piece(NamedTuple):
    """A stretch of a text, and the address that it leads to; empty for most."""

    text: str
    address: str


def pieces_of(fact: Fact) -> tuple[Piece, ...]:
    """The fact's text in pieces: only where a promise comes from is a place to go to."""
    return tuple(pieces(fact.text)) if fact.label == _SOURCE else (Piece(fact.text, ""),)


def pieces(text: str) -> Iterator[Piece]:
    """The text in pieces, those that are addresses on the web with what they lead to; no other kind is one.

    >>> [piece.address for piece in pieces("på https://a.example/å.")]
    ['', 'https://a.example/%C3%A5', '']
    """
    end = 0
    for match in _ADDRESS.finditer(text):
        if address := _openable(match[0]):
            if end < match.start():
                yield Piece(text[end : match.start()], "")
            yield Piece(match[0], address)
            end = match.end()
    if end < len(text):
        yield Piece(text[end:], "")


def _openable(address: str) -> str:
    """The address with nothing in it that makes a program call the whole file broken; empty when it is none."""
    try:
        parts = urlsplit(address)
        is_host = re.fullmatch(r"[A-Za-z0-9.-]+", parts.hostname or "") and (parts.port is None or parts.port > 0)
    except ValueError:
        return ""
    if not is_host or "@" in parts.netloc or len(address) > _LONGEST:
        return ""
    before, mark, fragment = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", address).partition("#")
    return f"{quote(before, safe=_IN_ADDRESSES)}{mark}{quote(fragment, safe=_IN_ADDRESSES)}"
