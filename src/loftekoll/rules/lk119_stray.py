"""Filen ligger där inget löfte hör hemma, eller dess löftesfil saknas.

Varför: En loggpost utan löfte räknas inte till något.

Fel:

    promises/exempelby/2025/maj/2025-05-03-trafik-k7f3q9.yaml

Rätt:

    promises/exempelby/2025/2025-05-03-trafik-k7f3q9.yaml

Gör så här: Flytta filen till promises/KOMMUN/ÅR.yaml om den är ett löfte, annars till löftets mapp
promises/KOMMUN/ÅR.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK119", "fil utan löfte", Severity.ERROR)
