"""Where the promises are: the workspace, its folders and files, found in one pass without reading any of them."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from loftekoll.errors import LoftekollError
from loftekoll.municipalities import Municipality, fold

FOLDER = "promises"
ENDINGS = (".yaml", ".yml")
LEFTOVER = ".loftekoll-tmp"
_DEEPEST = 8


class PromiseFiles(NamedTuple):
    """A promise file and its log; `name` is `kalix/2019`, or `2019` outside a `promises` folder.

    `leftovers` are half-written files of broken-off writes.
    """

    name: str
    path: Path
    log: tuple[Path, ...] = ()
    leftovers: tuple[Path, ...] = ()

    @property
    def folder(self) -> Path:
        """Where the log files are, or will be."""
        return self.path.with_suffix("")


class Found(NamedTuple):
    """What stands in `promises` folders: promises in order of name, and YAML files that are out of place."""

    promises: tuple[PromiseFiles, ...]
    strays: tuple[Path, ...]


def find_workspace(start: Path, chosen: str | None) -> Path:
    """The nearest folder upwards that holds `promises/`, or the chosen one; `LoftekollError` when there is none."""
    if chosen is not None:
        folder = Path(chosen)
        if folder.name == FOLDER and not (folder / FOLDER).is_dir():
            folder = folder.parent
        if (folder / FOLDER).is_dir():
            return folder
        raise LoftekollError(f"mappen «{chosen}» innehåller ingen mapp «{FOLDER}»", "ange mappen ovanför «promises»")
    for folder in (start, *start.parents):
        if (folder / FOLDER).is_dir():
            return folder
    raise LoftekollError(
        f"hittar ingen mapp «{FOLDER}» här eller ovanför",
        "gå till mappen med medborgarlöften, eller ange den med --katalog",
    )


def shown(path: Path) -> str:
    """The path as people see it: relative to where they stand when it is below, with / between folders."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):  # it lies elsewhere, or the folder where they stand is gone
        return path.as_posix()


def absolute(path: Path) -> Path:
    """The path from the root, without `..` and with links left as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() follows links


def find_promises(workspace: Path) -> Found:
    """All promises of a workspace."""
    return _found_in(workspace / FOLDER)


def find_municipality_promises(workspace: Path, municipality: Municipality) -> tuple[PromiseFiles, ...]:
    """The promises of a municipality in order of name: those in its folder, and joint ones that may name it.

    A joint promise is filed under its first municipality; the others are looked for in the raw text of the files.
    """
    root = workspace / FOLDER
    own = tuple(_promises_in(root / municipality.slug).promises)
    marks = {municipality.code, municipality.slug, fold(municipality.name)}
    joint = [
        files
        for entry in _entries(root)
        if entry.name != municipality.slug and _is_folder(entry)
        for files in _promises_in(Path(entry.path)).promises
        if _may_name(files.path, marks)
    ]
    return (*own, *joint)


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
    entries = _entries(root)
    below = [_promises_in(Path(entry.path)) for entry in entries if _is_folder(entry)]
    return _joined([*below, Found((), tuple(Path(entry.path) for entry in entries if _is_yaml(entry)))])


def _joined(parts: Iterable[Found]) -> Found:
    parts = list(parts)
    promises = tuple(each for part in parts for each in part.promises)
    return Found(promises, tuple(each for part in parts for each in part.strays))


def _promises_in(folder: Path) -> Found:
    """The promises of one municipality's folder; log files without a promise or too deep down are strays."""
    entries = _entries(folder)
    slug = folder.name if folder.parent.name == FOLDER else ""
    folders = {entry.name: Path(entry.path) for entry in entries if _is_folder(entry)}
    promises: list[PromiseFiles] = []
    strays: list[Path] = []
    for entry in entries:
        if _is_yaml(entry):
            stem = entry.name.rpartition(".")[0]
            log = _log_in(folders.pop(stem)) if stem in folders else _Log((), (), ())
            promises.append(
                PromiseFiles(f"{slug}/{stem}" if slug else stem, Path(entry.path), log.files, log.leftovers)
            )
            strays += log.strays
    for orphaned in folders.values():
        strays += _yaml_below(orphaned)
    return Found(tuple(promises), tuple(strays))


_LOOKALIKE = re.compile(r"\.ya?ml\b|^\d{4}-\d\d-\d\d-", re.IGNORECASE)
"""A log file that was saved under another ending, as Notepad's `.yaml.txt`."""


class _Log(NamedTuple):
    """What a log's folder holds."""

    files: tuple[Path, ...]
    leftovers: tuple[Path, ...]
    strays: tuple[Path, ...]


