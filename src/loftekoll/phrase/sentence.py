"""One sentence of a phrase: which of its numbers may be counts, and what stands around each.

::

    mening   := [ram] { led }
    led      := ["varav" | "och" | "samt" | ","] [fönster] mängd [enhet] { fönster | omfattning | snitt | ord }

The frame (`ram`) is what leads the first count; a `led` reaches to the next one. Places in a sentence are indexes of
its items, half-open.
"""

from collections.abc import Callable, Iterable
from enum import IntEnum

from loftekoll.phrase import words
from loftekoll.phrase.quantities import Quantity
from loftekoll.phrase.scanner import Item, Scanner, Texts
from loftekoll.phrase.target import Measure, Unit

_LONGEST_LEAD = 6  # items
_NOUN_ROLES = {"ord", "löpande", "indikator", "vagt", "obestämt"}
_FREQUENT = frozenset(Unit) - {Unit.PERIOD, Unit.SEASON, Unit.DATE}


class Rank(IntEnum):
    """How surely a number is a count."""

    NONE = 0
    ARTICLE = 1
    """`en handlingsplan`: a count when nothing in the phrase is surer."""
    BARE = 2
    """`två möten`: a count unless another one in the phrase is marked."""
    SURE = 3
    """`minst två möten`, `två möten per år`."""


