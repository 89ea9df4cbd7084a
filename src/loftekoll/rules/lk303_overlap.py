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
    """That other promises of the municipalities share a day with this one and began no later; the first is named."""
    mine = surroundings.facts
    earlier = [each for each in surroundings.beside if (each.period, each.file) < (mine.period, mine.file)]
    if others := [each for each in earlier if each.period.meets(mine.period)]:
        more = f" och {len(others) - 1} till" if others[1:] else ""
        message = f"perioden överlappar löftet «{others[0].name}», {short_label(others[0].period)}{more}"
        hint = "rätta perioden, så att bara ett löfte gäller varje dag"
        yield found(message, hint, file=mine.file, path=("period",))


RULE = Rule("LK303", "löften som överlappar", Severity.WARNING, across=check)
