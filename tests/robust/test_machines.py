"""The same day's work on machines of every kind: the log that it leaves is the same to the last byte, and so is what is said.

Each runs in processes of its own, since what differs is how an interpreter starts.
"""

import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftekoll.log_names import parts_of
from loftekoll.store.append import append_entry
from loftekoll.store.workspace import LEFTOVER

LOG = "promises/exempelby/2020-2199"
STANDING = "2021-04-01-samtal-aaaaaa.yaml"
DAY = [
    ["logga", "exempelby", "samtal", "--datum", "2021-05-03", "--plats", "Åparken, Östra ängen", "--part", "polisen"],
    ["bedöm", "exempelby", "samtal", "ej uppfyllt", "--avser", "2021", "--motivering", "Det räckte inte ända fram.",
     "--datum", "2021-12-31"],
    ["ändra", "exempelby", "aaaaaa", "--plats", "Västergård"],
    ["importera", "blad.csv", "exempelby"],
    ["ångra", "exempelby", "bbbbbb", "--ja"],
    ["logg", "exempelby"],
]  # fmt: skip
MACHINES = {
    "LANG=C": {"LANG": "C", "LC_ALL": "C"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "no-color": {"NO_COLOR": "1", "TERM": "xterm"},
    "dumb": {"TERM": "dumb"},
    "no-home": {"HOME": None, "USERPROFILE": None},
    "no-git": {"PATH": ""},
    "no-variables": None,
}
"""What differs from the plain machine; `None` takes a variable away, or all of them."""


class Machine:
    """A workspace in a folder, and how processes start there."""

    def __init__(self, folder: Path, promise: str, variables: dict[str, str]) -> None:
        self.folder, self.variables = folder, variables
        (folder / LOG).mkdir(parents=True)
        (folder / f"{LOG}.yaml").write_bytes(promise.encode())
        (folder / LOG / STANDING).write_bytes("datum: 2021-04-01\nlöfte: samtal # i bilen\n".encode())
        (folder / LOG / "2021-04-02-trafik-bbbbbb.yaml").write_bytes("datum: 2021-04-02\nlöfte: trafik\n".encode())
        (folder / "blad.csv").write_bytes("Datum;Löfte;Plats\r\n2021-06-01;samtal;Åvägen\r\n".encode("cp1252"))

    def run(self, *argv: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "loftekoll.cli.main", *argv], cwd=self.folder, env=self.variables,
            stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def day(self) -> tuple[str, dict[str, bytes]]:
        """What is said in a day's work, and the log that it leaves, but for the marks that are drawn."""
        said = ""
        for argv in DAY:
            code, out, err = self.run(*argv)
            assert code == 0, err
            assert "\x1b" not in out + err
            said += out + err
        paths = sorted((self.folder / LOG).iterdir())
        for path in paths:
            said = said.replace(parts_of(path.name).mark, "xxxxxx")
        return said, {path.name.replace(parts_of(path.name).mark, "xxxxxx"): path.read_bytes() for path in paths}


@pytest.fixture
def machine(tmp_path, workspace, child_environment) -> Callable[..., Machine]:
    """Makes a machine whose variables differ so, with its workspace in a folder of this name."""
    promise = (workspace.folder / f"{LOG}.yaml").read_text(encoding="utf-8")

    def made(differing: dict[str, Any] | None, name: str = "plats", text: str = promise) -> Machine:
        needed = {
            key: child_environment[key] for key in ("PYTHONPATH", "COLUMNS", "SYSTEMROOT") if key in child_environment
        }
        variables = needed if differing is None else child_environment | differing
        return Machine(tmp_path / name, text, {key: value for key, value in variables.items() if value is not None})

    return made


@pytest.fixture(scope="module")
def plain_day() -> dict[str, Any]:
    """The day on a plain machine, done once."""
    return {}


def _plain(machine, plain_day: dict[str, Any]) -> tuple[str, dict[str, bytes]]:
    if not plain_day:
        plain_day["said"], plain_day["files"] = machine({}, "vanlig").day()
        assert sorted(plain_day["files"]) == [
            "2021-04-01-samtal-xxxxxx.yaml", "2021-05-03-samtal-xxxxxx.yaml",
            "2021-06-01-samtal-xxxxxx.yaml", "2021-12-31-samtal-xxxxxx.yaml",
        ]  # fmt: skip
    return plain_day["said"], plain_day["files"]


@pytest.mark.parametrize("name", MACHINES)
def test_a_day_on_a_machine(machine, plain_day, name):
    assert machine(MACHINES[name]).day() == _plain(machine, plain_day)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("med blanksteg & å", id="blanks"),
        pytest.param(unicodedata.normalize("NFD", "Åsele på Mac"), id="nfd"),
        pytest.param("promises", id="called-promises"),
        pytest.param("a'b (1) #2 100% [x]", id="signs"),
    ],
)
def test_a_day_in_a_folder(machine, plain_day, name):
    assert machine({}, name).day() == _plain(machine, plain_day)


