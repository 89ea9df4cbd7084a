"""Swedish numerals: from words to numbers, 0 to 9 999 999."""

import re
from functools import cache, lru_cache
from itertools import groupby

_ONES = {
    "noll": 0, "en": 1, "ett": 1, "två": 2, "tva": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7,
    "åtta": 8, "atta": 8, "nio": 9,
}  # fmt: skip
_TEENS = {
    "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17,
    "arton": 18, "aderton": 18, "nitton": 19,
}  # fmt: skip
_TENS = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "förtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80,
    "attio": 80, "nittio": 90,
}  # fmt: skip
_UNACCENTED = {"tva", "atta", "attio"}
_POWERS = {"hundra": 100, "tusen": 1000, "miljon": 1_000_000, "miljoner": 1_000_000}
_MORPHEMES = _ONES | _TEENS | _TENS | _POWERS
_LONGEST_FIRST = sorted(_MORPHEMES, key=len, reverse=True)
_LONGEST_WORD = 60


@lru_cache(maxsize=4096)
def morphemes_of(word: str) -> tuple[int, ...]:
    """The values of the parts of a numeral in lower case, `(20, 1)` for `tjugoen`; empty when it is none.

    A doubled letter at a seam is written once (`ettusen`), so a part may begin inside the one before.
    """
    if word in _MORPHEMES:
        return (_MORPHEMES[word],)
    if len(word) > _LONGEST_WORD:
        return ()
    for part in _LONGEST_FIRST:
        if word.startswith(part) and len(part) < len(word):
            rest = morphemes_of(word[len(part) :])
            if not rest and part == "ett" and word.startswith("ettusen"):
                rest = morphemes_of(word[2:])
            if rest:
                return (_MORPHEMES[part], *rest)
    return ()


def number_of(parts: tuple[int, ...]) -> int | None:
    """The number that the parts make in this order, or `None` when Swedish does not build numbers so.

    ::

        tal      := [ledd "miljon"] [[ledd] "tusen"] [ledd]
        ledd     := [[ental] "hundra"] [tiotal [ental] | tontal | ental]
    """
    total = 0
    for power in (1_000_000, 1000):
        if power in parts:
            at = parts.index(power)
            factor = _below_thousand(parts[:at]) if at else 1
            if not factor:
                return None
            total, parts = total + factor * power, parts[at + 1 :]
    if not parts:
        return total or None
    rest = _below_thousand(parts)
    if rest is None or (rest == 0 and total):
        return None
    return total + rest


def _below_thousand(parts: tuple[int, ...]) -> int | None:
    total = 0
    if 100 in parts[:2]:
        at = parts.index(100)
        if at and not 1 <= parts[0] <= 9:
            return None
        total, parts = (parts[0] if at else 1) * 100, parts[at + 1 :]
    match parts:
        case ():
            return total or None
        case (0,):
            return None if total else 0
        case (one,) if one < 100:
            return total + one
        case (ten, one) if 20 <= ten <= 90 and 1 <= one <= 9:
            return total + ten + one
    return None


@lru_cache(maxsize=1024)
def has_number(text: str) -> bool:
    """Whether a digit or a numeral above one stands in the text; a quick look before a text is parsed."""
    has_digit = _WORDS_ALONE.fullmatch(text) is None and any(map(str.isdigit, text))
    return has_digit or any(map(_is_above_one, text.lower().split()))


_WORDS_ALONE = re.compile(r"[A-Za-zÅÄÖåäöé\0 ,.:;()/-]*")
"""What most texts without digits are; quicker to see than that no sign of a text is a digit in any script."""


@lru_cache(maxsize=4096)
def _is_above_one(word: str) -> bool:
    return max(morphemes_of(word.strip("().,;:")), default=0) > 1


def near_numeral(word: str, *, is_lax: bool = True) -> str | None:
    """The numeral from 2 to 99 that a misspelt word was probably meant to be, or `None`.

    Where any word may stand (not `is_lax`), only a letter too many or too few of the same is a misspelling: `fyrra`.
    """
    if not is_lax:
        return _by_single_letters().get(_single(word)) if not morphemes_of(word) else None
    from difflib import get_close_matches  # noqa: PLC0415 - only needed when something is misspelt

    close = get_close_matches(word, _spelt_out(), n=1, cutoff=0.75)
    return close[0] if close and len(word) >= 3 and word[0] == close[0][0] else None


def _single(word: str) -> str:
    """The word with every doubled letter written once."""
    return "".join(letter for letter, _ in groupby(word))


@cache
def _by_single_letters() -> dict[str, str]:
    return {_single(word): word for word in _spelt_out()}


@cache
def _spelt_out() -> tuple[str, ...]:
    plain = [word for word, value in (_ONES | _TEENS | _TENS).items() if value > 1 and word not in _UNACCENTED]
    compound = [f"{ten}{one}" for ten in _TENS for one in _ONES if one != "noll"]
    return (*plain, *compound, "hundra", "tusen")


def in_words(number: int) -> str:
    """The number as running text has it: words from two to twelve, digits above, grouped by thousands."""
    if 2 <= number <= 12:
        return next(word for word, value in (_ONES | _TEENS).items() if value == number)
    return f"{number:,}".replace(",", " ")
