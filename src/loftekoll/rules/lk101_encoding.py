"""Filen är inte UTF-8, eller har tecken som inte får stå i en textfil."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK101", "fel teckenkodning", Severity.ERROR)
