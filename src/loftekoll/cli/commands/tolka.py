"""`loftekoll tolka`: how a target phrase is read."""

import sys
from typing import Annotated, Literal

import typer

from loftekoll.cli.options import day_asked
from loftekoll.errors import LoftekollError


def tolka(
    phrases: Annotated[
        list[str] | None, typer.Argument(metavar="FRAS...", help="Målet som det är skrivet; - läser en fras per rad.")
    ] = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="Utdata.")] = "text",
) -> None:
    """Visa hur ett mål läses.

    Till exempel: loftekoll tolka "minst fyra insatser per år". Avslutar med 1 om någon fras inte går att läsa.
    """
    from loftekoll.phrase import Kind, parse
    from loftekoll.render.reading import reading_text, readings_as_dict

    readings = [parse(phrase) for phrase in _phrases(phrases or [])]
    if form == "json":
        import json

        typer.echo(json.dumps(readings_as_dict(readings), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n\n".join(reading_text(each, day_asked(None)) for each in readings))
    if any(each.kind is Kind.FAULT for each in readings):
        raise typer.Exit(1)


def _phrases(given: list[str]) -> list[str]:
    """The phrases of the command line; `-` stands for the lines of standard input that are not blank."""
    found: list[str] = []
    for phrase in given:
        found += _lines() if phrase == "-" else [phrase]
    if not found:
        raise LoftekollError("ingen fras att läsa", 'skriv den inom citattecken: loftekoll tolka "minst fyra per år"')
    return found


def _lines() -> list[str]:
    data = sys.stdin.buffer.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return [line.strip() for line in text.splitlines() if line.strip()]
