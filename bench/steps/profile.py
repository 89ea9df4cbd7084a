"""What the check of all promise files is made of: processor seconds of each part, in one process on one core."""

import json
from statistics import median

from environments import ROOT, Setup, quietly
from generate import write_promises
from measure import Spent, measured
from results import Outcome, seconds

from steps.check import DAY, ON_ONE_CORE, OURS_ALONE

HEADING = "what `kontrollera` is made of"
PEERS = ()
PARTS = ROOT / "bench" / "steps" / "parts.py"
HOW = """\
The command runs as it does by itself, with a timer around each part; a profiler would distort them. The rest is
options, sorting and printing, and what lies between the parts of each file. The whole is measured apart, without
timers."""


def measure(setup: Setup) -> Outcome:
    """Measures the parts and the whole in turn."""
    workspace = setup.folder / "arbetsyta"
    files = write_promises(workspace, setup.size(290, 10))
    program = ("kontrollera", str(workspace), "--per", DAY)
    whole = setup.python(OURS_ALONE, "-c", ON_ONE_CORE, setup.scripts / "loftekoll", *program)
    wholes: list[Spent] = []
    rounds: list[dict[str, float]] = []
    for _ in range(setup.rounds(5)):
        wholes += measured([whole], 1, is_warm=bool(wholes))[OURS_ALONE]
        rounds.append(json.loads(quietly(setup.scripts / "python", PARTS, *program)))
    parts = {name: median(each[name] for each in rounds) for name in rounds[0]}
    timed, whole_time = sum(parts.values()), median(each.processor for each in wholes)
    lines = [
        f"{len(files):,} promise files. {HOW}",
        "",
        "| part | processor | share | a file |",
        "|---|---:|---:|---:|",
    ]
    for name, took in {**parts, "all parts": timed, OURS_ALONE: whole_time}.items():
        lines.append(f"| {name} | {seconds(took)} | {took / timed:.0%} | {took / len(files) * 1000:.3f} ms |")
    return Outcome(f"{HEADING}: {len(files):,} promise files", "", lines, [])
