"""`loftekoll ändra`: correct an entry."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from loftekoll.cli.console import is_terminal, note, write_wrapped
from loftekoll.cli.options import Katalog, Period, today
from loftekoll.errors import LoftekollError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from loftekoll.cli.changing import Draft
    from loftekoll.cli.entries import Found
    from loftekoll.cli.promises import Chosen


def ändra(  # noqa: PLC2401 - the name of the command
    kommun: Annotated[str | None, typer.Argument(metavar="KOMMUN", help="Namn eller kod.")] = None,
    mark: Annotated[
        str | None,
        typer.Argument(metavar="MÄRKE", help="Postens sex tecken, som logg visar; annars den senaste posten."),
    ] = None,
    datum: Annotated[
        str | None, typer.Option("--datum", metavar="DATUM", help="Dagen, eller tiden för en summa.")
    ] = None,
    commitments: Annotated[
        list[str] | None, typer.Option("--löfte", metavar="LÖFTE", help="Löftets id; kan upprepas.")
    ] = None,
    antal: Annotated[int | None, typer.Option("--antal", metavar="ANTAL", help="Hur många.")] = None,
    cirka: Annotated[
        bool | None, typer.Option("--cirka/--inte-cirka", help="Om antalet är ungefärligt.", show_default=False)
    ] = None,
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
    verdict: Annotated[
        str | None, typer.Option("--bedömning", metavar="BEDÖMNING", help="Av en bedömning: om löftet hölls.")
    ] = None,
    concerns: Annotated[
        str | None, typer.Option("--avser", metavar="ÅR", help="Av en bedömning: året, eller hela.")
    ] = None,
    reason: Annotated[str | None, typer.Option("--motivering", metavar="TEXT", help="Av en bedömning: skälet.")] = None,
    without: Annotated[
        list[str] | None, typer.Option("--utan", metavar="FÄLT", help="Ta bort plats, part, timmar … ; kan upprepas.")
    ] = None,
    is_sure: Annotated[bool, typer.Option("--ändå", help="Spara fast parten liknar en annan.")] = False,
    is_trial: Annotated[bool, typer.Option("--torrkör", help="Visa vad som skulle ändras, och ändra inget.")] = False,
    period: Period = None,
    katalog: Katalog = None,
) -> None:
    """Ändra en loggpost eller en bedömning.

    Ändrar bara de rader i filen som måste ändras. Utan flaggor frågar programmet fält för fält.
    """
    from loftekoll.cli.asking import asked_municipality
    from loftekoll.cli.changing import draft_of, refuse_other_kind, without_fields
    from loftekoll.cli.console import aborted
    from loftekoll.cli.entries import entry_asked, readable
    from loftekoll.cli.promises import tell_faults, workspace_of
    from loftekoll.store.workspace import shown

    typed: dict[str, Any] = {
        "datum": datum, "löfte": commitments or None, "antal": antal,
        "cirka": None if cirka is None else ("ja" if cirka else "nej"), "plats": plats, "part": part or None,
        "timmar": timmar, "anteckning": anteckning, "källa": source,
        "bedömning": verdict, "avser": concerns, "motivering": reason,
    }  # fmt: skip
    given = {key: value for key, value in typed.items() if value is not None}
    workspace, now = workspace_of(katalog), today()
    with aborted("inget ändrades"):
        municipality = asked_municipality(workspace, kommun, "loftekoll ändra KOMMUN")
    chosen, found = entry_asked(workspace, municipality, mark, period, now)
    entry = readable(found)
    if found.how:
        note(f"{shown(found.path)} – {found.how}")
    removed = without_fields(without or [], entry, given)
    refuse_other_kind(given, entry)
    is_asked = not given and not removed
    with aborted("inget ändrades"):
        if is_asked:
            given, is_sure = _asked(found, chosen, now, is_sure=is_sure), True
        draft = draft_of(found, chosen.dossier, given | dict.fromkeys(removed), now, is_sure=is_sure)
        if draft.after == found.data:
            note("Inget att ändra.")
        else:
            _save(draft, chosen, now, is_asked=is_asked, is_trial=is_trial)
    tell_faults(chosen.loaded)


def _save(draft: "Draft", chosen: "Chosen", now: "date", *, is_asked: bool, is_trial: bool) -> None:
    """Show what changes, write it unless it is a trial or the person says no, and tell what it did."""
    from loftekoll.cli.changing import diff_lines
    from loftekoll.cli.console import confirm
    from loftekoll.cli.sharing import sharing
    from loftekoll.model import Activity
    from loftekoll.store.edit import rewrite_file
    from loftekoll.store.history import earlier_files, is_shared, kept
    from loftekoll.store.workspace import shown

    old = draft.found.path
    if is_trial or is_asked:
        typer.echo(f"Skulle ändra {shown(old)}:")
        _tell_lines(diff_lines(draft))
    if is_trial:
        _tell_lines(_compared(draft, chosen, now))
        typer.echo("Inget är ändrat.")
        return
    if is_asked and not confirm("Spara ändringen?", default=True):
        note("Inget ändrades.")
        return
    was = kept(old) if draft.name else None
    new = rewrite_file(old, draft.found.data, draft.after, draft.name)
    typer.echo(f"Ändrat i {shown(new)}" + (f", som hette {old.name}" if new != old else ""))
    if not is_asked:
        _tell_lines(diff_lines(draft))
    _tell_lines(_compared(draft, chosen, now))
    entry = draft.entry
    texts = [entry.place, entry.note, entry.source, *entry.parties] if isinstance(entry, Activity) else [entry.reason]
    renamed = {} if new == old else {old: was}
    paths = [*([] if is_shared(new) else [(new, None)]), *(renamed | dict(earlier_files(new))).items()]
    for line in sharing(paths, f"Ändra {' och '.join(entry.commitments)}", texts):
        typer.echo(line)


def _tell_lines(lines: "Iterable[str]") -> None:
    for line in lines:
        write_wrapped(line)


def _compared(draft: "Draft", chosen: "Chosen", now: "date") -> "Iterator[str]":
    """What the change does to the standings, or to the verdicts that hold."""
    from loftekoll.cli.entries import logs_compared, readable, verdicts_compared
    from loftekoll.model import Activity

    old, before = readable(draft.found), chosen.dossier
    name, new = draft.found.path.name, draft.found.in_log(draft.entry)
    after = before._replace(log=tuple(new if each.name == name else each for each in before.log))
    ids = {*old.commitments, *draft.entry.commitments}
    compared = logs_compared if isinstance(draft.entry, Activity) else verdicts_compared
    return compared(before, after, ids, now)


# --- asking -------------------------------------------------------------------------------------------------------


def _asked(found: "Found", chosen: "Chosen", now: "date", *, is_sure: bool) -> dict[str, Any]:
    """What a person at a terminal changes, field by field; nothing that is left as it is.

    A party that is nearly a known one is meant when it is written twice.
    """
    from loftekoll.cli.changing import REMOVED, answer_read, check_answer, keys_of, typed_of
    from loftekoll.cli.console import ask
    from loftekoll.cli.entries import content_lines, readable

    if not is_terminal(sys.stdin):
        raise LoftekollError("det saknas något att ändra", "skriv vad som ska stå, till exempel --antal 3")
    entry, dossier = readable(found), chosen.dossier
    for line in content_lines(found.text):
        note(line)
    note(f"Enter behåller det som står inom [ ], och {REMOVED} tar bort det.")
    present = {key: _shown(value) for key, value in typed_of(entry, dossier).items()}
    changes: dict[str, Any] = {}
    refused: set[str] = set()
    for key in keys_of(entry):
        default = present.get(key, "")

        def check(answer: str, key: str = key, default: str = default) -> None:
            if answer != default:
                is_meant = is_sure or answer in refused
                refused.add(answer)
                check_answer(key, answer, entry, dossier, now, is_sure=is_meant)

        answer = ask(key.capitalize(), default, check=check)
        if answer != default:
            changes[key] = answer_read(key, answer)
    return changes


def _shown(value: object) -> str:
    """A value as a person would type it, on one line."""
    return " ".join((", ".join(value) if isinstance(value, list) else str(value)).split())
