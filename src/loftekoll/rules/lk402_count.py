"""Antalet i loggen är under ett eller orimligt stort."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK402", "orimligt antal", Severity.ERROR)
