"""From sentences to targets: the window, the scope and the parts of each count, and what is left aside."""

from functools import lru_cache
from itertools import filterfalse
from typing import NamedTuple

from loftekoll.diagnostic import Severity
from loftekoll.phrase import words
from loftekoll.phrase.grammar import items_of
from loftekoll.phrase.scanner import Item, Number, Scanner
from loftekoll.phrase.sentence import Rank, Sentence, is_frequency, sentences_of
from loftekoll.phrase.shapes import refilled, shape_of
from loftekoll.phrase.sharing import as_parts, joined_window, shared_windows
from loftekoll.phrase.suggestion import measurable_wording
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

_WHERE = words.PLACED - {"under", "med"}
_NOUGHT, _NOT, _BY_THEN = {"0", "noll"}, {"ej", "inte", "icke"}, {"före", "innan", "senast"}
_TURNING = words.REVERSING | _NOUGHT | _NOT | _BY_THEN
_HINT = "skriv till exempel «minst fyra insatser per år»"


@lru_cache(maxsize=8192)
def parse(text: str) -> Reading:
    """How the phrase is read. Total: what cannot be read has the kind `fel` and a remark with its place.

    The readings of the latest phrases are kept, since a workspace says the same thing in many files.

    >>> parse("minst fyra trafikinsatser per år").targets[0].count
    4
    """
    shape = shape_of(text)
    found = refilled(parse(shape.text), shape, text) if shape else None
    return found or read_by_itself(text)


def read_by_itself(text: str) -> Reading:
    """How the phrase is read, without looking for others of its shape."""
    reading = _Assembly(text, opened=False).reading()
    if not reading.fault and not _counts(reading) and any(part.role in {"parentes", "omtal"} for part in reading.parts):
        opened = _Assembly(text, opened=True).reading()
        reading = opened if _counts(opened) else reading
    return reading


def _counts(reading: Reading) -> bool:
    """Whether a number of the phrase is a target's, and not only its window."""
    return any(part.role == "antal" and part.is_used for part in reading.parts)


class _Group(NamedTuple):
    """Counts of one sentence that are joined, and so share what is said once."""

    sentence: Sentence
    counts: list[int]


