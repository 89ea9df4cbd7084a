"""Which promise a command is about: from what a person typed to loaded promises."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from loftekoll.cli.console import note, quoted
from loftekoll.diagnostic import Finding, Severity
from loftekoll.errors import LoftekollError
from loftekoll.model import Dossier
from loftekoll.municipalities import Municipality, find_municipality, near_municipalities, swedish_order
from loftekoll.period import Stretch, short_label, years_of
from loftekoll.progress import PromiseProgress, promise_progress
from loftekoll.store.places import located
from loftekoll.store.read import Loaded, load_promise, with_log
from loftekoll.store.workspace import find_municipality_promises, find_promises, find_workspace, shown


class Asked(NamedTuple):
    """Which time is asked about: the promise's period, the day, and one of its years."""

    period: str | None
    day: date
    year: int | None


class Chosen(NamedTuple):
    """A promise with its log, and whether other promises of the municipality could have been meant."""

    loaded: Loaded
    is_one_of_several: bool

    @property
    def dossier(self) -> Dossier:
        """What could be read; always the promise itself."""
        assert self.loaded.dossier is not None  # noqa: S101 - a broken promise is never chosen
        return self.loaded.dossier

    def progress(self, day: date, year: int | None = None) -> PromiseProgress:
        """How the promise stands on the day, or how one of its years does."""
        return promise_progress(self.dossier, day, _year_asked(self.dossier.promise.period, year))


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
    raise LoftekollError(f"okänd kommun {quoted(text)}", hint)


def promise_of(
    workspace: Path, kommun: str, *, period: str | None = None, day: date, year: int | None = None
) -> Chosen:
    """The promise of a municipality that is asked for, that covers the day, or else the newest one; with its log."""
    municipality = municipality_named(kommun)
    candidates = candidates_of(workspace, municipality)
    chosen = promise_among(candidates, municipality, period=period, day=day, year=year)
    if period is None:
        tell_broken([each.files.name for each in candidates if each.dossier is None])
    return Chosen(with_log(chosen), len(candidates) > 1 and period is None)


def candidates_of(workspace: Path, municipality: Municipality) -> list[Loaded]:
    """The promises of a municipality, without their logs; `LoftekollError` when there is none."""
    found = [load_promise(files) for files in find_municipality_promises(workspace, municipality)]
    candidates = [each for each in found if _concerns(each, municipality)]
    if not candidates:
        raise LoftekollError(f"{municipality.name} har inget löfte i den här mappen", _what_there_is(workspace))
    return candidates


def promise_among(
    candidates: Sequence[Loaded],
    municipality: Municipality,
    *,
    period: str | None = None,
    day: date,
    year: int | None = None,
) -> Loaded:
    """The one that is asked for, that covers the day, or else the newest; `LoftekollError` when it is broken."""
    chosen = _chosen(candidates, municipality, period, day, year)
    if chosen.dossier is None:
        raise broken_error(chosen)
    return chosen


def tell_broken(broken: Sequence[str]) -> None:
    """Say on stderr that promises could not be read, since one of them may be what was meant."""
    if broken:
        note(f"varning: {', '.join(broken)} går inte att läsa och är inte med; kör «loftekoll kontrollera»")


def _concerns(loaded: Loaded, municipality: Municipality) -> bool:
    """Whether the promise names the municipality, or is filed under it and cannot be read."""
    if loaded.dossier is not None:
        return municipality in loaded.dossier.promise.municipalities
    return loaded.files.name.startswith(f"{municipality.slug}/")


def _what_there_is(workspace: Path) -> str:
    names = names_in(workspace)
    return f"det finns löften för {some_of(names)}" if names else "skapa filen «promises/KOMMUN/ÅR.yaml»"


def names_in(workspace: Path) -> list[str]:
    """The municipalities that have promises, in Swedish order; a folder that is none goes by its own name."""
    slugs = {files.name.partition("/")[0] for files in find_promises(workspace).promises}
    names = (found.name if (found := find_municipality(slug)) else slug for slug in slugs)
    return sorted(names, key=swedish_order)


def some_of(names: Sequence[str], most: int = 12) -> str:
    """The first of the names, as a message has room for them."""
    return ", ".join(names[:most]) + (" med flera" if len(names) > most else "")


