"""From the rows of a sheet to entries that may be written: checked as `logga` checks, and compared with the log.

The same file may be read in again, after more rows were added or a run was broken off: of n equal rows, as many are new
as the log lacks. That is asked of the content of the log and not of marks in file names, since a name made from the
content would make two equal deeds one (docs/beslut/0001), and an entry that somebody has logged by hand is done too.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from loftekoll.cli.console import quoted
from loftekoll.cli.entry import counted_in_hours, fields_of, known_ids, near_party, parties_of, past_stretch
from loftekoll.cli.promises import candidates_of, municipality_named, promise_among
from loftekoll.errors import LoftekollError
from loftekoll.model import Activity, Dossier, LogFile
from loftekoll.municipalities import Municipality, fold
from loftekoll.period import short_label
from loftekoll.personal_data import PROBABLE, finding_text, hits_in
from loftekoll.sheet_rows import Columns, Fault, Row, fields_of_row, is_header_again
from loftekoll.store.batch import NewEntry
from loftekoll.store.faults import findings_of
from loftekoll.store.read import Loaded, with_log


class Checked(NamedTuple):
    """A row that may be written: the entry that it states, and the promise that it is for, with its log.

    `doubts` are what is probably personal data.
    """

    row: Row
    loaded: Loaded
    entry: Activity
    doubts: tuple[Fault, ...]

    @property
    def dossier(self) -> Dossier:
        """The promise and its log."""
        return dossier_of(self.loaded)


def dossier_of(loaded: Loaded) -> Dossier:
    """What was read of a promise that has been chosen."""
    assert loaded.dossier is not None  # noqa: S101 - a broken promise is never chosen
    return loaded.dossier


class Promises:
    """The promises that rows are for; each promise, and each log, is read once."""

    def __init__(self, workspace: Path, municipality: Municipality | None, period: str | None) -> None:
        """Look in the workspace; rows that name no municipality are for the one that is given."""
        self._workspace = workspace
        self._municipality = municipality
        self._period = period
        self._candidates: dict[Municipality, list[Loaded] | LoftekollError] = {}
        self._chosen: dict[tuple[Municipality, date], Loaded] = {}
        self._logged: dict[Path, Loaded] = {}

    def of(self, kommun: str | None, day: date) -> Loaded:
        """The promise of a row, with its log; `LoftekollError` when there is none."""
        municipality = self._named(kommun)
        if (municipality, day) not in self._chosen:
            chosen = promise_among(self._candidates_of(municipality), municipality, period=self._period, day=day)
            path = chosen.files.path
            if path not in self._logged:
                self._logged[path] = with_log(chosen)
            self._chosen[municipality, day] = self._logged[path]
        return self._chosen[municipality, day]

    def _candidates_of(self, municipality: Municipality) -> list[Loaded]:
        """Looked for once, also when there is none: it may be the same for thousands of rows."""
        if municipality not in self._candidates:
            try:
                self._candidates[municipality] = candidates_of(self._workspace, municipality)
            except LoftekollError as error:
                self._candidates[municipality] = error
        found = self._candidates[municipality]
        if isinstance(found, LoftekollError):
            raise LoftekollError(found.message, found.hint)
        return found

    def refuse_unusable(self, day: date) -> None:
        """Refuse, before any row is looked at, what is wrong with the municipality or the period that was given."""
        if self._municipality is not None:
            self.of(None, day)

    def _named(self, kommun: str | None) -> Municipality:
        wanted = self._municipality
        if kommun is None:
            if wanted is None:
                raise LoftekollError("kommun saknas", "fyll i cellen, eller skriv kommunen efter filens namn")
            return wanted
        named = municipality_named(kommun)
        if wanted not in (None, named):
            hint = "ta bort raden, eller läs in filen utan kommun på kommandoraden"
            raise LoftekollError(f"raden gäller {named.name}, men filen läses in för {wanted.name}", hint)
        return named


# --- checking -----------------------------------------------------------------------------------------------------


def checked_rows(
    rows: Sequence[Row],
    columns: Columns,
    promises: Promises,
    today: date,
    heard: Callable[[int], None],
    *,
    is_sure: bool = False,
) -> tuple[list[Checked], list[Fault]]:
    """The rows that may be written, and every fault in the others; `heard` is told of how many rows are checked.

    Parties that are nearly known ones are faults, unless the person is sure.
    """
    checked: list[Checked] = []
    faults: list[Fault] = []
    for number, row in enumerate(rows, start=1):
        if is_header_again(row, columns):
            faults.append(columns.fault_at(row, -1, "rubrikerna står här en gång till", "ta bort raden"))
            continue
        fields, found = fields_of_row(row, columns)
        certain, probable = _personal_data(row, columns, fields)
        found += certain
        entry = None
        if fields.keys() >= {"datum", "löfte"}:
            entry = _checked(row, columns, fields, promises, today, found, is_sure=is_sure)
        if entry is not None and not found:
            checked.append(Checked(row, *entry, probable))
        faults += sorted(found)
        heard(number)
    return checked, faults


def _checked(
    row: Row,
    columns: Columns,
    fields: dict[str, Any],
    promises: Promises,
    today: date,
    faults: list[Fault],
    *,
    is_sure: bool,
) -> tuple[Loaded, Activity] | None:
    """The promise of a row, and the row as an entry of it; what is wrong is added to the faults."""

    def without_fault(field: str, wanted: Callable[[], _Found]) -> _Found | None:
        try:
            return wanted()
        except LoftekollError as error:
            faults.append(columns.fault(row, field, error.message, error.hint))
            return None

    stretch = without_fault("datum", lambda: past_stretch(fields["datum"], today))
    kommun = fields.pop("kommun", None)
    loaded = without_fault("kommun", lambda: promises.of(kommun, stretch.last)) if stretch else None
    if loaded is None:
        return None
    dossier = dossier_of(loaded)
    ids = without_fault("löfte", lambda: known_ids(fields["löfte"], dossier))
    parties = without_fault("part", lambda: _known_parties(fields.get("part", []), ids or [], dossier, is_sure=is_sure))
    if ids is None or parties is None:
        return None
    entry = _entry(row, columns, fields | {"löfte": ids, "part": parties}, faults)
    if entry is None:
        return None
    has_hours = "timmar" in columns.places and any(each.column == columns.places["timmar"] for each in faults)
    faults += _against_promise(row, columns, entry, dossier, has_hours=has_hours or entry.hours is not None)
    return loaded, entry


_Found = TypeVar("_Found")


def _entry(row: Row, columns: Columns, fields: dict[str, Any], faults: list[Fault]) -> Activity | None:
    """The entry that the fields make, or else what is wrong with each."""
    try:
        return Activity.plain(fields) or Activity.model_validate(fields)
    except ValidationError as error:
        found = findings_of(error, Activity, fields)
        faults += [columns.fault(row, str(each.path[0]), each.message, each.hint) for each in found]
        return None


def _known_parties(typed: Sequence[str], commitments: Sequence[str], dossier: Dossier, *, is_sure: bool) -> list[str]:
    """The parties as the promise spells them; `LoftekollError` for what is nearly one of them, unless one is sure."""
    if not typed:
        return []
    known = parties_of(commitments, dossier)
    for name in typed:
        if fold(name) not in known and not is_sure and (near := near_party(name, known)):
            hint = f"menade du {quoted(near)}? Annars lägg till --ändå"
            raise LoftekollError(f"{quoted(name)} är ingen av parterna", hint)
    return list(dict.fromkeys(known.get(fold(name), name) for name in typed))


def _against_promise(
    row: Row, columns: Columns, entry: Activity, dossier: Dossier, *, has_hours: bool
) -> Iterator[Fault]:
    """What is wrong with an entry that could be read, given what was promised; of hours only that there are none."""
    period = dossier.promise.period
    if not period.holds(entry.stretch):
        message = f"{short_label(entry.stretch)} ligger utanför {dossier.name}, som gäller {short_label(period)}"
        yield columns.fault(row, "datum", message, "rätta datumet, eller välj ett annat medborgarlöfte med --period")
    for commitment in counted_in_hours(entry.commitments, dossier) if not has_hours else ():
        yield columns.fault(row, "timmar", f"målet för «{commitment}» räknas i timmar", "skriv timmarna i kolumnen")


_FREE_TEXTS = ("plats", "part", "anteckning", "källa")
"""Fields that may hold anything; the others are read as a day, a number or a word that is known."""


def _personal_data(row: Row, columns: Columns, fields: dict[str, Any]) -> tuple[list[Fault], tuple[Fault, ...]]:
    """The personal data of a row, certain and probable, each kind once a field; nothing of it is repeated."""
    certain: list[Fault] = []
    probable: list[Fault] = []
    for field in _FREE_TEXTS:
        value = fields.get(field)
        text = value if isinstance(value, str) else " ".join(value or ())
        for hit in {hit.code: hit for hit in hits_in(text)}.values() if text else ():
            (probable if hit.code == PROBABLE else certain).append(columns.fault(row, field, *finding_text(hit)))
    return certain, tuple(probable)


# --- what is new --------------------------------------------------------------------------------------------------


class New(NamedTuple):
    """The rows that the logs lack, and those of them that may be an entry which no row accounts for, with its file.

    Such an entry may have been corrected after the row was read in.
    """

    rows: list[Checked]
    alike: list[tuple[Checked, LogFile]]


def new_rows(checked: Sequence[Checked]) -> New:
    """What is new: of n equal rows, as many as there are more of than entries with that content.

    Raises `LoftekollError` when entries of a log cannot be read: one of them may be what a row says.
    """
    logged: dict[Path, dict[_Content, list[LogFile]]] = {}
    new: list[Checked] = []
    for each in checked:
        path = each.loaded.files.path
        if path not in logged:
            _refuse_unread(each.loaded)
            logged[path] = _by_content(each.dossier)
        same = logged[path].get(_content(each.entry))
        if same:
            same.pop()
        else:
            new.append(each)
    return New(new, [*_alike(new, logged)])


def _by_content(dossier: Dossier) -> "dict[_Content, list[LogFile]]":
    """The entries of a log by all that they say."""
    found: dict[_Content, list[LogFile]] = {}
    for each in dossier.log:
        if isinstance(each.entry, Activity):
            found.setdefault(_content(each.entry), []).append(each)
    return found


def _alike(
    new: Sequence[Checked], left: "Mapping[Path, Mapping[_Content, Sequence[LogFile]]]"
) -> Iterator[tuple[Checked, LogFile]]:
    """Each new row that may be one of the entries that are left, each of which it takes once.

    First by what makes a double, then by day and commitments alone, since place, note and number may be corrected.
    """
    unmatched = [*new]
    taken: set[tuple[Path, str]] = set()
    for likeness in (_likeness, _days_and_commitments):
        by_likeness: dict[object, list[LogFile]] = {}
        for path, contents in left.items():
            for each in (file for files in contents.values() for file in files if (path, file.name) not in taken):
                by_likeness.setdefault((path, likeness(each.entry)), []).append(each)
        again, unmatched = unmatched, []
        for row in again:
            path = row.loaded.files.path
            if files := by_likeness.get((path, likeness(row.entry))):
                taken.add((path, files[-1].name))
                yield row, files.pop()
            else:
                unmatched.append(row)


def _likeness(entry: object) -> object:
    return entry.likeness if isinstance(entry, Activity) else None


def _days_and_commitments(entry: object) -> object:
    return (entry.stretch, frozenset(entry.commitments)) if isinstance(entry, Activity) else None


def _refuse_unread(loaded: Loaded) -> None:
    unread = len(loaded.names) - 1 - len(dossier_of(loaded).log)
    if unread:
        what = "en loggfil" if unread == 1 else f"{unread} loggfiler"
        raise LoftekollError(
            f"{what} för {loaded.files.name} går inte att läsa, så det går inte att veta vilka rader som finns redan",
            "rätta dem först: loftekoll kontrollera",
        )


_Content = tuple[object, ...]


def _content(entry: Activity) -> _Content:
    """All that an entry says; the order of commitments and of parties says nothing, nor do capitals of parties.

    A cell cannot tell a party with a comma in its name from two.
    """
    parties = frozenset(piece for name in entry.parties for piece in _pieces(name))
    return entry.likeness, entry.count, entry.approximate, parties, entry.hours, entry.source


@lru_cache(maxsize=1024)
def _pieces(name: str) -> frozenset[str]:
    return frozenset(fold(piece.strip()) for piece in re.split(r"[;,\n]", name))


def new_entries(new: Sequence[Checked]) -> list[NewEntry]:
    """What is to be written for the rows."""
    return [
        NewEntry(each.loaded.files.folder, each.entry.day, each.entry.commitments[0], fields_of(each.entry))
        for each in new
    ]
