"""Målet är skrivet utan å, ä och ö, men gick att läsa."""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, remarks


def check(case: Case) -> Iterator[Finding]:
    """The remarks of this kind."""
    return remarks(case, RULE.code)


RULE = Rule("LK209", "läst utan å, ä, ö", Severity.NOTE, check)
