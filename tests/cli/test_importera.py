# ruff: noqa: ARG002, DTZ001, ISC004 – fixtures that act by being there, days of spreadsheets, lines of text
"""`importera`: every row checked, faults with their places, all or nothing written, and nothing twice."""

import os
import re
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook, load_workbook

from loftekoll.store import append
from loftekoll.store.workspace import LEFTOVER

LOG = "promises/exempelby/2020-2199"


@pytest.fixture
def sheet(workspace):
    """Writes a sheet with these lines."""
    return lambda *lines, name="logg.csv": workspace.write(name, "".join(f"{line}\n" for line in lines))


def texts(workspace):
    """What the log files say, in order."""
    return sorted((workspace.folder / LOG / name).read_text(encoding="utf-8") for name in workspace.log())


class TestWritten:
    def test_every_field(self, cli, workspace, sheet):
        sheet(
            "Datum;Löfte;Antal;Cirka;Plats;Part;Timmar;Anteckning;Källa",
            "3/5 2021;trafik, samtal;ca 1 000;;Åparken;polisen; 2,5 ;Lugnt;Veckobrev",
        )
        ran = cli("importera", "logg.csv", "exempelby")
        assert (ran.code, ran.err) == (0, "logg.csv: läses som UTF-8 med semikolon mellan kolumnerna\n")
        saved, trafik, samtal = ran.out.splitlines()[1:]
        assert (ran.out.splitlines()[0], saved) == ("1 rad: 1 ny", f"Sparat 1 post i {LOG}")
        assert trafik.startswith("trafik: 1 post; nu ")  # how it stands depends on the day
        assert samtal == "samtal: 1 post; nu 1 post, pågår"
        assert texts(workspace) == [
            "datum: 2021-05-03\nlöfte: [trafik, samtal]\nantal: 1000\ncirka: ja\nplats: Åparken\npart: polisen\n"
            "timmar: 2.5\nanteckning: Lugnt\nkälla: Veckobrev\n"
        ]
        assert cli("kontrollera").code == 0

    def test_names_are_those_that_logga_gives(self, cli, workspace, sheet):
        sheet("datum;löfte", "2021-05;trafik")
        assert cli("import", "logg.csv").code == 0
        (name,) = workspace.log()
        assert re.fullmatch(r"2021-05-31-trafik-[a-z0-9]{6}\.yaml", name)

    def test_the_same_as_logga_writes(self, cli, workspace, sheet):
        flags = [
            "--antal",
            "3",
            "--plats",
            "Åparken, norra",
            "--part",
            "polisen",
            "--timmar",
            "2,5",
            "--anteckning",
            "a: b",
        ]
        cli("logga", "exempelby", "trafik", "--datum", "2021-05-03", *flags)
        sheet("datum;löfte;antal;plats;part;timmar;anteckning", "2021-05-03;trafik;3;Åparken, norra;polisen;2,50;a: b")
        assert cli("importera", "logg.csv").out == "1 rad: inga nya, 1 fanns redan\n"
        assert len(workspace.log()) == 1

    def test_excel_and_csv_say_the_same(self, cli, workspace, sheet):
        sheet("datum;löfte;antal", "2021-05-03;trafik;3")
        cli("importera", "logg.csv")
        book = Workbook()
        for row in (("datum", "löfte", "antal"), (datetime(2021, 5, 3), "trafik", 3.0)):
            book.worksheets[0].append(row)
        book.save("logg.xlsx")
        assert cli("importera", "logg.xlsx").out == "1 rad: inga nya, 1 fanns redan\n"

    def test_each_row_goes_to_the_promise_of_its_municipality_and_day(self, cli, workspace, sheet):
        other = "kommun: Kalix\nperiod: {}\nparter: [polisen]\nfokusområden:\n  - namn: T\n    löften:\n      - {{id: trafik, text: T., mål: löpande}}\n"
        for year in (2021, 2022):
            workspace.write(f"promises/kalix/{year}.yaml", other.format(year))
        sheet(
            "kommun;datum;löfte",
            "Kalix;2021-05-03;trafik",
            "kalix;2022-05-03;trafik",
            "Exempelby;2021-05-03;trafik",
            "2514;2021-05-04;trafik",
        )
        ran = cli("importera", "logg.csv")
        assert (ran.code, ran.out.splitlines()[0]) == (0, "4 rader: 4 nya")
        assert [
            len(list((workspace.folder / "promises" / name).iterdir())) for name in ("kalix/2021", "kalix/2022")
        ] == [2, 1]
        assert len(workspace.log()) == 1

    def test_the_promise_that_is_asked_for(self, cli, workspace, sheet):
        sheet("datum;löfte", "2021-05-03;trafik")
        assert cli("importera", "logg.csv", "--kommun", "exempelby", "--period", "2020-2199").code == 0
        refused = cli("importera", "logg.csv", "exempelby", "--period", "2019")
        assert (refused.code, "har inget löfte för perioden «2019»" in refused.err) == (2, True)

    def test_git_command(self, cli, workspace, sheet):
        (workspace.folder / ".git").mkdir()
        sheet("datum;löfte", "2021-05-03;trafik", "2021-05-04;samtal")
        line = cli("importera", "logg.csv").out.splitlines()[-1]
        files = " ".join(f'"{LOG}/{name}"' for name in workspace.log())
        told = (
            f'git add {files}; git commit -m "Importera 2 poster" -- {files}; git pull --rebase --autostash; git push'
        )
        assert line == f"Dela med andra: {told}"

    def test_columns_as_they_are_called(self, cli, workspace, sheet):
        sheet("Dag,Vad,Chefens kommentar,Antall", "2021-05-03,trafik,tel 070-174 06 58,2")
        ran = cli("importera", "logg.csv", "--kolumner", "Dag=datum,Vad=löfte,Chefens kommentar=-")
        assert (ran.code, "logg.csv: kolumn D «Antall» läses som «antal»\n" in ran.err) == (0, True)
        assert texts(workspace) == ["datum: 2021-05-03\nlöfte: trafik\nantal: 2\n"]

    def test_windows_1252_is_told(self, cli, workspace):
        (workspace.folder / "logg.csv").write_bytes("datum;löfte;plats\n2021-05-03;trafik;Åparken\n".encode("cp1252"))
        ran = cli("importera", "logg.csv")
        assert ran.err == "logg.csv: läses som Windows-1252 med semikolon mellan kolumnerna\n"
        assert texts(workspace) == ["datum: 2021-05-03\nlöfte: trafik\nplats: Åparken\n"]


