"""`loftekoll rapport`: the written follow-up."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from loftekoll.cli.options import Katalog, Per, Period, Year, day_asked


def rapport(
    kommun: Annotated[str, typer.Argument(metavar="KOMMUN", help="Namn eller kod.")],
    year: Year = None,
    whole: Annotated[bool, typer.Option("--slut", help="Hela löftets tid; så blir det också utan --år.")] = False,
    per: Per = None,
    period: Period = None,
    form: Annotated[Literal["md"], typer.Option("--format", help="Filformat: md är Markdown.")] = "md",
    out: Annotated[
        Path | None, typer.Option("--ut", metavar="FIL", help="Skriv till filen i stället för skärmen.")
    ] = None,
    template: Annotated[
        str | None, typer.Option("--mall", metavar="MALL", help="En egen mall i mappen «templates».")
    ] = None,
    katalog: Katalog = None,
) -> None:
    """Skriv uppföljningen av ett löfte.

    Rapporten tar upp varje löfte, också dem som inget är loggat för. Samma filer och samma dag ger samma rapport.
    """
    from loftekoll.cli.console import note
    from loftekoll.cli.promises import promise_of, refuse_faults, workspace_of
    from loftekoll.errors import LoftekollError
    from loftekoll.render.follow_up import report_view
    from loftekoll.render.report import MARKDOWN_TEMPLATE, markdown_report
    from loftekoll.store.git import last_commit
    from loftekoll.store.output import write_output
    from loftekoll.store.templates import template_source

    del form  # Markdown is the only one so far
    if whole and year is not None:
        raise LoftekollError("--slut och --år går inte ihop", "välj ett av dem")
    workspace, day = workspace_of(katalog), day_asked(per)
    chosen = promise_of(workspace, kommun, period=period, day=day, year=year)
    refuse_faults(chosen.loaded)
    view = report_view(chosen.progress(day, year), last_commit(chosen.loaded.files.path.parent))
    text = markdown_report(view, template_source(workspace), template or MARKDOWN_TEMPLATE)
    if out is None:
        typer.echo(text, nl=False)
    else:
        is_replaced = out.is_file()
        write_output(out, text)
        note(f"Skrev {out}" + (", i stället för den fil som fanns" if is_replaced else ""))
