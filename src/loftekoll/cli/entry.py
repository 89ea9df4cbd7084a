"""From what a person wants to log to an entry that may be written, and what it did to the standing."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from loftekoll.cli.console import note, quoted
from loftekoll.diagnostic import near_commitment
from loftekoll.errors import LoftekollError
from loftekoll.model import Activity, Dossier, LogFile
from loftekoll.municipalities import fold
from loftekoll.period import CalendarError, Stretch, long_date, short_label, stretch_from, years_of
from loftekoll.personal_data import PROBABLE, finding_text, hits_in
from loftekoll.phrase import Measure
from loftekoll.progress import CommitmentProgress, TargetProgress, promise_progress
from loftekoll.render.words import amount_text, done_text, year_name
from loftekoll.store.faults import findings_of
from loftekoll.store.workspace import shown
from loftekoll.tally import Row, Standing


def past_stretch(text: str, today: date) -> Stretch:
    """The day or stretch that was typed; `LoftekollError` when there is none such, or it has not been yet."""
    try:
        stretch = stretch_from(text.strip())
    except CalendarError as error:
        raise LoftekollError(error.message, error.hint) from error
    if stretch.last > today:
        raise LoftekollError(
            f"{long_date(stretch.last)} har inte varit än", "rätta datumet, eller logga när det är gjort"
        )
    return stretch


def day_of(text: str) -> date:
    """The day that an entry of the day or stretch that was typed counts on."""
    return past_stretch(text, date.max).last


def known_ids(typed: Sequence[str], dossier: Dossier) -> list[str]:
    """The commitments that were typed, each once; with å ä ö or capitals too, since ids have none."""
    known = {each.id: each.id for each in dossier.promise.commitments}
    found: dict[str, None] = {}
    for word in typed:
        name = known.get(fold(word.strip()))
        if name is None:
            hint = near_commitment(fold(word), list(known))
            raise LoftekollError(f"löftet {quoted(word)} finns inte i {dossier.name}", hint)
        found[name] = None
    return list(found)


def checked_entry(given: dict[str, Any], dossier: Dossier, today: date) -> Activity:
    """The entry, when it is well-formed, inside the promise's period and not in the future."""
    fields = {key: value for key, value in given.items() if value not in (None, [])}
    refuse_personal_data(fields)
    past_stretch(fields["datum"], today)
    try:
        entry = Activity.plain(fields) or Activity.model_validate(fields)
    except ValidationError as error:
        first = findings_of(error, Activity, fields)[0]
        raise LoftekollError(f"--{first.path[0]}: {first.message}", first.hint) from error
    period = dossier.promise.period
    if not period.holds(entry.stretch):
        when, whole = short_label(entry.stretch), short_label(period)
        message = f"{when} ligger utanför {dossier.name}, som gäller {whole}"
        raise LoftekollError(message, "rätta dagen med --datum, eller välj ett annat medborgarlöfte med --period")
    for commitment in dossier.promise.commitments:
        measures = {target.measure for reading in commitment.targets for target in reading.targets}
        if commitment.id in entry.commitments and measures == {Measure.HOURS} and entry.hours is None:
            raise LoftekollError(f"målet för «{commitment.id}» räknas i timmar", "lägg till --timmar 2,5")
    return entry


def refuse_personal_data(fields: dict[str, Any]) -> None:
    """Refuse to write what `kontrollera` would call personal data, without repeating it; a probable name is told.

    What has once been shared with git cannot be taken back.
    """
    for key, value in fields.items():
        for hit in hits_in(" ".join(value) if isinstance(value, list) else str(value)):
            message, hint = finding_text(hit)
            if hit.code != PROBABLE:
                raise LoftekollError(f"--{key}: {message}, och inget sparades", hint)
            note(f"varning: --{key}: {message}; {hint}")


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


def told(dossier: Dossier, entry: Activity, path: Path, today: date) -> Iterator[str]:
    """What was written, what it did to each commitment, and how to share it."""
    file = shown(path)
    yield f"Sparat i {file}"
    after = dossier._replace(log=(*dossier.log, LogFile(file, path.name, entry)))
    is_long = len(years_of(dossier.promise.period)) > 1
    for was, now in zip(*(promise_progress(each, today).commitments for each in (dossier, after)), strict=True):
        if now.commitment.id in entry.commitments:
            pairs = zip(was.parts, now.parts, strict=True)
            changes = [_change((was, part_was), (now, part), entry, is_long=is_long) for part_was, part in pairs]
            yield f"{now.commitment.id}: {'; '.join(changes)}"
    if any(hits_in(text) for text in (entry.place, entry.note, entry.source, *entry.parties) if text):
        yield f"Läs igenom {file} innan du delar den: den kan peka ut en person"
    else:
        yield from _shared(path, entry)


_Part = tuple[CommitmentProgress, TargetProgress]


def _change(was: _Part, now: _Part, entry: Activity, *, is_long: bool) -> str:
    """`3 av minst 4, i fas (var efter plan), nästa senast 31 december 2026`, in the window that the entry counts in."""
    found, part = now
    row = _row_of(part, entry)
    standing, earlier = (_standing(each, entry) for each in (now, was))
    changed = f" (var {earlier.value})" if earlier is not standing else ""
    pieces = [done_text(row) if row else amount_text(part, found, is_past=False), f"{standing.value}{changed}"]
    if row and row.next_due:
        pieces.append(f"nästa senast {long_date(row.next_due)}")
    if row and not row.stretch.has(entry.day):
        why = (
            "bara hela fönster inom löftets tid räknas"
            if row.counted not in {"antal", "timmar"}
            else "utanför målets tid"
        )
        pieces.append(f"men {long_date(entry.day)} räknas inte ({why})")
    labels = [part.phrase] if len(found.parts) > 1 else []
    if row and is_long:
        labels.append(year_name(row))
    return f"{', '.join(labels)}: {', '.join(pieces)}" if labels else ", ".join(pieces)


def _standing(part: _Part, entry: Activity) -> Standing:
    """The standing of the window that the entry counts in; of what is not counted, that of the commitment."""
    row = _row_of(part[1], entry)
    return row.standing if row else part[0].outcome or part[0].standing


def _row_of(part: TargetProgress, entry: Activity) -> Row | None:
    """The window that the entry counts in, else the one of now."""
    return next((row for row in part.rows if row.stretch.has(entry.day)), part.current)


def _shared(path: Path, entry: Activity) -> Iterator[str]:
    """The command that shares the file, one that PowerShell 5 reads too; nothing outside git."""
    root = next((each for each in path.resolve().parents if (each / ".git").exists()), None)
    if root is None:
        return
    inside = path.resolve().relative_to(root).as_posix()
    git = "git" if root in (Path.cwd(), *Path.cwd().parents) else f'git -C "{root}"'
    file = shown(path) if git == "git" else inside
    what = f"Logga {' och '.join(entry.commitments)}"
    yield f'Dela med andra: {git} add "{file}"; {git} commit -m "{what}" -- "{file}"; {git} push'


def standing_facts(dossier: Dossier, day: date) -> tuple[list[str], list[str]]:
    """The commitments to choose from, and how each stands."""
    found = promise_progress(dossier, day).commitments
    facts = [f"{amount_text(each.main, each, is_past=False)}, {each.standing.value}" for each in found]
    return [each.commitment.id for each in found], facts
