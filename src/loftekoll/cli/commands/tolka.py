"""`loftekoll tolka`: how a target phrase is read."""

import sys
from typing import Annotated, Literal

import typer

from loftekoll.cli.console import harmless
from loftekoll.cli.options import day_asked, echo_json
from loftekoll.errors import LoftekollError


def tolka(
    phrases: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FRAS", help="Målet som det är skrivet; - läser fraser från standard in, en på varje rad."
        ),
    ] = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="Så skrivs svaret.")] = "text",
    per: Annotated[
        str | None, typer.Option("--per", metavar="DATUM", help="Visa dagarna för det året i stället för i år.")
    ] = None,
) -> None:
    """Visa hur ett mål läses.

    Till exempel: loftekoll tolka "minst fyra insatser per år". Avslutar med 1 om någon fras inte går att läsa.
    """
    from loftekoll.phrase import Kind, parse
    from loftekoll.render.reading import reading_text, readings_as_dict

    day = day_asked(per)
    readings = [parse(phrase) for phrase in _phrases(phrases or [])]
    if form == "json":
        echo_json(readings_as_dict(readings))
    else:
        typer.echo(harmless("\n\n".join(reading_text(each, day) for each in readings)))
    if any(each.kind is Kind.FAULT for each in readings):
        raise typer.Exit(1)


def _phrases(given: list[str]) -> list[str]:
    """The phrases of the command line; `-` stands for the lines of standard input that are not blank.

    Several words that are no phrases by themselves are one phrase that lacks its quotation marks.
    """
    if len(given) > 1 and not any(word == "-" or " " in word for word in given):
        from loftekoll.phrase import Kind, parse

        if any(parse(word).kind is not Kind.CONTINUOUS for word in given):
            return [" ".join(given)]
    found = [line for phrase in given for line in (_lines() if phrase == "-" else [phrase])]
    if not found:
        raise LoftekollError("ingen fras att läsa", 'skriv den inom citattecken: loftekoll tolka "minst fyra per år"')
    return found


def _lines() -> list[str]:
    """The lines of standard input in UTF-8, else in the encoding of Windows."""
    data = sys.stdin.buffer.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return [line.strip() for line in text.splitlines() if line.strip()]
