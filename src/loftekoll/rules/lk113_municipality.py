"""Kommunen finns inte.

Varför: Löftet hittas genom sin kommun, och Habo och Håbo är två.

Fel:

    kommun: Kalixx

Rätt:

    kommun: Kalix

Gör så här: Skriv kommunens namn som SCB skriver det, eller dess kod inom citattecken.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK113", "okänd kommun", Severity.ERROR)
