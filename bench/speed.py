"""Measures the commands against `python -c pass` on an installed wheel: `uv run python bench/speed.py`.

Builds the wheel, installs it with bytecode in a fresh environment, makes a promise with 500 log files, and runs whole
processes in interleaved rounds. Prints the median, the spread and the ratio F to `python -c pass` of the same rounds
(design §10). Prints ratios; it is no timed test.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
LONG_PHRASE = "from loftekoll.phrase import parse; parse('minst ' * 16_667)"
BOUNDS = {"--help": 9.0, "status": 20.0, "logga": 20.0}
"""Of design §10, for 500 log files."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--files", type=int, default=500)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scripts = install(folder)
        workspace = make_workspace(folder / "arbetsyta", chosen.files)
        times = measure(commands(scripts, workspace), chosen.rounds, workspace)
    print(f"{chosen.files} loggfiler")
    show(times, BOUNDS if chosen.files == 500 else {})


def install(folder: Path) -> Path:
    """The scripts folder of a fresh environment with the wheel of this checkout."""
    uv = shutil.which("uv") or "uv"
    run(uv, "build", "--quiet", "--wheel", "--out-dir", folder / "dist", ROOT)
    run(uv, "venv", "--quiet", "--python", sys.executable, folder / "venv")
    scripts = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    (wheel,) = (folder / "dist").glob("*.whl")
    run(uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", scripts / "python", wheel)
    return scripts


def run(*command: str | Path) -> None:
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)


def make_workspace(folder: Path, files: int) -> Path:
    """A workspace with the fictional promise and so many log files, spread over its year."""
    target = folder / "promises" / "exempelby"
    target.mkdir(parents=True)
    source = ROOT / "examples" / "promises" / "exempelby" / "2025.yaml"
    shutil.copy(source, target / "2025.yaml")
    log = target / "2025"
    log.mkdir()
    ids = ("trafik", "kontakter", "fotpatrull", "grannsamverkan", "tillsyn")
    for n in range(files):
        day = date(2025, 1, 1) + timedelta(days=n * 365 // files)
        commitment = ids[n % len(ids)]
        text = f"datum: {day}\nlöfte: {commitment}\nantal: {n % 3 + 1}\nplats: Åparken\npart: polisen\ntimmar: 2.5\n"
        (log / f"{day}-{commitment}-{n:06}.yaml").write_text(text, encoding="utf-8", newline="\n")
    return folder


def commands(scripts: Path, workspace: Path) -> dict[str, list[str]]:
    program = str(scripts / "loftekoll")
    katalog = ["--katalog", str(workspace)]
    return {
        "python -c pass": [str(scripts / "python"), "-c", "pass"],
        "--help": [program, "--help"],
        "status": [program, "status", "exempelby", "--per", "2025-12-31", *katalog],
        "status --format json": [program, "status", "exempelby", "--per", "2025-12-31", "--format", "json", *katalog],
        "logga": [program, "logga", "exempelby", "trafik", "--datum", "2025-12-31", *katalog],
        "tolka": [program, "tolka", "minst fyra insatser per år"],
        "tolka, 100 000 tecken": [str(scripts / "python"), "-c", LONG_PHRASE],
    }


def measure(wanted: dict[str, list[str]], rounds: int, workspace: Path) -> dict[str, list[float]]:
    """Wall-clock seconds of each command in each round; what `logga` wrote is taken away again."""
    times: dict[str, list[float]] = {name: [] for name in wanted}
    log = workspace / "promises" / "exempelby" / "2025"
    before = set(log.iterdir())
    for number in range(rounds + 1):
        for name, command in wanted.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            if number:  # the first round warms the disk
                times[name].append(time.perf_counter() - start)
            for path in set(log.iterdir()) - before:
                path.unlink()
    return times


def show(times: dict[str, list[float]], bounds: dict[str, float]) -> None:
    reference = times["python -c pass"]
    print(f"{'':28}{'median':>10}{'min–max':>18}{'F':>8}{'högst':>8}")
    for name, measured in times.items():
        ratio = median(one / base for one, base in zip(measured, reference, strict=True))
        spread = f"{min(measured) * 1000:.0f}–{max(measured) * 1000:.0f} ms"
        bound = f"{bounds[name]:.0f}" if name in bounds else ""
        print(f"{name:28}{median(measured) * 1000:7.1f} ms{spread:>18}{ratio:8.1f}{bound:>8}")


if __name__ == "__main__":
    main()
