"""From key paths to lines and columns: a rule says what, the file says where.

A text is read again for its places only when there is something to say about it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from loftekoll.diagnostic import Finding
from loftekoll.source import KeyPath, Place, place_at, split_lines
from loftekoll.store.events import Places, Spot, value_of
from loftekoll.store.text import excerpt_of


def located(findings: Iterable[Finding], texts: Mapping[str, str]) -> list[Finding]:
    """The findings with place and excerpt; `texts` gives the text of each file by the name that is shown to people.

    Personal data is masked in messages and hints too, whatever the finding is about (docs/beslut/0010).
    """
    by_file: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_file[finding.file].append(finding)
    found: list[Finding] = []
    for file, members in by_file.items():
        if all(each.place for each in members) or file not in texts:
            found += members
        else:
            found += _located_in(members, texts[file])
    return list(map(_masked, found))


def _masked(finding: Finding) -> Finding:
    from loftekoll.personal_data import masked, masked_path  # noqa: PLC0415 - only when something is shown

    message, hint = (masked(masked_path(text)) for text in (finding.message, finding.hint))  # they may name a file
    return finding._replace(message=message, hint=hint)


def _located_in(findings: list[Finding], text: str) -> list[Finding]:
    places = Places({}, {})
    value, _ = value_of(text, places)
    lines = split_lines(text)
    found: list[Finding] = []
    for each in findings:
        place = each.place or _place_of(each, text, value, places)
        found.append(each if each.place else each._replace(place=place, excerpt=excerpt_of(lines, place)))
    return found


def _place_of(finding: Finding, text: str, value: Any, places: Places) -> Place:
    path: KeyPath = finding.path
    if finding.on_key and path in places.keys:
        key = places.keys[path]
        return Place(key.line, key.column, max(key.stop - key.start, 1))
    while path and path not in places.values:
        path = path[:-1]
    spot = places.values.get(path)
    if spot is None:
        return Place(1, 1)
    raw = text[spot.start : spot.stop]
    if finding.span and (place := _place_in_scalar(finding.span, spot, raw, _at(value, path))):
        return place
    return Place(spot.line, spot.column, max(len(split_lines(raw.rstrip())[0]), 1))


def _at(value: Any, path: KeyPath) -> Any:
    """What stands at a key path of a value."""
    for part in path:
        value = value[part] if value is not None else None
    return value


def _place_in_scalar(span: tuple[int, int], spot: Spot, raw: str, value: Any) -> Place | None:
    """The place of a piece of a text value; `None` when the file writes the text with escapes.

    Quotes and folding change white space only, so the n:th other character is the same in value and file.
    """
    if not isinstance(value, str):
        return None
    is_quoted, is_block = raw[:1] in {'"', "'"}, raw[:1] in {">", "|"}
    head = len(split_lines(raw)[0]) if is_block else int(is_quoted)
    inked = [head + n for n, char in enumerate(raw[head:]) if not char.isspace()]
    before, within = _ink(value[: span[0]]), _ink(value[span[0] : sum(span)])
    if len(inked) - is_quoted != _ink(value) or before >= len(inked):
        return None
    first, last = inked[before], inked[before + max(within, 1) - 1]
    start = place_at(raw, first)
    column = start.column + (spot.column - 1 if start.line == 1 else 0)
    length = len(split_lines(raw[first : last + 1])[0])
    return Place(spot.line + start.line - 1, column, length)


def _ink(text: str) -> int:
    """How many characters of the text are not white space."""
    return sum(not char.isspace() for char in text)
