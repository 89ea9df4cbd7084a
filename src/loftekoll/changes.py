"""What a promise and its log were, beside what they are: matched entries and commitments, and targets made easier.

Pure. Nothing here goes by the order of a file, by line breaks or by how YAML writes a value.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from loftekoll.log_names import parts_of
from loftekoll.model import Activity, Assessment, Commitment, LogFile, Promise
from loftekoll.period import Stretch, short_label
from loftekoll.phrase import Comparator, Kind, Measure, Reading, Spread, Target, Unit, window_phrase
from loftekoll.phrase.words import OCCASIONS
from loftekoll.source import KeyPath
from loftekoll.windows import Number, required_in, windows_judged


def is_draft(promise: Promise, day: date) -> bool:
    """Whether a promise is still being written: it has not begun, and nobody has signed it by the day."""
    return day < promise.period.start and (promise.signed is None or promise.signed > day)


def is_same_promise(then: Promise, now: Promise) -> bool:
    """Whether a promise under another file name is the one that was: a municipality and at least half of the texts."""
    texts = {words_of(each.text) for each in then.commitments}
    kept = texts & {words_of(each.text) for each in now.commitments}
    return bool(set(then.municipalities) & set(now.municipalities)) and 2 * len(kept) >= len(texts)


def words_of(text: str) -> str:
    """The text with every stretch of white space as one blank."""
    return " ".join(text.split())


# --- the log ------------------------------------------------------------------------------------------------------


class MatchedLog(NamedTuple):
    """The entries that stood then, each with what it is now, and those that are gone."""

    pairs: tuple[tuple[LogFile, LogFile], ...]
    lost: tuple[LogFile, ...]


def matched_log(then: Sequence[LogFile], now: Sequence[LogFile]) -> MatchedLog:
    """Matched by file name, else by content, else by the six characters of the name, as when a date is corrected.

    Only a file with a new name can be another one under its new name, and it can be only one of them.
    """
    by_name = {each.name: each for each in now}
    pairs = [(each, by_name[each.name]) for each in then if each.name in by_name]
    lost = [each for each in then if each.name not in by_name]
    names_then = {each.name for each in then}
    new = [each for each in now if each.name not in names_then]
    for key in (_content, _mark):
        claimed = _claimed(lost, new, key)
        pairs += claimed
        names = {each.name for pair in claimed for each in pair}  # what is lost and what is new share no name
        lost, new = ([each for each in files if each.name not in names] for files in (lost, new))
    return MatchedLog(tuple(pairs), tuple(lost))


def _claimed(
    lost: Sequence[LogFile], new: Sequence[LogFile], key: Callable[[LogFile], Hashable]
) -> list[tuple[LogFile, LogFile]]:
    """Each lost file with the first new one that has the same key and is not taken yet; no key is the same as none."""
    free: defaultdict[Hashable, list[LogFile]] = defaultdict(list)
    for each in reversed(new):
        free[key(each)].append(each)
    return [(each, free[key(each)].pop()) for each in lost if key(each) is not None and free[key(each)]]


def _content(file: LogFile) -> Hashable:
    return file.entry


def _mark(file: LogFile) -> str | None:
    return mark_of(file.name) or None


def mark_of(name: str) -> str:
    """The six random characters of a log file's name, which stay when its date or commitment is corrected."""
    parts = parts_of(name)
    return parts.mark if parts else ""


class Difference(NamedTuple):
    """A key of an entry that says something else than it did; empty `now` when it says nothing any more."""

    key: str
    then: str
    now: str


def entry_differences(then: LogFile, now: LogFile, renamed: dict[str, str]) -> Iterator[Difference]:
    """What decides where and how much an entry counts, or what an assessment says; `renamed` gives new ids for old."""
    old, new = then.entry, now.entry
    if type(old) is not type(new):
        yield Difference("", "", "")
        return
    if not isinstance(old, Activity | Assessment) or not isinstance(new, Activity | Assessment):
        return
    for key, was, value in zip(_KEYS[type(old)], _facts(old), _facts(new), strict=True):
        if was != value and was:
            yield Difference(key, was, value)
    ids, now_ids = ({renamed.get(each, each) for each in entry.commitments} for entry in (old, new))
    if ids != now_ids:
        yield Difference("löfte", ", ".join(old.commitments), ", ".join(new.commitments))


