"""A promise's log as rows of a table, as CSV for spreadsheets, and as JSON."""

import csv
import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, NamedTuple

from loftekoll.fields import hours_text
from loftekoll.log_names import parts_of
from loftekoll.model import Activity, Assessment, Dossier, LogFile
from loftekoll.municipalities import fold
from loftekoll.period import Stretch, days_between, short_label
from loftekoll.render.words import json_number, number_text

WHOLE_PERIOD = "hela perioden"

# --- which entries ------------------------------------------------------------------------------------------------


class Entry(NamedTuple):
    """A file of the log that counts or assesses."""

    file: LogFile
    said: Activity | Assessment

    @property
    def stretch(self) -> Stretch:
        """The days that it is about; of an assessment the day that it was made."""
        return self.said.stretch if isinstance(self.said, Activity) else days_between(self.said.day, self.said.day)

    @property
    def mark(self) -> str:
        """What people call it by: its six characters, or the name of a file that has none."""
        parts = parts_of(self.file.name)
        return parts.mark if parts else self.file.name


def entries_of(dossier: Dossier) -> list[Entry]:
    """Every entry and assessment, in order of day and the newest last; the notes of coordinators are neither."""
    found = [Entry(each, each.entry) for each in dossier.log if isinstance(each.entry, Activity | Assessment)]
    return sorted(found, key=lambda each: (each.said.day, each.stretch.start, each.file.name))


def chosen_of(
    entries: Iterable[Entry],
    commitments: Collection[str],
    parties: Collection[str],
    first: date | None,
    last: date | None,
) -> list[Entry]:
    """The entries for any of the commitments, by any of the parties, with a day from the first to the last, included.

    What is not asked for lets all through; an assessment is by no party.
    """
    span = days_between(first or date.min, min(last or date.max, date(9999, 12, 30)))
    folded = set(map(fold, parties))
    return [
        each
        for each in entries
        if (not commitments or set(commitments).intersection(each.said.commitments))
        and (not folded or folded.intersection(map(fold, _parties(each.said))))
        and span.meets(each.stretch)
    ]


def parties_in(entries: Iterable[Entry]) -> list[str]:
    """Every party that the entries name, each once."""
    return list(dict.fromkeys(name for each in entries for name in _parties(each.said)))


def _parties(said: Activity | Assessment) -> tuple[str, ...]:
    return said.parties if isinstance(said, Activity) else ()


# --- a table ------------------------------------------------------------------------------------------------------


class Line(NamedTuple):
    """An entry in the words of a table; what it does not say is empty. `said` is note, verdict or both."""

    day: str
    commitments: str
    number: str
    place: str
    parties: str
    hours: str
    said: str
    mark: str


def line_of(entry: Entry) -> Line:
    """The entry in the words of a table."""
    said = entry.said
    if isinstance(said, Assessment):
        about = f" för {_concerns(said)}" if said.concerns else ""
        verdict = ": ".join(filter(None, (f"bedömt{about} {said.verdict.value}", said.reason)))
        return Line(_day(entry), ", ".join(said.commitments), "", "", "", "", verdict, entry.mark)
    count = number_text(said.count)
    return Line(
        _day(entry),
        ", ".join(said.commitments),
        f"ca {count}" if said.approximate else count,
        said.place or "",
        ", ".join(said.parties),
        number_text(said.hours),
        ". ".join(filter(None, (said.note, said.source and f"Källa: {said.source}"))),
        entry.mark,
    )


def _day(entry: Entry) -> str:
    """The day, or the first and the last day, in ISO form."""
    first, last = entry.stretch.start, entry.stretch.last
    return str(first) if first == last else f"{first}/{last}"


def _concerns(said: Assessment) -> str:
    return short_label(said.concerns) if said.concerns else WHOLE_PERIOD


class Total(NamedTuple):
    """What the entries come to; the count is approximate when one of them is."""

    entries: int
    done: int
    is_approximate: bool
    hours: Fraction
    assessments: int


