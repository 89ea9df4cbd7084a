"""Löftet har inget mål som går att räkna eller mäta, så bara en bedömning kan visa om det hölls.

Varför: Vaga löften är den vanligaste bristen i medborgarlöften.

Fel:

    - id: torg
      text: Verka för trygga torg.

Rätt:

    - id: torg
      text: Verka för trygga torg.
      mål: minst två trygghetsvandringar per år

Gör så här: Lägg till ett mål. Går löftet inte att räkna, säg vem som bedömer det och när, till exempel
«mål: bedöms av parterna vid uppföljningen», och skriv sedan bedömningen i loggen.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.phrase import Kind, Reading, measurable_wording
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every commitment without number, continuity or indicator, that is not assessed nor going to be."""
    assessed = {name for each in case.dossier.assessments for name in each.commitments}
    for path, commitment in case.commitments:
        if commitment.id in assessed or any(map(_is_followed_up, commitment.targets)):
            continue
        if commitment.withdrawn is None:
            place = (*path, "mål") if commitment.targets else (*path, "text")
            wording = measurable_wording(commitment.text)
            hint = f"lägg till ett mål, till exempel «{wording}» eller «bedöms av parterna vid uppföljningen»"
            yield found(f"löftet «{commitment.id}» går inte att mäta", hint, file=case.dossier.file, path=place)


def _is_followed_up(reading: Reading) -> bool:
    return reading.kind is not Kind.UNQUANTIFIED or reading.phrase.lower().startswith("bedöm")


RULE = Rule("LK207", "löfte som inte går att mäta", Severity.WARNING, check)
