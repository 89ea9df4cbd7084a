"""Numbers and phrases that are no count: what they name, describe or compare with, and when the target applies.

::

    omtal    := årtal | ålder | "åk 4-6" | datum | klockslag | "de två …" | "två av tre" | "30 km" | telefonnummer
    andel    := [jämförelse] ("halva" | "hälften" | tal "tredjedelar")
    villkor  := "vid behov" | "vid varje" ord | "vecka" tal
"""

from collections.abc import Callable
from functools import lru_cache

from loftekoll.diagnostic import Severity
from loftekoll.phrase import words
from loftekoll.phrase.production import OPENINGS, Production, able
from loftekoll.phrase.scanner import Found, Item, Scanner
from loftekoll.phrase.tokens import CLOCK, DATE, NUMBER, WORD
from loftekoll.phrase.windows import rate, window

_LONGEST_CUT = 20  # tokens


def enumerator(scan: Scanner) -> Found:
    """`1.`, `2)`, `a)` or a bullet before the phrase itself."""
    if scan.low(0) in {"•", "-", "*", "·"}:
        return Item("numrering", 0, 1)
    is_lettered = scan.kind(0) == WORD and len(scan.low(0)) == 1 and scan.low(1) == ")"
    is_numbered = (
        scan.kind(0) == NUMBER
        and scan.low(1) in {".", ")", ":"}
        and scan.kind(2) != NUMBER
        and scan.low(2) not in {"", "st", "stycken"}
    )
    return Item("numrering", 0, 2) if is_lettered or is_numbered else None


def idiom(scan: Scanner, at: int) -> Found:
    """Set phrases with an article, as `en del`; `inte minst` is no comparator."""
    start = at + 1 if scan.low(at) == "minst" else at
    if scan.low(start) == "ett" and scan.low(start + 2) == "antal" and scan.kind(start + 1) == WORD:
        return Item("obestämt", at, start + 3)  # "ett visst antal"
    if vague := scan.one_of(start, words.VAGUE_IDIOMS):
        return Item("obestämt", at, start + len(vague))
    found = scan.one_of(at, words.IDIOMS)
    if found in {("en", "av"), ("ett", "av")} and (of := scan.number(scan.skip(at + 2, words.DEFINITE))):
        return Item("andel", at, of[1])
    if found == ("var", "och", "en") and scan.opening(at + 3):
        return Item("omfattning", at, at + 3)
    if found == ("en", "dag") and scan.low(at + 2) not in {"", "."}:
        found = ()
    if scan.one_of(at + 2, words.HALVES):
        found = ()
    if scan.says(at, "inte", "minst") and scan.number(at + 2) is None:
        found = ("inte", "minst")
    role = "omtal" if scan.kind(at) == NUMBER else "ord"
    return Item(role, at, at + len(found)) if found else None


def condition(scan: Scanner, at: int) -> Found:
    """`vid behov`, `vid varje vandring`, `vecka 26-32`: when the target applies."""
    if found := scan.one_of(at, words.CONDITIONS):
        return _conditional(scan, at, at + len(found))
    if scan.says(at, "i", "mån", "av") and scan.kind(at + 3) == WORD:
        return _conditional(scan, at, at + 4)
    if stop := _since(scan, at) or _from_day_to_day(scan, at) or _weeks(scan, at) or _some_time(scan, at):
        return _conditional(scan, at, stop)
    if scan.low(at) == "vid" and scan.low(at + 1) in words.EVERY and scan.kind(at + 2) == WORD:
        is_place = scan.low(at + 2).endswith(words.PLACES)
        return Item("omfattning", at, at + 3) if is_place else _conditional(scan, at, at + 3)
    return None


def _some_time(scan: Scanner, at: int) -> int:
    """`efter sommaren`, `från midsommar till augusti`, `under höstlovet`: a time that has no days of its own."""
    low = scan.low(at)
    if low in {"efter", "sedan", "oavsett"} and scan.low(at + 1) in words.SEASON_WORDS:
        return at + 2
    is_named = scan.kind(at + 1) == WORD and scan.low(at + 1) not in words.SEASON_ENDS and scan.number(at + 1) is None
    if low in {"från", "mellan"} and is_named and scan.low(at + 2) == {"från": "till", "mellan": "och"}[low]:
        is_time = scan.low(at + 3) in words.SEASON_ENDS or scan.low(at + 1).endswith(words.SOME_TIMES)
        return at + 4 if is_time and scan.low(at + 3) else 0
    noun = scan.skip(at + 1, ("hela", "den", "de", "mörka", "första"))
    is_unfixed = scan.low(noun).endswith(words.SOME_TIMES) and scan.low(noun) not in words.SEASON_ENDS
    return noun + 1 if low in {"under", "inför", "på"} and is_unfixed else 0


