"""What git knows of the workspace; everything works without git too."""

import subprocess
from pathlib import Path


def head_commit(folder: Path) -> str:
    """The short name of the commit that is checked out, with a note when files differ from it; empty without git."""
    name = _git(folder, "rev-parse", "--short=10", "HEAD")
    if name and _git(folder, "status", "--porcelain", "--", "."):
        return f"{name}, med ändringar som inte är sparade i git"
    return name


def _git(folder: Path, *arguments: str) -> str:
    """What git answers, without taking its locks; empty when it cannot."""
    command = ["git", "--no-optional-locks", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=20, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", errors="replace").strip() if done.returncode == 0 else ""
