"""A sheet of 10,000 rows: `importera` against plainly writing as many files, one open, write and close for each."""

import os
import shutil
from functools import partial
from pathlib import Path

from environments import Setup, quietly
from measure import Command
from results import Outcome, Table
from workspaces import IDS, day_of, example_promise

HEADING = "a sheet"
PEERS = ()
BOUND = 20
IMPORT, PLAIN, AGAIN = "`importera`", "writing the files alone", "`importera` of the same sheet again"
WRITE = """
import os, sys
folder, count, data = sys.argv[1], int(sys.argv[2]), sys.argv[3].encode()
os.mkdir(folder)
for n in range(count):
    with open(f"{folder}/2025-01-01-trafik-{n:06}.yaml", "wb") as file:
        file.write(data)
"""


def measure(setup: Setup) -> Outcome:
    """Measures the import; what it and the plain writing leave is removed after each run."""
    rows = setup.size(10_000, 1_000)
    table = Table.of(_commands(setup, rows), setup.rounds(5))
    claims = [table.ratio(IMPORT, PLAIN, BOUND), table.ratio(AGAIN, IMPORT)]
    told = f"{rows:,} rows. What was written before is on the disk (`sync`) when a command begins."
    return Outcome(f"{HEADING} of {rows:,} rows", "", [told, "", *table.lines()], claims)


def _commands(setup: Setup, rows: int) -> list[Command]:
    sheet, plain = setup.folder / "logg.csv", setup.folder / "rakt"
    write_sheet(sheet, rows)
    log, done = (example_promise(setup.folder / name).with_suffix("") for name in ("ny", "klar"))
    words = ("importera", sheet, "exempelby", "--katalog")
    again = setup.ours(AGAIN, *words, setup.folder / "klar", after=os.sync)
    quietly(*again.words)
    text = next(done.iterdir()).read_text(encoding="utf-8")
    return [
        setup.ours(IMPORT, *words, setup.folder / "ny", after=partial(_removed, log)),
        setup.python(PLAIN, "-I", "-S", "-c", WRITE, plain, str(rows), text, after=partial(_removed, plain)),
        again,
    ]


def _removed(folder: Path) -> None:
    shutil.rmtree(folder)
    os.sync()


def write_sheet(path: Path, rows: int) -> None:
    """A sheet such as a year's log, larger."""
    lines = ["datum;löfte;antal;plats;part;timmar;anteckning"]
    for n in range(rows):
        commitment = IDS[n % len(IDS)]
        lines.append(f"{day_of(n, rows)};{commitment};{n % 3 + 1};Åparken;polisen;2,5;Kontroll nummer {n} vid skolorna")
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
