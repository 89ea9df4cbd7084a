"""From files to dossiers: every fault of a file becomes a finding, and the other files are still read."""

import errno
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
from loftekoll.store.text import text_of
from loftekoll.store.workspace import PromiseFiles, shown

LARGEST = 2_000_000
NOTES_PREFIX = "uppfoljning-"

Model = TypeVar("Model", bound=BaseModel)


class Loaded(NamedTuple):
    """What a promise and its log came to: a dossier unless the promise itself is broken, and what is wrong.

    `paths` gives the file for each name that the findings use.
    """

    files: PromiseFiles
    dossier: Dossier | None
    findings: tuple[Finding, ...]
    paths: dict[str, Path]


def load(files: PromiseFiles) -> Loaded:
    """The promise and everything that is logged for it."""
    return with_log(load_promise(files))


def load_promise(files: PromiseFiles) -> Loaded:
    """The promise alone, without reading its log; `files` still names the log."""
    findings: list[Finding] = []
    name = shown(files.path)
    promise = _entry(files.path, name, findings, lambda _: Promise)
    dossier = Dossier(name, files.name, promise) if promise is not None else None
    return Loaded(files, dossier, tuple(findings), {name: files.path})


def with_log(loaded: Loaded) -> Loaded:
    """A promise that is read already, with its log, which is read also when the promise itself is broken."""
    files, findings, paths = loaded.files, list(loaded.findings), dict(loaded.paths)
    folder = shown(files.folder)
    log: list[LogFile] = []
    for path in files.log:
        file_name = path.name
        file = f"{folder}/{file_name}"
        paths[file] = path
        entry = _entry(path, file, findings, partial(_kind_of, file_name))
        if entry is not None:
            log.append(LogFile(file, file_name, entry))
    findings += [_leftover(f"{folder}/{path.name}") for path in files.leftovers]
    dossier = loaded.dossier and loaded.dossier._replace(log=tuple(log))
    return Loaded(files, dossier, tuple(findings), paths)


def _kind_of(name: str, value: Any) -> type[Activity | Assessment | FollowUpNotes]:
    if fold(name).startswith(NOTES_PREFIX):
        return FollowUpNotes
    return Assessment if isinstance(value, dict) and "bedömning" in value else Activity


def _entry(path: Path, name: str, findings: list[Finding], kind_of: Callable[[Any], type[Model]]) -> Model | None:
    """What the file holds; `None` when anything is wrong with it, and then the findings say what."""
    value, faults = _value(path)
    entry = None
    if value is not None:
        model = kind_of(value)
        try:
            entry = _validated(model, value)
        except ValidationError as error:
            faults += findings_of(error, model, value)
    findings += [each._replace(file=name) for each in faults]
    return None if faults else entry


def _validated(model: type[Model], value: Any) -> Model:
    """The entry, by the short way when it is plainly written; `ValidationError` when it is wrong."""
    plain = Activity.plain(value) if model is Activity else None
    return model.model_validate(value) if plain is None else cast("Model", plain)


def _value(path: Path) -> tuple[Any, list[Finding]]:
    """What the file states and what is wrong with its form; `None` when it states nothing certain."""
    try:
        data = _bytes(path)
    except (OSError, ValueError) as error:
        return None, [_unreadable(error)]
    text, faults = text_of(data)
    if faults:
        return None, faults
    value, faults = value_of(text)
    if value is None and not faults:
        return None, [Finding("LK107", Severity.ERROR, *EMPTY, place=Place(1, 1))]
    return value, faults


class _OddFileError(ValueError):
    """What has the name of a file of ours but cannot be one; the message says why."""


def _bytes(path: Path) -> bytes:
    facts = path.stat()
    if not stat.S_ISREG(facts.st_mode):
        raise _OddFileError("det är ingen vanlig fil")
    if facts.st_size > LARGEST:
        raise _OddFileError(f"filen är större än {LARGEST // 1_000_000} MB")
    return path.read_bytes()


def _unreadable(error: OSError | ValueError) -> Finding:
    if isinstance(error, _OddFileError):
        message, hint = f"filen går inte att läsa: {error}", "flytta den till en annan mapp"
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
