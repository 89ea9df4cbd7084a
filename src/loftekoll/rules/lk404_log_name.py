"""Loggfilens namn säger ett annat datum eller löfte än vad som står i filen.

Varför: Den som letar i mappen går efter namnet.

Fel:

    2025-05-03-trafik-k7f3q9.yaml med datum: 2025-05-13

Rätt:

    2025-05-13-trafik-k7f3q9.yaml med datum: 2025-05-13

Gör så här: Byt namn på filen, eller rätta det som står i den. «loftekoll kontrollera --laga» byter namnet.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.log_names import parts_of
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every file whose name is not the day, one of the commitments, and six characters.

    An entry for a commitment that is not there (LK401) is left alone: its name may be the right one of the two.
    """
    known = {each.id for each in case.promise.commitments}
    for file, entry in case.entries:
        if not known.issuperset(entry.commitments):
            continue
        parts = parts_of(file.name)
        if parts is None or parts.day != str(entry.day) or parts.commitment not in entry.commitments:
            message = f"filnamnet «{file.name}» stämmer inte med innehållet"
            hint = f"byt namn till {entry.day}-{entry.commitments[0]}-xxxxxx.yaml, med sex egna tecken i stället för x"
            yield found(message, hint, file=file.file, path=("datum",))


RULE = Rule("LK404", "filnamn som inte stämmer", Severity.WARNING, check)
