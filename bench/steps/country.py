"""Five periods of the whole country: `kontrollera` of 725,000 log files, against hledger and against bare reading."""

import os
from functools import partial

from environments import Setup
from generate import PERIODS, write_promises
from measure import Command, Missing, cores
from results import Claim, Outcome, Table, figures
from workspaces import journal

HEADING = "five periods of the whole country"
PEERS = ("hledger",)
DAY = "2024-12-31"
ENTRIES = 500
BYTES_PER_FILE = 4096
"""A block of the disk, which a file takes however short it is."""
CHECK, THEIR_CHECK, READING = "`kontrollera`", "`hledger check`", "reading the bytes alone"
SINGLE = ", one posting in each transaction"
MOST_OF_HLEDGER, MOST_MEGABYTES = 1, 300
READ = """
import os, sys
def read(folder):
    with os.scandir(folder) as entries:
        for each in entries:
            if each.is_dir():
                read(each.path)
            else:
                file = os.open(each.path, os.O_RDONLY)
                os.read(file, 65_536)
                os.close(file)
read(sys.argv[1])
"""


def measure(setup: Setup) -> Outcome:
    """Measures a workspace of all municipalities and periods, when there is room for it."""
    municipalities, entries = setup.size(290, 4), setup.size(ENTRIES, 50)
    logs = municipalities * len(PERIODS) * entries
    if lack := _lack_of_room(setup, logs):
        return Outcome(HEADING, "", [f"Not measured: {lack}."], _claims_missing(lack))
    write_promises(setup.folder / "arbetsyta", municipalities, entries)
    table = Table.of(_commands(setup, logs), setup.rounds(1))
    took = table.spent[CHECK]
    claims = [
        table.ratio(CHECK, THEIR_CHECK, MOST_OF_HLEDGER),
        table.ratio(CHECK, THEIR_CHECK + SINGLE),
        table.ratio(CHECK, READING),
        *_memory(max(each.largest for each in took), max(each.together for each in took)),
        Claim("the same with shared pages counted for each", max(each.apart for each in took), None, "MB"),
    ]
    size = f"{municipalities} municipalities × {len(PERIODS)} periods × {entries} entries = {logs:,} log files"
    told = f"{size}, on {cores()} cores; as many postings for hledger."
    return Outcome(HEADING, "", [told, "", *table.lines()], claims)


def _memory(largest: float | None, together: float | None, reason: str = "") -> list[Claim]:
    claim = partial(Claim, bound=MOST_MEGABYTES, unit="MB", reason=reason)
    return [
        claim("`kontrollera`: memory of the largest process", largest),
        claim("`kontrollera`: memory of all processes together, shared pages counted once", together),
    ]


def _claims_missing(lack: str) -> list[Claim]:
    return [Claim(f"{CHECK} / {THEIR_CHECK}", None, MOST_OF_HLEDGER, "×", lack), *_memory(None, None, lack)]


def _lack_of_room(setup: Setup, files: int) -> str:
    """Why so many files have no room where they would be written; empty when they have."""
    disk = os.statvfs(setup.folder)
    free, needed = disk.f_bavail * disk.f_frsize / 1e9, files * BYTES_PER_FILE / 1e9
    if free < needed * 1.1:
        return f"{files:,} files take {figures(needed)} GB, and {figures(free)} GB are free"
    if disk.f_files and disk.f_favail < files * 1.1:
        return f"{files:,} files are written, and {disk.f_favail:,} inodes are free"
    return ""


def _commands(setup: Setup, postings: int) -> list[Command | Missing]:
    workspace, ledger = setup.folder / "arbetsyta", setup.program("hledger")
    double = journal(setup.folder / "dubbel.journal", postings)
    single = journal(setup.folder / "enkel.journal", postings, is_single=True)
    return [
        setup.ours(CHECK, "kontrollera", workspace, "--per", DAY, is_watched=True),
        setup.theirs(THEIR_CHECK, ledger, "-f", double, "check"),
        setup.theirs(THEIR_CHECK + SINGLE, ledger, "-f", single, "check"),
        setup.python(READING, "-c", READ, workspace / "promises"),
    ]
