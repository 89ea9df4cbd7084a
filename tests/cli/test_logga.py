# ruff: noqa: ARG002 – fixtures that act by being there
import io
import re
import sys
import unicodedata
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

NAME = re.compile(r"\d{4}-\d\d-\d\d-[a-z0-9-]+-[a-z0-9]{6}\.yaml")


def today() -> str:
    return str(datetime.now(ZoneInfo("Europe/Stockholm")).date())


@pytest.fixture
def answers(monkeypatch):
    """A person at a terminal who answers with the given lines; after them input ends."""

    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    return lambda *lines: monkeypatch.setattr(sys, "stdin", Keyboard("".join(f"{line}\n" for line in lines)))


@pytest.fixture
def no_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))


def content(workspace) -> str:
    (name,) = workspace.log()
    assert NAME.fullmatch(name)
    return (workspace.folder / "promises/exempelby/2020-2199" / name).read_bytes().decode()


class TestWritten:
    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            pytest.param(["trafik"], "datum: 2021-05-03\nlöfte: trafik\n", id="plain"),
            pytest.param(["trafik", "samtal"], "datum: 2021-05-03\nlöfte: [trafik, samtal]\n", id="several"),
            pytest.param(["trafik", "trafik"], "datum: 2021-05-03\nlöfte: trafik\n", id="twice-is-once"),
            pytest.param(["TRAFIK"], "datum: 2021-05-03\nlöfte: trafik\n", id="capitals"),
            pytest.param(["riskkvällar"], "datum: 2021-05-03\nlöfte: riskkvallar\n", id="accents"),
            pytest.param(["trafik", "--antal", "3", "--cirka"], "datum: 2021-05-03\nlöfte: trafik\nantal: 3\ncirka: ja\n", id="count"),
            pytest.param(
                ["trafik", "--plats", "Åkervägen, Östra torget"],
                'datum: 2021-05-03\nlöfte: trafik\nplats: "Åkervägen, Östra torget"\n',
                id="place",
            ),
            pytest.param(
                ["trafik", "--plats", unicodedata.normalize("NFD", "Åparken")],
                "datum: 2021-05-03\nlöfte: trafik\nplats: Åparken\n",
                id="place-nfd",
            ),
            pytest.param(
                ["trafik", "--part", "polisen", "--part", "kommunen", "--timmar", "2,5"],
                "datum: 2021-05-03\nlöfte: trafik\npart: [polisen, kommunen]\ntimmar: 2.5\n",
                id="parties-and-hours",
            ),
            pytest.param(
                ["trafik", "--anteckning", 'ett "citat": #1', "--kalla", "dnr A1"],
                'datum: 2021-05-03\nlöfte: trafik\nanteckning: "ett \\"citat\\": #1"\nkälla: dnr A1\n',
                id="note-and-source",
            ),
        ],
    )  # fmt: skip
    def test_file(self, cli, workspace, argv, expected):
        ran = cli("logga", "exempelby", *argv, "--datum", "2021-05-03")
        assert (ran.code, ran.err) == (0, "")
        assert content(workspace) == expected
        assert cli("kontrollera").code == 0

    def test_today_unless_another_day_is_said(self, cli, workspace):
        before = today()
        assert cli("logga", "exempelby", "samtal").code == 0
        assert content(workspace).splitlines()[0] in {f"datum: {before}", f"datum: {today()}"}

    def test_a_sum_over_a_stretch(self, cli, workspace):
        assert cli("log", "exempelby", "samtal", "--datum", "2021-05", "--antal", "12").code == 0
        assert content(workspace) == 'datum: "2021-05-01/2021-05-31"\nlöfte: samtal\nantal: 12\n'
        assert workspace.log()[0].startswith("2021-05-31-samtal-")

    def test_the_same_twice_is_two_files(self, cli, workspace):
        for _ in range(2):
            cli("logga", "exempelby", "samtal", "--datum", "2021-05-03")
        assert len(workspace.log()) == 2


