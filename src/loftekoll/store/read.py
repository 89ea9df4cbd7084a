"""From files to dossiers: every fault of a file becomes a finding, and the other files are still read."""

import errno
import os
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from pydantic import BaseModel, ValidationError

from loftekoll.diagnostic import Finding, Severity
from loftekoll.model import Activity, Assessment, Dossier, FollowUpNotes, LogFile, Promise
from loftekoll.municipalities import fold
from loftekoll.source import Place
from loftekoll.store.events import EMPTY, value_of
from loftekoll.store.faults import findings_of
from loftekoll.store.plain import plain_value
from loftekoll.store.text import text_of
from loftekoll.store.workspace import LogFolder, PromiseFiles, log_folder_of, shown

LARGEST = 2_000_000
NOTES_PREFIX = "uppfoljning-"

Model = TypeVar("Model", bound=BaseModel)


class Loaded(NamedTuple):
    """What a promise and its log came to: a dossier unless the promise itself is broken, and what is wrong.

    `texts` holds the text of each file that could be read, by the name that the findings use (empty when it is not
    UTF-8); `names` are the names of all files that were looked at.
    """

    files: PromiseFiles
    dossier: Dossier | None
    findings: tuple[Finding, ...]
    texts: dict[str, str]
    names: tuple[str, ...]


def load(files: PromiseFiles) -> Loaded:
    """The promise and everything that is logged for it; `LoftekollError` when nobody may look into the log."""
    return with_log(load_promise(files))


def load_promise(files: PromiseFiles) -> Loaded:
    """The promise alone, without looking into its log."""
    reader = _Reader([], {}, [])
    name = shown(files.path)
    promise = reader.entry(files.path, name, lambda _: Promise)
    dossier = Dossier(name, files.name, promise) if promise is not None else None
    return reader.loaded(files, dossier)


def with_log(loaded: Loaded) -> Loaded:
    """A promise that is read already, with its log; `LoftekollError` when nobody may look into it."""
    return with_files(loaded, log_folder_of(loaded.files).whole)


def with_files(loaded: Loaded, folder: LogFolder) -> Loaded:
    """A promise that is read already, with what could be listed of its log, also when the promise itself is broken."""
    reader = _Reader(list(loaded.findings), dict(loaded.texts), list(loaded.names))
    path, shown_as = f"{os.fspath(folder.path)}{os.sep}", shown(folder.path)
    log: list[LogFile] = []
    for name in folder.names:
        file = f"{shown_as}/{name}"
        entry = reader.entry(path + name, file, partial(kind_of, name))
        if entry is not None:
            log.append(LogFile(file, name, entry))
    reader.findings.extend(_leftover(f"{shown_as}/{name}") for name in folder.leftovers)
    return reader.loaded(loaded.files, loaded.dossier and loaded.dossier._replace(log=tuple(log)))


def kind_of(name: str, value: Any) -> type[Activity | Assessment | FollowUpNotes]:
    """What a file of a log is, by its name and by what it states."""
    if name[0] not in _DIGITS and fold(name).startswith(NOTES_PREFIX):
        return FollowUpNotes
    return Assessment if isinstance(value, dict) and "bedömning" in value else Activity


_DIGITS = frozenset("0123456789")


class _Reader(NamedTuple):
    """What the files that are read one after the other came to so far."""

    findings: list[Finding]
    texts: dict[str, str]
    names: list[str]

    def loaded(self, files: PromiseFiles, dossier: Dossier | None) -> Loaded:
        return Loaded(files, dossier, tuple(self.findings), self.texts, tuple(self.names))

    def entry(self, path: str | Path, name: str, kind_of: Callable[[Any], type[Model]]) -> Model | None:
        """What the file holds; `None` when anything is wrong with it, and then the findings say what."""
        self.names.append(name)
        entry = None
        try:
            self.texts[name], value, faults = _stated(bytes_of(path))
        except (OSError, ValueError) as error:
            faults = [unreadable(error)]
        else:
            if value is not None:
                entry, faults = _entry(value, faults, kind_of)
        if faults:
            self.findings.extend(each._replace(file=name) for each in faults)
        return entry


