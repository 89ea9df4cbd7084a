"""Filen har fler än 32 nivåer."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK106", "för många nivåer", Severity.ERROR)
