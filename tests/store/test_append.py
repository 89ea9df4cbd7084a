"""Writing an entry: its name, its text, and that it is whole or not there at all."""

import errno
import os
import re
import signal
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loftekoll.errors import LoftekollError
from loftekoll.model import Activity
from loftekoll.store import append
from loftekoll.store.append import append_entry, entry_text, reason_of
from loftekoll.store.events import value_of
from loftekoll.store.read import load
from loftekoll.store.text import text_of
from loftekoll.store.workspace import LEFTOVER, find_promises, log_folder_of

SOURCE = Path(append.__file__).parents[2]
DAY = date(2025, 5, 3)
FIELDS = {"datum": DAY, "löfte": ("trafik",), "antal": 3, "cirka": True, "anteckning": "A-traktorer, två: 1 & 2"}
NAME = re.compile(r"2025-05-03-trafik-[a-z0-9]{6}\.yaml")

# --- the text -----------------------------------------------------------------------------------------------------

TEXTS = [
    ({"datum": DAY, "löfte": ("trafik",)}, "datum: 2025-05-03\nlöfte: trafik\n"),
    ({"löfte": ["trafik", "samtal"]}, "löfte: [trafik, samtal]\n"),
    ({"löfte": []}, "löfte: []\n"),
    ({"antal": 3, "cirka": True, "plats": None}, "antal: 3\ncirka: ja\n"),
    ({"cirka": False}, "cirka: nej\n"),
    ({"timmar": Fraction(5, 2)}, "timmar: 2.5\n"),
    ({"timmar": Fraction(4)}, "timmar: 4\n"),
    ({"timmar": Decimal("2.50")}, "timmar: 2.50\n"),
    ({"plats": "Torget i Åsele"}, "plats: Torget i Åsele\n"),
    ({"plats": "12"}, 'plats: "12"\n'),
    ({"plats": "0114"}, 'plats: "0114"\n'),
    ({"plats": "null"}, 'plats: "null"\n'),
    ({"plats": "true"}, 'plats: "true"\n'),
    ({"plats": "nej"}, "plats: nej\n"),
    ({"plats": "a: b"}, 'plats: "a: b"\n'),
    ({"plats": "a #b"}, 'plats: "a #b"\n'),
    ({"plats": "#b"}, 'plats: "#b"\n'),
    ({"plats": "[b]"}, 'plats: "[b]"\n'),
    ({"plats": "- b"}, 'plats: "- b"\n'),
    ({"plats": "'b'"}, "plats: \"'b'\"\n"),
    ({"plats": '"b"'}, 'plats: "\\"b\\""\n'),
    ({"plats": "a\nb"}, 'plats: "a\\nb"\n'),
    ({"plats": "a\u2028b\u00a0c\x9bd\ufeff"}, 'plats: "a\\u2028b\\u00a0c\\u009bd\\ufeff"\n'),
    ({"plats": "🚲"}, 'plats: "🚲"\n'),
    ({"plats": ""}, 'plats: ""\n'),
    ({"plats": " a "}, 'plats: " a "\n'),
    ({"plats": "a,b"}, 'plats: "a,b"\n'),
]


@pytest.mark.parametrize(("fields", "text"), TEXTS)
def test_the_text_is_as_plain_as_it_can_be(fields, text):
    assert entry_text(fields) == text


STRANGE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(list("\"'\\:#-?[]{},&*!|>%@`\t\n\r\x85\u2028\ufeff\x00\x7f 0-~")),
    )
)


@given(STRANGE)
@example("\\")
@example("\x85")
@example("\ufffe")
@example("---")
@example("a\n---\nb")
@settings(derandomize=True, deadline=None, max_examples=400)
def test_whatever_text_is_written_is_the_text_that_is_read(text):
    written = entry_text({"datum": DAY, "anteckning": text, "part": [text, "polisen"]})
    value, found = value_of(text_of(written.encode())[0])
    assert found == text_of(written.encode())[1] == []
    assert value == {"datum": "2025-05-03", "anteckning": text, "part": [text, "polisen"]}
    assert written.count("\n") == 3


