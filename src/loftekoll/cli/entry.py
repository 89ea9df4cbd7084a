"""From what a person wants to log to an entry that may be written, and what it did to the standing."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from loftekoll.errors import LoftekollError
from loftekoll.model import Activity, Dossier, LogFile
from loftekoll.period import CalendarError, Stretch, long_date, short_label, stretch_from
from loftekoll.progress import CommitmentProgress, promise_progress
from loftekoll.render.words import amount_text
from loftekoll.rules.lk401_unknown_commitment import near_commitment
from loftekoll.store.faults import findings_of


def stretch_of(text: str) -> Stretch:
    """The day or stretch that was typed."""
    try:
        return stretch_from(text.strip())
    except CalendarError as error:
        raise LoftekollError(error.message, error.hint) from error


def checked_entry(fields: dict[str, Any], dossier: Dossier, today: date) -> Activity:
    """The entry, when it is well-formed, about known commitments, inside the period and not in the future."""
    given = {key: value for key, value in fields.items() if value is not None}
    try:
        entry = Activity.model_validate(given)
    except ValidationError as error:
        first = findings_of(error, Activity, given)[0]
        raise LoftekollError(f"{first.path[0] if first.path else 'posten'}: {first.message}", first.hint) from error
    _refuse_unknown(entry, dossier)
    period = dossier.promise.period
    if not period.holds(entry.stretch):
        message = f"{short_label(entry.stretch)} ligger utanför löftets period {short_label(period)}"
        raise LoftekollError(message, "rätta datumet med --datum, eller välj ett annat löfte med --period")
    if entry.day > today:
        raise LoftekollError(
            f"{entry.day} har inte varit än", "logga när det är gjort, eller rätta datumet med --datum"
        )
    return entry


def _refuse_unknown(entry: Activity, dossier: Dossier) -> None:
    known = [each.id for each in dossier.promise.commitments]
    for each in entry.commitments:
        if each not in known:
            raise LoftekollError(f"löftet «{each}» finns inte i {dossier.name}", near_commitment(each, known))


def fields_of(entry: Activity) -> dict[str, Any]:
    """The entry with the keys and the order of a log file; defaults are left out."""
    first, last = entry.stretch.start, entry.stretch.last
    return {
        "datum": first if first == last else f"{first}/{last}",
        "löfte": entry.commitments,
        "antal": entry.count if entry.count != 1 else None,
        "cirka": True if entry.approximate else None,
        "plats": entry.place,
        "part": entry.parties or None,
        "timmar": entry.hours,
        "anteckning": entry.note,
        "källa": entry.source,
    }


def told_standing(dossier: Dossier, entry: Activity, file: str, day: date) -> Iterator[str]:
    """What was written and what it did: `trafik: 3 av minst 4, i fas, nästa senast 31 december 2026`."""
    after = dossier._replace(log=(*dossier.log, LogFile(file, file.rpartition("/")[2], entry)))
    yield f"Sparat i {file}"
    for each in promise_progress(after, max(day, entry.day)).commitments:
        if each.commitment.id in entry.commitments:
            yield _standing_line(each)
    yield f'Dela med andra: git add "{file}" && git commit -m "Logga {" och ".join(entry.commitments)}" && git push'


def _standing_line(found: CommitmentProgress) -> str:
    pieces = [amount_text(found.main, found, is_past=False), (found.outcome or found.standing).value]
    row = found.main.current
    if row and row.next_due:
        pieces.append(f"nästa senast {long_date(row.next_due)}")
    return f"{found.commitment.id}: {', '.join(pieces)}"


def commitment_choices(found: Sequence[CommitmentProgress]) -> list[str]:
    """A line for each commitment to choose from, with how it stands."""
    longest = max(len(each.commitment.id) for each in found)
    return [
        f"{each.commitment.id:<{longest}}  {amount_text(each.main, each, is_past=False)}, {each.standing.value}"
        for each in found
    ]
