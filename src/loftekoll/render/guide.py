"""`docs/malfraser.md`: how to write a target, made of the grammar's own examples and how each is read."""

from collections.abc import Iterator

from loftekoll.period import MONTHS, SEASONS
from loftekoll.phrase import Kind, Reading, explanation_of, parse, render
from loftekoll.phrase.examples import SECTIONS, Section

_HEAD = """\
# Skriva mål som går att räkna

<!-- Gjord ur grammatikens exempel: ändra src/loftekoll/phrase/examples.py, kör `uv run pytest --update-golden`. -->

Skriv **hur många**, **vad** och **hur ofta**, som ni säger det: `minst fyra trafikinsatser per år`. Pröva alltid först:

```console
uv run loftekoll tolka "minst fyra trafikinsatser per år"
```

Programmet visar vilka ord det använde, vad målet betyder och när nästa ska vara gjord. Ett helt löfte klistras in med
`uv run loftekoll tolka - < lofte.txt`, en mening på varje rad: då föreslås ett `mål` för varje mening.

Till höger i tabellerna står hur programmet läser exemplet.
"""
_KINDS = {
    Kind.CONTINUOUS: "löpande: loggas och bedöms",
    Kind.UNQUANTIFIED: "oräknat: loggas och bedöms",
    Kind.INDICATOR: "indikator: mäts på annat håll",
}


def guide() -> str:
    """The page in Markdown; the same for everyone, so that it can stand in git."""
    return "\n".join([_HEAD, *(line for section in SECTIONS for line in _section(section)), *_seasons()]) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.title}\n\n{section.text}\n"
    yield "| Skriv | Läses som |\n|---|---|"
    for phrase in section.phrases:
        yield f"| `{phrase}` | {_read(parse(phrase))} |"
    yield ""


def _read(reading: Reading) -> str:
    if fault := reading.fault:
        return f"fel {fault.code}: {fault.message}; {fault.hint}"
    if not reading.targets:
        hints = [f"; {remark.hint}" for remark in reading.remarks]
        return _KINDS[reading.kind] + "".join(hints[:1])
    told = [explanation_of(target) for target in reading.targets]
    parts = [f"Varav: {explanation_of(part)}" for target in reading.targets for part in target.parts]
    canonical = " + ".join(render(target) for target in reading.targets)
    is_told = canonical.removeprefix("minst ") == reading.phrase.removeprefix("minst ")
    return " ".join([*told, *parts]) + ("" if is_told else f" (`{canonical}`)")


def _seasons() -> Iterator[str]:
    yield "## Årstider, terminer och dagar\n"
    yield "Årstiderna är de meteorologiska, månad för månad. Så långt räcker orden:\n"
    yield "| Ord | Från och med | Till och med |\n|---|---|---|"
    for name, (first, last) in SEASONS.items():
        yield f"| {name} | {MONTHS[first - 1]} | {MONTHS[last - 1]} |"
    yield ""
    yield "Veckor är kalenderveckor, måndag till söndag."
    yield "Ett läsår räknas som ett år, en helg som en vecka, en kväll som en dag."
