"""Real repositories and processes: what was logged, edited and undone on two clones at once is there exactly once.

`test_merges.py` shows that two new entries never meet. Here they are brought together in every way that git knows,
one is edited or undone meanwhile, and merges are resolved wrongly on purpose, which `kontrollera --mot` has to tell.
The negative controls at the end show what other ways to store a log would have lost.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

PROMISE = "promises/exempelby/2020-2199.yaml"
LOG = "promises/exempelby/2020-2199"
QUIET = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_EDITOR": "true",
}
WHO = [
    "-c", "user.name=Roll", "-c", "user.email=roll@exempelby.invalid", "-c", "init.defaultBranch=main",
    "-c", "advice.mergeConflict=false",
]  # fmt: skip


class Person:
    """Someone with a clone, who runs git and loftekoll in it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment | QUIET

    def git(self, *argv: str, code: int = 0) -> str:
        done = subprocess.run(
            ["git", *WHO, *argv], cwd=self.folder, env=self.environment, capture_output=True, check=False
        )
        assert done.returncode == code, (done.stdout + done.stderr).decode()
        return done.stdout.decode().strip()

    def start(self, *argv: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "loftekoll.cli.main", *argv]
        return subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *argv: str, code: int = 0) -> str:
        """What the program writes."""
        child = self.start(*argv)
        out, err = child.communicate()
        assert child.returncode == code, (out + err).decode()
        return out.decode()

    def share(self, told: str) -> None:
        """Commit by the very command that the program printed; nothing is pushed."""
        (line,) = [line for line in told.splitlines() if line.startswith("Dela med andra: ")]
        *commands, pull, push = line.removeprefix("Dela med andra: ").split("; ")
        assert (pull, push) == ("git pull --rebase --autostash", "git push")
        for each in commands:
            self.git(*shlex.split(each)[1:])

    def type(self, told: str, start: str = "Dela med andra: ") -> str:
        """Type the commands that follow a word of the program into a shell, as they are shown; what it says."""
        (line,) = [line.partition(": ")[2] for line in told.splitlines() if line.startswith(start)]
        assert "&&" not in line, "PowerShell 5 has no &&"
        who = {
            f"GIT_{who}_{what}": f"roll@{who}.invalid".lower()
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        done = subprocess.run(
            ["sh", "-c", line], cwd=self.folder, env=self.environment | who, capture_output=True, check=False
        )
        said = (done.stdout + done.stderr).decode()
        assert done.returncode == 0, said
        assert "hint:" not in said
        return said

    def logga(self, *argv: str) -> str:
        """Log an entry of 3 May 2021, share it, and give the name of its file."""
        told = self.run("logga", "exempelby", *argv, "--datum", "2021-05-03", "--ändå")
        self.share(told)
        return told.splitlines()[0].removeprefix("Sparat i ")

    def change(self, *argv: str) -> None:
        """Edit the old entry, and share it by the command that is printed."""
        self.share(self.run("ändra", "exempelby", "aaaaaa", *argv))

    def undo(self) -> None:
        """Undo the old entry, and share that by the command that is printed."""
        self.share(self.run("ångra", "exempelby", "aaaaaa", "--ja"))

    def log(self) -> dict[str, str]:
        """The files of the log, by name."""
        files = (self.folder / LOG).glob("*")
        return {f"{LOG}/{path.name}": path.read_bytes().decode() for path in sorted(files)}

    def lost(self, rev: str, code: int = 0) -> list[str]:
        """What `kontrollera --mot` says of the log, without places."""
        lines = self.run("kontrollera", "--mot", rev, "--välj", "LK6", "--format", "kort", code=code).splitlines()
        return [line.partition(" LK")[2].partition(" ")[2] for line in lines if " LK" in line]


@pytest.fixture
def people(workspace, tmp_path, child_environment):
    """Two people with a clone each of a repository that holds a promise and one entry; nobody has pushed."""
    first = Person(workspace.folder, child_environment)
    workspace.write(f"{LOG}/2021-04-01-samtal-aaaaaa.yaml", OLD_TEXT)
    first.git("init", "-q")
    first.git("add", ".")
    first.git("commit", "-qm", "Löftet")
    server = Person(tmp_path, child_environment)
    server.git("clone", "-q", "--bare", str(workspace.folder), "server.git")
    for name in ("polisen", "kommunen"):
        server.git("clone", "-q", "server.git", name)
    return Person(tmp_path / "polisen", child_environment), Person(tmp_path / "kommunen", child_environment)


OLD = f"{LOG}/2021-04-01-samtal-aaaaaa.yaml"
OLD_TEXT = "datum: 2021-04-01\nlöfte: samtal\nantal: 2\nplats: Åparken\n"


# --- two entries meet ---------------------------------------------------------------------------------------------


def _merge(me: Person) -> None:
    me.git("pull", "-q", "--no-rebase", "--no-edit")


def _rebase(me: Person) -> None:
    me.git("pull", "-q", "--rebase")


def _squash(me: Person) -> None:
    me.git("fetch", "-q")
    me.git("merge", "-q", "--squash", "origin/main")
    me.git("commit", "-qm", "Allt")


def _cherry_pick(me: Person) -> None:
    me.git("fetch", "-q")
    me.git("cherry-pick", "HEAD..origin/main")


def _patch(me: Person) -> None:
    me.git("fetch", "-q")
    me.git("format-patch", "-q", "-o", ".git/lappar", "HEAD..origin/main")
    me.git("am", "-q", *(str(path) for path in sorted((me.folder / ".git/lappar").iterdir())))


def _stash(me: Person) -> None:
    """The entry is not committed yet when the others' work is fetched."""
    me.git("reset", "-q", "--soft", "HEAD~1")
    me.git("stash", "push", "-q", "--include-untracked")
    assert len(me.log()) == 1
    me.git("pull", "-q", "--ff-only")
    me.git("stash", "pop", "-q")
    me.git("add", ".")
    me.git("commit", "-qm", "Logga")


WAYS = [_merge, _rebase, _squash, _cherry_pick, _patch, _stash]


@pytest.mark.parametrize("bring_together", WAYS, ids=[way.__name__.strip("_") for way in WAYS])
def test_the_same_entry_logged_in_the_same_second(people, bring_together):
    """Both are there once, and the check has nothing to say, whatever way they came together."""
    argv = ("logga", "exempelby", "samtal", "--datum", "2021-05-03", "--antal", "2", "--plats", "Torget")
    children = [person.start(*argv) for person in people]  # at once
    for person, child in zip(people, children, strict=True):
        out, err = child.communicate()
        assert child.returncode == 0, err
        person.share(out.decode())
    police, municipality = people
    entries = police.log() | municipality.log()
    assert len(entries) == 3
    assert len(set(entries.values())) == 2, "the new ones are the same to the last byte"
    police.git("push", "-q")
    before = municipality.git("rev-parse", "HEAD")
    bring_together(municipality)
    assert municipality.log() == entries
    assert municipality.lost("origin/main") == municipality.lost(before) == []
    assert municipality.git("status", "--porcelain", "--untracked-files=all", "--", LOG) == ""


def test_the_same_commitment_of_several_people_on_many_branches(people):
    """Four branches, two of them made from another, merged at once and one by one: every entry once."""
    police, municipality = people
    names = [OLD]
    for branch, start in (("a", "main"), ("b", "main"), ("c", "a"), ("d", "b")):
        police.git("switch", "-q", "-c", branch, start)
        names.append(police.logga("samtal"))
    police.git("switch", "-q", "main")
    police.git("merge", "-q", "--no-edit", "c", "d")
    police.git("merge", "-q", "--no-edit", "a", "b")
    assert sorted(police.log()) == sorted(names)
    assert police.lost("origin/main") == []
    police.git("push", "-q")
    names.append(municipality.logga("samtal"))
    _rebase(municipality)
    assert sorted(municipality.log()) == sorted(names)


# --- one edits or undoes meanwhile --------------------------------------------------------------------------------


def test_one_edits_an_entry_while_the_other_logs(people):
    police, municipality = people
    police.change("--antal", "3")
    police.git("push", "-q")
    name = municipality.logga("samtal")
    _merge(municipality)
    assert municipality.log() == {OLD: OLD_TEXT.replace("2\n", "3\n"), name: "datum: 2021-05-03\nlöfte: samtal\n"}
    assert municipality.lost("origin/main") == []
    assert municipality.lost("origin/main~1", code=1) == ["antal är ändrat från 2 till 3"]


def test_one_undoes_an_entry_while_the_other_logs(people):
    police, municipality = people
    police.undo()
    police.git("push", "-q")
    name = municipality.logga("samtal")
    _rebase(municipality)
    assert list(municipality.log()) == [name]
    assert municipality.lost("origin/main") == []
    assert municipality.lost("origin/main~1", code=1) == ["loggposten 2021-04-01-samtal-aaaaaa.yaml är borta ur loggen"]


@pytest.mark.parametrize("bring_together", ["merge", "rebase"])
def test_one_undoes_what_the_other_edits(people, bring_together):
    """git stops, and the edited entry lies there: someone has to choose, and nothing is lost till then."""
    police, municipality = people
    police.undo()
    police.git("push", "-q")
    edited = OLD_TEXT.replace("2\n", "3\n")
    municipality.change("--antal", "3")
    municipality.git("fetch", "-q")
    municipality.git(bring_together, "origin/main", code=1)
    assert municipality.log() == {OLD: edited}
    assert municipality.git("ls-files", "--unmerged", "--", OLD)


def test_the_choice_to_keep_what_was_edited(people):
    police, municipality = people
    test_one_undoes_what_the_other_edits(people, "merge")
    municipality.git("add", OLD)
    municipality.git("commit", "-qm", "Behåll")
    assert municipality.log() == {OLD: OLD_TEXT.replace("2\n", "3\n")}
    assert municipality.lost("origin/main") == []
    municipality.git("push", "-q")
    _merge(police)
    assert police.log() == municipality.log()


def test_the_choice_to_undo_what_was_edited_is_told(people):
    _, municipality = people
    test_one_undoes_what_the_other_edits(people, "merge")
    before = municipality.git("rev-parse", "HEAD")
    municipality.git("rm", "-q", OLD)
    municipality.git("commit", "-qm", "Ångra ändå")
    assert municipality.log() == {}
    assert municipality.lost(before, code=1) == ["loggposten 2021-04-01-samtal-aaaaaa.yaml är borta ur loggen"]


def test_both_edit_the_same_entry(people):
    """git marks both readings in the file, and the check refuses it until someone has chosen."""
    police, municipality = people
    for person, count in zip(people, "34", strict=True):
        person.change("--antal", count)
    police.git("push", "-q")
    municipality.git("pull", "-q", "--no-rebase", code=1)
    text = municipality.log()[OLD]
    assert "antal: 3\n" in text
    assert "antal: 4\n" in text
    assert "LK102" in municipality.run("kontrollera", "--format", "kort", code=1)


def test_both_make_the_same_edit(people):
    police, municipality = people
    for person in people:
        person.change("--antal", "3")
    police.git("push", "-q")
    _merge(municipality)
    assert municipality.log() == {OLD: OLD_TEXT.replace("2\n", "3\n")}


def test_both_undo_the_same_entry(people):
    police, municipality = people
    for person in people:
        person.undo()
    police.git("push", "-q")
    _merge(municipality)
    assert municipality.log() == {}


def test_one_moves_an_entry_to_another_day_while_the_other_logs(people):
    police, municipality = people
    police.change("--datum", "2021-04-09")
    police.git("push", "-q")
    name = municipality.logga("samtal")
    _merge(municipality)
    moved = OLD.replace("04-01", "04-09")
    assert municipality.log() == {moved: OLD_TEXT.replace("04-01", "04-09"), name: "datum: 2021-05-03\nlöfte: samtal\n"}
    assert municipality.lost("origin/main") == []
    assert municipality.lost("origin/main~1", code=1) == ["datum är ändrat från 2021-04-01 till 2021-04-09"]


def test_one_moves_an_entry_to_another_day_while_the_other_edits_it(people):
    """git follows the file to its new name."""
    police, municipality = people
    police.change("--datum", "2021-04-09")
    police.git("push", "-q")
    municipality.change("--antal", "3")
    _merge(municipality)
    assert municipality.log() == {
        OLD.replace("04-01", "04-09"): OLD_TEXT.replace("04-01", "04-09").replace("2\n", "3\n")
    }


# --- resolved wrongly on purpose ----------------------------------------------------------------------------------


def _ours(me: Person) -> None:
    """The strategy that throws away all that the others did."""
    me.git("merge", "-q", "--no-edit", "-s", "ours", "origin/main")


def _removed_in_the_merge(me: Person) -> None:
    me.git("merge", "-q", "--no-commit", "--no-ff", "origin/main")
    (theirs,) = set(me.git("diff", "--name-only", "HEAD...origin/main").splitlines())
    me.git("rm", "-qf", theirs)
    me.git("commit", "-qm", "Slå ihop")


def _their_tree(me: Person) -> None:
    """My own entry is thrown away for theirs."""
    me.git("merge", "-q", "--no-edit", "-X", "theirs", "origin/main")
    me.git("read-tree", "-u", "--reset", "origin/main")
    me.git("commit", "-q", "--amend", "--no-edit")


@pytest.mark.parametrize(
    ("wrongly", "whose"),
    [
        pytest.param(_ours, "theirs", id="ours"),
        pytest.param(_removed_in_the_merge, "theirs", id="removed-in-the-merge"),
        pytest.param(_their_tree, "mine", id="their-tree"),
    ],
)
def test_a_merge_that_was_resolved_wrongly_is_told_to_the_file(people, wrongly, whose):
    police, municipality = people
    theirs, mine = police.logga("trafik"), municipality.logga("samtal")
    police.git("push", "-q")
    before = municipality.git("rev-parse", "HEAD")
    municipality.git("fetch", "-q")
    wrongly(municipality)
    lost, rev = (theirs, "origin/main") if whose == "theirs" else (mine, before)
    assert sorted(municipality.log()) == sorted({OLD, theirs, mine} - {lost})
    assert municipality.lost(rev, code=1) == [f"loggposten {lost.rpartition('/')[2]} är borta ur loggen"]
    other = before if whose == "theirs" else "origin/main"
    assert municipality.lost(other) == []


def test_an_entry_that_is_reverted_is_told(people):
    police, _ = people
    name = police.logga("trafik")
    police.git("revert", "--no-edit", "HEAD")
    assert police.lost("HEAD~1", code=1) == [f"loggposten {name.rpartition('/')[2]} är borta ur loggen"]


# --- why it is not stored otherwise -------------------------------------------------------------------------------


def _committed(person: Person, name: str, text: str, how: str = "a") -> None:
    path = person.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open(how, encoding="utf-8", newline="\n") as file:
        file.write(text)
    person.git("add", "--all")
    person.git("commit", "-qm", "Logga")


ENTRY = "- datum: 2021-05-03\n  löfte: samtal\n  antal: 2\n"


def test_a_list_would_make_one_of_two_equal_entries(people):
    """No conflict, no word of it: git takes the same lines on both sides for one change."""
    police, municipality = people
    for person in people:
        _committed(person, "lista.yaml", ENTRY)
    police.git("push", "-q")
    _merge(municipality)
    assert len(yaml.safe_load((municipality.folder / "lista.yaml").read_bytes())) == 1


def test_a_list_merged_by_union_would_fuse_two_entries_into_one(people):
    police, municipality = people
    _committed(police, ".gitattributes", "lista.yaml merge=union\n")
    _committed(police, "lista.yaml", ENTRY.replace("05", "04"))
    police.git("push", "-q")
    _merge(municipality)
    for person, what in zip(people, ("trafik", "riskkvallar"), strict=True):
        _committed(person, "lista.yaml", ENTRY.replace("samtal", what))
    police.git("push", "-q")
    _merge(municipality)
    text = (municipality.folder / "lista.yaml").read_text(encoding="utf-8")
    assert "trafik" in text
    assert "riskkvallar" in text
    assert len(yaml.safe_load(text)) == 2, "three were written"


def test_a_list_would_stop_the_merge_of_two_different_entries(people):
    police, municipality = people
    for person, what in zip(people, ("trafik", "riskkvallar"), strict=True):
        _committed(person, "lista.yaml", ENTRY.replace("samtal", what))
    police.git("push", "-q")
    municipality.git("pull", "-q", "--no-rebase", code=1)


def test_numbered_files_would_collide(people):
    police, municipality = people
    for person, what in zip(people, ("trafik", "riskkvallar"), strict=True):
        _committed(person, f"{LOG}/0002.yaml", f"löfte: {what}\n")
    police.git("push", "-q")
    municipality.git("pull", "-q", "--no-rebase", code=1)


def test_files_named_by_their_content_would_be_one(people):
    police, municipality = people
    for person in people:
        _committed(person, f"{LOG}/{abs(hash(ENTRY)):x}.yaml", ENTRY, "w")
    police.git("push", "-q")
    _merge(municipality)
    assert len(municipality.log()) == 2, "the old one and one of two new ones"


# --- typed as shown -----------------------------------------------------------------------------------------------

pytest_posix = pytest.mark.skipif(os.name == "nt", reason="the commands are typed into a POSIX shell")


@pytest.fixture
def fresh(tmp_path, child_environment, people):
    """What a new clone of the server has in the log."""
    numbers = iter(range(99))

    def log() -> dict[str, str]:
        name = f"ny{next(numbers)}"
        Person(tmp_path, child_environment).git("clone", "-q", "server.git", name)
        return Person(tmp_path / name, child_environment).log()

    return log


MOVED = OLD.replace("04-01", "04-09")


@pytest_posix
def test_two_people_share_at_once(people, fresh):
    """The second is not sent away with hints in English; what lies unsaved stays so."""
    police, municipality = people
    told = [
        person.run("logga", "exempelby", "samtal", "--datum", f"2021-05-0{n}") for n, person in enumerate(people, 3)
    ]
    (municipality.folder / PROMISE).write_bytes((municipality.folder / PROMISE).read_bytes() + b"# utkast\n")
    (municipality.folder / "anteckning.txt").write_bytes(b"utkast")
    police.type(told[0])
    municipality.type(told[1])
    assert len(fresh()) == 3
    assert municipality.log() == fresh()
    assert municipality.git("status", "--porcelain").splitlines() == [f"M {PROMISE}", "?? anteckning.txt"]


@pytest_posix
@pytest.mark.parametrize("staged", [False, True], ids=["untracked", "staged"])
@pytest.mark.parametrize("argv", [["--antal", "5"], ["--datum", "2021-04-10"], ["--löfte", "trafik"]])
def test_an_entry_that_was_moved_and_is_touched_again_is_shared_once(people, fresh, staged, argv):
    police, _ = people
    police.run("ändra", "exempelby", "aaaaaa", "--datum", "2021-04-09")
    if staged:
        police.git("add", "--all")
    police.type(police.run("ändra", "exempelby", "aaaaaa", *argv))
    assert fresh() == police.log()
    assert len(fresh()) == 1
    assert police.git("status", "--porcelain") == ""


@pytest_posix
def test_an_entry_that_was_moved_and_moved_back_needs_no_sharing(people, fresh):
    police, _ = people
    police.run("ändra", "exempelby", "aaaaaa", "--datum", "2021-04-09")
    assert "Dela med andra" not in police.run("ändra", "exempelby", "aaaaaa", "--datum", "2021-04-01")
    assert police.log() == fresh() == {OLD: OLD_TEXT}


@pytest_posix
@pytest.mark.parametrize("staged", [False, True], ids=["untracked", "staged"])
def test_an_entry_that_was_moved_and_is_undone_is_gone_everywhere_and_can_be_had_back(people, fresh, staged):
    police, _ = people
    police.run("ändra", "exempelby", "aaaaaa", "--datum", "2021-04-09")
    if staged:
        police.git("add", "--all")
    assert list(police.log()) == [MOVED]
    told = police.run("ångra", "exempelby", "aaaaaa", "--ja")
    assert "får du skriva den igen" not in told
    police.type(told)
    assert fresh() == police.log() == {}
    police.type(told, "Ångrar du dig")
    assert police.log() == {OLD: OLD_TEXT}


@pytest_posix
def test_an_entry_of_two_commits_is_undone(people, fresh):
    """Moved and shared, then undone: only the name that the last commit has is told."""
    police, _ = people
    police.type(police.run("ändra", "exempelby", "aaaaaa", "--datum", "2021-04-09"))
    told = police.run("ångra", "exempelby", "aaaaaa", "--ja")
    assert OLD not in told
    police.type(told)
    assert fresh() == {}


def _imported(person: Person, rows: int) -> str:
    text = "datum;löfte;antal\n" + "".join(f"2021-06-01;trafik;{n + 1}\n" for n in range(rows))
    (person.folder.parent / "blad.csv").write_text(text, encoding="utf-8")
    return person.run("importera", str(person.folder.parent / "blad.csv"))


@pytest_posix
@pytest.mark.parametrize("rows", [20, 21])
def test_an_import_is_shared_whole(people, fresh, rows):
    police, _ = people
    police.type(_imported(police, rows))
    assert fresh() == police.log()
    assert len(fresh()) == rows + 1


@pytest_posix
def test_a_small_import_leaves_drafts_alone(people, fresh):
    police, _ = people
    police.run("logga", "exempelby", "samtal", "--datum", "2021-05-03", "--anteckning", "Samtal med Kim Exempelsson")
    police.type(_imported(police, 2))
    assert len(fresh()) == 3
    assert len(police.git("status", "--porcelain").splitlines()) == 1


@pytest_posix
def test_of_a_large_import_the_drafts_have_to_be_looked_at_first(people):
    police, _ = people
    police.run("logga", "exempelby", "samtal", "--datum", "2021-05-03")
    told = _imported(police, 21)
    assert "git add" not in told
    assert "2021-05-03-samtal" in police.type(
        told, "I mappen ligger mer som inte är delat. Se vad innan du delar: git status"
    )
