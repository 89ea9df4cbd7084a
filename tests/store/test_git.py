"""What git knows, and that nothing needs it."""

import subprocess

import pytest

from loftekoll.store.git import last_commit


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with one commit, free of the settings of this machine."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for variable in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(variable, raising=False)
    git(tmp_path, "init", "--quiet")
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=x", "-c", "user.email=x@example", "commit", "--quiet", "-m", "x")
    return tmp_path


def git(folder, *arguments):
    return subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True
    ).stdout.strip()


def test_the_commit_is_named_shortly(repository):
    assert last_commit(repository) == git(repository, "rev-parse", "--short=10", "HEAD")


def test_changes_that_are_not_saved_are_told(repository):
    (repository / "a.yaml").write_text("a: 2\n", encoding="utf-8")
    assert last_commit(repository).endswith(", med ändringar som inte är sparade i git")


def test_only_changes_of_the_folder_count(repository):
    (repository / "kalix").mkdir()
    (repository / "kalix/b.yaml").write_text("b: 1\n", encoding="utf-8")
    assert "ändringar" in last_commit(repository / "kalix")
    (repository / "boden").mkdir()
    assert "ändringar" not in last_commit(repository / "boden")


def test_a_file_name_that_is_no_text_is_no_fault(repository):
    git(repository, "config", "core.quotePath", "false")
    (repository / "k\udce4lla.yaml").write_text("", encoding="utf-8")
    assert "ändringar" in last_commit(repository)


def test_git_is_asked_without_taking_its_lock(repository):
    (repository / ".git/index.lock").touch()
    assert last_commit(repository)


def test_without_a_repository_it_is_empty(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert last_commit(tmp_path) == ""


def test_in_a_repository_without_a_commit_it_is_empty(tmp_path):
    git(tmp_path, "init", "--quiet")
    assert last_commit(tmp_path) == ""


def test_without_git_it_is_empty(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert last_commit(repository) == ""


def test_a_folder_that_is_gone_is_empty(tmp_path):
    assert last_commit(tmp_path / "borta") == ""
