"""How much: a comparator, a number and what belongs to it.

::

    mängd    := [jämförelse] [ungefär] tal ["(" tal ")"] [("till" | "-" | "eller" | ",") tal] ["eller fler"] [måttord]
    inom     := "inom" tal ("timmar" | "dygn" | "dagar" | "veckor" | "månader")
"""

from typing import NamedTuple

from loftekoll.phrase import words
from loftekoll.phrase.numerals import morphemes_of, near_numeral, number_of
from loftekoll.phrase.production import OPENINGS, Production
from loftekoll.phrase.scanner import Found, Item, Number, Scanner
from loftekoll.phrase.target import Comparator, Measure
from loftekoll.phrase.tokens import WORD
from loftekoll.phrase.windows import window


class Quantity(NamedTuple):
    """A number that may be a count.

    `strength` is 3 for a time limit, 2 when only a count is written so, 1 for a bare number, 0 for an article and for
    a bare number after a preposition.
    """

    low: Number
    comparator: Comparator = Comparator.AT_LEAST
    high: Number | None = None
    approximate: bool = False
    measure: Measure = Measure.COUNT
    strength: int = 2


def within(scan: Scanner, at: int) -> Found:
    """`inom 24 timmar från anmälan`, `senast två dagar efter`, `högst fem dagar från`: at most so long, each time."""
    start = scan.skip(at, ("senast",)) if scan.low(at + 1) == "inom" else at
    first = _after_loosely(scan, start + 1) if scan.low(start) == "inom" else start + 1
    found = scan.number(first) if scan.low(start) in {"inom", "senast", "högst", "max", "max."} else None
    high = _range_end(scan, found[1], found[0]) if found else None
    stop = high[1] if high else found[1] if found else at
    is_limit = scan.low(stop) in words.TIME_LIMITS
    if found is None or not is_limit or (scan.low(start) != "inom" and scan.low(stop + 1) not in words.RELATIVE):
        return None
    measure = words.MEASURES.get(scan.low(stop), Measure.COUNT)
    is_about = scan.low(first - 1) in words.APPROXIMATE
    limit = Quantity(found[0], Comparator.AT_MOST, high[0] if high else None, is_about, measure=measure, strength=3)
    return Item("mängd", at, stop, limit)


def _after_loosely(scan: Scanner, at: int) -> int:
    """The place after `max`, `högst`, `cirka` or `loppet av` in "inom loppet av 24 timmar"."""
    return scan.skip(at, {"max", "max.", "högst", "maximalt", "loppet", "av", *words.APPROXIMATE})


def quantity(scan: Scanner, at: int) -> Found:
    """`mängd`: a number with what belongs to it."""
    opening = scan.opening(at)
    comparator, extra = words.COMPARATORS.get(opening, (Comparator.AT_LEAST, 0))
    start = at + len(opening)
    if opening and (scan.low(start) == ":" or scan.low(start) in words.IN_TOTAL):
        start += 1
    first = scan.skip(start, words.APPROXIMATE)
    first += len(scan.one_of(first, words.APPROXIMATE_PHRASES))
    read = _collective(scan, first) or _between(scan, first) or _plain(scan, first, bool(opening) or first > start)
    if read is None:
        return _no_number(scan, at, opening, first)
    found, stop = read
    if found.approximate and found.high is None and (end := _range_end(scan, stop, found.low)):
        found, stop = found._replace(high=end[0]), end[1]  # "ett tiotal till ett tjugotal"
    if first == at and found.strength == 1 and _is_placed(scan, at, stop):
        _refuse_under(scan, at, found, stop)
        found = found._replace(strength=0)
    found = found._replace(comparator=comparator, low=found.low + extra, approximate=found.approximate or first > start)
    return _complete(scan, at, found, stop)


def _plain(scan: Scanner, at: int, is_marked: bool) -> tuple[Quantity, int] | None:
    """`tal`, its repetition in figures and the upper end of a range."""
    found = scan.number(at)
    if found is None:
        return None
    low, stop = found
    after = _repeated(scan, at, stop, low)
    high = _range_end(scan, after, low)
    end = _repeated(scan, after + 1, high[1], high[0]) if high else after
    if (
        high
        and not is_marked
        and (scan.kind(end) != WORD or scan.low(end) in words.UNIT_ENDS)
        and not window(scan, end)
    ):
        return Quantity(low, high=high[0], strength=0), end
    if is_marked or high or end > stop:
        return Quantity(low, high=high[0] if high else None), end
    is_article = scan.low(at) in words.ARTICLES and stop == at + 1
    is_occasion = scan.low(stop) in words.OCCASIONS
    return Quantity(low, strength=int(not is_article or is_occasion)), end


