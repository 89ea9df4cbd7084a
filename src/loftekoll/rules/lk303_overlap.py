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
from loftekoll.rules.rule import Rule, Surroundings, found


def check(surroundings: Surroundings) -> Iterator[Finding]:
    """Every other promise of the municipalities that shares a day with this one and began no later."""
    mine = surroundings.facts
    for other in surroundings.beside:
        if other.period.meets(mine.period) and (other.period, other.file) < (mine.period, mine.file):
            message = f"perioden överlappar löftet «{other.name}», {short_label(other.period)}"
            hint = "rätta perioden, så att bara ett löfte gäller varje dag"
            yield found(message, hint, file=mine.file, path=("period",))


RULE = Rule("LK303", "löften som överlappar", Severity.WARNING, across=check)
