"""Värdet är av fel slag: text där ett tal ska stå, en lista där en text ska stå.

Varför: Ett värde av fel slag går inte att räkna med, och en gissning kan bli ett fel tal.

Fel:

    antal: ungefär tre

Rätt:

    antal: 3
    cirka: ja

Gör så här: Skriv värdet så som tipset säger.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK111", "fel slags värde", Severity.ERROR)
