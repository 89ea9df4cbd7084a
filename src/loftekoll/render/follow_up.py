"""From how a promise stands to the follow-up report: everything that it says is computed once, here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from loftekoll.model import Activity, Assessment, Commitment, Dossier, FollowUp, FollowUpNotes
from loftekoll.period import MONTHS, Stretch, long_date, month_stretch
from loftekoll.phrase import Reading
from loftekoll.phrase.numerals import in_words
from loftekoll.progress import CommitmentProgress, PromiseProgress, TargetProgress
from loftekoll.render.stretches import listed, stretch_name
from loftekoll.render.view import (
    AreaView,
    CommitmentView,
    DoneView,
    Fact,
    Notes,
    ReportView,
    WindowView,
    Work,
    YearTable,
)
from loftekoll.render.words import (
    SIGNS,
    amount_text,
    done_text,
    entries_text,
    is_past,
    number_text,
    row_remarks,
    shown_standing,
    window_name,
)
from loftekoll.tally import Row, Standing
from loftekoll.windows import Number


def report_view(progress: PromiseProgress, commit: str = "") -> ReportView:
    """The report of a promise, for the year or the whole period that the progress is about."""
    dossier, day = progress.dossier, progress.day
    promise = dossier.promise
    span = progress.year or promise.period
    entries = [entry for entry in dossier.counted if entry.day <= day and span.meets(entry.stretch)]
    is_over = is_past(progress)
    names = listed(each.name for each in promise.municipalities)
    return ReportView(
        title=f"Uppföljning av medborgarlöftet {names} {stretch_name(span)}",
        name=dossier.name,
        day=long_date(day),
        is_over=is_over,
        facts=_facts(progress, span, commit),
        background=promise.background or "",
        summary=_summary(progress, entries, is_over=is_over),
        areas=_areas(progress, entries, is_over=is_over),
        deviations=_deviations(progress, is_over=is_over),
        work=_work(entries),
        notes=_notes(dossier, span, day),
        years=_year_tables(progress, entries, span),
        glossary=_glossary(progress, is_over=is_over),
    )


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- heading and summary ------------------------------------------------------------------------------------------


def _facts(progress: PromiseProgress, span: Stretch, commit: str) -> tuple[Fact, ...]:
    promise = progress.dossier.promise
    origin = promise.origin
    found = [
        Fact("Kommun", listed(each.name for each in promise.municipalities)),
        Fact("Lokalpolisområde", promise.police_district or ""),
        Fact("Löftet gäller", f"{long_date(promise.period.start)} till {long_date(promise.period.last)}"),
        Fact("Rapporten gäller", stretch_name(span) if span != promise.period else ""),
        Fact("Undertecknat", long_date(promise.signed) if promise.signed else ""),
        Fact("Parter", listed(promise.parties)),
        Fact("Förlänger", promise.extends or ""),
        Fact("Diarienummer", "; ".join(f"{party}: {number}" for party, number in promise.registry_numbers.items())),
        Fact("Källa", ", ".join(filter(None, (origin.title, origin.publisher, origin.address))) if origin else ""),
        Fact("Uppföljning", _follow_up(promise.follow_up)),
        Fact("Lämnas till", listed(promise.follow_up.receivers) if promise.follow_up.receivers else ""),
        Fact("Kanaler till invånarna", listed(promise.communication)),
        Fact("Uppgifterna avser läget", long_date(progress.day)),
        Fact("Version i git", commit),
    ]
    return tuple(fact for fact in found if fact.text)


def _follow_up(agreed: FollowUp) -> str:
    pieces: list[str] = []
    if agreed.written:
        pieces.append(f"skriftligt {agreed.written.phrase}")
    if isinstance(agreed.reconciliation, Reading):
        pieces.append(f"avstämning {agreed.reconciliation.phrase}")
    elif agreed.reconciliation:
        pieces.append(f"avstämning {listed(long_date(day) for day in agreed.reconciliation)}")
    return "; ".join(pieces)


def _summary(progress: PromiseProgress, entries: Sequence[Activity], *, is_over: bool) -> tuple[str, ...]:
    """At most five lines of words; never a score."""
    areas = progress.dossier.promise.focus_areas
    promised = _counted(len(progress.commitments), "ett löfte", "löften")
    lines = [f"Medborgarlöftet har {promised} i {_counted(len(areas), 'ett fokusområde', 'fokusområden')}."]
    if not entries:
        lines.append("Inget är loggat för den här tiden. Det går därför inte att säga vad som har gjorts.")
    else:
        lines += [f"{_how_it_went(progress, is_over=is_over)}.", _logged(entries)]
    if assessed := sum(1 for each in progress.commitments if each.assessment):
        lines.append(f"{_capitalised(_counted(assessed, 'ett löfte', 'löften'))} har bedömts av en person.")
    if differing := [each.commitment.id for each in progress.commitments if _differs(each, is_over=is_over)]:
        lines.append(f"Bedömningen är en annan än uträkningen för {listed(differing)}.")
    return tuple(lines)


def _how_it_went(progress: PromiseProgress, *, is_over: bool) -> str:
    """`Så gick det: uppfyllt 7, delvis uppfyllt 3 och avfört 1`; the words are those of the tables and the glossary."""
    counts = Counter(shown_standing(each, is_past=is_over) for each in progress.commitments)
    named = listed(f"{each.value} {counts[each]}" for each in Standing if counts[each])
    return f"{'Så gick det' if is_over else 'Så går det'}: {named}"


def _logged(entries: Sequence[Activity]) -> str:
    latest = long_date(max(entry.day for entry in entries))
    if len(entries) == 1:
        return f"En post är loggad, {latest}."
    return f"{_capitalised(_counted(len(entries), 'en post', 'poster'))} är loggade, den senaste {latest}."


def _counted(number: int, one: str, many: str) -> str:
    return one if number == 1 else f"{in_words(number)} {many}"


# --- commitments --------------------------------------------------------------------------------------------------


def _areas(progress: PromiseProgress, entries: Sequence[Activity], *, is_over: bool) -> tuple[AreaView, ...]:
    by_id = {each.commitment.id: each for each in progress.commitments}
    return tuple(
        AreaView(
            area.name,
            area.background or "",
            tuple(_commitment(by_id[each.id], entries, is_over=is_over) for each in area.commitments),
        )
        for area in progress.dossier.promise.focus_areas
    )


def _commitment(found: CommitmentProgress, entries: Sequence[Activity], *, is_over: bool) -> CommitmentView:
    commitment = found.commitment
    standing = shown_standing(found, is_past=is_over)
    own = [entry for entry in entries if commitment.id in entry.commitments]
    return CommitmentView(
        id=commitment.id,
        text=commitment.text,
        responsible=listed(commitment.responsible),
        partners=listed(commitment.partners),
        audience=listed(commitment.audience),
        target="; ".join(part.phrase for part in found.parts if part.phrase) or "inget mål som går att räkna",
        outcome=_outcome(found, standing, is_over=is_over),
        sign=SIGNS[standing].sign,
        standing=standing.value,
        assessment=_assessments(found),
        needs_assessment=is_over and found.assessment is None and standing is Standing.NOT_ASSESSABLE,
        differs=_differs(found, is_over=is_over),
        windows=tuple(_window(part, row, found) for part in found.parts for row in part.rows),
        done=_done(own),
        changes=_changes(commitment),
    )


def _outcome(found: CommitmentProgress, standing: Standing, *, is_over: bool) -> str:
    """What it came to in words: `5 av minst 4, uppfyllt`."""
    if standing is Standing.NOTHING_LOGGED:
        return standing.value
    amounts = [amount_text(part, found, is_past=is_over) for part in found.parts]
    return ", ".join([*dict.fromkeys(amounts), standing.value])


def _assessments(found: CommitmentProgress) -> str:
    """The verdict on the time of the report, and before it those on single years of it."""
    others = [each for each in found.assessments if each is not found.assessment and each.concerns]
    texts = [f"{stretch_name(each.concerns)}: {_assessment(each)}" for each in others if each.concerns]
    return " ".join(filter(None, [*texts, _assessment(found.assessment)]))


def _assessment(found: Assessment | None) -> str:
    if found is None:
        return ""
    reason = f". {found.reason}" if found.reason else ""
    return f"{_capitalised(found.verdict.value)} ({long_date(found.day)}){reason}"


def _differs(found: CommitmentProgress, *, is_over: bool) -> bool:
    """Whether a person's verdict is another one than what was counted."""
    standing = shown_standing(found, is_past=is_over)
    if found.assessment is None or not is_over or standing in {Standing.NOTHING_LOGGED, Standing.WITHDRAWN}:
        return False
    return found.assessment.verdict.value != standing.value