def _weeks(scan: Scanner, at: int) -> int:
    """`vecka 26-32`."""
    return _numbered(scan, at) if scan.low(at) in words.WEEK_NUMBERED else 0


def _from_day_to_day(scan: Scanner, at: int) -> int:
    """`1 maj-30 september`, `från den 2 maj till och med den 18 juni`."""
    stop = _date(scan, at + (scan.low(at) in {"från", "mellan"}))
    until = stop + len(scan.one_of(stop, words.UNTIL) or (("och",) if scan.low(at) == "mellan" else ()))
    return _date(scan, until) if stop and until > stop else 0


def _since(scan: Scanner, at: int) -> int:
    """`från och med` a day, a month, a season or a year."""
    opening = scan.one_of(at, words.SINCE)
    if not opening:
        return 0
    at += len(opening)
    if stop := _date(scan, at):
        return stop
    stop = at + (scan.low(at) in words.SEASON_ENDS)
    stop += scan.is_year(stop)
    return stop if stop > at else 0


def _conditional(scan: Scanner, start: int, stop: int) -> Item:
    shown = " ".join(token.text for token in scan.tokens[start:stop])
    message = f"«{shown}» är ett villkor, och räknas inte"
    scan.remark("LK212", message, "bedöm själv om villkoret gällde", start, stop, severity=Severity.NOTE)
    return Item("villkor", start, stop)


def comparison(scan: Scanner, at: int) -> Found:
    """`fler än 2018`, `jämfört med`, `dubbelt så`, `känner sig`: measured against something elsewhere."""
    felt = scan.one_of(at, words.MEASURED_ELSEWHERE)
    is_of_a_place = "sig" in felt and "där" in map(scan.low, range(at - 8, at))
    stop = at if is_of_a_place else at + len(felt)
    times = scan.counted(at)
    if times and scan.says(times[1], "gånger") and scan.low(times[1] + 1) in {"så", *words.MORE_OR_LESS}:
        stop = times[1] + 2
    if times and stop == at and scan.low(at) not in words.ARTICLES:
        percent = times[1] + (scan.low(times[1]) in {"%", "procent"})
        is_more = scan.low(percent) in words.MORE_OR_LESS or scan.low(times[1]) == "procents"
        stop = percent + 1 if is_more else stop
    than = at + (scan.low(at) in words.MORE_OR_LESS)
    if scan.low(than) == "än" and scan.is_year(found := scan.skip(than + 1, ("under", "år", "åren"))):
        stop = found + 1
    return Item("indikator", at, stop, value=True) if stop > at else None


def share(scan: Scanner, at: int) -> Found:
    """`andel`: a part of something, which is no count."""
    first = scan.counted(at)
    noun = first[1] if first else at + len(scan.opening(at))
    return Item("andel", at, noun + 1) if scan.low(noun) in words.SHARES else None


def mention(scan: Scanner, at: int) -> Found:
    """`omtal`: a number that names or describes something and so is no count."""
    for read in _able(scan.low(at), scan.kind(at + 1) == NUMBER):
        if stop := read(scan, at):
            return Item("omtal", at, stop)
    return None


def _numbered(scan: Scanner, at: int) -> int:
    """`åk 4-6`, `kl. 18.00-22.00`, `väg 97`, `Storgatan 12`, `5 §`."""
    if scan.kind(at) == NUMBER and scan.low(at + 1) in {"§", "§§", "kap", "kap."}:
        return at + 2
    low = scan.low(at)
    if low not in words.NUMBERED and not low.endswith(words.NUMBERED_ENDINGS):
        return 0
    start = scan.skip(at + 1, (".",))
    stop = _named_number(scan, start, in_words=low in words.NAMED_IN_WORDS)
    while stop and scan.low(stop) in {"-", ",", "och", "till", "eller"}:
        after = _named_number(scan, stop + 1 + (scan.low(stop + 1) == "och"), in_words=low in words.NAMED_IN_WORDS)
        is_another = after and (scan.kind(stop + 1) != WORD or _has_no_noun(scan, after))
        if not is_another:
            break
        stop = after
    return stop


