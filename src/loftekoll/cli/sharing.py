"""The git commands that share what was written, as people type them: for bash and for PowerShell 5, which has no &&."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from loftekoll.personal_data import hits_in
from loftekoll.store.workspace import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from loftekoll.store.history import Kept


def sharing(paths: Iterable[tuple[Path, Kept | None]], message: str, texts: Iterable[str | None]) -> Iterator[str]:
    """As `git_commands`, or that the file has to be read first when one of its texts may point a person out."""
    paths = list(paths)
    new = next((path for path, was in paths if was is None), None)
    if new is not None and any(hits_in(text) for text in texts if text):
        yield f"Läs igenom {shown(new)} innan du delar den: den kan peka ut en person"
    else:
        yield from git_commands(paths, message)


def git_commands(paths: Iterable[tuple[Path, Kept | None]], message: str) -> Iterator[str]:
    """The commands that share files that are written, renamed or gone; nothing outside git.

    Each path comes with how git kept it before it went; `None` for one that stands now. What others have shared
    meanwhile is fetched in between, or the server would refuse in English.
    """
    told = [(path, was) for path, was in paths if was is None or was.is_tracked or was.commit]
    root = _root_of(told[0][0]) if told else None
    if root is None:
        return
    git, name = _git_in(root)
    added = " ".join(f'"{name(path)}"' for path, was in told if was is None or was.is_tracked)
    committed = " ".join(f'"{name(path)}"' for path, was in told if was is None or was.commit)
    if not committed:
        yield f"Ta bort den ur git också: {git} rm --cached {added}"
        return
    add = f"{git} add {added}; " if added else ""
    fetch_and_push = f"{git} pull --rebase --autostash; {git} push"
    yield f'Dela med andra: {add}{git} commit -m "{message}" -- {committed}; {fetch_and_push}'


def looking_first(folder: Path) -> Iterator[str]:
    """That a folder holds more than what is to be shared; nothing outside git."""
    if (root := _root_of(folder)) is not None:
        git, name = _git_in(root)
        yield f'I mappen ligger mer som inte är delat. Se vad innan du delar: {git} status -- "{name(folder)}"'


def restoring(path: Path, was: Kept) -> list[str]:
    """The command that gives a file back as it was last committed; nothing when it never was."""
    root = _root_of(path)
    if root is None or not was.commit:
        return []
    git, name = _git_in(root)
    older = ", utan de ändringar som inte var sparade där" if was.is_changed else ""
    return [f'Ångrar du dig finns posten i git{older}: {git} checkout {was.commit} -- "{name(path)}"']


def _root_of(path: Path) -> Path | None:
    """The folder of the git working tree that a file lies in, or would lie in."""
    return next((each for each in path.resolve().parents if (each / ".git").exists()), None)


def _git_in(root: Path) -> tuple[str, Callable[[Path], str]]:
    """How to call git for the repository from where the person stands, and how paths are then written."""
    if root in (Path.cwd(), *Path.cwd().parents):
        return "git", shown
    return f'git -C "{root}"', lambda path: path.resolve().relative_to(root).as_posix()
