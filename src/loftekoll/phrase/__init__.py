"""The target phrase: Swedish as people write it, read into targets and written back."""

from loftekoll.phrase.assemble import parse
from loftekoll.phrase.render import explanation_of, render, unit_name
from loftekoll.phrase.target import (
    Comparator,
    Deadline,
    Kind,
    Measure,
    PhraseError,
    Reading,
    Spread,
    Target,
    Unit,
    WindowSpec,
    plain_number,
    target_as_dict,
)

__all__ = [
    "Comparator",
    "Deadline",
    "Kind",
    "Measure",
    "PhraseError",
    "Reading",
    "Spread",
    "Target",
    "Unit",
    "WindowSpec",
    "explanation_of",
    "parse",
    "plain_number",
    "render",
    "target_as_dict",
    "unit_name",
]