class _Assembly:
    """One phrase on its way from items to a reading."""

    def __init__(self, text: str, *, opened: bool) -> None:
        self.text = text
        self.scan = Scanner(text, is_opened=opened)
        self.items = items_of(self.scan)
        self.sentences = sentences_of(self.scan, self.items)
        self.roles = {item.role for item in self.items}
        self.uses: dict[int, str] = {}

    def reading(self) -> Reading:
        """The kind, the targets, the remarks, and every piece of the phrase with its part in them."""
        if not self.items:
            return Reading(
                self.text, Kind.FAULT, remarks=(PhraseError("LK204", "målet är tomt", _HINT, 0, len(self.text)),)
            )
        groups = self._groups()
        targets = [target for n in range(len(groups)) for target in self._targets(groups, n)]
        targets = targets or self._implied()
        kind = Kind.QUANTIFIED if targets else self._kind_without_count()
        if targets:
            self._refuse_reversals(targets)
            self._remark_on_what_is_left()
        else:
            self._remark_on_leftovers(kind)
        remarks = tuple(self.scan.remarks)
        if any(each.severity is Severity.ERROR for each in remarks):
            kind, targets = Kind.FAULT, []
        return Reading(self.text, kind, tuple(targets), remarks, self._parts())

    def _parts(self) -> tuple[Part, ...]:
        """The tokens of one item that have one role, together."""
        found: list[Part] = []
        for item in self.items:
            start = item.start
            for at in range(start + 1, item.stop):
                if self.uses.get(at, item.role) != self.uses.get(start, item.role):
                    found.append(self._part(start, at, item.role))
                    start = at
            found.append(self._part(start, item.stop, item.role))
        return tuple(found)

    def _part(self, start: int, stop: int, role: str) -> Part:
        offset = self.scan.tokens[start].start
        length = self.scan.tokens[stop - 1].end - offset
        return Part(self.uses.get(start, role), offset, length, start in self.uses)

    def _take(self, item: Item, role: str = "") -> Item:
        """The item, noted as a part of a target."""
        for token in range(item.start, item.stop):
            self.uses[token] = role or item.role
        return item

    # --- which numbers are counts ----------------------------------------------------------------------------------

    def _groups(self) -> list[_Group]:
        """The counts: the sure ones and what is joined to them, else the bare ones, else the first article.

        "På tre platser" and "tre områden där minst fyra …" are no counts, since something surer is there.
        """
        found = [group for each in self.sentences for group in _joined(each, each.candidates())]
        found = _without_shares(found)
        sure = [each for each in found if max(map(each.sentence.rank, each.counts)) is Rank.SURE]
        if sure or found:
            return sure or found
        articles = (_Group(each, counts) for each in self.sentences if (counts := each.articles()))
        return list(articles)[:1]

    # --- targets ---------------------------------------------------------------------------------------------------

    def _targets(self, groups: list[_Group], nth: int) -> list[Target]:
        """The targets of a group; a window is shared inside the group and with its sentence."""
        sentence, counts = groups[nth]
        after = [each.counts[0] for each in groups[nth + 1 : nth + 2] if each.sentence is sentence]
        lead = self._frame(sentence, counts[0])
        marks = [item for item in lead if item.role in {"omfattning", "snitt", "gräns"} or item.times > 1]
        mains: list[Target] = []
        specs: list[WindowSpec | None] = []
        for at, end in zip(counts, [*counts[1:], *after[:1], len(sentence.items)], strict=False):
            tail, own = sentence.tail(at, end), sentence.items[at - sentence.own_lead(at) : at]
            is_part = bool(mains) and sentence.is_part(at)
            spec = self._window([each for each in tail if not (is_part and self._is_weekday(each))])
            target = self._target(sentence, at, [*tail, *own, *marks])
            if mains and not spec and not is_part:
                self._refuse_second(sentence, at, mains[-1], target, tail)
            if is_part or (mains and _is_share_of(mains[-1], target, sentence, at, spec)):
                if spec and not specs[-1] and not spec.seasons and is_part:
                    specs[-1] = spec
                part = _as_part(target, mains[-1])._replace(window=spec or WHOLE_PERIOD)
                part = part if part.unit else part._replace(unit=self._place(sentence, at))
                mains[-1] = mains[-1]._replace(parts=(*mains[-1].parts, part))
            else:
                mains.append(target)
                specs.append(spec or self._window(own))
        before = self._window(lead)
        if len(groups) == 1 and not before and not any(specs):
            others = (each.items for each in self.sentences if each is not sentence)
            before = self._window([item for items in others for item in items])
        return shared_windows(*as_parts(mains, specs), before)

    def _is_weekday(self, item: Item) -> bool:
        """`på helgkvällar`: of a part, which ones they are, and not how often."""
        return item.role == "fönster" and self.scan.low(item.start) == "på" and item.value.unit is Unit.WEEK

    def _refuse_second(self, sentence: Sentence, at: int, first: Target, second: Target, tail: list[Item]) -> None:
        """`upp till tre i veckan, dock minst en`: two limits on one noun; `… och tre under resten av året`: no rate."""
        limits = {first.comparator, second.comparator}
        if limits == {Comparator.AT_LEAST, Comparator.AT_MOST} and not second.unit:
            hint = "skriv ett mål för varje gräns: «minst två möten per år», «högst fyra möten per år»"
            self._remark("LK204", "målet har två gränser", sentence.items[at], hint=hint)
        if any(self.scan.low(item.start) in words.THE_REST for item in tail):
            hint = "skriv hur ofta det gäller också resten av tiden"
            self._remark("LK204", "«{}» saknar hur ofta", sentence.items[at], hint=hint)

    def _frame(self, sentence: Sentence, at: int) -> list[Item]:
        """What leads a count, but not the rate of something else where it has its own: "varje vecka …, två per år"."""
        lead = sentence.lead(at)
        if not lead:
            return lead
        after = next((n for n in range(at + 1, len(sentence.items)) if sentence.role(n) in {"fönster", "mängd"}), at)
        own = sentence.items[after]
        rates = [item for item in lead if is_frequency(self.scan, item)]
        if not rates or not is_frequency(self.scan, own):
            return lead
        is_joined = any(self.scan.low(item.start) in {"och", "samt", "men"} for item in lead)
        left = {"fönster", "omfattning"} if is_joined or len(rates) == len(sentence.windows) - 1 else set()
        return [item for item in lead if item.role not in left and item not in rates]

    def _target(self, sentence: Sentence, at: int, around: list[Item]) -> Target:
        found, item = sentence.quantity(at), sentence.items[at]
        self._take(item, "antal")
        if sentence.is_part(at):
            self._take(sentence.items[at - 1])
        times = max((each.times for each in around), default=1)
        averages = [self._take(each) for each in around if each.role == "snitt"]
        limits = [self._take(each, "antal").value for each in around if each.role == "gräns"]
        return Target(
            comparator=limits[0] if limits else found.comparator,
            count=_whole(found.low * times),
            count_to=None if found.high is None else _whole(found.high * times),
            approximate=found.approximate,
            unit=self._unit(sentence, at),
            measure=self._measure(sentence, at),
            spread=Spread.AVERAGE if averages else Spread.SUM,
            scope="per händelse" if found.strength > 2 else self._scope(around),
        )

    def _measure(self, sentence: Sentence, at: int) -> Measure:
        """The measure of a count, also where an adjective stands before it: "tjugo extra timmar"."""
        start, stop = sentence.noun(at)
        named = (words.MEASURES.get(self.scan.low(token)) for token in range(start + 1, min(stop, start + 3)))
        found = sentence.quantity(at).measure
        if found is Measure.COUNT and start < stop and self.scan.low(stop - 1).endswith("tjänster"):
            return Measure.POSTS
        return Measure.HOURS if found is Measure.COUNT and Measure.HOURS in named else found

    def _scope(self, items: list[Item]) -> str | None:
        """The first scope of the items: `per skola`, also when it is written `per år och skola` or `/skola`."""
        found = next((self._take(item) for item in items if item.role == "omfattning"), None)
        if found is None:
            return None
        is_short = self.scan.low(found.start) in {"och", "/", *words.EVERY}  # "varje skola" is "per skola"
        return (
            f"per {self._written(found.start + 1, found.stop)}" if is_short else self._written(found.start, found.stop)
        )

    def _place(self, sentence: Sentence, at: int) -> str:
        """`i centrum` after a part without a noun: which of them it is."""
        first = stop = at + 1
        if sentence.low(first) in _WHERE and sentence.role(first) == "ord":
            stop = first + 1
            while sentence.role(stop) == "ord" and sentence.low(stop) not in words.UNIT_ENDS and stop < first + 4:
                stop += 1
        if stop <= first + 1:
            return ""
        for item in sentence.items[first:stop]:
            self._take(item, "enhet")
        return self._written(sentence.items[first].start, sentence.items[stop - 1].stop)

    def _unit(self, sentence: Sentence, at: int) -> str:
        """The noun phrase as written, up to the first word that cannot be in it; `av …` may follow the window.

        Without one, the noun that stands before: "Antal möten: minst fyra", "trafikkontroller 10 st".
        """
        start, stop = sentence.noun(at)
        if start == stop and sentence.quantity(at).measure is Measure.COUNT:
            start, stop = sentence.noun_before(at)
        self.uses.update(dict.fromkeys(range(start, stop), "enhet"))
        text = self._written(start, stop)
        after = sentence.place(stop)
        while sentence.role(after) == "fönster":
            after += 1
        if (
            stop > start
            and after < len(sentence.items)
            and self.scan.says(sentence.items[after].start, "av", "antingen")
        ):
            end = after
            while sentence.role(end) not in {"", "mängd"} and sentence.low(end) not in words.FULL_STOPS:
                self._take(sentence.items[end], "enhet")
                end += 1
            text += f" {self._written(sentence.items[after].start, sentence.items[end - 1].stop)}"
        return text

    def _written(self, start: int, stop: int) -> str:
        """The tokens with single blanks."""
        tokens = self.scan.tokens[start:stop]
        pieces = [
            ("" if n == 0 or tokens[n - 1].end == token.start else " ") + token.text for n, token in enumerate(tokens)
        ]
        return "".join(pieces)

    def _window(self, items: list[Item]) -> WindowSpec | None:
        """One window of all that the items say; a last day beside "how often" is refused, since one would be lost."""
        windows = [item for item in items if item.role == "fönster"]
        if not windows:
            return None
        found = self._of_one_rate(windows)
        often = next((item.value for item in found if is_frequency(self.scan, item)), None)
        spec, used = joined_window([item.value for item in found], often)
        for item, is_used in zip(found, used, strict=True):
            is_last_day = item.value.deadline and not item.value.seasons
            if is_last_day and spec.unit not in {Unit.DATE, Unit.YEAR, Unit.PERIOD}:
                hint = "dela upp målet, eller skriv löftets period så att den slutar då"
                self._remark("LK204", "«{}» går inte att förena med hur ofta", item, hint=hint)
            if is_used:
                self._take(item)
        return spec

    def _of_one_rate(self, windows: list[Item]) -> list[Item]:
        """The windows up to a second rate, and not the one just before it: "två i veckan, på sommaren dagligen"."""
        rates = [n for n, item in enumerate(windows) if is_frequency(self.scan, item)]
        if len(rates) < 2 or windows[rates[1]].value.unit is windows[rates[0]].value.unit:
            return windows
        stop = rates[1]
        is_its_own = stop - 1 > rates[0] and windows[stop - 1].stop == windows[stop].start
        return windows[: stop - is_its_own]

    def _implied(self) -> list[Target]:
        """`varje fredag`, `senast 31 mars`: once, when a window stands alone and nothing vague beside it."""
        if self._says_otherwise():
            return []
        windows = [item for each in self.sentences for item in each.windows if not each.is_until(item)]
        is_dated = any(item.value.unit is Unit.DATE for item in windows)
        is_often = any(is_frequency(self.scan, item) for item in windows)
        if is_often and (unread := self._unread()):
            self._remark("LK204", "«{}» går inte att tolka", unread[0])
            return []
        is_vague = "löpande" in self.roles or any(each.is_vague for each in self.sentences)
        if not (is_dated or (is_often and not is_vague)):
            return []
        joined = [[each] for each in windows] if self._is_pair(windows) else [windows]
        spread = Spread.AVERAGE if "snitt" in self.roles else Spread.SUM
        times = max(item.times for item in self.items)
        specs = [spec for each in joined if (spec := self._window(each))]
        scope = self._scope(self.items)
        found = [Target(Comparator.AT_LEAST, times, spread=spread, window=spec, scope=scope) for spec in specs]
        return [each for each in found if each.window.unit is Unit.DATE or (is_often and not is_vague)]

    def _says_otherwise(self) -> bool:
        """Whether the phrase tells of the past, of a share or of something vague, or has a fault already."""
        if {"utan tal", "andel", "indikator", "obestämt"} & self.roles or any(map(self._is_share, self.items)):
            return True
        is_past = any(each.words & words.PAST and not each.words & words.MODALS for each in self.sentences)
        if any(each.words & words.EXTENDING for each in self.sentences):
            return True
        is_told = any(each.is_told(at) for each in self.sentences for at in each.quantities)
        return is_past or is_told or any(each.severity is Severity.ERROR for each in self.scan.remarks)

    def _is_pair(self, windows: list[Item]) -> bool:
        """`månadsvis och årsvis`: two rates, and so two targets."""
        if len(windows) != 2 or not all(is_frequency(self.scan, each) for each in windows):
            return False
        return self.scan.low(windows[0].stop) == "och" and windows[0].stop + 1 == windows[1].start

    def _unread(self) -> list[Item]:
        """The numbers above one that are no count and tell nothing either: once in every window would be a guess."""
        return [
            each.items[at]
            for each in self.sentences
            for at in each.quantities
            if each.quantity(at).low > 1 and not each.is_told(at)
        ]

    def _is_share(self, item: Item) -> bool:
        """`två av tre`: a number that says a part of something."""
        has_of = "av" in map(self.scan.low, range(item.start, item.stop))
        return item.role == "omtal" and has_of and self.scan.number(item.start) is not None

    # --- what makes a target another one -----------------------------------------------------------------------------

    def _refuse_reversals(self, targets: list[Target]) -> None:
        """Words that turn a target into another one ("utom i juli", "inga möten", "dubbelt så många") are refused.

        So are a least count of none, and digits after a count that no part of the reading has.
        """
        tokens = self.scan.tokens
        suspect = [at for at, token in enumerate(tokens) if token.low in _TURNING]
        loose = self._loose() if suspect else set()
        for at in suspect:
            self._refuse_reversal(at, targets, is_loose=at in loose)
        for item in self.items:
            if item.role == "mängd" and any(target.count == item.value.low for target in targets):
                self._refuse_loose_digits(item)

    def _loose(self) -> set[int]:
        """The tokens of plain words and of parentheses, but for "inte minst"."""
        plain = (item for item in self.items if item.role in {"ord", "parentes"})
        said = (item for item in plain if not self.scan.says(item.start, "inte", "minst"))
        return {at for item in said for at in range(item.start, item.stop)}

    def _refuse_reversal(self, at: int, targets: list[Target], *, is_loose: bool) -> None:
        scan, token = self.scan, self.scan.tokens[at]
        if token.low in _BY_THEN and is_loose:
            hint = "skriv dagen: «senast 24 december 2026»"
            scan.remark("LK204", f"«{token.text}» följs inte av någon dag", hint, at, at + 1)
        is_described = scan.low(at - 1) in {"som", "där"}  # "personer som inte är kända"
        is_negated = token.low in _NOT and is_loose and not is_described
        is_denied = scan.says(at, "inte", "minst") and scan.number(at + 2) is not None
        if token.low in words.REVERSING or is_negated or is_denied:
            hint = "skriv målet utan undantag och nekande ord, till exempel «högst två per år»"
            scan.remark("LK204", f"«{token.text}» vänder på målet", hint, at, at + 1)
        if token.low in _NOUGHT and not any(target.comparator is Comparator.AT_MOST for target in targets):
            scan.remark("LK204", "målet är noll", "skriv «högst noll», eller ett tal över noll", at, at + 1)

    def _remark_on_what_is_left(self) -> None:
        """Counts without a noun, and windows and scopes that no target has."""
        for sentence in self.sentences:
            for at in sentence.quantities:
                item = sentence.items[at]
                has_noun = sentence.has_noun(at) or sentence.noun_before(at) != (0, 0)
                is_bare = item.value.measure is Measure.COUNT and not has_noun
                if item.start in self.uses and is_bare and not sentence.is_joined(at):
                    hint = "skriv vad som räknas, till exempel «minst fyra insatser per år»"
                    self._remark("LK213", "«{}» säger inte vad som räknas", item, Severity.NOTE, hint=hint)
            told = {
                sentence.items[at].start
                for at in sentence.quantities
                if sentence.is_told(at) or sentence.is_described(at)
            }
            for item in sentence.items:
                is_number = item.role == "mängd" and item.value.strength > 0 and item.start not in told
                if is_number and item.start not in self.uses:
                    self._remark("LK214", "«{}» är inte med i målet", item, Severity.NOTE)
        for item in self.items:
            if item.role == "andel" or self._is_share(item):
                hint = "skriv antalet, till exempel «minst nio besök per år»"
                self._remark("LK206", "«{}» är en andel, och räknas inte", item, Severity.WARNING, hint=hint)
            elif item.role in {"fönster", "omfattning", "utanför", "varav"} and item.start not in self.uses:
                hint = "skriv det som ett eget mål eller efter «varav», eller låt det stå i löftets text"
                self._remark("LK214", "«{}» är inte med i målet", item, Severity.NOTE, hint=hint)

    def _refuse_loose_digits(self, item: Item) -> None:
        """`1,500 timmar`, `3-2 möten`, `en milj. kronor`: digits or a power that the count did not take."""
        scan, after = self.scan, item.stop
        ends = [token.end for token in scan.tokens[after - 1 : after + 1]]
        starts = [token.start for token in scan.tokens[after : after + 2]]
        is_loose = scan.low(after) in {",", "-", "."} and scan.kind(after + 1) == NUMBER and ends == starts
        if is_loose or scan.low(after) in words.UNREAD_POWERS:
            hint = "skriv talet med siffror och mellanrum: 1 500"
            scan.remark("LK204", "det går inte att se vilket tal som gäller", hint, item.start, after + 1 + is_loose)

    # --- phrases without a count -------------------------------------------------------------------------------------

    def _kind_without_count(self) -> Kind:
        shares = (each.quantity(n) for each in self.sentences for n in each.quantities if each.is_told(n))
        if any(share.measure is Measure.PERCENT for share in shares):
            return Kind.INDICATOR
        indicators = [item for item in self.items if item.role == "indikator"]
        if indicators and ("obestämt" not in self.roles or any(item.value for item in indicators)):
            return Kind.INDICATOR
        return Kind.CONTINUOUS if "löpande" in self.roles else Kind.UNQUANTIFIED

    def _remark_on_leftovers(self, kind: Kind) -> None:
        """Numbers with no part in the reading are refused; vague quantities get a hint."""
        told = {each.items[n].start for each in self.sentences for n in each.quantities if each.is_told(n)}
        for item in self.items:
            is_read = kind is Kind.INDICATOR or item.start in told or item.role not in {"mängd", "ord", "tecken"}
            if item.role == "utan tal":
                self._remark("LK204", "efter «{}» saknas ett tal", item)
            elif not is_read and (self.scan.kind(item.start) == NUMBER or (item.value and item.value.strength > 0)):
                self._remark("LK204", "«{}» går inte att tolka", item)
            elif item.role == "obestämt" and kind is Kind.UNQUANTIFIED:
                self._remark("LK206", "«{}» säger inte hur många", item, Severity.WARNING)
            elif item.role == "andel" or self._is_share(item):
                hint = "skriv antalet, till exempel «minst nio besök per år»"
                self._remark("LK206", "«{}» är en andel, och räknas inte", item, Severity.WARNING, hint=hint)
            elif item.role == "vagt" and kind is Kind.UNQUANTIFIED:
                hint = f"skriv vad ni gör och hur ofta, till exempel «{measurable_wording(self.text)}»"
                self._remark("LK207", "«{}» går inte att mäta", item, Severity.WARNING, hint=hint)

    def _remark(
        self, code: str, message: str, item: Item, severity: Severity = Severity.ERROR, *, hint: str = _HINT
    ) -> None:
        shown = message.format(self._written(item.start, item.stop))
        self.scan.remark(code, shown, hint, item.start, item.stop, severity=severity)


