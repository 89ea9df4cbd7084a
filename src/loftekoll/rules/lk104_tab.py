"""En rad är indragen med tabb.

Varför: YAML läser inte tabbar i indrag, och de syns inte.

Fel:

    period:
    →från: 2025-03-11

Rätt:

    period:
      från: 2025-03-11

Gör så här: Byt tabben mot två blanksteg för varje nivå.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK104", "tabb i indrag", Severity.ERROR)
