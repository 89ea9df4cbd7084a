"""A picture drawn as SVG, to stand in a page or in a document."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from html import escape

from loftekoll.render.view import Cell, ChartView, Point, Tick
from loftekoll.windows import Number

_WIDTH = 480
_LEFT, _RIGHT, _TOP, _FLOOR, _LINE_HEIGHT = 34, 360, 18, 190, 222
_STRIP_LEFT, _STRIP_RIGHT, _STRIP_TOP, _STRIP_FLOOR, _STRIP_HEIGHT = 6, 474, 10, 50, 108
_LABEL_HEIGHT, _LABEL_WIDTH = 18, 38

_Across = Callable[[int], Fraction]


def chart_svg(chart: ChartView) -> str:
    """The picture as SVG: lines that differ in form, words and numbers beside them, no colour of its own, no script.

    All is drawn in `currentColor`, so that it follows the page in dark, in print and in forced colours. The ids of
    title and description begin with the anchor of the chart, which is unique in its document.
    """
    is_strip = chart.kind == "fönster"
    height = _STRIP_HEIGHT if is_strip else _LINE_HEIGHT
    title, description = f"{chart.anchor}-titel", f"{chart.anchor}-text"
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"',
        f'style="max-width:100%;height:auto" role="img" aria-labelledby="{title} {description}"',
        'font-size="15" fill="none" stroke="currentColor">',
        f'<title id="{title}">{escape(chart.title)}</title>',
        f'<desc id="{description}">{escape(chart.description)}</desc>',
        *(_strip(chart) if is_strip else _lines(chart)),
        "</svg>",
    ])  # fmt: skip


def _scale(chart: ChartView, left: int, right: int) -> _Across:
    """Where a day is: the first at the left, the end of the last at the right."""
    return lambda day: left + Fraction(day * (right - left), chart.days)


# --- lines --------------------------------------------------------------------------------------------------------


def _lines(chart: ChartView) -> Iterator[str]:
    """What was done as a thick line, the pace or the limit as a broken one, each with its words at the right."""
    across = _scale(chart, _LEFT, _RIGHT)
    highest = max(Fraction(chart.required), Fraction(chart.done), Fraction(1))

    def up(number: Number) -> Fraction:
        return _FLOOR - Fraction(number) * (_FLOOR - _TOP) / highest

    yield f'<path d="M{_LEFT} {_TOP}V{_FLOOR}H{_RIGHT}" stroke-width="1"/>'
    yield from _months(chart.ticks, across)
    yield _text(Fraction(_LEFT - 6), Fraction(_FLOOR), "0", "end")
    if chart.pace:
        yield _stairs(chart.pace, chart.days, across, up, 'stroke-width="2" stroke-dasharray="2 4"')
    else:
        yield f'<path d="M{_LEFT} {_place(up(chart.required))}H{_RIGHT}" stroke-width="2" stroke-dasharray="9 5"/>'
    yield _stairs(chart.steps, chart.until, across, up, 'stroke-width="3.5"')
    done, wanted = _apart(up(chart.done), up(chart.required))
    yield _text(Fraction(_RIGHT + 8), wanted, chart.required_label)
    yield _text(Fraction(_RIGHT + 8), done, chart.done_label, weight="bold")


def _stairs(points: Sequence[Point], end: int, across: _Across, up: Callable[[Number], Fraction], style: str) -> str:
    first, *others = points
    path = [f"M{_place(across(first.day))} {_place(up(first.number))}"]
    path += [f"H{_place(across(point.day))}V{_place(up(point.number))}" for point in others if point.day <= end]
    return f'<path d="{"".join(path)}H{_place(across(end))}" {style}/>'


def _apart(done: Fraction, wanted: Fraction) -> tuple[Fraction, Fraction]:
    """The heights of two labels beside their lines, moved apart where they would lie on each other."""
    gap = done - wanted
    move = max(Fraction(0), _LABEL_HEIGHT - abs(gap)) / 2
    sign = 1 if gap > 0 or (gap == 0 and done > (_TOP + _FLOOR) // 2) else -1
    return done + sign * move + 5, wanted - sign * move + 5


def _months(ticks: Sequence[Tick], across: _Across) -> Iterator[str]:
    marks = "".join(f"M{_place(across(tick.day))} {_FLOOR}v5" for tick in ticks)
    yield f'<path d="{marks}" stroke-width="1"/>'
    for tick in _spaced(ticks, across):
        yield _text(across(tick.day), Fraction(_FLOOR + 22), tick.label)


def _spaced(ticks: Sequence[Tick], across: _Across) -> Iterator[Tick]:
    """The names that do not run into each other."""
    free = Fraction(0)
    for tick in ticks:
        if across(tick.day) >= free:
            yield tick
            free = across(tick.day) + _LABEL_WIDTH


# --- a strip ------------------------------------------------------------------------------------------------------


def _strip(chart: ChartView) -> Iterator[str]:
    """A box for each window: filled when it was kept, crossed out when not, with `?` when that cannot be told."""
    across = _scale(chart, _STRIP_LEFT, _STRIP_RIGHT)
    for cell in chart.cells:
        yield from _box(cell, across(cell.start) + 1, across(cell.stop) - 1)
    for tick in _spaced(chart.ticks, across):
        yield _text(across(tick.day), Fraction(_STRIP_FLOOR + 18), tick.label)
    yield _text(Fraction(_STRIP_LEFT), Fraction(_STRIP_FLOOR + 46), chart.done_label, weight="bold")


def _box(cell: Cell, left: Fraction, right: Fraction) -> Iterator[str]:
    width, height = _place(right - left), _STRIP_FLOOR - _STRIP_TOP
    style = {"gjort": ' fill="currentColor"', "kommer": ' stroke-dasharray="2 3"'}.get(cell.state, "")
    yield f'<rect x="{_place(left)}" y="{_STRIP_TOP}" width="{width}" height="{height}" stroke-width="1"{style}/>'
    if cell.state == "missat":
        cross = f"M{_place(left)} {_STRIP_TOP}l{width} {height}m-{width} 0l{width} -{height}"
        yield f'<path d="{cross}" stroke-width="1.5"/>'
    elif cell.state == "oklart":
        yield _text((left + right) / 2, Fraction(_STRIP_FLOOR - 14), "?", "middle")


# --- pieces -------------------------------------------------------------------------------------------------------


def _text(x: Fraction, y: Fraction, text: str, anchor: str = "start", weight: str = "normal") -> str:
    style = f'text-anchor="{anchor}" font-weight="{weight}" fill="currentColor" stroke="none"'
    return f'<text x="{_place(x)}" y="{_place(y)}" {style}>{escape(text)}</text>'


def _place(number: Fraction) -> str:
    """A place or a length in the picture with at most one decimal, rounded down."""
    whole, tenth = divmod(number * 10 // 1, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)
