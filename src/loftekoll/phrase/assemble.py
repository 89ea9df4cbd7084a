"""From items to targets: which numbers are counts, and which window, scope and parts each has."""

from loftekoll.diagnostic import Severity
from loftekoll.phrase import words
from loftekoll.phrase.grammar import Item, Quantity, Scanner
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
from loftekoll.phrase.tokens import NUMBER, WORD, normalise

_FREQUENT = frozenset(Unit) - {Unit.PERIOD, Unit.SEASON}


def parse(text: str) -> Reading:
    """How the phrase is read. Total: what cannot be read has the kind `fel` and a remark with its place.

    >>> parse("minst fyra trafikinsatser per år").targets[0].count
    4
    """
    scanner = Scanner(text)
    items = scanner.items()
    reading = _Assembly(scanner, items).reading(text)
    parts = tuple(
        Part(item.role, scanner.tokens[item.start].start, scanner.tokens[item.stop - 1].end - scanner.tokens[item.start].start)
        for item in items
    )
    return reading._replace(parts=parts)


class _Assembly:
    """One phrase on its way from items to a reading."""

    def __init__(self, scanner: Scanner, items: list[Item]) -> None:
        self.scanner, self.items = scanner, items
        self.roles = {item.role for item in items}

    def reading(self, text: str) -> Reading:
        if not self.items:
            fault = PhraseError("LK204", "målet är tomt", "skriv till exempel «minst fyra insatser per år»", 0, len(text))
            return Reading(text, Kind.FAULT, remarks=(fault,))
        counts = self._counts()
        targets = self._targets(counts)
        if not targets and (implied := self._implied()):
            targets = (implied,)
        kind = Kind.QUANTIFIED if targets else self._kind_without_count()
        self._remark_on_leftovers(bool(targets), kind)
        remarks = tuple(self.scanner.remarks)
        if any(each.severity is Severity.ERROR for each in remarks):
            return Reading(text, Kind.FAULT, remarks=remarks)
        return Reading(text, kind, targets, remarks)

    # --- which numbers are counts --------------------------------------------------------------------------------

    def _counts(self) -> list[int]:
        """The indexes of the items that are counts: the sure ones, or else the articles that stand for one."""
        found = [n for n, item in enumerate(self.items) if item.role == "mängd"]
        sure = [n for n in found if self._quantity(n).strength >= 1 or self._is_distributed(n)]
        if any(self._quantity(n).strength > 1 for n in sure):
            sure = [n for n in sure if self._quantity(n).strength > 1 or self._stands_by_itself(n, found)]
        if sure:
            return sure
        return next(([n] for n in found if self._is_counting(n)), [])

    def _quantity(self, index: int) -> Quantity:
        value = self.items[index].value
        assert isinstance(value, Quantity)  # noqa: S101 - told to the type checker
        return value

    def _next_role(self, index: int) -> str:
        return self.items[index + 1].role if index + 1 < len(self.items) else ""

    def _is_distributed(self, index: int) -> bool:
        """`en per månad`, `en på våren`, `varav en …`: an article with its own window or as a sub-target."""
        return self._next_role(index) == "fönster" or self._is_part(index)

    def _stands_by_itself(self, index: int, found: list[int]) -> bool:
        """Whether a bare number beside a sure count is a target too.

        It has its own window or is joined to the other by `och`, `samt` or a comma; "på tre platser" and "tre områden
        där minst fyra …" are not.
        """
        if self._is_part(index):
            return True
        before = self.items[index].start - 1
        if self.scanner.low(before) in words.PREPOSITIONS - {"vid"}:
            return False
        after = next((n for n in found if n > index), len(self.items))
        if any(item.role == "fönster" for item in self.items[index + 1 : after]):
            return True
        last = self.items[after - 1].stop - 1 if after < len(self.items) else -1
        return bool({self.scanner.low(before), self.scanner.low(last)} & {"och", "samt", ","})

    def _is_counting(self, index: int) -> bool:
        """Whether an article or a number after a preposition is a count: nothing vague stands in the phrase."""
        if {"vagt", "löpande", "indikator", "obestämt"} & self.roles:
            return False
        item = self.items[index]
        if self.scanner.kind(item.stop) not in {WORD, NUMBER} and self._next_role(index) not in {"fönster", ""}:
            return False
        has_window = "fönster" in self.roles
        leads = all(
            each.role in {"numrering", "fönster"} or self.scanner.low(each.start) in words.DOING
            for each in self.items[:index]
        )
        return has_window or leads

    # --- targets -------------------------------------------------------------------------------------------------

    def _targets(self, counts: list[int]) -> tuple[Target, ...]:
        if not counts:
            return ()
        mains: list[Target] = []
        own: list[bool] = []
        for index, after in zip(counts, [*counts[1:], len(self.items)], strict=True):
            tail = self._tail(index, after)
            spec = _window_of([item.value for item in tail if item.role == "fönster"])
            target = self._target(index, tail)
            if mains and self._is_part(index):
                if spec and not own[-1] and not spec.seasons:
                    mains[-1], own[-1] = mains[-1]._replace(window=spec), True
                part = target._replace(window=spec or mains[-1].window)
                mains[-1] = mains[-1]._replace(parts=(*mains[-1].parts, part))
            else:
                mains.append(target._replace(window=spec or WHOLE_PERIOD))
                own.append(spec is not None)
        mains, own = _distribute(mains, own)
        return self._share_windows(mains, own, counts[0])

    def _tail(self, index: int, after: int) -> list[Item]:
        """What follows a count up to the next one or to its own parts."""
        tail = self.items[index + 1 : after]
        return tail[: next((n for n, item in enumerate(tail) if item.role == "varav"), len(tail))]

    def _is_part(self, index: int) -> bool:
        return index > 0 and self.items[index - 1].role == "varav"

    def _target(self, index: int, tail: list[Item]) -> Target:
        found = self._quantity(index)
        times = max((item.times for item in tail), default=1)
        leading = self.items[:index]
        scope = "per händelse" if found.strength > 2 else self._scope([*tail, *leading])
        is_average = any(item.role == "snitt" for item in (*tail, *leading))
        return Target(
            comparator=found.comparator,
            count=_whole(found.low * times),
            count_to=None if found.high is None else _whole(found.high * times),
            approximate=found.approximate,
            unit=self._unit(self.items[index].stop),
            measure=found.measure,
            spread=Spread.AVERAGE if is_average else Spread.SUM,
            scope=scope,
        )

    def _scope(self, items: list[Item]) -> str | None:
        """The first scope of the items: `per skola`, also when it is written `per år och skola`."""
        found = next((item for item in items if item.role == "omfattning"), None)
        if found is None:
            return None
        text = self._text(found.start, found.stop)
        return f"per {text[4:]}" if text.lower().startswith("och ") else text

    def _unit(self, start: int) -> str:
        """The noun phrase as written, up to the first word that cannot be in it; `av …` may follow the window."""
        stop = self._noun_phrase_end(start)
        text = self._text(start, stop)
        after = next((n for n, item in enumerate(self.items) if item.start >= stop and item.role != "fönster"), None)
        if after is not None and stop > start and self.scanner.says(self.items[after].start, "av", "antingen"):
            text += f" {self._text(self.items[after].start, self._sentence_end(after))}"
        return text

    def _sentence_end(self, index: int) -> int:
        ends = (item.start for item in self.items[index:] if self.scanner.low(item.start) in {".", ";"})
        return next(ends, len(self.scanner.tokens))

    def _noun_phrase_end(self, start: int) -> int:
        stop = start
        for item in self.items:
            if item.start < stop:
                continue
            low = self.scanner.low(stop)
            is_noun = item.role in {"ord", "löpande", "indikator", "vagt", "obestämt"} or low == "%"
            if item.start > stop or not is_noun or low in words.UNIT_ENDS:
                break
            stop = item.stop
        while stop > start and self.scanner.low(stop - 1) in {"av", "och", "eller"}:
            stop -= 1
        return stop

    def _text(self, start: int, stop: int) -> str:
        """The tokens as written, in one form and with single blanks."""
        tokens = self.scanner.tokens[start:stop]
        pieces = [
            ("" if n == 0 or tokens[n - 1].end == token.start else " ") + token.text for n, token in enumerate(tokens)
        ]
        return " ".join(normalise("".join(pieces))[0].split())

    def _share_windows(self, mains: list[Target], own: list[bool], first: int) -> tuple[Target, ...]:
        """A target without a window has the next one's ("en utbildning samt två möten per år"), else a leading one."""
        leading = _window_of([item.value for item in self.items[:first] if item.role == "fönster"])
        following: Target | None = None
        shared = list(mains)
        for n in range(len(mains) - 1, -1, -1):
            if own[n]:
                following = mains[n]
                if leading and not mains[n].parts:
                    shared[n] = mains[n]._replace(window=_window_of([mains[n].window, leading]))
            elif leading or (following and not mains[n].parts):
                window = following.window if following else leading
                spread = following.spread if following else mains[n].spread
                shared[n] = mains[n]._replace(window=window or WHOLE_PERIOD, spread=spread)
        return tuple(shared)

    def _implied(self) -> Target | None:
        """`varje fredag`, `senast 31 mars`: once, when a window stands alone and nothing vague beside it."""
        if any(each.severity is Severity.ERROR for each in self.scanner.remarks) or "utan tal" in self.roles:
            return None
        spec = _window_of([item.value for item in self.items if item.role == "fönster"])
        if spec is None or "indikator" in self.roles or "obestämt" in self.roles:
            return None
        is_dated = spec.unit is Unit.DATE
        if not is_dated and (spec.unit not in _FREQUENT or {"vagt", "löpande"} & self.roles or not self._is_frequency()):
            return None
        spread = Spread.AVERAGE if "snitt" in self.roles else Spread.SUM
        scope = self._scope(self.items)
        times = max(item.times for item in self.items)
        return Target(Comparator.AT_LEAST, times, spread=spread, window=spec, scope=scope)

    def _is_frequency(self) -> bool:
        """Whether the window says how often (`varje år`), and not only when (`under året`, `under 2025`)."""
        return any(
            item.role == "fönster"
            and item.value.year is None
            and self.scanner.low(item.start) not in {"under", "detta", "inom"}
            and not (self.scanner.low(item.start) == "i" and self.scanner.low(item.start + 1) == "år")
            for item in self.items
        )

    # --- phrases without a count -----------------------------------------------------------------------------------

    def _kind_without_count(self) -> Kind:
        if "indikator" in self.roles and "obestämt" not in self.roles:
            return Kind.INDICATOR
        if "löpande" in self.roles:
            return Kind.CONTINUOUS
        return Kind.UNQUANTIFIED

    def _remark_on_leftovers(self, is_counted: bool, kind: Kind) -> None:
        """Numbers with no part in the reading are refused; vague quantities get a hint."""
        remark = self.scanner.remark
        if is_counted:
            return
        for item in self.items:
            if item.role == "utan tal":
                remark("LK204", f"efter «{self._text(item.start, item.stop)}» saknas ett tal",
                       "skriv till exempel «minst fyra insatser per år»", item.start, item.stop)  # fmt: skip
            elif (item.role == "mängd" and item.value.strength > 0) or self.scanner.kind(item.start) == NUMBER and item.role in {"ord", "tecken"}:
                remark("LK204", f"«{self._text(item.start, item.stop)}» går inte att tolka",
                       "skriv om med tal, enhet och period: «minst fyra insatser per år»", item.start, item.stop)  # fmt: skip
            elif item.role == "obestämt" and kind is Kind.UNQUANTIFIED:
                remark("LK206", f"«{self._text(item.start, item.stop)}» säger inte hur många",
                       "skriv ett tal: «minst fyra insatser per år»", item.start, item.stop, Severity.WARNING)  # fmt: skip


