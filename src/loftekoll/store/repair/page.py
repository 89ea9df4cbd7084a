"""A text that is being mended: what it states, the edits that are proposed, and the proof that they are safe."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from loftekoll.fields import Form
from loftekoll.rules import BY_CODE
from loftekoll.rules.allowances import allowances_in
from loftekoll.source import KeyPath, split_lines
from loftekoll.store.events import Places, value_of
from loftekoll.store.text import text_of

FormOf = Callable[[Any], type[Form]]
"""What kind of file it is, judged by what it states."""


class Mend(NamedTuple):
    """What was mended on a line (from 1) of a file, as a Swedish clause, with the code of the finding if it has one."""

    line: int
    text: str
    code: str = ""


class Edit(NamedTuple):
    """New text for a piece of the old one, half-open, with what is said of it.

    `path` names the value that is to become `value`, or whose key is to become `key`. Without it the text must state
    the same as before.
    """

    start: int
    stop: int
    text: str
    clause: str
    code: str = ""
    path: KeyPath = ()
    key: str | None = None
    value: str | None = None


class Page(NamedTuple):
    """A text and what it states; `value` is `None` when nothing certain can be read, and then nothing is edited.

    `allowed` are the lines, each with a code, where a comment lets a finding stand.
    """

    text: str
    value: Any
    places: Places
    form: type[Form]
    allowed: frozenset[tuple[int, str]]


def page_of(text: str, form_of: FormOf) -> Page:
    """The text with what it states."""
    places = Places({}, {})
    value, faults = value_of(text, places)
    value = None if faults else value  # of a key that stands twice the second value is not read: nothing is proven
    allowances, _ = allowances_in(text, BY_CODE)
    allowed = frozenset((each.covers, code) for each in allowances for code in each.codes)
    return Page(text, value, places, form_of(value), allowed)


def edited(page: Page, edits: Sequence[Edit], form_of: FormOf) -> Page | None:
    """The page after the edits; `None` when it would state anything else than it should."""
    after = page_of(_applied(page.text, edits), form_of)
    if after.value is None or text_of(after.text.encode())[1]:
        return None
    return after if _is_same(with_changes(page.value, edits), after.value) else None


def mends_of(text: str, edits: Iterable[Edit]) -> list[Mend]:
    """What is said of the edits, each with its line."""
    mends: list[Mend] = []
    line, read = 1, 0
    for edit in sorted(edits):
        line += len(split_lines(text[read : edit.start])) - 1
        read = edit.start
        mends.append(Mend(line, edit.clause, edit.code))
    return mends


def with_changes(value: Any, edits: Iterable[Edit]) -> Any:
    """A copy of the value with the keys and the texts that the edits put there; keys keep their order."""
    changed = deepcopy(value)
    for edit in edits:
        if edit.path:
            *above, last = edit.path
            holder = at(changed, above)
            if edit.key is None:
                holder[last] = edit.value
            else:
                items = [(edit.key if key == last else key, each) for key, each in holder.items()]
                holder.clear()
                holder.update(items)
    return changed


def at(value: Any, path: Iterable[str | int]) -> Any:
    """What stands at a key path of a value."""
    for part in path:
        value = value[part]
    return value


def _applied(text: str, edits: Iterable[Edit]) -> str:
    pieces: list[str] = []
    read = 0
    for edit in sorted(edits):
        pieces += (text[read : edit.start], edit.text)
        read = edit.stop
    return "".join([*pieces, text[read:]])


def _is_same(meant: Any, read: Any) -> bool:
    """Whether two values are of the same types, order and text; letters in NFC and NFD are the same letters."""
    if type(meant) is not type(read):
        return False
    if isinstance(meant, dict):
        return list(meant) == list(read) and all(_is_same(meant[key], read[key]) for key in meant)
    if isinstance(meant, list):
        return len(meant) == len(read) and all(map(_is_same, meant, read))
    if isinstance(meant, str):
        return unicodedata.normalize("NFC", meant) == unicodedata.normalize("NFC", read)
    return bool(meant == read)