_KEYS: dict[type, tuple[str, ...]] = {
    Activity: ("datum", "antal", "timmar"),
    Assessment: ("datum", "bedömning", "avser"),
}


def _facts(entry: Activity | Assessment) -> tuple[str, ...]:
    """What stands under the keys, for people; empty where nothing does."""
    if isinstance(entry, Activity):
        hours = entry.hours
        return short_label(entry.stretch), str(entry.count), _decimal(hours) if hours is not None else ""
    concerns = short_label(entry.concerns) if entry.concerns else "hela perioden"
    return str(entry.day), entry.verdict.value, concerns


def _decimal(number: int | Fraction) -> str:
    """The number with at most four digits after the comma."""
    exact = Fraction(number)
    text = str(round(Decimal(exact.numerator) / Decimal(exact.denominator), 4)) if exact.denominator > 1 else str(exact)
    return text.rstrip("0").rstrip(".").replace(".", ",") if "." in text else text


# --- commitments --------------------------------------------------------------------------------------------------


class MatchedCommitment(NamedTuple):
    """A commitment that was, in its focus area, and what it is now with its key path; `None` when it is gone."""

    area: str
    then: Commitment
    now: Commitment | None = None
    path: KeyPath = ()

    @property
    def is_renamed(self) -> bool:
        """Whether it has got another id."""
        return self.now is not None and self.now.id != self.then.id


def matched_commitments(then: Promise, now: Promise) -> tuple[MatchedCommitment, ...]:
    """Every commitment that was, matched by id, else by text with an id that is new; wherever it stands now."""
    places: dict[str, tuple[KeyPath, Commitment]] = {}
    for i, area in enumerate(now.focus_areas):
        for j, each in enumerate(area.commitments):
            places.setdefault(each.id, (("fokusområden", i, "löften", j), each))
    old = {each.id: (area.name, each) for area in reversed(then.focus_areas) for each in reversed(area.commitments)}
    by_text = {words_of(each.text): key for key, (_, each) in places.items() if key not in old}
    found: list[MatchedCommitment] = []
    for area_name, each in reversed(old.values()):
        key = each.id if each.id in places else by_text.pop(words_of(each.text), None)
        path, commitment = places[key] if key is not None else ((), None)
        found.append(MatchedCommitment(area_name, each, commitment, path))
    return tuple(found)


def renamed_ids(then: Promise, now: Promise) -> dict[str, str]:
    """The new id of every commitment that has got one."""
    return {
        each.then.id: each.now.id for each in matched_commitments(then, now) if each.now is not None and each.is_renamed
    }


# --- phrases ------------------------------------------------------------------------------------------------------


def changed_phrase(then: Sequence[Reading], now: Sequence[Reading]) -> int | None:
    """The index of the first phrase that says something new, 0 when only something is gone, `None` when all is said.

    `4` or `fyra`, and a misspelling that is put right, say the same.
    """
    left = Counter(map(_meaning, then))
    for n, reading in enumerate(now):
        if not left[_meaning(reading)]:
            return n
        left[_meaning(reading)] -= 1
    return 0 if left.total() else None


def _meaning(reading: Reading) -> tuple[object, ...]:
    if not reading.targets:
        return reading.kind, words_of(reading.phrase).casefold()
    aside = (reading.phrase[each.offset : each.offset + each.length] for each in reading.parts if not each.is_used)
    return reading.kind, tuple(map(_as_judged, reading.targets)), words_of(" ".join(aside)).casefold()


def _as_judged(target: Target) -> Target:
    parts = tuple(map(_as_judged, target.parts))
    return target._replace(unit=words_of(target.unit).casefold(), parts=parts)


# --- targets ------------------------------------------------------------------------------------------------------


class Easing(NamedTuple):
    """How a target has become easier: the index of the phrase that stands there now, and what to say of it."""

    at: int | None
    text: str


