"""`loftekoll regel`: what the code of a finding means."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from loftekoll.cli.console import harmless, quoted, width
from loftekoll.cli.options import echo_json
from loftekoll.errors import LoftekollError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loftekoll.render.rule_pages import Page

_WIDEST = 100


def regel(
    code: Annotated[
        str | None,
        typer.Argument(metavar="KOD", help="En kod, LK201, eller början på flera, LK2; utan kod visas alla."),
    ] = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="Så skrivs svaret.")] = "text",
) -> None:
    """Visa vad en kod från kontrollera betyder.

    Sidan säger vad regeln gäller, varför den finns, och vad du gör åt det, med ett exempel på fel och ett på rätt.
    """
    from loftekoll.render.rule_pages import list_text, page_text, pages_as_dict, rule_pages

    pages = rule_pages()
    if code is not None:
        pages = _asked(pages, code)
    if form == "json":
        echo_json(pages_as_dict(pages))
    elif code is not None and len(pages) == 1:
        typer.echo(harmless(page_text(pages[0], min(width(), _WIDEST))))
    else:
        typer.echo(harmless(list_text(pages)))


def _asked(pages: "Sequence[Page]", code: str) -> "tuple[Page, ...]":
    """The rules whose code begins so, in any case, without LK too; `LoftekollError` with the near ones if none."""
    wanted = code.strip().upper().replace("O", "0")
    wanted = f"LK{wanted}" if wanted.isdecimal() else wanted
    if found := tuple(page for page in pages if wanted and page.code.startswith(wanted)):
        return found
    near = [page.code for page in pages if code.strip() and code.strip().lower() in page.name]
    if not near:
        from difflib import get_close_matches

        near = get_close_matches(wanted, [page.code for page in pages], n=3)
    hint = f"menade du {' eller '.join(near[:3])}?" if near else "skriv loftekoll regel för att se alla koder"
    raise LoftekollError(f"okänd kod {quoted(code)}", hint)
