"""From what a person wants to log to an entry that may be written, and what it did to the standing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from loftekoll.cli.console import note, quoted
from loftekoll.cli.sharing import sharing
from loftekoll.diagnostic import near_commitment
from loftekoll.errors import LoftekollError
from loftekoll.model import Activity, Dossier, LogFile
from loftekoll.municipalities import fold
from loftekoll.period import CalendarError, Stretch, long_date, short_label, stretch_from, years_of
from loftekoll.personal_data import PROBABLE, finding_text, hits_in, masked
from loftekoll.phrase import Measure
from loftekoll.progress import CommitmentProgress, TargetProgress, promise_progress
from loftekoll.render.stretches import stretch_name
from loftekoll.render.words import amount_text, done_text, year_name
from loftekoll.store.append import entry_bytes
from loftekoll.store.faults import findings_of
from loftekoll.tally import Row, Standing


def past_stretch(text: str, today: date) -> Stretch:
    """The day or stretch that was typed, in any way that people write days; the last day may be today.

    Raises `LoftekollError` when there is none such, or it has not been yet.
    """
    try:
        stretch = _stretch_typed(text.strip(), today)
    except CalendarError as error:
        raise LoftekollError(error.message, error.hint) from error
    if stretch.last > today:
        raise LoftekollError(
            f"{long_date(stretch.last)} har inte varit än", "rätta datumet, eller logga när det är gjort"
        )
    return stretch


def _stretch_typed(text: str, today: date) -> Stretch:
    try:
        return stretch_from(text)
    except CalendarError:
        from loftekoll.spoken_days import stretch_spoken

        return stretch_spoken(text, today)


def understood(text: str, stretch: Stretch) -> str:
    """What a day that was typed is taken to be: `«i fredags» är fredag 2 maj 2025`; empty when it was typed in full."""
    try:
        stretch_from(text.strip())
    except CalendarError:
        from loftekoll.spoken_days import WEEKDAYS

        weekday = f"{WEEKDAYS[stretch.start.weekday()]} " if stretch.days == 1 else ""
        return f"{quoted(text)} är {weekday}{stretch_name(stretch)}"
    return ""


def iso_text(stretch: Stretch) -> str:
    """The stretch as a log file has it: `2025-05-03`, or its first and last day with `/` between."""
    return str(stretch.start) if stretch.days == 1 else f"{stretch.start}/{stretch.last}"


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


def separate(words: Sequence[str]) -> list[str]:
    """The words by themselves, also where they were typed as one with commas between."""
    return [each.strip() for word in words for each in word.split(",") if each.strip()] or list(words)


def known_parties(
    typed: Sequence[str],
    commitments: Sequence[str],
    dossier: Dossier,
    *,
    is_sure: bool,
    otherwise: str = "lägg till --ändå",
) -> list[str]:
    """The parties that were typed, each once and as the promise spells it; an unknown one is told on stderr.

    Raises `LoftekollError` for what is nearly a party of the promise or of the commitments, unless the person is sure;
    `otherwise` is how to say so.
    """
    known = parties_of(commitments, dossier)
    found: dict[str, None] = {}
    for name in typed:
        found[known.get(fold(name), name)] = None
        if fold(name) not in known:
            _tell_unknown_party(name, known, "" if is_sure else otherwise)
    return list(found)


def parties_of(commitments: Sequence[str], dossier: Dossier) -> dict[str, str]:
    """Those who signed or take part in the commitments, by their folded names."""
    partners = (name for each in dossier.promise.commitments if each.id in commitments for name in each.partners)
    return {fold(name): name for name in (*dossier.promise.parties, *partners)}


def near_party(name: str, known: Mapping[str, str]) -> str | None:
    """The party, of those by their folded names, that a name is nearly the name of."""
    from difflib import get_close_matches

    near = get_close_matches(fold(name), known, n=1, cutoff=0.75)
    return known[near[0]] if near else None


def refuse_near_party(name: str, known: Mapping[str, str], otherwise: str) -> None:
    """Raise `LoftekollError` for what is nearly a party; `otherwise` is how to say that it is none of them."""
    if fold(name) not in known and (near := near_party(name, known)):
        hint = f"menade du {quoted(near)}? Annars {otherwise}"
        raise LoftekollError(f"--part: {quoted(name)} är ingen av parterna", hint)


def _tell_unknown_party(name: str, known: Mapping[str, str], otherwise: str) -> None:
    if otherwise:
        refuse_near_party(name, known, otherwise)
    message = f"--part: {quoted(name)} är ingen av parterna"
    note(f"varning: {masked(message)}, som är {', '.join(dict.fromkeys(known.values()))}")


_OUTSIDE = "rätta dagen med --datum, eller välj ett annat medborgarlöfte med --period"


def checked_entry(given: Mapping[str, Any], dossier: Dossier, today: date, outside: str = _OUTSIDE) -> Activity:
    """The entry, when it is well-formed, inside the promise's period and not in the future.

    `outside` is what to do about a day outside the period.
    """
    fields = _stated(given)
    refuse_personal_data(fields)
    fields["datum"] = iso_text(past_stretch(fields["datum"], today))
    entry = _entry_of(fields)
    refuse_outside(entry.stretch, dossier, outside)
    for commitment in counted_in_hours(entry.commitments, dossier):
        if entry.hours is None:
            raise LoftekollError(f"målet för «{commitment}» räknas i timmar", "lägg till --timmar 2,5")
    return entry


def check_typed(given: Mapping[str, Any], today: date) -> None:
    """Raise `LoftekollError` for what can be no part of any entry, before a person is asked for the rest."""
    fields = _stated(given)
    refuse_certain_personal_data(fields)
    if "datum" in fields:
        past_stretch(fields["datum"], today)
    _entry_of({**fields, "datum": "2025-01-01", "löfte": ["x"]})


def _stated(given: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of the fields that are given; a text of blanks alone is refused."""
    fields = {key: value for key, value in given.items() if value not in (None, [])}
    refuse_blank(fields, "utelämna flaggan")
    return fields


