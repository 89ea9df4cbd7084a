"""`loftekoll logga`: write down that something was done."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from loftekoll.cli.console import ask, choose, is_terminal
from loftekoll.cli.options import Katalog, Period, today
from loftekoll.errors import LoftekollError
from loftekoll.municipalities import find_municipality

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from loftekoll.model import Dossier


def logga(
    kommun: Annotated[str | None, typer.Argument(metavar="KOMMUN", help="Namn eller kod.")] = None,
    commitments: Annotated[
        list[str] | None, typer.Argument(metavar="LÖFTE...", help="Löftets id, ett eller flera.")
    ] = None,
    datum: Annotated[
        str | None, typer.Option("--datum", metavar="DATUM", help="Dagen det gjordes; annars idag.")
    ] = None,
    antal: Annotated[int | None, typer.Option("--antal", metavar="ANTAL", help="Hur många; annars en.")] = None,
    cirka: Annotated[bool, typer.Option("--cirka", help="Antalet är ungefärligt.")] = False,
    plats: Annotated[str | None, typer.Option("--plats", metavar="PLATS", help="Område eller plats.")] = None,
    part: Annotated[
        list[str] | None, typer.Option("--part", metavar="PART", help="Vem som gjorde det; kan upprepas.")
    ] = None,
    timmar: Annotated[
        str | None, typer.Option("--timmar", metavar="TIMMAR", help="Arbetad tid, till exempel 2,5.")
    ] = None,
    anteckning: Annotated[
        str | None, typer.Option("--anteckning", metavar="TEXT", help="Inga personuppgifter.")
    ] = None,
    source: Annotated[str | None, typer.Option("--källa", metavar="TEXT", help="Var uppgiften finns.")] = None,
    period: Period = None,
    katalog: Katalog = None,
) -> None:
    """Logga något som är gjort.

    Skriver en ny fil i löftets logg och visar vad det gjorde med läget. Frågar efter det som saknas.
    """
    from loftekoll.cli.entry import checked_entry, fields_of, stretch_of, told_standing
    from loftekoll.cli.promises import municipality_named, promise_of, workspace_of
    from loftekoll.store.append import append_entry
    from loftekoll.store.workspace import shown

    workspace, now = workspace_of(katalog), today()
    municipality = municipality_named(kommun or _asked_municipality(workspace))
    stretch = stretch_of(datum or str(now))
    chosen = promise_of(workspace, municipality, period=period, day=stretch.last)
    if not commitments:
        commitments = [_asked_commitment(chosen.dossier, now)]
        datum = datum or _asked_day(now)
    fields = {
        "datum": datum or str(now), "löfte": commitments, "antal": antal, "cirka": "ja" if cirka else None,
        "plats": plats, "part": part or None, "timmar": timmar, "anteckning": anteckning, "källa": source,
    }  # fmt: skip
    entry = checked_entry(fields, chosen.dossier, now)
    path = append_entry(chosen.files.folder, entry.day, entry.commitments[0], fields_of(entry))
    for line in told_standing(chosen.dossier, entry, shown(path), now):
        typer.echo(line)


def _asked_municipality(workspace: "Path") -> str:
    """The municipality that a person at a terminal chooses among those that have promises."""
    from loftekoll.store.workspace import find_promises

    slugs = sorted({files.name.partition("/")[0] for files in find_promises(workspace).promises})
    _refuse_to_ask("kommun", "skriv kommunens namn: loftekoll logga KOMMUN LÖFTE")
    names = [found.name if (found := find_municipality(slug)) else slug for slug in slugs]
    return slugs[0] if len(slugs) == 1 else slugs[choose("Vilken kommun?", names)]


def _asked_commitment(dossier: "Dossier", day: "date") -> str:
    """The commitment that a person at a terminal chooses."""
    from loftekoll.cli.entry import commitment_choices
    from loftekoll.progress import promise_progress

    known = ", ".join(each.id for each in dossier.promise.commitments)
    _refuse_to_ask("löfte", f"skriv vilket: {known}")
    found = promise_progress(dossier, day).commitments
    return found[choose("Vilket löfte?", commitment_choices(found))].commitment.id


def _asked_day(day: "date") -> str:
    return ask("Vilken dag? (ÅÅÅÅ-MM-DD)", str(day))


def _refuse_to_ask(what: str, hint: str) -> None:
    """Prompts are for people: a script gets to know what it lacks."""
    if not is_terminal(sys.stdin):
        raise LoftekollError(f"det saknas {what}", hint)
