"""Calendar stretches, what people write for them, and the windows of a period."""

from datetime import date

import pytest

from loftekoll.period import (
    CalendarError,
    Stretch,
    anniversary,
    calendar_year,
    checked_day,
    day_from,
    days_between,
    is_one_window,
    long_date,
    month_stretch,
    period_from,
    seasons_meeting,
    short_label,
    stretch_from,
    whole_days,
    whole_months,
    whole_seasons,
    whole_weeks,
    year_of_window,
    years_of,
)


def span(text: str) -> Stretch:
    """The stretch between two days with `..` between, both included."""
    first, _, last = text.partition("..")
    return days_between(date.fromisoformat(first), date.fromisoformat(last or first))


def shown(stretches) -> list[str]:
    """Each stretch as its first and last day."""
    return [f"{each.start}..{each.last}" for each in stretches]


# --- stretches ----------------------------------------------------------------------------------------------------


def test_a_stretch_is_half_open_and_its_last_day_is_inside():
    may = span("2025-05-01..2025-05-31")
    assert may == Stretch(date(2025, 5, 1), date(2025, 6, 1))
    assert (may.last, may.days) == (date(2025, 5, 31), 31)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2025-04-30", False, id="the day before"),
        pytest.param("2025-05-01", True, id="the first"),
        pytest.param("2025-05-31", True, id="the last"),
        pytest.param("2025-06-01", False, id="the day after"),
    ],
)
def test_a_stretch_has_its_first_and_last_day(day, expected):
    assert span("2025-05-01..2025-05-31").has(date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("other", "holds", "meets"),
    [
        pytest.param("2025-05-01..2025-05-31", True, True, id="itself"),
        pytest.param("2025-05-10..2025-05-10", True, True, id="a day inside"),
        pytest.param("2025-04-30..2025-05-31", False, True, id="begins before"),
        pytest.param("2025-05-01..2025-06-01", False, True, id="ends after"),
        pytest.param("2025-01-01..2025-12-31", False, True, id="longer"),
        pytest.param("2025-04-01..2025-04-30", False, False, id="adjoins before"),
        pytest.param("2025-06-01..2025-06-30", False, False, id="adjoins after"),
    ],
)
def test_holding_is_all_days_and_meeting_is_one(other, holds, meets):
    may = span("2025-05-01..2025-05-31")
    assert (may.holds(span(other)), may.meets(span(other))) == (holds, meets)


def test_within_is_the_days_that_two_share():
    assert shown([calendar_year(2022).within(span("2022-02-21..2023-12-31"))]) == ["2022-02-21..2022-12-31"]


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        pytest.param((2024, 2, 2), "2024-02-01..2024-02-29", id="a leap February"),
        pytest.param((2025, 2, 2), "2025-02-01..2025-02-28", id="a common February"),
        pytest.param((2025, 12, 12), "2025-12-01..2025-12-31", id="December"),
        pytest.param((2025, 1, 12), "2025-01-01..2025-12-31", id="the year"),
        pytest.param((2025, 12, 2), "2025-12-01..2026-02-28", id="winter ends the year after"),
        pytest.param((2023, 12, 2), "2023-12-01..2024-02-29", id="winter that ends in a leap year"),
        pytest.param((2025, 10, 3), "2025-10-01..2026-03-31", id="the winter half-year"),
    ],
)
def test_months_run_to_the_end_of_the_last_one(months, expected):
    assert shown([month_stretch(*months)]) == [expected]


# --- reading ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2025-02-28", date(2025, 2, 28), id="a day"),
        pytest.param("2024-02-29", date(2024, 2, 29), id="a leap day"),
        pytest.param("1900-01-01", date(1900, 1, 1), id="the first"),
        pytest.param("2199-12-31", date(2199, 12, 31), id="the last"),
    ],
)
def test_a_day_is_read_as_written(text, expected):
    assert day_from(text) == expected


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        pytest.param("2025-02-30", "30 februari 2025 finns inte", "februari 2025 har 28 dagar", id="30 Feb"),
        pytest.param("2025-02-29", "29 februari 2025 finns inte", "februari 2025 har 28 dagar", id="29 Feb, common year"),
        pytest.param("2100-02-29", "29 februari 2100 finns inte", "februari 2100 har 28 dagar", id="2100 has no leap day"),
        pytest.param("2025-04-31", "31 april 2025 finns inte", "april 2025 har 30 dagar", id="31 Apr"),
        pytest.param("2025-04-00", "0 april 2025 finns inte", "april 2025 har 30 dagar", id="day 0"),
        pytest.param("2025-13-01", "månad 13 finns inte", "månaderna är 01 till 12", id="month 13"),
        pytest.param("2025-00-01", "månad 0 finns inte", "månaderna är 01 till 12", id="month 0"),
        pytest.param("1899-12-31", "år 1899 är orimligt", "skriv ett år mellan 1900 och 2199", id="long ago"),
        pytest.param("2200-01-01", "år 2200 är orimligt", "skriv ett år mellan 1900 och 2199", id="far away"),
        *(
            pytest.param(text, f"«{text}» är inget datum", "skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2025-02-28", id=name)
            for name, text in {
                "short": "2025-2-3", "slashes": "3/5 2025", "words": "3 maj 2025", "empty": "", "time": "2025-02-28 10:00",
                "month only": "2025-05", "line end": "2025-05-01\n",
            }.items()
        ),
    ],
)  # fmt: skip
def test_a_day_that_does_not_exist_or_is_written_otherwise_is_refused(text, message, hint):
    with pytest.raises(CalendarError) as caught:
        day_from(text)
    assert (caught.value.message, caught.value.hint, str(caught.value)) == (message, hint, message)


