"""Målet räknas i timmar, men loggposten säger inga.

Varför: Posten räknas som noll timmar, och arbetet syns inte.

Fel:

    datum: 2025-05-03
    löfte: synlig-polis

Rätt:

    datum: 2025-05-03
    löfte: synlig-polis
    timmar: 2,5

Gör så här: Lägg till «timmar» med den arbetade tiden.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.phrase import Measure
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every entry without hours for a commitment all of whose targets count hours."""
    in_hours = [
        each.id
        for each in case.promise.commitments
        if {target.measure for reading in each.targets for target in reading.targets} == {Measure.HOURS}
    ]
    for file, entry in case.activities if in_hours else ():
        for n, name in enumerate(entry.commitments):
            if name in in_hours and entry.hours is None:
                message = f"målet för «{name}» räknas i timmar, men posten har inga"
                yield found(message, "lägg till «timmar»", file=file.file, path=("löfte", n))


RULE = Rule("LK407", "timmar saknas", Severity.WARNING, check)