def _refuse_under(scan: Scanner, at: int, found: Quantity, stop: int) -> None:
    """`under 20 bränder per år` may be fewer than so many or while they last."""
    if scan.low(at - 1) == "under" and found.low > 1 and scan.kind(stop) == WORD:
        hint = "skriv «färre än» eller «vid»: «färre än 20 inbrott per år», «vid fem tillfällen per år»"
        scan.remark("LK204", "«under» före ett tal kan betyda två saker", hint, at - 1, stop)


def _is_placed(scan: Scanner, at: int, stop: int) -> bool:
    """`på tre platser`: a bare number after a preposition, unless it counts occasions."""
    before = scan.low(at - 1)
    return before in words.PREPOSITIONS and before != "genom" and scan.low(stop) not in words.OCCASIONS


def _range_end(scan: Scanner, at: int, low: Number) -> tuple[Number, int] | None:
    """`("till" | "-" | "à" | "eller" | ",") tal`, where the number is the greater one."""
    sign = scan.low(at)
    if scan.kind(at) == WORD and (after := scan.number(at)) and after[0] == low + 1 and scan.kind(at - 1) == WORD:
        return after if sign not in words.ARTICLES else None
    if sign in {"till", "-"} and (many := _collective(scan, at + 1)) and many[0].low > low:
        return many[0].low, many[1]
    high = scan.number(at + 1) if sign in {"till", "-", "à", "á", "eller", "alternativt", ","} else None
    if high is None or high[0] <= low:
        return None
    if low < 10 and high[0] >= 100 and sign == "-" and scan.kind(at + 1) == WORD:
        hint = "skriv båda talen helt: «500 till 700 prov per år»"
        scan.remark("LK204", "det går inte att se vilket tal som gäller", hint, at - 1, high[1])
    if sign in {",", "eller"} and (high[0] != low + 1 or (sign == "," and scan.kind(at + 1) != WORD)):
        return None
    return high


def _complete(scan: Scanner, at: int, found: Quantity, stop: int) -> Item:
    """The quantity with `eller fler`, its measure word and its measure."""
    if scan.low(stop) == "eller" and scan.low(stop + 1) in {"fler", "flera", "mer"}:
        stop += 2
    elif scan.low(stop) == "eller" and scan.low(stop + 1) in {"färre", "mindre"}:
        stop, found = stop + 2, found._replace(comparator=Comparator.AT_MOST, strength=2)
    elif scan.low(stop) == "+" and scan.is_adjacent(stop) and _is_noun(scan, stop + 1):
        stop += 1  # "20+ kontroller"
    if scan.low(stop) in words.MEASURE_WORDS:
        stop += 1
    if measure := words.MEASURES.get(scan.low(stop)):
        found = found._replace(measure=measure, strength=max(found.strength, 1))
    elif found.low != int(found.low) and not scan.is_of_index():
        hint = "skriv ett helt tal, eller timmar, procent, kronor, tjänster"
        scan.remark("LK204", "antalet är inget heltal", hint, at, stop)
    _check_one_number(scan, at, found, stop)
    _check_one_limit(scan, at, found, stop)
    return Item("mängd", at, stop, found)


def _is_noun(scan: Scanner, at: int) -> bool:
    """Whether a word stands here that may be the noun of a count."""
    low = scan.low(at)
    is_word = scan.kind(at) == WORD and low not in words.UNIT_ENDS and low not in words.UNITS
    return is_word and scan.number(at) is None


def _check_one_number(scan: Scanner, at: int, found: Quantity, stop: int) -> None:
    """`två eller fyra`, `10 hundra`, `4+4`, `fem-sjuhundra`, `två- till tretusen`: two numbers for one are refused."""
    is_sum = scan.low(stop) in {"+", "*", "x", "×", "-"} and scan.is_adjacent(stop) and found.high is None
    if is_sum and (scan.number(stop + 1) or scan.low(stop + 1) in {"till", "och"}) and found.strength:
        hint = "skriv hela talet: «minst åtta insatser per år», «2 000 till 3 000 prov per år»"
        scan.remark("LK204", "det går inte att se vilket tal som gäller", hint, at, stop + 2)
        return
    start = stop + (scan.low(stop) == "eller")
    second = scan.number(start) if found.strength >= 1 and scan.low(start) not in words.ARTICLES else None
    if second and scan.low(second[1]) in words.LONG_GENITIVES:
        return
    is_alternative = found.strength >= 1 and scan.low(at - 1) == "eller"
    if second or is_alternative:
        hint = "skriv ett tal, enhet och period: «minst fyra insatser per år»"
        scan.remark("LK204", "det går inte att se vilket tal som gäller", hint, at, second[1] if second else stop)


