"""The shape of the program: who may import whom, what a rule must have, and what a command may load."""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from loftekoll.diagnostic import Severity
from loftekoll.rules import RULES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "loftekoll"


def test_imports_point_downwards(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_nothing_is_called_utils():
    forbidden = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
    assert not [path for path in PACKAGE.rglob("*.py") if path.stem in forbidden]


# --- rules --------------------------------------------------------------------------------------------------------

MODULES = sorted(path.stem for path in (PACKAGE / "rules").glob("lk*.py"))
SECTIONS = ("Varför:", "Fel:", "Rätt:", "Gör så här:")


def module_of(code):
    (name,) = [name for name in MODULES if name.startswith(f"{code.lower()}_")]
    return importlib.import_module(f"loftekoll.rules.{name}")


def test_codes_are_unique_and_sorted():
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))


def test_every_rule_module_is_in_the_tuple_and_begins_with_its_code():
    assert [name.partition("_")[0].upper() for name in MODULES] == [rule.code for rule in RULES]


def test_rule_names_are_unique_clauses():
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(name[0].islower() and not name.endswith(".") for name in names)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_its_page_in_the_same_form(rule):
    page = module_of(rule.code).__doc__
    first, *rest = page.strip().splitlines()
    assert first.endswith(".")
    assert len(first) <= 120
    assert rest[0] == ""
    places = [page.index(f"\n{section}") for section in SECTIONS]
    assert places == sorted(places)
    wrong, right = (page[places[n] : places[n + 1]].partition(":")[2].strip() for n in (1, 2))
    assert wrong
    assert right
    assert wrong != right
    assert len(page.splitlines()) <= 32


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_check_is_documented_and_a_rule_without_one_is_found_while_reading(rule):
    if check := rule.check or rule.across:
        assert check.__module__ == module_of(rule.code).__name__
        assert check.__doc__
        return
    found_by = [*PACKAGE.glob("store/*.py"), *PACKAGE.glob("phrase/*.py"), *PACKAGE.glob("personal_data/*.py")]
    found_by += [*PACKAGE.glob("*.py"), PACKAGE / "rules" / "allowances.py"]
    raised = "".join(path.read_text(encoding="utf-8") for path in found_by)
    assert f'"{rule.code}"' in raised


WARNINGS = {
    "LK121", "LK123", "LK206", "LK207", "LK211", "LK215", "LK216", "LK303", "LK304", "LK305", "LK306",
    "LK403", "LK404", "LK405", "LK407", "LK506",
}  # fmt: skip
NOTES = {"LK117", "LK209", "LK212", "LK213", "LK214", "LK217", "LK406", "LK606"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_severities_change_only_on_purpose(rule):
    """What makes CI fail is part of the interface: a change stands in CHANGELOG.md."""
    wanted = Severity.WARNING if rule.code in WARNINGS else Severity.NOTE if rule.code in NOTES else Severity.ERROR
    assert rule.severity is wanted


# --- what a command loads -----------------------------------------------------------------------------------------

PROBE = """
import json, os, sys
from loftekoll.cli.main import main
def leave(code):
    raise SystemExit(code)
os._exit = leave  # the program ends at once, and would take the answer with it
try:
    main()
except SystemExit as end:
    code = end.code or 0
with open(os.environ["PROBE"], "w") as file:
    json.dump([code, sorted(sys.modules)], file)
"""


@pytest.fixture
def loaded(tmp_path, child_environment):
    """The exit code of a run of the program, and the names of the top-level packages that it imported."""

    def run(*arguments):
        answer = tmp_path / "probe.json"
        environment = child_environment | {"PROBE": str(answer), "LOFTEKOLL_KATALOG": str(ROOT)}
        process = subprocess.run(
            [sys.executable, "-c", PROBE, *arguments], env=environment, cwd=tmp_path, capture_output=True, check=False
        )
        assert answer.exists(), process.stderr.decode()
        code, names = json.loads(answer.read_text(encoding="utf-8"))
        return code, {name.partition(".")[0] for name in names}

    return run


HEAVY = {"pydantic", "rich", "jinja2", "yaml", "ruamel", "babel", "personnummer", "concurrent", "multiprocessing"}
ALLOWED = [
    pytest.param(["--help"], set(), id="help"),
    pytest.param(["--version"], set(), id="version"),
    pytest.param(["logga", "--help"], set(), id="help of a command"),
    pytest.param(["tolka", "minst fyra insatser per år"], {"pydantic"}, id="tolka"),
    pytest.param(["status", "kalix"], {"pydantic", "yaml", "rich"}, id="status"),
    pytest.param(["status", "kalix", "--format", "json"], {"pydantic", "yaml"}, id="status as json"),
    pytest.param(["kontrollera"], {"pydantic", "yaml"}, id="kontrollera"),
    pytest.param(["kontrollera", "--format", "sarif"], {"pydantic", "yaml"}, id="kontrollera as SARIF"),
    pytest.param(["regel"], {"pydantic"}, id="regel"),
    pytest.param(["schema"], {"pydantic", "yaml"}, id="schema"),
    pytest.param(["rapport", "kalix", "--period", "2019"], {"pydantic", "yaml", "jinja2"}, id="rapport"),
]


@pytest.mark.parametrize(("arguments", "allowed"), ALLOWED)
def test_a_command_loads_nothing_heavy_that_it_does_not_need(loaded, arguments, allowed):
    code, names = loaded(*arguments)
    assert code == 0
    assert names & HEAVY <= allowed


def test_logga_loads_what_reads_and_writes_and_no_more(loaded, workspace):
    code, names = loaded("logga", "exempelby", "trafik", "--katalog", str(workspace.folder))
    assert (code, len(workspace.log())) == (0, 1)
    assert names & HEAVY <= {"pydantic", "yaml"}


def test_importing_the_entry_point_loads_next_to_nothing():
    script = "import sys; before = set(sys.modules); import loftekoll.cli.main; print(len(set(sys.modules) - before))"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    answer = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True, text=True)
    assert int(answer.stdout) < 30


# --- the published promises -----------------------------------------------------------------------------------------


def test_the_published_promises_and_the_example_have_no_error(cli, monkeypatch):
    monkeypatch.chdir(ROOT)
    ran = cli("kontrollera", "promises", "examples")
    assert (ran.code, ran.err) == (0, "")
    assert ": fel " not in ran.out
