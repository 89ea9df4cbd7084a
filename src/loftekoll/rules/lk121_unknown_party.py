"""Den som är ansvarig, eller som gjorde något, är ingen av löftets parter.

Varför: Den som inte har skrivit under har inte lovat något. Ofta är det en felstavning.

Fel:

    parter: [polisen, kommunen]
    ansvarig: polsen

Rätt:

    parter: [polisen, kommunen]
    ansvarig: polisen

Gör så här: Skriv parten så som den står under «parter». Andra som hjälper till skrivs under «samverkan».
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, found
from loftekoll.source import KeyPath

_JOINED = re.compile(r"[,;/]|\boch\b|\bsamt\b")


def check(case: Case) -> Iterator[Finding]:
    """Every responsible party that did not sign, every party of the log that neither signed nor takes part.

    Several parties that are written as one are told by themselves.
    """
    signed, file = case.promise.parties, case.dossier.file
    for n, each in enumerate(signed):
        yield from _several(each, file, ("parter", n))
    for path, commitment in case.commitments:
        for n, each in enumerate(commitment.responsible):
            place = (*path, "ansvarig", n)
            yield from _several(each, file, place) or _unknown(each, signed, file, place)
    partners = {each.id: each.partners for _, each in case.commitments}
    for log_file, entry in case.activities:
        for n, each in enumerate(entry.parties):
            if each not in signed:
                taking_part = (*signed, *(partner for id_ in entry.commitments for partner in partners.get(id_, ())))
                yield from _unknown(each, taking_part, log_file.file, ("part", n))


def _several(name: str, file: str, path: KeyPath) -> list[Finding]:
    """`polisen, kommunen` as one text is one party with an odd name."""
    names = _names_in(name)
    if len(names) < 2:
        return []
    hint = f"skriv dem som en lista: [{', '.join(names)}]"
    return [found(f"«{name}» är mer än en part", hint, file=file, path=path)]


@lru_cache(maxsize=256)
def _names_in(text: str) -> list[str]:
    """The parties in a text; the latest ones are kept, since a workspace has the same few."""
    return [each.strip() for each in _JOINED.split(text) if each.strip()]


def _unknown(name: str, parties: tuple[str, ...], file: str, path: KeyPath) -> list[Finding]:
    if name.lower() in {each.lower() for each in parties}:
        return []
    known = ", ".join(dict.fromkeys(parties))
    hint = f"skriv likadant på båda ställena (under «parter» och «samverkan» står {known})"
    return [found(f"«{name}» är ingen av parterna", hint, file=file, path=path)]


RULE = Rule("LK121", "okänd part", Severity.WARNING, check)