def _log_in(folder: Path) -> _Log:
    files: list[Path] = []
    leftovers: list[Path] = []
    strays: list[Path] = []
    for entry in _entries(folder, is_hidden_too=True):
        if entry.name.endswith(LEFTOVER):
            leftovers.append(Path(entry.path))
        elif entry.name.startswith("."):
            continue
        elif _is_yaml(entry):
            files.append(Path(entry.path))
        elif _is_folder(entry):
            strays += _yaml_below(Path(entry.path))
        elif _LOOKALIKE.search(entry.name):
            strays.append(Path(entry.path))
    return _Log(tuple(files), tuple(leftovers), tuple(strays))


def _yaml_below(folder: Path, depth: int = 0) -> Iterator[Path]:
    """Every YAML file in the folder and in those below it."""
    for entry in _entries(folder):
        if _is_yaml(entry):
            yield Path(entry.path)
        elif _is_folder(entry) and depth < _DEEPEST:
            yield from _yaml_below(Path(entry.path), depth + 1)


def _is_yaml(entry: "os.DirEntry[str]") -> bool:
    """Whether it has the name of a YAML file; what cannot be read, such as a pipe, becomes a finding later."""
    return entry.name.lower().endswith(ENDINGS) and not _is_folder(entry)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a folder or a link to one; a link that leads to itself is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _entries(folder: Path, *, is_hidden_too: bool = False) -> list["os.DirEntry[str]"]:
    """What a folder holds, in order of name; nothing when it is not there."""
    try:
        with os.scandir(folder) as found:
            return sorted((e for e in found if is_hidden_too or not e.name.startswith(".")), key=lambda e: e.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        reason = (
            "be den som äger mappen om läsrätt" if isinstance(error, PermissionError) else "kontrollera att den finns"
        )
        raise LoftekollError(f"kan inte läsa mappen «{shown(folder)}»", reason) from error


def find_given(paths: Iterable[Path]) -> Found:
    """The promises and logs that the given files and folders hold, each promise with its whole log.

    A folder may be a workspace, a `promises` folder, a municipality's folder, a log's folder, or any folder above them.
    """
    found = _joined(_of_path(absolute(path)) for path in paths)
    promises = {each.path: each for each in found.promises}
    return Found(tuple(sorted(promises.values())), tuple(sorted(set(found.strays) - promises.keys())))


def _of_path(path: Path) -> Found:
    if path.is_dir():
        return _of_folder(path)
    if not os.path.lexists(path):
        raise LoftekollError(f"«{shown(path)}» finns inte", "kontrollera sökvägen")
    return _of_file(path)


def _of_file(path: Path) -> Found:
    """The promise that a file is, or that it is a log file of."""
    promise = _promise_of_log(path.parent) or path
    same = tuple(each for each in _promises_in(promise.parent).promises if each.path == promise)
    return Found(same, () if same else (path,))


def _promise_of_log(folder: Path) -> Path | None:
    """The promise file beside a log's folder."""
    files = [folder.with_name(folder.name + ending) for ending in ENDINGS] if folder.name else []
    return next((file for file in files if file.is_file()), None)


def _of_folder(folder: Path) -> Found:
    if _holds_municipalities(folder):
        return _found_in(folder)
    if folder.parent.name == FOLDER:
        return _promises_in(folder)
    if promise := _promise_of_log(folder):
        return _of_file(promise)
    return _below(folder) or _promises_in(folder)._replace(strays=())


def _holds_municipalities(folder: Path) -> bool:
    """Whether it is a `promises` folder, and not a workspace that happens to be called so."""
    return folder.name == FOLDER and not (folder / FOLDER).is_dir()


def _below(folder: Path, depth: int = 0) -> Found | None:
    """What the `promises` folders below a folder hold; `None` when there is none."""
    if _holds_municipalities(folder):
        return _found_in(folder)
    folders = [Path(each.path) for each in _entries(folder) if not each.is_symlink() and _is_folder(each)]
    parts = [_below(each, depth + 1) for each in folders] if depth < _DEEPEST else []
    found = [part for part in parts if part is not None]
    return _joined(found) if found else None


def find_neighbours(promises: Sequence[PromiseFiles]) -> tuple[PromiseFiles, ...]:
    """The other promises of the same municipalities' folders, for the rules that look across files."""
    given = {files.path for files in promises}
    folders = dict.fromkeys(files.path.parent for files in promises if "/" in files.name)
    beside = (files for folder in folders for files in _promises_in(folder).promises)
    return tuple(files for files in beside if files.path not in given)