class TestTold:
    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            pytest.param(["trafik"], ["trafik: 2021: 1 av högst 1\u00a0000, uppfyllt (var inget loggat)"], id="year"),
            pytest.param(["samtal"], ["samtal: 1 post, pågår (var inget loggat)"], id="continuous"),
            pytest.param(
                ["samtal", "riskkvallar"],
                [
                    "samtal: 1 post, pågår (var inget loggat)",
                    "riskkvallar: 2021: 1 av minst 2, delvis uppfyllt (var inget loggat)",
                ],
                id="a-line-for-each",
            ),
        ],
    )
    def test_what_it_did_to_the_standing(self, cli, workspace, argv, expected):
        ran = cli("logga", "exempelby", *argv, "--datum", "2021-05-03")
        (name,) = workspace.log()
        assert ran.out.splitlines() == [f"Sparat i promises/exempelby/2020-2199/{name}", *expected]

    def test_a_standing_that_stays_is_told_once(self, cli, workspace):
        cli("logga", "exempelby", "riskkvallar", "--datum", "2021-05-03")
        assert cli("logga", "exempelby", "riskkvallar", "--datum", "2021-05-04").out.splitlines()[1:] == [
            "riskkvallar: 2021: 2 av minst 2, uppfyllt (var delvis uppfyllt)"
        ]
        assert cli("logga", "exempelby", "riskkvallar", "--datum", "2021-05-04").out.splitlines()[1:] == [
            "riskkvallar: 2021: 3 av minst 2, uppfyllt"
        ]

    def test_each_of_several_targets(self, cli, workspace):
        text = (workspace.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
        several = text.replace("mål: löpande", "mål: [minst två samtal per år, minst ett samtal per månad]")
        workspace.write("promises/exempelby/2020-2199.yaml", several)
        (line,) = cli("logga", "exempelby", "samtal", "--datum", "2021-05-03").out.splitlines()[1:]
        assert line.split("; ") == [
            "samtal: minst två samtal per år, 2021: 1 av minst 2, delvis uppfyllt (var inget loggat)",
            "minst ett samtal per månad, 2021: 1 av 12 månader, delvis uppfyllt (var inget loggat)",
        ]

    def test_when_the_next_one_is_due(self, cli, workspace):
        text = (workspace.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
        late = text.replace("minst två riskkvällar under 2021", "minst två riskkvällar senast 2199-12-31")
        workspace.write("promises/exempelby/2020-2199.yaml", late)
        assert cli("logga", "exempelby", "riskkvallar", "--datum", "2021-05-03").out.splitlines()[1:] == [
            "riskkvallar: 2020–2199: 1 av minst 2, i fas (var inget loggat), nästa senast 31 december 2199"
        ]

    def test_what_does_not_count_is_told(self, cli, workspace):
        out = cli("logga", "exempelby", "riskkvallar", "--datum", "2022-05-03").out
        assert out.splitlines()[1].endswith(", men 3 maj 2022 räknas inte (utanför målets tid)")

    def test_git_command_for_any_shell(self, cli, workspace):
        (workspace.folder / ".git").mkdir()
        out = cli("logga", "exempelby", "samtal", "trafik", "--datum", "2021-05-03").out
        (name,) = workspace.log()
        file = f"promises/exempelby/2020-2199/{name}"
        told = f'git add "{file}"; git commit -m "Logga samtal och trafik" -- "{file}"; git push'
        assert out.splitlines()[-1] == f"Dela med andra: {told}"

    def test_git_command_from_another_folder(self, cli, workspace, tmp_path, monkeypatch):
        (workspace.folder / ".git").mkdir()
        monkeypatch.chdir(tmp_path)
        out = cli("logga", "exempelby", "samtal", "--datum", "2021-05-03", "--katalog", "arbete").out
        (name,) = workspace.log()
        file, git = f"promises/exempelby/2020-2199/{name}", f'git -C "{workspace.folder}"'
        told = f'{git} add "{file}"; {git} commit -m "Logga samtal" -- "{file}"; {git} push'
        assert out.splitlines()[-1] == f"Dela med andra: {told}"

    def test_a_broken_file_in_the_log_is_told(self, cli, workspace):
        workspace.write("promises/exempelby/2020-2199/2020-01-01-samtal-aaaaaa.yaml", "datum: 2020-01-01\n")
        ran = cli("logga", "exempelby", "samtal", "--datum", "2021-05-03")
        assert ran.code == 0
        assert ran.err.startswith("varning: 1 loggfil för exempelby/2020-2199 går inte att läsa och räknas inte; ")


class TestRefused:
    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            pytest.param(
                ["exempelby", "trafk"],
                "fel: löftet «trafk» finns inte i exempelby/2020-2199\ntips: menade du «trafik»?\n",
                id="near-commitment",
            ),
            pytest.param(
                ["exempelby", "xyz"],
                "fel: löftet «xyz» finns inte i exempelby/2020-2199\ntips: löftena är trafik, samtal, riskkvallar\n",
                id="unknown-commitment",
            ),
            pytest.param(
                ["exempelbi", "trafik"], "fel: okänd kommun «exempelbi»\ntips: menade du «Exempelby»", id="municipality"
            ),
            pytest.param(
                ["exempelby", "trafik", "--antal", "0"],
                "fel: --antal: antal är 0\ntips: skriv minst 1; logga inget om inget blev gjort\n",
                id="count-0",
            ),
            pytest.param(
                ["exempelby", "trafik", "--antal", "två"],
                "fel: värdet «två» för --antal är inget heltal\ntips: skriv ett heltal, till exempel 3\n",
                id="count-in-words",
            ),
            pytest.param(
                ["exempelby", "trafik", "--timmar", "-1"],
                "fel: --timmar: «-1» är inget antal timmar\ntips: skriv till exempel 4 eller 2,5\n",
                id="hours",
            ),
            pytest.param(
                ["exempelby", "trafik", "--plats", " "], "fel: --plats: texten är tom\n", id="empty-place"
            ),
            pytest.param(
                ["exempelby", "trafik", "--datum", "2199-12-31"],
                "fel: 31 december 2199 har inte varit än\ntips: rätta datumet, eller logga när det är gjort\n",
                id="future",
            ),
            pytest.param(
                ["exempelby", "trafik", "--datum", "2019-12-31"],
                "fel: 2019-12-31 ligger utanför exempelby/2020-2199, som gäller 2020–2199\n"
                "tips: rätta dagen med --datum, eller välj ett annat medborgarlöfte med --period\n",
                id="before-the-period",
            ),
            pytest.param(
                ["exempelby", "trafik", "--datum", "2021-02-30"],
                "fel: 30 februari 2021 finns inte\ntips: februari 2021 har 28 dagar\n",
                id="no-such-day",
            ),
            pytest.param(
                ["exempelby", "trafik", "--datum", "i går"],
                "fel: «i går» är inget datum\ntips: skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2025-02-28\n",
                id="no-day",
            ),
        ],
    )  # fmt: skip
    def test_nothing_is_written(self, cli, workspace, argv, expected):
        ran = cli("logga", *argv)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(expected)
        assert workspace.log() == []

    def test_tomorrow(self, cli, workspace):
        day = datetime.now(ZoneInfo("Europe/Stockholm")).date() + timedelta(days=2)
        assert cli("logga", "exempelby", "trafik", "--datum", str(day)).code == 2

    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            pytest.param([], "fel: det saknas kommun\ntips: skriv kommunens namn: loftekoll logga KOMMUN LÖFTE\n", id="all"),
            pytest.param(
                ["exempelby"], "fel: det saknas löfte\ntips: skriv vilket: loftekoll logga KOMMUN LÖFTE\n", id="commitment"
            ),
        ],
    )  # fmt: skip
    def test_what_is_missing_without_a_terminal(self, cli, workspace, no_terminal, argv, expected):
        assert cli("logga", *argv) == (2, "", expected)

    @pytest.mark.skipif(sys.platform == "win32", reason="rights of folders are others there")
    def test_a_folder_that_may_not_be_written(self, cli, workspace, monkeypatch):
        (workspace.folder / "promises/exempelby/2020-2199").write_text("in the way of the folder", encoding="utf-8")
        ran = cli("logga", "exempelby", "trafik", "--datum", "2021-05-03")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("fel: kan inte skriva i mappen «promises/exempelby/2020-2199»\ntips: ")


