"""The target phrase: Swedish as people write it, read into targets and written back."""

from loftekoll.phrase.assemble import parse
from loftekoll.phrase.proposal import Proposal, left_out, proposal_of
from loftekoll.phrase.render import explanation_of, is_neuter, render, unit_name, window_phrase
from loftekoll.phrase.suggestion import measurable_wording
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
    "Proposal",
    "Reading",
    "Spread",
    "Target",
    "Unit",
    "WindowSpec",
    "explanation_of",
    "is_neuter",
    "left_out",
    "measurable_wording",
    "parse",
    "plain_number",
    "proposal_of",
    "render",
    "target_as_dict",
    "unit_name",
    "window_phrase",
]
