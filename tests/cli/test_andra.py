# ruff: noqa: ARG002 – fixtures that act by being there
import os
import shlex
import subprocess

import pytest

LOG = "promises/exempelby/2020-2199"
NAME = "2021-05-03-riskkvallar-aaaaaa.yaml"
BY_HAND = """\
# skrivet för hand
löfte:   riskkvallar     # obs
datum: "2021-05-03"
plats: 'Torget'  # vid ån

anteckning: >-
  Lugnt
  och fint
antal: 2 # två gånger
"""


@pytest.fixture
def log(workspace):
    workspace.write(f"{LOG}/{NAME}", BY_HAND)
    return workspace


def content(workspace, name=NAME):
    return (workspace.folder / LOG / name).read_bytes().decode()


class TestFlags:
    @pytest.mark.parametrize(
        ("argv", "old", "new"),
        [
            pytest.param(["--antal", "3"], "antal: 2 #", "antal: 3 #", id="count"),
            pytest.param(["--antal", "1"], "antal: 2 #", "antal: 1 #", id="count-as-when-none-is-said"),
            pytest.param(["--plats", "Hamnen"], "'Torget'", "'Hamnen'", id="place"),
            pytest.param(["--plats", "O'Hara: 5"], "'Torget'", '"O\'Hara: 5"', id="place-in-other-quotes"),
            pytest.param(["--utan", "plats"], "plats: 'Torget'  # vid ån\n", "", id="without"),
            pytest.param(["--utan", "PLATS,anteckning"], "plats: 'Torget'  # vid ån\n\nanteckning: >-\n  Lugnt\n  och fint\n", "\n", id="without-two"),
            pytest.param(["--cirka"], "antal: 2 # två gånger\n", "antal: 2 # två gånger\ncirka: ja\n", id="approximate"),
            pytest.param(["--anteckning", "Kort"], ">-\n  Lugnt\n  och fint\n", "Kort\n", id="note"),
            pytest.param(["--timmar", "2,5", "--part", "Polisen"], "'Torget'  # vid ån\n", "'Torget'  # vid ån\npart: polisen\ntimmar: 2.5\n", id="added"),
            pytest.param(["--löfte", "riskkvällar,samtal"], "riskkvallar     #", "[riskkvallar, samtal]     #", id="commitments"),
            pytest.param(["--källa", "Veckobrev"], "  och fint\n", "  och fint\nkälla: Veckobrev\n", id="source"),
        ],
    )  # fmt: skip
    def test_only_what_must_change_does(self, cli, log, script, argv, old, new):
        ran = cli("ändra", "exempelby", "aaaaaa", *argv)
        assert (ran.code, ran.err) == (0, "")
        assert content(log) == BY_HAND.replace(old, new)
        assert cli("kontrollera", "--ignorera", "LK4").code == 0

    @pytest.mark.parametrize(
        "rewritten",
        [
            pytest.param(lambda text: text.replace("\n", "\r\n"), id="crlf"),
            pytest.param(lambda text: "\ufeff" + text, id="bom"),
            pytest.param(lambda text: text.rstrip("\n"), id="no-last-line-end"),
        ],
    )
    def test_line_ends_and_bom_stay(self, cli, log, script, rewritten):
        (log.folder / LOG / NAME).write_bytes(rewritten(BY_HAND).encode())
        assert cli("ändra", "exempelby", "--antal", "3", "--timmar", "4").code == 0
        expected = BY_HAND.replace("antal: 2", "antal: 3").replace("# vid ån\n", "# vid ån\ntimmar: 4\n")
        assert content(log) == rewritten(expected)

    def test_what_it_did_is_told(self, cli, log, script):
        ran = cli("ändra", "exempelby", "--antal", "1")
        assert ran == (
            0,
            (
                f"Ändrat i {LOG}/{NAME}\n- antal: 2 # två gånger\n+ antal: 1 # två gånger\n"
                "riskkvallar: 2021: 1 av minst 2, delvis uppfyllt (var 2 av minst 2, uppfyllt)\n"
            ),
            f"{LOG}/{NAME} – den med senast datum\n",
        )

    def test_the_file_gets_the_name_of_its_day(self, cli, log, script):
        ran = cli("ändra", "exempelby", "aaaaaa", "--datum", "4 maj 2021")
        assert ran.code == 0
        assert ran.out.startswith(f"Ändrat i {LOG}/2021-05-04-riskkvallar-aaaaaa.yaml, som hette {NAME}\n")
        assert log.log() == ["2021-05-04-riskkvallar-aaaaaa.yaml"]
        assert content(log, *log.log()) == BY_HAND.replace("05-03", "05-04")
        assert cli("kontrollera", "--ignorera", "LK40").code == 0

    def test_the_file_gets_the_name_of_its_first_commitment(self, cli, log, script):
        out = cli("ändra", "exempelby", "aaaaaa", "--löfte", "samtal", "--löfte", "riskkvallar").out
        assert log.log() == ["2021-05-03-samtal-aaaaaa.yaml"]
        assert "\nsamtal: 1 post, pågår (var 0 poster, pågår)\n" in out
        assert "\nriskkvallar: 2 av minst 2, uppfyllt\n" in out

    def test_a_file_named_by_hand_gets_a_mark(self, cli, workspace, script):
        workspace.write(f"{LOG}/2021-05-03-trafik.yaml", "datum: 2021-05-03\nlöfte: trafik\n")
        assert cli("ändra", "exempelby", "2021-05-03-trafik", "--datum", "2021-05-04").code == 0
        (name,) = workspace.log()
        assert len(name) == len("2021-05-04-trafik-xxxxxx.yaml")

    def test_every_window_that_stands_otherwise_is_told(self, cli, log, script):
        log.write("promises/exempelby/2020-2199.yaml", (log.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
                  .replace("minst två riskkvällar under 2021", "minst två riskkvällar per år"))  # fmt: skip
        out = cli("ändra", "exempelby", "--datum", "2022-05-03").out
        assert out.splitlines()[3] == (
            "riskkvallar: 2021: 0 av minst 2, inget loggat (var 2 av minst 2, uppfyllt); "
            "2022: 2 av minst 2, uppfyllt (var 0 av minst 2, inget loggat)"
        )

    @pytest.mark.parametrize("argv", [["--antal", "2"], ["--plats", "Torget"], ["--utan", "källa"], ["--inte-cirka"]])
    def test_nothing_to_change(self, cli, log, script, argv):
        ran = cli("ändra", "exempelby", "aaaaaa", *argv)
        assert ran == (0, "", "Inget att ändra.\n")
        assert content(log) == BY_HAND

    def test_trial(self, cli, log, script):
        ran = cli("ändra", "exempelby", "aaaaaa", "--antal", "1", "--torrkör")
        assert ran == (
            0,
            (
                f"Skulle ändra {LOG}/{NAME}:\n- antal: 2 # två gånger\n+ antal: 1 # två gånger\n"
                "riskkvallar: 2021: 1 av minst 2, delvis uppfyllt (var 2 av minst 2, uppfyllt)\nInget är ändrat.\n"
            ),
            "",
        )
        assert content(log) == BY_HAND

    def test_a_flow_mapping(self, cli, workspace, script):
        workspace.write(f"{LOG}/{NAME}", "{datum: 2021-05-03, löfte: trafik, plats: A}\n")
        assert cli("ändra", "exempelby", "--antal", "3", "--utan", "plats").code == 0
        assert content(workspace) == "{datum: 2021-05-03, löfte: trafik, antal: 3}\n"


class TestAssessment:
    NAME = "2022-01-10-riskkvallar-cccccc.yaml"
    TEXT = "datum: 2022-01-10 # januari\nlöfte: riskkvallar\nbedömning: ej uppfyllt\navser: 2021\nmotivering: För få.\n"

    @pytest.fixture
    def log(self, workspace):
        workspace.write(f"{LOG}/{self.NAME}", self.TEXT)
        return workspace

    @pytest.mark.parametrize(
        ("argv", "old", "new"),
        [
            (["--bedömning", "delvis"], "ej uppfyllt", "delvis uppfyllt"),
            (["--motivering", "Ingen tid"], "För få.", "Ingen tid"),
            (["--avser", "hela"], "avser: 2021", "avser: hela perioden"),
            (
                ["--bedömning", "uppfyllt", "--utan", "motivering"],
                "ej uppfyllt\navser: 2021\nmotivering: För få.",
                "uppfyllt\navser: 2021",
            ),
        ],
    )
    def test_only_what_must_change_does(self, cli, log, script, argv, old, new):
        assert cli("ändra", "exempelby", *argv).code == 0
        assert content(log, self.NAME) == self.TEXT.replace(old, new)

    def test_what_it_did_is_told(self, cli, log, script):
        out = cli("ändra", "exempelby", "--bedömning", "uppfyllt", "--datum", "2022-01-11").out
        assert out.splitlines()[-1] == (
            "riskkvallar 2021: bedömt uppfyllt 11 januari 2022 (var bedömt ej uppfyllt 10 januari 2022)"
        )
        assert log.log() == ["2022-01-11-riskkvallar-cccccc.yaml"]

    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            (
                ["--antal", "3"],
                "fel: --antal finns inte i en bedömning\ntips: där finns datum, löfte, bedömning, avser, motivering\n",
            ),
            (["--utan", "motivering"], "fel: bedömningen «ej uppfyllt» behöver en motivering\n"),
            (["--bedömning", "bra"], "fel: «bra» är ingen bedömning\n"),
            (["--avser", "2300"], "fel: --avser: «2300» är inget år i exempelby/2020-2199"),
        ],
    )
    def test_refused(self, cli, log, script, argv, expected):
        ran = cli("ändra", "exempelby", "cccccc", *argv)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(expected)
        assert content(log, self.NAME) == self.TEXT

    def test_two_verdicts_of_a_day_cannot_be_told_apart(self, cli, log, script):
        log.write(f"{LOG}/2022-01-11-riskkvallar-dddddd.yaml", self.TEXT.replace("01-10", "01-11"))
        ran = cli("ändra", "exempelby", "cccccc", "--datum", "2022-01-11")
        assert (ran.code, ran.err.partition("\n")[0]) == (
            2, "fel: löftet «riskkvallar» är redan bedömt den dagen, för samma tid",
        )  # fmt: skip
        assert content(log, self.NAME) == self.TEXT


