"""As much as is measured, in the forms of loftekoll and of its peers: log entries, postings, fragments, items."""

import shutil
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from environments import ROOT, quietly

EXAMPLE = ROOT / "examples" / "promises" / "exempelby" / "2025.yaml"
IDS = ("trafik", "kontakter", "fotpatrull", "grannsamverkan", "tillsyn")
YEAR = 2025


def day_of(number: int, count: int) -> date:
    """The day of one of so many things that are spread over the year."""
    return date(YEAR, 1, 1) + timedelta(days=number * 365 // count)


def example_promise(folder: Path) -> Path:
    """The promise file of a workspace with the fictional promise and no log."""
    target = folder / "promises" / "exempelby" / EXAMPLE.name
    target.parent.mkdir(parents=True)
    shutil.copy(EXAMPLE, target)
    return target


def example_workspace(folder: Path, entries: int) -> Path:
    """A workspace with the fictional promise and so many log files, spread over its year."""
    log = example_promise(folder).with_suffix("")
    log.mkdir()
    for n in range(entries):
        day, commitment = day_of(n, entries), IDS[n % len(IDS)]
        text = f"datum: {day}\nlöfte: {commitment}\nantal: {n % 3 + 1}\nplats: Åparken\npart: polisen\ntimmar: 2.5\n"
        (log / f"{day}-{commitment}-{n:06}.yaml").write_text(text, encoding="utf-8", newline="\n")
    return folder


def journal(path: Path, postings: int, *, is_single: bool = False) -> Path:
    """A journal for hledger with so many postings, two in each transaction, or one when they are single.

    Two are quicker to read for hledger, so that is what bounds are taken from. There are 1,450 accounts, as there are
    promises.
    """
    each = 1 if is_single else 2
    with path.open("w", encoding="utf-8") as file:
        for n in range(postings // each):
            account = f"kommun{n % 290}:löfte{n % 5}"
            lines = (f"({account})  {n % 3 + 1}",) if is_single else (f"{account}  {n % 3 + 1}", "utfört")
            file.write(f"{day_of(n * each, postings)} Åparken\n" + "".join(f"    {line}\n" for line in lines) + "\n")
    return path


def fragments(folder: Path, count: int) -> Path:
    """A project for towncrier with so many fragments."""
    made = folder / "fragments"
    made.mkdir(parents=True)
    settings = '[tool.towncrier]\nname = "exempel"\ndirectory = "fragments"\nfilename = "NEWS.md"\n'
    (folder / "towncrier.toml").write_text(settings, encoding="utf-8")
    for n in range(count):
        text = f"{day_of(n, count)}: {n % 3 + 1} insatser för {IDS[n % len(IDS)]} vid Åparken.\n"
        (made / f"{n + 1}.feature.md").write_text(text, encoding="utf-8", newline="\n")
    return folder


def items(folder: Path, count: int) -> Path:
    """A project for doorstop with so many items in one document; doorstop wants it to be a git repository."""
    made = folder / "items"
    made.mkdir(parents=True)
    quietly("git", "init", "--quiet", folder)
    settings = "settings:\n  digits: 5\n  itemformat: yaml\n  prefix: LK\n  sep: ''\n"
    (made / ".doorstop.yml").write_text(settings, encoding="utf-8")
    for n in range(count):
        (made / f"LK{n + 1:05}.yml").write_text(_item(n), encoding="utf-8", newline="\n")
    return folder


def _item(number: int) -> str:
    """An item in doorstop's own form."""
    return (
        f"active: true\nderived: false\nheader: ''\nlevel: '1.{number + 1}'\nlinks: []\nnormative: true\nref: ''\n"
        f"reviewed: null\ntext: |\n  {number % 3 + 1} insatser för {IDS[number % len(IDS)]} vid Åparken per år\n"
    )


def taken_away(folder: Path, before: Sequence[Path]) -> None:
    """Removes what has come into the folder since `before`."""
    for path in set(folder.iterdir()) - set(before):
        path.unlink()
