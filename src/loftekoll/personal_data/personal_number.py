"""Personal identity numbers and coordination numbers (day + 60), by date and check digit."""

import re
from collections.abc import Iterator

from loftekoll.personal_data.signs import ALNUM, BLANK, DASH, Span, addresses, outside, uuids

_BETWEEN = rf"(?P<sep>[{BLANK}]{{0,2}}[+{DASH}][{BLANK}]{{0,2}}|[{BLANK}]?)"
_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = "(?:[0-2][0-9]|3[01]|[6-8][0-9]|9[01])"
_CANDIDATE = re.compile(
    rf"(?<![+{ALNUM}])(?P<date>(?:1[89]|20)?[0-9]{{2}}{_MONTH}{_DAY}|(?:1[89]|20)[0-9]{{2}}-{_MONTH}-{_DAY})"
    rf"{_BETWEEN}(?P<tail>[0-9]{{4}})(?![{ALNUM}])"
)
_DECIMAL_POINT = re.compile(r"(?<![0-9])[0-9]{1,3}[.,]$")
_DECIMALS = re.compile(r"[.,][0-9]{1,2}(?![0-9])")
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3])[0-5][0-9]")
_MONTH_END = re.compile(r"(?:0[13578]|1[02])31|(?:0[469]|11)30|02(?:28|29)")
_MOBILE = re.compile(r"07[02369]")
_FIRST_YEAR = 2014
"""Dates from this year on can be dates of the work that a promise is about, not only of birth."""


def personal_numbers(text: str) -> list[Span]:
    """Every valid number, in order. A bare one of ten digits inside a web address is a page number.

    What has another plain reading is left alone: a day and a clock time («20250503 1230») or the first and last day
    of a stretch («250101-1231»), both of the years that promises are about.
    """
    found = list(_verified(text))
    if not found:
        return []
    bare = [(start, end) for start, end in found if end - start == 10]
    hidden = set(bare).difference(outside(bare, addresses(text)))
    return outside([span for span in found if span not in hidden], uuids(text))


def _verified(text: str) -> Iterator[Span]:
    match = _CANDIDATE.search(text)
    while match:
        is_number = _is_number(match, text)
        if is_number:
            yield match.span()
        match = _CANDIDATE.search(text, match.end() if is_number else match.start("tail"))


def _is_number(match: re.Match[str], text: str) -> bool:
    date, sep, tail = match["date"].replace("-", ""), match["sep"].strip(BLANK), match["tail"]
    if not sep and (_is_amount(match, text) or _reads_otherwise(date, match["sep"], tail)):
        return False
    if "-" in match["date"] and _is_time_of_work(date, tail):
        return False
    if sep and sep != "+" and _is_stretch(date, tail):
        return False
    from personnummer import personnummer  # noqa: PLC0415 - only a text with a candidate needs it

    return bool(personnummer.valid(f"{date}{'+' if sep == '+' and len(date) == 6 else '-'}{tail}"))


def _is_amount(match: re.Match[str], text: str) -> bool:
    """Whether its digits are decimals, or have decimals."""
    before = text[max(0, match.start() - 5) : match.start()]
    return _DECIMALS.match(text, match.end()) is not None or _DECIMAL_POINT.search(before) is not None


def _reads_otherwise(date: str, blank: str, tail: str) -> bool:
    """Whether a number without a hyphen is rather a time of day after a date, or a mobile telephone number."""
    if len(date) == 6:
        is_mobile = not blank and _MOBILE.match(date) is not None and int(date[4:]) > 60
        return is_mobile or (bool(blank) and _is_time_of_work(date, tail))
    return _is_time_of_work(date, tail)


def _is_time_of_work(date: str, tail: str) -> bool:
    """Whether it is a day of the years that promises are about, and a clock time."""
    return _is_recent(date) and int(date[-2:]) <= 31 and _CLOCK.fullmatch(tail) is not None


def _is_recent(date: str) -> bool:
    year = int(date[:-4]) if len(date) == 8 else 2000 + int(date[:-4])
    return _FIRST_YEAR <= year < _FIRST_YEAR + 30


def _is_stretch(date: str, tail: str) -> bool:
    """Whether it goes from the first of a month to the last of one, such as 250101-1231."""
    return (
        _is_recent(date) and date.endswith("01") and _MONTH_END.fullmatch(tail) is not None and tail[:2] >= date[-4:-2]
    )
