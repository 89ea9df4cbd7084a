"""Where the promises and their logs are: each folder is listed once, and no file is read."""

import os
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from loftekoll.errors import LoftekollError
from loftekoll.municipalities import Municipality, fold

FOLDER = "promises"
ENDINGS = (".yaml", ".yml")
LEFTOVER = ".loftekoll-tmp"
_DEEPEST = 8


class LogFolder(NamedTuple):
    """What the folder of a log holds, by name and in order of name: log files, and half-written ones (`leftovers`).

    `strays` are YAML files deeper down or with a wrong ending, `blocked` folders that nobody may look into.
    """

    path: Path
    names: tuple[str, ...] = ()
    leftovers: tuple[str, ...] = ()
    strays: tuple[Path, ...] = ()
    blocked: tuple[Path, ...] = ()

    @property
    def whole(self) -> "LogFolder":
        """Itself, when all of it could be looked at; `LoftekollError` when a folder could not."""
        if self.blocked:
            raise LoftekollError(*blocked_text(self.blocked[0]))
        return self

    @property
    def files(self) -> tuple[Path, ...]:
        """The log files, in order of name."""
        return tuple(self.path / name for name in self.names)


class PromiseFiles(NamedTuple):
    """A promise file and its log; `name` is `kalix/2019`, or `2019` outside a `promises` folder."""

    name: str
    path: Path
    has_log: bool = False

    @property
    def folder(self) -> Path:
        """Where the log files are, or will be."""
        return self.path.with_suffix("")


class Found(NamedTuple):
    """What stands in `promises` folders: promises in order of name, and YAML files that are out of place.

    `blocked` are folders that may not be read, so nobody knows what they hold. Logs are not looked into.
    """

    promises: tuple[PromiseFiles, ...] = ()
    strays: tuple[Path, ...] = ()
    blocked: tuple[Path, ...] = ()

    @property
    def whole(self) -> "Found":
        """Itself, when all of it could be looked at; `LoftekollError` when a folder could not."""
        if self.blocked:
            raise LoftekollError(*blocked_text(self.blocked[0]))
        return self


def find_workspace(start: Path, chosen: str | None) -> Path:
    """The nearest folder upwards that holds `promises/`, or the chosen one; `LoftekollError` when there is none."""
    if chosen is not None:
        folder = Path(chosen)
        if folder.name == FOLDER and not is_folder(folder / FOLDER):
            folder = folder.parent
        if is_folder(folder / FOLDER):
            return folder
        raise LoftekollError(f"mappen «{chosen}» innehåller ingen mapp «{FOLDER}»", "ange mappen ovanför «promises»")
    for folder in (start, *start.parents):
        if is_folder(folder / FOLDER):
            return folder
    raise LoftekollError(
        f"hittar ingen mapp «{FOLDER}» här eller ovanför",
        "gå till mappen med medborgarlöften, eller ange den med --katalog",
    )


def is_folder(path: Path) -> bool:
    """Whether it is a folder; false, and no error, where nobody may look."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises below a folder that may not be read


def shown(path: Path) -> str:
    """The path as people see it: relative to where they stand when it is below, with / between folders."""
    text = path.as_posix()
    try:
        here = os.getcwd()  # noqa: PTH109 - asked for every file, and a Path costs ten times as much
    except OSError:  # the folder where they stand is gone
        return text
    here = here.replace(os.sep, "/").rstrip("/")
    return (text[len(here) + 1 :] or ".") if f"{text}/".startswith(f"{here}/") else text


def absolute(path: Path) -> Path:
    """The path from the root, without `..` and with links left as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() follows links


def blocked_text(folder: Path) -> tuple[str, str]:
    """What to say of a folder that cannot be read, and what to do about it."""
    hint = "be den som äger mappen om läsrätt" if is_folder(folder) else "kontrollera att den finns"
    return f"kan inte läsa mappen «{shown(folder)}»", hint


def find_promises(workspace: Path) -> Found:
    """All promises of a workspace; `LoftekollError` when a folder cannot be read."""
    return _found_in(workspace / FOLDER).whole


def find_municipality_promises(workspace: Path, municipality: Municipality) -> tuple[PromiseFiles, ...]:
    """The promises of a municipality in order of name: those in its folder, and joint ones that may name it.

    A joint promise is filed under its first municipality; the others are looked for in the raw text of the files.
    Raises `LoftekollError` when a folder cannot be read.
    """
    root = workspace / FOLDER
    own = _promises_in(root / municipality.slug).whole.promises
    return (*own, *_joint_promises(root, [municipality], {municipality.slug}))


