"""Filen är tom.

Varför: En tom fil säger inte om något glömdes eller om den blev kvar av misstag.

Fel:

    # bara en kommentar

Rätt:

    datum: 2025-05-03
    löfte: trafik

Gör så här: Fyll i filen, eller ta bort den.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK107", "tom fil", Severity.ERROR)
