"""Filen har ankare, alias, taggar eller flera dokument."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK105", "otillåten YAML-konstruktion", Severity.ERROR)
