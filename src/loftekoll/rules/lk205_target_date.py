"""Målet har ett datum som inte finns.

Varför: Utan en riktig dag går det inte att säga om målet nåddes i tid.

Fel:

    mål: en handlingsplan senast 31 februari 2025

Rätt:

    mål: en handlingsplan senast 28 februari 2025

Gör så här: Rätta dagen eller månaden.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK205", "omöjligt datum i målet", Severity.ERROR)