def _window(part: TargetProgress, row: Row, found: CommitmentProgress) -> WindowView:
    name = window_name(row) if len(found.parts) == 1 else f"{part.phrase}, {window_name(row)}"
    return WindowView(name, done_text(row), row.standing.value, "; ".join(row_remarks(row)))


def _done(entries: Sequence[Activity]) -> tuple[DoneView, ...]:
    """What was done month by month, with places and parties."""
    months: defaultdict[tuple[int, int], list[Activity]] = defaultdict(list)
    for entry in entries:
        months[entry.day.year, entry.day.month].append(entry)
    return tuple(
        DoneView(
            month=f"{MONTHS[month - 1]} {year}",
            amount=_sum_text(members),
            places=", ".join(dict.fromkeys(each.place for each in members if each.place)),
            parties=listed(dict.fromkeys(party for each in members for party in each.parties)),
        )
        for (year, month), members in sorted(months.items())
    )


def _sum_text(entries: Sequence[Activity]) -> str:
    hours = sum((entry.hours or Fraction(0) for entry in entries), start=Fraction(0))
    approximately = "cirka " if any(entry.approximate for entry in entries) else ""
    text = f"{approximately}{number_text(sum(entry.count for entry in entries))}"
    return f"{text} ({_hours(hours)})" if hours else text


