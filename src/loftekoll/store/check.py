"""Checking files: read, judge by the rules, keep what is about the files asked for, place, sort."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from loftekoll.diagnostic import Finding, Severity
from loftekoll.errors import LoftekollError
from loftekoll.municipalities import Municipality
from loftekoll.personal_data import finding_text, hits_in, masked_path, may_hold_hits
from loftekoll.rules import BY_CODE, check, check_across, with_severity
from loftekoll.rules.allowances import Allowance, allowances_in, without_allowed
from loftekoll.rules.rule import Case, Facts, Surroundings
from loftekoll.source import Place, line_starts, place_from, split_lines
from loftekoll.store.places import located
from loftekoll.store.read import Loaded, load_promise, with_files
from loftekoll.store.revision import Comparison, Then, before_of, comparison_with, fresh_allowances
from loftekoll.store.text import harmless_line, placed
from loftekoll.store.workers import Heard, all_done
from loftekoll.store.workspace import (
    ENDINGS,
    Found,
    PromiseFiles,
    absolute,
    blocked_text,
    find_given,
    find_neighbours,
    is_folder,
    log_folder_of,
    names_beside,
    shown,
)


class FileNames(NamedTuple):
    """The names of a promise file and of the files of its log, which `log` holds with / between: a country has many."""

    promise: str
    folder: str
    log: str

    @property
    def number(self) -> int:
        """How many files there are."""
        return 1 + (self.log.count("/") + 1 if self.log else 0)

    def each(self) -> Iterator[str]:
        """The name of each file, as people see it."""
        yield self.promise
        if self.log:
            yield from (f"{self.folder}/{name}" for name in self.log.split("/"))


class Checked(NamedTuple):
    """What was found, in order of file, line and code, and the files that were asked for.

    `promises` are asked for with their logs; `others` are files by themselves, and those that are out of place.
    """

    findings: tuple[Finding, ...]
    promises: tuple[FileNames, ...]
    others: frozenset[str]

    @property
    def files(self) -> int:
        """How many files were asked for."""
        return sum(each.number for each in self.promises) + len(self.others)

    @property
    def names(self) -> list[str]:
        """The names of the files that were asked for, in order and without personal data."""
        return sorted(map(masked_path, self._each()))

    def has(self, name: str) -> bool:
        """Whether the file was asked for."""
        return any(each == name for each in self._each())

    def _each(self) -> Iterator[str]:
        yield from self.others
        for each in self.promises:
            yield from each.each()


class Judged(NamedTuple):
    """What there is to say about one promise and its log; no facts when the promise itself is broken.

    `unread` are the files that the rules have not judged: those that are broken, and all of a broken promise.
    `strays` and `blocked` stand in the folder of the log. The files themselves are forgotten: a country has many.
    """

    files: PromiseFiles
    findings: tuple[Finding, ...]
    names: FileNames
    facts: Facts | None
    allowances: tuple[tuple[str, Allowance], ...]
    unread: frozenset[str]
    strays: tuple[Path, ...]
    blocked: tuple[Path, ...]

    @property
    def root(self) -> Path | None:
        """The `promises` folder that it stands in; `None` for a file on its own."""
        return self.files.path.parent.parent if "/" in self.files.name else None


def checked(paths: Sequence[Path], day: date, *, against: str | None = None, heard: Heard = lambda *_: None) -> Checked:
    """Everything there is to say about these files and folders on a day; with a git revision, also what has changed.

    `heard` is told how many promises are judged, and of how many.

    A promise is judged with its whole log, beside the other promises of its municipalities. Of single files only what
    concerns them is kept, and what keeps them from being judged. Raises `LoftekollError` when a path is not there, when
    there is no promise file at all, or when git cannot give the revision.
    """
    given = [absolute(path) for path in paths]
    found = find_given(given)
    if not any(found):
        missing = ", ".join(f"«{shown(path)}»" for path in given)
        raise LoftekollError(f"det finns ingen löftesfil i {missing}", "ange en mapp med «promises» eller en löftesfil")
    compared = _compared(against, found.promises, given, day)
    pairs = [(files, compared.promises.get(files.path)) for files in found.promises]
    judged = all_done(pairs, lambda pair: _judged(*pair, day), lambda each: each.names.number, heard)
    found = _with_logs(found, judged)
    findings = [*_out_of_place(found), *compared.findings, *(finding for each in judged for finding in each.findings)]
    findings += _across(judged, given)
    allowances = [each for one in judged for each in one.allowances]
    unread = frozenset[str]().union(*(each.unread for each in judged))
    settled = map(with_severity, without_allowed(findings, allowances, unread))
    promises, others, kept = _asked_for(given, judged, found)
    wanted = [_shown(each) for each in settled if kept is None or each.file in kept]
    return Checked(tuple(sorted(wanted, key=_order)), promises, others)


def _with_logs(found: Found, judged: Sequence[Judged]) -> Found:
    """What was found, with what is out of place in the folders of the logs."""
    strays = {*found.strays, *(path for each in judged for path in each.strays)}
    blocked = {*found.blocked, *(path for each in judged for path in each.blocked)}
    strays -= {each.path for each in found.promises}
    return found._replace(strays=tuple(sorted(strays)), blocked=tuple(sorted(blocked)))


def _asked_for(
    given: Sequence[Path], judged: Sequence[Judged], found: Found
) -> tuple[tuple[FileNames, ...], frozenset[str], set[str] | None]:
    """The promises and other files that were asked for, and the files whose findings are told; `None` for all.

    Of a single file that also is its promise, or the folder of its log, when that keeps it from being judged.
    """
    strays = {shown(path) for path in found.strays}
    files = {shown(path) for path in given if not is_folder(path)}
    if not files:
        return tuple(each.names for each in judged), frozenset(strays), None
    inside = find_given([path for path in given if is_folder(path)])
    within = {files.path for files in inside.promises}
    whole = [each for each in judged if each.files.path in within]
    names = files & (strays | {name for each in judged for name in each.names.each()})
    names |= {shown(path) for path in _with_logs(inside, whole).strays}
    names |= {name for each in whole for name in each.names.each()}
    broken = {shown(each.files.path) for each in judged if each.facts is None}
    blocked = {shown(path) for path in found.blocked}
    return (), frozenset(names), names | broken | blocked


def _shown(finding: Finding) -> Finding:
    """The finding without personal data in the name of its file and in the comment that it may be about."""
    return finding._replace(file=masked_path(finding.file), excerpt=harmless_line(finding.excerpt))


# --- one promise --------------------------------------------------------------------------------------------------


def _compared(rev: str | None, promises: Sequence[PromiseFiles], given: Sequence[Path], day: date) -> Comparison:
    if rev is None:
        return Comparison({}, ())
    return comparison_with(rev, promises, given, day)


def _judged(files: PromiseFiles, then: Then | None, day: date) -> Judged:
    folder = log_folder_of(files)
    loaded = with_files(load_promise(files), folder)
    broken = {each.file for each in loaded.findings if each.severity is Severity.ERROR}
    findings = [each._replace(is_blocking=each.severity is Severity.ERROR) for each in loaded.findings]
    findings += _personal_data(loaded)
    allowances: list[tuple[str, Allowance]] = []
    for file, text in loaded.texts.items():
        found, faults = allowances_in(text, BY_CODE)
        allowances += ((file, each) for each in found)
        findings += (each._replace(file=file) for each in faults)
    facts = None
    if loaded.dossier is not None:
        facts = Facts.of(loaded.dossier)
        is_whole = not (folder.blocked or broken)
        findings += check(Case(loaded.dossier, day, before_of(then, loaded), is_whole))
    return Judged(
        files,
        tuple(located(findings, loaded.texts)),
        FileNames(shown(files.path), shown(folder.path), "/".join(folder.names)),
        facts,
        tuple(fresh_allowances(allowances, then)),
        frozenset(broken if facts else loaded.names),
        folder.strays,
        folder.blocked,
    )


def _personal_data(loaded: Loaded) -> Iterator[Finding]:
    """What looks like personal data in the texts of the files, comments and all, and in the files' names."""
    for file, text in loaded.texts.items() if may_hold_hits(loaded.texts.values()) else ():
        hits = hits_in(text)
        lines, starts = (split_lines(text), line_starts(text)) if hits else ([], [])
        for hit in hits:
            message, hint = finding_text(hit)
            place = place_from(starts, hit.offset, hit.length)
            yield placed(hit.code, message, hint, lines, place)._replace(file=file)
    names = [file.rpartition("/")[2] for file in loaded.names]
    for file in loaded.names if may_hold_hits(names) else ():
        yield from _in_name(file)