def _joint_promises(root: Path, municipalities: Iterable[Municipality], but: Container[str]) -> Iterator[PromiseFiles]:
    """The promises that may name one of the municipalities, in the folders of a `promises` folder but for some."""
    marks = {mark for each in municipalities for mark in (each.code, each.slug, fold(each.name))}
    for entry in _entries(root, []):
        if entry.name not in but and _is_folder(entry):
            yield from (each for each in _promises_in(Path(entry.path)).promises if _may_name(each.path, marks))


_MUNICIPALITY_LINES = re.compile(r"""^["']?kommun["']?[ \t]*:(.*(?:\n(?:[ \t\-#\]].*|\r?$))*)""", re.MULTILINE)


def _may_name(path: Path, marks: Iterable[str]) -> bool:
    """Whether the lines of `kommun` in a promise file may name the municipality; cheaper than reading it as YAML."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    except OSError:
        return False
    named = _MUNICIPALITY_LINES.search(text)
    folded = fold(named[1] if named else text)
    return any(mark in folded for mark in marks)


def _found_in(root: Path) -> Found:
    """What a `promises` folder holds: a folder for each municipality, and no file of its own."""
    blocked: list[Path] = []
    entries = _entries(root, blocked)
    below = [_promises_in(Path(entry.path)) for entry in entries if _is_folder(entry)]
    own = Found((), tuple(Path(entry.path) for entry in entries if _is_yaml(entry)), tuple(blocked))
    return _joined([*below, own])


def _joined(parts: Iterable[Found]) -> Found:
    parts = list(parts)
    return Found(
        tuple(each for part in parts for each in part.promises),
        tuple(each for part in parts for each in part.strays),
        tuple(each for part in parts for each in part.blocked),
    )


def _promises_in(folder: Path) -> Found:
    """The promises of one municipality's folder; log files without a promise or too deep down are strays."""
    blocked: list[Path] = []
    entries = _entries(folder, blocked)
    slug = folder.name if folder.parent.name == FOLDER else ""
    folders = {entry.name: entry for entry in entries if _is_folder(entry)}
    promises: list[PromiseFiles] = []
    for entry in entries:
        if _is_yaml(entry):
            stem = entry.name.rpartition(".")[0]
            has_log = folders.pop(stem, None) is not None
            promises.append(PromiseFiles(f"{slug}/{stem}" if slug else stem, Path(entry.path), has_log))
    strays: list[Path] = []
    for orphaned in folders.values():
        strays += [Path(orphaned.path)] if orphaned.is_symlink() else _yaml_below(Path(orphaned.path), blocked)
    return Found(tuple(promises), tuple(strays), tuple(blocked))


_LOOKALIKE = re.compile(r"\.ya?ml\b|^\d{4}-\d\d-\d\d-", re.IGNORECASE)
"""A log file that was saved under another ending, as Notepad's `.yaml.txt`."""


def log_folder_of(files: PromiseFiles) -> LogFolder:
    """What the folder of the promise's log holds now, found in one pass."""
    if not files.has_log:
        return LogFolder(files.folder)
    names: list[str] = []
    leftovers: list[str] = []
    strays: list[Path] = []
    blocked: list[Path] = []
    for entry in _entries(files.folder, blocked, is_hidden_too=True):
        if entry.name.endswith(LEFTOVER):
            leftovers.append(entry.name)
        elif entry.name.startswith("."):
            continue
        elif _is_yaml(entry):
            names.append(entry.name)
        elif _is_folder(entry):
            strays += [Path(entry.path)] if entry.is_symlink() else _yaml_below(Path(entry.path), blocked)
        elif _LOOKALIKE.search(entry.name):
            strays.append(Path(entry.path))
    return LogFolder(files.folder, tuple(names), tuple(leftovers), tuple(strays), tuple(blocked))


def _yaml_below(folder: Path, blocked: list[Path], depth: int = 0) -> Iterator[Path]:
    """Every YAML file in the folder and in those below it; of a link to a folder the link, which may lead back."""
    for entry in _entries(folder, blocked):
        if _is_yaml(entry) or (entry.is_symlink() and _is_folder(entry)):
            yield Path(entry.path)
        elif _is_folder(entry) and depth < _DEEPEST:
            yield from _yaml_below(Path(entry.path), blocked, depth + 1)


