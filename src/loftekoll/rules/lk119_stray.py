"""Filen ligger där inget löfte hör hemma, eller dess löftesfil saknas."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK119", "fil utan löfte", Severity.ERROR)
