"""Findings as text with excerpt and caret, in short, and as JSON; decides nothing."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from loftekoll.diagnostic import Finding, Severity
from loftekoll.render.words import columns_of
from loftekoll.source import Place

_PLURALS = {Severity.ERROR: "fel", Severity.WARNING: "varningar", Severity.NOTE: "upplysningar"}
_WIDEST = 100

Paint = Callable[[str, str], str]
"""Colours a text by its role: `fel`, `varning`, `upplysning`, `plats`, `kod`, `markör` or `tips`."""


def place_of(finding: Finding) -> Place:
    """Where the finding is; one about a whole file is at its beginning."""
    return finding.place or Place(1, 1)


def with_hint(finding: Finding) -> str:
    """What is wrong and what to do about it, as one text: `okänt räkneord «fyrra» – tips: menade du «fyra»?`."""
    return f"{finding.message} – tips: {finding.hint}" if finding.hint else finding.message


def worst_first(findings: Sequence[Finding]) -> list[Finding]:
    """Errors, then warnings, then notes, each in the order given."""
    ranks = list(Severity)
    return sorted(findings, key=lambda each: ranks.index(each.severity))


def as_text(findings: Sequence[Finding], files: int, *, paint: Paint | None = None) -> str:
    """All findings with their lines, and a closing line that counts them.

    No sign of a file or of its name can steer a terminal: what does not show is replaced before anything is painted.
    """
    return "\n\n".join([*(finding_text(each, paint=paint) for each in findings), closing_line(findings, files)])


def as_short(findings: Sequence[Finding], files: int) -> str:
    """A line a finding, and a closing line that counts them, so that it shows that something was checked."""
    return "\n".join([*(_head(each, _plain) for each in findings), closing_line(findings, files)])


def finding_text(finding: Finding, *, paint: Paint | None = None) -> str:
    """`fil:rad:kol: fel LK201 …`, the line, a caret under the very word, and the hint."""
    painted = paint or _plain
    place = place_of(finding)
    lines = [_head(finding, painted), *_excerpt(finding.excerpt, place, painted)]
    if finding.hint:
        lines.append(f"{_margin(place)}= {painted('tips', 'tips')}: {_printable(finding.hint)}")
    return "\n".join(lines)


def _head(finding: Finding, paint: Paint) -> str:
    """`fil:rad:kol: fel LK201 …`."""
    place = place_of(finding)
    where = paint("plats", _printable(f"{finding.file}:{place.line}:{place.column}:"))
    severity = paint(finding.severity.value, finding.severity.value)
    return f"{where} {severity} {paint('kod', finding.code)} {_printable(finding.message)}"


def _plain(_role: str, text: str) -> str:
    return text


def _excerpt(text: str, place: Place, paint: Paint) -> list[str]:
    """The line and the caret line; a long line is shown from near the caret."""
    if not text.strip():
        return []
    cut = max(0, min(place.column - 20, len(text) - _WIDEST)) if len(text) > _WIDEST else 0
    shown = text[cut : cut + _WIDEST]
    before = shown[: place.column - 1 - cut]
    under = shown[place.column - 1 - cut :][: place.length]
    carets = paint("markör", "^" * max(1, min(columns_of(under), _WIDEST)))
    return [f"   {place.line} | {_printable(shown)}", f"{_margin(place)}| {' ' * columns_of(before)}{carets}"]


def _margin(place: Place) -> str:
    """As wide as the line's number with the spaces around it."""
    return " " * (len(str(place.line)) + 4)


def _printable(text: str) -> str:
    """The text on one line, with a sign for what does not show."""
    return "".join(char if char.isprintable() else " " if char.isspace() else "�" for char in text)


def closing_line(findings: Sequence[Finding], files: int) -> str:
    """How many findings there are in how many files: `2 fel och 1 varning i 7 filer`."""
    where = f"{files} {'fil' if files == 1 else 'filer'}"
    counts = Counter(each.severity for each in findings)
    named = [_counted(severity, counts[severity]) for severity in Severity if counts[severity]]
    if not named:
        return f"Inga anmärkningar i {where}."
    return f"{', '.join(named[:-1])}{' och ' if len(named) > 1 else ''}{named[-1]} i {where}."


def _counted(severity: Severity, count: int) -> str:
    return f"{count} {severity.value if count == 1 else _PLURALS[severity]}"


def as_dict(findings: Sequence[Finding], files: int) -> dict[str, Any]:
    """The findings for a program; lines and columns from 1, in characters."""
    counts = Counter(each.severity for each in findings)
    return {
        "schema": 1,
        "filer": files,
        "antal": {severity.value: counts[severity] for severity in Severity},
        "anmärkningar": [_as_dict(each) for each in findings],
    }


def _as_dict(finding: Finding) -> dict[str, Any]:
    place = place_of(finding)
    return {
        "kod": finding.code,
        "allvar": finding.severity.value,
        "fil": finding.file,
        "rad": place.line,
        "kolumn": place.column,
        "längd": place.length,
        "text": finding.message,
        "tips": finding.hint,
    }
