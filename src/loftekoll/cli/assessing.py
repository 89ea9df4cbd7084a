"""From what a person says of a commitment to an assessment that may be written, beside what was counted."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from loftekoll.changes import mark_of
from loftekoll.cli.console import quoted
from loftekoll.cli.entries import span_name
from loftekoll.cli.entry import past_stretch, refuse_blank, refuse_personal_data
from loftekoll.errors import LoftekollError
from loftekoll.model import Activity, Assessment, Dossier, Verdict
from loftekoll.municipalities import fold
from loftekoll.period import CalendarError, Stretch, calendar_year, long_date, short_label, stretch_from, years_of
from loftekoll.progress import CommitmentProgress, promise_progress
from loftekoll.render.words import amount_text, entries_text
from loftekoll.store.faults import findings_of
from loftekoll.tally import Standing

WHOLE = "hela perioden"
_WHOLE_WORDS = {"hela", "hela perioden", "hela tiden", "hela loftet"}
_DASHES = re.compile(r"\s*[-–—]\s*")


def verdict_named(typed: str) -> Verdict:
    """The verdict that was typed, or its first letters; `LoftekollError` with the nearest when there is none."""
    word = " ".join(fold(typed).split())
    by_fold = {fold(each.value): each for each in Verdict}
    begun = [by_fold[name] for name in by_fold if word and name.startswith(word)]
    if len(begun) == 1:
        return begun[0]
    from difflib import get_close_matches

    near = get_close_matches(word.replace("inte uppfyllt", "ej uppfyllt"), by_fold, n=1, cutoff=0.6)
    hint = (
        f"menade du {quoted(by_fold[near[0]].value)}?" if near else f"skriv {', '.join(each.value for each in Verdict)}"
    )
    raise LoftekollError(f"{quoted(typed)} är ingen bedömning", hint)


def spans_of(period: Stretch) -> tuple[Stretch, ...]:
    """The years that can be assessed one by one; none when the promise is one window."""
    years = years_of(period)
    return years if len(years) > 1 else ()


def is_whole(typed: str) -> bool:
    """Whether `--avser` says the whole period, of whichever promise."""
    return " ".join(fold(typed).split()) in _WHOLE_WORDS


def concerns_named(typed: str, dossier: Dossier) -> int | str | None:
    """What `avser` says in the file for what was typed: a year, or the whole period, which a short promise leaves out.

    Raises `LoftekollError` when the promise has no such year.
    """
    period = dossier.promise.period
    word = " ".join(fold(typed).split())
    spans = spans_of(period)
    if is_whole(typed) or _DASHES.sub("–", word) == short_label(period):
        return WHOLE if spans else None
    for span in spans:
        if _DASHES.sub("–", word) in {span_name(span), str(span.last.year)} or _stretch_of(word) == span:
            return span.last.year
    if not spans and word in {str(period.start.year), str(period.last.year)}:
        return int(word)
    message = f"--avser: {quoted(typed)} är inget år i {dossier.name}, som gäller {short_label(period)}"
    raise LoftekollError(message, f"skriv {', '.join([*map(span_name, spans), 'hela'])}")


def _stretch_of(word: str) -> Stretch | None:
    try:
        return stretch_from(word)
    except CalendarError:
        return None


def checked_assessment(given: Mapping[str, Any], dossier: Dossier, today: date) -> Assessment:
    """The assessment, when it is well-formed, made by now, and not before the time that it is about.

    `given` has the keys of the file; `avser` as the file has it, `datum` as it was typed.
    """
    fields = {key: value for key, value in given.items() if value not in (None, [])}
    refuse_blank({key: fields[key] for key in ("motivering",) if key in fields}, "skriv skälet, eller utelämna flaggan")
    refuse_personal_data({key: str(fields[key]) for key in ("motivering",) if key in fields})
    made = past_stretch(str(fields["datum"]), today)
    if made.days != 1:
        raise LoftekollError("en bedömning görs en dag", "skriv dagen med --datum, till exempel 2026-01-15")
    fields["datum"] = str(made.start)
    if fields["bedömning"] != Verdict.FULFILLED and "motivering" not in fields:
        message = f"bedömningen «{fields['bedömning']}» behöver en motivering"
        raise LoftekollError(message, 'skriv skälet: --motivering "…"')
    try:
        entry = Assessment.model_validate(fields)
    except ValidationError as error:
        first = findings_of(error, Assessment, fields)[0]
        raise LoftekollError(f"--{first.path[0]}: {first.message}", first.hint) from error
    start = (span_of(entry, dossier) or dossier.promise.period).start
    if entry.day < start:
        hint = "rätta --datum eller --avser"
        raise LoftekollError(f"det som bedöms börjar först {long_date(start)}", hint)
    return entry


def span_of(entry: Assessment, dossier: Dossier) -> Stretch | None:
    """The year that the assessment is about; `None` for the whole period."""
    concerns = entry.concerns
    if concerns is None:
        return None
    spans = spans_of(dossier.promise.period)
    named = (each for each in spans if concerns == calendar_year(concerns.start.year) and concerns.has(each.last))
    return next(named, None) or next((each for each in spans if concerns.holds(each)), None)


def fields_of_assessment(entry: Assessment, dossier: Dossier) -> dict[str, Any]:
    """The assessment with the keys and the order of a log file."""
    span = span_of(entry, dossier)
    concerns = span.last.year if span else WHOLE if spans_of(dossier.promise.period) else None
    if entry.concerns is not None and span is None:
        concerns = entry.concerns.start.year
    return {
        "datum": entry.day,
        "löfte": entry.commitments,
        "bedömning": entry.verdict.value,
        "avser": concerns,
        "motivering": entry.reason,
    }


# --- beside what was counted --------------------------------------------------------------------------------------


def earlier_of(entry: Assessment, dossier: Dossier) -> list[Assessment]:
    """The assessments of the log that are about one of the same commitments and the same time."""
    span = span_of(entry, dossier)
    return [
        each
        for each in dossier.assessments
        if set(each.commitments).intersection(entry.commitments) and span_of(each, dossier) == span
    ]


def refuse_same_day(entry: Assessment, dossier: Dossier) -> None:
    """Refuse a second verdict of one day for the same time: which of the two holds would be left to chance."""
    same = [each for each in earlier_of(entry, dossier) if each.day == entry.day]
    if same:
        name = next(each.name for each in dossier.log if each.entry in same)
        change = f"loftekoll ändra {dossier.promise.municipality.slug} {mark_of(name) or name}"
        message = f"löftet «{same[0].commitments[0]}» är redan bedömt den dagen, för samma tid"
        raise LoftekollError(message, f"ändra den bedömningen i stället: {change}")


def assessment_told(entry: Assessment, dossier: Dossier, today: date) -> Iterator[str]:
    """The verdict beside what was counted, a line for each commitment; both, when they say different things."""
    span = span_of(entry, dossier)
    counted = dossier._replace(log=tuple(each for each in dossier.log if isinstance(each.entry, Activity)))
    label = f" {span_name(span)}" if spans_of(dossier.promise.period) else ""
    is_over = today >= (span or dossier.promise.period).stop
    for found in promise_progress(counted, today, span).commitments:
        if found.commitment.id in entry.commitments:
            said = f"{found.commitment.id}{label}: bedömt {entry.verdict.value}"
            yield f"{said}, {_counted(found, entry, today, is_over=is_over)}"


def _counted(found: CommitmentProgress, entry: Assessment, today: date, *, is_over: bool) -> str:
    standing = found.outcome or found.standing
    if standing in {Standing.ONGOING, Standing.NOT_ASSESSABLE}:
        return f"och det är utfallet, för målet räknas inte ({entries_text(found.entries)})"
    amount = amount_text(found.main, found, is_past=is_over)
    if found.outcome is None:
        return f"medan läget {long_date(today)} är {standing.value} ({amount}); tiden är inte slut"
    if standing.value == entry.verdict.value:
        return f"som det räknade utfallet ({amount})"
    return f"men det räknade utfallet är {standing.value} ({amount}); båda visas i uppföljningen"
