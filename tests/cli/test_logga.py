# ruff: noqa: ARG002 – fixtures that act by being there
import io
import re
import subprocess
import sys
import unicodedata
import urllib.parse
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


def closed() -> io.StringIO:
    stream = io.StringIO()
    stream.close()
    return stream


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

    @pytest.mark.parametrize("typed", [["trafik,samtal"], ["trafik,", "samtal"], ["trafik", "samtal,"]])
    def test_several_with_commas_between(self, cli, workspace, typed):
        assert cli("logga", "exempelby", *typed, "--datum", "2021-05-03").code == 0
        assert content(workspace) == "datum: 2021-05-03\nlöfte: [trafik, samtal]\n"


def day_ago(days: int) -> str:
    return str(datetime.now(ZoneInfo("Europe/Stockholm")).date() - timedelta(days=days))


class TestDays:
    """A day that is not typed in full is told as it was understood."""

    @pytest.mark.parametrize(
        ("typed", "told", "expected"),
        [
            pytest.param("3 maj 2021", "«3 maj 2021» är måndag 3 maj 2021", "2021-05-03", id="month"),
            pytest.param("3/5 2021", "«3/5 2021» är måndag 3 maj 2021", "2021-05-03", id="slash"),
            pytest.param("20210503", "«20210503» är måndag 3 maj 2021", "2021-05-03", id="digits"),
            pytest.param("v 18 2021", "«v 18 2021» är vecka 18 2021", '"2021-05-03/2021-05-09"', id="week"),
            pytest.param("maj 2021", "«maj 2021» är maj 2021", '"2021-05-01/2021-05-31"', id="month-of-year"),
        ],
    )
    def test_in_words(self, cli, workspace, typed, told, expected):
        ran = cli("logga", "exempelby", "trafik", "--datum", typed)
        assert (ran.code, ran.err) == (0, f"{told}\n")
        assert content(workspace) == f"datum: {expected}\nlöfte: trafik\n"

    @pytest.mark.parametrize("typed", ["2021-05-03", " 2021-05-03 ", "2021-05", "2021", "2021-05-01/2021-05-31"])
    def test_in_full_nothing_is_told(self, cli, workspace, typed):
        ran = cli("logga", "exempelby", "trafik", "--datum", typed)
        assert (ran.code, ran.err) == (0, "")

    @pytest.mark.parametrize(
        ("typed", "days"), [("idag", 0), ("igår", 1), ("i går", 1), ("i förrgår", 2), ("i forrgar", 2)]
    )
    def test_before_today(self, cli, workspace, typed, days):
        before = day_ago(days)
        assert cli("logga", "exempelby", "trafik", "--datum", typed).code == 0
        assert content(workspace).splitlines()[0] in {f"datum: {before}", f"datum: {day_ago(days)}"}

    @pytest.mark.parametrize("typed", ["i morgon", "fredag", "3/5-25", "3/5/2021", "nyss", "", "30 februari 2021"])
    def test_what_is_no_past_day_writes_nothing(self, cli, workspace, typed):
        ran = cli("logga", "exempelby", "trafik", "--datum", typed)
        assert (ran.code, ran.out, workspace.log()) == (2, "", [])
        assert ran.err.splitlines()[-1].startswith("tips: ")


SAME = ["logga", "exempelby", "samtal", "--datum", "2021-05-03"]
AGAIN = "gjordes det en gång till, lägg till --ändå; annars är det redan loggat"


