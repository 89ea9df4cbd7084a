# ruff: noqa: ARG002 – fixtures that act by being there
import json

import pytest

WRONG = """\
kommun: Kalix
period: 2020
parter: [polisen, kommunen]
fokusområden:
  - namn: A
    löften:
      - id: trafik
        text: Trafik.
        mål: minst fyrra trafikinsatser per år
        ansvarig: polisen
"""
TOLD = """\
promises/kalix/2020.yaml:9:20: fel LK201 okänt räkneord «fyrra»
   9 |         mål: minst fyrra trafikinsatser per år
     |                    ^^^^^
     = tips: menade du «fyra»?

1 fel i 2 filer.
"""


@pytest.fixture
def checked(cli):
    """Runs the command on a day on which nothing is due to be logged yet."""
    return lambda *argv: cli(*argv, "--per", "2020-02-01")


@pytest.fixture
def wrong(workspace):
    workspace.write("promises/kalix/2020.yaml", WRONG)
    return workspace


class TestText:
    def test_nothing_wrong(self, checked, workspace):
        assert checked("kontrollera") == (0, "Inga anmärkningar i 1 fil.\n", "")

    def test_place_line_caret_and_hint(self, checked, wrong):
        assert checked("kontrollera") == (1, TOLD, "")
        assert checked("check").out == TOLD

    def test_one_file(self, checked, wrong):
        assert checked("kontrollera", "promises/kalix/2020.yaml").out == TOLD.replace("2 filer", "1 fil")
        assert checked("kontrollera", "promises/exempelby").code == 0

    def test_several_paths(self, checked, wrong):
        assert checked("kontrollera", "promises/kalix", "promises/exempelby").out == TOLD

    def test_from_another_folder(self, checked, wrong, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        out = checked("kontrollera", "--katalog", "arbete").out
        assert out == TOLD.replace("promises/", "arbete/promises/")

    def test_no_sign_steers_the_terminal(self, checked, workspace):
        workspace.write("promises/kalix/2020.yaml", WRONG.replace("id: trafik", 'id: "\\e[31m\\a\\u202e"'))
        ran = checked("kontrollera")
        assert ran.code == 1
        assert not set("\x1b\x07\u202e") & set(ran.out)


class TestJson:
    def test_shape(self, checked, wrong):
        ran = checked("kontrollera", "--format", "json")
        assert (ran.code, ran.err) == (1, "")
        assert json.loads(ran.out) == {
            "schema": 1,
            "filer": 2,
            "antal": {"fel": 1, "varning": 0, "upplysning": 0},
            "anmärkningar": [
                {
                    "kod": "LK201", "allvar": "fel", "fil": "promises/kalix/2020.yaml", "rad": 9, "kolumn": 20,
                    "längd": 5, "text": "okänt räkneord «fyrra»", "tips": "menade du «fyra»?",
                }
            ],
        }  # fmt: skip

    def test_nothing_wrong(self, checked, workspace):
        ran = checked("kontrollera", "--format", "json")
        assert ran.code == 0
        assert json.loads(ran.out) == {
            "schema": 1, "filer": 1, "antal": {"fel": 0, "varning": 0, "upplysning": 0}, "anmärkningar": [],
        }  # fmt: skip


class TestCodes:
    def test_a_warning_is_no_error(self, checked, workspace):
        workspace.write("promises/kalix/2020.yaml", WRONG.replace("minst fyrra", "flera"))
        ran = checked("kontrollera")
        assert ran.code == 0
        assert "varning LK206" in ran.out

    @pytest.mark.parametrize("argv", [["finns-inte"], ["promises/kalix/2018.yaml"], ["tomt"]])
    def test_nothing_to_check(self, checked, workspace, argv):
        (workspace.folder / "tomt").mkdir()
        ran = checked("kontrollera", *argv)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("fel: ")

    def test_the_day_decides_what_is_in_the_future(self, cli, workspace):
        workspace.write(
            "promises/exempelby/2020-2199/2021-05-03-trafik-aaaaaa.yaml", "datum: 2021-05-03\nlöfte: trafik\n"
        )
        assert cli("kontrollera").code == 0
        ran = cli("kontrollera", "--per", "2021-05-02")
        assert ran.code == 1
        assert "LK302" in ran.out


def test_all_published_promises_are_right(cli, published):
    ran = cli("kontrollera", "--per", "2026-11-22")
    assert ran.code == 0
    assert " fel LK" not in ran.out
