"""The program as a whole: its help, its names, its exit codes, and a process of it in every kind of surroundings."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path

import pytest

from loftekoll.cli.app import app
from loftekoll.cli.swedish import ALIASES

ROOT = Path(__file__).parents[2]
COMMANDS = (
    "status",
    "logga",
    "bedöm",
    "logg",
    "ändra",
    "ångra",
    "importera",
    "kontrollera",
    "regel",
    "tolka",
    "rapport",
    "schema",
    "komplettering",
)
ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments|show|default|required|error|missing|invalid|try|env var|dynamic|range|str|int|"
    r"text\b.*\b(the|and)|the|and|of|this|with|message|exit|help|file|path|directory|version \d)\b",
)


class TestHelp:
    def test_version(self, cli):
        version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
        assert cli("--version") == (0, f"loftekoll {version}\n", "")

    @pytest.mark.parametrize("command", ["", *COMMANDS])
    def test_page(self, cli, golden, command):
        ran = cli(*filter(None, [command]), "--hjälp")
        assert (ran.code, ran.err) == (0, "")
        assert ENGLISH.findall(ran.out.lower().replace("--version", "").replace("--format", "")) == []
        assert all(len(line) <= 80 for line in ran.out.splitlines())
        golden(f"hjalp-{command or 'loftekoll'}.txt", ran.out)
        assert cli(*filter(None, [command]), "--help").out == ran.out
        assert cli(*filter(None, [command]), "-h").out == ran.out

    def test_every_command_is_listed(self, cli):
        listed = re.findall(r"^  (\w+) ", cli().out.partition("Kommandon:")[2], re.MULTILINE)
        assert tuple(listed) == COMMANDS
        assert tuple(command.name for command in app.registered_commands) == COMMANDS

    def test_no_word_is_hidden_in_english(self, cli):
        assert not set(ALIASES) & set(re.findall(r"^  (\w+) ", cli().out, re.MULTILINE))


class TestNames:
    @pytest.mark.parametrize(
        ("alias", "argv"),
        [
            ("log", ["exempelby", "samtal", "--datum", "2021-05-03"]),
            ("check", []),
            ("report", ["exempelby"]),
            ("parse", ["löpande"]),
        ],
    )
    @pytest.mark.usefixtures("workspace")
    def test_english_alias(self, cli, alias, argv):
        assert cli(alias, *argv).code == 0

    @pytest.mark.parametrize("name", ["--år", "--ar", "--ÅR", unicodedata.normalize("NFD", "--år")])
    @pytest.mark.usefixtures("published")
    def test_option_without_accents_and_decomposed(self, cli, name):
        assert cli("status", "haparanda", name, "2021").out.startswith("Haparanda 2021 – ")
        assert cli("status", "haparanda", f"{name}=2021").out.startswith("Haparanda 2021 – ")

    @pytest.mark.parametrize("name", ["--sträng", "--strang", unicodedata.normalize("NFD", "--sträng")])
    @pytest.mark.usefixtures("published")
    def test_strict_without_accents_and_decomposed(self, cli, name):
        assert cli("status", "exempelby", "--per", "2025-08-20", name).code == 1

    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            pytest.param(["statsu"], "fel: okänt kommando «statsu»\ntips: menade du «status»?\n", id="command"),
            pytest.param(["checka"], "fel: okänt kommando «checka»\ntips: menade du «kontrollera» eller «schema»?\n", id="alias"),
            pytest.param(["xyz"], "fel: okänt kommando «xyz»\nHjälp: loftekoll --hjälp\n", id="far"),
            pytest.param(
                ["status", "--perr", "2019"], "fel: flaggan «--perr» finns inte\ntips: menade du «--per»", id="option"
            ),
            pytest.param(["status", "a", "b"], "fel: för många argument: «b»\n", id="too-many"),
            pytest.param(
                ["status", "--år", "nittio"],
                "fel: värdet «nittio» för --år är inget heltal\ntips: skriv ett heltal, till exempel 3\n",
                id="number",
            ),
            pytest.param(["status", "--per"], "fel: flaggan --per kräver ett värde\ntips: skriv --per DATUM\n", id="value"),
            pytest.param(
                ["status", "--format", "jsn"],
                "fel: värdet «jsn» för --format finns inte att välja\ntips: menade du «json»?\n",
                id="choice",
            ),
            pytest.param(
                ["status", "–-per", "2019"], "fel: för många argument: «2019»\n", id="dash-of-a-word-processor"
            ),
        ],
    )  # fmt: skip
    @pytest.mark.usefixtures("published")
    def test_near_miss(self, cli, argv, expected):
        ran = cli(*argv)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(expected)


@pytest.fixture
def process(child_environment):
    """Runs the program in a process of its own, and gives what it returned, in bytes."""

    def ran(*argv, folder: Path, read: int | None = None, **variables: str | None):
        environment = {k: v for k, v in (child_environment | variables).items() if v is not None}
        child = subprocess.Popen(
            [sys.executable, "-m", "loftekoll.cli.main", *argv],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        with child:
            if read is not None:
                out = child.stdout.read(read)
                child.stdout.close()
                return subprocess.CompletedProcess(argv, child.wait(), out, child.stderr.read())
            out, err = child.communicate()
        return subprocess.CompletedProcess(argv, child.returncode, out, err)

    return ran


STATUS = ("status", "exempelby", "--per", "2025-08-20")


class TestProcess:
    @pytest.mark.parametrize(
        "variables",
        [
            pytest.param({}, id="plain"),
            pytest.param({"PYTHONIOENCODING": "cp1252"}, id="cp1252"),
            pytest.param({"LANG": "C", "LC_ALL": "C"}, id="LANG=C"),
            pytest.param({"NO_COLOR": "1"}, id="no-color"),
            pytest.param({"TERM": "dumb"}, id="dumb"),
            pytest.param({"COLUMNS": "40"}, id="40-columns"),
            pytest.param({"COLUMNS": None}, id="no-columns"),
            pytest.param({"TYPER_USE_RICH": "1"}, id="typer-rich"),
            pytest.param({"GITHUB_ACTIONS": "1"}, id="github"),
            pytest.param({"HOME": None, "USERPROFILE": None}, id="no-home"),
            pytest.param({"PATH": ""}, id="no-git"),
        ],
    )
    def test_a_pipe_gets_the_same_everywhere(self, process, published, cli, variables):
        done = process(*STATUS, folder=published, **variables)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode() == cli(*STATUS).out

    def test_color_that_is_forced(self, process, published):
        assert b"\x1b[" in process(*STATUS, folder=published, FORCE_COLOR="1").stdout
        assert b"\x1b[" not in process(*STATUS, folder=published, FORCE_COLOR="1", NO_COLOR="1").stdout

    def test_json_alone_on_stdout(self, process, published):
        done = process(*STATUS, "--format", "json", folder=published, PYTHONIOENCODING="ascii")
        assert json.loads(done.stdout.decode())["kommun"] == "Exempelby"

    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            (STATUS, 0),
            ((*STATUS, "--sträng"), 1),
            (("status", "xyz"), 2),
            (("statsu",), 2),
            (("tolka", "två (3) möten"), 1),
        ],
    )
    def test_exit_codes(self, process, published, argv, expected):
        done = process(*argv, folder=published)
        assert done.returncode == expected
        assert b"Traceback" not in done.stderr

    def test_our_own_fault_is_70(self, process, published, tmp_path):
        """A program that lacks a part of itself is broken, and that is no fault of the user's files."""
        done = process(*STATUS, folder=published, PYTHONPATH=str(broken_copy(tmp_path)))
        told = "fel: loftekoll gick sönder, och det är programmets fel, inte ditt\ntips: kör om med --felsök, "
        assert done.returncode == 70
        assert done.stderr.decode().startswith(told)
        assert b"Traceback" not in done.stderr
        assert b"Traceback" in process(*STATUS, "--felsök", folder=published, PYTHONPATH=str(tmp_path)).stderr

    @pytest.mark.parametrize("read", [0, 10])
    def test_a_closed_pipe_is_silent(self, process, published, read):
        done = process("rapport", "exempelby", "--per", "2026-02-15", folder=published, read=read)
        assert (done.returncode, done.stderr) == (0, b"")

    def test_a_report_needs_no_git(self, process, published):
        done = process("rapport", "exempelby", "--per", "2026-02-15", folder=published, PATH="")
        assert done.returncode == 0
        assert b"Version i git" not in done.stdout


