"""What a count is judged over: rates, seasons, years, the promise period and deadlines.

::

    fönster  := takt | frist | säsong | "under året" | "under" årtal | "under perioden"
    takt     := ("per" | "/" | "varje" | "i" | "om") enhet | "varannan" enhet | "var" ordningstal enhet | adverb
    frist    := ("senast" | "före" | "till och med" …) dag | "under första" (halvåret | kvartalet | tertialet)
    säsong   := [preposition] namn {("," | "och") namn} [årtal]
    namn     := "våren" | "sommaren" … | månad [("-" | "till" | "och") månad] | ordningstal ("kvartalet" …)

A production returns an item or `None` and looks at a bounded number of tokens.
"""

from loftekoll.period import MONTHS, SEASONS, CalendarError, checked_day
from loftekoll.phrase import words
from loftekoll.phrase.numerals import morphemes_of, number_of
from loftekoll.phrase.production import Production
from loftekoll.phrase.scanner import Found, Item, Scanner
from loftekoll.phrase.target import Deadline, Unit, WindowSpec
from loftekoll.phrase.tokens import DATE, NUMBER, WORD


def window(scan: Scanner, at: int) -> Found:
    """`fönster`, whichever it is; read once for each place, since other productions ask too."""
    if at not in scan.windows:
        scan.windows[at] = _window(scan, at)
    return scan.windows[at]


_STARTS = frozenset(
    words.ADVERBS.keys() | words.EVERY_SECOND | words.EVERY_NTH | words.PER | words.BY_THEN_PHRASES.keys()
    | set(words.IN_SEASON) | words.SEASON_ENDS | words.ORDINALS.keys() | words.PARTS_OF_YEAR.keys()
    | {"daglig", "dagliga", "dagligt", "alla", "samtliga", "av", "om", "och", "respektive", "det", "detta"}
    | {"för", "inom", "år"}
    | {"över", "sista", "q1", "q2", "q3", "q4", "t1", "t2", "t3"}
)  # fmt: skip
"""The words that a window may begin with; it may also begin with a number."""


def _window(scan: Scanner, at: int) -> Found:
    if scan.kind(at) == WORD and scan.low(at) not in _STARTS:
        return None
    if item := rate(scan, at):
        year_after = scan.year(item.stop)
        if year_after is None or item.value.unit in {Unit.DATE, Unit.PERIOD}:
            return item
        return item._replace(stop=item.stop + 1, value=item.value._replace(year=year_after))
    for read in (deadline, season, year, whole_period):
        if item := read(scan, at):
            return item
    return None


def near_ordinal(word: str) -> str | None:
    """The ordinal that a misspelt word was probably meant to be, or `None`."""
    from difflib import get_close_matches  # noqa: PLC0415 - only needed when something is misspelt

    return next(iter(get_close_matches(word, words.ORDINALS, n=1, cutoff=0.75)), None)


# --- rates --------------------------------------------------------------------------------------------------------


def rate(scan: Scanner, at: int) -> Found:
    """`takt`: so many in each of these, with the number of units in one window."""
    low = scan.low(at)
    if low in words.ADVERBS:
        return Item("fönster", at, at + 1, WindowSpec(words.ADVERBS[low]))
    if low == "daglig" and scan.low(at - 1) == "en" and not scan.low(at + 1).endswith(words.STEADY_NOUNS):
        return Item("fönster", at, at + 1, WindowSpec(Unit.DAY))
    if low in {"dagliga", "dagligt"} and (
        scan.kind(at - 1) == NUMBER or max(morphemes_of(scan.low(at - 1)), default=0) > 1
    ):
        return Item("fönster", at, at + 1, WindowSpec(Unit.DAY))
    if low in words.EVERY_SECOND:
        return _weekday(scan, at, at + 1, 2) or _unit(scan, at, at + 1, 2)
    if low in words.EVERY_NTH:
        nth = words.ORDINALS.get(scan.low(at + 1)) or scan.day_number(at + 1)
        if not nth and scan.low(at + 2) in words.UNITS and (near := near_ordinal(scan.low(at + 1))):
            shown = scan.tokens[at + 1].text
            scan.remark("LK201", f"okänt ordningstal «{shown}»", f"menade du «{near}»?", at + 1, at + 2)
        item = (_weekday(scan, at, at + 2, nth) or _unit(scan, at, at + 2, nth)) if nth else None
        after = scan.skip(at + 2, ("till", "-"))
        if nth and after > at + 2 and (last := _unit(scan, at, after + 1)) and scan.low(after) in words.ORDINALS:
            hint = "skriv en av dem: «var tredje vecka»"
            scan.remark("LK204", "det går inte att se hur ofta", hint, at, last.stop)
        return item
    return _each(scan, at)


