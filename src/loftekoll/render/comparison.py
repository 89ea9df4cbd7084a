"""A promise beside the one that it extends, or a year of it beside the year before."""

from collections.abc import Sequence

from loftekoll.period import years_of
from loftekoll.progress import PromiseProgress, promise_progress
from loftekoll.render.case import Case, Numbered, cases_of, span_of
from loftekoll.render.commitments import first_words, outcome_text, target_text
from loftekoll.render.stretches import stretch_name
from loftekoll.render.view import Comparison, ComparisonRow, Fact

_INTRO = (
    "Tabellen ställer {now} bredvid {before}, löfte för löfte efter id. "
    "Den säger inget om varför något blev annorlunda."
)


def comparison_of(
    progress: PromiseProgress, previous: PromiseProgress | None, cases: Sequence[Numbered]
) -> Comparison | None:
    """The year before in the same promise when there is one, else the promise that this one extends, if it is known."""
    earlier = _year_before(progress) or previous
    if earlier is None:
        return None
    before, now = _name(earlier), _name(progress)
    if earlier.dossier.name != progress.dossier.name:
        before, now = f"medborgarlöftet {before}", f"medborgarlöftet {now}"
    sensitive = {each.case.found.commitment.id for each in cases if each.case.is_sensitive}
    then = {case.found.commitment.id: case for case in _cases(earlier, sensitive)}
    rows = tuple(_row(each, then.get(each.case.found.commitment.id)) for each in cases)
    known = {each.case.found.commitment.id for each in cases}
    gone = tuple(
        Fact(first_words(case.found.commitment.text), outcome_text(case))
        for id_, case in then.items()
        if id_ not in known
    )
    return Comparison(before, now, _INTRO.format(now=now, before=before), rows, gone)


def _year_before(progress: PromiseProgress) -> PromiseProgress | None:
    if progress.year is None:
        return None
    years = years_of(progress.dossier.promise.period)
    earlier = [year for year in years if year.stop <= progress.year.start]
    return promise_progress(progress.dossier, progress.day, earlier[-1]) if earlier else None


def _name(progress: PromiseProgress) -> str:
    return stretch_name(span_of(progress))


def _cases(progress: PromiseProgress, sensitive: set[str]) -> list[Case]:
    """The commitments of the earlier time; what is sensitive now is so then too."""
    return [
        each._replace(is_sensitive=each.is_sensitive or each.found.commitment.id in sensitive)
        for each in cases_of(progress)
    ]


def _row(each: Numbered, before: Case | None) -> ComparisonRow:
    now = outcome_text(each.case)
    commitment = each.case.found.commitment
    if before is None:
        return ComparisonRow(
            each.number, commitment.id, each.anchor, each.name, "–", now, "inget löfte med samma id då"
        )
    goals = [target_text(case) for case in (before, each.case)]
    remark = (
        "" if goals[0] == goals[1] else f"målet var {goals[0]}" if goals[0] else "hade då inget mål som går att räkna"
    )
    return ComparisonRow(each.number, commitment.id, each.anchor, each.name, outcome_text(before), now, remark)
