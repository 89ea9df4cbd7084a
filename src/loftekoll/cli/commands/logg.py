"""`loftekoll logg`: what is logged."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from loftekoll.cli.options import Katalog, Period, echo_json, today
from loftekoll.errors import LoftekollError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from loftekoll.cli.promises import Chosen
    from loftekoll.period import Stretch
    from loftekoll.render.log import Entry


def logg(
    kommun: Annotated[str | None, typer.Argument(metavar="KOMMUN", help="Namn eller kod.")] = None,
    commitments: Annotated[
        list[str] | None, typer.Argument(metavar="LÖFTE", help="Bara de här löftena; annars alla.")
    ] = None,
    more: Annotated[
        list[str] | None, typer.Option("--löfte", metavar="LÖFTE", help="Bara det här löftet; kan upprepas.")
    ] = None,
    start: Annotated[str | None, typer.Option("--från", metavar="DATUM", help="Från och med den dagen.")] = None,
    end: Annotated[str | None, typer.Option("--till", metavar="DATUM", help="Till och med den dagen.")] = None,
    part: Annotated[
        list[str] | None, typer.Option("--part", metavar="PART", help="Bara det den här parten gjorde; kan upprepas.")
    ] = None,
    form: Annotated[
        Literal["tabell", "csv", "json"],
        typer.Option("--format", help="Så skrivs posterna; csv är för kalkylprogram."),
    ] = "tabell",
    out: Annotated[
        Path | None, typer.Option("--ut", metavar="FIL", help="Skriv csv eller json till filen i stället för skärmen.")
    ] = None,
    period: Period = None,
    katalog: Katalog = None,
) -> None:
    """Visa det som är loggat för ett löfte, det senaste sist.

    Bedömningar är med. Märket i varje rad är det som ändra och ångra tar.
    """
    from loftekoll.cli.asking import asked_municipality
    from loftekoll.cli.entry import known_ids, separate
    from loftekoll.cli.promises import promise_of, tell_faults, workspace_of
    from loftekoll.period import long_date
    from loftekoll.render.log import chosen_of, entries_of

    if out is not None and form == "tabell":
        raise LoftekollError("--ut skriver ingen tabell", "lägg till --format csv eller --format json")
    workspace, now = workspace_of(katalog), today()
    municipality = asked_municipality(workspace, kommun, "loftekoll logg KOMMUN")
    chosen = promise_of(workspace, municipality, period=period, day=now)
    every = entries_of(chosen.dossier)
    ids = known_ids(separate([*(commitments or []), *(more or [])]), chosen.dossier)
    parties = _known_parties(separate(part or []), every, chosen)
    first, last = _day_asked(start, now, "--från"), _day_asked(end, now, "--till")
    if first and last and last.last < first.start:
        days = f"--till ({long_date(last.last)}) är före --från ({long_date(first.start)})"
        raise LoftekollError(days, "skriv dagarna med år, den första med --från")
    entries = chosen_of(every, ids, parties, first and first.start, last and last.last)
    _show(entries, chosen, form, out)
    tell_faults(chosen.loaded)


def _show(entries: "Sequence[Entry]", chosen: "Chosen", form: str, out: Path | None) -> None:
    from loftekoll.render.log import as_csv, as_dict

    match form:
        case "json" if out is None:
            echo_json(as_dict(chosen.dossier, entries))
        case "json":
            import json

            _put(out, json.dumps(as_dict(chosen.dossier, entries), ensure_ascii=False, indent=2) + "\n")
        case "csv" if out is None:
            from loftekoll.cli.console import harmless

            typer.echo(harmless(as_csv(entries, "\n")), nl=False)
        case "csv":
            _put(out, "\ufeff" + as_csv(entries, "\r\n"))  # Excel takes a file without the mark for Windows-1252
        case _:
            _show_table(entries, chosen)


def _show_table(entries: "Sequence[Entry]", chosen: "Chosen") -> None:
    from loftekoll.cli.log_table import show_log
    from loftekoll.period import short_label

    promise = chosen.dossier.promise
    names = " och ".join(each.name for each in promise.municipalities)
    which = f"Visar {chosen.dossier.name}; välj ett annat med --period." if chosen.is_one_of_several else ""
    show_log(entries, f"{names} {short_label(promise.period)} – loggen", which)


def _put(out: Path | None, text: str) -> None:
    """Write to the file, which may be none of the promises' own."""
    from loftekoll.cli.console import note
    from loftekoll.store.output import write_output
    from loftekoll.store.workspace import ENDINGS, FOLDER, absolute, shown

    assert out is not None  # noqa: S101 - without a file the screen is written to
    if FOLDER in absolute(out).parts and out.name.lower().endswith(ENDINGS):
        raise LoftekollError(f"«{shown(absolute(out))}» är ett löfte eller en loggpost", "ange en annan fil med --ut")
    is_replaced = out.is_file()
    write_output(out, text)
    note(f"Skrev {out}" + (", i stället för den fil som fanns" if is_replaced else ""))


def _day_asked(typed: str | None, now: "date", option: str) -> "Stretch | None":
    """The day or stretch that was typed, which may be to come; told when it is not typed in full."""
    from loftekoll.cli.console import note
    from loftekoll.cli.entry import understood
    from loftekoll.period import CalendarError
    from loftekoll.spoken_days import stretch_spoken

    if typed is None:
        return None
    try:
        stretch = stretch_spoken(typed, now)
    except CalendarError as error:
        raise LoftekollError(f"{option}: {error.message}", error.hint) from error
    if said := understood(typed, stretch):
        note(f"{option}: {said}")
    return stretch


def _known_parties(typed: "Sequence[str]", entries: "Sequence[Entry]", chosen: "Chosen") -> "Sequence[str]":
    """The parties that were typed, when they have signed or stand in the log; else `LoftekollError` with near names."""
    from loftekoll.cli.console import quoted
    from loftekoll.cli.entry import near_party
    from loftekoll.municipalities import fold
    from loftekoll.render.log import parties_in

    known = {fold(name): name for name in (*chosen.dossier.promise.parties, *parties_in(entries))}
    for name in typed:
        if fold(name) not in known:
            near = near_party(name, known)
            hint = f"menade du {quoted(near)}?" if near else f"parterna är {', '.join(known.values())}"
            raise LoftekollError(f"--part: {quoted(name)} står inte i loggen", hint)
    return typed
