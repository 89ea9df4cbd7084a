"""Filen är inte UTF-8, eller har tecken som inte får stå i en textfil.

Varför: I andra kodningar blir å, ä och ö fel tecken, olika på olika datorer.

Fel:

    kommun: Str�ngn�s

Rätt:

    kommun: Strängnäs

Gör så här: Öppna om filen i redigeraren med den kodning som tipset nämner, se efter att å, ä och ö är rätt, och spara
den sedan som UTF-8.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK101", "fel teckenkodning", Severity.ERROR)
