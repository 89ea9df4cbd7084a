"""From items to targets: which numbers are counts, and which window, scope and parts each has."""

from itertools import pairwise
from typing import NamedTuple

from loftekoll.diagnostic import Severity
from loftekoll.phrase import words
from loftekoll.phrase.grammar import items_of
from loftekoll.phrase.quantities import Quantity
from loftekoll.phrase.scanner import Item, Number, Scanner
from loftekoll.phrase.target import (
    WHOLE_PERIOD,
    Comparator,
    Kind,
    Measure,
    Part,
    PhraseError,
    Reading,
    Spread,
    Target,
    Unit,
    WindowSpec,
)
from loftekoll.phrase.tokens import NUMBER

_FREQUENT = frozenset(Unit) - {Unit.PERIOD, Unit.SEASON, Unit.DATE}
_FINENESS = {unit: n for n, unit in enumerate(Unit)}
_LONGEST_LEAD = 6  # items
_HINT = "skriv till exempel «minst fyra insatser per år»"
_NOUN_ROLES = {"ord", "löpande", "indikator", "vagt", "obestämt"}


def parse(text: str) -> Reading:
    """How the phrase is read. Total: what cannot be read has the kind `fel` and a remark with its place.

    >>> parse("minst fyra trafikinsatser per år").targets[0].count
    4
    """
    reading = _read(text, opened=False)
    if not reading.targets and not reading.fault and any(part.role == "parentes" for part in reading.parts):
        inside = _read(text, opened=True)
        reading = inside if inside.targets else reading
    return reading


def _read(text: str, *, opened: bool) -> Reading:
    scan = Scanner(text)
    items = items_of(scan, opened=opened)
    reading = _Assembly(scan, items).reading(text)
    spans = [(item.role, scan.tokens[item.start].start, scan.tokens[item.stop - 1].end) for item in items]
    return reading._replace(parts=tuple(Part(role, start, end - start) for role, start, end in spans))


class _Sentence(NamedTuple):
    """The half-open range of a sentence's items, and what they say together; `varav` goes on with the one before."""

    start: int
    stop: int
    roles: frozenset[str]
    windows: tuple[Item, ...]
    words: frozenset[str]
    is_often: bool

    @property
    def is_dated(self) -> bool:
        """Whether a deadline is named."""
        return any(item.value.unit is Unit.DATE for item in self.windows)


