"""Making a report: which promises it is about, what they say together, and the bytes of a form."""

import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import typer

from loftekoll.cli.console import is_terminal, note, quoted
from loftekoll.cli.promises import (
    Chosen,
    is_asked_for,
    municipality_named,
    promise_of,
    refuse_faults,
    some_of,
    tell_broken,
    year_named,
)
from loftekoll.cli.report_request import LONGEST, ReportRequest, command_text, version_of, version_text
from loftekoll.errors import LoftekollError
from loftekoll.municipalities import fold, swedish_order
from loftekoll.period import CalendarError, period_from, years_of
from loftekoll.progress import PromiseProgress, promise_progress
from loftekoll.render.follow_up import Chapter, document_view
from loftekoll.render.view import DocumentView
from loftekoll.store.git import last_commit
from loftekoll.store.output import write_output
from loftekoll.store.read import Loaded, load, load_promise, with_log
from loftekoll.store.templates import template_source
from loftekoll.store.workspace import ENDINGS, FOLDER, find_given, find_promises, shown

BINARY = {"docx": "Word", "pdf": "PDF"}
"""Forms that are no text, and what people call them."""
_BY_ENDING = {
    ".md": "md", ".markdown": "md", ".txt": "md", "": "md",
    ".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip


# --- forms --------------------------------------------------------------------------------------------------------


def form_for(out: Path | None, form: str | None, template: str = "") -> str:
    """The form that is asked for, else the one that the file's name or the template's is for, else Markdown.

    Raises `LoftekollError` when two of them contradict each other, or when the ending says nothing.
    """
    own = form_of_template(template)
    is_silent = out is None or not out.suffix
    found = _form_asked(out, form or own if is_silent else form)
    if own and found != own:
        asked = f"--format {form}" if form else f"--ut {quoted(out.name if out else '')}"
        hint = f"mallen gör {own}: ta bort --mall, eller välj en mall för {found}"
        raise LoftekollError(f"--mall {quoted(template)} och {asked} går inte ihop", hint)
    return found


def form_of_template(template: str) -> str:
    """The form that the template's name says that it is for; empty when it says nothing."""
    endings = {".md.j2": "md", ".html.j2": "html", ".typ": "pdf"}
    return next((form for ending, form in endings.items() if template.lower().endswith(ending)), "")


def _form_asked(out: Path | None, form: str | None) -> str:
    """The form of an option, else of the file's name, else Markdown."""
    if out is None:
        return form or "md"
    ending = out.suffix.lower()
    meant = _BY_ENDING.get(ending)
    if ending in ENDINGS:
        raise LoftekollError(
            f"{quoted(out.name)} är ett namn på ett löfte", "låt namnet sluta på .md, .html, .docx eller .pdf"
        )
    if form is None and meant is None:
        raise LoftekollError(f"{quoted(ending)} säger inte vilken form filen ska ha", "välj form med --format")
    if form is None:
        return meant or "md"
    if ending and meant not in {form, None}:
        hint = f"ta bort --format, eller låt filens namn sluta på .{form}"
        raise LoftekollError(f"--format {form} och --ut {quoted(out.name)} går inte ihop", hint)
    return form


def document_bytes(document: DocumentView, form: str, workspace: Path, template: str) -> bytes:
    """The document in a form; `LoftekollError` when a template is wrong, or what the form needs is not installed."""
    source = template_source(workspace)
    named = (template,) if template else ()
    match form:
        case "docx":
            from loftekoll.render.word import as_word

            return as_word(document)
        case "pdf":
            from loftekoll.render.pdf import as_pdf

            return as_pdf(document, source, *named)
        case "html":
            from loftekoll.render.report import as_html

            text = as_html(document, source, *named)
        case _:
            from loftekoll.render.report import as_markdown

            text = as_markdown(document, source, *named)
    return text.encode("utf-8", errors="replace")


def refuse_screen(form: str) -> None:
    """Refuse to show on a screen what is no text."""
    if form in BINARY and is_terminal(sys.stdout):
        hint = f"skriv den till en fil, till exempel --ut rapport.{form}"
        raise LoftekollError(f"en {BINARY[form]}-fil går inte att visa på skärmen", hint)


def put_report(data: bytes, out: Path | None) -> None:
    """The report on stdout, or in the file that was asked for."""
    if out is None:
        is_shown = is_terminal(sys.stdout)
        typer.echo(data.decode("utf-8") if is_shown else data, nl=False)
        return
    is_replaced = out.is_file()
    write_output(out, data)
    note(f"Skrev {shown(out)}" + (", i stället för den fil som fanns" if is_replaced else ""))


# --- what it is about ---------------------------------------------------------------------------------------------


class Subject(NamedTuple):
    """The promises that a report is about, with their logs, and the request in its plainest words."""

    promises: tuple[Chosen, ...]
    request: ReportRequest


def subject_of(workspace: Path, request: ReportRequest) -> Subject:
    """What is asked for; `LoftekollError` when there is no such promise, or when one cannot be read whole."""
    if request.district:
        return _district(workspace, request)
    municipality = municipality_named(request.municipality)
    chosen = promise_of(
        workspace, request.municipality, period=request.period or None, day=request.day, year=request.year
    )
    refuse_faults(chosen.loaded)
    return Subject((chosen,), plain_request(chosen, request._replace(municipality=municipality.slug)))


def plain_request(chosen: Chosen, request: ReportRequest) -> ReportRequest:
    """The request for one promise by its own name, so that it means the same when other promises come."""
    progress = chosen.progress(request.day, request.year)
    year = None if progress.year is None else request.year
    return request._replace(period=chosen.loaded.files.path.stem, year=year)


def report_bytes(workspace: Path, subject: Subject, form: str, version: str | None = None) -> bytes:
    """The report in a form; git is asked for the version unless one is given.

    Raises `LoftekollError` as `document_bytes` does, and when the promise that one of these extends cannot be read.
    """
    promises, request = subject
    earlier = [_extended(workspace, each, request.day) for each in promises]
    if version is None:
        files = [each.loaded.files.path for each in promises] + [each.path for each in earlier if each]
        version = version_of(last_commit(workspace / FOLDER, _names_in_git(files)))
    request = request._replace(version=version)
    chapters = [
        Chapter(each.progress(request.day, request.year), version_text(version), found and found.progress)
        for each, found in zip(promises, earlier, strict=True)
    ]
    document = document_view(
        chapters, variant=request.variant, command=command_text(request), district=request.district
    )
    return document_bytes(document, form, workspace, request.template)


def _names_in_git(files: Sequence[Path]) -> list[str]:
    """The promise files and the folders of their logs, from the `promises` folder."""
    return [f"{path.parent.name}/{name}" for path in dict.fromkeys(files) for name in (path.name, path.stem)]


class _Earlier(NamedTuple):
    """The promise that another one extends: its file, and how it stands."""

    path: Path
    progress: PromiseProgress


def _extended(workspace: Path, chosen: Chosen, day: date) -> _Earlier | None:
    """The promise that this one extends, when it stands in the workspace."""
    name = chosen.dossier.promise.extends or ""
    if re.fullmatch(r"[\w-]+/[\w.-]+", name) is None or name == chosen.dossier.name:
        return None
    places = [workspace / FOLDER / f"{name}{ending}" for ending in ENDINGS]
    path = next((each for each in places if each.is_file()), None)
    found = find_given([path]).promises if path else ()
    if path is None or not found:
        return None
    loaded = load(found[0])
    refuse_faults(loaded)
    return _Earlier(path, promise_progress(Chosen(loaded, is_one_of_several=False).dossier, day))


# --- a police district --------------------------------------------------------------------------------------------


def _district(workspace: Path, request: ReportRequest) -> Subject:
    """The promises of a district that are about the time asked for, in Swedish order, none left out."""
    every = [load_promise(files) for files in find_promises(workspace).promises]
    name = _district_named(request.district, every)
    own = [each for each in every if _key(_district_of(each)) == _key(name)]
    broken = [each for each in every if each.dossier is None]
    for each in broken:
        if _may_be_of(each, name) and may_be_of_time(each.files.path.stem, request):
            refuse_faults(each)
    covering = [each for each in own if _covers(each, request)]
    if not covering:
        raise LoftekollError(*_nothing_then(name, own, request))
    tell_broken([each.files.name for each in broken])
    promises = [Chosen(with_log(each), is_one_of_several=False) for each in covering]
    for chosen in promises:
        refuse_faults(chosen.loaded)
    ordered = sorted(
        promises, key=lambda each: (swedish_order(each.dossier.promise.municipality.name), each.dossier.name)
    )
    request = request._replace(district=name)
    if len(command_text(request)) > LONGEST:  # --kontrollera would not read it
        raise LoftekollError("lokalpolisområdets namn är för långt för en rapport", "korta det i löftenas filer")
    return Subject(tuple(ordered), request)


def _district_of(loaded: Loaded) -> str:
    return (loaded.dossier.promise.police_district or "") if loaded.dossier else ""


def _key(name: str) -> str:
    """The name as it is compared: letters and digits only, in lower case, without å ä ö."""
    return re.sub(r"[\W_]+", " ", fold(name)).strip()


def _district_named(text: str, every: Sequence[Loaded]) -> str:
    """The district as the promises write it; `LoftekollError` with near names, or with those that there are."""
    names = sorted(
        {name for each in every if (name := _district_of(each))}, key=lambda name: (swedish_order(name), name)
    )
    by_key = {_key(name): name for name in reversed(names)}
    wanted = _key(re.sub(r"(?i)^\s*lokalpolisområdet?\s+", "", text))
    found = by_key.get(_key(text)) or by_key.get(wanted)
    if found:
        return found
    from difflib import get_close_matches

    near = [by_key[key] for key in get_close_matches(wanted, by_key, n=3, cutoff=0.8)]
    if near:
        hint = f"menade du {' eller '.join(map(quoted, near))}?"
    else:
        hint = (
            f"det finns {some_of([by_key[key] for key in dict.fromkeys(map(_key, names))])}"
            if names
            else "skriv lokalpolisområde i löftenas filer"
        )
    raise LoftekollError(f"inget löfte hör till lokalpolisområdet {quoted(text)}", hint)


def _may_be_of(loaded: Loaded, district: str) -> bool:
    """Whether a promise that cannot be read may belong to the district: its text names it, or nobody can tell."""
    text = loaded.texts.get(shown(loaded.files.path), "")
    return not text or _key(district) in _key(text)


def may_be_of_time(stem: str, request: ReportRequest) -> bool:
    """Whether a promise that cannot be read may be about the time asked for, by the name of its file."""
    try:
        period = period_from(stem)
    except CalendarError:
        return True
    if request.period:
        return stem == request.period
    return period.has(request.day) if request.year is None else year_named(period, request.year) is not None


def _covers(loaded: Loaded, request: ReportRequest) -> bool:
    """Whether the promise is about the period or the year that is asked for, else about the day."""
    if request.period or request.year is not None:
        return is_asked_for(loaded, request.period or None, request.year)
    return loaded.dossier is not None and loaded.dossier.promise.period.has(request.day)


def _nothing_then(name: str, own: Sequence[Loaded], request: ReportRequest) -> tuple[str, str]:
    when = request.period or (str(request.year) if request.year is not None else str(request.day))
    years = {str(year.last.year) for each in own if each.dossier for year in years_of(each.dossier.promise.period)}
    return f"inget löfte i {name} gäller {when}", f"välj ett år med --år: {', '.join(sorted(years))}"
