"""The plainest of files, such as `logga` writes, read without a YAML parser: lines of `key: value`, and nothing else.

What is read here is read by the general reader (`events.py`) in the same way; a law in the tests says so. Anything that
could mean more to YAML than its own letters is left to that reader.
"""

import re
from functools import lru_cache
from typing import Any

from loftekoll.store.events import plain_scalar

_SIGN = r"0-9A-Za-zÀ-ÖØ-öø-ÿ"  # a class with more than Latin-1 takes milliseconds to compile
_SIGNS = rf"[{_SIGN}_.,;()/+!?%&§'-]++"  # possessive: a text of megabytes needs no memory to go back in
_WORD = rf"{_SIGNS}(?::{_SIGNS})*+"
_VALUE = rf"[{_SIGN}](?:{_WORD})?+(?: {_WORD})*+"
_LIST = rf"\[[{_SIGN}][{_SIGN}-]*+(?:, [{_SIGN}][{_SIGN}-]*+)*+\]"
_LINE = rf"[a-zåäö]{{1,20}}+: (?:{_VALUE}|{_LIST})"
_LINES = re.compile(rf"{_LINE}(?:\r?\n{_LINE})*+(?:\r?\n)?")
_LONGEST_KEPT = 60


def plain_value(text: str) -> dict[str, Any] | None:
    """What the text states, when it is plain: no quotes, no comments, no key twice; `None` leaves it to YAML."""
    if _LINES.fullmatch(text) is None:
        return None
    lines = text.splitlines()
    value = dict(map(_stated, lines))
    return value if len(value) == len(lines) else None


def _stated(line: str) -> tuple[str, Any]:
    """Key and value of a line."""
    if line[-1] == "]":
        return _listed(line)
    return _kept(line) if len(line) <= _LONGEST_KEPT else _scalar(line)


def _scalar(line: str) -> tuple[str, Any]:
    key, _, written = line.partition(": ")
    return key, plain_scalar(written)


_kept = lru_cache(maxsize=4096)(_scalar)
"""The latest short lines, since a log says the same of many days; a note is long, and seldom said again."""


def _listed(line: str) -> tuple[str, list[Any]]:
    key, _, written = line.partition(": [")
    return key, [plain_scalar(each) for each in written[:-1].split(", ")]
