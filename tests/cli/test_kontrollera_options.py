# ruff: noqa: ARG002 – fixtures that act by being there
"""What `kontrollera` can be asked for: codes, forms, files, settings, comments, repairs and a comparison with git."""

import json
import re
import subprocess
from xml.etree import ElementTree as ET

import pytest

PROMISE = """\
kommun: Kalix
period: 2020
parter: [polisen, kommunen]
fokusområden:
  - namn: Trygghet
    löften:
      - id: trafik
        text: Trafik på utvalda platser.
        mål: minst fyrra trafikinsatser per år
        ansvarig: polisen
      - id: torg
        text: Trygga torg.
"""
FILE = "promises/kalix/2020.yaml"
CODES = ["LK201"]  # what is found when the promise cannot be read
READ = PROMISE.replace("fyrra", "fyra")


@pytest.fixture
def checked(cli):
    """Runs the command on a day on which nothing is due to be logged yet."""
    return lambda *argv: cli("kontrollera", *argv, "--per", "2020-02-01")


@pytest.fixture
def written(workspace):
    """A workspace with the promise, which gives two warnings (LK207, LK216)."""
    workspace.write(FILE, READ)
    return workspace


def codes(out):
    return re.findall(r"\b(LK\d{3})\b", "\n".join(line for line in out.splitlines() if line.startswith("promises")))


class TestCodes:
    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            pytest.param([], ["LK216", "LK207"], id="all"),
            pytest.param(["--välj", "LK207"], ["LK207"], id="one"),
            pytest.param(["--valj", "lk216,LK207"], ["LK216", "LK207"], id="two in a word, without rings"),
            pytest.param(["--ignorera", "LK207"], ["LK216"], id="not one"),
            pytest.param(["--ignorera", "LK2"], [], id="not a family"),
            pytest.param(["--välj", "LK2", "--ignorera", "LK21"], ["LK207"], id="a family but for some"),
        ],
    )
    def test_what_is_wanted(self, checked, written, argv, expected):
        ran = checked(*argv)
        assert (codes(ran.out), ran.code) == (expected, 0)

    def test_an_unknown_code_is_refused(self, checked, written):
        ran = checked("--välj", "LK9")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == "fel: ingen kod börjar med «LK9»\ntips: «loftekoll regel» visar alla koder\n"

    def test_strict_makes_warnings_count(self, checked, written):
        assert (checked().code, checked("--strikt").code) == (0, 1)
        assert checked("--strikt", "--ignorera", "LK2").code == 0


class TestSettings:
    def test_they_hold_for_the_workspace(self, checked, written):
        written.write("loftekoll.yaml", "kontrollera:\n  ignorera: [LK207]\n  strikt: ja\n")
        ran = checked()
        assert (codes(ran.out), ran.code) == (["LK216"], 1)
        assert codes(checked(FILE).out) == ["LK216"]

    def test_chosen_codes_replace_theirs_and_ignored_ones_are_added(self, checked, written):
        written.write("loftekoll.yaml", "kontrollera:\n  välj: [LK1]\n  ignorera: [LK207]\n")
        assert codes(checked().out) == []
        assert codes(checked("--välj", "LK2").out) == ["LK216"]
        assert codes(checked("--välj", "LK2", "--ignorera", "LK216").out) == []

    def test_a_fault_in_them_is_told_with_its_place(self, checked, written):
        written.write("loftekoll.yaml", "kontrolera: {}\n")
        ran = checked()
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("fel: loftekoll.yaml:1:1: okänd nyckel «kontrolera»\ntips: menade du «kontrollera»?")

    def test_an_unknown_code_in_them_is_refused(self, checked, written):
        written.write("loftekoll.yaml", "kontrollera: {välj: LK9}\n")
        assert checked().code == 2