def easings(then: Sequence[Reading], now: Sequence[Reading], *periods: Stretch) -> tuple[Easing, ...]:
    """Every target that was, and that keeping the targets of now does not keep in one of the periods.

    Each window that a target had in the period must be reached (or not passed) by what the targets of now require
    within it, without a condition that was not there before. What cannot be compared is said to be so.
    """
    return tuple(dict.fromkeys(each for period in dict.fromkeys(periods) for each in _easings(then, now, period)))


def _easings(then: Sequence[Reading], now: Sequence[Reading], period: Stretch) -> Iterator[Easing]:
    named = _named(enumerate(now))
    for n, reading in enumerate(then):
        fallback = min(n, len(now) - 1) if now else None
        firm = [(k, each) for k, each in enumerate(now) if _conditions_of(each) <= _conditions_of(reading)]
        firmly_named = _named(firm)
        for target in reading.targets:
            if _is_kept(target, _pool(firmly_named), period):
                continue
            at, nearest = _nearest(target, named, fallback)
            if _is_kept(target, _pool(named), period):
                alone = (k for k, each in named if _is_kept(target, _pool([(k, each)]), period))
                yield Easing(next(alone, at), _CONDITION_ADDED)
            else:
                yield Easing(at, _text(target, nearest, period, has_any=bool(now)))
        if reading.kind in (Kind.CONTINUOUS, Kind.INDICATOR):
            enough = {reading.kind, Kind.QUANTIFIED}
            if not now:
                yield Easing(None, "är borttaget")
            elif not enough & {each.kind for each in now}:
                yield Easing(fallback, f"säger mindre än förut: {reading.kind.value} har blivit {now[0].kind.value}")
            elif not enough & {each.kind for _, each in firm}:
                yield Easing(next(k for k, each in enumerate(now) if each.kind in enough), _CONDITION_ADDED)


_CONDITION_ADDED = "har blivit lättare: ett villkor har kommit till"


def _named(readings: Iterable[tuple[int, Reading]]) -> list[tuple[int, Target]]:
    return [(n, target) for n, reading in readings for target in reading.targets]


def _pool(named: Iterable[tuple[int, Target]]) -> list[Target]:
    return [each for _, target in named for each in (target, *_parts_of(target))]


_CONDITION = re.compile(
    r"\b(?:(?:om|då) (?!(?:hur|vad|vem|varför|vilk\w+|att)\b)[^,;]*?\b(?:finns|är|kan|medger|räcker|tillåter|möjligt|"
    r"behövs|krävs|går|ges|uppstår|hinner|hinns|vill|önskas?|begär|begärs|efterfrågas)\b|"
    r"(?:när|så länge|ifall|såvida|såvitt|förutsatt|under förutsättning|i den mån)\b)[^,;]*",
    re.IGNORECASE,
)
"""A clause that says when the target holds, among the words that are left aside; not `information om droger`."""


def _conditions_of(reading: Reading) -> frozenset[str]:
    """What of a phrase says when or whether it holds and is not counted: `vid behov`, `om resurser finns`."""
    left_out = {each.offset for each in reading.remarks if each.code == "LK214"}
    found: list[str] = []
    start = 0
    for each in reading.parts:
        stop = each.offset + each.length
        is_condition = each.role == "villkor" or (each.role == "fönster" and each.offset in left_out)
        if is_condition or each.is_used:
            found += _clauses(reading.phrase[start : each.offset])
            found += [reading.phrase[each.offset : stop]] if is_condition else []
            start = stop
    found += _clauses(reading.phrase[start:])
    return frozenset(words_of(each).casefold().rstrip(" .") for each in found)


def _clauses(words: str) -> list[str]:
    return [match[0] for match in _CONDITION.finditer(words)]


def _parts_of(target: Target) -> Iterator[Target]:
    """The sub-targets; one that names nothing is of the same thing as the whole."""
    return (part._replace(unit=part.unit or target.unit) for part in target.parts)


