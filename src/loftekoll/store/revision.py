"""The promises as they stood at a git revision, read from git's objects: nothing is checked out and nothing locked."""

import hashlib
import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from loftekoll.changes import is_draft, is_same_promise, mark_of
from loftekoll.diagnostic import Finding, Severity
from loftekoll.errors import LoftekollError
from loftekoll.model import Dossier, LogFile, Promise
from loftekoll.rules.allowances import Allowance
from loftekoll.source import Place
from loftekoll.store.read import LARGEST, Loaded, entry_of, kind_of, load_promise
from loftekoll.store.text import text_of
from loftekoll.store.workspace import ENDINGS, FOLDER, PromiseFiles, find_given, is_folder, log_folder_of, shown

_FAMILY = "LK6"
_LONGEST_WAIT = 300  # seconds
_DEEPEST = 8
_PLACES_OF_GIT = {
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS",
}  # fmt: skip
"""What a hook sets for its own repository; here the folder decides which one is meant."""


# --- what stood there ---------------------------------------------------------------------------------------------


class Stored(NamedTuple):
    """A promise and its log in git: the path of the promise file below the folder, and the objects' names."""

    path: str
    promise: str
    log: dict[str, str]

    @property
    def objects(self) -> dict[str, str]:
        """The object of every file, by its path below the folder."""
        folder = PurePosixPath(self.path).with_suffix("")
        return {self.path: self.promise, **{f"{folder}/{name}": sha for name, sha in self.log.items()}}


class Revision(NamedTuple):
    """The promises that stood below a folder at a revision, by name (`kalix/2019`); nothing of them is read yet."""

    name: str
    folder: Path
    promises: dict[str, Stored]


def revision_of(folder: Path, rev: str) -> Revision:
    """What a `promises` folder, or another one with promise files, held where today's branch left a revision.

    That is the revision itself when it is a part of today's history. What others have logged since then on their branch
    is nothing that is missing here. Raises `LoftekollError` when git is not there, the folder is in no repository, or
    the revision is not in it.
    """
    if rev.startswith("-") or not rev.strip() or "\0" in rev:
        raise LoftekollError(f"«{rev}» kan inte vara en revision", "ange en gren, en tagg eller ett commit-namn")
    shared = _git(folder, "merge-base", f"{rev}^{{commit}}", "HEAD")
    start = shared.decode("ascii").strip() if shared else rev  # in a shallow clone no shared commit may be found
    listed = _git(folder, "ls-tree", "-r", "-z", f"{start}^{{commit}}")
    if listed is None:
        raise _why_not(folder, rev)
    is_root = folder.name == FOLDER
    files: dict[str, str] = {}
    for line in listed.split(b"\0"):
        facts, _, path = line.partition(b"\t")
        if facts.startswith(b"100"):  # a file, and no link or other repository
            files[os.fsdecode(path)] = facts.split(b" ")[2].decode("ascii")
    return Revision(rev, folder, _promises_among(files, 2 if is_root else 1))