class TestComments:
    def test_a_comment_with_a_reason_lets_a_finding_stand(self, checked, written):
        written.write(FILE, READ.replace("id: torg", "id: torg  # loftekoll: tillåt LK216 – källan säger inte vem"))
        assert codes(checked().out) == ["LK207"]

    def test_a_comment_for_what_is_found_across_promises(self, checked, written):
        written.write("promises/kalix/2020-2021.yaml", READ.replace("period: 2020", "period: 2020–2021"))
        assert "LK303" in codes(checked("--välj", "LK303").out)
        comment = "period: 2020–2021  # loftekoll: tillåt LK303 – båda gäller"
        written.write("promises/kalix/2020-2021.yaml", READ.replace("period: 2020", comment))
        assert codes(checked("--välj", "LK3,LK123").out) == []

    def test_what_is_ignored_is_not_called_unused(self, checked, written):
        written.write(FILE, READ.replace("id: torg", "id: torg  # loftekoll: tillåt LK216 – källan säger inte vem"))
        assert codes(checked("--ignorera", "LK216").out) == ["LK207"]


class TestForms:
    """Each form is judged by its own tests; here it is the one that was asked for, with the same findings."""

    def test_short(self, checked, written):
        ran = checked("--format", "kort")
        assert ran.out.splitlines() == [
            f"{FILE}:11:13: varning LK216 löftet «torg» har ingen ansvarig",
            f"{FILE}:12:15: varning LK207 löftet «torg» går inte att mäta",
            "2 varningar i 2 filer.",
        ]

    def test_gitlab(self, checked, written):
        found = json.loads(checked("--format", "gitlab").out)
        assert [each["check_name"] for each in found] == ["LK216", "LK207"]

    def test_sarif(self, checked, written):
        (run,) = json.loads(checked("--format", "sarif").out)["runs"]
        assert [each["ruleId"] for each in run["results"]] == ["LK216", "LK207"]

    @pytest.mark.parametrize(("argv", "failures"), [([], "0"), (["--strikt"], "2")])
    def test_junit(self, checked, written, argv, failures):
        root = ET.fromstring(checked("--format", "junit", *argv).out)  # noqa: S314 - our own output
        assert root.find("testsuite").get("failures") == failures

    def test_github_with_its_summary(self, checked, written, monkeypatch):
        summary = written.folder / "summary.md"
        summary.write_text("# Före\n", encoding="utf-8")
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
        lines = checked("--format", "github").out.splitlines()
        assert [line.partition(" ")[0] for line in lines[:-1]] == ["::warning", "::warning"]
        assert summary.read_text(encoding="utf-8").startswith("# Före\n## Kontroll av medborgarlöften\n")

    def test_a_summary_that_cannot_be_written_stops_nothing(self, checked, written, monkeypatch):
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(written.folder))
        ran = checked("--format", "github")
        assert (ran.code, ran.err) == (0, "varning: sammanfattningen för GitHub gick inte att skriva\n")

    def test_to_a_file(self, checked, written):
        ran = checked("--format", "json", "--ut", "svar å.json")
        assert (ran.code, ran.out, ran.err) == (0, "", "")
        assert json.loads((written.folder / "svar å.json").read_text(encoding="utf-8"))["antal"]["varning"] == 2

    def test_colours_only_where_they_are_wanted(self, checked, written, monkeypatch):
        assert "\x1b" not in checked().out
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert "\x1b[33;1mvarning\x1b[0m" in checked().out
        assert "\x1b" not in checked("--format", "kort").out
        checked("--ut", "svar.txt")
        assert "\x1b" not in (written.folder / "svar.txt").read_text(encoding="utf-8")


