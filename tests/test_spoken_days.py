"""Days as people say them: one day, the right one, or a refusal that says what to write."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftekoll.period import MONTHS, CalendarError, Stretch, calendar_year, days_between, month_stretch
from loftekoll.spoken_days import WEEKDAYS, stretch_spoken

WEDNESDAY = date(2025, 5, 7)
ISO_HINT = "skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2025-02-28"


def one(year: int, month: int, day: int) -> Stretch:
    return days_between(date(year, month, day), date(year, month, day))


READ = [
    pytest.param("2025-05-03", one(2025, 5, 3), id="iso"),
    pytest.param("2025-05", month_stretch(2025, 5, 5), id="iso-month"),
    pytest.param("2024", calendar_year(2024), id="year"),
    pytest.param("2025-01/2025-03", month_stretch(2025, 1, 3), id="iso-stretch"),
    pytest.param("2019/2020", Stretch(date(2019, 1, 1), date(2021, 1, 1)), id="two-years"),
    pytest.param("20250503", one(2025, 5, 3), id="eight-digits"),
    pytest.param("2025-5-3", one(2025, 5, 3), id="iso-without-noughts"),
    pytest.param("2025/05/03", one(2025, 5, 3), id="year-first-with-slashes"),
    pytest.param("2025.5.3", one(2025, 5, 3), id="year-first-with-points"),
    pytest.param("3.5.2025", one(2025, 5, 3), id="points"),
    pytest.param("idag", one(2025, 5, 7), id="today"),
    pytest.param("I dag", one(2025, 5, 7), id="today-in-two"),
    pytest.param("igår", one(2025, 5, 6), id="yesterday"),
    pytest.param("i går", one(2025, 5, 6), id="yesterday-in-two"),
    pytest.param("igar", one(2025, 5, 6), id="yesterday-without-ring"),
    pytest.param("i ga\u030ar", one(2025, 5, 6), id="yesterday-nfd"),
    pytest.param("i förrgår", one(2025, 5, 5), id="day-before-yesterday"),
    pytest.param("förrgår", one(2025, 5, 5), id="day-before-yesterday-short"),
    pytest.param("i morgon", one(2025, 5, 8), id="tomorrow"),
    pytest.param("i tisdags", one(2025, 5, 6), id="yesterday-by-weekday"),
    pytest.param("i onsdags", one(2025, 4, 30), id="the-same-weekday-is-a-week-ago"),
    pytest.param("i torsdags", one(2025, 5, 1), id="weekday"),
    pytest.param("i lördags", one(2025, 5, 3), id="weekday-with-dots"),
    pytest.param("isöndags", one(2025, 5, 4), id="weekday-in-one"),
    pytest.param("3/5", one(2025, 5, 3), id="slash"),
    pytest.param("7/5", one(2025, 5, 7), id="slash-today"),
    pytest.param("8/5", one(2024, 5, 8), id="slash-last-year"),
    pytest.param("03/05", one(2025, 5, 3), id="slash-noughts"),
    pytest.param("3/5 2024", one(2024, 5, 3), id="slash-year"),
    pytest.param("3/5-2024", one(2024, 5, 3), id="slash-dash-year"),
    pytest.param("29/2", one(2024, 2, 29), id="leap-day"),
    pytest.param("3 maj", one(2025, 5, 3), id="month"),
    pytest.param("24 DECEMBER", one(2024, 12, 24), id="month-last-year"),
    pytest.param("3 maj 2024", one(2024, 5, 3), id="month-year"),
    pytest.param("3:e maj", one(2025, 5, 3), id="ordinal"),
    pytest.param("1:a maj 2025", one(2025, 5, 1), id="ordinal-a"),
    pytest.param("den 3:e maj", one(2025, 5, 3), id="den"),
    pytest.param("3 sept. 2024", one(2024, 9, 3), id="short-month"),
    pytest.param("3 okt", one(2024, 10, 3), id="short-month-last-year"),
    pytest.param("lördag 3 maj", one(2025, 5, 3), id="with-weekday"),
    pytest.param("lördagen den 3 maj 2025", one(2025, 5, 3), id="with-weekday-and-den"),
    pytest.param("lördag 3/5", one(2025, 5, 3), id="with-weekday-and-slash"),
    pytest.param("fredag v 18", one(2025, 5, 2), id="weekday-of-week"),
    pytest.param("maj 2025", month_stretch(2025, 5, 5), id="month-of-year"),
    pytest.param("maj", month_stretch(2025, 5, 5), id="month-alone-has-begun"),
    pytest.param("juni", month_stretch(2024, 6, 6), id="month-alone-last-year"),
    pytest.param("v 18", Stretch(date(2025, 4, 28), date(2025, 5, 5)), id="week"),
    pytest.param("v19", Stretch(date(2025, 5, 5), date(2025, 5, 12)), id="week-now"),
    pytest.param("v. 20", Stretch(date(2024, 5, 13), date(2024, 5, 20)), id="week-last-year"),
    pytest.param("vecka 23 2025", Stretch(date(2025, 6, 2), date(2025, 6, 9)), id="week-year"),
    pytest.param("2025 v 23", Stretch(date(2025, 6, 2), date(2025, 6, 9)), id="year-week"),
    pytest.param("2025-W23", Stretch(date(2025, 6, 2), date(2025, 6, 9)), id="iso-week"),
    pytest.param("v 53", Stretch(date(2020, 12, 28), date(2021, 1, 4)), id="week-53"),
    pytest.param("  3   maj ", one(2025, 5, 3), id="blanks"),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_read(text, expected):
    assert stretch_spoken(text, WEDNESDAY) == expected


def test_a_week_of_the_next_year_that_has_begun():
    assert stretch_spoken("v 1", date(2025, 12, 30)) == Stretch(date(2025, 12, 29), date(2026, 1, 5))


REFUSED = [
    pytest.param("2021-02-30", "30 februari 2021 finns inte", "februari 2021 har 28 dagar", id="iso-no-such-day"),
    pytest.param("30/2", "30 februari 2025 finns inte", "februari 2025 har 28 dagar", id="no-such-day"),
    pytest.param("3/13", "månad 13 finns inte", "månaderna är 01 till 12", id="no-such-month"),
    pytest.param("31 april 2024", "31 april 2024 finns inte", "april 2024 har 30 dagar", id="no-such-day-of-year"),
    pytest.param("v 53 2025", "vecka 53 2025 finns inte", "2025 har 52 veckor", id="no-such-week"),
    pytest.param("v 60", "vecka 60 2025 finns inte", "2025 har 52 veckor", id="no-such-week-ever"),
    pytest.param("3 maj 1789", "år 1789 är orimligt", "skriv ett år mellan 1900 och 2199", id="year"),
    pytest.param("3/5-25", "året i «3/5-25» har bara två siffror", "skriv året med fyra siffror, till exempel 3/5 2025", id="short-year"),
    pytest.param("3 maj 25", "året i «3 maj 25» har bara två siffror", "skriv året med fyra siffror, till exempel 3/5 2025", id="short-year-words"),
    pytest.param("250503", "året i «250503» har bara två siffror", "skriv året med fyra siffror, till exempel 3/5 2025", id="six-digits"),
    pytest.param("3/5/2025", "«3/5/2025» kan läsas på två sätt", ISO_HINT, id="two-ways"),
    pytest.param("fredag", "«fredag» kan vara flera dagar", "skriv «i fredags» om du menar 2 maj 2025, annars datumet", id="weekday"),
    pytest.param("förra fredagen", "«förra fredagen» kan vara flera dagar", "skriv «i fredags» om du menar 2 maj 2025, annars datumet", id="last-weekday"),
    pytest.param("fredag 3 maj", "3 maj 2025 är en lördag, inte en fredag", "rätta veckodagen eller datumet", id="weekday-differs"),
    pytest.param("3 mja", "«3 mja» är inget datum", "menade du «3 maj»?", id="near-month"),
    pytest.param("3 agusti 2024", "«3 agusti 2024» är inget datum", "menade du «3 augusti 2024»?", id="near-month-of-year"),
    pytest.param("i fredax", "«i fredax» är inget datum", "menade du «i fredags»?", id="near-weekday"),
    pytest.param("igåt", "«igåt» är inget datum", "menade du «igår»?", id="near-yesterday"),
    pytest.param("nyss", "«nyss» är inget datum", ISO_HINT, id="no-date"),
    pytest.param("45780", "«45780» är inget datum", ISO_HINT, id="number-of-a-sheet"),
    pytest.param("", "«» är inget datum", ISO_HINT, id="empty"),
    pytest.param("x" * 61, "det där är inget datum", ISO_HINT, id="long"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "hint"), REFUSED)
def test_refused(text, message, hint):
    with pytest.raises(CalendarError) as caught:
        stretch_spoken(text, WEDNESDAY)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize("text", ["3/5", "3 maj", "maj", "v 23", "lördag 3/5"])
def test_without_today_a_year_is_wanted(text):
    with pytest.raises(CalendarError, match="datumet saknar år"):
        stretch_spoken(text, None)


@pytest.mark.parametrize("text", ["idag", "igår", "i fredags"])
def test_without_today_a_date_is_wanted(text):
    with pytest.raises(CalendarError, match=f"«{text}» säger inte vilket datum det är"):
        stretch_spoken(text, None)


DAYS = st.dates(date(1901, 1, 1), date(2199, 12, 31))
WITH_YEAR = [
    lambda day: f"{day}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day.day}/{day.month} {day.year}",
    lambda day: f"{day.day}/{day.month}-{day.year}",
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"den {day.day}:e {MONTHS[day.month - 1][:3].upper()} {day.year}",
    lambda day: f"{WEEKDAYS[day.weekday()]}en den {day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{WEEKDAYS[day.weekday()]} v {day.isocalendar().week} {day.isocalendar().year}",
]
WITHOUT_YEAR = [
    lambda day: f"{day.day}/{day.month}",
    lambda day: f"{day.day} {MONTHS[day.month - 1]}",
    lambda day: f"{WEEKDAYS[day.weekday()]}en den {day.day}:e {MONTHS[day.month - 1]}",
]


@given(DAYS, st.sampled_from(WITH_YEAR), st.none() | DAYS)
def test_every_day_in_every_form_is_read_back_whatever_day_it_is(day, form, today):
    assert stretch_spoken(form(day), today) == days_between(day, day)


@given(DAYS, st.sampled_from(WITHOUT_YEAR), st.integers(0, 364))
def test_a_day_of_the_last_year_needs_no_year(day, form, age):
    assert stretch_spoken(form(day), day + timedelta(days=age)) == days_between(day, day)


@given(DAYS, st.integers(1, 7))
def test_a_weekday_of_the_last_seven_days(today, age):
    day = today - timedelta(days=age)
    assert stretch_spoken(f"i {WEEKDAYS[day.weekday()]}s", today) == days_between(day, day)


@given(
    DAYS,
    st.sampled_from(["{}/{}", "v {1}{0}", "{} {}", "{}:e {}"]),
    st.integers(0, 99),
    st.sampled_from([*MONTHS, *range(15)]),
)
def test_what_has_no_year_has_begun_by_today(today, form, first, second):
    try:
        stretch = stretch_spoken(form.format(first, second), today)
    except CalendarError:
        return
    assert stretch.start <= today


PIECES = [
    "i ",
    "igår",
    "fredag",
    "s",
    "3",
    "12",
    "2025",
    "25",
    "/",
    "-",
    ".",
    " ",
    ":e",
    "maj",
    "v",
    "vecka ",
    "den ",
    "å",
    "٣",
]


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join), st.none() | DAYS)
def test_any_text_is_a_stretch_or_a_refusal(text, today):
    try:
        stretch = stretch_spoken(text, today)
    except CalendarError as error:
        facts = (bool(error.message), bool(error.hint))
    else:
        facts = (stretch.start < stretch.stop, True)
    assert facts == (True, True)
