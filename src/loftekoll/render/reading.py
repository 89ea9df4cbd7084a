"""How phrases are read, as JSON (phrasebook.md) and for a person."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from loftekoll.period import MONTHS, Stretch, anniversary, long_date
from loftekoll.phrase import (
    Comparator,
    Kind,
    Measure,
    PhraseError,
    Proposal,
    Reading,
    Target,
    Unit,
    explanation_of,
    is_neuter,
    left_out,
    target_as_dict,
    unit_name,
    window_phrase,
)
from loftekoll.render.stretches import listed, stretch_name
from loftekoll.render.words import columns_of, number_text
from loftekoll.windows import due_by, due_date, is_short, is_yearly_average, required_in, windows_judged, windows_of

_MOST_DATES = 12
_MOST_WINDOWS = 4
_WIDTH = 78


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


def reading_text(reading: Reading, day: date, period: Stretch | None = None) -> str:
    """How the phrase is read: its parts, what it asks for, its windows in the year from the day, and due dates."""
    lines = _marked(reading) if reading.targets else [reading.phrase]
    for target in reading.targets:
        lines += [f"  {line}" for line in _target_lines(target, day, period)]
    if not reading.targets:
        lines.append(f"  {_KIND_SENTENCES[reading.kind]}")
    elif aside := left_out(reading):
        lines.append(f"  Utanför målet: {listed(f'«{each}»' for each in aside)}.")
    for remark in reading.remarks:
        lines += _remark_lines(remark, reading.phrase)
    return "\n".join(lines)


# --- the parts --------------------------------------------------------------------------------------------------------


def _marked(reading: Reading) -> list[str]:
    """The phrase with its used parts underlined and named, in lines that fit a terminal."""
    phrase = reading.phrase
    if "\n" in phrase or "\t" in phrase:
        return [phrase]
    parts = [part for part in reading.parts if part.is_used]
    runs = []
    for role, group in groupby(parts, key=lambda part: part.role):
        run = [*group]
        runs.append((role, run[0].offset, run[-1].offset + run[-1].length))
    lines = []
    for start, stop in _rows_of(phrase):
        inside = [(role, max(a, start), min(b, stop)) for role, a, b in runs if a < stop and b > start]
        lines += [phrase[start:stop].rstrip(), *_marks(phrase[start:stop], start, inside)]
    return lines


def _rows_of(phrase: str) -> list[tuple[int, int]]:
    """Half-open places of the rows that the phrase is broken into, at blanks where there are any."""
    rows, start = [], 0
    while len(phrase) - start > _WIDTH:
        blank = phrase.rfind(" ", start + 1, start + _WIDTH)
        stop = blank + 1 if blank > 0 else start + _WIDTH
        rows.append((start, stop))
        start = stop
    return [*rows, (start, len(phrase))]


def _marks(row: str, start: int, runs: Sequence[tuple[str, int, int]]) -> list[str]:
    """The underlines of a row, and under them the names of the parts, in as many lines as they need."""
    if not runs:
        return []
    marks = ""
    names = [""]
    for role, first, stop in runs:
        column, end = columns_of(row[: first - start]), columns_of(row[: stop - start].rstrip())
        marks = marks.ljust(column) + "~" * (end - column)
        line = next((n for n, text in enumerate(names) if len(text) < column or not text), len(names))
        names += [""] * (line == len(names))
        names[line] = names[line].ljust(column) + role
    return [marks, *names]


# --- the windows ------------------------------------------------------------------------------------------------------


def _target_lines(target: Target, day: date, period: Stretch | None) -> list[str]:
    lines = [explanation_of(target), *(f"Varav: {explanation_of(part)}" for part in target.parts)]
    if not target.is_countable:
        return [*lines, "Loggen kan inte visa om det hålls; en människa bedömer det."]
    if target.window.unit is Unit.PERIOD and period is None:
        return [*lines, "När det ska vara gjort beror på löftets period: ange den med --period."]
    return [*lines, *_window_lines(target, *_horizon(target, day, period))]


def _horizon(target: Target, day: date, period: Stretch | None) -> tuple[Stretch, Stretch]:
    """The promise period, and the year from the day that is shown of it; without one, the year that is named."""
    if period is None:
        named = target.window.year or (target.window.deadline.year if target.window.deadline else None)
        period = Stretch(date(named or day.year, 1, 1), date((named or day.year + 1) + 1, 1, 1))
    start = day if period.has(day) else period.start
    return period, Stretch(start, min(anniversary(start, 1), period.stop))


def _window_lines(target: Target, period: Stretch, shown: Stretch) -> list[str]:
    """What the target comes to in the windows that meet the year shown, and when the next one is due."""
    windows = windows_judged(target, period)
    judged = [window for window in windows if window.meets(shown)]
    if not judged:
        is_over = bool(windows) and windows[-1].stop <= shown.start
        over = f"Tiden är förbi: den slutade {long_date(windows[-1].last)}." if is_over else ""
        return [over or f"Inget sådant fönster ryms helt i {stretch_name(period)}."]
    lines = [_next_due(target, judged, shown.start)]
    if not is_short(target.window):
        is_told = target.window.unit is Unit.DATE and required_in(target, judged[0]) == 1 and bool(lines[0])
        lines += [] if is_told else [_due_text(target, window) for window in judged[:_MOST_WINDOWS]]
    elif is_yearly_average(target):
        lines += [f"{stretch_name(window)}: {_amount(target, window)}, räknat över hela året." for window in judged]
    else:
        whole = sum(1 for window in windows_of(target.window, period) if shown.holds(window))
        one, many = (unit_name(target.window.unit, n) if target.window.count == 1 else "fönster" for n in (1, whole))
        lines.append(f"{stretch_name(shown).capitalize()}: {whole} {many} ryms helt. Varje {one} bedöms för sig.")
    return [*filter(None, lines)]


def _next_due(target: Target, windows: Sequence[Stretch], day: date) -> str:
    """When the next one is due at an even pace, if none is done before its time; a limit is never due."""
    if target.comparator is Comparator.AT_MOST:
        return ""
    window = next((each for each in windows if each.stop > day), None)
    required = required_in(target, window) if window else 0
    if window is None or required <= 0:
        return ""
    ordinal = min(due_by(required, window, day) + 1, required)
    done = "gjort" if is_neuter(target.unit) else "gjord"
    if target.measure is not Measure.COUNT:
        return f"Allt ska vara gjort senast {long_date(window.last)}."
    return f"Nästa ska vara {done} senast {long_date(due_date(ordinal, required, window))}."


def _amount(target: Target, window: Stretch) -> str:
    measure = f" {target.measure.value}" if target.measure is not Measure.COUNT else ""
    return f"{target.comparator.value} {number_text(required_in(target, window))}{measure}"


def _due_text(target: Target, window: Stretch) -> str:
    """When each is due in the window, if they are few; a limit is never due."""
    required = required_in(target, window)
    is_date = target.window.unit is Unit.DATE
    where = f"Till och med {long_date(window.last)}" if is_date else stretch_name(window).capitalize()
    if target.comparator is Comparator.AT_MOST or not 0 < required <= _MOST_DATES or required != int(required):
        return f"{where}: {_amount(target, window)}."
    days = [_day_in(window, due_date(n, required, window)) for n in range(1, int(required) + 1)]
    return f"{where}: senast {days[0]}." if len(days) == 1 else f"{where}: i jämn takt senast {listed(days)}."


def _day_in(window: Stretch, day: date) -> str:
    """The day, with its year where the window has more than one."""
    is_one_year = window.start.year == window.last.year
    return f"{day.day} {MONTHS[day.month - 1]}" if is_one_year else long_date(day)


def _remark_lines(remark: PhraseError, phrase: str) -> list[str]:
    lines = [f"  {remark.severity.value} {remark.code} {remark.message}"]
    if remark.length and "\n" not in phrase:
        lines += [f"    {phrase}", f"    {' ' * remark.offset}{'^' * remark.length}"]
    return [*lines, f"    = tips: {remark.hint}"]


# --- a running text -------------------------------------------------------------------------------------------------


def proposals_text(proposals: Sequence[Proposal], day: date, period: Stretch | None = None) -> str:
    """For each sentence the `mål` that it proposes, explained, and what was left out; the others by name."""
    blocks = [_proposal_block(each, day, period) for each in proposals if each.targets or each.reading.fault]
    without = [each.reading.phrase for each in proposals if not each.targets and not each.reading.fault]
    if without:
        lines = [f"  {_shortened(phrase)}" for phrase in without]
        blocks.append("\n".join(["Inget mål att räkna:", *lines]))
    return "\n\n".join(blocks)


def _proposal_block(proposal: Proposal, day: date, period: Stretch | None) -> str:
    if proposal.reading.fault:
        return reading_text(proposal.reading, day, period)
    # In a list or a mapping on one line, a comma would part the phrase in YAML.
    quoted = [f'"{each}"' if "," in each else each for each in proposal.targets]
    written = quoted[0] if len(quoted) == 1 else f"[{', '.join(quoted)}]"
    line = f"mål: {proposal.targets[0] if len(quoted) == 1 else written}"
    if proposal.is_follow_up:
        windows = [target.window for target in proposal.reading.targets]
        is_dated = bool(windows) and windows[0].unit is Unit.DATE
        line = (
            f"uppföljning: {{skriftlig: {window_phrase(windows[0])}}}"
            if is_dated
            else f"uppföljning: {{avstämning: {written}}}"
        )
    return f"{line}\n{reading_text(proposal.reading, day, period)}"


def _shortened(phrase: str) -> str:
    return phrase if len(phrase) <= _WIDTH - 2 else f"{phrase[: _WIDTH - 4].rstrip()} …"