class TestPersonalData:
    NUMBER = "070-174 06 35"

    @pytest.mark.parametrize("form", ["text", "kort", "json", "github", "gitlab", "sarif", "junit"])
    def test_no_form_shows_what_was_found_nor_does_another_finding_on_the_line(self, checked, written, form):
        written.write(FILE, READ.replace("Trygga torg.", f"Ring {self.NUMBER}."))
        ran = checked("--format", form)
        assert ran.code == 1
        assert "LK502" in ran.out
        assert "LK207" in ran.out
        assert self.NUMBER not in ran.out
        assert "06 35" not in ran.out

    def test_in_the_name_of_a_file_too(self, checked, written):
        name = f"promises/kalix/2020/2020-01-03-{self.NUMBER}-k7f3q9.yaml"
        written.write(name, "datum: 2020-01-03\nlöfte: trafik\n")
        out = checked().out
        assert "promises/kalix/2020/2020-01-03-***-*** ** **-k7f3q9.yaml:1:1: fel LK502 filnamnet: " in out
        assert self.NUMBER not in out
        assert "LK502" in checked(name).out


class TestRepairs:
    WRONG = "\ufeff" + READ.replace("ansvarig: polisen", "ansvar: polisen  ")

    def test_they_are_shown_and_then_made(self, checked, written):
        path = written.write(FILE, self.WRONG)
        shown = checked("--visa")
        assert (shown.code, shown.err) == (0, "Inget ändrades. Kör med --laga för att ändra.\n")
        assert "-        ansvar: polisen  \n+        ansvarig: polisen\n" in shown.out
        assert path.read_text(encoding="utf-8") == self.WRONG
        ran = checked("--laga")
        assert path.read_text(encoding="utf-8") == READ
        assert ran.code == 0
        assert codes(ran.out) == ["LK216", "LK207"]
        assert f"{FILE}:10: " in ran.err
        assert ran.err.endswith("Lagade 1 fil.\n")

    def test_nothing_to_mend(self, checked, written):
        assert checked("--visa") == (0, "", "Det finns inget att laga.\n")
        assert checked("--laga").err == "Det fanns inget att laga.\n"


class TestComparison:
    @pytest.fixture
    def repository(self, written):
        """The workspace as a git repository, with one entry."""
        written.write("promises/kalix/2020/2020-01-03-trafik-k7f3q9.yaml", "datum: 2020-01-03\nlöfte: trafik\n")
        for argv in (["init", "-q"], ["add", "."], ["-c", "user.name=n", "-c", "user.email=n@x", "commit", "-qm", "1"]):
            subprocess.run(["git", *argv], cwd=written.folder, check=True, capture_output=True)
        return written

    def test_nothing_changed(self, checked, repository):
        assert checked("--mot", "HEAD", "--välj", "LK6") == (0, "Inga anmärkningar i 3 filer.\n", "")

    def test_a_lost_entry_and_an_easier_target(self, checked, repository):
        (repository.folder / "promises/kalix/2020/2020-01-03-trafik-k7f3q9.yaml").unlink()
        repository.write(FILE, READ.replace("fyra", "tre"))
        ran = checked("--mot", "HEAD", "--välj", "LK6")
        assert (ran.code, codes(ran.out)) == (1, ["LK601", "LK603"])
        assert checked("--välj", "LK6").code == 0

    @pytest.mark.parametrize("rev", ["finns-inte", "--output=x", ""])
    def test_a_revision_that_is_not_there_is_refused(self, checked, repository, rev):
        ran = checked(f"--mot={rev}")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("fel: ")
        assert "\ntips: " in ran.err


