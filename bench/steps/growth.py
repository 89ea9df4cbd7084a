"""How time grows with the log of one promise and with the workspace, and the exponent of the curve that fits best."""

from collections.abc import Sequence
from functools import partial
from math import sqrt
from pathlib import Path
from statistics import median
from typing import NamedTuple

from environments import Setup
from generate import write_promises
from measure import Command, Rounds, cores, fitted_exponent, measured
from results import Claim, Outcome, seconds

HEADING = "time against size"
PEERS: tuple[str, ...] = ()
DAY = "2018-12-31"
MOST = 1.05
EACH = 50
"""Entries of each promise where the number of municipalities grows."""
LOGS, WORKSPACES = (10, 100, 1_000, 10_000), (1, 10, 100, 290)
FEW_LOGS, FEW_WORKSPACES = (10, 100, 400), (1, 5, 20)
HOW = f"""\
Growth is the time less the start-up time: that of the same command, in the same round, on a workspace of one promise
with an empty log. An exponent is the slope of the logarithm of the time against that of the size, by least squares.
A size whose growth, by the clock or by the processor, chance alone could give is marked and left out of the fits of
growth: nothing is known of it but that it is small. Chance is taken for twice the spread of the start-up time (a
quarter of its rounds left out at each end) over the square root of the number of rounds. Processor growth is that of
the processor seconds, which several processes do not shorten. Between the two largest sizes alone the exponent shows a
bend at the end, and is as uncertain as they are. Each municipality has one promise with
{EACH} entries."""


class Curve(NamedTuple):
    """A command as it grows: its name, what its size is counted in, its title without a log, and the titles by size."""

    name: str
    unit: str
    start: str
    titles: dict[int, str]


class Point(NamedTuple):
    """A size: the median seconds, the median growth of them and of processor seconds, and whether it can be seen."""

    size: int
    wall: float
    growth: float
    processor_growth: float
    is_seen: bool


def measure(setup: Setup) -> Outcome:
    """Measures every command at every size."""
    logs = FEW_LOGS if setup.is_quick else LOGS
    municipalities = FEW_WORKSPACES if setup.is_quick else WORKSPACES
    empty = _written(setup, 1, 0)
    commands, curves = [], []
    for unit, sizes in (("log files", logs), ("municipalities", municipalities)):
        folders = {n: _written(setup, *((1, n) if unit == "log files" else (n, EACH))) for n in sizes}
        for verb in ("status", "kontrollera"):
            curve, made = _curve(setup, verb, unit, empty, folders)
            curves.append(curve)
            commands += made
    spent = measured(commands, setup.rounds(11))
    tables = [line for curve in curves for line in _table(curve, points_of(curve, spent))]
    claims = [claim for curve in curves for claim in _claims(curve, points_of(curve, spent))]
    return Outcome(HEADING, "", [f"On {cores()} cores. {HOW}", "", *tables], claims)


def _written(setup: Setup, municipalities: int, entries: int) -> Path:
    """A workspace with one period of so many municipalities."""
    folder = setup.folder / f"{municipalities}-{entries}"
    write_promises(folder, municipalities, entries, periods=1)
    return folder


def _curve(
    setup: Setup, verb: str, unit: str, empty: Path, folders: dict[int, Path]
) -> tuple[Curve, list[Command]]:  # fmt: skip
    """The curve of a command and its commands, the start-up first."""
    is_one = unit == "log files"
    name = f"`{verb}{' KOMMUN' if is_one and verb == 'status' else ''}`, {unit}"
    start = f"{name}: an empty log"
    titles = {size: f"{name}: {size:,}" for size in folders}
    made = partial(_command, setup, verb, is_one=is_one)
    commands = [made(start, empty), *(made(titles[size], folder) for size, folder in folders.items())]
    return Curve(name, unit, start, titles), commands


def _command(setup: Setup, verb: str, title: str, folder: Path, *, is_one: bool) -> Command:
    if verb == "kontrollera":
        return setup.ours(title, verb, folder, "--per", DAY)
    return setup.ours(title, verb, *_place(folder, is_one=is_one), "--per", DAY, "--katalog", folder)


def _place(folder: Path, *, is_one: bool) -> Sequence[str]:
    """The municipality that is asked for, of a workspace with one alone."""
    return [each.name for each in (folder / "promises").iterdir()] if is_one else []


def points_of(curve: Curve, spent: Rounds) -> list[Point]:
    """What was measured at each size, with the start-up time of the same round taken off."""
    start = spent[curve.start]
    noise = 2 * _spread([each.wall for each in start]) / sqrt(len(start))
    points = []
    for size, title in curve.titles.items():
        pairs = list(zip(spent[title], start, strict=True))
        growth = median(one.wall - base.wall for one, base in pairs)
        processor = median(one.processor - base.processor for one, base in pairs)
        wall = median(each.wall for each in spent[title])
        points.append(Point(size, wall, growth, processor, is_seen=min(growth, processor) > noise))
    return points


def _spread(values: Sequence[float]) -> float:
    """How far apart the values are when a quarter of them is left out at each end."""
    ordered, quarter = sorted(values), len(values) // 4
    return ordered[-1 - quarter] - ordered[quarter]


def _table(curve: Curve, points: Sequence[Point]) -> list[str]:
    lines = [f"| {curve.name} | time | growth | growth of each | processor growth |", "|---:|---:|---:|---:|---:|"]
    for each in points:
        mark = "" if each.is_seen else " (within chance)"
        part = f"{each.growth / each.size * 1000:.3f} ms"
        cells = (
            f"{each.size:,}",
            seconds(each.wall),
            seconds(each.growth) + mark,
            part,
            seconds(each.processor_growth),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return [*lines, ""]


def _claims(curve: Curve, points: Sequence[Point]) -> list[Claim]:
    """The exponents of growth, of its end alone, of processor growth and of the raw time."""
    seen = [each for each in points if each.is_seen]
    growth = [(each.size, each.growth) for each in seen]
    return [
        _exponent(f"{curve.name}: exponent of growth", growth, MOST),
        _exponent(f"{curve.name}: exponent of growth between the two largest sizes", growth[-2:]),
        _exponent(f"{curve.name}: exponent of processor growth", [(each.size, each.processor_growth) for each in seen]),
        _exponent(f"{curve.name}: exponent of the raw time", [(each.size, each.wall) for each in points]),
    ]


def _exponent(title: str, points: Sequence[tuple[float, float]], bound: float | None = None) -> Claim:
    if len(points) < 2:
        return Claim(title, None, bound, "", "fewer than two sizes are seen above chance")
    return Claim(title, fitted_exponent(points), bound)
