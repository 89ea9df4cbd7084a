"""Signs that several searches share, and the stretches of a text where digits mean something else."""

import re

Span = tuple[int, int]
"""Where something stands: first character, and the one after the last."""

BLANK = " \t\u00a0\u2009\u202f"
HYPHENS = "-\u2010\u2011"
"""The dashes that join words."""
DASHES = f"{HYPHENS}\u2012\u2013\u2014\u2212\u00ad\uff0d"
DASH = f"\\{DASHES}"
"""For sets in regular expressions; DASHES are the signs themselves."""
ALNUM = "0-9A-Za-zÅÄÖåäöÉéÜü"

_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"'«»”)\]}]{1,2000}")
_UUID = re.compile(r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b")


def word_set(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


def addresses(text: str) -> list[Span]:
    """Web addresses, whose digits are page numbers and the like."""
    return [each.span() for each in _WEB.finditer(text)]


def uuids(text: str) -> list[Span]:
    """Identifiers of 32 hexadecimal digits in five groups."""
    return [each.span() for each in _UUID.finditer(text)]


def outside(spans: list[Span], shields: list[Span]) -> list[Span]:
    """The spans that meet none of the shields; both are in order, and each is free of overlaps."""
    kept = []
    at = 0
    for start, end in spans:
        while at < len(shields) and shields[at][1] <= start:
            at += 1
        if at == len(shields) or shields[at][0] >= end:
            kept.append((start, end))
    return kept
