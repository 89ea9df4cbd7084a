"""Repairs as a unified diff; git can apply its text as it is, line ends and all, unless personal data is masked."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest

from loftekoll.personal_data import masked, masked_path
from loftekoll.store.repair.plan import Repair
from loftekoll.store.workspace import shown

_AROUND = 3
_NO_LINE_END = "\\ Radslut saknas i slutet av filen\n"


def diff_of(repairs: Iterable[Repair]) -> str:
    """What the repairs would change, with three lines around; empty when there are none.

    What looks like personal data is masked with as many stars, in lines and in names.
    """
    return "".join(piece for repair in repairs for piece in _diff(repair))


def _diff(repair: Repair) -> Iterator[str]:
    old, new = (masked_path(shown(path).lstrip("/")) for path in (repair.path, repair.new_path))
    yield f"diff --git a/{old} b/{new}\n"
    if repair.path != repair.new_path:
        if repair.after == repair.before:
            yield "similarity index 100%\n"
        yield f"rename from {old}\nrename to {new}\n"
    if repair.after != repair.before:
        yield f"--- {_name('a', old)}\n+++ {_name('b', new)}\n"
        yield from _hunks(repair.before.decode(), repair.after.decode())


def _name(side: str, name: str) -> str:
    """The name as git writes it: with a tab after it when it holds blanks."""
    return f"{side}/{name}\t" if " " in name else f"{side}/{name}"


def _lines(text: str) -> list[str]:
    """The lines with their ends, as git counts them."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]


def _hunks(before: str, after: str) -> Iterator[str]:
    """The n:th lines belong together: a repair adds no line, and removes one only if it is the last and blank.

    A mask has the length of what it hides, and does not decide whether a line is changed.
    """
    is_changed = [old != new for old, new in zip_longest(_lines(before), _lines(after))]
    old, new = _lines(masked(before)), _lines(masked(after))
    for first, stop in _stretches([n for n, each in enumerate(is_changed) if each], len(is_changed)):
        yield f"@@ -{_range(first, stop, len(old))} +{_range(first, stop, len(new))} @@\n"
        for changed, block in groupby(range(first, stop), is_changed.__getitem__):
            numbers = list(block)
            yield from _marked("-" if changed else " ", old[numbers[0] : numbers[-1] + 1])
            yield from _marked("+", new[numbers[0] : numbers[-1] + 1] if changed else ())


def _stretches(changed: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """The lines that a hunk shows, half-open and from 0; changes whose surroundings meet share one."""
    start = 0
    for n, line in enumerate(changed):
        if n + 1 == len(changed) or changed[n + 1] - line > 2 * _AROUND:
            yield max(changed[start] - _AROUND, 0), min(line + _AROUND + 1, count)
            start = n + 1


def _range(first: int, stop: int, count: int) -> str:
    length = min(stop, count) - first
    return f"{first + 1 if length else first},{length}"


def _marked(sign: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}\n{_NO_LINE_END}"