class TestDoubles:
    """What the log says already is written again only when somebody says so; the notion is that of LK403."""

    def test_refused_in_a_script(self, cli, workspace, no_terminal):
        cli(*SAME)
        (name,) = workspace.log()
        path = f"promises/exempelby/2020-2199/{name}"
        told = f"fel: samma tid, löfte, plats och anteckning står redan i {path}\ntips: {AGAIN}\n"
        assert cli(*SAME) == (2, "", told)
        assert workspace.log() == [name]

    @pytest.mark.parametrize("option", ["--ändå", "--anda", "--ANDÅ"])
    def test_written_when_the_person_is_sure(self, cli, workspace, no_terminal, option):
        cli(*SAME)
        ran = cli(*SAME, option)
        assert (ran.code, ran.err, len(workspace.log())) == (0, "", 2)

    @pytest.mark.parametrize(("answer", "code", "files"), [("j", 0, 2), ("ja", 0, 2), ("n", 2, 1), ("", 2, 1)])
    def test_asked_at_a_terminal(self, cli, workspace, answers, answer, code, files):
        cli(*SAME)
        answers(answer)
        ran = cli(*SAME)
        assert (ran.code, len(workspace.log())) == (code, files)
        assert "Samma igen? [j/N]: " in ran.err

    @pytest.mark.parametrize(
        ("more", "is_double"),
        [
            pytest.param([], True, id="same"),
            pytest.param(["--antal", "3", "--timmar", "2", "--part", "polisen", "--källa", "x"], True, id="other-figures"),
            pytest.param(["--plats", "Torget"], False, id="other-place"),
            pytest.param(["--anteckning", "kväll"], False, id="other-note"),
            pytest.param(["trafik"], False, id="one-more-commitment"),
        ],
    )  # fmt: skip
    def test_asks_where_kontrollera_would_warn_and_only_there(self, cli, workspace, no_terminal, more, is_double):
        cli(*SAME)
        assert cli(*SAME, *more).code == (2 if is_double else 0)
        cli(*SAME, *more, "--ändå")
        assert len(workspace.log()) == 2 if is_double else 3
        if is_double:
            assert "LK403" in cli("kontrollera", "--välj", "LK403").out

    def test_the_order_of_commitments_makes_no_difference(self, cli, workspace, no_terminal):
        cli(*SAME, "trafik")
        assert cli("logga", "exempelby", "trafik", "samtal", "--datum", "2021-05-03").code == 2


class TestTrial:
    def test_shows_what_it_would_write_and_do(self, cli, workspace):
        ran = cli("logga", "exempelby", "trafik", "--datum", "2021-05-03", "--plats", "Torget", "--torrkör")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == (
            "Skulle spara promises/exempelby/2020-2199/2021-05-03-trafik-XXXXXX.yaml:\n"
            "  datum: 2021-05-03\n  löfte: trafik\n  plats: Torget\n"
            "trafik: 2021: 1 av högst 1\u00a0000, uppfyllt (var inget loggat)\n"
            "Inget är sparat.\n"
        )
        assert not (workspace.folder / "promises/exempelby/2020-2199").exists()

    def test_refuses_what_would_be_refused(self, cli, workspace):
        assert cli("logga", "exempelby", "trafik", "--anteckning", "811228-9874", "--torrkor").code == 2
        assert cli("logga", "exempelby", "trafik", "--anteckning", "a\udcffb", "--torrkor").code == 2

    def test_asks_nothing_of_a_double(self, cli, workspace, answers):
        cli(*SAME)
        answers("j")
        ran = cli(*SAME, "--torrkör")
        assert (ran.code, ran.out, len(workspace.log())) == (2, "", 1)
        assert ran.err.endswith(f"tips: {AGAIN}\n")


def git(folder, *argv):
    who = ["-c", "user.name=Roll", "-c", "user.email=roll@exempelby.invalid"]
    subprocess.run(["git", *who, *argv], cwd=folder, check=True, capture_output=True)


class TestAddress:
    """`--länk` gives the page where the entry can be saved in a web browser, and saves nothing."""

    @pytest.fixture
    def repository(self, workspace):
        git(workspace.folder, "init", "-q", "-b", "main")
        git(workspace.folder, "commit", "-q", "--allow-empty", "-m", "Börja")
        return workspace

    @pytest.mark.parametrize("katalog", [[], ["--katalog", "."]])
    def test_on_github(self, cli, repository, katalog):
        git(repository.folder, "remote", "add", "origin", "git@github.com:exempelby/loften.git")
        ran = cli("logga", "exempelby", "trafik", "--datum", "2021-05-03", "--plats", "Åparken", "--lank", *katalog)
        assert (ran.code, repository.log()) == (0, [])
        page, _, query = ran.out.strip().partition("?")
        assert page == "https://github.com/exempelby/loften/new/main"
        facts = dict(urllib.parse.parse_qsl(query))
        assert facts["value"] == "datum: 2021-05-03\nlöfte: trafik\nplats: Åparken\n"
        folder, _, name = facts["filename"].rpartition("/")
        assert folder == "promises/exempelby/2020-2199"
        assert NAME.fullmatch(name)
        assert ran.err == "Inget är sparat här. Öppna adressen i webbläsaren och spara filen där.\n"

    def test_on_gitlab_the_text_is_shown_too(self, cli, repository):
        git(repository.folder, "remote", "add", "origin", "https://gitlab.com/exempelby/loften.git")
        ran = cli("logga", "exempelby", "trafik", "--datum", "2021-05-03", "--länk")
        assert (ran.code, ran.out.count("\n")) == (0, 1)
        assert ran.err.endswith("klistra in det här i den:\n\ndatum: 2021-05-03\nlöfte: trafik\n\n")

    def test_personal_data_is_never_put_in_an_address(self, cli, repository):
        git(repository.folder, "remote", "add", "origin", "git@github.com:exempelby/loften.git")
        ran = cli("logga", "exempelby", "trafik", "--anteckning", "811228-9874", "--länk")
        assert (ran.code, ran.out) == (2, "")

    def test_without_git(self, cli, workspace):
        ran = cli("logga", "exempelby", "trafik", "--länk")
        assert (ran.code, ran.out, workspace.log()) == (2, "", [])
        assert ran.err.startswith("fel: ")