def _joined(sentence: Sentence, counts: list[int]) -> list[_Group]:
    """The counts of a sentence, those that are joined in one group."""
    groups: list[_Group] = []
    for at in counts:
        if groups and (sentence.is_part(at) or sentence.is_linked(groups[-1].counts[-1], at)):
            groups[-1].counts.append(at)
        else:
            groups.append(_Group(sentence, [at]))
    return groups


def _as_part(target: Target, whole: Target) -> Target:
    """A part without a measure of its own has that of the whole: "100 timmar, varav 40"."""
    return target if target.unit or target.measure is not Measure.COUNT else target._replace(measure=whole.measure)


def _is_share_of(main: Target, target: Target, sentence: Sentence, at: int, spec: WindowSpec | None) -> bool:
    """`två möten, ett per termin`: fewer of the same, after a comma or among other parts, tell how many fall where."""
    if target.unit or target.count >= main.count:
        return False
    is_placed = target.scope is not None or (spec is not None and not spec.seasons)
    is_apposition = sentence.scan.low(sentence.items[at].start - 1) == "," and is_placed
    return bool(main.parts) or is_apposition


def _without_shares(groups: list[_Group]) -> list[_Group]:
    """The groups without an unmarked percentage, where something else is counted."""
    counted = [each.sentence.quantity(at) for each in groups for at in each.counts]
    shares = sum(each.measure is Measure.PERCENT for each in counted)
    if shares in {0, len(counted)}:
        return groups
    kept = (_Group(each.sentence, list(filterfalse(each.sentence.is_bare_share, each.counts))) for each in groups)
    return [each for each in kept if each.counts]


def _whole(number: Number) -> Number:
    return int(number) if number == int(number) else number
