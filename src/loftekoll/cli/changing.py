"""From what a person wants changed in an entry to the new bytes of its file."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches, unified_diff
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from pydantic import ValidationError

from loftekoll.cli.assessing import (
    checked_assessment,
    concerns_named,
    fields_of_assessment,
    refuse_same_day,
    verdict_named,
)
from loftekoll.cli.console import harmless, quoted
from loftekoll.cli.entries import Found, readable
from loftekoll.cli.entry import (
    checked_entry,
    fields_of,
    iso_text,
    known_ids,
    known_parties,
    parties_of,
    past_stretch,
    refuse_blank,
    refuse_certain_personal_data,
    refuse_near_party,
    refuse_outside,
    separate,
)
from loftekoll.errors import LoftekollError
from loftekoll.fields import hours_text
from loftekoll.log_names import LogName, parts_of
from loftekoll.model import Activity, Assessment, Dossier
from loftekoll.municipalities import fold
from loftekoll.store.append import drawn_mark
from loftekoll.store.edit import edited_text, file_bytes, unusual
from loftekoll.store.faults import findings_of
from loftekoll.store.read import entry_of, kind_of

_REQUIRED = ("datum", "löfte", "bedömning")
_OF_ACTIVITY = ("datum", "löfte", "antal", "cirka", "plats", "part", "timmar", "anteckning", "källa")
_OF_ASSESSMENT = ("datum", "löfte", "bedömning", "avser", "motivering")
_OUTSIDE = "ångra posten och logga den på nytt"
REMOVED = "-"
"""What a person answers to take a field away."""


class Draft(NamedTuple):
    """An entry as it is to be: its file, what it says, the file's new bytes, and its new name if it gets one."""

    found: Found
    entry: Activity | Assessment
    after: bytes
    name: LogName | None


def keys_of(entry: Activity | Assessment) -> tuple[str, ...]:
    """The fields that an entry of this kind can have, in their order."""
    return _OF_ACTIVITY if isinstance(entry, Activity) else _OF_ASSESSMENT


def draft_of(found: Found, dossier: Dossier, changes: Mapping[str, Any], today: date, *, is_sure: bool) -> Draft:
    """The entry with the changes, checked as a new one is; `None` takes a field away.

    Raises `LoftekollError` when such an entry may not be written, or the file cannot be edited.
    """
    old = readable(found)
    refuse_blank(changes, "skriv ett värde, eller ta bort det som står med --utan")
    given = typed_of(old, dossier) | dict(changes)
    given["löfte"] = known_ids(separate(given["löfte"]), dossier)
    if changes.get("part"):
        refuse_certain_personal_data({"part": changes["part"]})
        given["part"] = known_parties(separate(changes["part"]), given["löfte"], dossier, is_sure=is_sure)
    entry: Activity | Assessment
    if isinstance(old, Activity):
        entry = checked_entry(given, dossier, today, _OUTSIDE)
    else:
        if changes.get("bedömning"):
            given["bedömning"] = verdict_named(changes["bedömning"]).value
        if changes.get("avser"):
            given["avser"] = concerns_named(changes["avser"], dossier)
        entry = checked_assessment(given, dossier, today)
        others = tuple(each for each in dossier.log if each.name != found.path.name)
        refuse_same_day(entry, dossier._replace(log=others))
    removed = {key for key, value in changes.items() if value is None}
    after = _edited(found, _fields(old, dossier), _fields(entry, dossier), removed)
    if entry_of(after, partial(kind_of, found.path.name))[0] != entry:
        raise unusual()
    return Draft(found, entry, file_bytes(after, found.data), _new_name(found, old, entry))


def _edited(found: Found, old: Mapping[str, Any], new: Mapping[str, Any], removed: Collection[str]) -> str:
    """The text of the file with what differs; what is as when nothing is said is written out, unless it is removed."""
    changed = [key for key in new if old[key] != new[key]]
    fields = {key: None if key in removed else value for key, value in new.items()}
    return edited_text(found.text, fields, changed)


def _fields(entry: Activity | Assessment, dossier: Dossier) -> dict[str, Any]:
    """All that the entry says, with the values of a file."""
    if isinstance(entry, Assessment):
        return fields_of_assessment(entry, dossier)
    return fields_of(entry) | {"antal": entry.count, "cirka": entry.approximate}


