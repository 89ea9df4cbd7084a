"""`loftekoll rapport`: the written follow-up."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from loftekoll.cli.options import Katalog, Per, Period, Year, day_asked

Audience = Literal["invånare", "styrgrupp", "ks"]
Form = Literal["md", "html", "docx", "pdf"]


def rapport(
    kommun: Annotated[str | None, typer.Argument(metavar="KOMMUN", help="Namn eller kod.")] = None,
    year: Year = None,
    whole: Annotated[bool, typer.Option("--slut", help="Hela löftets tid; så blir det också utan --år.")] = False,
    per: Per = None,
    period: Period = None,
    audience: Annotated[
        Audience | None, typer.Option("--för", help="Vem rapporten är för; ks är kommunstyrelsen.")
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="Filens form: md är Markdown, docx är Word. Annars avgör --ut.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--ut", metavar="FIL", help="Skriv till filen i stället för skärmen.")
    ] = None,
    template: Annotated[
        str | None, typer.Option("--mall", metavar="MALL", help="En egen mall i mappen «templates».")
    ] = None,
    district: Annotated[
        str | None,
        typer.Option(
            "--lokalpolisområde", metavar="NAMN", help="Områdets alla löften i en rapport, i stället för KOMMUN."
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--alla", help="En fil för varje kommun, i mappen som --ut anger; kräver --år.")
    ] = False,
    kept: Annotated[
        Path | None,
        typer.Option("--kontrollera", metavar="FIL", help="Jämför en sparad rapport med löftets filer."),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option("--exportera-mallar", metavar="MAPP", help="Lägg mallarna i en mapp, för egna ändringar."),
    ] = None,
    version: Annotated[str | None, typer.Option("--gitversion", metavar="VERSION", hidden=True)] = None,
    katalog: Katalog = None,
) -> None:
    """Skriv uppföljningen av ett löfte.

    Rapporten tar upp varje löfte, också dem som inget är loggat för. Samma filer och samma dag ger samma rapport. Med
    --kontrollera avslutas med 0 om rapporten stämmer, 1 om den inte gör det och 2 om filen inte går att kontrollera.
    """
    from loftekoll.cli.report_options import alone, refuse_contradictions

    given = {
        "KOMMUN": kommun, "--lokalpolisområde": district, "--alla": every, "--år": year, "--slut": whole,
        "--period": period, "--per": per, "--för": audience, "--format": form, "--ut": out, "--mall": template,
        "--gitversion": version,
    }  # fmt: skip
    if templates is not None:
        alone("--exportera-mallar", {"--kontrollera": kept, **given})
        _export(templates)
        return
    if kept is not None:
        alone("--kontrollera", given)
        raise typer.Exit(1 if _is_outdated(kept, katalog) else 0)
    refuse_contradictions(given)

    from loftekoll.cli.promises import workspace_of
    from loftekoll.cli.report_request import ReportRequest, version_asked
    from loftekoll.cli.reporting import form_for, put_report, refuse_screen, report_bytes, subject_of
    from loftekoll.render.view import Variant

    workspace = workspace_of(katalog)
    request = ReportRequest(
        day_asked(per), kommun or "", district or "", period or "", year, Variant(audience or "alla"), template or ""
    )
    if every and out is not None:
        from loftekoll.cli.report_batch import make_all

        chosen = form_for(None, form, request.template)
        raise typer.Exit(2 if make_all(workspace, request, chosen, out) else 0)
    chosen = form_for(out, form, request.template)
    if out is None:
        refuse_screen(chosen)
    put_report(report_bytes(workspace, subject_of(workspace, request), chosen, version_asked(version)), out)


def _is_outdated(path: Path, katalog: str | None) -> bool:
    """Whether a report no longer says what the files say, which is told on stdout."""
    from loftekoll.cli.console import quoted
    from loftekoll.cli.promises import workspace_of
    from loftekoll.cli.report_check import report_differences
    from loftekoll.personal_data import masked_path
    from loftekoll.store.workspace import shown

    told = report_differences(path, workspace_of(katalog))
    for line in told or [f"{quoted(masked_path(shown(path)))} stämmer med filerna"]:
        typer.echo(line)
    return bool(told)


def _export(folder: Path) -> None:
    """Put the templates in the folder, and say which are new and which stood there."""
    from loftekoll.cli.console import note
    from loftekoll.store.templates import FOLDER, export_templates
    from loftekoll.store.workspace import shown

    exported = export_templates(folder)
    for path in exported.written:
        note(f"Skrev {shown(path)}")
    for path in exported.standing:
        note(f"{shown(path)} finns redan och är orörd")
    note(f"Mallar används när de ligger i mappen «{FOLDER}» bredvid mappen «promises».")
