"""Measures `kontrollera` against check-jsonschema and yamale: `uv run python bench/check.py [--rounds N]`.

Writes 1,450 made-up promises (`made_promises.py`), installs the wheel of this checkout and the other tools with
bytecode in environments of their own, makes sure that the others' schemas demand the same things, and runs whole
processes in interleaved rounds. Prints wall-clock and processor seconds and the ratios of design §10. It is no timed
test.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from made_promises import write_promises
from speed import ROOT, install, run

TOOLS = (
    "check-jsonschema==0.39.0",
    "jsonschema==4.26.0",
    "pyyaml==6.0.3",
    "ruamel.yaml==0.19.1",
    "yamale==6.1.0",
    "yamllint==1.38.0",
)
C_READER = "ruamel.yaml.clib==0.2.15"
"""What check-jsonschema would read faster with, but does not ask for itself."""
PROMISE_SCHEMA = ROOT / "schema" / "medborgarlofte.json"
YAMALE_SCHEMA = ROOT / "bench" / "schemas" / "yamale.yaml"
DAY = "2018-03-01"
"""A day when none of the made-up promises has been silent for long, so that their empty logs are no fault."""
RAW_PARSE = """
import sys
from pathlib import Path
from yaml import StreamEndEvent
from yaml.cyaml import CParser
for path in Path(sys.argv[1]).rglob("*.yaml"):
    parser = CParser(path.read_bytes())
    while type(parser.get_event()) is not StreamEndEvent:
        pass
