from datetime import date
from fractions import Fraction

import pytest

from loftekoll.period import Stretch, days_between
from loftekoll.progress import Row, Standing
from loftekoll.render.words import (
    SIGNS,
    bar,
    columns_of,
    done_text,
    entries_text,
    listed,
    number_text,
    row_remarks,
    share_of,
    stretch_name,
    stretches_text,
    window_name,
    year_name,
)


def days(first: str, last: str) -> Stretch:
    return days_between(date.fromisoformat(first), date.fromisoformat(last))


def row(first: str, last: str, counted: str = "antal", **more) -> Row:
    return Row(days(first, last), more.pop("standing", Standing.ON_TRACK), counted=counted, **more)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (None, ""), (0, "0"), (7, "7"), (1234, "1\u00a0234"), (1_234_567, "1\u00a0234\u00a0567"),
        (Fraction(5, 2), "2,5"), (Fraction(9, 4), "2,25"), (Fraction(4), "4"), (Fraction(12_345, 10), "1\u00a0234,5"),
        (Fraction(1, 3), "0,33"), (Fraction(2, 3), "0,66"), (Fraction(59_999, 1000), "59,99"), (Fraction(1, 1000), "0"),
    ],
)  # fmt: skip
def test_number_is_written_in_swedish_and_never_rounded_up(number, expected):
    assert number_text(number) == expected


@pytest.mark.parametrize(("count", "expected"), [(0, "0 poster"), (1, "1 post"), (1000, "1\u00a0000 poster")])
def test_entries(count, expected):
    assert entries_text(count) == expected


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")]
)
def test_listed(words, expected):
    assert listed(words) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2025-01-01", "2025-12-31", "2025"),
        ("2020-01-01", "2022-12-31", "2020–2022"),
        ("2025-02-01", "2025-02-28", "februari 2025"),
        ("2025-03-01", "2025-05-31", "mars–maj 2025"),
        ("2025-12-01", "2026-02-28", "december 2025–februari 2026"),
        ("2020-10-01", "2021-09-30", "oktober 2020–september 2021"),
        ("2025-06-16", "2025-06-22", "vecka 25 2025"),
        ("2025-01-06", "2025-03-30", "vecka 2–13 2025"),
        ("2020-12-28", "2021-01-03", "vecka 53 2020"),
        ("2020-12-28", "2021-01-10", "vecka 53 2020–vecka 1 2021"),
        ("2025-06-30", "2025-06-30", "30 juni 2025"),
        ("2022-02-21", "2022-12-31", "21 februari–31 december 2022"),
        ("2021-03-11", "2022-03-10", "11 mars 2021–10 mars 2022"),
    ],
)
def test_stretch_is_named_as_people_name_it(first, last, expected):
    assert stretch_name(days(first, last)) == expected


@pytest.mark.parametrize(
    ("first", "last", "counted", "window", "year"),
    [
        ("2025-01-06", "2025-12-28", "veckor", "2025", "2025"),
        ("2020-01-06", "2021-01-03", "veckor", "2020", "2020"),
        ("2022-01-03", "2022-12-25", "veckor", "2022", "2022"),
        ("2022-02-21", "2022-12-25", "veckor", "vecka 8–51 2022", "2022"),
        ("2022-01-01", "2022-12-31", "månader", "2022", "2022"),
        ("2020-10-01", "2021-09-30", "antal", "oktober 2020–september 2021", "2020–2021"),
        ("2022-02-21", "2022-12-31", "antal", "21 februari–31 december 2022", "2022"),
    ],
)
def test_window_and_its_year(first, last, counted, window, year):
    assert (window_name(row(first, last, counted)), year_name(row(first, last, counted))) == (window, year)


@pytest.mark.parametrize(
    ("stretches", "expected"),
    [
        pytest.param([], "", id="none"),
        pytest.param([("2025-06-16", "2025-06-22")], "vecka 25 2025", id="one"),
        pytest.param(
            [("2025-06-16", "2025-06-22"), ("2025-06-23", "2025-06-29")], "vecka 25–26 2025", id="adjoining-weeks"
        ),
        pytest.param(
            [("2025-01-01", "2025-01-31"), ("2025-02-01", "2025-02-28")], "januari–februari 2025", id="months"
        ),
        pytest.param(
            [("2025-01-01", "2025-01-31"), ("2025-03-01", "2025-03-31")], "januari 2025 och mars 2025", id="apart"
        ),
        pytest.param(
            [(f"2025-{month:02}-01", f"2025-{month:02}-02") for month in range(1, 9)],
            "1–2 januari 2025, 1–2 februari 2025, 1–2 mars 2025, 1–2 april 2025, 1–2 maj 2025, 1–2 juni 2025 och 2 till",
            id="many",
        ),
    ],
)
def test_stretches_that_adjoin_are_one(stretches, expected):
    assert stretches_text([days(*each) for each in stretches]) == expected


MISSED = (days("2025-06-16", "2025-06-22"),)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({"missed": MISSED, "standing": Standing.BEHIND}, ["missat: vecka 25 2025"], id="missed"),
        pytest.param({"unjudged": MISSED}, ["går inte att bedöma: vecka 25 2025"], id="unjudged"),
        pytest.param({"missed": MISSED, "standing": Standing.NOTHING_LOGGED}, [], id="no-verdict-without-a-log"),
        pytest.param({"missed": MISSED, "standing": Standing.WITHDRAWN}, [], id="no-verdict-when-withdrawn"),
    ],
)
def test_remarks_on_a_row(more, expected):
    assert row_remarks(row("2025-01-06", "2025-12-28", "veckor", **more)) == expected


def test_an_unjudged_window_that_is_its_own_row_says_so_by_its_standing():
    whole = row("2025-01-01", "2025-12-31", unjudged=(days("2025-01-01", "2025-12-31"),))
    assert row_remarks(whole) == []


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        ("antal", "3 av minst 4"),
        ("timmar", "3 av minst 4 timmar"),
        ("veckor", "3 av 4 veckor"),
        ("fönster", "3 av 4 fönster"),
    ],
)
def test_done(counted, expected):
    assert done_text(row("2025-01-01", "2025-12-31", counted, done=3, required=4)) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (None, ""), (Fraction(0), "░░░░░░░░░░"), (Fraction(1, 3), "███░░░░░░░"), (Fraction(50, 51), "█████████░"),
        (Fraction(1), "██████████"),
    ],
)  # fmt: skip
def test_bar_is_full_only_when_all_is_done(share, expected):
    assert bar(share) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"done": 1, "required": 4}, Fraction(1, 4)),
        ({"done": 9, "required": 4}, Fraction(1)),
        ({"done": 0, "required": 4, "standing": Standing.NOTHING_LOGGED}, None),
        ({"done": 0, "required": 4, "standing": Standing.NOT_BEGUN}, None),
        ({"done": 0, "required": 0}, None),
        ({}, None),
    ],
)
def test_share(more, expected):
    assert share_of(row("2025-01-01", "2025-12-31", **more)) == expected


def test_every_standing_has_a_sign_of_its_own():
    assert set(SIGNS) == set(Standing)
    assert len({sign.sign for sign in SIGNS.values()}) == len({sign.plain for sign in SIGNS.values()}) == len(Standing)
    assert all(sign.plain.isascii() for sign in SIGNS.values())
    assert all(columns_of(sign.sign) == 1 for sign in SIGNS.values())


@pytest.mark.parametrize(("text", "expected"), [("abc", 3), ("åäö", 3), ("a\u030a", 1), ("警察", 4), ("👮", 2)])
def test_columns(text, expected):
    assert columns_of(text) == expected