def _stated(data: bytes) -> tuple[str, Any, list[Finding]]:
    """The text of a file, what it states, and what is wrong with its form; `None` where it states nothing certain.

    A plain text can have no fault that another look at it would find.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = ""
    value = plain_value(text)
    if value is not None:
        return text, value, []
    text, faults = text_of(data)
    return (text, None, faults) if faults else (text, *_value(text))


def _value(text: str) -> tuple[Any, list[Finding]]:
    value, faults = value_of(text)
    if value is None and not faults:
        faults = [Finding("LK107", Severity.ERROR, *EMPTY, place=Place(1, 1))]
    return value, faults


def entry_of(text: str, kind_of: Callable[[Any], type[Model]]) -> tuple[Model | None, list[Finding]]:
    """What the text of a file states, and what is wrong with it; `None` when anything is."""
    value, faults = _value(text)
    return (None, faults) if value is None else _entry(value, faults, kind_of)


def _entry(
    value: Any, faults: list[Finding], kind_of: Callable[[Any], type[Model]]
) -> tuple[Model | None, list[Finding]]:  # fmt: skip
    model = kind_of(value)
    try:
        entry = _validated(model, value)
    except ValidationError as error:
        return None, [*faults, *findings_of(error, model, value)]
    return (None if faults else entry), faults


def _validated(model: type[Model], value: Any) -> Model:
    """The entry, by the short way when it is plainly written; `ValidationError` when it is wrong."""
    plain = Activity.plain(value) if model is Activity else None
    return model.model_validate(value) if plain is None else cast("Model", plain)


class _OddFileError(ValueError):
    """What has the name of a file of ours but cannot be one; the message says why."""


def bytes_of(path: str | Path) -> bytes:
    """What stands in an ordinary file of a size that a person writes; `OSError` or `ValueError` for anything else.

    Asked for every file of a log: the system's own calls cost half of what a file object does.
    """
    file = os.open(path, _TO_READ)
    try:
        facts = os.fstat(file)
        if not stat.S_ISREG(facts.st_mode):
            raise _OddFileError(_NO_FILE)
        if facts.st_size > LARGEST:
            raise _OddFileError(f"filen är större än {LARGEST // 1_000_000} MB")
        data = os.read(file, facts.st_size + 1)
    finally:
        os.close(file)
    return data if len(data) == facts.st_size else Path(path).read_bytes()  # it is being written now


_TO_READ = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NONBLOCK", "O_NOCTTY"))
"""A pipe without a writer would be waited for if it were not for O_NONBLOCK."""
_SOCKET = {errno.ENXIO, errno.EOPNOTSUPP}
"""How Linux and macOS refuse to open one."""
_NO_FILE = "det är ingen vanlig fil"


def unreadable(error: OSError | ValueError) -> Finding:
    """Why a file could not be read, and what to do about it."""
    if isinstance(error, _OddFileError):
        message, hint = f"filen går inte att läsa: {error}", "flytta den till en annan mapp"
    elif isinstance(error, OSError) and error.errno in _SOCKET:
        message, hint = f"filen går inte att läsa: {_NO_FILE}", "flytta den till en annan mapp"
    elif isinstance(error, PermissionError):
        message, hint = "filen får inte läsas", "ändra rättigheterna för filen"
    elif isinstance(error, FileNotFoundError):
        message, hint = "filen finns inte", "ta bort länken, eller lägg tillbaka filen den pekar på"
    elif isinstance(error, OSError) and error.errno == errno.ELOOP:
        message, hint = "filen är en länk som leder tillbaka till sig själv", "ta bort länken"
    else:
        message, hint = "filen går inte att läsa", "kontrollera disken och rättigheterna"
    return Finding("LK118", Severity.ERROR, message, hint, place=Place(1, 1))


def _leftover(name: str) -> Finding:
    message = "en halvskriven fil ligger kvar efter ett avbrott, och räknas inte"
    hint = "kontrollera om posten finns i en annan fil, och ta sedan bort den här"
    return Finding("LK117", Severity.NOTE, message, hint, name, place=Place(1, 1))
