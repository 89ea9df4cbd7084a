"""Ett mål är lättare att nå än vid den jämförda revisionen (--mot), utan att det står under «ändringar».

Varför: Den som läser ska se vad som lovades från början, när det ändrades och varför.

Fel:

    mål: minst två insatser per år, där det stod minst fyra

Rätt:

    mål: minst fyra insatser per år
    ändringar:
      - {från: 2025-07-01, mål: minst två insatser per år, skäl: färre patruller}

Gör så här: Låt det gamla målet stå och skriv det nya under «ändringar». Ta inte bort och skriv inte om en ändring.
Är det en rättelse av avskriften, skriv på raden ovanför: # loftekoll: tillåt LK603 – skälet.
"""

from collections.abc import Iterator

from loftekoll.changes import MatchedCommitment, changed_phrase, easings, is_draft, matched_commitments, words_of
from loftekoll.diagnostic import Finding, Severity
from loftekoll.model import Change, Commitment
from loftekoll.rules.rule import Case, Rule, found
from loftekoll.source import KeyPath

_HINT = "låt det gamla målet stå, och skriv det nya under «ändringar» med från, mål och skäl"


def check(case: Case) -> Iterator[Finding]:
    """Every target of a commitment, and every change of one, that is not kept as it was; drafts are free."""
    if case.before is None or is_draft(case.before.promise, case.day):
        return
    periods = case.before.promise.period, case.promise.period
    for each in matched_commitments(case.before.promise, case.promise):
        if each.now is not None:
            label = f"målet för «{each.now.id}»"
            for easing in easings(each.then.targets, each.now.targets, *periods):
                path = (*each.path, "id") if easing.at is None else (*each.path, "mål", easing.at)
                yield found(f"{label} {easing.text}", _HINT, file=case.dossier.file, path=path)
            yield from _rewritten(case, each, each.now)


def _rewritten(case: Case, matched: MatchedCommitment, now: Commitment) -> Iterator[Finding]:
    """The recorded changes that are gone or say something else, and a withdrawal that is dated earlier."""
    left = list(enumerate(now.changes))
    hint = "återställ den, och skriv det nya som en ändring till"
    for then in matched.then.changes:
        same = next((each for each in left if _is_same(then, each[1])), None)
        if same is not None:
            left.remove(same)
            continue
        at = next((k for k, each in left if each.start == then.start), None)
        left = [each for each in left if each[0] != at]
        what = "borttagen" if at is None else "omskriven"
        message = f"ändringen av målet för «{now.id}» från {then.start} är {what}"
        yield found(message, hint, file=case.dossier.file, path=_path(matched.path, now, at))
    before, after = matched.then.withdrawn, now.withdrawn
    if before and after and after.day < before.day:
        message = f"«{now.id}» är avfört tidigare än förut: {before.day} har blivit {after.day}"
        yield found(message, "återställ datumet", file=case.dossier.file, path=(*matched.path, "avfört", "datum"))


def _path(path: KeyPath, now: Commitment, at: int | None) -> KeyPath:
    if at is not None:
        return *path, "ändringar", at
    return (*path, "ändringar") if now.changes else (*path, "id")


def _is_same(then: Change, now: Change) -> bool:
    is_told_alike = words_of(then.reason) == words_of(now.reason)
    return then.start == now.start and is_told_alike and changed_phrase(then.targets, now.targets) is None


RULE = Rule("LK603", "lättare mål", Severity.ERROR, check)
