"""Measures `importera` of 10,000 rows against plainly writing as many files: `uv run python bench/importing.py`.

Whole processes of an installed wheel with bytecode, in rounds with the reference in between: one loop of open, write,
close for each file that the import writes. Prints the median ratio, which is to stay under 20. It is no timed test.
"""

import argparse
import shutil
import subprocess
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from speed import ROOT, install, run

BOUND = 20
IDS = ("trafik", "kontakter", "fotpatrull", "grannsamverkan", "tillsyn")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rows", type=int, default=10_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scripts = install(folder)
        promise = folder / "promises" / "exempelby" / "2025.yaml"
        promise.parent.mkdir(parents=True)
        shutil.copy(ROOT / "examples" / "promises" / "exempelby" / "2025.yaml", promise)
        sheet = folder / "logg.csv"
        write_sheet(sheet, chosen.rows)
        log = promise.with_suffix("")
        command = [str(scripts / "loftekoll"), "importera", str(sheet), "exempelby", "--katalog", str(folder)]
        rounds = [measure(command, log, folder / "plain") for _ in range(chosen.rounds)]
        subprocess.run(command, check=True, capture_output=True)
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        again = time.perf_counter() - start
    ratios = [imported / plain for imported, plain in rounds]
    print(f"{chosen.rows} rader")
    print(f"skriva filerna rakt av: {median(plain for _, plain in rounds):.2f} s")
    print(f"importera, hela processen: {median(imported for imported, _ in rounds):.2f} s")
    print(f"kvot: {median(ratios):.1f} ({min(ratios):.1f}–{max(ratios):.1f}), högst {BOUND}")
    print(f"samma fil en gång till: {again:.2f} s")


def write_sheet(path: Path, rows: int) -> None:
    """A sheet such as a year's log, larger."""
    lines = ["datum;löfte;antal;plats;part;timmar;anteckning"]
    for n in range(rows):
        day = date(2025, 1, 1) + timedelta(days=n % 365)
        lines.append(f"{day};{IDS[n % len(IDS)]};{n % 3 + 1};Åparken;polisen;2,5;Kontroll nummer {n} vid skolorna")
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def measure(command: list[str], log: Path, plain: Path) -> tuple[float, float]:
    """Seconds of the import, and of writing the files that it wrote; all are removed again."""
    run("sync")
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    imported = time.perf_counter() - start
    files = [(path.name, path.read_bytes()) for path in log.iterdir()]
    run("sync")
    plain.mkdir()
    start = time.perf_counter()
    for name, data in files:
        with (plain / name).open("wb") as file:
            file.write(data)
    written = time.perf_counter() - start
    shutil.rmtree(plain)
    shutil.rmtree(log)
    return imported, written


if __name__ == "__main__":
    main()
