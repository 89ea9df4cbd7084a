"""Det undertecknade är ändrat sedan den jämförda revisionen (--mot): text, mål, parter, kommun, period eller dag.

Varför: Det som parterna skrev under är det som invånarna kan hålla dem till.

Fel:

    text: Insatser mot A-traktorer, där det stod: Insatser varje vecka mot A-traktorer

Rätt:

    # loftekoll: tillåt LK605 – rättat efter det undertecknade papperet
    text: Insatser varje vecka mot A-traktorer

Gör så här: Återställ det som stod. Ett nytt mål skrivs under «ändringar». Var avskriften fel, rätta den och skriv
kommentaren på raden ovanför den ändrade, med skälet. Det gäller löften där «undertecknat» har en dag som har varit.
"""

from collections.abc import Iterator
from datetime import date

from loftekoll.changes import MatchedCommitment, changed_phrase, easings, matched_commitments, words_of
from loftekoll.diagnostic import Finding, Severity
from loftekoll.model import Commitment, Promise
from loftekoll.period import Stretch, short_label
from loftekoll.rules.rule import Case, Rule, found
from loftekoll.source import KeyPath


def check(case: Case) -> Iterator[Finding]:
    """Everything signed by the day that says something else than it did, where it stands now.

    A target that is easier is found by another rule; one that is added where none was makes the text measurable.
    """
    if case.before is None or case.before.promise.signed is None or case.before.promise.signed > case.day:
        return
    signed, periods = case.before.promise.signed, (case.before.promise.period, case.promise.period)
    changes = list(_of_promise(case.before.promise, case.promise, signed))
    for each in matched_commitments(case.before.promise, case.promise):
        if each.now is not None:
            changes += _of_commitment(each, each.now, periods)
    for what, path in changes:
        message = f"{what} efter undertecknandet {signed}"
        hint = "återställ det, eller skriv skälet på raden ovanför: # loftekoll: tillåt LK605 – skälet"
        yield found(message, hint, file=case.dossier.file, path=path)


def _of_promise(then: Promise, now: Promise, signed: date) -> Iterator[tuple[str, KeyPath]]:
    if now.signed is None:
        yield "dagen för undertecknandet är borttagen", ("period",)
    elif now.signed != signed:
        yield f"dagen för undertecknandet är ändrad till {now.signed}", ("undertecknat",)
    if then.period != now.period:
        yield f"perioden är ändrad från {short_label(then.period)} till {short_label(now.period)}", ("period",)
    if set(then.municipalities) != set(now.municipalities):
        yield "kommunen är ändrad", ("kommun",)
    if _folded(then.parties) != _folded(now.parties):
        yield "parterna är ändrade", ("parter",)


def _of_commitment(
    matched: MatchedCommitment, now: Commitment, periods: tuple[Stretch, ...]
) -> Iterator[tuple[str, KeyPath]]:
    then, path = matched.then, matched.path
    if words_of(then.text) != words_of(now.text):
        yield f"texten för «{now.id}» är ändrad", (*path, "text")
    at = changed_phrase(then.targets, now.targets) if then.targets else None
    if at is not None and not easings(then.targets, now.targets, *periods):
        where = (*path, "mål", at) if now.targets else (*path, "id")
        yield f"målet för «{now.id}» är ändrat", where


def _folded(names: tuple[str, ...]) -> set[str]:
    return {words_of(each).casefold() for each in names}


RULE = Rule("LK605", "ändrad text efter undertecknandet", Severity.ERROR, check)
