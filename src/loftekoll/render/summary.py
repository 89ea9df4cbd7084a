"""What a report says first, in at most five lines of words; never a score."""

from collections import Counter
from collections.abc import Sequence

from loftekoll.model import Activity
from loftekoll.period import long_date
from loftekoll.phrase.numerals import in_words
from loftekoll.progress import PromiseProgress
from loftekoll.render.case import Numbered, span_of
from loftekoll.render.commitments import differs
from loftekoll.render.small import hides_standing
from loftekoll.render.stretches import capitalised, listed
from loftekoll.render.wording import Words
from loftekoll.render.work import public_entries
from loftekoll.tally import Standing

_CLAUSES = {
    Standing.FULFILLED: ("är uppfyllt", "är uppfyllda"),
    Standing.ON_TRACK: ("är i fas", "är i fas"),
    Standing.BEHIND: ("är efter plan", "är efter plan"),
    Standing.PARTLY: ("är delvis uppfyllt", "är delvis uppfyllda"),
    Standing.NOT_FULFILLED: ("är ej uppfyllt", "är ej uppfyllda"),
    Standing.NOT_BEGUN: ("har inte börjat", "har inte börjat"),
    Standing.ONGOING: ("pågår", "pågår"),
    Standing.NOTHING_LOGGED: ("har inget loggat", "har inget loggat"),
    Standing.NOT_ASSESSABLE: ("kan inte bedömas", "kan inte bedömas"),
    Standing.WITHDRAWN: ("är avfört", "är avförda"),
}
_NOT_TOLD = "redovisas utan läge, eftersom ett litet antal annars skulle gå att räkna ut"


def summary_of(progress: PromiseProgress, cases: Sequence[Numbered]) -> tuple[str, ...]:
    """At most five lines of words; never a score."""
    areas = progress.dossier.promise.focus_areas
    promised = _counted(len(cases), "ett löfte", "löften")
    lines = [f"Medborgarlöftet har {promised} i {_counted(len(areas), 'ett fokusområde', 'fokusområden')}."]
    if progress.day < span_of(progress).start:
        lines.append(Words().not_begun)
    elif not any(each.case.is_logged for each in cases):
        lines.append("Inget är loggat för den här tiden. Det går därför inte att säga vad som har gjorts.")
    else:
        lines += [_how_it_went(cases), *_logged(public_entries(progress))]
    if assessed := sum(1 for each in cases if each.case.found.assessment):
        lines.append(f"{capitalised(_counted(assessed, 'ett löfte', 'löften'))} har bedömts av en person.")
    if differing := [f"löfte {each.number}" for each in cases if differs(each.case)]:
        lines.append(f"Bedömningen är en annan än uträkningen för {listed(differing)}.")
    return tuple(lines)


def _how_it_went(cases: Sequence[Numbered]) -> str:
    """`Sju löften är uppfyllda, tre är delvis uppfyllda och ett är avfört.`, in the words of the tables."""
    counts = Counter(None if hides_standing(each.case) else each.case.standing for each in cases)
    clauses: list[str] = []
    for standing in (*Standing, None):
        if count := counts[standing]:
            noun = "" if clauses else " löfte" if count == 1 else " löften"
            number = "ett" if count == 1 else in_words(count)
            clauses.append(f"{number}{noun} {_CLAUSES[standing][count > 1] if standing else _NOT_TOLD}")
    return f"{capitalised(listed(clauses))}."


def _logged(entries: Sequence[Activity]) -> list[str]:
    if not entries:
        return []
    latest = long_date(max(entry.day for entry in entries))
    if len(entries) == 1:
        return [f"En post är loggad, {latest}."]
    return [f"{capitalised(_counted(len(entries), 'en post', 'poster'))} är loggade, den senaste {latest}."]


def _counted(number: int, one: str, many: str) -> str:
    return one if number == 1 else f"{in_words(number)} {many}"
