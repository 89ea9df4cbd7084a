"""A batch of entries: all or none, whatever the disk and the person do; a kill leaves what the next run can use."""

import errno
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from loftekoll.errors import LoftekollError
from loftekoll.store import append, batch
from loftekoll.store.append import entry_text
from loftekoll.store.batch import GROUP, NewEntry, append_entries
from loftekoll.store.workspace import LEFTOVER

SOURCE = Path(batch.__file__).parents[2]
DAY = date(2025, 5, 3)


def entries(folder, count):
    return [NewEntry(folder, DAY, "trafik", {"datum": DAY, "löfte": ("trafik",), "antal": n + 1}) for n in range(count)]


def files(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("count", [0, 1, 3, GROUP, GROUP + 1])
def test_every_entry_stands_once_in_order(tmp_path, count):
    wanted = entries(tmp_path / "2025", count)
    paths = append_entries(wanted)
    assert [path.read_text(encoding="utf-8") for path in paths] == [entry_text(each.fields) for each in wanted]
    assert files(tmp_path) == sorted(path.name for path in paths)


def test_it_is_told_how_many_stand(tmp_path):
    heard = []
    append_entries(entries(tmp_path, GROUP + 2), heard.append)
    assert heard == [GROUP, GROUP + 2]


def test_each_file_is_forced_and_no_other(tmp_path, monkeypatch):
    """What others write to the same disk is not waited for."""
    forced = []
    real = os.fsync
    monkeypatch.delattr(batch.os, "sync", raising=False)
    monkeypatch.setattr(batch.os, "fsync", lambda descriptor: (forced.append(descriptor), real(descriptor)))
    append_entries(entries(tmp_path, 20))
    assert len(forced) == 20 + 1  # and the folder
    assert len(files(tmp_path)) == 20


def test_taken_names_get_a_new_draw(tmp_path, monkeypatch):
    taken = tmp_path / "2025-05-03-trafik-aaaaaa.yaml"
    taken.write_text("andras", encoding="utf-8")
    leftover = tmp_path / f".2025-05-03-trafik-bbbbbb.yaml{LEFTOVER}"
    leftover.write_text("halv", encoding="utf-8")
    marks = iter(["aaaaaa", "bbbbbb", "cccccc", "dddddd"])
    monkeypatch.setattr(batch, "drawn_mark", lambda: next(marks))
    assert [path.name[-11:-5] for path in append_entries(entries(tmp_path, 2))] == ["dddddd", "cccccc"]
    assert (taken.read_text(encoding="utf-8"), leftover.read_text(encoding="utf-8")) == ("andras", "halv")


@pytest.mark.parametrize(("step", "after"), [("link", 0), ("link", 1), ("fsync", 0), ("fsync", GROUP)])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_a_disk_that_refuses_midway_gets_back_what_it_took(tmp_path, monkeypatch, step, number, after):
    """Of two groups the second one fails, or a link in the middle of the first; others' files stay."""
    mine = tmp_path / "2025"
    mine.mkdir()
    (mine / "2025-05-03-trafik-aaaaaa.yaml").write_text("andras", encoding="utf-8")
    real, calls = getattr(os, step), []

    def refuse(*given):
        calls.append(given)
        if len(calls) > after:
            raise OSError(number, os.strerror(number))
        return real(*given)

    monkeypatch.setattr((append if step == "link" else batch).os, step, refuse)
    with pytest.raises(LoftekollError) as refusal:
        append_entries(entries(mine, GROUP + 1) + entries(tmp_path / "2026", 1))
    assert "inget sparades" in refusal.value.hint
    assert files(tmp_path) == ["2025-05-03-trafik-aaaaaa.yaml"]
    assert not (tmp_path / "2026").exists()


def test_a_text_that_is_none_is_refused_before_anything_is_written(tmp_path):
    wrong = NewEntry(tmp_path / "ny", DAY, "trafik", {"anteckning": "a\udcff"})
    with pytest.raises(LoftekollError, match="tecken som inte går att spara"):
        append_entries([*entries(tmp_path / "ny", 2), wrong])
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_taken_away_is_told(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EROFS, "Read-only file system")

    def gone(self, **_):
        raise OSError(errno.EROFS, "Read-only file system")

    heard = []

    def break_off(done):
        heard.append(done)
        monkeypatch.setattr(append.os, "link", refuse)
        monkeypatch.setattr(Path, "unlink", gone)

    with pytest.raises(LoftekollError) as refusal:
        append_entries(entries(tmp_path, GROUP + 1), break_off)
    monkeypatch.undo()
    assert refusal.value.message == f"skrivningen avbröts, och {GROUP} poster blev kvar"
    assert "kör samma import igen" in refusal.value.hint


def test_ctrl_c_takes_everything_away(tmp_path):
    def press(_):
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        append_entries(entries(tmp_path / "2025", GROUP + 1), press)
    assert list(tmp_path.iterdir()) == []
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ctrl_c_when_all_is_written_is_too_late(tmp_path):
    paths = append_entries(entries(tmp_path, 2), lambda _: signal.raise_signal(signal.SIGINT))
    assert files(tmp_path) == sorted(path.name for path in paths)


WRITER = """
import sys
from datetime import date
from pathlib import Path
from loftekoll.errors import LoftekollError
from loftekoll.store.batch import NewEntry, append_entries
day = date(2025, 5, 3)
fields = {"datum": day, "löfte": "trafik", "anteckning": "x" * int(sys.argv[2])}
print("ready", flush=True)
sys.stdin.readline()
try:
    append_entries([NewEntry(Path(sys.argv[1]), day, "trafik", fields) for _ in range(int(sys.argv[3]))])
except LoftekollError as error:
    print(error.hint)
except KeyboardInterrupt:
    print("avbrutet")
"""


def writer(folder, length, count, before=""):
    return subprocess.Popen(
        [sys.executable, "-c", before + WRITER, str(folder), str(length), str(count)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"},
    )  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="POSIX")
def test_a_full_disk_leaves_nothing(tmp_path):
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))\n"
    answer = writer(tmp_path / "2025", 5000, 3, limit).communicate(b"\n")[0].decode()
    assert answer == "ready\ninget sparades, för disken är full; frigör plats och försök igen\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="POSIX")