def _each(scan: Scanner, at: int) -> Found:
    """`per år`, `varje fredag`, `i veckan`, `(per skola) och år`, `respektive termin`."""
    low = scan.low(at)
    start = at + (low in {"under", "i", "vid", "för", "på"} and scan.low(at + 1) in words.EACH)
    if scan.low(start) in words.PER:
        noun = scan.skip(start + 1, ("hel", "helt", "enskild", "helgfri", "ny", "nytt"))
        if (found := scan.number(noun)) and scan.low(start) != "/":
            return _unit(scan, at, found[1], int(found[0])) if found[0] >= 1 else None
        is_list = low == "/" and scan.low(at - 1) in words.WEEKDAYS
        return (None if is_list else _weekday(scan, at, noun)) or _term(scan, at, noun) or _unit(scan, at, noun)
    if low in {"alla", "samtliga"}:
        return _weekday(scan, at, at + 1) or (_unit(scan, at, at + 1) if scan.low(at + 1) in words.ALL_TIMES else None)
    is_definite = low in {"i", "om"} or (low == "av" and scan.low(at - 1) in words.UNITS)  # "fyra dagar av veckan"
    is_second = low == "och" and scan.low(at - 2) == "per" and scan.low(at - 1) not in words.UNITS
    if (is_definite and scan.low(at + 1).endswith(("n", "et"))) or is_second or scan.low(start) == "respektive":
        return _unit(scan, at, start + 1)
    return _on(scan, at) if low == "på" else None


def _on(scan: Scanner, at: int) -> Found:
    """`på fredagar`, `på årsbasis`, `tre gånger på ett år`."""
    day = scan.low(at + 1)
    if day in words.EVERY_WEEK_ON and scan.low(at + 2) not in {"och", "-", "/", ","}:
        return Item("fönster", at, at + 2, WindowSpec(Unit.WEEK))
    if day == "årsbasis":
        return Item("fönster", at, at + 2, WindowSpec(Unit.YEAR))
    return _unit(scan, at, scan.skip(at + 1, words.ARTICLES)) if scan.low(at - 1) in words.OCCASIONS else None


def _unit(scan: Scanner, start: int, noun: int, count: int = 1) -> Found:
    unit = words.UNITS.get(scan.low(noun))
    if not unit and (long := _long_unit(scan.low(noun))):
        unit, count = long
    return Item("fönster", start, noun + 1, WindowSpec(unit, count)) if unit else None


def _long_unit(low: str) -> tuple[Unit, int] | None:
    """`4-månadersperiod`, `tvåårsperiod`: so many units in one window."""
    for ending, unit in words.LONG_UNITS.items():
        stem = low.removesuffix(ending).removesuffix("-")
        if low.endswith(ending) and stem:
            number = int(stem) if stem.isdecimal() and len(stem) < 3 else number_of(morphemes_of(stem))
            return (unit, number) if number else None
    return None


def _weekday(scan: Scanner, start: int, noun: int, count: int = 1) -> Found:
    """`fredag`, `fredag och lördag`, `fredag- och lördagskväll`: a day of the week, so many times in it."""
    if scan.low(noun) not in words.WEEKDAYS:
        return None
    times, stop = 1, noun + 1
    while (after := scan.skip(stop, ("-", ",", "/", "och", "samt"))) > stop and scan.low(after) in words.WEEKDAYS:
        times, stop = times + 1, after + 1
    return Item("fönster", start, stop, WindowSpec(Unit.WEEK, count), times)


def _term(scan: Scanner, start: int, noun: int) -> Found:
    if month := words.MONTH_NUMBERS.get(scan.low(noun)):
        return Item("fönster", start, noun + 1, WindowSpec(Unit.SEASON, seasons=(MONTHS[month - 1],)))
    names, stop = _season_names(scan, noun)
    if not names:
        return None
    unit = Unit.TERM if len(names) == 1 and names[0] in words.TERM_SEASONS else Unit.SEASON
    return Item("fönster", start, stop, WindowSpec(unit, seasons=names))


# --- seasons ------------------------------------------------------------------------------------------------------


def season(scan: Scanner, at: int) -> Found:
    """`säsong`: `under sommaren`, `vår och höst`, `på våren 2025`, `maj-september`, `under andra halvåret`."""
    start = scan.skip(at, words.IN_SEASON)
    if part := _part_of_year(scan, start):
        name, _, stop = part
        return _season_item(scan, at, stop, (name,))
    names, stop = _season_names(scan, start)
    return _season_item(scan, at, stop, names) if names else None


