"""The smallest edit of a log file in place: only the lines that must change do, and that is proven by reading it again.

Comments, quotes, the order of keys, line ends and a BOM stay as the person wrote them.
"""

import os
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

from loftekoll.errors import LoftekollError
from loftekoll.log_names import LogName
from loftekoll.source import KeyPath, line_starts
from loftekoll.store.append import drawn_mark, entry_bytes, entry_text, reason_of, sync_folder
from loftekoll.store.events import Places, value_of
from loftekoll.store.output import replace_file
from loftekoll.store.text import text_of
from loftekoll.store.workspace import shown

_AGAIN = "kör kommandot en gång till"
_OPEN = "be den som äger mappen om skrivrätt, eller stäng filen om den är öppen i ett annat program"
_GAP = re.compile(r"(?:[ \t\r\n]|(?<=[ \t\r\n])#[^\r\n]*)*")
"""Blanks and comments between the members of a flow collection."""
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*([ \t]+#[^\r\n]*)?")
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


# --- the text -----------------------------------------------------------------------------------------------------


class _Span(NamedTuple):
    """A half-open piece of the text."""

    start: int
    stop: int


class _Page(NamedTuple):
    """A text whose top is a mapping, what it states, and where."""

    text: str
    value: dict[str, Any]
    places: Places

    @property
    def is_flow(self) -> bool:
        return self._starts_with((), "{")

    def is_flow_list(self, key: str) -> bool:
        """Whether the list of the key is written in brackets."""
        return self._starts_with((key,), "[")

    def _starts_with(self, path: KeyPath, sign: str) -> bool:
        return self.text.startswith(sign, self.places.values[path].start)

    def span(self, path: KeyPath) -> _Span:
        """Where a value stands, without the blank lines and the comments that libyaml counts to a block."""
        start, stop, *_ = self.places.values[path]
        value = self.value[str(path[0])] if len(path) == 1 else None
        if isinstance(value, list) and value and not self.is_flow_list(str(path[0])):
            return _Span(start, self.span((*path, len(value) - 1)).stop)
        return _Span(start, start + len(self.text[start:stop].rstrip()))

    def members(self) -> dict[str, _Span]:
        """Every key with its value."""
        return {key: _Span(self.places.keys[(key,)].start, self.span((key,)).stop) for key in self.value}

    def items(self, key: str) -> list[_Span]:
        """Every item of a list, in a block with its dash."""
        spans = [self.span((key, n)) for n in range(len(self.value[key]))]
        if self.is_flow_list(key):
            return spans
        return [_Span(self.text.rindex("-", 0, span.start), span.stop) for span in spans]


def edited_text(text: str, fields: Mapping[str, Any], changed: Collection[str]) -> str:
    """The text of a log file with the fields that are changed as they stand in `fields`; all others as they are.

    `fields` are in the order of a log file, as `append_entry` takes them; `None` takes a key away, line and all, and a
    new key comes after the nearest one that it follows there. Raises `LoftekollError` when the file is written in a way
    that cannot be edited so, or cannot be read at all.
    """
    entry_bytes({key: fields[key] for key in changed})  # refuses signs that no file can hold
    before = after = _page(text)
    for key, value in fields.items():
        if key in changed:
            after = _page(_with_field(after, fields, key, value))
    _prove(before, after, fields, changed)
    return after.text


def _page(text: str) -> _Page:
    places = Places({}, {})
    value, faults = value_of(text, places)
    if faults or not value or not isinstance(value, dict):
        raise unusual()
    return _Page(text, value, places)


def unusual() -> LoftekollError:
    """The refusal of a file that is written in a way that cannot be edited in place."""
    return LoftekollError("filen är skriven så att den inte går att ändra härifrån", "ändra den i en redigerare")


def _with_field(page: _Page, fields: Mapping[str, Any], key: str, value: Any) -> str:
    """The text with one field as it should be."""
    members = page.members()
    spans, names = list(members.values()), list(members)
    if key in members:
        if value is None:
            return _removed(page.text, spans, names.index(key), is_flow=page.is_flow)
        return _replaced(page, key, value)
    if value is None:
        return page.text
    earlier = [names.index(name) for name in takewhile(key.__ne__, fields) if name in members]
    at = earlier[-1] if earlier else -1
    return _inserted(page.text, spans, at, f"{key}: {_written(value)}", is_flow=page.is_flow)


def _written(value: Any) -> str:
    """The value as our own files have it."""
    return entry_text({"x": value}).removeprefix("x: ").rstrip("\n")


def _replaced(page: _Page, key: str, value: Any) -> str:
    """The text with another value for a key that it has; of a list only the items that differ are touched."""
    old = page.value[key]
    if isinstance(old, list) and old and isinstance(value, list | tuple):
        for n, step in _steps([str(each) for each in old], [str(each) for each in value]):
            page = _page(_with_item(page, key, n, step))
        return page.text
    return _put(page, (key,), value)


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, tuple[str, str | None]]]:
    """What makes the one list the other: replace or remove the n:th item, or insert after it; from the end."""
    for _, first, stop, new_first, new_stop in reversed(SequenceMatcher(None, old, new).get_opcodes()):
        for k in reversed(range(max(stop - first, new_stop - new_first))):
            if k >= new_stop - new_first:
                yield first + k, ("remove", None)
            elif k >= stop - first:
                yield stop - 1, ("insert", new[new_first + k])
            elif old[first + k] != new[new_first + k]:
                yield first + k, ("replace", new[new_first + k])


