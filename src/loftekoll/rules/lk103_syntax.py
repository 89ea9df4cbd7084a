"""Filen går inte att läsa som YAML."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK103", "fel i YAML-formen", Severity.ERROR)
