"""Filen går inte att öppna, är för stor eller är ingen vanlig fil."""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK118", "fil som inte går att läsa", Severity.ERROR)
