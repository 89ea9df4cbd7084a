"""En halvskriven loggfil ligger kvar efter ett avbrott.

Varför: Filen räknas inte, och posten kan saknas i loggen.

Fel:

    promises/exempelby/2025/.2025-05-03-trafik-k7f3q9.yaml.loftekoll-tmp

Rätt:

    promises/exempelby/2025/2025-05-03-trafik-k7f3q9.yaml

Gör så här: Se efter om posten finns i en annan fil. Logga den annars en gång till. Ta sedan bort den halva filen.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK117", "halvskriven fil", Severity.NOTE)