def _named_number(scan: Scanner, at: int, *, in_words: bool) -> int:
    """The place after a number that names something, `7`, `18.00` or `sju`; 0 when there is none."""
    if scan.kind(at) in {NUMBER, CLOCK}:
        return at + 1
    found = scan.number(at) if in_words and scan.low(at) not in words.ARTICLES else None
    return found[1] if found else 0


def _date(scan: Scanner, at: int) -> int:
    """`2025-03-31`, `21/2`, `den 3 maj 2025`, `18.00-22.00`."""
    if scan.kind(at) == CLOCK and not at and not _has_no_noun(scan, 1):
        scan.remark(
            "LK204", "antalet är inget heltal", "skriv ett helt tal, eller timmar, procent, kronor, tjänster", 0, 2
        )
    if scan.kind(at) == CLOCK:
        return at + 3 if scan.low(at + 1) == "-" and scan.kind(at + 2) == CLOCK else at + 1
    if scan.kind(at) == DATE:
        return at + 1
    start = scan.skip(at, ("den",))
    if scan.kind(start) == NUMBER and scan.low(start + 1) == "/" and scan.kind(start + 2) == NUMBER:
        return start + 3
    month = start + 1
    if scan.day_number(start) and scan.low(month) in {"-", "och"} and scan.day_number(start + 2):
        month = start + 3
    if scan.day_number(start) and scan.low(month) in words.MONTH_NUMBERS:
        return month + 1 + scan.is_year(month + 1)
    return 0


def _age(scan: Scanner, at: int) -> int:
    """`13-17 år`, `minst 18 år`, `21 år och yngre`, `tre år`, `30 km`: ages, lengths of time and distance."""
    first = scan.counted(at)
    if first is None:
        return 0
    stop = first[1]
    if scan.low(stop) in {"-", "till", "och"} and (last := scan.number(stop + 1)):
        stop = last[1]
    return stop + 1 if scan.low(stop).partition("-")[0] in words.DIMENSIONS else 0


def _definite(scan: Scanner, at: int) -> int:
    """`de två gymnasieskolorna`, `alla tre kommunerna`, `kommunens fyra skolor`: so many as there are already."""
    is_told = scan.says(at - 1, "det", "finns")
    if not is_told and scan.low(at) not in words.DEFINITE and not scan.low(at).endswith(words.GENITIVES):
        return 0
    found = scan.number(at + 1)
    return found[1] if found and scan.low(at + 1) not in words.ARTICLES else 0


def _change(scan: Scanner, at: int) -> int:
    """`från två till fyra`: where something goes, not how much of it; `mellan 22 och 02`: hours."""
    joined = {"från": "till", "mellan": "och"}.get(scan.low(at))
    first = scan.number(at + 1) if joined else None
    last = scan.number(first[1] + 1) if first and scan.low(first[1]) == joined else None
    is_change = last is not None and (joined == "till" or _has_no_noun(scan, last[1]))
    return last[1] if last and is_change else 0


def _duration(scan: Scanner, at: int) -> int:
    """`under två veckor`, `två månader efter`: how long, unless it is said how often ("i två veckor varje termin")."""
    length = scan.counted(at)
    if length and scan.low(length[1]) in words.LONG_GENITIVES and scan.low(at - 1) in words.MEASURE_WORDS:
        return length[1] + 1  # "150 stycken 20 minuters kontroller"
    since = scan.number(at + 1) if scan.low(at) == "efter" else None
    if since and scan.low(since[1]) in words.TIME_LIMITS:
        return since[1] + 1
    if length and scan.low(length[1]) in words.TIME_LIMITS:
        after = length[1] + 1
        if scan.low(after) in words.RELATIVE or scan.says(after, "i", "rad"):
            return after + 1
    found = scan.number(at + 1) if scan.low(at) in {"under", "i", "på", "över"} else None
    if found is None or scan.low(found[1]) not in words.LONG_TIMES or rate(scan, found[1] + 1):
        return 0
    return found[1] + 1


