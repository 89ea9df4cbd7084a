"""En nyckel som måste finnas saknas.

Varför: Utan kommun, period, parter och löften går det inte att säga vad som lovades.

Fel:

    kommun: Exempelby
    parter: [polisen, kommunen]

Rätt:

    kommun: Exempelby
    period: 2025
    parter: [polisen, kommunen]

Gör så här: Lägg till nyckeln med sitt värde.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK110", "nyckel saknas", Severity.ERROR)
