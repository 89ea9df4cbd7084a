"""Calendar stretches and the windows that a target is judged over.

All stretches are half-open (`stop` is the first day after); `last` gives the day that people write. Weeks are ISO
weeks, a year is the calendar year (design §5).
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2199

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip

SEASONS: dict[str, tuple[int, int]] = {
    "vår": (3, 5),
    "sommar": (6, 8),
    "höst": (9, 11),
    "vinter": (12, 2),
    "sommarhalvår": (4, 9),
    "vinterhalvår": (10, 3),
    "skolstart": (8, 8),
    "vårtermin": (1, 6),
    "hösttermin": (7, 12),
}
"""First and last month of each season: the meteorological seasons by month, school start as August, and the terms."""

_ORDINALS = {"första": 1, "1:a": 1, "andra": 2, "2:a": 2, "tredje": 3, "3:e": 3, "fjärde": 4, "4:e": 4}
_PARTS_OF_YEAR = {"kvartal": 3, "tertial": 4, "halvår": 6}

_ONE_DAY = timedelta(days=1)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
_FORM = re.compile(r"\d{4}(-\d{2}){0,2}")
_YEARS = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})")


class CalendarError(ValueError):
    """A date or period that does not exist or is not written in a form that is read."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep the clause and the act apart, in Swedish."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class Stretch(NamedTuple):
    """Days from `start` up to but not including `stop`."""

    start: date
    stop: date

    @property
    def last(self) -> date:
        """The last day that is inside."""
        return self.stop - _ONE_DAY

    @property
    def days(self) -> int:
        """How many days the stretch has."""
        return (self.stop - self.start).days

    def has(self, day: date) -> bool:
        """Whether the day is inside."""
        return self.start <= day < self.stop

    def holds(self, other: "Stretch") -> bool:
        """Whether the other stretch lies whole inside this one."""
        return self.start <= other.start and other.stop <= self.stop

    def meets(self, other: "Stretch") -> bool:
        """Whether the two share at least one day."""
        return self.start < other.stop and other.start < self.stop

    def within(self, other: "Stretch") -> "Stretch":
        """The days that the two share, if they meet."""
        return Stretch(max(self.start, other.start), min(self.stop, other.stop))


def days_between(first: date, last: date) -> Stretch:
    """The stretch from the first day to the last one, both included."""
    return Stretch(first, last + _ONE_DAY)


def month_stretch(year: int, first_month: int, last_month: int) -> Stretch:
    """From the first of a month to the end of another one, which lies in the next year when it comes before."""
    year_after, month_after = divmod(last_month, 12)
    later = year + year_after + (last_month < first_month)
    return Stretch(date(year, first_month, 1), date(later, month_after + 1, 1))


def calendar_year(year: int) -> Stretch:
    """The whole calendar year."""
    return Stretch(date(year, 1, 1), date(year + 1, 1, 1))


# --- reading what people write ------------------------------------------------------------------------------------


def day_from(text: str) -> date:
    """The day written as `2025-02-28`; `CalendarError` when it is written otherwise or does not exist."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise CalendarError(f"«{text}» är inget datum", "skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2025-02-28")
    return checked_day(int(match[1]), int(match[2]), int(match[3]))


def checked_day(year: int, month: int, day: int) -> date:
    """The day with these numbers; `CalendarError` when there is no such day."""
    _check_year(year)
    if not 1 <= month <= 12:
        raise CalendarError(f"månad {month} finns inte", "månaderna är 01 till 12")
    length = month_stretch(year, month, month).days
    if not 1 <= day <= length:
        name = MONTHS[month - 1]
        raise CalendarError(f"{day} {name} {year} finns inte", f"{name} {year} har {length} dagar")
    return date(year, month, day)


def stretch_from(text: str) -> Stretch:
    """The stretch written as a day, a month (`2019-05`), a year (`2019`) or two of them with `/` between.

    Raises `CalendarError` when it is written otherwise, does not exist or ends before it begins.
    """
    first, slash, last = (part.strip() for part in text.partition("/"))
    if not slash:
        return _one_stretch(first)
    try:
        start, stop = _one_stretch(first).start, _one_stretch(last).stop
    except CalendarError as error:
        is_other_form = not (_FORM.fullmatch(first) and _FORM.fullmatch(last))
        raise CalendarError(f"«{text}» är inget datum", error.hint) if is_other_form else error from None
    if stop <= start:
        raise CalendarError(f"«{text}» slutar innan det börjar", "skriv den första dagen först")
    return Stretch(start, stop)


def _one_stretch(text: str) -> Stretch:
    if _YEAR.fullmatch(text):
        _check_year(int(text))
        return calendar_year(int(text))
    if match := _MONTH.fullmatch(text):
        first = checked_day(int(match[1]), int(match[2]), 1)
        return month_stretch(first.year, first.month, first.month)
    day = day_from(text)
    return days_between(day, day)


def period_from(text: str) -> Stretch:
    """The promise period written as `2025` or `2025–2026`, whole calendar years; `CalendarError` otherwise."""
    text = text.strip()
    if match := _YEARS.fullmatch(text):
        first, last = int(match[1]), int(match[2])
        _check_year(first)
        _check_year(last)
        if last < first:
            raise CalendarError(f"perioden «{text}» slutar innan den börjar", "skriv det första året först")
        return Stretch(date(first, 1, 1), date(last + 1, 1, 1))
    if _YEAR.fullmatch(text):
        return _one_stretch(text)
    raise CalendarError(f"«{text}» är ingen period", "skriv 2025, 2025–2026 eller {från: 2025-03-11, till: 2026-12-31}")


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CalendarError(f"år {year} är orimligt", f"skriv ett år mellan {FIRST_YEAR} och {LAST_YEAR}")


# --- writing for people -------------------------------------------------------------------------------------------


def long_date(day: date) -> str:
    """The day as in running text: `3 maj 2025`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_label(stretch: Stretch) -> str:
    """The stretch as people name it: `2025`, `2020–2022`, or its first and last day."""
    first, stop = stretch.start, stretch.stop
    if (first.month, first.day, stop.month, stop.day) == (1, 1, 1, 1):
        return str(first.year) if stop.year == first.year + 1 else f"{first.year}–{stop.year - 1}"
    return f"{first}–{stretch.last}" if stretch.days > 1 else str(first)


