import io
import json
import sys

import pytest
import yaml

from loftekoll.phrase import parse

PHRASEBOOK = """\
{"schema": 1, "fraser": [
  {"fras": "minst fyra trafikinsatser per år", "slag": "räknat",
   "mål": [{"jämförelse": "minst", "antal": 4, "antal_till": null, "cirka": false, "enhet": "trafikinsatser", "mått": "antal",
            "fördelning": "summa", "fönster": {"enhet": "år", "antal": 1, "säsong": null, "senast": null}, "omfattning": null, "varav": []}],
   "anmärkningar": []}]}
"""
"""The example of the phrasebook, word for word."""


@pytest.fixture
def stdin(monkeypatch):
    """Puts bytes on standard input."""
    return lambda data: monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_json_is_that_of_the_phrasebook(cli):
    ran = cli("tolka", "minst fyra trafikinsatser per år", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == json.loads(PHRASEBOOK)
    assert json.dumps(json.loads(ran.out)) == json.dumps(json.loads(PHRASEBOOK)), "the keys in the same order"


def test_a_member_for_each_phrase_in_order(cli):
    out = cli("tolka", "löpande", "minst fyra per år", "minst fyrra möten", "--format", "json").out
    found = json.loads(out)["fraser"]
    assert [each["slag"] for each in found] == ["löpande", "räknat", "fel"]
    (remark,) = found[2]["anmärkningar"]
    assert remark == {
        "kod": "LK201",
        "allvar": "fel",
        "position": 6,
        "längd": 5,
        "text": "okänt räkneord «fyrra»",
        "tips": "menade du «fyra»?",
    }


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param("minst två per år\n\n  löpande \n".encode(), ["minst två per år", "löpande"], id="utf-8"),
        pytest.param("\ufeffminst två per år\r\nlöpande".encode(), ["minst två per år", "löpande"], id="bom-crlf"),
        pytest.param("minst två per år\r\nlöpande".encode("cp1252"), ["minst två per år", "löpande"], id="cp1252"),
    ],
)
def test_a_phrase_a_line_from_standard_input(cli, stdin, data, expected):
    stdin(data)
    out = cli("tolka", "-", "--format", "json").out
    assert [each["fras"] for each in json.loads(out)["fraser"]] == expected


def test_standard_input_among_other_phrases(cli, stdin):
    stdin("minst två per år\n".encode())
    out = cli("tolka", "löpande", "-", "minst en per vecka", "--format", "json").out
    assert [each["fras"] for each in json.loads(out)["fraser"]] == ["löpande", "minst två per år", "minst en per vecka"]


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param(["minst", "fyra", "insatser", "per", "år"], ["minst fyra insatser per år"], id="no-quotes"),
        pytest.param(["två", "möten", "per", "år"], ["två möten per år"], id="no-quotes-no-minst"),
        pytest.param(["löpande", "regelbundet"], ["löpande", "regelbundet"], id="two-phrases-of-a-word"),
        pytest.param(["minst fyra per år", "löpande"], ["minst fyra per år", "löpande"], id="two-phrases"),
    ],
)
def test_forgotten_quotation_marks(cli, argv, expected):
    out = cli("tolka", *argv, "--format", "json").out
    assert [each["fras"] for each in json.loads(out)["fraser"]] == expected


@pytest.mark.parametrize(("argv", "data"), [([], b""), (["-"], b""), (["-"], b" \n\n")])
def test_nothing_to_read(cli, stdin, argv, data):
    stdin(data)
    hint = 'tips: skriv den inom citattecken: loftekoll tolka "minst fyra per år"\n'
    assert cli("tolka", *argv) == (2, "", f"fel: ingen fras att läsa\n{hint}")


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("minst fyra per år", 0), ("löpande", 0), ("flera möten", 0), ("minst fyrra möten", 1), ("två (3) möten", 1)],
)
def test_exits_with_1_if_a_phrase_cannot_be_read(cli, phrase, expected, form):
    assert cli("parse", phrase, "--format", form).code == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("Gå två rundor per år, en på våren och en på hösten.", 1, id="a comma in one"),
        pytest.param(
            "Minst en rond per vecka samt minst två möten per år varav ett på våren.", 2, id="a comma in a list"
        ),
    ],
)
def test_a_proposal_can_stand_in_a_promise_file(cli, stdin, sentence, expected):
    stdin(sentence.encode())
    line = cli("tolka", "-").out.splitlines()[0]
    found = yaml.safe_load(line)["mål"]
    phrases = [found] if isinstance(found, str) else found
    assert len(phrases) == expected
    assert [len(parse(phrase).targets) for phrase in phrases] == [1] * expected