class _Assembly:
    """One phrase on its way from items to a reading; counts are indexes of items."""

    def __init__(self, scan: Scanner, items: list[Item]) -> None:
        self.scan, self.items = scan, items
        self.roles = {item.role for item in items}
        self.sentences = self._sentences()
        self.starts = {item.start: n for n, item in enumerate(items)}

    def _sentences(self) -> list[_Sentence]:
        """The sentence of each item."""
        edges = [0]
        for n, item in enumerate(self.items[:-1], start=1):
            if self.scan.low(item.start) in words.FULL_STOPS and self.items[n].role != "varav":
                edges.append(n)
        edges.append(len(self.items))
        found = [self._sentence(start, stop) for start, stop in pairwise(edges)]
        return [each for each in found for _ in range(each.start, each.stop)]

    def _sentence(self, start: int, stop: int) -> _Sentence:
        items = self.items[start:stop]
        windows = tuple(item for item in items if item.role == "fönster")
        is_often = any(_is_frequency(self.scan, item) for item in windows)
        low = frozenset(self.scan.low(item.start) for item in items)
        return _Sentence(start, stop, frozenset(item.role for item in items), windows, low, is_often)

    def reading(self, text: str) -> Reading:
        """The kind, the targets and the remarks."""
        if not self.items:
            return Reading(text, Kind.FAULT, remarks=(PhraseError("LK204", "målet är tomt", _HINT, 0, len(text)),))
        targets = self._targets(self._groups())
        if not targets and (implied := self._implied()):
            targets = (implied,)
        kind = Kind.QUANTIFIED if targets else self._kind_without_count()
        if targets:
            self._refuse_reversals(targets)
        else:
            self._remark_on_leftovers(kind)
        remarks = tuple(self.scan.remarks)
        if any(each.severity is Severity.ERROR for each in remarks):
            return Reading(text, Kind.FAULT, remarks=remarks)
        return Reading(text, kind, targets, remarks)

    def _refuse_reversals(self, targets: tuple[Target, ...]) -> None:
        """Words that turn a target into another one ("utom i juli", "inga möten", "dubbelt så många") are refused.

        So are a least count of none, and digits after a count that no part of the reading has.
        """
        scan = self.scan
        plain = (item for item in self.items if item.role in {"ord", "parentes"})
        idiom = ("inte", "minst")
        loose = {at for item in plain if not scan.says(item.start, *idiom) for at in range(item.start, item.stop)}
        for at, token in enumerate(scan.tokens):
            if token.low in {"före", "innan", "senast"} and at in loose:
                hint = "skriv dagen: «senast 24 december 2026»"
                scan.remark("LK204", f"«{token.text}» följs inte av någon dag", hint, at, at + 1)
            is_negated = token.low in {"ej", "inte", "icke"} and at in loose
            is_denied = scan.says(at, "inte", "minst") and scan.number(at + 2) is not None
            if token.low in words.REVERSING or is_negated or is_denied:
                hint = "skriv målet utan undantag och nekande ord, till exempel «högst två per år»"
                scan.remark("LK204", f"«{token.text}» vänder på målet", hint, at, at + 1)
            if token.low in {"0", "noll"} and not any(target.comparator is Comparator.AT_MOST for target in targets):
                scan.remark("LK204", "målet är noll", "skriv «högst noll», eller ett tal över noll", at, at + 1)
        for item in self.items:
            if item.role == "mängd" and any(target.count == item.value.low for target in targets):
                self._refuse_loose_digits(item)

    def _refuse_loose_digits(self, item: Item) -> None:
        """`1,500 timmar`, `3-2 möten`, `en milj. kronor`: digits or a power that the count did not take."""
        scan, after = self.scan, item.stop
        ends = [token.end for token in scan.tokens[after - 1 : after + 1]]
        starts = [token.start for token in scan.tokens[after : after + 2]]
        is_loose = scan.low(after) in {",", "-", "."} and scan.kind(after + 1) == NUMBER and ends == starts
        if is_loose or scan.low(after) in words.UNREAD_POWERS:
            hint = "skriv talet med siffror och mellanrum: 1 500"
            scan.remark("LK204", "det går inte att se vilket tal som gäller", hint, item.start, after + 1 + is_loose)

    # --- which numbers are counts --------------------------------------------------------------------------------

    def _groups(self) -> list[list[int]]:
        """The counts, those that are joined (`två möten och en utbildning per år`) in one group.

        A bare number counts only when it is joined to a surer one or nothing surer is there: "på tre platser" and
        "tre områden där minst fyra …" are not counts. An article counts when it must, or when it leads the phrase.
        """
        found = [n for n, item in enumerate(self.items) if item.role == "mängd" and not self._is_elsewhere(n)]
        sure: list[int] = []
        for before, n in zip([None, *found], found, strict=False):
            is_joined = bool(sure) and sure[-1] == before and self._continues(sure[-1], n)
            if self._quantity(n).strength >= 1 or self._is_distributed(n) or is_joined:
                if (
                    before is not None
                    and before not in sure[-1:]
                    and self._continues(before, n)
                    and self._is_counting(before)
                ):
                    sure.append(before)
                sure.append(n)
        if any(self._quantity(n).measure is not Measure.PERCENT for n in sure):
            sure = [
                n for n in sure if self._quantity(n).measure is not Measure.PERCENT or self._quantity(n).strength > 1
            ]
        groups = self._joined(sure)
        if groups:
            return [group for group in groups if any(self._is_anchor(n) for n in group)] or groups
        first = next((k for k, n in enumerate(found) if self._is_counting(n)), None)
        if first is None:
            return []
        articles = [found[first]]
        for n in found[first + 1 :]:
            if not self._continues(articles[-1], n):
                break
            articles.append(n)
        return [articles]

    def _joined(self, counts: list[int]) -> list[list[int]]:
        groups: list[list[int]] = []
        for n in counts:
            if groups and (self._is_part(n) or self._is_linked(groups[-1][-1], n)):
                groups[-1].append(n)
            else:
                groups.append([n])
        return groups

    def _quantity(self, index: int) -> Quantity:
        value = self.items[index].value
        assert isinstance(value, Quantity)  # noqa: S101 - told to the type checker
        return value

    def _is_elsewhere(self, index: int) -> bool:
        """A change in per cent or `med fem`, beside a word such as `öka`; or what was done once, as `gjordes`."""
        found, item, sentence = self._quantity(index), self.items[index], self.sentences[index]
        if found.strength <= 1 and sentence.words & words.PAST:
            return True
        if "indikator" not in sentence.roles and self.scan.low(item.stop + 1) not in words.MORE_OR_LESS:
            return False
        is_bare = self._noun_phrase(item.stop)[1] == item.stop
        return found.measure is Measure.PERCENT or (self.scan.low(item.start - 1) == "med" and is_bare)

    def _is_linked(self, before: int, index: int) -> bool:
        """Whether `och`, `samt` or a comma joins the count to the one before it, in one sentence."""
        sign = self.scan.low(self.items[index].start - 1)
        first, second = self._quantity(before), self._quantity(index)
        is_alike = second.strength in {0, first.strength} or self._role(index + 1) == "fönster"
        if not is_alike and sign == "," and first.strength > second.strength and first.measure is second.measure:
            stop = self.items[index].stop
            is_named = self._noun_phrase(stop)[1] > stop and self.scan.low(stop) not in words.OCCASIONS
            is_alike = is_named and self._noun_phrase(self.items[before].stop)[1] == self.items[index].start - 1
        is_joined = sign in {"och", "samt", "plus"} or (sign == "," and is_alike)
        return is_joined and self.sentences[before] is self.sentences[index]

    def _continues(self, before: int, index: int) -> bool:
        """`en vandring och en utbildning`, `en i Centrum och en i Hageby`: an article, a count like the first."""
        if not self._is_linked(before, index) and self.scan.low(self.items[index].start - 1) != ",":
            return False
        is_next = self._noun_phrase(self.items[before].stop)[1] == self.items[index].start - 1
        return is_next or self.scan.low(self.items[index].stop) in words.PLACED

    def _is_distributed(self, index: int) -> bool:
        """`en per månad`, `en på våren`, `varav en …`: an article with its own window or as a sub-target."""
        return self._role(index + 1) == "fönster" or self._is_part(index)

    def _is_part(self, index: int) -> bool:
        return self._role(index - 1) == "varav"

    def _is_anchor(self, index: int) -> bool:
        """Whether the count is sure by itself: marked as one, a sub-target, or with a window of its own."""
        return self._quantity(index).strength > 1 or self._is_part(index) or self._has_window(index)

    def _has_window(self, index: int) -> bool:
        """Whether a window is the count's own, or comes after it, before any other number, in the sentence."""
        if self._own_leading(index):
            return True
        after = range(index + 1, self.sentences[index].stop)
        return next((self._role(n) for n in after if self._role(n) in {"fönster", "mängd"}), "") == "fönster"

    def _role(self, index: int) -> str:
        return self.items[index].role if 0 <= index < len(self.items) else ""

    def _is_counting(self, index: int) -> bool:
        """Whether an article, or a number after a preposition, is a count though nothing marks it as one."""
        item, scan, sentence = self.items[index], self.scan, self.sentences[index]
        noun, end = self._noun_phrase(item.stop)
        if {"vagt", "löpande", "indikator", "obestämt"} & sentence.roles:
            return sentence.is_dated
        if noun == end and scan.low(item.stop) != "%":
            return False
        if sentence.is_often:
            is_own = self._role(self.starts.get(end, -1)) == "fönster"
            return is_own or scan.low(item.start - 1) not in words.PREPOSITIONS or self._quantity(index).low > 1
        named = {scan.low(at) for at in range(noun, end)}
        if named & words.QUALITIES or scan.low(end - 1).endswith(words.QUALITY_ENDINGS):
            return False
        if sentence.windows:
            return sentence.is_dated or not sentence.words & words.BEING
        return scan.low(noun) not in words.UNITS and self._leads(index)

    def _leads(self, index: int) -> bool:
        """Whether nothing but a verb of doing stands before the count in its sentence."""
        start = self.sentences[index].start
        if index > start and self._low(index - 1) in words.DOING - words.PREPOSITIONS:
            return True
        before = range(max(start, index - _LONGEST_LEAD - 1), index)
        return len(before) <= _LONGEST_LEAD and all(
            self._role(n) in {"numrering", "omtal"} or self._low(n) in words.DOING for n in before
        )

    # --- targets -------------------------------------------------------------------------------------------------

    def _targets(self, groups: list[list[int]]) -> tuple[Target, ...]:
        """The targets of all groups; windows are shared inside a group, and with its sentence."""
        mains: list[Target] = []
        edges = [*(group[0] for group in groups), len(self.items)]
        for group, after in zip(groups, edges[1:], strict=True):
            mains += self._of_group(group, after, is_alone=len(groups) == 1)
        return tuple(mains)

    def _of_group(self, group: list[int], after: int, *, is_alone: bool) -> list[Target]:
        leading = self._leading(group[0])
        marks = [item for item in leading if item.role in {"omfattning", "snitt"} or item.times > 1]
        mains: list[Target] = []
        specs: list[WindowSpec | None] = []
        for index, end in zip(group, [*group[1:], after], strict=True):
            tail = self._tail(index, end)
            spec = self._window(tail)
            target = self._target(index, [*tail, *marks])
            if mains and (self._is_part(index) or (mains[-1].parts and not target.unit)):
                if spec and not specs[-1] and not spec.seasons:
                    specs[-1] = spec
                part = target._replace(window=spec or WHOLE_PERIOD)
                mains[-1] = mains[-1]._replace(parts=(*mains[-1].parts, part))
            else:
                mains.append(target)
                specs.append(spec or self._window(self.items[index - self._own_leading(index) : index]))
        before = self._window(leading)
        if is_alone and not before and not any(specs):
            sentence = self.sentences[group[0]]
            before = self._window([*self.items[: sentence.start], *self.items[sentence.stop :]])
        return _with_windows(*_distributed(mains, specs), before)

    def _leading(self, index: int) -> list[Item]:
        """What stands before a count: from the start of its sentence, or after another count what is its own."""
        first = self.sentences[index].start
        for n in range(index - 1, first - 1, -1):
            if self.items[n].role == "mängd":
                return self.items[index - self._own_leading(index) : index]
        return self.items[first:index]

    def _own_leading(self, index: int) -> int:
        """How many items before a count are its own: a window after `och` or a comma, "och på hösten två …"."""
        n = index - 1 - (self._low(index - 1) == ":")
        if self._role(n) != "fönster":
            return 0
        before = self.scan.low(self.items[n].start - 1)
        return index - n if before in words.JOINING or n == self.sentences[index].start else 0

    def _low(self, index: int) -> str:
        return self.scan.low(self.items[index].start) if 0 <= index < len(self.items) else ""

    def _tail(self, index: int, end: int) -> list[Item]:
        """What follows a count in its sentence, up to the next count and what belongs to that one."""
        if end < len(self.items):
            end -= self._own_leading(end) or self._is_part(end)
        return self.items[index + 1 : min(end, self.sentences[index].stop)]

    def _target(self, index: int, around: list[Item]) -> Target:
        found = self._quantity(index)
        times = max((item.times for item in around), default=1)
        is_average = any(item.role == "snitt" for item in around)
        limit = next((item.value for item in around if item.role == "gräns"), found.comparator)
        return Target(
            comparator=limit,
            count=_whole(found.low * times),
            count_to=None if found.high is None else _whole(found.high * times),
            approximate=found.approximate,
            unit=self._unit(index),
            measure=found.measure,
            spread=Spread.AVERAGE if is_average else Spread.SUM,
            scope="per händelse" if found.strength > 2 else self._scope(around),
        )

    def _scope(self, items: list[Item]) -> str | None:
        """The first scope of the items: `per skola`, also when it is written `per år och skola` or `/skola`."""
        found = next((item for item in items if item.role == "omfattning"), None)
        if found is None:
            return None
        is_short = self.scan.low(found.start) in {"och", "/"}
        return f"per {self._text(found.start + 1, found.stop)}" if is_short else self._text(found.start, found.stop)

    def _unit(self, index: int) -> str:
        """The noun phrase as written, up to the first word that cannot be in it; `av …` may follow the window."""
        start, stop = self._noun_phrase(self.items[index].stop)
        text = self._text(start, stop)
        after = self.starts.get(stop, len(self.items))
        while self._role(after) == "fönster":
            after += 1
        if stop > start and after < len(self.items) and self.scan.says(self.items[after].start, "av", "antingen"):
            end = after
            while end < len(self.items) and self._role(end) != "mängd" and self._low(end) not in words.FULL_STOPS:
                end += 1
            text += f" {self._text(self.items[after].start, self.items[end - 1].stop)}"
        return text

    def _noun_phrase(self, start: int) -> tuple[int, int]:
        """First token of the noun phrase after a number and the first after it; not "(helst fem)" or "årliga"."""
        n = self.starts.get(start, len(self.items))
        while self._role(n) == "parentes" or (self._role(n) == "fönster" and self.scan.low(start) in words.ADJECTIVES):
            start, n = self.items[n].stop, n + 1
        stop = start
        while n < len(self.items) and (self.items[n].role in _NOUN_ROLES or self.scan.low(stop) == "%"):
            low = self.scan.low(stop)
            if low in words.UNIT_ENDS or (low.endswith(words.VERB_ENDINGS) and low != "kalas"):
                break
            stop, n = self.items[n].stop, n + 1
        return start, stop

    def _text(self, start: int, stop: int) -> str:
        """The tokens with single blanks."""
        tokens = self.scan.tokens[start:stop]
        pieces = [
            ("" if n == 0 or tokens[n - 1].end == token.start else " ") + token.text for n, token in enumerate(tokens)
        ]
        return "".join(pieces)

    def _window(self, items: list[Item]) -> WindowSpec | None:
        """One window of all that the items say: the first that says how often, else the finest; the rest narrow it."""
        found = [item for item in items if item.role == "fönster"]
        if not found:
            return None
        first = next((item for item in found if _is_frequency(self.scan, item)), None)
        spec: WindowSpec = (first or min(found, key=lambda item: _FINENESS[item.value.unit])).value
        for item in found:
            is_last_day = item.value.deadline and not item.value.seasons
            if is_last_day and spec.unit not in {Unit.DATE, Unit.YEAR, Unit.PERIOD}:
                self._refuse_deadline(item)
            spec = spec if item.value is spec else _narrowed(spec, item.value)
        return spec._replace(seasons=(), year=None) if spec.unit is Unit.DATE else spec

    def _refuse_deadline(self, item: Item) -> None:
        """`tre per vecka till och med juni`: how often and a last day make two windows, and one would be lost."""
        hint = "dela upp målet, eller skriv löftets period så att den slutar då"
        shown = self._text(item.start, item.stop)
        self.scan.remark("LK204", f"«{shown}» går inte att förena med hur ofta", hint, item.start, item.stop)

    def _implied(self) -> Target | None:
        """`varje fredag`, `senast 31 mars`: once, when a window stands alone and nothing vague beside it."""
        if {"utan tal", "andel", "indikator", "obestämt"} & self.roles or any(
            each.severity is Severity.ERROR for each in self.scan.remarks
        ):
            return None
        spec = self._window(self.items)
        told = (item for item in self.items if item.role == "omtal")
        is_part = any(
            self.scan.number(item.start) and "av" in map(self.scan.low, range(item.start, item.stop)) for item in told
        )
        if spec is None or is_part:
            return None
        is_often = any(_is_frequency(self.scan, item) for item in self.items)
        if spec.unit is not Unit.DATE and (not is_often or {"vagt", "löpande"} & self.roles):
            return None
        times = max(item.times for item in self.items)
        spread = Spread.AVERAGE if "snitt" in self.roles else Spread.SUM
        return Target(Comparator.AT_LEAST, times, spread=spread, window=spec, scope=self._scope(self.items))

    # --- phrases without a count -----------------------------------------------------------------------------------

    def _kind_without_count(self) -> Kind:
        indicators = [item for item in self.items if item.role == "indikator"]
        if indicators and ("obestämt" not in self.roles or any(item.value for item in indicators)):
            return Kind.INDICATOR
        return Kind.CONTINUOUS if "löpande" in self.roles else Kind.UNQUANTIFIED

    def _remark_on_leftovers(self, kind: Kind) -> None:
        """Numbers with no part in the reading are refused; vague quantities get a hint."""
        for item in self.items:
            is_read = kind is Kind.INDICATOR or item.role not in {"mängd", "ord", "tecken"}
            if item.role == "utan tal":
                self._remark("LK204", "efter «{}» saknas ett tal", item)
            elif not is_read and (self.scan.kind(item.start) == NUMBER or (item.value and item.value.strength > 0)):
                self._remark("LK204", "«{}» går inte att tolka", item)
            elif item.role == "obestämt" and kind is Kind.UNQUANTIFIED:
                self._remark("LK206", "«{}» säger inte hur många", item, Severity.WARNING)

    def _remark(self, code: str, message: str, item: Item, severity: Severity = Severity.ERROR) -> None:
        shown = message.format(self._text(item.start, item.stop))
        self.scan.remark(code, shown, _HINT, item.start, item.stop, severity=severity)


