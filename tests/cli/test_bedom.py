# ruff: noqa: ARG002 – fixtures that act by being there
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from loftekoll.store.read import load
from loftekoll.store.workspace import find_promises

PROMISE = """\
kommun: Exempelby
period: {period}
parter: [polisen, kommunen]
fokusområden:
  - namn: Trafik
    löften:
      - id: trafik
        text: Trafikinsatser.
        mål: minst två trafikinsatser per år
      - id: samtal
        text: Samtal.
        mål: löpande
"""
ENTRY = "datum: {}\nlöfte: trafik\n"


@pytest.fixture
def short(workspace):
    """A promise of one year that is over."""
    (workspace.folder / "promises/exempelby/2020-2199.yaml").unlink()
    workspace.write("promises/exempelby/2024.yaml", PROMISE.format(period="2024"))
    workspace.write("promises/exempelby/2024/2024-03-01-trafik-aaaaaa.yaml", ENTRY.format("2024-03-01"))
    return workspace


@pytest.fixture
def long(workspace):
    """A promise of three years that are over."""
    (workspace.folder / "promises/exempelby/2020-2199.yaml").unlink()
    workspace.write("promises/exempelby/2022-2024.yaml", PROMISE.format(period="2022–2024"))
    workspace.write("promises/exempelby/2022-2024/2023-03-01-trafik-aaaaaa.yaml", ENTRY.format("2023-03-01"))
    return workspace


def written(workspace, stem):
    """What the one new file holds."""
    (path,) = (
        each for each in (workspace.folder / f"promises/exempelby/{stem}").glob("*") if "aaaaaa" not in each.name
    )
    return path.read_bytes().decode()


def today():
    return str(datetime.now(ZoneInfo("Europe/Stockholm")).date())


class TestWritten:
    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            pytest.param(["trafik", "uppfyllt"], "datum: 2025-01-15\nlöfte: trafik\nbedömning: uppfyllt\n", id="short"),
            pytest.param(["TRAFIK", "Upp"], "datum: 2025-01-15\nlöfte: trafik\nbedömning: uppfyllt\n", id="first-letters"),
            pytest.param(
                ["trafik", "delvis", "uppfyllt", "--motivering", "En av två."],
                "datum: 2025-01-15\nlöfte: trafik\nbedömning: delvis uppfyllt\nmotivering: En av två.\n",
                id="several-words",
            ),
            pytest.param(
                ["trafik", "kan inte", "--motivering", "Inget underlag", "--avser", "2024"],
                "datum: 2025-01-15\nlöfte: trafik\nbedömning: kan inte bedömas\nmotivering: Inget underlag\n",
                id="year-of-the-only-year",
            ),
            pytest.param(
                ["trafik", "ej", "--avser", "hela", "--motivering", "x"],
                "datum: 2025-01-15\nlöfte: trafik\nbedömning: ej uppfyllt\nmotivering: x\n",
                id="whole-of-one-year",
            ),
        ],
    )  # fmt: skip
    def test_file(self, cli, short, script, argv, expected):
        ran = cli("bedöm", "exempelby", *argv, "--datum", "2025-01-15")
        assert (ran.code, ran.err) == (0, "")
        assert written(short, "2024") == expected
        assert cli("kontrollera", "--ignorera", "LK4").code == 0

    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("2023", "2023"),
            ("hela", "hela perioden"),
            ("hela perioden", "hela perioden"),
            ("2022-2024", "hela perioden"),
        ],
    )
    def test_year_of_a_longer_promise(self, cli, long, script, typed, expected):
        assert cli("bedöm", "exempelby", "samtal", "uppfyllt", "--avser", typed).code == 0
        assert f"\navser: {expected}\n" in written(long, "2022-2024")

    def test_years_that_begin_in_another_month(self, cli, workspace, script):
        text = PROMISE.format(period="{från: 2022-10-01, till: 2024-09-30}")
        (workspace.folder / "promises/exempelby/2020-2199.yaml").unlink()
        workspace.write("promises/exempelby/2022-2024.yaml", text)
        ran = cli("bedöm", "exempelby", "trafik", "uppfyllt", "--avser", "2022–2023")
        assert (ran.code, ran.out.splitlines()[1].partition(",")[0]) == (0, "trafik 2022–2023: bedömt uppfyllt")
        (loaded,) = map(load, find_promises(workspace.folder).promises)
        assert loaded.findings == ()
        status = cli("status", "exempelby", "--år", "2023", "--format", "json").out
        assert '"bedömning": "uppfyllt"' in status

    def test_today_unless_another_day_is_said(self, cli, short, script):
        before = today()
        assert cli("bedöm", "exempelby", "trafik", "uppfyllt").code == 0
        assert written(short, "2024").partition("\n")[0] in {f"datum: {before}", f"datum: {today()}"}

    def test_trial(self, cli, short, script):
        ran = cli("bedöm", "exempelby", "trafik", "uppfyllt", "--datum", "2025-01-15", "--torrkör")
        assert ran == (
            0,
            (
                "Skulle spara promises/exempelby/2024/2025-01-15-trafik-XXXXXX.yaml:\n"
                "  datum: 2025-01-15\n  löfte: trafik\n  bedömning: uppfyllt\n"
                "trafik: bedömt uppfyllt, men det räknade utfallet är delvis uppfyllt (1 av minst 2); båda visas i uppföljningen\n"
                "Inget är sparat.\n"
            ),
            "",
        )
        assert len([*(short.folder / "promises/exempelby/2024").iterdir()]) == 1


