"""How all promises of a workspace stand: each is read, told in a row and forgotten, since a country has many."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from loftekoll.cli.console import note
from loftekoll.cli.progress_bar import progress_bar
from loftekoll.cli.promises import Asked, Chosen, broken_error, is_asked_for, some_of, tell_broken, warnings_of
from loftekoll.errors import LoftekollError
from loftekoll.municipalities import swedish_order
from loftekoll.progress import PromiseProgress
from loftekoll.render.status import is_behind
from loftekoll.store.read import load_promise, with_log
from loftekoll.store.workers import all_done
from loftekoll.store.workspace import PromiseFiles, find_promises

What = TypeVar("What")


class Told(NamedTuple, Generic[What]):
    """What is told of one promise that was asked for.

    `place` is its first municipality, `files` how many files it took, `warnings` what its figures lack.
    """

    place: str
    name: str
    what: What
    is_behind: bool
    warnings: tuple[str, ...]
    files: int


class _Unread(NamedTuple):
    """A promise that nothing can be told of, and why: it cannot be read, or nobody may look into its log."""

    name: str
    message: str
    hint: str
    files: int = 1


def told_in(workspace: Path, asked: Asked, tell: Callable[[PromiseProgress], What]) -> list[Told[What]]:
    """What there is to tell of all promises that are asked for, in Swedish order of the municipalities.

    One that cannot be read is named on stderr. Raises `LoftekollError` when there is nothing to tell.
    """
    every = find_promises(workspace).promises
    with progress_bar() as heard:
        results = all_done(
            every,
            lambda files: _told(files, asked, tell),
            lambda each: each.files if each else 1,
            lambda done, total: heard("Läser medborgarlöften", done, total),
        )
    found = [each for each in results if isinstance(each, Told)]
    unread = [each for each in results if isinstance(each, _Unread)]
    for warning in (each for one in found for each in one.warnings):
        note(warning)
    tell_broken([each.name for each in unread])
    if not found and unread:
        raise LoftekollError(unread[0].message, unread[0].hint)
    if not found:
        when = f"för {asked.period or asked.year}" if every else "i mappen"
        raise LoftekollError(f"det finns inget medborgarlöfte {when}", _names(every))
    return sorted(found, key=lambda each: (swedish_order(each.place), each.name))


def _told(files: PromiseFiles, asked: Asked, tell: Callable[[PromiseProgress], What]) -> Told[What] | _Unread | None:
    """What is told of a promise, or why nothing is; `None` when it is not asked for."""
    try:
        promise = load_promise(files)
        if promise.dossier is None:
            raise broken_error(promise)
        if not is_asked_for(promise, asked.period, asked.year):
            return None
        loaded = with_log(promise)
    except LoftekollError as error:
        return _Unread(files.name, error.message, error.hint)
    progress = Chosen(loaded, is_one_of_several=False).progress(asked.day, asked.year)
    return Told(
        progress.dossier.promise.municipality.name,
        files.name,
        tell(progress),
        is_behind(progress),
        tuple(warnings_of(loaded)),
        len(loaded.names),
    )


def _names(every: Sequence[PromiseFiles]) -> str:
    names = [files.name for files in every]
    return f"det finns {some_of(names)}" if names else "skapa filen «promises/KOMMUN/ÅR.yaml»"
