"""What was done month by month: for each commitment, and for all of them in the appendix."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from loftekoll.model import Activity
from loftekoll.period import MONTHS, Stretch, month_stretch
from loftekoll.render.amounts import hours_text, shown_number
from loftekoll.render.case import Case, Numbered
from loftekoll.render.small import HIDDEN, is_small, may_be_told
from loftekoll.render.stretches import listed, stretch_name
from loftekoll.render.view import DoneRow, DoneTable, MonthRow, MonthTable
from loftekoll.render.words import number_text
from loftekoll.tally import Row
from loftekoll.windows import Number, due_by, required_in

_NOT_TOLD = "Antalet per månad visas inte, eftersom ett litet antal annars skulle gå att räkna ut."
_MOST_PLACES = 4


class _Month(NamedTuple):
    year: int
    month: int

    @property
    def stretch(self) -> Stretch:
        return month_stretch(self.year, self.month, self.month)


def _by_month(entries: Iterable[Activity]) -> dict[_Month, list[Activity]]:
    months: defaultdict[_Month, list[Activity]] = defaultdict(list)
    for entry in entries:
        months[_Month(entry.day.year, entry.day.month)].append(entry)
    return dict(sorted(months.items()))


def _amount(entries: Iterable[Activity], unit: str) -> Number:
    """How much the entries come to, in hours or in number."""
    if unit == "timmar":
        return sum((entry.hours or Fraction(0) for entry in entries), start=Fraction(0))
    return sum(entry.count for entry in entries)


def unit_of(case: Case) -> str:
    """What a commitment is counted in: hours when that is what its target is about, else the number."""
    counted = [row.counted for part in case.found.parts for row in part.rows]
    return "timmar" if counted and set(counted) == {"timmar"} else "antal"


def _approximately(entries: Iterable[Activity], unit: str) -> str:
    return "ca " if unit == "antal" and any(entry.approximate for entry in entries) else ""


# --- one commitment -----------------------------------------------------------------------------------------------


def done_table(case: Case, name: str) -> DoneTable:
    """What was done for a commitment, a row for each month in which anything was."""
    caption = f"Det här gjordes: {name}"
    groups = _groups(case.entries)
    if case.is_sensitive and not (_are_told(case) and all(group.name == "" for group in groups)):
        return DoneTable(
            caption, (), has_hours=False, has_pace=False, has_places=False, has_parties=False, note=_NOT_TOLD
        )
    pace = None if case.is_sensitive else _paced(case)
    rows = tuple(_done_rows(case, groups, pace))
    return DoneTable(
        caption,
        rows,
        has_hours=any(row.hours for row in rows),
        has_pace=any(row.due for row in rows),
        has_places=any(row.places for row in rows),
        has_parties=any(row.parties for row in rows),
        note="",
    )


class _Group(NamedTuple):
    """What counts in one month; a sum over several months stands by itself, with the name of its stretch."""

    month: _Month
    name: str
    members: list[Activity]


def _groups(entries: Iterable[Activity]) -> list[_Group]:
    """The entries of each month, after those sums over several months that count in it."""
    found: list[_Group] = []
    for month, members in _by_month(entries).items():
        by_name: defaultdict[str, list[Activity]] = defaultdict(list)
        for each in sorted(members, key=lambda entry: entry.stretch):
            by_name["" if month.stretch.holds(each.stretch) else stretch_name(each.stretch)].append(each)
        own = by_name.pop("", [])
        found += [_Group(month, name, each) for name, each in by_name.items()]
        found += [_Group(month, "", own)] if own else []
    return found


def _done_rows(case: Case, groups: Sequence[_Group], pace: Row | None) -> Iterator[DoneRow]:
    so_far: list[Activity] = []
    for group in groups:
        so_far += group.members
        yield _done_row(case, group, pace, so_far)


def _done_row(case: Case, group: _Group, pace: Row | None, so_far: Sequence[Activity]) -> DoneRow:
    month, members, unit = group.month, group.members, unit_of(case)
    amount, hours = _amount(members, unit), _amount(members, "timmar")
    told = members if case.is_sensitive else _not_of_sensitive(members, case)
    total = f"{_approximately(so_far, unit)}{number_text(_amount(so_far, unit))}" if pace else ""
    number = shown_number(amount, case, counted=unit)
    return DoneRow(
        month=group.name or f"{MONTHS[month.month - 1]} {month.year}",
        iso="" if group.name else f"{month.year}-{month.month:02}",
        amount=hours_text(amount) if unit == "timmar" and not case.is_sensitive
        else f"{'' if case.is_sensitive and is_small(amount) else _approximately(members, unit)}{number}",
        hours=number_text(hours) if hours and unit == "antal" and not case.is_sensitive else "",
        total=total,
        due=_due_at(case, month, pace) if pace else "",
        places="" if case.is_sensitive else ", ".join(dict.fromkeys(each.place for each in told if each.place)),
        parties=listed(dict.fromkeys(party for each in told for party in each.parties)),
    )  # fmt: skip


def _not_of_sensitive(entries: Iterable[Activity], case: Case) -> list[Activity]:
    """The entries that are about no sensitive commitment too: of the others neither place nor party is told."""
    return [entry for entry in entries if not case.sensitive_ids.intersection(entry.commitments)]


def _paced(case: Case) -> Row | None:
    """The only window of a commitment when there is a pace to compare with and every entry lies in it."""
    rows = [row for part in case.found.parts for row in part.rows]
    if len(rows) != 1 or rows[0].counted not in {"antal", "timmar"} or rows[0].due is None:
        return None
    return rows[0] if all(rows[0].stretch.holds(entry.stretch) for entry in case.entries) else None


def _due_at(case: Case, month: _Month, row: Row) -> str:
    """What ought to be done when the month ends, or on the day, by the target that was in force then."""
    end = min(month.stretch.stop, case.day, row.stretch.stop)
    required = _required_on(min(month.stretch.last, case.day, row.stretch.last), case, row)
    return "–" if required is None else number_text(due_by(required, row.stretch, end))


def _required_on(day: date, case: Case, row: Row) -> Number | None:
    """What a window required by the target of the day; `None` when there was none that can be compared."""
    changes = sorted(case.found.commitment.changes, key=lambda each: each.start)
    if not changes or changes[-1].start <= day:
        return row.required
    versions = [case.found.commitment.targets, *(each.targets for each in changes if each.start <= day)]
    targets = [target for reading in versions[-1] for target in reading.targets]
    if len(targets) != 1 or targets[0].measure.value != row.counted or not targets[0].is_countable:
        return None
    return required_in(targets[0], row.stretch)


def done_words(case: Case) -> str:
    """When and where something was done, in words: `Gjort i februari och maj 2025. Plats: Kyrkbyn.` or nothing."""
    if not case.entries:
        return ""
    if case.is_sensitive:
        return "Det finns loggat arbete. Närmare uppgifter visas inte."
    told = _not_of_sensitive(case.entries, case)
    places = [*dict.fromkeys(each.place for each in told if each.place)]
    shown = f"bland annat {', '.join(places[:_MOST_PLACES])}" if len(places) > _MOST_PLACES else listed(places)
    where = f" {'Plats' if len(places) == 1 else 'Platser'}: {shown}." if places else ""
    groups = _groups(case.entries)
    months = dict.fromkeys(group.month for group in groups if not group.name)
    sums = [f"någon gång under {group.name}" for group in groups if group.name]
    return f"Gjort {listed([*_years_in_words(months), *sums])}.{where}"


def _years_in_words(months: Iterable[_Month]) -> Iterator[str]:
    """The months of each year, adjoining ones joined: `i februari och april–juni 2025`, `varje månad 2026`."""
    by_year: defaultdict[int, list[int]] = defaultdict(list)
    for each in months:
        by_year[each.year].append(each.month)
    for year, numbers in by_year.items():
        yield f"varje månad {year}" if len(numbers) == 12 else f"i {listed(_runs(numbers))} {year}"


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    first = numbers[0]
    for number, after in zip(numbers, [*numbers[1:], 0], strict=True):
        if after != number + 1:
            yield MONTHS[first - 1] if first == number else f"{MONTHS[first - 1]}–{MONTHS[number - 1]}"
            first = after


def _are_told(case: Case) -> bool:
    """Whether the months of a sensitive commitment may be told beside its outcome."""
    unit = unit_of(case)
    months = [_amount(members, unit) for members in _by_month(case.entries).values()]
    rows = [row for part in case.found.parts for row in part.rows]
    total: Number | None = None
    if not rows and unit == "antal":
        total = case.found.entries
    elif len(rows) == 1 and rows[0].counted == unit:
        total = rows[0].done
        outside = abs(Fraction(sum(months)) - (total or 0))
        if is_small(outside) and not any(map(is_small, months)):
            return False  # what lies outside the window could be computed
    return unit == "antal" and may_be_told(months, total)


# --- all commitments ----------------------------------------------------------------------------------------------


def month_tables(cases: Sequence[Numbered], span: Stretch, day: date) -> tuple[MonthTable, ...]:
    """What was done for each commitment in each month, a table a year, until the day."""
    last = min(span.last, day)
    years = range(span.start.year, last.year + 1) if last >= span.start else range(0)
    tables: list[MonthTable] = []
    for year in years:
        months = [_Month(year, number) for number in range(1, 13)]
        inside = [month for month in months if span.meets(month.stretch) and month.stretch.start <= last]
        rows = tuple(_month_row(each, inside, is_only_year=len(years) == 1) for each in cases)
        if not any(each.case.entries for each in cases):
            rows = tuple(row._replace(sum="–") for row in rows)  # missing data is not nothing done
        is_hidden = any(HIDDEN in row.cells or row.sum == HIDDEN for row in rows)
        note = "«..» betyder att antalet inte visas, så att ett litet antal inte går att räkna ut." if is_hidden else ""
        names = tuple(MONTHS[month.month - 1][:3] for month in inside)
        tables.append(MonthTable(str(year), names, rows, note))
    return tuple(tables)


def _month_row(each: Numbered, months: Sequence[_Month], *, is_only_year: bool) -> MonthRow:
    case, unit = each.case, unit_of(each.case)
    by_month = _by_month(case.entries)
    members = [by_month.get(month, []) for month in months]
    amounts = [_amount(found, unit) for found in members]
    total = sum(amounts)
    every = [entry for found in members for entry in found]
    if case.is_sensitive:
        cells, whole = _sensitive_cells(case, amounts, unit, is_only_year=is_only_year)
    else:
        cells = [
            f"{_approximately(found, unit)}{number_text(amount)}" if found else "–"
            for found, amount in zip(members, amounts, strict=True)
        ]
        whole = f"{_approximately(every, unit)}{number_text(total)}"
    return MonthRow(each.number, case.found.commitment.id, each.anchor, each.name, unit, tuple(cells), whole)


def _sensitive_cells(case: Case, amounts: Sequence[Number], unit: str, *, is_only_year: bool) -> tuple[list[str], str]:
    """The cells and the sum of a sensitive commitment; both or one of them hidden where they would tell too much."""
    if not _are_told(case):
        return [HIDDEN] * len(amounts), HIDDEN
    cells = [shown_number(amount, case, counted=unit) if amount else "–" for amount in amounts]
    total = sum(amounts)
    is_open = is_only_year or not any(is_small(amount) for amount in amounts)
    return cells, shown_number(total, case, counted=unit) if is_open else HIDDEN
