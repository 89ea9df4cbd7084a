"""`loftekoll kontrollera`: what is wrong or doubtful in the files."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from loftekoll.cli.console import harmless
from loftekoll.cli.options import Katalog, Per, day_asked, echo_json


def kontrollera(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="SÖKVÄG", help="Filer eller mappar; utan sökväg kontrolleras alla löften."),
    ] = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="Så skrivs svaret.")] = "text",
    per: Per = None,
    katalog: Katalog = None,
) -> None:
    """Kontrollera filer med löften och logg.

    Visar alla fel på en gång, med fil, rad och kolumn. Avslutar med 0 om inget är fel, 1 om något är fel och 2 om
    det inte fanns något att kontrollera.
    """
    from loftekoll.cli.promises import errors_in, workspace_of
    from loftekoll.render.findings import as_dict, as_text
    from loftekoll.store.check import checked

    day = day_asked(per)
    result = checked(paths or [workspace_of(katalog) / "promises"], day)
    if form == "json":
        echo_json(as_dict(result.findings, result.files))
    else:
        typer.echo(harmless(as_text(result.findings, result.files)))
    raise typer.Exit(1 if errors_in(result.findings) else 0)