class TestNothingTwice:
    def test_the_same_file_adds_nothing_and_equal_rows_are_two(self, cli, workspace, sheet):
        sheet("datum;löfte", "2021-05-03;trafik", "2021-05-03;trafik")
        assert cli("importera", "logg.csv").out.startswith("2 rader: 2 nya\n")
        assert cli("importera", "logg.csv").out == "2 rader: inga nya, 2 fanns redan\n"
        assert len(workspace.log()) == 2

    def test_rows_that_were_added_are_new_wherever_they_stand(self, cli, workspace, sheet):
        sheet("datum;löfte;plats", "2021-05-03;trafik;A", "2021-05-03;trafik;B")
        cli("importera", "logg.csv")
        sheet("datum;löfte;plats", "2021-05-03;trafik;B", "2021-05-03;trafik;A", "2021-05-03;trafik;B")
        assert cli("importera", "logg.csv").out.startswith("3 rader: 1 ny, 2 fanns redan\n")
        assert len(workspace.log()) == 3

    def test_what_is_taken_away_comes_back(self, cli, workspace, sheet):
        sheet("datum;löfte", "2021-05-03;trafik", "2021-05-03;trafik")
        cli("importera", "logg.csv")
        (workspace.folder / LOG / workspace.log()[0]).unlink()
        assert cli("importera", "logg.csv").out.startswith("2 rader: 1 ny, 1 fanns redan\n")

    def test_a_log_that_cannot_be_read_may_hold_anything(self, cli, workspace, sheet):
        workspace.write(f"{LOG}/2021-05-03-trafik-aaaaaa.yaml", "<<<<<<< HEAD\n")
        sheet("datum;löfte", "2021-05-03;trafik")
        ran = cli("importera", "logg.csv")
        assert ran.code == 2
        assert "en loggfil för exempelby/2020-2199 går inte att läsa" in ran.err
        assert len(workspace.log()) == 1

    def test_half_written_files_do_not_count(self, cli, workspace, sheet):
        workspace.write(f"{LOG}/.2021-05-03-trafik-aaaaaa.yaml{LEFTOVER}", "datum: 2021-05-03\nlöfte: trafik\n")
        sheet("datum;löfte", "2021-05-03;trafik")
        assert cli("importera", "logg.csv").out.startswith("1 rad: 1 ny\n")

    def test_a_dry_run_tells_and_writes_nothing(self, cli, workspace, sheet):
        sheet("datum;löfte;antal", "2021-05-03;trafik;3", *["2021-05-04;samtal;1"] * 25)
        ran = cli("importera", "logg.csv", "--torrkor")
        lines = ran.out.splitlines()
        assert lines[0] == "rad 2: datum: 2021-05-03, löfte: trafik, antal: 3"
        assert lines[-2:] == ["… och 6 till", "26 rader: 26 nya; inget sparades, för det var en torrkörning"]
        assert not (workspace.folder / LOG).exists()


