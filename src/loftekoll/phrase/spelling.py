"""Misspelt words of time and comparison, told by the words around them.

Only where a word of time must stand is another one taken for it: after `per`, before a unit, or alone as an adverb.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest

from loftekoll.phrase import words
from loftekoll.phrase.numerals import morphemes_of
from loftekoll.phrase.tokens import NUMBER, WORD, Token

_SHORTEST = 4  # letters; "dag" is one slip from too many words
_EACH = ("varje", "varannan", "vartannat", "varenda", "vartenda")
_BEFORE_UNIT = {"per", "/", *_EACH}
_UNITS, _ADVERBS = tuple(words.UNITS), tuple(words.ADVERBS)
_DEFINITE_UNITS = tuple(unit for unit in words.UNITS if unit.endswith(("n", "et")))


def corrected(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with each misspelt word of time or comparison as what it was meant to be."""
    found: list[Token] = []
    before = ""
    for token, after in zip_longest(tokens, tokens[1:]):
        meant = _meant(before, token, after) if token.kind == WORD else None
        found.append(token._replace(low=meant) if meant else token)
        before = meant or token.low
    return found


def _meant(before: str, token: Token, after: Token | None) -> str | None:
    low = token.low
    if low in words.MISSPELT and after is not None:
        return words.MISSPELT[low] if after.kind == NUMBER or morphemes_of(after.low) else None
    if before in _BEFORE_UNIT:
        return one_slip_from(low, _UNITS)
    if before == "i":
        return one_slip_from(low, _DEFINITE_UNITS)
    is_before_unit = after is not None and (after.low in words.UNITS or after.low in words.WEEKDAYS)
    if is_before_unit:
        return "per" if low == "pr" else one_slip_from(low, _EACH)
    return one_slip_from(low, _ADVERBS) if low.startswith(words.ADVERB_BEGINNINGS) else None


def is_near_time(low: str) -> bool:
    """Whether a word may be taken for another one, whatever stands around it."""
    return low in words.MISSPELT or any(one_slip_from(low, known) for known in (_UNITS, _EACH, _ADVERBS))


@lru_cache(maxsize=1024)
def one_slip_from(word: str, known: Iterable[str]) -> str | None:
    """The known word that this one is one letter too many, too few, other or swapped from; `None` when it is known.

    >>> one_slip_from("måndad", ("vecka", "månad"))
    'månad'
    """
    if len(word) < _SHORTEST or word in words.KNOWN_TIMES:
        return None
    return next((each for each in known if len(each) >= _SHORTEST and _is_one_slip(word, each)), None)


def _is_one_slip(word: str, other: str) -> bool:
    if abs(len(word) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    rest, wanted = word[start:], other[start:]
    is_swapped = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
    return rest[1:] == wanted or rest == wanted[1:] or rest[1:] == wanted[1:] or is_swapped
