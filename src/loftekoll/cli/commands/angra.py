"""`loftekoll ångra`: take away an entry that was a mistake."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from loftekoll.cli.console import confirm, is_terminal, note, write_wrapped
from loftekoll.cli.options import Katalog, Period, today
from loftekoll.errors import LoftekollError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from loftekoll.cli.entries import Found
    from loftekoll.cli.promises import Chosen
    from loftekoll.store.history import Kept


def ångra(  # noqa: PLC2401 - the name of the command
    kommun: Annotated[str | None, typer.Argument(metavar="KOMMUN", help="Namn eller kod.")] = None,
    mark: Annotated[
        str | None,
        typer.Argument(metavar="MÄRKE", help="Postens sex tecken, som logg visar; annars den senaste posten."),
    ] = None,
    is_sure: Annotated[bool, typer.Option("--ja", help="Ta bort utan att fråga.")] = False,
    period: Period = None,
    katalog: Katalog = None,
) -> None:
    """Ta bort en loggpost eller en bedömning.

    Visar posten och frågar först. Filen tas bort, och du får veta hur den går att få tillbaka.
    """
    from loftekoll.cli.asking import asked_municipality
    from loftekoll.cli.console import aborted
    from loftekoll.cli.entries import entry_asked
    from loftekoll.cli.promises import tell_faults, workspace_of
    from loftekoll.store.edit import remove_file
    from loftekoll.store.history import earlier_files, kept

    workspace, now = workspace_of(katalog), today()
    with aborted("inget togs bort"):
        municipality = asked_municipality(workspace, kommun, "loftekoll ångra KOMMUN")
        chosen, found = entry_asked(workspace, municipality, mark, period, now)
        if is_sure and mark is None and not found.is_fresh:
            raise _unnamed(found, chosen)
        _show(found)
        if not is_sure and not _is_confirmed():
            note("Inget togs bort.")
            return
    was = [(found.path, kept(found.path)), *earlier_files(found.path)]
    remove_file(found.path, found.data)
    for line in _told(found, chosen, now):
        write_wrapped(line)
    _tell_sharing(found, was)
    tell_faults(chosen.loaded)


def _unnamed(found: "Found", chosen: "Chosen") -> LoftekollError:
    """The refusal to guess which entry is meant among those that others have, or that nobody keeps."""
    command = f"loftekoll ångra {chosen.dossier.promise.municipality.slug} {found.name} --ja"
    hint = f"skriv märket: {command} tar {found.path.name}, den med senast datum"
    return LoftekollError("--ja utan märke tar bara en post som inte finns i git än, och det finns ingen sådan", hint)


def _show(found: "Found") -> None:
    """The entry whole: its content may be the only way to write it once more."""
    from loftekoll.cli.entries import content_lines
    from loftekoll.store.workspace import shown

    which = f" – {found.how}" if found.how else ""
    typer.echo(f"{shown(found.path)}{which}:")
    for line in content_lines(found.text):
        typer.echo(line)


def _is_confirmed() -> bool:
    if not is_terminal(sys.stdin):
        raise LoftekollError("posten tas inte bort utan att någon svarar ja", "lägg till --ja")
    return confirm("Ta bort posten?", default=False)


def _told(found: "Found", chosen: "Chosen", now: "date") -> list[str]:
    """That it is gone, and what that did."""
    from loftekoll.cli.entries import logs_compared, verdicts_compared
    from loftekoll.model import Activity
    from loftekoll.store.workspace import shown

    gone = [f"Borttagen: {shown(found.path)}"]
    if found.entry is None:
        return gone
    before, ids = chosen.dossier, found.entry.commitments
    after = before._replace(log=tuple(each for each in before.log if each.name != found.path.name))
    compared = logs_compared if isinstance(found.entry, Activity) else verdicts_compared
    return [*gone, *compared(before, after, ids, now)]


def _tell_sharing(found: "Found", was: "Sequence[tuple[Path, Kept]]") -> None:
    """How the entry is had back, and how others get to know that it is gone, under all the names that git has."""
    from loftekoll.cli.sharing import git_commands, restoring

    lines = [line for path, kept in was for line in restoring(path, kept)]
    for line in lines or ["Ångrar du dig får du skriva den igen; innehållet står här ovanför."]:
        typer.echo(line)
    what = " och ".join(found.entry.commitments) if found.entry else found.name
    for line in git_commands(was, f"Ångra {what}"):
        typer.echo(line)
