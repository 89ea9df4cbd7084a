"""Writing a result to a file that a person named: whole, or the old one stays."""

import os
import secrets
from pathlib import Path

from loftekoll.errors import LoftekollError
from loftekoll.store.append import reason_of
from loftekoll.store.workspace import LEFTOVER, shown


def write_output(path: Path, text: str) -> None:
    """Put the text in the file, in place of what stood there; `LoftekollError` when the disk refuses."""
    temporary = path.with_name(f".{path.name}-{secrets.token_hex(3)}{LEFTOVER}")
    try:
        with temporary.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise LoftekollError(f"kan inte skriva «{shown(path)}»", reason_of(error)) from error
    finally:
        temporary.unlink(missing_ok=True)
