"""How a promise stands on a day: pure functions of (promise, log, day), in exact arithmetic (design §5).

A day that is being looked at can still be used; an entry counts on the last day of its stretch, and not at all when
that is after the day. What leaves this module is dates and whole or exact numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import zip_longest
from typing import NamedTuple

from loftekoll.model import Activity, Assessment, Commitment, Dossier, Verdict
from loftekoll.period import Stretch, calendar_year, is_one_window, years_of
from loftekoll.phrase import Kind, Measure, Reading, Spread, Target, Unit, render
from loftekoll.phrase.words import OCCASIONS
from loftekoll.tally import Log, Pair, Row, Standing, counted, row_of, year_rows
from loftekoll.windows import decisive_day, is_short, is_yearly_average, required_in, row_spec, windows_judged


class TargetProgress(NamedTuple):
    """How one target stands: the row of now, every row, and what they come to together."""

    phrase: str
    kind: Kind
    standing: Standing
    current: Row | None
    rows: tuple[Row, ...]
    whole: Row | None = None


class CommitmentProgress(NamedTuple):
    """How a commitment stands; `parts` has more than one member when it has several targets.

    `outcome` is what it came to, once its time is over; `assessments` are all verdicts of persons on it, in order of
    day, and `assessment` is the newest of those that are about the same time; `entries` counts the log entries until
    the day, `latest` is the day of the last of them.
    """

    commitment: Commitment
    area: str
    standing: Standing
    parts: tuple[TargetProgress, ...]
    entries: int
    latest: date | None
    assessment: Assessment | None
    outcome: Standing | None
    assessments: tuple[Assessment, ...] = ()

    @property
    def main(self) -> TargetProgress:
        """The only target, or the first of several."""
        return self.parts[0]

    @property
    def kind(self) -> Kind:
        """The kind of the first target."""
        return self.main.kind


class PromiseProgress(NamedTuple):
    """How a whole promise stands on a day, or over the one year asked for."""

    dossier: Dossier
    day: date
    year: Stretch | None
    commitments: tuple[CommitmentProgress, ...]


# --- a target -----------------------------------------------------------------------------------------------------


class _Version(NamedTuple):
    """A target as it reads from the day `start` up to the day `until`."""

    start: date
    until: date
    reading: Reading | None
    target: Target | None

    def judges(self, window: Stretch, day: date) -> bool:
        """Whether this version is in force on the day; of a closed window on its last, of one to come on its first."""
        decisive = max(window.start, min(window.last, day))
        return self.start <= decisive < self.until


def _counted_windows(version: _Version, period: Stretch, span: Stretch, log: Log) -> list[Pair]:
    """The windows of the span that this version of a target judges, each with what was done in it.

    One that ends after the promise period (a later deadline) belongs to the last year.
    """
    target = version.target
    if target is None or not target.is_countable:
        return []
    windows = [
        window
        for window in windows_judged(target, period)
        if version.judges(window, log.day) and span.has(min(decisive_day(window, row_spec(target)), period.last))
    ]
    return [(target, window) for window in counted(windows, log, target.measure)]


def _rows_of(versions: Sequence[_Version], period: Stretch, span: Stretch, log: Log) -> tuple[Row, ...]:
    """Every row of a target through its versions, in order."""
    rows: list[Row] = []
    short: defaultdict[tuple[Unit, int], list[Pair]] = defaultdict(list)
    open_until = date.min
    for version in versions:
        pairs_of_version = _counted_windows(version, period, span, log)
        for target, window in pairs_of_version:
            if log.day < window.stretch.start < open_until:
                continue  # a window to come, inside one that is open and judged by the target of today
            if is_short(target.window) and target.spread is Spread.SUM:
                short[target.window.unit, target.window.count].append((target, window))
            else:
                rows.append(row_of(target, window, log, required_in(target, window.stretch)))
        open_until = max(
            [open_until, *(window.stretch.stop for _, window in pairs_of_version if window.stretch.has(log.day))]
        )
    for pairs in short.values():
        rows += year_rows(pairs, log)
    return tuple(sorted(rows, key=lambda row: row.stretch))


def _whole_of(target: Target, rows: Sequence[Row], span: Stretch, log: Log, *, is_changed: bool) -> Row:
    """What several rows come to: for an average that never changed the span itself, else the rows together."""
    spec = target.window
    if is_yearly_average(target) and not (is_changed or spec.seasons or spec.deadline):
        (window,) = counted((span,), log, target.measure)
        whole = row_of(target, window, log, required_in(target, span))
        is_open = whole.standing in _WANTING and any(row.standing is Standing.NOTHING_LOGGED for row in rows)
        return whole._replace(standing=Standing.NOT_ASSESSABLE) if is_open else whole
    stretch = Stretch(rows[0].stretch.start, max(row.stretch.stop for row in rows))
    current = _current(rows, log) or rows[0]
    standing = _together([row.standing for row in rows]) if log.day >= stretch.stop else current.standing
    return Row(stretch, standing, counted="fönster", comparator=target.comparator)


_WANTING = {Standing.PARTLY, Standing.NOT_FULFILLED}


def _together(standings: Sequence[Standing]) -> Standing:
    """What closed windows come to: fulfilled if all are, not if nothing was done in any, unknown if it hangs on one."""
    known = set(standings)
    if len(known) == 1:
        return standings[0]
    told = known - {Standing.NOTHING_LOGGED, Standing.NOT_ASSESSABLE}
    is_open = told != known and len(told) <= 1 and Standing.PARTLY not in told
    return Standing.NOT_ASSESSABLE if is_open else Standing.PARTLY


def _current(rows: Sequence[Row], log: Log) -> Row | None:
    """The row of the day's year when it has begun, else the latest one that has, else the first.

    The weeks of a year may begin on 30 December of the year before, which is still the year that people ask about.
    """
    begun = [row for row in rows if row.stretch.start <= log.day]
    year = next((each for each in log.years if each.has(log.day)), None)
    own = [row for row in begun if year and year.meets(row.stretch) and row.stretch.start + _A_WEEK < year.stop]
    found = own or begun or rows
    return found[-1 if begun else 0] if found else None


_A_WEEK = timedelta(days=6)


def _progress_of_target(versions: Sequence[_Version], period: Stretch, span: Stretch, log: Log) -> TargetProgress:
    """One target through its versions over the span, of which the last one that has begun is shown.

    A target that a change has taken away is shown as it was when it was last judged.
    """
    begun = [version for version in versions if version.start <= min(log.day, span.last)]
    rows = _rows_of(versions, period, span, log)
    told = [version for version in begun if version.reading] if rows else []
    reading, target = (told or begun)[-1].reading, (told or begun)[-1].target
    phrase, kind = _phrase_of(reading, target), reading.kind if reading else Kind.UNQUANTIFIED
    current = _current(rows, log)
    if current is None or target is None or not target.is_countable:
        is_lost = target is not None and target.is_countable
        unknown = Standing.NOT_ASSESSABLE if is_lost else Standing.ONGOING
        return TargetProgress(phrase, kind, _uncounted(unknown, span, log), None, rows)
    if len(rows) == 1:
        return TargetProgress(phrase, kind, current.standing, current, rows, current)
    whole = _whole_of(target, rows, span, log, is_changed=len({version.target for version in begun}) > 1)
    is_past = log.day >= max(row.stretch.stop for row in rows)
    return TargetProgress(phrase, kind, (whole if is_past else current).standing, current, rows, whole)


def _phrase_of(reading: Reading | None, target: Target | None) -> str:
    """The phrase as written, or the one target of it that is meant."""
    if reading is None:
        return ""
    return render(target) if target and len(reading.targets) > 1 else reading.phrase


def _uncounted(standing: Standing, span: Stretch, log: Log) -> Standing:
    """The standing of what no log can count: it has begun, and somebody has logged something."""
    if log.day < span.start:
        return Standing.NOT_BEGUN
    return standing if any(span.meets(year) for year in log.logged_years) else Standing.NOTHING_LOGGED


# --- a commitment and a promise -----------------------------------------------------------------------------------


def _numbered_targets(readings: Iterable[Reading]) -> list[tuple[Reading, Target | None]]:
    """Every target of every phrase, sub-targets that a calendar can tell included, each with its phrase."""
    found: list[tuple[Reading, Target | None]] = []
    for reading in readings:
        if not reading.targets:
            found.append((reading, None))
        for target in reading.targets:
            found.append((reading, target))
            for part in target.parts:
                told = _told(part, target)
                found.append((reading._replace(phrase=f"varav {render(part)}", targets=(told,)), told))
    return found


def _told(part: Target, whole: Target) -> Target:
    """A sub-target; one that only a calendar sets apart can be counted, another (a place, a kind) only by people."""
    is_of_a_kind = _stem(part.unit) not in {"", _stem(whole.unit)}
    is_told = part.window != whole.window and not is_of_a_kind
    return part if is_told else part._replace(scope=part.scope or "del av målet")


def _are_told_apart(targets: Sequence[tuple[Reading, Target | None]]) -> bool:
    """Whether each entry can count towards every target of its measure: they count the same thing."""
    nouns: defaultdict[Measure, set[str]] = defaultdict(set)
    for _, target in targets:
        if target is not None and target.is_countable and (noun := _stem(target.unit)):
            nouns[target.measure].add(noun)
    return all(len(each) == 1 for each in nouns.values())


_ENDINGS = ("erna", "arna", "orna", "er", "ar", "or", "en", "um", "a", "e")


def _stem(unit: str) -> str:
    """The noun without its ending, so that `insats` and `insatser`, `möte` and `möten` are one; empty for occasions."""
    words = unit.lower().split()
    if not words or words[-1] in OCCASIONS:
        return ""
    ending = next((each for each in _ENDINGS if words[-1].endswith(each) and len(words[-1]) >= len(each) + 2), "")
    return words[-1].removesuffix(ending)


def targets_told_apart(commitment: Commitment) -> bool:
    """Whether the log can tell the targets of a commitment apart, or they all count the same."""
    return _are_told_apart(_numbered_targets(commitment.targets))


def _combined(parts: Sequence[TargetProgress]) -> Standing:
    """What several targets come to on a day: the one that calls for attention first."""
    standings = {part.standing for part in parts}
    if len(standings) == 1:
        return parts[0].standing
    if standings == {Standing.FULFILLED, Standing.NOT_BEGUN}:
        return Standing.ON_TRACK
    for standing in (Standing.BEHIND, Standing.NOT_FULFILLED, Standing.PARTLY):
        if standing in standings:
            worst = standing
            break
    else:
        order = (
            Standing.NOT_ASSESSABLE, Standing.NOTHING_LOGGED, Standing.ON_TRACK, Standing.ONGOING, Standing.NOT_BEGUN,
        )  # fmt: skip
        return next(standing for standing in order if standing in standings)
    is_mixed = worst is Standing.NOT_FULFILLED and standings & {Standing.FULFILLED, Standing.PARTLY}
    return Standing.PARTLY if is_mixed else worst


def _commitment_progress(
    commitment: Commitment, area: str, assessments: Sequence[Assessment], span: Stretch, log: Log
) -> CommitmentProgress:
    """How one commitment stands on the log's day, over the promise period or one of its years (`span`)."""
    period = Stretch(log.years[0].start, log.years[-1].stop)
    parts = _parts_of(commitment, period, span, log)
    assessment = _newest([each for each in assessments if _is_about(each, commitment, span, period)])
    standing = _combined(parts)
    is_over = log.day >= span.stop or all(_is_settled(part, log.day) for part in parts)
    outcome = _outcome(standing, assessment) if is_over else None
    withdrawn = commitment.withdrawn
    if withdrawn and withdrawn.day <= log.day and withdrawn.day < span.stop:
        standing = outcome = Standing.WITHDRAWN
        parts = tuple(_withdrawn(part, withdrawn.day) for part in parts)
    inside = [entry for entry in log.entries if span.has(entry.day)]
    latest = max((entry.day for entry in inside), default=None)
    own = sorted((each for each in assessments if commitment.id in each.commitments), key=lambda each: each.day)
    return CommitmentProgress(commitment, area, standing, parts, len(inside), latest, assessment, outcome, tuple(own))


