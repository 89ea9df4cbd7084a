"""Numerals in words, with num2words as the oracle."""

import pytest

from loftekoll.phrase.numerals import in_words, morphemes_of, near_numeral, number_of


def value(text):
    parts = ()
    for word in text.split():
        more = morphemes_of(word)
        if not more:
            return None
        parts += more
    return number_of(parts)


def test_every_number_up_to_a_hundred_thousand_is_read_as_num2words_writes_it():
    num2words = pytest.importorskip("num2words").num2words
    wrong = [number for number in range(100_001) if value(num2words(number, lang="sv")) != number]
    assert not wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("noll", 0), ("en", 1), ("ett", 1), ("elva", 11), ("tjugo", 20), ("tjugoen", 21), ("tjugo ett", 21),
        ("tjugofem", 25), ("femtiotvå", 52), ("hundra", 100), ("etthundra", 100), ("ett hundra", 100),
        ("ett hundra tjugo", 120), ("etthundratjugo", 120), ("två hundra", 200), ("tvåhundrafemtio", 250), ("tusen", 1000),
        ("ett tusen", 1000), ("ettusen", 1000), ("etttusen", 1000), ("två tusen", 2000), ("tvåtusenfemhundra", 2500),
        ("tolvtusen", 12_000), ("en miljon", 1_000_000), ("två miljoner", 2_000_000),
        ("nio miljoner nio hundra nittionio tusen nio hundra nittionio", 9_999_999), ("tva", 2), ("atta", 8),
    ],
)  # fmt: skip
def test_a_numeral_has_its_value(text, expected):
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "två tre",
        "tjugo elva",
        "tio fem",
        "hundra hundra",
        "tusen tusen",
        "noll tusen",
        "tjugonoll",
        "fem tio",
        "en två",
    ],
)
def test_words_that_make_no_number_have_none(text):
    assert value(text) is None


@pytest.mark.parametrize("word", ["enighet", "sexuella", "tretti", "ettan", "femma", "hundrade", "tvång", "x" * 100])
def test_other_words_are_no_numerals(word):
    assert morphemes_of(word) == ()


@pytest.mark.parametrize(
    ("word", "expected"), [("fyrra", "fyra"), ("tvåå", "två"), ("femm", "fem"), ("tjugofemm", "tjugofem")]
)
def test_a_misspelt_numeral_has_a_near_one(word, expected):
    assert near_numeral(word) == expected


@pytest.mark.parametrize("word", ["insatser", "möten", "å", "polisen"])
def test_another_word_is_near_no_numeral(word):
    assert near_numeral(word) is None


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "1"), (2, "två"), (12, "tolv"), (13, "13"), (999, "999"), (4000, "4 000")]
)
def test_numbers_are_words_up_to_twelve(number, expected):
    assert in_words(number) == expected