def typed_of(entry: Activity | Assessment, dossier: Dossier) -> dict[str, Any]:
    """The entry as a person would have typed it; empty where it says nothing."""
    fields = {key: value for key, value in _fields(entry, dossier).items() if value is not None}
    typed = {key: list(value) if isinstance(value, tuple) else value for key, value in fields.items()}
    typed["datum"] = iso_text(entry.stretch) if isinstance(entry, Activity) else str(entry.day)
    if isinstance(entry, Activity):
        typed["cirka"] = "ja" if entry.approximate else "nej"
        if entry.hours is not None:
            typed["timmar"] = hours_text(entry.hours, ",")
    return typed


def _new_name(found: Found, old: Activity | Assessment, entry: Activity | Assessment) -> LogName | None:
    """The name that the file gets when its day or its first commitment is another; its mark stays."""
    if (old.day, old.commitments[0]) == (entry.day, entry.commitments[0]):
        return None
    parts = parts_of(found.path.name)
    name = LogName(str(entry.day), entry.commitments[0], parts.mark if parts else drawn_mark())
    return None if name == parts else name


def diff_lines(draft: Draft) -> Iterator[str]:
    """The lines that go and the lines that come, with - and + before them."""
    before, after = (data.decode("utf-8").splitlines() for data in (draft.found.data, draft.after))
    for line in islice(unified_diff(before, after, n=0, lineterm=""), 2, None):
        if not line.startswith("@@"):
            yield harmless(f"{line[0]} {line[1:]}")


# --- what was typed -----------------------------------------------------------------------------------------------


def refuse_other_kind(given: Collection[str], entry: Activity | Assessment) -> None:
    """Refuse fields that an entry of this kind cannot have."""
    other = next((key for key in given if key not in keys_of(entry)), None)
    if other is not None:
        what = "en loggpost" if isinstance(entry, Activity) else "en bedömning"
        raise LoftekollError(f"--{other} finns inte i {what}", f"där finns {', '.join(keys_of(entry))}")


def without_fields(words: Sequence[str], entry: Activity | Assessment, given: Collection[str]) -> list[str]:
    """The fields that are to be taken away; `LoftekollError` for those that must be there, are set, or are unknown."""
    optional = {fold(key): key for key in keys_of(entry) if key not in _REQUIRED}
    found: list[str] = []
    for word in separate(words):
        key = optional.get(fold(word))
        if key is None:
            near = get_close_matches(fold(word), optional, n=1, cutoff=0.6)
            hint = (
                f"menade du {quoted(optional[near[0]])}?"
                if near
                else f"det som kan tas bort är {', '.join(optional.values())}"
            )
            raise LoftekollError(f"--utan: {quoted(word)} går inte att ta bort", hint)
        if key in given:
            raise LoftekollError(f"--{key} och --utan {key} går inte ihop", "välj ett av dem")
        found.append(key)
    return found


def answer_read(key: str, answer: str) -> Any:
    """What an answer to the question of a field is, as an option would have given it; `None` takes the field away."""
    if answer == REMOVED and key not in _REQUIRED:
        return None
    if key in {"löfte", "part"}:
        return separate([answer])
    if key == "antal":
        if not (answer.isascii() and answer.isdecimal()):
            raise LoftekollError(f"{quoted(answer)} är inget heltal", "skriv ett heltal, till exempel 3")
        return int(answer)
    return answer


def check_answer(
    key: str, answer: str, entry: Activity | Assessment, dossier: Dossier, today: date, *, is_sure: bool
) -> None:
    """Raise `LoftekollError` when the answer cannot stand in the field, whatever the other fields say.

    A party that is nearly a known one is refused too, unless the person is sure.
    """
    value = answer_read(key, answer)
    if value is None:
        return
    match key:
        case "datum":
            stretch = past_stretch(answer, today)
            if isinstance(entry, Activity):
                refuse_outside(stretch, dossier, _OUTSIDE)
        case "löfte":
            known_ids(value, dossier)
        case "bedömning":
            verdict_named(answer)
        case "avser":
            concerns_named(answer, dossier)
        case _:
            refuse_certain_personal_data({key: value})
            _check_form(key, value)
            known = parties_of(entry.commitments, dossier)
            for name in value if key == "part" and not is_sure else ():
                refuse_near_party(name, known, "skriv samma en gång till")


def _check_form(key: str, value: Any) -> None:
    form = Activity if key in _OF_ACTIVITY else Assessment
    fields = {"datum": "2025-01-01", "löfte": ["x"], key: value}
    try:
        form.model_validate(fields if form is Activity else fields | {"bedömning": "uppfyllt"})
    except ValidationError as error:
        first = findings_of(error, form, fields)[0]
        raise LoftekollError(first.message, first.hint) from error