@given(st.fractions(min_value=0, max_value=10**6, max_denominator=1).map(lambda n: n / 100))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_hours_are_read_as_they_were_written(hours):
    assert Fraction(value_of(entry_text({"timmar": hours}))[0]["timmar"]) == hours


# --- the file -----------------------------------------------------------------------------------------------------


def test_the_name_is_the_day_the_commitment_and_six_signs(tmp_path):
    path = append_entry(tmp_path, DAY, "trafik", FIELDS)
    assert NAME.fullmatch(path.name)
    assert path.read_text(encoding="utf-8") == entry_text(FIELDS)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_the_line_ends_are_those_of_git_on_every_system(tmp_path):
    assert b"\r" not in append_entry(tmp_path, DAY, "trafik", FIELDS).read_bytes()


def test_the_folder_is_made_when_it_is_not_there(tmp_path):
    assert append_entry(tmp_path / "promises/kalix/2025", DAY, "trafik", FIELDS).exists()


def test_the_signs_are_drawn_anew_for_every_entry(tmp_path):
    assert len({append_entry(tmp_path, DAY, "trafik", FIELDS) for _ in range(50)}) == 50


@pytest.fixture
def drawn(monkeypatch):
    """The random signs, as a list that the test gives."""

    def draw(*words):
        signs = iter("".join(words))
        monkeypatch.setattr(append.secrets, "choice", lambda _: next(signs))

    return draw


def test_a_taken_name_gets_a_new_draw_and_the_file_that_has_it_is_left_alone(tmp_path, drawn):
    taken = tmp_path / "2025-05-03-trafik-aaaaaa.yaml"
    taken.write_text("andras", encoding="utf-8")
    drawn("aaaaaa", "bbbbbb")
    assert append_entry(tmp_path, DAY, "trafik", FIELDS).name == "2025-05-03-trafik-bbbbbb.yaml"
    assert taken.read_text(encoding="utf-8") == "andras"


def test_a_leftover_of_the_same_name_is_left_alone_too(tmp_path, drawn):
    leftover = tmp_path / f".2025-05-03-trafik-aaaaaa.yaml{LEFTOVER}"
    leftover.write_text("halv", encoding="utf-8")
    drawn("aaaaaa", "bbbbbb")
    append_entry(tmp_path, DAY, "trafik", FIELDS)
    assert leftover.read_text(encoding="utf-8") == "halv"


