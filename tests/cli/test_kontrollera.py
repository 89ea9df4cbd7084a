# ruff: noqa: ARG002 – fixtures that act by being there
import json

import pytest

WRONG = """\
kommun: Kalix
period: 2019
parter: [polisen, kommunen]
fokusområden:
  - namn: A
    löften:
      - id: trafik
        text: Trafik.
        mål: minst fyrra trafikinsatser per år
"""
TOLD = """\
promises/kalix/2019.yaml:9:20: fel LK201 okänt räkneord «fyrra»
   9 |         mål: minst fyrra trafikinsatser per år
     |                    ^^^^^
     = tips: menade du «fyra»?

1 fel i 2 filer.
"""


@pytest.fixture
def wrong(workspace):
    workspace.write("promises/kalix/2019.yaml", WRONG)
    return workspace


class TestText:
    def test_nothing_wrong(self, cli, workspace):
        assert cli("kontrollera") == (0, "Inga anmärkningar i 1 fil.\n", "")

    def test_place_line_caret_and_hint(self, cli, wrong):
        assert cli("kontrollera") == (1, TOLD, "")
        assert cli("check").out == TOLD

    def test_one_file(self, cli, wrong):
        assert cli("kontrollera", "promises/kalix/2019.yaml").out == TOLD.replace("2 filer", "1 fil")
        assert cli("kontrollera", "promises/exempelby").code == 0

    def test_several_paths(self, cli, wrong):
        assert cli("kontrollera", "promises/kalix", "promises/exempelby").out == TOLD

    def test_from_another_folder(self, cli, wrong, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        out = cli("kontrollera", "--katalog", "arbete").out
        assert out == TOLD.replace("promises/", "arbete/promises/")

    def test_no_sign_steers_the_terminal(self, cli, workspace):
        workspace.write("promises/kalix/2019.yaml", WRONG.replace("id: trafik", 'id: "\\e[31m\\a\\u202e"'))
        ran = cli("kontrollera")
        assert ran.code == 1
        assert not set("\x1b\x07\u202e") & set(ran.out)


class TestJson:
    def test_shape(self, cli, wrong):
        ran = cli("kontrollera", "--format", "json")
        assert (ran.code, ran.err) == (1, "")
        assert json.loads(ran.out) == {
            "schema": 1,
            "filer": 2,
            "antal": {"fel": 1, "varning": 0, "upplysning": 0},
            "anmärkningar": [
                {
                    "kod": "LK201", "allvar": "fel", "fil": "promises/kalix/2019.yaml", "rad": 9, "kolumn": 20,
                    "längd": 5, "text": "okänt räkneord «fyrra»", "tips": "menade du «fyra»?",
                }
            ],
        }  # fmt: skip

    def test_nothing_wrong(self, cli, workspace):
        ran = cli("kontrollera", "--format", "json")
        assert ran.code == 0
        assert json.loads(ran.out) == {
            "schema": 1, "filer": 1, "antal": {"fel": 0, "varning": 0, "upplysning": 0}, "anmärkningar": [],
        }  # fmt: skip


class TestCodes:
    def test_a_warning_is_no_error(self, cli, workspace):
        workspace.write("promises/kalix/2019.yaml", WRONG.replace("minst fyrra", "flera"))
        ran = cli("kontrollera")
        assert ran.code == 0
        assert "varning LK206" in ran.out

    @pytest.mark.parametrize("argv", [["finns-inte"], ["promises/kalix/2018.yaml"], ["tomt"]])
    def test_nothing_to_check(self, cli, workspace, argv):
        (workspace.folder / "tomt").mkdir()
        ran = cli("kontrollera", *argv)
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
