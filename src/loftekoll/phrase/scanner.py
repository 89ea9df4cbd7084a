"""Looking at the tokens of a phrase: words, numbers and years at a place, and remarks about them."""

from collections.abc import Callable, Container
from fractions import Fraction
from typing import Any, NamedTuple

from loftekoll.diagnostic import Severity
from loftekoll.period import FIRST_YEAR, LAST_YEAR
from loftekoll.phrase import words
from loftekoll.phrase.numerals import morphemes_of, number_of
from loftekoll.phrase.spelling import corrected
from loftekoll.phrase.target import PhraseError
from loftekoll.phrase.tokens import NUMBER, WORD, Token, tokens_of


class Item(NamedTuple):
    """A stretch of tokens (`stop` is the first after it) with its role in the phrase and what it says.

    `times` is how often a window has its day: "varje fredag och lördag" is twice a week.
    """

    role: str
    start: int
    stop: int
    value: Any = None
    times: int = 1


Found = Item | None
Number = int | Fraction
_MOST_DIGITS = 30
_LONGEST_NUMERAL = 12  # tokens: "två miljoner tre hundra fyrtio fem tusen sex hundra sjuttio åtta"
_POWERS = {"tusen": 1000, "miljon": 1_000_000, "miljoner": 1_000_000}


class Texts(dict[int, str]):
    """Texts by place; empty outside the phrase."""

    def __missing__(self, at: int) -> str:
        return ""


