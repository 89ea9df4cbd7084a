"""The case numbers of the police: 5000-K123456-25."""

import re

from loftekoll.personal_data.signs import ALNUM, BLANK, DASH, DASHES, Span

_CANDIDATE = re.compile(
    rf"(?<![{ALNUM}])(?:(?P<authority>[0-9]{{4}})(?P<sep>[{BLANK}{DASH}]?))?(?P<k>[Kk])[{BLANK}]?(?P<number>[0-9]{{1,7}})"
    rf"(?P<slash>[{DASH}/])(?:20)?[0-9]{{2}}(?![{ALNUM}])(?![{DASH}][0-9])"
)
_CAPITAL = re.compile(rf"K(?=[{BLANK}]?[0-9])")
_COURT_BEFORE = re.compile(r"(?i:\bmål(?:et)?(?:\W?nr|nummer|numret)?|tingsrätt\w{0,3})\W{1,3}$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def case_numbers(text: str, *, is_small: bool) -> list[Span]:
    """Every case number: four digits for the authority, K, number and year; or without the four, a long number.

    Those with a small k are looked for only when `is_small`.
    """
    if not (is_small or _CAPITAL.search(text)):
        return []
    return [match.span() for match in _CANDIDATE.finditer(text) if _is_case_number(match)]


def _is_case_number(match: re.Match[str]) -> bool:
    """Whether it is no quarter («2025-K1-25»), stretch of years («K 2019-2023»), registry number («K1234/25»).

    Nor is it a bankruptcy before a court («mål nr K 1234-25»).
    """
    authority, number = match["authority"], match["number"]
    is_long = len(number) >= 4 and not _YEAR.fullmatch(number)
    if authority and match["sep"] in set(DASHES) and not _YEAR.fullmatch(authority):
        return True
    if authority is None and _COURT_BEFORE.search(match.string[max(0, match.start() - 20) : match.start()]):
        return False
    return is_long and (authority is not None or match["k"] == "K") and match["slash"] in DASHES
