"""A disk that is full, may not be written, or goes away meanwhile: exit code 2, a sentence, and nothing is changed."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

STANDING = {
    "2021-04-01-samtal-aaaaaa.yaml": "datum: 2021-04-01\nlöfte: samtal \nantal: 2\n".encode(),
    "2021-04-02-trafik-bbbbbb.yaml": "datum: 2021-04-02\nlöfte: trafik\n".encode(),
}
NEEDS_ROOM = {
    "logga": ["logga", "exempelby", "samtal", "--datum", "2021-05-03"],
    "bedöm": ["bedöm", "exempelby", "samtal", "uppfyllt", "--avser", "2021"],
    "ändra": ["ändra", "exempelby", "aaaaaa", "--antal", "3"],
    "ändra-dag": ["ändra", "exempelby", "aaaaaa", "--datum", "2021-04-09"],
    "importera": ["importera", "blad.csv", "exempelby"],
    "laga": ["kontrollera", "--laga"],
    "rapport": ["rapport", "exempelby", "--år", "2021", "--ut", "rapport.md"],
    "schema": ["schema", "--ut", "schema.json"],
    "mall": ["importera", "--mall", "mall.csv"],
}
"""Every command that writes, and what it is told to write."""
WRITING = NEEDS_ROOM | {"ångra": ["ångra", "exempelby", "bbbbbb", "--ja"]}
FOREIGN = re.compile(r"\[Errno|\b(denied|space|read-only|file|directory|large)\b|Traceback", re.IGNORECASE)


@pytest.fixture
def ready(bench):
    """A workspace where every one of the commands has something to write."""
    bench.put(STANDING)
    (bench.folder / "blad.csv").write_text("datum;löfte\n2021-06-01;samtal\n2021-06-02;trafik\n", encoding="utf-8")
    (bench.folder / "rapport.md").write_text("den förra\n", encoding="utf-8")
    return bench


def refused(bench, argv, **how) -> None:
    """The run refuses in a sentence, and every file is as it was."""
    before = bench.tree()
    ended = bench.run(*argv, **how)
    assert (ended.code, bench.tree()) == (2, before), ended
    assert re.search(r"^fel: .+\ntips: .+", ended.err, re.MULTILINE), ended
    assert not FOREIGN.search(ended.err), ended
    assert not re.search(r"^(Sparat|Ändrat|Borttagen|Skrev|Lagade)", ended.out + ended.err, re.MULTILINE), ended


def test_there_is_something_to_write(ready):
    """Or the other tests would show nothing."""
    for argv in WRITING.values():
        before = ready.tree()
        ended = ready.run(*argv)
        assert ended.code in (0, 1), ended
        assert ready.tree() != before, argv


# --- full ---------------------------------------------------------------------------------------------------------


def _no_room() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (4, 4))


@pytest.mark.parametrize("argv", NEEDS_ROOM.values(), ids=NEEDS_ROOM)
def test_no_file_may_grow(ready, argv):
    refused(ready, argv, prepare=_no_room)


def _mounted(options: str, at: Path) -> None:
    command = ["mount", "-t", "tmpfs", "-o", options, "loftekoll-prov", str(at)]
    if (
        sys.platform != "linux"
        or not shutil.which("mount")
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("needs the right to mount")


@pytest.fixture
def small_disk(ready) -> Iterator[object]:
    """The workspace on a disk of its own of 256 KiB."""
    away = ready.folder.with_name("undan")
    ready.folder.rename(away)
    ready.folder.mkdir()
    _mounted("size=256k", ready.folder)
    try:
        shutil.copytree(away, ready.folder, dirs_exist_ok=True)
        os.chdir(ready.folder)
        yield ready
    finally:
        os.chdir(away)
        subprocess.run(["umount", "--lazy", str(ready.folder)], check=True)


def _fill(folder: Path) -> None:
    with (folder / "fyllning").open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        file.writelines(b"x" * 512 for _ in range(10_000))


@pytest.mark.parametrize("argv", NEEDS_ROOM.values(), ids=NEEDS_ROOM)
def test_a_disk_that_is_full(small_disk, argv):
    _fill(small_disk.folder)
    refused(small_disk, argv)


def test_a_full_disk_does_not_keep_a_mistake_from_being_undone(small_disk):
    _fill(small_disk.folder)
    assert small_disk.run(*WRITING["ångra"]).code == 0
    assert [*small_disk.log()] == ["2021-04-01-samtal-aaaaaa.yaml"]


# --- may not be written -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("argv", WRITING.values(), ids=WRITING)
def test_a_disk_that_is_read_only(small_disk, argv):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk.folder)], check=True)
    refused(small_disk, argv)


@pytest.mark.parametrize("argv", WRITING.values(), ids=WRITING)
def test_folders_of_somebody_else(ready, cli, argv):
    """Root may write everywhere, so the process becomes somebody else, who may not even load the program."""
    before = ready.tree()
    cli(*argv)
    for name in ready.tree().keys() - before.keys():
        (ready.folder / name).unlink()
    for name, data in before.items():
        (ready.folder / name).write_bytes(data)
    if os.geteuid() == 0:
        for folder in (ready.folder, *ready.folder.parents[:2]):
            folder.chmod(0o755)
    folders = [ready.folder, *(path for path in ready.folder.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        refused(ready, argv, prepare=_be_somebody)
    finally:
        for folder in folders:
            folder.chmod(0o755)


def _be_somebody() -> None:
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


# --- goes away meanwhile ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("argv", WRITING.values(), ids=WRITING)
@pytest.mark.parametrize("gone", ["promises/exempelby/2020-2199", "promises"])
def test_a_folder_that_is_removed_meanwhile(ready, tmp_path, argv, gone):
    """Just before each thing that the command does with a file: it is done, or refused in a sentence."""
    kept = tmp_path / "förlaga"
    shutil.copytree(ready.folder, kept)
    for number in count(1):
        shutil.rmtree(ready.folder / "promises", ignore_errors=True)
        shutil.copytree(kept, ready.folder, dirs_exist_ok=True)
        acted = tmp_path / "borta"
        acted.unlink(missing_ok=True)

        def remove(acted=acted) -> None:
            shutil.rmtree(ready.folder / gone, ignore_errors=True)
            acted.touch()

        ended = ready.run(*argv, prepare=ready.before_file_act(number, remove))
        assert ended.code in (0, 1, 2), ended
        assert not FOREIGN.search(ended.err), ended
        if ended.code == 2:
            assert re.search(r"^fel: .+\ntips: .+", ended.err, re.MULTILINE), ended
        if not acted.exists():
            break


@pytest.mark.parametrize("argv", WRITING.values(), ids=WRITING)
def test_the_folder_that_one_stands_in_is_gone(ready, argv):
    def leave() -> None:
        shutil.rmtree(ready.folder)

    ended = ready.run(*argv, prepare=leave)
    assert ended.code == 2, ended
    assert re.search(r"^fel: .+\ntips: .+", ended.err, re.MULTILINE), ended
    assert not FOREIGN.search(ended.err), ended
