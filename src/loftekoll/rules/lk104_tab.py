"""En rad är indragen med tabb."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK104", "tabb i indrag", Severity.ERROR)
