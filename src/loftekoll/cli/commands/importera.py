"""`loftekoll importera`: log from a sheet that somebody has filled in."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loftekoll.cli.options import Katalog, Period, today
from loftekoll.errors import LoftekollError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from loftekoll.cli.importing import Checked, Promises
    from loftekoll.municipalities import Municipality
    from loftekoll.sheet_rows import Columns, Fault, Row
    from loftekoll.store.sheet import Sheet


def importera(
    fil: Annotated[
        str | None, typer.Argument(metavar="FIL", help="Kalkylbladet: CSV eller .xlsx, med rubriker överst.")
    ] = None,
    kommun: Annotated[
        str | None, typer.Argument(metavar="KOMMUN", help="Om bladet inte har kolumnen «kommun»: namn eller kod.")
    ] = None,
    municipality: Annotated[
        str | None, typer.Option("--kommun", metavar="KOMMUN", help="Samma sak som KOMMUN efter filen.")
    ] = None,
    kolumner: Annotated[
        str | None,
        typer.Option(
            "--kolumner",
            metavar="KOLUMNER",
            help="Vad kolumner med andra rubriker är, till exempel «Dag=datum,Vad=löfte»; «Annat=-» utelämnas.",
        ),
    ] = None,
    blad: Annotated[str | None, typer.Option("--blad", metavar="BLAD", help="Bladet i en .xlsx med flera.")] = None,
    is_dry: Annotated[bool, typer.Option("--torrkör", help="Visa vad som skulle sparas, men spara inget.")] = False,
    is_sure: Annotated[
        bool, typer.Option("--ändå", help="Spara fast raden liknar en post i loggen, eller parten liknar en annan.")
    ] = False,
    mall: Annotated[bool, typer.Option("--mall", help="Gör ett tomt kalkylblad att fylla i, och läs inte in.")] = False,
    period: Period = None,
    katalog: Katalog = None,
) -> None:
    """Logga det som står i ett kalkylblad.

    Alla rader kontrolleras först; är något fel sparas inget. Rader som redan finns i loggen sparas inte igen.
    """
    from loftekoll.cli.promises import workspace_of

    workspace = workspace_of(katalog)
    _refuse_swapped(fil, kommun)
    chosen = _municipality_of(kommun, municipality)
    if mall:
        given = {"--torrkör": is_dry, "--blad": blad, "--kolumner": kolumner, "--ändå": is_sure}
        for option in (name for name, value in given.items() if value):
            raise LoftekollError(f"--mall och {option} går inte ihop", "välj ett av dem: mallen är tom")
        _write_template(workspace, fil, chosen, period)
        return
    if fil is None:
        raise LoftekollError("det saknas en fil", "skriv vilken: loftekoll importera FIL")
    _import(workspace, Path(fil), chosen, kolumner, blad, period, is_dry=is_dry, is_sure=is_sure)


def _refuse_swapped(fil: str | None, kommun: str | None) -> None:
    """Tell a person who wrote the municipality where the file stands, as in other commands, that the file is first."""
    from loftekoll.municipalities import find_municipality

    if fil is None or Path(fil).suffix or Path(fil).exists() or find_municipality(fil) is None:
        return
    file = f'"{kommun}"' if kommun and find_municipality(kommun) is None else "FIL"
    raise LoftekollError("filen skrivs först", f"skriv: loftekoll importera {file} {fil}")


def _import(
    workspace: Path,
    path: Path,
    chosen: "Municipality | None",
    kolumner: str | None,
    blad: str | None,
    period: str | None,
    *,
    is_dry: bool,
    is_sure: bool,
) -> None:
    from loftekoll.cli.console import write_wrapped
    from loftekoll.cli.import_report import listed, refuse_faults, settle_alike, shared, summary, tell_doubts, told
    from loftekoll.cli.importing import new_rows

    now = today()
    try:
        columns, rows, promises = _read(workspace, path, chosen, kolumner, blad, period)
        checked = refuse_faults(path, *_checked(rows, columns, promises, now, is_sure=is_sure))
        new = new_rows(checked)
        if not is_sure:
            settle_alike(path, new, is_dry=is_dry)
        may_point_out = tell_doubts(path, new)
        paths = [] if is_dry else _written(new.rows)
    except KeyboardInterrupt as interrupt:
        raise typer.Abort from interrupt
    if is_dry:
        for line in listed(new.rows):
            write_wrapped(line)
    write_wrapped(summary(len(rows), len(new.rows), is_dry=is_dry))
    if paths:
        for line in told(new.rows, paths, now):
            write_wrapped(line)
        read_first = ["Läs igenom posterna innan du delar dem: de kan peka ut en person"]
        for line in read_first if may_point_out else shared(new.rows, paths):
            typer.echo(line)


def _read(
    workspace: Path,
    path: Path,
    chosen: "Municipality | None",
    kolumner: str | None,
    blad: str | None,
    period: str | None,
) -> "tuple[Columns, Sequence[Row], Promises]":
    """What the sheet's columns are, its rows below the header, and where the promises are that they are for."""
    from loftekoll.cli.importing import Promises
    from loftekoll.cli.progress_bar import progress_bar
    from loftekoll.store.sheet import read_sheet
    from loftekoll.store.workspace import shown

    with progress_bar() as heard:
        sheet = read_sheet(path, blad, heard=lambda done: heard("Läser", done, None))
    columns = _columns_of(path, sheet, kolumner)
    rows = _without_assessments(path, sheet.rows[1:], columns)
    if len(sheet.rows) == 1:
        raise LoftekollError(f"«{shown(path)}» har inga rader under rubrikerna", "fyll i en rad för varje post")
    return columns, rows, Promises(workspace, _needed(workspace, chosen, columns), period)


