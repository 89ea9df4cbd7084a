"""How phrases are read, as JSON (phrasebook.md) and for a person."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from loftekoll.period import Stretch, calendar_year, long_date, short_label
from loftekoll.phrase import Kind, PhraseError, Reading, Spread, Target, Unit, explanation_of, target_as_dict, unit_name
from loftekoll.progress import due_date, is_short, required_in, windows_of
from loftekoll.render.words import number_text

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
    """How the phrase is read: what it asks for, over which windows, and when each is due this year."""
    lines = [reading.phrase]
    for target in reading.targets:
        lines += _target_lines(target, calendar_year(day.year))
    if not reading.targets:
        lines.append(f"  {_KIND_SENTENCES[reading.kind]}")
    for remark in reading.remarks:
        lines += _remark_lines(remark, reading.phrase)
    return "\n".join(lines)


def _target_lines(target: Target, year: Stretch) -> list[str]:
    lines = [f"  {explanation_of(target)}"]
    lines += [f"  Varav: {explanation_of(part)}" for part in target.parts]
    windows = windows_of(target.window, year)
    if not target.is_countable:
        lines.append("  Loggen kan inte visa om det hålls; en människa bedömer det.")
    elif not windows:
        lines.append(f"  Ryms inte i ett löfte som gäller {short_label(year)}.")
    elif is_short(target.window):
        number = f"{len(windows)} {unit_name(target.window.unit, len(windows))}" if target.window.count == 1 else \
            f"{len(windows)} fönster"  # fmt: skip
        lines.append(f"  I ett löfte för {short_label(year)} är det {number}, {_judged(target)}.")
    else:
        lines += [f"  {_due_text(target, window)}" for window in windows]
    return lines


def _judged(target: Target) -> str:
    if target.spread is Spread.AVERAGE:
        return "och året räknas som helhet"
    return "och varje fönster bedöms för sig"


def _due_text(target: Target, window: Stretch) -> str:
    required = required_in(target, window)
    where = short_label(window) if target.window.unit is not Unit.DATE else f"till {long_date(window.last)}"
    if not required or required > _MOST_DATES or required != int(required):
        return f"{where}: {number_text(required)} behövs."
    days = ", ".join(str(due_date(n, required, window)) for n in range(1, int(required) + 1))
    return f"{where}: i jämn takt senast {days}."


def _remark_lines(remark: PhraseError, phrase: str) -> list[str]:
    lines = [f"  {remark.severity.value} {remark.code} {remark.message}"]
    if remark.length and "\n" not in phrase:
        lines += [f"    {phrase}", f"    {' ' * remark.offset}{'^' * remark.length}"]
    return [*lines, f"    = tips: {remark.hint}"]
