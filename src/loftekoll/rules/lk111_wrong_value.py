"""Värdet är av fel slag: text där ett tal ska stå, en lista där en text ska stå."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK111", "fel slags värde", Severity.ERROR)
