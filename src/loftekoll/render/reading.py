"""How phrases are read, as JSON (phrasebook.md) and for a person."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from loftekoll.period import Stretch, calendar_year, long_date
from loftekoll.phrase import (
    Comparator,
    Kind,
    Measure,
    PhraseError,
    Reading,
    Spread,
    Target,
    Unit,
    explanation_of,
    target_as_dict,
    unit_name,
)
from loftekoll.render.stretches import listed, stretch_name
from loftekoll.render.words import number_text
from loftekoll.windows import due_date, is_short, required_in, windows_of

_MOST_DATES = 12


def readings_as_dict(readings: Sequence[Reading]) -> dict[str, Any]:
    """One document, a member of `fraser` for each phrase, in the order given."""
    return {"schema": 1, "fraser": [_as_dict(each) for each in readings]}


def _as_dict(reading: Reading) -> dict[str, Any]:
    return {
        "fras": reading.phrase,
        "slag": reading.kind.value,
        "mål": [target_as_dict(target) for target in reading.targets],
        "anmärkningar": [_remark_as_dict(each) for each in reading.remarks],
    }


def _remark_as_dict(remark: PhraseError) -> dict[str, Any]:
    return {
        "kod": remark.code,
        "allvar": remark.severity.value,
        "position": remark.offset,
        "längd": remark.length,
        "text": remark.message,
        "tips": remark.hint,
    }


_KIND_SENTENCES = {
    Kind.CONTINUOUS: "Löpande arbete: det räknas inte, utan loggas och bedöms av en människa.",
    Kind.UNQUANTIFIED: "Inget tal att räkna mot: det loggas och bedöms av en människa.",
    Kind.INDICATOR: "Mäts på annat håll, till exempel i en enkät eller i statistik, och bedöms av en människa.",
    Kind.FAULT: "Går inte att läsa.",
}


def reading_text(reading: Reading, day: date) -> str:
    """How the phrase is read: what it asks for, over which windows, and when each is due in the day's year."""
    lines = [reading.phrase]
    for target in reading.targets:
        lines += _target_lines(target, calendar_year(_year_named(target) or day.year))
    if not reading.targets:
        lines.append(f"  {_KIND_SENTENCES[reading.kind]}")
    for remark in reading.remarks:
        lines += _remark_lines(remark, reading.phrase)
    return "\n".join(lines)


def _year_named(target: Target) -> int | None:
    """The year that the target itself is about, if it says one."""
    window = target.window
    return window.year or (window.deadline.year if window.deadline else None)


def _target_lines(target: Target, year: Stretch) -> list[str]:
    explained = [f"  {explanation_of(target)}", *(f"  Varav: {explanation_of(part)}" for part in target.parts)]
    return [*explained, *(f"  {line}" for line in _window_lines(target, year))]


def _window_lines(target: Target, year: Stretch) -> list[str]:
    """What the target comes to in a promise for the year."""
    spec = target.window
    windows = windows_of(spec, year)
    name = stretch_name(year)
    if not target.is_countable:
        return ["Loggen kan inte visa om det hålls; en människa bedömer det."]
    if not windows:
        return [f"Inget sådant fönster ryms helt i {name}."]
    if not is_short(spec):
        return [_due_text(target, window) for window in windows]
    if target.spread is Spread.AVERAGE:
        return [f"{name}: {_amount(target, year)}, räknat över hela året."]
    if spec.count == 1:
        number = f"{len(windows)} {unit_name(spec.unit, len(windows))}"
        return [f"I ett löfte för {name} är det {number}, och varje {unit_name(spec.unit, 1)} bedöms för sig."]
    return [f"I ett löfte för {name} är det {len(windows)} fönster, och varje fönster bedöms för sig."]


def _amount(target: Target, window: Stretch) -> str:
    measure = f" {target.measure.value}" if target.measure is not Measure.COUNT else ""
    return f"{target.comparator.value} {number_text(required_in(target, window))}{measure}"


def _due_text(target: Target, window: Stretch) -> str:
    """When each is due in the window, if they are few; a limit is never due."""
    required = required_in(target, window)
    is_date = target.window.unit is Unit.DATE
    where = f"till och med {long_date(window.last)}" if is_date else stretch_name(window)
    if target.comparator is Comparator.AT_MOST or not 0 < required <= _MOST_DATES or required != int(required):
        return f"{where}: {_amount(target, window)}."
    days = [str(due_date(n, required, window)) for n in range(1, int(required) + 1)]
    return f"{where}: senast {days[0]}." if len(days) == 1 else f"{where}: i jämn takt senast {listed(days)}."


def _remark_lines(remark: PhraseError, phrase: str) -> list[str]:
    lines = [f"  {remark.severity.value} {remark.code} {remark.message}"]
    if remark.length and "\n" not in phrase:
        lines += [f"    {phrase}", f"    {' ' * remark.offset}{'^' * remark.length}"]
    return [*lines, f"    = tips: {remark.hint}"]