def _is_yaml(entry: "os.DirEntry[str]") -> bool:
    """Whether it has the name of a YAML file; what cannot be read, such as a pipe, becomes a finding later."""
    return entry.name.lower().endswith(ENDINGS) and not _is_folder(entry)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a folder or a link to one; a link that leads to itself is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _entries(folder: Path, blocked: list[Path], *, is_hidden_too: bool = False) -> list["os.DirEntry[str]"]:
    """What a folder holds, in order of name; nothing when it is not there, or when it cannot be read (`blocked`)."""
    try:
        with os.scandir(folder) as found:
            return sorted((e for e in found if is_hidden_too or not e.name.startswith(".")), key=lambda e: e.name)
    except FileNotFoundError:
        return []
    except OSError:
        blocked.append(folder)
        return []


def find_given(paths: Iterable[Path]) -> Found:
    """The promises and logs that the given files and folders hold, each promise with its whole log.

    A folder may be a workspace, a `promises` folder, a municipality's folder, a log's folder, or any folder above them.
    """
    promises_in = cache(_promises_in)  # many files of one folder may be given
    found = _joined(_of_path(absolute(path), promises_in) for path in paths)
    promises = {each.path: each for each in found.promises}
    strays = sorted(set(found.strays) - promises.keys())
    return Found(tuple(sorted(promises.values())), tuple(strays), tuple(sorted(set(found.blocked))))


_PromisesIn = Callable[[Path], Found]


def _of_path(path: Path, promises_in: _PromisesIn) -> Found:
    if is_folder(path):
        return _of_folder(path)
    if not os.path.lexists(path):
        raise LoftekollError(f"«{shown(path)}» finns inte", "kontrollera sökvägen")
    return _of_file(path, promises_in)


def _of_file(path: Path, promises_in: _PromisesIn) -> Found:
    """The promise that a file is, or that it is a log file of."""
    promise = _promise_of_log(path.parent) or path
    same = tuple(each for each in promises_in(promise.parent).promises if each.path == promise)
    return Found(same, () if same else (path,))


def _promise_of_log(folder: Path) -> Path | None:
    """The promise file beside a log's folder."""
    files = [folder.with_name(folder.name + ending) for ending in ENDINGS] if folder.name else []
    return next((file for file in files if os.path.isfile(file)), None)  # noqa: PTH113 - as in is_folder


def _of_folder(folder: Path) -> Found:
    if _holds_municipalities(folder):
        return _found_in(folder)
    if folder.parent.name == FOLDER:
        return _promises_in(folder)
    if promise := _promise_of_log(folder):
        return _of_file(promise, _promises_in)
    found = _below(folder)
    return found if any(found) else _promises_in(folder)._replace(strays=())


def _holds_municipalities(folder: Path) -> bool:
    """Whether it is a `promises` folder, and not a workspace that happens to be called so."""
    return folder.name == FOLDER and not is_folder(folder / FOLDER)


def _below(folder: Path, depth: int = 0) -> Found:
    """What the `promises` folders below a folder hold."""
    if _holds_municipalities(folder):
        return _found_in(folder)
    blocked: list[Path] = []
    folders = [Path(each.path) for each in _entries(folder, blocked) if not each.is_symlink() and _is_folder(each)]
    parts = [_below(each, depth + 1) for each in folders] if depth < _DEEPEST else []
    return _joined([*parts, Found(blocked=tuple(blocked))])


def find_neighbours(
    promises: Sequence[PromiseFiles], municipalities: Iterable[Municipality]
) -> tuple[PromiseFiles, ...]:
    """The other promises of the municipalities, in the same `promises` folders, for the rules that look across files.

    They are those of the same folders, and joint ones that may name one of the municipalities.
    """
    given = {files.path for files in promises}
    folders = dict.fromkeys(files.path.parent for files in promises if "/" in files.name)
    own = (files for folder in folders for files in _promises_in(folder).promises)
    slugs = {folder.name for folder in folders}
    joint = (files for root in _roots(promises) for files in _joint_promises(root, municipalities, slugs))
    return tuple(files for files in (*own, *joint) if files.path not in given)


def names_beside(promises: Sequence[PromiseFiles]) -> frozenset[str]:
    """The names of all promises of the `promises` folders that these stand in; empty outside such a folder."""
    folders = (Path(each.path) for root in _roots(promises) for each in _entries(root, []) if _is_folder(each))
    return frozenset(
        f"{folder.name}/{entry.name.rpartition('.')[0]}"
        for folder in folders
        for entry in _entries(folder, [])
        if _is_yaml(entry)
    )


def _roots(promises: Sequence[PromiseFiles]) -> list[Path]:
    """The `promises` folders that these promises stand in."""
    return list(dict.fromkeys(files.path.parent.parent for files in promises if "/" in files.name))