def _whole(number: Number) -> Number:
    return int(number) if number == int(number) else number


# --- windows ------------------------------------------------------------------------------------------------------


def _is_frequency(scan: Scanner, item: Item) -> bool:
    """Whether the item says how often (`varje år`), and not only when (`under året`, `i år`, `under 2025`)."""
    if item.role != "fönster" or item.value.unit not in _FREQUENT or item.value.year is not None:
        return False
    return scan.low(item.start) not in {"under", "detta", "inom"} and not scan.says(item.start, "i", "år")


def _narrowed(spec: WindowSpec, other: WindowSpec) -> WindowSpec:
    """The window within what the other one says."""
    if other.deadline and spec.unit is Unit.PERIOD:
        return other
    if other.deadline and spec.unit is Unit.YEAR and not other.seasons:
        spec = spec._replace(deadline=other.deadline)
    if other.seasons and not spec.seasons:
        if spec.unit is Unit.YEAR and len(other.seasons) == 1:
            spec = other
        elif spec.unit not in {Unit.YEAR, Unit.PERIOD}:
            spec = spec._replace(seasons=other.seasons)
    if other.year and not spec.year and spec.unit is not Unit.DATE:
        spec = spec._replace(year=other.year)
    return spec


def _with_windows(mains: list[Target], specs: list[WindowSpec | None], before: WindowSpec | None) -> list[Target]:
    """The targets with their windows: one without has the next one's ("en utbildning samt två möten per år").

    Else it has the one that leads the sentence, which also narrows the window of the first.
    """
    shared: list[Target] = []
    following: Target | None = None
    for n in range(len(mains) - 1, -1, -1):
        target, spec = mains[n], specs[n]
        if spec and before and n == 0:
            spec = _both(spec, before)
        elif not spec and following and not target.parts:
            spec, target = following.window, target._replace(spread=following.spread)
        window = spec or before or WHOLE_PERIOD
        parts = tuple(part._replace(window=window) if part.window is WHOLE_PERIOD else part for part in target.parts)
        shared.append(target._replace(window=window, parts=parts))
        following = shared[-1] if spec else None
    return shared[::-1]


