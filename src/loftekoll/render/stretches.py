"""Stretches of days as people name them: years, months, weeks, days."""

from collections.abc import Iterable, Iterator, Sequence

from loftekoll.period import MONTHS, Stretch, long_date, short_label


def listed(words: Iterable[str]) -> str:
    """`a`, `a och b`, `a, b och c`; empty for no words."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} och {last}" if first else last


def capitalised(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """The text with a full stop where it lacks an end."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def stretch_name(stretch: Stretch) -> str:
    """The days as people name them: years, months, weeks, a day, or the first and the last of them."""
    first, stop = stretch.start, stretch.stop
    if (first.month, first.day, stop.month, stop.day) == (1, 1, 1, 1):
        return short_label(stretch)
    if first.day == stop.day == 1:
        return _months_name(stretch)
    if first.weekday() == stop.weekday() == 0:
        return _weeks_name(stretch)
    return _days_name(stretch)


def _months_name(stretch: Stretch) -> str:
    """`juni 2025`, `mars–maj 2025`, `december 2025–februari 2026`."""
    first, last = stretch.start, stretch.last
    end = f"{MONTHS[last.month - 1]} {last.year}"
    if first.year != last.year:
        return f"{MONTHS[first.month - 1]} {first.year}–{end}"
    return end if first.month == last.month else f"{MONTHS[first.month - 1]}–{end}"


def _weeks_name(stretch: Stretch) -> str:
    """`vecka 25 2025`, `vecka 2–14 2025`, `vecka 53 2020–vecka 1 2021`."""
    (first_year, first, _), (last_year, last, _) = stretch.start.isocalendar(), stretch.last.isocalendar()
    if first_year != last_year:
        return f"vecka {first} {first_year}–vecka {last} {last_year}"
    return f"vecka {first} {last_year}" if first == last else f"vecka {first}–{last} {last_year}"


def _days_name(stretch: Stretch) -> str:
    """`3 maj 2025`, `3–7 maj 2025`, `3 maj–2 juni 2025`, `11 mars 2021–10 mars 2022`."""
    first, last = stretch.start, stretch.last
    if first == last:
        return long_date(last)
    if first.year != last.year:
        return f"{long_date(first)}–{long_date(last)}"
    month = "" if first.month == last.month else f" {MONTHS[first.month - 1]}"
    return f"{first.day}{month}–{long_date(last)}"


def stretches_text(stretches: Sequence[Stretch], most: int = 6) -> str:
    """Several stretches in order, those that adjoin each other as one; no more than so many by name."""
    runs = [*joined(stretches)]
    if len(runs) > most:
        return f"{', '.join(map(stretch_name, runs[:most]))} och {len(runs) - most} till"
    return listed(map(stretch_name, runs))


def joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """The stretches, adjoining ones joined."""
    run: Stretch | None = None
    for each in stretches:
        if run is not None and run.stop == each.start:
            run = Stretch(run.start, each.stop)
        else:
            if run is not None:
                yield run
            run = each
    if run is not None:
        yield run
