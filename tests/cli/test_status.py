# ruff: noqa: ARG002 – fixtures that act by being there
import json
import re
import sys
import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from loftekoll.period import long_date
from loftekoll.tally import Standing


class TestWhich:
    @pytest.mark.parametrize(
        "name",
        [
            "kalix", "Kalix", "KALIX", "2514", "kalix kommun",
        ],
    )  # fmt: skip
    def test_a_municipality_is_named_as_people_name_it(self, cli, published, name):
        assert cli("status", name, "--period", "2019").out.startswith("Kalix 2019 – läget ")

    @pytest.mark.parametrize(
        "name", ["strängnäs", "strangnas", "Strängnäs kommun", "0486", unicodedata.normalize("NFD", "Strängnäs")]
    )
    def test_with_and_without_accents(self, cli, published, name):
        assert cli("status", name).out.startswith("Strängnäs 2021 – ")

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            pytest.param("kalx", "fel: okänd kommun «kalx»\ntips: menade du «Kalix»", id="near"),
            pytest.param("xyzzyq", "fel: okänd kommun «xyzzyq»\ntips: skriv kommunens namn eller kod\n", id="far"),
            pytest.param("habo", "fel: Habo har inget löfte i den här mappen\ntips: det finns löften för", id="habo"),
            pytest.param("håbo", "fel: Håbo har inget löfte i den här mappen\n", id="håbo"),
            pytest.param("\x1b[31mkalix", "fel: okänd kommun «�[31mkalix»\n", id="escape"),
        ],
    )
    def test_unknown(self, cli, published, name, expected):
        ran = cli("status", name)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(expected)

    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            pytest.param([], "Kalix 2022–2023 – läget 1 juli 2026", id="newest"),
            pytest.param(["--period", "2019"], "Kalix 2019 – läget 1 juli 2026", id="period"),
            pytest.param(["--period", "2022–2023"], "Kalix 2022–2023 – ", id="dash"),
            pytest.param(["--period", "2022 - 2023"], "Kalix 2022–2023 – ", id="spaces"),
            pytest.param(["--år", "2019"], "Kalix 2019 – ", id="year-of-another"),
            pytest.param(["--ar", "2022"], "Kalix 2022 – ", id="one-year-ascii"),
        ],
    )
    def test_which_promise(self, cli, published, argv, expected):
        assert cli("status", "kalix", "--per", "2026-07-01", *argv).out.startswith(expected)

    def test_the_promise_that_covers_the_day(self, cli, published):
        assert cli("status", "kalix", "--per", "2019-06-30").out.startswith("Kalix 2019 – läget 30 juni 2019\n")

    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            pytest.param(
                ["kalix", "--period", "2020"],
                "fel: Kalix har inget löfte för perioden «2020»\ntips: det finns 2019, 2022-2023\n",
                id="period",
            ),
            pytest.param(
                ["kalix", "--år", "2021"],
                "fel: Kalix har inget löfte för 2021\ntips: det finns 2019, 2022-2023\n",
                id="year",
            ),
            pytest.param(
                ["kalix", "--period", "2019", "--år", "2022"],
                "fel: löftet gäller inte 2022\ntips: det gäller 2019\n",
                id="year-outside-period",
            ),
            pytest.param(
                ["kalix", "--per", "2019-02-29"],
                "fel: 29 februari 2019 finns inte\ntips: februari 2019 har 28 dagar\n",
                id="no-such-day",
            ),
            pytest.param(["--period", "1999"], "fel: det finns inget medborgarlöfte för 1999\n", id="no-promise"),
            pytest.param(
                ["--detaljer"],
                "fel: --detaljer visar en kommun i taget\ntips: skriv loftekoll status KOMMUN --detaljer\n",
                id="details-of-all",
            ),
        ],
    )
    def test_what_cannot_be_shown(self, cli, published, argv, expected):
        ran = cli("status", *argv)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(expected)

    def test_a_joint_promise_is_found_under_each_municipality(self, cli, workspace):
        text = (workspace.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
        workspace.write("promises/exempelby/2020-2199.yaml", text.replace("Exempelby", "[Exempelby, Håbo]", 1))
        for name in ("exempelby", "håbo"):
            assert cli("status", name).out.startswith("Exempelby och Håbo 2020–2199 – läget ")
        assert json.loads(cli("status", "håbo", "--format", "json").out)["kommun"] == ["Exempelby", "Håbo"]

    def test_today_is_the_day_in_sweden(self, cli, workspace):
        sweden = ZoneInfo("Europe/Stockholm")
        before = datetime.now(sweden).date()
        title = cli("status", "exempelby").out.splitlines()[0]
        assert title.partition("läget ")[2] in {long_date(day) for day in (before, datetime.now(sweden).date())}


class TestFolder:
    @pytest.mark.parametrize("chosen", ["", "promises", "/"])
    def test_chosen_folder(self, cli, workspace, tmp_path, monkeypatch, chosen):
        monkeypatch.chdir(tmp_path)
        assert cli("status", "exempelby", "--katalog", f"arbete/{chosen}".rstrip("/")).code == 0

    def test_chosen_by_variable(self, cli, workspace, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("LOFTEKOLL_KATALOG", str(workspace.folder))
        assert cli("status", "exempelby").code == 0

    def test_nearest_folder_upwards(self, cli, workspace, monkeypatch):
        below = workspace.folder / "promises" / "exempelby"
        monkeypatch.chdir(below)
        assert cli("status", "exempelby").code == 0

    def test_none(self, cli, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        told = "fel: hittar ingen mapp «promises» här eller ovanför\n"
        hint = "tips: gå till mappen med medborgarlöften, eller ange den med --katalog\n"
        assert cli("status") == (2, "", told + hint)

    def test_empty(self, cli, tmp_path, monkeypatch):
        (tmp_path / "promises").mkdir()
        monkeypatch.chdir(tmp_path)
        told = "fel: det finns inget medborgarlöfte i mappen\ntips: skapa filen «promises/KOMMUN/ÅR.yaml»\n"
        assert cli("status") == (2, "", told)
        assert cli("status", "kalix").err.endswith("tips: skapa filen «promises/KOMMUN/ÅR.yaml»\n")


class TestStrict:
    @pytest.mark.parametrize("form", ["tabell", "json"])
    @pytest.mark.parametrize("kommun", [["exempelby"], []])
    @pytest.mark.parametrize(("day", "expected"), [("2025-08-20", 1), ("2026-02-15", 0)])
    def test_exits_with_1_if_anything_is_behind(self, cli, published, kommun, day, expected, form):
        argv = ["status", *kommun, "--per", day, "--format", form]
        assert cli(*argv, "--sträng").code == expected
        assert cli(*argv, "--strang").code == expected
        assert cli(*argv).code == 0


class TestFaults:
    def test_a_broken_promise_is_named_and_the_others_are_shown(self, cli, workspace):
        workspace.write("promises/kalix/2019.yaml", "kommun: Kalix\nperiod: [\n")
        ran = cli("status")
        assert ran.code == 0
        assert ran.out.startswith("1 medborgarlöfte – läget ")
        assert ran.err == "varning: kalix/2019 går inte att läsa och är inte med; kör «loftekoll kontrollera»\n"

    def test_a_broken_promise_that_is_asked_for_is_refused_with_its_place(self, cli, workspace):
        workspace.write("promises/kalix/2019.yaml", "kommun: Kalix\nperiod: 2019\n")
        ran = cli("status", "kalix")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("fel: kalix/2019 går inte att läsa: promises/kalix/2019.yaml:1:1: ")
        assert "«loftekoll kontrollera promises/kalix/2019.yaml» visar alla fel" in ran.err
        assert cli("status", "kalix", "--period", "2019") == ran

    def test_the_command_that_is_recommended_works(self, cli, workspace):
        workspace.write("promises/kalix/2019.yaml", "kommun: Kalix\nperiod: 2019\n")
        assert cli("kontrollera", "promises/kalix/2019.yaml").code == 1

    @pytest.mark.parametrize("kommun", [["exempelby"], []])
    def test_a_broken_log_file_is_told(self, cli, workspace, kommun):
        workspace.write("promises/exempelby/2020-2199/2020-01-01-samtal-aaaaaa.yaml", "datum: 2020-01-01\n")
        ran = cli("status", *kommun)
        assert ran.code == 0
        command = "«loftekoll kontrollera promises/exempelby/2020-2199.yaml»"
        told = f"varning: 1 loggfil för exempelby/2020-2199 går inte att läsa och räknas inte; kör {command}\n"
        assert ran.err == told
        workspace.write("promises/exempelby/2020-2199/2020-01-02-samtal-aaaaaa.yaml", "")
        assert "varning: 2 loggfiler " in cli("status", *kommun).err


class TestTable:
    def test_the_year_of_a_row_stands_in_a_promise_of_several_years(self, cli, published):
        rows = cli("status", "haparanda", "--per", "2021-06-06").out.splitlines()
        assert rows[4].split() == [
            "fotpatrull",
            "2021:",
            "0",
            "av",
            "52",
            "veckor",
            "–",
            "inget",
            "loggat",
            "2021-06-06",
        ]
        assert "2021:" not in cli("status", "haparanda", "--år", "2021").out
        assert "2019:" not in cli("status", "kalix", "--period", "2019").out

    def test_what_is_over_is_told_as_a_whole(self, cli, workspace):
        workspace.write("promises/kalix/2020-2021.yaml", PROMISE_OF_TWO_YEARS)
        workspace.write("promises/kalix/2020-2021/2020-02-01-x-aaaaaa.yaml", "{datum: 2020-02-01, löfte: x, antal: 2}")
        workspace.write("promises/kalix/2020-2021/2021-02-01-x-aaaaaa.yaml", "{datum: 2021-02-01, löfte: x}")
        assert cli("status", "kalix", "--per", "2022-01-01").out.splitlines()[-1].split() == [
            "x", "1", "av", "2", "år", "◐", "delvis", "uppfyllt",
        ]  # fmt: skip

    def test_what_was_done_before_a_withdrawal_is_not_lost(self, cli, workspace):
        target = "minst två träffar per år"
        withdrawn = f"{target}\n        avfört: {{datum: 2021-03-01, skäl: Ombyggt}}"
        workspace.write("promises/kalix/2020-2021.yaml", PROMISE_OF_TWO_YEARS.replace(target, withdrawn))
        workspace.write("promises/kalix/2020-2021/2020-02-01-x-aaaaaa.yaml", "{datum: 2020-02-01, löfte: x, antal: 2}")
        assert cli("status", "kalix", "--per", "2022-01-01").out.splitlines()[-1].split() == [
            "x", "1", "av", "2", "år", "⊘", "avfört",
        ]  # fmt: skip
        (found,) = json.loads(cli("status", "kalix", "--per", "2022-01-01", "--format", "json").out)["löften"]
        assert (found["gjort"], found["läge"], found["utfall"]) == (None, "avfört", "avfört")
        assert [(each["gjort"], each["läge"]) for each in found["fönster"]] == [(2, "uppfyllt"), (0, "avfört")]

    def test_several_targets_have_a_row_each(self, cli, workspace):
        text = PROMISE_OF_TWO_YEARS.replace(
            "minst två träffar per år", "[minst en träff per månad, minst 20 träffar per år]"
        )
        workspace.write("promises/kalix/2020-2021.yaml", text)
        workspace.write("promises/kalix/2020-2021/2020-01-01-x-aaaaaa.yaml", "{datum: 2020-01-01, löfte: x, antal: 2}")
        rows = cli("status", "kalix", "--per", "2020-01-02").out.splitlines()
        assert [re.split("  +", row.strip()) for row in rows[-3:]] == [
            ["x", "▶ i fas"],
            ["minst en träff per månad", "2020: 1 av 12 månader", "░░░░░░░░░░", "▶ i fas", "2020-02-29"],
            ["minst 20 träffar per år", "2020: 2 av minst 20", "█░░░░░░░░░", "▶ i fas", "2020-02-24"],
        ]

    def test_hostile_text_steers_no_terminal(self, cli, workspace):
        text = PROMISE_OF_TWO_YEARS.replace("namn: A", 'namn: "\\e[31mA\\u202e"').replace(
            "text: T", 'text: "\\e]0;x\\a"'
        )
        workspace.write("promises/kalix/2020-2021.yaml", text)
        ran = cli("status", "kalix", "--detaljer")
        assert not set("\x1b\x07\u202e\x9b") & set(ran.out + ran.err)

    def test_ascii_signs_where_the_terminal_lacks_others(self, cli, published, monkeypatch, terminal):
        monkeypatch.setattr(sys, "stdout", stream := terminal("cp1252", 100))
        cli("status", "exempelby", "--per", "2025-08-20")
        text = stream.text()
        assert "?" not in text.replace("? kan inte bedömas", "")
        assert "+ uppfyllt" in text
        assert "! efter plan (med 1)" in text

    def test_colour_on_a_terminal_never_stands_alone(self, cli, published, monkeypatch, terminal):
        monkeypatch.setattr(sys, "stdout", stream := terminal("utf-8", 100))
        cli("status", "exempelby", "--per", "2025-08-20")
        assert "\x1b[1;33m▲ efter plan (med 1)\x1b[0m" in stream.text()

    @pytest.mark.parametrize("columns", [40, 60])
    def test_narrow_window(self, cli, published, monkeypatch, terminal, golden, columns):
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr(sys, "stdout", stream := terminal("utf-8", columns))
        cli("status", "exempelby", "--per", "2025-08-20", "--detaljer")
        assert max(len(line) for line in stream.text().splitlines()) <= columns
        golden(f"status-exempelby-{columns}-kolumner.txt", stream.text())


PROMISE_OF_TWO_YEARS = """\
kommun: Kalix
period: 2020–2021
parter: [polisen, kommunen]
fokusområden:
  - namn: A
    löften:
      - id: x
        text: T
        mål: minst två träffar per år
"""


class TestJson:
    def test_shape(self, cli, published):
        ran = cli("status", "exempelby", "--per", "2025-08-20", "--format", "json")
        assert (ran.code, ran.err) == (0, "")
        document = json.loads(ran.out)
        assert list(document) == ["schema", "kommun", "period", "per", "löften"]
        assert document | {"löften": []} == {
            "schema": 1, "kommun": "Exempelby", "period": {"från": "2025-01-01", "till": "2025-12-31"},
            "per": "2025-08-20", "löften": [],
        }  # fmt: skip
        assert document["löften"][2] == {
            "id": "fotpatrull",
            "fokusområde": "Närvaro och kontakt",
            "text": "Polisen går till fots i centrum och i bostadsområdena.",
            "mål": "minst en fotpatrull per vecka",
            "slag": "räknat",
            "läge": "efter plan",
            "räknar": "veckor",
            "gjort": 31,
            "krävs": 51,
            "väntat": 32,
            "nästa_senast": "2025-08-24",
            "dagar_kvar": 130,
            "fönster": [
                {
                    "från": "2025-01-06",
                    "till": "2025-12-28",
                    "krävs": 51,
                    "gjort": 31,
                    "väntat": 32,
                    "läge": "efter plan",
                }
            ],
            "poster": 31,
            "senaste": "2025-08-15",
            "bedömning": None,
            "utfall": None,
        }

    def test_what_is_not_counted_has_nulls(self, cli, published):
        document = json.loads(cli("status", "exempelby", "--per", "2026-02-15", "--format", "json").out)
        by_id = {each["id"]: each for each in document["löften"]}
        assert by_id["samarbete"] | {"text": ""} == {
            "id": "samarbete", "fokusområde": "Barn och unga", "text": "", "mål": None, "slag": "oräknat",
            "läge": "pågår", "räknar": None, "gjort": None, "krävs": None, "väntat": None,
            "nästa_senast": None, "dagar_kvar": None, "fönster": [], "poster": 3, "senaste": "2025-11-27",
            "bedömning": {
                "bedömning": "delvis uppfyllt", "datum": "2026-01-15", "avser": "2025",
                "motivering": "Rutinen och de fasta mötena finns, men alla skolor är inte med ännu.",
            },
            "utfall": "delvis uppfyllt",
        }  # fmt: skip

    def test_several_targets(self, cli, workspace):
        text = PROMISE_OF_TWO_YEARS.replace(
            "minst två träffar per år", "[minst en träff per månad, minst 20 träffar per år]"
        )
        workspace.write("promises/kalix/2020-2021.yaml", text)
        (found,) = json.loads(cli("status", "kalix", "--per", "2020-01-02", "--format", "json").out)["löften"]
        assert [each["mål"] for each in found["delmål"]] == ["minst en träff per månad", "minst 20 träffar per år"]
        assert [each["räknar"] for each in found["delmål"]] == ["månader", "antal"]
        assert all(list(each) == [key for key in found if key != "delmål"] for each in found["delmål"])
        assert (found["gjort"], found["fönster"]) == (None, [])

    def test_all(self, cli, published):
        document = json.loads(cli("status", "--per", "2025-08-20", "--format", "json").out)
        assert list(document) == ["schema", "per", "medborgarlöften"]
        names = [each["kommun"] for each in document["medborgarlöften"]]
        assert names == ["Exempelby", "Haparanda", "Kalix", "Kalix", "Sandviken", "Sandviken", "Strängnäs"]
        assert list(document["medborgarlöften"][0]) == ["kommun", "period", "per", "löften"]

    @pytest.mark.parametrize("day", ["2024-12-01", "2025-01-03", "2025-08-20", "2026-02-15"])
    def test_says_what_the_table_says(self, cli, published, day):
        found = json.loads(cli("status", "exempelby", "--per", day, "--format", "json").out)["löften"]
        table = cli("status", "exempelby", "--per", day).out
        for each in found:
            (row,) = [line for line in table.splitlines() if line.strip().startswith(f"{each['id']} ")]
            is_over = day > "2025-12-31"
            assert f" {(is_over and each['utfall']) or each['läge']}" in row
            assert (each["nästa_senast"] or "") in row
            assert each["gjort"] is None or f" {each['gjort']} av " in row


def test_the_golden_days_show_every_standing(cli, published):
    """Exempelby is there to show them all; its four days are the golden screens."""
    seen = {
        each["läge"]
        for day in ("2024-12-01", "2025-01-03", "2025-08-20", "2026-02-15")
        for each in json.loads(cli("status", "exempelby", "--per", day, "--format", "json").out)["löften"]
    }
    assert seen == {standing.value for standing in Standing}
