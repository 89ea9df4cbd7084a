"""Målet har ett räkneord eller ett jämförelseord som är felstavat.

Varför: Ett tal som inte blir läst blir ett mål som ingen följer upp.

Fel:

    mål: minst fyrra trafikinsatser per år

Rätt:

    mål: minst fyra trafikinsatser per år

Gör så här: Rätta stavningen, eller skriv talet med siffror.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, remarks


def check(case: Case) -> Iterator[Finding]:
    """The remarks of this kind on phrases that could be read all the same; the others are found in reading."""
    return remarks(case, RULE.code)


RULE = Rule("LK201", "okänt räkneord", Severity.ERROR, check)
