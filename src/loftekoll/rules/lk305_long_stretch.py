"""Loggposten är en summa över längre tid än målets fönster, så de fönstren kan inte bedömas.

Varför: Trettio kontakter på tre månader säger inte om det var tio i varje månad.

Fel:

    datum: 2025-01/2025-03, för ett mål per månad

Rätt:

    datum: 2025-01, för ett mål per månad

Gör så här: Dela upp posten: en för varje dag, eller en för varje fönster.
"""

from collections import defaultdict
from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.period import Stretch, short_label
from loftekoll.rules.rule import Case, Rule, found
from loftekoll.windows import windows_judged


def check(case: Case) -> Iterator[Finding]:
    """Every entry whose stretch crosses the edge of a window of one of its commitments."""
    sums = [(file, entry) for file, entry in case.activities if entry.stretch.days > 1]
    if not sums:
        return
    windows: defaultdict[str, list[Stretch]] = defaultdict(list)
    for _, commitment, reading in case.readings:
        for target in reading.targets:
            if target.is_countable:
                windows[commitment.id] += windows_judged(target, case.promise.period)
    for file, entry in sums:
        if not case.promise.period.holds(entry.stretch):
            continue
        found_windows = (window for each in entry.commitments for window in windows.get(each, ()))
        if any(window.meets(entry.stretch) and not window.holds(entry.stretch) for window in found_windows):
            message = f"summan för {short_label(entry.stretch)} kan inte delas på målets fönster"
            hint = "dela upp den i en post för varje dag eller varje fönster"
            yield found(message, hint, file=file.file, path=("datum",))


RULE = Rule("LK305", "summa över för lång tid", Severity.WARNING, check)
