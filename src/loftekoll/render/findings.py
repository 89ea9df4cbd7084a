"""Findings as text with excerpt and caret, and as JSON; decides nothing."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from loftekoll.diagnostic import Finding, Severity
from loftekoll.render.words import columns_of
from loftekoll.source import Place

_PLURALS = {Severity.ERROR: "fel", Severity.WARNING: "varningar", Severity.NOTE: "upplysningar"}
_WIDEST = 100


def as_text(findings: Sequence[Finding], files: int) -> str:
    """All findings with their lines, and a closing line that counts them."""
    return "\n\n".join([*(finding_text(each) for each in findings), closing_line(findings, files)])


def finding_text(finding: Finding) -> str:
    """`fil:rad:kol: fel LK201 …`, the line, a caret under the very word, and the hint."""
    place = finding.place or Place(1, 1)
    head = f"{finding.file}:{place.line}:{place.column}: {finding.severity.value} {finding.code} {finding.message}"
    lines = [_printable(head), *_excerpt(finding.excerpt, place)]
    if finding.hint:
        lines.append(f"{_margin(place)}= tips: {_printable(finding.hint)}")
    return "\n".join(lines)


def _excerpt(text: str, place: Place) -> list[str]:
    """The line and the caret line; a long line is shown from near the caret."""
    if not text.strip():
        return []
    cut = max(0, min(place.column - 20, len(text) - _WIDEST)) if len(text) > _WIDEST else 0
    shown = text[cut : cut + _WIDEST]
    before = shown[: place.column - 1 - cut]
    under = shown[place.column - 1 - cut :][: place.length]
    carets = "^" * max(1, min(columns_of(under), _WIDEST))
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
    place = finding.place or Place(1, 1)
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
