"""From text to tokens with places in the text as it was written.

Case, NFC/NFD, kinds of space and kinds of dash make no difference; soft hyphens are dropped. Every character of the
text is blank or in exactly one token.
"""

import re
import unicodedata
from typing import NamedTuple

from loftekoll.phrase.numerals import morphemes_of


class Token(NamedTuple):
    """A word, a number or a sign: as written, in lower case, and its half-open place in the original text."""

    text: str
    low: str
    kind: str
    start: int
    end: int


WORD, NUMBER, DATE, CLOCK, SIGN = "ord", "tal", "datum", "klocka", "tecken"

_TOKEN = re.compile(
    r"""
      (?P<datum>\d{4}-\d{2}-\d{2}(?![\w-]))
    | (?P<klocka>(?:[01]?\d|2[0-3])[.:][0-5]\d(?![\d]|[.:]\d))
    | (?P<ord1>\d+(?::[^\W\d_]+|-[^\W\d_][\w-]*)              # 14:e, 30-tal, 20-minutersmetoden
      | t\.?o\.?m\b\.? | c:a\b                                   # abbreviations with signs inside
      | [^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+\b\.?
      | (?:ca|kl|st|tim|ggr|mån|kr|resp)\b\.(?=\s*[^\s])
      | [^\W\d_](?:\w|[-:'’](?=\w))*)                            # words, A-traktorer, E4, EU:s
    | (?P<tal>\d{1,3}(?:[ .]\d{3})+(?!\d) | \d+[,.]\d{1,2}(?!\d) | \d+)
    | (?P<tecken>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_DROPPED = {0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F}
_UNACCENTED = {
    "hogst": "högst", "ar": "år", "aret": "året", "manad": "månad", "manaden": "månaden", "halvar": "halvår",
    "halvaret": "halvåret", "arligen": "årligen", "varen": "våren", "hosten": "hösten", "fore": "före",
    "lopande": "löpande", "manatligen": "månatligen", "dagligen": "dagligen", "atminstone": "åtminstone",
}  # fmt: skip
"""Words that are read without å ä ö, where no other Swedish word is spelt so in a target."""


def normalise(text: str) -> tuple[str, list[int]]:
    """The text in one form, and for each of its characters (and its end) the offset in the original text."""
    chars: list[str] = []
    offsets: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = text[start:end]
        for char in cluster if cluster.isascii() else unicodedata.normalize("NFC", cluster).translate(_DASHES):
            if ord(char) not in _DROPPED:
                chars.append(" " if char.isspace() else char)
                offsets.append(start)
        start = end
    return "".join(chars), [*offsets, len(text)]


def tokens_of(text: str) -> tuple[Token, ...]:
    """All tokens of the text, in order."""
    plain, offsets = normalise(text)
    found: list[Token] = []
    for match in _TOKEN.finditer(plain):
        kind = WORD if match.lastgroup == "ord1" else str(match.lastgroup)
        low = match[0].lower()
        pieces = _numeral_pieces(low) if kind == WORD and "-" in low else ()
        at = match.start()
        for piece in pieces or (match[0],):
            start, end = offsets[at], offsets[at + len(piece)]
            piece_kind = SIGN if piece == "-" else kind
            found.append(Token(piece, _UNACCENTED.get(piece.lower(), piece.lower()), piece_kind, start, end))
            at += len(piece)
    return tuple(found)


def _numeral_pieces(low: str) -> tuple[str, ...]:
    """`två`, `-`, `tre` of `två-tre`; empty when the word is no such range."""
    first, _, last = low.partition("-")
    return (first, "-", last) if morphemes_of(first) and morphemes_of(last) else ()
