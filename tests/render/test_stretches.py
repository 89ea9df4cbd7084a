from datetime import date

import pytest

from loftekoll.period import Stretch, days_between
from loftekoll.render.stretches import listed, stretch_name, stretches_text


def days(first: str, last: str) -> Stretch:
    return days_between(date.fromisoformat(first), date.fromisoformat(last))


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