def refuse_blank(fields: Mapping[str, Any], hint: str) -> None:
    """Raise `LoftekollError` with the hint when a text is empty."""
    for key, value in fields.items():
        if any(isinstance(text, str) and not text.strip() for text in (value if isinstance(value, list) else [value])):
            raise LoftekollError(f"--{key}: texten är tom", hint)


def _entry_of(fields: dict[str, Any]) -> Activity:
    try:
        return Activity.plain(fields) or Activity.model_validate(fields)
    except ValidationError as error:
        first = findings_of(error, Activity, fields)[0]
        raise LoftekollError(f"--{first.path[0]}: {first.message}", first.hint) from error


def refuse_outside(stretch: Stretch, dossier: Dossier, hint: str = _OUTSIDE) -> None:
    """Refuse what does not lie whole inside the promise's period."""
    period = dossier.promise.period
    if not period.holds(stretch):
        message = f"{short_label(stretch)} ligger utanför {dossier.name}, som gäller {short_label(period)}"
        raise LoftekollError(message, hint)


def counted_in_hours(commitments: Sequence[str], dossier: Dossier) -> Iterator[str]:
    """The commitments whose targets are all about hours, so that an entry without hours says nothing."""
    for commitment in dossier.promise.commitments:
        measures = {target.measure for reading in commitment.targets for target in reading.targets}
        if commitment.id in commitments and measures == {Measure.HOURS}:
            yield commitment.id


def refuse_personal_data(fields: dict[str, Any]) -> None:
    """Refuse to write what `kontrollera` would call personal data, without repeating it; a probable name is told.

    All kinds in all fields are told at once. What has once been shared with git cannot be taken back.
    """
    probable = _graver_refused(fields)
    for key, (message, hint) in probable:
        note(f"varning: --{key}: {message}; {hint}")


