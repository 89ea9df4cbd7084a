"""Målet säger «flera», «några» eller «ett antal» i stället för ett tal."""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, remarks


def check(case: Case) -> Iterator[Finding]:
    """The remarks of this kind."""
    return remarks(case, RULE.code)


RULE = Rule("LK206", "obestämd mängd", Severity.WARNING, check)
