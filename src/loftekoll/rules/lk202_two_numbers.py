"""Talet och talet inom parentes är inte samma: «två (3)»."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK202", "talen säger olika", Severity.ERROR)
