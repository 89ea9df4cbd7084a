"""What git is asked, and what a person is told when it cannot answer."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from loftekoll.errors import LoftekollError
from loftekoll.rules.allowances import Allowance
from loftekoll.source import Place
from loftekoll.store.revision import Then, comparison_with, fresh_allowances, revision_of
from loftekoll.store.workspace import find_given

DAY = date(2026, 11, 21)
PROMISE = """\
kommun: Exempelby
period: 2025
parter: [polisen, kommunen]
fokusområden:
  - namn: Trafik
    löften:
      - id: trafik
        text: Trafikinsatser på utvalda platser.
        mål: minst fyra trafikinsatser per år
"""


def git(folder, *arguments):
    who = ["-c", "user.name=Roll", "-c", "user.email=roll@exempelby.invalid", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def put(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with a promise and an entry, free of the settings of this machine."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    folder = tmp_path / "förrådet"
    put(folder, "promises/exempelby/2025.yaml", PROMISE)
    put(folder, "promises/exempelby/2025/2025-05-03-trafik-k7f3q9.yaml", "datum: 2025-05-03\nlöfte: trafik\n")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Löftet")
    monkeypatch.chdir(folder)
    return folder


def told(folder: Path, rev: str) -> tuple[str, str]:
    """Message and hint of what a person is told."""
    with pytest.raises(LoftekollError) as error:
        revision_of(folder, rev)
    return error.value.message, error.value.hint


# --- what stood there ---------------------------------------------------------------------------------------------


def test_promises_and_logs_are_named_as_everywhere(repository):
    found = revision_of(repository / "promises", "HEAD").promises
    assert list(found) == ["exempelby/2025"]
    assert found["exempelby/2025"].path == "exempelby/2025.yaml"
    assert list(found["exempelby/2025"].log) == ["2025-05-03-trafik-k7f3q9.yaml"]


def test_names_with_any_letters_are_read_and_what_is_no_file_of_ours_is_not(repository):
    put(repository, "promises/exempelby/2025/2025-05-03-gång på gång «två».yaml", "datum: 2025-05-03\nlöfte: trafik\n")
    put(repository, "promises/exempelby/2025/läs mig.txt", "x")
    put(repository, "promises/exempelby/2025/.gömd.yaml", "x: 1\n")
    put(repository, "promises/exempelby/2025/djupt/ned.yaml", "x: 1\n")
    put(repository, "promises/lös.yaml", "x: 1\n")
    (repository / "promises/exempelby/2025/länk.yaml").symlink_to("borta.yaml")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Mer")
    found = revision_of(repository / "promises", "HEAD").promises
    assert list(found) == ["exempelby/2025"]
    assert sorted(found["exempelby/2025"].log) == [
        "2025-05-03-gång på gång «två».yaml",
        "2025-05-03-trafik-k7f3q9.yaml",
    ]


def test_a_promise_file_outside_a_promises_folder_has_its_log_beside_it(repository):
    put(repository, "utkast/2025.yml", PROMISE)
    put(repository, "utkast/2025/a.yaml", "datum: 2025-05-03\nlöfte: trafik\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Mer")
    found = revision_of(repository / "utkast", "HEAD").promises
    assert {name: (each.path, list(each.log)) for name, each in found.items()} == {"2025": ("2025.yml", ["a.yaml"])}


def test_a_folder_that_did_not_exist_then_held_nothing(repository):
    put(repository, "annat/promises/exempelby/2025.yaml", PROMISE)
    assert revision_of(repository / "annat/promises", "HEAD").promises == {}


@pytest.mark.parametrize("rev", ["HEAD", "main", "v1", "main~0", "HEAD^{commit}"])
def test_a_revision_is_whatever_git_calls_so(repository, rev):
    git(repository, "tag", "-a", "v1", "-m", "ett")
    assert list(revision_of(repository / "promises", rev).promises) == ["exempelby/2025"]


def test_an_object_is_named_by_the_algorithm_of_its_repository(tmp_path, repository):
    folder = tmp_path / "sha256"
    put(folder, "promises/exempelby/2025.yaml", PROMISE)
    git(folder, "init", "-q", "--object-format=sha256")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Löftet")
    assert comparison_with("HEAD", find_given([folder]).promises, [folder], DAY).promises == {}
    put(folder, "promises/exempelby/2025.yaml", PROMISE.replace("fyra", "tre"))
    assert list(comparison_with("HEAD", find_given([folder]).promises, [folder], DAY).promises) == [
        folder / "promises/exempelby/2025.yaml"
    ]


def test_what_a_hook_sets_for_another_repository_does_not_count(repository, tmp_path, monkeypatch):
    other = tmp_path / "annat"
    put(other, "x.txt", "x")
    git(other, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))
    assert list(revision_of(repository / "promises", "HEAD").promises) == ["exempelby/2025"]


def test_what_others_have_logged_since_on_their_branch_is_not_missing_here(repository):
    git(repository, "switch", "-qc", "arbete")
    git(repository, "switch", "-q", "main")
    put(repository, "promises/exempelby/2025/2025-05-04-trafik-zt82mc.yaml", "datum: 2025-05-04\nlöfte: trafik\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "En post till")
    git(repository, "switch", "-q", "arbete")
    assert revision_of(repository / "promises", "main") == revision_of(repository / "promises", "HEAD")._replace(
        name="main"
    )


def test_git_is_asked_three_times_and_takes_no_lock(repository, tmp_path, monkeypatch):
    """One process finds where the branches parted, one lists, one reads; git's own trace says so."""
    trace = tmp_path / "trace"
    put(repository, "promises/exempelby/2025.yaml", PROMISE.replace("fyra", "tre"))
    (repository / ".git/index.lock").touch()
    monkeypatch.setenv("GIT_TRACE2_EVENT", str(trace))
    found = comparison_with("HEAD", find_given([repository]).promises, [repository], DAY)
    assert len(found.promises) == 1
    started = [line for line in trace.read_text(encoding="utf-8").splitlines() if '"event":"start"' in line]
    assert len(started) == 3


