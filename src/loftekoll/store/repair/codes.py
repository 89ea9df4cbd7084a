"""Municipality codes without quotes, which YAML reads as numbers (LK114)."""

from loftekoll.model import Promise
from loftekoll.municipalities import municipalities
from loftekoll.source import KeyPath
from loftekoll.store.repair.page import Edit, Page


def edits(page: Page) -> list[Edit]:
    """One for each bare code of a municipality that exists, written with its four digits.

    114 is left to a person: it may be what an older YAML made of 0162, which is another municipality.
    """
    found: list[Edit] = []
    paths = _paths(page)
    known = {each.code for each in municipalities()} if paths else set()
    for path in paths:
        spot = page.places.values[path]
        code = page.text[spot.start : spot.stop]
        if code in known and (spot.line, "LK114") not in page.allowed:
            clause = f"satte citattecken runt kommunkoden {code}"
            found.append(Edit(spot.start, spot.stop, f'"{code}"', clause, "LK114", path, value=code))
    return found


def _paths(page: Page) -> list[KeyPath]:
    """Where the municipalities of a promise stand."""
    if page.form is not Promise or not isinstance(page.value, dict) or "kommun" not in page.value:
        return []
    named = page.value["kommun"]
    return [("kommun", n) for n in range(len(named))] if isinstance(named, list) else [("kommun",)]