def _chosen(
    candidates: Sequence[Loaded], municipality: Municipality, period: str | None, day: date, year: int | None
) -> Loaded:
    if period is not None:
        return _of_period(candidates, municipality, period)
    readable = [each for each in candidates if each.dossier is not None]
    if not readable:
        raise broken_error(candidates[-1])
    if year is not None:
        covering = [each for each in readable if year_named(_period(each), year) is not None]
        if not covering:
            raise LoftekollError(f"{municipality.name} har inget löfte för {year}", _periods(readable))
        return max(covering, key=_period)
    covering = [each for each in readable if _period(each).has(day)]
    return max(covering or readable, key=_period)


def _of_period(candidates: Sequence[Loaded], municipality: Municipality, text: str) -> Loaded:
    for each in candidates:
        if _is_called(each, text):
            return each
    raise LoftekollError(f"{municipality.name} har inget löfte för perioden {quoted(text)}", _periods(candidates))


def _is_called(loaded: Loaded, period: str) -> bool:
    """Whether people call the promise so: by its file name or its period, with any kind of dash."""
    wanted = _DASHES.sub("-", period)
    if loaded.files.path.stem == wanted:
        return True
    return loaded.dossier is not None and _DASHES.sub("-", short_label(_period(loaded))) == wanted


_DASHES = re.compile(r"\s*[-–—]\s*")


def _period(loaded: Loaded) -> Stretch:
    assert loaded.dossier is not None  # noqa: S101 - only readable promises have a period
    return loaded.dossier.promise.period


def _periods(candidates: Sequence[Loaded]) -> str:
    return f"det finns {', '.join(each.files.path.stem for each in candidates)}"


def broken_error(loaded: Loaded) -> LoftekollError:
    """The refusal to work with a promise, for the first fault in its files."""
    from loftekoll.personal_data import masked_path

    (first, *_) = located(_errors(loaded), loaded.texts)
    file = masked_path(first.file)
    where = f"{file}:{first.place.line}:{first.place.column}" if first.place else file
    message = f"{loaded.files.name} går inte att läsa: {where}: {first.message}"
    return LoftekollError(message, f"{first.hint} ({_check_command(loaded)} visar alla fel)")


def _errors(loaded: Loaded) -> list[Finding]:
    return [each for each in loaded.findings if each.severity is Severity.ERROR]


def _check_command(loaded: Loaded) -> str:
    return f"«loftekoll kontrollera {shown(loaded.files.path)}»"


def refuse_faults(loaded: Loaded) -> None:
    """Refuse what would pass on figures that lack a part of the log (docs/beslut/0002)."""
    if _errors(loaded):
        raise broken_error(loaded)


def tell_faults(loaded: Loaded) -> None:
    """Say on stderr that files of the log could not be read, since the figures then lack them."""
    for each in warnings_of(loaded):
        note(each)


def warnings_of(loaded: Loaded) -> list[str]:
    """What the figures of a promise lack, because files of its log could not be read or name no commitment."""
    broken = {each.file for each in _errors(loaded)}
    dossier, name, command = loaded.dossier, loaded.files.name, _check_command(loaded)
    warnings: list[str] = []
    if dossier and (lost := len(dossier.activities) - len(dossier.counted)):
        posts = "1 loggpost" if lost == 1 else f"{lost} loggposter"
        warnings.append(f"varning: {posts} i {name} nämner ett löfte som inte finns, och räknas inte; kör {command}")
    if broken:
        files = "1 loggfil" if len(broken) == 1 else f"{len(broken)} loggfiler"
        warnings.append(f"varning: {files} för {name} går inte att läsa och räknas inte; kör {command}")
    return warnings


def is_asked_for(loaded: Loaded, period: str | None, year: int | None) -> bool:
    """Whether a readable promise is about the period and has the year, where they are given."""
    if period is not None and not _is_called(loaded, period):
        return False
    return year is None or year_named(_period(loaded), year) is not None


def year_named(period: Stretch, year: int) -> Stretch | None:
    """The year of a promise that is called so: the one that ends in it, else the one that begins in it."""
    years = years_of(period)
    ending = next((each for each in years if each.last.year == year), None)
    return ending or next((each for each in years if each.start.year == year), None)


def _year_asked(period: Stretch, year: int | None) -> Stretch | None:
    """The year of the promise that was asked for; `LoftekollError` when the promise has no such year."""
    if year is None:
        return None
    found = year_named(period, year)
    if found is None:
        raise LoftekollError(f"löftet gäller inte {year}", f"det gäller {short_label(period)}")
    return None if found == period else found
