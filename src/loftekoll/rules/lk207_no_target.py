"""Löftet har inget mål som går att räkna eller mäta, så bara en bedömning kan visa om det hölls.

Varför: Vaga löften är den vanligaste bristen i medborgarlöften.

Fel:

    - id: torg
      text: Verka för trygga torg.

Rätt:

    - id: torg
      text: Verka för trygga torg.
      mål: minst två trygghetsvandringar per år

Gör så här: Lägg till ett mål, eller planera en bedömning: en loggfil med «bedömning» och «motivering».
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.phrase import Kind, measurable_wording
from loftekoll.rules.rule import Case, Rule, commitments_with_paths, found


def check(case: Case) -> Iterator[Finding]:
    """Every commitment whose targets, if it has any, say neither number, continuity nor indicator."""
    for path, commitment in commitments_with_paths(case.promise):
        if all(reading.kind is Kind.UNQUANTIFIED for reading in commitment.targets):
            place = (*path, "mål") if commitment.targets else (*path, "text")
            hint = (
                f"lägg till ett mål, till exempel «{measurable_wording(commitment.text)}», eller planera en bedömning"
            )
            yield found(f"löftet «{commitment.id}» går inte att mäta", hint, file=case.dossier.file, path=place)


RULE = Rule("LK207", "löfte som inte går att mäta", Severity.WARNING, check)
