"""Measures `rapport --alla` of 290 municipalities with 500 entries each: `uv run python bench/reports.py`.

Makes up the promises (`made_promises.py`), logs for one year of them, and runs whole processes of an installed wheel.
Prints seconds by the clock and of work, and the most memory that the process and its children hold at one time: shared
pages once (PSS), and once for each process (RSS). To hold for Markdown on two cores: 60 s and 500 MB. It is no timed
test, and reads memory as Linux tells it.
"""

import argparse
import os
import subprocess
import tempfile
import time
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import NamedTuple

from made_promises import PERIODS, _commitments, _write_log, has_warning, write_promises
from speed import install

YEAR = 2019
MOST_SECONDS, MOST_MEGABYTES = 60, 500


class Measured(NamedTuple):
    """Seconds by the clock and of work; the most megabytes at a time, shared pages counted once or for each process."""

    seconds: float
    work: float
    pss: float
    rss: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--municipalities", type=int, default=290)
    parser.add_argument("--entries", type=int, default=500)
    parser.add_argument("--format", default="md", choices=("md", "html", "docx", "pdf"))
    parser.add_argument("--folder", type=Path, help="a workspace that an earlier run left; made there when it is not")
    parser.add_argument("--program", help="an installed loftekoll to measure, instead of a fresh wheel")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = chosen.program or str(install(folder) / "loftekoll")
        workspace = chosen.folder or folder / "arbetsyta"
        if not (workspace / "promises").is_dir():
            make_workspace(workspace, chosen.municipalities, chosen.entries)
        options = [
            "--år",
            str(YEAR),
            "--per",
            "2020-02-15",
            "--format",
            chosen.format,
            "--ut",
            str(folder / "rapporter"),
        ]
        command = [program, "rapport", "--alla", *options, "--katalog", str(workspace)]
        rounds = [measure(command) for _ in range(chosen.rounds)]
        made = list((folder / "rapporter").iterdir())
        size = sum(path.stat().st_size for path in made) / 1e6
    cores = len(os.sched_getaffinity(0))
    print(f"{len(made)} rapporter ({chosen.format}), {chosen.entries} poster i varje, {size:.1f} MB, {cores} kärnor")
    print(f"tid: {median(each.seconds for each in rounds):.1f} s, högst {MOST_SECONDS}"
          f" (arbete: {median(each.work for each in rounds):.1f} s)")  # fmt: skip
    print(f"minne: {max(each.pss for each in rounds):.0f} MB, högst {MOST_MEGABYTES}"
          f" (delat minne räknat för varje process: {max(each.rss for each in rounds):.0f} MB)")  # fmt: skip


def make_workspace(folder: Path, municipalities: int, entries: int) -> None:
    """A workspace with all periods, and a log for the promise of one year."""
    number, period = next((number, each) for number, each in enumerate(PERIODS) if each.first == YEAR)
    paths = write_promises(folder, municipalities)
    for order, path in enumerate(each for each in paths if each.stem == period.stem):
        rng = Random(f"1/{path.parent.name}/{period.stem}")
        areas = _commitments(rng, period, has_warning=has_warning(order, number))
        _write_log(rng, path.with_suffix(""), period, [made for _, area in areas for made in area], entries)


def measure(command: list[str]) -> Measured:
    """A run of the command, looked at ten times a second."""
    start, before = time.perf_counter(), getrusage(RUSAGE_CHILDREN)
    pss = rss = 0.0
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            tree = processes_below(process.pid)
            pss = max(pss, sum(megabytes(each, "smaps_rollup", "Pss:") for each in tree))
            rss = max(rss, sum(megabytes(each, "status", "VmRSS:") for each in tree))
            time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"exit code {process.returncode}")
    after = getrusage(RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(time.perf_counter() - start, work, pss, rss)


def processes_below(pid: int) -> list[int]:
    """The process and all its children, theirs too."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(each for child in children for each in processes_below(int(child)))]


def megabytes(pid: int, file: str, label: str) -> float:
    """What the kernel tells of a process; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith(label)), 0.0)


if __name__ == "__main__":
    main()
