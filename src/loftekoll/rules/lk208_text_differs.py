"""Löftets text och dess mål nämner olika tal.

Varför: Texten är det som undertecknats, och målet är det som följs upp.

Fel:

    text: Minst fyra insatser per år.
    mål: minst tre insatser per år

Rätt:

    text: Minst fyra insatser per år.
    mål: minst fyra insatser per år

Gör så här: Se efter i det undertecknade löftet. Ett mål som har ändrats skrivs under «ändringar», med skäl.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.phrase import Target, parse
from loftekoll.phrase.numerals import has_number
from loftekoll.rules.rule import Case, Rule, commitments_with_paths, found


def check(case: Case) -> Iterator[Finding]:
    """Every commitment whose text counts something, and none of its numbers is in the targets.

    One is left out of the text: «en trygghetsvandring» is an article more often than a number.
    """
    for path, commitment in commitments_with_paths(case.promise):
        in_targets = _numbers(target for reading in commitment.targets for target in reading.targets)
        is_counting = in_targets and has_number(commitment.text)
        in_text = _numbers(iter(parse(commitment.text).targets)) - {1} if is_counting else set()
        if in_text and not in_text & in_targets:
            message = f"texten och målet för «{commitment.id}» nämner olika tal"
            yield found(message, "skriv samma tal i text och mål", file=case.dossier.file, path=(*path, "text"))


def _numbers(targets: Iterator[Target]) -> set[object]:
    numbers: set[object] = set()
    for target in targets:
        numbers |= {target.count, target.count_to} | _numbers(iter(target.parts))
    return numbers - {None}


RULE = Rule("LK208", "text och mål säger olika", Severity.ERROR, check)