def broken_copy(folder: Path) -> Path:
    """A copy of the program where the table of municipalities is missing."""
    shutil.copytree(ROOT / "src", folder, dirs_exist_ok=True)
    (folder / "loftekoll/data/kommuner.csv").unlink()
    return folder


class TestLazy:
    """What a command does not need, it does not load: the start is most of what a person waits for."""

    @pytest.mark.parametrize(
        ("argv", "never"),
        [
            (["--hjälp"], {"pydantic", "rich", "jinja2", "yaml", "ruamel", "loftekoll.model", "loftekoll.cli.usage_errors"}),
            (["status", "exempelby"], {"rich", "jinja2", "ruamel", "loftekoll.cli.usage_errors"}),
            (["logga", "exempelby", "samtal", "--datum", "2021-05-03"], {"rich", "jinja2", "ruamel"}),
            (["kontrollera"], {"rich", "jinja2", "ruamel"}),
            (["tolka", "löpande"], {"rich", "jinja2", "ruamel", "yaml"}),
            (["rapport", "exempelby"], {"rich", "ruamel"}),
        ],
    )  # fmt: skip
    def test_modules(self, workspace, child_environment, argv, never):
        code = (
            "import sys\nfrom loftekoll.cli.app import app\nfrom loftekoll.cli.run import run\n"
            f"code = run(app, {argv!r})\nsys.stderr.write(' '.join(sys.modules))\nsys.exit(code)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], check=False, capture_output=True, env=child_environment, cwd=workspace.folder
        )
        assert done.returncode == 0
        assert never & set(done.stderr.decode().split()) == set()


INTERRUPTED = """
import sys

class Impatient:
    def find_spec(self, name, path=None, target=None):
        if name == "loftekoll.cli.app":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Impatient())
from loftekoll.cli.main import main
main()
"""


def test_ctrl_c_while_the_program_is_loaded_is_told_in_swedish(child_environment):
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], env=child_environment, check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Avbrutet.\n")
