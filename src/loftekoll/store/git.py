"""What git knows of the workspace; everything works without git too."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

UNSAVED = "ändringar som inte är sparade i git"


def last_commit(folder: Path, names: Sequence[str] = (".",)) -> str:
    """The short name of the last commit that touched the folder, so that a report names what it was made from.

    With `names`, the last one that touched these files and folders in it. With a note when files differ from it; empty
    without git.
    """
    literal = "--literal-pathspecs"
    name = git_answer(folder, literal, "log", "-1", "--format=%h", "--abbrev=10", "--", *names) or ""
    if git_answer(folder, literal, "status", "--porcelain", "--", *names):
        return f"{name}, med {UNSAVED}" if name else UNSAVED
    return name


def git_answer(folder: Path, *arguments: str) -> str | None:
    """What git answers, without taking its locks and without the last line end; `None` when it cannot."""
    command = ["git", "--no-optional-locks", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=20, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", errors="replace").rstrip("\r\n") if done.returncode == 0 else None
