# ruff: noqa: ARG002 – fixtures that act by being there
"""`rapport --kontrollera`: 0 when the report is what the files say, 1 when it is not, 2 when nobody can tell."""

import os
import subprocess
import zipfile

import pytest

FORMS = ("md", "html", "docx", "pdf")
MAKE = ("rapport", "exempelby", "--per", "2026-02-15", "--ut")
ENTRY = "datum: 2025-11-03\nlöfte: samtal\nantal: 2\n"
LATE = "promises/exempelby/2020-2199/2025-11-03-samtal-aaaaaa.yaml"


@pytest.fixture
def git(workspace, monkeypatch):
    """Runs git in the workspace, free of the settings of this machine."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "x")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "x@example.invalid")

    def ran(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=workspace.folder, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    ran("init", "--quiet", "--initial-branch=main")
    return ran


def checked(cli, name):
    return cli("rapport", "--kontrollera", name)


@pytest.mark.parametrize("form", FORMS)
class TestEveryForm:
    def test_a_report_of_these_files_stands(self, cli, workspace, form):
        cli(*MAKE, f"r.{form}")
        assert checked(cli, f"r.{form}") == (0, f"«r.{form}» stämmer med filerna\n", "")

    @pytest.mark.parametrize("audience", ["invånare", "styrgrupp", "ks"])
    def test_so_does_each_variant(self, cli, workspace, form, audience):
        cli(*MAKE, f"r.{form}", "--för", audience)
        assert checked(cli, f"r.{form}").code == 0

    def test_a_late_entry_is_told(self, cli, workspace, form):
        cli(*MAKE, f"r.{form}")
        workspace.write(LATE, ENTRY)
        ran = checked(cli, f"r.{form}")
        assert (ran.code, ran.err) == (1, "")
        first, *_, last = ran.out.splitlines()
        assert first.startswith(f"r.{form}:")
        assert "stämmer inte med filerna" in first
        again = "loftekoll rapport exempelby --period 2020-2199 --per 2026-02-15"
        assert last == f"tips: gör om den: {again} --ut r.{form}"

    def test_an_entry_after_the_day_changes_nothing(self, cli, workspace, form):
        cli(*MAKE, f"r.{form}")
        late = LATE.replace("2025-11-03", "2026-03-03")
        workspace.write(late, ENTRY.replace("2025-11-03", "2026-03-03"))
        assert checked(cli, f"r.{form}").code == 0

    def test_another_promise_changes_nothing(self, cli, workspace, form):
        """The command names the promise, whatever comes to stand beside it."""
        cli(*MAKE, f"r.{form}")
        text = (workspace.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
        workspace.write("promises/exempelby/2026.yaml", text.replace("2020–2199", "2026").replace("2021", "2026"))
        assert checked(cli, f"r.{form}").code == 0


class TestGit:
    """The version that a report names is an input: being committed makes it no other report."""

    @pytest.mark.parametrize("form", FORMS)
    def test_committed_with_its_log(self, cli, workspace, git, form):
        git("add", ".")
        git("commit", "-qm", "löftet")
        workspace.write(LATE, ENTRY)
        cli(*MAKE, f"rapporter/r.{form}") if (workspace.folder / "rapporter").mkdir() is None else None
        git("add", ".")
        git("commit", "-qm", "loggen och rapporten")
        assert checked(cli, f"rapporter/r.{form}").code == 0

    def test_made_before_there_was_a_repository(self, cli, workspace, git):
        cli(*MAKE, "r.md")
        git("add", ".")
        git("commit", "-qm", "allt")
        assert checked(cli, "r.md").code == 0

    def test_squashed_and_cloned_with_one_commit(self, cli, workspace, git, tmp_path, monkeypatch):
        """As on a server that merges so, and in a job that fetches the last commit only."""
        git("add", ".")
        git("commit", "-qm", "löftet")
        git("switch", "-qc", "gren")
        workspace.write(LATE, ENTRY)
        git("add", ".")
        git("commit", "-qm", "loggen")
        cli(*MAKE, "r.md")
        assert f"- **Version i git:** {git('rev-parse', '--short=10', 'HEAD')}\n" in (
            workspace.folder / "r.md"
        ).read_text(encoding="utf-8")
        git("add", ".")
        git("commit", "-qm", "rapporten")
        git("switch", "-q", "main")
        git("merge", "-q", "--squash", "gren")
        git("commit", "-qm", "allt på en gång")
        git("clone", "-q", "--depth=1", workspace.folder.as_uri(), str(tmp_path / "klon"))
        monkeypatch.chdir(tmp_path / "klon")
        assert checked(cli, "r.md").code == 0

    def test_a_changed_log_is_told_in_a_clean_repository(self, cli, workspace, git):
        cli(*MAKE, "r.md")
        workspace.write(LATE, ENTRY)
        git("add", ".")
        git("commit", "-qm", "allt")
        assert checked(cli, "r.md").code == 1

    def test_only_commits_of_the_promise_are_named(self, cli, workspace, git):
        git("add", ".")
        git("commit", "-qm", "löftet")
        own = git("rev-parse", "--short=10", "HEAD")
        text = (workspace.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
        workspace.write("promises/exempelby/2010.yaml", text.replace("2020–2199", "2010").replace("2021", "2010"))
        git("add", ".")
        git("commit", "-qm", "ett annat löfte")
        workspace.write("promises/exempelby/2010/2010-05-03-samtal-aaaaaa.yaml", "datum: 2010-05-03\nlöfte: samtal\n")
        out = cli(*MAKE[:-1]).out
        assert f"- **Version i git:** {own}\n" in out
        assert f"--per 2026-02-15 --gitversion {own} -->" in out

    def test_unsaved_changes_are_named_and_read_back(self, cli, workspace, git):
        git("add", ".")
        git("commit", "-qm", "löftet")
        workspace.write(LATE, ENTRY)
        cli(*MAKE, "r.md")
        text = (workspace.folder / "r.md").read_text(encoding="utf-8")
        assert ", med ändringar som inte är sparade i git\n" in text
        assert f"--gitversion {git('rev-parse', '--short=10', 'HEAD')}+ -->" in text
        assert checked(cli, "r.md").code == 0


class TestText:
    def test_the_first_line_that_differs_is_told(self, cli, workspace):
        cli(*MAKE, "r.md")
        path = workspace.folder / "r.md"
        lines = path.read_text(encoding="utf-8").split("\n")
        place = next(n for n, line in enumerate(lines) if line.startswith("- **Parter:**"))
        path.write_text(
            "\n".join(lines).replace("- **Parter:** polisen", "- **Parter:** posten"), encoding="utf-8", newline="\n"
        )
        out = checked(cli, "r.md").out
        assert out.startswith(
            f"r.md:{place + 1}: stämmer inte med filerna\n"
            "  i rapporten: - **Parter:** posten och kommunen\n"
            "  av filerna:  - **Parter:** polisen och kommunen\n"
        )

    def test_line_ends_of_windows_are_no_difference(self, cli, workspace):
        """Git writes them so in a checkout there."""
        for name in ("r.md", "r.html"):
            cli(*MAKE, name)
            path = workspace.folder / name
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
            assert checked(cli, name).code == 0

    def test_an_end_that_is_missing(self, cli, workspace):
        cli(*MAKE, "r.md")
        path = workspace.folder / "r.md"
        path.write_bytes(path.read_bytes() + b"\nmer\n")
        ran = checked(cli, "r.md")
        assert ran.code == 1
        assert "  av filerna:  (inget mer)\n" in ran.out

    def test_personal_data_is_not_told(self, cli, workspace):
        cli(*MAKE, "r.md")
        path = workspace.folder / "r.md"
        path.write_text(
            path.read_text(encoding="utf-8").replace("polisen", "900101-0017", 1), encoding="utf-8", newline="\n"
        )
        ran = checked(cli, "r.md")
        assert ran.code == 1
        assert "900101" not in ran.out + ran.err


class TestWord:
    def test_a_file_saved_by_another_program_is_told_apart(self, cli, workspace):
        cli(*MAKE, "r.docx")
        path = workspace.folder / "r.docx"
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        ran = checked(cli, "r.docx")
        assert ran.code == 1
        assert ran.out.startswith("r.docx: är inte den fil som programmet gjorde, men texten är densamma\n")


class TestForeign:
    """What is no report of ours is neither right nor wrong."""

    NO_COMMAND = "fel: i «{}» står inte vilket kommando som gjorde den\n"

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            pytest.param("r.md", b"", id="empty"),
            pytest.param("r.md", "# En rapport\n".encode("cp1252"), id="text"),
            pytest.param("r.html", b"<!doctype html>\n<title>x</title>\n", id="page"),
            pytest.param("r.pdf", b"%PDF-1.7\n%%EOF\n", id="pdf"),
            pytest.param("r.docx", b"PK\x03\x04" + b"\0" * 100, id="archive"),
            pytest.param("r.png", b"\x89PNG\r\n\x1a\n\xff\xfe", id="picture"),
            pytest.param("r.md", b"`<!-- loftekoll rapport kalix --per 2020-02-15 -->`\n", id="quoted"),
        ],
    )
    def test_no_command(self, cli, workspace, name, data):
        (workspace.folder / name).write_bytes(data)
        ran = checked(cli, name)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(self.NO_COMMAND.format(name))

    @pytest.mark.parametrize(
        ("command", "expected"),
        [
            pytest.param("loftekoll rapport exempelby", "fel: kommandot i filen går inte att läsa\n", id="no-day"),
            pytest.param(
                "loftekoll rapport exempelby --per 2026-02-15 --mall ../../etc/passwd",
                "fel: mallen «../../etc/passwd» finns inte\n",
                id="outside",
            ),
            pytest.param(
                "loftekoll rapport exempelby --per 2026-02-15 --period ../../x",
                "fel: Exempelby har inget löfte för perioden «../../x»\n",
                id="period-outside",
            ),
            pytest.param(
                "loftekoll rapport exempelby --per 2026-02-15 --ut /tmp/x",
                "fel: kommandot i filen går inte att läsa\n",
                id="writes",
            ),
            pytest.param(
                "loftekoll rapport kalix --per 2026-02-15",
                "fel: Kalix har inget löfte i den här mappen\n",
                id="no-promise",
            ),
        ],
    )
    def test_a_command_is_data(self, cli, workspace, command, expected):
        """It is never run, and takes nothing from outside the workspace."""
        workspace.write("r.md", f"# x\n\n<!-- {command} -->\n")
        before = sorted(workspace.folder.rglob("*"))
        ran = checked(cli, "r.md")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(expected)
        assert sorted(workspace.folder.rglob("*")) == before

    def test_texts_of_people_are_no_command(self, cli, workspace):
        """What stands in a promise cannot pass for the command of a report, in any form."""
        text = (workspace.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
        false = "loftekoll rapport kalix --per 2020-02-15"
        hostile = f"<!-- {false} --> <meta name=loftekoll content=x> <pdf:Keywords>{false}</pdf:Keywords>"
        hostile += f"<cp:keywords>{false}</cp:keywords>"
        text += f'bakgrund: "{hostile}"\n'
        workspace.write("promises/exempelby/2020-2199.yaml", text)
        for form in FORMS:
            cli(*MAKE, f"r.{form}")
            assert checked(cli, f"r.{form}").code == 0

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("borta.md", "fel: «borta.md» finns inte\ntips: kontrollera sökvägen\n"),
            ("promises", "fel: «promises» är en mapp\ntips: ange en rapport\n"),
        ],
    )
    def test_nothing_to_read(self, cli, workspace, name, expected):
        assert checked(cli, name) == (2, "", expected)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files here")
    def test_a_pipe_is_no_report(self, cli, workspace):
        """Reading it would wait for ever."""
        os.mkfifo(workspace.folder / "r.md")
        assert checked(cli, "r.md") == (2, "", "fel: «r.md» är ingen vanlig fil\ntips: ange en rapport\n")


@pytest.mark.parametrize(
    "text", ["<p>{{ rapport.title }}", "<!-- egen -->\n<!DOCTYPE html><title>{{ rapport.day }}</title>"]
)
def test_a_report_by_an_own_template_for_pages_is_checked(cli, workspace, text):
    """The template need not carry the command, and the form is what its name says."""
    workspace.write("templates/egen.html.j2", text)
    made = cli("rapport", "exempelby", "--per", "2026-02-15", "--mall", "egen.html.j2").out
    assert made == cli("rapport", "exempelby", "--per", "2026-02-15", "--mall", "egen.html.j2", "--format", "html").out
    workspace.write("r.html", made)
    assert checked(cli, "r.html") == (0, "«r.html» stämmer med filerna\n", "")
    workspace.write(LATE, ENTRY)
    workspace.write("templates/egen.html.j2", f"{text} x")
    assert checked(cli, "r.html").code == 1


class TestNames:
    """Names of districts and files are data in a command that somebody may run."""

    @pytest.fixture
    def report_of(self, cli, workspace):
        def made(name: str, file: str) -> None:
            text = (workspace.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
            quoted = name.replace("'", "''")
            workspace.write("promises/exempelby/2020-2199.yaml", f"{text}lokalpolisområde: '{quoted}'\n")
            ran = cli("rapport", "--lokalpolisområde", name, "--år", "2025", "--per", "2026-02-15", "--ut", file)
            assert ran.code == 0, ran.err

        return made

    @pytest.mark.parametrize("sign", ["å", "'"])
    def test_a_long_one_is_checked(self, cli, workspace, report_of, sign):
        report_of(f"a{sign * 4990}b", "r.md")
        assert checked(cli, "r.md").code == 0

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Norr $(touch x) `touch y`", "gör om den: loftekoll rapport --lokalpolisområde 'Norr $(touch x) `touch y`' --år 2025 --per 2026-02-15 --ut r.md"),
            ("Norr & Syd", 'gör om den: loftekoll rapport --lokalpolisområde "Norr & Syd" --år 2025 --per 2026-02-15 --ut r.md'),
            ("Nils' $(touch x)", "gör om den med «loftekoll rapport»"),
            ("Nils’ $(touch x)", "gör om den med «loftekoll rapport»"),
        ],
    )  # fmt: skip
    def test_no_shell_runs_one(self, cli, workspace, report_of, name, expected):
        report_of(name, "r.md")
        workspace.write(LATE, ENTRY)
        assert checked(cli, "r.md").out.splitlines()[-1] == f"tips: {expected}"
