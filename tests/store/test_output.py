"""A result in a file that a person named: whole, or the old one stays."""

import errno
import os
import stat
from pathlib import Path

import pytest

from loftekoll.errors import LoftekollError
from loftekoll.store import output
from loftekoll.store.output import replace_file, write_output


def test_a_new_file_holds_the_text_with_the_line_ends_of_git(tmp_path):
    write_output(tmp_path / "rapport.md", "å\nä\n")
    assert (tmp_path / "rapport.md").read_bytes() == "å\nä\n".encode()
    assert os.listdir(tmp_path) == ["rapport.md"]  # noqa: PTH208 - hidden ones too


def test_what_stood_there_is_replaced(tmp_path):
    (tmp_path / "rapport.md").write_text("gammalt", encoding="utf-8")
    write_output(tmp_path / "rapport.md", "nytt")
    assert (tmp_path / "rapport.md").read_text(encoding="utf-8") == "nytt"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_when_the_disk_refuses_the_old_one_stays(tmp_path, monkeypatch, number):
    (tmp_path / "rapport.md").write_text("gammalt", encoding="utf-8")

    def refuse(descriptor):
        raise OSError(number, "x")

    monkeypatch.setattr(output.os, "fsync", refuse)
    with pytest.raises(LoftekollError, match="kan inte skriva"):
        write_output(tmp_path / "rapport.md", "nytt")
    assert (tmp_path / "rapport.md").read_text(encoding="utf-8") == "gammalt"
    assert os.listdir(tmp_path) == ["rapport.md"]  # noqa: PTH208


def test_a_link_is_followed_and_stays_a_link(tmp_path):
    (tmp_path / "a.md").write_text("gammalt", encoding="utf-8")
    (tmp_path / "b.md").symlink_to("a.md")
    write_output(tmp_path / "b.md", "nytt")
    assert (tmp_path / "b.md").is_symlink()
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "nytt"


def test_links_that_lead_to_each_other_give_way_to_the_file(tmp_path):
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    write_output(tmp_path / "a.md", "nytt")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "nytt"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_that_is_replaced_like_another_has_the_rights_of_that_one(tmp_path, mode):
    (tmp_path / "förlaga").write_bytes(b"")
    (tmp_path / "förlaga").chmod(mode)
    (tmp_path / "fil").write_bytes(b"gammalt")
    replace_file(tmp_path / "fil", b"nytt", like=(tmp_path / "förlaga").stat())
    assert (tmp_path / "fil").read_bytes() == b"nytt"
    assert stat.S_IMODE((tmp_path / "fil").stat().st_mode) == mode


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="POSIX")
def test_a_device_is_written_to_and_never_replaced(tmp_path):
    (tmp_path / "null").symlink_to("/dev/null")
    write_output(tmp_path / "null", "text")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("path", ["", ".", "mapp", "/"])
def test_a_folder_is_refused(tmp_path, monkeypatch, path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mapp").mkdir()
    with pytest.raises(LoftekollError) as refusal:
        write_output(Path(path), "text")
    assert refusal.value.hint == "ange en fil"


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("borta/rapport.md", id="no-folder"),
        pytest.param("fil/rapport.md", id="file"),
        pytest.param("a" * 300 + "/rapport.md", id="name-that-no-folder-can-have"),
    ],
)
def test_a_folder_that_is_not_there_is_refused(tmp_path, path):
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    with pytest.raises(LoftekollError, match="kan inte skriva"):
        write_output(tmp_path / path, "text")
