"""What git knows of log files: which are not committed yet, and where a file can be had back from."""

from pathlib import Path
from typing import NamedTuple

from loftekoll.store.git import git_answer


class Kept(NamedTuple):
    """How git keeps a file: the last commit that changed it (empty when none did), and whether it lies in the index.

    `is_changed` says that the file differs from what is committed.
    """

    commit: str = ""
    is_tracked: bool = False
    is_changed: bool = False


def uncommitted_names(folder: Path) -> set[str]:
    """The names of the files of a folder that no commit has yet; empty without git."""
    return {name for state, name in _states(folder, ".") if state == "??" or state.startswith("A")}


def kept(path: Path) -> Kept:
    """How git keeps the file, which may be gone by now; as by nobody when there is no git."""
    folder, name = path.parent, path.name
    if git_answer(folder, "cat-file", "-e", f"HEAD:./{name}") is None:
        return Kept(is_tracked=git_answer(folder, "ls-files", "--error-unmatch", "--", name) is not None)
    commit = git_answer(folder, "log", "-1", "--format=%h", "--abbrev=10", "--", name) or ""
    is_tracked = git_answer(folder, "ls-files", "--error-unmatch", "--", name) is not None
    return Kept(commit, is_tracked, bool(_states(folder, name)))


def _states(folder: Path, path: str) -> list[tuple[str, str]]:
    """The two letters of git's status and the name of every file that differs from the last commit."""
    answer = git_answer(folder, "status", "--porcelain", "-z", "--untracked-files=all", "--", path) or ""
    found: list[tuple[str, str]] = []
    fields = iter(answer.split("\0"))
    for field in fields:
        if field:
            found.append((field[:2], field[3:].rpartition("/")[2]))
            if field[0] in "RC":
                next(fields, None)  # the name that it had
    return found