class TestRefused:
    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            pytest.param([], "fel: det saknas något att ändra\ntips: skriv vad som ska stå, till exempel --antal 3\n", id="nothing"),
            pytest.param(["--antal", "0"], "fel: --antal: antal är 0\n", id="count"),
            pytest.param(["--datum", "2199-12-31"], "fel: 31 december 2199 har inte varit än\n", id="future"),
            pytest.param(["--datum", "2019-12-31"], "fel: 2019-12-31 ligger utanför exempelby/2020-2199", id="before"),
            pytest.param(["--löfte", "trafk"], "fel: löftet «trafk» finns inte i exempelby/2020-2199\ntips: menade du «trafik»?\n", id="commitment"),
            pytest.param(["--part", "polsen"], "fel: --part: «polsen» är ingen av parterna\n", id="party"),
            pytest.param(["--anteckning", "Ring 070-174 06 35"], "fel: --anteckning: det står ett telefonnummer här, och inget sparades\n", id="personal-data"),
            pytest.param(["--plats", ""], "fel: --plats: texten är tom\n", id="empty"),
            pytest.param(["--utan", "datum"], "fel: --utan: «datum» går inte att ta bort\n", id="required"),
            pytest.param(["--utan", "plts"], "fel: --utan: «plts» går inte att ta bort\ntips: menade du «plats»?\n", id="near-field"),
            pytest.param(["--utan", "plats", "--plats", "A"], "fel: --plats och --utan plats går inte ihop\n", id="both"),
            pytest.param(["--motivering", "x"], "fel: --motivering finns inte i en loggpost\n", id="other-kind"),
        ],
    )  # fmt: skip
    def test_nothing_is_changed(self, cli, log, script, argv, expected):
        ran = cli("ändra", "exempelby", "aaaaaa", *argv)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(expected)
        assert (log.log(), content(log)) == ([NAME], BY_HAND)

    def test_a_file_that_cannot_be_read(self, cli, log, script):
        log.write(f"{LOG}/{NAME}", "datum: 2021-05-03\nlöfte: [trafik\n")
        ran = cli("ändra", "exempelby", "aaaaaa", "--antal", "3")
        told = f"fel: {LOG}/{NAME} går inte att läsa\ntips: se felet med «loftekoll kontrollera {LOG}/{NAME}», och rätta det\n"
        assert (ran.code, ran.out, ran.err) == (2, "", told)

    def test_an_entry_that_was_wrong_before_has_to_be_right_after(self, cli, workspace, script):
        workspace.write(f"{LOG}/{NAME}", "datum: 2021-05-03\nlöfte: borttaget\n")
        assert cli("ändra", "exempelby", "aaaaaa", "--antal", "3").err.startswith("fel: löftet «borttaget» finns inte")
        assert cli("ändra", "exempelby", "aaaaaa", "--löfte", "samtal").code == 0
        assert workspace.log() == ["2021-05-03-samtal-aaaaaa.yaml"]


