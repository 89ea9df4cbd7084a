"""The address of the page where a log file is written in the browser, from real repositories."""

import os
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loftekoll.errors import LoftekollError
from loftekoll.store.remote import LONGEST, new_file_address, takes_text

NAME = "promises/kalix/2019/2019-05-03-trafik-k7f3q9.yaml"
TEXT = "datum: 2019-05-03\nlöfte: trafik\n"


@pytest.fixture
def git(tmp_path, monkeypatch):
    """Runs git in a repository with a branch `main` and no remote, free of the settings of this machine."""
    for variable in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    folder = tmp_path / "förråd med å"
    folder.mkdir()
    who = ["-c", "user.name=Roll", "-c", "user.email=roll@exempelby.invalid", "-c", "init.defaultBranch=main"]

    def run(*argv: str) -> Path:
        subprocess.run(["git", *who, *argv], cwd=folder, check=True, capture_output=True)
        return folder

    run("init", "--quiet")
    return run


def address_for(git, remote: str, name: str = NAME, text: str = TEXT) -> str:
    return new_file_address(git("remote", "add", "origin", remote) / name, text)


GITHUB = (
    "/new/main?filename=promises/kalix/2019/2019-05-03-trafik-k7f3q9.yaml"
    "&value=datum%3A%202019-05-03%0Al%C3%B6fte%3A%20trafik%0A"
)
GITLAB = (
    "/-/new/main?file_name=promises/kalix/2019/2019-05-03-trafik-k7f3q9.yaml"
    "&content=datum%3A%202019-05-03%0Al%C3%B6fte%3A%20trafik%0A"
)


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        pytest.param("https://github.com/kommun/loften", f"https://github.com/kommun/loften{GITHUB}", id="https"),
        pytest.param("https://github.com/kommun/loften.git/", f"https://github.com/kommun/loften{GITHUB}", id="ending"),
        pytest.param("https://roll:hemligt@github.com/kommun/loften.git", f"https://github.com/kommun/loften{GITHUB}", id="password"),
        pytest.param("git@github.com:kommun/loften.git", f"https://github.com/kommun/loften{GITHUB}", id="scp"),
        pytest.param("github.com:kommun/loften", f"https://github.com/kommun/loften{GITHUB}", id="scp-without-user"),
        pytest.param("git@GitHub.com:/kommun/loften", f"https://github.com/kommun/loften{GITHUB}", id="scp-root"),
        pytest.param("ssh://git@github.com:22/kommun/loften.git", f"https://github.com/kommun/loften{GITHUB}", id="ssh"),
        pytest.param("ssh://git@ssh.github.com:443/kommun/loften.git", f"https://github.com/kommun/loften{GITHUB}", id="ssh-over-443"),
        pytest.param("git://github.com/kommun/loften.git", f"https://github.com/kommun/loften{GITHUB}", id="git"),
        pytest.param("https://github.exempelby.invalid/a/b", f"https://github.exempelby.invalid/a/b{GITHUB}", id="enterprise"),
        pytest.param("https://gitlab.com/kommun/loften.git", f"https://gitlab.com/kommun/loften{GITLAB}", id="gitlab"),
        pytest.param("git@gitlab.com:kommun/trygg/loften.git", f"https://gitlab.com/kommun/trygg/loften{GITLAB}", id="gitlab-subgroup"),
        pytest.param("ssh://git@gitlab.exempelby.invalid:2222/a/b.git", f"https://gitlab.exempelby.invalid/a/b{GITLAB}", id="gitlab-own"),
        pytest.param("http://gitlab.exempelby.invalid:8080/a/b.git", f"http://gitlab.exempelby.invalid:8080/a/b{GITLAB}", id="gitlab-port"),
        pytest.param("https://github.com/kommun/löften", f"https://github.com/kommun/l%C3%B6ften{GITHUB}", id="letters"),
    ],
)  # fmt: skip
def test_address(git, remote, expected):
    assert address_for(git, remote) == expected


@pytest.mark.parametrize(
    ("remote", "message"),
    [
        pytest.param("https://git.exempelby.invalid/a/b.git", "vet inte vilken sorts server «git.exempelby.invalid» är", id="unknown"),
        pytest.param("https://roll:hemligt@git.exempelby.invalid/a/b", "vet inte vilken sorts server «git.exempelby.invalid» är", id="unknown-password"),
        pytest.param("../server.git", "git-servern «origin» har ingen adress som går att öppna i en webbläsare", id="folder"),
        pytest.param(r"C:\server\loften.git", "git-servern «origin» har ingen adress som går att öppna i en webbläsare", id="windows-folder"),
        pytest.param("file:///srv/github/loften.git", "git-servern «origin» har ingen adress som går att öppna i en webbläsare", id="file"),
        pytest.param("https://github.com/loften", "git-servern «origin» har ingen adress som går att öppna i en webbläsare", id="no-owner"),
        pytest.param("https://roll:hemligt@github.com:x/a/b", "git-servern «origin» har ingen adress som går att öppna i en webbläsare", id="odd-port"),
    ],
)  # fmt: skip
def test_what_has_no_page_is_refused_without_telling_a_password(git, remote, message):
    with pytest.raises(LoftekollError) as error:
        address_for(git, remote)
    assert error.value.message == message
    assert "hemligt" not in error.value.message + error.value.hint


