"""The fixed words of a report: headings, labels and sentences, once, so that every form says the same."""

from collections.abc import Iterable
from typing import NamedTuple


class Words(NamedTuple):
    """What a report says around what people have written; a template has them as `rapport.words`."""

    made_for: str = "Rapporten är skriven"
    contents: str = "Innehåll"

    # Headings of sections; those of a chapter's parts are called as in `view.Sections`.
    summary: str = "Sammanfattning"
    background: str = "Bakgrund"
    deviations: str = "Avvikelser"
    work: str = "Hur vi arbetade"
    comparison: str = "Jämfört med"
    lessons: str = "Lärdomar"
    proposals: str = "Förslag till nästa löfte"
    feedback: str = "Återkoppling"
    missing: str = "Det här ska fyllas i"
    months: str = "Bilaga: gjort per månad"
    method: str = "Bilaga: så är det räknat"
    glossary: str = "Bilaga: ordlista"
    only_glossary: str = "Ordlista"

    # Labels of a commitment and headings of columns.
    number: str = "Nr"
    commitment: str = "Löfte"
    outcome: str = "Utfall"
    target: str = "Mål"
    responsible: str = "Ansvarig"
    partners: str = "I samverkan med"
    audience: str = "Målgrupp"
    assessment: str = "Bedömning"
    change: str = "Ändring"
    id: str = "Id i loggen"
    period: str = "Period"
    done: str = "Gjort"
    standing: str = "Läge"
    remark: str = "Anmärkning"
    month: str = "Månad"
    hours: str = "Timmar"
    total: str = "Hittills"
    due: str = "I jämn takt"
    places: str = "Platser"
    parties: str = "Parter"
    party: str = "Part"
    entries: str = "Poster"
    unit: str = "Räknat i"
    sum: str = "Summa"
    logged: str = "Loggat"
    time: str = "Arbetad tid"
    joint: str = "Poster där flera parter är angivna"
    without_source: str = "Utan angiven källa"

    # What tables are about.
    area_caption: str = "Löften inom"
    windows_caption: str = "läget för varje period"
    done_caption: str = "det här gjordes"
    parties_caption: str = "Poster och timmar för varje part"
    comparison_caption: str = "Utfall"
    months_caption: str = "Gjort per månad"

    # Where there is nothing to show.
    none: str = "–"
    no_responsible: str = "inte angivet"
    no_assessment: str = "ingen"
    nothing_done: str = "Inget är loggat för löftet."
    nothing_logged: str = "Inget är loggat."
    no_deviations: str = "Inga avvikelser är noterade."
    unknown_deviations: str = "Inget är loggat, så det går inte att se några avvikelser."
    nothing_missing: str = "Allt är ifyllt."
    not_begun: str = "Löftets tid har inte börjat."

    # Sentences.
    differs: str = "Bedömningen är en annan än uträkningen. Båda redovisas."
    gone: str = "Det här lovades då men inte nu:"


_LINES = {
    "takt": "Heldragen linje: gjort. Prickad linje: jämn takt mot målet.",
    "gräns": "Heldragen linje: gjort. Streckad linje: gränsen.",
}
_BOXES = {
    "missat": "Ruta med kryss: målet missades.",
    "oklart": "Ruta med frågetecken: går inte att bedöma.",
    "kommer": "Streckad ruta: tiden är inte slut.",
}


def legend(kind: str, states: Iterable[str]) -> str:
    """What the lines of a picture mean, or its boxes: only of those kinds that it has.

    >>> legend("fönster", ["gjort", "kommer"])
    'Fylld ruta: målet nåddes. Streckad ruta: tiden är inte slut.'
    """
    found = set(states)
    boxes = ["Fylld ruta: målet nåddes.", *(words for state, words in _BOXES.items() if state in found)]
    return _LINES.get(kind) or " ".join(boxes)
