"""Where the check runs by itself: pre-commit, GitHub, GitLab and editors."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path, PurePosixPath
from typing import get_args

import pytest
import yaml

from loftekoll.cli.commands.kontrollera import Format

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "kora-kontrollen.md").read_text(encoding="utf-8")
SNIPPETS = dict(re.findall(r"^<!-- (\S+) -->\n```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
"""The files that the page shows, by name."""
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
WORKFLOW = ROOT / ".github" / "workflows" / "kontrollera.yml"
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PROGRAM = Path(sys.executable).with_name("loftekoll")


def as_file(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


# --- forms ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        pytest.param("github-actions", (ROOT / "action.yml").read_text(encoding="utf-8"), id="action"),
        pytest.param("github-workflows", WORKFLOW.read_text(encoding="utf-8"), id="workflow"),
        pytest.param("github-workflows", SNIPPETS[".github/workflows/loften.yml"], id="workflow of the page"),
        pytest.param("gitlab-ci", SNIPPETS[".gitlab-ci.yml"], id="GitLab of the page"),
    ],
)
def test_the_file_has_the_form_that_its_server_publishes(tmp_path, schema, text):
    path = as_file(tmp_path, "fil.yml", text)
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "ok -- validation done\n")


# --- the action -----------------------------------------------------------------------------------------------------


def test_no_script_of_a_workflow_or_of_the_action_holds_an_expression():
    """What a stranger may write must never become part of a script: it comes by the environment alone."""
    steps = [*STEPS.values()]
    steps += [
        step for job in yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"].values() for step in job["steps"]
    ]
    scripts = [step["run"] for step in steps if "run" in step]
    assert len(scripts) == 3
    assert [script for script in scripts if "${{" in script] == []


def test_every_input_is_ascii_described_and_used_once():
    used = [value for step in STEPS.values() for value in step["env"].values()]
    assert sorted(value for value in used if "inputs." in value) == sorted(
        f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]
    )
    assert all(name.isascii() and each["description"].endswith(".") for name, each in ACTION["inputs"].items())


def variables(**given):
    """The environment that a runner gives the checking step: its own, and every input or its default."""
    inputs = {name: str(each["default"]) for name, each in ACTION["inputs"].items()} | given
    found = {}
    for name, value in STEPS["Kontrollera"]["env"].items():
        key = re.fullmatch(r"\$\{\{ (?:inputs|steps\.installera\.outputs)\.(\w+) \}\}", value)[1]
        found[name] = inputs.get(key, str(PROGRAM))
    return found


def run_step(folder, child_environment, **given):
    """The checking step as a runner runs it."""
    script = as_file(folder.parent, "steg.sh", STEPS["Kontrollera"]["run"])
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
    environment = child_environment | variables() | given
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


RECORDER = f"#!{sys.executable}\nimport json, sys\nprint(json.dumps(sys.argv[1:]))\n"
"""A program that says which arguments it was given."""
START = ["kontrollera", "--format=github"]
HOSTILE = '"; touch x; echo $(touch x) `touch x` \'"'


@pytest.mark.parametrize(
    ("given", "arguments"),
    [
        pytest.param({}, [*START, "--", "promises"], id="nothing"),
        pytest.param({"SOKVAG": "a b\nå/ä\n\n"}, [*START, "--", "a b", "å/ä"], id="two paths with blanks and letters"),
        pytest.param({"SOKVAG": "--laga"}, [*START, "--", "--laga"], id="a path that looks like an option"),
        pytest.param({"SOKVAG": ""}, [*START, "--"], id="no path"),
        pytest.param({"SOKVAG": "*"}, [*START, "--", "*"], id="a pattern is not expanded"),
        pytest.param({"STRIKT": "ja"}, [*START, "--strikt", "--", "promises"], id="strict"),
        pytest.param({"STRIKT": "true"}, [*START, "--strikt", "--", "promises"], id="strict in YAML's words"),
        pytest.param({"MOT": "abc"}, [*START, "--mot=abc", "--", "promises"], id="revision"),
        pytest.param({"MOT": HOSTILE}, [*START, f"--mot={HOSTILE}", "--", "promises"], id="hostile revision"),
        pytest.param({"SOKVAG": HOSTILE}, [*START, "--", HOSTILE], id="hostile path"),
        pytest.param(
            {"FORMAT": HOSTILE}, ["kontrollera", f"--format={HOSTILE}", "--", "promises"], id="hostile format"
        ),
        pytest.param(
            {"VALJ": "LK2,LK3", "IGNORERA": "LK213", "FORMAT": "sarif", "UT": "a b.sarif"},
            ["kontrollera", "--format=sarif", "--valj=LK2,LK3", "--ignorera=LK213", "--ut=a b.sarif", "--", "promises"],
            id="all the others",
        ),
    ],
)
def test_every_input_arrives_as_it_is_written(tmp_path, child_environment, given, arguments):
    program = as_file(tmp_path, "program", RECORDER)
    program.chmod(0o755)
    (tmp_path / "arbete").mkdir()
    ran = run_step(tmp_path / "arbete", child_environment, PROGRAM=str(program), **given)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout) == arguments
    assert list((tmp_path / "arbete").iterdir()) == []


def test_a_word_that_is_neither_yes_nor_no_is_refused(workspace, child_environment):
    ran = run_step(workspace.folder, child_environment, STRIKT=HOSTILE)
    assert (ran.returncode, ran.stdout) == (2, "::error::strikt ska vara ja eller nej\n")
    assert not (workspace.folder / "x").exists()


def test_a_right_workspace_passes(workspace, child_environment):
    ran = run_step(workspace.folder, child_environment)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "::error" not in ran.stdout


def test_a_wrong_workspace_fails_with_the_place_of_the_fault(workspace, child_environment):
    path = workspace.write("år ett/promises/exempelby/2020-2199.yaml", "kommun: Exempelby\nperiod: 2020–2199\n")
    ran = run_step(workspace.folder, child_environment, SOKVAG="år ett/promises")
    assert ran.returncode == 1
    assert f"::error file=år ett/promises/exempelby/{path.name},line=" in ran.stdout


@pytest.mark.parametrize("name", ["SOKVAG", "FORMAT", "MOT", "VALJ", "IGNORERA"])
def test_a_hostile_value_is_only_a_wrong_value(workspace, child_environment, name):
    ran = run_step(workspace.folder, child_environment, **{name: HOSTILE})
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    assert not (workspace.folder / "x").exists()


# --- the repository's own workflow ----------------------------------------------------------------------------------


def test_the_workflow_may_only_read_and_pins_what_it_uses():
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert [job for job in workflow["jobs"].values() if "permissions" in job or "timeout-minutes" not in job] == []
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if step.get("uses", "./") != "./"]
    assert [each for each in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", each)] == []
    checkouts = [step["with"] for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts == [{"fetch-depth": 0, "persist-credentials": False}] * len(workflow["jobs"])


def test_the_workflow_uses_the_action_with_inputs_that_it_has_and_runs_the_gate():
    jobs = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    (own,) = [step for step in steps if step.get("uses") == "./"]
    assert set(own["with"]) <= set(ACTION["inputs"])
    assert (ROOT / own["with"]["sokvag"]).is_dir()
    (gate,) = [step["run"] for step in steps if "run" in step]
    assert os.access(ROOT / gate, os.X_OK)


# --- pre-commit -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_starts_our_program_for_promises_and_logs_only(hook):
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert hook["language"] == "python"
    assert hook["entry"].split()[0] in scripts
    names = ["promises/kalix/2019.yaml", "promises/kalix/2019/a.yml", "examples/promises/exempelby/2025.yaml"]
    others = ["promises/LÄS.md", "loftekoll.yaml", "mypromises/a.yaml", "promises/kalix/2019.yaml.bak"]
    assert [name for name in (*names, *others) if re.search(hook["files"], name)] == names


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
@pytest.mark.parametrize(
    ("period", "code"), [pytest.param("2020–2199", 0, id="right"), pytest.param("x", 1, id="wrong")]
)
def test_a_hook_fails_when_a_file_is_wrong(workspace, child_environment, hook, period, code):
    path = workspace.folder / "promises/exempelby/2020-2199.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2020–2199", period), encoding="utf-8")
    names = [path.relative_to(workspace.folder).as_posix()] if hook.get("pass_filenames", True) else []
    command = [str(PROGRAM), *hook["entry"].split()[1:], *names]
    assert subprocess.run(command, env=child_environment, capture_output=True, check=False).returncode == code


# --- editors --------------------------------------------------------------------------------------------------------

SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))


def test_the_editor_has_one_schema_for_every_published_file():
    patterns = {name: SETTINGS["yaml.schemas"][name] for name in SETTINGS["yaml.schemas"]}
    assert [name for name in patterns if not (ROOT / name).is_file()] == []
    for path in [*(ROOT / "promises").rglob("*.yaml"), *(ROOT / "examples").rglob("*.yaml")]:
        name = PurePosixPath(path.relative_to(ROOT).as_posix())
        is_promise = path.parent.parent.name == "promises"
        found = [schema for schema, globs in patterns.items() if any(name.match(glob) for glob in globs)]
        assert found == ["./schema/medborgarlofte.json" if is_promise else "./schema/logg.json"], path


def test_the_editor_saves_as_the_program_reads_and_leaves_the_form_of_a_file_alone():
    assert (SETTINGS["files.encoding"], SETTINGS["files.eol"]) == ("utf8", "\n")
    assert SETTINGS["yaml.format.enable"] is False
    recommended = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert recommended == {"recommendations": ["redhat.vscode-yaml"]}


# --- the page -------------------------------------------------------------------------------------------------------


def test_the_page_shows_the_editor_settings_of_this_repository():
    shown = json.loads(SNIPPETS[".vscode/settings.json"])
    assert {key: SETTINGS[key] for key in shown} == shown


def test_the_page_lists_every_input_of_the_action_with_its_default():
    rows = re.findall(r"^\| `(\w+)` \|.*\| (.*?) \|$", PAGE, re.MULTILINE)
    assert [name for name, _ in rows] == list(ACTION["inputs"])
    in_words = {"mot": "ingen", "valj": "alla", "ignorera": "inga", "ut": "jobbets logg"}
    assert dict(rows) == {name: in_words.get(name, f"`{each['default']}`") for name, each in ACTION["inputs"].items()}


def test_the_page_and_the_action_name_every_format():
    (row,) = [line for line in PAGE.splitlines() if line.startswith("| `format` |")]
    assert re.findall(r"`(\w+)`", row)[1:-1] == list(get_args(Format))
    assert re.findall(
        r"\b(?:text|kort|json|github|gitlab|sarif|junit)\b", ACTION["inputs"]["format"]["description"]
    ) == list(get_args(Format))


def test_the_hooks_that_the_page_names_are_there():
    (repo,) = yaml.safe_load(SNIPPETS[".pre-commit-config.yaml"])["repos"]
    shown = {each["id"] for each in repo["hooks"]} | set(re.findall(r"`(loftekoll-kontrollera[\w-]*)`", PAGE))
    assert shown == {hook["id"] for hook in HOOKS}


def test_the_settings_that_the_page_shows_are_taken(workspace, child_environment):
    workspace.write("loftekoll.yaml", SNIPPETS["loftekoll.yaml"])
    ran = subprocess.run(
        [str(PROGRAM), "kontrollera"], env=child_environment, capture_output=True, check=False, text=True
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def run_gitlab(folder, child_environment, **given):
    """The job of the page as a GitLab runner runs it, without its installation."""
    script = "\n".join(yaml.safe_load(SNIPPETS[".gitlab-ci.yml"])["kontrollera"]["script"])
    environment = child_environment | {"PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"} | given
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("period", "code"), [pytest.param("2020–2199", 0, id="right"), pytest.param("x", 1, id="wrong")]
)
def test_the_job_on_gitlab_keeps_its_report_and_fails_on_errors(workspace, child_environment, period, code):
    path = workspace.folder / "promises/exempelby/2020-2199.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2020–2199", period), encoding="utf-8")
    ran = run_gitlab(workspace.folder, child_environment)
    job = yaml.safe_load(SNIPPETS[".gitlab-ci.yml"])["kontrollera"]
    report = json.loads((workspace.folder / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert ran.returncode == code
    assert ("LK112" in {each["check_name"] for each in report}) is bool(code)
    assert job["artifacts"]["when"] == "always"


def test_the_job_on_gitlab_compares_with_the_version_before(workspace, child_environment):
    """A revision that is not there cannot be compared with, so it must have arrived."""
    ran = run_gitlab(workspace.folder, child_environment, CI_MERGE_REQUEST_DIFF_BASE_SHA="0" * 40)
    assert ran.returncode == 2
