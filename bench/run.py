"""Measures loftekoll beside what people would use instead: `uv run python bench/run.py [--step NAME …]`.

Builds a wheel of this checkout, installs it and its peers with bytecode in fresh environments, measures whole
processes, and writes what came of it to `bench/results.md`, a section for each step. Without `--step` all are run.
"""

import argparse
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from environments import ROOT, Setup, machine, versions, versions_of
from results import Outcome, figures, renewed, section
from steps import check, country, counts, growth, importing, logs, profile, reports, start

STEPS: dict[str, ModuleType] = {
    "start": start,
    "check": check,
    "logs": logs,
    "country": country,
    "growth": growth,
    "import": importing,
    "reports": reports,
    "counts": counts,
    "profile": profile,
}
RESULTS = ROOT / "bench" / "results.md"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--step", nargs="+", action="extend", choices=STEPS, help="utan namn körs alla")
    parser.add_argument("--rounds", type=int, help="varv; annars så många som varje steg brukar ha")
    parser.add_argument("--quick", action="store_true", help="små storlekar, för att prova stegen")
    parser.add_argument("--out", type=Path, default=RESULTS, help="filen med resultaten")
    parser.add_argument(
        "--folder", type=Path, help="var det som mäts skrivs; annars där systemet har tillfälliga filer"
    )
    chosen = parser.parse_args()
    if chosen.rounds is not None and chosen.rounds < 1:
        parser.error("--rounds: minst ett varv")
    if chosen.quick and chosen.out == RESULTS:
        parser.error("--quick: ange med --out en annan fil än den med de riktiga resultaten")
    for folder in (chosen.out.absolute().parent, chosen.folder):
        if folder is not None and not folder.is_dir():
            parser.error(f"mappen {folder} finns inte")
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        setup = Setup(Path(name), rounds=chosen.rounds, is_quick=chosen.quick)
        for step in chosen.step or STEPS:
            run(step, setup, chosen.out)


def run(step: str, setup: Setup, out: Path) -> None:
    """Runs a step, tells what came of its bounds, and renews its section."""
    print(f"== {step}", flush=True)
    module = STEPS[step]
    with tempfile.TemporaryDirectory(dir=setup.home) as name:
        setup.folder, setup.rounds_run = Path(name), 0
        outcome: Outcome = module.measure(setup)
    claims = [each._replace(bound=None) for each in outcome.claims] if setup.is_quick else outcome.claims
    outcome = outcome._replace(setting=setting(setup, module.PEERS), claims=claims)
    page = out.read_text(encoding="utf-8") if out.exists() else ""
    out.write_text(renewed(page, {step: section(step, outcome)}, list(STEPS)), encoding="utf-8", newline="\n")
    tell(outcome)
    print(f"skrev avsnittet {step} i {out.name}", flush=True)


def setting(setup: Setup, peers: Sequence[str]) -> str:
    """When and on what it was measured."""
    day = datetime.now(UTC).date()
    quick = " Small sizes, to try the step out: no bound is judged." if setup.is_quick else ""
    rounds = f" {setup.rounds_run} rounds." if setup.rounds_run else ""
    return f"{day}, {machine()}. {', '.join([versions(setup), *versions_of(setup, peers)])}.{rounds}{quick}"


def tell(outcome: Outcome) -> None:
    """Prints what came of each bound."""
    words = {"holds": "håller", "missed": "MISSAD", "": "      "}
    for each in outcome.claims:
        value = "" if each.value is None else figures(each.value)
        bound = "" if each.bound is None else f" (högst {each.bound:g})"
        print(f"{words.get(each.verdict, 'saknas')}  {value:>8}{bound:14} {each.title}")


if __name__ == "__main__":
    main()
