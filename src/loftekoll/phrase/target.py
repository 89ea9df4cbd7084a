"""What a target phrase comes to: counted targets and the kind of the phrase."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from loftekoll.diagnostic import Severity
from loftekoll.period import month_stretch


class Kind(StrEnum):
    """What sort of target a phrase states."""

    QUANTIFIED = "räknat"
    CONTINUOUS = "löpande"
    UNQUANTIFIED = "oräknat"
    INDICATOR = "indikator"
    FAULT = "fel"


class Comparator(StrEnum):
    """How the count is to be compared; a bare number means at least."""

    AT_LEAST = "minst"
    AT_MOST = "högst"
    EXACTLY = "exakt"


class Measure(StrEnum):
    """What is counted."""

    COUNT = "antal"
    HOURS = "timmar"
    KRONOR = "kronor"
    PERCENT = "procent"
    POSTS = "tjänster"


class Spread(StrEnum):
    """Whether the count holds in every window, or on average over the windows of a year."""

    SUM = "summa"
    AVERAGE = "snitt"


class Unit(StrEnum):
    """What a window is made of."""

    DAY = "dag"
    WEEK = "vecka"
    MONTH = "månad"
    QUARTER = "kvartal"
    TERTIAL = "tertial"
    TERM = "termin"
    HALF_YEAR = "halvår"
    YEAR = "år"
    SEASON = "säsong"
    PERIOD = "period"
    DATE = "datum"


class Deadline(NamedTuple):
    """The last day that is in time; without a year when the phrase names none, without a day at a month's end."""

    year: int | None
    month: int
    day: int | None = None

    def in_year(self, year: int) -> date:
        """The day in the year that the phrase names, else in this one; 29 February becomes 28 in a common year."""
        year = self.year or year
        last = month_stretch(year, self.month, self.month).last
        return last if self.day is None else last.replace(day=min(self.day, last.day))

    def __str__(self) -> str:
        """ISO 8601: `2025-03-31`, or `--03-31` without a year."""
        return str(self.in_year(self.year)) if self.year else f"--{self.in_year(2000):%m-%d}"


class WindowSpec(NamedTuple):
    """The windows of a target: `count` units in one, within named seasons, one year, or up to a deadline.

    `stated` is false when the phrase does not say which: no period at all, or a year that may be any ("under året").
    """

    unit: Unit
    count: int = 1  # type: ignore[assignment]  # the field hides tuple.count, which nobody calls
    seasons: tuple[str, ...] = ()
    year: int | None = None
    deadline: Deadline | None = None
    stated: bool = True


WHOLE_PERIOD = WindowSpec(Unit.PERIOD, stated=False)


class Target(NamedTuple):
    """A count that can be followed up.

    `count_to` is the upper end of a range, which is judged by its lower end; `unit` is the noun phrase as written;
    `scope` multiplies the target by something that only people can count ("per skola"); `parts` are its sub-targets.
    """

    comparator: Comparator
    count: int | Fraction  # type: ignore[assignment]  # the field hides tuple.count
    count_to: int | Fraction | None = None
    approximate: bool = False
    unit: str = ""
    measure: Measure = Measure.COUNT
    spread: Spread = Spread.SUM
    window: WindowSpec = WHOLE_PERIOD
    scope: str | None = None
    parts: "tuple[Target, ...]" = ()

    @property
    def is_countable(self) -> bool:
        """Whether a log can tell if it is kept: occasions or hours, and not times a number that nobody stated."""
        return self.measure in (Measure.COUNT, Measure.HOURS) and self.scope is None


class PhraseError(ValueError):
    """Something in a phrase that cannot be read, or is read with a remark; offset and length in characters."""

    def __init__(  # noqa: PLR0913 - a located finding has this many parts
        self, code: str, message: str, hint: str, offset: int, length: int, severity: Severity = Severity.ERROR
    ) -> None:
        """Keep the parts; the message is a Swedish clause and the hint an act."""
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint
        self.offset, self.length, self.severity = offset, length, severity


class Part(NamedTuple):
    """A piece of the phrase and its part in the reading; the pieces tile the phrase but for blanks.

    What is not used in a target is left aside: it says something else than how many and when.
    """

    role: str
    offset: int
    length: int
    is_used: bool = False


class Reading(NamedTuple):
    """How a phrase is read: its kind, its targets (empty unless counted), remarks, and every piece of it."""

    phrase: str
    kind: Kind
    targets: tuple[Target, ...] = ()
    remarks: tuple[PhraseError, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def fault(self) -> PhraseError | None:
        """The remark that makes the phrase unreadable, if it is."""
        return next((each for each in self.remarks if each.severity is Severity.ERROR), None) if self.remarks else None


def target_as_dict(target: Target) -> dict[str, Any]:
    """The target with the keys of `tolka --format json`."""
    window = target.window
    return {
        "jämförelse": target.comparator.value,
        "antal": plain_number(target.count),
        "antal_till": plain_number(target.count_to),
        "cirka": target.approximate,
        "enhet": target.unit,
        "mått": target.measure.value,
        "fördelning": target.spread.value,
        "fönster": {
            "enhet": window.unit.value,
            "antal": window.count,
            "säsong": " och ".join(window.seasons) or None,
            "senast": str(window.deadline) if window.deadline else None,
        },
        "omfattning": target.scope,
        "varav": [target_as_dict(part) for part in target.parts],
    }


def plain_number(number: int | Fraction | None) -> int | float | None:
    """The number as JSON has it; only here, on the way out, may a fraction become a float."""
    return int(number) if number is not None and number == int(number) else None if number is None else float(number)
