"""`rapport --alla`: the reports of all municipalities, a file each; one that fails stops none of the others."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from loftekoll.cli.console import note, print_error
from loftekoll.cli.progress_bar import progress_bar
from loftekoll.cli.promises import Chosen, is_asked_for, refuse_faults, some_of
from loftekoll.cli.report_request import ReportRequest
from loftekoll.cli.reporting import Subject, may_be_of_time, plain_request, report_bytes
from loftekoll.errors import LoftekollError
from loftekoll.municipalities import find_municipality, fold, swedish_order
from loftekoll.render.view import Variant
from loftekoll.store.append import reason_of
from loftekoll.store.output import write_output
from loftekoll.store.read import Loaded, load, load_promise
from loftekoll.store.workers import each_done
from loftekoll.store.workspace import find_given, find_promises, shown


class Job(NamedTuple):
    """A report to make: the promise file, the municipality (its slug) and the name of the file."""

    path: Path
    municipality: str
    name: str

    @property
    def place(self) -> str:
        """The municipality as people call it; a folder that is none goes by its own name."""
        found = find_municipality(self.municipality)
        return found.name if found else self.municipality


def make_all(workspace: Path, request: ReportRequest, form: str, folder: Path) -> int:
    """Put a report of every municipality that has a promise for the time asked for in the folder; how many failed.

    Each failure is told on stderr. Raises `LoftekollError` when there is nothing to report on, or when the folder
    cannot be written.
    """
    jobs = jobs_in(workspace, request, form)
    if not jobs:
        when = request.period or request.year
        raise LoftekollError(f"det finns inget medborgarlöfte för {when}", "se vad som finns med «loftekoll status»")
    _make_folder(folder)
    failed: list[tuple[Job, LoftekollError]] = []
    make = partial(_bytes_of, workspace=workspace, request=request, form=form)
    with closing(each_done(jobs, make)) as results, progress_bar() as heard:
        for number, (job, result) in enumerate(results, start=1):
            if isinstance(result, LoftekollError):
                failed.append((job, result))
            else:
                write_output(folder / job.name, result)
            heard("Gör rapporter", number, len(jobs))
    _tell(failed)
    made = len(jobs) - len(failed)
    note(f"Skrev {'1 rapport' if made == 1 else f'{made} rapporter'} i mappen {shown(folder)}"
         + (f"; {len(failed)} gick inte att göra" if failed else ""))  # fmt: skip
    return len(failed)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LoftekollError(f"kan inte skriva i mappen «{shown(folder)}»", reason_of(error)) from error


def _bytes_of(job: Job, *, workspace: Path, request: ReportRequest, form: str) -> bytes:
    """The report of a job; `LoftekollError` when its files cannot be read whole."""
    (files,) = find_given([job.path]).promises
    loaded = load(files)
    refuse_faults(loaded)
    chosen = Chosen(loaded, is_one_of_several=False)
    own = plain_request(chosen, request._replace(municipality=job.municipality))
    return report_bytes(workspace, Subject((chosen,), own), form)


def _tell(failed: Sequence[tuple[Job, LoftekollError]]) -> None:
    """Say which reports could not be made; those with the same reason together."""
    by_reason: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for job, error in sorted(failed, key=lambda pair: swedish_order(pair[0].place)):
        by_reason[error.message, error.hint].append(job.place)
    for (message, hint), places in by_reason.items():
        print_error(LoftekollError(f"ingen rapport för {some_of(list(dict.fromkeys(places)))}: {message}", hint))


# --- what there is to make ----------------------------------------------------------------------------------------


def jobs_in(workspace: Path, request: ReportRequest, form: str) -> list[Job]:
    """A job for each municipality of each promise that is asked for, in Swedish order; and for each that is broken.

    A promise that cannot be read, and may be about the time asked for, is a job that fails.
    """
    found = [pair for files in find_promises(workspace).promises for pair in _places_of(load_promise(files), request)]
    per_place = Counter(slug for _, slug in found)
    jobs: dict[str, Job] = {}
    for path, slug in sorted(found, key=lambda pair: (swedish_order(pair[1]), pair[0].name, pair[0].parent.name)):
        name = _file_name(slug, path.stem, request, form, is_one_of_several=per_place[slug] > 1)
        while name in jobs:  # a joint promise of the same name, or 2025.yml beside 2025.yaml
            name = f"{path.parent.name}-{name}"
        jobs[name] = Job(path, slug, name)
    return list(jobs.values())


def _places_of(loaded: Loaded, request: ReportRequest) -> list[tuple[Path, str]]:
    path = loaded.files.path
    if loaded.dossier is None:
        return [(path, path.parent.name)] if may_be_of_time(path.stem, request) else []
    if not is_asked_for(loaded, request.period or None, request.year):
        return []
    return [(path, each.slug) for each in loaded.dossier.promise.municipalities]


def _file_name(slug: str, stem: str, request: ReportRequest, form: str, *, is_one_of_several: bool) -> str:
    """`kalix-2025.md`, `kalix-2025-styrgrupp.docx`; of several promises for the year each with its own period."""
    when = request.period or str(request.year)
    pieces = [slug, when]
    if is_one_of_several and stem != when:
        pieces.append(f"lofte-{stem}")
    if request.variant is not Variant.ALL:
        pieces.append(fold(request.variant.value))
    return f"{'-'.join(pieces)}.{form}"
