"""Det som står här ser ut som namnet på en person.

Varför: Löften och loggar behöver roller, inte namn, och dataskyddsförordningen (GDPR, artikel 5) och hos polisen
brottsdatalagen (2018:1177) tillåter inte fler personuppgifter än som behövs. Filerna publiceras, och det som har
publicerats eller kommit in i gits historik går inte att ta tillbaka.

Fel:

    anteckning: Kim Exempelsson ledde vandringen.

Rätt:

    anteckning: Kommunens samordnare ledde vandringen.

Gör så här: Skriv rollen i stället. Är det inte en person, till exempel en gata, skriv på raden
# loftekoll: tillåt LK506 – och ett skäl. Är namnet redan incheckat eller publicerat finns det kvar i gits historik:
säg till dataskyddsombudet.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK506", "troligt personnamn", Severity.WARNING)
