"""Löftet säger inte vem som är ansvarig.

Varför: När ingen är ansvarig gör ingen det, och ingen loggar det.

Fel:

    parter: [polisen, kommunen]
    - id: torg
      text: Fotpatrull på torget.

Rätt:

    parter: [polisen, kommunen]
    - id: torg
      text: Fotpatrull på torget.
      ansvarig: polisen

Gör så här: Lägg till «ansvarig» med en part eller en lista. Säger det undertecknade löftet inte vem, kom överens om
det.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every commitment without a responsible party, when more than one has signed and it is not withdrawn."""
    if len(case.promise.parties) == 1:
        return
    hint = f"lägg till «ansvarig»: {', '.join(case.promise.parties)} eller en lista"
    for path, commitment in case.commitments:
        if not commitment.responsible and commitment.withdrawn is None:
            message = f"löftet «{commitment.id}» har ingen ansvarig"
            yield found(message, hint, file=case.dossier.file, path=(*path, "id"))


RULE = Rule("LK216", "ingen ansvarig", Severity.WARNING, check)