def total_of(entries: Sequence[Entry]) -> Total:
    """The sum of the entries; one for several commitments is counted once here."""
    done = [each.said for each in entries if isinstance(each.said, Activity)]
    return Total(
        len(done),
        sum(each.count for each in done),
        any(each.approximate for each in done),
        sum((each.hours for each in done if each.hours), Fraction(0)),
        len(entries) - len(done),
    )


def total_text(total: Total) -> str:
    """`12 loggposter, antal ca 34, 20,5 timmar; 1 bedömning`."""
    words = [f"{number_text(total.entries)} {'loggpost' if total.entries == 1 else 'loggposter'}"]
    if total.entries:
        words.append(f"antal {'ca ' if total.is_approximate else ''}{number_text(total.done)}")
    if total.hours:
        words.append(f"{number_text(total.hours)} {'timme' if total.hours == 1 else 'timmar'}")
    assessments = f"; {total.assessments} {'bedömning' if total.assessments == 1 else 'bedömningar'}"
    return ", ".join(words) + (assessments if total.assessments else "")


# --- CSV ----------------------------------------------------------------------------------------------------------

_COLUMNS = (
    "datum", "löfte", "antal", "cirka", "plats", "part", "timmar", "anteckning", "källa", "bedömning", "avser",
    "motivering", "märke", "fil",
)  # fmt: skip
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def as_csv(entries: Iterable[Entry], line_end: str) -> str:
    """The entries for a Swedish spreadsheet: semicolons, decimal comma, and no text that is taken for a formula."""
    pieces: list[str] = []
    writer = csv.writer(SimpleNamespace(write=pieces.append), delimiter=";", lineterminator=line_end)
    writer.writerow(_COLUMNS)
    writer.writerows(map(_cells, entries))
    return "".join(pieces)


def _cells(entry: Entry) -> list[str]:
    member = _member(entry)
    cells = {key: ", ".join(value) if isinstance(value, list) else str(value) for key, value in _plain(member, entry)}
    return [_no_formula(cells.get(key, "")) for key in _COLUMNS]


def _plain(member: dict[str, Any], entry: Entry) -> Iterable[tuple[str, Any]]:
    """What is said, in the words of a spreadsheet; what is not said is left out."""
    for key, value in member.items():
        if key == "timmar" and isinstance(entry.said, Activity) and entry.said.hours is not None:
            yield key, hours_text(entry.said.hours, ",")
        elif key == "cirka":
            yield key, "ja" if value else ""
        elif value is not None:
            yield key, value


def _no_formula(text: str) -> str:
    """The text with an apostrophe first when a spreadsheet would compute it, and one more where some stand there.

    So `importera`, which takes one away, reads the very text.
    """
    return f"'{text}" if _FORMULA.match(text) else text


# --- JSON ---------------------------------------------------------------------------------------------------------


def as_dict(dossier: Dossier, entries: Sequence[Entry]) -> dict[str, Any]:
    """The entries with the keys of the YAML and ISO dates; every key is always there."""
    names = [each.name for each in dossier.promise.municipalities]
    period, total = dossier.promise.period, total_of(entries)
    return {
        "schema": 1,
        "kommun": names[0] if len(names) == 1 else names,
        "period": {"från": str(period.start), "till": str(period.last)},
        "poster": [_member(each) for each in entries],
        "summa": {
            "loggposter": total.entries,
            "antal": total.done,
            "cirka": total.is_approximate,
            "timmar": json_number(total.hours),
            "bedömningar": total.assessments,
        },
    }


def _member(entry: Entry) -> dict[str, Any]:
    said = entry.said
    member: dict[str, Any] = {"slag": "bedömning" if isinstance(said, Assessment) else "loggpost"}
    member |= dict.fromkeys(_COLUMNS)
    member |= {"datum": _day(entry), "löfte": list(said.commitments), "märke": entry.mark, "fil": entry.file.file}
    if isinstance(said, Assessment):
        return member | {"bedömning": said.verdict.value, "avser": _concerns(said), "motivering": said.reason}
    return member | {
        "antal": said.count,
        "cirka": said.approximate,
        "plats": said.place,
        "part": list(said.parties),
        "timmar": json_number(said.hours),
        "anteckning": said.note,
        "källa": said.source,
    }