def _is_kept(target: Target, pool: Sequence[Target], period: Stretch) -> bool:
    if target in pool:
        return True
    alike = [each for each in pool if not _mismatch(target, each)]
    has_floor = "golv" not in _BOUNDS[target.comparator] or _is_reached(target, alike, period)
    has_ceiling = "tak" not in _BOUNDS[target.comparator] or any(_is_capped(target, each, period) for each in alike)
    return has_floor and has_ceiling and all(_is_kept(part, pool, period) for part in _parts_of(target))


_BOUNDS = {
    Comparator.AT_LEAST: {"golv"},
    Comparator.AT_MOST: {"tak"},
    Comparator.EXACTLY: {"golv", "tak"},
}


def _mismatch(then: Target, now: Target) -> str:
    """Why one target cannot stand for another, whatever their numbers and windows are; empty when it can."""
    if then.measure is not now.measure:
        return f"går inte att jämföra med det förra: {then.measure.value} har blivit {now.measure.value}"
    if not _is_as_narrow(then.unit, now.unit):
        return "går inte att jämföra med det förra: det räknar något annat"
    if not _BOUNDS[then.comparator] <= _BOUNDS[now.comparator]:
        return f"har blivit lättare: «{then.comparator.value}» har blivit «{now.comparator.value}»"
    if not _has_as_wide_scope(then, now):
        return "har blivit lättare: det gäller inte längre var för sig på samma sätt"
    if now.approximate and not then.approximate:
        return "har blivit lättare: talet är nu ungefärligt"
    return ""


def _has_as_wide_scope(then: Target, now: Target) -> bool:
    """So many at every school is more than so many; at most so many is more than that at every school."""
    old, new = (words_of(each.scope or "").casefold() for each in (then, now))
    if old == new:
        return True
    is_only_floor = then.comparator is Comparator.AT_LEAST and not old
    is_only_ceiling = then.comparator is Comparator.AT_MOST and not new and old != "per händelse"
    return is_only_floor or is_only_ceiling


_WIDENING = re.compile(r"\b(?:eller|och|samt|m\.?m|etc)\b|[/,&]")
_ENDINGS = ("erna", "arna", "orna", "er", "ar", "or", "en", "et", "a", "e")


def _is_as_narrow(then: str, now: str) -> bool:
    """Whether what is counted now is the same as it was or a kind of it: all its words in order, with none widening.

    >>> _is_as_narrow("insatser", "riktade trafikinsatser"), _is_as_narrow("insatser", "insatser eller inlägg")
    (True, False)
    """
    old, new = _nouns(then), _nouns(now)
    if not old or not new:  # occasions of what the text of the commitment says
        return True
    if set(_WIDENING.findall(now.casefold())) - set(_WIDENING.findall(then.casefold())):
        return False
    words = iter(new)
    return all(any(word.endswith(each) for word in words) for each in old)


def _nouns(unit: str) -> list[str]:
    words = re.findall(r"[\w-]+", unit.casefold())
    return [_stem(word) for word in words if word not in OCCASIONS]


def _stem(word: str) -> str:
    ending = next((each for each in _ENDINGS if word.endswith(each) and len(word) >= len(each) + 3), "")
    return word.removesuffix(ending)


# --- numbers and windows ------------------------------------------------------------------------------------------

_LEVELS = {Measure.PERCENT, Measure.POSTS}
"""What is a level and does not add up over windows."""

_Demand = tuple[Stretch, Number]


def _is_reached(then: Target, pool: Sequence[Target], period: Stretch) -> bool:
    """Whether what the pool requires adds up to the target in each of its windows."""
    demands = sorted(demand for each in pool for demand in _demands(each, period))
    own = _demands(then, period)
    if not own:
        return any(each.window == then.window and each.count >= then.count for each in pool)
    reached = _highest_in if then.measure in _LEVELS else _most_in
    return all(
        reached(window, demands) >= required or any((_steady(each, window, then) or 0) >= required for each in pool)
        for window, required in own
    )


def _is_capped(then: Target, now: Target, period: Stretch) -> bool:
    """Whether what is allowed now stays within what was allowed in each of the target's windows."""
    demands, own = _demands(now, period), _demands(then, period)
    if not own:
        return now.window == then.window and now.count <= then.count
    for window, required in own:
        steady = _steady(now, window, then)
        if not _is_capped_in(window, required, demands, then.measure) and (steady is None or steady > required):
            return False
    return True


