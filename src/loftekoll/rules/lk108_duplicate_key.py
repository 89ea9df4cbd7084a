"""Samma nyckel står två gånger på samma nivå.

Varför: Det går inte att veta vilket av de två värdena som gäller.

Fel:

    mål: minst fyra insatser per år
    mål: minst tre insatser per år

Rätt:

    mål: minst fyra insatser per år

Gör så här: Ta bort den rad som inte gäller. Ett ändrat mål skrivs under «ändringar», med skäl.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK108", "dubbel nyckel", Severity.ERROR)