class TestCorrected:
    """An entry that was corrected after it was read in is not read in once more in silence."""

    @pytest.fixture
    def corrected(self, cli, workspace, sheet):
        """Reads in three rows, and corrects the first as is said; gives the name of its file."""

        def correct(*argv):
            sheet(
                "datum;löfte;antal;plats",
                "2021-05-03;trafik;2;Torget",
                "2021-05-03;trafik;1;Hamnen",
                "2021-05-04;trafik;;",
            )
            cli("importera", "logg.csv")
            (name,) = (
                name
                for name in workspace.log()
                if "Torget" in (workspace.folder / LOG / name).read_text(encoding="utf-8")
            )
            assert cli("ändra", "exempelby", name, *argv).code == 0
            return f"{LOG}/{name}"

        return correct

    @pytest.mark.parametrize(
        "argv", [["--antal", "3"], ["--plats", "Åparken"], ["--utan", "plats"], ["--antal", "9", "--timmar", "2"]]
    )
    def test_a_script_is_refused(self, cli, workspace, corrected, script, argv):
        name = corrected(*argv)
        before = texts(workspace)
        ran = cli("importera", "logg.csv")
        assert (ran.code, ran.out, texts(workspace)) == (2, "", before)
        assert ran.err.splitlines()[1:] == [
            f"logg.csv: rad 2: liknar {name}, som ingen rad motsvarar",
            "fel: 1 rad kan vara poster som har rättats sedan de lästes in, och inget sparades",
            "tips: rätta raderna i bladet också; gjordes det en gång till, lägg till --ändå",
        ]
        assert cli("importera", "logg.csv", "--ändå").out.startswith("3 rader: 1 ny, 2 fanns redan\n")

    def test_the_row_corrected_too_there_is_nothing_new(self, cli, workspace, corrected, script, sheet):
        corrected("--plats", "Åparken")
        sheet(
            "datum;löfte;antal;plats",
            "2021-05-03;trafik;2;Åparken",
            "2021-05-03;trafik;1;Hamnen",
            "2021-05-05;trafik;;",
        )
        assert cli("importera", "logg.csv").out.startswith("3 rader: 1 ny, 2 fanns redan\n")

    @pytest.mark.parametrize(("answer", "code", "count"), [("", 2, 3), ("n", 2, 3), ("j", 0, 4)])
    def test_a_person_is_asked(self, cli, workspace, corrected, keyboard, answer, code, count):
        corrected("--antal", "3")
        keyboard(answer)
        ran = cli("importera", "logg.csv")
        assert (ran.code, len(workspace.log())) == (code, count)
        assert "Spara 1 rad som nya ändå? [j/N]: " in ran.err

    def test_a_dry_run_tells(self, cli, workspace, corrected, script):
        name = corrected("--antal", "3")
        ran = cli("importera", "logg.csv", "--torrkör")
        assert (ran.code, f"liknar {name}" in ran.err, "bara med --ändå" in ran.err) == (0, True, True)

    def test_as_many_rows_as_there_are_such_entries(self, cli, workspace, sheet, script):
        cli("logga", "exempelby", "trafik", "--datum", "2021-05-03", "--antal", "2")
        sheet("datum;löfte;antal", *["2021-05-03;trafik;3"] * 3)
        ran = cli("importera", "logg.csv")
        assert (ran.code, ran.err.count("liknar")) == (2, 1)

    def test_another_day_or_commitment_is_new(self, cli, workspace, sheet, script):
        cli("logga", "exempelby", "trafik", "--datum", "2021-05-03")
        sheet("datum;löfte", "2021-05-04;trafik", "2021-05-03;samtal", "2021-05-03;trafik,samtal")
        assert cli("importera", "logg.csv").out.startswith("3 rader: 3 nya\n")


