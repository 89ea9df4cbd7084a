"""Det står ett av polisens ärendenummer (K-nummer) i filen eller i dess namn.

Varför: Ett ärendenummer leder till en utredning och till dem som den gäller, och är därför en personuppgift enligt
brottsdatalagen (2018:1177) och dataskyddsförordningen (GDPR, artikel 4). Filerna publiceras, och det som har
publicerats eller kommit in i gits historik går inte att ta tillbaka.

Fel:

    anteckning: Insats efter anmälan 5000-K123456-25.

Rätt:

    anteckning: Insats efter en anmälan om skadegörelse.

Gör så här: Ta bort numret och skriv vad som gjordes. Löftets diarienummer får stå kvar. Är filen redan incheckad eller
publicerad finns numret kvar i gits historik: säg till dataskyddsombudet.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK505", "polisens ärendenummer", Severity.ERROR)
