"""`loftekoll komplettering`: the script that lets a shell complete what is typed."""

from typing import Annotated, Literal

import typer

_PLACES = {
    "powershell": (
        "Klistra in raden sist i filen som heter $PROFILE (öppna den med: notepad $PROFILE), eller kör den i fönstret:",
        "loftekoll komplettering powershell 2>$null | Out-String | Invoke-Expression",
    ),
    "bash": ("Lägg raden sist i filen ~/.bashrc:", 'eval "$(loftekoll komplettering bash 2>/dev/null)"'),
    "zsh": ("Lägg raden sist i filen ~/.zshrc:", 'eval "$(loftekoll komplettering zsh 2>/dev/null)"'),
    "fish": (
        "Lägg raden sist i filen ~/.config/fish/config.fish:",
        "loftekoll komplettering fish 2>/dev/null | source",
    ),
}
"""Where each script goes, and the line that puts it there."""


def komplettering(
    shell: Annotated[
        Literal["powershell", "bash", "zsh", "fish", "pwsh"],
        typer.Argument(metavar="SKAL", help="powershell, bash, zsh eller fish."),
    ],
) -> None:
    """Skriv skriptet som låter tabb fylla i det du börjat skriva.

    Med det fyller tabbtangenten i kommandon, flaggor, kommuner och löften. Skriptet skrivs på skärmen; under det står
    var det hör hemma. Öppna sedan ett nytt fönster.
    """
    from loftekoll.cli.console import note
    from loftekoll.cli.shells import script

    typer.echo(script(shell).encode(), nl=False)  # bash on Windows does not take its line ends
    where, line = _PLACES["powershell" if shell == "pwsh" else shell]
    note(f"{where}\n\n    {line}\n\nÖppna sedan ett nytt fönster.")
