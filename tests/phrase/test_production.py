"""Only what may begin with a token is tried there, and nothing else would read or remark on anything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loftekoll.phrase import words
from loftekoll.phrase.examples import SECTIONS
from loftekoll.phrase.grammar import PRODUCTIONS
from loftekoll.phrase.mentions import MENTIONS
from loftekoll.phrase.numerals import in_words
from loftekoll.phrase.scanner import Scanner
from loftekoll.phrase.tokens import NUMBER

TOKENS = [
    *words.VOCABULARY, *map(in_words, range(1, 13)), *["0", "1", "2", "7", "12", "30", "2019", "2025", "18.00", "07", "2,5", "1:a", "14:e", "30-tal", "2025-03-31", "21/2"],
    *",.;:()/-–%+~≥<•*½§x", "fyrra", "tvåhundra", "ett", "en", "Storgatan", "kommunens", "ett trettiotal", "två-tre", "c:a", "poliser",
]  # fmt: skip
OFTEN = [
    "minst",
    "en",
    "per",
    "av",
    "i",
    "och",
    "på",
    "två",
    "7",
    "2025",
    "(",
    ")",
    ",",
    "-",
    "varje",
    "senast",
    "till",
]
rows = st.lists(st.sampled_from(sorted(TOKENS)) | st.sampled_from(OFTEN), min_size=1, max_size=8).map(" ".join)


def overlooked(text):
    """What the productions that are not tried at a token would have read or remarked on, with its place."""
    scan = Scanner(text)
    known = len(scan.remarks)
    untried = [
        (each.read, at)
        for at in range(len(scan.tokens))
        for each in (*PRODUCTIONS, *MENTIONS)
        if not each.may_begin(scan.low(at), is_before_digits=scan.kind(at + 1) == NUMBER)
    ]
    found = [(read.__name__, at, item) for read, at in untried if (item := read(scan, at))]
    return found + scan.remarks[known:]


@settings(deadline=None, derandomize=True, max_examples=1500)
@given(rows)
def test_nothing_is_overlooked_in_any_row_of_words(text):
    assert overlooked(text) == []


@pytest.mark.parametrize("section", SECTIONS, ids=[each.title for each in SECTIONS])
def test_nothing_is_overlooked_in_the_examples(section):
    assert [found for phrase in section.phrases for found in overlooked(phrase)] == []


@pytest.mark.parametrize(
    "phrase",
    [
        "{}", "två {}", "{} 7", "det {} två", "{} sju möten", "minst {} per år", "på {} 2025", "{} minst möten", "{} av dessa", "{} på tre",
        "{} mån av tid", "{} för två", "än {} 2018", "{} varje möte", "{} sommaren", "{} midsommar till augusti", "{} två och fyra gånger",
        "{} två veckor", "{} 24 timmar", "{} kommun", "{} snitt", "{} till två", "{} än tre", "{} vecka", "{} 3 maj - 5 juni", "{} och en av dem", "{} 22 och 23.",
    ],
)  # fmt: skip
def test_nothing_is_overlooked_at_any_word_of_the_grammar(phrase):
    assert [found for word in sorted(words.VOCABULARY) for found in overlooked(phrase.format(word))] == []


def test_a_common_noun_begins_nothing():
    begun = [each.read.__name__ for each in PRODUCTIONS if each.may_begin("nattvandringar", is_before_digits=False)]
    assert begun == []
