"""Checking files: read, judge by the rules, keep what is about the files asked for, place, sort."""

import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from loftekoll.diagnostic import Finding, Severity
from loftekoll.errors import LoftekollError
from loftekoll.municipalities import Municipality
from loftekoll.personal_data import finding_text, hits_in, masked
from loftekoll.rules import BY_CODE, check, check_across, with_severity
from loftekoll.rules.allowances import Allowance, allowances_in, without_allowed
from loftekoll.rules.rule import Case, Facts, Surroundings
from loftekoll.source import Place, line_starts, place_from, split_lines
from loftekoll.store.places import located
from loftekoll.store.read import Loaded, load, load_promise
from loftekoll.store.revision import Comparison, Then, before_of, comparison_with, fresh_allowances
from loftekoll.store.text import placed
from loftekoll.store.workspace import (
    Found,
    PromiseFiles,
    absolute,
    blocked_text,
    find_given,
    find_neighbours,
    is_folder,
    names_beside,
    shown,
)

_WORTH_WORKERS = 600
"""So many files take longer to check than it takes to start other processes."""


class Checked(NamedTuple):
    """What was found, in order of file, line and code, and the names of the files that were asked for."""

    findings: tuple[Finding, ...]
    names: tuple[str, ...]

    @property
    def files(self) -> int:
        """How many files were asked for."""
        return len(self.names)


class Judged(NamedTuple):
    """What there is to say about one promise and its log; no facts when the promise itself is broken."""

    files: PromiseFiles
    findings: tuple[Finding, ...]
    names: tuple[str, ...]
    facts: Facts | None
    allowances: tuple[tuple[str, Allowance], ...]


def checked(paths: Sequence[Path], day: date, *, against: str | None = None) -> Checked:
    """Everything there is to say about these files and folders on a day; with a git revision, also what has changed.

    A promise is judged with its whole log, beside the other promises of its municipalities. Of single files only what
    concerns them is kept, and what makes the promise that they belong to unreadable. Raises `LoftekollError` when a
    path is not there, when there is no promise file at all, or when git cannot give the revision.
    """
    given = [absolute(path) for path in paths]
    found = find_given(given)
    if not any(found):
        missing = ", ".join(f"«{shown(path)}»" for path in given)
        raise LoftekollError(f"det finns ingen löftesfil i {missing}", "ange en mapp med «promises» eller en löftesfil")
    compared = _compared(against, found.promises, given, day)
    judged = _judged_all(found.promises, day, compared.promises)
    findings = [*_out_of_place(found), *compared.findings, *(finding for each in judged for finding in each.findings)]
    findings += _across(judged)
    allowances = [each for one in judged for each in one.allowances]
    settled = [with_severity(each) for each in without_allowed(findings, allowances, BY_CODE)]
    names = {name for each in judged for name in each.names} | {shown(path) for path in found.strays}
    if not any(map(is_folder, given)):
        names &= {shown(path) for path in given}
        kept = names | {shown(each.files.path) for each in judged if each.facts is None}
        settled = [finding for finding in settled if finding.file in kept]
    settled = [each._replace(file=masked(each.file)) for each in settled]
    return Checked(tuple(sorted(settled, key=_order)), tuple(sorted(map(masked, names))))


# --- one promise --------------------------------------------------------------------------------------------------


def _compared(rev: str | None, promises: Sequence[PromiseFiles], given: Sequence[Path], day: date) -> Comparison:
    if rev is None:
        return Comparison({}, ())
    return comparison_with(rev, promises, given, day)


def _judged_all(promises: Sequence[PromiseFiles], day: date, before: Mapping[Path, Then]) -> list[Judged]:
    """Each promise with its log, in several processes when there is much to do."""
    judge, then = partial(_judged, day=day), [before.get(each.path) for each in promises]
    workers = min(os.cpu_count() or 1, 8)
    if workers == 1 or sys.platform != "linux" or sum(1 + len(each.log) for each in promises) < _WORTH_WORKERS:
        return list(map(judge, promises, then))
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - slow to import, and seldom needed
    from multiprocessing import get_context  # noqa: PLC0415

    with ProcessPoolExecutor(workers, get_context("fork")) as pool:
        return list(pool.map(judge, promises, then, chunksize=max(1, len(promises) // (workers * 8))))


def _judged(files: PromiseFiles, then: Then | None, day: date) -> Judged:
    loaded = load(files)
    findings = [*map(with_severity, loaded.findings), *_personal_data(loaded)]
    allowances: list[tuple[str, Allowance]] = []
    for file, text in loaded.texts.items():
        found, faults = allowances_in(text, BY_CODE)
        allowances += ((file, each) for each in found)
        findings += (each._replace(file=file) for each in faults)
    facts = None
    if loaded.dossier is not None:
        facts = Facts.of(loaded.dossier)
        findings += check(Case(loaded.dossier, day, before_of(then, loaded)))
    fresh = tuple(fresh_allowances(allowances, then))
    return Judged(files, tuple(located(findings, loaded.texts)), loaded.names, facts, fresh)


def _personal_data(loaded: Loaded) -> Iterator[Finding]:
    """What looks like personal data in the texts of the files, comments and all, and in the files' names."""
    for file, text in loaded.texts.items():
        hits = hits_in(text)
        lines, starts = (split_lines(text), line_starts(text)) if hits else ([], [])
        for hit in hits:
            message, hint = finding_text(hit)
            place = place_from(starts, hit.offset, hit.length)
            yield placed(hit.code, message, hint, lines, place)._replace(file=file)
    for file in loaded.names:
        for hit in hits_in(file.rpartition("/")[2]):
            message, hint = finding_text(hit)
            yield Finding(hit.code, Severity.ERROR, f"filnamnet: {message}", hint, file, place=Place(1, 1))


# --- promises among each other --------------------------------------------------------------------------------------


def _across(judged: Sequence[Judged]) -> Iterator[Finding]:
    """What the rules have to say about each promise among all of the workspace."""
    promises = [each.files for each in judged]
    readable = [each for each in judged if each.facts is not None]
    facts = [each.facts for each in judged if each.facts is not None]
    near = find_neighbours(promises, {place for each in facts for place in each.municipalities})
    beside = _by_municipality(
        [*facts, *(Facts.of(dossier) for files in near if (dossier := load_promise(files).dossier))]
    )
    names = names_beside(promises)
    for one, mine in zip(readable, facts, strict=True):
        others = {each.file: each for place in mine.municipalities for each in beside[place] if each.file != mine.file}
        found = map(with_severity, check_across(Surroundings(mine, tuple(others.values()), names)))
        if findings := list(found):
            yield from located(findings, load_promise(one.files).texts)


def _by_municipality(facts: Iterable[Facts]) -> defaultdict[Municipality, list[Facts]]:
    table: defaultdict[Municipality, list[Facts]] = defaultdict(list)
    for each in facts:
        for municipality in each.municipalities:
            table[municipality].append(each)
    return table


def _out_of_place(found: Found) -> Iterator[Finding]:
    """YAML files that belong to no promise, and folders that nobody may look into."""
    hint = "löften ligger i promises/KOMMUN/ÅR.yaml och deras logg i mappen promises/KOMMUN/ÅR"
    for path in found.strays:
        message = "filen hör inte till något löfte"
        yield Finding("LK119", Severity.ERROR, message, hint, shown(path), place=Place(1, 1))
    for path in found.blocked:
        yield Finding("LK118", Severity.ERROR, *blocked_text(path), shown(path), place=Place(1, 1))


def _order(finding: Finding) -> tuple[str, Place, str, str]:
    return finding.file, finding.place or Place(1, 1), finding.code, finding.message
