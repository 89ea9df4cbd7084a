"""En kommentar som ska tillåta en anmärkning är fel skriven, eller saknar skäl.

Varför: Utan skäl vet ingen om anmärkningen var rätt att tillåta. En felskriven kommentar tillåter ingenting.

Fel:

    - id: torg  # loftekoll: tillåt LK216

Rätt:

    - id: torg  # loftekoll: tillåt LK216 – källan säger inte vem som är ansvarig

Gör så här: Skriv koden, ett streck och skälet. Kommentaren gäller raden den står på. Står den på en egen rad gäller den
nästa rad. Personnummer går inte att tillåta.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK122", "felskrivet undantag", Severity.ERROR)
