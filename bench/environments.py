"""What is measured, installed with bytecode: the wheel of this checkout, and each peer in an environment of its own."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple, Unpack

from measure import Command, Missing, Options, cores

ROOT = Path(__file__).parent.parent
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
PEERS = {
    "checkers": TOOLS,
    "checkers with C": (*TOOLS, C_READER),
    "doorstop": ("doorstop==3.2",),
    "towncrier": ("towncrier==26.9.0",),
}
"""The environments of the peers from the package index."""
PROGRAMS = {"hledger": "apt-get install hledger", "valgrind": "apt-get install valgrind"}
"""The peers from Debian's packages, and how to get them."""
PROMISE_SCHEMA = ROOT / "schema" / "medborgarlofte.json"
YAMALE_SCHEMA = ROOT / "bench" / "schemas" / "yamale.yaml"


class Absent(NamedTuple):
    """A tool that is not here: its name, with how to get it."""

    reason: str


Tool = Path | Absent
"""A program, or a folder of programs, or why it is not there."""


class Setup:
    """The environments of a run, each made when it is first asked for, and the sizes that are wanted.

    `folder` is where the step that is run now writes what is measured on.
    """

    def __init__(self, home: Path, *, rounds: int | None = None, is_quick: bool = False) -> None:
        """Note what is wanted; `home` holds the environments, and `is_quick` is for small sizes, to try steps out."""
        self.folder = self.home = home
        self.is_quick, self._rounds = is_quick, rounds
        self.rounds_run = 0
        self.peer = cache(self._peer)

    def rounds(self, usual: int) -> int:
        """The number of rounds that was asked for, or else the usual one of the step."""
        self.rounds_run = self._rounds or (min(usual, 2) if self.is_quick else usual)
        return self.rounds_run

    def size(self, whole: int, quick: int) -> int:
        """A size of the step: the whole one, or the small one for trying out."""
        return quick if self.is_quick else whole

    @cached_property
    def scripts(self) -> Path:
        """The scripts folder of a fresh environment with the wheel of this checkout."""
        print("installerar loftekoll")
        return install(self.home / "loftekoll")

    def ours(self, title: str, *words: str | Path, **options: Unpack[Options]) -> Command:
        """A command of loftekoll."""
        return Command(title, (str(self.scripts / "loftekoll"), *map(str, words)), **options)

    def python(self, title: str, *words: str | Path, **options: Unpack[Options]) -> Command:
        """A command of the Python that loftekoll is installed in."""
        return Command(title, (str(self.scripts / "python"), *map(str, words)), **options)

    def theirs(self, title: str, tool: Tool, *words: str | Path, **options: Unpack[Options]) -> Command | Missing:
        """A command of a peer, when it is there."""
        if isinstance(tool, Absent):
            return Missing(title, tool.reason)
        return Command(title, (str(tool), *map(str, words)), **options)

    def tool(self, peer: str, name: str = "") -> Tool:
        """A program of a peer's environment, by default the one with the peer's own name."""
        scripts = self.peer(peer)
        return scripts if isinstance(scripts, Absent) else scripts / (name or peer)

    def program(self, name: str) -> Tool:
        """A program of the system."""
        found = shutil.which(name)
        return Path(found) if found else Absent(f"{name} ({PROGRAMS[name]})")

    def _peer(self, name: str) -> Tool:
        print(f"installerar {', '.join(PEERS[name])}")
        try:
            return install_others(self.home / name.replace(" ", "-"), PEERS[name])
        except (OSError, subprocess.CalledProcessError):
            return Absent(f"{name} (uv pip install {' '.join(PEERS[name])} failed)")


def install(folder: Path) -> Path:
    """The scripts folder of a fresh environment with the wheel of this checkout."""
    quietly("uv", "build", "--quiet", "--wheel", "--out-dir", folder / "dist", ROOT)
    (wheel,) = (folder / "dist").glob("*.whl")
    return install_others(folder / "venv", (str(wheel),))


def install_others(folder: Path, tools: Sequence[str] = TOOLS) -> Path:
    """The scripts folder of a fresh environment with other tools."""
    quietly("uv", "venv", "--quiet", "--python", sys.executable, folder)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    quietly("uv", "pip", "install", "--quiet", "--compile-bytecode", "--python", scripts / "python", *tools)
    return scripts


def quietly(*words: str | Path, folder: Path | None = None) -> str:
    """What the command prints; when it fails, what it says of that is shown, and `CalledProcessError` raised."""
    done = subprocess.run(list(map(str, words)), cwd=folder, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    done.check_returncode()
    return done.stdout


# --- what it was measured on ------------------------------------------------------------------------------------------


def machine() -> str:
    """The processor, its cores and the memory of this machine: `Intel Xeon, 2 cores, 24 GB RAM`."""
    return f"{_processor()}, {cores()} cores, {_memory():.0f} GB RAM, {platform.system()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def versions(setup: Setup) -> str:
    """The versions of Python and of loftekoll, with the revision that its wheel was built from."""
    told = quietly(setup.scripts / "loftekoll", "--version").split()
    return f"Python {platform.python_version()}, loftekoll {told[-1]}{_revision()}"


def _revision() -> str:
    try:
        head = quietly("git", "rev-parse", "--short", "HEAD", folder=ROOT).strip()
        changed = quietly("git", "status", "--porcelain", "--", "src", "pyproject.toml", folder=ROOT)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f" (revision {head}{', with changes' if changed else ''})"


def versions_of(setup: Setup, names: Sequence[str]) -> list[str]:
    """The versions of these peers, each once, or that they are missing."""
    return list(dict.fromkeys(told for name in names for told in _versions(setup, name)))


def _versions(setup: Setup, name: str) -> list[str]:
    tool = setup.program(name) if name in PROGRAMS else setup.peer(name)
    if isinstance(tool, Absent):
        return [f"missing: {tool.reason}"]
    if name in PEERS:
        return [each.replace("==", " ") for each in PEERS[name]]
    return [quietly(tool, "--version").split(",")[0].strip().replace("-", " ", 1)]