def _hours(hours: Number) -> str:
    return f"{number_text(hours)} {'timme' if hours == 1 else 'timmar'}"


def _changes(commitment: Commitment) -> tuple[str, ...]:
    changes: list[str] = []
    before = _phrases(commitment.targets)
    for each in commitment.changes:
        after = _phrases(each.targets)
        changes.append(f"Målet ändrades {long_date(each.start)} från {before} till {after}. Skäl: {each.reason}")
        before = after
    if withdrawn := commitment.withdrawn:
        decision = f" Beslut: {withdrawn.decision}" if withdrawn.decision else ""
        changes.append(f"Löftet avfördes {long_date(withdrawn.day)}. Skäl: {withdrawn.reason}{decision}")
    return tuple(changes)


def _phrases(readings: Sequence[Reading]) -> str:
    return listed(f"«{each.phrase}»" for each in readings) if readings else "inget mål"


# --- deviations, work, notes --------------------------------------------------------------------------------------

_DEVIATING = {Standing.BEHIND, Standing.PARTLY, Standing.NOT_FULFILLED, Standing.WITHDRAWN}


def _deviations(progress: PromiseProgress, *, is_over: bool) -> tuple[Fact, ...]:
    """Commitments that are behind, not wholly kept, changed or withdrawn, with the reasons that are given."""
    found: list[Fact] = []
    for each in progress.commitments:
        standing = shown_standing(each, is_past=is_over)
        changes = _changes(each.commitment)
        if standing not in _DEVIATING and not changes:
            continue
        reason = each.assessment.reason if each.assessment and each.assessment.reason else ""
        pieces = [
            _capitalised(_outcome(each, standing, is_over=is_over)),
            *(text.rstrip(".") for text in changes),
            reason.rstrip("."),
        ]
        found.append(Fact(each.commitment.id, ". ".join(filter(None, pieces)) + "."))
    return tuple(found)


def _work(entries: Sequence[Activity]) -> Work:
    by_party: defaultdict[str, list[Activity]] = defaultdict(list)
    for entry in entries:
        for party in entry.parties or ("part inte angiven",):
            by_party[party].append(entry)
    rows = tuple(
        (party, number_text(len(members)), number_text(_hours_in(members)))
        for party, members in sorted(by_party.items(), key=lambda pair: pair[0].lower())
    )
    joint = sum(1 for entry in entries if len(entry.parties) > 1)
    without_source = sum(1 for entry in entries if not entry.source)
    hours = _hours_in(entries)
    return Work(
        entries=entries_text(len(entries)),
        hours=_hours(hours) if hours else "",
        by_party=rows,
        joint=f"{number_text(joint)} av {entries_text(len(entries))}",
        without_source=f"{number_text(without_source)} av {entries_text(len(entries))}",
    )


