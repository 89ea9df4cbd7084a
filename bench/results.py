"""The tables of `bench/results.md`, a section for each step; a step that is run again renews its own section alone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from measure import Command, Missing, Ratio, Rounds, Spent, compared, measured

INTRODUCTION = """\
# Measurements

<!-- Written by `python bench/run.py`, a section for each step: do not change it by hand. -->

Whole processes on installed wheels with bytecode, in interleaved rounds after one round that warms the disk. A ratio is
taken in each round, and its median is what is judged, by the clock. F is the time of `python -c pass` in the same
rounds. Memory is what the largest process of a command held at most, in megabytes (10⁶ bytes). Promises and logs are
made up by `bench/generate.py`. Every command that is measured has ended well, and `kontrollera` has found no error.
"""
HEADING = re.compile(r"^## (?=`)", re.MULTILINE)


class Claim(NamedTuple):
    """What is held against a bound: a name, what was measured, the bound if there is one, and the unit of both.

    Without a measured value `reason` says why.
    """

    title: str
    measured: Ratio | float | None
    bound: float | None = None
    unit: str = ""
    reason: str = ""

    @property
    def value(self) -> float | None:
        """The value that is judged."""
        return self.measured.median if isinstance(self.measured, Ratio) else self.measured

    @property
    def verdict(self) -> str:
        """`holds` or `missed`; empty without a bound, and why nothing was measured when nothing was."""
        if self.value is None:
            return f"missing: {self.reason}"
        if self.bound is None:
            return ""
        return "holds" if self.value <= self.bound else "missed"


class Outcome(NamedTuple):
    """What a step gave: its heading, what it was measured on, its tables, and what is held against bounds."""

    heading: str
    setting: str
    lines: Sequence[str]
    claims: Sequence[Claim]


class Table(NamedTuple):
    """The commands of a step, and what each of those that are not missing took in each round."""

    commands: Sequence[Command | Missing]
    spent: Rounds

    @classmethod
    def of(cls, commands: Sequence[Command | Missing], rounds: int) -> "Table":
        """The table of the commands, which are measured now."""
        return cls(commands, measured(commands, rounds))

    def ratio(self, ours: str, theirs: str, bound: float | None = None, *, name: str = "") -> Claim:
        """The claim that a command takes at most so much of the time of another; without a bound it is only told."""
        name = name or f"{ours} / {theirs}"
        reasons = [each.reason for each in self.commands if isinstance(each, Missing) and each.title in {ours, theirs}]
        if reasons:
            return Claim(name, None, bound, "×", reasons[0])
        return Claim(name, compared(self.spent, ours, theirs), bound, "×")

    def lines(self) -> Iterator[str]:
        """What each command took; one that is missing has its row too."""
        yield "| command | median | min–max | processor | memory |"
        yield "|---|---:|---:|---:|---:|"
        for each in self.commands:
            cells = (
                [f"missing: {each.reason}", "", "", ""] if isinstance(each, Missing) else _cells(self.spent[each.title])
            )
            yield f"| {each.title} | {' | '.join(cells)} |"


def _cells(took: Sequence[Spent]) -> list[str]:
    """Seconds on the clock, their spread, processor seconds, and the memory of the largest process."""
    walls = [each.wall for each in took]
    spread = f"{seconds(min(walls))} – {seconds(max(walls))}"
    processor, largest = median(each.processor for each in took), max(each.largest for each in took)
    return [seconds(median(walls)), spread, seconds(processor), f"{largest:.0f} MB"]


def claims_table(claims: Sequence[Claim]) -> Iterator[str]:
    """What was measured of each claim, its bound, and whether it holds."""
    yield "| ratio or limit | measured | min–max of rounds | by processor seconds | bound | |"
    yield "|---|---:|---:|---:|---:|---|"
    for each in claims:
        spread, processor = "", ""
        if isinstance(each.measured, Ratio):
            spread = f"{figures(each.measured.lowest)}–{figures(each.measured.highest)}"
            processor = f"{figures(each.measured.processor)} {each.unit}"
        value = "" if each.value is None else f"{figures(each.value)} {each.unit}".strip()
        bound = "" if each.bound is None else f"{each.bound:g} {each.unit}".strip()
        yield f"| {each.title} | {value} | {spread} | {processor} | {bound} | {each.verdict} |"


def seconds(value: float) -> str:
    """Seconds as people read them: `12.3 ms`, `1.23 s`, `123 s`."""
    return f"{value * 1000:.1f} ms" if value < 0.9995 else f"{figures(value)} s"


def figures(value: float) -> str:
    """A number with three figures, and no fewer than stand before its point: `0.0432`, `1.23`, `145000`."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:#.3g}"


# --- the page -----------------------------------------------------------------------------------------------------


def section(step: str, outcome: Outcome) -> str:
    """The section of a step, with what it was measured on."""
    head = [f"## `{step}`: {outcome.heading}", "", outcome.setting, "", *outcome.lines]
    claims = ["", *claims_table(outcome.claims)] if outcome.claims else []
    return "\n".join([*head, *claims]) + "\n"


def renewed(page: str, sections: Mapping[str, str], order: Sequence[str]) -> str:
    """The page with these sections, by step, in place of the old ones; other sections stay, all in the given order."""
    kept = {text[1 : text.index("`", 1)]: f"## {text.rstrip()}\n" for text in HEADING.split(page)[1:]}
    told = kept | dict(sections)
    return "\n".join([INTRODUCTION, *(told[step].rstrip() + "\n" for step in order if step in told)])
