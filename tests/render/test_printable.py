"""Texts as a report may show them: nothing that is not seen is left, and nothing that is seen is lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftekoll.render.printable import printable_text

INVISIBLE = ["\u200b", "\u2060", "\u00ad", "\u200c", "\u200d", "\u180e", "\U000e0041", "\u034f", "\u3164", "\u2800"]


@pytest.mark.parametrize("sign", INVISIBLE, ids=ascii)
def test_what_does_not_show_goes_away(sign):
    assert printable_text(f"a{sign}b {sign}c{sign}") == "ab c"


@pytest.mark.parametrize("text", [*INVISIBLE, "\u200b \u2060", "\ufe0f", "\u200d\ufe0f"], ids=ascii)
def test_a_text_of_nothing_that_shows_is_a_dash(text):
    assert printable_text(text) == "–"


@pytest.mark.parametrize("text", ["", " ", "\n\t"], ids=ascii)
def test_an_empty_text_stays_so(text):
    assert printable_text(text) == ""


@pytest.mark.parametrize("text", ["👮‍♀️ 警察 🇸🇪", "👩🏽‍🚒", "❤️‍🔥", "🙂‍↔️", "1️⃣", "שלום", "\u0601١٢"])
def test_pictures_of_several_signs_and_other_scripts_stay(text):
    assert printable_text(text) == text


@given(st.text())
def test_it_is_done_once_and_leaves_no_format_sign_but_in_pictures(text):
    shown = printable_text(text)
    assert printable_text(shown) == shown
    left = {sign for sign in shown if unicodedata.category(sign) == "Cf"}
    assert left <= {"\N{ZERO WIDTH JOINER}"} | set(
        "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
    )
