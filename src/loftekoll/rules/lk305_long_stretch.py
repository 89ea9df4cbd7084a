"""Loggposten är en summa över längre tid än målets fönster, så de fönstren kan inte bedömas.

Varför: Trettio kontakter på tre månader säger inte om det var tio i varje månad.

Fel:

    datum: 2025-01/2025-03, för ett mål per månad

Rätt:

    datum: 2025-01, för ett mål per månad

Gör så här: Dela upp posten: en för varje dag, eller en för varje fönster.
"""

from collections.abc import Iterator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.period import Stretch, short_label
from loftekoll.phrase import Spread, Unit, WindowSpec
from loftekoll.rules.rule import Case, Rule, activities, found
from loftekoll.windows import windows_of


def check(case: Case) -> Iterator[Finding]:
    """Every entry whose stretch crosses the edge of a window of one of its commitments."""
    targets = {
        commitment.id: [target for reading in commitment.targets for target in reading.targets if target.is_countable]
        for commitment in case.promise.commitments
    }
    windows: dict[WindowSpec, tuple[Stretch, ...]] = {}
    for file, entry in activities(case):
        if entry.stretch.days == 1 or not case.promise.period.holds(entry.stretch):
            continue
        for target in (target for each in entry.commitments for target in targets.get(each, ())):
            spec = target.window if target.spread is Spread.SUM else WindowSpec(Unit.YEAR)
            found_windows = windows.setdefault(spec, windows_of(spec, case.promise.period))
            if any(window.meets(entry.stretch) and not window.holds(entry.stretch) for window in found_windows):
                message = f"summan för {short_label(entry.stretch)} kan inte delas på målets fönster"
                hint = "dela upp den i en post för varje dag eller varje fönster"
                yield found(message, hint, file=file.file, path=("datum",))
                break


RULE = Rule("LK305", "summa över för lång tid", Severity.WARNING, check)
