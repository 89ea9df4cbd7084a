"""En halvskriven loggfil ligger kvar efter ett avbrott."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK117", "halvskriven fil", Severity.NOTE)
