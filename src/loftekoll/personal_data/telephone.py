"""Telephone numbers, by Sweden's numbering plan and by how people write them."""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from loftekoll.personal_data.signs import ALNUM, BLANK, DASH, DASHES, Span, addresses, outside, uuids, word_set

_SEP = rf"(?:[{BLANK}]?[{DASH}/][{BLANK}]?|[{BLANK}.]|\)[{BLANK}]?[{DASH}]?[{BLANK}]?|[{BLANK}{DASH}]?\(0\)[{BLANK}]?)"
_HOME = re.compile(
    rf"0(?:(?<![{ALNUM}]0)|(?<=(?i:tfn|tel|fon|mob|bil)0))(?=[0-9][0-9/.(){BLANK}{DASH}]{{6}})(?:[1-9]|0[{BLANK}]?(?=4[567]|358)[1-9])[0-9]{{0,12}}(?:{_SEP}[0-9]{{1,12}}){{0,6}}"
)
_ABROAD = re.compile(rf"\+(?<![{ALNUM}]\+)(?:[{BLANK}](?=46))?[1-9][0-9]{{0,14}}(?:{_SEP}[0-9]{{1,12}}){{0,7}}")
_BLANKS = f"[{BLANK}]{{0,2}}"
_PARTS = re.compile(r"\(0\)|[0-9]+")
_WORD_BEFORE = re.compile(
    r"\b(?:tel|telefon|telefonnr|telefonnummer|tfn|mobil|mobilnr|mobilnummer|mob|ring|ringer|sms|sms:a|växel|jour|fax)"
    r"\W{0,3}$",
    re.IGNORECASE,
)
_REGISTRY_BEFORE = re.compile(
    rf"(?:\b(?!TEL|TFN|RING|MOBIL|FAX)[A-ZÅÄÖ]{{2,7}}[{BLANK}:/{DASH}]{{0,2}}|(?i:dnr|diarie\w{{0,6}}|ärende\w{{0,6}})[^\n]{{0,24}})$"
)
_REGISTRY_WORD = re.compile(
    rf"(?i:\b(?:dnr|diarie\w{{0,6}}|ärende\w{{0,6}}))[.:]?(?:{_BLANKS}(?:nr\b|[A-ZÅÄÖ]{{2,7}}))?[:.]?{_BLANKS}$"
)
"""The words alone, with no other word in between: what stands before a number like an area code's too."""
_EXTENSION = re.compile(rf"(?:[{DASH}][0-9]{{1,3}}|/[1-9][0-9]?)(?![{ALNUM}]|[.,:/{DASH}][0-9])")
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-4])[0-5][0-9]")
_DATE = re.compile(r"(?:(?:19|20)?[0-9]{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_COUNTED = re.compile(rf"[{BLANK}]?(?:%|kr\b|kronor|procent|st\b|tkr|mkr|miljoner)")

_MOBILE = ("070", "072", "073", "076", "079")
_AREAS = word_set(
    "08 010 011 013 016 018 019 021 023 026 031 033 035 036 040 042 044 046 054 060 063 090 "
    "0120 0121 0122 0123 0125 0140 0141 0142 0143 0144 0150 0151 0152 0155 0156 0157 0158 0159 0171 0173 0174 0175 "
    "0176 0220 0221 0222 0223 0224 0225 0226 0227 0240 0241 0243 0246 0247 0248 0250 0251 0253 0258 0270 0271 0278 "
    "0280 0281 0290 0291 0292 0293 0294 0295 0297 0300 0301 0302 0303 0304 0320 0321 0322 0325 0340 0345 0346 0370 "
    "0371 0372 0380 0381 0382 0383 0390 0392 0393 0410 0411 0413 0414 0415 0416 0417 0418 0430 0431 0433 0435 0451 "
    "0454 0455 0456 0457 0459 0470 0471 0472 0474 0476 0477 0478 0479 0480 0481 0485 0486 0490 0491 0492 0493 0494 "
    "0495 0496 0498 0499 0500 0501 0502 0503 0504 0505 0506 0510 0511 0512 0513 0514 0515 0520 0521 0522 0523 0524 "
    "0525 0526 0528 0530 0531 0532 0533 0534 0550 0551 0552 0553 0554 0555 0560 0563 0564 0565 0570 0571 0573 0580 "
    "0581 0582 0583 0584 0585 0586 0587 0589 0590 0591 0611 0612 0613 0620 0621 0622 0623 0624 0640 0642 0643 0644 "
    "0645 0647 0650 0651 0652 0653 0657 0660 0661 0662 0663 0670 0671 0672 0680 0682 0684 0687 0690 0691 0692 0693 "
    "0695 0696 0910 0911 0912 0913 0914 0915 0916 0918 0920 0921 0922 0923 0924 0925 0926 0927 0928 0929 0930 0932 "
    "0933 0934 0935 0940 0941 0942 0943 0950 0951 0952 0953 0954 0960 0961 0970 0971 0973 0975 0976 0977 0978 0980 "
    "0981"
)
"""The area codes; 020, 0771, 0900 and their like, which are nobody's own number, are not among them."""
_LEAST, _MOST, _MOST_ABROAD = 8, 10, 18
"""Digits in a number, and in one with 00, the country and «(0)»."""
_ALL_DIGITS = "0123456789"
_SUBSCRIBER = {2: (6, 8), 3: (5, 7), 4: (5, 6)}
"""How many digits follow an area code of so many digits, at least and at most."""


class _Number(NamedTuple):
    """Digits as they are grouped, what stands between the groups, and what stands right before them."""

    groups: tuple[str, ...]
    seps: tuple[str, ...]
    before: str

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(len(each) for each in self.groups)

    @property
    def is_announced(self) -> bool:
        """Whether a word such as «tel» stands right before."""
        return _WORD_BEFORE.search(self.before) is not None


def telephone_numbers(text: str, *, has_plus: bool) -> list[Span]:
    """Every telephone number that is somebody's, in order; switchboards of the 020 and 077 series and 112 are not."""
    found = list(_numbers(text, _HOME))
    if has_plus:
        abroad = list(_numbers(text, _ABROAD))
        found = sorted([*abroad, *outside(found, abroad)])
    return outside(outside(found, addresses(text)), uuids(text)) if found else found


def _numbers(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    last = 0
    match = pattern.search(text)
    while match:
        is_whole = last == match.start() - 1 or match[0][0] == "+" or not _is_inside_number(text, match.start())
        end = _end(match, text) if is_whole and match.end() - match.start() >= _LEAST else 0
        if end:
            yield match.start(), end
            last = end
        match = pattern.search(text, end or match.start() + 1)


def _is_inside_number(text: str, start: int) -> bool:
    """Whether a digit and a point, comma, colon or slash stand right before."""
    return start > 1 and text[start - 1] in ".,:/" and text[start - 2].isdecimal()


def _end(match: re.Match[str], text: str) -> int:
    """Where the longest number ends that begins here and consists of whole groups; 0 when there is none."""
    parts = list(_PARTS.finditer(text, match.start(), match.end()))
    sums = list(accumulate(len(each[0]) for each in parts))
    is_home = match[0][:2] != "00" and match[0][0] == "0"
    if is_home and not _may_be_home("".join(each[0] for each in parts)):
        return 0
    most = _MOST if is_home else _MOST_ABROAD
    before = text[max(0, match.start() - 40) : match.start()]
    for count in range(len(parts), 0, -1):
        if not _LEAST <= sums[count - 1] <= most:
            continue
        end = parts[count - 1].end()
        is_clear = (count > 2 or sums[count - 1] == _MOST) and sums[count - 1] > 2 * count
        extension = _EXTENSION.match(text, end) if is_clear else None
        if not (extension or _may_end(text, end)):
            continue
        groups = tuple(each[0] for each in parts[:count])
        seps = tuple(text[a.end() : b.start()] for a, b in pairwise(parts[:count]))
        if _is_telephone(_Number(groups, seps, before), text, end, is_abroad=match[0][0] == "+"):
            return extension.end() if extension else end
    return 0


def _may_be_home(digits: str) -> bool:
    """Whether it begins with a mobile prefix, or with an area code and a digit that may follow it."""
    is_area = any(digits[:length] in _AREAS and digits[length : length + 1] not in {"", "0"} for length in _SUBSCRIBER)
    return is_area or digits.startswith(_MOBILE)


def _may_end(text: str, end: int) -> bool:
    after, then = text[end : end + 1], text[end + 1 : end + 2]
    if after.isalnum() or after == "_":
        return after == "_"
    return not (then.isdecimal() and after in f"{DASHES}.,:/" and not (after in ",/" and then == "0"))


def _is_telephone(number: _Number, text: str, end: int, *, is_abroad: bool) -> bool:
    if not is_abroad and not number.digits.startswith("00"):
        return "(0)" not in number.groups and (_is_mobile(number) or _is_landline(number))
    digits = number.digits.replace("(0)", "")[0 if is_abroad else 2 :]
    if digits.startswith("46"):
        return _is_subscriber(f"0{digits[2:].removeprefix('0')}")
    return _is_foreign(digits, number, is_abroad=is_abroad) and not _COUNTED.match(text, end)


def _is_mobile(number: _Number) -> bool:
    """Ten digits that begin as a mobile number, in groups that nobody would write for hours («0730-1600 12»)."""
    sizes, groups = number.sizes, number.groups
    if len(number.digits) != 10 or not number.digits.startswith(_MOBILE):
        return False
    if sizes[0] not in {3, 4, 5, 10} or min(sizes) < 2 or len(sizes) > 5:
        return False
    return not (sizes[:2] == (4, 4) and all(_CLOCK.fullmatch(each) for each in groups[:2]))


def _is_landline(number: _Number) -> bool:
    sizes, seps = number.sizes, [each.strip(BLANK) for each in number.seps]
    if not _is_subscriber(number.digits, number.groups[0]) or _is_inside_date(number.before):
        return False
    if len(sizes) == 1:
        return (sizes[0] == 10 and number.digits not in _ALL_DIGITS) or number.is_announced
    if len(set(number.seps[1:])) > 1 or "." in seps or any(each in {"/", ")"} for each in seps[1:]):
        return False
    return _is_grouped(sizes[1:], number.groups) and (number.is_announced or _is_marked(number, seps[0]))


def _is_inside_date(before: str) -> bool:
    """Whether a digit and a hyphen stand right before, as in 2025-08-16."""
    return before[-1:] in set(DASHES) and before[-2:-1].isdecimal()


def _is_grouped(sizes: tuple[int, ...], groups: tuple[str, ...]) -> bool:
    """Whether the digits after the area code stand in such groups as people make."""
    if len(sizes) == 1 or set(sizes) <= {2, 3}:
        return True
    is_year = any(len(each) == 4 and each[:2] in {"19", "20"} for each in groups[1:])
    return sizes in {(3, 4), (4, 3), (4, 4)} and not is_year


def _is_marked(number: _Number, first: str) -> bool:
    """Whether it cannot be hours or minutes, a registry number, or a municipality's code with a count after it."""
    area, sizes = number.groups[0], number.sizes[1:]
    is_joined = first in {*DASHES, ")-", ")"}
    if area == "08" and set(sizes) == {2}:
        return is_joined and len(sizes) > 3
    if len(sizes) == 1 and (_REGISTRY_BEFORE if area == "08" else _REGISTRY_WORD).search(number.before):
        return False
    if len(sizes) == 1 and not is_joined:
        return len(area) < 4 and sizes[0] >= 6 and not _DATE.fullmatch(number.groups[1])
    return is_joined or sizes[-1] == 2 or (len(area) < 4 and len(sizes) == 3)


def _is_subscriber(digits: str, area: str = "") -> bool:
    """Whether Sweden's numbering plan has such a number; the area code is found unless it is given."""
    if not area and digits.startswith(_MOBILE):
        return len(digits) == 10
    for length, (least, most) in _SUBSCRIBER.items():
        is_area = digits[:length] in _AREAS and len(area) in {0, length, len(digits)}
        if is_area and least <= len(digits) - length <= most and digits[length] != "0":
            return True
    return False


def _is_foreign(digits: str, number: _Number, *, is_abroad: bool) -> bool:
    """Whether it is a number in another country, and no sum in groups of three."""
    if not 8 <= len(digits) <= 15 or any("." in each for each in number.seps):
        return False
    sizes = [len(each) for each in number.groups if each != "(0)"]
    if len(sizes) == 1:
        return is_abroad and len(digits) >= 9
    is_sum = set(sizes[1:]) == {3} and sizes[0] <= 3 and len(digits) < 12
    return not is_sum and min(sizes[1:]) >= 2 and (digits[0] != "1" or len(digits) == 11)
