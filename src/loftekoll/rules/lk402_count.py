"""Antalet i loggen är under ett eller orimligt stort.

Varför: Det som inte blev gjort loggas inte, och ett skrivfel kan se ut som ett hållet löfte.

Fel:

    antal: 0

Rätt:

    antal: 3

Gör så här: Skriv minst 1, eller ta bort filen om inget blev gjort.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK402", "orimligt antal", Severity.ERROR)
