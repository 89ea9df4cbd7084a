"""Whole reports in Markdown, kept as files: renewed by `pytest --update-golden`, and read like code."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from loftekoll.period import calendar_year
from loftekoll.progress import PromiseProgress, promise_progress
from loftekoll.render.follow_up import Chapter, document_view
from loftekoll.render.report import as_markdown
from loftekoll.render.view import Variant
from loftekoll.store.read import load
from loftekoll.store.templates import template_source
from loftekoll.store.workspace import find_promises

ROOT = Path(__file__).parents[2]
DOSSIERS = {
    files.name: load(files).dossier
    for folder in (ROOT, ROOT / "examples")
    for files in find_promises(folder).promises
}  # fmt: skip


def progress(name: str, day: str, year: int | None = None) -> PromiseProgress:
    return promise_progress(DOSSIERS[name], date.fromisoformat(day), calendar_year(year) if year else None)


def chapter(name: str, day: str, year: int | None = None, before: str = "") -> Chapter:
    return Chapter(progress(name, day, year), previous=progress(before, day) if before else None)


EXEMPELBY = ("exempelby/2025", "2026-02-15")
# The reports of real municipalities hold nothing that is logged; what they show is that nothing is left out.
REPORTS = {
    "rapport-exempelby-2025.md": ([chapter(*EXEMPELBY)], Variant.ALL),
    "rapport-exempelby-2025-invanare.md": ([chapter(*EXEMPELBY)], Variant.RESIDENTS),
    "rapport-exempelby-2025-styrgrupp.md": ([chapter(*EXEMPELBY)], Variant.STEERING),
    "rapport-exempelby-2025-ks.md": ([chapter(*EXEMPELBY)], Variant.BOARD),
    "rapport-exempelby-under-aret.md": ([chapter("exempelby/2025", "2025-08-20")], Variant.ALL),
    "rapport-kalix-2019.md": ([chapter("kalix/2019", "2020-02-01")], Variant.ALL),
    "rapport-haparanda-2020-2022.md": ([chapter("haparanda/2020-2022", "2023-02-01")], Variant.ALL),
    "rapport-haparanda-2020.md": ([chapter("haparanda/2020-2022", "2023-02-01", 2020)], Variant.ALL),
    "rapport-haparanda-2021.md": ([chapter("haparanda/2020-2022", "2023-02-01", 2021)], Variant.ALL),
    "rapport-haparanda-2022.md": ([chapter("haparanda/2020-2022", "2023-02-01", 2022)], Variant.ALL),
    "rapport-sandviken-2022-2023.md": (
        [chapter("sandviken/2022-2023", "2024-02-01", before="sandviken/2020-2021")], Variant.ALL,
    ),
    "rapport-strangnas-2021.md": ([chapter("strangnas/2021", "2022-02-01")], Variant.ALL),
    "rapport-ostra-norrbotten.md": (
        [chapter("kalix/2022-2023", "2023-02-01"), chapter("haparanda/2020-2022", "2023-02-01", 2022)], Variant.ALL,
    ),
}  # fmt: skip
COMMANDS = {
    "rapport-exempelby-2025.md": "loftekoll rapport exempelby --per 2026-02-15",
    "rapport-ostra-norrbotten.md": 'loftekoll rapport --lokalpolisområde "Östra Norrbotten" --år 2022 --per 2023-02-01',
}


def made(name: str) -> str:
    chapters, variant = REPORTS[name]
    district = "Östra Norrbotten" if len(chapters) > 1 else ""
    document = document_view(chapters, variant=variant, command=COMMANDS.get(name, ""), district=district)
    return as_markdown(document, template_source(ROOT))


@pytest.mark.parametrize("name", REPORTS)
def test_report(golden, name):
    golden(name, made(name))


@pytest.mark.parametrize("name", REPORTS)
def test_headings_are_one_tree(name):
    """One title, no level skipped, and no two headings of one level that are empty and follow each other."""
    levels = [len(marks) for marks in re.findall(r"^(#+) ", made(name), re.MULTILINE)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", REPORTS)
def test_tables_are_whole(name):
    """Every table has a blank line before it, and every row as many cells as its head."""
    lines = made(name).splitlines()
    width = 0
    for before, line in pairwise(["", *lines]):
        cells = line.replace("\\|", "").count("|")
        if cells and not width:
            assert before == ""
        assert not width or cells in {width, 0}
        width = cells


@pytest.mark.parametrize("name", REPORTS)
def test_blank_lines_are_single_and_the_end_is_one(name):
    text = made(name)
    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("name", DOSSIERS)
def test_every_commitment_is_in_every_variant(name, variant):
    dossier = DOSSIERS[name]
    document = document_view([Chapter(promise_progress(dossier, date(2026, 2, 15)))], variant=variant)
    text = as_markdown(document, template_source(ROOT))
    for each in dossier.promise.commitments:
        assert f"({each.id})" in text or f"**Id i loggen:** {each.id}\n" in text
        assert " ".join(each.text.split()) in text


def test_nothing_logged_blames_nobody():
    text = made("rapport-strangnas-2021.md")
    assert "Inget är loggat för den här tiden. Det går därför inte att säga vad som har gjorts." in text
    assert not re.findall(r"ej uppfyllt|efter plan|missa", text)


def test_a_report_for_residents_has_no_registers_and_no_paths():
    text = made("rapport-exempelby-2025-invanare.md")
    assert not re.findall(r"Diarienummer|promises/|Timmar|Poster \|", text)
