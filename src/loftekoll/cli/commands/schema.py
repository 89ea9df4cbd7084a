"""`loftekoll schema`: JSON Schema for editors."""

from pathlib import Path
from typing import Annotated, Literal

import typer


def schema(
    kind: Annotated[
        Literal["löfte", "logg"], typer.Argument(metavar="SORT", help="Schemat för löftesfiler eller för logg.")
    ] = "löfte",
    out: Annotated[
        Path | None, typer.Option("--ut", metavar="FIL", help="Skriv till filen i stället för skärmen.")
    ] = None,
) -> None:
    """Skriv JSON Schema som hjälper redigeraren.

    SORT är löfte eller logg. En redigerare som har schemat föreslår nycklar, förklarar dem och visar fel medan du
    skriver. Det ersätter inte loftekoll kontrollera, som också läser mål och logg.
    """
    from loftekoll.cli.console import note
    from loftekoll.render.schema import log_schema, promise_schema, schema_text
    from loftekoll.store.output import write_output

    text = schema_text(log_schema() if kind == "logg" else promise_schema())
    if out is None:
        typer.echo(text, nl=False)
    else:
        is_replaced = out.is_file()
        write_output(out, text)
        note(f"Skrev {out}" + (", i stället för den fil som fanns" if is_replaced else ""))
