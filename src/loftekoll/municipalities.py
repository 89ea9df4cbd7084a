"""The 290 municipalities and the reserved fictional Exempelby: names, slugs, codes, near misses.

Source: the table of municipality codes of Statistics Sweden (`data/kommuner.csv`, package data).
"""

import pkgutil
import unicodedata
from functools import cache
from typing import NamedTuple


class Municipality(NamedTuple):
    """A Swedish municipality; `code` has four digits, `slug` is its folder name."""

    code: str
    name: str
    slug: str
    county: str


EXEMPELBY = Municipality("0000", "Exempelby", "exempelby", "Exempellän")
"""Reserved for training, documentation and tests; no real municipality has the code 0000."""

_UNACCENTED = str.maketrans("åäöéüÅÄÖÉÜ", "aaoeuAAOEU")
_SWEDISH_ORDER = str.maketrans("åäö", "{|}")  # the three characters after z in ASCII


def fold(text: str) -> str:
    """The text in lower case without å ä ö é ü, as people type it on another keyboard; NFD is read too."""
    return unicodedata.normalize("NFC", text).lower().translate(_UNACCENTED)


def swedish_order(text: str) -> str:
    """A sort key that puts å, ä, ö last, in that order."""
    return unicodedata.normalize("NFC", text).lower().translate(_SWEDISH_ORDER)


@cache
def municipalities() -> tuple[Municipality, ...]:
    """All municipalities by code, Exempelby (0000) first."""
    table = pkgutil.get_data("loftekoll", "data/kommuner.csv") or b""
    rows = (line.split(",") for line in table.decode("utf-8").splitlines()[1:])
    return (EXEMPELBY, *(Municipality(code, name, slug, county) for code, name, slug, county, _ in rows))


@cache
def _by_spelling() -> dict[str, tuple[Municipality, ...]]:
    """Every exact way to write a municipality (name, slug, code, name with `kommun`), in lower case."""
    table: dict[str, tuple[Municipality, ...]] = {}
    for each in municipalities():
        name = each.name.lower()
        genitive = name if name.endswith("s") else f"{name}s"
        for spelling in {name, each.slug, each.code, f"{name} kommun", f"{genitive} kommun"}:
            table[spelling] = (*table.get(spelling, ()), each)
    return table


def find_municipality(text: str) -> Municipality | None:
    """The municipality named so: by name, slug or code, without å ä ö where only one is spelt that way.

    An exact name wins over a slug: «habo» is Habo and «håbo» is Håbo; `None` when there is none or no telling.
    """
    wanted = " ".join(unicodedata.normalize("NFC", text).lower().split())
    exact = _by_spelling().get(wanted, ())
    named = [each for each in exact if each.name.lower() == wanted]
    if len(named) == 1 or len(exact) == 1:
        return (named or exact)[0]
    folded = _by_folded_spelling().get(fold(wanted), set())
    return next(iter(folded)) if len(folded) == 1 else None


@cache
def _by_folded_spelling() -> dict[str, set[Municipality]]:
    """The municipalities by each way to write them, without å ä ö."""
    table: dict[str, set[Municipality]] = {}
    for key, found in _by_spelling().items():
        table.setdefault(fold(key), set()).update(found)
    return table


def near_municipalities(text: str) -> tuple[str, ...]:
    """At most three names that are spelt nearly so, best first."""
    from difflib import get_close_matches  # noqa: PLC0415 - only needed when something is misspelt

    names: dict[str, list[str]] = {}
    for each in municipalities():
        names.setdefault(fold(each.name), []).append(each.name)
    close = get_close_matches(fold(text), list(names), n=3, cutoff=0.7)
    return tuple(name for match in close for name in names[match])[:3]