def _steady(now: Target, window: Stretch, then: Target) -> Number | None:
    """What comes to a window by days or weeks, wherever they are cut; `None` when it does not recur so all the time.

    Once a week is as much as 52 times a year and four times a month, although no year is made of whole weeks. An
    average was rounded upwards, and so is what is compared with it.
    """
    spec, days = now.window, {Unit.DAY: 1, Unit.WEEK: 7}.get(now.window.unit, 0) * now.window.count
    is_steady = now.spread is Spread.SUM and not (spec.seasons or spec.year or spec.deadline)
    if not is_steady or not 0 < days <= window.days or now.measure in _LEVELS:
        return None
    exact = Fraction(now.count) * window.days / days
    return ceil(exact) if then.spread is Spread.AVERAGE else floor(exact)


def _demands(target: Target, period: Stretch) -> list[_Demand]:
    """The windows of a target in order, each with what it requires."""
    return [(window, required_in(target, window)) for window in windows_judged(target, period)]


def _inside(window: Stretch, demands: Sequence[_Demand]) -> list[_Demand]:
    """The demands that lie whole within a window; they are in order of their first day."""
    first, after = (bisect_left(demands, day, key=lambda each: each[0].start) for day in window)
    return [each for each in demands[first:after] if each[0].stop <= window.stop]


def _most_in(window: Stretch, demands: Sequence[_Demand]) -> Number:
    """The most that is required within a window, by demands that share no day."""
    best: list[tuple[date, Number]] = [(window.start, 0)]
    for stretch, required in sorted(_inside(window, demands), key=lambda each: each[0].stop):
        before = next(number for stop, number in reversed(best) if stop <= stretch.start)
        if before + required > best[-1][1]:
            best.append((stretch.stop, before + required))
    return best[-1][1]


def _highest_in(window: Stretch, demands: Sequence[_Demand]) -> Number:
    return max((required for _, required in _inside(window, demands)), default=0)


def _is_capped_in(window: Stretch, limit: Number, demands: Sequence[_Demand], measure: Measure) -> bool:
    """Whether the demands that meet a window leave no day of it out and allow no more than the limit together.

    A level over a longer time says nothing of this window.
    """
    is_level = measure in _LEVELS
    meeting = [each for each in demands if (window.holds(each[0]) if is_level else each[0].meets(window))]
    covered = window.start
    for stretch, _ in meeting:
        covered = max(covered, stretch.stop) if stretch.start <= covered else covered
    numbers = [number for _, number in meeting]
    return covered >= window.stop and (max(numbers) if is_level else sum(numbers)) <= limit


# --- what to say --------------------------------------------------------------------------------------------------


def _nearest(
    target: Target, named: Sequence[tuple[int, Target]], fallback: int | None
) -> tuple[int | None, Target | None]:
    """The target of now that has come in its place: one that can stand for it, else one of the same phrase."""
    if not named:
        return fallback, None
    ranked = sorted(named, key=lambda each: (bool(_mismatch(target, each[1])), each[0] != fallback))
    return ranked[0]


def _text(then: Target, now: Target | None, period: Stretch, *, has_any: bool) -> str:
    if now is None:
        return "har blivit lättare: det går inte längre att räkna" if has_any else "är borttaget"
    if mismatch := _mismatch(then, now):
        return mismatch
    if _is_kept(then._replace(parts=()), [now], period):
        return "har blivit lättare: ett «varav» har fallit bort eller blivit lättare"
    return f"har blivit lättare: «{_brief(then)}» har blivit «{_brief(now)}»"


def _brief(target: Target) -> str:
    """The comparator, the number and the window, without the words that people chose."""
    average = "i snitt" if target.spread is Spread.AVERAGE else ""
    measure = "" if target.measure is Measure.COUNT else target.measure.value
    window = window_phrase(target.window)
    return " ".join(filter(None, (target.comparator.value, _decimal(target.count), measure, average, window)))
