"""Filen har fler än 32 nivåer.

Varför: Ett löfte har sju nivåer. Fler är ett misstag, eller en fil som ska få program att krascha.

Fel:

    a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

Rätt:

    a: []

Gör så här: Gör om filen så att den liknar exemplet i README.
"""

from loftekoll.diagnostic import Severity
from loftekoll.rules.rule import Rule

RULE = Rule("LK106", "för många nivåer", Severity.ERROR)