class TestNothingSlipsThrough:
    """What keeps a file from being judged is told, whatever is chosen, ignored or allowed."""

    BROKEN = READ.replace("minst fyra", "minst fyrra")

    @pytest.mark.parametrize("argv", [["--välj", "LK5"], ["--ignorera", "LK2"], ["--ignorera", "LK201"]])
    def test_by_choice(self, checked, written, argv):
        written.write(FILE, self.BROKEN)
        ran = checked(*argv)
        assert (ran.code, codes(ran.out)) == (1, ["LK201"])

    def test_by_comment(self, checked, written):
        comment = "per år  # loftekoll: tillåt LK201 – så står det"
        written.write(FILE, self.BROKEN.replace("per år", comment))
        ran = checked()
        assert (ran.code, codes(ran.out)) == (1, ["LK201"])

    @pytest.mark.parametrize("argv", [["--ignorera", "LK501"], ["--ignorera", "LK5"], ["--välj", "LK2"]])
    def test_a_personal_number_is_never_ignored(self, checked, written, argv):
        written.write(FILE, READ.replace("Trygga torg.", "Kontakt 811228-9874."))
        ran = checked(*argv)
        assert (ran.code, [code for code in codes(ran.out) if code == "LK501"]) == (1, ["LK501"])

    def test_a_finding_that_needs_the_whole_log_waits_for_it(self, cli, written):
        written.write(
            "promises/kalix/2020/2020-05-03-trafik-k7f3q9.yaml", "datum: 2020-05-03\nlöfte: trafik\nantal: x\n"
        )
        assert codes(cli("kontrollera", "--välj", "LK405", "--per", "2021-02-01").out) == ["LK111"]


class TestGivenFiles:
    def test_a_folder_beside_a_file_does_not_widen_what_is_told_of_the_file(self, checked, written):
        wrong = "datum: 2021-05-03\nlöfte: trafikk\n"
        for mark in ("aaaaaa", "bbbbbb"):
            written.write(f"promises/exempelby/2020-2199/2021-05-03-trafik-{mark}.yaml", wrong)
        file = "promises/exempelby/2020-2199/2021-05-03-trafik-aaaaaa.yaml"
        out = checked("promises/kalix", file, "--välj", "LK401").out
        assert "aaaaaa" in out
        assert "bbbbbb" not in out

    def test_two_workspaces_have_their_own_settings_and_do_not_overlap(self, checked, written):
        written.write("a/promises/kalix/2020.yaml", READ)
        written.write("b/promises/kalix/2020.yaml", READ)
        written.write("b/loftekoll.yaml", "kontrollera: {ignorera: [LK207]}\n")
        lines = checked("a", "b", "--format", "kort").out.splitlines()
        assert [(line.split(":")[0], line.split()[2]) for line in lines[:-1]] == [
            ("a/promises/kalix/2020.yaml", "LK216"),
            ("a/promises/kalix/2020.yaml", "LK207"),
            ("b/promises/kalix/2020.yaml", "LK216"),
        ]

    def test_the_answer_never_replaces_a_promise(self, checked, written):
        assert checked("promises/exempelby", "--ut", FILE).code == 2
        ran = checked("--ut", FILE)
        assert (ran.code, ran.out) == (2, "")
        assert (written.folder / FILE).read_text(encoding="utf-8") == READ

    @pytest.mark.parametrize("name", ["fri.yaml", "ring 070-174 06 05.yaml"])
    def test_nor_a_file_outside_a_workspace_that_is_checked_now(self, checked, written, name):
        written.write(name, READ)
        ran = checked(name, "--ut", name)
        assert (ran.code, ran.out) == (2, "")
        assert (written.folder / name).read_text(encoding="utf-8") == READ

    def test_a_file_that_is_given_a_new_name_is_checked_under_it(self, checked, written):
        name = "promises/kalix/2020/2020-01-04-trafik-k7f3q9.yaml"
        written.write(name, "datum: 2020-01-03\nlöfte: trafik\n")
        ran = checked("--laga", name)
        assert (ran.code, ran.out) == (0, "Inga anmärkningar i 1 fil.\n")
        assert [path.name for path in (written.folder / "promises/kalix/2020").iterdir()] == [
            "2020-01-03-trafik-k7f3q9.yaml"
        ]

    def test_a_link_that_leads_back_is_one_finding(self, checked, written):
        for name in ("a", "b", "c", "d"):
            (written.folder / "promises/kalix" / name).symlink_to(".", target_is_directory=True)
        ran = checked("--välj", "LK119", "promises/kalix")
        assert codes(ran.out) == ["LK119"] * 4
