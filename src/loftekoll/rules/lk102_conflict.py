"""Filen har kvar gits märken för två versioner som krockat."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK102", "versioner som krockat", Severity.ERROR)