class TestWhichPromise:
    """In February it is the promise of last year that is assessed, and not the new one."""

    @pytest.fixture
    def two(self, short):
        short.write("promises/exempelby/2020-2023.yaml", PROMISE.format(period="2020–2023"))
        short.write("promises/exempelby/2025-2199.yaml", PROMISE.format(period="2025–2199"))
        return short

    def test_the_one_that_has_the_year(self, cli, two, script):
        ran = cli("bedöm", "exempelby", "trafik", "uppfyllt", "--avser", "2024")
        assert (ran.code, ran.err) == (0, "")
        assert written(two, "2024").endswith("bedömning: uppfyllt\n")
        assert cli("bedöm", "exempelby", "trafik", "uppfyllt", "--avser", "2021").code == 0
        assert written(two, "2020-2023").endswith("avser: 2021\n")

    @pytest.fixture
    def just_begun(self, two):
        """The promise that runs has no year behind it."""
        year = int(today()[:4])
        (two.folder / "promises/exempelby/2025-2199.yaml").rename(two.folder / f"promises/exempelby/{year}-2199.yaml")
        two.write(f"promises/exempelby/{year}-2199.yaml", PROMISE.format(period=f"{year}–2199"))
        return two

    @pytest.mark.parametrize(
        ("argv", "hint"), [([], "--avser 2024"), (["--avser", "hela"], "--avser 2024"), (["--avser", "HELA perioden"], "--avser 2024")]
    )  # fmt: skip
    def test_a_script_has_to_say_which(self, cli, just_begun, script, argv, hint):
        before = sorted(just_begun.folder.rglob("*"))
        ran = cli("bedöm", "exempelby", "trafik", "ej", "--motivering", "För få.", *argv)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            f"fel: löftet för {today()[:4]}–2199 pågår, och det finns ett äldre\n"
            f"tips: skriv vilket som bedöms, till exempel {hint}\n"
        )
        assert sorted(just_begun.folder.rglob("*")) == before
        assert cli("bedöm", "exempelby", "trafik", "ej", "--motivering", "För få.", *hint.split()).code == 0
        assert "bedömning: ej uppfyllt" in written(just_begun, "2024")

    def test_a_person_is_asked(self, cli, just_begun, keyboard):
        keyboard("", "")
        ran = cli("bedöm", "exempelby", "trafik", "uppfyllt")
        assert ran.code == 0
        assert "avslutat\n3  " in ran.err
        assert "Nummer eller namn [2024]: " in ran.err
        assert "bedömning: uppfyllt" in written(just_begun, "2024")

    def test_of_a_longer_promise_the_year_is_asked_for(self, cli, two, script):
        ran = cli("bedöm", "exempelby", "trafik", "uppfyllt")
        assert ran.code == 2
        assert "fel: det saknas --avser\n" in ran.err


