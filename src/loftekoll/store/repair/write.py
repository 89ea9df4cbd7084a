"""Writing repairs: each file whole or not at all, only if it still is as it was read, and never over another one."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from loftekoll.errors import LoftekollError
from loftekoll.personal_data import masked_path
from loftekoll.store.append import reason_of
from loftekoll.store.output import replace_file
from loftekoll.store.repair.names import CODE, another_path
from loftekoll.store.repair.plan import Repair
from loftekoll.store.workspace import shown

_AGAIN = "kör kommandot en gång till"


def write_repairs(repairs: Iterable[Repair]) -> tuple[list[Repair], list[LoftekollError]]:
    """Write every repair that can be written; gives what was written, and why the others were not.

    A file that could not be written, or is no longer as it was read, is left as it is. What was written says what came
    to be: a name that was taken meanwhile is drawn anew, and when only the name could not be changed, the mended text
    counts as written under the old one.
    """
    written: list[Repair] = []
    refused: list[LoftekollError] = []
    for repair in repairs:
        done, error = _write(repair)
        written += [done] if done else []
        refused += [error] if error else []
    return written, refused


def renamed(written: Iterable[Repair]) -> dict[Path, Path]:
    """The new path of every file that got another name, by its old one; both are absolute."""
    return {repair.path: repair.new_path for repair in written if repair.new_path != repair.path}


def _write(repair: Repair) -> tuple[Repair | None, LoftekollError | None]:
    """What was written of the repair, and what could not be."""
    path, has_new_text = repair.path, repair.after != repair.before
    try:
        _refuse_changed(repair)
        if has_new_text:
            replace_file(path, repair.after, like=path.stat())
    except OSError as error:
        return None, LoftekollError(f"kan inte skriva «{masked_path(shown(path))}»", reason_of(error))
    except LoftekollError as error:
        return None, error
    try:
        return (repair if repair.new_path == path else repair._replace(new_path=_renamed(path, repair.new_path))), None
    except OSError:
        hint = "be den som äger mappen om skrivrätt, eller byt namn på filen för hand"
        refusal = LoftekollError(f"kan inte byta namn på «{masked_path(shown(path))}»", hint)
        return (_without_name(repair) if has_new_text else None), refusal


def _without_name(repair: Repair) -> Repair:
    """The repair of the text alone."""
    return repair._replace(new_path=repair.path, mended=tuple(each for each in repair.mended if each.code != CODE))


def _refuse_changed(repair: Repair) -> None:
    """Raise unless the file is the one that was read, and may be written."""
    path = repair.path
    if not os.path.lexists(path):
        raise LoftekollError(f"«{masked_path(shown(path))}» finns inte längre", _AGAIN)
    if path.is_symlink() or not path.is_file() or path.read_bytes() != repair.before:
        raise LoftekollError(
            f"«{masked_path(shown(path))}» har ändrats sedan den lästes, och lämnas som den är", _AGAIN
        )
    if not os.access(path, os.W_OK):
        hint = "ta bort skrivskyddet, eller be den som äger filen att göra det"
        raise LoftekollError(f"«{masked_path(shown(path))}» är skrivskyddad, och lämnas som den är", hint)


def _renamed(path: Path, new: Path) -> Path:
    """Give the file the new name, or one with other random characters if that is taken; gives the name it got.

    The name is first taken by an empty file, which the real one then replaces. Broken off in between, this leaves an
    empty file that kontrollera speaks of, and never one entry under two names, which would count twice.
    """
    while True:
        try:
            with new.open("xb"):
                break
        except FileExistsError:
            new = another_path(new)
    try:
        return path.replace(new)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise
