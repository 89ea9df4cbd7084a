"""Något gick inte att läsa vid den jämförda revisionen (--mot), så ändringar i det är inte kontrollerade.

Varför: Att inget har hittats betyder annars att inget har ändrats.

Fel:

    löftesfilen vid revisionen har ett fel, till exempel två versioner som krockat

Rätt:

    löftesfilen vid revisionen är hel

Gör så här: Jämför med en revision där filen är hel, eller läs själv igenom ändringarna. Loggen är jämförd ändå, utom
loggfiler som var trasiga: lägg tillbaka dem, rättade.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK606", "inte jämfört", Severity.NOTE)