class TestBesideWhatWasCounted:
    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            (
                ["trafik", "uppfyllt", "--avser", "2023"],
                "trafik 2023: bedömt uppfyllt, men det räknade utfallet är delvis uppfyllt (1 av minst 2); båda visas i uppföljningen",
            ),
            (
                ["trafik", "delvis", "--avser", "2023", "--motivering", "x"],
                "trafik 2023: bedömt delvis uppfyllt, som det räknade utfallet (1 av minst 2)",
            ),
            (
                ["samtal", "uppfyllt", "--avser", "hela"],
                "samtal hela perioden: bedömt uppfyllt, och det är utfallet, för målet räknas inte (0 poster)",
            ),
        ],
    )
    def test_both_are_told(self, cli, long, script, argv, expected):
        assert cli("bedöm", "exempelby", *argv).out.splitlines()[1] == expected

    def test_a_time_that_is_not_over(self, cli, workspace, script):
        ran = cli("bedöm", "exempelby", "trafik", "uppfyllt", "--avser", "hela")
        assert "; tiden är inte slut\n" in ran.out

    def test_the_newest_verdict_wins_and_says_so(self, cli, long, script):
        argv = ["bedöm", "exempelby", "samtal", "--avser", "2023"]
        assert cli(*argv, "ej", "--motivering", "x", "--datum", "2025-01-10").code == 0
        out = cli(*argv, "uppfyllt", "--datum", "2025-01-20").out
        assert out.splitlines()[-1] == "Ersätter bedömningen från 10 januari 2025, ej uppfyllt"
        out = cli(*argv, "delvis", "--motivering", "x", "--datum", "2025-01-15").out
        assert out.splitlines()[-1] == "Men bedömningen från 20 januari 2025, uppfyllt, är nyare och gäller"
        status = cli("status", "exempelby", "--år", "2023", "--format", "json").out
        assert status.count('"utfall": "uppfyllt"') == 1

    def test_another_year_is_left_alone(self, cli, long, script):
        assert cli("bedöm", "exempelby", "samtal", "uppfyllt", "--avser", "2023").code == 0
        assert len(cli("bedöm", "exempelby", "samtal", "uppfyllt", "--avser", "2024").out.splitlines()) == 2

    def test_two_verdicts_of_a_day_cannot_be_told_apart(self, cli, long, script):
        argv = ["bedöm", "exempelby", "samtal", "uppfyllt", "--avser", "2023", "--datum", "2025-01-10"]
        assert cli(*argv).code == 0
        ran = cli(*argv)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(
            "fel: löftet «samtal» är redan bedömt den dagen, för samma tid\ntips: ändra den bedömningen i stället: loftekoll ändra exempelby "
        )


class TestRefused:
    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            ([], "fel: det saknas löfte\n"),
            (["trafik"], "fel: det saknas bedömning\n"),
            (
                ["trafik", "uppfyllt"],
                "fel: det saknas --avser\ntips: skriv året som bedöms: --avser 2022, eller --avser hela\n",
            ),
            (
                ["trafk", "uppfyllt"],
                "fel: löftet «trafk» finns inte i exempelby/2022-2024\ntips: menade du «trafik»?\n",
            ),
            (["trafik", "uppfylt"], "fel: «uppfylt» är ingen bedömning\ntips: menade du «uppfyllt»?\n"),
            (
                ["trafik", "inte", "uppfyllt"],
                "fel: «inte uppfyllt» är ingen bedömning\ntips: menade du «ej uppfyllt»?\n",
            ),
            (
                ["trafik", "bra"],
                "fel: «bra» är ingen bedömning\ntips: skriv uppfyllt, delvis uppfyllt, ej uppfyllt, kan inte bedömas\n",
            ),
            (
                ["trafik", "uppfyllt", "--avser", "2019"],
                "fel: Exempelby har inget löfte för 2019\ntips: det finns 2022-2024\n",
            ),
            (
                ["trafik", "uppfyllt", "--avser", "2019–2020"],
                "fel: --avser: «2019–2020» är inget år i exempelby/2022-2024, som gäller 2022–2024\ntips: skriv 2022, 2023, 2024, hela\n",
            ),
            (
                ["trafik", "ej", "--avser", "2023"],
                'fel: bedömningen «ej uppfyllt» behöver en motivering\ntips: skriv skälet: --motivering "…"\n',
            ),
            (
                ["trafik", "uppfyllt", "--avser", "2024", "--datum", "2023-05-01"],
                "fel: det som bedöms börjar först 1 januari 2024\ntips: rätta --datum eller --avser\n",
            ),
            (
                ["trafik", "uppfyllt", "--avser", "2024", "--datum", "2199-01-01"],
                "fel: 1 januari 2199 har inte varit än\n",
            ),
            (["trafik", "uppfyllt", "--avser", "2024", "--datum", "2024-05"], "fel: en bedömning görs en dag\n"),
            (
                ["trafik", "uppfyllt", "--avser", "2024", "--motivering", "Ring 070-174 06 35"],
                "fel: --motivering: det står ett telefonnummer här, och inget sparades\n",
            ),
        ],
    )
    def test_nothing_is_written(self, cli, long, script, argv, expected):
        ran = cli("bedöm", "exempelby", *argv)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(expected)
        assert len([*(long.folder / "promises/exempelby/2022-2024").iterdir()]) == 1