def _narrows_nothing(scan: Scanner, at: int) -> bool:
    """`främst på sommaren`, `med början i mars`: a season that says where the weight lies, or since when."""
    before = [scan.low(n) for n in range(at - 3, at)]
    is_since = before[-1] in {"efter", "sedan", "oavsett", "än", "som"} or (
        before[-1] == "till" and before[-3] == "från"
    )
    return is_since or not _PARTIAL.isdisjoint(before[-2:])


_PARTIAL = words.EMPHASIS | words.BEGINNING


def _season_names(scan: Scanner, at: int) -> tuple[tuple[str, ...], int]:
    """`våren 2025 och hösten`, `höst- och vårterminen`, `juni och juli`: the seasons and the place after them."""
    names: list[str] = []
    start = stop = at
    while found := _months(scan, stop) or _season_name(scan, stop, is_first=not names):
        names.append(found[0])
        has_year = bool(scan.year(found[1]))
        joined = found[1] + has_year
        if has_year and scan.low(joined) == ",":
            stop = joined
            break
        stop = scan.skip(joined + _is_cut(scan, joined), (",", "och", "samt", "/", "på", "under", "respektive", "i"))
        if stop == joined:
            break
    while stop > start and scan.low(stop - 1) not in words.SEASON_ENDS:
        stop -= 1
    if names and names[-1].endswith("termin"):
        names = [name if name.endswith("termin") else f"{name}termin" for name in names]
    return _joined(names), stop


def _is_cut(scan: Scanner, at: int) -> bool:
    """The hyphen of `höst- och vårterminen`."""
    return scan.low(at) == "-" and scan.is_adjacent(at) and scan.low(at + 1) in words.JOINING


def _season_item(scan: Scanner, start: int, stop: int, names: tuple[str, ...]) -> Item:
    stop = scan.skip(stop, ("månad",))
    found = scan.year(stop)
    role = "utanför" if _narrows_nothing(scan, start) else "fönster"
    return Item(role, start, stop + bool(found), WindowSpec(Unit.SEASON, seasons=names, year=found))


def _season_name(scan: Scanner, at: int, *, is_first: bool) -> tuple[str, int] | None:
    """The season and the place after it; `vår` alone is a pronoun, and only a season when another is joined to it."""
    name = words.SEASON_WORDS.get(scan.low(at))
    is_pronoun = scan.low(at) == "vår" and is_first and scan.low(at + 1) not in words.AFTER_SEASON
    return None if name is None or is_pronoun else (name, at + 1)


def _months(scan: Scanner, at: int) -> tuple[str, int] | None:
    """`maj`, `maj-september`, `från maj till september`: as `maj` or `maj–september`, and the place after it."""
    if (first := words.MONTH_NUMBERS.get(scan.low(at))) is None:
        return None
    is_range = scan.low(at - 1) == "mellan" and scan.low(at + 1) == "och"
    until = at + 1 + (1 if is_range else len(scan.one_of(at + 1, words.UNTIL)))
    last = words.MONTH_NUMBERS.get(scan.low(until)) if until > at + 1 else None
    if last is None or last == first:
        return MONTHS[first - 1], at + 1
    return f"{MONTHS[first - 1]}–{MONTHS[last - 1]}", until + 1


def _joined(names: list[str]) -> tuple[str, ...]:
    """The seasons, each once; months that follow each other as one stretch: `juni–augusti`."""
    months = [MONTHS.index(name) for name in names if name in MONTHS]
    is_run = len(months) == len(names) > 1 and months == list(range(months[0], months[0] + len(months)))
    return (f"{names[0]}–{names[-1]}",) if is_run else tuple(dict.fromkeys(names))


def _part_of_year(scan: Scanner, at: int) -> tuple[str, int, int] | None:
    """`första kvartalet`: its name, its last month, and the place after it."""
    at = scan.skip(at, ("det",))
    months, ordinal, after = words.PARTS_OF_YEAR.get(scan.low(at + 1)), words.ORDINALS.get(scan.low(at)), at + 2
    if months and scan.low(at) == "sista":
        ordinal = 12 // months
    elif by_number := _numbered_part(scan, at):
        months, ordinal, after = by_number
    if not ordinal or not months or ordinal * months > 12:
        return None
    stop = scan.skip(after, ("av", "år", "under"))
    name = f"{words.NTH[ordinal]} {words.DEFINITE_PARTS[months]}"
    return name, ordinal * months, stop if scan.is_year(stop) else after


