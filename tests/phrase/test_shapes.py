"""What is read once for all phrases of a shape is read as each of them would be by itself."""

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loftekoll.phrase import assemble, parse, shapes, words
from loftekoll.phrase.assemble import read_by_itself
from loftekoll.phrase.numerals import in_words
from loftekoll.phrase.shapes import shape_of

NOUNS = [
    "nattvandringar", "tillsyner", "möten", "kontakten", "huset", "foajén", "krogronder", "butiksrån", "kurser", "ronder",
    "stödsamtal", "nyhetsbrev", "klotter", "belysningen", "kontrollerad", "skolor", "områdespoliser", "onsdager", "kvartaler",
    "dagbrott", "fyror", "tvåan", "månadsmöten", "A-traktorer", "kommunens", "tryggheten", "samverkan", "Kalix", "lägermöten",
]  # fmt: skip
NUMBERS = [
    "en", "ett", "två", "tre", "sju", "åtta", "tolv", "tjugofem", "hundra", "tusen", "tva", "förtio", "noll", "fyrra",
    "1", "2", "7", "9", "10", "12", "24", "30", "31", "45", "99", "100", "112", "365", "999", "2025", "0", "07",
]  # fmt: skip
TAILS = [
    "", "per år", "varje månad", "under 2025", "i snitt per vecka", "senast 3 mars 2025", "senast 7 maj", "senast juni", "per skola",
    "i varje kommun", "under hösten", "maj–september", "under perioden", "om året", "vid behov", "varav två på våren",
    "till åtta per år", "av tio", "procent", "på våren och hösten", "senast 31 februari", "i veckan på sommaren",
]  # fmt: skip
OPENINGS = ["", "minst ", "högst ", "exakt ", "cirka ", "Minst ", "ca ", "upp till ", "ungefär ", "fler än "]
said = st.sampled_from(sorted(words.VOCABULARY | set(NOUNS)))


@st.composite
def phrases(draw):
    number = draw(st.sampled_from(NUMBERS))
    repeated = draw(st.sampled_from(["", "", "", f" ({number})", " (7)", f" (0{number})"]))
    between = draw(st.lists(said | st.sampled_from(NOUNS), max_size=3))
    pieces = (f"{draw(st.sampled_from(OPENINGS))}{number}{repeated}", *between, draw(st.sampled_from(TAILS)))
    return " ".join(piece for piece in pieces if piece)


@settings(deadline=None, derandomize=True, max_examples=1000)
@given(phrases())
def test_every_phrase_is_read_as_by_itself(text):
    assert repr(read_by_itself(text)) == repr(parse(text))


WHENS = [
    "under 2025",
    "under 1999",
    "per år",
    "varje vecka under 2030",
    "under 2019 och 2025",
    "senast 29 februari 2028",
    "under året 2024",
]
PARTS = [
    "minst två på våren",
    "minst fyra i Vik",
    "minst sju på hösten",
    "minst 3 under sommaren",
    "minst en per termin",
    "två på våren",
]


@st.composite
def divided(draw):
    number, noun = draw(st.sampled_from(NUMBERS)), draw(st.sampled_from(NOUNS))
    whole = f"{draw(st.sampled_from(OPENINGS))}{number} {noun} {draw(st.sampled_from(WHENS))}"
    return whole + draw(st.sampled_from(["", f", varav {draw(st.sampled_from(PARTS))}"]))


@settings(deadline=None, derandomize=True, max_examples=1000)
@given(divided())
def test_every_phrase_of_a_year_or_with_a_part_is_read_as_by_itself(text):
    assert repr(read_by_itself(text)) == repr(parse(text))


@pytest.mark.parametrize("shown", [str, in_words])
def test_every_number_is_read_as_by_itself(shown):
    texts = [f"minst {shown(number)} nattvandringar mot klotter per termin" for number in range(1, 1000)]
    assert [repr(read_by_itself(text)) for text in texts] == [repr(parse(text)) for text in texts]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("minst fyra nattvandringar per år", "minst sju brandövningar per år"),
        ("12 möten mot langningen senast 3 mars 2026", "7 lägermöten mot belysningen senast 3 mars 2026"),
        ("Högst två (2) ronder per termin", "Högst sju (7) brandövningar per termin"),
        ("ett läger per år", "ett brandövningar per år"),
        ("minst fyra riktade insatser per år", "minst sju riktade brandövningar per år"),
    ],
)
def test_phrases_of_a_shape_are_read_through_one_of_them(text, read, monkeypatch):
    reads = []
    monkeypatch.setattr(assemble, "read_by_itself", lambda each: reads.append(each) or read_by_itself(each))
    parse.cache_clear()
    assert text == parse(text).phrase
    assert [read] == reads


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("minst 12 möten under 2023", "minst sju lägermöten under 2019"),
        ("en rond under 2022", "en rond under 2019"),
        (
            "minst sex ronder per år, varav minst två på våren",
            "minst sju brandövningar per år, varav minst två på våren",
        ),
        ("12 möten under 2023", "7 lägermöten under 2019"),
    ],
)
def test_years_digits_and_parts_have_shapes_too(text, read):
    assert read == shape_of(text).text


@pytest.mark.parametrize(
    "text",
    [
        "minst sex ronder per år, varav två på våren", "minst sex ronder per år, varav minst sju på våren", "minst två ronder 2019 under 2018",
        "minst sex ronder per år, varav minst två brandövningar", "minst två ronder under 2019 och under 2018", "minst en rond senast 3",
    ],
)  # fmt: skip
def test_what_could_be_taken_for_a_stand_in_has_no_shape(text):
    assert shape_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "minst sju brandövningar per år", "minst fyra (5) möten per år", "två till tre möten per år", "minst tva kurser per år",
        "minst två möten, varav ett på våren", "minst 2025 kurser per år", "noll kurser per år", "löpande",
        "minst två kurser mot kurser per år", "fyra av fem skolor", "12 möten senast 7 mars 2026", "minst två  kurser per år",
    ],
)  # fmt: skip
def test_what_is_not_plainly_of_a_shape_has_none(text):
    assert shape_of(text) is None


def test_stand_ins_mean_nothing_and_end_as_they_should():
    kinds = {kind: {shapes._kind_of(word) for word in each} for kind, each in shapes._STAND_INS.items()}
    assert {kind: {kind} for kind in shapes._STAND_INS} == kinds


def test_every_word_that_the_grammar_names_is_known():
    """A word that a production compares with and that no table has could be replaced by a stand-in."""
    named = set()
    for path in Path(assemble.__file__).parent.glob("*.py"):
        if path.stem in {"__init__", "examples", "proposal", "render", "shapes", "suggestion", "target", "words"}:
            continue
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
        named |= {text for text in texts if text.isalpha() and text.islower() and len(text) >= shapes._SHORTEST}
    free = {word for word in named if shapes._kind_of(word) in shapes._STAND_INS}
    assert free <= ROLES


ROLES = {
    "datum", "fönster", "indikator", "klocka", "mängd", "numrering", "obestämt", "omfattning", "parentes", "syfte", "tecken",
    "utanför", "villkor",
}  # fmt: skip
"""Names that the grammar gives to what it has read; they are compared with each other, never with words."""