def test_a_checked_day_is_a_date():
    assert checked_day(2025, 5, 3) == date(2025, 5, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2019-05-03", "2019-05-03..2019-05-03", id="a day"),
        pytest.param("2019-05", "2019-05-01..2019-05-31", id="a month"),
        pytest.param("2019", "2019-01-01..2019-12-31", id="a year"),
        pytest.param("2019-05-01/2019-07-31", "2019-05-01..2019-07-31", id="day to day"),
        pytest.param("2019-05-01 / 2019-07-31", "2019-05-01..2019-07-31", id="blanks around the slash"),
        pytest.param("2019-01/2019-03", "2019-01-01..2019-03-31", id="month to month"),
        pytest.param("2019/2020", "2019-01-01..2020-12-31", id="year to year"),
        pytest.param("2019-11/2020", "2019-11-01..2020-12-31", id="month to year"),
        pytest.param("2019-05-03/2019-05-03", "2019-05-03..2019-05-03", id="one day twice"),
    ],
)
def test_a_stretch_is_a_day_a_month_a_year_or_two_of_them(text, expected):
    assert shown([stretch_from(text)]) == [expected]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("2019-03/2019-01", "«2019-03/2019-01» slutar innan det börjar", id="backwards"),
        pytest.param(
            "2019-03/2019-02", "«2019-03/2019-02» slutar innan det börjar", id="backwards to the adjoining month"
        ),
        pytest.param(
            "2019-05-03/2019-05-02", "«2019-05-03/2019-05-02» slutar innan det börjar", id="backwards by a day"
        ),
        pytest.param("2019-13", "månad 13 finns inte", id="month 13"),
        pytest.param("1800", "år 1800 är orimligt", id="long ago"),
        pytest.param("2019-02-01/2019-02-29", "29 februari 2019 finns inte", id="an end that does not exist"),
        pytest.param("maj 2019", "«maj 2019» är inget datum", id="words"),
        pytest.param("2019-05/", "«2019-05/» är inget datum", id="half a stretch"),
    ],
)
def test_a_stretch_that_does_not_exist_is_refused(text, message):
    with pytest.raises(CalendarError) as caught:
        stretch_from(text)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2025", "2025-01-01..2025-12-31", id="a year"),
        pytest.param("2025–2026", "2025-01-01..2026-12-31", id="en dash"),
        pytest.param("2025-2026", "2025-01-01..2026-12-31", id="hyphen"),
        pytest.param("2020 — 2022", "2020-01-01..2022-12-31", id="em dash with blanks"),
        pytest.param("2025–2025", "2025-01-01..2025-12-31", id="the same year"),
        pytest.param(" 2025 ", "2025-01-01..2025-12-31", id="blanks"),
    ],
)
def test_a_period_is_whole_calendar_years(text, expected):
    assert shown([period_from(text)]) == [expected]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("2026–2025", "perioden «2026–2025» slutar innan den börjar", id="backwards"),
        pytest.param("2025-05", "«2025-05» är ingen period", id="a month"),
        pytest.param("2025-01-01", "«2025-01-01» är ingen period", id="a day"),
        pytest.param("tills vidare", "«tills vidare» är ingen period", id="words"),
        pytest.param("1800", "år 1800 är orimligt", id="long ago"),
        pytest.param("1800–2000", "år 1800 är orimligt", id="begins long ago"),
        pytest.param("2000–2300", "år 2300 är orimligt", id="ends far away"),
    ],
)
def test_a_period_that_is_written_otherwise_is_refused(text, message):
    with pytest.raises(CalendarError) as caught:
        period_from(text)
    assert caught.value.message == message


# --- writing ------------------------------------------------------------------------------------------------------


def test_a_long_date_is_as_in_running_text():
    assert long_date(date(2025, 5, 3)) == "3 maj 2025"


