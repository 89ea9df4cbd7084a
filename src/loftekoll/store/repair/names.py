"""Names of log files that do not say what is in them (LK404)."""

import os
import re
from collections.abc import Container, Iterable
from datetime import date
from pathlib import Path

from loftekoll.diagnostic import Finding
from loftekoll.log_names import ALPHABET, MARK_LENGTH
from loftekoll.model import Activity, Assessment, Dossier, LogFile
from loftekoll.rules import BY_CODE, lk404_log_name
from loftekoll.rules.allowances import allowances_in
from loftekoll.rules.rule import Case
from loftekoll.store.append import drawn_mark
from loftekoll.store.places import located
from loftekoll.store.read import entry_of
from loftekoll.store.repair.page import FormOf

CODE = lk404_log_name.RULE.code
CLAUSE = "bytte namn på filen, så att namnet stämmer med innehållet"

_SIGNS = re.compile(rf"[{ALPHABET}]{{{MARK_LENGTH}}}")


def fitting_path(  # noqa: PLR0913 - a file, what it says, and what is around it
    path: Path, text: str, form_of: FormOf, dossier: Dossier, day: date, taken: Container[Path]
) -> Path:
    """The path that the log file should have: its own when that is right, or when its entry is not whole.

    The new name is one that no file has, and that is not taken.
    """
    entry, _ = entry_of(text, form_of)
    known = {each.id for each in dossier.promise.commitments}
    if not isinstance(entry, Activity | Assessment) or not known.issuperset(entry.commitments):
        return path
    case = Case(dossier._replace(log=(LogFile(path.name, path.name, entry),)), day)
    if _allowed_lines(text).issuperset(_lines_of(lk404_log_name.check(case), path.name, text)):
        return path
    named = [each for each in entry.commitments if f"-{each}-" in path.name]
    start = f"{entry.day}-{max(named, key=len, default=entry.commitments[0])}"
    signs = path.stem.rpartition("-")[2]
    if not _SIGNS.fullmatch(signs) or path.stem.endswith(tuple(known)):  # the end of the name is a commitment's
        signs = drawn_mark()
    while os.path.lexists(new := path.with_name(f"{start}-{signs}.yaml")) or new in taken:
        signs = drawn_mark()
    return new


def another_path(path: Path) -> Path:
    """The same name with six other characters at its end."""
    return path.with_name(f"{path.stem[:-MARK_LENGTH]}{drawn_mark()}.yaml")


def _lines_of(findings: Iterable[Finding], name: str, text: str) -> list[int]:
    """The lines of the file that the findings are about."""
    return [each.place.line for each in located(findings, {name: text}) if each.place]


def _allowed_lines(text: str) -> set[int]:
    """The lines where a comment lets a wrong name stand."""
    allowances, _ = allowances_in(text, BY_CODE)
    return {each.covers for each in allowances if CODE in each.codes}
