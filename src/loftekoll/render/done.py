"""What was done month by month: for each commitment, and for all of them in the appendix."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from loftekoll.model import Activity
from loftekoll.period import MONTHS, Stretch, month_stretch
from loftekoll.render.amounts import HIDDEN, hours_text, is_small, may_be_told, shown_number
from loftekoll.render.case import Case, Numbered
from loftekoll.render.stretches import listed
from loftekoll.render.view import DoneRow, DoneTable, MonthRow, MonthTable
from loftekoll.render.words import number_text
from loftekoll.tally import Row
from loftekoll.windows import Number, due_by

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
    months = _by_month(case.entries)
    if case.is_sensitive and not _are_told(case):
        return DoneTable(
            caption, (), has_hours=False, has_pace=False, has_places=False, has_parties=False, note=_NOT_TOLD
        )
    pace = None if case.is_sensitive else _paced(case)
    rows = tuple(_done_row(case, month, members, pace) for month, members in months.items())
    return DoneTable(
        caption,
        rows,
        has_hours=any(row.hours for row in rows),
        has_pace=any(row.due for row in rows),
        has_places=any(row.places for row in rows),
        has_parties=any(row.parties for row in rows),
        note="",
    )


def _done_row(case: Case, month: _Month, members: Sequence[Activity], pace: Row | None) -> DoneRow:
    unit = unit_of(case)
    amount, hours = _amount(members, unit), _amount(members, "timmar")
    total, due = _pace_at(case, month, pace) if pace else ("", "")
    number = shown_number(amount, case, counted=unit)
    return DoneRow(
        month=f"{MONTHS[month.month - 1]} {month.year}",
        iso=f"{month.year}-{month.month:02}",
        amount=hours_text(amount) if unit == "timmar" and not case.is_sensitive
        else f"{'' if case.is_sensitive and is_small(amount) else _approximately(members, unit)}{number}",
        hours=number_text(hours) if hours and unit == "antal" and not case.is_sensitive else "",
        total=total,
        due=due,
        places="" if case.is_sensitive else ", ".join(dict.fromkeys(each.place for each in members if each.place)),
        parties=listed(dict.fromkeys(party for each in members for party in each.parties)),
    )  # fmt: skip


def _paced(case: Case) -> Row | None:
    """The only window of a commitment when there is a pace to compare with and every entry lies in it."""
    rows = [row for part in case.found.parts for row in part.rows]
    if len(rows) != 1 or rows[0].counted not in {"antal", "timmar"} or rows[0].due is None:
        return None
    return rows[0] if all(rows[0].stretch.holds(entry.stretch) for entry in case.entries) else None


def _pace_at(case: Case, month: _Month, row: Row) -> tuple[str, str]:
    """What is done when the month ends, or on the day, and what ought to be."""
    end = min(month.stretch.stop, case.day, row.stretch.stop)
    done = [entry for entry in case.entries if entry.day < month.stretch.stop]
    total = f"{_approximately(done, row.counted)}{number_text(_amount(done, row.counted))}"
    return total, number_text(due_by(row.required or 0, row.stretch, end))


def done_words(case: Case) -> str:
    """When and where something was done, in words: `Gjort i februari och maj 2025. Plats: Kyrkbyn.` or nothing."""
    if not case.entries:
        return ""
    if case.is_sensitive:
        return "Det finns loggat arbete. Närmare uppgifter visas inte."
    places = [*dict.fromkeys(each.place for each in case.entries if each.place)]
    shown = f"bland annat {', '.join(places[:_MOST_PLACES])}" if len(places) > _MOST_PLACES else listed(places)
    where = f" {'Plats' if len(places) == 1 else 'Platser'}: {shown}." if places else ""
    return f"Gjort {listed(_years_in_words(_by_month(case.entries)))}.{where}"


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
