"""Målet har ett villkor, som «vid behov», som inte går att räkna.

Varför: Den som följer upp kan inte veta om villkoret var uppfyllt.

Fel:

    mål: minst två möten per år vid behov

Rätt:

    mål: minst två möten per år

Gör så här: Låt villkoret stå om parterna menar det, och säg i uppföljningen hur ni bedömde det.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, remarks


def check(case: Case) -> Iterator[Finding]:
    """The remarks of this kind."""
    return remarks(case, RULE.code)


RULE = Rule("LK212", "villkor i målet", Severity.NOTE, check)
