"""Filen går inte att läsa som YAML.

Varför: En enda felskriven rad gör att resten av filen kan betyda vad som helst.

Fel:

    text: Mål: trygga torg

Rätt:

    text: "Mål: trygga torg"

Gör så här: Titta på raden och på raden ovanför. Vanligast är ett kolon eller ett citattecken för mycket eller för
lite, och fel indrag.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK103", "fel i YAML-formen", Severity.ERROR)
