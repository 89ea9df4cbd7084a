"""`loftekoll tolka`: how a target phrase is read."""

import sys
from typing import Annotated, Literal

import typer

from loftekoll.cli.console import harmless
from loftekoll.cli.options import day_asked, echo_json, period_asked
from loftekoll.errors import LoftekollError


def tolka(
    phrases: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FRAS",
            help="Målet som det är skrivet; - läser ett löftes text från standard in, en mening på varje rad.",
        ),
    ] = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="Så skrivs svaret.")] = "text",
    per: Annotated[
        str | None,
        typer.Option("--per", metavar="DATUM", help="Visa ett år från den här dagen i stället för från idag."),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="PERIOD", help="Löftets period, till exempel 2025 eller 2025-2026."),
    ] = None,
) -> None:
    """Visa hur ett mål läses.

    Till exempel: loftekoll tolka "minst fyra insatser per år". Avslutar med 1 om någon fras inte går att läsa.
    Ett helt löfte från standard in ger ett förslag till mål för varje mening.
    """
    from loftekoll.phrase import Kind, proposal_of
    from loftekoll.render.reading import proposals_text, reading_text, readings_as_dict

    day, within = day_asked(per), period_asked(period)
    found = _phrases(phrases or [])
    proposals = [proposal_of(phrase) for phrase in found]
    readings = [each.reading for each in proposals]
    if form == "json":
        echo_json(readings_as_dict(readings))
    elif "-" in (phrases or []):
        typer.echo(harmless(proposals_text(proposals, day, within)))
    else:
        typer.echo(harmless("\n\n".join(reading_text(each, day, within) for each in readings)))
    if any(each.kind is Kind.FAULT for each in readings):
        raise typer.Exit(1)


_NO_PHRASES = {"minst", "högst", "per", "varje", "i", "om", "under", "senast"}
"""Words that are no phrase by themselves."""


def _phrases(given: list[str]) -> list[str]:
    """The phrases of the command line, one each; `-` stands for the lines of standard input, but blank ones."""
    if len(given) > 1 and not any(" " in word for word in given) and _NO_PHRASES.intersection(given):
        given = [" ".join(given)]  # the quotation marks were forgotten
    found = [line for phrase in given for line in (_lines() if phrase == "-" else [phrase])]
    if not found:
        raise LoftekollError("ingen fras att läsa", 'skriv den inom citattecken: loftekoll tolka "minst fyra per år"')
    return found


def _lines() -> list[str]:
    """The lines of standard input in UTF-8, else in the encoding of Windows."""
    data = sys.stdin.buffer.read()
    try:
        is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # what PowerShell 5 writes with >
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return [line.strip() for line in text.splitlines() if line.strip()]
