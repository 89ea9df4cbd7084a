"""Målet har ett räkneord eller ett jämförelseord som är felstavat."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK201", "okänt räkneord", Severity.ERROR)
