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

from collections.abc import Callable
from functools import lru_cache

from loftekoll.phrase import words
from loftekoll.phrase.mentions import COMPARISON, CONDITION, IDIOM, MENTION, SHARE, enumerator
from loftekoll.phrase.production import Production, able
from loftekoll.phrase.quantities import QUANTITY, WITHIN
from loftekoll.phrase.scanner import Found, Item, Scanner
from loftekoll.phrase.tokens import NUMBER, SIGN, WORD
from loftekoll.phrase.windows import TOTAL, WINDOW, season

_LONGEST_ASIDE = 20  # tokens


def items_of(scan: Scanner) -> list[Item]:
    """Every token in exactly one item, in order."""
    first = enumerator(scan)
    found = [first] if first else []
    at = first.stop if first else 0
    while at < len(scan.tokens):
        found.append(_item(scan, at))
        at = found[-1].stop
    return _with_purposes(scan, found)


def _item(scan: Scanner, at: int) -> Item:
    for read in _able(scan.low(at), scan.kind(at + 1) == NUMBER):
        if item := read(scan, at):
            return item
    return word(scan, at)


_ENDS_OF_PURPOSE = words.MODALS | words.FULL_STOPS
_TONES = {"vagt", "löpande", "indikator", "obestämt", "ord"}


def _with_purposes(scan: Scanner, items: list[Item]) -> list[Item]:
    """`syfte`: "… för att öka tryggheten" says why, so that its words set no tone and reverse nothing."""
    if not any(scan.low(item.start) in words.PURPOSE for item in items):
        return items
    found: list[Item] = []
    is_inside = False
    for item in items:
        is_over = item.role == "mängd" and item.value.strength > 1
        if is_over or scan.low(item.start) in _ENDS_OF_PURPOSE:
            is_inside = False
        is_inside = is_inside or bool(scan.one_of(item.start, words.PURPOSE))
        is_tone = item.role in _TONES and not item.value
        found.append(item._replace(role="syfte") if is_inside and is_tone else item)
    return found


def average(scan: Scanner, at: int) -> Found:
    """`snitt`: `i snitt`, `i genomsnitt`, with or without `över året`."""
    if spread := scan.one_of(at, words.AVERAGE_PHRASES):
        return Item("snitt", at, at + len(spread))
    start = scan.skip(at, ("i", "(", "ett"))
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
        noun = scan.skip(at + len(each), words.DEFINITE)
        found = scan.number(noun)
        noun = found[1] if found else noun
        return noun + 1 if scan.low(noun) else 0
    low = scan.low(at)
    if (low == "alla" or low in words.EVERY) and scan.low(at + 1) in words.WORKDAYS:
        return at + 2
    if low not in {"alla", "samtliga"}:
        return 0
    found = scan.number(at + 1)
    noun = found[1] if found else at + 1
    return noun + 1 if scan.low(noun).endswith(words.EACH_OF) else 0


def _each_of(scan: Scanner, at: int) -> int:
    """`per kommun`, `i varje stadsdel`, `på respektive ort`, `varje skola`, `per 5 000 invånare`."""
    low = scan.low(at)
    each = scan.low(at + 1)
    is_placed = low in words.PLACED and (each in words.EACH or each == "vardera")
    noun = at + 1 + is_placed
    is_of_each = low == "per" or (low in words.EVERY and scan.low(noun) not in words.OCCASIONS)
    if not is_placed and not is_of_each:
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
    if steady := scan.one_of(at, words.CONTINUOUS_PHRASES):
        return Item("löpande", at, at + len(steady))
    role = _MARKERS.get(scan.low(at)) or ("tecken" if scan.kind(at) == SIGN else "ord")
    return Item(role, at, at + 1)


_MARKERS = {
    **dict.fromkeys(words.VAGUE_QUANTITIES, "obestämt"),
    **dict.fromkeys(words.VAGUE_VERBS, "vagt"),
    **dict.fromkeys(words.INDICATORS, "indikator"),
    **dict.fromkeys(words.CONTINUOUS, "löpande"),
}
"""Words that are no count with their roles; the later ones win where a word has two."""


PRODUCTIONS: tuple[Production[Found], ...] = (
    IDIOM,
    SHARE,
    CONDITION,
    WINDOW,
    COMPARISON,
    TOTAL,
    MENTION,
    Production(average, words.AVERAGE_PHRASES.keys() | words.AVERAGE | {"i", "(", "ett"}),
    Production(sub_target, {"varav", "därav", "däribland", "fördelat", "fördelade", "uppdelat", "av"}),
    Production(
        scope,
        words.SCOPE_PHRASES.keys() | words.EACH_ONE_OF.keys() | words.EVERY | words.PLACED
        | {"och", "/", "alla", "samtliga", "per"},
    ),
    WITHIN,
    QUANTITY,
    Production(aside, {"("}),
)  # fmt: skip
"""In the order in which they are tried; what none of them reads is a word."""


@lru_cache(maxsize=4096)
def _able(low: str, is_before_digits: bool) -> tuple[Callable[[Scanner, int], Found], ...]:
    return able(PRODUCTIONS, low, is_before_digits=is_before_digits)
