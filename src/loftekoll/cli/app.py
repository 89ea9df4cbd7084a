"""The commands of loftekoll, in the order that help lists them."""

from typing import Annotated

import typer

from loftekoll import __version__
from loftekoll.cli.commands.andra import ändra
from loftekoll.cli.commands.angra import ångra
from loftekoll.cli.commands.bedom import bedöm
from loftekoll.cli.commands.importera import importera
from loftekoll.cli.commands.komplettering import komplettering
from loftekoll.cli.commands.kontrollera import kontrollera
from loftekoll.cli.commands.logg import logg
from loftekoll.cli.commands.logga import logga
from loftekoll.cli.commands.rapport import rapport
from loftekoll.cli.commands.regel import regel
from loftekoll.cli.commands.schema import schema
from loftekoll.cli.commands.status import status
from loftekoll.cli.commands.tolka import tolka
from loftekoll.cli.swedish import CONTEXT_SETTINGS, SwedishCommand, SwedishGroup

app = typer.Typer(
    name="loftekoll",
    cls=SwedishGroup,
    context_settings=CONTEXT_SETTINGS,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Följer upp medborgarlöften: läge, logg, kontroll och skriftlig uppföljning.",
)

for _command in (
    status,
    logga,
    bedöm,
    logg,
    ändra,
    ångra,
    importera,
    kontrollera,
    regel,
    tolka,
    rapport,
    schema,
    komplettering,
):
    app.command(_command.__name__, cls=SwedishCommand)(_command)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"loftekoll {__version__}")
        raise typer.Exit


@app.callback()
def loftekoll(
    version: Annotated[
        bool, typer.Option("--version", help="Visa versionen och avsluta.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Följer upp medborgarlöften: läge, logg, kontroll och skriftlig uppföljning."""
