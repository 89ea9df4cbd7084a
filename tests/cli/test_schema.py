"""`loftekoll schema`: JSON Schema for editors."""

from pathlib import Path

import pytest

from loftekoll.cli.app import app
from loftekoll.cli.commands.schema import schema
from loftekoll.cli.swedish import SwedishCommand

FOLDER = Path(__file__).parents[2] / "schema"
PROMISE, LOG = ((FOLDER / f"{name}.json").read_text(encoding="utf-8") for name in ("medborgarlofte", "logg"))


@pytest.fixture(autouse=True)
def _is_a_command():
    """The command is there, also while the program does not list it yet."""
    before = list(app.registered_commands)
    if not any(each.name == "schema" for each in before):
        app.command("schema", cls=SwedishCommand)(schema)
    yield
    app.registered_commands[:] = before


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param([], PROMISE, id="promises without a word"),
        pytest.param(["löfte"], PROMISE, id="löfte"),
        pytest.param(["lofte"], PROMISE, id="without dots"),
        pytest.param(["lo\u0308fte"], PROMISE, id="decomposed"),
        pytest.param(["logg"], LOG, id="logg"),
    ],
)
def test_the_schema_on_the_screen_is_that_of_the_repository(cli, words, expected):
    assert cli("schema", *words) == (0, expected, "")


def test_a_file_gets_the_schema_and_the_screen_nothing(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli("schema", "logg", "--ut", "logg.json") == (0, "", "Skrev logg.json\n")
    assert (tmp_path / "logg.json").read_bytes() == LOG.encode()
    again = cli("schema", "logg", "--ut", "logg.json")
    assert again == (0, "", "Skrev logg.json, i stället för den fil som fanns\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["bedömning"], "bedömning", id="another word"),
        pytest.param(["logg", "--ut", "."], "«.» är en mapp", id="a folder"),
        pytest.param(["logg", "--ut", "finns/inte.json"], "finns/inte.json", id="no such folder"),
    ],
)
def test_what_cannot_be_done_is_told(cli, tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    ran = cli("schema", *words)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_the_help_is_swedish(cli):
    out = cli("schema", "--hjälp").out
    assert "Skriv JSON Schema som hjälper redigeraren." in out
    assert "SORT" in out
    assert "--ut FIL" in out
