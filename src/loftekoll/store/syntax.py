"""Why YAML could not be read: judged by the characters where the parser stopped, never by its English text."""

from collections.abc import Sequence
from typing import NamedTuple

from yaml import Mark, MarkedYAMLError

from loftekoll.diagnostic import Finding
from loftekoll.source import Place
from loftekoll.store.text import placed

_CLOSING = {"[": "]", "{": "}"}
_INDENT = "ryck in med två blanksteg för varje nivå, lika för alla rader i samma grupp"
_NO_COLON = "skriv «nyckel: värde», eller ryck in raden om den hör till texten ovanför"


class _Spot(NamedTuple):
    """A character of the file: the index of its line, its column from 0, and the whole line."""

    number: int
    column: int
    line: str

    @property
    def rest(self) -> str:
        """From the character to the end of the line."""
        return self.line[self.column :]

    @property
    def before(self) -> str:
        """The line up to the character."""
        return self.line[: self.column]


def syntax_finding(lines: Sequence[str], error: MarkedYAMLError) -> Finding:
    """What is wrong where the parser stopped, and what to do about it."""
    opened = _spot(lines, error.context_mark)
    stop = _spot(lines, error.problem_mark) or opened or _Spot(0, 0, lines[0])
    if (tab := _tab(stop)) is not None:
        place = Place(stop.number + 1, tab + 1)
        return placed("LK104", "raden har en tabb", "byt tabben mot blanksteg, två för varje nivå", lines, place)
    where, message, hint = _started(opened) or _unclosed(stop, opened, lines) or _blamed_above(stop, lines) or _at(stop)
    return placed("LK103", message, hint, lines, Place(where.number + 1, where.column + 1))


def _spot(lines: Sequence[str], mark: Mark | None) -> _Spot | None:
    if mark is None:
        return None
    if mark.line >= len(lines):  # the parser adds a line end where the last one is missing
        return _Spot(len(lines) - 1, len(lines[-1]), lines[-1])
    return _Spot(mark.line, min(mark.column, len(lines[mark.line])), lines[mark.line])


def _tab(stop: _Spot) -> int | None:
    """The column of a tab in the indentation, or where the parser stopped."""
    indent = stop.line[: len(stop.line) - len(stop.line.lstrip())]
    if "\t" in indent:
        return indent.index("\t")
    return stop.column if stop.rest.startswith("\t") else None


def _started(opened: _Spot | None) -> tuple[_Spot, str, str] | None:
    """A sign that YAML keeps for itself, at the beginning of a value."""
    if opened is None or opened.rest[:1] not in {"&", "*", "!"}:
        return None
    return opened, f"ett värde får inte börja med {opened.rest[0]}", "sätt citattecken runt värdet"


def _unclosed(stop: _Spot, opened: _Spot | None, lines: Sequence[str]) -> tuple[_Spot, str, str] | None:
    """A quotation mark or bracket without its other half, or a backslash that YAML does not know."""
    opener = opened.rest[:1] if opened else ""
    if not opener and not "".join([stop.rest, *lines[stop.number + 1 :]]).strip():
        last = max((n for n, line in enumerate(lines) if line.strip()), default=0)
        end = _Spot(last, max(len(lines[last].rstrip()) - 1, 0), lines[last])
        return end, "filen tar slut mitt i en lista", "skriv resten av listan, och ] eller } där den slutar"
    if opened is None or opener not in {'"', "'", "[", "{"}:
        return None
    if opener in _CLOSING:
        closing = _CLOSING[opener]
        return opened, f"{opener} saknar sitt {closing}", f"sätt {closing} där listan slutar"
    if "\\" in stop.line[max(stop.column - 1, 0) : stop.column + 1] and stop.number < len(lines):
        return stop, 'tecknet efter \\ betyder inget inom "', "skriv \\\\, eller byt citattecknen mot '"
    return opened, f"citattecknet {opener} saknar sitt par", "sätt ett likadant efter texten"


def _blamed_above(stop: _Spot, lines: Sequence[str]) -> tuple[_Spot, str, str] | None:
    """The line before, when it is the one that is no key: YAML took it as a piece of the text above it."""
    if stop.before.strip() and not stop.rest.startswith(":"):
        return None
    if stop.number == 0 or ": " in stop.before:
        return None
    above = lines[stop.number - 1]
    end = _Spot(stop.number - 1, len(above), above)
    if above.rstrip() == "...":
        return end._replace(column=0), "raden ... avslutar filen", "ta bort raden"
    text = above.strip()
    if not text or text.startswith(("-", "#")) or ": " in text or text.endswith((":", '"', "'", "]", "}")):
        return None
    if ":" in text:
        return end._replace(column=above.index(":")), "kolonet saknar blanksteg", "skriv ett blanksteg efter kolonet"
    return end, "raden har inget kolon", _NO_COLON


def _at(stop: _Spot) -> tuple[_Spot, str, str]:  # noqa: PLR0911 - a table in the form of code
    """What the line itself shows."""
    at, before = stop.rest[:1], stop.before.rstrip()
    if stop.line.startswith("%"):
        return stop, "raden börjar med %", "ta bort raden"
    if at and at in "@`%]},":
        return stop, f"ett värde får inte börja med {at}", "sätt citattecken runt värdet"
    if stop.rest.startswith("- ") and before.endswith(":"):
        return stop, "en lista får inte börja på nyckelns rad", "skriv varje del på en egen rad som börjar med «- »"
    if before.endswith(("|", ">")):
        return stop, f"texten får inte börja på samma rad som {before[-1]}", "skriv texten på nästa rad, indragen"
    if before.endswith(('"', "'")):
        return stop, "text efter citattecknet", 'sätt citattecken runt hela värdet; «"» inne i det skrivs «\\"»'
    if ": " in stop.before:
        return stop, "raden har ett kolon för mycket", "sätt citattecken runt värdet om kolonet hör till texten"
    if ":" not in stop.line and stop.line.strip() and not stop.line.lstrip().startswith("-"):
        return stop, "raden har inget kolon", _NO_COLON
    start = len(stop.line) - len(stop.line.lstrip())
    return stop._replace(column=min(start, stop.column)), "indraget stämmer inte", _INDENT
