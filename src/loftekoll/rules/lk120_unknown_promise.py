"""Löftet förlänger ett löfte som inte finns, sig självt eller ett senare.

Varför: Den som vill se hur det gick förut hittar inte dit.

Fel:

    förlänger: exempelby/2021-2022, men filen heter promises/exempelby/2020-2022.yaml

Rätt:

    förlänger: exempelby/2020-2022

Gör så här: Skriv mappen och filnamnet för det tidigare löftet, utan «.yaml».
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Rule, Surroundings, found


def check(surroundings: Surroundings) -> Iterator[Finding]:
    """An extended promise that is not in the workspace, or that did not begin before this one."""
    mine, names = surroundings.facts, surroundings.names
    if mine.extends is None or not names:  # a file on its own, outside a workspace
        return
    earlier = next((each for each in surroundings.beside if each.name == mine.extends), None)
    if mine.extends not in names:
        message, hint = f"löftet «{mine.extends}» finns inte", _near(mine.extends, mine.name, names)
    elif mine.extends == mine.name or (earlier is not None and earlier.period >= mine.period):
        message = f"«{mine.extends}» är inget tidigare löfte"
        hint = "skriv namnet på löftet som gällde före det här, eller ta bort raden"
    else:
        return
    yield found(message, hint, file=mine.file, path=("förlänger",))


def _near(word: str, own: str, names: frozenset[str]) -> str:
    """A hint that names the nearest promise, or those of the same municipality."""
    from difflib import get_close_matches  # noqa: PLC0415 - only needed when something is misspelt

    others = sorted(names - {own})
    if near := get_close_matches(word.lower(), others, n=1, cutoff=0.7):
        return f"menade du «{near[0]}»?"
    same = [name for name in others if name.partition("/")[0] == own.partition("/")[0]]
    return f"det finns {', '.join(same)}" if same else "skriv mappens och filens namn, till exempel exempelby/2024"


RULE = Rule("LK120", "okänt tidigare löfte", Severity.ERROR, across=check)
