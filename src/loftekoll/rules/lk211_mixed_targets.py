"""Ett löfte har flera mål för olika saker, och loggen säger inte vilket av dem en post gäller.

Varför: En post skulle räknas till alla målen, och vart och ett skulle se ut att nås.

Fel:

    - id: unga
      mål: [minst två möten per år, minst fyra utbildningar per år]

Rätt:

    - id: moten
      mål: minst två möten per år
    - id: utbildningar
      mål: minst fyra utbildningar per år

Gör så här: Dela upp löftet i ett löfte för varje mål.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.progress import targets_told_apart
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every commitment whose targets count different things in the same measure."""
    for path, commitment in case.commitments:
        is_plain = len(commitment.targets) == 1 and len(commitment.targets[0].targets) <= 1
        if not is_plain and not targets_told_apart(commitment):
            message = f"löftet «{commitment.id}» har mål för olika saker, som loggen inte kan skilja åt"
            hint = "dela upp det i ett löfte för varje mål"
            yield found(message, hint, file=case.dossier.file, path=(*path, "mål"))


RULE = Rule("LK211", "flera mål i ett löfte", Severity.WARNING, check)
