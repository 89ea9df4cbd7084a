"""Löftet undertecknades mer än tre månader efter att dess period började.

Varför: Antingen är något av datumen fel, eller så gällde löftet inte i början, och då ska målen inte räknas dit.

Fel:

    period: 2025
    undertecknat: 2025-09-15

Rätt:

    period: {från: 2025-09-15, till: 2026-09-14}
    undertecknat: 2025-09-15

Gör så här: Kontrollera båda datumen mot det undertecknade löftet.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.period import long_date
from loftekoll.rules.rule import Case, Rule, found

_LATE = 92
"""Days from the first day: three calendar months at most."""


def check(case: Case) -> Iterator[Finding]:
    """A signature later than three months into the period."""
    signed, period = case.promise.signed, case.promise.period
    if signed is not None and (signed - period.start).days > _LATE:
        message = f"löftet är undertecknat {long_date(signed)}, men gäller från {long_date(period.start)}"
        yield found(message, "kontrollera datumet och perioden", file=case.dossier.file, path=("undertecknat",))


RULE = Rule("LK306", "undertecknat långt efter start", Severity.WARNING, check)
