"""Datumet eller perioden finns inte, eller är skriven på ett sätt som inte läses."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK112", "fel datum eller period", Severity.ERROR)
