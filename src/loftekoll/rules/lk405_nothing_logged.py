"""Löftets period är slut, och inget är loggat.

Varför: Ingen kan säga om löftet hölls. Att inget är loggat betyder inte att inget är gjort.

Fel:

    promises/exempelby/2024.yaml utan mappen promises/exempelby/2024

Rätt:

    promises/exempelby/2024/2024-05-03-trafik-k7f3q9.yaml

Gör så här: Logga det som gjordes, med «källa», eller skriv en bedömning. Finns inga uppgifter, säg det i uppföljningen.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.period import long_date
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """A promise of a workspace whose last day is past, without a single entry or assessment, readable or not."""
    last, is_alone = case.promise.period.last, "/" not in case.dossier.name
    is_withdrawn = all(each.withdrawn for each in case.promise.commitments)
    if is_alone or is_withdrawn or not case.is_whole:
        return
    if last < case.day and not case.entries:
        message = f"löftet gällde till {long_date(last)}, och inget är loggat"
        hint = "logga det som gjordes, eller skriv en bedömning"
        yield found(message, hint, file=case.dossier.file, path=("period",))


RULE = Rule("LK405", "inget loggat", Severity.WARNING, check)