def _hours(scan: Scanner, at: int) -> int:
    """`tisdag 17-19`: digits after a day of the week with no noun of their own are hours."""
    if scan.low(at - 1) not in words.OPEN_HOURS or scan.kind(at) != NUMBER:
        return 0
    stop = at + 3 if scan.low(at + 1) == "-" and scan.kind(at + 2) == NUMBER else at + 1
    return stop if _has_no_noun(scan, stop) else 0


def _school_year(scan: Scanner, at: int) -> int:
    """`år 7-9`: a grade, when no noun follows."""
    if scan.low(at) != "år" or not 1 <= scan.day_number(at + 1) <= 9:
        return 0
    stop = at + 2
    while scan.low(stop) in {"-", "och", ","} and scan.kind(stop + 1) == NUMBER:
        stop += 2
    return stop if _has_no_noun(scan, stop) else 0


def _has_no_noun(scan: Scanner, at: int) -> bool:
    return scan.kind(at) != WORD or scan.low(at) in words.UNIT_ENDS or scan.low(at).endswith(words.VERB_ENDINGS)


def _of_so_many(scan: Scanner, at: int) -> int:
    """`två av tre`, `minst två av de tre`, `2 x 4 timmar`; with a comparator it is a finding."""
    first = scan.counted(at)
    if first is None or scan.low(first[1]) not in {"av", "x", "×"}:
        return 0
    last = scan.number(scan.skip(first[1] + 1, words.DEFINITE))
    if last is None:
        return 0
    if scan.opening(at) or scan.low(first[1]) != "av":
        hint = "skriv ett tal, enhet och period: «minst fyra insatser per år»"
        scan.remark("LK204", "två tal hör ihop på ett sätt som inte går att läsa", hint, at, last[1])
    return last[1]


def _attribute(scan: Scanner, at: int) -> int:
    """`med två poliser`, `à 4 timmar`, `om fyra tillfällen`: says how each one is, not how many they are."""
    low = scan.low(at)
    if low in {"istället", "stället"} and scan.low(at + 1) == "för":
        former = scan.number(scan.skip(at + 2, ("inom", "som", "tidigare", "dagens", "nuvarande")))
        return former[1] if former else 0
    first = scan.skip(at + 1, words.APPROXIMATE) if low in words.RESTATING else at + 1
    found = scan.number(first) if low in words.ATTRIBUTIVE or low in words.RESTATING else None
    if found and scan.low(found[1]) == "-" and (last := scan.number(found[1] + 1)):
        found = last
    if found and low in words.RESTATING:
        again = window(scan, found[1]) or window(scan, found[1] + 1)
        return again.stop if again else found[1]
    if found and low == "om" and scan.low(found[1]) in words.TIMES:
        return 0
    if found is None or scan.low(at + 1) in words.ARTICLES or (low == "med" and scan.low(found[1]) in words.MEASURES):
        return 0
    is_of_each = scan.low(found[1]).endswith(words.STAFF) or scan.low(found[1]) in words.SIZES
    return found[1] if is_of_each or (low != "av" and not scan.is_opened) else 0


def _address(scan: Scanner, at: int) -> int:
    """`buss 3 och 7`, `Nol 2`, `rum 213 är …`: digits after a word, with no noun or period of their own."""
    low = scan.low(at)
    if (
        scan.kind(at) != WORD
        or scan.kind(at + 1) != NUMBER
        or scan.is_year(at + 1)
        or low in words.COMPARATIVE_WORDS
        or low in words.UNIT_ENDS
    ):
        return 0
    stop = at + 2
    while scan.low(stop) in {"-", ",", "och", "eller"} and scan.kind(stop + 1) == NUMBER:
        stop += 2
    after = scan.low(stop)
    goes_on = after in words.GO_ON or after in words.OCCASIONS or after in words.MEASURES or scan.kind(stop) == NUMBER
    is_sentence = scan.low(stop) == "." and scan.kind(stop + 1) == WORD
    return stop if _has_no_noun(scan, stop) and not (goes_on or is_sentence or window(scan, stop)) else 0


