"""How a target phrase is read: recursive descent over tokens, pure and total, in linear time.

::

    fras       := { numrering | omtal | andel | villkor | varav | snitt | fönster | omfattning | mängd | ord }
    varav      := ("varav" | "därav" | "av dessa") mängd …
    omfattning := ("per" | "i varje" | "/") plats | "vardera" | "var för sig"
    snitt      := ["i"] ("snitt" | "genomsnitt" | "medeltal") ["över året"]

There is one item for every stretch of tokens, so that nothing is passed over; `assemble` then makes targets of them.
The other productions stand in `mentions`, `windows` and `quantities`; each returns an item or `None` and looks at a
bounded number of tokens.
"""

from functools import lru_cache

from loftekoll.phrase import words
from loftekoll.phrase.mentions import comparison, condition, enumerator, idiom, mention, share
from loftekoll.phrase.numerals import morphemes_of, near_numeral
from loftekoll.phrase.quantities import quantity, within
from loftekoll.phrase.scanner import Found, Item, Scanner
from loftekoll.phrase.tokens import NUMBER, SIGN, WORD
from loftekoll.phrase.windows import season, total, window

_LONGEST_ASIDE = 20  # tokens


def items_of(scan: Scanner) -> list[Item]:
    """Every token in exactly one item, in order."""
    productions = (
        enumerator, idiom, share, condition, window, comparison, total, mention, average, sub_target, scope, within,
        quantity, aside,
    )  # fmt: skip
    at_least = (idiom, share, comparison, mention, quantity)  # all that may begin with the commonest word of all
    found: list[Item] = []
    at = 0
    while at < len(scan.tokens):
        item = None
        if not _begins_nothing(scan.low(at)) or scan.kind(at) != WORD or scan.kind(at + 1) == NUMBER:
            able = at_least if scan.low(at) == "minst" else productions
            item = next((item for read in able if (item := read(scan, at))), None)
        found.append(item or word(scan, at))
        at = found[-1].stop
    return _with_purposes(scan, found)


@lru_cache(maxsize=4096)
def _begins_nothing(low: str) -> bool:
    """Whether no production can begin with the word: it has no part in the grammar, and is no numeral."""
    if low in words.LEXICON or low.endswith(words.ENDINGS) or low[:1].isdigit() or len(low) == 1:
        return False
    return not morphemes_of(low) and near_numeral(low, is_lax=False) is None


_TONES = {"vagt", "löpande", "indikator", "obestämt", "ord"}


def _with_purposes(scan: Scanner, items: list[Item]) -> list[Item]:
    """`syfte`: "… för att öka tryggheten" says why, so that its words set no tone and reverse nothing."""
    found: list[Item] = []
    is_inside = False
    for item in items:
        is_over = item.role == "mängd" and item.value.strength > 1
        if is_over or scan.low(item.start) in words.MODALS | words.FULL_STOPS:
            is_inside = False
        is_inside = is_inside or bool(scan.one_of(item.start, words.PURPOSE))
        is_tone = item.role in _TONES and not item.value
        found.append(item._replace(role="syfte") if is_inside and is_tone else item)
    return found


def average(scan: Scanner, at: int) -> Found:
    """`snitt`: `i snitt`, `i genomsnitt`, with or without `över året`."""
    if spread := scan.one_of(at, words.AVERAGE_PHRASES):
        return Item("snitt", at, at + len(spread))
    start = scan.skip(at, "i", "(", "ett")
    if scan.low(start) not in words.AVERAGE:
        return None
    stop = start + 1
    stop += 2 * (scan.low(stop) == "över" and scan.low(stop + 1) in {"året", "perioden", "tid"})
    if scan.low(at) == "(":
        return Item("snitt", at, stop + 1) if scan.low(stop) == ")" else None
    stop += scan.low(stop) in {"på", "om", "av"}
    return Item("snitt", at, stop)


def sub_target(scan: Scanner, at: int) -> Found:
    """`varav`, `därav`, `av dessa`, `av vilka`."""
    if scan.low(at) in {"varav", "därav", "däribland"}:
        return Item("varav", at, at + 1)
    is_spread = scan.low(at) in {"fördelat", "fördelade", "uppdelat"} and scan.low(at + 1) == "på"
    is_of_them = scan.low(at) == "av" and scan.low(at + 1) in words.THEM and scan.number(at - 1) is None
    return Item("varav", at, at + 2) if is_spread or is_of_them else None


