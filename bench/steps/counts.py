"""Instructions that the phrase parser and the event reader take on a fixed input, counted by valgrind's callgrind.

A script reads the input so many times, and twice as many; the difference is what reading it takes, without starting and
without what is learnt the first time. A count hardly depends on the machine, and not at all on how busy it is.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from environments import Absent, Setup
from generate import write_promises
from results import Claim, Outcome

HEADING = "instructions"
PEERS = ("valgrind",)
PHRASES = (
    "minst fyra trafikinsatser per år",
    "minst två (2) trygghetsvandringar per år",
    "minst tre medborgarkontakter i snitt per vecka",
    "ett möte per kvartal",
    "två till tre besök per termin",
    "cirka 30 kontroller av A-traktorer per år",
    "minst 20 timmar fotpatruller per år",
    "minst fyra föräldramöten per år, varav minst två på hösten",
    "en genomgång av skolvägar senast 28 april 2019",
    "högst två inställda kvällar per år",
    "minst sex riskkvällar under 2019",
    "minst en rond mot klotter varannan månad",
    "minst tio ronder mot klotter maj–september",
    "ett öppet hus under perioden",
    "löpande",
    "andelen som känner sig trygga ska öka",
)
"""Such phrases as promises have, one of each common structure."""
GENERALLY = "from loftekoll.phrase.assemble import read_by_itself as read"
BY_SHAPE = "from loftekoll.phrase.assemble import parse; read = parse.__wrapped__"
EVENTS = "from loftekoll.store.events import value_of as read"
PLAIN = "from loftekoll.store.plain import plain_value as read"
SCRIPT = """
import sys
texts = open(sys.argv[1], encoding="utf-8").read().split("\\0")
for _ in range(int(sys.argv[2])):
    for text in texts:
        read(text)
"""
COLLECTED = re.compile(r"Collected : (\d+)")


class Count(NamedTuple):
    """What is counted: a title, the import of the reader, the input, and how often it is read."""

    title: str
    reader: str
    texts: tuple[str, ...]
    times: int
    is_phrases: bool = False


def measure(setup: Setup) -> Outcome:
    """Counts each reader's instructions on its input."""
    counts = list(_counts(setup))
    tool = setup.program("valgrind")
    lines = ["| reader | input | instructions for it | for each |", "|---|---:|---:|---:|"]
    if isinstance(tool, Absent):
        return Outcome(HEADING, "", [], [Claim(each.title, None, reason=tool.reason) for each in counts])
    lines += [_row(each, _instructions(setup, tool, each, number)) for number, each in enumerate(counts)]
    return Outcome(HEADING, "", [" ".join(__doc__.split("\n\n")[1].split()), "", *lines], [])


def _counts(setup: Setup) -> Iterator[Count]:
    """Everything that is counted, on phrases, on a promise file and on a log file of it."""
    (path,) = write_promises(setup.folder / "fast", 1, 1, periods=1)
    promise = path.read_text(encoding="utf-8")
    entry = next(path.with_suffix("").iterdir()).read_text(encoding="utf-8")
    times = setup.size(10, 1)
    yield Count("phrases, each by itself", GENERALLY, PHRASES, times, is_phrases=True)
    yield Count("phrases, by their shapes where those are known", BY_SHAPE, PHRASES, times, is_phrases=True)
    yield Count("event reader, a promise file", EVENTS, (promise,), times * 10)
    yield Count("event reader, a log file", EVENTS, (entry,), times * 100)
    yield Count("reader of plain log files, a log file", PLAIN, (entry,), times * 100)


def _instructions(setup: Setup, tool: Path, count: Count, number: int) -> int:
    """The instructions that reading the input once takes."""
    path = setup.folder / f"texter-{number}.txt"
    path.write_text("\0".join(count.texts), encoding="utf-8", newline="\n")
    once, twice = (_collected(setup, tool, count, path, times) for times in (count.times, 2 * count.times))
    return (twice - once) // count.times


def _collected(setup: Setup, tool: Path, count: Count, path: Path, times: int) -> int:
    """All instructions of a process that reads the input so many times."""
    words = (tool, "--tool=callgrind", f"--callgrind-out-file={os.devnull}", setup.scripts / "python", "-c")
    command = [*map(str, words), count.reader + SCRIPT, str(path), str(times)]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    found = COLLECTED.search(done.stderr)
    if found is None:
        raise SystemExit(f"valgrind räknade inget för «{count.title}»:\n{done.stderr[-2000:]}")
    return int(found[1])


def _row(count: Count, instructions: int) -> str:
    if count.is_phrases:
        size, each = f"{len(count.texts)} phrases", f"{instructions // len(count.texts):,} a phrase"
    else:
        bytes_ = sum(len(text.encode()) for text in count.texts)
        size, each = f"{bytes_:,} bytes", f"{instructions * 1000 // bytes_:,} a kB (1,000 bytes)"
    return f"| {count.title} | {size} | {instructions:,} | {each} |"
