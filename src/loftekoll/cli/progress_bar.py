"""How far a long command has come, for the person who waits."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from loftekoll.cli.console import is_terminal

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds before anything is shown: a bar that blinks tells nothing."""

Heard = Callable[[str, int, int | None], None]
"""Told of what is being done, how many are done and of how many; `None` when nobody knows yet."""


@contextmanager
def progress_bar() -> Iterator[Heard]:
    """A bar on stderr that is gone afterwards; only on a terminal that can move its cursor, and after a second."""
    bar: Progress | None = None
    start = time.monotonic()

    def heard(what: str, done: int, total: int | None) -> None:
        nonlocal bar
        if bar is None and time.monotonic() - start > PATIENCE:
            bar = _bar()
        if bar is not None:
            amount = f"{done}" if total is None else f"{done} av {total}"
            bar.update(bar.task_ids[0], description=what, completed=done, total=total, amount=amount)

    is_shown = is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"
    try:
        yield heard if is_shown else lambda *_: None
    finally:
        if bar is not None:
            bar.stop()


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[amount]}"))
    bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False)
    bar.add_task("", amount="")
    bar.start()
    return bar
