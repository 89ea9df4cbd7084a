"""docs/malfraser.md is what the grammar says of its own examples."""

from pathlib import Path

import pytest

from loftekoll.phrase import Kind, parse
from loftekoll.phrase.examples import SECTIONS
from loftekoll.render.guide import guide

PAGE = Path(__file__).parents[1] / "docs" / "malfraser.md"
FAULTS = {"Det som ger fel"}
UNCOUNTED = {"Det som inte räknas"}


def test_the_page_is_that_of_the_grammar(request):
    if request.config.getoption("--update-golden"):
        PAGE.write_text(guide(), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == guide()


@pytest.mark.parametrize(
    ("title", "phrase"),
    [pytest.param(section.title, phrase, id=phrase) for section in SECTIONS for phrase in section.phrases],
)
def test_an_example_is_what_its_section_says(title, phrase):
    kind = parse(phrase).kind
    if title in FAULTS:
        assert kind is Kind.FAULT
    elif title in UNCOUNTED:
        assert kind not in {Kind.FAULT, Kind.QUANTIFIED}
    else:
        assert kind is Kind.QUANTIFIED
