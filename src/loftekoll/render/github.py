"""Findings for GitHub Actions: as workflow commands in the log, and as a summary of the job."""

import re
from collections.abc import Sequence

from loftekoll.diagnostic import Finding, Severity
from loftekoll.render.findings import closing_line, place_of, with_hint, worst_first
from loftekoll.rules import BY_CODE

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY_ESCAPES = _ESCAPES | {":": "%3A", ",": "%2C"}

_LONGEST = 1024 * 1024
"""Bytes that GitHub takes in the summary of one step."""
_ROOM_FOR_THE_REST = 200
_TABLE = "\n| Allvar | Kod | Plats | Anmärkning | Tips |\n|---|---|---|---|---|\n"
_LINK_START = re.compile(r"[@:#](?=\S)|www(?=\.)", re.IGNORECASE)


def as_github(findings: Sequence[Finding], files: int) -> str:
    """A command a finding, and the closing line.

    Worst first, since GitHub shows the first ten errors and the first ten warnings of a step and no more.
    """
    return "\n".join([*(_command(each) for each in worst_first(findings)), closing_line(findings, files)])


def _command(finding: Finding) -> str:
    """`::error file=…,line=24,endLine=24,col=20,endColumn=25,title=LK201 okänt räkneord::text – tips: …`."""
    place = place_of(finding)
    properties = {
        "file": finding.file,
        "line": place.line,
        "endLine": place.line,
        "col": place.column,
        "endColumn": place.column + place.length,
        "title": _title(finding.code),
    }
    written = ",".join(f"{name}={_escaped(str(value), _PROPERTY_ESCAPES)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{_escaped(with_hint(finding), _ESCAPES)}"


def _title(code: str) -> str:
    """The code and the name of its rule."""
    return f"{code} {BY_CODE[code].name}" if code in BY_CODE else code


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(char, char) for char in text)


def as_summary(findings: Sequence[Finding], files: int) -> str:
    """The findings as a Markdown table, worst first, for the file that GITHUB_STEP_SUMMARY names.

    It is cut after a whole row where GitHub would refuse it for its size, and then says how many are left out.
    """
    head = f"## Kontroll av medborgarlöften\n\n{closing_line(findings, files)}\n"
    if not findings:
        return head
    parts = [head + _TABLE]
    room = _LONGEST - _ROOM_FOR_THE_REST - len(parts[0].encode())
    for number, finding in enumerate(worst_first(findings)):
        row = _row(finding)
        room -= len(row.encode())
        if room < 0:
            return "".join([*parts, _rest(len(findings) - number)])
        parts.append(row)
    return "".join(parts)


def _row(finding: Finding) -> str:
    place = place_of(finding)
    where = f"{finding.file}:{place.line}:{place.column}"
    cells = (finding.severity.value, finding.code, where, finding.message, finding.hint)
    return f"| {' | '.join(map(_cell, cells))} |\n"


def _rest(count: int) -> str:
    """The line after a table that is cut."""
    found = "1 anmärkning" if count == 1 else f"{count} anmärkningar"
    return f"\n{found} till får inte plats här. Kör «loftekoll kontrollera» för att se alla.\n"


def _cell(text: str) -> str:
    """The text as Markdown that reads as the text itself.

    GitHub makes links of addresses, of @names, of #numbers and signs of :words: even without any Markdown; an empty
    comment inside keeps them text.
    """
    from loftekoll.render.report import markdown_text  # noqa: PLC0415 - jinja2 is slow, and only a summary needs it

    return _LINK_START.sub(r"\g<0><!-- -->", markdown_text(text))