def _numbered_part(scan: Scanner, at: int) -> tuple[int, int, int] | None:
    """`kvartal 2`, `Q3`, `T1`: its months, its number and the place after it."""
    low = scan.low(at)
    if low in words.PARTS_OF_YEAR and scan.kind(at + 1) == NUMBER and scan.day_number(at + 1):
        return words.PARTS_OF_YEAR[low], scan.day_number(at + 1), at + 2
    months = {"q": 3, "t": 4}.get(low[:1]) if low[1:] in {"1", "2", "3", "4"} else None
    return (months, int(low[1:]), at + 1) if months else None


# --- years and the period -----------------------------------------------------------------------------------------


def year(scan: Scanner, at: int) -> Found:
    """`under året`, `under 2025`, `detta år`, `under 2022 och 2023`, `fem möten 2025`."""
    low = scan.low(at)
    if stop := _any_year(scan, at):
        return Item("fönster", at, stop, WindowSpec(Unit.YEAR, stated=False))
    if low not in {"under", "för", "inom", "år", "i"}:
        return _year_alone(scan, at)
    noun = scan.skip(at + (low != "år"), (*_BEFORE_YEAR, "år", "åren", "kalenderåret"))
    if not scan.is_year(noun) or (low == "i" and noun == at + 1):
        return None
    if scan.low(noun + 1) in {"och", "-"} and scan.is_year(noun + 2):
        return Item("fönster", at, noun + 3, WindowSpec(Unit.PERIOD))
    return Item("fönster", at, noun + 1, WindowSpec(Unit.YEAR, year=scan.year(noun)))


_BEFORE_YEAR = ("hela", "det", "kommande", "innevarande", "loppet", "av")


def _any_year(scan: Scanner, at: int) -> int:
    """`under året`, `i år`, `under innevarande år`: the place after it, where no year is named."""
    low = scan.low(at)
    is_grade = scan.kind(at + 2) == NUMBER and scan.day_number(at + 2) < 10 and scan.low(at + 3) in words.AFTER_GRADE
    if low in {"detta", "i"} and scan.low(at + 1) == "år" and not is_grade:
        return at + 2
    noun = scan.skip(at + 1, _BEFORE_YEAR) if low in {"under", "inom"} else at
    is_current = noun > at + 1 and scan.low(noun) == "år" and not scan.is_year(noun + 1)
    return noun + 1 if noun > at and (is_current or scan.low(noun) in words.THE_YEAR) else 0


def _year_alone(scan: Scanner, at: int) -> Found:
    """`fem möten 2025`, with nothing after it that the year could belong to; `2025 ska …`."""
    if at == 0 and scan.is_year(0) and scan.low(1) in words.MODALS:
        return Item("fönster", 0, 1, WindowSpec(Unit.YEAR, year=scan.year(0)))
    before = scan.low(at - 1)
    is_named = scan.kind(at - 1) == WORD and before not in words.PREPOSITIONS and before not in {"än", "och", "eller"}
    if not is_named or not scan.is_year(at) or scan.low(at + 1) not in {"", ".", ",", ";", "samt"}:
        return None
    return Item("fönster", at, at + 1, WindowSpec(Unit.YEAR, year=scan.year(at)))


def whole_period(scan: Scanner, at: int) -> Found:
    """`under perioden`, `under de två åren`, `under perioden 2024-2025`."""
    if scan.low(at) not in {"under", "över", "för"}:
        return None
    noun = scan.skip(at + 1, ("hela", "den", "de", "denna", "löftets", "avtalets", "kommande"))
    if found := scan.number(noun):
        noun = found[1]
    if scan.low(noun) not in words.PERIOD_NOUNS or (found and scan.low(noun) != "åren"):
        return None
    if not found and (months := _months(scan, noun + 1)):
        return _season_item(scan, at, months[1], (months[0],))
    return Item("fönster", at, noun + 1, WindowSpec(Unit.PERIOD))


def total(scan: Scanner, at: int) -> Found:
    """`totalt`, `sammanlagt`."""
    return Item("fönster", at, at + 1, WindowSpec(Unit.PERIOD)) if scan.low(at) in words.IN_TOTAL else None


# --- deadlines ----------------------------------------------------------------------------------------------------


