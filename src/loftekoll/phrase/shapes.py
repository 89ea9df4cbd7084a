"""Phrases of one shape, which differ only in number, year and words that mean nothing to the grammar.

`minst fyra nattvandringar per år` is read as `minst sju brandövningar per år`, with its own number and noun, so that of
thousands of targets in a workspace less than half are read one by one. What is read so is read as it would be by
itself, which is a law of the tests; what is not plainly of a shape is read by itself.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from loftekoll.phrase import words
from loftekoll.phrase.numerals import morphemes_of, near_numeral, number_of
from loftekoll.phrase.spelling import is_near_time
from loftekoll.phrase.target import Part, Reading, WindowSpec
from loftekoll.phrase.tokens import is_unaccented

_OPENINGS = {form for word in ("minst", "högst", "exakt", "cirka", "ca") for form in (word, word.capitalize())}
_MANY, _MANY_IN_WORDS, _MANY_COUNT = "7", "sju", 7
_SOME_YEAR = 2019
_PART = ", varav minst "
_DEFINITE_ENDINGS = ("n", "et")
_SHORTEST = 5  # letters; shorter words are few

_SAID, _NUMBER, _PLAIN, _DEFINITE, _YEAR, _DAY = "said", "number", "plain", "definite", "year", "day"
"""What a word after the number is to the grammar: of it, or perhaps; a number or no word; nothing; nothing, but it ends
as a definite noun does; digits for a year, or for a day of a month."""
_STAND_INS = {
    _PLAIN: ("brandövningar", "cykelkontroller", "krogronder", "klotter"),
    _DEFINITE: ("lägermöten", "belysningen", "landsbygden", "gångbanan"),
    _YEAR: (str(_SOME_YEAR),),
}


class Shape(NamedTuple):
    """A phrase with stand-ins for its number, its year and words that mean nothing: what is read in its place.

    `own` has the phrase's own word for each stand-in; `number` is its count, and `year` is the one it names if that
    has a stand-in. `part` is how it ends: ", varav minst två på våren", which stands as it is.
    """

    text: str
    own: dict[str, str]
    number: int
    year: int | None
    part: str


def shape_of(text: str) -> Shape | None:
    """The shape of a phrase; `None` when it is not plainly of one, or is what is read for its shape.

    A shape is a number, perhaps with a comparator, and words of which none is a number but in a year or a last day.
    """
    whole, varav, rest = text.partition(_PART)
    pieces = whole.split(" ")
    opening = pieces[:1] if pieces[0] in _OPENINGS else []
    counted = pieces[len(opening) :]
    count = _count_of(counted[0]) if counted else 0
    if not count:
        return None
    stop = 2 if _is_repeated(counted, count) else 1
    own = _own_numbers(counted[:stop], is_marked=bool(opening)) if count > 1 else {}
    opened = [*opening, *(own or counted[:stop])]
    following = _with_stand_ins(counted[stop:], own)
    read = " ".join(opened + following) + varav + rest
    if not following or read == text or (varav and not _is_plain_part(rest.split(" "), own)):
        return None
    year = own.get(str(_SOME_YEAR))
    return Shape(read, own, count, int(year) if year else None, varav + rest)


def _is_plain_part(pieces: Sequence[str], own: dict[str, str]) -> bool:
    """Whether a part is a number and words of the grammar, none of them a stand-in."""
    is_said = _count_of(pieces[0]) > 0 and all(_kind_of(word) == _SAID for word in pieces[1:])
    return is_said and own.keys().isdisjoint(pieces)


@lru_cache(maxsize=1024)
def _count_of(number: str) -> int:
    """A number in words, or from 2 to 999 in digits; 0 when it is none."""
    if number[:1].isdecimal():
        is_plain = number.isascii() and number.isdecimal() and len(number) <= 3 and number[0] != "0" and number != "1"
        return int(number) if is_plain else 0
    return 0 if is_unaccented(number) else number_of(morphemes_of(number)) or 0


def _is_repeated(counted: Sequence[str], count: int) -> bool:
    """Whether the number is followed by itself in digits: `fyra (4)`."""
    if len(counted) < 2 or counted[1][:1] != "(":
        return False
    digits = counted[1][1:-1]
    return digits == str(count) and counted[1][-1] == ")"


def _own_numbers(numbers: Sequence[str], *, is_marked: bool) -> dict[str, str]:
    """The number by its stand-in, and its repetition in digits by that of its own.

    After a comparator, digits mean what words do.
    """
    in_digits = numbers[0].isdecimal() and (len(numbers) > 1 or not is_marked)
    return dict(zip((_MANY if in_digits else _MANY_IN_WORDS, f"({_MANY})"), numbers, strict=False))


def _with_stand_ins(following: Sequence[str], own: dict[str, str]) -> list[str]:
    """The words after the number, with stand-ins that `own` learns; none at all when that cannot be done."""
    found: list[str] = []
    for at, word in enumerate(following):
        kind = _kind_of(word)
        if kind in {_YEAR, _DAY}:
            kind = _kind_of_digits(kind, following, at)
        if kind == _SAID and word not in own:
            found.append(word)
            continue
        free = [each for each in _STAND_INS.get(kind, ()) if each not in found]
        if not free or word in own.values():
            return []
        own[free[0]] = word
        found.append(free[0])
    return found


def _kind_of_digits(kind: str, pieces: Sequence[str], at: int) -> str:
    """Any year would do in `under 2025`; other years and the day of `senast 3 mars` stand as they are."""
    before = pieces[at - 1] if at else ""
    if kind == _YEAR:
        return _YEAR if before == "under" else _SAID
    is_of_month = before == "senast" and at + 1 < len(pieces) and pieces[at + 1][:1].isalpha()
    return _SAID if is_of_month else _NUMBER


@lru_cache(maxsize=8192)
def _kind_of(word: str) -> str:
    if word.isascii() and word.isdecimal():
        is_year = len(word) == 4 and word[:2] in {"19", "20", "21"}
        return _YEAR if is_year else _DAY if len(word) <= 2 else _NUMBER
    low = word.lower()
    parts = re.split("[-–]", low)
    if not all(map(str.isalpha, parts)) or any(map(morphemes_of, parts)):
        return _NUMBER
    is_letters = word.isalpha() and word.islower() and len(word) >= _SHORTEST
    is_said = low in words.VOCABULARY or low.endswith(words.ALL_ENDINGS)
    is_near = low.startswith(words.BEGINNINGS) or is_near_time(low) or near_numeral(low, is_lax=False) is not None
    if not is_letters or is_said or is_near or is_unaccented(low):
        return _SAID
    return _DEFINITE if low.endswith(_DEFINITE_ENDINGS) else _PLAIN


def refilled(reading: Reading, shape: Shape, text: str) -> Reading | None:
    """The reading of a shape as that of the phrase `text`; `None` when they may differ in more than words and numbers.

    That is when it has remarks, which name words and places, or not one target with the number of the shape.
    """
    if reading.remarks or len(reading.targets) != 1:
        return None
    target = reading.targets[0]
    if target.count != (_MANY_COUNT if shape.number > 1 else 1) or target.count_to is not None:
        return None
    if (shape.year or not shape.part) and target.parts:
        return None
    window = _own_window(target.window, shape)
    parts = _parts(reading, shape)
    if not window or not parts:
        return None
    scope = None if target.scope is None else _own_words(target.scope, shape)
    own = target._replace(count=shape.number, unit=_own_words(target.unit, shape), window=window, scope=scope)
    return Reading(text, reading.kind, (own,), (), parts)


def _own_words(text: str, shape: Shape) -> str:
    return " ".join([shape.own.get(word, word) for word in text.split(" ")])


def _own_window(window: WindowSpec, shape: Shape) -> WindowSpec | None:
    """The window in the year of the phrase; none where a last day is of that year, which may lack the day."""
    if shape.year is None:
        return window
    if window.deadline:
        return None
    return window._replace(year=shape.year) if window.year == _SOME_YEAR else window


def _parts(reading: Reading, shape: Shape) -> tuple[Part, ...]:
    """The parts at their places in the phrase; none when one of them ends inside a word."""
    places = {}
    at = at_read = 0
    whole = shape.text.removesuffix(shape.part)
    for word in whole.split(" "):
        places[at_read] = at
        at += len(shape.own.get(word, word))
        at_read += len(word)
        places[at_read] = at
        at, at_read = at + 1, at_read + 1
    places |= {n: n + at - at_read for n in range(len(whole), len(shape.text) + 1 if shape.part else 0)}
    try:
        return tuple([_at_places(part, places) for part in reading.parts])
    except KeyError:
        return ()


def _at_places(part: Part, places: dict[int, int]) -> Part:
    start = places[part.offset]
    return Part(part.role, start, places[part.offset + part.length] - start, part.is_used)
