"""Fifty processes log twenty entries each at once, while others read: a thousand files, and never a half one."""

import os
import sys
import time
from collections import Counter
from pathlib import Path

from loftekoll.cli.app import app
from loftekoll.cli.run import run
from loftekoll.store.read import load
from loftekoll.store.workspace import find_promises, log_folder_of

PROCESSES, EACH = 50, 20


def logs(worker: int) -> int:
    """Log twenty entries, equal to those of others for every second process, and give the first bad exit code."""
    codes = []
    for n in range(EACH):
        place = f"Plats {worker}-{n}" if worker % 2 else "Torget"
        codes.append(run(app, ["logga", "exempelby", "samtal", "--datum", "2021-05-03", "--ändå", "--plats", place]))
    return max(codes)


def reads(end: Path) -> int:
    """Show the standing again and again until the end is there, and give the worst exit code."""
    codes = [0]
    while not end.exists():
        codes.append(run(app, ["status", "exempelby", "--per", "2021-06-30"]))
        time.sleep(0.3)
    return max(codes)


def forked(errors: Path, start: int, act, *argv: object) -> int:
    """A process of its own that acts when the start is given, and tells what goes wrong in a file."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 – the process ends soon
            sys.stderr = errors.open("a", encoding="utf-8")
            os.read(start, 1)
            code = act(*argv)
        finally:
            os._exit(code)
    return child


def test_a_thousand_entries_at_once(bench, cli, tmp_path):
    """Half of them are equal to the last byte: they are told apart by their names alone."""
    old = bench.folder / "promises/exempelby/2020-2199.yaml"
    text = old.read_text(encoding="utf-8").replace("2020–2199", "2021")
    old.with_name("2021.yaml").write_text(text, encoding="utf-8")  # a promise of one year is read faster
    old.unlink()
    cli("logga", "exempelby", "samtal", "--datum", "2021-05-03", "--torrkör")  # all that is needed is loaded
    errors, end = tmp_path / "fel.txt", tmp_path / "slut"
    waiting, given = os.pipe()
    reader = forked(errors, waiting, reads, end)
    writers = [forked(errors, waiting, logs, worker) for worker in range(PROCESSES)]
    os.write(given, b"x" * (PROCESSES + 1))  # they begin together
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in writers]
    end.touch()
    codes.append(os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1]))
    assert errors.read_text(encoding="utf-8") == "", "a reader never meets a half-written file"
    assert set(codes) == {0}

    (files,) = find_promises(bench.folder).promises
    loaded = load(files)
    assert len(log_folder_of(files).names) == len(loaded.dossier.activities) == PROCESSES * EACH
    assert loaded.findings == ()
    assert bench.leftovers() == []
    places = Counter(each.place for each in loaded.dossier.activities)
    own = {f"Plats {worker}-{n}": 1 for worker in range(1, PROCESSES, 2) for n in range(EACH)}
    assert places == Counter(own | {"Torget": PROCESSES // 2 * EACH})
