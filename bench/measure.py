"""Whole processes, measured in interleaved rounds: seconds, processor seconds and memory of each, and their ratios.

Each command is started by a process of its own that holds hardly any memory, since what the kernel tells of a process'
largest memory includes that of the process which started it. No command may fail.
"""

import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypedDict

LAUNCHER = """
import os, sys, time
nowhere = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
start = time.perf_counter()
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[nowhere])
_, status, used = os.wait4(pid, 0)
seconds = time.perf_counter() - start
print(os.waitstatus_to_exitcode(status), seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1.024 / 1000)
"""
LOOKS_EACH_SECOND = 10


class Command(NamedTuple):
    """A command to measure: how it is called in the tables, its words, where it runs, and what is done after it.

    `after` takes away what the command has left, outside of the time. Of a watched command the memory of all its
    processes together is followed too, which takes time of its own.
    """

    title: str
    words: tuple[str, ...]
    folder: Path | None = None
    after: Callable[[], object] = lambda: None
    is_watched: bool = False


class Options(TypedDict, total=False):
    """What a command may have beyond its title and its words."""

    folder: Path
    after: Callable[[], object]
    is_watched: bool


class Missing(NamedTuple):
    """A command that cannot be measured here, and why, with how to get what it needs."""

    title: str
    reason: str


class Spent(NamedTuple):
    """What a run took: seconds on the clock and of all processors, and megabytes (10⁶ bytes).

    `largest` is the most that its largest process held. `together` is the most that all its processes held at a time,
    with shared pages counted once, and `apart` with shared pages counted for each; both 0 when it was not watched.
    """

    wall: float
    processor: float
    largest: float
    together: float = 0.0
    apart: float = 0.0


class Ratio(NamedTuple):
    """What one command takes of another's seconds: the median of the rounds' ratios, the lowest and the highest.

    `processor` is the median of the ratios of processor seconds, which hardly depends on how busy the machine is.
    """

    median: float
    lowest: float
    highest: float
    processor: float


Rounds = Mapping[str, Sequence[Spent]]
"""What each command, by its title, took in each round."""


def measured(commands: Sequence[Command | Missing], rounds: int, *, is_warm: bool = False) -> dict[str, list[Spent]]:
    """What each command takes in each round; unless the disk is warm, a first round is run and not counted.

    Commands are watched in that first round only, and what was seen then stands for all rounds.
    """
    ready = [each for each in commands if isinstance(each, Command)]
    first = {} if is_warm else {each.title: run(each) for each in ready}
    spent: dict[str, list[Spent]] = {each.title: [] for each in ready}
    for number in range(1, rounds + 1):
        for command in ready:
            took = run(command._replace(is_watched=False))
            seen = first.get(command.title, took)
            spent[command.title].append(took._replace(together=seen.together, apart=seen.apart))
        if sys.stderr.isatty():
            print(f"\r  varv {number} av {rounds} ", end="" if number < rounds else "\n", file=sys.stderr, flush=True)
    return spent


def run(command: Command) -> Spent:
    """One run of the command; ends the program with what the command says when it fails."""
    words = [sys.executable, "-I", "-S", "-c", LAUNCHER, *command.words]
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(words, cwd=command.folder, stdout=subprocess.PIPE, stderr=errors, text=True)
        together, apart = _watched(process) if command.is_watched else (0.0, 0.0)
        told = process.communicate()[0].split()
        errors.seek(0)
        if told[:1] != ["0"]:
            said = errors.read().decode(errors="replace")[-2000:]
            raise SystemExit(f"«{command.title}» gick inte ({' '.join(told[:1])}):\n{said}")
    command.after()
    wall, processor, largest = map(float, told[1:])
    return Spent(wall, processor, largest, together, apart)


def compared(spent: Rounds, ours: str, theirs: str) -> Ratio:
    """The ratio of the two commands' seconds on the clock, taken in each round."""
    pairs = list(zip(spent[ours], spent[theirs], strict=True))
    ratios = [one.wall / other.wall for one, other in pairs]
    processor = median(one.processor / other.processor for one, other in pairs)
    return Ratio(median(ratios), min(ratios), max(ratios), processor)


# --- memory of several processes ----------------------------------------------------------------------------------


def _watched(process: "subprocess.Popen[str]") -> tuple[float, float]:
    """The most megabytes that the processes below it hold at a time, until it ends: shared pages once, and for each."""
    together = apart = 0.0
    while process.poll() is None:
        tree = processes_below(process.pid)[1:]
        together = max(together, sum(_kilobytes(each, "smaps_rollup", "Pss:") for each in tree) * 1.024 / 1000)
        apart = max(apart, sum(_kilobytes(each, "status", "VmRSS:") for each in tree) * 1.024 / 1000)
        time.sleep(1 / LOOKS_EACH_SECOND)
    return together, apart


def processes_below(pid: int) -> list[int]:
    """The process and all its children, theirs too."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(each for child in children for each in processes_below(int(child)))]


def _kilobytes(pid: int, file: str, label: str) -> int:
    """What the kernel tells of a process, in units of 1024 bytes; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(label)), 0)


# --- growth -------------------------------------------------------------------------------------------------------


def fitted_exponent(points: Sequence[tuple[float, float]]) -> float:
    """The k of the curve c·size^k that lies nearest to the points (size, time), by least squares of the logarithms."""
    sizes = [math.log(size) for size, _ in points]
    times = [math.log(seconds) for _, seconds in points]
    size, seconds = sum(sizes) / len(sizes), sum(times) / len(times)
    spread = sum((each - size) ** 2 for each in sizes)
    return sum((x - size) * (y - seconds) for x, y in zip(sizes, times, strict=True)) / spread


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0))
