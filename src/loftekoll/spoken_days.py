"""Days as people say and write them: `i fredags`, `3/5`, `3 maj`, `vecka 23`; what could be two days is refused.

Only what is always read in one way in Sweden is read: the day stands before the month, and a year has four digits.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from loftekoll.municipalities import fold
from loftekoll.period import (
    MONTHS,
    CalendarError,
    Stretch,
    checked_day,
    days_between,
    long_date,
    month_stretch,
    stretch_from,
)

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")

_LONGEST = 60
"""Characters in what can be a date; a longer text is not repeated in the refusal."""
_LONGEST_GAP = 9
"""Years to look back for 29 February or week 53; they are at most eight apart."""
_HINT = "skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2025-02-28"
_ONE_DAY = timedelta(days=1)

_DAYS_FROM_TODAY = {"idag": 0, "igar": -1, "forrgar": -2, "iforrgar": -2, "imorgon": 1}
_RELATIVE = {fold(f"i{each}s"): f"i {each}s" for each in WEEKDAYS} | {
    "idag": "idag", "igar": "igår", "forrgar": "i förrgår", "iforrgar": "i förrgår",
}  # fmt: skip
"""What is said of a day by how long ago it was, folded and without blanks, with its spelling."""
_MONTHS = {name: n for n, name in enumerate(MONTHS, start=1)}
_NUMBER_OF_MONTH = _MONTHS | {name[:3]: n for name, n in _MONTHS.items()} | {"febr": 2, "sept": 9}

_WEEKDAY = "|".join(map(fold, WEEKDAYS))
_MONTH = "|".join(sorted(_NUMBER_OF_MONTH, key=len, reverse=True))
_IN_WORDS = rf"(?P<day>\d{{1,2}})(?::?[ae]|\.)? ?(?P<month>{_MONTH})\.?"
_WEEK = r"(?:v|vecka)\.? ?(?P<week>\d{1,2})"


def _forms(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.ASCII) for pattern in patterns)


_DAY_FORMS = _forms(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:[ -](?P<year>\d{4}))?",
    rf"{_IN_WORDS}(?: (?P<year>\d{{4}}))?",
)
_MONTH_FORMS = _forms(rf"(?P<month>{_MONTH})\.?(?: (?P<year>\d{{4}}))?")
_WEEK_FORMS = _forms(rf"{_WEEK}(?:,? (?P<year>\d{{4}}))?", r"(?P<year>\d{4})(?:-?w| ?v\.? ?| vecka )(?P<week>\d{1,2})")
_LAST_WEEKDAY, _NAMED, _SOME_WEEKDAY, _ISO, _SHORT_YEAR, _TWO_WAYS = _forms(
    rf"i ?({_WEEKDAY})s",
    rf"(?:(?P<weekday>{_WEEKDAY})(?:en)?,? )?(?:den )?(?P<rest>.+)",
    rf"\b({_WEEKDAY})",
    r"\d{4}(?:-\d{2}){0,2}(?:\s*/\s*\d{4}(?:-\d{2}){0,2})?",
    rf"\d{{6}}|\d\d-\d\d-\d\d|\d{{1,2}}\.\d{{1,2}}\.\d\d|(?:\d{{1,2}}/\d{{1,2}}|{_IN_WORDS}|{_WEEK})[ /'-]+\d\d",
    r"\d{1,2}/\d{1,2}/\d{4}",
)


def stretch_spoken(text: str, today: date | None) -> Stretch:
    """The day, week, month or year that is meant: all that `stretch_from` reads, and as people say and write it.

    Without a year it is the latest such day, or the latest such week or month that has begun, as seen from today.
    Raises `CalendarError` for what does not exist or could be two days, and without `today` for what depends on it.
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        raise CalendarError("det där är inget datum", _HINT)
    try:
        return stretch_from(text)
    except CalendarError:
        if _ISO.fullmatch(text):
            raise
    words = fold(text)
    stretch = _relative(words, text, today) or _dated(words, today)
    if stretch is None:
        raise _refusal(words, text, today)
    return stretch


def _relative(words: str, text: str, today: date | None) -> Stretch | None:
    """The day that is said by how long ago it was: `idag`, `i förrgår`, and `i fredags` for the Friday before today."""
    days = _DAYS_FROM_TODAY.get(words.replace(" ", ""))
    last = _LAST_WEEKDAY.fullmatch(words)
    if days is None and last is None:
        return None
    if today is None:
        raise CalendarError(f"«{text}» säger inte vilket datum det är", _HINT)
    if last is not None:
        return _one(_last_weekday(_number_of(last[1]), today))
    return _one(today + days * _ONE_DAY) if days is not None else None


def _last_weekday(number: int, today: date) -> date:
    """The latest day before today that is the weekday, by its number from Monday 0."""
    return today - ((today.weekday() - number - 1) % 7 + 1) * _ONE_DAY


def _number_of(weekday: str) -> int:
    return _WEEKDAY.split("|").index(weekday)