ASKED = """\
  # skrivet för hand
  löfte:   riskkvallar     # obs
  datum: "2021-05-03"
  plats: 'Torget'  # vid ån

  anteckning: >-
    Lugnt
    och fint
  antal: 2 # två gånger
Enter behåller det som står inom [ ], och - tar bort det.
Datum [2021-05-03]: Löfte [riskkvallar]: Antal [2]: Cirka [nej]: Plats [Torget]: Part: Timmar: \
Anteckning [Lugnt och fint]: Källa: """


class TestAsked:
    def test_enter_keeps_all(self, cli, log, keyboard):
        keyboard(*[""] * 9)
        assert cli("ändra", "exempelby", "aaaaaa") == (0, "", f"{ASKED}Inget att ändra.\n")
        assert content(log) == BY_HAND

    def test_some_fields(self, cli, log, keyboard):
        keyboard("", "", "3", "ja", "-", "polisen, kommunen", "2,5", "", "", "")
        ran = cli("ändra", "exempelby", "aaaaaa")
        assert ran.code == 0
        assert ran.err.endswith("Spara ändringen? [J/n]: ")
        expected = BY_HAND.replace("antal: 2 # två gånger\n", "antal: 3 # två gånger\ncirka: ja\n")
        expected = expected.replace("plats: 'Torget'  # vid ån\n", "") + "part: [polisen, kommunen]\ntimmar: 2.5\n"
        assert content(log) == expected

    def test_no_at_the_end(self, cli, log, keyboard):
        keyboard("", "", "3", "", "", "", "", "", "", "n")
        ran = cli("ändra", "exempelby", "aaaaaa")
        assert (ran.code, ran.out) == (
            0,
            f"Skulle ändra {LOG}/{NAME}:\n- antal: 2 # två gånger\n+ antal: 3 # två gånger\n",
        )
        assert ran.err.endswith("Inget ändrades.\n")
        assert content(log) == BY_HAND

    def test_wrong_answers_are_asked_again(self, cli, log, keyboard):
        keyboard(
            "-",
            "2199-01-01",
            "2019-01-01",
            "",
            "trafk",
            "",
            "två",
            "0",
            "",
            "kanske",
            "",
            "",
            "",
            "mycket",
            "",
            "070-174 06 35",
            "",
            "",
        )
        ran = cli("ändra", "exempelby", "aaaaaa")
        assert (ran.code, ran.out) == (0, "")
        assert [line.partition("fel: ")[2] for line in ran.err.splitlines() if "fel: " in line] == [
            "«-» är inget datum",
            "1 januari 2199 har inte varit än",
            "2019-01-01 ligger utanför exempelby/2020-2199, som gäller 2020–2199",
            "löftet «trafk» finns inte i exempelby/2020-2199",
            "«två» är inget heltal",
            "antal är 0",
            "«kanske» är varken ja eller nej",
            "«mycket» är inget antal timmar",
            "--anteckning: det står ett telefonnummer här, och inget sparades",
        ]
        assert content(log) == BY_HAND

    @pytest.mark.parametrize("count", range(10))
    def test_ctrl_c_leaves_nothing(self, cli, log, keyboard, count):
        keyboard(*["", "", "3", "", "", "", "", "", ""][:count], is_interrupted=True)
        ran = cli("ändra", "exempelby", "aaaaaa")
        assert ran.code == 130
        assert ran.err.endswith("\nAvbrutet: inget ändrades.\n")
        assert (log.log(), content(log)) == ([NAME], BY_HAND)

    @pytest.mark.parametrize(
        ("answers", "expected"), [(["polsen", "polsen"], "polsen"), (["polsen", "polisen"], "polisen")]
    )
    def test_a_near_party_is_asked_for_again(self, cli, log, keyboard, answers, expected):
        keyboard("", "", "3", "", "", *answers, "", "", "", "")
        ran = cli("ändra", "exempelby", "aaaaaa")
        assert ran.code == 0
        assert "tips: menade du «polisen»? Annars skriv samma en gång till\nPart: " in ran.err
        assert f"\npart: {expected}\n" in content(log)

    def test_an_assessment(self, cli, workspace, keyboard):
        text = "datum: 2022-01-10\nlöfte: riskkvallar\nbedömning: uppfyllt\navser: 2021\n"
        workspace.write(f"{LOG}/2022-01-10-riskkvallar-cccccc.yaml", text)
        keyboard("", "", "ej", "", "För få.", "")
        ran = cli("ändra", "exempelby", "cccccc")
        assert ran.code == 0
        assert (
            content(workspace, "2022-01-10-riskkvallar-cccccc.yaml")
            == text.replace("uppfyllt", "ej uppfyllt") + "motivering: För få.\n"
        )


