"""Names of log files that do not say what is in them (LK404)."""

import os
import re
import secrets
from collections.abc import Container
from datetime import date
from pathlib import Path

from loftekoll.model import Activity, Assessment, Dossier, LogFile
from loftekoll.rules import BY_CODE, lk404_log_name
from loftekoll.rules.allowances import allowances_in
from loftekoll.rules.rule import Case
from loftekoll.store.read import entry_of
from loftekoll.store.repair.page import FormOf

CLAUSE = "bytte namn på filen, så att namnet stämmer med innehållet"

_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
_SIGNS = re.compile(r"[a-z0-9]{6}")


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
    if not any(lk404_log_name.check(case)) or _is_allowed(text):
        return path
    named = [each for each in entry.commitments if f"-{each}-" in path.name]
    start = f"{entry.day}-{max(named, key=len, default=entry.commitments[0])}"
    signs = path.stem.rpartition("-")[2]
    if not _SIGNS.fullmatch(signs) or path.stem.endswith(tuple(known)):  # the end of the name is a commitment's
        signs = _drawn()
    while os.path.lexists(new := path.with_name(f"{start}-{signs}.yaml")) or new in taken:
        signs = _drawn()
    return new


def another_path(path: Path) -> Path:
    """The same name with six other characters at its end."""
    return path.with_name(f"{path.stem[:-6]}{_drawn()}.yaml")


def _drawn() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(6))


def _is_allowed(text: str) -> bool:
    allowances, _ = allowances_in(text, BY_CODE)
    return any("LK404" in each.codes for each in allowances)