def _both(spec: WindowSpec, before: WindowSpec) -> WindowSpec:
    first, second = sorted((spec, before), key=lambda each: _FINENESS[each.unit])
    return _narrowed(first, second)


def _distributed(mains: list[Target], specs: list[WindowSpec | None]) -> tuple[list[Target], list[WindowSpec | None]]:
    """`en på våren och en på hösten` is one target with two parts, with or without the sum before it."""
    seasonal = [
        target._replace(window=spec)
        for target, spec in zip(mains, specs, strict=True)
        if spec and spec.unit is Unit.SEASON and len(spec.seasons) == 1
    ]
    if len(seasonal) < 2 or len({part.window.seasons for part in seasonal}) != len(seasonal):
        return mains, specs
    total = sum(part.count for part in seasonal)
    if len(mains) == len(seasonal) and all(part.comparator is Comparator.AT_LEAST for part in seasonal):
        unit = next((part.unit for part in seasonal if part.unit), "")
        return [Target(Comparator.AT_LEAST, total, unit=unit, parts=tuple(seasonal))], [WindowSpec(Unit.YEAR)]
    if len(mains) == len(seasonal) + 1 and mains[0].count == total and not mains[0].parts:
        return [mains[0]._replace(parts=tuple(seasonal))], specs[:1]
    return mains, specs
