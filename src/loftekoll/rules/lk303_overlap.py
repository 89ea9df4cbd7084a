"""Två löften för samma kommun gäller samma dagar."""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.period import short_label
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every other promise of one of the municipalities whose period shares a day with this one and began no later."""
    mine = case.promise
    for other in case.workspace:
        theirs = other.promise
        is_other = other.file != case.dossier.file and (theirs.period, other.name) <= (mine.period, case.dossier.name)
        if is_other and set(theirs.municipalities) & set(mine.municipalities) and theirs.period.meets(mine.period):
            message = f"perioden överlappar löftet «{other.name}», {short_label(theirs.period)}"
            hint = "rätta perioden, så att bara ett löfte gäller varje dag"
            yield found(message, hint, file=case.dossier.file, path=("period",))


RULE = Rule("LK303", "löften som överlappar", Severity.WARNING, check)
