"""Keys that are nearly spelt as one that may stand there (LK109)."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from loftekoll.fields import Form, TargetFields
from loftekoll.model import Activity, Assessment, FollowUpNotes
from loftekoll.municipalities import fold
from loftekoll.source import KeyPath
from loftekoll.store.faults import findings_of, models_in
from loftekoll.store.read import NOTES_PREFIX
from loftekoll.store.repair.page import Edit, Page, with_changes

_ALIKE = 5 / 6
"""So much of two words must agree: «ansvar» is near «ansvarig», and «förlängs» not near «förlänger»."""
_SHORTEST = 5
"""Shorter words are too soon like another one: «park» and «part»."""


class _FromTill(Form):
    """The keys of a period that is written as two days."""

    start: Any = Field(None, alias="från")
    last: Any = Field(None, alias="till")


_UNANNOTATED: dict[str, type[Form]] = {
    "period": _FromTill, "mål": TargetFields, "avstämning": TargetFields, "varav": TargetFields,
}  # fmt: skip
"""Keys whose value may be a mapping that the annotations do not tell of."""


def log_form_of(name: str, value: Any) -> type[Form]:
    """What a file in a log is, by its name and its keys, also when the key that decides it is misspelt."""
    if fold(name).startswith(NOTES_PREFIX):
        return FollowUpNotes
    return Assessment if isinstance(value, dict) and _is_assessment(value) else Activity


def _is_assessment(value: dict[str, Any]) -> bool:
    if value.keys() <= _inside(Activity).keys():
        return False
    allowed = _inside(Assessment)
    rights = [key if key in allowed else _right_key(key, allowed) for key in value]
    return "bedömning" in value or ("bedömning" in rights and None not in rights)


def edits(page: Page) -> list[Edit]:
    """One for each misspelt key with one right spelling, which does not stand in the same mapping.

    A key in capital letters or without å ä ö is sure; of another one what stands under it must fit the right key too.
    """
    found: list[Edit] = []
    for path, right in _misspelt(page.value, page.form, ()):
        spot = page.places.keys[path]
        edit = _edit(page.text, spot.start, spot.stop, path, right)
        if edit is not None and (spot.line, "LK109") not in page.allowed:
            found.append(edit)
    unfit = _unfit(page, found) if found else set()
    return [edit for edit in found if _is_sure(edit) or _new_path(edit) not in unfit]


def _edit(text: str, start: int, stop: int, path: KeyPath, right: str) -> Edit | None:
    """The key alone is changed, inside of its quotes; `None` when it is written with escapes."""
    key, raw = str(path[-1]), text[start:stop]
    quote = raw[:1] if raw[:1] in {'"', "'"} else ""
    if unicodedata.normalize("NFC", raw) != quote + key + quote:
        return None
    inner = len(quote)
    return Edit(start + inner, stop - inner, right, f"bytte «{key}» mot «{right}»", "LK109", path, key=right)


def _misspelt(value: Any, form: type[BaseModel] | None, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """The path of every misspelt key, with the right one."""
    if form is None:
        return
    if isinstance(value, list):
        for n, each in enumerate(value):
            yield from _misspelt(each, form, (*path, n))
    elif isinstance(value, dict):
        allowed = _inside(form)
        meant: defaultdict[str, list[str]] = defaultdict(list)
        for key, each in value.items():
            if key in allowed:
                yield from _misspelt(each, allowed[key], (*path, key))
            elif right := _right_key(key, allowed):
                meant[right].append(key)
        yield from (((*path, keys[0]), right) for right, keys in meant.items() if right not in value and not keys[1:])


def _right_key(key: str, allowed: Collection[str]) -> str | None:
    """The one key that is nearly spelt so; `None` when there is none, or no telling which."""
    folded = fold(key)
    unfolded = {fold(each): each for each in allowed}
    if folded in unfolded or len(folded) < _SHORTEST:
        return unfolded.get(folded)
    near = get_close_matches(folded, unfolded, n=2, cutoff=_ALIKE)
    return unfolded[near[0]] if len(near) == 1 else None


def _is_sure(edit: Edit) -> bool:
    return fold(str(edit.path[-1])) == fold(str(edit.key))


def _new_path(edit: Edit) -> KeyPath:
    return (*edit.path[:-1], str(edit.key))


def _unfit(page: Page, edits: list[Edit]) -> set[KeyPath]:
    """The paths of the values, and of the lists of values, that may not stand there when all the keys are changed.

    Keys that are unknown or missing inside of a value say nothing of the key above it.
    """
    value = with_changes(page.value, edits)
    try:
        page.form.model_validate(value)
    except ValidationError as error:
        faults = findings_of(error, page.form, value)
        return {path for each in faults if each.code not in {"LK109", "LK110"} for path in _with_lists(each.path)}
    return set()


def _with_lists(path: KeyPath) -> Iterator[KeyPath]:
    """The path of a value, and those of the lists that it is in."""
    yield path
    while path and isinstance(path[-1], int):
        path = path[:-1]
        yield path


@cache
def _inside(form: type[BaseModel]) -> dict[str, type[BaseModel] | None]:
    """The keys that may stand in a mapping, each with the model of what is under it."""
    fields = ((field.alias or name, field.annotation) for name, field in form.model_fields.items())
    return {key: _UNANNOTATED.get(key) or next(models_in(annotation), None) for key, annotation in fields}
