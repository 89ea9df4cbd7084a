"""Filen har en nyckel som inte finns.

Varför: En felstavad nyckel läses inte, och det som står i den skulle försvinna tyst.

Fel:

    ansvar: polisen

Rätt:

    ansvarig: polisen

Gör så här: Rätta stavningen. Tipset nämner den närmaste nyckeln, eller alla som får stå där. Om det bara finns en att
välja på rättas den av «loftekoll kontrollera --laga».
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK109", "okänd nyckel", Severity.ERROR)