class TestOwnExport:
    def test_nothing_is_added(self, cli, workspace, sheet, script):
        sheet(
            "datum;löfte;antal;plats;part;timmar",
            "2021-05-03;trafik;ca 20;'-5 grader;skolan, norra;2,125",
            "2021-05;samtal;;'citat';;",
        )
        cli("importera", "logg.csv")
        cli("bedöm", "exempelby", "samtal", "ej", "--motivering", "=För få", "--avser", "2021", "--datum", "2022-01-10")
        before = texts(workspace)
        assert "\nplats: -5 grader\n" in before[-1].replace('"', "") + before[0].replace('"', "") + before[1].replace(
            '"', ""
        )
        assert cli("logg", "exempelby", "--format", "csv", "--ut", "ut.csv").code == 0
        ran = cli("importera", "ut.csv", "exempelby")
        assert (ran.code, ran.out) == (0, "2 rader: inga nya, 2 fanns redan\n")
        assert "ut.csv: 1 rad är en bedömning och läses inte in; bedöm med «loftekoll bedöm»\n" in ran.err
        assert texts(workspace) == before


def faults(ran):
    """The lines of the faults without their hints."""
    return [line for line in ran.err.splitlines() if ": rad " in line]


class TestRefused:
    def test_all_faults_are_told_by_place_and_nothing_is_written(self, cli, workspace, sheet):
        tomorrow = datetime.now(ZoneInfo("Europe/Stockholm")).date() + timedelta(days=1)
        sheet(
            "Datum;Löfte;Antal;Part;Anteckning",
            "2021-05-03;trafik;3;polisen;Rätt",
            "2021-02-30;trafk;1,5;;",
            "2021-05-03;trafk;0;polsen;",
            f"{tomorrow};trafik;;;",
            "2019-05-03;trafik;;;",
            "45780;trafik;0;;",
            ";trafik;;;",
            "Datum;Löfte;Antal;Part;Anteckning",
            "2021-05-03;trafik;;;;;x",
        )
        ran = cli("importera", "logg.csv")
        assert (ran.code, ran.out, workspace.log()) == (2, "", [])
        assert faults(ran) == [
            "logg.csv: rad 3, kolumn A «Datum»: 30 februari 2021 finns inte",
            "logg.csv: rad 3, kolumn C «Antal»: «1,5» är inget antal",
            "logg.csv: rad 4, kolumn B «Löfte»: löftet «trafk» finns inte i exempelby/2020-2199",
            "logg.csv: rad 4, kolumn D «Part»: «polsen» är ingen av parterna",
            f"logg.csv: rad 5, kolumn A «Datum»: {ran.err.partition('rad 5, kolumn A «Datum»: ')[2].partition(chr(10))[0]}",
            "logg.csv: rad 6, kolumn A «Datum»: 2019-05-03 ligger utanför exempelby/2020-2199, som gäller 2020–2199",
            "logg.csv: rad 7, kolumn A «Datum»: «45780» är inget datum",
            "logg.csv: rad 8, kolumn A «Datum»: datum saknas",
            "logg.csv: rad 9: rubrikerna står här en gång till",
            "logg.csv: rad 10, kolumn G: värdet står i en kolumn utan rubrik",
        ]
        assert "har inte varit än" in faults(ran)[4]
        assert "  tips: menade du «trafik»?\n" in ran.err
        assert "  tips: menade du «polisen»? Annars lägg till --ändå\n" in ran.err
        assert ran.err.splitlines()[-2:] == [
            "fel: 10 fel på 8 rader i «logg.csv», och inget sparades", "tips: rätta dem i filen, och läs in den igen",
        ]  # fmt: skip

    def test_fifty_are_shown_and_the_others_counted(self, cli, workspace, sheet):
        sheet("datum;löfte", *["2021-02-30;trafik"] * 1100)
        ran = cli("importera", "logg.csv")
        assert len(faults(ran)) == 50
        assert ran.err.splitlines()[-3:-1] == [
            "… och 1\u00a0050 fel till", "fel: 1\u00a0100 fel på 1\u00a0100 rader i «logg.csv», och inget sparades",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("column", "text", "message"),
        [
            ("anteckning", "Ring 070-174 06 58", "det står ett telefonnummer här"),
            ("plats", "811228-9874", "det står ett personnummer här"),
            ("källa", "anna@exempel.se", "det står en e-postadress här"),
            ("part", "polisen; ABC 123", "det står ett registreringsnummer här"),
        ],
    )
    def test_personal_data_is_refused_and_not_repeated(self, cli, workspace, sheet, column, text, message):
        sheet(f"datum;löfte;{column}", f'2021-05-03;trafik;"{text}"')
        ran = cli("importera", "logg.csv")
        assert (ran.code, workspace.log()) == (2, [])
        assert f"logg.csv: rad 2, kolumn C «{column}»: {message}" in ran.err
        assert text.partition("; ")[2] or text not in ran.err

    @pytest.mark.parametrize("column", ["datum", "löfte", "antal", "kommun", "timmar", "cirka"])
    def test_personal_data_where_something_else_should_stand_is_masked(self, cli, workspace, sheet, column):
        cells = {"datum": "2021-05-03", "löfte": "trafik", "kommun": "Exempelby"} | {column: "811228-9874"}
        sheet(";".join(cells), ";".join(cells.values()))
        ran = cli("importera", "logg.csv")
        assert ran.code == 2
        assert "811228" not in ran.err
        assert "9874" not in ran.err

    def test_a_probable_name_is_told_and_the_sharing_is_not_urged(self, cli, workspace, sheet):
        (workspace.folder / ".git").mkdir()
        sheet("datum;löfte;anteckning", "2021-05-03;samtal;Samtal med Anna Andersson")
        ran = cli("importera", "logg.csv")
        assert ran.code == 0
        assert "logg.csv: rad 2, kolumn C «anteckning»: varning: det här ser ut som ett personnamn" in ran.err
        assert "Anna" not in ran.err
        assert ran.out.splitlines()[-1] == "Läs igenom posterna innan du delar dem: de kan peka ut en person"
        assert "varning" not in cli("importera", "logg.csv").err

    @pytest.mark.parametrize(
        ("argv", "message"),
        [
            ([], "fel: det saknas en fil"),
            (["inget.csv"], "fel: «inget.csv» går inte att läsa"),
            (["logg.csv", "exempelbi"], "fel: okänd kommun «exempelbi»"),
            (["logg.csv", "exempelby", "--kommun", "kalix"], "fel: både «exempelby» och «kalix» anges som kommun"),
            (["logg.csv", "kalix"], "fel: Kalix har inget löfte i den här mappen"),
            (["logg.csv", "--period", "2019"], "fel: Exempelby har inget löfte för perioden «2019»"),
            (["logg.csv", "--kolumner", "Dag=dag"], "fel: det finns ingen kolumn «dag» att läsa in"),
            (["logg.csv", "--blad", "Logg"], "fel: «logg.csv» har inga blad"),
            (["--mall", "--torrkör"], "fel: --mall och --torrkör går inte ihop"),
            (["--mall", "--blad", "Logg"], "fel: --mall och --blad går inte ihop"),
            (["--mall", "--kolumner", "Dag=datum"], "fel: --mall och --kolumner går inte ihop"),
            (
                ["exempelby", "logg.csv"],
                'fel: filen skrivs först\ntips: skriv: loftekoll importera "logg.csv" exempelby\n',
            ),
            (["exempelby"], "fel: filen skrivs först\ntips: skriv: loftekoll importera FIL exempelby\n"),
            (["tom.csv"], "fel: «tom.csv» har inga rader under rubrikerna"),
        ],
    )
    def test_what_cannot_be_done_is_said(self, cli, workspace, sheet, argv, message):
        sheet("datum;löfte", "2021-05-03;trafik")
        sheet("datum;löfte", name="tom.csv")
        ran = cli("importera", *argv)
        assert (ran.code, ran.out, workspace.log()) == (2, "", [])
        assert message in ran.err
        assert "tips: " in ran.err

    def test_a_row_of_another_municipality_than_was_said(self, cli, workspace, sheet):
        sheet("kommun;datum;löfte", "Kalix;2021-05-03;trafik", ";2021-05-03;trafik")
        ran = cli("importera", "logg.csv", "exempelby")
        assert faults(ran) == [
            "logg.csv: rad 2, kolumn A «kommun»: raden gäller Kalix, men filen läses in för Exempelby"
        ]

    def test_which_municipality_has_to_be_said_when_there_are_several(self, cli, workspace, sheet):
        workspace.write("promises/kalix/2021.yaml", "kommun: Kalix\n")
        sheet("datum;löfte", "2021-05-03;trafik")
        ran = cli("importera", "logg.csv")
        assert (ran.code, "fel: det saknas kommun" in ran.err) == (2, True)

    def test_a_target_in_hours_needs_hours(self, cli, workspace, sheet):
        text = (workspace.folder / f"{LOG}.yaml").read_text(encoding="utf-8")
        workspace.write(f"{LOG}.yaml", text.replace("mål: löpande", "mål: minst 60 timmar per år"))
        sheet("datum;löfte;timmar", "2021-05-03;samtal;", "2021-05-03;samtal;2")
        assert faults(cli("importera", "logg.csv")) == [
            "logg.csv: rad 2, kolumn C «timmar»: målet för «samtal» räknas i timmar"
        ]
        sheet("datum;löfte;timmar", "2021-05-03;samtal;2.33333", "2021-05-03;samtal;mycket")
        ran = cli("importera", "logg.csv")
        assert faults(ran) == [
            "logg.csv: rad 2, kolumn C «timmar»: «2,33333» har fler än tre decimaler",
            "logg.csv: rad 3, kolumn C «timmar»: «mycket» är inget antal timmar",
        ]
        assert "  tips: skriv högst tre decimaler, till exempel 2,333\n" in ran.err

    def test_an_unknown_party_is_told_once(self, cli, workspace, sheet):
        sheet("datum;löfte;part", "2021-05-03;trafik;skolan", "2021-05-04;trafik;skolan")
        ran = cli("importera", "logg.csv")
        assert (ran.code, ran.err.splitlines()[1:]) == (0, ["varning: «skolan» är ingen av parterna (2 poster)"])

    def test_a_disk_that_refuses_midway(self, cli, workspace, sheet, monkeypatch):
        sheet("datum;löfte", *["2021-05-03;trafik"] * 3)
        calls = []

        def refuse(*given):
            calls.append(given)
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(append.os, "link", refuse)
        ran = cli("importera", "logg.csv")
        assert (ran.code, "disken är full" in ran.err, workspace.log()) == (2, True, [])