class Scanner:
    """Answers what stands at a token; findings are kept in `remarks`, never raised.

    `low` gives the token at a place in lower case and `kind` its kind, both empty outside the phrase. They are asked
    some hundred times for each token, so they are the methods of a dictionary.
    """

    low: Callable[[int], str]
    kind: Callable[[int], str]

    def __init__(self, text: str, *, is_opened: bool = False) -> None:
        """Split the text; nothing is read yet.

        `is_opened` reads the numbers of parentheses and after `med` and `om` as counts too, where no other is one.
        """
        self.is_opened = is_opened
        plain = tokens_of(text)
        self.tokens: list[Token] = corrected(plain)
        self.remarks: list[PhraseError] = []
        self.windows: dict[int, Found] = {}
        self._openings: dict[int, tuple[str, ...]] = {}
        self._numbers: dict[int, tuple[Number, int] | None] = {}
        self._counted: dict[int, tuple[Number, int] | None] = {}
        self.low = Texts(enumerate([token.low for token in self.tokens])).__getitem__
        self.kind = Texts(enumerate([token.kind for token in self.tokens])).__getitem__
        for at, (token, written) in enumerate(zip(self.tokens, plain, strict=True)):
            if token.low != written.low:
                message = f"okänt ord «{token.text}», läst som «{token.low}»"
                self.remark("LK201", message, f"menade du «{token.low}»?", at, at + 1, severity=Severity.WARNING)
            elif token.low != token.text.lower():
                hint = f"skriv «{token.low}», så förstår alla"
                message = f"«{token.text}» är läst som «{token.low}»"
                self.remark("LK209", message, hint, at, at + 1, severity=Severity.NOTE)

    def says(self, at: int, *wanted: str) -> bool:
        """Whether these words stand here."""
        for word in wanted:  # the innermost loop of a reading
            if self.low(at) != word:
                return False
            at += 1
        return True

    def one_of(self, at: int, phrases: words.Phrases) -> tuple[str, ...]:
        """The longest of the phrases that stands here, or `()`."""
        for each in phrases.get(self.low(at), ()):
            if self.says(at, *each):
                return each
        return ()

    def opening(self, at: int) -> tuple[str, ...]:
        """The comparator that stands here, or `()`; looked up once, since every other production asks."""
        if at not in self._openings:
            self._openings[at] = self.one_of(at, words.COMPARATOR_PHRASES)
        return self._openings[at]

    def counted(self, at: int) -> tuple[Number, int] | None:
        """The number that stands here, with or without a comparator before it, and the place after it."""
        if at not in self._counted:
            self._counted[at] = self.number(at + len(self.opening(at)))
        return self._counted[at]

    def is_of_index(self) -> bool:
        """Whether the phrase speaks of an index, which may be any fraction."""
        return any(token.low.endswith("index") for token in self.tokens)

    def is_adjacent(self, at: int) -> bool:
        """Whether no blank stands before this token."""
        return 0 < at < len(self.tokens) and self.tokens[at - 1].end == self.tokens[at].start

    def skip(self, at: int, optional: Container[str]) -> int:
        """The place after any of these words, at most six of them."""
        stop = at
        while stop < at + 6 and self.low(stop) in optional:
            stop += 1
        return stop

    def remark(  # noqa: PLR0913 - the parts of a located finding
        self, code: str, message: str, hint: str, start: int, stop: int, *, severity: Severity = Severity.ERROR
    ) -> None:
        """Keep a finding about the tokens from start up to stop."""
        offset = self.tokens[start].start
        length = self.tokens[stop - 1].end - offset
        self.remarks.append(PhraseError(code, message, hint, offset, length, severity))

    # --- numbers ---------------------------------------------------------------------------------------------------

    def number(self, at: int) -> tuple[Number, int] | None:
        """`tal`: digits or words, with `och en halv`, and the place after it."""
        if at not in self._numbers:
            self._numbers[at] = self._number(at)
        return self._numbers[at]

    def _number(self, at: int) -> tuple[Number, int] | None:
        if part := self._fraction(at):
            return part
        found = self._digits(at) if self.kind(at) == NUMBER else self._numeral(at)
        return self._enlarged(*found) if found else None

    def _fraction(self, at: int) -> tuple[Number, int] | None:
        """`½`, `en halv`, `en halv miljon`."""
        if part := words.FRACTIONS.get(self.one_of(at, words.HALVES)):
            return (part * 1_000_000, at + 3) if self.low(at + 2) == "miljon" else (part, at + 2)
        return (Fraction(1, 2), at + 1) if self.low(at) == "½" else None

    def _enlarged(self, value: Number, stop: int) -> tuple[Number, int]:
        """A number with what goes on with it: `två dussin`, `två ½`, `två och en halv`."""
        after = self.low(stop)
        if after in words.MULTIPLES:
            return value * words.MULTIPLES[after], stop + 1
        if after == "½":
            return value + Fraction(1, 2), stop + 1
        if after == "och" and self.one_of(stop + 1, words.HALVES):
            return value + Fraction(1, 2), stop + 3
        return value, stop

    def _digits(self, at: int) -> tuple[Number, int] | None:
        text = self.tokens[at].text
        if len(text) > _MOST_DIGITS:
            self.remark("LK204", "talet är för långt", "kontrollera talet", at, at + 1)
            return None
        if text[0] == "0" and len(text) > 1 and text[1].isdigit():
            return None
        if "," in text or ("." in text and len(text.rpartition(".")[2]) < 3):
            value: Number = Fraction(text.replace(",", "."))
        else:
            value = int(text.replace(" ", "").replace(".", ""))
        power = _POWERS.get(self.low(at + 1))
        return (value, at + 1) if power is None else (value * power, at + 2)

    def _numeral(self, at: int) -> tuple[Number, int] | None:
        if not morphemes_of(self.low(at)):
            return None
        parts: tuple[int, ...] = ()
        best: tuple[int, int] | None = None
        for stop in range(at, min(at + _LONGEST_NUMERAL, len(self.tokens))):
            more = morphemes_of(self.low(stop)) if self.kind(stop) == WORD else ()
            value = number_of(parts := (*parts, *more)) if more else None
            if not more or (value is None and best):
                break
            best = best if value is None else (value, stop + 1)
        return best

    def day_number(self, at: int) -> int:
        """A day or month in digits, `14` or `14:e`; 0 when there is none."""
        text = self.low(at).partition(":")[0]
        return int(text) if text.isdecimal() and len(text) <= 2 else 0

    def is_year(self, at: int) -> bool:
        """Whether a year stands here: four digits together, 1900 to 2199."""
        token = self.low(at)
        is_written_so = self.kind(at) == NUMBER and len(token) == 4 and token.isdecimal()
        return is_written_so and FIRST_YEAR <= int(token) <= LAST_YEAR

    def year(self, at: int) -> int | None:
        """The year that stands here, if one does."""
        return int(self.low(at)) if self.is_year(at) else None