def _in_name(file: str) -> Iterator[Finding]:
    """What looks like personal data in the name of a file."""
    for hit in hits_in(file.rpartition("/")[2]):
        message, hint = finding_text(hit)
        yield Finding(hit.code, Severity.ERROR, f"filnamnet: {message}", hint, file, place=Place(1, 1))


# --- promises among each other --------------------------------------------------------------------------------------


def _across(judged: Sequence[Judged], given: Sequence[Path]) -> Iterator[Finding]:
    """What the rules have to say about each promise among all of its workspace; of a file on its own nothing."""
    roots = dict.fromkeys(each.root for each in judged if each.root is not None)
    for root in roots:
        is_whole = any(path == root or path in root.parents for path in given)
        yield from _across_workspace([each for each in judged if each.root == root], is_whole=is_whole)


def _across_workspace(judged: Sequence[Judged], *, is_whole: bool) -> Iterator[Finding]:
    """What the rules say across promises of one `promises` folder; the rest of it is looked into."""
    promises = [each.files for each in judged]
    readable = [(each, each.facts) for each in judged if each.facts is not None]
    facts = [mine for _, mine in readable]
    near = () if is_whole else find_neighbours(promises, {place for each in facts for place in each.municipalities})
    dossiers = (load_promise(files).dossier for files in near)
    beside = _by_municipality([*facts, *(Facts.of(dossier) for dossier in dossiers if dossier is not None)])
    names = frozenset(files.name for files in promises) if is_whole else names_beside(promises)
    for one, mine in readable:
        others = {each.file: each for place in mine.municipalities for each in beside[place] if each.file != mine.file}
        if found := list(check_across(Surroundings(mine, tuple(others.values()), names))):
            yield from located(found, load_promise(one.files).texts)


