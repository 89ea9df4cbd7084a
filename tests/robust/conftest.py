"""Processes that are forked from this one, where the program is loaded: real ones, and 200 of them take seconds."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from loftekoll.cli.app import app
from loftekoll.cli.run import run
from loftekoll.store.read import load
from loftekoll.store.workspace import LEFTOVER, find_promises, log_folder_of

LOG = "promises/exempelby/2020-2199"
FILE_EVENTS = {"open", "os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.scandir"}
"""What Python tells an audit hook of just before the system is asked for it."""


class Ended(NamedTuple):
    """How a process ended: its exit code, or less than zero when it was killed; what it wrote; seconds it ran."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def is_killed(self) -> bool:
        return self.code == -signal.SIGKILL


class Bench(NamedTuple):
    """A workspace with one promise, and processes that run the program in it."""

    folder: Path

    @property
    def log_folder(self) -> Path:
        return self.folder / LOG

    def put(self, files: dict[str, bytes]) -> None:
        """Let the log hold these files and nothing else."""
        self.log_folder.mkdir(exist_ok=True)
        for path in self.log_folder.iterdir():
            path.unlink()
        for name, data in files.items():
            (self.log_folder / name).write_bytes(data)

    def log(self) -> dict[str, bytes]:
        """The files of the log that count, of which none may be faulty; what is left beside them counts nowhere."""
        (files,) = find_promises(self.folder).promises
        faults = [each for each in load(files).findings if each.code != "LK117"]
        assert faults == []
        return {path.name: path.read_bytes() for path in log_folder_of(files).files}

    def tree(self) -> dict[str, bytes]:
        """Every file there is below the workspace."""
        every = self.folder.rglob("*")
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in every if path.is_file()}

    def leftovers(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.name.endswith(LEFTOVER)]

    def run(self, *argv: str, prepare: Callable[[], object] = lambda: None, kill_after: float | None = None) -> Ended:
        """Run to the end, or kill the process when so many seconds have gone; what it writes has to fit in a pipe."""
        out, err = os.pipe(), os.pipe()
        started = time.perf_counter()
        child = os.fork()
        if child == 0:
            _be(argv, prepare, out[1], err[1])
        os.close(out[1])
        os.close(err[1])
        if kill_after is not None:
            while time.perf_counter() - started < kill_after:
                pass  # sleeping is too coarse
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        seconds = time.perf_counter() - started
        return Ended(os.waitstatus_to_exitcode(status), _read(out[0]), _read(err[0]), seconds)

    def before_file_act(self, number: int, act: Callable[[], object]) -> Callable[[], None]:
        """What a child prepares so that `act` is done just before the n-th thing it does with a file of the workspace."""
        below, count = str(self.folder), 0

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal count
            if event in FILE_EVENTS and any(str(each).startswith(below) for each in arguments if each):
                count += 1
                if count == number:
                    act()

        return lambda: sys.addaudithook(hook)


def _be(argv: tuple[str, ...], prepare: Callable[[], object], out: int, err: int) -> None:
    """Be the child: never return."""
    code = 99
    try:
        sys.stdout, sys.stderr = (os.fdopen(each, "w", encoding="utf-8") for each in (out, err))
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 – the process ends soon
        prepare()
        code = run(app, argv)
    finally:
        os._exit(code)


def _read(descriptor: int) -> str:
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read().decode()


@pytest.fixture
def bench(workspace, plain_environment):
    if not hasattr(os, "fork"):
        pytest.skip("needs fork")
    return Bench(workspace.folder)
