"""Writing a result to a file that a person named: whole, or the old one stays."""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from loftekoll.errors import LoftekollError
from loftekoll.store.append import reason_of
from loftekoll.store.workspace import LEFTOVER, is_folder, shown


def write_output(path: Path, content: str | bytes) -> None:
    """Put the text (as UTF-8) or the bytes in the file, in place of what stood there.

    Raises `LoftekollError` when the disk refuses. A link is followed, and what is no ordinary file (`/dev/stdout`, a
    pipe) is written to as it is.
    """
    if is_folder(path) or not path.name:
        raise LoftekollError(f"«{shown(path)}» är en mapp", "ange en fil")
    data = content if isinstance(content, bytes) else content.encode("utf-8", errors="replace")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            replace_file(Path(os.path.realpath(path)), data)  # resolve() raises for links that lead back
    except OSError as error:
        raise LoftekollError(f"kan inte skriva «{shown(path)}»", reason_of(error)) from error


def replace_file(path: Path, data: bytes, *, like: os.stat_result | None = None) -> None:
    """Put the bytes in the file's place, forced to disk, in one step: whole, or the old file stays.

    The new file has the rights and, where the system lets us, the owner and group of `like`. Raises `OSError`.
    """
    temporary = path.with_name(f".{path.name}-{secrets.token_hex(3)}{LEFTOVER}")
    try:
        with temporary.open("xb") as file:
            if like is not None:
                with suppress(OSError, AttributeError):  # another's file in a shared folder; Windows has no chown
                    os.chown(temporary, like.st_uid, like.st_gid)
                temporary.chmod(stat.S_IMODE(like.st_mode))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        with suppress(OSError):  # what is left is reported by kontrollera
            temporary.unlink(missing_ok=True)