def _promises_among(files: dict[str, str], depth: int) -> dict[str, Stored]:
    """The promises among the files: so many parts deep, each log in the folder of its name."""
    logs: defaultdict[str, dict[str, str]] = defaultdict(dict)
    promises: dict[str, tuple[str, str]] = {}
    for path, sha in files.items():
        parts = path.split("/")
        if not path.lower().endswith(ENDINGS) or any(part.startswith(".") for part in parts):
            continue
        if len(parts) == depth:
            promises[path.rpartition(".")[0]] = (path, sha)
        elif len(parts) == depth + 1:
            logs["/".join(parts[:depth])][parts[-1]] = sha
    return {name: Stored(*promise, logs[name]) for name, promise in promises.items()}


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git answers, without taking its locks; `None` when it cannot, `LoftekollError` when there is no answer."""
    environment = {name: value for name, value in os.environ.items() if name not in _PLACES_OF_GIT}
    command = ["git", "--no-optional-locks", "-c", "core.quotepath=off", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and the revision cannot be an option
            command, input=given, capture_output=True, timeout=_LONGEST_WAIT, check=False,
            env=environment | {"GIT_TERMINAL_PROMPT": "0"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        message = f"git svarade inte inom {_LONGEST_WAIT // 60} minuter"
        raise LoftekollError(message, "försök igen, eller kör utan --mot") from None
    except OSError:
        raise LoftekollError(
            "git går inte att köra på den här datorn", "installera git, eller kör utan --mot"
        ) from None
    return done.stdout if done.returncode == 0 else None


def _why_not(folder: Path, rev: str) -> LoftekollError:
    """Why git could not list the revision, as git's answers to simpler questions show."""
    if _git(folder, "rev-parse", "--git-dir") is None:
        if any((each / ".git").exists() for each in (folder, *folder.parents)):
            hint = f"kör «git status» i mappen «{shown(folder)}», och gör som git säger"
            return LoftekollError("git vill inte läsa förrådet", hint)
        hint = "kör i en mapp som hämtats med git, eller utan --mot"
        return LoftekollError(f"«{shown(folder)}» ligger inte i något git-förråd", hint)
    message = f"revisionen «{rev}» finns inte här"
    if (_git(folder, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true":
        hint = "hämta hela historiken: git fetch --unshallow, eller fetch-depth: 0 i arbetsflödet"
    elif _git(folder, "rev-parse", "--verify", "--quiet", f"origin/{rev}^{{commit}}"):
        hint = f"menade du «origin/{rev}»?"
    else:
        hint = "se vilka grenar som finns med «git branch --all», och hämta nya med «git fetch»"
    return LoftekollError(message, hint)


# --- reading it ---------------------------------------------------------------------------------------------------


class Then(NamedTuple):
    """A promise as it stood: its old file and name, what of it could be read, and the log files that could not.

    `comments` are those to the checker (`# loftekoll: …`) that stood in it or in its log, each with the file that it
    is of: the promise file of today, or the mark of the log file, else its name.
    """

    file: str
    name: str
    promise: Promise | None
    log: tuple[LogFile, ...]
    comments: frozenset[tuple[str, str]]
    unreadable: tuple[str, ...] = ()


class Comparison(NamedTuple):
    """What is compared with: promises by today's path, each with a difference; and what is gone or cannot be compared.

    A promise that is missing here, or whose files are as they were or new, has nothing to be compared with.
    """

    promises: dict[Path, Then]
    findings: tuple[Finding, ...]


def comparison_with(rev: str, promises: Sequence[PromiseFiles], given: Iterable[Path], day: date) -> Comparison:
    """The promises as they stood at a revision, where any of their files differs; and promises below `given` now gone.

    Raises `LoftekollError` as `revision_of` does, and when git lacks some of the files.
    """
    given = list(given)
    folders: dict[Path, list[PromiseFiles]] = {folder: [] for path in given for folder in _roots_around(path)}
    for files in promises:
        folders.setdefault(_folder_of(files), []).append(files)
    parts = [_compared(revision_of(folder, rev), members, day) for folder, members in folders.items()]
    findings = [
        finding
        for part in parts
        for path, finding in part.findings
        if any(path == each or each in path.parents for each in given)
    ]
    return Comparison({path: then for part in parts for path, then in part.promises.items()}, tuple(findings))


class _Part(NamedTuple):
    """What the comparison of one folder came to; each finding with the path that it is about."""

    promises: dict[Path, Then]
    findings: list[tuple[Path, Finding]]


def _compared(revision: Revision, promises: Sequence[PromiseFiles], day: date) -> _Part:
    folder = revision.folder
    changed = {files: revision.promises[files.name] for files in promises if _is_changed(revision, files)}
    gone = [each for name, each in revision.promises.items() if not _stands(folder, name)]
    texts = _texts_of(revision, [*changed.values(), *gone])
    then = {files.path: _then(folder, each, texts) for files, each in changed.items()}
    findings = [(files.path, each) for files in changed for each in _not_compared(revision, files, then[files.path])]
    renamed = _renamed(revision, [_then(folder, each, texts) for each in gone])
    for old, path in renamed:
        if path is not None:
            then[path] = old._replace(comments=frozenset(_under(shown(path), old)))
        elif not (old.promise and is_draft(old.promise, day) and not old.log):
            findings.append((folder / f"{old.name}{Path(old.file).suffix}", _gone(revision, old)))
    return _Part(_without_moved(revision, then), findings)


def _folder_of(files: PromiseFiles) -> Path:
    return files.path.parent.parent if "/" in files.name else files.path.parent


def _roots_around(given: Path) -> list[Path]:
    """The `promises` folders that a path is in or holds, whether any promise is left in them or not."""
    if above := [each for each in (given, *given.parents) if _is_root(each)]:
        return above[:1]
    found: list[Path] = []
    for path, folders, _ in os.walk(given):
        below = [each for each in sorted(folders) if not each.startswith(".")]
        found += [Path(path, each) for each in below if _is_root(Path(path, each))]
        is_deep = len(Path(path).relative_to(given).parts) >= _DEEPEST
        folders[:] = [] if is_deep else [each for each in below if not _is_root(Path(path, each))]
    return found


def _is_root(folder: Path) -> bool:
    """Whether it is a `promises` folder, and not a workspace that happens to be called so."""
    return folder.name == FOLDER and is_folder(folder) and not is_folder(folder / FOLDER)


def _stands(folder: Path, name: str) -> bool:
    """Whether there is a promise file with this name today, readable or not."""
    return any(os.path.lexists(folder / f"{name}{ending}") for ending in ENDINGS)


def _is_changed(revision: Revision, files: PromiseFiles) -> bool:
    stored = revision.promises.get(files.name)
    return stored is not None and any(not _is_as(revision.folder / path, sha) for path, sha in stored.objects.items())


def _is_as(path: Path, sha: str) -> bool:
    """Whether a file of today holds what the object holds, whichever line ends git gave it."""
    data = _content(path)
    return data is not None and sha in {_object_name(data, sha), _object_name(data.replace(b"\r\n", b"\n"), sha)}


def _content(path: Path) -> bytes | None:
    """What a file of today holds; `None` when it cannot be read, which is a finding elsewhere."""
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= LARGEST else None
    except OSError:
        return None


def _object_name(data: bytes, like: str) -> str:
    """The name that git gives to the content, by the algorithm that a name of this length is made with."""
    algorithm = "sha1" if len(like) == 40 else "sha256"
    return hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _texts_of(revision: Revision, wanted: Sequence[Stored]) -> dict[str, bytes]:
    """The content of all objects of the promises, in one process."""
    names = list(dict.fromkeys(sha for each in wanted for sha in each.objects.values()))
    if not names:
        return {}
    answer = _git(revision.folder, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    found: dict[str, bytes] = {}
    at = 0
    while answer and at < len(answer):
        end = answer.index(b"\n", at)
        sha, *facts = answer[at:end].decode("ascii").split(" ")
        if len(facts) != 2:  # "missing"
            break
        found[sha], at = answer[end + 1 : end + 1 + int(facts[1])], end + int(facts[1]) + 2
    if len(found) < len(names):
        hint = "hämta hela historiken: git fetch --refetch, eller fetch-depth: 0 i arbetsflödet"
        raise LoftekollError(f"alla filer vid «{revision.name}» finns inte här", hint)
    return found


_COMMENT = re.compile(r"#\s*loftekoll:.*")


def _then(folder: Path, stored: Stored, texts: dict[str, bytes]) -> Then:
    log: list[LogFile] = []
    unreadable: list[str] = []
    for name in sorted(stored.log):
        text, faults = text_of(texts[stored.log[name]])
        entry = None if faults else entry_of(text, partial(kind_of, name))[0]
        if entry is None:
            unreadable.append(name)
        else:
            log.append(LogFile(shown(folder / Path(stored.path).with_suffix("") / name), name, entry))
    text, faults = text_of(texts[stored.promise])
    promise = None if faults else entry_of(text, lambda _: Promise)[0]
    file, name = shown(folder / stored.path), stored.path.rpartition(".")[0]
    objects = [(file, stored.promise), *((_same(each), sha) for each, sha in stored.log.items())]
    comments = {(of, each.strip()) for of, sha in objects for each in _COMMENT.findall(_decoded(texts[sha]))}
    return Then(file, name, promise, tuple(log), frozenset(comments), tuple(unreadable))


def _same(name: str) -> str:
    """What a log file is known by when its day or commitment is corrected: its mark, else its name."""
    return mark_of(name) or name


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", errors="replace") if b"loftekoll:" in data else ""


# --- what is gone, renamed or moved -------------------------------------------------------------------------------


def _renamed(revision: Revision, gone: Sequence[Then]) -> list[tuple[Then, Path | None]]:
    """Every promise that has no file any more, with the new file that it stands in; `None` when there is none."""
    if not gone:
        return []
    found = find_given([revision.folder]).promises
    new = [files for files in found if files.name not in revision.promises and _folder_of(files) == revision.folder]
    loaded = [(files.path, dossier.promise) for files in new if (dossier := load_promise(files).dossier)]
    pairs: list[tuple[Then, Path | None]] = []
    for old in gone:
        same = next((each for each in loaded if _is_renamed(old, each[1])), None)
        if same is not None:
            loaded.remove(same)
        pairs.append((old, same[0] if same else None))
    return pairs


def _is_renamed(old: Then, now: Promise) -> bool:
    return old.promise is not None and now.extends != old.name and is_same_promise(old.promise, now)


def _under(file: str, old: Then) -> Iterator[tuple[str, str]]:
    """The comments of a promise that stands in another file today."""
    return ((file if of == old.file else of, comment) for of, comment in old.comments)


def _gone(revision: Revision, old: Then) -> Finding:
    entries = f", med {len(old.log)} filer i loggen" if len(old.log) > 1 else ", med en fil i loggen" if old.log else ""
    message = f"löftesfilen är borta; den fanns vid «{revision.name}»{entries}"
    hint = "lägg tillbaka filen; har löftet dragits tillbaka, skriv «avfört» på dess rader i stället"
    return Finding("LK604", Severity.ERROR, message, hint, old.file, place=Place(1, 1))


def _not_compared(revision: Revision, files: PromiseFiles, then: Then) -> Iterator[Finding]:
    """What could not be read at the revision: the promise, and log files that are gone now."""
    found = partial(Finding, "LK606", Severity.NOTE, file=shown(files.path), place=Place(1, 1))
    if then.promise is None:
        message = f"löftet gick inte att läsa vid «{revision.name}», så ändringar i det är inte kontrollerade"
        yield found(message, "jämför med en revision där filen är hel")
    names = set(log_folder_of(files).names)
    marks = {mark_of(name) for name in names} - {""}
    for name in then.unreadable:
        if name not in names and mark_of(name) not in marks:
            message = f"en loggfil som inte gick att läsa vid «{revision.name}» är borta"
            yield found(message, f"se vilken med «git diff --stat {revision.name}», och lägg tillbaka den, rättad")


def _without_moved(revision: Revision, then: dict[Path, Then]) -> dict[Path, Then]:
    """The promises as they stood, but for the entries that stand, as they were, in another log beside theirs."""
    new = _NewEntries(revision)
    return {path: old._replace(log=tuple(_left(path.with_suffix(""), old, new))) for path, old in then.items()}


def _left(folder: Path, old: Then, new: "_NewEntries") -> Iterator[LogFile]:
    return (each for each in old.log if os.path.lexists(folder / each.name) or not new.is_taken(folder, each))


_ByContent = dict[Hashable, dict[str, Path]]
"""Files by what they state and by name."""


class _NewEntries:
    """The files that are new in the logs of a municipality: each is read once, and stands for one moved entry."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self.logs: dict[Path, list[PromiseFiles]] = {}
        self.entries: dict[Path, _ByContent] = {}

    def is_taken(self, folder: Path, lost: LogFile) -> bool:
        """Whether another log than the one in the folder holds the entry, which it then does no more; by name first."""
        found = [entries for log in self._beside(folder) if (entries := self._new_in(log).get(lost.entry))]
        chosen = next((each for each in found if lost.name in each), found[0] if found else None)
        if chosen is None:
            return False
        del chosen[lost.name if lost.name in chosen else next(iter(chosen))]
        return True

    def _beside(self, folder: Path) -> Iterator[PromiseFiles]:
        if folder.parent not in self.logs:
            self.logs[folder.parent] = list(find_given([folder.parent]).promises)
        return (each for each in self.logs[folder.parent] if each.folder != folder)

    def _new_in(self, files: PromiseFiles) -> _ByContent:
        if files.path not in self.entries:
            stored = self.revision.promises.get(files.name)
            new = [path for path in log_folder_of(files).files if stored is None or path.name not in stored.log]
            self.entries[files.path] = _by_content(new)
        return self.entries[files.path]


def _by_content(paths: Iterable[Path]) -> _ByContent:
    """The files of today that can be read."""
    found: defaultdict[Hashable, dict[str, Path]] = defaultdict(dict)
    for path in paths:
        text, faults = text_of(_content(path) or b"")
        entry = None if faults else entry_of(text, partial(kind_of, path.name))[0]
        if entry is not None:
            found[entry][path.name] = path
    return found


# --- what the rules are given -------------------------------------------------------------------------------------


def before_of(then: Then | None, loaded: Loaded) -> Dossier | None:
    """The dossier that today's is compared with; `None` when there is nothing to compare.

    A log file that cannot be read today is left out, since that is a finding already; and a promise that could not be
    read then is taken to be as it is, so that at least its log is compared.
    """
    if then is None or loaded.dossier is None:
        return None
    readable = {each.name for each in loaded.dossier.log}
    broken = {name.rpartition("/")[2] for name in loaded.names} - readable
    marks = {mark_of(name) for name in broken} - {""}
    log = tuple(each for each in then.log if not _is_broken(each.name, broken, marks, readable))
    return Dossier(then.file, then.name, then.promise or loaded.dossier.promise, log)


def _is_broken(name: str, broken: Container[str], marks: Container[str], readable: Container[str]) -> bool:
    return name in broken or (name not in readable and mark_of(name) in marks)


def fresh_allowances(allowances: Iterable[tuple[str, Allowance]], then: Then | None) -> Iterator[tuple[str, Allowance]]:
    """The comments of a promise's files that count: for a change only one that was written with it.

    A comment that stood in the same file at the revision is about an earlier change: it lets nothing stand, and is not
    unused either. Without anything to compare with, the same goes for every comment about a change.
    """
    for file, each in allowances:
        comment = each.excerpt[each.place.column - 1 :].strip()
        places = {file, _same(file.rpartition("/")[2])}
        is_old = then is None or any((place, comment) in then.comments for place in places)
        codes = tuple(code for code in each.codes if not (is_old and code.startswith(_FAMILY)))
        if codes:
            yield file, each._replace(codes=codes)
