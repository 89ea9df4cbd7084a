"""From key paths to lines and columns: a rule says what, the file says where.

A file is read again for its places only when there is something to say about it.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from loftekoll.diagnostic import Finding
from loftekoll.source import KeyPath, Place
from loftekoll.store.events import Places, Spot, value_of
from loftekoll.store.text import place_at, split_lines, text_of


def located(findings: Iterable[Finding], paths: dict[str, Path]) -> list[Finding]:
    """The findings with place and excerpt; `paths` gives the file for each name that is shown to people."""
    by_file: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_file[finding.file].append(finding)
    found: list[Finding] = []
    for file, members in by_file.items():
        if all(each.place for each in members) or file not in paths:
            found += members
        else:
            found += _located_in(members, paths[file])
    return found


def _located_in(findings: list[Finding], path: Path) -> list[Finding]:
    try:
        text, _ = text_of(path.read_bytes())
    except OSError:
        return findings
    places = Places({}, {})
    value_of(text, places)
    lines = split_lines(text)
    return [each if each.place else _with_place(each, text, lines, places) for each in findings]


def _with_place(finding: Finding, text: str, lines: list[str], places: Places) -> Finding:
    place = _place_of(finding, text, places)
    excerpt = lines[place.line - 1] if place.line <= len(lines) else ""
    return finding._replace(place=place, excerpt=excerpt[:200])


def _place_of(finding: Finding, text: str, places: Places) -> Place:
    path: KeyPath = finding.path
    if finding.on_key and path in places.keys:
        key = places.keys[path]
        return Place(key.line, key.column, key.stop - key.start)
    while path and path not in places.values:
        path = path[:-1]
    spot = places.values.get(path)
    if spot is None:
        return Place(1, 1)
    if finding.span:
        return _place_in_scalar(finding.span, spot, text)
    raw = text[spot.start : spot.stop].rstrip()
    first_line = split_lines(raw)[0] if raw else ""
    return Place(spot.line, spot.column, max(len(first_line), 1))


def _place_in_scalar(span: tuple[int, int], spot: Spot, text: str) -> Place:
    """The place of a piece of a scalar; its start when the scalar is written in another form than it reads."""
    raw = text[spot.start : spot.stop]
    is_quoted = raw[:1] in {'"', "'"}
    offset, length = span[0] + is_quoted, span[1]
    is_plain_form = "\n" not in raw.rstrip() and not (is_quoted and ("\\" in raw or "''" in raw))
    if not is_plain_form or offset + length > len(raw):
        return Place(spot.line, spot.column, max(len(split_lines(raw)[0]), 1))
    return place_at(text, spot.start + offset, length)
