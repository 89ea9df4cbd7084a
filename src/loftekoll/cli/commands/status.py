"""`loftekoll status`: how the promises stand."""

from typing import Annotated, Literal

import typer

from loftekoll.cli.options import Katalog, Per, Period, Year, day_asked, echo_json
from loftekoll.errors import LoftekollError


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
    from loftekoll.cli.promises import promise_of, promises_in, tell_faults, workspace_of
    from loftekoll.cli.tables import show_promise, show_workspace
    from loftekoll.render.status import promise_as_dict, workspace_as_dict
    from loftekoll.tally import Standing

    workspace, day = workspace_of(katalog), day_asked(per)
    if kommun is not None:
        chosen = promise_of(workspace, kommun, period=period, day=day, year=year)
        tell_faults(chosen.loaded)
        found = [chosen.progress(day, year)]
        if form == "json":
            echo_json(promise_as_dict(found[0]))
        else:
            show_promise(found[0], detailed=detaljer, is_one_of_several=chosen.is_one_of_several)
    else:
        if detaljer:
            raise LoftekollError("--detaljer visar en kommun i taget", "skriv loftekoll status KOMMUN --detaljer")
        found = promises_in(workspace, period=period, day=day, year=year)
        if form == "json":
            echo_json(workspace_as_dict(found, day))
        else:
            show_workspace(found, day)
    if strict and any(each.standing is Standing.BEHIND for one in found for each in one.commitments):
        raise typer.Exit(1)
