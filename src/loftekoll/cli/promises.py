"""Which promise a command is about: from what a person typed to loaded promises."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from loftekoll.cli.console import note
from loftekoll.diagnostic import Finding, Severity
from loftekoll.errors import LoftekollError
from loftekoll.model import Dossier
from loftekoll.municipalities import Municipality, find_municipality, near_municipalities
from loftekoll.period import Stretch, short_label, years_of
from loftekoll.store.places import located
from loftekoll.store.read import Loaded, load, load_promise
from loftekoll.store.workspace import PromiseFiles, find_municipality_promises, find_promises, find_workspace


class Chosen(NamedTuple):
    """A promise with its log, where it stands, and whether other promises of the municipality could have been meant."""

    dossier: Dossier
    files: PromiseFiles
    is_one_of_several: bool


def workspace_of(katalog: str | None) -> Path:
    """The workspace that the command works in."""
    return find_workspace(Path.cwd(), katalog)


def municipality_named(text: str) -> Municipality:
    """The municipality that was typed; `LoftekollError` with near names when there is none."""
    found = find_municipality(text)
    if found is not None:
        return found
    near = near_municipalities(text)
    hint = f"menade du {' eller '.join(f'«{name}»' for name in near)}?" if near else "skriv kommunens namn eller kod"
    raise LoftekollError(f"okänd kommun «{text}»", hint)


def promise_of(
    workspace: Path, municipality: Municipality, *, period: str | None, day: date, year: int | None = None
) -> Chosen:
    """The promise of a municipality that is asked for, that covers the day, or else the newest one; with its log."""
    found = [load_promise(files) for files in find_municipality_promises(workspace, municipality)]
    candidates = [each for each in found if _concerns(each, municipality)]
    if not candidates:
        raise LoftekollError(f"{municipality.name} har inget löfte i den här mappen", _what_there_is(workspace))
    chosen = _chosen(candidates, municipality, period, day, year)
    loaded = load(chosen.files)
    if loaded.dossier is None:
        raise _broken(loaded)
    tell_faults(loaded)
    return Chosen(loaded.dossier, chosen.files, len(candidates) > 1)


def _concerns(loaded: Loaded, municipality: Municipality) -> bool:
    """Whether the promise names the municipality, or is filed under it and cannot be read."""
    if loaded.dossier is not None:
        return municipality in loaded.dossier.promise.municipalities
    return loaded.files.name.startswith(f"{municipality.slug}/")


def _what_there_is(workspace: Path) -> str:
    slugs = sorted({files.name.partition("/")[0] for files in find_promises(workspace).promises})
    if not slugs:
        return "skapa filen «promises/KOMMUN/ÅR.yaml»"
    return f"det finns löften för {', '.join(slugs[:12])}" + (" med flera" if len(slugs) > 12 else "")


def _chosen(
    candidates: Sequence[Loaded], municipality: Municipality, period: str | None, day: date, year: int | None
) -> Loaded:
    if period is not None:
        return _of_period(candidates, municipality, period)
    readable = [each for each in candidates if each.dossier is not None]
    if not readable:
        raise _broken(candidates[-1])
    if year is not None:
        covering = [each for each in readable if year_named(_period(each), year) is not None]
        if not covering:
            raise LoftekollError(f"{municipality.name} har inget löfte för {year}", _periods(readable))
        return max(covering, key=_period)
    covering = [each for each in readable if _period(each).has(day)]
    return max(covering or readable, key=_period)


def _of_period(candidates: Sequence[Loaded], municipality: Municipality, text: str) -> Loaded:
    wanted = text.strip().replace("–", "-")
    for each in candidates:
        is_named = each.files.path.stem == wanted
        if is_named or (each.dossier and short_label(_period(each)).replace("–", "-") == wanted):
            return each
    raise LoftekollError(f"{municipality.name} har inget löfte för perioden «{text}»", _periods(candidates))


def _period(loaded: Loaded) -> Stretch:
    assert loaded.dossier is not None  # noqa: S101 - only readable promises have a period
    return loaded.dossier.promise.period


def _periods(candidates: Sequence[Loaded]) -> str:
    return f"det finns {', '.join(each.files.path.stem for each in candidates)}"


def _broken(loaded: Loaded) -> LoftekollError:
    (first, *_) = sorted(located(loaded.findings, loaded.paths), key=lambda each: each.severity is not Severity.ERROR)
    where = f"{first.file}:{first.place.line}:{first.place.column}" if first.place else first.file
    message = f"löftet går inte att läsa: {where}: {first.message}"
    return LoftekollError(message, f"{first.hint} (loftekoll kontrollera visar alla fel)")


def tell_faults(loaded: Loaded) -> None:
    """Say on stderr that files of the log could not be read, since the figures then lack them."""
    broken = {each.file for each in loaded.findings if each.severity is Severity.ERROR}
    if broken:
        files = "1 loggfil" if len(broken) == 1 else f"{len(broken)} loggfiler"
        note(f"varning: {files} för {loaded.files.name} går inte att läsa och räknas inte; "
             f"kör «loftekoll kontrollera {loaded.files.name.partition('/')[0]}»")  # fmt: skip


def year_named(period: Stretch, year: int) -> Stretch | None:
    """The year of a promise that is called so: the one that ends in it, else the one that begins in it."""
    years = years_of(period)
    ending = next((each for each in years if each.last.year == year), None)
    return ending or next((each for each in years if each.start.year == year), None)


def year_asked(period: Stretch, year: int | None) -> Stretch | None:
    """The year of the promise that was asked for; `LoftekollError` when the promise has no such year."""
    if year is None:
        return None
    found = year_named(period, year)
    if found is None:
        raise LoftekollError(f"löftet gäller inte {year}", f"det gäller {short_label(period)}")
    return None if found == period else found


def errors_in(findings: Sequence[Finding]) -> int:
    """How many of the findings are errors."""
    return sum(1 for each in findings if each.severity is Severity.ERROR)