@pytest.mark.parametrize("wave", range(6))
def test_ctrl_c_at_any_moment_leaves_nothing_or_all(tmp_path, wave):
    count = 3 * GROUP
    process = writer(tmp_path / "2025", 10, count)
    process.stdout.readline()
    process.stdin.write(b"\n")
    process.stdin.flush()
    time.sleep(0.01 + 0.03 * wave)
    process.send_signal(signal.SIGINT)
    answer = process.communicate()[0].decode()
    assert (answer, len(files(tmp_path))) in [("avbrutet\n", 0), ("", count)]


def wait_for(folder, more):
    """Until so many more files have got their names."""
    wanted, deadline = placed_in(folder) + more, time.monotonic() + 30
    while placed_in(folder) < wanted:
        assert time.monotonic() < deadline


def placed_in(folder):
    return sum(not name.startswith(".") for name in os.listdir(folder)) if folder.is_dir() else 0  # noqa: PTH208


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX")
def test_killed_at_any_moment_it_leaves_whole_files_and_hidden_ones(tmp_path):
    for wave in range(6):
        process = writer(tmp_path / "2025", 3000, 4 * GROUP)
        process.stdout.readline()
        process.stdin.write(b"\n")
        process.stdin.flush()
        wait_for(tmp_path / "2025", 150 * wave)
        process.kill()
        process.communicate()
    whole = entry_text({"datum": DAY, "löfte": "trafik", "anteckning": "x" * 3000})
    found = list((tmp_path / "2025").iterdir())
    placed = [path for path in found if not path.name.startswith(".")]
    assert len(placed) > 5 * 150
    assert {path.read_text(encoding="utf-8") for path in placed} == {whole}
    assert all(path.name.endswith(LEFTOVER) for path in found if path not in placed)
