"""E-mail addresses."""

import re

from loftekoll.personal_data.signs import BLANK, Span

_MARKS = "\u0301\u0308\u030a"
_LOCAL_SIGNS = frozenset(f"._%+-{_MARKS}")
_LONGEST_LOCAL = 64
_LABEL = rf"[\w{_MARKS}][\w{_MARKS}-]{{0,62}}"
_AT = rf"(?:[@\uff20]|[{BLANK}]?(?:\(at\)|\[at\])[{BLANK}]?)"
_DOMAIN = re.compile(rf"{_AT}(?:{_LABEL}\.){{1,8}}(?:xn--[a-z0-9-]{{1,59}}|[^\W\d_](?:[^\W\d_]|[{_MARKS}]){{1,62}})")
_REMOTE_PATH = re.compile(r":[\w.~-]{0,60}/")


def mail_addresses(text: str) -> list[Span]:
    """Every address of the form local@domain.tld, in order; «@namn» is none, nor is «git@host:path».

    «(at)» and «[at]» are as good as «@».
    """
    found: list[Span] = []
    for match in _DOMAIN.finditer(text):
        start = _local_start(text, max(match.start() - _LONGEST_LOCAL, found[-1][1] if found else 0, 0), match.start())
        is_handle = text[max(0, start - 1) : start] == "@"
        is_remote = text[start : match.end()].startswith("git@") and text[match.end() : match.end() + 1] == ":"
        if start < match.start() and not is_handle and not is_remote and not _REMOTE_PATH.match(text, match.end()):
            found.append((start, match.end()))
    return found


def _local_start(text: str, earliest: int, end: int) -> int:
    """Where the part before the «@» begins; `end` when there is none."""
    start = end
    while start > earliest and (text[start - 1].isalnum() or text[start - 1] in _LOCAL_SIGNS):
        start -= 1
    while start < end and text[start] in ".-+%":
        start += 1
    return start
