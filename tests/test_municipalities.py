"""Names, slugs, codes and near misses of the 290 municipalities and Exempelby."""

import unicodedata

import pytest

from loftekoll.municipalities import (
    EXEMPELBY,
    find_municipality,
    fold,
    municipalities,
    near_municipalities,
    swedish_order,
)

REAL = municipalities()[1:]


def test_there_are_290_and_the_fictional_one_first():
    assert (len(REAL), municipalities()[0]) == (290, EXEMPELBY)


def test_codes_names_and_slugs_are_unique_and_codes_are_sorted():
    every = municipalities()
    assert len({each.code for each in every}) == len({each.name for each in every}) == 291
    assert len({each.slug for each in every}) == 291
    assert [each.code for each in every] == sorted(each.code for each in every)
    assert all(len(each.code) == 4 and each.code.isdigit() for each in every)
    assert all(each.slug.isascii() and each.slug == each.slug.lower() for each in every)


def test_no_real_municipality_has_the_reserved_code():
    assert "0000" not in {each.code for each in REAL}


@pytest.mark.parametrize("field", ["code", "name", "slug"])
def test_each_is_found_by_code_name_and_slug(field):
    assert [find_municipality(getattr(each, field)) for each in municipalities()] == list(municipalities())


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda name: name.upper(), id="upper case"),
        pytest.param(lambda name: name.lower(), id="lower case"),
        pytest.param(lambda name: unicodedata.normalize("NFD", name), id="NFD, as macOS has it"),
        pytest.param(lambda name: f"  {name.replace(' ', '   ')} ", id="blanks"),
        pytest.param(lambda name: f"{name} kommun", id="with kommun"),
        pytest.param(lambda name: f"{name}{'' if name.lower().endswith('s') else 's'} kommun", id="genitive"),
        pytest.param(lambda name: f"{name} KOMMUN".upper(), id="genitive, upper case"),
    ],
)
def test_each_is_found_as_people_write_it(written):
    assert [find_municipality(written(each.name)) for each in municipalities()] == list(municipalities())


def test_each_is_found_without_accents_but_the_two_that_would_be_one():
    found = {each.name: find_municipality(fold(each.name)) for each in municipalities()}
    assert {name for name, one in found.items() if one is None or one.name != name} == {"Håbo"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("kalix", "Kalix", id="kalix"),
        pytest.param("Kalix kommun", "Kalix", id="with kommun"),
        pytest.param("strangnas", "Strängnäs", id="without accents"),
        pytest.param("Strängnäs kommun", "Strängnäs", id="a genitive that ends in s already"),
        pytest.param("strangnas kommun", "Strängnäs", id="kommun, without accents"),
        pytest.param("upplands vasby", "Upplands Väsby", id="two words without accents"),
        pytest.param("upplands-väsby", "Upplands Väsby", id="a slug with accents"),
        pytest.param("Habo", "Habo", id="Habo"),
        pytest.param("Håbo", "Håbo", id="Håbo"),
        pytest.param("habo", "Habo", id="habo is Habo, since that is its very name"),
        pytest.param("HÅBO", "Håbo", id="HÅBO"),
        pytest.param("Ha\u030abo", "Håbo", id="NFD Håbo"),
        pytest.param("habo kommun", "Habo", id="habo kommun"),
        pytest.param("Håbo kommun", "Håbo", id="Håbo kommun"),
        pytest.param("habo-uppsala", "Håbo", id="Håbo by its slug"),
        pytest.param("0305", "Håbo", id="Håbo by its code"),
        pytest.param("0643", "Habo", id="Habo by its code"),
        pytest.param("0000", "Exempelby", id="Exempelby by its code"),
    ],
)  # fmt: skip
def test_a_municipality_is_found(text, expected):
    assert getattr(find_municipality(text), "name", None) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("Kalixx", id="a misspelling"),
        pytest.param("kommun", id="kommun alone"),
        pytest.param("114", id="a code without its zero"),
        pytest.param("9999", id="a code of none"),
        pytest.param("Kalix län", id="a county"),
        pytest.param("hÄbo", id="neither Habo nor Håbo"),
    ],
)
def test_what_is_none_or_no_telling_is_not_found(text):
    assert find_municipality(text) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("Kalixx", "Kalix", id="a letter too many"),
        pytest.param("Haprandaa", "Haparanda", id="two errors"),
        pytest.param("sandvken", "Sandviken", id="a letter too few"),
        pytest.param("STRENGNÄS", "Strängnäs", id="another vowel, upper case"),
        pytest.param("Exempelbyn", "Exempelby", id="the fictional one"),
    ],
)
def test_a_near_miss_gets_the_name_that_was_meant_first(text, first):
    near = near_municipalities(text)
    assert near[0] == first
    assert len(near) <= 3


def test_a_near_miss_of_habo_names_both():
    assert set(near_municipalities("Haboo")) >= {"Habo", "Håbo"}


def test_nothing_is_near_what_is_no_name():
    assert near_municipalities("xyzzy 123") == ()


def test_swedish_order_puts_the_three_letters_last_and_in_order():
    names = ["Örebro", "Åre", "Ängelholm", "Zinkgruvan", "Arboga", "o\u0308cker\u00f6", "Älvdalen"]
    expected = ["Arboga", "Zinkgruvan", "Åre", "Älvdalen", "Ängelholm", "o\u0308cker\u00f6", "Örebro"]
    assert sorted(names, key=swedish_order) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Åmål", "amal", id="å"),
        pytest.param("ÄÖ", "ao", id="upper case"),
        pytest.param("A\u0308lvdalen", "alvdalen", id="NFD"),
        pytest.param("Kafé Müller", "kafe muller", id="é and ü"),
    ],
)
def test_folding_leaves_what_any_keyboard_has(text, expected):
    assert fold(text) == expected
