"""Writing a log entry: a new file, whole or not at all, and never over another one (docs/beslut/0001)."""

import errno
import json
import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from loftekoll.errors import LoftekollError
from loftekoll.fields import hours_text
from loftekoll.log_names import ALPHABET, MARK_LENGTH
from loftekoll.store.events import value_of
from loftekoll.store.workspace import LEFTOVER, shown

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_UNSAFE = re.compile(
    "[\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufffd-\uffff]"
)  # never as they are in a file of ours
_PLAIN = re.compile(r"[A-Za-zÅÄÖåäöÉé][\wåäö.,;()/%+–-]*(?: [\wåäö(–/%+][\wåäö.,;()/%+–-]*)*")


def append_entry(folder: Path, day: date, commitment: str, fields: Mapping[str, Any]) -> Path:
    """Write the entry as a new file in the folder, and give its path.

    The name is the day, the first commitment and six random characters. The file is written whole beside its place,
    forced to disk, and then linked into place, which fails if the name is taken: a crash leaves a whole file or none.
    Raises `LoftekollError` when the disk refuses, or a text is none.
    """
    data = entry_bytes(fields)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while True:
            name = f"{day}-{commitment}-{drawn_mark()}.yaml"
            if write_new(folder, name, data):
                return folder / name
    except OSError as error:
        raise LoftekollError(f"kan inte skriva i mappen «{shown(folder)}»", reason_of(error)) from error


def drawn_mark() -> str:
    """Six random characters for the end of a log file's name, so that nobody else's file is called the same."""
    return "".join(secrets.choice(ALPHABET) for _ in range(MARK_LENGTH))


def entry_bytes(fields: Mapping[str, Any]) -> bytes:
    """The bytes of the entry's file; `LoftekollError` when a text is none."""
    try:
        return entry_text(fields).encode("utf-8")
    except UnicodeEncodeError as error:
        hint = "skriv om texten; kontrollera att terminalen använder UTF-8"
        raise LoftekollError("posten har tecken som inte går att spara", hint) from error


def entry_text(fields: Mapping[str, Any]) -> str:
    """The fields as a YAML file, a line each, in the order given; `None` is left out."""
    return "".join(f"{key}: {_value(value)}\n" for key, value in fields.items() if value is not None)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, Fraction):
        return hours_text(value)
    if isinstance(value, int | Decimal | date):
        return str(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_text(str(each)) for each in value)}]" if len(value) != 1 else _value(value[0])
    return _text(str(value))


@lru_cache(maxsize=1024)  # a batch names the same places and parties again and again
def _text(text: str) -> str:
    """The text bare when YAML reads it back as the same text, else in quotes."""
    if _PLAIN.fullmatch(text) and "," not in text and value_of(f"x: {text}\n") == ({"x": text}, []):
        return text
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def write_new(folder: Path, name: str, data: bytes) -> bool:
    """Whether the file could be put in place under this name; false when the name is taken. Raises `OSError`."""
    temporary = write_beside(folder, name, data, is_synced=True)
    if temporary is None:
        return False
    try:
        put_in_place(temporary, folder / name)
    except FileExistsError:
        return False
    finally:
        take_away(temporary)
    sync_folder(folder)
    return True


def write_beside(folder: Path, name: str, data: bytes, *, is_synced: bool) -> Path | None:
    """The whole data in a hidden file beside the place where it will lie; `None` when another is doing the same."""
    temporary = folder / f".{name}{LEFTOVER}"
    try:
        file = temporary.open("xb", buffering=0)
    except FileExistsError:
        return None
    try:
        with file:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
            if is_synced:
                os.fsync(file.fileno())
    except BaseException:
        take_away(temporary)
        raise
    return temporary


def take_away(temporary: Path) -> None:
    """Remove what a writing leaves beside its place; what cannot be removed is reported by kontrollera."""
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def put_in_place(temporary: Path, final: Path) -> None:
    """Give the whole file its name; `FileExistsError` when it is taken."""
    try:
        os.link(temporary, final)
    except FileExistsError:
        raise
    except OSError as error:  # a file system without hard links (FAT, some network shares)
        if error.errno in _FULL or error.errno == errno.EROFS:
            raise
        if final.exists():
            raise FileExistsError(final) from error
        temporary.rename(final)


def sync_folder(folder: Path) -> None:
    """Make the new names last through a power cut, where the system lets folders be opened and synced."""
    with suppress(OSError, AttributeError):  # the files are in place, and Windows has no O_DIRECTORY
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def reason_of(error: OSError) -> str:
    """Why nothing could be written, and what to do about it."""
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return "inget sparades, för mappen är skrivskyddad; be den som äger mappen om skrivrätt"
    if error.errno in _FULL:
        return "inget sparades, för disken är full; frigör plats och försök igen"
    if isinstance(error, NotADirectoryError | FileExistsError):
        return "inget sparades, för en fil står där mappen ska vara; flytta filen"
    return "inget sparades; kontrollera att mappen finns kvar och försök igen"