class TestAsked:
    def test_everything(self, cli, long, keyboard):
        keyboard("trafik", "3", "", "Insatserna hann inte bli av.")
        ran = cli("bedöm")
        assert ran.code == 0
        assert ran.err == (
            "Vilket löfte?\n1  trafik  0 av minst 2, delvis uppfyllt\n2  samtal  0 poster, pågår\nNummer eller namn: "
            "Hur gick det?\n1  uppfyllt\n2  delvis uppfyllt\n3  ej uppfyllt\n4  kan inte bedömas\nNummer eller namn: "
            "Vilket år bedöms, 2022 till 2024? Eller hela perioden [2024]: "
            "Skälet läses av dem som får uppföljningen; skriv roller, inte namn.\nMotivering: "
        )
        assert written(long, "2022-2024") == (
            f"datum: {today()}\nlöfte: trafik\nbedömning: ej uppfyllt\navser: 2024\nmotivering: Insatserna hann inte bli av.\n"
        )

    def test_a_fulfilled_commitment_needs_no_reason(self, cli, short, keyboard):
        keyboard("")
        assert cli("bedöm", "exempelby", "trafik", "uppfyllt").code == 0
        assert "motivering" not in written(short, "2024")

    def test_personal_data_is_asked_for_again(self, cli, short, keyboard):
        keyboard("070-174 06 35", "Ingen tid.")
        assert cli("bedöm", "exempelby", "trafik", "ej").code == 0
        assert written(short, "2024").endswith("motivering: Ingen tid.\n")

    @pytest.mark.parametrize("lines", [(), ("1",), ("1", "3"), ("1", "3", "")])
    def test_ctrl_c_leaves_nothing(self, cli, long, keyboard, lines):
        keyboard(*lines, is_interrupted=True)
        ran = cli("bedöm", "exempelby")
        assert (ran.code, ran.out) == (130, "")
        assert ran.err.endswith("\nAvbrutet: inget sparades.\n")
        assert len([*(long.folder / "promises/exempelby/2022-2024").iterdir()]) == 1


def test_git_command(cli, short, script):
    (short.folder / ".git").mkdir()
    out = cli("bedöm", "exempelby", "trafik", "uppfyllt", "--datum", "2025-01-15").out
    (name,) = (each.name for each in Path("promises/exempelby/2024").iterdir() if "aaaaaa" not in each.name)
    file = f"promises/exempelby/2024/{name}"
    told = f'git add "{file}"; git commit -m "Bedöm trafik" -- "{file}"; git pull --rebase --autostash; git push'
    assert out.splitlines()[-1] == f"Dela med andra: {told}"
    out = cli(
        "bedöm", "exempelby", "trafik", "ej", "--datum", "2025-01-16", "--motivering", "Enligt Kim Exempelsson."
    ).out
    assert out.splitlines()[-1].startswith("Läs igenom promises/exempelby/2024/2025-01-16-trafik-")


def test_the_first_word_of_a_verdict_is_enough_for_an_answer_too(cli, short, keyboard):
    keyboard("kanske", "delvis", "En plats stängdes.")
    ran = cli("bedöm", "exempelby", "trafik")
    assert (ran.code, "fel: «kanske» är ingen bedömning" in ran.err) == (0, True)
    assert "bedömning: delvis uppfyllt\n" in written(short, "2024")


def test_a_reason_of_blanks_alone_is_none(cli, short, script):
    ran = cli("bedöm", "exempelby", "trafik", "ej", "--motivering", "  ")
    assert ran == (2, "", "fel: --motivering: texten är tom\ntips: skriv skälet, eller utelämna flaggan\n")


def test_flags_are_checked_before_anything_is_asked(cli, short, keyboard):
    for argv in (["--datum", "2024-02-30"], ["--motivering", "Ring 070-174 06 35"]):
        keyboard("1", "1")
        ran = cli("bedöm", "exempelby", *argv)
        assert (ran.code, "Vilket" in ran.err) == (2, False)
