"""Filen har ankare, alias, taggar eller flera dokument.

Varför: Sådant gör att en rad betyder något annat än vad som står på den.

Fel:

    ansvarig: &båda [polisen, kommunen]

Rätt:

    ansvarig: [polisen, kommunen]

Gör så här: Skriv ut värdet på varje ställe. Sätt citattecken runt en text som ska börja med & * eller !.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK105", "otillåten YAML-konstruktion", Severity.ERROR)
