"""Det står en e-postadress i filen eller i dess namn.

Varför: En e-postadress pekar oftast ut en person, och dataskyddsförordningen (GDPR, artikel 5) och hos polisen
brottsdatalagen (2018:1177) tillåter inte fler personuppgifter än som behövs. Filerna publiceras, och det som har
publicerats eller kommit in i gits historik går inte att ta tillbaka.

Fel:

    källa: mejl från fornamn.efternamn@exempelby.se

Rätt:

    källa: mejl från kommunens samordnare

Gör så här: Ta bort adressen och skriv roll eller webbplats i stället. Är filen redan incheckad eller publicerad finns
adressen kvar i gits historik: säg till dataskyddsombudet.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK503", "e-postadress", Severity.ERROR)
