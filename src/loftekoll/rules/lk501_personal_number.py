"""Det står ett personnummer eller ett samordningsnummer i filen eller i dess namn.

Varför: Personnummer får behandlas bara när det är klart motiverat (dataskyddslagen 2018:218, 3 kap. 10 §, som
kompletterar GDPR), och hos polisen gäller brottsdatalagen (2018:1177). Filerna publiceras, och det som har
publicerats eller kommit in i gits historik går inte att ta tillbaka.

Fel:

    anteckning: Samtal med ÅÅMMDD-NNNN om mopeden.

Rätt:

    anteckning: Samtal med en ungdom om mopeden.

Gör så här: Ta bort numret och skriv roll eller område i stället. Är filen redan incheckad eller publicerad finns
numret kvar i gits historik, även när raden är borta: säg genast till dataskyddsombudet, som avgör vad som ska göras.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK501", "personnummer", Severity.ERROR)
