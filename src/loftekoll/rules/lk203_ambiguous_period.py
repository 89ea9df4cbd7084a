"""Löftet gäller flera år, och målet säger inte om det är varje år eller hela perioden.

Varför: Två insatser varje år och två insatser på tre år är olika löften.

Fel:

    period: 2025–2026
    mål: minst två insatser

Rätt:

    period: 2025–2026
    mål: minst två insatser per år

Gör så här: Skriv «per år», «under perioden» eller vilket år det gäller.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.period import years_of
from loftekoll.phrase import Unit, WindowSpec
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every counted target in a promise of several years that says no period, or one that could be any of the years."""
    if len(years_of(case.promise.period)) == 1:
        return
    hint = "skriv «per år», «under perioden» eller vilket år det gäller"
    for path, _, reading in case.readings:
        for target in reading.targets:
            if message := _ambiguity(target.window):
                yield found(message, hint, file=case.dossier.file, path=path)


def _ambiguity(window: WindowSpec) -> str:
    if window.deadline and window.deadline.year is None and window.unit is Unit.DATE:
        return "målet säger inte vilket år"
    if window.stated:
        return ""
    if window.unit is Unit.YEAR:
        return "«under året» kan vara vilket som helst av löftets år"
    return "målet säger inte om det gäller varje år eller hela perioden"


RULE = Rule("LK203", "oklar period", Severity.ERROR, check)