def test_without_hard_links_the_file_is_renamed_and_still_over_no_other(tmp_path, drawn, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(append.os, "link", refuse)
    (tmp_path / "2025-05-03-trafik-aaaaaa.yaml").write_text("andras", encoding="utf-8")
    drawn("aaaaaa", "bbbbbb")
    assert append_entry(tmp_path, DAY, "trafik", FIELDS).name == "2025-05-03-trafik-bbbbbb.yaml"
    assert sorted(path.name[-11:] for path in tmp_path.iterdir()) == ["aaaaaa.yaml", "bbbbbb.yaml"]


@pytest.mark.parametrize("step", ["fsync", "link"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_a_disk_that_refuses_leaves_nothing_and_says_so(tmp_path, monkeypatch, step, number):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(append.os, step, refuse)
    with pytest.raises(LoftekollError) as refusal:
        append_entry(tmp_path, DAY, "trafik", FIELDS)
    assert "inget sparades" in refusal.value.hint
    assert list(tmp_path.iterdir()) == []


def test_an_entry_that_is_in_place_is_not_denied_because_its_folder_cannot_be_synced(tmp_path, monkeypatch):
    real = os.fsync

    def refuse_folders(descriptor):
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112 - a descriptor
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(append.os, "fsync", refuse_folders)
    assert append_entry(tmp_path, DAY, "trafik", FIELDS).exists()


def test_a_text_that_is_none_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(LoftekollError, match="tecken som inte går att spara"):
        append_entry(tmp_path / "ny", DAY, "trafik", {"anteckning": "a\udcff"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "x"), "skrivskyddad"),
        (OSError(errno.EROFS, "x"), "skrivskyddad"),
        (OSError(errno.ENOSPC, "x"), "full"),
        (OSError(errno.EDQUOT, "x"), "full"),
        (OSError(errno.EFBIG, "x"), "full"),
        (NotADirectoryError(errno.ENOTDIR, "x"), "en fil står där"),
        (FileNotFoundError(errno.ENOENT, "x"), "finns kvar"),
        (OSError(errno.EIO, "x"), "finns kvar"),
    ],
)
def test_every_refusal_of_the_disk_has_an_act(error, words):
    assert reason_of(error).startswith("inget sparades")
    assert words in reason_of(error)


# --- processes ----------------------------------------------------------------------------------------------------

WRITER = """
import sys
from datetime import date
from pathlib import Path
from loftekoll.errors import LoftekollError
from loftekoll.store.append import append_entry
fields = {"datum": "2025-05-03", "löfte": "trafik", "anteckning": "x" * int(sys.argv[2])}
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[3])):
    try:
        append_entry(Path(sys.argv[1]), date(2025, 5, 3), "trafik", fields)
    except LoftekollError as error:
        print(error.hint)
"""


def writer(folder, *, length=10, count=1, before=""):
    """A process that waits for a line and then writes entries."""
    return subprocess.Popen(
        [sys.executable, "-c", before + WRITER, str(folder), str(length), str(count)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"},
    )  # fmt: skip


def start(process):
    process.stdin.write(b"\n")
    process.stdin.flush()


def test_twenty_processes_at_once_give_twenty_whole_files(tmp_path):
    folder = tmp_path / "promises/exempelby/2025"
    processes = [writer(folder) for _ in range(20)]
    for each in processes:
        assert each.stdout.readline() == b"ready\n"
    for each in processes:
        start(each)
    assert [each.communicate()[0] for each in processes] == [b""] * 20
    assert [each.returncode for each in processes] == [0] * 20
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 20
    assert all(NAME.fullmatch(name) for name in names)
    assert {value_of(path.read_text(encoding="utf-8"))[0]["anteckning"] for path in folder.iterdir()} == {"x" * 10}


PROMISE = """\
kommun: Exempelby
period: 2025
parter: [polisen]
fokusområden:
  - namn: Trafik
    löften:
      - {id: trafik, text: Trafikinsatser., mål: minst fyra per år}
"""


def test_a_full_disk_leaves_nothing(tmp_path):
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))\n"
    process = writer(tmp_path, length=5000, before=limit)
    process.stdout.readline()
    answer = process.communicate(b"\n")[0].decode()
    assert answer == "inget sparades, för disken är full; frigör plats och försök igen\n"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_removed_is_made_again(tmp_path):
    folder = tmp_path / "2025"
    append_entry(folder, DAY, "trafik", FIELDS).unlink()
    folder.rmdir()
    assert append_entry(folder, DAY, "trafik", FIELDS).exists()


TRIES = 64


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX")
def test_killed_at_any_moment_it_leaves_whole_files_and_leftovers_that_are_reported(tmp_path):
    folder = tmp_path / "promises/exempelby/2025"
    folder.mkdir(parents=True)
    folder.with_suffix(".yaml").write_text(PROMISE, encoding="utf-8")
    length, waves = 200_000, 8
    for wave in range(waves):
        processes = [writer(folder, length=length, count=10_000) for _ in range(TRIES // waves)]
        for each in processes:
            each.stdout.readline()
        for n, each in enumerate(processes):
            start(each)
            time.sleep(0.001 * (1 + wave) + 0.0007 * n)  # another moment of the writing each time
            each.kill()
        for each in processes:
            each.communicate()
    (files,) = find_promises(tmp_path).promises
    found = load(files)
    assert {each.code for each in found.findings} <= {"LK117"}
    listed = log_folder_of(files)
    assert len(found.findings) == len(listed.leftovers)
    assert len(found.dossier.log) == len(listed.names) > 0
    assert {len(each.entry.note) for each in found.dossier.log if isinstance(each.entry, Activity)} == {length}
    assert {path.name for path in folder.iterdir()} == {*listed.names, *listed.leftovers}
    assert listed.leftovers, "no try was killed in the middle of a writing: the test proves nothing"
