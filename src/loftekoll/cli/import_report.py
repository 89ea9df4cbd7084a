"""What is told of a sheet that is read in: its faults, its doubts, what was written and how to share it."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from typer import Abort

from loftekoll.cli.console import confirm, is_terminal, note, quoted
from loftekoll.cli.entry import fields_of, parties_of, standing_facts
from loftekoll.cli.importing import Checked, New
from loftekoll.cli.sharing import git_commands, looking_first
from loftekoll.errors import LoftekollError
from loftekoll.model import LogFile
from loftekoll.municipalities import fold
from loftekoll.personal_data import masked, masked_path
from loftekoll.sheet_rows import Fault, letter_of
from loftekoll.store.append import entry_text
from loftekoll.store.history import has_only
from loftekoll.store.workspace import shown

_MOST_FAULTS = 50
_MOST_LISTED = 20


def refuse_faults(path: Path, checked: list[Checked], faults: Sequence[Fault]) -> list[Checked]:
    """The checked rows, when there is no fault; else every fault is told with its place, before `LoftekollError`."""
    for fault in faults[:_MOST_FAULTS]:
        note(masked(f"{_place(path, fault)}: {fault.message}"))
        note(masked(f"  tips: {fault.hint}"))
    if faults:
        if len(faults) > _MOST_FAULTS:
            note(f"… och {counted(len(faults) - _MOST_FAULTS)} fel till")
        rows = len({fault.row for fault in faults})
        where = "1 rad" if rows == 1 else f"{counted(rows)} rader"
        raise LoftekollError(
            f"{counted(len(faults))} fel på {where} i «{shown(path)}», och inget sparades",
            "rätta dem i filen, och läs in den igen",
        )
    return checked


def settle_alike(path: Path, new: New, *, is_dry: bool) -> None:
    """Refuse rows that may be entries which have been corrected, unless a person at a terminal says that they are new.

    A dry run only tells them.
    """
    if not new.alike:
        return
    for each, file in new.alike[:_MOST_LISTED]:
        note(masked(f"{shown(path)}: rad {each.row.number}: liknar {masked_path(file.file)}, som ingen rad motsvarar"))
    if len(new.alike) > _MOST_LISTED:
        note(f"… och {counted(len(new.alike) - _MOST_LISTED)} till")
    count = len(new.alike)
    rows = "1 rad" if count == 1 else f"{counted(count)} rader"
    if is_dry:
        note(f"{rows} sparas bara med --ändå, om de inte är poster som har rättats.")
    elif is_terminal(sys.stdin):
        note("Har posten rättats efter importen? Rätta då raden i bladet också.")
        if not confirm(f"Spara {rows} som nya ändå?", default=False):
            raise Abort
    else:
        message = f"{rows} kan vara poster som har rättats sedan de lästes in, och inget sparades"
        raise LoftekollError(message, "rätta raderna i bladet också; gjordes det en gång till, lägg till --ändå")


def tell_doubts(path: Path, new: New) -> bool:
    """Tell what a person should look at in the new rows; whether anything in them may point out a person."""
    doubts: list[str] = []
    parties: Counter[str] = Counter()
    for each in new.rows:
        doubts += [f"{_place(path, fault)}: varning: {fault.message}; {fault.hint}" for fault in each.doubts]
        parties.update(_unknown_parties(each))
    for line in doubts[:_MOST_LISTED]:
        note(masked(line))
    if len(doubts) > _MOST_LISTED:
        note(f"… och {counted(len(doubts) - _MOST_LISTED)} varningar till")
    for name, count in parties.items():
        note(masked(f"varning: {quoted(name)} är ingen av parterna ({_posts(count)})"))
    return bool(doubts)


def _unknown_parties(each: Checked) -> Iterator[str]:
    known = parties_of(each.entry.commitments, each.dossier)
    return (name for name in each.entry.parties if fold(name) not in known)


def _place(path: Path, fault: Fault) -> str:
    place = f"{shown(path)}: rad {fault.row}"
    if fault.column >= 0:
        place += f", kolumn {letter_of(fault.column)}"
        place += f" {quoted(fault.heading)}" if fault.heading else ""
    return place


def summary(rows: int, new: int, *, is_dry: bool) -> str:
    """`12 rader: 9 nya, 3 fanns redan`; nothing is said of what there is none of."""
    there = f"{counted(rows - new)} {'finns' if is_dry else 'fanns'} redan"
    parts = [f"{counted(new)} {'ny' if new == 1 else 'nya'}" if new else "inga nya", *([there] if rows > new else [])]
    ending = "; inget sparades, för det var en torrkörning" if is_dry else ""
    return f"{counted(rows)} {'rad' if rows == 1 else 'rader'}: {', '.join(parts)}{ending}"


def listed(new: Sequence[Checked]) -> Iterator[str]:
    """The first new rows as their files would be, a line each."""
    for each in new[:_MOST_LISTED]:
        yield f"rad {each.row.number}: {', '.join(entry_text(fields_of(each.entry)).splitlines())}"
    if len(new) > _MOST_LISTED:
        yield f"… och {counted(len(new) - _MOST_LISTED)} till"


def told(new: Sequence[Checked], paths: Sequence[Path], today: date) -> Iterator[str]:
    """Where the entries stand, and how each commitment that they are for stands now."""
    by_promise: dict[Path, list[tuple[Checked, Path]]] = {}
    for each, path in zip(new, paths, strict=True):
        by_promise.setdefault(each.loaded.files.folder, []).append((each, path))
    for folder, written in by_promise.items():
        yield f"Sparat {_posts(len(written))} i {shown(folder)}"
        dossier = written[0][0].dossier
        added = tuple(LogFile(shown(path), path.name, each.entry) for each, path in written)
        counts = Counter(id_ for each, _ in written for id_ in each.entry.commitments)
        ids, facts = standing_facts(dossier._replace(log=(*dossier.log, *added)), today)
        yield from (
            f"{id_}: {_posts(counts[id_])}; nu {fact}" for id_, fact in zip(ids, facts, strict=True) if id_ in counts
        )


def shared(new: Sequence[Checked], paths: Sequence[Path]) -> Iterator[str]:
    """How the new files are shared: by name while they are few, else by folder when nothing else in it would go along.

    Nothing outside git.
    """
    what = f"Importera {_posts(len(new))}"
    if len(paths) <= _MOST_LISTED:
        yield from git_commands([(path, None) for path in paths], what)
        return
    names: dict[Path, set[str]] = {}
    for path in paths:
        names.setdefault(path.parent, set()).add(path.name)
    mixed = [folder for folder, ours in names.items() if not has_only(folder, ours)]
    if mixed:
        for folder in mixed:
            yield from looking_first(folder)
    else:
        yield from git_commands([(folder, None) for folder in names], what)


def _posts(count: int) -> str:
    return "1 post" if count == 1 else f"{counted(count)} poster"


def counted(number: int) -> str:
    """The number with a blank between thousands."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
