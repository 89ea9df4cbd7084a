# ruff: noqa: ARG002 – fixtures that act by being there
"""Completion: what is offered, how each shell gets it, and what real shells then pass to the program."""

import os
import select
import shutil
import stat
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftekoll.cli.app import app
from loftekoll.cli.completion import Candidate
from loftekoll.cli.shells import SHELLS, _in_powershell, _spelt, _without_posix_quotes, _without_powershell_quotes

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
COMMANDS = [command.name for command in app.registered_commands]


@pytest.fixture
def place(workspace, cli):
    """A workspace with a few municipalities, the one of `workspace` among them."""
    text = (workspace.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
    for slug, name in (("upplands-vasby", "Upplands Väsby"), ("habo", "Habo"), ("habo-uppsala", "Håbo")):
        workspace.write(f"promises/{slug}/2025.yaml", _promise(text, name, "2025"))
    for name in ("2021-01-01-trafik-aaaaa1", "2022-01-01-samtal-aaaaa2", "uppfoljning-2021"):
        workspace.write(f"promises/exempelby/2020-2199/{name}.yaml", "")
    workspace.write("promises/exempelby/2019.yaml", _promise(text, "Exempelby", "2019").replace("trafik", "gammalt"))
    return workspace


def _promise(text: str, kommun: str, period: str) -> str:
    told = text.replace("kommun: Exempelby", f"kommun: {kommun}").replace("2020–2199", period)
    return told.replace("under 2021", f"under {period}")


@pytest.fixture
def asked(cli, monkeypatch):
    """What a shell is answered for the words, the last of which is being written."""

    def answered(shell: str, *words: str) -> list[str]:
        monkeypatch.setenv("_LOFTEKOLL_COMPLETE", f"complete_{shell}")
        monkeypatch.setenv("_LOFTEKOLL_ORD", "".join(f"{word}\n" for word in ("loftekoll", *words)))
        ran = cli()
        assert (ran.code, ran.err) == (0, "")
        return ran.out.splitlines()

    return answered


class TestOffered:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            pytest.param([""], COMMANDS, id="commands"),
            pytest.param(["st"], ["status"], id="command"),
            pytest.param(["ST"], ["status"], id="capitals"),
            pytest.param(["xyz"], [], id="no-command"),
            pytest.param(["status", ""], ["Exempelby", "Habo", "Håbo", "Upplands\\ Väsby"], id="municipalities"),
            pytest.param(["status", "exe"], ["Exempelby"], id="municipality"),
            pytest.param(["status", "håb"], ["Håbo"], id="rings"),
            pytest.param(["status", unicodedata.normalize("NFD", "håb")], ["Håbo"], id="nfd"),
            pytest.param(["status", "hab"], ["habo", "habo-uppsala"], id="two-that-differ-by-a-ring"),
            pytest.param(["status", "upplands\\ va"], ["Upplands\\ Väsby"], id="blank"),
            pytest.param(["status", '"upplands va'], ["Upplands Väsby"], id="quotation-mark"),
            pytest.param(["status", "'upp"], ["Upplands Väsby"], id="apostrophe"),
            pytest.param(["logga", "exempelby", ""], ["trafik", "samtal", "riskkvallar"], id="commitments"),
            pytest.param(["log", "0000", "ris"], ["riskkvallar"], id="alias-and-code"),
            pytest.param(["logga", "exempelby", "riskkvä"], ["riskkvallar"], id="id-with-dots"),
            pytest.param(["logga", "exempelby", "trafik", ""], ["samtal", "riskkvallar"], id="not-twice"),
            pytest.param(["logga", "Upplands\\ Väsby", "t"], ["trafik"], id="of-that-municipality"),
            pytest.param(["logga", "exempelby", "--period", "2019", ""], ["gammalt", "samtal", "riskkvallar"], id="of-that-period"),
            pytest.param(["logga", "nollköping", ""], [], id="unknown-municipality"),
            pytest.param(["status", "exempelby", "--period", ""], ["2020-2199", "2019"], id="periods"),
            pytest.param(["status", "--period", "2", "exempelby", "--PERIOD", ""], ["2020-2199", "2019"], id="capital-option"),
            pytest.param(["status", "--period", ""], ["2025", "2020-2199", "2019"], id="all-periods"),
            pytest.param(["status", "exempelby", "--period", "=", "2"], ["2020-2199", "2019"], id="equals-in-three-words"),
            pytest.param(["status", "exempelby", "--period", "="], ["2020-2199", "2019"], id="equals-and-nothing"),
            pytest.param(["status", "habo", "--ar", ""], ["2025"], id="years"),
            pytest.param(["status", "--format", ""], ["tabell", "json"], id="choices"),
            pytest.param(["logga", "exempelby", "trafik", "--part", "p"], ["polisen"], id="parties"),
            pytest.param(["logga", "exempelby", "trafik", "--plats", ""], [], id="free-text"),
            pytest.param(["schema", "--ut", ""], [], id="files"),
            pytest.param(["status", "--st"], ["--sträng"], id="option"),
            pytest.param(["status", "--STRÄ"], ["--sträng"], id="option-in-capitals"),
            pytest.param(["status", "--sträng", "--s"], [], id="option-once"),
            pytest.param(["logga", "--part", "polisen", "--par"], ["--part"], id="option-again"),
            pytest.param(["status", "--h"], ["--hjälp"], id="help-in-swedish"),
            pytest.param(["status", "--fel"], ["--felsök"], id="debugging"),
            pytest.param(["--ver"], ["--version"], id="option-of-the-program"),
            pytest.param(["--version", "stat"], ["status"], id="option-that-would-write"),
            pytest.param(["tolka", "--", "-"], [], id="text-after-two-dashes"),
            pytest.param(["regel", "lk60"], ["LK601", "LK602", "LK603", "LK604", "LK605", "LK606"], id="codes"),
            pytest.param(["komplettering", "p"], ["powershell", "pwsh"], id="shells"),
            pytest.param(["xyz", ""], COMMANDS, id="after-what-is-no-command"),
            pytest.param(["bedom", "exempelby", "t"], ["trafik"], id="folded-command"),
            pytest.param(["bedöm", "exempelby", "trafik", "d"], ["delvis\\ uppfyllt"], id="verdicts"),
            pytest.param(["ändra", "exempelby", "--löfte", "s"], ["samtal"], id="commitment-of-an-option"),
            pytest.param(["ändra", "exempelby", ""], ["aaaaa2", "aaaaa1"], id="marks-latest-first"),
            pytest.param(["ångra", "exempelby", "aaaaa1"], ["aaaaa1"], id="mark"),
            pytest.param(["importera", ""], [], id="file"),
            pytest.param(["importera", "blad.csv", "upp"], ["Upplands\\ Väsby"], id="municipality-after-a-file"),
        ],
    )  # fmt: skip
    def test_words(self, place, asked, words, expected):
        assert asked("bash", *words) == expected

    def test_the_workspace_that_is_asked_for(self, place, asked, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert asked("bash", "status", "e") == []
        assert asked("bash", "status", "--katalog", "arbete", "e") == ["Exempelby"]
        monkeypatch.setenv("LOFTEKOLL_KATALOG", str(place.folder))
        assert asked("bash", "logga", "exempelby", "t") == ["trafik"]

    def test_a_joint_promise_is_found_under_each(self, place, asked):
        text = (place.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
        place.write("promises/boden/2025.yaml", _promise(text, "[Boden, Luleå]", "2025"))
        assert asked("bash", "logga", "luleå", "") == ["trafik", "samtal", "riskkvallar"]

    @POSIX
    def test_only_the_promises_of_that_municipality_are_read(self, place, asked):
        """A pipe in another folder would keep the reader waiting for ever."""
        os.mkfifo(place.folder / "promises/habo/2024.yaml")
        (place.folder / "promises/habo/2024").mkdir()
        assert asked("bash", "logga", "exempelby", "t") == ["trafik"]
        assert "Habo" in asked("bash", "logga", "")


class TestShells:
    """Each gets its words quoted so that what it inserts is one word, and facts where it has room for them."""

    @pytest.mark.parametrize(
        ("shell", "words", "expected"),
        [
            pytest.param("zsh", ["status", "upp"], ["Upplands Väsby\t"], id="zsh"),
            pytest.param("zsh", ["status", "exempelby", "--period=20"], ["--period=2020-2199\t", "--period=2019\t"], id="zsh-equals"),
            pytest.param("zsh", ["logga", "exempelby", "t"], ["trafik\tTrafikinsatser på utvalda platser."], id="zsh-fact"),
            pytest.param("fish", ["status", "upp"], ["Upplands Väsby\t"], id="fish"),
            pytest.param("fish", ["status", "upplands va"], ["upplands vasby\t"], id="fish-drops-what-begins-otherwise"),
            pytest.param("fish", ["status", "hab"], ["Habo\t", "habo-uppsala\t"], id="fish-two"),
            pytest.param("fish", ["status", "--stra"], ["--strang\tAvsluta med kod 1 om något löfte är efter plan."], id="fish-option"),
            pytest.param("powershell", ["status", "upp"], ["'Upplands Väsby'\t"], id="powershell"),
            pytest.param("powershell", ["status", "'upplands v"], ["'Upplands Väsby'\t"], id="powershell-quotation-mark"),
            pytest.param("powershell", ["status", "exempelby", "--period=20"], ["--period=2020-2199\t", "--period=2019\t"], id="powershell-equals"),
            pytest.param("fish", ["ångra", "exempelby", "aaaaa2"], ["aaaaa2\t2022-01-01 samtal"], id="fish-mark"),
            pytest.param("pwsh", ["st"], ["status\tVisa hur det går för löftena."], id="pwsh"),
        ],
    )  # fmt: skip
    def test_line(self, place, asked, shell, words, expected):
        assert asked(shell, *words) == expected

    @pytest.mark.parametrize("shell", SHELLS)
    def test_script(self, cli, shell, monkeypatch):
        ran = cli("komplettering", shell)
        assert ran.code == 0
        assert ran.out.isascii()
        assert "_LOFTEKOLL_COMPLETE" in ran.out
        assert ran.err.count("\n    ") == 1
        assert f"loftekoll komplettering {shell.replace('pwsh', 'powershell')} 2>" in ran.err
        monkeypatch.setenv("_LOFTEKOLL_COMPLETE", f"source_{shell}")
        assert cli() == (0, ran.out, "")

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_the_shell_can_read_its_script(self, cli, shell):
        _need(shell)
        done = subprocess.run(
            [shell, "-n"], input=cli("komplettering", shell).out.encode(), capture_output=True, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")

    def test_without_a_shell(self, cli):
        ran = cli("komplettering")
        told = "fel: argumentet SKAL saknas\ntips: välj powershell, bash, zsh, fish eller pwsh\n"
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(told)


class TestBroken:
    """A person in the middle of a line sees nothing of what is wrong."""

    @pytest.mark.parametrize(
        ("instruction", "words"),
        [
            pytest.param("complete_tcsh", "loftekoll\n\n", id="unknown-shell"),
            pytest.param("bash", "loftekoll\n\n", id="unknown-instruction"),
            pytest.param("complete_bash", None, id="no-words"),
            pytest.param("complete_bash", "", id="no-word"),
            pytest.param("complete_bash", "\n", id="not-even-a-name"),
            pytest.param("complete_bash", "loftekoll\nlogga\nexempelby\n'\"\\\n", id="odd-quotes"),
        ],
    )
    def test_protocol(self, place, cli, monkeypatch, instruction, words):
        monkeypatch.setenv("_LOFTEKOLL_COMPLETE", instruction)
        monkeypatch.delenv("_LOFTEKOLL_ORD", raising=False)
        if words is not None:
            monkeypatch.setenv("_LOFTEKOLL_ORD", words)
        ran = cli()
        assert (ran.code, ran.out.strip(), ran.err) == (0, "", "")

    @pytest.mark.parametrize("words", [["status", ""], ["logga", "exempelby", ""], ["status", "x", "--period", ""]])
    def test_without_a_workspace(self, asked, tmp_path, monkeypatch, words):
        monkeypatch.chdir(tmp_path)
        assert asked("bash", *words) == []

    def test_a_broken_promise_among_whole_ones(self, place, asked):
        place.write("promises/exempelby/2200.yaml", "kommun: [\n")
        assert asked("bash", "logga", "exempelby", "t") == ["trafik"]
        assert asked("bash", "status", "exempelby", "--period", "22") == ["2200"]

    def test_nothing_but_broken_promises(self, place, asked):
        for name in ("2019", "2020-2199"):
            place.write(f"promises/exempelby/{name}.yaml", "<<<<<<< HEAD\n")
        assert asked("bash", "logga", "exempelby", "") == []

    def test_a_folder_that_is_no_municipality(self, place, asked):
        (place.folder / "promises/annat\nord").mkdir()
        (place.folder / "promises/zebra").mkdir()
        assert asked("bash", "status", "")[-1] == "zebra"
        assert "annat" not in "".join(asked("bash", "status", "a"))


ODD_NAMES = [
    "x1 två  ord", "x2$(touch x)", "x3`touch x`", "x4'a\"b", "x5;touch x", "x6*", "x7\\n", "x8&|<>", "x9{a,b}!#~",
]  # fmt: skip


def _need(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")


class Typist:
    """A person at a shell in a terminal, with a `loftekoll` that writes down the arguments that it gets."""

    START: ClassVar = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}
    LOAD: ClassVar = {
        "bash": 'eval "$(loftekoll komplettering bash 2>/dev/null)"',
        "zsh": 'eval "$(loftekoll komplettering zsh 2>/dev/null)"',
        "fish": "loftekoll komplettering fish 2>/dev/null | source",
    }

    def __init__(self, shell: str, folder: Path, environment: dict[str, str], home: Path) -> None:
        (home / "bin").mkdir(parents=True)
        program = home / "bin/loftekoll"
        self.got = home / "argument.txt"
        program.write_text(
            "#!/bin/sh\n"
            f'case "$_LOFTEKOLL_COMPLETE$1" in ?*_*|komplettering) exec {sys.executable} -m loftekoll.cli.main "$@";; esac\n'
            f'printf "%s\\n" "$@" >{home}/ny; mv {home}/ny {self.got}\n',
            encoding="utf-8",
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        plain = {"HOME": str(home), "PATH": f"{home}/bin:{os.environ['PATH']}", "TERM": "xterm", "LC_ALL": "C.UTF-8"}
        import pty  # not on Windows

        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            plain["PYTHONPATH"] = environment["PYTHONPATH"]
            os.execvpe(shell, [shell, *self.START[shell], "-i"], plain)  # noqa: S606 – a shell is what is started
        self.line(self.LOAD[shell])

    def line(self, text: str) -> None:
        os.write(self.terminal, f"{text}\r".encode())

    def arguments(self, text: str) -> list[str]:
        """What the program gets when this is typed, and then Enter."""
        self.got.unlink(missing_ok=True)
        self.line(text)
        deadline = time.monotonic() + 20
        screen = b""
        while not self.got.exists():
            assert time.monotonic() < deadline, screen.decode(errors="replace")
            if select.select([self.terminal], [], [], 0.02)[0]:
                screen += os.read(self.terminal, 65536)
        return self.got.read_text(encoding="utf-8").splitlines()

    def leave(self) -> None:
        os.close(self.terminal)
        os.kill(self.child, 9)
        os.waitpid(self.child, 0)


@pytest.fixture(params=["bash", "zsh", "fish"])
def typist(request, place, child_environment, tmp_path):
    _need(request.param)
    found = Typist(request.param, place.folder, child_environment, tmp_path / "hem")
    yield found
    found.leave()


@POSIX
class TestTab:
    """A real shell in a terminal: the tab key makes one word of what is offered, whatever it holds."""

    LINES: ClassVar = {
        "loftekoll stat\t": ["status"],
        "loftekoll logga upp\t\t": ["logga", "Upplands Väsby"],
        "loftekoll logga 'upp\t": ["logga", "Upplands Väsby"],
        "loftekoll logga exempelby ris\t": ["logga", "exempelby", "riskkvallar"],
        "loftekoll status --sträng exe\t": ["status", "--sträng", "Exempelby"],
        "loftekoll status exempelby --period=2020\t": ["status", "exempelby", "--period=2020-2199"],
    }

    def test_what_the_program_gets(self, typist):
        assert {line: typist.arguments(line) for line in self.LINES} == self.LINES

    def test_what_stands_in_a_name_is_never_run(self, typist, place):
        for name in ODD_NAMES:
            (place.folder / "promises" / name).mkdir()
        typed = {name: typist.arguments(f"loftekoll logga {name[:2]}\t") for name in ODD_NAMES}
        assert typed == {name: ["logga", name] for name in ODD_NAMES}
        assert not list(place.folder.rglob("x"))


class TestQuoting:
    @given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="‘’‚‛"), min_size=1))
    def test_powershell_reads_back_what_is_quoted_for_it(self, word):
        assert _without_powershell_quotes(_in_powershell(word, "")) == word

    @given(st.text(st.characters(exclude_categories=["Cs"])))
    def test_reading_a_word_that_is_not_finished_never_fails(self, word):
        assert isinstance(_without_posix_quotes(word), str)
        assert isinstance(_without_powershell_quotes(word), str)

    @given(st.lists(st.text("abåÅ", min_size=1), min_size=1), st.text("abåÅ"))
    def test_what_is_typed_never_gets_shorter(self, values, typed):
        """A shell puts what all candidates have in common in the place of what is typed."""
        from loftekoll.cli.swedish import fold

        found = [Candidate(each, plain=fold(each)) for each in values if fold(each).startswith(fold(typed))]
        spelt = _spelt(found, typed, is_strict=False)
        assert len({each.value[: len(typed)] for each in spelt}) <= 1
