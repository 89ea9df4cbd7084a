"""Målet har ett villkor, som «vid behov», som inte går att räkna."""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, remarks


def check(case: Case) -> Iterator[Finding]:
    """The remarks of this kind."""
    return remarks(case, RULE.code)


RULE = Rule("LK212", "villkor i målet", Severity.NOTE, check)
