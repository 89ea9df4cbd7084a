"""Which repairs there are for files and folders; reads, and writes nothing."""

import stat
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from loftekoll.model import Dossier, Promise
from loftekoll.store.read import LARGEST, entry_of
from loftekoll.store.repair import blanks, codes, keys, letters
from loftekoll.store.repair.keys import log_form_of
from loftekoll.store.repair.names import CLAUSE, CODE, fitting_path
from loftekoll.store.repair.page import FormOf, Mend, edited, mends_of, page_of
from loftekoll.store.text import text_of
from loftekoll.store.workspace import FOLDER, PromiseFiles, absolute, find_given, is_folder, log_folder_of, shown

_KINDS = (letters.edits, blanks.edits, codes.edits, keys.edits)
_MOST_ROUNDS = 12  # more than a promise has levels: mending a key may show misspelt keys below it
_BOM = "\ufeff"
_BOM_CLAUSE = "tog bort det osynliga tecknet (BOM) i början av filen"


class Repair(NamedTuple):
    """What one file becomes: new bytes, perhaps a new name, and what was mended, in order of line."""

    path: Path
    new_path: Path
    before: bytes
    after: bytes
    mended: tuple[Mend, ...]


class _Draft(NamedTuple):
    """A file that could be read, with the text that it becomes."""

    before: bytes
    text: str
    mends: tuple[Mend, ...]


def repairs_for(paths: Sequence[Path], day: date) -> list[Repair]:
    """The repairs of promises and logs in these files and folders, in order of path.

    Of single files only themselves are mended. Links, files out of place, and files that cannot be read or hold git's
    conflict marks are left alone. Raises `LoftekollError` when a path is not there.
    """
    given = [absolute(path) for path in paths]
    asked = None if any(map(is_folder, given)) else set(given)
    found = (repair for files in find_given(given).promises for repair in _repairs_of(files, day))
    return sorted(repair for repair in found if asked is None or repair.path in asked)


def _repairs_of(files: PromiseFiles, day: date) -> Iterator[Repair]:
    """The repairs of one promise and its log; entries are given new names only if the promise can be read."""
    draft = _draft_of(files.path, _promise_form)
    promise = None
    if draft is not None:
        yield from _repair(files.path, files.path, draft)
        promise, _ = entry_of(draft.text, lambda _: Promise)
    dossier = Dossier(shown(files.path), files.name, promise) if promise is not None else None
    taken: set[Path] = set()
    for path in log_folder_of(files).files:
        form_of = partial(log_form_of, path.name)
        if (draft := _draft_of(path, form_of)) is not None:
            new = fitting_path(path, draft.text, form_of, dossier, day, taken) if dossier is not None else path
            taken.add(new)
            yield from _repair(path, new, draft)


def _repair(path: Path, new: Path, draft: _Draft) -> Iterator[Repair]:
    """The repair, if there is anything to repair and the file is ours to change."""
    mends = draft.mends if new == path else (Mend(1, CLAUSE, CODE), *draft.mends)
    if mends and not _is_linked(path):
        yield Repair(path, new, draft.before, draft.text.encode(), mends)


def _is_linked(path: Path) -> bool:
    """Whether the file is a link, or stands in one below `promises`: what is beyond is not ours to change."""
    names = [each.name for each in path.parents]
    folders = path.parents[: names.index(FOLDER)] if FOLDER in names else ()
    return any(each.is_symlink() for each in (path, *folders))


def _promise_form(_: object) -> type[Promise]:
    return Promise


def _draft_of(path: Path, form_of: FormOf) -> _Draft | None:
    """The file as it will be; `None` when nothing may be done to it."""
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > LARGEST:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    if text_of(data)[1]:
        return None
    text = data.decode()
    bare = text.lstrip(_BOM)
    mends = [Mend(1, _BOM_CLAUSE)] if bare != text else []
    mended, more = mended_text(bare, form_of)
    return _Draft(data, mended, tuple(sorted([*mends, *more])))


def mended_text(text: str, form_of: FormOf) -> tuple[str, list[Mend]]:
    """The text after all repairs of its content, and what was mended.

    A kind of repair is made at all its places or, when the text would then state anything else, at none.
    """
    mends: list[Mend] = []
    page = page_of(text, form_of)
    for _ in range(_MOST_ROUNDS):
        before = page.text
        for kind in _KINDS:
            found = kind(page) if page.value is not None else []
            if found and (after := edited(page, found, form_of)) is not None:
                mends += mends_of(page.text, found)
                page = after
        if page.text == before:
            break
    return page.text, mends
