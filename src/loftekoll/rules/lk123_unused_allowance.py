"""En kommentar tillåter en anmärkning som inte finns på raden.

Varför: Kommentaren kan dölja nästa fel, och den säger något som inte stämmer längre.

Fel:

    mål: minst fyra insatser per år  # loftekoll: tillåt LK203 – avser varje år

Rätt:

    mål: minst fyra insatser per år

Gör så här: Ta bort kommentaren, eller flytta den till raden som anmärkningen gäller.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK123", "onödigt undantag", Severity.WARNING)
