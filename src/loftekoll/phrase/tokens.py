"""From text to tokens with places in the text as it was written.

Case, NFC/NFD, kinds of space and kinds of dash make no difference; soft hyphens are dropped. Every character of the
text is blank or in exactly one token.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from loftekoll.phrase import words
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
    | (?P<ord1>\d+(?::[^\W\d_]+|-[^\W\d_][\w-]*|(?-i:[A-ZÅÄÖ])(?!\w)[\w-]*)   # 14:e, 30-tal, 4H-gården
      | :-(?!\w)                                                              # 500:-
      | t\.?o\.?m\b\.? | c:a\b                                                # abbreviations with signs inside
      | [^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+\b\.?
      | (?:ca|kl|st|tim|ggr|mån|kr|resp|nr|kap|v|tel|dvs|max|min|högst)\b\.(?=\s*[^\s])
      | [^\W\d_](?:\w|[-:'’](?=\w))*)                                         # words, A-traktorer, E4, EU:s
    | (?P<tal>\d{1,3}(?:[ .]\d{3})+(?!\d) | \d+[,.]\d{1,2}(?!\d) | \d+)
    | (?P<tecken>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)

_ODD = re.compile(r"[^\x00-\x7f§½¼¾°åäöéèüáàÅÄÖÉÈÜ]")
"""What may have another form, be a blank or stand for nothing; å ä ö and their like are one character already."""
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_ASCII_BLANKS = {code: " " for code in range(128) if chr(code).isspace()}
_DROPPED = {0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F}
_UNACCENTED = {
    "hogst": "högst", "ar": "år", "aret": "året", "manad": "månad", "manaden": "månaden", "halvar": "halvår",
    "halvaret": "halvåret", "arligen": "årligen", "varen": "våren", "hosten": "hösten", "fore": "före",
    "pa": "på", "tva": "två", "atta": "åtta", "attio": "åttio",
    "lopande": "löpande", "manatligen": "månatligen", "atminstone": "åtminstone",
}  # fmt: skip
"""Words that are read without å ä ö, where no other Swedish word is spelt so in a target."""


def is_unaccented(low: str) -> bool:
    """Whether a word in lower case is read as one with å ä ö."""
    return low in _UNACCENTED


def normalise(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text in one form, and for each of its characters the half-open place in the original text.

    A letter and its combining marks are one character; marks that make no letter are dropped.
    """
    if text.isascii() or not _ODD.search(text):
        return text.translate(_ASCII_BLANKS), list(pairwise(range(len(text) + 1)))
    chars: list[str] = []
    places: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = text[start:end]
        char = cluster if cluster.isascii() else unicodedata.normalize("NFC", cluster).translate(_DASHES)[0]
        if ord(char) not in _DROPPED:
            chars.append(" " if char.isspace() else char)
            places.append((start, end))
        start = end
    return "".join(chars), places


def tokens_of(text: str) -> tuple[Token, ...]:
    """All tokens of the text, in order."""
    plain, places = normalise(text)
    found: list[Token] = []
    for match in _TOKEN.finditer(plain):
        kind = WORD if match.lastgroup == "ord1" else str(match.lastgroup)
        pieces = (_pieces(match[0]) if kind == WORD else ()) or ((match[0], kind),)
        at = match.start()
        for piece, piece_kind in pieces:
            low = piece.lower()
            start, end = places[at][0], places[at + len(piece) - 1][1]
            found.append(Token(piece, _UNACCENTED.get(low, low), piece_kind, start, end))
            at += len(piece)
    return tuple(found)


@lru_cache(maxsize=4096)
def _pieces(word: str) -> tuple[tuple[str, str], ...]:
    """`två`, `-`, `tre` of `två-tre`, `maj-juni` or `maj-30`; `minst`, `2` of `minst2`; empty when the word is one."""
    first, dash, last = word.partition("-")
    if dash and _can_end_range(first.lower()) and _can_end_range(last.lower()):
        return (first, WORD), (dash, SIGN), (last, WORD)
    if first.lower() in words.MONTH_NUMBERS and last.isdecimal():
        return (first, WORD), (dash, SIGN), (last, NUMBER)
    stem = word.rstrip("0123456789")
    if stem != word and ((stem.lower(),) in words.COMPARATORS or stem.lower() in words.APPROXIMATE):
        return (stem, WORD), (word[len(stem) :], NUMBER)
    return ()


def _can_end_range(low: str) -> bool:
    return bool(morphemes_of(low)) or low in words.MONTH_NUMBERS