class TestTemplate:
    def test_filled_in_it_is_read(self, cli, workspace):
        ran = cli("importera", "--mall", "Min mall.xlsx", "--kommun", "exempelby")
        assert (ran.code, ran.out) == (0, "Mallen finns i Min mall.xlsx\n")
        assert ran.err == 'Fyll i den, och läs in den med: loftekoll importera "Min mall.xlsx" exempelby\n'
        book = load_workbook("Min mall.xlsx")
        assert book.sheetnames == ["Logg", "Så gör du", "Listor"]
        log = book["Logg"]
        headings = [cell.value for cell in log[1]]
        assert headings == ["datum", "löfte", "antal", "cirka", "plats", "part", "timmar", "anteckning", "källa"]
        rows = [
            (datetime(2021, 5, 3), "trafik", 3, "ja", "Åparken", "polisen; kommunen", 2.5, "Lugnt", "Veckobrev"),
            (datetime(2021, 5, 4), "trafik; samtal"),
        ]
        for number, row in enumerate(rows, start=2):
            for column, value in enumerate(row, start=1):
                log.cell(number, column).value = value
        book.save("ifylld.xlsx")
        assert cli("importera", "ifylld.xlsx", "exempelby").out.startswith("2 rader: 2 nya\n")
        assert texts(workspace) == [
            "datum: 2021-05-03\nlöfte: trafik\nantal: 3\ncirka: ja\nplats: Åparken\npart: [polisen, kommunen]\n"
            "timmar: 2.5\nanteckning: Lugnt\nkälla: Veckobrev\n",
            "datum: 2021-05-04\nlöfte: [trafik, samtal]\n",
        ]

    def test_drop_downs_and_formats(self, cli, workspace):
        cli("importera", "--mall")
        book = load_workbook("logg.xlsx")
        log, words = book["Logg"], book["Listor"]
        choices = {}
        for each in log.data_validations.dataValidation:
            assert each.prompt
            if each.type == "list":
                area = each.formula1.partition("!")[2].replace("$", "")
                choices[str(each.sqref)] = [row[0].value for row in words[area]]
        assert choices == {
            "B2:B1001": ["trafik", "samtal", "riskkvallar"], "D2:D1001": ["ja", "nej"], "F2:F1001": ["polisen", "kommunen"],
        }  # fmt: skip
        assert words.sheet_state == "hidden"
        assert [log[f"{column}2"].number_format for column in "ACG"] == ["yyyy-mm-dd", "0", "0.##"]

    def test_an_empty_one_has_nothing_to_read(self, cli, workspace):
        cli("importera", "--mall")
        ran = cli("importera", "logg.xlsx")
        assert (ran.code, "har inga rader under rubrikerna" in ran.err) == (2, True)

    def test_as_csv(self, cli, workspace):
        assert cli("importera", "--mall", "mall.csv").code == 0
        data = (workspace.folder / "mall.csv").read_bytes()
        assert data.decode("utf-8") == "\ufeffdatum;löfte;antal;cirka;plats;part;timmar;anteckning;källa\r\n"
        (workspace.folder / "mall.csv").write_bytes(data + b"2021-05-03;trafik\r\n")
        assert cli("importera", "mall.csv").out.startswith("1 rad: 1 ny\n")

    def test_for_several_municipalities_it_asks_which(self, cli, workspace):
        workspace.write("promises/kalix/2021.yaml", "kommun: Kalix\n")
        assert cli("importera", "--mall").code == 0
        log = load_workbook("logg.xlsx")["Logg"]
        assert log["A1"].value == "kommun"

    def test_it_never_takes_the_place_of_a_file(self, cli, workspace):
        workspace.write("logg.xlsx", "mitt")
        ran = cli("importera", "--mall")
        assert (ran.code, "«logg.xlsx» finns redan" in ran.err) == (2, True)
        assert Path("logg.xlsx").read_text(encoding="utf-8") == "mitt"

    def test_other_endings_and_folders_that_are_not_there(self, cli, workspace):
        for name in ("mall.ods", "mall", "saknas/mall.xlsx", "saknas/mall.csv"):
            ran = cli("importera", "--mall", name)
            assert (ran.code, ran.out, "tips: " in ran.err) == (2, "", True)

    def test_without_the_extra_csv_is_offered(self, cli, workspace, monkeypatch):
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        ran = cli("importera", "--mall")
        assert (ran.code, "--mall logg.csv" in ran.err) == (2, True)
        assert cli("importera", "--mall", "logg.csv").code == 0


