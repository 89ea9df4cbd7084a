"""En del av målet som säger när eller hur ofta kom inte med när det lästes.

Varför: Ett mål som räknas utan sin tid kan se hållet ut fast det inte är det.

Fel:

    mål: minst två möten per år, vår och höst

Rätt:

    mål: minst två möten per år, varav ett på våren och ett på hösten

Gör så här: Skriv tiden så att den går att räkna, eller låt den stå i «text».
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, remarks


def check(case: Case) -> Iterator[Finding]:
    """The remarks of this kind."""
    return remarks(case, RULE.code)


RULE = Rule("LK214", "tid som inte räknas", Severity.NOTE, check)