PARTNERS = "        samverkan: [socialtjänsten]\n"


class TestParties:
    """Who counts as known is what LK121 says; a slip is refused, somebody else is told."""

    @pytest.fixture(autouse=True)
    def partners(self, workspace):
        path = "promises/exempelby/2020-2199.yaml"
        text = (workspace.folder / path).read_text(encoding="utf-8")
        workspace.write(path, text.replace("      - id: samtal\n", f"{PARTNERS}      - id: samtal\n"))

    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            pytest.param(["polisen"], "polisen", id="signed"),
            pytest.param(["Polisen"], "polisen", id="as-the-promise-spells-it"),
            pytest.param(["socialtjansten"], "socialtjänsten", id="partner-without-dots"),
            pytest.param(["polisen, kommunen"], "[polisen, kommunen]", id="two-in-one"),
            pytest.param(["polisen", "POLISEN"], "polisen", id="twice-is-once"),
        ],
    )
    def test_known(self, cli, workspace, typed, expected):
        parts = [word for each in typed for word in ("--part", each)]
        ran = cli("logga", "exempelby", "trafik", "--datum", "2021-05-03", *parts)
        assert (ran.code, ran.err) == (0, "")
        assert content(workspace) == f"datum: 2021-05-03\nlöfte: trafik\npart: {expected}\n"

    def test_a_slip_is_refused(self, cli, workspace):
        told = "fel: --part: «polsen» är ingen av parterna\ntips: menade du «polisen»? Annars lägg till --ändå\n"
        assert cli("logga", "exempelby", "trafik", "--part", "polsen") == (2, "", told)
        assert workspace.log() == []

    @pytest.mark.parametrize("argv", [["--part", "räddningstjänsten"], ["--part", "polsen", "--ändå"]])
    def test_somebody_else_is_told(self, cli, workspace, argv):
        ran = cli("logga", "exempelby", "trafik", "--datum", "2021-05-03", *argv)
        known = "polisen, kommunen, socialtjänsten"
        assert (ran.code, ran.err) == (0, f"varning: --part: «{argv[1]}» är ingen av parterna, som är {known}\n")

    @pytest.mark.parametrize("commitment", ["trafik", "samtal"])
    @pytest.mark.parametrize("name", ["polisen", "Kommunen", "socialtjänsten", "skolan", "Lidl"])
    def test_told_where_kontrollera_would_warn_and_only_there(self, cli, workspace, commitment, name):
        ran = cli("logga", "exempelby", commitment, "--datum", "2021-05-03", "--part", name)
        assert ("varning: --part" in ran.err) is ("LK121" in cli("kontrollera", "--välj", "LK121").out)


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
        assert cli("logga", "exempelby", "riskkvallar", "--datum", "2021-05-05").out.splitlines()[1:] == [
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
        told = f'git add "{file}"; git commit -m "Logga samtal och trafik" -- "{file}"; git pull --rebase --autostash; git push'
        assert out.splitlines()[-1] == f"Dela med andra: {told}"

    def test_git_command_from_another_folder(self, cli, workspace, tmp_path, monkeypatch):
        (workspace.folder / ".git").mkdir()
        monkeypatch.chdir(tmp_path)
        out = cli("logga", "exempelby", "samtal", "--datum", "2021-05-03", "--katalog", "arbete").out
        (name,) = workspace.log()
        file, git = f"promises/exempelby/2020-2199/{name}", f'git -C "{workspace.folder}"'
        told = f'{git} add "{file}"; {git} commit -m "Logga samtal" -- "{file}"; {git} pull --rebase --autostash; {git} push'
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
                ["trafik"],
                "fel: okänd kommun «trafik»\ntips: skriv kommunen först: loftekoll logga exempelby trafik\n",
                id="municipality-left-out",
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
                ["exempelby", "trafik", "--datum", "nyss"],
                "fel: «nyss» är inget datum\ntips: skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2025-02-28\n",
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
            pytest.param(
                ["exempelby", "--datum", "2021-05-03"],
                "fel: det saknas löfte\ntips: skriv vilket: loftekoll logga KOMMUN LÖFTE\n",
                id="commitment-with-day",
            ),
        ],
    )  # fmt: skip
    def test_what_is_missing_without_a_terminal(self, cli, workspace, no_terminal, argv, expected):
        assert cli("logga", *argv) == (2, "", expected)

    @pytest.mark.parametrize("stdin", [None, closed()], ids=["none", "closed"])
    def test_what_is_missing_without_any_input(self, cli, workspace, monkeypatch, stdin):
        monkeypatch.setattr(sys, "stdin", stdin)
        assert cli("logga", "exempelby").err.startswith("fel: det saknas löfte\n")
        assert cli(*SAME).code == 0
        assert cli(*SAME).err.startswith("fel: samma tid, löfte, plats och anteckning står redan i ")

    def test_a_pipe_is_never_read_as_an_answer(self, cli, workspace, monkeypatch):
        monkeypatch.setattr(sys, "stdin", io.StringIO("1\n\n\n\n"))
        assert cli("logga", "exempelby", "--datum", "2021-05-03").code == 2
        assert (sys.stdin.read(), workspace.log()) == ("1\n\n\n\n", [])

    @pytest.mark.skipif(sys.platform == "win32", reason="rights of folders are others there")
    def test_a_folder_that_may_not_be_written(self, cli, workspace, monkeypatch):
        (workspace.folder / "promises/exempelby/2020-2199").write_text("in the way of the folder", encoding="utf-8")
        ran = cli("logga", "exempelby", "trafik", "--datum", "2021-05-03")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("fel: kan inte skriva i mappen «promises/exempelby/2020-2199»\ntips: ")


