"""From the bytes of a file to text, with what makes them unreadable."""

import re

from loftekoll.diagnostic import Finding, Severity
from loftekoll.source import Place

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_CONFLICT = re.compile(r"^<{7}(?: .*)?$", re.MULTILINE)
_LONGEST_EXCERPT = 200


def text_of(data: bytes) -> tuple[str, list[Finding]]:
    """The text of UTF-8 bytes, a BOM left out; findings when it is something else or cannot be a file of ours."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [_wrong_encoding(data, error)]
    if control := _CONTROL.search(text):
        message = f"tecknet U+{ord(control[0]):04X} får inte stå i filen"
        hint = "ta bort tecknet; filen kan vara skadad eller sparad i ett annat format"
        return text, [found_at("LK101", message, hint, text, control.start())]
    hint = "behåll det som gäller och ta bort <<<<<<<, ======= och >>>>>>>"
    return text, [
        found_at("LK102", "två versioner har krockat i git", hint, text, match.start(), len(match[0]))
        for match in _CONFLICT.finditer(text)
    ]


def _wrong_encoding(data: bytes, error: UnicodeDecodeError) -> Finding:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:200]:
        encoding, before = "UTF-16", ""
    else:
        encoding, before = "Windows-1252", data[: error.start].decode("utf-8-sig", errors="replace")
    lines = split_lines(before)
    rest = data[error.start : error.start + _LONGEST_EXCERPT].split(b"\n")[0].decode("cp1252", errors="replace")
    place = Place(len(lines), len(lines[-1]) + 1)
    hint = f"spara om filen med kodningen UTF-8 i redigeraren; den är troligen {encoding}"
    excerpt = lines[-1] + rest.rstrip("\r") if encoding != "UTF-16" else ""
    return Finding("LK101", Severity.ERROR, "filen är inte UTF-8", hint, place=place, excerpt=excerpt)


def split_lines(text: str) -> list[str]:
    """The lines as YAML counts them, without line ends."""
    return _LINE_BREAK.split(text)


def place_at(text: str, offset: int, length: int = 1) -> Place:
    """The place of a character of the text."""
    before = split_lines(text[:offset])
    return Place(len(before), len(before[-1]) + 1, max(length, 1))


def found_at(  # noqa: PLR0913 - the parts of a located finding
    code: str, message: str, hint: str, text: str, offset: int, length: int = 1
) -> Finding:
    """An error at a character of the text, with its line."""
    return placed(code, message, hint, text, place_at(text, offset, length))


def placed(code: str, message: str, hint: str, text: str, place: Place) -> Finding:
    """An error at a place, with the line that it stands on."""
    lines = split_lines(text)
    excerpt = lines[place.line - 1] if place.line <= len(lines) else ""
    return Finding(code, Severity.ERROR, message, hint, place=place, excerpt=excerpt[:_LONGEST_EXCERPT])
