"""Log entries that stand already: finding one, telling it, and what it means that it changes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from loftekoll.changes import mark_of
from loftekoll.cli.console import harmless, quoted
from loftekoll.cli.promises import Chosen, municipality_named, promise_of
from loftekoll.errors import LoftekollError
from loftekoll.model import Activity, Assessment, Dossier, LogFile
from loftekoll.municipalities import fold
from loftekoll.period import Stretch, long_date, years_of
from loftekoll.progress import CommitmentProgress, TargetProgress, promise_progress
from loftekoll.render.words import amount_text, done_text, year_name
from loftekoll.store.history import uncommitted_names
from loftekoll.store.read import NOTES_PREFIX, Loaded, bytes_of, entry_of, kind_of, unreadable
from loftekoll.store.text import text_of
from loftekoll.store.workspace import PromiseFiles, find_municipality_promises, log_folder_of, shown
from loftekoll.tally import Row

# --- finding ------------------------------------------------------------------------------------------------------


class Found(NamedTuple):
    """An entry that was asked for: its file, what that holds, and what it says; `None` when it cannot be read.

    `how` says by which rule it was found when nobody named it; `is_fresh` is whether that is since no commit has it.
    """

    path: Path
    data: bytes
    text: str
    entry: Activity | Assessment | None
    how: str = ""
    is_fresh: bool = False

    @property
    def name(self) -> str:
        """What people call it by: its six characters, else the name of its file."""
        return mark_of(self.path.name) or self.path.name

    def in_log(self, entry: Activity | Assessment) -> LogFile:
        """The file as it would stand in a log with this entry."""
        return LogFile(shown(self.path), self.path.name, entry)


def entry_asked(workspace: Path, kommun: str, mark: str | None, period: str | None, day: date) -> tuple[Chosen, Found]:
    """The entry that was named, in whichever promise of the municipality it stands; else the latest one.

    Raises `LoftekollError` when there is none such.
    """
    if period is None:
        period = _period_of_latest(workspace, kommun) if mark is None else _period_with(workspace, kommun, mark)
    chosen = promise_of(workspace, kommun, period=period, day=day)
    paths = _entries_in(chosen.loaded.files)
    if not paths:
        raise LoftekollError(f"inget är loggat i {chosen.dossier.name}", "välj ett annat medborgarlöfte med --period")
    if mark is None:
        return chosen, _latest(chosen.loaded, paths)
    named = [path for path in paths if _is_called(path, mark)]
    if len(named) != 1:
        raise _not_one(chosen, mark, paths, named)
    return chosen, _read(named[0])


def _period_with(workspace: Path, kommun: str, mark: str) -> str | None:
    """The one promise of the municipality whose log has the mark, by its file's name; reads no file of the logs."""
    every = find_municipality_promises(workspace, municipality_named(kommun))
    found = [
        files.path.stem for files in every if any(_is_called(path, mark) for path in log_folder_of(files).whole.files)
    ]
    return found[0] if len(found) == 1 else None


def _period_of_latest(workspace: Path, kommun: str) -> str | None:
    """The promise that the last file was written for that git has not; `None` when there is none, or no choice."""
    every = find_municipality_promises(workspace, municipality_named(kommun))
    if len(every) < 2:
        return None
    fresh = [(_written(path), files.path.stem) for files in every for path in _fresh(files.folder, _entries_in(files))]
    return max(fresh)[1] if fresh else None


def _entries_in(files: PromiseFiles) -> list[Path]:
    """The files of entries and assessments; the notes of coordinators are neither."""
    return [path for path in log_folder_of(files).whole.files if not fold(path.name).startswith(NOTES_PREFIX)]


def _fresh(folder: Path, paths: Iterable[Path]) -> list[Path]:
    """The files that no commit has yet; none without git."""
    names = uncommitted_names(folder)
    return [path for path in paths if path.name in names]


def _is_called(path: Path, word: str) -> bool:
    """Whether people mean this file: by its six characters, its name, or its path."""
    meant = word.strip().replace("\\", "/").rpartition("/")[2].lower()
    return meant in {mark_of(path.name), path.name.lower(), path.stem.lower()} - {""}


def _not_one(chosen: Chosen, mark: str, paths: Sequence[Path], named: Sequence[Path]) -> LoftekollError:
    if named:
        return LoftekollError(
            f"flera poster har märket {quoted(mark)}", f"skriv filens namn, till exempel {named[0].name}"
        )
    from difflib import get_close_matches

    near = get_close_matches(mark.strip().lower(), [mark_of(path.name) for path in paths], n=1, cutoff=0.6)
    municipality = chosen.dossier.promise.municipality.slug
    hint = f"menade du «{near[0]}»?" if near else f"se märkena med «loftekoll logg {municipality}»"
    return LoftekollError(f"ingen post i {chosen.dossier.name} har märket {quoted(mark)}", hint)


