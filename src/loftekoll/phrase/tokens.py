"""From text to tokens with places in the text as it was written.

Case, NFC/NFD, kinds of space and kinds of dash make no difference; soft hyphens are dropped. Every character of the
text is blank or in exactly one token.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
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
      (?P<ord0>[a-zåäö]{3,}(?=\ |\Z))                                         # the commonest, found soonest
    | (?P<datum>\d{4}-\d{2}-\d{2}(?![\w-]))
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

_WORDS = {"ord0", "ord1"}
_ODD = re.compile(r"[^\x00-\x7f§½¼¾°åäöéèüáàÅÄÖÉÈÜ‐‑‒–—−]")
"""What may have another form, be a blank or stand for nothing; å ä ö and their like are one character already."""
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_PLAIN = {code: " " for code in range(128) if chr(code).isspace()} | _DASHES
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


def normalise(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """The text in one form, and for each of its characters where it starts and ends in the original text.

    A letter and its combining marks are one character; marks that make no letter are dropped.
    """
    if text.isascii() or not _ODD.search(text):
        return text.translate(_PLAIN), range(len(text)), range(1, len(text) + 1)
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = text[start:end]
        char = cluster if cluster.isascii() else unicodedata.normalize("NFC", cluster).translate(_DASHES)[0]
        if ord(char) not in _DROPPED:
            chars.append(" " if char.isspace() else char)
            starts.append(start)
            ends.append(end)
        start = end
    return "".join(chars), starts, ends


def tokens_of(text: str) -> tuple[Token, ...]:
    """All tokens of the text, in order."""
    plain, starts, ends = normalise(text)
    found: list[Token] = []
    for match in _TOKEN.finditer(plain):
        at = match.start()
        for piece, low, kind in _pieces(match[0], match.lastgroup or ""):
            stop = at + len(piece)
            found.append(Token(piece, low, kind, starts[at], ends[stop - 1]))
            at = stop
    return tuple(found)


@lru_cache(maxsize=4096)
def _pieces(text: str, group: str) -> tuple[tuple[str, str, str], ...]:
    """The tokens in what the pattern found as one: each as written, in lower case, and its kind."""
    kind = WORD if group in _WORDS else group
    pieces = (_parted(text) if kind == WORD else ()) or ((text, kind),)
    lows = (piece.lower() for piece, _ in pieces)
    return tuple((piece, _UNACCENTED.get(low, low), each) for (piece, each), low in zip(pieces, lows, strict=True))


def _parted(word: str) -> tuple[tuple[str, str], ...]:
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
