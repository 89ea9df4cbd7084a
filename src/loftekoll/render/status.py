"""How promises stand, as JSON and as rows of a table."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from loftekoll.model import Assessment, Commitment
from loftekoll.period import Stretch, long_date, short_label, years_of
from loftekoll.progress import CommitmentProgress, PromiseProgress, TargetProgress
from loftekoll.render.stretches import listed
from loftekoll.render.words import (
    amount_text,
    done_text,
    entries_text,
    is_past,
    json_number,
    number_text,
    row_remarks,
    share_of,
    shown_row,
    shown_standing,
    window_name,
    year_name,
)
from loftekoll.tally import Row, Standing

# --- JSON (design §6, the shape) --------------------------------------------------------------------------


def promise_as_dict(progress: PromiseProgress) -> dict[str, Any]:
    """One promise with all its commitments; the keys of the YAML and ISO dates."""
    promise = progress.dossier.promise
    names = [each.name for each in promise.municipalities]
    return {
        "schema": 1,
        "kommun": names[0] if len(names) == 1 else names,
        "period": _stretch(promise.period),
        "per": str(progress.day),
        "löften": [_commitment(each, progress) for each in progress.commitments],
    }


def workspace_as_dict(members: Sequence[dict[str, Any]], day: date) -> dict[str, Any]:
    """All promises of a workspace, each as `promise_as_dict` gives it."""
    return {"schema": 1, "per": str(day), "medborgarlöften": [_without_schema(each) for each in members]}


def _without_schema(member: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in member.items() if key != "schema"}


def _stretch(stretch: Stretch) -> dict[str, str]:
    return {"från": str(stretch.start), "till": str(stretch.last)}


def _commitment(found: CommitmentProgress, progress: PromiseProgress) -> dict[str, Any]:
    is_over = is_past(progress)
    if len(found.parts) == 1:
        target = _target(found.main, is_over=is_over)
    else:
        target = _EMPTY | {"mål": "; ".join(part.phrase for part in found.parts), "slag": found.kind.value}
    member = _member(found, target, found.standing)
    if len(found.parts) > 1:
        member["delmål"] = [
            _member(found, _target(part, is_over=is_over), part.standing) | {"bedömning": None, "utfall": None}
            for part in found.parts
        ]
    return member


def _member(found: CommitmentProgress, target: dict[str, Any], standing: Standing) -> dict[str, Any]:
    """A commitment, or one of its targets: both have the same keys in the same order."""
    return (
        {"id": found.commitment.id, "fokusområde": found.area, "text": found.commitment.text}
        | {"mål": target["mål"], "slag": target["slag"], "läge": standing.value}
        | target
        | {"poster": found.entries, "senaste": _day(found.latest)}
        | {"bedömning": _assessment(found.assessment), "utfall": found.outcome.value if found.outcome else None}
    )


_EMPTY: dict[str, Any] = dict.fromkeys(("räknar", "gjort", "krävs", "väntat", "nästa_senast", "dagar_kvar"))
_EMPTY["fönster"] = []


def _target(part: TargetProgress, *, is_over: bool) -> dict[str, Any]:
    row = shown_row(part, is_past=is_over)
    return {
        "mål": part.phrase or None,
        "slag": part.kind.value,
        "räknar": row.counted if row and row.required is not None else None,
        "gjort": json_number(row.done) if row else None,
        "krävs": json_number(row.required) if row else None,
        "väntat": json_number(row.due) if row else None,
        "nästa_senast": _day(row.next_due) if row else None,
        "dagar_kvar": row.days_left if row else None,
        "fönster": [_row(each) for each in part.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    return _stretch(row.stretch) | {
        "krävs": json_number(row.required),
        "gjort": json_number(row.done),
        "väntat": json_number(row.due),
        "läge": row.standing.value,
    }


def _assessment(found: Assessment | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "bedömning": found.verdict.value,
        "datum": str(found.day),
        "avser": short_label(found.concerns) if found.concerns else None,
        "motivering": found.reason,
    }


def _day(day: date | None) -> str | None:
    return str(day) if day else None


# --- tables -------------------------------------------------------------------------------------------------------


class Line(NamedTuple):
    """One row of the status table.

    `area` is set on the first commitment of an area, `year` in a promise of several years, `share` fills the bar.
    """

    area: str
    name: str
    year: str
    amount: str
    share: Fraction | None
    standing: Standing
    remark: str
    next_due: str


def lines_of(progress: PromiseProgress) -> list[Line]:
    """A line for each commitment, and one more for each target of a commitment that has several."""
    lines: list[Line] = []
    area = ""
    for each in progress.commitments:
        first, *others = _lines_of(each, progress)
        lines += [first._replace(area=each.area if each.area != area else ""), *others]
        area = each.area
    return lines


def _lines_of(found: CommitmentProgress, progress: PromiseProgress) -> list[Line]:
    standing = shown_standing(found, is_past=is_past(progress))
    targets = [_line(part, found, progress) for part in found.parts]
    own = targets.pop() if len(targets) == 1 else Line("", "", "", "", None, standing, "", "")
    return [own._replace(name=found.commitment.id, standing=standing, remark=_remark(found, standing)), *targets]


def _line(part: TargetProgress, found: CommitmentProgress, progress: PromiseProgress) -> Line:
    """One target, as it stands below its commitment."""
    is_over = is_past(progress)
    row = shown_row(part, is_past=is_over)
    is_one_of_several = row is not None and row is not part.whole and len(years_of(_span(progress))) > 1
    return Line(
        area="",
        name=f"  {part.phrase}",
        year=year_name(row) if row is not None and is_one_of_several else "",
        amount=amount_text(part, found, is_past=is_over),
        share=share_of(row),
        standing=part.standing,
        remark="",
        next_due=str(row.next_due) if row and row.next_due else "",
    )


def _span(progress: PromiseProgress) -> Stretch:
    return progress.year or progress.dossier.promise.period


def _remark(found: CommitmentProgress, standing: Standing) -> str:
    """How far behind it is, and a person's verdict where it says something else."""
    remarks: list[str] = []
    rows = [part.current for part in found.parts if part.current]
    behind = max((row.behind_by for row in rows), default=0)
    if standing is Standing.BEHIND and behind:
        remarks.append(f"med {number_text(behind)}")
    if found.assessment and found.assessment.verdict.value != standing.value:
        remarks.append(f"bedömt {found.assessment.verdict.value}")
    return ", ".join(remarks)


