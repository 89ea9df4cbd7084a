"""Filen har kvar gits märken för två versioner som krockat.

Varför: Två personer har ändrat samma rader, och ingen har sagt vad som gäller.

Fel:

    <<<<<<< HEAD
    period: 2025
    =======
    period: 2026
    >>>>>>> gren

Rätt:

    period: 2026

Gör så här: Behåll det som gäller och ta bort raderna med märken. Fråga den andra om du är osäker.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK102", "versioner som krockat", Severity.ERROR)
