"""Målets tid ryms inte i löftets period, så målet kan aldrig följas upp.

Varför: Ett mål som inte har någon tid att nås på blir varken hållet eller brutet.

Fel:

    period: 2025
    mål: minst två möten under 2027

Rätt:

    period: 2025
    mål: minst två möten under 2025

Gör så här: Rätta målets tid eller löftets period.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.period import short_label, years_of
from loftekoll.phrase import Unit
from loftekoll.rules.rule import Case, Rule, found
from loftekoll.windows import windows_of


def check(case: Case) -> Iterator[Finding]:
    """Every target without a single window in the promise period."""
    period = case.promise.period
    is_long = len(years_of(period)) > 1
    for path, _, reading in case.readings:
        for target in reading.targets:
            deadline = target.window.deadline
            is_ambiguous = (
                is_long and target.window.unit is Unit.DATE and deadline is not None and deadline.year is None
            )
            if not is_ambiguous and not windows_of(target.window, period):
                message = f"målets tid ryms inte i löftets period {short_label(period)}"
                yield found(message, "rätta målets tid eller löftets period", file=case.dossier.file, path=path)


RULE = Rule("LK210", "målets tid utanför perioden", Severity.ERROR, check)
