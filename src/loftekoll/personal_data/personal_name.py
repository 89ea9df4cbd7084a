"""Probable personal names: a first name that is common in Sweden and a capitalised word, or a surname in -sson."""

import pkgutil
import re
import unicodedata
from functools import cache
from typing import NamedTuple

from loftekoll.municipalities import municipalities
from loftekoll.personal_data.signs import DASHES, HYPHENS, Span, addresses, outside
from loftekoll.personal_data.surroundings import (
    ANNOUNCING,
    BEFORE,
    COMPANY,
    NO_SURNAME,
    OF_SOMEBODY,
    PARTICLES,
    SHORTENED,
    SURNAME_ENDINGS,
    TITLES_OF_NOBODY,
    WORDS_TOO,
    is_institution,
)

_PAIR = re.compile(r"A(?<![Aa]A)[Aa?'-]{0,40}+\.?(?= {1,2}(?:[A?][Aa?.']|(?:a{2,3} {1,2}){1,2}A))")
_FOREIGN_PAIR = re.compile(r"\?(?<![Aa]\?)[Aa'-][Aa?'-]{0,39}+(?= {1,2}[A?][Aa?.'])")
_LETTER = "[^\\W\\d_]"
_MARKS = "\u0300-\u036f"
_PART = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}]|['’](?={_LETTER})){{0,40}}"
_WORD = re.compile(rf"{_PART}(?:-{_PART}){{0,3}}")
_GAP = re.compile(r"[ \u00a0]{1,2}")
_NEXT = re.compile(rf"[ \u00a0]{{1,2}}({_PART}|&)")
_FIRM = re.compile(r"(?:[ \u00a0]{1,2}[A-ZÅÄÖ&][\w&-]{0,40}){1,2}[ \u00a0](?:AB|HB|KB)(?!\w)")
_LAST_WORD = re.compile(rf"(?<![\w@.-])({_PART}(?:-{_PART})?) $")
_PATRONYMIC = re.compile(rf"{_PART}ssons?", re.IGNORECASE)
_KEY_BEFORE = re.compile(r"(?:^|\n)[ \t]*(?:- )?[\"']?$")
_MOST_GIVEN = 3
_SAFE = "sson"


class _Token(NamedTuple):
    word: str
    start: int
    end: int


@cache
def _first_names() -> frozenset[str]:
    table = pkgutil.get_data("loftekoll", "data/fornamn.txt") or b""
    return frozenset(table.decode("utf-8").lower().split())


@cache
def _places() -> frozenset[str]:
    """Municipalities that are no common surnames."""
    return _municipalities() - {"berg", "lund", "falkenberg", "norberg"}


@cache
def _municipalities() -> frozenset[str]:
    return frozenset(each.name.lower() for each in municipalities())


def personal_names(text: str, kinds: str, *, is_foreign: bool) -> list[Span]:
    """Every first name with its surname, in order. `kinds`: A a capital, a a small letter, ? what is not Latin-1.

    Names that begin with a letter outside Latin-1 are looked for only when `is_foreign`.
    """
    starts = [match.start() for match in _PAIR.finditer(kinds)]
    if is_foreign:
        starts = sorted([*starts, *(match.start() for match in _FOREIGN_PAIR.finditer(kinds))])
    found: list[Span] = []
    for start in starts:
        span = _name_at(text, start) if not found or start >= found[-1][1] else None
        if span:
            found.append(span)
    return outside(found, addresses(text)) if found else found


def patronymics(text: str) -> list[Span]:
    """Every first name before a surname in -sson, with a small letter in either: «anna andersson»."""
    found: list[Span] = []
    at = text.find(_SAFE)
    while at >= 0:
        span = _small_name(text, at)
        if span:
            found.append(span)
        at = text.find(_SAFE, span[1] if span else at + len(_SAFE))
    return outside(found, addresses(text)) if found else found


def _small_name(text: str, at: int) -> Span | None:
    line = text[max(0, at - 80) : at + 8]
    offset = max(0, at - 80)
    for second in _WORD.finditer(line):
        if second.start() + offset < at < second.end() + offset and _PATRONYMIC.fullmatch(second[0]):
            first = _LAST_WORD.search(line[: second.start()])
            is_small = first and not (first[1][0].isupper() and second[0][0].isupper())
            if first and is_small and _is_first_name(first[1]) and not _is_elsewhere(text, first.start(1) + offset):
                return first.start(1) + offset, second.end() + offset
    return None


def _is_elsewhere(text: str, start: int) -> bool:
    """Whether the word before makes it a house, a block or a ship that is named after somebody."""
    before = text[max(0, start - 40) : start]
    words = before.rstrip(" \u00a0\"'«”").split()
    if before[-1:] == "\n" or not words:
        return False
    last = _key(words[-1]).lstrip("(\"'«”[")
    return last in BEFORE or (last.endswith(".") and last[:-1] in SHORTENED)


def _name_at(text: str, start: int) -> Span | None:
    """The whole name that begins here."""
    first = None if _is_inside_word(text, start) else _WORD.match(text, start)
    if not first:
        return None
    is_first_name = _is_first_name(first[0])
    is_announced = not is_first_name and _is_announced(text, start)
    if not (is_first_name or is_announced or _SAFE in text[first.end() : first.end() + 60]):
        return None
    tokens = _tokens(text, start)
    last = 0 if len(tokens) < 2 or _is_figure(tokens) else _last_of(tokens, is_announced=is_announced)
    if not last:
        return None
    end = _with_second_surname(tokens, last)
    if _is_elsewhere(text, start) or _is_key(text, start, tokens[end].end):
        return None
    if any(_is_institution_after(text, each) for each in {tokens[last], tokens[end]}):
        return None
    begin = tokens[last] if _key(tokens[0].word) in TITLES_OF_NOBODY else tokens[0]
    return begin.start, tokens[end].end


def _is_inside_word(text: str, start: int) -> bool:
    """Whether what stands right before belongs to it; the line that begins a stretch in italics does not."""
    before = text[start - 1 : start]
    return before.isalnum() or before in {"@", "/"} or (before == "_" and text[max(0, start - 2)].isalnum())


def _is_announced(text: str, start: int) -> bool:
    """Whether a title or a verb of speech stands right before."""
    words = text[max(0, start - 24) : start].split()
    return bool(words) and text[start - 1] in " \u00a0" and _key(words[-1]) in ANNOUNCING


def _is_figure(tokens: list[_Token]) -> bool:
    """Whether it is somebody whom all know from tales, history or shops; with one more surname it is another."""
    first, second = _key(tokens[0].word), _key(tokens[1].word)
    if (first, second) not in OF_SOMEBODY and (first, second.removesuffix("s")) not in OF_SOMEBODY:
        return False
    return len(tokens) == 2 or not _is_given(tokens[1].word, tokens[2].word)


def _last_of(tokens: list[_Token], *, is_announced: bool) -> int:
    """The index of the surname; 0 when it is no name."""
    if is_announced and _may_be_surname(tokens[0].word) and _has_surname_ending(tokens[1].word):
        return int(_may_be_surname(tokens[1].word))
    return _surname(tokens) or _patronymic(tokens)


def _tokens(text: str, start: int) -> list[_Token]:
    """The capitalised words that stand here in a row, with initials and particles such as «von»; at most seven."""
    tokens: list[_Token] = []
    at = start
    while len(tokens) < 7 and (match := _WORD.match(text, at)):
        word = match[0]
        if not (word[0].isupper() or (tokens and word in PARTICLES)):
            break
        end = match.end()
        is_initial = len(word) == 1 and text[end : end + 1] == "."
        tokens.append(_Token(word, match.start(), end))
        gap = _GAP.match(text, end + is_initial)
        if not gap:
            break
        at = gap.end()
    while tokens and tokens[-1].word in PARTICLES:
        tokens.pop()
    return tokens


def _surname(tokens: list[_Token]) -> int:
    """The index of the surname after one or more first names; 0 when it is no such name."""
    if not _is_first_name(tokens[0].word):
        return 0
    last = 1
    while last + 1 < len(tokens) and last < _MOST_GIVEN and _is_given(tokens[last].word, tokens[last + 1].word):
        last += 1
    while last + 1 < len(tokens) and tokens[last].word in PARTICLES:
        last += 1
    if not _may_be_surname(tokens[last].word):
        return 0
    if _key(tokens[0].word) in _municipalities() and _key(tokens[last].word) in _municipalities():
        return 0
    is_doubtful = last == 1 and _key(tokens[0].word) in WORDS_TOO
    is_shouted = tokens[0].word.isupper() and len(tokens[0].word) > 1
    return last if not (is_doubtful or is_shouted) or _has_surname_ending(tokens[last].word) else 0


def _is_given(word: str, after: str) -> bool:
    """Whether the word is one more first name or an initial, and the next may be the surname."""
    return (len(word) == 1 or _is_first_name(word)) and (after in PARTICLES or _may_be_surname(after))


def _patronymic(tokens: list[_Token]) -> int:
    """1 when the second word is a surname that is safe by itself; 0 when it is not."""
    first, second = tokens[0].word, tokens[1].word
    is_surname = _key(second).removesuffix("s").endswith(_SAFE) and len(second) > 5 and _may_be_surname(second)
    return int(is_surname and _key(second) != "ericsson" and not is_institution(_key(first)) and _is_titled(first))


def _is_titled(word: str) -> bool:
    return not (len(word) > 1 and word.isupper()) and _key(word) not in BEFORE


def _may_be_surname(word: str) -> bool:
    if len(word) < 2 or not all(part[:1].isupper() for part in word.split("-")):
        return False
    key = _key(word)
    is_capitals = word.isupper() and len(word) < 4
    return not (is_capitals or key in NO_SURNAME or key in _places() or is_institution(key))


def _has_surname_ending(word: str) -> bool:
    return _key(word).removesuffix("s").endswith(SURNAME_ENDINGS) or _key(word).endswith(SURNAME_ENDINGS)


def _with_second_surname(tokens: list[_Token], last: int) -> int:
    """The index of the last word of a double surname without a hyphen."""
    if last + 1 < len(tokens):
        word = tokens[last + 1].word
        if _has_surname_ending(word) and _may_be_surname(word) and not _key(tokens[last].word).endswith("ssons"):
            return last + 1
    return last


def _is_institution_after(text: str, token: _Token) -> bool:
    """Whether what follows makes it a street, school, foundation, event or firm that is named after somebody."""
    word, _, end = token
    if text[end : end + 1] in set(HYPHENS) and text[end + 1 : end + 2].isalpha():
        return True
    if text[end : end + 1] in set(DASHES) and (joined := _WORD.match(text, end + 1)):
        return is_institution(_key(joined[0]))
    if _FIRM.match(text, end):
        return True
    match = _NEXT.match(text, end)
    if not match:
        return False
    following = _key(match[1])
    is_genitive = word.endswith(("s", "x", "z"))
    return following in COMPANY or is_institution(following, is_genitive=is_genitive)


def _is_key(text: str, start: int, end: int) -> bool:
    """Whether it stands where a YAML key does: first on its line, with a colon after it."""
    if text[end : end + 1] != ":" or text[end + 1 : end + 2] not in {"", " ", "\n"}:
        return False
    return _KEY_BEFORE.search(text[max(0, start - 40) : start]) is not None


def _is_first_name(word: str) -> bool:
    """Whether it is a first name, a double one too: «Karl-Erik»."""
    first, *others = _key(word).split("-")
    return (
        first in _first_names()
        and all(part[:1].isupper() or word.islower() for part in word.split("-")[1:])
        and (not others or others[0] in _first_names() or len(others[0]) > 1)
    )


def _key(word: str) -> str:
    return unicodedata.normalize("NFC", word).lower()