def test_a_day_on_a_narrow_screen(machine, plain_day):
    """At 40 columns the same is saved, and no word of what is said is lost (tests/cli/test_terminal.py shows it)."""
    said, files = machine({"COLUMNS": "40"}).day()
    plainly_said, plain = _plain(machine, plain_day)
    assert files == plain
    assert set(re.findall(r"\w+", plainly_said)) <= set(re.findall(r"\w+", said))


def test_a_working_tree_with_the_line_ends_of_windows(machine, plain_day, workspace):
    """Files are read as they lie there, and an edit keeps their line ends."""
    promise = (workspace.folder / f"{LOG}.yaml").read_text(encoding="utf-8")
    windows = machine({}, text="\ufeff" + promise.replace("\n", "\r\n"))
    standing = windows.folder / LOG / STANDING
    standing.write_bytes(standing.read_bytes().replace(b"\n", b"\r\n"))
    said, files = windows.day()
    plainly_said, plain = _plain(machine, plain_day)
    assert said == plainly_said
    edited = files["2021-04-01-samtal-xxxxxx.yaml"]
    assert edited == plain["2021-04-01-samtal-xxxxxx.yaml"].replace(b"\n", b"\r\n")


def test_no_terminal_at_all(machine):
    """Closed streams: nothing can be asked or told, and nothing breaks."""
    folder = machine({}, "stängd").folder
    command = (
        f'{sys.executable} -m loftekoll.cli.main logga exempelby samtal --datum 2021-05-03 <&- >&- 2>&-; echo "$?"'
    )
    if sys.platform == "win32":
        pytest.skip("needs a shell that closes streams")
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=machine({}, "x").variables, capture_output=True, check=True
    )
    assert done.stdout == b"0\n"
    assert len(list((folder / LOG).iterdir())) == 3


# --- names --------------------------------------------------------------------------------------------------------

DEVICES = {"con", "prn", "aux", "nul", *(f"{device}{n}" for device in ("com", "lpt") for n in range(10))}
IDS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).filter(lambda text: len(text) <= 40)


@given(
    id_=IDS | st.sampled_from(sorted(DEVICES)), day=st.dates(min_value=date(1990, 1, 1), max_value=date(2199, 12, 31))
)
def test_every_name_is_one_on_every_system(tmp_path_factory, id_, day):
    """Windows knows signs and names that are none; where capitals are no difference, two names must differ in more."""
    folder = tmp_path_factory.mktemp("namn")
    path = append_entry(folder, day, id_, {"datum": day, "löfte": id_})
    assert [each.name for each in folder.iterdir()] == [path.name]
    for name in (path.name, f".{path.name}{LEFTOVER}"):
        assert re.fullmatch(r"[a-z0-9.-]+[a-z0-9]", name), "no capitals, blanks, å, or signs of paths"
        assert name.partition(".")[0] not in DEVICES
        assert len(name) <= 100
    assert parts_of(path.name).commitment == id_
