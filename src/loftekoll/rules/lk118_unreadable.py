"""Filen går inte att öppna, är för stor eller är ingen vanlig fil.

Varför: Det som inte går att läsa räknas inte, och siffrorna blir för låga.

Fel:

    promises/exempelby/2025/bilder.yaml på 3 MB

Rätt:

    promises/exempelby/2025/2025-05-03-trafik-k7f3q9.yaml

Gör så här: Rätta rättigheterna, lägg tillbaka filen, eller flytta den till en annan mapp.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK118", "fil som inte går att läsa", Severity.ERROR)