def _lone_number(scan: Scanner, at: int) -> int:
    """A year, a bare nought, a version as `2.0`, or digits of a telephone number or of one with signs in it."""
    if cut := _cut_numbers(scan, at):
        return cut
    text = scan.low(at)
    is_pair = scan.kind(at) == NUMBER and scan.low(at + 1) == ":" and scan.kind(at + 2) == NUMBER
    if is_pair and scan.tokens[at].end + 1 == scan.tokens[at + 2].start:
        return at + 3
    if scan.kind(at) != NUMBER or scan.is_year(at) or text == "0":
        return _year_or_nought(scan, at)
    whole, point, decimals = text.partition(".")
    is_named = scan.kind(at - 1) == WORD or scan.kind(at + 1) != WORD or scan.low(at + 1) in words.UNIT_ENDS
    if point and len(decimals) < 3 and whole and is_named:
        return at + 1
    is_dialled = text[0] == "0" and text.isdecimal() and len(text) > 1
    is_dialled = is_dialled or scan.low(at - 1) in words.PHONES
    if not is_dialled and scan.kind(at + 1) != NUMBER:
        return 0
    stop = at + 1
    while scan.kind(stop) == NUMBER or (scan.low(stop) in {"-", "eller"} and scan.kind(stop + 1) == NUMBER):
        stop += 1
    return stop


def _cut_numbers(scan: Scanner, at: int) -> int:
    """`40- och 60-sträckor`, `30-, 40- och 50-vägar`: numbers that share the end of a name."""
    stop = at
    while (
        stop < at + _LONGEST_CUT
        and scan.kind(stop) == NUMBER
        and scan.low(stop + 1) == "-"
        and scan.is_adjacent(stop + 1)
    ):
        stop = scan.skip(stop + 2, (",", "och", "eller", "till", "samt"))
    is_name = scan.kind(stop) == WORD and scan.low(stop)[:1].isdigit()
    return stop + 1 if stop > at and is_name else 0


def _year_or_nought(scan: Scanner, at: int) -> int:
    if scan.low(at) in {"noll", "0"}:
        return at + 1
    is_range = scan.low(at + 1) == "-" and scan.is_year(at + 2)
    return at + 1 + 2 * is_range if scan.is_year(at) else 0


# --- what each may begin with -------------------------------------------------------------------------------------

IDIOM = Production(idiom, words.IDIOMS.keys() | words.VAGUE_IDIOMS.keys() | {"ett", "inte", "minst"})
SHARE = Production(share, OPENINGS | words.SHARES, digits=True, numerals=True)
CONDITION = Production(
    condition,
    words.CONDITIONS.keys() | words.SINCE.keys() | words.WEEK_NUMBERED
    | {"den", "efter", "från", "i", "inför", "mellan", "oavsett", "på", "sedan", "under", "vid"},
    digits=True,
)  # fmt: skip
COMPARISON = Production(
    comparison,
    OPENINGS | words.MEASURED_ELSEWHERE.keys() | words.MORE_OR_LESS | {"än"},
    digits=True,
    numerals=True,
)
MENTIONS: tuple[Production[int], ...] = (
    Production(_numbered, words.NUMBERED, words.NUMBERED_ENDINGS, digits=True),
    Production(_school_year, {"år"}),
    Production(_date, {"den"}, digits=True),
    Production(_age, OPENINGS, digits=True, numerals=True),
    Production(_change, {"från", "mellan"}),
    Production(_definite, words.DEFINITE | {"finns"}, words.GENITIVES),
    Production(_duration, OPENINGS | {"efter", "i", "på", "under", "över"}, digits=True, numerals=True),
    Production(_hours, digits=True),
    Production(_of_so_many, OPENINGS, digits=True, numerals=True),
    Production(_attribute, words.ATTRIBUTIVE | words.RESTATING | {"istället", "stället"}),
    Production(_address, named=True),
    Production(_lone_number, {"noll"}, digits=True),
)
"""In the order in which they are tried."""
MENTION = Production(
    mention,
    frozenset().union(*(each.first for each in MENTIONS)),
    tuple(ending for each in MENTIONS for ending in each.endings),
    digits=True,
    numerals=True,
    named=True,
)


@lru_cache(maxsize=4096)
def _able(low: str, is_before_digits: bool) -> tuple[Callable[[Scanner, int], int], ...]:
    return able(MENTIONS, low, is_before_digits=is_before_digits)
