"""A plain file is read by itself as it is read through YAML: whatever the short way reads, the general one reads alike."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loftekoll.model import Activity
from loftekoll.store.events import plain_scalar, value_of
from loftekoll.store.plain import plain_value
from loftekoll.store.text import text_of

laws = settings(deadline=None, derandomize=True, max_examples=1000)

PIECES = [
    "datum", "löfte", "antal", "part", "anteckning", ":", ": ", " ", "\n", "\r\n", "\r", "\t", "  ", "- ", "-", "---", "...",
    "#", " #", "'", '"', "|", ">", "&a", "*a", "!x", "%", "@", "`", "?", "? ", "{", "}", "[", "]", ", ", ",", "<<", "=",
    "2025-05-03", "2", "02", "0114", "2.50", "2,5", "1e3", "1_000", "0x1F", ".5", "+1", "-3", "~", "null", "ja", "true", "Yes",
    "trafik", "polisen, kommunen", "[polisen, kommunen]", "Vid E4:an", "kl. 18:00", "ä", "a\u0308", "Å", "é", "\u00a0", "\u2028",
    "\u0085", "\ufeff", "–", "’", "§", "😀", "ſ", "\u0149", "<<<<<<<", "=======", "x" * 30,
]  # fmt: skip
LINES = [
    "datum: 2025-05-03", "löfte: trafik", "löfte: [trafik, kontakter]", "antal: 3", "antal: 03", "timmar: 2.5", "timmar: 2,5",
    "plats: Åparken", "part: [polisen, kommunen]", "anteckning: Kontroll kl. 18:00, vid skolorna (två).", "cirka: ja",
    "källa: null", "plats: ~", "anteckning: a - b", "anteckning: x: y", "anteckning: x #y", "part: []", "part: [a,b]", "",
    "plats: 'Å'", "# kommentar", "löfte:", "  löfte: trafik", "löfte:  trafik", "löfte : trafik", "Löfte: trafik",
    "plats: true", "plats: 1e400", "anteckning: slut:", "part: [a, null, 01, 2.5]", "part: [-a]", "part: [2025-05-03]",
]  # fmt: skip

ends = st.sampled_from(["\n", "\r\n", "\n\n", "\r", " \n", "\t\n", ""])
rows = st.lists(st.tuples(st.sampled_from(LINES), ends), max_size=8).map(lambda pairs: "".join(a + b for a, b in pairs))
texts = (
    rows
    | st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
    | st.tuples(st.sampled_from(LINES), st.text(max_size=6), st.sampled_from(LINES)).map("".join)
    | st.tuples(st.sampled_from(LINES), st.lists(st.sampled_from(PIECES), max_size=6).map("".join)).map("".join)
)


def assert_read_alike(text):
    plain = plain_value(text)
    if plain is not None:
        assert text_of(text.encode()) == (text, [])
        assert repr(value_of(text)) == repr((plain, []))  # the kinds of numbers and the order of keys too


@laws
@given(texts)
def test_what_is_read_the_short_way_is_read_alike_by_yaml(text):
    assert_read_alike(text)


@laws
@given(st.text(max_size=40))
def test_so_is_any_text_at_all_behind_a_key(text):
    assert_read_alike(f"datum: {text}")
    assert_read_alike(f"datum: a{text}\nlöfte: b")
    assert_read_alike(f"part: [a{text}]\n")


def test_no_sign_means_more_to_yaml_than_itself():
    for number in (*range(0x20, 0x3000), *range(0xE000, 0x10FFFF, 97)):
        sign = chr(number)
        for value in (sign, f"a{sign}b", f"a {sign}", f"a{sign}", f"a{sign} b", f"[a{sign}]", f"[a, {sign}b]"):
            assert_read_alike(f"plats: {value}\n")


@pytest.mark.parametrize(
    "text",
    [
        "datum: 2025-05-03\nlöfte: trafik\n", "datum: 2025-05-03\r\nlöfte: trafik", "part: [polisen, kommunen]\n",
        "anteckning: Kontroll kl. 18:00, vid skolorna (två).\n", "antal: 3\ntimmar: 2.5\nplats: Åparken\ncirka: ja\n",
    ],
)  # fmt: skip
def test_what_people_write_is_read_the_short_way(text):
    assert plain_value(text) == value_of(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "datum:", "datum: ", "datum: a\ndatum: b", "datum: 'a'", "datum: a # b", "datum: a: b", "datum: a:", "- a", "a",
        "datum: a\n\n", " datum: a", "datum:  a", "datum: a ", "datum: &a b", "datum: [a, [b]]", "datum: {a: b}", "datum: |",
        "da-tum: a", "# a\ndatum: a", "---\ndatum: a", "datum: a\n...\n", "datum: a\tb", "\ufeffdatum: a",
    ],
)  # fmt: skip
def test_anything_else_is_left_to_yaml(text):
    assert plain_value(text) is None


# --- an entry without validation --------------------------------------------------------------------------------------

KEYS = ["datum", "löfte", "antal", "cirka", "plats", "part", "timmar", "anteckning", "källa", "bedömning", "datu"]
VALUES = [
    "2025-05-03", "2025-02-30", "2025-05", "1899-01-01", "2200-01-01", "2025-05-01/2025-05-03", "٢٠٢٥-05-03", "2025-5-3",
    "trafik", "Trafik", " trafik", "", " ", "a\u0308", "ä", "Å", "a b", "x" * 41, "ja", "nej", "JA", "2,5", "2.5", "02", "1e3",
    0, 1, 3, -1, 10_000_000, 10_000_001, True, False, None, Decimal("2.5"), Decimal("2.50"), Decimal("0.0001"), Decimal(0), 2.5,
    plain_scalar("02"), plain_scalar("2025"), [], ["trafik"], ["trafik", "kontakter"], ["trafik", "trafik"], ["polisen", None],
    ["a", "a"], {"a": "b"}, [["a"]], ("a",),
]  # fmt: skip
RIGHT = {"datum": "2025-05-03", "löfte": "trafik"}

values = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), max_size=5)


def assert_restored_as_validated(value):
    plain = Activity.plain(value)
    if plain is not None:
        validated = Activity.model_validate(value)
        assert (plain, hash(plain), repr(plain)) == (validated, hash(validated), repr(validated))
        assert plain.__dict__ == validated.__dict__
        assert plain.model_copy(update={"count": 7}) == validated.model_copy(update={"count": 7})


@laws
@given(values)
def test_an_entry_that_is_restored_is_the_one_that_would_be_validated(value):
    assert_restored_as_validated(value)
    assert_restored_as_validated(RIGHT | value)


def test_every_value_of_every_key_by_itself():
    for key in KEYS:
        for value in VALUES:
            assert_restored_as_validated(RIGHT | {key: value})


def test_plain_entries_are_restored():
    full = RIGHT | {
        "antal": 3,
        "cirka": "ja",
        "plats": "Å",
        "part": ["polisen"],
        "timmar": Decimal("2.5"),
        "anteckning": "a",
    }
    for value in (RIGHT, full, RIGHT | {"löfte": ["trafik", "kontakter", "trafik"]}, RIGHT | {"timmar": "2,5"}):
        assert Activity.plain(value) == Activity.model_validate(value)
    assert Activity.plain("datum: 2025-05-03") is None