@pytest.mark.parametrize(
    ("stretch", "expected"),
    [
        pytest.param("2025-01-01..2025-12-31", "2025", id="a year"),
        pytest.param("2020-01-01..2022-12-31", "2020–2022", id="years"),
        pytest.param("2022-02-21..2023-12-31", "2022-02-21–2023-12-31", id="cut"),
        pytest.param("2020-10-01..2022-09-30", "2020-10-01–2022-09-30", id="own years"),
        pytest.param("2025-05-03..2025-05-03", "2025-05-03", id="a day"),
        pytest.param("2025-01-01..2025-11-30", "2025-01-01–2025-11-30", id="ends early"),
    ],
)
def test_a_label_is_what_people_call_the_stretch(stretch, expected):
    assert short_label(span(stretch)) == expected


# --- years --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "years", "expected"),
    [
        pytest.param("2020-10-01", 1, "2021-10-01", id="a year later"),
        pytest.param("2024-02-29", 1, "2025-03-01", id="a leap day becomes 1 March"),
        pytest.param("2024-02-29", 4, "2028-02-29", id="a leap day in a leap year"),
        pytest.param("2024-02-28", 1, "2025-02-28", id="the day before stays"),
    ],
)
def test_an_anniversary_is_the_same_day(start, years, expected):
    assert anniversary(date.fromisoformat(start), years) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        pytest.param("2025-01-01..2025-12-31", True, id="a calendar year"),
        pytest.param("2021-03-11..2022-03-10", True, id="twelve months"),
        pytest.param("2021-03-11..2022-03-11", False, id="twelve months and a day"),
        pytest.param("2025-11-01..2026-02-28", True, id="less, over new year"),
        pytest.param("2024-02-29..2025-02-28", True, id="from a leap day"),
    ],
)
def test_at_most_twelve_months_are_one_window(period, expected):
    assert is_one_window(span(period)) is expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        pytest.param("2025-01-01..2025-12-31", ["2025-01-01..2025-12-31"], id="a calendar year"),
        pytest.param(
            "2020-01-01..2022-12-31",
            ["2020-01-01..2020-12-31", "2021-01-01..2021-12-31", "2022-01-01..2022-12-31"],
            id="calendar years",
        ),
        pytest.param(
            "2022-02-21..2023-12-31", ["2022-02-21..2022-12-31", "2023-01-01..2023-12-31"], id="the first year is cut"
        ),
        pytest.param(
            "2022-01-01..2023-06-30", ["2022-01-01..2022-12-31", "2023-01-01..2023-06-30"], id="the last year is cut"
        ),
        pytest.param("2021-03-11..2022-03-10", ["2021-03-11..2022-03-10"], id="twelve months are one"),
        pytest.param("2025-11-01..2026-02-28", ["2025-11-01..2026-02-28"], id="four months are one"),
        pytest.param(
            "2020-10-01..2022-09-30", ["2020-10-01..2021-09-30", "2021-10-01..2022-09-30"], id="its own two years"
        ),
        pytest.param(
            "2024-02-29..2026-02-28", ["2024-02-29..2025-02-28", "2025-03-01..2026-02-28"], id="own years from a leap day"
        ),
        pytest.param(
            "2020-10-01..2022-09-29",
            ["2020-10-01..2020-12-31", "2021-01-01..2021-12-31", "2022-01-01..2022-09-29"],
            id="a day short of own years: calendar years",
        ),
    ],
)  # fmt: skip
def test_the_years_of_a_promise(period, expected):
    assert shown(years_of(span(period))) == expected


# --- shorter windows ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "count", "expected"),
    [
        pytest.param("2025-01-01..2025-01-03", 1, ["2025-01-01..2025-01-01", "2025-01-02..2025-01-02", "2025-01-03..2025-01-03"], id="each day"),
        pytest.param("2025-01-01..2025-01-31", 14, ["2025-01-01..2025-01-14", "2025-01-15..2025-01-28"], id="a cut block is left out"),
        pytest.param("2025-01-01..2025-01-10", 14, [], id="a period shorter than the block"),
    ],
)  # fmt: skip
def test_blocks_of_days_run_from_the_first_day(period, count, expected):
    assert shown(whole_days(span(period), count)) == expected


@pytest.mark.parametrize(
    ("year", "first", "last", "count"),
    [
        pytest.param(2019, "2019-01-07", "2019-12-29", 51, id="2019 begins on a Tuesday"),
        pytest.param(2020, "2020-01-06", "2020-12-27", 51, id="2020 has 53 weeks, of which 51 are whole inside"),
        pytest.param(2024, "2024-01-01", "2024-12-29", 52, id="2024 begins on a Monday"),
        pytest.param(2026, "2026-01-05", "2026-12-27", 51, id="2026 has 53 weeks, of which 51 are whole inside"),
    ],
)
def test_only_weeks_that_lie_whole_inside_count(year, first, last, count):
    weeks = list(whole_weeks(calendar_year(year), 1))
    assert (str(weeks[0].start), str(weeks[-1].last), len(weeks)) == (first, last, count)


