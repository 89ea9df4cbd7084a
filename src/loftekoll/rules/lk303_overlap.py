"""Två löften för samma kommun gäller samma dagar.

Varför: En insats kan då räknas till fel löfte.

Fel:

    2024–2025 i en fil, 2025 i en annan

Rätt:

    2024 i en fil, 2025 i en annan

Gör så här: Rätta perioderna så att bara ett löfte gäller varje dag. Gäller båda på riktigt kan varningen stå.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.period import short_label
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every other promise of the municipalities that shares a day with this one and began no later."""
    period = case.promise.period
    for other in case.beside:
        theirs = other.promise.period
        if theirs.meets(period) and (theirs, other.file) < (period, case.dossier.file):
            message = f"perioden överlappar löftet «{other.name}», {short_label(theirs)}"
            hint = "rätta perioden, så att bara ett löfte gäller varje dag"
            yield found(message, hint, file=case.dossier.file, path=("period",))


RULE = Rule("LK303", "löften som överlappar", Severity.WARNING, check)
