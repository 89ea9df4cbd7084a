"""`loftekoll bedöm`: a person's verdict on a commitment."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from loftekoll.cli.console import ask, choose, is_terminal, note
from loftekoll.cli.options import Katalog, Period, today
from loftekoll.errors import LoftekollError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from loftekoll.cli.promises import Chosen
    from loftekoll.model import Assessment, Dossier, Verdict

_USAGE = "loftekoll bedöm KOMMUN LÖFTE BEDÖMNING"


def bedöm(  # noqa: PLC2401 - the name of the command
    kommun: Annotated[str | None, typer.Argument(metavar="KOMMUN", help="Namn eller kod.")] = None,
    commitment: Annotated[str | None, typer.Argument(metavar="LÖFTE", help="Löftets id.")] = None,
    verdict: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="BEDÖMNING",
            help="uppfyllt, delvis uppfyllt, ej uppfyllt eller kan inte bedömas; första ordet räcker.",
        ),
    ] = None,
    concerns: Annotated[
        str | None, typer.Option("--avser", metavar="ÅR", help="Året som bedöms, eller hela (hela löftets tid).")
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option("--motivering", metavar="TEXT", help="Skälet; krävs om löftet inte är uppfyllt."),
    ] = None,
    datum: Annotated[
        str | None, typer.Option("--datum", metavar="DATUM", help="Dagen då bedömningen gjordes; annars idag.")
    ] = None,
    is_trial: Annotated[bool, typer.Option("--torrkör", help="Visa vad som skulle sparas, och spara inget.")] = False,
    period: Period = None,
    katalog: Katalog = None,
) -> None:
    """Bedöm om ett löfte hölls.

    Skriver en ny fil i löftets logg och visar bedömningen bredvid det som har räknats. Den senaste bedömningen gäller.
    """
    from loftekoll.cli.asking import asked_municipality
    from loftekoll.cli.assessing import checked_assessment, concerns_named, is_whole, refuse_same_day, verdict_named
    from loftekoll.cli.entry import known_ids, past_stretch, refuse_certain_personal_data
    from loftekoll.cli.promises import promise_of, tell_faults, workspace_of

    workspace, now = workspace_of(katalog), today()
    typed = verdict_named(" ".join(verdict)) if verdict else None
    if datum is not None:
        past_stretch(datum, now)
    refuse_certain_personal_data({"motivering": reason or ""})
    municipality = asked_municipality(workspace, kommun, _USAGE)
    if period is None and (concerns is None or is_whole(concerns)):
        period = _period_meant(workspace, municipality, now, is_of_year=concerns is None)
    chosen = promise_of(workspace, municipality, period=period, day=now, year=_year_in(concerns))
    dossier = chosen.dossier
    if chosen.is_one_of_several and concerns is None:
        note(f"Bedömer {dossier.name}; välj ett annat med --period eller --avser.")
    (name,) = known_ids([commitment or _asked_commitment(dossier, now)], dossier)
    said = typed or _asked_verdict()
    given: dict[str, Any] = {
        "datum": datum or str(now), "löfte": [name], "bedömning": said.value,
        "avser": concerns_named(_asked_span(dossier, now) if concerns is None else concerns, dossier),
        "motivering": _asked_reason(said) if reason is None else reason,
    }  # fmt: skip
    entry = checked_assessment(given, dossier, now)
    refuse_same_day(entry, dossier)
    _save(entry, chosen, now, is_trial=is_trial)
    tell_faults(chosen.loaded)


def _year_in(concerns: str | None) -> int | None:
    """The year that was typed, which also says which of several promises is meant."""
    word = (concerns or "").strip()
    return int(word) if word.isascii() and word.isdecimal() and len(word) == 4 else None


def _period_meant(workspace: "Path", kommun: str, now: "date", *, is_of_year: bool) -> str | None:
    """The promise that is assessed while one runs and an older one is over, by its file: a person has to say which.

    `None` when there is no such choice, or a year of the one that runs is over, which then is what may be meant. What
    is meant in February is seldom the year that has just begun.
    """
    from loftekoll.cli.assessing import spans_of
    from loftekoll.cli.promises import candidates_of, municipality_named, promise_among
    from loftekoll.period import short_label

    municipality = municipality_named(kommun)
    every = candidates_of(workspace, municipality)
    periods = {each.files.path.stem: each.dossier.promise.period for each in every if each.dossier}
    running = promise_among(every, municipality, day=now).files.path.stem
    over = [name for name, stretch in periods.items() if stretch.stop <= now]
    is_begun = is_of_year and any(span.stop <= now for span in spans_of(periods[running]))
    if running in over or not over or is_begun:
        return None
    last = max(over, key=lambda name: periods[name])
    if is_terminal(sys.stdin):
        return choose("Vilket löfte bedöms?", [*over, running], [*(["avslutat"] * len(over)), "pågår"], last)
    year = periods[last].last.year
    is_that = promise_among(every, municipality, day=now, year=year).files.path.stem == last
    raise LoftekollError(
        f"löftet för {short_label(periods[running])} pågår, och det finns ett äldre",
        f"skriv vilket som bedöms, till exempel {f'--avser {year}' if is_that else f'--period {last}'}",
    )


def _save(entry: "Assessment", chosen: "Chosen", now: "date", *, is_trial: bool) -> None:
    """Write the assessment, unless it is a trial, and tell what it stands beside."""
    from loftekoll.cli.assessing import assessment_told, fields_of_assessment
    from loftekoll.cli.console import write_wrapped
    from loftekoll.cli.entries import content_lines
    from loftekoll.store.append import append_entry, entry_text
    from loftekoll.store.workspace import shown

    folder, name = chosen.loaded.files.folder, entry.commitments[0]
    fields = fields_of_assessment(entry, chosen.dossier)
    if is_trial:
        typer.echo(f"Skulle spara {shown(folder)}/{entry.day}-{name}-XXXXXX.yaml:")
        for line in content_lines(entry_text(fields)):
            typer.echo(line)
    else:
        path = append_entry(folder, entry.day, name, fields)
        typer.echo(f"Sparat i {shown(path)}")
    for line in (*assessment_told(entry, chosen.dossier, now), *_replaced(entry, chosen.dossier)):
        write_wrapped(line)
    if is_trial:
        typer.echo("Inget är sparat.")
        return
    from loftekoll.cli.sharing import sharing

    for line in sharing([(path, None)], f"Bedöm {name}", [entry.reason]):
        typer.echo(line)


def _replaced(entry: "Assessment", dossier: "Dossier") -> list[str]:
    """Whether an earlier verdict gives way, or a later one still holds."""
    from loftekoll.cli.assessing import earlier_of
    from loftekoll.period import long_date

    others = earlier_of(entry, dossier)
    if not others:
        return []
    last = max(others, key=lambda each: each.day)
    said = f"bedömningen från {long_date(last.day)}, {last.verdict.value}"
    return [f"Ersätter {said}" if last.day < entry.day else f"Men {said}, är nyare och gäller"]


# --- asking -------------------------------------------------------------------------------------------------------


def _asked_commitment(dossier: "Dossier", now: "date") -> str:
    """The commitment that a person at a terminal chooses, seeing how each stands."""
    from loftekoll.cli.asking import refuse_to_ask
    from loftekoll.cli.entry import standing_facts

    refuse_to_ask("löfte", f"skriv vilket: {_USAGE}")
    return choose("Vilket löfte?", *standing_facts(dossier, now))


def _asked_verdict() -> "Verdict":
    from loftekoll.cli.asking import refuse_to_ask
    from loftekoll.cli.assessing import verdict_named
    from loftekoll.model import Verdict

    refuse_to_ask("bedömning", f"skriv den: {_USAGE}")
    names = [each.value for each in Verdict]
    return Verdict(choose("Hur gick det?", names, read=lambda answer: verdict_named(answer).value))


def _asked_span(dossier: "Dossier", now: "date") -> str:
    """The year that a person at a terminal chooses, the last one that is over unless another is; of one year that."""
    from loftekoll.cli.asking import refuse_to_ask
    from loftekoll.cli.assessing import WHOLE, concerns_named, spans_of
    from loftekoll.cli.entries import span_name

    spans = spans_of(dossier.promise.period)
    if not spans:
        return WHOLE
    names = [*map(span_name, spans)]
    refuse_to_ask("--avser", f"skriv året som bedöms: --avser {names[0]}, eller --avser hela")
    over = [span for span in spans if span.stop <= now]
    question = f"Vilket år bedöms, {_range(names)}? Eller hela perioden"
    default = span_name(over[-1]) if over else WHOLE
    return ask(question, default, check=lambda answer: concerns_named(answer, dossier))


def _range(names: list[str]) -> str:
    return " eller ".join(names) if len(names) < 3 else f"{names[0]} till {names[-1]}"


def _asked_reason(said: "Verdict") -> str | None:
    """The reason that a person at a terminal gives; only a fulfilled commitment needs none."""
    from loftekoll.cli.entry import refuse_certain_personal_data
    from loftekoll.model import Verdict

    if not is_terminal(sys.stdin):
        return None
    check = lambda answer: refuse_certain_personal_data({"motivering": answer})  # noqa: E731
    if said is Verdict.FULFILLED:
        return ask("Motivering (Enter hoppar över)", "", check=check) or None
    note("Skälet läses av dem som får uppföljningen; skriv roller, inte namn.")
    return ask("Motivering", check=check)