def _without_assessments(path: Path, rows: "Sequence[Row]", columns: "Columns") -> "list[Row]":
    """The rows that are entries; how many are not is told, since nobody's verdict comes from a sheet."""
    from loftekoll.cli.console import note
    from loftekoll.cli.import_report import counted
    from loftekoll.sheet_rows import is_assessment
    from loftekoll.store.workspace import shown

    entries = [row for row in rows if not is_assessment(row, columns)]
    if count := len(rows) - len(entries):
        what = "1 rad är en bedömning" if count == 1 else f"{counted(count)} rader är bedömningar"
        note(f"{shown(path)}: {what} och läses inte in; bedöm med «loftekoll bedöm»")
    return entries


def _checked(
    rows: "Sequence[Row]", columns: "Columns", promises: "Promises", now: "date", *, is_sure: bool
) -> "tuple[list[Checked], list[Fault]]":
    from loftekoll.cli.importing import checked_rows
    from loftekoll.cli.progress_bar import progress_bar

    promises.refuse_unusable(now)
    with progress_bar() as heard:
        return checked_rows(
            rows, columns, promises, now, lambda done: heard("Kontrollerar", done, len(rows)), is_sure=is_sure
        )


def _written(new: "list[Checked]") -> "list[Path]":
    """Where the rows stand when they are written."""
    from loftekoll.cli.importing import new_entries
    from loftekoll.cli.progress_bar import progress_bar
    from loftekoll.store.batch import append_entries

    with progress_bar() as heard:
        return append_entries(new_entries(new), lambda done: heard("Sparar", done, len(new)))


def _columns_of(path: Path, sheet: "Sheet", kolumner: str | None) -> "Columns":
    """What the columns are, after telling how the file was read."""
    from loftekoll.cli.console import note
    from loftekoll.personal_data import masked
    from loftekoll.sheet_rows import columns_of, mapping_from
    from loftekoll.store.workspace import shown

    for remark in sheet.remarks:
        note(masked(f"{shown(path)}: {remark}"))
    columns = columns_of(sheet.rows[0], mapping_from(kolumner or ""))
    for remark in columns.remarks:
        note(masked(f"{shown(path)}: {remark}"))
    return columns


def _municipality_of(argument: str | None, option: str | None) -> "Municipality | None":
    """The municipality that is named on the command line, if any."""
    from loftekoll.cli.promises import municipality_named

    named = {municipality_named(text): text for text in (argument, option) if text is not None}
    if len(named) > 1:
        raise LoftekollError(f"både «{argument}» och «{option}» anges som kommun", "ta bort den ena")
    return next(iter(named), None)


def _needed(workspace: Path, chosen: "Municipality | None", columns: "Columns") -> "Municipality | None":
    """The municipality of rows that name none; the only one of the workspace need not be named."""
    from loftekoll.cli.promises import municipality_named, names_in

    if chosen is not None or "kommun" in columns.places:
        return chosen
    names = names_in(workspace)
    if len(names) != 1:
        hint = "skriv den efter filen: loftekoll importera FIL KOMMUN; eller lägg till kolumnen «kommun»"
        raise LoftekollError("det saknas kommun", hint)
    return municipality_named(names[0])


def _write_template(workspace: Path, fil: str | None, chosen: "Municipality | None", period: str | None) -> None:
    """Write the empty sheet, for a municipality's promise or for all; never over a file."""
    from loftekoll.cli.promises import municipality_named, names_in, promise_of
    from loftekoll.store.sheet_template import write_template
    from loftekoll.store.workspace import shown

    names = names_in(workspace)
    if chosen is None and len(names) == 1:
        chosen = municipality_named(names[0])
    dossier = promise_of(workspace, chosen.name, period=period, day=today()).dossier if chosen else None
    path = write_template(Path(fil or "logg.xlsx"), dossier, names)
    typer.echo(f"Mallen finns i {shown(path)}")
    after = f" {dossier.promise.municipality.slug}" if dossier else ""
    sys.stderr.write(f'Fyll i den, och läs in den med: loftekoll importera "{shown(path)}"{after}\n')
