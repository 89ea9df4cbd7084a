"""The picture of a year as exact numbers: what was done against the pace that reaches the target."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from fractions import Fraction

from loftekoll.period import MONTHS, Stretch, calendar_year, long_date, month_stretch
from loftekoll.phrase import Comparator
from loftekoll.render.amounts import is_approximate
from loftekoll.render.case import Case
from loftekoll.render.small import tiles
from loftekoll.render.stretches import listed
from loftekoll.render.view import Cell, ChartView, Point, Tick
from loftekoll.render.words import NO_BREAK, number_text, window_name
from loftekoll.tally import Row, Standing
from loftekoll.windows import Number, due_by, due_date

_SILENT = {Standing.NOTHING_LOGGED, Standing.NOT_BEGUN, Standing.WITHDRAWN}
_LEAST_DRAWN, _MOST_CELLS = 2, 60
_LONGEST_IN_MONTHS = 400


def charts_of(case: Case, name: str, anchor: str) -> tuple[ChartView, ...]:
    """A picture of each window of a commitment that has begun and in which something is counted."""
    if case.is_sensitive:
        return ()
    rows = [row for part in case.found.parts for row in part.rows if row.standing not in _SILENT]
    found = (_chart(case, row, name, f"{anchor}--bild-{n}") for n, row in enumerate(rows, start=1))
    return tuple(each for each in found if each)


def _chart(case: Case, row: Row, name: str, anchor: str) -> ChartView | None:
    if row.required is None or row.done is None:
        return None
    if row.comparator is not Comparator.AT_MOST and max(row.required, row.done) < _LEAST_DRAWN:
        return None
    drawn = _line(case, row) if row.counted in {"antal", "timmar"} else _strip(case, row)
    return drawn and drawn._replace(anchor=anchor, title=f"{name}, {window_name(row)}")


_BLANK = ChartView("", "", "", "", 0, 0, 0, 0, "", "", (), (), (), ())


def _outline(case: Case, row: Row) -> ChartView:
    """What every picture of a window has."""
    return _BLANK._replace(
        days=row.stretch.days,
        until=max(0, min((case.day - row.stretch.start).days + 1, row.stretch.days)),
        required=row.required or 0,
        done=row.done or 0,
        ticks=tuple(_ticks(row.stretch)),
    )


# --- one window ---------------------------------------------------------------------------------------------------


def _line(case: Case, row: Row) -> ChartView:
    outline = _outline(case, row)
    is_limit, is_hours = row.comparator is Comparator.AT_MOST, row.counted == "timmar"
    target = f"{row.comparator.value} {number_text(outline.required)}"
    if is_hours:
        target = f"{target}{NO_BREAK}{_hours_word(outline.required)}"
    what = _hours_word(outline.done) if is_hours else "gjord" if outline.done == 1 else "gjorda"
    approximately = "ca " if not is_hours and is_approximate(case.log, row.stretch) else ""
    label = f"{approximately}{number_text(outline.done)}{NO_BREAK}{what}"
    return outline._replace(
        kind="gräns" if is_limit else "takt",
        description=_line_description(case, row, label, target),
        done_label=label,
        required_label=target,
        steps=tuple(_steps(case, row)),
        pace=() if is_limit else tuple(_pace(outline.required, row.stretch)),
    )


def _hours_word(hours: Number) -> str:
    return "timme" if hours == 1 else "timmar"


def _line_description(case: Case, row: Row, done: str, target: str) -> str:
    text = f"Till och med {long_date(min(row.stretch.last, case.day))}: {done}."
    if row.comparator is Comparator.AT_MOST:
        return f"{text} Gränsen är {target}."
    if case.day > row.stretch.last:
        return f"{text} Målet var {target}."
    due = f" I jämn takt borde {number_text(row.due)} vara gjort nu." if row.due is not None else ""
    return f"{text} Målet är {target} till och med {long_date(row.stretch.last)}.{due}"


def _steps(case: Case, row: Row) -> Iterator[Point]:
    """What was done in all from each day on that something was done."""
    by_day: defaultdict[int, Number] = defaultdict(int)
    for entry in case.log:
        if row.stretch.holds(entry.stretch):
            amount = (entry.hours or Fraction(0)) if row.counted == "timmar" else entry.count
            by_day[(entry.day - row.stretch.start).days] += amount
    total: Number = 0
    yield Point(0, 0)
    for day, amount in sorted(by_day.items()):
        total += amount
        if amount:
            yield Point(day, int(total) if total == int(total) else total)


def _pace(required: Number, stretch: Stretch) -> Iterator[Point]:
    """What ought to be done from each day on: the n-th from the day after it is due."""
    yield Point(0, 0)
    if required <= stretch.days:
        for n in range(1, int(required) + 1):
            yield Point((due_date(n, required, stretch) - stretch.start).days + 1, n)
        if required != int(required):
            yield Point(stretch.days, required)
        return
    before = 0
    for day in range(1, stretch.days + 1):
        due = due_by(required, stretch, stretch.start + timedelta(days=day))
        if due != before:
            yield Point(day, due)
        before = due


def _ticks(stretch: Stretch) -> Iterator[Tick]:
    """The months of the window, each at its first day in it; of a window of several years the years."""
    if stretch.days > _LONGEST_IN_MONTHS:
        for year in range(stretch.start.year, stretch.last.year + 1):
            yield Tick(max(0, (calendar_year(year).start - stretch.start).days), str(year))
        return
    year, month = stretch.start.year, stretch.start.month
    while (first := month_stretch(year, month, month).start) < stretch.stop:
        yield Tick(max(0, (first - stretch.start).days), MONTHS[month - 1][:3])
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


# --- windows one by one -------------------------------------------------------------------------------------------


def _strip(case: Case, row: Row) -> ChartView | None:
    """A strip with a cell for each week or month, when the windows lie side by side and are not too many."""
    outline, windows = _outline(case, row), tiles(row)
    if row.comparator is Comparator.AT_MOST or len(windows) != outline.required or len(windows) > _MOST_CELLS:
        return None
    states = [_state(window, row, case) for window in windows]
    is_ahead = "kommer" in states and states.count("gjort") < outline.done
    if is_ahead and windows[states.index("kommer")].start <= case.day:
        states[states.index("kommer")] = "gjort"
    if states.count("gjort") != outline.done:
        return None
    start = row.stretch.start
    cells = tuple(
        Cell((window.start - start).days, (window.stop - start).days, state)
        for window, state in zip(windows, states, strict=True)
    )
    label = f"{number_text(outline.done)} av {number_text(outline.required)}{NO_BREAK}{row.counted}"
    description = _strip_description(label, states)
    return outline._replace(kind="fönster", description=description, done_label=label, cells=cells)


def _state(window: Stretch, row: Row, case: Case) -> str:
    if window in row.missed:
        return "missat"
    if window in row.unjudged:
        return "oklart"
    return "gjort" if window.stop <= case.day else "kommer"


_STATES = {
    "missat": ("missade det (kryss)", "missade det (kryss)"),
    "oklart": ("går inte att bedöma (frågetecken)", "går inte att bedöma (frågetecken)"),
    "kommer": ("är inte slut än (streckad)", "är inte slut än (streckade)"),
}


def _strip_description(label: str, states: Sequence[str]) -> str:
    """How many windows there are of each kind, and how each kind is drawn."""
    counts = Counter(states)
    told = [f"{counts[state]} {words[counts[state] > 1]}" for state, words in _STATES.items() if counts[state]]
    return f"{listed([f'{label} har nått målet (fylld ruta)', *told])}."
