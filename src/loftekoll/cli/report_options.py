"""Which options of `rapport` go together."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from loftekoll.errors import LoftekollError

Given = Mapping[str, object]
"""What was typed, by the name that people type; `None` and false are what was not."""

_APART = (
    ("--slut", "--år"),
    ("--alla", "KOMMUN"),
    ("--alla", "--lokalpolisområde"),
    ("--lokalpolisområde", "KOMMUN"),
    ("--alla", "--gitversion"),
)
_ENDINGS = {".md", ".html", ".docx", ".pdf"}


def alone(name: str, given: Given) -> None:
    """Refuse everything that stands beside an option that goes only by itself."""
    if others := _names(given):
        raise LoftekollError(f"{name} och {others[0]} går inte ihop", f"ta bort {' och '.join(others)}")


def refuse_contradictions(given: Given) -> None:
    """Refuse options that say different things, and say which to drop or to add."""
    names = _names(given)
    for first, second in _APART:
        if first in names and second in names:
            hint = "välj ett av dem" if second.startswith("--") else f"ta bort {second} eller {first}"
            raise LoftekollError(f"{first} och {second} går inte ihop", hint)
    if "--mall" in names and (word := _word_asked(given)):
        raise LoftekollError(f"--mall och {word} går inte ihop", "ta bort --mall: en Word-fil görs utan mall")
    if "--alla" in names:
        _refuse_half_of_all(names, given["--ut"])
    elif "KOMMUN" not in names and "--lokalpolisområde" not in names:
        raise LoftekollError("argumentet KOMMUN saknas", "skriv kommunen, till exempel: loftekoll rapport kalix")


def _word_asked(given: Given) -> str:
    """What asks for a Word file; empty when nothing does."""
    out = given["--ut"]
    if given["--format"] == "docx":
        return "--format docx"
    is_named_so = given["--format"] is None and isinstance(out, Path) and out.suffix.lower() == ".docx"
    return f"--ut «{out}»" if is_named_so else ""


def _refuse_half_of_all(names: Sequence[str], out: object) -> None:
    """Refuse `--alla` without the time or the folder."""
    if "--år" not in names and "--period" not in names:
        raise LoftekollError("--alla kräver ett år", "lägg till --år, till exempel --år 2025")
    if not isinstance(out, Path):
        raise LoftekollError("--alla kräver en mapp att skriva i", "lägg till --ut, till exempel --ut rapporter")
    if out.suffix.lower() in _ENDINGS:
        hint = "ange en mapp med --ut, och formen med --format"
        raise LoftekollError(f"--alla skriver flera filer, och «{out.name}» är namnet på en", hint)


def _names(given: Given) -> list[str]:
    return [name for name, value in given.items() if value is not None and value is not False]