def _latest(loaded: Loaded, paths: Sequence[Path]) -> Found:
    """The latest entry: the last file written of those that git has not, else the one for the latest day."""
    if fresh := _fresh(loaded.files.folder, paths):
        how = "den som sparades sist, och inte finns i git än"
        return _read(max(fresh, key=_written))._replace(how=how, is_fresh=True)
    days = {each.name: each.entry.day for each in _log_of(loaded) if isinstance(each.entry, Activity | Assessment)}
    readable = [path for path in paths if path.name in days]
    if not readable:
        raise LoftekollError("ingen post går att läsa", f"kör «loftekoll kontrollera {shown(loaded.files.path)}»")
    latest = max(readable, key=lambda path: (days[path.name], *_written(path)))
    return _read(latest)._replace(how="den med senast datum")


def _log_of(loaded: Loaded) -> tuple[LogFile, ...]:
    return loaded.dossier.log if loaded.dossier else ()


def _written(path: Path) -> tuple[int, str]:
    """When the file was written, in nanoseconds; of several at once the last by name."""
    try:
        return path.stat().st_mtime_ns, path.name
    except OSError:
        return 0, path.name


def _read(path: Path) -> Found:
    """The file as it is now, and what it says."""
    try:
        data = bytes_of(path)
    except (OSError, ValueError) as error:
        finding = unreadable(error)
        raise LoftekollError(f"{shown(path)}: {finding.message}", finding.hint) from error
    text, faults = text_of(data)
    entry = None if faults else entry_of(text, partial(kind_of, path.name))[0]
    return Found(path, data, text, entry if isinstance(entry, Activity | Assessment) else None)


def readable(found: Found) -> Activity | Assessment:
    """What the entry says; `LoftekollError` with how to see the fault when nothing can be made of it."""
    if found.entry is None:
        file = shown(found.path)
        raise LoftekollError(f"{file} går inte att läsa", f"se felet med «loftekoll kontrollera {file}», och rätta det")
    return found.entry


# --- telling ------------------------------------------------------------------------------------------------------


def content_lines(text: str) -> Iterator[str]:
    """The lines of a file, a little indented, without what could steer a terminal."""
    return (f"  {harmless(line)}".rstrip() for line in text.splitlines())


def logs_compared(before: Dossier, after: Dossier, ids: Collection[str], today: date) -> Iterator[str]:
    """What another log means for each of the commitments, a line each: every window that stands otherwise, or now."""
    is_long = len(years_of(before.promise.period)) > 1
    for was, now in zip(*(promise_progress(each, today).commitments for each in (before, after)), strict=True):
        if now.commitment.id in ids:
            pieces = [
                piece
                for parts in zip(was.parts, now.parts, strict=True)
                for piece in _windows_compared((was, now), parts, is_long=is_long)
            ]
            yield f"{now.commitment.id}: {'; '.join(pieces)}"


def _windows_compared(
    found: tuple[CommitmentProgress, CommitmentProgress], parts: tuple[TargetProgress, TargetProgress], *, is_long: bool
) -> Iterator[str]:
    label = f"{parts[1].phrase}, " if len(found[1].parts) > 1 else ""
    rows = [pair for pair in zip(parts[0].rows, parts[1].rows, strict=True) if _stands(pair[0]) != _stands(pair[1])]
    for was, now in rows:
        pieces = [_stands(now), f"nästa senast {long_date(now.next_due)}"] if now.next_due else [_stands(now)]
        yield f"{label}{f'{year_name(now)}: ' if is_long else ''}{', '.join(pieces)} (var {_stands(was)})"
    if not rows:
        stood, stands = (_stands_now(each, part) for each, part in zip(found, parts, strict=True))
        yield label + stands + (f" (var {stood})" if stands != stood else "")


def _stands(row: Row) -> str:
    done = f"{done_text(row)}, " if row.required is not None and row.done is not None else ""
    return f"{done}{row.standing.value}"


def _stands_now(found: CommitmentProgress, part: TargetProgress) -> str:
    return f"{amount_text(part, found, is_past=False)}, {(found.outcome or found.standing).value}"


def verdicts_compared(before: Dossier, after: Dossier, ids: Collection[str], today: date) -> Iterator[str]:
    """The years, and the whole period, for which another verdict holds than before, a line for each commitment."""
    years = years_of(before.promise.period)
    for span in (None, *(years if len(years) > 1 else ())):
        for was, now in zip(
            *(promise_progress(each, today, span).commitments for each in (before, after)), strict=True
        ):
            if now.commitment.id in ids and was.assessment != now.assessment:
                about = "" if len(years) == 1 else f" {span_name(span)}"
                yield f"{now.commitment.id}{about}: {_verdict(now)} (var {_verdict(was)})"


def _verdict(found: CommitmentProgress) -> str:
    held = found.assessment
    return f"bedömt {held.verdict.value} {long_date(held.day)}" if held else "inte bedömt"


def span_name(span: Stretch | None) -> str:
    """A year of a promise as people name it, `2025` or `2024–2025`; of nothing the whole period."""
    if span is None:
        return "hela perioden"
    first, last = span.start.year, span.last.year
    return str(last) if first == last else f"{first}–{last}"
