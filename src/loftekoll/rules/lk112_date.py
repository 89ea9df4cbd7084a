"""Datumet eller perioden finns inte, eller är skriven på ett sätt som inte läses.

Varför: Ett datum avgör vilket år en insats räknas till.

Fel:

    datum: 2025-02-30

Rätt:

    datum: 2025-02-28

Gör så här: Skriv en dag som ÅÅÅÅ-MM-DD och en period som 2025, 2025–2026 eller {från: 2025-03-11, till: 2026-12-31}.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK112", "fel datum eller period", Severity.ERROR)
