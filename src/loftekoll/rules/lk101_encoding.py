"""Filen är inte UTF-8, eller har tecken som inte får stå i en textfil.

Varför: I andra kodningar blir å, ä och ö fel tecken, olika på olika datorer.

Fel:

    kommun: Str�ngn�s

Rätt:

    kommun: Strängnäs

Gör så här: Öppna filen i redigeraren och spara om den med kodningen UTF-8. Tipset säger vilken kodning den troligen
har nu.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK101", "fel teckenkodning", Severity.ERROR)
