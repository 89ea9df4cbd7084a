"""Två loggposter är lika: samma tid, löfte, plats och anteckning.

Varför: När båda parter loggar samma insats räknas den två gånger.

Fel:

    två filer med datum: 2025-05-03 och löfte: trafik

Rätt:

    två filer, med anteckning: morgon i den ena och anteckning: kväll i den andra

Gör så här: Ta bort den ena. Är det två insatser, skriv i anteckningen vad som skiljer dem åt.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every entry that says the same as an earlier file."""
    seen: dict[tuple[object, ...], str] = {}
    for file, entry in case.activities:
        first = seen.setdefault(entry.likeness, file.file)
        if first != file.file:
            message = f"posten är lik {first.rpartition('/')[2]}"
            yield found(message, "ta bort den ena, eller skriv i anteckningen vad som skiljer", file=file.file)


RULE = Rule("LK403", "trolig dubblett", Severity.WARNING, check)
