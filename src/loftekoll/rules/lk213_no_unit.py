"""Målet har ett tal men säger inte vad som räknas.

Varför: Den som loggar ska veta vad som är en av fyra.

Fel:

    mål: minst fyra per år

Rätt:

    mål: minst fyra trafikinsatser per år

Gör så här: Skriv vad som räknas efter talet: insatser, möten, gånger.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, remarks


def check(case: Case) -> Iterator[Finding]:
    """The remarks of this kind."""
    return remarks(case, RULE.code)


RULE = Rule("LK213", "enhet saknas", Severity.NOTE, check)
