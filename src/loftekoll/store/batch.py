"""Writing many log entries: all of them or none, each file whole at its place, forced to disk by the group."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from loftekoll.errors import LoftekollError
from loftekoll.store.append import (
    drawn_mark,
    entry_bytes,
    put_in_place,
    reason_of,
    sync_folder,
    take_away,
    write_beside,
)
from loftekoll.store.workspace import shown

_AT_ONCE = 16
GROUP = 500
"""Files that are written beside their places before they are forced to disk together; a kill leaves no more of them."""


class NewEntry(NamedTuple):
    """An entry to write: where, the day and the commitment of its name, and its fields."""

    folder: Path
    day: date
    commitment: str
    fields: Mapping[str, Any]


class _Written(NamedTuple):
    """What this run has put on the disk so far: files at their places, and folders that were not there."""

    files: list[Path]
    folders: list[Path]


def append_entries(entries: Sequence[NewEntry], heard: Callable[[int], None] = lambda _: None) -> list[Path]:
    """Write every entry as a new file as `append_entry` does, and give their paths; `heard` is told how many stand.

    When the disk refuses, or at Ctrl-C, what this run has put in place is taken away again. A run that is killed leaves
    whole files, which the next run of the same import finds in the log, and hidden ones beside them that count nowhere.
    Raises `LoftekollError` when the disk refuses or a text is none.
    """
    texts = [entry_bytes(entry.fields) for entry in entries]
    written = _Written([], [])
    with _interrupts_waiting() as pause:
        try:
            for start in range(0, len(entries), GROUP):
                pause()
                _write_group(entries[start : start + GROUP], texts[start : start + GROUP], written, pause)
                heard(len(written.files))
            for folder in dict.fromkeys(entry.folder for entry in entries):
                sync_folder(folder)
        except BaseException as error:
            _undo(written, error)
            if isinstance(error, OSError):
                folder = entries[min(len(written.files), len(entries) - 1)].folder
                raise LoftekollError(f"kan inte skriva i mappen «{shown(folder)}»", reason_of(error)) from error
            raise
    return written.files


def _write_group(
    entries: Sequence[NewEntry], texts: Sequence[bytes], written: _Written, pause: Callable[[], None]
) -> None:
    """Write the entries beside their places, force them to disk, and then give each its name."""
    beside: list[tuple[Path, Path]] = []
    try:
        for entry, data in zip(entries, texts, strict=True):
            pause()
            _make_folder(entry.folder, written)
            beside.append(_beside(entry, data))
        _force_to_disk([temporary for temporary, _ in beside])
        for entry, (temporary, final) in zip(entries, beside, strict=True):
            pause()
            written.files.append(_in_place(entry, temporary, final))
    finally:
        for temporary, _ in beside:
            take_away(temporary)


def _make_folder(folder: Path, written: _Written) -> None:
    """Make the folder unless it is there, which is asked for every entry: others may remove it meanwhile."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        written.folders.append(folder)


def _beside(entry: NewEntry, data: bytes) -> tuple[Path, Path]:
    """The file that holds the entry for now, and the place that its name is made for."""
    while True:
        final = _drawn_place(entry)
        temporary = write_beside(entry.folder, final.name, data, is_synced=False)
        if temporary is not None:
            return temporary, final


def _in_place(entry: NewEntry, temporary: Path, final: Path) -> Path:
    """Where the entry stands now; a taken name gets a new draw."""
    while True:
        try:
            put_in_place(temporary, final)
        except FileExistsError:
            final = _drawn_place(entry)
        else:
            return final


def _drawn_place(entry: NewEntry) -> Path:
    return entry.folder / f"{entry.day}-{entry.commitment}-{drawn_mark()}.yaml"


def _force_to_disk(files: Sequence[Path]) -> None:
    """Make the files last through a power cut, and only these: others may be writing much to the same disk."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(_force_one, files))  # the list raises what a thread has raised


def _force_one(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _undo(written: _Written, cause: BaseException) -> None:
    """Take away the files and the folders of this run; `LoftekollError` when some cannot be."""
    left = [path for path in written.files if not _is_removed(path)]
    if left:
        hint = "se till att mappen går att skriva i, och kör samma import igen; den fortsätter där den slutade"
        raise LoftekollError(f"skrivningen avbröts, och {len(left)} poster blev kvar", hint) from cause
    for folder in written.folders:
        with suppress(OSError):  # somebody else has put something in it
            folder.rmdir()


def _is_removed(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


@contextmanager
def _interrupts_waiting() -> Iterator[Callable[[], None]]:
    """Ctrl-C waits until the yielded function is called, which then raises it: so no file is put in place unnoticed.

    Elsewhere than in the main thread, and where Ctrl-C is handled in a way of its own, nothing changes.
    """
    noted: list[int] = []

    def pause() -> None:
        if noted:
            raise KeyboardInterrupt

    is_ours = threading.current_thread() is threading.main_thread()
    if not is_ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield pause
        return
    before = signal.signal(signal.SIGINT, lambda number, _: noted.append(number))
    try:
        yield pause
    finally:
        signal.signal(signal.SIGINT, before)