def _by_municipality(facts: Iterable[Facts]) -> defaultdict[Municipality, list[Facts]]:
    table: defaultdict[Municipality, list[Facts]] = defaultdict(list)
    for each in facts:
        for municipality in each.municipalities:
            table[municipality].append(each)
    return table


def _out_of_place(found: Found) -> Iterator[Finding]:
    """Files that belong to no promise, and folders that nobody may look into."""
    for path in found.strays:
        name = shown(path)
        yield Finding("LK119", Severity.ERROR, *_stray_text(path), name, place=Place(1, 1))
        yield from _in_name(name)
    for path in found.blocked:
        yield Finding("LK118", Severity.ERROR, *blocked_text(path), shown(path), place=Place(1, 1))


def _stray_text(path: Path) -> tuple[str, str]:
    if is_folder(path):
        return "länken leder till en annan mapp", "ta bort länken, och lägg filerna här om de hör till löftet"
    if not path.name.lower().endswith(ENDINGS):
        return "filens namn slutar inte på .yaml, så den räknas inte", "byt namn så att det slutar på .yaml"
    hint = "löften ligger i promises/KOMMUN/ÅR.yaml och deras logg i mappen promises/KOMMUN/ÅR"
    return "filen hör inte till något löfte", hint


def _order(finding: Finding) -> tuple[str, Place, str, str]:
    return finding.file, finding.place or Place(1, 1), finding.code, finding.message