def _hours_in(entries: Iterable[Activity]) -> Number:
    return sum((entry.hours or Fraction(0) for entry in entries), start=Fraction(0))


def _notes(dossier: Dossier, span: Stretch, day: date) -> Notes:
    """What is written about the span.

    About one year it is the files named after it, else all of them; what people write when it is over has no day, so a
    report on an earlier day leaves it out.
    """
    written = [each for each in dossier.log if isinstance(each.entry, FollowUpNotes)]
    if span != dossier.promise.period:
        written = [each for each in written if str(span.last.year) in each.name]
    notes = [each.entry for each in written if isinstance(each.entry, FollowUpNotes) and day >= span.last]
    return Notes(
        deviations=tuple(text for each in notes for text in each.deviations),
        lessons=tuple(text for each in notes for text in each.lessons),
        proposals=tuple(text for each in notes for text in each.proposals),
        feedback=tuple(Fact(long_date(one.day), one.to) for each in notes for one in each.feedback),
        missing_file=f"promises/{dossier.name}/uppfoljning-{span.last.year}.yaml",
    )


# --- appendix -----------------------------------------------------------------------------------------------------


def _year_tables(progress: PromiseProgress, entries: Sequence[Activity], span: Stretch) -> tuple[YearTable, ...]:
    ids = [each.commitment.id for each in progress.commitments]
    sums: Counter[tuple[str, int, int]] = Counter()
    for entry in entries:
        for each in entry.commitments:
            sums[each, entry.day.year, entry.day.month] += entry.count
    last = min(span.last, progress.day)
    tables: list[YearTable] = []
    for year in range(span.start.year, last.year + 1):
        months = [m for m in range(1, 13) if span.meets(_month(year, m)) and date(year, m, 1) <= last]
        rows = tuple(
            (
                each,
                tuple(number_text(sums[each, year, month]) if sums[each, year, month] else "–" for month in months),
                number_text(sum(sums[each, year, month] for month in months)),
            )
            for each in ids
        )
        if months:
            tables.append(YearTable(year, tuple(MONTHS[month - 1][:3] for month in months), rows))
    return tuple(tables)


def _month(year: int, month: int) -> Stretch:
    return month_stretch(year, month, month)


_MEANINGS = {
    Standing.FULFILLED: "målet är nått",
    Standing.ON_TRACK: "så mycket är gjort som borde vara gjort vid det här laget, om arbetet sprids jämnt över tiden",
    Standing.BEHIND: "mindre är gjort än vad som borde vara gjort vid det här laget",
    Standing.PARTLY: "något är gjort, men målet nåddes inte",
    Standing.NOT_FULFILLED: "inget blev gjort i tid, eller en gräns överskreds",
    Standing.NOT_BEGUN: "tiden för målet har inte börjat",
    Standing.ONGOING: "arbete utan tal att räkna mot; vad det blev bedöms av en person",
    Standing.NOTHING_LOGGED: "ingen har loggat något alls under tiden, så det går inte att säga hur det gick",
    Standing.NOT_ASSESSABLE: "uppgifterna räcker inte för att säga hur det gick",
    Standing.WITHDRAWN: "parterna har dragit tillbaka löftet",
}


def _glossary(progress: PromiseProgress, *, is_over: bool) -> tuple[Fact, ...]:
    """The standing words that the report uses, and the terms of the field."""
    used = {shown_standing(each, is_past=is_over) for each in progress.commitments}
    used |= {row.standing for each in progress.commitments for part in each.parts for row in part.rows}
    terms = [
        Fact(
            "medborgarlöfte", "det som polis och kommun tillsammans lovar invånarna; det går inte att kräva i domstol"
        ),
        Fact("löfte", "en rad i medborgarlöftet som kan hållas eller brytas"),
        Fact("bedömning", "vad en person har kommit fram till om ett löfte, med skäl"),
    ]
    return (*terms, *(Fact(each.value, _MEANINGS[each]) for each in Standing if each in used))
