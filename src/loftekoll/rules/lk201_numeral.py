"""Målet har ett räkneord eller ett jämförelseord som är felstavat.

Varför: Ett tal som inte blir läst blir ett mål som ingen följer upp.

Fel:

    mål: minst fyrra trafikinsatser per år

Rätt:

    mål: minst fyra trafikinsatser per år

Gör så här: Rätta stavningen, eller skriv talet med siffror.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK201", "okänt räkneord", Severity.ERROR)