def _withdrawn(part: TargetProgress, day: date) -> TargetProgress:
    """The target with every window that was not closed by the day marked as withdrawn."""
    rows = tuple(
        row._replace(standing=Standing.WITHDRAWN, next_due=None) if row.stretch.stop > day else row for row in part.rows
    )
    current = rows[part.rows.index(part.current)] if part.current else None
    whole = current if len(rows) == 1 or part.whole is None else part.whole._replace(standing=Standing.WITHDRAWN)
    whole = whole and whole._replace(next_due=None)
    return part._replace(standing=Standing.WITHDRAWN, rows=rows, current=current, whole=whole)


_CLOSED = {Standing.FULFILLED, Standing.PARTLY, Standing.NOT_FULFILLED}
_OPEN = {Standing.ON_TRACK, Standing.BEHIND, Standing.NOT_BEGUN}


def _is_settled(part: TargetProgress, day: date) -> bool:
    """Whether nothing that is done from this day on can change what the target came to."""
    if not part.rows or any(row.standing not in _CLOSED for row in part.rows):
        return False
    return len(part.rows) == 1 or day >= max(row.stretch.stop for row in part.rows)


def _outcome(standing: Standing, assessment: Assessment | None) -> Standing | None:
    """What it came to: what was counted, else what a person says, else that it cannot be told."""
    if standing in _OPEN:
        return None  # a deadline after the promise period
    if standing is not Standing.ONGOING:
        return standing
    return _FROM_VERDICT[assessment.verdict] if assessment else Standing.NOT_ASSESSABLE


