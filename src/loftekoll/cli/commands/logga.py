"""`loftekoll logga`: write down that something was done."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from loftekoll.cli.console import ask, choose_several, confirm, is_terminal, note, print_error, quoted, write_wrapped
from loftekoll.cli.options import Katalog, Period, today
from loftekoll.errors import LoftekollError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from loftekoll.cli.promises import Chosen
    from loftekoll.model import Activity, Dossier
    from loftekoll.period import Stretch


def logga(
    kommun: Annotated[str | None, typer.Argument(metavar="KOMMUN", help="Namn eller kod.")] = None,
    commitments: Annotated[
        list[str] | None, typer.Argument(metavar="LÖFTE", help="Löftets id, ett eller flera.")
    ] = None,
    datum: Annotated[
        str | None,
        typer.Option(
            "--datum",
            metavar="DATUM",
            help="Dagen det gjordes: igår, «i fredags», 3/5, 2025-05-03; eller tiden för en summa. Annars idag.",
        ),
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
    is_sure: Annotated[
        bool, typer.Option("--ändå", help="Spara fast samma sak redan är loggad, eller parten liknar en annan.")
    ] = False,
    is_trial: Annotated[bool, typer.Option("--torrkör", help="Visa vad som skulle sparas, och spara inget.")] = False,
    is_link: Annotated[
        bool, typer.Option("--länk", help="Visa adressen där posten sparas i webbläsaren, och spara inget här.")
    ] = False,
    period: Period = None,
    katalog: Katalog = None,
) -> None:
    """Logga något som är gjort.

    Skriver en ny fil i löftets logg och visar vad den gjorde med läget. Frågar efter det som saknas.
    """
    from loftekoll.cli.asking import asked_municipality
    from loftekoll.cli.entry import check_typed, checked_entry, iso_text, known_ids, separate
    from loftekoll.cli.promises import candidates_of, municipality_named, promise_of, tell_faults, workspace_of

    workspace, now = workspace_of(katalog), today()
    given: dict[str, Any] = {
        "datum": datum, "antal": antal, "cirka": "ja" if cirka else None, "plats": plats, "part": part,
        "timmar": timmar, "anteckning": anteckning, "källa": source,
    }  # fmt: skip
    if kommun is None or not commitments:
        check_typed(given, now)
    kommun = asked_municipality(workspace, kommun, "loftekoll logga KOMMUN LÖFTE")
    _refuse_commitment_first(workspace, kommun, now)
    if not commitments:
        candidates_of(workspace, municipality_named(kommun))  # an unknown one is told before the day is asked for
    stretch = _day_meant(datum, now, is_asked=not commitments)
    chosen = promise_of(workspace, kommun, period=period, day=stretch.last)
    dossier = chosen.dossier
    given["datum"] = iso_text(stretch)
    given["löfte"] = (
        known_ids(separate(commitments), dossier) if commitments else _asked_commitments(stretch, dossier, now)
    )
    if part:
        given["part"] = _parties_meant(given, dossier, is_sure=is_sure, may_ask=not commitments)
    if not commitments:
        given |= _asked_facts(given, dossier, now)
    entry = checked_entry(given, dossier, now)
    if not is_sure:
        _refuse_double(entry, dossier, may_ask=not is_trial)
    if is_link:
        _show_address(entry, chosen.loaded.files.folder)
    elif is_trial:
        _show_trial(entry, chosen, now)
    else:
        _save(entry, chosen, now)
    tell_faults(chosen.loaded)


def _save(entry: "Activity", chosen: "Chosen", now: "date") -> None:
    """Write the entry, and tell what it did."""
    from loftekoll.cli.entry import changes_told, fields_of, sharing_told
    from loftekoll.store.append import append_entry
    from loftekoll.store.workspace import shown

    path = append_entry(chosen.loaded.files.folder, entry.day, entry.commitments[0], fields_of(entry))
    typer.echo(f"Sparat i {shown(path)}")
    for line in changes_told(chosen.dossier, entry, now):
        write_wrapped(line)
    for line in sharing_told(path, entry):
        typer.echo(line)


def _show_trial(entry: "Activity", chosen: "Chosen", now: "date") -> None:
    """Tell what would be written, and what it would do."""
    from loftekoll.cli.entry import changes_told, text_of
    from loftekoll.store.workspace import shown

    text = text_of(entry)
    typer.echo(f"Skulle spara {shown(chosen.loaded.files.folder)}/{entry.day}-{entry.commitments[0]}-XXXXXX.yaml:")
    for line in text.splitlines():
        typer.echo(f"  {line}")
    for line in changes_told(chosen.dossier, entry, now):
        write_wrapped(line)
    typer.echo("Inget är sparat.")


def _show_address(entry: "Activity", folder: "Path") -> None:
    """Tell where the entry can be saved in a web browser; what the page cannot fill in is told to be pasted."""
    from loftekoll.cli.entry import text_of
    from loftekoll.store.append import drawn_mark
    from loftekoll.store.remote import new_file_address, takes_text

    text = text_of(entry)
    address = new_file_address(folder / f"{entry.day}-{entry.commitments[0]}-{drawn_mark()}.yaml", text)
    typer.echo(address)
    note("Inget är sparat här. Öppna adressen i webbläsaren och spara filen där.")
    if not takes_text(address):
        note(f"Är filen tom när sidan öppnas, klistra in det här i den:\n\n{text}")


def _refuse_double(entry: "Activity", dossier: "Dossier", *, may_ask: bool) -> None:
    """Refuse what the log says already, unless a person at a terminal says that it was done once more."""
    from loftekoll.cli.entry import double_of
    from loftekoll.personal_data import masked_path

    double = double_of(entry, dossier)
    if double is None:
        return
    message = f"samma tid, löfte, plats och anteckning står redan i {masked_path(double.file)}"
    if not (may_ask and is_terminal(sys.stdin)):
        raise LoftekollError(message, "gjordes det en gång till, lägg till --ändå; annars är det redan loggat")
    note(f"S{message[1:]}.")
    if not confirm("Samma igen?", default=False):
        raise typer.Abort


def _day_meant(typed: str | None, now: "date", *, is_asked: bool) -> "Stretch":
    """The day or stretch that was typed or is asked for, told when it is not typed in full; else today."""
    from loftekoll.cli.entry import past_stretch, understood
    from loftekoll.period import days_between

    if typed is None:
        if not is_asked:
            return days_between(now, now)
        typed = _asked_day(now)
    stretch = past_stretch(typed, now)
    if said := understood(typed, stretch):
        note(said)
    return stretch


def _refuse_commitment_first(workspace: "Path", kommun: str, now: "date") -> None:
    """Tell a person who left out the only municipality there is that it comes first."""
    from loftekoll.cli.promises import names_in, promise_of
    from loftekoll.municipalities import find_municipality, fold

    if find_municipality(kommun) is not None or len(names := names_in(workspace)) != 1:
        return
    ids = {each.id for each in promise_of(workspace, names[0], day=now).dossier.promise.commitments}
    if fold(kommun) in ids:
        hint = f"skriv kommunen först: loftekoll logga {fold(names[0])} {fold(kommun)}"
        raise LoftekollError(f"okänd kommun {quoted(kommun)}", hint)


# --- asking -------------------------------------------------------------------------------------------------------


def _asked_day(now: "date") -> str:
    """The day that a person at a terminal says, today unless something else is written."""
    from loftekoll.cli.asking import refuse_to_ask
    from loftekoll.cli.entry import past_stretch

    refuse_to_ask("löfte", _WHICH)
    return ask("Vilken dag?", str(now), check=lambda answer: past_stretch(answer, now))


def _asked_commitments(stretch: "Stretch", dossier: "Dossier", now: "date") -> list[str]:
    """The commitments that a person at a terminal chooses."""
    from loftekoll.cli.asking import refuse_to_ask
    from loftekoll.cli.entry import latest_commitment, refuse_outside, standing_facts

    refuse_to_ask("löfte", _WHICH)
    refuse_outside(stretch, dossier)
    ids, facts = standing_facts(dossier, now)
    title, default = ("Vilket löfte?", ids[0]) if len(ids) == 1 else (_SEVERAL, latest_commitment(dossier))
    return choose_several(title, ids, facts, default)


def _parties_meant(given: "Mapping[str, Any]", dossier: "Dossier", *, is_sure: bool, may_ask: bool) -> list[str]:
    """The parties that were typed; a person who is being asked anyway may write them once more."""
    from loftekoll.cli.entry import known_parties, refuse_certain_personal_data, separate

    refuse_certain_personal_data(given)
    typed, ids = separate(given["part"]), given["löfte"]
    if not (may_ask and is_terminal(sys.stdin)):
        return known_parties(typed, ids, dossier, is_sure=is_sure)
    refused: set[str] = set()
    found: list[list[str]] = []

    def check(answer: str) -> None:
        names = separate([answer])
        refuse_certain_personal_data({"part": names})
        is_meant = is_sure or refused.issuperset(names)
        refused.update(names)
        again = "skriv samma en gång till"
        found.append(known_parties(names, ids, dossier, is_sure=is_meant, otherwise=again))

    try:
        check(", ".join(typed))
    except LoftekollError as error:
        print_error(error)
        ask("Part", check=check)
    return found[-1]


def _asked_facts(given: "Mapping[str, Any]", dossier: "Dossier", now: "date") -> dict[str, Any]:
    """What a person at a terminal answers: hours where they are counted, and place and note if any."""
    from loftekoll.cli.entry import counted_in_hours

    answers: dict[str, Any] = {}
    if given["timmar"] is None and any(counted_in_hours(given["löfte"], dossier)):
        answers["timmar"] = _asked_hours({key: given[key] for key in ("datum", "löfte")}, dossier, now)
    for key, question in (("plats", "Plats"), ("anteckning", "Anteckning")):
        if given[key] is None:
            answers[key] = _asked_text(key, question)
    return answers


_WHICH = "skriv vilket: loftekoll logga KOMMUN LÖFTE"
_SEVERAL = "Vilket löfte? Flera går bra: 1 2"


def _asked_hours(given: dict[str, Any], dossier: "Dossier", now: "date") -> str:
    from loftekoll.cli.entry import checked_entry

    return ask("Antal timmar", check=lambda answer: checked_entry({**given, "timmar": answer}, dossier, now))


def _asked_text(key: str, question: str) -> str | None:
    """What is answered; `None` for Enter alone."""
    from loftekoll.cli.entry import refuse_certain_personal_data

    refuse = refuse_certain_personal_data
    return ask(f"{question} (Enter hoppar över)", "", check=lambda answer: refuse({key: answer})) or None
