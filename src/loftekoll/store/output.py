"""Writing a result to a file that a person named: whole, or the old one stays."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from loftekoll.errors import LoftekollError
from loftekoll.store.append import reason_of
from loftekoll.store.workspace import LEFTOVER, shown


def write_output(path: Path, text: str) -> None:
    """Put the text in the file, in place of what stood there; `LoftekollError` when the disk refuses.

    A link is followed, and what is no ordinary file (`/dev/stdout`, a pipe) is written to as it is.
    """
    if path.is_dir() or not path.name:
        raise LoftekollError(f"«{shown(path)}» är en mapp", "ange en fil")
    data = text.encode("utf-8", errors="replace")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(path.resolve(), data)
    except OSError as error:
        raise LoftekollError(f"kan inte skriva «{shown(path)}»", reason_of(error)) from error


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}-{secrets.token_hex(3)}{LEFTOVER}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