def test_a_day_outside_the_promise_means_another_entry(cli, log, script):
    ran = cli("ändra", "exempelby", "aaaaaa", "--datum", "2019-05-03")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("\ntips: ångra posten och logga den på nytt\n")
    assert content(log) == BY_HAND


def test_an_empty_text_takes_nothing_away(cli, log, script):
    ran = cli("ändra", "exempelby", "aaaaaa", "--plats", " ")
    assert (ran.code, ran.err) == (
        2, "fel: --plats: texten är tom\ntips: skriv ett värde, eller ta bort det som står med --utan\n",
    )  # fmt: skip


class TestGit:
    @pytest.fixture
    def git(self, log, monkeypatch):
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)

        def run(*argv):
            who = ["-c", "user.name=Roll", "-c", "user.email=roll@exempelby.invalid", "-c", "init.defaultBranch=main"]
            return subprocess.run(
                ["git", *who, *argv], cwd=log.folder, capture_output=True, text=True, check=True
            ).stdout

        run("init", "-q")
        run("add", "promises/exempelby/2020-2199.yaml")
        run("commit", "-qm", "Löftet")
        return run

    @pytest.mark.parametrize("state", ["untracked", "added", "committed"])
    @pytest.mark.parametrize("argv", [["--antal", "3"], ["--datum", "2021-05-04"]])
    def test_the_printed_commands_share_it_whole(self, cli, log, script, git, state, argv):
        if state != "untracked":
            git("add", ".")
        if state == "committed":
            git("commit", "-qm", "Logg")
        out = cli("ändra", "exempelby", "aaaaaa", *argv).out
        add, commit, *rest = out.splitlines()[-1].removeprefix("Dela med andra: ").split("; ")
        assert rest == ["git pull --rebase --autostash", "git push"]
        for command in (add, commit):
            git(*shlex.split(command)[1:])
        assert git("status", "--porcelain") == ""
        assert git("ls-files", LOG).split() == [f"{LOG}/{name}" for name in log.log()]

    def test_a_probable_name_has_to_be_read_first(self, cli, log, script, git):
        ran = cli("ändra", "exempelby", "--anteckning", "Samtal med Kim Exempelsson")
        assert ran.out.splitlines()[-1] == f"Läs igenom {LOG}/{NAME} innan du delar den: den kan peka ut en person"
        assert "varning: --anteckning: det här ser ut som ett personnamn" in ran.err


def test_english_name(cli, log, script):
    assert cli("edit", "exempelby", "--antal", "3").code == 0
