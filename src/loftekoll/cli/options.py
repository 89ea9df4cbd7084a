"""Arguments and options that commands share, and how their values are read."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from loftekoll.errors import LoftekollError

if TYPE_CHECKING:
    from loftekoll.period import Stretch

Katalog = Annotated[
    str | None,
    typer.Option(
        "--katalog", metavar="MAPP", envvar="LOFTEKOLL_KATALOG", help="Mappen som har mappen «promises» i sig."
    ),
]
Period = Annotated[
    str | None,
    typer.Option("--period", metavar="PERIOD", help="Löftet för den här tiden, till exempel 2019 eller 2022-2023."),
]
Per = Annotated[str | None, typer.Option("--per", metavar="DATUM", help="Räkna med den här dagen i stället för idag.")]
Year = Annotated[int | None, typer.Option("--år", metavar="ÅR", help="Bara det här året av löftet.")]


def today() -> date:
    """The day in Sweden; the program's only clock."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Europe/Stockholm")).date()


def day_asked(text: str | None) -> date:
    """The day that was asked for, else today."""
    if text is None:
        return today()
    from loftekoll.period import CalendarError, day_from

    try:
        return day_from(text.strip())
    except CalendarError as error:
        raise LoftekollError(error.message, error.hint) from error


def period_asked(text: str | None) -> "Stretch | None":
    """The promise period that was asked for: `2025`, `2025-2026` or `2025-03-11/2026-12-31`."""
    if text is None:
        return None
    from loftekoll.period import CalendarError, period_from, stretch_from

    try:
        return stretch_from(text) if "/" in text else period_from(text)
    except CalendarError as error:
        raise LoftekollError(error.message, "skriv 2025, 2025-2026 eller 2025-03-11/2026-12-31") from error


def echo_json(document: object) -> None:
    """Write the document to stdout, for programs and for people who look into it."""
    import json

    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