@pytest.mark.parametrize(
    ("period", "count", "expected"),
    [
        pytest.param("2025-01-01..2025-01-31", 1, ["2025-01-06..2025-01-12", "2025-01-13..2025-01-19", "2025-01-20..2025-01-26"], id="from the first Monday"),
        pytest.param("2025-01-06..2025-01-12", 1, ["2025-01-06..2025-01-12"], id="a week to the day"),
        pytest.param("2025-01-01..2025-02-10", 2, ["2025-01-06..2025-01-19", "2025-01-20..2025-02-02"], id="every second week"),
        pytest.param("2025-01-07..2025-01-12", 1, [], id="no Monday inside"),
        pytest.param("2025-01-07..2025-01-13", 1, [], id="a Monday but no whole week"),
    ],
)  # fmt: skip
def test_blocks_of_weeks(period, count, expected):
    assert shown(whole_weeks(span(period), count)) == expected


@pytest.mark.parametrize(
    ("period", "count", "expected"),
    [
        pytest.param("2025-01-15..2025-04-14", 1, ["2025-02-01..2025-02-28", "2025-03-01..2025-03-31"], id="cut months are left out"),
        pytest.param("2025-02-01..2025-09-30", 3, ["2025-04-01..2025-06-30", "2025-07-01..2025-09-30"], id="quarters begin in January"),
        pytest.param("2025-01-01..2025-12-31", 4, ["2025-01-01..2025-04-30", "2025-05-01..2025-08-31", "2025-09-01..2025-12-31"], id="tertials"),
        pytest.param("2025-06-15..2026-06-30", 6, ["2025-07-01..2025-12-31", "2026-01-01..2026-06-30"], id="half-years and terms"),
        pytest.param("2025-02-01..2025-05-31", 6, [], id="none is whole"),
        pytest.param("2025-01-10..2025-01-20", 1, [], id="less than a month"),
    ],
)  # fmt: skip
def test_blocks_of_months_begin_where_the_calendar_has_them_begin(period, count, expected):
    assert shown(whole_months(span(period), count)) == expected


@pytest.mark.parametrize(
    ("period", "months", "expected"),
    [
        pytest.param("2025-01-01..2026-12-31", (6, 8), ["2025-06-01..2025-08-31", "2026-06-01..2026-08-31"], id="summers"),
        pytest.param("2025-06-02..2026-12-31", (6, 8), ["2026-06-01..2026-08-31"], id="a cut summer is left out"),
        pytest.param("2025-01-01..2026-12-31", (12, 2), ["2025-12-01..2026-02-28"], id="winter over new year"),
        pytest.param("2025-01-01..2025-12-31", (12, 2), [], id="no whole winter in a calendar year"),
        pytest.param("2025-12-01..2026-02-28", (12, 2), ["2025-12-01..2026-02-28"], id="a winter to the day"),
    ],
)  # fmt: skip
def test_seasons_that_lie_whole_inside(period, months, expected):
    assert shown(whole_seasons(span(period), *months)) == expected


@pytest.mark.parametrize(
    ("period", "months", "expected"),
    [
        pytest.param("2025-07-01..2025-12-31", (6, 8), ["2025-07-01..2025-08-31"], id="a cut summer"),
        pytest.param("2025-01-01..2025-12-31", (12, 2), ["2025-01-01..2025-02-28", "2025-12-01..2025-12-31"], id="both winters"),
        pytest.param("2025-03-01..2025-11-30", (12, 2), [], id="no winter"),
    ],
)  # fmt: skip
def test_seasons_that_meet_the_period_are_cut_by_it(period, months, expected):
    assert shown(seasons_meeting(span(period), *months)) == expected


@pytest.mark.parametrize(
    ("window", "is_week", "expected"),
    [
        pytest.param("2019-12-30..2020-01-05", True, 2020, id="week 1 of 2020 begins in 2019"),
        pytest.param("2020-12-28..2021-01-03", True, 2020, id="week 53 of 2020 ends in 2021"),
        pytest.param("2026-12-28..2027-01-03", True, 2026, id="week 53 of 2026 ends in 2027"),
        pytest.param("2020-12-21..2021-01-03", True, 2020, id="two weeks end with week 53"),
        pytest.param("2020-12-28..2021-01-10", True, 2021, id="two weeks end with week 1"),
        pytest.param("2025-12-01..2026-02-28", False, 2026, id="winter belongs to the year that it ends in"),
        pytest.param("2020-10-01..2021-09-30", False, 2021, id="an own year belongs to the year that it ends in"),
    ],
)
def test_a_week_belongs_to_the_year_of_its_thursday_and_the_others_to_that_of_their_end(window, is_week, expected):
    assert year_of_window(span(window), is_week=is_week).year == expected
