"""Where the promises are: the workspace, its folders and files, found in one pass without reading any of them."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from loftekoll.errors import LoftekollError
from loftekoll.municipalities import Municipality

FOLDER = "promises"
ENDINGS = (".yaml", ".yml")
LEFTOVER = ".loftekoll-tmp"


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
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def find_promises(workspace: Path) -> Found:
    """All promises of a workspace."""
    return _found_in(workspace / FOLDER)


def find_municipality_promises(workspace: Path, municipality: Municipality) -> tuple[PromiseFiles, ...]:
    """The promises of a municipality in order of name: those in its folder, and joint ones that may name it.

    A joint promise is filed under its first municipality; the others are looked for in the raw text of the files.
    """
    root = workspace / FOLDER
    own = tuple(_promises_in(root / municipality.slug, []))
    spellings = [municipality.code, municipality.slug, municipality.name, normalize("NFD", municipality.name)]
    marks = [spelling.encode() for spelling in spellings]
    joint = [
        files
        for entry in _entries(root)
        if entry.name != municipality.slug and entry.is_dir()
        for files in _promises_in(Path(entry.path), [])
        if _mentions(files.path, marks)
    ]
    return (*own, *joint)


def _mentions(path: Path, marks: list[bytes]) -> bool:
    """Whether the lines of `kommun` at the top of a promise file may name the municipality."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return False
    _, _, named = head.partition(b"kommun:")
    return any(mark in named.partition(b"period:")[0] for mark in marks)


def _found_in(root: Path) -> Found:
    strays: list[Path] = []
    promises: list[PromiseFiles] = []
    for entry in _entries(root):
        if entry.is_dir():
            promises += _promises_in(Path(entry.path), strays)
        elif entry.name.endswith(ENDINGS):
            strays.append(Path(entry.path))
    return Found(tuple(promises), tuple(strays))


def _promises_in(folder: Path, strays: list[Path]) -> Iterator[PromiseFiles]:
    """The promises of one municipality's folder; log files without a promise are put among the strays."""
    entries = _entries(folder)
    resolved = folder.resolve()
    slug = resolved.name if resolved.parent.name == FOLDER else ""
    folders = {entry.name: Path(entry.path) for entry in entries if entry.is_dir()}
    for entry in entries:
        if entry.name.endswith(ENDINGS) and _is_file(entry):
            stem = entry.name.rpartition(".")[0]
            log, leftovers = _log_in(folders.pop(stem, None))
            name = f"{slug}/{stem}" if slug else stem
            yield PromiseFiles(name, Path(entry.path), log, leftovers)
    for orphaned in folders.values():
        strays += _log_in(orphaned)[0]


def _log_in(folder: Path | None) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    if folder is None:
        return (), ()
    entries = _entries(folder, is_hidden_too=True)
    log = (Path(e.path) for e in entries if e.name.endswith(ENDINGS) and not e.name.startswith(".") and _is_file(e))
    return tuple(log), tuple(Path(e.path) for e in entries if e.name.endswith(LEFTOVER))


def _is_file(entry: "os.DirEntry[str]") -> bool:
    """Whether it is an ordinary file, or a link to one; a broken link is read later and becomes a finding."""
    return entry.is_file() or entry.is_symlink()


def _entries(folder: Path, *, is_hidden_too: bool = False) -> list["os.DirEntry[str]"]:
    """What a folder holds, in order of name; nothing when it is not there."""
    try:
        with os.scandir(folder) as found:
            return sorted((e for e in found if is_hidden_too or not e.name.startswith(".")), key=lambda e: e.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise LoftekollError(f"kan inte läsa mappen «{shown(folder)}»", _why(error)) from error


def _why(error: OSError) -> str:
    return "du saknar rätt att läsa den" if isinstance(error, PermissionError) else "kontrollera att den finns kvar"


def find_given(paths: Iterable[Path]) -> Found:
    """The promises and logs that the given files and folders hold, each promise with its whole log.

    A folder may be a workspace, a `promises` folder, a municipality's folder, a log's folder, or any folder above them.
    """
    promises: dict[Path, PromiseFiles] = {}
    strays: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise LoftekollError(f"«{shown(path)}» finns inte", "kontrollera sökvägen")
        found = _of_folder(path) if path.is_dir() else _of_file(path)
        promises.update((each.path.resolve(), each) for each in found.promises)
        strays.update((each, None) for each in found.strays)
    return Found(tuple(sorted(promises.values())), tuple(sorted(strays)))


def _of_file(path: Path) -> Found:
    """The promise that a file is, or that it is a log file of."""
    promise = next((path.parent.with_name(path.parent.name + end) for end in ENDINGS
                    if path.parent.with_name(path.parent.name + end).is_file()), path)  # fmt: skip
    same = [each for each in _promises_in(promise.parent, []) if each.path.name == promise.name]
    return Found(tuple(same), ()) if same else Found((), (path,))


def _of_folder(folder: Path, depth: int = 0) -> Found:
    resolved = folder.resolve()
    if resolved.name == FOLDER:
        return _found_in(folder)
    if resolved.parent.name == FOLDER:
        strays: list[Path] = []
        return Found(tuple(_promises_in(folder, strays)), tuple(strays))
    if resolved.parent.parent.name == FOLDER and any(folder.with_name(folder.name + end).is_file() for end in ENDINGS):
        return _of_file(folder / "x.yaml")
    promises: list[PromiseFiles] = []
    strays = []
    for entry in _entries(folder):
        if entry.is_dir(follow_symlinks=False) and depth < 8:
            below = _of_folder(Path(entry.path), depth + 1)
            promises += below.promises
            strays += below.strays
        elif entry.name.endswith(ENDINGS) and depth == 0 and _is_file(entry):
            promises += _of_file(Path(entry.path)).promises
    return Found(tuple(promises), tuple(strays))


def find_neighbours(promises: Sequence[PromiseFiles]) -> tuple[PromiseFiles, ...]:
    """The other promises of the same municipalities' folders, for the rules that look across files."""
    given = {files.path.resolve() for files in promises}
    folders = dict.fromkeys(files.path.parent for files in promises if "/" in files.name)
    beside = (files for folder in folders for files in _promises_in(folder, []))
    return tuple(files for files in beside if files.path.resolve() not in given)
