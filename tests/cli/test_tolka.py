import io
import json
import sys

import pytest

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


def test_the_dates_are_those_of_the_year_asked_for(cli):
    assert (
        "2025: i jämn takt senast 2025-07-02 och 2025-12-31." in cli("tolka", "två per år", "--per", "2025-03-01").out
    )
    assert (
        "2026: i jämn takt senast 2026-07-02 och 2026-12-31." in cli("tolka", "två per år", "--per", "2026-03-01").out
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