def details_of(found: CommitmentProgress) -> list[str]:
    """The lines below a commitment when details are asked for: text, target, every window, assessment."""
    details = [found.commitment.text]
    for part in found.parts:
        if part.phrase:
            details.append(f"Mål: {part.phrase}")
        details += [_row_text(row) for row in part.rows]
    details += _changes(found.commitment)
    if found.latest:
        details.append(f"Loggat: {entries_text(found.entries)}, senast {long_date(found.latest)}")
    for made in found.assessments:
        details.append(
            f"Bedömning {long_date(made.day)}: {made.verdict.value}{f'. {made.reason}' if made.reason else ''}"
        )
    return details


def _changes(commitment: Commitment) -> list[str]:
    changes = [
        f"Från {long_date(each.start)} gäller: {listed(target.phrase for target in each.targets)}. Skäl: {each.reason}"
        for each in commitment.changes
    ]
    if withdrawn := commitment.withdrawn:
        changes.append(f"Avfört {long_date(withdrawn.day)}. Skäl: {withdrawn.reason}")
    return changes


def _row_text(row: Row) -> str:
    """`2025: 106 av minst 157, i fas; borde nu vara minst 99; 133 dagar kvar`."""
    pieces = [f"{window_name(row)}: {done_text(row)}, {row.standing.value}"]
    if row.days_left is not None and row.standing is not Standing.WITHDRAWN:
        if row.due is not None and row.standing is not Standing.NOTHING_LOGGED:
            pieces.append(f"borde nu vara minst {number_text(row.due)}" if row.due else "inget måste vara gjort än")
        pieces.append(f"{row.days_left} {'dag' if row.days_left == 1 else 'dagar'} kvar")
    return "; ".join([*pieces, *row_remarks(row)])


class Overview(NamedTuple):
    """What one row tells of a promise among many: how many commitments stand where, never a score."""

    names: str
    period: str
    counts: tuple[tuple[Standing, int], ...]

    @property
    def number(self) -> int:
        """How many commitments it has."""
        return sum(count for _, count in self.counts)


def overview_of(progress: PromiseProgress) -> Overview:
    """The row of a promise; the standings in their order."""
    promise = progress.dossier.promise
    is_over = is_past(progress)
    found = Counter(shown_standing(each, is_past=is_over) for each in progress.commitments)
    counts = tuple((standing, found[standing]) for standing in Standing if found[standing])
    return Overview(" och ".join(each.name for each in promise.municipalities), short_label(promise.period), counts)


def is_behind(progress: PromiseProgress) -> bool:
    """Whether a commitment of the promise is behind plan."""
    return any(each.standing is Standing.BEHIND for each in progress.commitments)
