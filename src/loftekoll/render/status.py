"""How promises stand, as JSON and as rows of a table."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from loftekoll.model import Assessment
from loftekoll.period import Stretch, short_label
from loftekoll.phrase import Kind
from loftekoll.progress import CommitmentProgress, PromiseProgress, Row, Standing, TargetProgress
from loftekoll.render.words import amount_text, done_text, json_number, share_of, shown_row

# --- JSON (design §6, the shape) --------------------------------------------------------------------------


def promise_as_dict(progress: PromiseProgress) -> dict[str, Any]:
    """One promise with all its commitments; the keys of the YAML and ISO dates."""
    promise = progress.dossier.promise
    return {
        "schema": 1,
        "kommun": promise.municipality.name,
        "period": _stretch(promise.period),
        "per": str(progress.day),
        "löften": [_commitment(each, progress) for each in progress.commitments],
    }


def workspace_as_dict(found: Sequence[PromiseProgress], day: date) -> dict[str, Any]:
    """All promises of a workspace."""
    members = [promise_as_dict(each) for each in found]
    for member in members:
        del member["schema"]
    return {"schema": 1, "per": str(day), "medborgarlöften": members}


def _stretch(stretch: Stretch) -> dict[str, str]:
    return {"från": str(stretch.start), "till": str(stretch.last)}


def _commitment(found: CommitmentProgress, progress: PromiseProgress) -> dict[str, Any]:
    is_past = _is_past(progress)
    shared = {"id": found.commitment.id, "fokusområde": found.area, "text": found.commitment.text}
    if len(found.parts) == 1:
        member = shared | _target(found.main, is_past=is_past) | {"läge": found.standing.value}
    else:
        phrases = "; ".join(part.phrase for part in found.parts if part.phrase)
        empty = dict.fromkeys(("gjort", "krävs", "väntat", "nästa_senast", "dagar_kvar"))
        member = shared | {"mål": phrases, "slag": found.kind.value, "läge": found.standing.value} | empty
        member["fönster"] = []
        member["delmål"] = [
            shared | _target(part, is_past=is_past) | {"bedömning": None, "utfall": None} for part in found.parts
        ]
    member["poster"] = found.entries
    member["senaste"] = _day(found.latest)
    member["bedömning"] = _assessment(found.assessment)
    member["utfall"] = found.outcome.value if found.outcome else None
    return member


def _target(part: TargetProgress, *, is_past: bool) -> dict[str, Any]:
    row = shown_row(part, is_past=is_past)
    return {
        "mål": part.phrase or None,
        "slag": part.kind.value,
        "läge": part.standing.value,
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


def _is_past(progress: PromiseProgress) -> bool:
    span = progress.year or progress.dossier.promise.period
    return progress.day >= span.stop


# --- tables -------------------------------------------------------------------------------------------------------


class Line(NamedTuple):
    """One row of the status table; `area` is set on the first commitment of an area, `share` fills the bar."""

    area: str
    name: str
    phrase: str
    amount: str
    share: Any
    standing: Standing
    remark: str
    next_due: str


def lines_of(progress: PromiseProgress) -> list[Line]:
    """A line for each commitment, and one more for each target of a commitment that has several."""
    lines: list[Line] = []
    area = ""
    for each in progress.commitments:
        lines += _lines_of(each, progress, each.area if each.area != area else "")
        area = each.area
    return lines


def _lines_of(found: CommitmentProgress, progress: PromiseProgress, area: str) -> list[Line]:
    is_past = _is_past(progress)
    standing = found.outcome if is_past and found.outcome else found.standing
    remark = _remark(found, standing)
    if len(found.parts) == 1:
        return [_line(found.main, found, is_past, area, found.commitment.id, standing, remark)]
    phrases = "; ".join(part.phrase for part in found.parts)
    first = Line(area, found.commitment.id, phrases, "", None, standing, remark, "")
    return [first, *(_line(part, found, is_past, "", f"  {part.phrase}", part.standing, "") for part in found.parts)]


def _line(  # noqa: PLR0913 - the parts of a line
    part: TargetProgress,
    found: CommitmentProgress,
    is_past: bool,
    area: str,
    name: str,
    standing: Standing,
    remark: str,
) -> Line:
    row = shown_row(part, is_past=is_past)
    amount = amount_text(part, found, is_past=is_past)
    next_due = str(row.next_due) if row and row.next_due else ""
    return Line(area, name, part.phrase, amount, share_of(row), standing, remark, next_due)


def _remark(found: CommitmentProgress, standing: Standing) -> str:
    """How far behind it is, and a person's verdict where it says something else."""
    remarks: list[str] = []
    rows = [part.current for part in found.parts if part.current]
    behind = max((row.behind_by for row in rows), default=0)
    if standing is Standing.BEHIND and behind:
        remarks.append(f"med {json_number(behind)}")
    if found.assessment and found.assessment.verdict.value != standing.value:
        remarks.append(f"bedömt {found.assessment.verdict.value}")
    return ", ".join(remarks)


def details_of(found: CommitmentProgress) -> list[str]:
    """The lines below a commitment when details are asked for: text, target, every window, assessment."""
    commitment = found.commitment
    details = [commitment.text]
    for part in found.parts:
        if part.phrase:
            details.append(f"Mål: {part.phrase}")
        details += [_row_text(row) for row in part.rows]
    details += [
        f"Ändrat från {change.start}: {'; '.join(each.phrase for each in change.targets)} ({change.reason})"
        for change in commitment.changes
    ]
    if commitment.withdrawn:
        details.append(f"Avfört {commitment.withdrawn.day}: {commitment.withdrawn.reason}")
    if found.entries:
        details.append(f"Loggat: {found.entries} {'post' if found.entries == 1 else 'poster'}, senast {found.latest}")
    if found.assessment:
        reason = f": {found.assessment.reason}" if found.assessment.reason else ""
        details.append(f"Bedömning {found.assessment.day}: {found.assessment.verdict.value}{reason}")
    return details


def _row_text(row: Row) -> str:
    pieces = [f"{short_label(row.stretch)}: {done_text(row)}, {row.standing.value}"]
    if row.due is not None and row.days_left is not None:
        pieces.append(f"{json_number(row.due)} borde vara klara, {row.days_left} dagar kvar")
    if row.missed:
        pieces.append(f"missade: {_listed(row.missed)}")
    if row.unjudged:
        pieces.append(f"går inte att bedöma: {_listed(row.unjudged)}")
    return "; ".join(pieces)


def _listed(stretches: Sequence[Stretch], most: int = 6) -> str:
    named = ", ".join(short_label(each) for each in stretches[:most])
    return named if len(stretches) <= most else f"{named} och {len(stretches) - most} till"


def counts_of(progress: PromiseProgress) -> list[tuple[Standing, int]]:
    """How many commitments stand where, in the order of the standings; never a score."""
    is_past = _is_past(progress)
    found = Counter(each.outcome if is_past and each.outcome else each.standing for each in progress.commitments)
    return [(standing, found[standing]) for standing in Standing if found[standing]]


def is_counted(progress: PromiseProgress) -> bool:
    """Whether any commitment of the promise is counted."""
    return any(part.kind is Kind.QUANTIFIED for each in progress.commitments for part in each.parts)
