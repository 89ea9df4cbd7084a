"""`loftekoll kontrollera`: what is wrong or doubtful in the files."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from loftekoll.cli.console import use_color
from loftekoll.cli.options import Katalog, Per, day_asked

Format = Literal["text", "kort", "json", "github", "gitlab", "sarif", "junit"]


def kontrollera(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="SÖKVÄG", readable=False, help="Filer eller mappar; utan sökväg kontrolleras alla löften."
        ),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="Så skrivs svaret.")] = "text",
    out: Annotated[
        Path | None, typer.Option("--ut", metavar="FIL", help="Skriv svaret till en fil i stället för på skärmen.")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--välj", metavar="KOD", help="Bara dessa koder, till exempel LK2 eller LK201,LK405."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignorera", metavar="KOD", help="Inte dessa koder; kan upprepas.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strikt", help="Avsluta med 1 också vid varningar.")] = False,
    against: Annotated[
        str | None,
        typer.Option("--mot", metavar="REVISION", help="Jämför med en version i git, till exempel origin/main."),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--laga", help="Laga det som går att laga utan risk; kontrollera sedan.")
    ] = False,
    show: Annotated[bool, typer.Option("--visa", help="Visa vad --laga skulle ändra, utan att ändra något.")] = False,
    per: Per = None,
    katalog: Katalog = None,
) -> None:
    """Kontrollera filer med löften och logg.

    Visar alla fel på en gång, med fil, rad och kolumn. Avslutar med 0 om inget är fel, 1 om något är fel och 2 om
    det inte fanns något att kontrollera. Koderna förklaras av «loftekoll regel». Inställningar kan stå i filen
    loftekoll.yaml bredvid mappen promises.
    """
    from loftekoll.cli.checking import Wanted, add_summary, mend, put_out, refuse_own_files, rendered, show_repairs
    from loftekoll.cli.progress_bar import progress_bar
    from loftekoll.cli.promises import workspace_of
    from loftekoll.store.check import checked

    day = day_asked(per)
    given = paths or [workspace_of(katalog) / "promises"]
    wanted = Wanted(select or (), ignore or (), is_strict=strict)
    wanted.read_settings(given)
    if show:
        show_repairs(given, day)
        raise typer.Exit
    if fix:
        given = mend(given, day)
    with progress_bar() as heard:
        result = checked(
            given, day, against=against, heard=lambda done, total: heard("Kontrollerar medborgarlöften", done, total)
        )
    refuse_own_files(out, result)
    findings = wanted.of(result.findings)
    is_strict, is_painted = wanted.is_strict_about(findings), out is None and use_color(sys.stdout)
    put_out(rendered(form, findings, result, is_strict=is_strict, is_painted=is_painted), out)
    if form == "github":
        add_summary(findings, result.files)
    raise typer.Exit(1 if wanted.is_failed_by(findings) else 0)