_FROM_VERDICT = {verdict: Standing(verdict.value) for verdict in Verdict}


def _parts_of(commitment: Commitment, period: Stretch, span: Stretch, log: Log) -> tuple[TargetProgress, ...]:
    """Every target of the commitment through its changes over the span; targets are matched by their order.

    One that a change adds or takes away is left out where it never was in force.
    """
    changes = sorted(commitment.changes, key=lambda change: change.start)
    starts = [date.min, *(change.start for change in changes)]
    columns = zip_longest(
        *(_tellable(phrases) for phrases in (commitment.targets, *(change.targets for change in changes))),
        fillvalue=(None, None),
    )
    versions = [
        [_Version(*each) for each in zip(starts, [*starts[1:], date.max], *zip(*column, strict=True), strict=True)]
        for column in columns
    ]
    if not versions:
        versions = [[_Version(date.min, date.max, None, None)]]
    found = tuple(_progress_of_target(each, period, span, log) for each in versions)
    return tuple(part for part in found if part.phrase or part.rows) or found[:1]


def _tellable(readings: Iterable[Reading]) -> list[tuple[Reading, Target | None]]:
    """The targets; those with different nouns cannot be counted, since no entry says which one it is for."""
    targets = _numbered_targets(readings)
    return targets if _are_told_apart(targets) else [(reading, _untold(target)) for reading, target in targets]


