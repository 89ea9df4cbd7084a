"""`loftekoll regel`: what the code of a finding means."""

import json

import pytest
import typer

from loftekoll.cli.app import app
from loftekoll.cli.commands.regel import regel
from loftekoll.cli.swedish import SwedishCommand
from loftekoll.rules import RULES

CODES = [rule.code for rule in RULES]

PAGE = """\
LK201 okänt räkneord (fel)

Målet har ett räkneord eller ett jämförelseord som är felstavat.

Varför: Ett tal som inte blir läst blir ett mål som ingen följer upp.

Fel:

    mål: minst fyrra trafikinsatser per år

Rätt:

    mål: minst fyra trafikinsatser per år

Gör så här: Rätta stavningen, eller skriv talet med siffror.
"""


@pytest.fixture(autouse=True)
def _is_a_command():
    """The command is there, also while the program does not list it yet."""
    before = list(app.registered_commands)
    if not any(each.name == "regel" for each in before):
        app.command("regel", cls=SwedishCommand)(regel)
    yield
    app.registered_commands[:] = before


@pytest.mark.parametrize("code", ["LK201", "lk201", "Lk201", "LK2O1", "201", " LK201 "])
def test_a_code_in_any_spelling_gives_its_page(cli, code):
    assert cli("regel", code) == (0, PAGE, "")


def test_the_page_is_as_wide_as_the_terminal_and_never_wider_than_is_good_to_read(cli, monkeypatch):
    monkeypatch.setenv("COLUMNS", "50")
    assert max(len(line) for line in cli("regel", "LK203").out.splitlines()) <= 50
    monkeypatch.setenv("COLUMNS", "300")
    assert max(len(line) for line in cli("regel", "LK105").out.splitlines()) <= 100


def codes_in(text):
    return [line.split()[0] for line in text.splitlines() if line.startswith("  LK")]


def test_without_a_code_all_rules_are_listed_by_family(cli):
    ran = cli("regel")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("LK1 Form\n  LK101  fel ")
    assert "\n\nLK2 Mål\n  LK201  fel " in ran.out
    assert codes_in(ran.out) == CODES


@pytest.mark.parametrize("prefix", ["LK2", "lk2", "2", "LK20", "LK"])
def test_the_beginning_of_codes_lists_those(cli, prefix):
    digits = prefix.upper().removeprefix("LK")
    assert codes_in(cli("regel", prefix).out) == [code for code in CODES if code.startswith(f"LK{digits}")]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        pytest.param("KL201", "menade du LK201", id="letters that changed places"),
        pytest.param("räkneord", "menade du LK201", id="a word of the name"),
        pytest.param("xyz", "skriv loftekoll regel för att se alla koder", id="nothing near"),
        pytest.param("", "skriv loftekoll regel för att se alla koder", id="nothing"),
        pytest.param("²", "skriv loftekoll regel för att se alla koder", id="odd digit"),
    ],
)
def test_an_unknown_code_cannot_be_shown(cli, word, hint):
    ran = cli("regel", word)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"fel: okänd kod «{word}»\ntips: {hint}")


def test_json_has_one_shape_for_one_and_for_all(cli):
    one, every = (json.loads(cli("regel", *word, "--format", "json").out) for word in (["LK201"], []))
    assert one["schema"] == every["schema"] == 1
    assert [each["kod"] for each in every["regler"]] == CODES
    assert one["regler"] == [each for each in every["regler"] if each["kod"] == "LK201"]
    assert one["regler"][0] == {
        "kod": "LK201",
        "namn": "okänt räkneord",
        "allvar": "fel",
        "vad": "Målet har ett räkneord eller ett jämförelseord som är felstavat.",
        "varför": "Ett tal som inte blir läst blir ett mål som ingen följer upp.",
        "fel": "mål: minst fyrra trafikinsatser per år",
        "rätt": "mål: minst fyra trafikinsatser per år",
        "gör_så_här": "Rätta stavningen, eller skriv talet med siffror.",
    }


def test_the_help_is_swedish(cli):
    out = cli("regel", "--hjälp").out
    assert "Visa vad en kod från kontrollera betyder." in out
    assert "KOD" in out
    assert isinstance(typer.main.get_command(app).commands["regel"], SwedishCommand)
