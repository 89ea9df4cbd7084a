"""En nyckel som måste finnas saknas."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK110", "nyckel saknas", Severity.ERROR)
