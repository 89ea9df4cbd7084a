"""Samma nyckel står två gånger på samma nivå."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK108", "dubbel nyckel", Severity.ERROR)
