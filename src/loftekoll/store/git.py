"""What git knows of the workspace; everything works without git too."""

import subprocess
from pathlib import Path


def last_commit(folder: Path) -> str:
    """The short name of the last commit that touched the folder, so that a report names what it was made from.

    With a note when files differ from it; empty without git.
    """
    name = _git(folder, "log", "-1", "--format=%h", "--abbrev=10", "--", ".")
    unsaved = "ändringar som inte är sparade i git"
    if _git(folder, "status", "--porcelain", "--", "."):
        return f"{name}, med {unsaved}" if name else unsaved
    return name


def _git(folder: Path, *arguments: str) -> str:
    """What git answers, without taking its locks; empty when it cannot."""
    command = ["git", "--no-optional-locks", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=20, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", errors="replace").strip() if done.returncode == 0 else ""
