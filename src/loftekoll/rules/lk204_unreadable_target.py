"""Målet går inte att läsa."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK204", "mål som inte går att läsa", Severity.ERROR)
