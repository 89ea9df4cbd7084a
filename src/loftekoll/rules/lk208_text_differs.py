"""Löftets text och dess mål nämner olika tal."""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.model import Commitment
from loftekoll.phrase import Target, parse
from loftekoll.rules.rule import Case, Rule, commitments_with_paths, found


def check(case: Case) -> Iterator[Finding]:
    """Every commitment whose text counts something, and none of its numbers is in the targets."""
    for path, commitment in commitments_with_paths(case.promise):
        in_targets = _numbers(target for reading in commitment.targets for target in reading.targets)
        in_text = _numbers(iter(parse(commitment.text).targets)) if in_targets else set()
        if in_text and not in_text & in_targets:
            yield found(
                _message(commitment), "skriv samma tal i text och mål", file=case.dossier.file, path=(*path, "text")
            )


def _numbers(targets: Iterator[Target]) -> set[object]:
    found_numbers: set[object] = set()
    for target in targets:
        found_numbers |= {target.count, target.count_to} | _numbers(iter(target.parts))
    return found_numbers - {None}


def _message(commitment: Commitment) -> str:
    return f"texten och målet för «{commitment.id}» nämner olika tal"


RULE = Rule("LK208", "text och mål säger olika", Severity.ERROR, check)
