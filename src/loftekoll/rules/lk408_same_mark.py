"""Två filer i en logg har samma sex tecken sist i namnet.

Varför: De sex tecknen är postens eget märke. När två personer har flyttat samma post till var sin dag behåller git båda
filerna, och posten räknas två gånger.

Fel:

    2025-05-03-trafik-k7f3q9.yaml
    2025-05-10-trafik-k7f3q9.yaml

Rätt:

    2025-05-10-trafik-k7f3q9.yaml

Gör så här: Är det samma post, ta bort den fil som är fel. Är det två poster, byt några av tecknen i det ena namnet.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.log_names import parts_of
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every file of the log whose mark an earlier file has."""
    seen: dict[str, str] = {}
    for file, _ in case.entries:
        parts = parts_of(file.name)
        first = seen.setdefault(parts.mark, file.name) if parts else file.name
        if first != file.name:
            message = f"filen har samma sex tecken i namnet som {first}"
            hint = "ta bort den som är fel, eller byt tecken i det ena namnet om det är två poster"
            yield found(message, hint, file=file.file)


RULE = Rule("LK408", "samma märke", Severity.ERROR, check)
