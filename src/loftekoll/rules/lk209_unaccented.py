"""Målet är skrivet utan å, ä och ö, men gick att läsa.

Varför: Läsningen är en gissning, om än en säker.

Fel:

    mål: hogst tva moten per ar

Rätt:

    mål: högst två möten per år

Gör så här: Skriv målet med å, ä och ö.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, remarks


def check(case: Case) -> Iterator[Finding]:
    """The remarks of this kind."""
    return remarks(case, RULE.code)


RULE = Rule("LK209", "läst utan å, ä, ö", Severity.NOTE, check)
