"""What a sentence of a promise proposes as the `mål` of a commitment, and what of it no target can hold."""

from itertools import groupby
from typing import NamedTuple

from loftekoll.phrase.assemble import parse
from loftekoll.phrase.render import render
from loftekoll.phrase.target import Kind, Reading
from loftekoll.phrase.words import FOLLOW_UP, STEADILY


class Proposal(NamedTuple):
    """How a sentence is read, and the proposed phrases, each written as `render` writes it.

    `is_follow_up` when the sentence says how the promise is followed up: that belongs to `uppföljning`, not to `mål`.
    """

    reading: Reading
    targets: tuple[str, ...]
    is_follow_up: bool


def proposal_of(sentence: str) -> Proposal:
    """What the sentence proposes; nothing when it has no count and is not done steadily.

    >>> proposal_of("Genomföra minst två vandringar i kommunen under året.").targets
    ('minst två vandringar under året',)
    """
    reading = parse(sentence)
    targets = tuple(render(target) for target in reading.targets)
    words = [word.strip(' •-–.,;:!?()"”') for word in sentence.lower().split()]
    if reading.kind is Kind.CONTINUOUS and not STEADILY.isdisjoint(words):
        targets = ("löpande",)
    is_follow_up = any(word.startswith(FOLLOW_UP) for word in words)
    return Proposal(reading, targets, is_follow_up)


def left_out(reading: Reading) -> tuple[str, ...]:
    """The stretches of a phrase that no target has, without signs at their ends."""
    found = []
    for is_used, parts in groupby(reading.parts, key=lambda part: part.is_used):
        if not is_used:
            first, *_, last = [*parts] * 2
            found.append(reading.phrase[first.offset : last.offset + last.length].strip(" •-–.,;:!?()\t\n"))
    return tuple(filter(None, found))
