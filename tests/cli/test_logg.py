# ruff: noqa: ARG002 – fixtures that act by being there
import csv
import io
import json
import sys

import pytest

LOG = "promises/exempelby/2020-2199"
FILES = {
    "2021-05-03-trafik-aaaaaa.yaml": "datum: 2021-05-03\nlöfte: trafik\nantal: 3\ncirka: ja\nplats: Åkervägen\npart: polisen\ntimmar: 2,5\n",
    "2021-05-04-trafik-bbbbbb.yaml": 'datum: 2021-05-04\nlöfte: [trafik, samtal]\nanteckning: Lugnt [fred]; "bra"\nkälla: Veckobrev\n',
    "2021-03-31-samtal-cccccc.yaml": "datum: 2021-03\nlöfte: samtal\nantal: 1200\npart: [polisen, kommunen]\ntimmar: 0.125\n",
    "2022-01-15-samtal-dddddd.yaml": "datum: 2022-01-15\nlöfte: samtal\nbedömning: ej uppfyllt\navser: 2021\nmotivering: För få.\n",
    "uppfoljning-2021.yaml": "lärdomar: Logga samma dag.\n",
}


@pytest.fixture
def log(workspace):
    for name, text in FILES.items():
        workspace.write(f"{LOG}/{name}", text)
    return workspace


TABLE = """\
Exempelby 2020–2199 – loggen
Datum                  Löfte           Antal  Plats      Part               Timmar  Märke   Anteckning
2021-03-01/2021-03-31  samtal          1\u00a0200             polisen, kommunen    0,12  cccccc
2021-05-03             trafik           ca 3  Åkervägen  polisen               2,5  aaaaaa
2021-05-04             trafik, samtal      1                                        bbbbbb  Lugnt [fred]; "bra". Källa: Veckobrev
2022-01-15             samtal                                                       dddddd  bedömt för 2021 ej uppfyllt: För få.
3 loggposter, antal ca 1\u00a0204, 2,62 timmar; 1 bedömning
"""


class TestTable:
    def test_newest_last_and_a_sum(self, cli, log):
        assert cli("logg", "exempelby") == (0, TABLE, "")

    @pytest.mark.parametrize("columns", [40, 60, 80, 100, 200])
    def test_fits_the_window(self, cli, log, monkeypatch, terminal, columns):
        log.write(
            f"{LOG}/2021-06-01-trafik-eeeeee.yaml",
            f"datum: 2021-06-01\nlöfte: trafik\nanteckning: {'ord och åter ord ' * 20}\n",
        )
        stream = terminal("utf-8", columns)
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setenv("NO_COLOR", "1")
        assert cli("logg", "exempelby").code == 0
        lines = stream.text().splitlines()
        assert max(map(len, lines)) <= columns
        for word in ("aaaaaa", "Åkervägen", "[fred];", "eeeeee"):
            assert any(word in line for line in lines)

    def test_notes_stand_below_where_the_rows_have_no_room_for_them(self, cli, log, monkeypatch, terminal):
        stream = terminal("utf-8", 80)
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setenv("NO_COLOR", "1")
        cli("logg", "exempelby", "--från", "2021-05-03")
        assert stream.text() == (
            "Exempelby 2020–2199 – loggen\n"
            "Datum       Löfte           Antal  Plats      Part     Timmar  Märke\n"
            "2021-05-03  trafik           ca 3  Åkervägen  polisen     2,5  aaaaaa\n"
            "2021-05-04  trafik, samtal      1                              bbbbbb\n"
            '    Lugnt [fred]; "bra". Källa: Veckobrev\n'
            "2022-01-15  samtal                                             dddddd\n"
            "    bedömt för 2021 ej uppfyllt: För få.\n"
            "2 loggposter, antal ca 4, 2,5 timmar; 1 bedömning\n"
        )

    def test_narrow_window_whole(self, cli, log, monkeypatch, terminal):
        stream = terminal("utf-8", 40)
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setenv("NO_COLOR", "1")
        cli("logg", "exempelby", "--part", "polisen")
        assert stream.text() == (
            "Exempelby 2020–2199 – loggen\n"
            "2021-03-01/2021-03-31  cccccc\n    samtal: antal 1\u00a0200\n    polisen, kommunen, 0,12 timmar\n"
            "2021-05-03  aaaaaa\n    trafik: antal ca 3\n    Åkervägen\n    polisen, 2,5 timmar\n"
            "2 loggposter, antal ca 1\u00a0203, 2,62\n  timmar\n"
        )

    def test_signs_that_steer_a_terminal_and_line_ends_are_made_harmless(self, cli, workspace):
        workspace.write(
            f"{LOG}/2021-05-03-trafik-aaaaaa.yaml", 'datum: 2021-05-03\nlöfte: trafik\nplats: "a\\e[31mb\\nc"\n'
        )
        out = cli("logg", "exempelby").out
        assert "\x1b" not in out
        assert "a\N{REPLACEMENT CHARACTER}[31mb c" in out

    def test_a_file_without_mark_goes_by_its_name(self, cli, workspace):
        workspace.write(f"{LOG}/2021-05-03-trafik.yaml", "datum: 2021-05-03\nlöfte: trafik\n")
        assert "2021-05-03-trafik.yaml\n" in cli("logg", "exempelby").out

    def test_nothing_logged(self, cli, workspace):
        assert cli("logg", "exempelby") == (0, "Exempelby 2020–2199 – loggen\nInga poster.\n", "")

    def test_what_cannot_be_read_is_told(self, cli, log):
        log.write(f"{LOG}/2021-07-01-trafik-ffffff.yaml", "datum: 2021-07-01\n")
        ran = cli("logg", "exempelby")
        assert (ran.code, ran.out) == (0, TABLE)
        assert ran.err.startswith("varning: 1 loggfil för exempelby/2020-2199 går inte att läsa")

    def test_which_promise_when_there_are_several(self, cli, log):
        text = (log.folder / "promises/exempelby/2020-2199.yaml").read_text(encoding="utf-8")
        log.write("promises/exempelby/2019.yaml", text.replace("2020–2199", "2019").replace("2021", "2019"))
        assert cli("logg", "exempelby").out.splitlines()[1] == "Visar exempelby/2020-2199; välj ett annat med --period."
        assert cli("logg", "exempelby", "--period", "2019").out == "Exempelby 2019 – loggen\nInga poster.\n"


