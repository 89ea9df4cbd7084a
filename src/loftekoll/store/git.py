"""What git knows of the workspace; everything works without git too."""

import subprocess
from pathlib import Path


def head_commit(folder: Path) -> str:
    """The short name of the commit that is checked out, with a note when files differ from it; empty without git."""
    name = _git(folder, "rev-parse", "--short=10", "HEAD")
    if not name:
        return ""
    return (
        f"{name}, med ändringar som inte är sparade i git" if _git(folder, "status", "--porcelain", "--", ".") else name
    )


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
