"""Checking files: read, judge by the rules, keep what is about the files asked for, place, sort."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from loftekoll.diagnostic import Finding, Severity
from loftekoll.errors import LoftekollError
from loftekoll.model import Dossier
from loftekoll.municipalities import Municipality
from loftekoll.rules import check, with_severity
from loftekoll.rules.rule import Case
from loftekoll.source import Place
from loftekoll.store.places import located
from loftekoll.store.read import Loaded, load, load_promise
from loftekoll.store.workspace import Found, absolute, find_given, find_neighbours, shown

_ByMunicipality = defaultdict[Municipality, list[Dossier]]


class Checked(NamedTuple):
    """What was found, in order of file, line and code, and how many files were asked for."""

    findings: tuple[Finding, ...]
    files: int


def checked(paths: Sequence[Path], day: date) -> Checked:
    """Everything there is to say about these files and folders on a day.

    A promise is judged with its whole log. Of single files only what concerns them is kept, and what makes the promise
    that they belong to unreadable. Raises `LoftekollError` when a path is not there or there is no promise file at all.
    """
    given = [absolute(path) for path in paths]
    found = find_given(given)
    if not found.promises and not found.strays:
        names = ", ".join(f"«{shown(path)}»" for path in given)
        raise LoftekollError(f"det finns ingen löftesfil i {names}", "ange en mapp med «promises» eller en löftesfil")
    loaded = [load(files) for files in found.promises]
    others = _by_municipality(loaded, found)
    findings = [_stray(path) for path in found.strays]
    findings += [finding for each in loaded for finding in _findings_of(each, others, day)]
    files = {file for each in loaded for file in each.paths} | {shown(path) for path in found.strays}
    if not any(path.is_dir() for path in given):
        files &= {shown(path) for path in given}
        kept = files | {shown(each.files.path) for each in loaded if each.dossier is None}
        findings = [finding for finding in findings if finding.file in kept]
    return Checked(tuple(sorted(findings, key=_order)), len(files))


def _findings_of(loaded: Loaded, others: _ByMunicipality, day: date) -> list[Finding]:
    findings: Iterable[Finding] = map(with_severity, loaded.findings)
    if (dossier := loaded.dossier) is not None:
        beside = {each.file: each for place in dossier.promise.municipalities for each in others[place]}
        beside.pop(dossier.file, None)
        findings = [*findings, *check(Case(dossier, tuple(beside.values()), day))]
    return located(findings, loaded.paths)


def _by_municipality(loaded: Sequence[Loaded], found: Found) -> _ByMunicipality:
    """The promises of each municipality: those asked for, and those beside them for the rules across files."""
    table: _ByMunicipality = defaultdict(list)
    for each in (*loaded, *(load_promise(files) for files in find_neighbours(found.promises))):
        if each.dossier is not None:
            for municipality in each.dossier.promise.municipalities:
                table[municipality].append(each.dossier)
    return table


def _stray(path: Path) -> Finding:
    message = "filen hör inte till något löfte"
    hint = "löften ligger i promises/KOMMUN/ÅR.yaml och deras logg i mappen promises/KOMMUN/ÅR"
    return with_severity(Finding("LK119", Severity.ERROR, message, hint, shown(path), place=Place(1, 1)))


def _order(finding: Finding) -> tuple[str, Place, str, str]:
    return finding.file, finding.place or Place(1, 1), finding.code, finding.message
