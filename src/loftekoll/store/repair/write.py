"""Writing repairs: each file whole or not at all, only if it still is as it was read, and never over another one."""

import os
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from loftekoll.errors import LoftekollError
from loftekoll.store.append import reason_of
from loftekoll.store.repair.names import another_path
from loftekoll.store.repair.plan import Repair
from loftekoll.store.workspace import LEFTOVER, shown

_AGAIN = "kör kommandot en gång till"


def write_repairs(repairs: Iterable[Repair]) -> list[Repair]:
    """Write every repair that can be written, and give them; a name that was taken meanwhile is drawn anew.

    Raises `LoftekollError` when all are tried, if a file could not be written or is no longer as it was read. Such a
    file is left as it is.
    """
    written: list[Repair] = []
    refused: list[LoftekollError] = []
    for repair in repairs:
        try:
            written.append(_written(repair))
        except LoftekollError as error:
            refused.append(error)
    if refused:
        first = refused[0]
        several = f"{len(refused)} filer kunde inte lagas; den första: "
        raise LoftekollError(f"{several if refused[1:] else ''}{first.message}", first.hint) from first
    return written


def _written(repair: Repair) -> Repair:
    path = repair.path
    try:
        _refuse_changed(repair)
        if repair.after != repair.before:
            _replace(path, repair.after)
    except OSError as error:
        raise LoftekollError(f"kan inte skriva «{shown(path)}»", reason_of(error)) from error
    try:
        return repair if repair.new_path == path else repair._replace(new_path=_renamed(path, repair.new_path))
    except OSError as error:
        hint = "be den som äger mappen om skrivrätt, eller byt namn på filen för hand"
        raise LoftekollError(f"kan inte byta namn på «{shown(path)}»", hint) from error


def _refuse_changed(repair: Repair) -> None:
    """Raise unless the file is the one that was read, and may be written."""
    path = repair.path
    if not os.path.lexists(path):
        raise LoftekollError(f"«{shown(path)}» finns inte längre", _AGAIN)
    if path.is_symlink() or not path.is_file() or path.read_bytes() != repair.before:
        raise LoftekollError(f"«{shown(path)}» har ändrats sedan den lästes, och lämnas som den är", _AGAIN)
    if not os.access(path, os.W_OK):
        hint = "ta bort skrivskyddet, eller be den som äger filen att göra det"
        raise LoftekollError(f"«{shown(path)}» är skrivskyddad, och lämnas som den är", hint)


def _replace(path: Path, data: bytes) -> None:
    """Put the bytes in the file's place, with its rights and, where the system lets us, its owner and group."""
    facts = path.stat()
    temporary = path.with_name(f".{path.name}-{secrets.token_hex(3)}{LEFTOVER}")
    try:
        with temporary.open("xb") as file:
            with suppress(OSError, AttributeError):  # another's file in a shared folder; Windows has no chown
                os.chown(temporary, facts.st_uid, facts.st_gid)
            temporary.chmod(stat.S_IMODE(facts.st_mode))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        with suppress(OSError):  # what is left is reported by kontrollera
            temporary.unlink(missing_ok=True)


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
