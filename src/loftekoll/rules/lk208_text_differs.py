"""Löftets text och dess mål nämner olika tal, eller olika tid för samma tal.

Varför: Texten är det som undertecknats, och målet är det som följs upp.

Fel:

    text: Minst fyra insatser per år.
    mål: minst tre insatser per år

Rätt:

    text: Minst fyra insatser per år.
    mål: minst fyra insatser per år

Gör så här: Se efter i det undertecknade löftet. Ett mål som har ändrats skrivs under «ändringar», med skäl.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from loftekoll.diagnostic import Finding, Severity
from loftekoll.model import Commitment
from loftekoll.phrase import Measure, Reading, Target, Unit, parse, render
from loftekoll.phrase.numerals import has_number
from loftekoll.rules.rule import Case, Rule, found


def check(case: Case) -> Iterator[Finding]:
    """Every count of a commitment's text that its targets contradict, at its place in the text.

    A count contradicts another of the same thing with another number, comparator or window, and a part another part
    of the same season; when nothing is named alike, all the numbers of the text must be other ones. An article (`en
    trygghetsvandring`) contradicts nothing.
    """
    for path, commitment in case.commitments:
        written = [target for reading in commitment.targets for target in reading.targets]
        if not written or not _may_differ(commitment):
            continue
        reading = parse(commitment.text)
        for target in (*_contradicted(reading.targets, written), *_parts_contradicted(reading.targets, written)):
            message = f"texten för «{commitment.id}» säger «{render(target)}», men det gör inte målet"
            hint = "skriv samma tal och samma tid i text och mål"
            yield found(message, hint, file=case.dossier.file, path=(*path, "text"), span=_span(reading, target))


def _may_differ(commitment: Commitment) -> bool:
    """Whether the text has a number beside the targets that it states word for word, or a limit next to one of them.

    "Högst två möten" holds "två möten", and "två möten eller fler" too.
    """
    text = commitment.text.lower()
    for reading in commitment.targets:
        text = text.replace(reading.phrase.lower(), _STATED)
    return has_number(text) or (_STATED in text and _LIMITED.search(text) is not None)


_STATED = "\0"
_LIMIT = r"(?:\b(?:minst|högst|mest|max\w*|exakt|fler|färre|mer|mindre|över|under|upp till|upp emot)\b|[<>≤≥])"
_LIMITED = re.compile(rf"{_LIMIT}(?:\W+\w+){{0,2}}\W*{_STATED}|{_STATED}\W*(?:\w+\W+){{0,2}}{_LIMIT}")


def _contradicted(told: Sequence[Target], written: Sequence[Target]) -> list[Target]:
    told = [target for target in told if target.count != 1 or target.measure is not Measure.COUNT]
    alike = [(each, other) for each, other in product(told, written) if _names(each) & _names(other)]
    if alike:
        agreeing = {each for each, other in alike if _agrees(each, other)}
        return [each for each in dict.fromkeys(each for each, _ in alike) if each not in agreeing]
    is_common = any(each.count in {other.count, other.count_to} for each, other in product(told, written))
    return [] if is_common else told[:1]


def _parts_contradicted(told: Sequence[Target], written: Sequence[Target]) -> Iterator[Target]:
    for each, other in product(told, written):
        for part, written_part in product(each.parts, other.parts):
            is_same = part.window.seasons == written_part.window.seasons != ()
            if is_same and part.count != written_part.count:
                yield part


def _names(target: Target) -> set[str]:
    """The last word of the unit, which is its noun; what has none, as `gånger`, is named by nothing."""
    noun = target.unit.lower().split()[-1:]
    return {noun[0][:6]} - _COUNTERS if noun else set()


_COUNTERS = {"gång", "gånger", "ggr", "tillfä", "insats"}


def _agrees(told: Target, written: Target) -> bool:
    if told.count != written.count or told.comparator is not written.comparator:
        return False
    windows = told.window, written.window
    is_open = not all(each.stated and each.unit is not Unit.PERIOD for each in windows)
    return is_open or windows[0].unit is windows[1].unit


def _span(reading: Reading, target: Target) -> tuple[int, int] | None:
    """The place of the count in the text; of the first one when several are written alike."""
    counts = [part for part in reading.parts if part.role == "antal"]
    order = [each for whole in reading.targets for each in (whole, *whole.parts)]
    if len(counts) != len(order):
        return None
    part = counts[order.index(target)]
    return part.offset, part.length


RULE = Rule("LK208", "text och mål säger olika", Severity.ERROR, check)
