"""`loftekoll status`: how the promises stand."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from loftekoll.cli.options import Katalog, Per, Period, Year, day_asked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from loftekoll.progress import PromiseProgress


def status(
    kommun: Annotated[
        str | None, typer.Argument(metavar="KOMMUN", help="Namn eller kod; utan namn visas alla.")
    ] = None,
    period: Period = None,
    per: Per = None,
    year: Year = None,
    detaljer: Annotated[bool, typer.Option("--detaljer", help="Visa text, mål och alla fönster.")] = False,
    strict: Annotated[bool, typer.Option("--sträng", help="Avsluta med kod 1 om något löfte är efter plan.")] = False,
    form: Annotated[Literal["tabell", "json"], typer.Option("--format", help="Utdata.")] = "tabell",
    katalog: Katalog = None,
) -> None:
    """Visa hur det går för löftena.

    Varje löfte får en rad: vad som är gjort av målet, läget, och när nästa ska vara gjort.
    """
    from loftekoll.cli.promises import workspace_of
    from loftekoll.progress import Standing

    workspace, day = workspace_of(katalog), day_asked(per)
    if kommun is None:
        found = _show_all(workspace, day, period, year, form)
    else:
        found = [_show_one(workspace, kommun, period, day, year, form, detailed=detaljer)]
    if strict and any(each.standing is Standing.BEHIND for one in found for each in one.commitments):
        raise typer.Exit(1)


def _show_one(
    workspace: "Path",
    kommun: str,
    period: str | None,
    day: "date",
    year: int | None,
    form: str,
    *,
    detailed: bool,
) -> "PromiseProgress":
    from loftekoll.cli.promises import municipality_named, promise_of, year_asked
    from loftekoll.progress import promise_progress

    chosen = promise_of(workspace, municipality_named(kommun), period=period, day=day, year=year)
    progress = promise_progress(chosen.dossier, day, year_asked(chosen.dossier.promise.period, year))
    if form == "json":
        from loftekoll.render.status import promise_as_dict

        _echo_json(promise_as_dict(progress))
    else:
        from loftekoll.cli.tables import show_promise

        show_promise(progress, detailed=detailed, is_one_of_several=chosen.is_one_of_several)
    return progress


def _show_all(
    workspace: "Path", day: "date", period: str | None, year: int | None, form: str
) -> "list[PromiseProgress]":
    from loftekoll.cli.promises import tell_faults, year_named
    from loftekoll.cli.tables import show_workspace
    from loftekoll.municipalities import swedish_order
    from loftekoll.progress import promise_progress
    from loftekoll.render.status import workspace_as_dict
    from loftekoll.store.read import load
    from loftekoll.store.workspace import find_promises

    found: list[PromiseProgress] = []
    broken: list[str] = []
    for files in find_promises(workspace).promises:
        if period is not None and files.path.stem != period.replace("–", "-"):
            continue
        loaded = load(files)
        if loaded.dossier is None:
            broken.append(files.name)
            continue
        tell_faults(loaded)
        span = year_named(loaded.dossier.promise.period, year) if year is not None else None
        if year is None or span is not None:
            found.append(promise_progress(loaded.dossier, day, span))
    found.sort(key=lambda each: (swedish_order(each.dossier.promise.municipality.name), each.dossier.name))
    _tell_broken(broken)
    if form == "json":
        _echo_json(workspace_as_dict(found, day))
    else:
        show_workspace(found, day)
    return found


def _tell_broken(names: "Sequence[str]") -> None:
    if names:
        from loftekoll.cli.console import note

        note(f"varning: går inte att läsa och är inte med: {', '.join(names)}; kör «loftekoll kontrollera»")


def _echo_json(document: object) -> None:
    import json

    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
