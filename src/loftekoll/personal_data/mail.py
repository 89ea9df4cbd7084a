"""E-mail addresses."""

import re

from loftekoll.personal_data.signs import Span

_LOCAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789åäöÅÄÖéÉüÜ\u0301\u0308\u030a._%+-"
_LONGEST_LOCAL = 64
_MARKS = "\u0301\u0308\u030a"
_LABEL = rf"[\w{_MARKS}][\w{_MARKS}-]{{0,62}}"
_DOMAIN = re.compile(rf"@(?:{_LABEL}\.){{1,8}}(?:xn--[a-z0-9-]{{1,59}}|[^\W\d_](?:[^\W\d_]|[{_MARKS}]){{1,62}})")
_REMOTE_PATH = re.compile(r":[\w/~]")


def mail_addresses(text: str) -> list[Span]:
    """Every address of the form local@domain.tld, in order; «@namn» is none, nor is «git@host:path»."""
    found: list[Span] = []
    for match in _DOMAIN.finditer(text):
        earliest = max(match.start() - _LONGEST_LOCAL, found[-1][1] if found else 0, 0)
        before = text[earliest : match.start()]
        local = before[len(before.rstrip(_LOCAL)) :].lstrip(".-+%")
        start = match.start() - len(local)
        is_handle = text[max(0, start - 1) : start] == "@"
        if local and not is_handle and not _REMOTE_PATH.match(text, match.end()):
            found.append((start, match.end()))
    return found
