"""Real repositories: what two people log at the same time is kept, whatever git is asked to do (docs/beslut/0001)."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PROMISE = "promises/exempelby/2020-2199.yaml"
LOG = "promises/exempelby/2020-2199"
WHO = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_TERMINAL_PROMPT": "0"}


class Clone:
    """A person's clone: git in it, and loftekoll in it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment | WHO

    def git(self, *argv: str, code: int = 0) -> str:
        who = ["-c", "user.name=Roll", "-c", "user.email=roll@exempelby.invalid", "-c", "init.defaultBranch=main"]
        done = subprocess.run(
            ["git", *who, *argv], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout.strip()

    def logga(self, *argv: str) -> str:
        """Log, and share it by the very command that the program prints."""
        command = [
            sys.executable,
            "-m",
            "loftekoll.cli.main",
            "logga",
            "exempelby",
            *argv,
            "--datum",
            "2021-05-03",
            "--anda",
        ]
        done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, check=True)
        lines = done.stdout.decode().splitlines()
        add, commit, *rest = lines[-1].removeprefix("Dela med andra: ").split("; ")
        assert rest == ["git pull --rebase --autostash", "git push"]
        for each in (add, commit):
            self.git(*shlex.split(each.removeprefix("git ")))
        return lines[0].removeprefix("Sparat i ")

    def log(self) -> list[str]:
        return sorted(f"{LOG}/{path.name}" for path in (self.folder / LOG).iterdir())


@pytest.fixture
def clones(workspace, tmp_path, child_environment):
    """Two clones of one repository that holds a promise without a log."""
    first = Clone(workspace.folder, child_environment)
    first.git("init", "-q")
    first.git("add", ".")
    first.git("commit", "-qm", "Löftet")
    bare = Clone(tmp_path, child_environment)
    bare.git("clone", "-q", "--bare", str(workspace.folder), "server.git")
    found = []
    for name in ("polisen", "kommunen"):
        bare.git("clone", "-q", "server.git", name)
        found.append(Clone(tmp_path / name, child_environment))
    return found


def test_the_same_entry_on_two_clones_is_two_entries_after_a_merge(clones):
    police, municipality = clones
    names = [clone.logga("samtal", "--antal", "2") for clone in clones]
    assert len(set(names)) == 2
    contents = {(clone.folder / name).read_bytes() for clone, name in zip(clones, names, strict=True)}
    assert len(contents) == 1, "the files are the same to the last byte, and still two"
    police.git("push", "-q")
    municipality.git("pull", "-q", "--no-rebase", "--no-edit")
    assert municipality.log() == sorted(names)
    municipality.git("push", "-q")
    police.git("pull", "-q", "--ff-only")
    assert police.log() == sorted(names)
    assert police.git("status", "--porcelain") == ""


def test_the_same_entry_on_two_clones_is_two_entries_after_a_rebase(clones):
    police, municipality = clones
    names = [clone.logga("samtal") for clone in (police, municipality, municipality)]
    police.git("push", "-q")
    municipality.git("pull", "-q", "--rebase")
    assert municipality.log() == sorted(names)
    assert municipality.git("rev-list", "--count", "HEAD") == "4"


def test_a_cherry_picked_entry_is_there_once(clones):
    police, municipality = clones
    name = police.logga("trafik")
    police.git("push", "-q", "origin", "HEAD:refs/heads/gren")
    municipality.git("fetch", "-q")
    other = municipality.logga("trafik")
    municipality.git("cherry-pick", "origin/gren")
    assert municipality.log() == sorted([name, other])
    municipality.git("merge", "-q", "--no-edit", "origin/gren")
    assert municipality.log() == sorted([name, other])


def test_many_branches_in_any_order(clones):
    police, municipality = clones
    names = []
    for n in range(4):
        police.git("switch", "-q", "-c", f"gren-{n}", "origin/main")
        names.append(police.logga("samtal"))
        police.git("push", "-q", "origin", f"gren-{n}")
    municipality.git("fetch", "-q")
    names.append(municipality.logga("samtal"))
    for n in (2, 0, 3, 1):
        municipality.git("merge", "-q", "--no-edit", f"origin/gren-{n}")
    assert municipality.log() == sorted(names)


def test_the_command_that_is_printed_commits_that_entry_alone(clones):
    police, _ = clones
    (police.folder / "annat.txt").write_text("x", encoding="utf-8")
    police.git("add", "annat.txt")
    name = police.logga("samtal")
    assert police.git("show", "--name-only", "--format=%s", "HEAD").split("\n\n") == ["Logga samtal", name]
    assert police.git("diff", "--cached", "--name-only") == "annat.txt"


def test_a_shared_list_would_have_conflicted(clones):
    """The negative control: the same two entries as lines of one file stop the merge."""
    police, municipality = clones
    for clone, place in zip(clones, ("Storgatan", "Åparken"), strict=True):
        path = clone.folder / f"{LOG}.lista.yaml"
        path.write_text(f"- {{datum: 2021-05-03, löfte: samtal, plats: {place}}}\n", encoding="utf-8")
        clone.git("add", ".")
        clone.git("commit", "-qm", "Logga")
    police.git("push", "-q")
    municipality.git("fetch", "-q")
    municipality.git("merge", "--no-edit", "origin/main", code=1)
    assert "<<<<<<<" in (municipality.folder / f"{LOG}.lista.yaml").read_text(encoding="utf-8")
