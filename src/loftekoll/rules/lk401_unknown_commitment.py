"""Loggposten nämner ett löfte som inte finns i löftesfilen.

Varför: Posten räknas inte till något, och arbetet syns inte.

Fel:

    löfte: trafick

Rätt:

    löfte: trafik

Gör så här: Skriv löftets id så som det står i löftesfilen.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity, near_commitment
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every id in the log that no commitment of the promise has."""
    known = [commitment.id for commitment in case.promise.commitments]
    for file, entry in case.entries:
        for n, each in enumerate(entry.commitments):
            if each not in known:
                yield found(
                    f"löftet «{each}» finns inte", near_commitment(each, known), file=file.file, path=("löfte", n)
                )


RULE = Rule("LK401", "okänt löfte", Severity.ERROR, check)
