"""Det står ett fordons registreringsnummer i filen eller i dess namn.

Varför: Ett registreringsnummer leder till fordonets ägare och är därför en personuppgift enligt
dataskyddsförordningen (GDPR, artikel 4) och hos polisen brottsdatalagen (2018:1177). Filerna publiceras, och det som
har publicerats eller kommit in i gits historik går inte att ta tillbaka.

Fel:

    anteckning: Kontroll av A-traktorn ABC 123.

Rätt:

    anteckning: Kontroll av en A-traktor.

Gör så här: Ta bort numret och skriv slaget av fordon i stället. Är filen redan incheckad eller publicerad finns numret
kvar i gits historik: säg till dataskyddsombudet.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK504", "fordonets registreringsnummer", Severity.ERROR)
