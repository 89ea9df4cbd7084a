"""From files to dossiers: every fault of a file becomes a finding, and the other files are still read."""

import stat
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from loftekoll.diagnostic import Finding, Severity
from loftekoll.model import Activity, Assessment, Dossier, FollowUpNotes, LogFile, Promise
from loftekoll.source import Place
from loftekoll.store.events import value_of
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
    paths = {shown(path): path for path in (files.path, *files.log, *files.leftovers)}
    names = list(paths)
    findings: list[Finding] = []
    promise = _entry(files.path, names[0], Promise, findings)
    log: list[LogFile] = []
    for path, name in zip(files.log, names[1:], strict=False):
        value = _value(path, name, findings)
        if value is not None:
            entry = _validated(value, _kind_of(path.name, value), name, findings)
            if entry is not None:
                log.append(LogFile(name, path.name, entry))
    findings += [_leftover(shown(path)) for path in files.leftovers]
    dossier = Dossier(names[0], files.name, promise, tuple(log)) if promise is not None else None
    return Loaded(files, dossier, tuple(findings), paths)


def load_promise(files: PromiseFiles) -> Loaded:
    """The promise alone, without reading its log; `files` still names the log."""
    return load(files._replace(log=(), leftovers=()))._replace(files=files)


def _kind_of(name: str, value: Any) -> type[Activity | Assessment | FollowUpNotes]:
    if name.startswith(NOTES_PREFIX):
        return FollowUpNotes
    return Assessment if isinstance(value, dict) and "bedömning" in value else Activity


def _entry(path: Path, name: str, model: type[Model], findings: list[Finding]) -> Model | None:
    value = _value(path, name, findings)
    return None if value is None else _validated(value, model, name, findings)


def _validated(value: Any, model: type[Model], name: str, findings: list[Finding]) -> Model | None:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        findings += [each._replace(file=name) for each in findings_of(error, model, value)]
        return None


def _value(path: Path, name: str, findings: list[Finding]) -> Any:
    """What the file states; `None` when it cannot be read, and then the findings say why."""
    try:
        data = _bytes(path)
    except (OSError, ValueError) as error:
        findings.append(_unreadable(name, error))
        return None
    text, faults = text_of(data)
    value = None
    if not faults:
        value, faults = value_of(text)
        if value is None and not faults:
            faults = [
                Finding("LK107", Severity.ERROR, "filen är tom", "fyll i den, eller ta bort den", place=Place(1, 1))
            ]
    findings += [each._replace(file=name) for each in faults]
    return value


class _OddFileError(ValueError):
    pass


def _bytes(path: Path) -> bytes:
    facts = path.stat()
    if not stat.S_ISREG(facts.st_mode):
        raise _OddFileError("det är ingen vanlig fil")
    if facts.st_size > LARGEST:
        raise _OddFileError(f"filen är större än {LARGEST // 1_000_000} MB")
    return path.read_bytes()


def _unreadable(name: str, error: Exception) -> Finding:
    if isinstance(error, _OddFileError):
        message, hint = f"filen går inte att läsa: {error}", "flytta den till en annan mapp"
    elif isinstance(error, PermissionError):
        message, hint = "filen får inte läsas", "ändra rättigheterna för filen"
    elif isinstance(error, FileNotFoundError):
        message, hint = "filen finns inte", "ta bort länken, eller lägg tillbaka filen den pekar på"
    else:
        message, hint = "filen går inte att läsa", "kontrollera disken och rättigheterna"
    return Finding("LK118", Severity.ERROR, message, hint, name, place=Place(1, 1))


def _leftover(name: str) -> Finding:
    message = "en halvskriven fil ligger kvar efter ett avbrott, och räknas inte"
    hint = "kontrollera om posten finns i en annan fil, och ta sedan bort den här"
    return Finding("LK117", Severity.NOTE, message, hint, name, place=Place(1, 1))
