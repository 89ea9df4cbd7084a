"""Which productions are worth trying at a token: those that may begin with its word."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from loftekoll.phrase import words
from loftekoll.phrase.numerals import morphemes_of, near_numeral
from loftekoll.phrase.scanner import Scanner

_R = TypeVar("_R")
OPENINGS = words.COMPARATOR_PHRASES.keys()
"""The words that a comparator may begin with."""


class Production(NamedTuple, Generic[_R]):
    """A production and what it may begin with; at any other token it reads nothing and remarks on nothing.

    That is one of `first`, a word with one of the `endings`, a token that begins with a digit (`digits`), a number in
    words, perhaps misspelt (`numerals`), or any token before digits (`named`).
    """

    read: Callable[[Scanner, int], _R]
    first: AbstractSet[str] = frozenset()
    endings: tuple[str, ...] = ()
    digits: bool = False
    numerals: bool = False
    named: bool = False

    def may_begin(self, low: str, *, is_before_digits: bool) -> bool:
        """Whether the production may begin with a token in lower case."""
        if low in self.first or low.endswith(self.endings) or (self.named and is_before_digits):
            return True
        return (self.digits and low[:1].isdigit()) or (self.numerals and is_numeral(low))


@lru_cache(maxsize=4096)
def is_numeral(low: str) -> bool:
    """Whether a word is a number in words, or a misspelt one."""
    return low == "½" or bool(morphemes_of(low)) or near_numeral(low, is_lax=False) is not None


def able(
    productions: Iterable[Production[_R]], low: str, *, is_before_digits: bool
) -> tuple[Callable[[Scanner, int], _R], ...]:
    """What may read something that begins with a token in lower case, in the order of the productions."""
    return tuple(each.read for each in productions if each.may_begin(low, is_before_digits=is_before_digits))