MENU = """\
Vilket löfte? Flera går bra: 1 2
1  trafik       0 av högst 1\u00a0000, inget loggat
2  samtal       0 poster, inget loggat
3  riskkvallar  0 av minst 2, inget loggat
"""


SKIPPABLE = "Plats (Enter hoppar över): Anteckning (Enter hoppar över): "


class TestAsked:
    def test_place_and_note(self, cli, workspace, answers):
        answers("2021-05-03", "samtal", "Torget", "lugnt")
        assert cli("logga", "exempelby").code == 0
        assert content(workspace) == "datum: 2021-05-03\nlöfte: samtal\nplats: Torget\nanteckning: lugnt\n"

    def test_what_is_given_is_not_asked_for(self, cli, workspace, answers):
        answers("samtal")
        argv = ["--datum", "2021-05-03", "--plats", "Torget", "--anteckning", "lugnt"]
        ran = cli("logga", "exempelby", *argv)
        assert (ran.code, ran.err) == (0, f"{MENU}Nummer eller namn: ")

    @pytest.mark.parametrize("answer", ["1 2", "1,2", "trafik, samtal", "1 2 1"])
    def test_several_commitments(self, cli, workspace, answers, answer):
        answers("2021-05-03", answer, "", "")
        assert cli("logga", "exempelby").code == 0
        assert content(workspace) == "datum: 2021-05-03\nlöfte: [trafik, samtal]\n"

    def test_enter_takes_the_commitment_that_was_logged_last(self, cli, workspace, answers):
        cli("logga", "exempelby", "trafik", "--datum", "2021-05-04")
        cli("logga", "exempelby", "samtal", "--datum", "2021-05-03")
        answers("2021-05-05", "", "", "")
        ran = cli("logga", "exempelby")
        assert "Nummer eller namn [trafik]: " in ran.err
        assert [name[:17] for name in workspace.log()][-1] == "2021-05-05-trafik"

    def test_the_only_commitment_is_the_default(self, cli, workspace, answers):
        path = "promises/exempelby/2020-2199.yaml"
        text = (workspace.folder / path).read_text(encoding="utf-8")
        workspace.write(path, text[: text.index("      - id: samtal")])
        answers("2021-05-03", "", "", "")
        ran = cli("logga", "exempelby")
        assert "Vilket löfte?\n1  trafik  0 av högst 1\u00a0000, inget loggat\nNummer eller namn [trafik]: " in ran.err
        assert content(workspace) == "datum: 2021-05-03\nlöfte: trafik\n"

    def test_without_a_default_enter_takes_nothing(self, cli, workspace, answers):
        answers("2021-05-03", "", "2", "", "")
        assert "Skriv ett svar, eller tryck Ctrl-C för att avbryta.\n" in cli("logga", "exempelby").err
        assert content(workspace) == "datum: 2021-05-03\nlöfte: samtal\n"

    def test_hours_where_they_are_counted(self, cli, workspace, answers):
        path = "promises/exempelby/2020-2199.yaml"
        text = (workspace.folder / path).read_text(encoding="utf-8")
        workspace.write(path, text.replace("minst två riskkvällar under 2021", "minst 40 timmar per år"))
        answers("2021-05-03", "3", "många", "2,5", "", "")
        ran = cli("logga", "exempelby")
        assert "Antal timmar: fel: --timmar: «många» är inget antal timmar\n" in ran.err
        assert content(workspace) == "datum: 2021-05-03\nlöfte: riskkvallar\ntimmar: 2.5\n"

    def test_personal_data_in_an_answer_is_refused_at_once(self, cli, workspace, answers):
        answers("2021-05-03", "samtal", "070-174 06 35", "Torget", "")
        ran = cli("logga", "exempelby")
        assert "fel: --plats: det står ett telefonnummer här, och inget sparades\n" in ran.err
        assert content(workspace) == "datum: 2021-05-03\nlöfte: samtal\nplats: Torget\n"

    def test_a_probable_name_is_told_once(self, cli, workspace, answers):
        answers("2021-05-03", "samtal", "", "Anna Andersson höll i mötet")
        assert cli("logga", "exempelby").err.count("varning:") == 1

    def test_a_day_outside_the_promise_is_refused_before_more_is_asked(self, cli, workspace, answers):
        answers("2019-05-03", "1")
        ran = cli("logga", "exempelby")
        assert (ran.code, "Vilket löfte" in ran.err) == (2, False)

    def test_a_day_in_words_is_told(self, cli, workspace, answers):
        answers("3 maj 2021", "samtal", "", "")
        assert "]: «3 maj 2021» är måndag 3 maj 2021\nVilket löfte?" in cli("logga", "exempelby").err

    def test_the_municipality_that_was_logged_last_is_the_default(self, cli, workspace, answers):
        text = (workspace.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
        workspace.write("promises/habo-uppsala/2020-2199.yaml", text.replace("Exempelby", "Håbo"))
        cli("logga", "håbo", "samtal", "--datum", "2021-05-04")
        cli("logga", "exempelby", "samtal", "--datum", "2021-05-03")
        answers("", "2021-05-05", "1", "", "")
        ran = cli("logga")
        assert "Nummer eller namn [Håbo]: " in ran.err
        assert len([*(workspace.folder / "promises/habo-uppsala/2020-2199").iterdir()]) == 2

    def test_a_narrow_window_has_each_standing_on_a_line_of_its_own(self, cli, workspace, answers, monkeypatch):
        monkeypatch.setenv("COLUMNS", "40")
        answers("2021-05-03", "2", "", "")
        err = cli("logga", "exempelby").err
        assert "1  trafik\n     0 av högst 1\u00a0000, inget loggat\n2  samtal\n     0 poster, inget loggat\n" in err
        assert max(len(line) for line in err.splitlines() if line[0] in " 123") <= 40

    def test_number_and_default_day(self, cli, workspace, answers):
        answers("", "2", "", "")
        before = today()
        ran = cli("logga", "exempelby")
        assert ran.code == 0
        assert ran.err == f"Vilken dag? [{before}]: {MENU}Nummer eller namn: {SKIPPABLE}"
        assert content(workspace) == f"datum: {before}\nlöfte: samtal\n"

    def test_the_only_municipality_is_not_asked_for(self, cli, workspace, answers):
        answers("2021-05-03", "samtal", "", "")
        assert cli("logga").code == 0
        assert content(workspace) == "datum: 2021-05-03\nlöfte: samtal\n"

    def test_which_municipality(self, cli, workspace, answers):
        text = (workspace.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
        workspace.write("promises/habo-uppsala/2020-2199.yaml", text.replace("Exempelby", "Håbo"))
        answers("exempelbi", "1", "", "samtal", "", "")
        ran = cli("logga")
        assert ran.code == 0
        question = "Vilken kommun?\n1  Exempelby\n2  Håbo\nNummer eller namn: "
        wrong = "fel: «exempelbi» finns inte att välja\ntips: menade du «Exempelby»?\nNummer eller namn: "
        assert ran.err.startswith(question + wrong + "Vilken dag? ")

    def test_wrong_answers_are_asked_again(self, cli, workspace, answers):
        answers("2021-02-30", "2199-01-01", "2021-05-03", "9", "samtl", "samtal", "", "")
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
        answers("2019-12-30", "1", "", "")
        assert cli("logga", "exempelby").code == 0
        assert len([*(workspace.folder / "promises/exempelby/2019").iterdir()]) == 1

    @pytest.mark.parametrize("lines", [(), ("",), ("", "9"), ("", "2"), ("", "2", "Torget")])
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


class TestFlagsAndQuestions:
    """What was typed is checked before a person answers anything, and no answer is lost for it."""

    @pytest.mark.parametrize(
        "argv",
        [["--antal", "0"], ["--timmar", "mycket"], ["--plats", "070-174 06 35"], ["--part", " "], ["--datum", "2021-02-30"], ["--anteckning", ""]],
    )  # fmt: skip
    @pytest.mark.parametrize("kommun", [["exempelby"], []])
    def test_a_wrong_flag_is_told_before_anything_is_asked(self, cli, workspace, keyboard, kommun, argv):
        keyboard("", "1", "", "")
        ran = cli("logga", *kommun, *argv)
        assert (ran.code, ran.err[:5], workspace.log()) == (2, "fel: ", [])

    @pytest.mark.parametrize(
        ("answer", "expected"), [("polisen", "polisen"), ("polsen", "polsen"), ("Polisen, kommunen", "[polisen, kommunen]")]
    )  # fmt: skip
    def test_a_near_party_is_asked_for_again(self, cli, workspace, keyboard, answer, expected):
        keyboard("2021-05-03", "samtal", answer, "Torget", "")
        ran = cli("logga", "exempelby", "--part", "polsen")
        assert ran.code == 0
        assert "tips: menade du «polisen»? Annars skriv samma en gång till\nPart: " in ran.err
        assert content(workspace) == f"datum: 2021-05-03\nlöfte: samtal\nplats: Torget\npart: {expected}\n"

    @pytest.mark.parametrize(("kommun", "message"), [("exempelbi", "okänd kommun"), ("kalix", "Kalix har inget löfte")])
    def test_an_unknown_municipality_is_told_first(self, cli, workspace, keyboard, script, kommun, message):
        assert cli("logga", kommun).err.startswith(f"fel: {message}")
        keyboard("", "1", "", "")
        assert cli("logga", kommun).err.startswith(f"fel: {message}")

    def test_an_empty_text_is_a_flag_to_leave_out(self, cli, workspace):
        ran = cli("logga", "exempelby", "samtal", "--datum", "2021-05-03", "--plats", "  ")
        assert ran == (2, "", "fel: --plats: texten är tom\ntips: utelämna flaggan\n")

    @pytest.mark.parametrize(("typed", "rounded"), [("2,33333", "2,333"), ("1.9999", "2"), ("0,50001", "0,5")])
    def test_hours_have_three_decimals(self, cli, workspace, typed, rounded):
        ran = cli("logga", "exempelby", "samtal", "--datum", "2021-05-03", "--timmar", typed)
        shown = typed.replace(".", ",")
        assert ran.err == (
            f"fel: --timmar: «{shown}» har fler än tre decimaler\n"
            f"tips: skriv högst tre decimaler, till exempel {rounded}\n"
        )
