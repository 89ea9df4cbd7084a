"""Loggposten eller bedömningen har ett datum som inte har varit än.

Varför: Det som är planerat är inte gjort.

Fel:

    datum: 2027-05-03, skrivet 2026

Rätt:

    datum: 2026-05-03

Gör så här: Rätta datumet, eller logga när det är gjort.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every entry and assessment dated after the day."""
    for file, entry in case.entries:
        if entry.day > case.day:
            message = f"{entry.day} har inte varit än"
            yield found(message, "logga när det är gjort, eller rätta datumet", file=file.file, path=("datum",))


RULE = Rule("LK302", "datum i framtiden", Severity.ERROR, check)