# --- windows ------------------------------------------------------------------------------------------------------


def anniversary(start: date, years: int) -> date:
    """The same day of the year so many years later; 29 February becomes 1 March in a common year."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 3, 1)


def season_months(name: str) -> tuple[int, int]:
    """First and last month of a named season or part of the year: `vår`, `andra kvartalet`, `maj`, `juni–augusti`.

    Raises `CalendarError` when there is no such season.
    """
    if name in SEASONS:
        return SEASONS[name]
    first, _, last = name.partition("–")
    if first in MONTHS and (last or first) in MONTHS:
        return MONTHS.index(first) + 1, MONTHS.index(last or first) + 1
    ordinal, _, part = name.partition(" ")
    number, length = _ORDINALS.get(ordinal, 0), _PARTS_OF_YEAR.get(part.removesuffix("et"), 0)
    if not 1 <= number * length <= 12:
        raise CalendarError(f"säsongen «{name}» finns inte", f"skriv {', '.join(SEASONS)} eller en månad")
    return (number - 1) * length + 1, number * length


def is_one_window(period: Stretch) -> bool:
    """Whether the period is at most twelve months, and so is judged as one."""
    return period.stop <= anniversary(period.start, 1)


def years_of(period: Stretch) -> tuple[Stretch, ...]:
    """The years that a promise is judged by, in order; they tile the period.

    At most twelve months are one window; a whole number of years from another day than 1 January has its own years;
    all else has calendar years, cut by the period (design §5).
    """
    if is_one_window(period):
        return (period,)
    count = period.stop.year - period.start.year
    if anniversary(period.start, count) == period.stop:
        return tuple(Stretch(anniversary(period.start, n), anniversary(period.start, n + 1)) for n in range(count))
    return tuple(calendar_year(year).within(period) for year in range(period.start.year, period.last.year + 1))


def whole_days(period: Stretch, count: int) -> Iterator[Stretch]:
    """Blocks of `count` days from the first day of the period; a last block that is cut is left out."""
    step = timedelta(days=count)
    start = period.start
    while start + step <= period.stop:
        yield Stretch(start, start + step)
        start += step


def whole_weeks(period: Stretch, count: int) -> Iterator[Stretch]:
    """Blocks of `count` ISO weeks that lie whole inside the period, from its first Monday."""
    monday = period.start + timedelta(days=-period.start.weekday() % 7)
    return whole_days(Stretch(monday, period.stop), 7 * count)


def whole_months(period: Stretch, count: int) -> Iterator[Stretch]:
    """Blocks of `count` calendar months that lie whole inside the period and begin where the calendar has them begin.

    So 3 gives quarters, 4 tertials, 6 half-years and terms.
    """
    first = period.start.year * 12 + period.start.month - 1 + (period.start.day > 1)
    first += -first % count
    last = period.stop.year * 12 + period.stop.month - 1
    edges = [date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1, count)]
    return (Stretch(start, stop) for start, stop in pairwise(edges))


def whole_seasons(period: Stretch, first_month: int, last_month: int) -> Iterator[Stretch]:
    """The season of each year, from its first month to the end of its last, where it lies whole inside the period."""
    for year in range(period.start.year, period.stop.year + 1):
        season = month_stretch(year, first_month, last_month)
        if period.holds(season):
            yield season


def seasons_meeting(period: Stretch, first_month: int, last_month: int) -> Iterator[Stretch]:
    """The season of each year where it meets the period, cut by it; for windows that are shorter than the season."""
    for year in range(period.start.year - 1, period.stop.year + 1):
        season = month_stretch(year, first_month, last_month)
        if season.meets(period):
            yield season.within(period)


def year_of_window(window: Stretch, *, is_week: bool = False) -> date:
    """The day that decides which year a window belongs to: the Thursday of its last week, else its last day."""
    return window.last - timedelta(days=3) if is_week else window.last
