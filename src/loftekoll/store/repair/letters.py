"""Letters that are stored in parts (a and a ring) become whole ones (å): NFC, as everybody else writes them."""

import unicodedata
from collections import Counter

from loftekoll.store.repair.page import Edit, Page


def edits(page: Page) -> list[Edit]:
    """One for each line that has such letters, in comments too."""
    if unicodedata.is_normalized("NFC", page.text):
        return []
    found: list[Edit] = []
    start = 0
    for line in page.text.split("\n"):
        whole = unicodedata.normalize("NFC", line)
        if whole != line:
            letters = ", ".join(sorted(Counter(whole) - Counter(line)))
            clause = "satte ihop bokstäver som var delade" + (f": {letters}" if letters else "")
            found.append(Edit(start, start + len(line), whole, clause))
        start += len(line) + 1
    return found
