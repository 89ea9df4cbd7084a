"""Inget är loggat för ett löfte på över fyra månader, fast det pågår.

Varför: Det som ingen skriver upp när det görs minns ingen i februari.

Fel:

    senaste posten för «trafik» är från 2025-01-20, och idag är det 2025-09-01

Rätt:

    2025-08-20-trafik-k7f3q9.yaml

Gör så här: Logga det som är gjort. Är inget gjort, ta upp det vid nästa avstämning.
"""

from collections.abc import Iterator
from datetime import date

from loftekoll.diagnostic import Finding, Severity
from loftekoll.period import long_date
from loftekoll.progress import promise_progress
from loftekoll.rules.rule import Case, Rule, found
from loftekoll.tally import Standing

_LONG = 122
"""Days without an entry: a tertial at most (1 May to 31 August has 123)."""
_AT_REST = {Standing.FULFILLED, Standing.WITHDRAWN, Standing.NOT_BEGUN}


def check(case: Case) -> Iterator[Finding]:
    """Every commitment of a running promise that has had no entry for over a tertial and is neither kept nor to come.

    When the whole log is silent that is said once, and only in a workspace.
    """
    period, file = case.promise.period, case.dossier.file
    if not period.has(case.day) or not case.is_whole:
        return
    latest = _latest(case)
    hint = "logga det som är gjort"
    if not latest:
        is_alone = "/" not in case.dossier.name
        if not is_alone and (case.day - period.start).days > _LONG:
            yield found(
                f"inget är loggat sedan löftet började {long_date(period.start)}", hint, file=file, path=("period",)
            )
        return
    silent = [
        (path, each.id)
        for path, each in case.commitments
        if (case.day - latest.get(each.id, period.start)).days > _LONG
    ]
    if not silent:
        return
    standings = {each.commitment.id: each.standing for each in promise_progress(case.dossier, case.day).commitments}
    for path, name in silent:
        if standings[name] not in _AT_REST:
            since = f"sedan {long_date(latest[name])}" if name in latest else "sedan löftet började"
            yield found(f"inget är loggat för «{name}» {since}", hint, file=file, path=(*path, "id"))


def _latest(case: Case) -> dict[str, date]:
    """The latest day that is logged for each commitment."""
    latest: dict[str, date] = {}
    for _, entry in case.entries:
        day = entry.day
        for each in entry.commitments:
            if day > latest.get(each, date.min):
                latest[each] = day
    return latest


RULE = Rule("LK406", "länge sedan något loggades", Severity.NOTE, check)
