"""A real terminal, by tmux: what a person sees and types. Skipped where tmux is missing."""

import shutil
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")

PATIENCE = 20


class Screen:
    """A tmux session of its own server, in a folder, so wide."""

    def __init__(self, socket: Path, folder: Path, environment: dict[str, str], columns: int) -> None:
        self.socket = socket
        path = f"{socket.parent}:{environment['PATH']}"
        plain = {"PS1": "$ ", "LC_ALL": "C.UTF-8", "PATH": path, "PYTHONPATH": environment["PYTHONPATH"]}
        shell = ["env", "-i", *(f"{name}={value}" for name, value in plain.items()), "TERM=screen", "sh"]
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", "50", "-c", str(folder), *shell)
        self.wait("$")

    def tmux(self, *argv: str) -> str:
        done = subprocess.run(
            ["tmux", "-u", "-S", str(self.socket), *argv], check=True, capture_output=True, encoding="utf-8"
        )
        return done.stdout

    def text(self) -> str:
        return self.tmux("capture-pane", "-p").rstrip("\n")

    def wait(self, ending: str) -> str:
        """The screen once its last line ends so; fails when it never does."""
        deadline = time.monotonic() + PATIENCE
        while not self.text().endswith(ending):
            assert time.monotonic() < deadline, self.text()
            time.sleep(0.02)
        return self.text()

    def type(self, text: str, *, until: str) -> str:
        self.tmux("send-keys", "-l", text)
        self.tmux("send-keys", "Enter")
        return self.wait(until)

    def key(self, name: str, *, until: str) -> str:
        self.tmux("send-keys", name)
        return self.wait(until)


@pytest.fixture
def screen(tmp_path, child_environment):
    """Opens a terminal; all are closed at the end."""
    opened = []

    def made(folder: Path, columns: int = 80) -> Screen:
        socket = tmp_path / f"tmux-{len(opened)}"
        opened.append(Screen(socket, folder, child_environment, columns))
        opened[-1].type(f'loftekoll() {{ {sys.executable} -m loftekoll.cli.main "$@"; }}; clear', until="$")
        return opened[-1]

    yield made
    for each in opened:
        each.tmux("kill-server")


def today() -> str:
    return str(datetime.now(ZoneInfo("Europe/Stockholm")).date())


def shown(screen: Screen, workspace) -> str:
    """The screen with the day and the random part of file names made the same in every run."""
    text = screen.text().replace(today(), "ÅÅÅÅ-MM-DD")
    for name in workspace.log():
        text = text.replace(name.rpartition("-")[2], "xxxxxx.yaml")
    return f"{text}\n"


def test_log_by_answering(screen, workspace, golden):
    terminal = screen(workspace.folder)
    terminal.type("loftekoll logga exempelby", until=f"Vilken dag? [{today()}]:")
    terminal.key("Enter", until="Nummer eller namn:")
    terminal.type("2", until="över):")
    terminal.type("Åparken", until="över):")
    terminal.key("Enter", until="$")
    golden("terminal-logga.txt", shown(terminal, workspace))
    assert len(workspace.log()) == 1


def test_a_slip_of_the_finger_is_asked_again(screen, workspace, golden):
    terminal = screen(workspace.folder)
    terminal.type("loftekoll logga", until="]:")
    terminal.type("2021-02-30", until="]:")
    terminal.type("2021-05-03", until="namn:")
    terminal.type("samtl", until="namn:")
    terminal.type("riskkvällar", until="över):")
    terminal.type("ring 070-174 06 35", until="över):")
    terminal.key("Enter", until="över):")
    terminal.key("Enter", until="$")
    golden("terminal-fel-svar.txt", shown(terminal, workspace))
    assert [name[:22] for name in workspace.log()] == ["2021-05-03-riskkvallar"]


ANSWERS = (("2021-05-03", "namn:"), ("2", "över):"), ("Torget", "över):"))


