"""Målet säger «flera», «några» eller «ett antal» i stället för ett tal.

Varför: Ingen kan visa att löftet hölls, eller att det inte gjorde det.

Fel:

    mål: flera insatser per år

Rätt:

    mål: minst fyra insatser per år

Gör så här: Kom överens om ett tal. Annars behövs en bedömning av en person.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, remarks


def check(case: Case) -> Iterator[Finding]:
    """The remarks of this kind."""
    return remarks(case, RULE.code)


RULE = Rule("LK206", "obestämd mängd", Severity.WARNING, check)
