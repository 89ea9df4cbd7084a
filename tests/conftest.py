"""What the tests share: golden files, workspaces, and a run of the program in this process."""

import os
import shutil
import signal
import time
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"

SETTINGS = (
    "NO_COLOR", "FORCE_COLOR", "TERM", "GITHUB_ACTIONS", "TYPER_USE_RICH", "LOFTEKOLL_KATALOG", "LOFTEKOLL_FELSOK",
    "_LOFTEKOLL_COMPLETE", "PYTHONIOENCODING", "PYTHONUTF8", "LC_ALL", "LANG", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE",
)  # fmt: skip
"""Variables of the developer's own machine that must not colour a test."""


class Ran(NamedTuple):
    """What a run of the program came to."""

    code: int
    out: str
    err: str


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew; read the diff like code"
    )


@pytest.fixture(autouse=True, scope="session")
def _ctrl_c_is_heard():
    """What is started in the background ignores Ctrl-C, and so would all that the tests start."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def golden(request):
    """Compares a text with a file in tests/golden, or writes it there with --update-golden."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"no golden file {name}: run pytest --update-golden"
        assert text == path.read_bytes().decode()

    return compare


@pytest.fixture(scope="session")
def grows_as_the_text():
    """Whether the time of an act grows as its text does.

    Sixteen times the text takes 16 times as long where the time is linear, and 256 times where it is quadratic. What
    is halfway, 64, is far from both, so that a busy machine does not fail the test.
    """

    def processor_time(act, text: str) -> float:
        begun = time.process_time()
        act(text)
        return time.process_time() - begun

    def is_linear(act, piece: str, short: int) -> bool:
        act(piece)  # loads what it needs
        brief, long = (piece * (length // len(piece)) for length in (short, 16 * short))
        least = min(processor_time(act, brief) for _ in range(5))
        return any(processor_time(act, long) < 64 * least for _ in range(3))

    return is_linear


@pytest.fixture
def plain_environment(monkeypatch):
    """The program as on a machine without settings of its own, 100 columns wide."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def cli(plain_environment, capsys):
    """Runs the program on arguments in this process, in the folder that it stands in."""
    from loftekoll.cli.app import app
    from loftekoll.cli.run import run

    def ran(*argv: str) -> Ran:
        code = run(app, argv)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return ran


@pytest.fixture(scope="session")
def _published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    for source in (ROOT / "promises", ROOT / "examples" / "promises"):
        shutil.copytree(source, folder / "promises", dirs_exist_ok=True)
    return folder


@pytest.fixture
def published(_published, monkeypatch):
    """Stands in a workspace, outside git, with all published promises and the one of Exempelby; to be read only."""
    monkeypatch.chdir(_published)
    return _published


PROMISE = """\
kommun: Exempelby
period: 2020–2199
parter: [polisen, kommunen]
fokusområden:
  - namn: Trafik och trygghet
    löften:
      - id: trafik
        text: Trafikinsatser på utvalda platser.
        mål: högst 1 000 trafikinsatser per år
        ansvarig: polisen
      - id: samtal
        text: Samtal med unga på kvällarna.
        mål: löpande
        ansvarig: [polisen, kommunen]
      - id: riskkvallar
        text: Närvaro under riskkvällar.
        mål: minst två riskkvällar under 2021
        ansvarig: polisen
"""
"""A promise that covers every day there is, and whose standings hold on all of them."""


class Workspace(NamedTuple):
    """A folder with promises, and how to put files into it."""

    folder: Path

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def log(self) -> list[str]:
        """The names of all log files of the promise."""
        return sorted(path.name for path in (self.folder / "promises/exempelby/2020-2199").glob("*"))


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """Stands in a workspace of its own with one promise for all days."""
    found = Workspace(tmp_path / "arbete")
    found.write("promises/exempelby/2020-2199.yaml", PROMISE)
    monkeypatch.chdir(found.folder)
    return found


@pytest.fixture
def child_environment():
    """The variables for a process of the program that has no settings of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return kept | {"PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100"}