def scope(scan: Scanner, at: int) -> Found:
    """`omfattning`: `per kommun`, `i varje stadsdel`, `alla skolor`: times a number that is not stated."""
    stop = _set_scope(scan, at) or _second_scope(scan, at) or _all_of(scan, at) or _each_of(scan, at)
    return Item("omfattning", at, stop) if stop else None


def _set_scope(scan: Scanner, at: int) -> int:
    """`vardera`, `var för sig`; `i vardera kommunen` is for the others to read."""
    found = scan.one_of(at, words.SCOPE_PHRASES)
    return at + len(found) if found and scan.low(at - 1) not in words.PREPOSITIONS else 0


def _second_scope(scan: Scanner, at: int) -> int:
    """`och skola` in `per termin och skola`, `/skola`."""
    is_second = scan.low(at) == "och" and scan.low(at - 1) in words.UNITS
    return at + 2 if (is_second or scan.low(at) == "/") and scan.low(at + 1).endswith(words.PLACES) else 0


def _all_of(scan: Scanner, at: int) -> int:
    """`alla skolor`, `samtliga 14 butiker`, `var och en av de tre tätorterna`, `alla vardagar`."""
    if each := scan.one_of(at, words.EACH_ONE_OF):
        noun = scan.skip(at + len(each), *words.DEFINITE)
        found = scan.number(noun)
        return (found[1] if found else noun) + 1
    if scan.low(at) in words.EVERY | {"alla"} and scan.low(at + 1) in words.WORKDAYS:
        return at + 2
    if scan.low(at) not in {"alla", "samtliga"}:
        return 0
    found = scan.number(at + 1)
    noun = found[1] if found else at + 1
    return noun + 1 if scan.low(noun).endswith(words.EACH_OF) else 0


def _each_of(scan: Scanner, at: int) -> int:
    """`per kommun`, `i varje stadsdel`, `på respektive ort`, `varje skola`, `per 5 000 invånare`."""
    low = scan.low(at)
    is_placed = low in words.PLACED | {"inom"} and scan.low(at + 1) in words.EVERY | {"respektive", "vardera"}
    noun = at + 1 + is_placed
    if not is_placed and (low not in words.EVERY | {"per"} or (low != "per" and scan.low(noun) in words.OCCASIONS)):
        return 0
    if low == "per" and (found := scan.number(noun)):
        noun = found[1]
    is_noun = scan.kind(noun) == WORD and scan.low(noun) not in words.UNITS and scan.low(noun) not in words.UNIT_ENDS
    return noun + 1 if is_noun else 0


def aside(scan: Scanner, at: int) -> Found:
    """`(…)` that holds no target of its own: a remark, a party."""
    if scan.low(at) != "(" or scan.opening(at + 1) or _holds_parts(scan, at + 1):
        return None
    found = scan.number(at + 1) if scan.is_opened else None
    if found and scan.low(found[1]) != ")":
        return None  # "Krogtillsyn (12 per år)"
    for stop in range(at + 1, min(at + _LONGEST_ASIDE, len(scan.tokens))):
        if scan.low(stop) == ")":
            return Item("parentes", at, stop + 1)
    return None


def _holds_parts(scan: Scanner, at: int) -> bool:
    """`(varav tre i Vik)`, `(en på våren och en på hösten)`."""
    found = scan.number(at)
    is_seasonal = found is not None and season(scan, found[1]) is not None
    return is_seasonal or scan.low(at) in {"varav", "därav", "däribland"}


def word(scan: Scanner, at: int) -> Item:
    """Anything else: a word of a noun phrase, a marker of what is no count, or a sign."""
    low = scan.low(at)
    if steady := scan.one_of(at, words.CONTINUOUS_PHRASES):
        return Item("löpande", at, at + len(steady))
    for role, marked in (
        ("löpande", words.CONTINUOUS),
        ("indikator", words.INDICATORS),
        ("vagt", words.VAGUE_VERBS),
        ("obestämt", words.VAGUE_QUANTITIES),
    ):
        if low in marked:
            return Item(role, at, at + 1)
    return Item("tecken" if scan.kind(at) == SIGN else "ord", at, at + 1)
