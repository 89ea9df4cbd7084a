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

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules.rule import Case, Rule, activities, commitments_with_paths, found


def check(case: Case) -> Iterator[Finding]:
    """Every responsible party that did not sign, and every party of the log that neither signed nor takes part."""
    signed = case.promise.parties
    for path, commitment in commitments_with_paths(case.promise):
        for n, each in enumerate(commitment.responsible):
            if not _is_among(each, signed):
                yield _unknown(each, signed, case.dossier.file, (*path, "ansvarig", n))
    partners = {each.id: each.partners for each in case.promise.commitments}
    for file, entry in activities(case):
        taking_part = (*signed, *(each for id_ in entry.commitments for each in partners.get(id_, ())))
        for n, each in enumerate(entry.parties):
            if not _is_among(each, taking_part):
                yield _unknown(each, taking_part, file.file, ("part", n))


def _is_among(name: str, parties: tuple[str, ...]) -> bool:
    return name in parties or name.lower() in {each.lower() for each in parties}


def _unknown(name: str, parties: tuple[str, ...], file: str, path: tuple[str | int, ...]) -> Finding:
    hint = f"skriv {' eller '.join(dict.fromkeys(parties))}, eller lägg till den under «parter» eller «samverkan»"
    return found(f"«{name}» är ingen av parterna", hint, file=file, path=path)


RULE = Rule("LK121", "okänd part", Severity.WARNING, check)
