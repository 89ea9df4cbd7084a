"""Loggposten ligger utanför löftets period och räknas därför inte.

Varför: Arbetet syns inte i uppföljningen av något löfte.

Fel:

    datum: 2026-01-07, i löftet för 2025

Rätt:

    datum: 2025-01-07, i löftet för 2025

Gör så här: Rätta datumet, eller flytta filen till det löfte som gällde då.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.period import short_label
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every log entry that does not lie whole inside the promise period."""
    period = case.promise.period
    for file, entry in case.activities:
        if not period.holds(entry.stretch):
            message = f"{short_label(entry.stretch)} ligger utanför löftets period {short_label(period)}"
            hint = "rätta datumet, eller flytta filen till det löfte som gällde då"
            yield found(message, hint, file=file.file, path=("datum",))


RULE = Rule("LK301", "post utanför perioden", Severity.ERROR, check)
