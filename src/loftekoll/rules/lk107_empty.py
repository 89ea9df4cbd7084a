"""Filen är tom."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK107", "tom fil", Severity.ERROR)
