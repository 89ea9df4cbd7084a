"""Det står ett telefonnummer i filen eller i dess namn.

Varför: Ett telefonnummer pekar ut en person, och dataskyddsförordningen (GDPR, artikel 5) och hos polisen
brottsdatalagen (2018:1177) tillåter inte fler personuppgifter än som behövs. Filerna publiceras, och det som har
publicerats eller kommit in i gits historik går inte att ta tillbaka.

Fel:

    anteckning: Anmälan till samordnaren, 070-174 06 05.

Rätt:

    anteckning: Anmälan till samordnaren via kommunens växel.

Gör så här: Ta bort numret och hänvisa till en växel eller en webbplats. 112, 114 14 och nummer som börjar på 020
eller 077 får stå kvar. Är filen redan incheckad eller publicerad finns numret kvar i gits historik: säg till
dataskyddsombudet.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK502", "telefonnummer", Severity.ERROR)
