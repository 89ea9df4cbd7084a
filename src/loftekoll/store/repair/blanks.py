"""Blanks and tabs at the ends of lines, except inside texts where a blank may be meant."""

import re
from bisect import bisect

from loftekoll.source import split_lines
from loftekoll.store.events import Spot
from loftekoll.store.repair.page import Edit, Page, at

_TRAILING = re.compile(r"(?<![ \t])[ \t]++(?=[\r\n]|\Z)")
_CLAUSE = "tog bort blanksteg i slutet av raden"


def edits(page: Page) -> list[Edit]:
    """One for each line with blanks at its end that lies outside of block texts (| >) and of quoted texts."""
    trailing = list(_TRAILING.finditer(page.text))
    literal = _literal(page) if trailing else []
    starts = [start for start, _ in literal]
    found: list[Edit] = []
    for each in trailing:
        nearest = bisect(starts, each.start()) - 1
        if nearest < 0 or each.start() >= literal[nearest][1]:
            found.append(Edit(each.start(), each.end(), "", _CLAUSE))
    return found


def _literal(page: Page) -> list[tuple[int, int]]:
    """The stretches of the text, in order, that are kept as they are."""
    spots = [spot for path, spot in page.places.values.items() if isinstance(at(page.value, path), str)]
    stretches = (_stretch(page.text, spot) for spot in (*spots, *page.places.keys.values()))
    return sorted(stretch for stretch in stretches if stretch is not None)


def _stretch(text: str, spot: Spot) -> tuple[int, int] | None:
    """The part of a text in quotes, or below the sign of a block text, that is kept; `None` for a plain one."""
    sign = text[spot.start : spot.start + 1]
    if sign in {'"', "'"}:
        return spot.start, spot.stop
    if sign in {"|", ">"}:
        return spot.start + len(split_lines(text[spot.start : spot.stop])[0]), spot.stop
    return None
