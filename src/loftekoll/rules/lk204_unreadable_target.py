"""Målet går inte att läsa.

Varför: Ett mål som inte blir läst följs inte upp, och ett tal som gissas kan bli fel.

Fel:

    mål: minst

Rätt:

    mål: minst fyra insatser per år

Gör så här: Skriv målet som antal, vad och hur ofta. Pröva med «loftekoll tolka».
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK204", "mål som inte går att läsa", Severity.ERROR)
