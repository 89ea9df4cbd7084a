"""Bytes into text."""

import pytest

from loftekoll.source import Place, place_at, split_lines
from loftekoll.store.text import text_of


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa: b\n", b"a: b\n"])
def test_a_byte_order_mark_is_left_out(data):
    assert text_of(data) == ("a: b\n", [])


def test_line_ends_are_kept():
    assert text_of(b"a: b\r\nc: d\r\n") == ("a: b\r\nc: d\r\n", [])


ENCODINGS = [
    ("Windows-1252", "mål: två\n".encode("cp1252"), (1, 2)),
    ("Windows-1252", b"\xef\xbb\xbf" + "a: b\nmål: två\n".encode("cp1252"), (2, 2)),
    ("CP850", "mål: två\n".encode("cp850"), (1, 2)),
    ("Mac Roman", "mål: två\n".encode("mac_roman"), (1, 2)),
    ("UTF-16", "mål: två\n".encode("utf-16"), (1, 1)),
    ("UTF-16", "mål: två\n".encode("utf-16-le"), (1, 1)),
    ("UTF-16", "kommun: Kalix\n".encode("utf-16-be"), (1, 1)),
]


@pytest.mark.parametrize(("encoding", "data", "place"), ENCODINGS)
def test_another_encoding_is_named_with_the_place_of_its_first_sign(encoding, data, place):
    _, (found,) = text_of(data)
    assert found.hint.startswith(f"öppna om filen som {encoding},")
    assert (found.place.line, found.place.column) == place


def test_torn_utf_8_is_called_damaged():
    _, (found,) = text_of("två".encode()[:-1])
    assert "skadad" in found.hint


def test_every_conflict_is_told():
    text = "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n" * 2
    assert [each.place for each in text_of(text.encode())[1]] == [Place(1, 1, 9), Place(6, 1, 9)]


@pytest.mark.parametrize("line", ["=======", ">>>>>>> gren", "||||||| bas", "<<<<<<<"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_mark_alone_is_a_conflict_too(line, line_end):
    assert [each.code for each in text_of(f"a: b{line_end}{line}{line_end}".encode())[1]] == ["LK102"]


@pytest.mark.parametrize("line", ["  =======", "a: =======", "========", "<<<<<<<a"])
def test_what_only_resembles_a_mark_is_none(line):
    assert text_of(line.encode())[1] == []


def test_places_count_lines_and_columns_from_one():
    text = "ab\r\ncd\re\nf"
    assert split_lines(text) == ["ab", "cd", "e", "f"]
    assert [place_at(text, offset) for offset in (0, 1, 4, 7, 9)] == [
        Place(1, 1), Place(1, 2), Place(2, 1), Place(3, 1), Place(4, 1),
    ]  # fmt: skip
