"""En ändring av ett mål gäller från en dag utanför löftets period.

Varför: Ändringen får ingen verkan, eller gäller för hela löftet fast den skulle gälla en del av det.

Fel:

    period: 2025
    ändringar:
      - {från: 2026-01-01, mål: minst tre insatser per år, skäl: färre poliser}

Rätt:

    period: 2025
    ändringar:
      - {från: 2025-07-01, mål: minst tre insatser per år, skäl: färre poliser}

Gör så här: Skriv den dag då parterna kom överens om att det nya målet skulle börja gälla.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.period import long_date, short_label
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every change that begins before the promise or after it."""
    period = case.promise.period
    for path, commitment in case.commitments:
        for n, change in enumerate(commitment.changes):
            if not period.has(change.start):
                message = (
                    f"ändringen gäller från {long_date(change.start)}, utanför löftets period {short_label(period)}"
                )
                hint = "skriv dagen då det nya målet började gälla"
                yield found(message, hint, file=case.dossier.file, path=(*path, "ändringar", n, "från"))


RULE = Rule("LK307", "ändring utanför perioden", Severity.ERROR, check)