# --- what a person is told ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("rev", ["--output=x", "-", "--", "", "  ", "a\0b"])
def test_what_cannot_be_a_revision_is_never_given_to_git(repository, monkeypatch, rev):
    monkeypatch.setenv("PATH", "")
    assert told(repository / "promises", rev) == (
        f"«{rev}» kan inte vara en revision", "ange en gren, en tagg eller ett commit-namn"
    )  # fmt: skip


@pytest.mark.parametrize("rev", ["finns-inte", "HEAD~7", "main..HEAD", "HEAD:promises", "0" * 40, "åäö", "a b"])
def test_a_revision_that_is_not_there(repository, rev):
    message, hint = told(repository / "promises", rev)
    assert message == f"revisionen «{rev}» finns inte här"
    assert hint == "se vilka grenar som finns med «git branch --all», och hämta nya med «git fetch»"


def test_a_branch_of_the_server_is_proposed(repository, tmp_path):
    git(repository, "branch", "granskning")
    git(tmp_path, "clone", "-q", str(repository), "klon")
    message, hint = told(tmp_path / "klon/promises", "granskning")
    assert (message, hint) == ("revisionen «granskning» finns inte här", "menade du «origin/granskning»?")


def test_in_a_shallow_clone_the_way_to_the_history_is_told(repository, tmp_path):
    git(repository, "commit", "-q", "--allow-empty", "-m", "Till")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "grund")
    assert list(revision_of(tmp_path / "grund/promises", "HEAD").promises) == ["exempelby/2025"]
    message, hint = told(tmp_path / "grund/promises", "HEAD~1")
    assert message == "revisionen «HEAD~1» finns inte här"
    assert hint == "hämta hela historiken: git fetch --unshallow, eller fetch-depth: 0 i arbetsflödet"


def test_outside_every_repository(tmp_path, monkeypatch):
    put(tmp_path, "promises/exempelby/2025.yaml", PROMISE)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    assert told(tmp_path / "promises", "HEAD") == (
        "«promises» ligger inte i något git-förråd", "kör i en mapp som hämtats med git, eller utan --mot"
    )  # fmt: skip


def test_a_repository_that_git_does_not_trust(repository):
    (repository / ".git/HEAD").write_text("", encoding="utf-8")
    message, hint = told(repository / "promises", "HEAD")
    assert (message, hint) == (
        "git vill inte läsa förrådet",
        "kör «git status» i mappen «promises», och gör som git säger",
    )


def test_without_git(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert told(repository / "promises", "HEAD") == (
        "git går inte att köra på den här datorn", "installera git, eller kör utan --mot"
    )  # fmt: skip


def test_a_git_that_does_not_answer_is_not_waited_for_for_ever(repository, monkeypatch):
    def waits(command, *, timeout, **_):
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(subprocess, "run", waits)
    assert told(repository / "promises", "HEAD") == (
        "git svarade inte inom 5 minuter", "försök igen, eller kör utan --mot"
    )  # fmt: skip


def test_a_clone_without_the_files_of_then(repository):
    """As in a partial clone without network: the commit is there, the content is not."""
    put(repository, "promises/exempelby/2025.yaml", PROMISE.replace("fyra", "tre"))
    sha = revision_of(repository / "promises", "HEAD").promises["exempelby/2025"].promise
    (repository / ".git/objects" / sha[:2] / sha[2:]).unlink()
    with pytest.raises(LoftekollError) as error:
        comparison_with("HEAD", find_given([repository]).promises, [repository], DAY)
    assert error.value.message == "alla filer vid «HEAD» finns inte här"
    assert "fetch-depth: 0" in error.value.hint


# --- comments -----------------------------------------------------------------------------------------------------

COMMENT = "# loftekoll: tillåt LK602 – räknat om"
WRITTEN = Allowance(Place(2, 3, len(COMMENT)), f"  {COMMENT}  ", 3, ("LK602", "LK207"))


@pytest.mark.parametrize(
    ("then", "codes"),
    [
        pytest.param(frozenset(), [("LK602", "LK207")], id="written with the change"),
        pytest.param(frozenset({("fil", COMMENT)}), [("LK207",)], id="stood there"),
        pytest.param(frozenset({("annan", COMMENT)}), [("LK602", "LK207")], id="stood in another file"),
        pytest.param(None, [("LK207",)], id="nothing to compare with"),
    ],
)
def test_a_comment_about_a_change_counts_only_for_the_change_it_was_written_with(then, codes):
    before = None if then is None else Then("", "", None, (), then)
    assert [each.codes for _, each in fresh_allowances([("fil", WRITTEN)], before)] == codes


def test_a_comment_that_has_nothing_left_to_allow_is_neither_used_nor_unused():
    assert list(fresh_allowances([("fil", WRITTEN._replace(codes=("LK601",)))], None)) == []