def _check_one_limit(scan: Scanner, at: int, found: Quantity, stop: int) -> None:
    """`minst två och högst fyra möten`: two limits on one noun are refused."""
    if not scan.opening(at):
        return
    after = scan.skip(stop, (",", "och", "men", "-", "dock"))
    second = scan.opening(after)
    other = scan.number(after + len(second)) if second else None
    if other and words.COMPARATORS[second][0] is not found.comparator:
        hint = "skriv ett mål för varje gräns: «minst två möten per år», «högst fyra möten per år»"
        scan.remark("LK204", "målet har två gränser", hint, at, other[1])


def _collective(scan: Scanner, at: int) -> tuple[Quantity, int] | None:
    """`ett dussin`, `ett par`, `ett 30-tal`, `ett trettiotal`."""
    if scan.low(at) == "ett" and scan.low(at + 1) in words.COLLECTIVES:
        count, is_vague = words.COLLECTIVES[scan.low(at + 1)]
        third = scan.skip(at + 2, (",", "till", "-"))
        if scan.low(at + 1) == "par" and scan.low(third) in {"tre", "3"}:
            return Quantity(count, high=3, approximate=is_vague), third + 1
        return Quantity(count, approximate=is_vague), at + 2
    noun = scan.skip(at, ("ett",))
    stem = scan.low(noun).removesuffix("tal").removesuffix("-")
    if scan.kind(noun) != WORD or not stem or not scan.low(noun).endswith("tal"):
        return None
    value = int(stem) if stem.isdecimal() and len(stem) < 8 else number_of(morphemes_of(stem))
    return (Quantity(value, approximate=True), noun + 1) if value and value >= 10 else None


def _between(scan: Scanner, at: int) -> tuple[Quantity, int] | None:
    """`mellan två och fyra gånger`; without a noun after it, it may be hours of the day."""
    low = scan.number(at + 1) if scan.low(at) == "mellan" else None
    high = scan.number(low[1] + 1) if low and scan.low(low[1]) == "och" else None
    if low is None or high is None or high[0] <= low[0] or scan.kind(high[1]) != WORD:
        return None
    if scan.low(high[1]) in words.UNIT_ENDS or scan.low(high[1]) in words.DIMENSIONS:
        return None
    return Quantity(low[0], high=high[0]), high[1]


def _repeated(scan: Scanner, start: int, stop: int, value: Number) -> int:
    """The place after `(tal)` where the two say the same; it is a finding when they do not."""
    opening = scan.low(stop)
    inside = scan.number(stop + 1) if opening in {"(", ","} else None
    if inside is None:
        return stop
    end = scan.skip(inside[1], words.MEASURE_WORDS)
    if scan.low(end) != {"(": ")", ",": ","}[opening] or (opening == "," and inside[0] != value):
        return stop
    if inside[0] != value:
        hint = "skriv samma tal på båda ställena, eller bara ett"
        scan.remark("LK202", f"talen säger olika: {value} och {inside[0]}", hint, start, end + 1)
    return end + 1


# --- comparators without a number ---------------------------------------------------------------------------------


def _no_number(scan: Scanner, at: int, opening: tuple[str, ...], first: int) -> Found:
    """A comparator, perhaps misspelt, without its number; `minst varannan vecka` and `tre besök som mest` need none."""
    if not opening:
        near = near_numeral(scan.low(at), is_lax=False) if scan.kind(at) == WORD else None
        return _misspelt(scan, at, near) if near else None
    is_split = words.COMPARATORS[opening][0] is Comparator.AT_MOST and opening != ("upp", "till")
    is_last = opening in words.TRAILING and (scan.kind(first) != WORD or _is_no_noun(scan.low(first)))
    if is_last or (is_split and any(scan.number(n) for n in range(first, first + 4))):
        return Item("gräns", at, first, words.COMPARATORS[opening][0])
    low = scan.low(first)
    is_word = scan.kind(first) == WORD and low != scan.low(at) and low not in words.VAGUE_QUANTITIES
    near = near_numeral(low) if is_word else None
    if words.COMPARATORS[opening] == (Comparator.AT_LEAST, 0) and window(scan, first):
        return Item("ord", at, first)
    if near:
        return _misspelt(scan, first, near)._replace(start=at)
    return Item("utan tal", at, at + len(opening)) if opening in {("minst",), ("högst",)} else None


def _is_no_noun(low: str) -> bool:
    """Whether a word cannot be a noun that a comparator without a number belongs to: "när det är som mest folk"."""
    return low in words.UNIT_ENDS or low in words.PER


def _misspelt(scan: Scanner, at: int, near: str) -> Item:
    shown = scan.tokens[at].text
    scan.remark("LK201", f"okänt räkneord «{shown}»", f"menade du «{near}»?", at, at + 1)
    return Item("ord", at, at + 1)


WITHIN = Production(within, {"inom", "senast", "högst", "max", "max."})
QUANTITY = Production(
    quantity,
    OPENINGS | words.APPROXIMATE | words.APPROXIMATE_PHRASES.keys() | {"ett", "mellan"},
    ("tal",),
    digits=True,
    numerals=True,
)