def _one(day: date) -> Stretch:
    return days_between(day, day)


def _dated(words: str, today: date | None) -> Stretch | None:
    """What is said by its date, perhaps with its weekday: `fredagen den 2 maj`, `fredag v 18`; `None` if it is no date.

    A weekday that does not agree is refused: either could be the slip.
    """
    named = _NAMED.fullmatch(words)
    if named is None:
        return None
    stretch = _bare(named["rest"], today)
    if stretch is None or named["weekday"] is None:
        return stretch
    number = _number_of(named["weekday"])
    if stretch.days > 1:
        return _one(stretch.start + number * _ONE_DAY) if stretch.days == 7 else None
    if stretch.start.weekday() != number:
        is_, said = WEEKDAYS[stretch.start.weekday()], WEEKDAYS[number]
        raise CalendarError(f"{long_date(stretch.start)} är en {is_}, inte en {said}", "rätta veckodagen eller datumet")
    return stretch


def _bare(words: str, today: date | None) -> Stretch | None:
    """The stretch of a date without weekday; `None` if it is no date."""
    for forms, made in ((_DAY_FORMS, _day), (_MONTH_FORMS, _month), (_WEEK_FORMS, _week)):
        for form in forms:
            if match := form.fullmatch(words):
                return _in_year(match["year"], today, made(match))
    return None


def _day(match: re.Match[str]) -> Callable[[int], Stretch]:
    month = _NUMBER_OF_MONTH.get(match["month"]) or int(match["month"])
    return lambda year: _one(checked_day(year, month, int(match["day"])))


def _month(match: re.Match[str]) -> Callable[[int], Stretch]:
    month = _NUMBER_OF_MONTH[match["month"]]
    return lambda year: month_stretch(checked_day(year, month, 1).year, month, month)


def _week(match: re.Match[str]) -> Callable[[int], Stretch]:
    return lambda year: _iso_week(checked_day(year, 1, 1).year, int(match["week"]))


def _iso_week(year: int, number: int) -> Stretch:
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        weeks = date(year, 12, 28).isocalendar().week
        raise CalendarError(f"vecka {number} {year} finns inte", f"{year} har {weeks} veckor") from None
    return Stretch(monday, monday + 7 * _ONE_DAY)


def _in_year(year: str | None, today: date | None, made: Callable[[int], Stretch]) -> Stretch:
    """The stretch in the year that was written, else the latest that has begun by today."""
    if year is not None:
        return made(int(year))
    if today is None:
        raise CalendarError("datumet saknar år", "skriv året också, till exempel 3 maj 2025")
    faults: list[CalendarError] = []
    newest = max(today.year, today.isocalendar().year)
    for each in range(newest, newest - _LONGEST_GAP, -1):
        try:
            stretch = made(each)
        except CalendarError as error:
            faults.append(error)
        else:
            if stretch.start <= today:
                return stretch
    raise faults[0]


# --- what cannot be read ------------------------------------------------------------------------------------------


def _refusal(words: str, text: str, today: date | None) -> CalendarError:
    """Why the text is not read, and what to write instead."""
    if _TWO_WAYS.fullmatch(words):
        return CalendarError(f"«{text}» kan läsas på två sätt", _HINT)
    if _SHORT_YEAR.fullmatch(words):
        hint = "skriv året med fyra siffror, till exempel 3/5 2025"
        return CalendarError(f"året i «{text}» har bara två siffror", hint)
    weekday = _SOME_WEEKDAY.search(words)
    if weekday and not any(sign.isdecimal() for sign in words):
        return CalendarError(f"«{text}» kan vara flera dagar", _weekday_hint(_number_of(weekday[1]), today))
    for meant in _nearly(words):
        if _is_read(meant, today):
            return CalendarError(f"«{text}» är inget datum", f"menade du «{meant}»?")
    return CalendarError(f"«{text}» är inget datum", _HINT)


def _weekday_hint(number: int, today: date | None) -> str:
    if today is None:
        return _HINT
    return f"skriv «i {WEEKDAYS[number]}s» om du menar {long_date(_last_weekday(number, today))}, annars datumet"


def _is_read(text: str, today: date | None) -> bool:
    words = fold(text)
    try:
        return (_relative(words, text, today) or _dated(words, today)) is not None
    except CalendarError:
        return False


def _nearly(words: str) -> Iterator[str]:
    """The text with what is nearly a word of ours spelt as we know it, one word at a time."""
    from difflib import get_close_matches  # noqa: PLC0415 - only needed when something is misspelt

    for match in get_close_matches(words.replace(" ", ""), _RELATIVE, n=1, cutoff=0.75):
        yield _RELATIVE[match]
    known = [*MONTHS, *(fold(each) for each in WEEKDAYS), "vecka"]
    each_word = words.split()
    for n, word in enumerate(each_word):
        for match in get_close_matches(word, known, n=1, cutoff=0.6):
            yield " ".join([*each_word[:n], match, *each_word[n + 1 :]])
