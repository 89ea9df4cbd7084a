"""From the bytes of a file to text, with what makes them unreadable."""

import re
from collections.abc import Sequence
from functools import lru_cache

from loftekoll.diagnostic import Finding, Severity
from loftekoll.source import Place, place_at, split_lines

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffd-\uffff]")
_CONFLICT = re.compile(r"(<{7,}|={7}|>{7,}|\|{7,})( .*)?")
"""Seven signs, or more where both sides have renamed the file; a longer row of = may be a person's own line."""
_BOM = "\ufeff"
_LONGEST_EXCERPT = 2000
"""Characters: of a longer line no more is shown, and nothing at all after it."""
_LONGEST_NUMBER = 60
"""So much after the cut may belong to personal data before it."""
_SWEDISH_LETTERS = {  # å ä ö é Å Ä Ö in the encodings that Swedish computers save in, the likeliest first
    "Windows-1252": frozenset(b"\xe5\xe4\xf6\xe9\xc5\xc4\xd6"),
    "CP850": frozenset(b"\x86\x84\x94\x82\x8f\x8e\x99"),
    "Mac Roman": frozenset(b"\x8c\x8a\x9a\x8e\x81\x80\x85"),
}


def text_of(data: bytes) -> tuple[str, list[Finding]]:
    """The text of UTF-8 bytes, a BOM left out; findings when it is something else or cannot be a file of ours."""
    try:
        text = data.decode("utf-8").lstrip(_BOM)  # editors have been seen to add one each time they save
    except UnicodeDecodeError as error:
        return "", [_wrong_encoding(data, error)]
    if _may_hold_control(text) and (control := _CONTROL.search(text)):
        return text, [_wrong_character(data, text, control.start())]
    return text, _conflicts(text) if _may_conflict(text) else []


def _may_hold_control(text: str) -> bool:
    """A quick look, which costs a third of the search: whether a character is not printable, or stands for none."""
    return "\ufffd" in text or not text.replace("\n", "").isprintable()


def placed(code: str, message: str, hint: str, lines: Sequence[str], place: Place) -> Finding:
    """An error at a place, with the line that it stands on."""
    return Finding(code, Severity.ERROR, message, hint, place=place, excerpt=excerpt_of(lines, place))


def excerpt_of(lines: Sequence[str], place: Place) -> str:
    """The line that the place is on without personal data; nothing of one that is too long to be shown."""
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    return "" if place.column > _LONGEST_EXCERPT else harmless_line(line[: _LONGEST_EXCERPT + _LONGEST_NUMBER])


@lru_cache(maxsize=256)
def harmless_line(line: str) -> str:
    """A line without personal data, cut after what is shown of it."""
    from loftekoll.personal_data import masked  # noqa: PLC0415 - only when something is shown

    return masked(line)[:_LONGEST_EXCERPT]


def _wrong_encoding(data: bytes, error: UnicodeDecodeError) -> Finding:
    encoding = _likely_encoding(data)
    hint = f"öppna om filen som {encoding}, som den troligen är, och spara den sedan som UTF-8"
    if encoding == "UTF-16":
        return placed("LK101", "filen är inte UTF-8", hint, [], Place(1, 1))
    if not encoding:
        hint = "filen är troligen skadad; hämta en tidigare version av den"
    before = split_lines(error.object[: error.start].decode("utf-8").lstrip(_BOM))
    after = error.object[error.start : error.start + _LONGEST_NUMBER].decode("cp1252", errors="replace")
    lines = [*before[:-1], before[-1] + split_lines(after)[0]]
    return placed("LK101", "filen är inte UTF-8", hint, lines, Place(len(before), len(before[-1]) + 1))


def _likely_encoding(data: bytes) -> str:
    """The encoding that the bytes are probably in; empty when they look damaged."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:200].count(0) * 4 > len(data[:200]):
        return "UTF-16"
    counts = {name: sum(byte in letters for byte in data) for name, letters in _SWEDISH_LETTERS.items()}
    likeliest = max(counts, key=lambda name: counts[name])
    return likeliest if counts[likeliest] else ""


def _wrong_character(data: bytes, text: str, offset: int) -> Finding:
    if text[offset] == "\x00" and _likely_encoding(data) == "UTF-16":
        hint = "öppna om filen som UTF-16, som den troligen är, och spara den sedan som UTF-8"
        return placed("LK101", "filen är inte UTF-8", hint, [], Place(1, 1))
    if text[offset] == "\ufffd":
        hint = "skriv rätt bokstav där tecknet står; filen har öppnats eller sparats i fel kodning"
        return placed("LK101", "en bokstav har blivit ett fel tecken", hint, split_lines(text), place_at(text, offset))
    message = f"tecknet U+{ord(text[offset]):04X} får inte stå i filen"
    hint = "ta bort tecknet; filen kan vara skadad eller sparad i ett annat format"
    return placed("LK101", message, hint, split_lines(text), place_at(text, offset))


def _may_conflict(text: str) -> bool:
    return "<<<<<<<" in text or "=======" in text or ">>>>>>>" in text or "|||||||" in text


def _conflicts(text: str) -> list[Finding]:
    """Where git's marks stand at the beginning of a line; one finding for each conflict that still has its first."""
    lines = split_lines(text)
    marked = [number for number, line in enumerate(lines, 1) if _CONFLICT.fullmatch(line)]
    opening = [number for number in marked if lines[number - 1].startswith("<")]
    hint = "behåll det som gäller och ta bort raderna med <<<<<<<, ======= och >>>>>>>"
    return [
        placed("LK102", "två versioner har krockat i git", hint, lines, Place(number, 1, len(lines[number - 1])))
        for number in opening or marked[:1]
    ]
