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
from loftekoll.rules.rule import Case, Rule, found

_VAGUE = re.compile(
    r"\b(?:(?:verkar?|arbetar?|jobbar?) (?:[a-zåäö]+(?: och [a-zåäö]+)? )?(?:för|med|mot)|strävar? efter|bidrar? till"
    r"|satsar? på|fokuserar? på|(?:har|ha) fokus på|försöker?|främjar?|stärk(?:er|a)|utvecklar?|förbättrar?"
    r"|prioriterar?|uppmärksammar?|motverkar?|underlättar?|ökar?|minskar?)\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"\b(?:som|där|så att|för att|hur|vilka|vilket|medan|när)\b|[.;:]", re.IGNORECASE)


def check(case: Case) -> Iterator[Finding]:
    """Every commitment that only goes on (`löpande`) and whose first clause has a verb that says nothing certain.

    What is said of why (`för att öka tryggheten`) is no promise, nor is a withdrawn commitment.
    """
    for path, commitment in case.commitments:
        kinds = {reading.kind for reading in commitment.targets}
        is_ongoing = Kind.CONTINUOUS in kinds <= {Kind.CONTINUOUS, Kind.UNQUANTIFIED}
        if is_ongoing and commitment.withdrawn is None and (verb := _vague_verb(commitment.text)):
            message = f"«{verb[0].lower()}» säger inte vad som ska göras, och målet räknar inget"
            hint = "skriv vad parterna gör, eller lägg till ett mål med ett tal"
            span = (verb.start(), len(verb[0]))
            yield found(message, hint, file=case.dossier.file, path=(*path, "text"), span=span)


def _vague_verb(text: str) -> re.Match[str] | None:
    """The verb of the first clause, when it is a vague one, and what it is about is no time or place by the week."""
    end = _SUBORDINATE.search(text)
    clause = text[: end.start()] if end else text
    verb = _VAGUE.search(clause)
    return None if verb is None or _CONCRETE.search(clause) else verb


_CONCRETE = re.compile(
    r"\b(?:varje|per) (?:vecka|månad|termin|år|\w+dag)\b|\bkl\b|\d"
    r"|\b(?:patruller|besök|ordn|anordn|genomför|kontroller|utbild|informer|håll|delt|mät|bygg|sätt|install)(?:ar?|er|a|)\b",
    re.IGNORECASE,
)
"""Acts that anybody can see, and times: with them the clause says what is done."""


RULE = Rule("LK215", "vagt verb", Severity.WARNING, check)