# --- processes ----------------------------------------------------------------------------------------------------


@pytest.fixture
def started(workspace, child_environment):
    """A process of the program on the sheet."""

    def start():
        command = [sys.executable, "-m", "loftekoll.cli.main", "importera", "logg.csv"]
        return subprocess.Popen(command, env=child_environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    return start


def days(count):
    return [f"{datetime(2021, 1, 1) + timedelta(days=n % 300):%Y-%m-%d};trafik;{n // 2}" for n in range(count)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX")
def test_killed_it_goes_on_where_it_stopped(cli, workspace, sheet, started):
    """Every other row has its equal; whenever it is killed, the next run writes what is lacking and no more."""
    count = 1500
    sheet(
        "datum;löfte;antal", *[line.rpartition(";")[0] + f";{n // 2 + 1}" for n, line in enumerate(sorted(days(count)))]
    )
    placed = 0
    for _ in range(4):
        process = started()
        deadline = time.monotonic() + 60
        while len([name for name in workspace.log() if name[0] != "."]) < placed + 100 and process.poll() is None:
            assert time.monotonic() < deadline
        process.kill()
        process.communicate()
        placed = len([name for name in workspace.log() if name[0] != "."])
    assert placed >= 100
    ran = cli("importera", "logg.csv")
    if placed < count:
        assert ran.out.startswith(f"1\u00a0500 rader: {count - placed:,} ny".replace(",", "\u00a0"))
    assert len([name for name in workspace.log() if name[0] != "."]) == count
    assert cli("importera", "logg.csv").out == "1\u00a0500 rader: inga nya, 1\u00a0500 fanns redan\n"


@pytest.mark.skipif(os.name == "nt", reason="POSIX")
@pytest.mark.parametrize("wait", [0.3, 0.6, 0.9, 1.2])
def test_ctrl_c_leaves_nothing(workspace, sheet, started, wait):
    sheet("datum;löfte;antal", *[f"{line.rpartition(';')[0]};1" for line in days(4000)])
    process = started()
    time.sleep(wait)
    process.send_signal(signal.SIGINT)
    err = process.communicate()[1].decode()
    if process.returncode == 130:
        has_saved = err.endswith("Avbrutet.\n") and len(workspace.log()) == 4000  # it was telling what it had done
        assert has_saved or not (workspace.folder / LOG).exists()
        assert has_saved or err.endswith("Avbrutet: inget sparades.\n") or err == "Avbrutet.\n"
    elif process.returncode == 0:
        assert len(workspace.log()) == 4000


class TestProgress:
    """A bar is for a person who waits longer than a second."""

    @pytest.fixture
    def impatient(self, monkeypatch):
        monkeypatch.setattr("loftekoll.cli.progress_bar.PATIENCE", 0.0)

    def test_none_in_a_pipe(self, cli, impatient, workspace, sheet):
        sheet("datum;löfte", "2021-05-03;trafik")
        assert cli("importera", "logg.csv").err == "logg.csv: läses som UTF-8 med semikolon mellan kolumnerna\n"

    def test_on_a_terminal(self, cli, impatient, workspace, sheet, terminal, monkeypatch):
        sheet("datum;löfte", *["2021-05-03;trafik"] * 30)
        for encoding in ("utf-8", "cp1252"):
            screen = terminal(encoding, 80)
            monkeypatch.setattr(sys, "stderr", screen)
            cli("importera", "logg.csv")
            assert re.search("Kontrollerar.*30 av 30", screen.text())

    def test_none_on_a_dumb_terminal(self, cli, impatient, workspace, sheet, terminal, monkeypatch):
        sheet("datum;löfte", "2021-05-03;trafik")
        screen = terminal("utf-8", 80)
        monkeypatch.setenv("TERM", "dumb")
        monkeypatch.setattr(sys, "stderr", screen)
        cli("importera", "logg.csv")
        assert screen.text() == "logg.csv: läses som UTF-8 med semikolon mellan kolumnerna\n"


def test_importing_is_light_until_it_is_needed(workspace, child_environment):
    script = "import sys; sys.argv[1:] = ['importera', '--help']; import loftekoll.cli.app; print('openpyxl' in sys.modules, 'csv' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", script], env=child_environment, capture_output=True, text=True, check=True
    )
    assert answer.stdout == "False False\n"
