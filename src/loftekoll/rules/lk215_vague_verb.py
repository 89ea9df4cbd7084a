"""Löftet räknar inget, och dess verb säger inte vad som ska göras.

Varför: «Verka för» och «arbeta med» kan vara vad som helst, så ingen kan se om löftet hölls.

Fel:

    text: Verka för trygga torg.
    mål: löpande

Rätt:

    text: Patrullera till fots på torgen.
    mål: löpande

Gör så här: Skriv vad parterna gör, så att den som var där kan säga om det gjordes. Bäst är ett mål med ett tal.
"""

import re
from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.phrase import Kind
from loftekoll.rules.rule import Case, Rule, commitments_with_paths, found

_VAGUE = re.compile(
    r"\b(?:verkar? för|strävar? efter|arbetar? (?:aktivt |vidare |ihop |tillsammans )?(?:för|med|mot)|bidrar? till"
    r"|satsar? på|fokuserar? på|(?:har|ha) fokus på|försöker?|främjar?|stärk(?:er|a)|utvecklar?|förbättrar?"
    r"|prioriterar?|uppmärksammar?|motverkar?|ökar?|minskar?)\b",
    re.IGNORECASE,
)


def check(case: Case) -> Iterator[Finding]:
    """Every commitment that only goes on (`löpande`) and whose text has a verb that says nothing certain."""
    for path, commitment in commitments_with_paths(case.promise):
        kinds = {reading.kind for reading in commitment.targets}
        is_ongoing = Kind.CONTINUOUS in kinds <= {Kind.CONTINUOUS, Kind.UNQUANTIFIED}
        if is_ongoing and (verb := _VAGUE.search(commitment.text)):
            message = f"«{verb[0].lower()}» säger inte vad som ska göras, och målet räknar inget"
            hint = "skriv vad parterna gör, eller lägg till ett mål med ett tal"
            span = (verb.start(), len(verb[0]))
            yield found(message, hint, file=case.dossier.file, path=(*path, "text"), span=span)


RULE = Rule("LK215", "vagt verb", Severity.WARNING, check)
