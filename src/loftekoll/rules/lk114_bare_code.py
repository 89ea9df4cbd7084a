"""Kommunkoden är skriven utan citattecken, och YAML läser den som ett tal.

Varför: Talet 0114 är 114 i YAML och 76 i äldre YAML, men aldrig koden för Upplands Väsby.

Fel:

    kommun: 0114

Rätt:

    kommun: "0114"

Gör så här: Sätt citattecken runt koden, eller skriv kommunens namn. «loftekoll kontrollera --laga» sätter citattecknen.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK114", "kommunkod utan citattecken", Severity.ERROR)