@pytest.mark.parametrize("answered", range(len(ANSWERS) + 1))
def test_ctrl_c_leaves_nothing(screen, workspace, answered):
    terminal = screen(workspace.folder)
    terminal.type("loftekoll logga exempelby", until="]:")
    for answer, until in ANSWERS[:answered]:
        terminal.type(answer, until=until)
    terminal.key("C-c", until="$")
    terminal.type("echo kod $?", until="kod 130\n$")
    assert terminal.text().splitlines()[-4:] == ["Avbrutet: inget sparades.", "$ echo kod $?", "kod 130", "$"]
    assert workspace.log() == []


def test_ctrl_c_at_the_last_question(screen, workspace, golden):
    terminal = screen(workspace.folder)
    terminal.type("loftekoll logga exempelby", until="]:")
    for answer, until in ANSWERS:
        terminal.type(answer, until=until)
    terminal.key("C-c", until="$")
    golden("terminal-avbrutet.txt", shown(terminal, workspace))
    assert workspace.log() == []


def test_the_same_again(screen, workspace, golden):
    terminal = screen(workspace.folder)
    command = "loftekoll logga exempelby samtal --datum '3 maj 2021' --plats Torget"
    terminal.type(command, until="$")
    before = workspace.log()
    terminal.type(f"clear; {command}", until="Samma igen? [j/N]:")
    terminal.key("Enter", until="$")
    assert workspace.log() == before
    terminal.type(command, until="Samma igen? [j/N]:")
    terminal.type("j", until="$")
    golden("terminal-samma-igen.txt", shown(terminal, workspace))
    assert len(workspace.log()) == 2


def test_log_by_answering_at_40_columns(screen, workspace, golden):
    terminal = screen(workspace.folder, 40)
    terminal.type("clear; loftekoll logga", until="]:")
    terminal.type("3/5 2021", until="namn:")
    terminal.type("1 3", until="över):")
    terminal.key("Enter", until="över):")
    terminal.key("Enter", until="$")
    golden("terminal-logga-40.txt", shown(terminal, workspace))
    assert len(workspace.log()) == 1


def test_a_keyboard_in_another_encoding_is_asked_again(screen, workspace):
    terminal = screen(workspace.folder)
    terminal.type("loftekoll logga exempelby --datum 2021-05-03", until="namn:")
    terminal.type("2", until="över):")
    terminal.tmux("send-keys", "-H", "e5")  # å in Latin-1
    terminal.key("Enter", until="över):")
    assert terminal.text().splitlines()[-3].endswith("fel: svaret har tecken som inte går att läsa")
    terminal.key("C-c", until="$")
    assert workspace.log() == []


def test_end_of_input_leaves_nothing(screen, workspace):
    terminal = screen(workspace.folder)
    terminal.type("loftekoll logga exempelby", until="]:")
    terminal.key("C-d", until="$")
    assert terminal.text().splitlines()[-2:] == ["Avbrutet: inget sparades.", "$"]
    assert workspace.log() == []


def test_letters_with_rings_and_dots(screen, workspace):
    terminal = screen(workspace.folder)
    terminal.type(
        "loftekoll logga exempelby samtal --datum 2021-05-03 --plats 'Åparken, Östra ängen'; echo slut", until="slut\n$"
    )
    (name,) = workspace.log()
    text = (workspace.folder / "promises/exempelby/2020-2199" / name).read_text(encoding="utf-8")
    assert text == 'datum: 2021-05-03\nlöfte: samtal\nplats: "Åparken, Östra ängen"\n'


def test_status_at_40_columns(screen, published, golden):
    terminal = screen(published, 40)
    terminal.type("clear; loftekoll status kalix --per 2019-06-30; echo slut", until="slut\n$")
    golden("terminal-status-40.txt", f"{terminal.text()}\n")


def test_a_reader_that_has_seen_enough(screen, published):
    terminal = screen(published)
    terminal.type("loftekoll rapport exempelby | head -1; echo slut", until="slut\n$")
    assert terminal.text().splitlines()[-3:] == ["# Uppföljning av medborgarlöftet Exempelby 2025", "slut", "$"]
