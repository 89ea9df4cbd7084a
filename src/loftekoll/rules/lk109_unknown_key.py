"""Filen har en nyckel som inte finns."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK109", "okänd nyckel", Severity.ERROR)