def _untold(target: Target | None) -> Target | None:
    """A target whose entries cannot be told from those of another one with another unit."""
    return target and target._replace(scope=target.scope or "del av löftet")


def _is_about(assessment: Assessment, commitment: Commitment, span: Stretch, period: Stretch) -> bool:
    """Whether it is about this commitment and this window: the whole period, or one year of it."""
    if commitment.id not in assessment.commitments:
        return False
    concerns = assessment.concerns
    if concerns is None or concerns.holds(period):
        return span == period
    if is_one_window(period):
        return concerns.meets(period)
    is_named_year = concerns == calendar_year(concerns.start.year) and concerns.has(span.last)
    return span != period and (is_named_year or concerns.holds(span))


def _newest(assessments: Sequence[Assessment]) -> Assessment | None:
    """The one of the latest day; of several on that day the last in the order of the files."""
    return max(reversed(assessments), key=lambda each: each.day, default=None)


def promise_progress(dossier: Dossier, day: date, year: Stretch | None = None) -> PromiseProgress:
    """How every commitment of a promise stands on the day, none left out, in the order of the file.

    With `year`, one of `years_of` the promise period, only the windows of that year are judged.
    """
    promise = dossier.promise
    by_commitment: defaultdict[str, list[Activity]] = defaultdict(list)
    known = {each.id for each in promise.commitments}
    logged_years: set[Stretch] = set()
    years = years_of(promise.period)
    for entry in dossier.activities:
        if entry.day <= day:
            ids = known.intersection(entry.commitments)
            for each in ids:
                by_commitment[each].append(entry)
            if ids:
                logged_years.update(each for each in years if each.meets(entry.stretch))
    assessments = [each for each in dossier.assessments if each.day <= day]
    found = tuple(
        _commitment_progress(
            commitment,
            area.name,
            assessments,
            year or promise.period,
            Log(tuple(by_commitment[commitment.id]), day, years, frozenset(logged_years)),
        )
        for area in promise.focus_areas
        for commitment in area.commitments
    )
    return PromiseProgress(dossier, day, year, found)