def refuse_certain_personal_data(fields: Mapping[str, Any]) -> None:
    """As `refuse_personal_data`, for an answer that will be looked at again: a probable name is left for then."""
    _graver_refused(fields)


_Told = tuple[str, tuple[str, str]]


def _graver_refused(fields: Mapping[str, Any]) -> list[_Told]:
    """The probable personal data by field, each kind once; `LoftekollError` for the certain."""
    certain: dict[_Told, None] = {}
    probable: dict[_Told, None] = {}
    for key, value in fields.items():
        for hit in hits_in(" ".join(value) if isinstance(value, list) else str(value)):
            (probable if hit.code == PROBABLE else certain)[key, finding_text(hit)] = None
    if certain:
        told = "; ".join(f"--{key}: {message}" for key, (message, _) in certain)
        hints = {hint for _, (_, hint) in certain}
        hint = hints.pop() if len(hints) == 1 else "ta bort dem; skriv roll eller område i stället"
        raise LoftekollError(f"{told}, och inget sparades", hint)
    return list(probable)


def double_of(entry: Activity, dossier: Dossier) -> LogFile | None:
    """The first file of the log that says the same as the entry, as `kontrollera` would find (LK403)."""
    for each in dossier.log:
        other = each.entry
        if not isinstance(other, Activity) or other.stretch != entry.stretch:
            continue  # spares the rest of a long log the comparison
        if other.likeness == entry.likeness:
            return each
    return None


def fields_of(entry: Activity) -> dict[str, Any]:
    """The entry with the keys and the order of a log file; defaults are left out."""
    return {
        "datum": entry.stretch.start if entry.stretch.days == 1 else iso_text(entry.stretch),
        "löfte": entry.commitments,
        "antal": entry.count if entry.count != 1 else None,
        "cirka": True if entry.approximate else None,
        "plats": entry.place,
        "part": entry.parties or None,
        "timmar": entry.hours,
        "anteckning": entry.note,
        "källa": entry.source,
    }


def text_of(entry: Activity) -> str:
    """The text of the entry's file; `LoftekollError` when it has signs that cannot be saved."""
    return entry_bytes(fields_of(entry)).decode("utf-8")


def changes_told(dossier: Dossier, entry: Activity, today: date) -> Iterator[str]:
    """What a new entry does to each of its commitments, a line each."""
    after = dossier._replace(log=(*dossier.log, LogFile("", "", entry)))
    is_long = len(years_of(dossier.promise.period)) > 1
    for was, now in zip(*(promise_progress(each, today).commitments for each in (dossier, after)), strict=True):
        if now.commitment.id in entry.commitments:
            pairs = zip(was.parts, now.parts, strict=True)
            changes = [_change((was, part_was), (now, part), entry, is_long=is_long) for part_was, part in pairs]
            yield f"{now.commitment.id}: {'; '.join(changes)}"


def sharing_told(path: Path, entry: Activity) -> Iterator[str]:
    """How to share the new file, or that it has to be read first; nothing outside git."""
    texts = [entry.place, entry.note, entry.source, *entry.parties]
    return sharing([(path, None)], f"Logga {' och '.join(entry.commitments)}", texts)


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


def standing_facts(dossier: Dossier, day: date) -> tuple[list[str], list[str]]:
    """The commitments to choose from, and how each stands."""
    found = promise_progress(dossier, day).commitments
    facts = [f"{amount_text(each.main, each, is_past=False)}, {each.standing.value}" for each in found]
    return [each.commitment.id for each in found], facts


def latest_commitment(dossier: Dossier) -> str | None:
    """The commitment that was logged for the latest day, in the last file of that day; `None` in an empty log."""
    if not dossier.counted:
        return None
    known = {each.id for each in dossier.promise.commitments}
    latest = max(reversed(dossier.counted), key=lambda entry: entry.day)
    return next(each for each in latest.commitments if each in known)