def _with_item(page: _Page, key: str, n: int, step: tuple[str, str | None]) -> str:
    what, value = step
    is_flow = page.is_flow_list(key)
    if what == "replace":
        return _put(page, (key, n), value)
    if what == "remove":
        return _removed(page.text, page.items(key), n, is_flow=is_flow)
    written = _written(value)
    return _inserted(page.text, page.items(key), n, written if is_flow else f"- {written}", is_flow=is_flow)


def _put(page: _Page, path: KeyPath, value: Any) -> str:
    """The text with another scalar, or a list in place of one; quotes and a comment beside a block text stay."""
    span, text = page.span(path), page.text
    old, new = text[span.start : span.stop], _written(value)
    if not old:
        new = f" {new}" if text[: span.start].endswith((":", "-")) else new
    elif old[0] in {'"', "'"} and new[0] not in {'"', "["}:
        new = f"{old[0]}{new}{old[0]}"  # what is written bare has no sign that quotes would change
    elif header := _BLOCK_HEADER.match(old):
        new += header[1] or ""
    return text[: span.start] + new + text[span.stop :]


# --- members of a mapping and items of a list ---------------------------------------------------------------------


def _removed(text: str, spans: Sequence[_Span], n: int, *, is_flow: bool) -> str:
    """The text without one of the members: in a block its lines, in a flow it and one comma."""
    start, stop = spans[n]
    if not is_flow:
        first, after = _lines_of(text, start, stop)
        if after == len(text) and not _ends_line(text) and (before := _line_end_before(text, first)):
            first -= len(before)  # a last line without an end stays such
        return text[:first] + text[after:]
    if n + 1 < len(spans):
        gap, after = _comma_after(text, stop)
        return text[:start] + gap + text[after:].lstrip(" \t")
    if n == 0:
        return text[:start] + text[stop:]
    _, after = _comma_after(text, spans[n - 1].stop)
    between, rest = text[after:start], text[stop:]
    if between.isspace() or _LINE_END.match(rest):
        between = between.rstrip()
    return text[: after - 1] + between + rest


def _inserted(text: str, spans: Sequence[_Span], n: int, written: str, *, is_flow: bool) -> str:
    """The text with a new member after the n:th, or first for -1."""
    if is_flow:
        at = spans[n].stop if n >= 0 else spans[0].start
        return text[:at] + (f", {written}" if n >= 0 else f"{written}, ") + text[at:]
    first, _ = _lines_of(text, *spans[0])
    indent = text[first : spans[0].start]
    line = (indent if indent.isspace() else "") + written
    at = _lines_of(text, *spans[n])[1] if n >= 0 else first
    line_end = _line_end_before(text, at) or _first_line_end(text)
    if at == len(text) and not _ends_line(text):
        return text + line_end + line
    return text[:at] + line + line_end + text[at:]


def _comma_after(text: str, at: int) -> tuple[str, int]:
    """What stands between the end of a member and the comma after it, and where that comma ends."""
    gap = _GAP.match(text, at)
    end = gap.end() if gap else at
    if not text.startswith(",", end):
        raise unusual()
    return text[at:end], end + 1


def _lines_of(text: str, start: int, stop: int) -> tuple[int, int]:
    """Where the lines begin and end that a stretch stands on, the last line end included."""
    starts = line_starts(text)
    after = bisect_right(starts, max(start, stop - 1))
    return starts[bisect_right(starts, start) - 1], starts[after] if after < len(starts) else len(text)


def _ends_line(text: str) -> bool:
    return bool(_line_end_before(text, len(text)))


def _line_end_before(text: str, at: int) -> str:
    """The line end that stands just before; empty at the beginning, and where there is none."""
    found = text[max(at - 2, 0) : at]
    return found if found == "\r\n" else found[-1:] if _LINE_END.fullmatch(found[-1:]) else ""