"""
OURS, THEIRS_JSON, THEIRS_YAMALE = "loftekoll kontrollera", "check-jsonschema", "yamale"
FAULTS = (
    ("okänd nyckel överst", "lokalpolisområde:", "lokalpolisomrade:"),
    ("okänd nyckel i ett löfte", "        målgrupp: [elever i högstadiet]", "        målgrup: [elever i högstadiet]"),
    ("okänd nyckel i uppföljningen", "  skriftlig:", "  skriftligt:"),
    ("okänd nyckel i en ändring", "skäl: Flera", "skel: Flera"),
    ("nyckel saknas överst", "kommun: Exempelby\n", ""),
    ("nyckel saknas i ett löfte", "        text: Gemensam tillsyn av serveringsställen.\n", ""),
    ("fel slag: lista som text", "namn: Trafiksäkerhet", "namn: [Trafiksäkerhet]"),
    ("fel slag: tal som lista", "parter: [polisen, kommunen]", "parter: 7"),
    ("fel slag: text i tabell", "{polisen: A000.000/2025,", "{polisen: [A000.000/2025],"),
    ("fel slag: text som period", "period: 2025\n", "period: tjugofem\n"),
    ("fel val", "typ: produktion", "typ: resultat"),
    ("fel tecken i id", "id: skolbesok", "id: Skolbesök"),
    ("tom text", "text: Gemensam tillsyn av serveringsställen.", 'text: ""'),
    ("dag som inte finns", "undertecknat: 2025-01-02", "undertecknat: 2025-02-30"),
    ("dag med ord", "från: 2025-07-01", "från: i juli"),
)
"""Faults that both schemas must refuse: each an edit of the right promise of Exempelby."""


class Spent(NamedTuple):
    """Seconds that a process took: on the clock, and of all processors."""

    wall: float
    processor: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--municipalities", type=int, default=290)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, theirs = install(folder / "loftekoll"), install_others(folder / "andra")
        with_c = install_others(folder / "andra-c", (*TOOLS, C_READER))
        files = write_promises(folder / "arbetsyta", chosen.municipalities)
        show_findings(ours, folder / "arbetsyta", len(files))
        refuse_alike(theirs, folder)
        spent = measure(commands(ours, theirs, with_c, files, folder / "arbetsyta"), chosen.rounds)
    show(spent)


def install_others(folder: Path, tools: Sequence[str] = TOOLS) -> Path:
    """The scripts folder of a fresh environment with the other tools."""
    uv = shutil.which("uv") or "uv"
    run(uv, "venv", "--quiet", "--python", sys.executable, folder)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    run(uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", scripts / "python", *tools)
    return scripts


def show_findings(scripts: Path, workspace: Path, files: int) -> None:
    """Prints what `kontrollera` finds in the promises; an error in them would make the comparison unfair."""
    program = [str(scripts / "loftekoll"), "kontrollera", str(workspace), "--format", "json"]
    for title, options in ((f"räknat från {DAY}", ["--per", DAY]), ("räknat från i dag", [])):
        done = subprocess.run([*program, *options], stdout=subprocess.PIPE, check=True)
        codes = Counter(f"{each['kod']} ({each['allvar']})" for each in json.loads(done.stdout)["anmärkningar"])
        print(f"{files} löftesfiler, {title}: {', '.join(f'{n} {code}' for code, n in sorted(codes.items()))}")


def refuse_alike(scripts: Path, folder: Path) -> None:
    """Makes sure that both schemas accept the right promise and refuse each fault; the run ends if they do not."""
    right = (ROOT / "examples" / "promises" / "exempelby" / "2025.yaml").read_text(encoding="utf-8")
    tried = folder / "lika.yaml"
    for title, old, new in (("rätt", "", ""), *FAULTS):
        if old and right.count(old) != 1:
            raise SystemExit(f"«{old}» står inte en gång i exemplet")
        tried.write_text(right.replace(old, new) if old else right, encoding="utf-8", newline="\n")
        for command in ([*json_schema(scripts), str(tried)], [*yamale(scripts), str(tried)]):
            code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
            if code != (1 if old else 0):
                raise SystemExit(f"schemana är inte lika: {Path(command[0]).name} gav {code} för «{title}»")
    print(f"lika scheman: båda godtar rätt fil och fäller {len(FAULTS)} av {len(FAULTS)} fel")


def json_schema(scripts: Path) -> list[str]:
    return [str(scripts / "check-jsonschema"), "--schemafile", str(PROMISE_SCHEMA)]


def yamale(scripts: Path) -> list[str]:
    return [str(scripts / "yamale"), "--schema", str(YAMALE_SCHEMA)]


def commands(
    ours: Path, theirs: Path, with_c: Path, files: Sequence[Path], workspace: Path
) -> dict[str, list[str]]:  # fmt: skip
    """Every command that is measured; all read the same files, and all must end with 0."""
    folder, names = str(workspace / "promises"), list(map(str, files))
    return {
        "python -c pass": [str(ours / "python"), "-c", "pass"],
        "libyaml, bara händelser": [str(theirs / "python"), "-c", RAW_PARSE, folder],
        OURS: [str(ours / "loftekoll"), "kontrollera", folder, "--per", DAY],
        "… i dag, med LK405": [str(ours / "loftekoll"), "kontrollera", folder],
        THEIRS_JSON: [*json_schema(theirs), *names],
        "… med ruamel.yaml.clib": [*json_schema(with_c), *names],
        THEIRS_YAMALE: [*yamale(theirs), folder],
        "… en process": [*yamale(theirs), "--cpu-num", "1", folder],
        "… med ruamel": [*yamale(theirs), "--parser", "ruamel", folder],
    }


def measure(wanted: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[Spent]]:
    """What each command takes in each round, the first round, which warms the disk, left out."""
    spent: dict[str, list[Spent]] = {name: [] for name in wanted}
    for number in range(rounds + 1):
        for name, command in wanted.items():
            before, start = _processor(), time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            took = Spent(time.perf_counter() - start, _processor() - before)
            if number:
                spent[name].append(took)
    return spent


def _processor() -> float:
    """Seconds of all processors, in programs and in the system, of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def show(spent: Mapping[str, Sequence[Spent]]) -> None:
    print(f"{len(next(iter(spent.values())))} varv, {os.cpu_count()} processorkärnor\n")
    print(f"{'sekunder':28}{'klocka':>9}{'min–max':>16}{'processor':>12}{'min–max':>16}")
    for name, took in spent.items():
        print(f"{name:28}{_spread([each.wall for each in took], 9)}{_spread([each.processor for each in took], 12)}")
    print(f"\n{'kvot':44}{'klocka':>9}{'processor':>12}{'högst':>8}")
    for theirs, bound in ((THEIRS_JSON, 0.10), ("… med ruamel.yaml.clib", None), (THEIRS_YAMALE, 0.50),
                          ("… en process", None), ("libyaml, bara händelser", None)):  # fmt: skip
        pairs = list(zip(spent[OURS], spent[theirs], strict=True))
        wall = median(a.wall / b.wall for a, b in pairs)
        processor = median(a.processor / b.processor for a, b in pairs)
        print(f"{f'loftekoll / {theirs}':44}{wall:9.2f}{processor:12.2f}{f'{bound:.2f}' if bound else '':>8}")


def _spread(seconds: Sequence[float], width: int) -> str:
    return f"{median(seconds):{width}.2f}{f'{min(seconds):.2f}–{max(seconds):.2f}':>16}"


if __name__ == "__main__":
    main()