def test_no_sign_steers_the_terminal(cli):
    ran = cli("tolka", "minst \x1b[31mfyra\x07 per år")
    assert not set("\x1b\x07") & set(ran.out)


def test_text(cli, golden):
    phrases = [
        "minst fyra trafikinsatser per år", "minst tre i snitt per vecka", "minst en gång per vecka", "löpande",
        "minst två trygghetsvandringar under våren", "högst två per år", "minst 60 timmar per år", "flera möten",
        "senast den 31 mars 2025", "minst fyra per år varav två på våren", "andelen som känner sig trygga ska öka",
        "två till tre möten per termin", "varannan vecka", "minst två möten per skola och år", "minst två möten under vintern",
        "minst tre möten under 2022", "senast den 30 juni 2022", "minst fyrra möten per år", "två (3) möten",
    ]  # fmt: skip
    golden("tolka.txt", cli("tolka", *phrases, "--per", "2025-06-30").out)


@pytest.mark.parametrize(
    ("phrase", "options", "expected"),
    [
        pytest.param("två möten per år", [], "2025: i jämn takt senast 2 juli och 31 december.", id="this year"),
        pytest.param("två möten per år", [], "2026: i jämn takt senast 2 juli och 31 december.", id="and the next"),
        pytest.param("två möten per år", [], "Nästa ska vara gjord senast 2 juli 2025.", id="the next one"),
        pytest.param("ett möte per månad", [], "Nästa ska vara gjort senast 31 mars 2025.", id="ett möte, gjort"),
        pytest.param("60 timmar per år", [], "Allt ska vara gjort senast 31 december 2025.", id="hours"),
        pytest.param("två möten", [], "beror på löftets period: ange den med --period.", id="no period"),
        pytest.param(
            "två möten", ["--period", "2025-2026"], "2025–2026: i jämn takt senast 31 december 2025 och", id="two years"
        ),
        pytest.param("två möten", ["--period", "2027"], "2027: i jämn takt senast 2 juli och", id="a year to come"),
        pytest.param(
            "ett möte per kvartal", ["--period", "2025-01-01/2025-09-30"],
            "Mars–september 2025: 2 kvartal ryms helt. Varje kvartal bedöms för sig.", id="from day to day",
        ),
        pytest.param("en plan senast 1 februari 2025", [], "Tiden är förbi: den slutade 1 februari 2025.", id="past"),
        pytest.param(
            "två möten under vintern", ["--period", "2025"], "Inget sådant fönster ryms helt i 2025.", id="no window"
        ),
        pytest.param("högst två möten per år", [], "2025: högst 2.", id="a limit is never due"),
        pytest.param("tre möten i snitt per vecka", [], "2025: minst 157, räknat över hela året.", id="average"),
        pytest.param("två möten varannan månad", [], "6 fönster ryms helt. Varje fönster bedöms för sig.", id="blocks"),
    ],
)  # fmt: skip
def test_the_windows_are_those_of_the_year_from_the_day(cli, phrase, options, expected):
    assert expected in cli("tolka", phrase, "--per", "2025-03-01", *options).out


@pytest.mark.parametrize("period", ["2025-", "i år", "2026-2025", "2025-02-30/2025-12-31"])
def test_a_period_that_is_none_is_refused(cli, period):
    ran = cli("tolka", "två möten per år", "--period", period)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("tips: skriv 2025, 2025-2026 eller 2025-03-11/2026-12-31\n")


def test_the_parts_of_a_long_phrase_are_marked_in_rows_that_fit(cli):
    phrase = (
        "Polisen och kommunen ska tillsammans gå minst två trygghetsvandringar per år i Kalix och i Töre, på kvällstid"
    )
    lines = cli("tolka", phrase).out.splitlines()
    assert max(map(len, lines[:7])) < 80
    marks, names = lines[1], lines[2]
    marked = [lines[0][at : at + 5] for at in range(len(marks)) if marks[at] == "~" and marks[at - 1 : at] != "~"]
    assert marked == ["minst", "trygg", "per å"]
    assert names.split() == ["antal", "enhet", "fönster"]
    assert lines[3].startswith("i Kalix och i Töre")
    assert "Utanför målet: «Polisen och kommunen ska tillsammans gå» och «i Kalix och i Töre, på kvällstid»." in (
        line.strip() for line in lines
    )


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        pytest.param("", "fel LK204 målet är tomt", id="empty"),
        pytest.param("minst\nfyrra möten", "fel LK201 okänt räkneord «fyrra»", id="lines"),
    ],
)
def test_a_remark_without_a_place_to_show(cli, phrase, expected):
    lines = cli("tolka", phrase).out.splitlines()
    assert lines[-2].strip() == expected
    assert lines[-1].startswith("    = tips: ")
