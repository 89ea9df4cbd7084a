"""From key paths and spans to lines and columns."""

import unicodedata

import pytest

from loftekoll.diagnostic import Finding, Severity
from loftekoll.store.places import located

WORD = "fyrra"


def place_of_word(text, value):
    """Where the word of the value at `mål` is said to stand, and what stands there."""
    span = (value.index(WORD), len(WORD))
    finding = Finding("LK201", Severity.ERROR, "m", "h", "a.yaml", ("mål",), span)
    (found,) = located([finding], {"a.yaml": text})
    place = found.place
    return place, found.excerpt[place.column - 1 :][: place.length]


VALUES = [
    ("mål: minst fyrra per år\n", "minst fyrra per år"),
    ('mål: "minst fyrra per år"\n', "minst fyrra per år"),
    ("mål: 'minst fyrra per år'\n", "minst fyrra per år"),
    ("mål: >-\n  en\n  minst fyrra\n  per år\n", "en minst fyrra per år"),
    ("mål: |\n  en\n\n    minst fyrra\n  per år\n", "en\n\n  minst fyrra\nper år\n"),
    ("mål: > # kommentar\n  minst\n  fyrra\n\n  per år\nx: y\n", "minst fyrra\nper år\n"),
    ("mål: en\n  och minst fyrra\n  per år\n", "en och minst fyrra per år"),
    ('mål: "en\n  och minst fyrra\n  per år"\n', "en och minst fyrra per år"),
    ("x: [1,\r\n  2]\r\nmål: >-\r\n  en\r\n  minst fyrra\r\n", "en minst fyrra"),
    (unicodedata.normalize("NFD", "mål: två och fyrra år\n"), unicodedata.normalize("NFD", "två och fyrra år")),
    ("{x: 1, mål: minst fyrra}\n", "minst fyrra"),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_a_span_is_found_under_its_very_word(text, value):
    place, word = place_of_word(text, value)
    assert word == WORD
    assert place.length == len(WORD)


ESCAPED = [
    ('mål: "minst\\tfyrra per \\u00e5r"\n', "minst\tfyrra per år"),
    ("mål: 'minst fyrra ''per'' år'\n", "minst fyrra 'per' år"),
    ('mål: "minst fyr\\\n  ra"\n', "minst fyrra"),
]


@pytest.mark.parametrize(("text", "value"), ESCAPED)
def test_a_text_with_escapes_is_pointed_at_as_a_whole(text, value):
    place, _ = place_of_word(text, value)
    assert (place.line, place.column) == (1, 6)


def finding(path, *, on_key=False):
    return Finding("LK111", Severity.ERROR, "m", "h", "a.yaml", path, on_key=on_key)


@pytest.mark.parametrize(
    ("path", "on_key", "place"),
    [
        (("a", "b"), False, (2, 6, 1)),
        (("a", "b"), True, (2, 3, 1)),
        (("a", "saknas"), False, (2, 3, 4)),
        (("saknas",), False, (1, 1, 2)),
        (("c", 1), False, (3, 8, 4)),
        (("c", 7), False, (3, 4, 9)),
        ((), False, (1, 1, 2)),
        (("d",), False, (4, 3, 1)),
    ],
)
def test_a_path_that_is_not_there_points_at_what_should_hold_it(path, on_key, place):
    (found,) = located([finding(path, on_key=on_key)], {"a.yaml": "a:\n  b: 1\nc: [x, lång]\nd:\n"})
    assert tuple(found.place) == place


def test_a_file_without_text_leaves_the_finding_without_a_place():
    assert located([finding(("a",))], {}) == [finding(("a",))]
