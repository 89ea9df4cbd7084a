"""Målet har ett datum som inte finns."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK205", "omöjligt datum i målet", Severity.ERROR)
