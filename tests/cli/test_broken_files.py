"""Files that cannot be used are never passed over in silence."""

import json

BROKEN = "kommun: Exempelby\nperiod: [\n"


def test_a_newer_promise_that_is_broken_is_named(cli, workspace):
    workspace.write("promises/exempelby/2200.yaml", BROKEN)
    ran = cli("status", "exempelby")
    assert ran.code == 0
    assert "varning: exempelby/2200 går inte att läsa" in ran.err


def test_when_every_promise_is_broken_nothing_can_be_done(cli, workspace):
    workspace.write("promises/exempelby/2020-2199.yaml", BROKEN)
    for argv in (["status"], ["status", "--format", "json"], ["status", "exempelby"]):
        ran = cli(*argv)
        assert (ran.code, ran.out) == (2, "")
        assert "promises/exempelby/2020-2199.yaml:2:9" in ran.err


def test_an_entry_for_an_unknown_commitment_is_told_and_counts_nowhere(cli, workspace):
    workspace.write(
        "promises/exempelby/2020-2199/2021-05-03-trafick-aaaaaa.yaml", "datum: 2021-05-03\nlöfte: trafick\n"
    )
    ran = cli("status", "exempelby", "--format", "json")
    assert "1 loggpost i exempelby/2020-2199 nämner ett löfte som inte finns" in ran.err
    assert {each["läge"] for each in json.loads(ran.out)["löften"]} == {"inget loggat"}
    report = cli("rapport", "exempelby").out
    assert "Inget är loggat för den här tiden." in report


def test_a_log_file_under_another_ending_is_found(cli, workspace):
    workspace.write(
        "promises/exempelby/2020-2199/2021-05-03-trafik-aaaaaa.yaml.txt", "datum: 2021-05-03\nlöfte: trafik\n"
    )
    ran = cli("kontrollera")
    assert ran.code == 1
    assert "2021-05-03-trafik-aaaaaa.yaml.txt:1:1: fel LK119" in ran.out


def test_the_notes_of_a_year_are_read_with_an_o_with_dots(cli, workspace):
    workspace.write("promises/exempelby/2020-2199/uppföljning-2021.yaml", "lärdomar: [Logga samma dag.]\n")
    assert cli("kontrollera").code == 0


def test_hours_are_asked_for_where_the_target_is_in_hours(cli, published):
    ran = cli("logga", "exempelby", "timmar", "--datum", "2025-12-29")
    assert (ran.code, ran.out) == (2, "")
    assert "räknas i timmar" in ran.err


def test_verdicts_on_single_years_stand_in_the_report_of_the_whole(cli, workspace):
    text = "datum: 2022-01-10\nlöfte: trafik\nbedömning: ej uppfyllt\navser: 2021\nmotivering: Det saknades bil.\n"
    workspace.write("promises/exempelby/2020-2199/2022-01-10-trafik-bbbbbb.yaml", text)
    assert "2021: Ej uppfyllt (bedömt 10 januari 2022). Det saknades bil." in cli("rapport", "exempelby").out
    assert "Det saknades bil." in cli("status", "exempelby", "--detaljer").out
