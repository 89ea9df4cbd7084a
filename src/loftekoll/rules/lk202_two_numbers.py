"""Talet och talet inom parentes är inte samma.

Varför: Det går inte att veta vilket av talen parterna kom överens om.

Fel:

    mål: minst två (3) möten per år

Rätt:

    mål: minst två (2) möten per år

Gör så här: Se efter i det undertecknade löftet vad som gäller, och skriv talet en gång.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK202", "talen säger olika", Severity.ERROR)