MENU = """\
Vilket löfte?
1  trafik       0 av högst 1\u00a0000, inget loggat
2  samtal       0 poster, inget loggat
3  riskkvallar  0 av minst 2, inget loggat
"""


class TestAsked:
    def test_number_and_default_day(self, cli, workspace, answers):
        answers("", "2")
        before = today()
        ran = cli("logga", "exempelby")
        assert ran.code == 0
        assert ran.err == f"Vilken dag? [{before}]: {MENU}Nummer eller namn: "
        assert content(workspace) == f"datum: {before}\nlöfte: samtal\n"

    def test_the_only_municipality_is_not_asked_for(self, cli, workspace, answers):
        answers("2021-05-03", "samtal")
        assert cli("logga").code == 0
        assert content(workspace) == "datum: 2021-05-03\nlöfte: samtal\n"

    def test_which_municipality(self, cli, workspace, answers):
        text = (workspace.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
        workspace.write("promises/habo-uppsala/2020-2199.yaml", text.replace("Exempelby", "Håbo"))
        answers("exempelbi", "1", "", "samtal")
        ran = cli("logga")
        assert ran.code == 0
        question = "Vilken kommun?\n1  Exempelby\n2  Håbo\nNummer eller namn: "
        wrong = "fel: «exempelbi» finns inte att välja\ntips: menade du «Exempelby»?\nNummer eller namn: "
        assert ran.err.startswith(question + wrong + "Vilken dag? ")

    def test_wrong_answers_are_asked_again(self, cli, workspace, answers):
        answers("2021-02-30", "2199-01-01", "2021-05-03", "9", "samtl", "samtal")
        ran = cli("logga", "exempelby")
        assert ran.code == 0
        assert [line for line in ran.err.splitlines() if line.startswith("tips")] == [
            "tips: februari 2021 har 28 dagar",
            "tips: rätta datumet, eller logga när det är gjort",
            "tips: skriv ett nummer från 1 till 3",
            "tips: menade du «samtal»?",
        ]
        assert content(workspace) == "datum: 2021-05-03\nlöfte: samtal\n"

    def test_day_decides_which_promise(self, cli, workspace, answers):
        text = (workspace.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
        workspace.write("promises/exempelby/2019.yaml", text.replace("2020–2199", "2019").replace("2021", "2019"))
        answers("2019-12-30", "1")
        assert cli("logga", "exempelby").code == 0
        assert len([*(workspace.folder / "promises/exempelby/2019").iterdir()]) == 1

    @pytest.mark.parametrize("lines", [(), ("",), ("", "9")])
    def test_end_of_input_leaves_nothing(self, cli, workspace, answers, lines):
        answers(*lines)
        ran = cli("logga", "exempelby")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.endswith("\nAvbrutet: inget sparades.\n")
        assert workspace.log() == []

    def test_ctrl_c_leaves_nothing(self, cli, workspace, monkeypatch):
        class Interrupted(io.StringIO):
            def isatty(self) -> bool:
                return True

            def readline(self, size: int = -1) -> str:
                raise KeyboardInterrupt

        monkeypatch.setattr(sys, "stdin", Interrupted())
        ran = cli("logga", "exempelby")
        assert (ran.code, ran.out) == (130, "")
        assert ran.err.endswith("\nAvbrutet: inget sparades.\n")
        assert workspace.log() == []

    def test_no_promise_to_ask_about(self, cli, tmp_path, monkeypatch, answers):
        (tmp_path / "promises").mkdir()
        monkeypatch.chdir(tmp_path)
        answers("1")
        told = "fel: det finns inget medborgarlöfte i mappen\ntips: skapa filen «promises/KOMMUN/ÅR.yaml»\n"
        assert cli("logga") == (2, "", told)
