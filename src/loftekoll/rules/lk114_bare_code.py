"""Kommunkoden är skriven utan citattecken, och YAML läser den som ett tal."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK114", "kommunkod utan citattecken", Severity.ERROR)
