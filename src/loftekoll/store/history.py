"""What git knows of log files: which are not committed yet, and where a file can be had back from."""

import os
from collections.abc import Container
from pathlib import Path
from typing import NamedTuple

from loftekoll.log_names import parts_of
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


def is_shared(path: Path) -> bool:
    """Whether the file is as the last commit has it; false without git."""
    folder, name = path.parent, path.name
    answer = git_answer(folder, "status", "--porcelain", "--untracked-files=all", "--ignored", "--", name)
    return answer == ""


def earlier_files(path: Path) -> list[tuple[Path, Kept]]:
    """The files that the last commit has, that are gone, and whose mark is that of this one: the names that it had."""
    parts = parts_of(path.name)
    deleted = ("diff", "--name-only", "--no-renames", "-z", "--relative", "--diff-filter=D", "HEAD", "--", ".")
    names = (git_answer(path.parent, *deleted) or "").split("\0") if parts else []
    found = (path.with_name(name) for name in names if (other := parts_of(name)) and parts and other.mark == parts.mark)
    return [(each, kept(each)) for each in found if each.name != path.name and not os.path.lexists(each)]


def has_only(folder: Path, names: Container[str]) -> bool:
    """Whether no other file of the folder than these differs from the last commit; false when git cannot tell."""
    if git_answer(folder, "rev-parse", "--is-inside-work-tree") != "true":
        return False
    return all(name in names for _, name in _states(folder, "."))


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
