"""Real repositories: git sees the mended lines and nothing else, and can apply the diff that is shown instead."""

import os
import subprocess
import unicodedata
from datetime import date

import pytest

from loftekoll.store.repair import diff_of, repairs_for, write_repairs

DAY = date(2026, 11, 21)
PROMISE = "promises/exempelby/2020-2199.yaml"
LOG = "promises/exempelby/2020-2199"
QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
WHO = ["-c", "user.name=Roll", "-c", "user.email=roll@exempelby.invalid", "-c", "core.quotepath=false"]


@pytest.fixture
def git(workspace, child_environment):
    """Runs git in the workspace and gives what it prints, to the last byte."""

    def run(*argv, feed=None):
        done = subprocess.run(
            ["git", *WHO, *argv], cwd=workspace.folder, env=child_environment | QUIET, input=feed,
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.decode()

    run("init", "-q")
    return run


def committed(workspace, git, **files):
    for name, text in files.items():
        path = workspace.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    git("add", ".")
    git("commit", "-qm", "Löftet")


def promise_text(workspace):
    return (workspace.folder / PROMISE).read_bytes().decode()


def tree(workspace):
    files = (path for path in (workspace.folder / "promises").rglob("*") if path.is_file())
    return {path.relative_to(workspace.folder).as_posix(): path.read_bytes() for path in files}


FAULTS = [
    pytest.param(lambda text: text.replace("ansvarig: polisen", "ansvar: polisen", 1), 1, id="key"),
    pytest.param(lambda text: text.replace("kommun: Exempelby", "kommun: 0000"), 1, id="code"),
    pytest.param(lambda text: "\ufeff" + text, 1, id="bom"),
    pytest.param(lambda text: "\ufeff" + text.replace("\n", "\r\n"), 1, id="bom-crlf"),
    pytest.param(lambda text: text.replace("per år\n", "per år \t\n").replace("\n", "\r\n"), 1, id="blanks-crlf"),
    pytest.param(
        lambda text: text.replace("ansvarig: polisen", "ansvar: polisen", 1).replace("\n", "\r\n"), 1, id="key-crlf"
    ),
    pytest.param(lambda text: text.replace("per år\n", "per år \r\n"), 1, id="one-line-crlf"),
    pytest.param(lambda text: (text + "   ").replace("\n", "\r\n"), 0, id="blanks-for-a-last-line-crlf"),
    pytest.param(lambda text: unicodedata.normalize("NFD", text), 8, id="nfd"),
    pytest.param(lambda text: text.replace("ansvarig", "ansvar").rstrip("\n"), 3, id="keys-no-line-end"),
    pytest.param(lambda text: text + "   ", 0, id="blanks-for-a-last-line"),
]


@pytest.mark.parametrize(("damage", "lines"), FAULTS)
def test_git_sees_only_the_mended_lines(workspace, git, damage, lines):
    damaged = damage(promise_text(workspace))
    committed(
        workspace,
        git,
        **{PROMISE: damaged, f"{LOG}/2025-05-03-trafik-aaaaaa.yaml": "datum: 2025-05-03\nlöfte: trafik\n"},
    )
    write_repairs(repairs_for([workspace.folder], DAY))
    assert git("diff", "--numstat").split() == [str(lines), str(lines or 1), PROMISE]
    assert git("status", "--porcelain") == f" M {PROMISE}\n"


@pytest.mark.parametrize(("damage", "lines"), FAULTS)
def test_git_can_apply_the_diff_that_is_shown(workspace, git, tmp_path, damage, lines):
    committed(workspace, git, **{PROMISE: damage(promise_text(workspace))})
    repairs = repairs_for([workspace.folder], DAY)
    patch = tmp_path / "lagning.patch"
    patch.write_text(diff_of(repairs), encoding="utf-8", newline="")
    write_repairs(repairs)
    written = tree(workspace)
    git("checkout", "-q", ".")
    git("apply", "--whitespace=nowarn", str(patch))
    assert tree(workspace) == written


def test_git_sees_a_new_name_as_one_and_can_apply_its_diff(workspace, git):
    committed(
        workspace, git,
        **{
            f"{LOG}/2025-05-13-trafik-aaaaaa.yaml": "datum: 2025-05-03\nlöfte: trafik\n",
            f"{LOG}/2025-05-14 bänk.yaml": "datum: 2025-05-04 \nlöfte: trafik\nplats: en ganska lång rad som står kvar\n",
        },
    )  # fmt: skip
    repairs = repairs_for([workspace.folder], DAY)
    shown = diff_of(repairs)
    write_repairs(repairs)
    written = tree(workspace)
    git("add", ".")
    names = [line.split("\t") for line in git("diff", "--cached", "--name-status", "-M").splitlines()]
    assert [(old, new) for _, old, new in names] == [
        (f"{LOG}/{repair.path.name}", f"{LOG}/{repair.new_path.name}") for repair in repairs
    ]
    assert names[0] == ["R100", f"{LOG}/2025-05-13-trafik-aaaaaa.yaml", f"{LOG}/2025-05-03-trafik-aaaaaa.yaml"]
    git("reset", "-q", "--hard")
    git("apply", "--whitespace=nowarn", "-", feed=shown.encode())
    assert tree(workspace) == written


def test_when_nothing_is_wrong_git_sees_nothing(workspace, git):
    committed(workspace, git)
    write_repairs(repairs_for([workspace.folder], DAY))
    assert git("status", "--porcelain") == ""
