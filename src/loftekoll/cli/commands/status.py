"""`loftekoll status`: how the promises stand."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from loftekoll.cli.options import Katalog, Per, Period, Year, day_asked, echo_json
from loftekoll.errors import LoftekollError

if TYPE_CHECKING:
    from loftekoll.cli.promises import Asked


def status(
    kommun: Annotated[
        str | None, typer.Argument(metavar="KOMMUN", help="Namn eller kod; utan namn visas alla.")
    ] = None,
    period: Period = None,
    per: Per = None,
    year: Year = None,
    detaljer: Annotated[bool, typer.Option("--detaljer", help="Visa text, mål och alla fönster.")] = False,
    strict: Annotated[bool, typer.Option("--sträng", help="Avsluta med kod 1 om något löfte är efter plan.")] = False,
    form: Annotated[Literal["tabell", "json"], typer.Option("--format", help="Så skrivs läget.")] = "tabell",
    katalog: Katalog = None,
) -> None:
    """Visa hur det går för löftena.

    Varje löfte får en rad: vad som är gjort av målet, läget, och när nästa ska vara gjort.
    """
    from loftekoll.cli.promises import Asked, workspace_of

    workspace, day = workspace_of(katalog), day_asked(per)
    if kommun is not None:
        is_behind = _show_one(workspace, kommun, Asked(period, day, year), form, detailed=detaljer)
    elif detaljer:
        raise LoftekollError("--detaljer visar en kommun i taget", "skriv loftekoll status KOMMUN --detaljer")
    else:
        is_behind = _show_all(workspace, Asked(period, day, year), form)
    if strict and is_behind:
        raise typer.Exit(1)


def _show_one(workspace: Path, kommun: str, asked: "Asked", form: str, *, detailed: bool) -> bool:
    """How the promise of a municipality stands; whether a commitment is behind."""
    from loftekoll.cli.promises import promise_of, tell_faults
    from loftekoll.cli.tables import show_promise
    from loftekoll.render.status import is_behind, promise_as_dict

    chosen = promise_of(workspace, kommun, period=asked.period, day=asked.day, year=asked.year)
    tell_faults(chosen.loaded)
    progress = chosen.progress(asked.day, asked.year)
    if form == "json":
        echo_json(promise_as_dict(progress))
    else:
        show_promise(progress, detailed=detailed, is_one_of_several=chosen.is_one_of_several)
    return is_behind(progress)


def _show_all(workspace: Path, asked: "Asked", form: str) -> bool:
    """How all promises of the workspace stand; whether a commitment of any is behind."""
    from loftekoll.cli.overview import told_in
    from loftekoll.cli.tables import show_workspace
    from loftekoll.render.status import overview_of, promise_as_dict, workspace_as_dict

    if form == "json":
        members = told_in(workspace, asked, promise_as_dict)
        echo_json(workspace_as_dict([each.what for each in members], asked.day))
        return any(each.is_behind for each in members)
    rows = told_in(workspace, asked, overview_of)
    show_workspace([each.what for each in rows], asked.day)
    return any(each.is_behind for each in rows)
