"""How a target phrase is read: recursive descent over tokens, pure and total, in linear time.

::

    fras     := { numrering | omtal | villkor | varav | snitt | fönster | omfattning | mängd | ord }
    omtal    := numbers that are no count: years, ages, grades, dates, clock times, "de två …", "åk 4-6"
    mängd    := [jämförelse] [ungefär] tal ["(" tal ")"] [("till" | "-" | "eller" | ",") tal] [måttord]
    fönster  := takt | säsong | frist | "under året" | "under" årtal | "under perioden" | "totalt"
    takt     := ("per" | "/" | "varje" | "i" | "om") enhet | "varannan" enhet | "var" ordningstal enhet | adverb
    frist    := ("senast" | "före" | "till och med" …) dag | "under första" (halvåret | kvartalet | tertialet)
    varav    := ("varav" | "därav") mängd …

The scanner gives one item for every stretch of tokens, so that nothing is passed over; `assemble` then makes targets
of the items. A method for a production returns an item or `None` and looks at a bounded number of tokens.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from loftekoll.diagnostic import Severity
from loftekoll.period import FIRST_YEAR, LAST_YEAR, SEASONS, CalendarError, checked_day
from loftekoll.phrase import words
from loftekoll.phrase.numerals import morphemes_of, near_numeral, number_of
from loftekoll.phrase.target import Comparator, Deadline, Measure, PhraseError, Spread, Unit, WindowSpec
from loftekoll.phrase.tokens import CLOCK, DATE, NUMBER, SIGN, WORD, Token, tokens_of


class Item(NamedTuple):
    """A stretch of tokens (`stop` is the first after it) with its role in the phrase and what it says.

    `times` is how often a window has its day: "varje fredag och lördag" is twice a week.
    """

    role: str
    start: int
    stop: int
    value: Any = None
    times: int = 1


class Quantity(NamedTuple):
    """A number that may be a count. `strength` is 2 when only a count is written so, 1 for a bare number, else 0."""

    comparator: Comparator
    low: int | Fraction
    high: int | Fraction | None
    approximate: bool
    measure: Measure
    strength: int


Found = Item | None
_LONGEST_NUMERAL = 12  # tokens: "två miljoner tre hundra fyrtio fem tusen sex hundra sjuttio åtta"


class Scanner:
    """Reads items from tokens; faults are kept in `remarks`, never raised out of `items`."""

    def __init__(self, text: str) -> None:
        """Split the text; nothing is read yet."""
        self.tokens: tuple[Token, ...] = tokens_of(text)
        self.remarks: list[PhraseError] = []
        for at, token in enumerate(self.tokens):
            if token.low != token.text.lower():
                hint = f"skriv «{token.low}», så förstår alla"
                self.remark("LK209", f"«{token.text}» är läst som «{token.low}»", hint, at, at + 1, Severity.NOTE)

    def items(self) -> list[Item]:
        """Every token in exactly one item, in order."""
        productions: tuple[Callable[[int], Found], ...] = (
            self.enumerator, self.idiom, self.condition, self.window, self.in_reference, self.total, self.mention,
            self.average, self.sub_target, self.scope, self.within, self.quantity, self.aside, self.word,
        )  # fmt: skip
        found: list[Item] = []
        at = 0
        while at < len(self.tokens):
            item = next(item for production in productions if (item := production(at)))
            found.append(item)
            at = item.stop
        return found

    # --- looking ---------------------------------------------------------------------------------------------------

    def low(self, at: int) -> str:
        """The token in lower case; empty outside the phrase."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def kind(self, at: int) -> str:
        """The token's kind; empty outside the phrase."""
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def says(self, at: int, *wanted: str) -> bool:
        """Whether these words stand here."""
        return all(self.low(at + offset) == word for offset, word in enumerate(wanted))

    def one_of(self, at: int, phrases: "Mapping[tuple[str, ...], Any] | tuple[tuple[str, ...], ...]") -> tuple[str, ...]:
        """The longest of the phrases that stands here, or `()`."""
        return max((each for each in phrases if self.says(at, *each)), key=len, default=())

    def skip(self, at: int, *optional: str) -> int:
        """The place after any of these words."""
        while self.low(at) in optional:
            at += 1
        return at

    def remark(  # noqa: PLR0913 - the parts of a located finding
        self, code: str, message: str, hint: str, start: int, stop: int, severity: Severity = Severity.ERROR
    ) -> None:
        """Keep a finding about the tokens from start up to stop."""
        offset = self.tokens[start].start
        length = self.tokens[stop - 1].end - offset
        self.remarks.append(PhraseError(code, message, hint, offset, length, severity))

    # --- numbers ---------------------------------------------------------------------------------------------------

    def number(self, at: int) -> tuple[int | Fraction, int] | None:
        """`tal`: digits or words, and the place after it."""
        if self.kind(at) == NUMBER:
            return self._digits(at)
        if self.kind(at) == WORD:
            return self._numeral(at)
        return None

    def _digits(self, at: int) -> tuple[int | Fraction, int] | None:
        text = self.tokens[at].text
        if text[0] == "0" and len(text) > 1 and text[1].isdigit():
            return None
        if "," in text or (("." in text) and len(text.rpartition(".")[2]) < 3):
            return Fraction(text.replace(",", ".")), at + 1
        value = int(text.replace(" ", "").replace(".", ""))
        if self.low(at + 1) in {"tusen", "miljon", "miljoner"}:
            return value * morphemes_of(self.low(at + 1))[0], at + 2
        return value, at + 1

    def _numeral(self, at: int) -> tuple[int, int] | None:
        parts: tuple[int, ...] = ()
        best: tuple[int, int] | None = None
        for stop in range(at, min(at + _LONGEST_NUMERAL, len(self.tokens))):
            more = morphemes_of(self.low(stop)) if self.kind(stop) == WORD else ()
            value = number_of(parts := (*parts, *more)) if more else None
            if not more or (value is None and best):
                break
            best = best if value is None else (value, stop + 1)
        return best

    def _range_end(self, at: int, low: int | Fraction) -> tuple[int | Fraction, int] | None:
        """`("till" | "-" | "à" | "eller" | ",") tal`, where the number is the greater one."""
        sign = self.low(at)
        if sign not in {"till", "-", "à", "á", "eller", ","}:
            return None
        high = self.number(at + 1)
        if high is None or high[0] <= low:
            return None
        in_words = self.kind(at + 1) == WORD
        if sign in {",", "eller"} and (high[0] != low + 1 or not (in_words or sign == "eller")):
            return None
        return high

    # --- what is no count ------------------------------------------------------------------------------------------

    def enumerator(self, at: int) -> Found:
        """`1.`, `2)` or a bullet before the phrase itself."""
        if at == 0 and self.low(0) in {"•", "-", "*", "·"}:
            return Item("numrering", 0, 1)
        if at == 0 and self.kind(0) == NUMBER and self.low(1) in {".", ")"} and self.kind(2) == WORD:
            return Item("numrering", 0, 2)
        return None

    def idiom(self, at: int) -> Found:
        """Set phrases with an article, as `en del`; `inte minst` is no comparator."""
        if vague := self.one_of(at, words.VAGUE_IDIOMS):
            return Item("obestämt", at, at + len(vague))
        found = self.one_of(at, words.IDIOMS)
        if found == ("en", "dag") and self.low(at + 2) not in {"", "."}:
            found = ()
        if self.says(at, "inte", "minst") and self.number(at + 2) is None:
            found = ("inte", "minst")
        return Item("ord", at, at + len(found)) if found else None

    def condition(self, at: int) -> Found:
        """`vid behov`, `vid varje vandring`: when the target applies."""
        if found := self.one_of(at, words.CONDITIONS):
            return self._conditional(at, at + len(found))
        if self.says(at, "i", "mån", "av") and self.kind(at + 3) == WORD:
            return self._conditional(at, at + 4)
        if self.low(at) == "vid" and self.low(at + 1) in words.EVERY and self.kind(at + 2) == WORD:
            is_place = self.low(at + 2).endswith(words.PLACES)
            return Item("omfattning", at, at + 3) if is_place else self._conditional(at, at + 3)
        return None

    def _conditional(self, start: int, stop: int) -> Item:
        shown = " ".join(token.text for token in self.tokens[start:stop])
        message = f"«{shown}» är ett villkor, och räknas inte"
        self.remark("LK212", message, "bedöm själv om villkoret gällde", start, stop, Severity.NOTE)
        return Item("villkor", start, stop)

    def in_reference(self, at: int) -> Found:
        """`fler än 2018`, `jämfört med`: measured against something elsewhere."""
        if self.low(at) in {"fler", "färre", "mer", "mindre", "bättre", "högre", "lägre"} and self.low(at + 1) == "än":
            start = self.skip(at + 2, "under", "år")
            if self.is_year(start):
                return Item("indikator", at, start + 1)
        if self.says(at, "jämfört", "med"):
            return Item("indikator", at, at + 2)
        return None

    def is_year(self, at: int) -> bool:
        """Whether a year stands here: four digits together, 1900 to 2199."""
        token = self.low(at)
        return self.kind(at) == NUMBER and len(token) == 4 and token.isdigit() and FIRST_YEAR <= int(token) <= LAST_YEAR

    def mention(self, at: int) -> Found:
        """`omtal`: a number that names or describes something and so is no count."""
        for read in (
            self._numbered, self._date, self._age, self._change, self._definite, self._fraction, self._lone_number,
        ):  # fmt: skip
            if stop := read(at):
                return Item("omtal", at, stop)
        return None

    def _numbered(self, at: int) -> int:
        """`åk 4-6`, `kl. 18.00-22.00`, `väg 97`, `5 §`."""
        if self.kind(at) == NUMBER and self.low(at + 1) in {"§", "§§", "kap", "kap."}:
            return at + 2
        start = at + 1
        if self.low(at) == "kl" and self.low(start) == ".":
            start += 1
        if self.low(at) not in words.NUMBERED or self.kind(start) not in {NUMBER, CLOCK}:
            return 0
        stop = start + 1
        while self.low(stop) in {"-", ",", "och", "till", "."} and self.kind(stop + 1) in {NUMBER, CLOCK}:
            stop += 2
        return stop

    def _date(self, at: int) -> int:
        """`2025-03-31`, `21/2`, `den 3 maj 2025`, `18.00-22.00`."""
        if self.kind(at) == CLOCK:
            return at + 3 if self.low(at + 1) == "-" and self.kind(at + 2) == CLOCK else at + 1
        if self.kind(at) == DATE:
            return at + 1
        if self.kind(at) == NUMBER and self.low(at + 1) == "/" and self.kind(at + 2) == NUMBER:
            return at + 3
        start = self.skip(at, "den")
        day = self._day_number(start)
        if day and self.low(start + 1) in words.MONTH_NUMBERS:
            return start + 3 if self.is_year(start + 2) else start + 2
        return 0

    def _day_number(self, at: int) -> int:
        text = self.low(at).partition(":")[0]
        return int(text) if text.isdigit() and len(text) <= 2 else 0

    def _age(self, at: int) -> int:
        """`13-17 år`, `under 18 år`, `21 år och yngre`, `tre år`: ages and lengths of time."""
        first = self.number(at)
        if first is None:
            return 0
        stop = first[1]
        if self.low(stop) in {"-", "till", "och"} and (last := self.number(stop + 1)):
            stop = last[1]
        if self.low(stop) in {"år", "åringar", "åring", "års"} or self.low(stop).startswith("-åring"):
            return stop + 1
        return 0

    def _definite(self, at: int) -> int:
        """`de två gymnasieskolorna`, `alla tre kommunerna`: a number of things that are there already."""
        found = self.number(at + 1) if self.low(at) in words.DEFINITE else None
        return found[1] if found and self.low(at + 1) not in words.ARTICLES else 0

    def _change(self, at: int) -> int:
        """`från två till fyra`: where something goes, not how much of it."""
        first = self.number(at + 1) if self.low(at) == "från" else None
        if first and self.low(first[1]) == "till" and (last := self.number(first[1] + 1)):
            return last[1]
        return 0

    def _fraction(self, at: int) -> int:
        """`två av tre`."""
        first = self.number(at)
        if first and self.low(first[1]) == "av" and (last := self.number(first[1] + 1)):
            return last[1]
        return 0

    def _lone_number(self, at: int) -> int:
        """A year, or digits that belong to a telephone number or another number with signs in it."""
        if self.kind(at) == NUMBER and (self.kind(at - 1) == NUMBER or (self.low(at - 1) == ":" and self._touches(at))):
            return at + 1
        if self.is_year(at):
            return at + 3 if self.low(at + 1) == "-" and self.is_year(at + 2) else at + 1
        text = self.low(at)
        if self.kind(at) != NUMBER or text[0] != "0" or len(text) < 2 or not text.isdigit():
            return 0
        stop = at + 1
        while self.kind(stop) == NUMBER or (self.low(stop) == "-" and self.kind(stop + 1) == NUMBER):
            stop += 1
        return stop

    def _touches(self, at: int) -> bool:
        """Whether the token follows the one before it without a blank."""
        return self.tokens[at - 1].end == self.tokens[at].start

    # --- windows ---------------------------------------------------------------------------------------------------

    def window(self, at: int) -> Found:
        """`fönster`: what the count is judged over."""
        return self.rate(at) or self.deadline(at) or self.season(at) or self.year(at) or self.whole_period(at)

    def rate(self, at: int) -> Found:
        """`takt`: so many in each of these, with the number of units in one window."""
        if self.low(at) in words.ADVERBS:
            unit, count = words.ADVERBS[self.low(at)]
            return Item("fönster", at, at + 1, WindowSpec(unit, count))
        start = at + 1 if self.low(at) in {"under", "i", "vid", "för"} and self.low(at + 1) in words.EVERY else at
        if self.low(start) in words.PER:
            noun = self.skip(start + 1, "hel", "helt", "enskild")
            return self._weekday(at, noun) or self._term(at, noun) or self._unit(at, noun, 1)
        if self.low(at) == "alla":
            return self._weekday(at, at + 1)
        if self.low(at) in {"i", "om"} and self.low(at + 1).endswith(("n", "et")) and self.low(at + 1) != "månen":
            return self._unit(at, at + 1, 1)
        if self.low(at) in words.EVERY_SECOND:
            return self._weekday(at, at + 1, 2) or self._unit(at, at + 1, 2)
        nth = words.ORDINALS.get(self.low(at + 1)) or self._day_number(at + 1)
        if self.low(at) in words.EVERY_NTH and nth:
            return self._unit(at, at + 2, nth)
        return None

    def _unit(self, start: int, noun: int, count: int) -> Found:
        unit = words.UNITS.get(self.low(noun))
        return Item("fönster", start, noun + 1, WindowSpec(unit, count)) if unit else None

    def _weekday(self, start: int, noun: int, count: int = 1) -> Found:
        if self.low(noun) not in words.WEEKDAYS:
            return None
        times, stop = 1, noun + 1
        while self.low(stop) in {",", "och", "samt"} and self.low(stop + 1) in words.WEEKDAYS:
            times, stop = times + 1, stop + 2
        return Item("fönster", start, stop, WindowSpec(Unit.WEEK, count), times)

    def _term(self, start: int, noun: int) -> Found:
        name = words.SEASON_WORDS.get(self.low(noun))
        if name is None:
            return None
        unit = Unit.TERM if name in words.TERM_SEASONS else Unit.SEASON
        return Item("fönster", start, noun + 1, WindowSpec(unit, seasons=(name,)))

    def season(self, at: int) -> Found:
        """`säsong`: `under sommaren`, `vår och höst`, `på våren 2025`, `under andra halvåret`."""
        start = self.skip(at, "under", "på", "i", "inför", "vid", "till", "hela", "kommande")
        if part := self._part_of_year(start):
            name, _, stop = part
            year = int(self.low(stop)) if self.is_year(stop) else None
            return Item("fönster", at, stop + bool(year), WindowSpec(Unit.SEASON, seasons=(name,), year=year))
        names: list[str] = []
        stop = start
        while name := words.SEASON_WORDS.get(self.low(stop), ""):
            if self.low(stop) == "vår" and not names and not self._pairs_with_season(stop):
                break
            names.append(name)
            stop += 1
            after = self.skip(stop, ",", "och", "samt", "/", "på", "under")
            if after == stop or self.low(after) not in words.SEASON_WORDS:
                break
            stop = after
        if not names:
            return None
        year = int(self.low(stop)) if self.is_year(stop) else None
        spec = WindowSpec(Unit.SEASON, seasons=tuple(dict.fromkeys(names)), year=year)
        return Item("fönster", at, stop + bool(year), spec)

    def _pairs_with_season(self, at: int) -> bool:
        """Whether `vår` is the season and not the pronoun: another season is joined to it."""
        return self.low(at + 1) in {"och", ",", "/", "samt"} and self.low(at + 2) in words.SEASON_WORDS

    def _part_of_year(self, at: int) -> tuple[str, int, int] | None:
        """`första kvartalet`: its name, its last month, and the place after it."""
        at = self.skip(at, "det")
        ordinal, months = words.ORDINALS.get(self.low(at)), words.PARTS_OF_YEAR.get(self.low(at + 1))
        if not ordinal or not months or ordinal * months > 12:
            return None
        stop = self.skip(at + 2, "av", "år", "under")
        name = f"{self.low(at)} {self.low(at + 1)}"
        return name, ordinal * months, stop if self.is_year(stop) else at + 2

    def year(self, at: int) -> Found:
        """`under året`, `under 2025`, `detta år`, `under 2022 och 2023`."""
        if self.low(at) in {"detta", "i"} and self.low(at + 1) == "år":
            return Item("fönster", at, at + 2, WindowSpec(Unit.YEAR))
        if self.low(at) not in {"under", "för", "inom", "år", "i"}:
            return None
        noun = self.skip(at + (self.low(at) != "år"), "hela", "det", "kommande", "innevarande", "loppet", "av")
        if self.low(at) in {"under", "inom"} and self.low(noun) in {"året", "kalenderåret", "verksamhetsåret"}:
            return Item("fönster", at, noun + 1, WindowSpec(Unit.YEAR))
        noun = self.skip(noun, "år", "åren", "kalenderåret")
        if not self.is_year(noun) or (self.low(at) == "i" and noun == at + 1):
            return None
        if self.low(noun + 1) in {"och", "-"} and self.is_year(noun + 2):
            return Item("fönster", at, noun + 3, WindowSpec(Unit.PERIOD))
        return Item("fönster", at, noun + 1, WindowSpec(Unit.YEAR, year=int(self.low(noun))))

    def whole_period(self, at: int) -> Found:
        """`under perioden`, `under de två åren`."""
        if self.low(at) not in {"under", "över", "för"}:
            return None
        noun = self.skip(at + 1, "hela", "den", "de", "denna", "löftets", "avtalets", "kommande")
        if found := self.number(noun):
            noun = found[1]
        if self.low(noun) in words.PERIOD_NOUNS and (found is None or self.low(noun) == "åren"):
            return Item("fönster", at, noun + 1, WindowSpec(Unit.PERIOD))
        return None

    def total(self, at: int) -> Found:
        """`totalt`, `sammanlagt`."""
        return Item("fönster", at, at + 1, WindowSpec(Unit.PERIOD)) if self.low(at) in words.IN_TOTAL else None

    # --- deadlines -------------------------------------------------------------------------------------------------

    def deadline(self, at: int) -> Found:
        """`frist`: the last day that is in time."""
        if self.low(at) == "under" and (part := self._part_of_year(at + 1)) and part[0].startswith(("första", "1:a")):
            return self._by_part(at, part)
        opening = self.one_of(at, words.BY_THEN)
        if not opening:
            return None
        is_too_late = words.BY_THEN[opening]
        day = self.skip(at + len(opening), "under", "i", "slutet", "av", "den", "vid", "till")
        if self.low(day) in {"utgången", "slutet"}:
            is_too_late, day = False, self.skip(day + 1, "av", "år")
        for read in (self._by_date, self._by_month, self._by_year, self._by_named):
            if item := read(at, day, is_too_late):
                return item
        if part := self._part_of_year(day):
            return self._by_part(at, part)
        return None

    def _by_part(self, start: int, part: tuple[str, int, int]) -> Item:
        _, month, stop = part
        year = int(self.low(stop)) if self.is_year(stop) else None
        return self._by(start, stop + bool(year), Deadline(year, month), is_too_late=False)

    def _by_date(self, start: int, at: int, is_too_late: bool) -> Found:
        """`2025-03-31`, `den 31 mars 2025`, `31/3`."""
        if self.kind(at) == DATE:
            year, month, day = (int(part) for part in self.low(at).split("-"))
            return self._by(start, at + 1, Deadline(year, month, day), is_too_late=is_too_late)
        number = self._day_number(at)
        if number and self.low(at + 1) in words.MONTH_NUMBERS:
            year_at = at + 2
            found = Deadline(self._year_at(year_at), words.MONTH_NUMBERS[self.low(at + 1)], number)
            return self._by(start, year_at + bool(found.year), found, is_too_late=is_too_late)
        if number and self.low(at + 1) == "/" and self._day_number(at + 2):
            found = Deadline(self._year_at(at + 3), self._day_number(at + 2), number)
            return self._by(start, at + 3 + bool(found.year), found, is_too_late=is_too_late)
        return None

    def _by_month(self, start: int, at: int, is_too_late: bool) -> Found:
        month = words.MONTH_NUMBERS.get(self.low(at))
        if month is None:
            return None
        found = Deadline(self._year_at(at + 1), month, 1 if is_too_late else None)
        return self._by(start, at + 1 + bool(found.year), found, is_too_late=is_too_late)

    def _by_year(self, start: int, at: int, is_too_late: bool) -> Found:
        if not self.is_year(at):
            return None
        found = Deadline(int(self.low(at)), 1, 1) if is_too_late else Deadline(int(self.low(at)), 12)
        return self._by(start, at + 1, found, is_too_late=is_too_late)

    def _by_named(self, start: int, at: int, is_too_late: bool) -> Found:
        """`årets slut`, `årsskiftet`, `sommaren`."""
        if self.says(at, "årets", "slut") or self.low(at) in {"årsskiftet", "året", "årsslutet"}:
            stop = at + 1 + self.says(at, "årets", "slut")
            found = Deadline(self._year_at(stop), 12)
            return self._by(start, stop + bool(found.year), found, is_too_late=False)
        season = words.SEASON_WORDS.get(self.low(at)) if self.low(at) != "vår" else None
        if season is None:
            return None
        month = SEASONS[season][0] if is_too_late else SEASONS[season][1]
        found = Deadline(self._year_at(at + 1), month, 1 if is_too_late else None)
        return self._by(start, at + 1 + bool(found.year), found, is_too_late=is_too_late)

    def _year_at(self, at: int) -> int | None:
        return int(self.low(at)) if self.is_year(at) else None

    def _by(self, start: int, stop: int, found: Deadline, *, is_too_late: bool) -> Item:
        """The item for a deadline that exists; an impossible date is a finding, and the words stay words."""
        try:
            checked_day(found.year or 2000, found.month, found.day or 1)
        except CalendarError as error:
            self.remark("LK205", f"datumet finns inte: {error.message}", error.hint, start, stop)
            return Item("ord", start, stop)
        if is_too_late:
            found = _day_before(found)
        return Item("fönster", start, stop, WindowSpec(Unit.DATE, deadline=found))

    # --- the rest --------------------------------------------------------------------------------------------------

    def average(self, at: int) -> Found:
        """`snitt`: `i snitt`, `i genomsnitt`, with or without `över året`."""
        start = self.skip(at, "i")
        if self.low(start) not in words.AVERAGE:
            return None
        stop = start + 1
        if self.low(stop) in {"över", "under"} and self.low(stop + 1) in {"året", "perioden", "tid", "ett"}:
            stop += 3 if self.low(stop + 1) == "ett" and self.low(stop + 2) == "år" else 2
        return Item("snitt", at, stop)

    def sub_target(self, at: int) -> Found:
        """`varav`, `därav`, `av dessa`, `av vilka`."""
        if self.low(at) in {"varav", "därav"}:
            return Item("varav", at, at + 1)
        if self.low(at) == "av" and self.low(at + 1) in {"dessa", "vilka"}:
            return Item("varav", at, at + 2)
        return None

    def scope(self, at: int) -> Found:
        """`omfattning`: `per kommun`, `i varje stadsdel`, `per år och skola`, `varje vardag`: times a number not stated."""
        start = at
        if self.low(at) == "och" and self.low(at - 1) in words.UNITS and self.low(at + 1).endswith(words.PLACES):
            return Item("omfattning", at, at + 2)
        if self.low(at) in words.EVERY | {"alla"} and self.low(at + 1) in words.WORKDAYS:
            return Item("omfattning", at, at + 2)
        if self.low(at) in {"i", "på", "för", "vid", "inom", "hos"} and self.low(at + 1) in words.EVERY | {"respektive"}:
            start = at + 1
        elif self.low(at) != "per":
            return None
        noun = start + 1
        if self.kind(noun) != WORD or self.low(noun) in words.UNITS or self.number(noun):
            return None
        return Item("omfattning", at, noun + 1)

    def within(self, at: int) -> Found:
        """`inom 24 timmar från anmälan`: at most so long, each time."""
        found = self.number(at + 1) if self.low(at) == "inom" else None
        if found is None or self.low(found[1]) not in {"timme", "timmar", "dygn", "dagar", "veckor", "dag", "vecka"}:
            return None
        is_hours = self.low(found[1]) in words.MEASURES
        measure = Measure.HOURS if is_hours else Measure.COUNT
        return Item("mängd", at, found[1], Quantity(Comparator.AT_MOST, found[0], None, False, measure, 3))

    def aside(self, at: int) -> Found:
        """`(…)` that holds no target of its own: a remark, a party."""
        if self.low(at) != "(" or self.one_of(at + 1, words.COMPARATORS):
            return None
        for stop in range(at + 1, min(at + 20, len(self.tokens))):
            if self.low(stop) == ")":
                return Item("parentes", at, stop + 1)
        return None

    def word(self, at: int) -> Item:
        """Anything else: a word of a noun phrase, a marker of what is no count, or a sign."""
        low = self.low(at)
        if low in words.CONTINUOUS:
            return Item("löpande", at, at + 1)
        if low in words.INDICATORS:
            return Item("indikator", at, at + 1)
        if low in words.VAGUE_VERBS:
            return Item("vagt", at, at + 1)
        if low in words.VAGUE_QUANTITIES:
            return Item("obestämt", at, at + 1)
        return Item("tecken" if self.kind(at) == SIGN else "ord", at, at + 1)

    def quantity(self, at: int) -> Found:
        """`mängd`: a number with what belongs to it."""
        opening = self.one_of(at, words.COMPARATORS)
        comparator, extra = words.COMPARATORS.get(opening, (Comparator.AT_LEAST, 0))
        start = self.skip(at + len(opening), "totalt", "sammanlagt", "en", "ett") if opening else at
        start = at + len(opening) if self.number(start) is None and opening else start
        first = self.skip(start, *words.APPROXIMATE)
        is_approximate = first > start
        if rounded := self._round_number(first):
            low, stop = rounded
            return self._complete(at, Quantity(comparator, low, None, True, Measure.COUNT, 2), stop)
        if collective := self._collective(first):
            (low, is_vague), stop = collective
            approximate = is_approximate or is_vague
            return self._complete(at, Quantity(comparator, low, None, approximate, Measure.COUNT, 2), stop)
        if between := self._between(first):
            return self._complete(at, between[0]._replace(approximate=is_approximate), between[1])
        found = self.number(first)
        if found is None:
            return self._no_number(at, opening, first)
        low, stop = found
        stop, is_repeated = self._repeated(first, stop, low)
        high = self._range_end(stop, low)
        if high:
            stop, is_repeated_high = self._repeated(stop + 1, high[1], high[0])
            is_repeated = is_repeated or is_repeated_high
        is_marked = bool(opening) or is_approximate or is_repeated or bool(high)
        strength = 2 if is_marked else self._strength(at, stop)
        found_quantity = Quantity(
            comparator, low + extra, high[0] if high else None, is_approximate, Measure.COUNT, strength
        )
        return self._complete(at, found_quantity, stop)

    def _strength(self, at: int, stop: int) -> int:
        """How surely a bare number is a count."""
        is_article = self.low(at) in words.ARTICLES and stop == at + 1
        is_occasion = self.low(stop) in words.OCCASIONS
        if is_article:
            return int(is_occasion)
        if is_occasion or self.low(at - 1) not in words.PREPOSITIONS:
            return 1
        return 0

    def _complete(self, at: int, found: Quantity, stop: int) -> Item:
        """The quantity with `eller fler`, its measure word and its measure."""
        if self.low(stop) == "eller" and self.low(stop + 1) in {"fler", "flera", "mer"}:
            stop += 2
        if self.one_of(stop, words.COMPARATORS) == ("som", "mest") and self.number(stop + 2) is None:
            found, stop = found._replace(comparator=Comparator.AT_MOST, strength=2), stop + 2
        if self.low(stop) in words.MEASURE_WORDS:
            stop += 1 + (self.low(stop) == "st" and self.low(stop + 1) == "." and self.kind(stop + 2) == WORD)
        measure = words.MEASURES.get(self.low(stop))
        if measure:
            found = found._replace(measure=measure, strength=max(found.strength, 1))
        if measure is None and isinstance(found.low, Fraction) and found.low.denominator != 1:
            self.remark(
                "LK204", "antalet är inget heltal", "skriv ett helt tal, eller timmar, procent, kronor, tjänster",
                at, stop,
            )  # fmt: skip
        return Item("mängd", at, stop, found)

    def _round_number(self, at: int) -> tuple[int, int] | None:
        """`ett 30-tal`, `ett trettiotal`."""
        start = self.skip(at, "ett")
        low = self.low(start)
        if not low.endswith("tal") or self.kind(start) != WORD:
            return None
        stem = low.removesuffix("tal").removesuffix("-")
        value = int(stem) if stem.isdecimal() and len(stem) < 8 else number_of(morphemes_of(stem)) if stem else None
        return (value, start + 1) if value and value >= 10 else None

    def _between(self, at: int) -> tuple[Quantity, int] | None:
        """`mellan två och fyra gånger`; without a noun after it, it may be hours of the day."""
        low = self.number(at + 1) if self.low(at) == "mellan" else None
        high = self.number(low[1] + 1) if low and self.low(low[1]) == "och" else None
        if low is None or high is None or high[0] <= low[0] or self.kind(high[1]) != WORD:
            return None
        if self.low(high[1]) in words.UNIT_ENDS | {"år", "års"}:
            return None
        return Quantity(Comparator.AT_LEAST, low[0], high[0], False, Measure.COUNT, 2), high[1]

    def _collective(self, at: int) -> tuple[tuple[int, bool], int] | None:
        """`ett dussin`, `ett par`."""
        if self.low(at) == "ett" and self.low(at + 1) in words.COLLECTIVES:
            return words.COLLECTIVES[self.low(at + 1)], at + 2
        return None

    def _repeated(self, start: int, stop: int, value: int | Fraction) -> tuple[int, bool]:
        """The place after `(tal)`, where the two say the same; it is a finding when they do not."""
        inside = self.number(stop + 1) if self.low(stop) == "(" else None
        if inside is None or self.low(inside[1]) != ")":
            return stop, False
        end = inside[1] + 1
        if inside[0] != value:
            self.remark(
                "LK202", f"talen säger olika: {value} och {inside[0]}", "skriv samma tal på båda ställena, eller bara ett",
                start, end,
            )  # fmt: skip
        return end, True

    def _no_number(self, at: int, opening: tuple[str, ...], first: int) -> Found:
        """A comparator or a misspelt comparator without its number."""
        word = self.low(first)
        if not opening:
            return self._misspelt_comparator(at)
        near = near_numeral(word) if self.kind(first) == WORD and word not in words.VAGUE_QUANTITIES else None
        if near:
            shown = self.tokens[first].text
            self.remark("LK201", f"okänt räkneord «{shown}»", f"menade du «{near}»?", first, first + 1)
            return Item("ord", at, first + 1)
        return Item("utan tal", at, at + len(opening)) if opening in {("minst",), ("högst",)} else None

    def _misspelt_comparator(self, at: int) -> Found:
        near = {"mins": "minst", "mist": "minst", "misnt": "minst", "minnst": "minst", "högs": "högst", "högts": "högst"}
        word = self.low(at)
        if word not in near or self.number(at + 1) is None:
            return None
        self.remark("LK201", f"okänt ord «{self.tokens[at].text}»", f"menade du «{near[word]}»?", at, at + 1)
        return Item("ord", at, at + 1)


def _day_before(deadline: Deadline) -> Deadline:
    """The last day that is in time before a day that is too late."""
    if deadline.day and deadline.day > 1:
        return deadline._replace(day=deadline.day - 1)
    if deadline.month > 1:
        return deadline._replace(month=deadline.month - 1, day=None)
    return deadline._replace(year=deadline.year and deadline.year - 1, month=12, day=None)
