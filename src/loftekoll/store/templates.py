"""Report templates: the workspace's own wins over the one that comes with the program."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from loftekoll.errors import LoftekollError
from loftekoll.store.append import reason_of, write_new
from loftekoll.store.workspace import shown

FOLDER = "templates"
_PACKAGED = Path(__file__).parent.parent / FOLDER
_CHECKOUT = Path(__file__).parents[3] / FOLDER


class Exported(NamedTuple):
    """The templates that were put in a folder, and those that stood there already and were left as they are."""

    written: tuple[Path, ...]
    standing: tuple[Path, ...]


def template_source(workspace: Path) -> Callable[[str], str | None]:
    """A function that gives the text of a template by its file name, or `None` when there is none.

    A name is never a path: a template cannot take in files from outside these folders.
    """
    folders = [workspace / FOLDER, _PACKAGED, _CHECKOUT]

    def source(name: str) -> str | None:
        if Path(name).name != name or "\\" in name:
            return None
        return next((_read(folder / name) for folder in folders if (folder / name).is_file()), None)

    return source


def export_templates(folder: Path) -> Exported:
    """Put the templates that come with the program in the folder, over none that stands there.

    Raises `LoftekollError` when the disk refuses.
    """
    written: list[Path] = []
    standing: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in _files_of(_PACKAGED) or _files_of(_CHECKOUT):
            is_new = write_new(folder, path.name, path.read_bytes())
            (written if is_new else standing).append(folder / path.name)
    except OSError as error:
        raise LoftekollError(f"kan inte skriva i mappen «{shown(folder)}»", reason_of(error)) from error
    return Exported(tuple(written), tuple(standing))


def _files_of(folder: Path) -> list[Path]:
    """The files of a folder that are not hidden, in order of name; none when it is not there."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LoftekollError(f"mallen «{shown(path)}» går inte att läsa", "spara den som UTF-8") from error