def marks(ran):
    assert ran.code == 0
    return [each["märke"] for each in json.loads(ran.out)["poster"]]


class TestFilters:
    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            pytest.param([], "c a b d", id="all"),
            pytest.param(["trafik"], "a b", id="commitment"),
            pytest.param(["--löfte", "Trafik"], "a b", id="commitment-option"),
            pytest.param(["trafik", "--lofte", "samtal"], "c a b d", id="both"),
            pytest.param(["trafik,samtal"], "c a b d", id="comma"),
            pytest.param(["riskkvallar"], "", id="none"),
            pytest.param(["--från", "2021-05-04"], "b d", id="from"),
            pytest.param(["--till", "2021-05-03"], "c a", id="until"),
            pytest.param(["--från", "2021-03-15", "--till", "2021-03-20"], "c", id="inside-of-a-sum"),
            pytest.param(["--fran", "4 maj 2021", "--till", "maj 2021"], "b", id="as-people-write-days"),
            pytest.param(["--part", "Kommunen"], "c", id="party"),
            pytest.param(["--part", "kommunen", "--part", "polisen"], "c a", id="parties"),
            pytest.param(["trafik", "--part", "polisen", "--till", "2030"], "a", id="all-at-once"),
        ],
    )  # fmt: skip
    def test_which(self, cli, log, argv, expected):
        assert marks(cli("logg", "exempelby", *argv, "--format", "json")) == [letter * 6 for letter in expected.split()]

    @pytest.mark.parametrize(
        ("argv", "expected"),
        [
            (["trafk"], "fel: löftet «trafk» finns inte i exempelby/2020-2199\ntips: menade du «trafik»?\n"),
            (["--part", "polsen"], "fel: --part: «polsen» står inte i loggen\ntips: menade du «polisen»?\n"),
            (["--part", "xyz"], "fel: --part: «xyz» står inte i loggen\ntips: parterna är polisen, kommunen\n"),
            (["--från", "2021-02-30"], "fel: --från: 30 februari 2021 finns inte\ntips: februari 2021 har 28 dagar\n"),
            (
                ["--från", "2021-06-01", "--till", "2021-05-01"],
                "fel: --till (1 maj 2021) är före --från (1 juni 2021)\ntips: skriv dagarna med år, den första med --från\n",
            ),
            (["--ut", "x.csv"], "fel: --ut skriver ingen tabell\ntips: lägg till --format csv eller --format json\n"),
            (
                ["--format", "json", "--ut", "promises/exempelby/2020-2199.yaml"],
                "fel: «promises/exempelby/2020-2199.yaml» är ett löfte",
            ),
        ],
    )
    def test_refused(self, cli, log, argv, expected):
        ran = cli("logg", "exempelby", *argv)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(expected)

    def test_municipality_is_asked_for(self, cli, log, script):
        assert cli("logg") == (2, "", "fel: det saknas kommun\ntips: skriv kommunens namn: loftekoll logg KOMMUN\n")

    def test_municipality_nearly(self, cli, log):
        assert cli("logg", "exempelbi").err.startswith("fel: okänd kommun «exempelbi»\ntips: menade du «Exempelby»")


