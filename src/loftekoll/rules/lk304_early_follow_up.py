"""Den skriftliga uppföljningen ska vara klar innan löftets period är slut.

Varför: Oftast är det fel år, och då påminns ingen i tid.

Fel:

    period: 2025
    uppföljning: {skriftlig: senast februari 2025}

Rätt:

    period: 2025
    uppföljning: {skriftlig: senast februari 2026}

Gör så här: Rätta året.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.period import long_date
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """A written follow-up that is due before the last day of the period."""
    day, period = case.promise.follow_up.written_by, case.promise.period
    if day is not None and day < period.last:
        message = f"uppföljningen ska vara klar {long_date(day)}, men löftet gäller till {long_date(period.last)}"
        yield found(message, "rätta året", file=case.dossier.file, path=("uppföljning", "skriftlig"))


RULE = Rule("LK304", "uppföljning före slutet", Severity.WARNING, check)