def deadline(scan: Scanner, at: int) -> Found:
    """`frist`: the last day that is in time; `under första halvåret` is a season too, for what is done every week."""
    is_opened = scan.low(at) in {"under", "det"}
    if is_opened and (part := _part_of_year(scan, at + (scan.low(at) == "under"))) and part[0].startswith("första"):
        by_then = _by_part(scan, at, part)
        return by_then._replace(value=by_then.value._replace(seasons=part[:1], year=by_then.value.deadline.year))
    opening = scan.one_of(at, words.BY_THEN_PHRASES)
    if not opening:
        return None
    is_too_late = words.BY_THEN[opening]
    if opening[-1] == "till" and scan.low(at + len(opening)) in words.SEASON_WORDS:
        is_too_late = True
    day = scan.skip(at + len(opening), words.BEFORE_DAY)
    if scan.low(day) in {"utgången", "slutet"}:
        is_too_late, day = False, scan.skip(day + 1, ("av", "år"))
    for read in (_by_date, _by_named) if opening == ("till",) else (_by_date, _by_month, _by_year, _by_named):
        if item := read(scan, at, day, is_too_late):
            return item
    part = _part_of_year(scan, day)
    return _by_part(scan, at, part) if part else None


def _by_part(scan: Scanner, start: int, part: tuple[str, int, int]) -> Item:
    _, month, stop = part
    found = scan.year(stop)
    return _by(scan, start, stop + bool(found), Deadline(found, month), is_too_late=False)


def _by_date(scan: Scanner, start: int, at: int, is_too_late: bool) -> Found:
    """`2025-03-31`, `den 31 mars 2025`, `31/3`."""
    if scan.kind(at) == DATE:
        when, month, day = (int(part) for part in scan.low(at).split("-"))
        return _by(scan, start, at + 1, Deadline(when, month, day), is_too_late=is_too_late)
    number = scan.day_number(at)
    if number and scan.low(at + 1) in words.MONTH_NUMBERS:
        found = Deadline(scan.year(at + 2), words.MONTH_NUMBERS[scan.low(at + 1)], number)
        return _by(scan, start, at + 2 + bool(found.year), found, is_too_late=is_too_late)
    if number and scan.low(at + 1) == "/" and scan.day_number(at + 2):
        found = Deadline(scan.year(at + 3), scan.day_number(at + 2), number)
        return _by(scan, start, at + 3 + bool(found.year), found, is_too_late=is_too_late)
    return None


def _by_month(scan: Scanner, start: int, at: int, is_too_late: bool) -> Found:
    month = words.MONTH_NUMBERS.get(scan.low(at))
    if month is None:
        return None
    found = Deadline(scan.year(at + 1), month, 1 if is_too_late else None)
    return _by(scan, start, at + 1 + bool(found.year), found, is_too_late=is_too_late)


def _by_year(scan: Scanner, start: int, at: int, is_too_late: bool) -> Found:
    found = scan.year(at)
    if found is None:
        return None
    return _by(
        scan, start, at + 1, Deadline(found, 1, 1) if is_too_late else Deadline(found, 12), is_too_late=is_too_late
    )


def _by_named(scan: Scanner, start: int, at: int, is_too_late: bool) -> Found:
    """`årets slut`, `årsskiftet`, `sommaren`."""
    if scan.says(at, "årets", "slut") or scan.low(at) in {"årsskiftet", "året", "årsslutet"}:
        stop = at + 1 + scan.says(at, "årets", "slut")
        found = Deadline(scan.year(stop), 12)
        return _by(scan, start, stop + bool(found.year), found, is_too_late=False)
    season = words.SEASON_WORDS.get(scan.low(at)) if scan.low(at) != "vår" else None
    if season is None:
        return None
    month = SEASONS[season][0] if is_too_late else SEASONS[season][1]
    found = Deadline(scan.year(at + 1), month, 1 if is_too_late else None)
    return _by(scan, start, at + 1 + bool(found.year), found, is_too_late=is_too_late)


def _by(scan: Scanner, start: int, stop: int, found: Deadline, *, is_too_late: bool) -> Item:
    """The item for a deadline that exists; an impossible date is a finding, and the words stay words."""
    try:
        checked_day(found.year or 2000, found.month, found.day or 1)
    except CalendarError as error:
        scan.remark("LK205", error.message, error.hint, start, stop)
        return Item("ord", start, stop)
    if is_too_late:
        found = _day_before(found)
    return Item("fönster", start, stop, WindowSpec(Unit.DATE, deadline=found))


def _day_before(deadline: Deadline) -> Deadline:
    """The last day that is in time before a day that is too late."""
    if deadline.day and deadline.day > 1:
        return deadline._replace(day=deadline.day - 1)
    if deadline.month > 1:
        return deadline._replace(month=deadline.month - 1, day=None)
    return deadline._replace(year=deadline.year and deadline.year - 1, month=12, day=None)


WINDOW = Production(window, _STARTS, digits=True)
TOTAL = Production(total, words.IN_TOTAL)
