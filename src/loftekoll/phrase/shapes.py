"""Phrases of one shape, which differ only in their number and in words that mean nothing to the grammar.

`minst fyra nattvandringar per år` is read as `minst sju brandövningar per år`, with its own number and noun, so that of
thousands of targets in a workspace less than half are read one by one. What is read so is read as it would be by
itself, which is a law of the tests; what is not plainly of a shape is read by itself.
"""

import re
from collections.abc import Iterable
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from loftekoll.phrase import words
from loftekoll.phrase.numerals import morphemes_of, near_numeral, number_of
from loftekoll.phrase.spelling import is_near_time
from loftekoll.phrase.target import Part, Reading
from loftekoll.phrase.tokens import is_unaccented

_WORD = r"[^\W\d_](?:[^\W\d_]|[-–](?=[^\W\d_]))*"
_SHAPED = re.compile(
    r"((?:[Mm]inst|[Hh]ögst|[Ee]xakt|[Cc]irka|[Cc]a) )?"
    r"([a-zåäö]+|[2-9]|[1-9][0-9]{1,2})"
    r"(?: \(([0-9]{1,3})\))?"
    rf"((?: (?:{_WORD}|(?:19|20|21)[0-9]{{2}}|(?<=senast )[0-9]{{1,2}}(?= [^\W\d_])))+)"
)
_MANY, _MANY_IN_WORDS, _MANY_COUNT = "7", "sju", 7
_DEFINITE = ("n", "et")
_SHORTEST = 5  # letters; shorter words are few


class Shape(NamedTuple):
    """A phrase with stand-ins for its number and for words that mean nothing: what is read in its place.

    `own` has the phrase's own word for each stand-in; `number` is its count.
    """

    text: str
    own: dict[str, str]
    number: int


def shape_of(text: str) -> Shape | None:
    """The shape of a phrase; `None` when it is not plainly of one, or is what is read for its shape.

    A shape is a number, perhaps with a comparator, and words of which none is a number but in a last day.
    """
    match = _SHAPED.fullmatch(text)
    if match is None or is_unaccented(match[2]):
        return None
    opening, number, digits, rest = match.groups(default="")
    count = int(number) if number.isdecimal() else number_of(morphemes_of(number))
    if not count or (digits and int(digits) != count):
        return None
    own = _own_numbers(number, digits) if count > 1 else {}
    opened = opening + " ".join(own) if own else text.removesuffix(rest)
    following = _with_stand_ins(rest.split(), own)
    read = " ".join((opened, *following))
    return Shape(read, own, count) if following and read != text else None


def _own_numbers(number: str, digits: str) -> dict[str, str]:
    """The number by its stand-in, and its repetition in digits by that of its own."""
    own = {_MANY if number.isdecimal() else _MANY_IN_WORDS: number}
    return own | {f"({_MANY})": f"({digits})"} if digits else own


def _with_stand_ins(following: Iterable[str], own: dict[str, str]) -> list[str]:
    """The words after the number, with stand-ins that `own` learns; none at all when that cannot be done."""
    found: list[str] = []
    for word in following:
        kind = _kind_of(word)
        if kind is _Kind.SAID and word not in own:
            found.append(word)
            continue
        free = [each for each in _STAND_INS.get(kind, ()) if each not in own]
        if not free or word in own.values():
            return []
        own[free[0]] = word
        found.append(free[0])
    return found


class _Kind(Enum):
    """What a word after the number is to the grammar."""

    SAID = auto()
    """Of the grammar, or perhaps: it stands as it is."""
    NUMBER = auto()
    PLAIN = auto()
    """Nothing: any other such word would do."""
    DEFINITE = auto()
    """Nothing, but it ends as a definite noun does."""


_STAND_INS = {
    _Kind.PLAIN: ("brandövningar", "cykelkontroller", "krogronder", "klotter"),
    _Kind.DEFINITE: ("lägermöten", "belysningen", "landsbygden", "gångbanan"),
}


@lru_cache(maxsize=8192)
def _kind_of(word: str) -> _Kind:
    low = word.lower()
    if any(map(morphemes_of, re.split("[-–]", low))):
        return _Kind.NUMBER
    is_letters = word.isalpha() and word.islower() and len(word) >= _SHORTEST
    is_said = low in words.VOCABULARY or low.endswith(words.ALL_ENDINGS)
    is_near = low.startswith(words.BEGINNINGS) or is_near_time(low) or near_numeral(low, is_lax=False) is not None
    if not is_letters or is_said or is_near or is_unaccented(low):
        return _Kind.SAID
    return _Kind.DEFINITE if low.endswith(_DEFINITE) else _Kind.PLAIN


def refilled(reading: Reading, shape: Shape, text: str) -> Reading | None:
    """The reading of a shape as that of the phrase `text`; `None` when they may differ in more than words and count.

    That is when it has remarks, which name words and places, or not one target with the number of the shape.
    """
    if reading.remarks or len(reading.targets) != 1:
        return None
    target = reading.targets[0]
    if target.count != (_MANY_COUNT if shape.number > 1 else 1) or target.count_to is not None or target.parts:
        return None
    own = target._replace(count=shape.number, unit=_own_words(target.unit, shape))
    if target.scope is not None:
        own = own._replace(scope=_own_words(target.scope, shape))
    parts = _parts(reading, shape)
    return reading._replace(phrase=text, targets=(own,), parts=parts) if parts else None


def _own_words(text: str, shape: Shape) -> str:
    return " ".join(shape.own.get(word, word) for word in text.split(" "))


def _parts(reading: Reading, shape: Shape) -> tuple[Part, ...]:
    """The parts at their places in the phrase; none when one of them ends inside a word."""
    starts, ends = {}, {}
    at = at_read = 0
    for word in shape.text.split(" "):
        own = shape.own.get(word, word)
        starts[at_read], ends[at_read + len(word)] = at, at + len(own)
        at, at_read = at + len(own) + 1, at_read + len(word) + 1
    try:
        return tuple(
            part._replace(offset=starts[part.offset], length=ends[part.offset + part.length] - starts[part.offset])
            for part in reading.parts
        )
    except KeyError:
        return ()
