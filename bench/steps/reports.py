"""The reports of a country's year: `rapport --alla` of 290 promises with 500 entries each, in each format."""

import shutil
from functools import partial
from pathlib import Path
from statistics import median

from environments import Setup
from generate import PERIODS, write_promises
from measure import Command, cores
from results import Claim, Outcome, Table

HEADING = "the reports of a country's year"
PEERS = ()
YEAR = 2019
FORMATS = ("md", "html")
MOST_SECONDS, MOST_MEGABYTES = 60, 500
JUDGED = "md"


def measure(setup: Setup) -> Outcome:
    """Measures the reports of all municipalities, Markdown against its bounds."""
    workspace, municipalities, entries = setup.folder / "arbetsyta", setup.size(290, 10), setup.size(500, 50)
    logged = [each for each in PERIODS if each.first == YEAR]
    write_promises(workspace, municipalities, entries, logged=logged)
    table = Table.of([_command(setup, workspace, form) for form in FORMATS], setup.rounds(3))
    took = table.spent[_title(JUDGED)]
    memory = "memory of all processes together, shared pages counted"
    claims = [
        Claim(f"{_title(JUDGED)}: time", median(each.wall for each in took), MOST_SECONDS, "s"),
        Claim(f"{_title(JUDGED)}: {memory} once", max(each.together for each in took), MOST_MEGABYTES, "MB"),
        Claim(f"{_title(JUDGED)}: {memory} for each", max(each.apart for each in took), None, "MB"),
    ]
    told = f"{municipalities} reports of promises with {entries} entries each, on {cores()} cores."
    return Outcome(HEADING, "", [told, "", *table.lines()], claims)


def _command(setup: Setup, workspace: Path, form: str) -> Command:
    out = setup.folder / f"rapporter-{form}"
    options = ("--år", str(YEAR), "--per", "2020-02-15", "--format", form, "--ut", out, "--katalog", workspace)
    undo = partial(shutil.rmtree, out)
    return setup.ours(_title(form), "rapport", "--alla", *options, after=undo, is_watched=True)


def _title(form: str) -> str:
    return f"`rapport --alla --format {form}`"
