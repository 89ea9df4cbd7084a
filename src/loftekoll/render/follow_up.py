"""From how promises stand to the follow-up report: everything that it says is computed once, here (design §8)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from loftekoll.model import FollowUp, FollowUpNotes, Verdict
from loftekoll.municipalities import swedish_order
from loftekoll.period import CalendarError, Stretch, calendar_year, long_date, period_from, years_of
from loftekoll.phrase import Reading
from loftekoll.progress import PromiseProgress
from loftekoll.render.amounts import hours_text
from loftekoll.render.case import Case, Numbered, cases_of, span_of
from loftekoll.render.commitments import (
    changes_text,
    commitment_view,
    differs,
    first_words,
    needs_assessment,
    outcome_text,
    standing_text,
)
from loftekoll.render.comparison import comparison_of
from loftekoll.render.done import month_tables
from loftekoll.render.printable import printable, printable_text
from loftekoll.render.small import hides_standing
from loftekoll.render.stretches import capitalised, ended, listed, stretch_name
from loftekoll.render.summary import summary_of
from loftekoll.render.terms import glossary, method
from loftekoll.render.view import (
    AreaView,
    ChapterView,
    Deviation,
    DocumentView,
    Fact,
    Notes,
    Sections,
    Variant,
)
from loftekoll.render.words import is_past, number_text
from loftekoll.render.work import public_entries, work_of
from loftekoll.tally import Standing


class Chapter(NamedTuple):
    """A promise that a report is about, as it stands over the span that was asked for.

    `commit` names what its files were read from; `previous` is how the promise that it extends stands, if known.
    """

    progress: PromiseProgress
    commit: str = ""
    previous: PromiseProgress | None = None


SECTIONS: dict[Variant, Sections] = {
    Variant.ALL: Sections(missing=False),
    Variant.STEERING: Sections(),
    Variant.RESIDENTS: Sections(
        tables=False, done=False, deviations=False, work=False, comparison=False, missing=False, months=False,
        method=False,
    ),
    Variant.BOARD: Sections(
        details=False, done=False, charts=False, work=False, feedback=False, missing=False, months=False, method=False,
    ),
}  # fmt: skip
"""What each variant leaves out; none leaves out a commitment."""

_AUDIENCES = {
    Variant.ALL: "",
    Variant.RESIDENTS: "för invånare",
    Variant.STEERING: "för styrgruppen",
    Variant.BOARD: "för kommunstyrelsen",
}


def document_view(
    chapters: Sequence[Chapter], *, variant: Variant = Variant.ALL, command: str = "", district: str = ""
) -> DocumentView:
    """The report on one promise, or on several of a police district, as of the day of their progress.

    All chapters are about the same day. Pure: the same chapters give the same view, in whatever order they come.
    """
    ordered = sorted(chapters, key=_place_in_order)
    day = ordered[0].progress.day
    cases = [cases_of(each.progress) for each in ordered]
    views = tuple(
        _chapter(each, found, anchor, variant)
        for each, found, anchor in zip(ordered, cases, _anchors(ordered), strict=True)
    )
    return printable(
        DocumentView(
            title=_title(ordered, district),
            name=views[0].name if len(views) == 1 else district or ", ".join(each.name for each in views),
            day=long_date(day),
            iso_day=str(day),
            command=command,
            variant=variant,
            audience=_AUDIENCES[variant],
            sections=SECTIONS[variant],
            has_several=len(views) > 1,
            facts=_document_facts(ordered, district),
            chapters=views,
            method=_method(long_date(day), [case for found in cases for case in found]),
            glossary=glossary(_standings(views)),
        )
    )


def _place_in_order(chapter: Chapter) -> tuple[str, Stretch, str]:
    dossier = chapter.progress.dossier
    return swedish_order(dossier.promise.municipality.name), span_of(chapter.progress), dossier.name


def _names(progress: PromiseProgress) -> str:
    return listed(each.name for each in progress.dossier.promise.municipalities)


def _title(chapters: Sequence[Chapter], district: str) -> str:
    if len(chapters) == 1:
        progress = chapters[0].progress
        return f"Uppföljning av medborgarlöftet {_names(progress)} {stretch_name(span_of(progress))}"
    spans = {span_of(each.progress) for each in chapters}
    when = f" {stretch_name(next(iter(spans)))}" if len(spans) == 1 else ""
    return f"Uppföljning av medborgarlöften{f' i lokalpolisområde {district}' if district else ''}{when}"


def _anchors(chapters: Sequence[Chapter]) -> list[str]:
    """A name for each chapter that may stand in an address; none is another one with the id of a commitment."""
    found: list[str] = []
    for each in chapters:
        name = f"{each.progress.dossier.promise.municipality.slug}-{stretch_name(span_of(each.progress))}"
        plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        is_mixed = any(f"{plain}-".startswith(f"{other}-") or f"{other}-".startswith(f"{plain}-") for other in found)
        found.append(f"{plain}--nr-{len(found) + 1}" if is_mixed else plain)
    return found


def _document_facts(chapters: Sequence[Chapter], district: str) -> tuple[Fact, ...]:
    return (
        *((Fact("Lokalpolisområde", district),) if district else ()),
        Fact("Kommuner", listed(dict.fromkeys(_names(each.progress) for each in chapters))),
        Fact("Uppgifterna avser läget", long_date(chapters[0].progress.day)),
    )


def _method(day: str, cases: Sequence[Case]) -> tuple[str, ...]:
    return method(
        day,
        has_approximate=any(entry.approximate for case in cases for entry in case.entries),
        has_sensitive=any(case.is_sensitive for case in cases),
    )


def _standings(chapters: Sequence[ChapterView]) -> list[Standing]:
    found = [each for chapter in chapters for each in chapter.commitments]
    words = {each.standing for each in found} | {window.standing for each in found for window in each.windows}
    return [each for each in Standing if each.value in words]


# --- a chapter ----------------------------------------------------------------------------------------------------


def _chapter(chapter: Chapter, found: Sequence[Case], anchor: str, variant: Variant) -> ChapterView:
    progress = chapter.progress
    promise, span = progress.dossier.promise, span_of(progress)
    cases = [
        Numbered(
            case, n, f"{anchor}-{case.found.commitment.id}", first_words(printable_text(case.found.commitment.text))
        )
        for n, case in enumerate(found, start=1)
    ]
    by_id = {each.case.found.commitment.id: commitment_view(each, span) for each in cases}
    areas = tuple(
        AreaView(
            f"{anchor}--omrade-{n}", area.name, area.background or "", tuple(by_id[c.id] for c in area.commitments)
        )
        for n, area in enumerate(promise.focus_areas, start=1)
    )
    notes = _notes(progress, variant)
    is_logged = any(each.case.is_logged for each in cases)
    return ChapterView(
        title=f"{_names(progress)} {stretch_name(span)}",
        anchor=anchor,
        name=progress.dossier.name,
        is_over=is_past(progress),
        is_logged=is_logged,
        facts=_facts(chapter, variant),
        summary=summary_of(progress, cases),
        background=promise.background or "",
        areas=areas,
        deviations=_deviations(cases, span),
        work=work_of(public_entries(progress), has_sensitive=any(each.case.is_sensitive for each in cases)),
        comparison=comparison_of(progress, chapter.previous, cases),
        notes=notes,
        missing=_missing(notes, cases),
        months=month_tables(cases, span, progress.day),
    )


def _facts(chapter: Chapter, variant: Variant) -> tuple[Fact, ...]:
    """The heading; registers, receivers and versions are left out of what residents read."""
    progress = chapter.progress
    promise, span = progress.dossier.promise, span_of(progress)
    origin = promise.origin
    numbers = "; ".join(f"{party}: {number}" for party, number in promise.registry_numbers.items())
    register = [
        Fact("Diarienummer", numbers),
        Fact("Källa", ", ".join(filter(None, (origin.title, origin.publisher, origin.address))) if origin else ""),
        Fact("Uppföljning", _follow_up(promise.follow_up)),
        Fact("Lämnas till", listed(promise.follow_up.receivers)),
        Fact("Kanaler till invånarna", listed(promise.communication)),
    ]
    is_plain = variant is Variant.RESIDENTS
    found = [
        Fact("Kommun", _names(progress)),
        Fact("Lokalpolisområde", promise.police_district or ""),
        Fact("Löftet gäller", f"{long_date(promise.period.start)} till {long_date(promise.period.last)}"),
        Fact("Rapporten gäller", stretch_name(span) if span != promise.period else ""),
        Fact("Undertecknat", long_date(promise.signed) if promise.signed else ""),
        Fact("Parter", listed(promise.parties)),
        Fact("Förlänger", promise.extends or "" if not is_plain else ""),
        *([] if is_plain else register),
        Fact("Uppgifterna avser läget", long_date(progress.day)),
        Fact("Version i git", "" if is_plain else chapter.commit),
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


# --- deviations and notes --------------------------------------------------------------------------------------

_DEVIATING = {Standing.BEHIND, Standing.PARTLY, Standing.NOT_FULFILLED, Standing.WITHDRAWN}


def _deviations(cases: Sequence[Numbered], span: Stretch) -> tuple[Deviation, ...]:
    """Commitments that are behind, not wholly kept, changed or withdrawn, with the reasons that are given."""
    found: list[Deviation] = []
    for each in cases:
        case = each.case
        changes = changes_text(case, span)
        is_lacking = case.standing in _DEVIATING and not hides_standing(case)
        if not (is_lacking or changes or _is_judged_below(case)):
            continue
        text = " ".join(
            map(ended, filter(None, [capitalised(outcome_text(case)), _behind(case), *changes, *_verdict(case)]))
        )
        found.append(Deviation(each.number, case.found.commitment.id, each.anchor, each.name, text))
    return tuple(found)


def _behind(case: Case) -> str:
    """How much more ought to be done by now, where that is a number that may be told."""
    rows = [part.current for part in case.found.parts if part.current and part.standing is Standing.BEHIND]
    told = [row for row in rows if row.counted in {"antal", "timmar"} and row.behind_by and not case.is_sensitive]
    if not told:
        return ""
    most = max(told, key=lambda row: row.behind_by)
    behind = most.behind_by
    if most.counted == "timmar":
        return f"Det borde vara {hours_text(behind)} till vid det här laget"
    return f"Det borde vara {number_text(behind)} {'gjord' if behind == 1 else 'gjorda'} till vid det här laget"


_BELOW = {Verdict.PARTLY, Verdict.NOT_FULFILLED}


def _is_judged_below(case: Case) -> bool:
    """Whether a person says that it was not wholly kept, or says something else than the count."""
    made = case.found.assessment
    return differs(case) or (made is not None and made.verdict in _BELOW)


def _verdict(case: Case) -> tuple[str, ...]:
    """What a person says, where it is not what was counted, and the reason."""
    made = case.found.assessment
    if made is None:
        return ()
    verdict = "" if made.verdict.value == standing_text(case) else f"Bedömt som {made.verdict.value}"
    return verdict, made.reason or ""


def _notes(progress: PromiseProgress, variant: Variant) -> Notes:
    """What is written about the span.

    About one year it is the file named after it, else all of them; what people write when a time is over has no day, so
    a report on an earlier day leaves it out.
    """
    dossier, span = progress.dossier, span_of(progress)
    is_whole = span == dossier.promise.period
    notes: list[FollowUpNotes] = []
    for each in dossier.log:
        if isinstance(each.entry, FollowUpNotes):
            about = _time_of_notes(each.name, dossier.promise.period)
            if progress.day >= about.last and (is_whole or about == span):
                notes.append(each.entry)
    file = f"promises/{dossier.name}/uppfoljning-{span.last.year}.yaml"
    is_for_makers = variant in {Variant.ALL, Variant.STEERING}
    return Notes(
        deviations=tuple(text for each in notes for text in each.deviations),
        lessons=tuple(text for each in notes for text in each.lessons),
        proposals=tuple(text for each in notes for text in each.proposals),
        feedback=tuple(Fact(long_date(one.day), one.to) for each in notes for one in each.feedback),
        missing=f"Ska fyllas i ({file})." if is_for_makers else "Ska fyllas i.",
    )


def _time_of_notes(name: str, period: Stretch) -> Stretch:
    """The time that a file of notes is about: `uppfoljning-2025.yaml` the year of the promise that ends in 2025.

    A name that tells no time is about the whole promise.
    """
    stem = name.removesuffix(".yaml").removesuffix(".yml").removeprefix(_NOTES_PREFIX)
    try:
        named = period_from(stem)
    except CalendarError:
        return period
    if named != calendar_year(named.start.year):
        return named
    return next((year for year in years_of(period) if year.last.year == named.start.year), named)


_NOTES_PREFIX = "uppfoljning-"


def _missing(notes: Notes, cases: Sequence[Numbered]) -> tuple[str, ...]:
    """What is still to be filled in, in the order of the report."""
    lists = (
        ("Lärdomar", notes.lessons),
        ("Förslag till nästa löfte", notes.proposals),
        ("Återkoppling", notes.feedback),
    )
    assess = [f"Bedömning av löfte {each.number}: {each.name}" for each in cases if needs_assessment(each.case)]
    return (*assess, *(name for name, texts in lists if not texts))
