"""The plainest of files, such as `logga` writes, read without a YAML parser: lines of `key: value`, and nothing else.

What is read here is read by the general reader (`events.py`) in the same way; a law in the tests says so. Anything that
could mean more to YAML than its own letters is left to that reader.
"""

import re
from typing import Any

from loftekoll.store.events import plain_scalar

_SIGN = r"0-9A-Za-zÀ-ÖØ-öø-ÿ"  # a class with more than Latin-1 takes milliseconds to compile
_WORD = rf"[{_SIGN}_.,;()/+!?%&§'-]+(?::[{_SIGN}_.,;()/+!?%&§'-]+)*"
_VALUE = rf"[{_SIGN}](?:{_WORD})?(?: {_WORD})*"
_LIST = rf"\[[{_SIGN}][{_SIGN}-]*(?:, [{_SIGN}][{_SIGN}-]*)*\]"
_LINE = rf"[a-zåäö]{{1,20}}: (?:{_VALUE}|{_LIST})"
_LINES = re.compile(rf"{_LINE}(?:\r?\n{_LINE})*(?:\r?\n)?")


def plain_value(text: str) -> dict[str, Any] | None:
    """What the text states, when it is plain: no quotes, no comments, no key twice; `None` leaves it to YAML."""
    if _LINES.fullmatch(text) is None:
        return None
    value: dict[str, Any] = {}
    for line in text.splitlines():
        key, _, written = line.partition(": ")
        if key in value:
            return None
        value[key] = _listed(written) if written[0] == "[" else plain_scalar(written)
    return value


def _listed(written: str) -> list[Any]:
    return [plain_scalar(each) for each in written[1:-1].split(", ")]
