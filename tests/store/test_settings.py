"""`loftekoll.yaml`: what may stand in it, and what is said when something else does."""

import os

import pytest

from loftekoll.errors import LoftekollError
from loftekoll.store.settings import Settings, settings_of


@pytest.fixture
def written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(text):
        (tmp_path / "loftekoll.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return settings_of(tmp_path).check

    return write


def test_without_the_file_the_usual_settings_hold(tmp_path):
    assert settings_of(tmp_path) == Settings()


@pytest.mark.parametrize("text", ["", "# inget än\n", "\ufeff# inget än\r\n"])
def test_an_empty_file_says_nothing(written, text):
    assert written(text) == Settings().check


def test_all_settings(written):
    found = written("kontrollera:\n  välj: [LK1, LK2]\n  ignorera: LK207\n  strikt: ja\n")
    assert (found.select, found.ignore, found.strict) == (("LK1", "LK2"), ("LK207",), True)


FAULTS = [
    pytest.param("kontrollera: {valj: LK1}\n", "loftekoll.yaml:1:15: okänd nyckel «valj»", "menade du «välj»?", id="key"),
    pytest.param("kontrollera:\n  strikt: kanske\n", "loftekoll.yaml:2:11: «kanske» är varken ja eller nej", "", id="value"),
    pytest.param("kontrollera: [\n", "loftekoll.yaml:1:14: filen tar slut mitt i en lista", "", id="syntax"),
    pytest.param("kontrollera: {}\nkontrollera: {}\n", "loftekoll.yaml:2:1: nyckeln «kontrollera» står två gånger", "", id="twice"),
    pytest.param("# å\n".encode("cp1252"), "loftekoll.yaml:1:3: filen är inte UTF-8", "", id="encoding"),
    pytest.param("text\n", "loftekoll.yaml:1:1: här ska stå nycklar med värden", "", id="no mapping"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "hint"), FAULTS)
def test_a_fault_is_refused_with_its_place(written, text, message, hint):
    with pytest.raises(LoftekollError) as caught:
        written(text)
    assert caught.value.message.startswith(message)
    assert hint in caught.value.hint
    assert caught.value.hint


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "loftekoll.yaml")
    with pytest.raises(LoftekollError, match="det är ingen vanlig fil"):
        settings_of(tmp_path)


def test_a_link_that_leads_to_itself_is_told(tmp_path):
    (tmp_path / "loftekoll.yaml").symlink_to("loftekoll.yaml")
    with pytest.raises(LoftekollError, match="en länk som leder tillbaka till sig själv"):
        settings_of(tmp_path)
