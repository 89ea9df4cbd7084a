"""Ett löftes id är skrivet med fel tecken, eller finns två gånger i filen.

Varför: Loggen pekar på löftet med dess id, som också blir en del av filnamn.

Fel:

    id: Trafik på vägar

Rätt:

    id: trafik

Gör så här: Använd bara a–z, 0–9 och bindestreck. Ge varje löfte i filen ett eget id.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every id that an earlier commitment of the file has."""
    seen: set[str] = set()
    for path, commitment in case.commitments:
        if commitment.id in seen:
            message = f"id «{commitment.id}» finns redan i filen"
            yield found(message, "ge löftet ett eget id", file=case.dossier.file, path=(*path, "id"))
        seen.add(commitment.id)


RULE = Rule("LK115", "fel id", Severity.ERROR, check)
