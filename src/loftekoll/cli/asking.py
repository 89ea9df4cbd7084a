"""Asking for what was not typed: prompts are for people, and a script gets to know what it lacks."""

import sys
from pathlib import Path

from loftekoll.cli.console import choose, is_terminal
from loftekoll.cli.promises import names_in
from loftekoll.errors import LoftekollError
from loftekoll.log_names import parts_of
from loftekoll.municipalities import find_municipality
from loftekoll.store.workspace import find_promises, log_folder_of


def refuse_to_ask(what: str, hint: str) -> None:
    """Raise `LoftekollError` when nobody sits at a terminal who could be asked for it."""
    if not is_terminal(sys.stdin):
        raise LoftekollError(f"det saknas {what}", hint)


def asked_municipality(workspace: Path, kommun: str | None, usage: str) -> str:
    """The municipality that was typed, else the one that a person at a terminal chooses; `usage` is how to type it."""
    if kommun is not None:
        return kommun
    refuse_to_ask("kommun", f"skriv kommunens namn: {usage}")
    names = names_in(workspace)
    if not names:
        raise LoftekollError("det finns inget medborgarlöfte i mappen", "skapa filen «promises/KOMMUN/ÅR.yaml»")
    return names[0] if len(names) == 1 else choose("Vilken kommun?", names, default=_latest_municipality(workspace))


def _latest_municipality(workspace: Path) -> str | None:
    """The municipality that something was logged for on the latest day, by the names of the files."""
    logged = [
        (name.day, promise.name.partition("/")[0])
        for promise in find_promises(workspace).promises
        for file in log_folder_of(promise).names
        if (name := parts_of(file))
    ]
    found = find_municipality(max(logged)[1]) if logged else None
    return found.name if found else None
