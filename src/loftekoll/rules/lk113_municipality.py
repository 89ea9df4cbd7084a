"""Kommunen finns inte."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK113", "okänd kommun", Severity.ERROR)
