"""A whole country: `kontrollera` and `status` of many promises, in several processes, while a person waits."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

KONTROLLERA = ("kontrollera", "--format", "json", "--per", "2025-12-31")
STATUS = ("status", "--per", "2025-12-31")
COMMANDS = [pytest.param(KONTROLLERA, id="kontrollera"), pytest.param(STATUS, id="status")]
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only there other processes are forked")


@pytest.fixture
def faulty(many):
    """Many promises, of which some have faults in the promise, in the log, and beside it."""
    promises = many / "promises"
    first, second, third, fourth, fifth = sorted(promises.iterdir())[10:60:10]
    (first / "2025.yaml").write_text("kommun: [\n", encoding="utf-8")
    (second / "2025" / "2025-01-01-trafik-aaaaaa.yaml").write_text("datum: i går\nlöfte: trafik\n", encoding="utf-8")
    (third / "2025" / "2025-01-01-trafik-bbbbbb.yaml").write_text("datum: 2025-01-01\nlöfte: tafik\n", encoding="utf-8")
    (fourth / "2025" / "djupt").mkdir()
    (fourth / "2025" / "djupt" / "a.yaml").write_text("datum: 2025-01-01\nlöfte: trafik\n", encoding="utf-8")
    (fifth / "2025" / "2025-01-01-trafik-cccccc.yaml.txt").write_text("datum: 2025-01-01\n", encoding="utf-8")
    return many


SHARED = "import os; os.sched_getaffinity = lambda _: {}; from loftekoll.cli.main import main; main()"
"""The program on a machine with these processors; pytest's own process has threads, and forks none."""


@linux_only
@pytest.mark.parametrize("command", [*COMMANDS, pytest.param((*STATUS, "--format", "json"), id="status-json")])
def test_several_processes_tell_what_one_tells(faulty, child_environment, command):
    one, three = (
        subprocess.run(
            [sys.executable, "-c", SHARED.format(processors), *command],
            cwd=faulty,
            env=child_environment,
            check=False,
            capture_output=True,
        )
        for processors in ({0}, {0, 1, 2})
    )
    assert (one.returncode, one.stdout, one.stderr) == (three.returncode, three.stdout, three.stderr)
    assert one.returncode == (1 if command == KONTROLLERA else 0)


def test_every_fault_is_told_wherever_it_was_found(cli, faulty, monkeypatch):
    monkeypatch.chdir(faulty)
    answer = json.loads(cli(*KONTROLLERA).out)
    errors = [each["kod"] for each in answer["anmärkningar"] if each["allvar"] == "fel"]
    assert (errors, answer["filer"]) == (["LK103", "LK112", "LK401", "LK119", "LK119"], 200 + 200 * 30 + 4)


def test_what_figures_lack_is_told_in_order(cli, faulty, monkeypatch):
    monkeypatch.chdir(faulty)
    eleventh = sorted(path.name for path in (faulty / "promises").iterdir())[10]
    warnings = [line.partition(":")[2].split()[:2] for line in cli(*STATUS).err.splitlines()]
    assert warnings == [["1", "loggfil"], ["1", "loggpost"], [f"{eleventh}/2025", "går"]]


@linux_only
@pytest.mark.parametrize("command", COMMANDS)
def test_ctrl_c_ends_at_once(many, child_environment, members_of, command):
    """The others are stopped as soon as they are there, so that they are still at work when Ctrl-C comes."""
    process = subprocess.Popen(
        [sys.executable, "-m", "loftekoll.cli.main", *command],
        cwd=many, env=child_environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        _press_while_at_work(process, members_of)
    finally:
        process.kill()


def _press_while_at_work(process, members_of):
    deadline = time.monotonic() + 60
    while not (others := [each for each in members_of(process.pid) if each != process.pid]):
        assert time.monotonic() < deadline
    for each in others:
        os.kill(each, signal.SIGSTOP)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.decode()) == (130, b"", "Avbrutet.\n")
    while members_of(process.pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)


class TestProgress:
    """A bar is for a person who waits longer than a second."""

    @pytest.fixture
    def impatient(self, monkeypatch, many):
        monkeypatch.setattr("loftekoll.cli.progress_bar.PATIENCE", 0.0)
        monkeypatch.chdir(many)

    @pytest.mark.usefixtures("impatient")
    @pytest.mark.parametrize("command", COMMANDS)
    def test_none_in_a_pipe(self, cli, command):
        assert cli(*command).err == ""

    @pytest.mark.usefixtures("impatient")
    @pytest.mark.parametrize(
        ("command", "what"),
        [(KONTROLLERA, "Kontrollerar medborgarlöften"), (STATUS, "Läser medborgarlöften")],
        ids=["kontrollera", "status"],
    )
    def test_on_a_terminal_that_leaves_nothing_behind(self, cli, terminal, monkeypatch, command, what):
        screen = terminal("utf-8", 80)
        monkeypatch.setattr(sys, "stderr", screen)
        assert cli(*command).code == 0
        assert what in screen.text()
        assert screen.text().endswith("\x1b[2K")