class Sentence:
    """The items of a sentence; what stands at a place, and how surely its numbers count.

    `role` gives the role of the item at a place and `low` its first word, both empty outside the sentence.
    """

    role: Callable[[int], str]
    low: Callable[[int], str]

    def __init__(self, scan: Scanner, items: list[Item]) -> None:
        """Look at what the items say together; nothing is decided yet."""
        self.scan, self.items = scan, items
        roles, lows = [item.role for item in items], [scan.low(item.start) for item in items]
        self.role, self.low = Texts(enumerate(roles)).__getitem__, Texts(enumerate(lows)).__getitem__
        self.roles = set(roles)
        self.quantities = [n for n, item in enumerate(items) if item.role == "mängd"]
        self.windows = [item for item in items if item.role == "fönster"]
        plain = [item.start for item in items if item.role not in {"fönster", "omfattning", "omtal"}]
        self.words = {scan.low(at) for at in plain if not scan.says(at, "var", "och")}
        self.is_promised = not self.words.isdisjoint(words.MODALS)
        self.is_often = any(is_frequency(scan, item) for item in self.windows)
        self.is_dated = any(item.value.unit is Unit.DATE for item in self.windows)
        vague = {low for role, low in zip(roles, lows, strict=True) if role == "vagt"}
        self.is_vague = bool(vague - words.GOING_ON) or (bool(vague) and not self.is_often)
        self._places = {item.start: n for n, item in enumerate(items)}
        self._nouns: dict[int, tuple[int, int]] = {}
        self._told = {at for at in self.quantities if self._is_told(at)}
        self._described = {at for at in self.quantities if self._is_described(at)}
        self._ranks = {at: self._rank(at) for at in self.quantities}

    def place(self, token: int) -> int:
        """The item that begins at a token; the end of the sentence when none does."""
        return self._places.get(token, len(self.items))

    def quantity(self, at: int) -> Quantity:
        """The quantity of an item that has one."""
        value = self.items[at].value
        assert isinstance(value, Quantity)  # noqa: S101 - told to the type checker
        return value

    def is_bare_share(self, at: int) -> bool:
        """Whether an item is a percentage that nothing marks as a count."""
        found = self.quantity(at)
        return found.measure is Measure.PERCENT and found.strength <= 1

    def is_until(self, window: Item) -> bool:
        """Whether a last day says how long something goes on: "pågår till och med november"."""
        return window.value.unit is Unit.DATE and bool(self.words & words.LASTING)

    # --- around a count --------------------------------------------------------------------------------------------

    def noun(self, at: int) -> tuple[int, int]:
        """The tokens of the noun phrase after a count, not "(helst fem)" or "årliga" before it."""
        if at not in self._nouns:
            self._nouns[at] = self._noun(at)
        return self._nouns[at]

    def _noun(self, at: int) -> tuple[int, int]:
        stop = self.items[at].stop
        n = at + 1
        while self._stands_before_noun(n):
            stop, n = self.items[n].stop, n + 1
        if self.low(n) in words.QUOTES:
            stop, n = stop + 1, n + 1
        start = stop
        while n < len(self.items) and (self.role(n) in _NOUN_ROLES or self.low(n) == "%" or self._is_cut(n)):
            if self._is_cut(n) or (stop > start and self._joins_nouns(n)):
                stop, n = self.items[n + 1].stop, n + 2
                continue
            is_occasion = stop > start and self.scan.low(stop - 1) in words.OCCASIONS
            if is_occasion or _ends_noun(self.scan.low(stop), is_first=stop == start):
                break
            stop, n = self.items[n].stop, n + 1
        return start, stop

    def _stands_before_noun(self, at: int) -> bool:
        """`(helst fem)`, `årliga`, `20 minuters` between a number and its noun."""
        if self.role(at) == "fönster":
            return self.low(at) in words.ADJECTIVES or (
                at > 0 and self.low(at) in words.ADVERBS and self.role(at + 1) == "ord"
            )
        is_long = self.role(at) == "omtal" and self.scan.low(self.items[at].stop - 1) in words.LONG_GENITIVES
        return is_long or self.role(at) == "parentes"

    def _is_cut(self, at: int) -> bool:
        """`-` in `fordons- och cykelkontroller`, `/` in `trafik-/ trygghetsvandring`: the noun goes on."""
        if self.low(at) != "-" or at + 1 >= len(self.items):
            return False
        return self.scan.is_adjacent(self.items[at].start) and self.low(at + 1) in {"och", "eller", "samt", "/"}

    def _joins_nouns(self, at: int) -> bool:
        """`eller` in "fyra kontroller eller tillsyner per månad", `och` where the time follows: one noun of two."""
        low, noun = self.low(at), self.low(at + 1)
        if low not in {"och", "eller", "och/eller"} or self.role(at + 1) != "ord" or _ends_noun(noun, is_first=False):
            return False
        return low != "och" or self.role(at + 2) in {"fönster", "omfattning", "snitt"}

    def noun_before(self, at: int) -> tuple[int, int]:
        """The noun of `antal möten: fyra` or of `kontroller 10 st`; nothing when no such noun stands before a count."""
        for n in range(at - 1, max(at - 6, -1), -1):
            if self.low(n - 1) in {"antal", "antalet"} and self.role(n) == "ord":
                return self.items[n].start, self.items[n].stop
        n = at - 1 - (self.low(at - 1) in {",", ":"})
        is_measured = self.scan.low(self.items[at].stop - 1) in words.MEASURE_WORDS
        is_noun = (
            self.role(n) == "ord" and not _ends_noun(self.low(n), is_first=True) and self.low(n) not in words.DOING
        )
        return (self.items[n].start, self.items[n].stop) if n >= 0 and is_measured and is_noun else (0, 0)

    def has_noun(self, at: int) -> bool:
        """Whether a count has a noun of its own."""
        start, stop = self.noun(at)
        return start < stop

    def is_joined(self, at: int) -> bool:
        """Whether a count stands after another one, and so may count the same: "en på våren och en på hösten"."""
        return self.is_part(at) or at != self.quantities[0]

    def is_part(self, at: int) -> bool:
        """Whether the count is a part: after `varav`, `där tio …` without a noun, `två av dem`."""
        stop = self.items[at].stop
        is_of_them = self.scan.low(stop) == "av" and self.scan.low(stop + 1) in words.THEM
        return self.role(at - 1) == "varav" or is_of_them or (self.low(at - 1) == "där" and not self.has_noun(at))

    def own_lead(self, at: int) -> int:
        """How many items before a count are its own: "i snitt fem", after a comma a window or a scope."""
        n = at - (self.low(at - 1) == ":")
        if self.role(n - 2) == "fönster" and self.low(n - 1) in words.DOING and self.quantity(at).strength:
            n -= 1  # "och varje månad genomföra fyra kontroller"
        start = n
        while self.role(n - 1) == "snitt":
            n -= 1
        first = n
        while self.role(n - 1) in {"fönster", "omfattning"}:
            n -= 1
        is_own = n < first and (n == 0 or self.scan.low(self.items[n].start - 1) in words.JOINING)
        return at - n if is_own else at - first if first < start else 0

    def lead(self, at: int) -> list[Item]:
        """What stands before a count: the frame of the sentence, or after another number what is its own."""
        return self.items[0 if self.quantities[0] == at else at - self.own_lead(at) : at]

    def tail(self, at: int, end: int) -> list[Item]:
        """What follows a count, up to the next one at `end` and what belongs to that one."""
        if end < len(self.items):
            end -= self.own_lead(end) or self.is_part(end)
        return self.items[at + 1 : end]

    def is_told(self, at: int) -> bool:
        """Whether a number tells how it is or was, and promises nothing.

        "Fyra fokusområden", "i området finns nio grupper", "polisen genomförde minst två kontroller", "nuläge: två".
        """
        return at in self._told

    def _is_told(self, at: int) -> bool:
        is_weak = self.quantity(at).strength <= 1
        if not self.is_promised:
            is_report = self.low(0) in words.TELLING and self.low(1) == ":"
            if self.words & words.PAST or is_report or (is_weak and self.words & words.TELLING):
                return True
        if self.scan.opening(self.items[at].start):
            return False
        return self._is_topic(at) or self._is_state(at)

    def _is_topic(self, at: int) -> bool:
        """`fyra fokusområden`, but not `tre nya områden`: what the promise is about."""
        start, stop = self.noun(at)
        is_new = self.scan.low(start).startswith("ny")
        return start < stop and self.scan.low(stop - 1) in words.TOPICS and not is_new

    def _is_state(self, at: int) -> bool:
        """`i området finns nio grupper`: a bare number beside a verb that tells how it is, with nothing promised."""
        start, stop = self.noun(at)
        if self.scan.low(start) in words.OCCASIONS or self.words & words.AIMS:
            return False
        if self.low(at - 1) in {"är", "var", "finns"} and self.role(self.place(stop)) != "fönster":
            return True
        return bool(self.words & words.STATES) and not (self.is_promised or self.windows)

    def is_described(self, at: int) -> bool:
        """Whether a number says which ones or how each is: "skolor med fler än 300 elever", "om fler än tre sker"."""
        return at in self._described

    def _is_described(self, at: int) -> bool:
        start, stop = self.noun(at)
        before, noun = self.low(at - 1), self.scan.low(stop - 1) if start < stop else ""
        is_sized = noun in words.SIZES
        is_condition = (
            at == 1
            and self.role(0) == "ord"
            and before in {"om", "vid"}
            and self.scan.low(start) not in words.OCCASIONS
        )
        is_more_than = before in {"med", "har"} and self.scan.low(self.items[at].start + 1) == "än"
        is_apposition = is_sized and before == "," and self.scan.low(stop) == "," and self.quantity(at).strength <= 1
        return (
            is_condition
            or is_more_than
            or is_apposition
            or (is_sized and before in {"med", "har", "över", "där", "av"})
        )

    # --- how surely a number counts --------------------------------------------------------------------------------

    def rank(self, at: int) -> Rank:
        """How surely a number is a count; `NONE` when it tells of something else."""
        return self._ranks[at]

    def _rank(self, at: int) -> Rank:
        strength = self.quantity(at).strength
        if self.is_told(at) or self.is_described(at):
            return Rank.NONE
        has_own = self.role(at + 1) == "fönster" or (strength and self._has_window(at)) or self._has_rate(at)
        if strength > 1 or self.is_part(at) or has_own:
            return Rank.SURE
        is_of_a_list = self.low(at - 1) in words.JOINING and self.quantities[0] == at and at > 1
        if strength and not is_of_a_list:
            return Rank.BARE
        return Rank.ARTICLE if not strength and self._is_counting(at) else Rank.NONE

    def candidates(self) -> list[int]:
        """The numbers that may be counts: the sure and the bare ones, and the articles that are joined to them."""
        found = [n for n in self.quantities if not self._is_elsewhere(n)]
        found = [n for n in found if not self._is_of_each(n, found)]
        kept: list[int] = []
        for before, n in zip([None, *found], found, strict=False):
            is_joined = before is not None and self._continues(before, n)
            if self.rank(n) >= Rank.BARE or (is_joined and before in kept[-1:]):
                if is_joined and before not in kept[-1:] and self._is_beside(before or 0):
                    kept.append(before or 0)
                kept.append(n)
        return kept

    def _is_beside(self, at: int) -> bool:
        """Whether an article before a surer count is one too: "en kommunpolis och två områdespoliser"."""
        start, stop = self.noun(at)
        return start < stop and not self.is_told(at) and not self._is_quality(range(start, stop))

    def _is_of_each(self, at: int, others: list[int]) -> bool:
        """`insatser om minst två dagar`, `möten för minst 30 deltagare`: each of them, where another one is counted."""
        start, stop = self.noun(at)
        is_of = self.low(at - 1) == "om" or (self.low(at - 1) == "för" and self.scan.low(stop - 1) in words.SIZES)
        if not is_of or start == stop or self.role(self.place(stop)) == "fönster":
            return False
        return any(other != at and self.rank(other) is Rank.SURE for other in others)

    def articles(self) -> list[int]:
        """The first article that counts, and those that are joined to it."""
        found = [n for n in self.quantities if not self._is_elsewhere(n)]
        first = next((k for k, n in enumerate(found) if self.rank(n) is Rank.ARTICLE), len(found))
        kept = found[first : first + 1]
        for n in found[first + 1 :]:
            if not self._continues(kept[-1], n):
                break
            kept.append(n)
        return kept

    def is_linked(self, before: int, at: int) -> bool:
        """Whether `och`, `samt` or a comma joins a count to the one before it."""
        sign = self.scan.low(self.items[at - self.own_lead(at)].start - 1)
        if sign not in {",", "("}:
            return sign in {"och", "samt", "plus", "+", "dock", "men"}
        first, second = self.quantity(before), self.quantity(at)
        if second.strength in {0, first.strength} or self.role(at + 1) in {"fönster", "omfattning"}:
            return True
        if not self.has_noun(at) and self.scan.low(self.items[at].stop) in words.PLACED:
            return True
        after = self.place(self.noun(at)[1])
        if self.role(after) == "fönster" and self.items[after].value.unit is Unit.SEASON:
            return True  # "två gånger per år, en gång på våren och en på hösten"
        is_listed = self.has_noun(at) and self.scan.low(self.items[at].stop) not in words.OCCASIONS
        is_weaker = first.strength > second.strength and first.measure is second.measure
        return is_weaker and is_listed and self._is_next(before, at)

    def _is_next(self, before: int, at: int) -> bool:
        """Whether nothing but the joining word stands between the noun of one count and the other count."""
        return self.noun(before)[1] == self.items[at].start - 1

    def _continues(self, before: int, at: int) -> bool:
        """`en vandring och en utbildning`, `en i Centrum och en i Hageby`: an article, a count like the first."""
        if not self.is_linked(before, at) and self.scan.low(self.items[at].start - 1) != ",":
            return False
        return self._is_next(before, at) or self.scan.low(self.items[at].stop) in words.PLACED

    def _is_elsewhere(self, at: int) -> bool:
        """A change in per cent or `med fem`, beside a word such as `öka`."""
        found, item = self.quantity(at), self.items[at]
        if any(word.endswith("index") for word in self.words) or self.scan.low(self.noun(at)[0]) in words.INDICATORS:
            return True
        is_percent = found.measure is Measure.PERCENT
        if is_percent and self.low(at - 1) == "på" and found.strength <= 1:
            return True  # "en kommunpolis på 50 procent"
        if self.low(at - 1) == "med" and self.words & words.EXTENDING and found.strength <= 1:
            return True
        if self.is_vague and is_percent and found.strength <= 1:
            return True
        if "indikator" not in self.roles and self.scan.low(item.stop + 1) not in words.MORE_OR_LESS:
            return False
        is_by_how_much = self.scan.low(item.start - 1) == "med" and not self.has_noun(at)
        return is_by_how_much or is_percent

    def _has_window(self, at: int) -> bool:
        """Whether a window is the count's own, or comes after it before any other number."""
        after = at + 1
        while self.role(after) not in {"fönster", "mängd", ""}:
            after += 1
        return self.role(after) == "fönster" or bool(self.own_lead(at))

    def _has_rate(self, at: int) -> bool:
        """`en träff i månaden`: an article whose noun is followed by how often."""
        start, stop = self.noun(at)
        after = self.place(stop)
        is_often = start < stop and self.role(after) == "fönster" and is_frequency(self.scan, self.items[after])
        return is_often and not self.is_vague and not self._is_quality(range(start, stop))

    def _is_counting(self, at: int) -> bool:
        """Whether an article, or a number after a preposition, is a count though nothing marks it as one."""
        item, scan = self.items[at], self.scan
        noun, end = self.noun(at)
        if noun < end and self._is_quality(range(noun, end)):
            return False
        if {"löpande", "indikator", "obestämt"} & self.roles or self.is_vague:
            return self.is_dated
        if noun == end and scan.low(item.stop) != "%":
            return False
        if self.is_often:
            is_own = self.role(self.place(end)) == "fönster"
            return is_own or scan.low(item.start - 1) not in words.PREPOSITIONS or self.quantity(at).low > 1
        if self.windows:
            is_done = bool(self.words & words.DOING) and not self.words & words.BEING
            is_day = scan.low(noun) in words.WEEKDAYS
            return self.is_dated or is_done or is_day or self._leads(at)
        return scan.low(end - 1) not in words.UNITS and self._leads(at)

    def _is_quality(self, noun: Iterable[int]) -> bool:
        """`en god dialog`, `ett tryggare centrum`: how it should be, not how many."""
        named = [self.scan.low(token) for token in noun]
        return bool(words.QUALITIES.intersection(named)) or named[-1].endswith(words.QUALITY_ENDINGS)

    def _leads(self, at: int) -> bool:
        """Whether nothing but a verb of doing stands before the count."""
        verb = self.low(at - 1 - (self.low(at - 1) == "till" and self.low(at - 2) == "in"))
        after = self.scan.low(self.noun(at)[1])
        if (verb in words.DOING and verb not in words.PREPOSITIONS) or (after.endswith("s") and after in words.DOING):
            return True
        return at <= _LONGEST_LEAD and all(
            self.role(n) in {"numrering", "omtal"} or self.low(n) in words.DOING for n in range(at)
        )


def _ends_noun(low: str, *, is_first: bool) -> bool:
    """Whether a word cannot be in the noun phrase after a count: a preposition, a verb, an adverb."""
    if low in words.UNIT_ENDS or (low.endswith(words.VERB_ENDINGS) and low != "kalas"):
        return True
    if not is_first and low in words.AIMED:
        return True
    return not is_first and len(low) > 5 and low.endswith("s") and not low.endswith(words.NOUNS_IN_S)


def is_frequency(scan: Scanner, item: Item) -> bool:
    """Whether an item says how often (`varje år`), and not only when (`under året`, `i år`, `under 2025`)."""
    if item.role != "fönster" or item.value.unit not in _FREQUENT or item.value.year is not None:
        return False
    return scan.low(item.start) not in {"under", "detta", "inom", "på"} and not scan.says(item.start, "i", "år")


def sentences_of(scan: Scanner, items: list[Item]) -> list[Sentence]:
    """The sentences; one that begins with `varav` goes on with the one before."""
    found: list[list[Item]] = [[]]
    for item in items:
        before = found[-1][-1:]
        if before and scan.low(before[0].start) in words.FULL_STOPS and item.role != "varav":
            found.append([])
        found[-1].append(item)
    return [Sentence(scan, each) for each in found]