class TestCsv:
    def rows(self, text):
        return list(csv.DictReader(io.StringIO(text), delimiter=";"))

    def test_on_the_screen(self, cli, log):
        ran = cli("logg", "exempelby", "--format", "csv")
        assert (ran.code, ran.err) == (0, "")
        assert not ran.out.startswith("\ufeff")
        first, second, third, fourth = self.rows(ran.out)
        assert (first["datum"], first["antal"], first["timmar"], first["part"]) == (
            "2021-03-01/2021-03-31", "1200", "0,125", "polisen, kommunen",
        )  # fmt: skip
        assert (second["cirka"], first["cirka"], second["märke"], second["fil"]) == (
            "ja", "", "aaaaaa", f"{LOG}/2021-05-03-trafik-aaaaaa.yaml",
        )  # fmt: skip
        assert third["anteckning"] == 'Lugnt [fred]; "bra"'
        assert (fourth["bedömning"], fourth["avser"], fourth["motivering"]) == ("ej uppfyllt", "2021", "För få.")

    def test_file_is_as_excel_wants_it(self, cli, log):
        ran = cli("logg", "exempelby", "--format", "csv", "--ut", "logg.csv")
        assert ran == (0, "", "Skrev logg.csv\n")
        data = (log.folder / "logg.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbfdatum;l\xc3\xb6fte;antal;")
        assert data.count(b"\r\n") == data.count(b"\n") == 5
        assert cli("logg", "exempelby", "--format", "csv", "--ut", "logg.csv").err.endswith(
            "i stället för den fil som fanns\n"
        )

    @pytest.mark.parametrize("text", ["=1+1", "+46 är inget", "-1", "@SUM(A1)", "＝1", "-"])
    def test_no_text_is_taken_for_a_formula(self, cli, workspace, text):
        workspace.write(f"{LOG}/2021-05-03-trafik-aaaaaa.yaml", f'datum: 2021-05-03\nlöfte: trafik\nplats: "{text}"\n')
        (row,) = self.rows(cli("logg", "exempelby", "--format", "csv").out)
        assert row["plats"] == f"'{text}"


class TestJson:
    def test_whole(self, cli, workspace):
        workspace.write(f"{LOG}/2021-05-03-trafik-aaaaaa.yaml", FILES["2021-05-03-trafik-aaaaaa.yaml"])
        ran = cli("logg", "exempelby", "--format", "json")
        assert (ran.code, ran.err) == (0, "")
        assert json.loads(ran.out) == {
            "schema": 1,
            "kommun": "Exempelby",
            "period": {"från": "2020-01-01", "till": "2199-12-31"},
            "poster": [
                {
                    "slag": "loggpost", "datum": "2021-05-03", "löfte": ["trafik"], "antal": 3, "cirka": True,
                    "plats": "Åkervägen", "part": ["polisen"], "timmar": 2.5, "anteckning": None, "källa": None,
                    "bedömning": None, "avser": None, "motivering": None, "märke": "aaaaaa",
                    "fil": f"{LOG}/2021-05-03-trafik-aaaaaa.yaml",
                }
            ],
            "summa": {"loggposter": 1, "antal": 3, "cirka": True, "timmar": 2.5, "bedömningar": 0},
        }  # fmt: skip

    def test_every_key_is_always_there(self, cli, log):
        document = json.loads(cli("logg", "exempelby", "--format", "json").out)
        assert len({tuple(each) for each in document["poster"]}) == 1
        assert [each["slag"] for each in document["poster"]] == ["loggpost"] * 3 + ["bedömning"]
        assert document["poster"][3]["avser"] == "2021"

    def test_file(self, cli, log):
        assert cli("logg", "exempelby", "--format", "json", "--ut", "logg.json").code == 0
        text = (log.folder / "logg.json").read_bytes().decode()
        assert text == cli("logg", "exempelby", "--format", "json").out


def test_english_name(cli, log):
    assert cli("entries", "exempelby").out == TABLE


def test_the_days_that_were_understood_are_told(cli, log):
    ran = cli("logg", "exempelby", "--från", "3 maj 2021", "--till", "maj 2021")
    assert ran.err == "--från: «3 maj 2021» är måndag 3 maj 2021\n--till: «maj 2021» är maj 2021\n"
    assert cli("logg", "exempelby", "--från", "2021-05-03").err == ""