@pytest.mark.parametrize(("kind", "page"), [("gitlab", GITLAB), ("github", GITHUB)])
def test_a_server_of_another_name_is_what_git_is_told(git, kind, page):
    git("config", "loftekoll.server", kind)
    assert address_for(git, "git@kod.exempelby.invalid:a/b.git") == f"https://kod.exempelby.invalid/a/b{page}"


def test_the_page_of_gitlab_leaves_the_text_to_be_pasted():
    assert takes_text(f"https://github.com/a/b{GITHUB}")
    assert not takes_text(f"https://gitlab.com/a/b{GITLAB}")


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    folder=st.text("aåÄö #&%+?=", min_size=1, max_size=9),
)
def test_name_and_text_come_back_as_they_were(odd_repository, text, folder):
    """What a browser reads out of the address is what was put in, whatever signs it holds."""
    address = new_file_address(odd_repository / folder / "a.yaml", text)
    assert address.isascii()
    parts = urlsplit(address)
    assert parts.path == "/a/b/new/gren/med%2B%C3%A5"
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert fields == {"filename": [f" å/{folder}/a.yaml"], "value": [text]}


@pytest.fixture(scope="module")
def odd_repository(tmp_path_factory):
    """A folder with a blank first in its name, in a repository on a branch with other signs than letters."""
    root = tmp_path_factory.mktemp("f")
    for command in (["init", "-q", "-b", "gren/med+å"], ["remote", "add", "origin", "https://github.com/a/b"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    (root / " å").mkdir()
    return root / " å"


def test_the_main_branch_of_the_server_wins_over_the_one_checked_out(git):
    folder = git("remote", "add", "origin", "https://github.com/a/b")
    git("commit", "--quiet", "--allow-empty", "-m", "x")
    git("update-ref", "refs/remotes/origin/huvud", "HEAD")
    git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/huvud")
    git("switch", "--quiet", "-c", "egen")
    assert new_file_address(folder / NAME, "").startswith("https://github.com/a/b/new/huvud?")


def test_without_a_branch_it_is_refused(git):
    git("commit", "--quiet", "--allow-empty", "-m", "x")
    git("checkout", "--quiet", "--detach")
    with pytest.raises(LoftekollError) as error:
        address_for(git, "https://github.com/a/b")
    assert "git remote set-head origin --auto" in error.value.hint


def test_another_remote_when_there_is_no_origin(git):
    folder = git("remote", "add", "upstream", "https://github.com/a/b")
    assert new_file_address(folder / NAME, "").startswith("https://github.com/a/b/new/main?")


def test_the_workspace_may_be_a_folder_of_the_repository(git):
    folder = git("remote", "add", "origin", "https://github.com/a/b")
    (folder / "trygg het/promises").mkdir(parents=True)
    name = "trygg%20het/promises/kalix/2019/a.yaml"
    assert new_file_address(folder / "trygg het/promises/kalix/2019/a.yaml", "").endswith(f"?filename={name}&value=")


def test_the_path_may_be_relative(git, monkeypatch):
    monkeypatch.chdir(git("remote", "add", "origin", "https://github.com/a/b"))
    assert new_file_address(Path("promises/a.yaml"), "").endswith("?filename=promises/a.yaml&value=")


def test_too_long_an_address_is_refused(git):
    folder = git("remote", "add", "origin", "https://github.com/a/b")
    room = LONGEST - len(new_file_address(folder / NAME, ""))
    assert len(new_file_address(folder / NAME, "a" * room)) == LONGEST
    with pytest.raises(LoftekollError, match="adressen skulle få 8001 tecken"):
        new_file_address(folder / NAME, "a" * (room + 1))


def test_half_a_sign_is_refused(git):
    with pytest.raises(LoftekollError, match="tecken som inte går att skriva i en adress"):
        address_for(git, "https://github.com/a/b", text="\ud800")


def test_without_a_remote(git):
    with pytest.raises(LoftekollError, match="git-förrådet har ingen server"):
        new_file_address(git("status") / NAME, TEXT)


def test_without_a_repository(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(LoftekollError, match="ligger inte i något git-förråd"):
        new_file_address(tmp_path / NAME, TEXT)


def test_without_git(git, monkeypatch):
    folder = git("remote", "add", "origin", "https://github.com/a/b")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(LoftekollError, match="git går inte att köra på den här datorn"):
        new_file_address(folder / NAME, TEXT)
