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
    number_text,
    row_remarks,
    share_of,
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
