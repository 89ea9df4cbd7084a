"""What git knows of the workspace; everything works without git too."""

import subprocess
from pathlib import Path


def last_commit(folder: Path) -> str:
    """The short name of the last commit that touched the folder, so that a report names what it was made from.

    With a note when files differ from it; empty without git.
    """
    name = git_answer(folder, "log", "-1", "--format=%h", "--abbrev=10", "--", ".") or ""
    unsaved = "ändringar som inte är sparade i git"
    if git_answer(folder, "status", "--porcelain", "--", "."):
        return f"{name}, med {unsaved}" if name else unsaved
    return name


def git_answer(folder: Path, *arguments: str) -> str | None:
    """What git answers, without taking its locks and without the last line end; `None` when it cannot."""
    command = ["git", "--no-optional-locks", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=20, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", errors="replace").rstrip("\r\n") if done.returncode == 0 else None