def _whole(number: object) -> int:
    return int(number) if number == int(number) else number  # type: ignore[call-overload, return-value]


def _window_of(specs: list[WindowSpec]) -> WindowSpec | None:
    """One window of all that a phrase says about one target: the finest, narrowed by the others."""
    if not specs:
        return None
    order = list(Unit)
    finest = min(specs, key=lambda spec: order.index(spec.unit))
    for spec in specs:
        if spec is finest:
            continue
        if spec.deadline and finest.unit is Unit.YEAR:
            finest = finest._replace(deadline=spec.deadline)
        if spec.unit in {Unit.SEASON, Unit.TERM} and spec.seasons and not finest.seasons:
            if finest.unit is Unit.YEAR and len(spec.seasons) == 1:
                finest = spec
            elif finest.unit not in {Unit.YEAR, Unit.PERIOD}:
                finest = finest._replace(seasons=spec.seasons)
        if spec.year and not finest.year and finest.unit is not Unit.DATE:
            finest = finest._replace(year=spec.year)
    return finest


def _distribute(mains: list[Target], own: list[bool]) -> tuple[list[Target], list[bool]]:
    """`en på våren och en på hösten` is one target with two parts, with or without the sum before it."""
    seasonal = [each for each in mains if each.window.unit is Unit.SEASON and len(each.window.seasons) == 1]
    if len(seasonal) < 2 or len({each.window.seasons for each in seasonal}) != len(seasonal):
        return mains, own
    total = sum(each.count for each in seasonal)
    rest = [each for each in mains if each not in seasonal]
    if not rest and all(each.comparator is Comparator.AT_LEAST for each in seasonal):
        unit = next((each.unit for each in seasonal if each.unit), "")
        window = WindowSpec(Unit.YEAR)
        return [Target(Comparator.AT_LEAST, total, unit=unit, window=window, parts=tuple(seasonal))], [True]
    if len(rest) == 1 and rest[0] is mains[0] and rest[0].count == total and not rest[0].parts:
        return [rest[0]._replace(parts=tuple(seasonal))], own[:1]
    return mains, own
