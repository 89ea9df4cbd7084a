"""`loftekoll logga`: write down that something was done."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from loftekoll.cli.console import ask, choose, is_terminal
from loftekoll.cli.options import Katalog, Period, today
from loftekoll.errors import LoftekollError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from loftekoll.model import Dossier


def logga(
    kommun: Annotated[str | None, typer.Argument(metavar="KOMMUN", help="Namn eller kod.")] = None,
    commitments: Annotated[
        list[str] | None, typer.Argument(metavar="LÖFTE", help="Löftets id, ett eller flera.")
    ] = None,
    datum: Annotated[
        str | None,
        typer.Option("--datum", metavar="DATUM", help="Dagen det gjordes, eller tiden för en summa; annars idag."),
    ] = None,
    antal: Annotated[int | None, typer.Option("--antal", metavar="ANTAL", help="Hur många; annars 1.")] = None,
    cirka: Annotated[bool, typer.Option("--cirka", help="Antalet är ungefärligt.")] = False,
    plats: Annotated[str | None, typer.Option("--plats", metavar="PLATS", help="Område eller plats.")] = None,
    part: Annotated[
        list[str] | None, typer.Option("--part", metavar="PART", help="Vem som gjorde det; kan upprepas.")
    ] = None,
    timmar: Annotated[
        str | None, typer.Option("--timmar", metavar="TIMMAR", help="Arbetad tid, till exempel 2,5.")
    ] = None,
    anteckning: Annotated[
        str | None, typer.Option("--anteckning", metavar="TEXT", help="Det som behöver sägas, utan personuppgifter.")
    ] = None,
    source: Annotated[str | None, typer.Option("--källa", metavar="TEXT", help="Var uppgiften finns.")] = None,
    period: Period = None,
    katalog: Katalog = None,
) -> None:
    """Logga något som är gjort.

    Skriver en ny fil i löftets logg och visar vad den gjorde med läget. Frågar efter det som saknas.
    """
    from loftekoll.cli.entry import checked_entry, day_of, fields_of, known_ids, told
    from loftekoll.cli.promises import promise_of, tell_faults, workspace_of
    from loftekoll.store.append import append_entry

    workspace, now = workspace_of(katalog), today()
    kommun = kommun or _asked_municipality(workspace)
    datum = datum or (str(now) if commitments else _asked_day(now))
    chosen = promise_of(workspace, kommun, period=period, day=day_of(datum))
    commitments = known_ids(commitments or [_asked_commitment(chosen.dossier, now)], chosen.dossier)
    given = {
        "datum": datum, "löfte": commitments, "antal": antal, "cirka": "ja" if cirka else None, "plats": plats,
        "part": part, "timmar": timmar, "anteckning": anteckning, "källa": source,
    }  # fmt: skip
    entry = checked_entry(given, chosen.dossier, now)
    path = append_entry(chosen.loaded.files.folder, entry.day, entry.commitments[0], fields_of(entry))
    for line in told(chosen.dossier, entry, path, now):
        typer.echo(line)
    tell_faults(chosen.loaded)


def _asked_municipality(workspace: "Path") -> str:
    """The municipality that a person at a terminal chooses among those that have promises."""
    from loftekoll.cli.promises import names_in

    _refuse_to_ask("kommun", "skriv kommunens namn: loftekoll logga KOMMUN LÖFTE")
    names = names_in(workspace)
    if not names:
        raise LoftekollError("det finns inget medborgarlöfte i mappen", "skapa filen «promises/KOMMUN/ÅR.yaml»")
    return names[0] if len(names) == 1 else choose("Vilken kommun?", names)


def _asked_day(now: "date") -> str:
    """The day that a person at a terminal says, today unless something else is written."""
    from loftekoll.cli.entry import past_stretch

    _refuse_to_ask("löfte", "skriv vilket: loftekoll logga KOMMUN LÖFTE")
    return ask("Vilken dag?", str(now), check=lambda answer: past_stretch(answer, now))


def _asked_commitment(dossier: "Dossier", now: "date") -> str:
    """The commitment that a person at a terminal chooses, seeing how each stands."""
    from loftekoll.cli.entry import standing_facts

    ids, facts = standing_facts(dossier, now)
    return choose("Vilket löfte?", ids, facts)


def _refuse_to_ask(what: str, hint: str) -> None:
    """Prompts are for people: a script gets to know what it lacks."""
    if not is_terminal(sys.stdin):
        raise LoftekollError(f"det saknas {what}", hint)
