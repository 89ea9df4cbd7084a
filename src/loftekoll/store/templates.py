"""Report templates: the workspace's own wins over the one that comes with the program."""

from collections.abc import Callable
from pathlib import Path

from loftekoll.errors import LoftekollError
from loftekoll.store.workspace import shown

FOLDER = "templates"
_PACKAGED = Path(__file__).parent.parent / FOLDER
_CHECKOUT = Path(__file__).parents[3] / FOLDER


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


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LoftekollError(f"mallen «{shown(path)}» går inte att läsa", "spara den som UTF-8") from error
