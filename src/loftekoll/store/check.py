"""Checking files: read, judge by the rules, keep what is about the files asked for, place, sort."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from loftekoll.diagnostic import Finding, Severity
from loftekoll.errors import LoftekollError
from loftekoll.model import Dossier
from loftekoll.rules import check, with_severity
from loftekoll.rules.rule import Case
from loftekoll.source import Place
from loftekoll.store.places import located
from loftekoll.store.read import Loaded, load, load_promise
from loftekoll.store.workspace import Found, find_given, find_neighbours, shown


class Checked(NamedTuple):
    """What was found, in order of file, line and code, and how many files were read for it."""

    findings: tuple[Finding, ...]
    files: int


def checked(paths: Sequence[Path], day: date) -> Checked:
    """Everything there is to say about these files and folders on a day.

    Raises `LoftekollError` when a path is not there or there is no promise file at all.
    """
    found = find_given(paths)
    if not found.promises and not found.strays:
        names = ", ".join(f"«{shown(path)}»" for path in paths)
        raise LoftekollError(f"det finns ingen löftesfil i {names}", "ange en mapp med «promises» eller en löftesfil")
    loaded = [load(files) for files in found.promises]
    workspace = _workspace(loaded, found)
    findings: list[Finding] = [_stray(path) for path in found.strays]
    for each in loaded:
        findings += _findings_of(each, workspace, day)
    asked = {shown(path) for path in paths if not path.is_dir()}
    folders = any(path.is_dir() for path in paths)
    kept = findings if folders or not asked else [each for each in findings if each.file in asked]
    files = len(asked) if asked and not folders else sum(1 + len(each.files.log) for each in loaded) + len(found.strays)
    return Checked(tuple(sorted(kept, key=_order)), files)


def _findings_of(loaded: Loaded, workspace: tuple[Dossier, ...], day: date) -> list[Finding]:
    findings: Iterable[Finding] = map(with_severity, loaded.findings)
    if loaded.dossier is not None:
        findings = [*findings, *check(Case(loaded.dossier, workspace, day))]
    return located(findings, loaded.paths)


def _workspace(loaded: Sequence[Loaded], found: Found) -> tuple[Dossier, ...]:
    """The dossiers that were asked for and, for the rules across files, the other promises beside them."""
    others = (load_promise(files) for files in find_neighbours(found.promises))
    return tuple(each.dossier for each in (*loaded, *others) if each.dossier is not None)


def _stray(path: Path) -> Finding:
    message = "filen hör inte till något löfte"
    hint = "löften ligger i promises/KOMMUN/ÅR.yaml och deras logg i mappen promises/KOMMUN/ÅR"
    return Finding("LK119", Severity.ERROR, message, hint, shown(path), place=Place(1, 1))


def _order(finding: Finding) -> tuple[str, Place, str, str]:
    return finding.file, finding.place or Place(1, 1), finding.code, finding.message