def _first_line_end(text: str) -> str:
    found = _LINE_END.search(text)
    return found[0] if found else "\n"


# --- the proof ----------------------------------------------------------------------------------------------------


def _prove(before: _Page, after: _Page, fields: Mapping[str, Any], changed: Collection[str]) -> None:
    """Raise unless the text states what it did, in the same order, but for the fields that were to be changed."""
    kept = [key for key in before.value if key not in changed]
    if [key for key in after.value if key not in changed] != kept or text_of(after.text.encode())[1]:
        raise unusual()
    for key in kept:
        if _stated(before.value[key]) != _stated(after.value[key]):
            raise unusual()
    for key in changed:
        wanted = fields[key]
        stated = value_of(f"x: {_written(wanted)}\n")[0]["x"] if wanted is not None else None
        if (key in after.value) is (wanted is None) or _as_texts(after.value.get(key)) != _as_texts(stated):
            raise unusual()


def _stated(value: Any) -> Any:
    """The value with its type, without the line ends around a text, which are no part of it."""
    if isinstance(value, list):
        return [_stated(each) for each in value]
    return type(value), value.strip() if isinstance(value, str) else value


def _as_texts(value: Any) -> list[str]:
    """The value as texts: a number in quotes is that number, and a list of one is that one."""
    values = value if isinstance(value, list) else [value]
    return [unicodedata.normalize("NFC", str(each).strip()) for each in values]


# --- the file -----------------------------------------------------------------------------------------------------


def file_bytes(text: str, like: bytes) -> bytes:
    """The text as the bytes of a file, with the BOM that the file had before; editors may have put more than one."""
    had = like.decode("utf-8")
    return f"{had[: len(had) - len(had.lstrip(_BOM))]}{text}".encode()


_BOM = "\ufeff"


def rewrite_file(path: Path, before: bytes, after: bytes, name: LogName | None = None) -> Path:
    """Put the new bytes in a log file that still holds the old ones, and give it the name; gives its path.

    The new content comes first, whole, and then the name, in one step: broken off at any moment, there is one file with
    one whole entry. A name that another file has gets another mark. Raises `LoftekollError`.
    """
    _refuse_changed(path, before)
    try:
        if after != before:
            replace_file(path, after, like=path.stat())
    except OSError as error:
        hint = _OPEN if isinstance(error, PermissionError) else reason_of(error)
        raise LoftekollError(f"kan inte skriva «{shown(path)}»", hint) from error
    return _renamed(path, name) if name is not None else path


def _renamed(path: Path, name: LogName) -> Path:
    """Give the file the name.

    No empty file takes the name first, as repairs do it: broken off, that would leave a file which is none. The mark is
    the entry's own, so that nobody else is about to take the name.
    """
    new = _path_named(path, name)
    while os.path.lexists(new):
        new = _path_named(path, name._replace(mark=drawn_mark()))
    try:
        path.rename(new)
    except OSError as error:
        message = f"ändringen är sparad, men «{shown(path)}» kunde inte byta namn"
        hint = (
            "stäng filen om den är öppen i ett annat program, och kör «loftekoll kontrollera --laga», som byter namnet"
        )
        raise LoftekollError(message, hint) from error
    sync_folder(path.parent)
    return new


def _path_named(path: Path, name: LogName) -> Path:
    return path.with_name(f"{name.day}-{name.commitment}-{name.mark}.yaml")


def remove_file(path: Path, before: bytes) -> None:
    """Take away a log file that still holds these bytes; `LoftekollError` when it does not, or the disk refuses."""
    _refuse_changed(path, before)
    try:
        path.unlink()
    except OSError as error:
        raise LoftekollError(f"kan inte ta bort «{shown(path)}»", _OPEN) from error
    sync_folder(path.parent)


def _refuse_changed(path: Path, before: bytes) -> None:
    """Raise unless the file is the one that was read, and may be written."""
    if not os.path.lexists(path):
        raise LoftekollError(f"«{shown(path)}» finns inte längre", _AGAIN)
    try:
        is_same = not path.is_symlink() and path.is_file() and path.read_bytes() == before
    except OSError:
        is_same = False
    if not is_same:
        raise LoftekollError(f"«{shown(path)}» har ändrats sedan den lästes, och lämnas som den är", _AGAIN)
    if not os.access(path, os.W_OK):
        hint = "ta bort skrivskyddet, eller be den som äger filen att göra det"
        raise LoftekollError(f"«{shown(path)}» är skrivskyddad, och lämnas som den är", hint)
