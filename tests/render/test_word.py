"""The report as a Word document: what a reader, a screen reader and a registry need of it is there."""

import io
import os
import re
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from loftekoll.errors import LoftekollError
from loftekoll.period import calendar_year
from loftekoll.progress import promise_progress
from loftekoll.render.follow_up import Chapter, document_view
from loftekoll.render.report import as_markdown
from loftekoll.render.view import DocumentView, Variant
from loftekoll.render.word import as_word
from loftekoll.store.read import load
from loftekoll.store.templates import template_source
from loftekoll.store.workspace import find_promises

ROOT = Path(__file__).parents[2]
DOSSIERS = {
    files.name: load(files).dossier for folder in (ROOT, ROOT / "examples") for files in find_promises(folder).promises
}
COMMAND = "loftekoll rapport exempelby --per 2026-02-15"


def chapter(name: str, day: str, year: int | None = None) -> Chapter:
    return Chapter(
        promise_progress(DOSSIERS[name], date.fromisoformat(day), calendar_year(year) if year else None), "a1b2c3d"
    )


def view(*chapters: Chapter, variant: Variant = Variant.ALL) -> DocumentView:
    return document_view(
        chapters, variant=variant, command=COMMAND, district="Östra Norrbotten" if len(chapters) > 1 else ""
    )


EXEMPELBY = chapter("exempelby/2025", "2026-02-15")
VIEWS = {
    "exempelby": view(EXEMPELBY),
    "exempelby-invånare": view(EXEMPELBY, variant=Variant.RESIDENTS),
    "exempelby-styrgrupp": view(EXEMPELBY, variant=Variant.STEERING),
    "exempelby-ks": view(EXEMPELBY, variant=Variant.BOARD),
    "haparanda": view(chapter("haparanda/2020-2022", "2023-02-01")),
    "haparanda-2021": view(chapter("haparanda/2020-2022", "2023-02-01", 2021)),
    "sandviken": view(
        chapter("sandviken/2022-2023", "2024-02-01")._replace(
            previous=chapter("sandviken/2020-2021", "2024-02-01").progress
        )
    ),
    "inte börjat": view(chapter("kalix/2022-2023", "2021-12-01")),
    "strängnäs": view(chapter("strangnas/2021", "2022-02-01")),
    "östra-norrbotten": view(
        chapter("kalix/2022-2023", "2023-02-01"), chapter("haparanda/2020-2022", "2023-02-01", 2022)
    ),
}


def read(document: DocumentView):
    return Document(io.BytesIO(as_word(document)))


def parts(document: DocumentView) -> dict[str, str]:
    """The text of every part by its name."""
    with zipfile.ZipFile(io.BytesIO(as_word(document))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def style_of(paragraph: Paragraph) -> str:
    return paragraph.style.style_id


def outline(word) -> list[tuple[int, str]]:
    return [
        (int(style_of(each)[7:]), each.text) for each in word.paragraphs if re.fullmatch(r"Heading\d", style_of(each))
    ]


def whole_text(word) -> str:
    """All text of the body, a paragraph a line, those in tables too."""
    return "\n".join(Paragraph(each, word).text for each in word.element.body.iter(qn("w:p")))


@pytest.fixture(scope="module", params=VIEWS)
def word(request):
    return read(VIEWS[request.param])


class TestStructure:
    def test_what_follows_a_heading_stays_with_the_rest_of_its_section(self, word):
        """Else a heading and a line of its text could stand alone at the foot of a page."""
        blocks = list(word.iter_inner_content())
        is_heading = [isinstance(each, Paragraph) and style_of(each).startswith("Heading") for each in blocks]
        between = [
            n for n in range(1, len(blocks) - 1) if is_heading[n - 1] and not is_heading[n] and not is_heading[n + 1]
        ]
        assert between
        assert all(blocks[n].paragraph_format.keep_with_next or style_of(blocks[n]) == "Caption" for n in between)

    def test_there_is_one_title(self, word):
        assert [style_of(each) for each in word.paragraphs].count("Title") == 1
        assert style_of(word.paragraphs[0]) == "Title"

    def test_headings_are_one_tree_under_the_title(self, word):
        levels = [0, *(level for level, _ in outline(word))]
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_no_paragraph_is_empty_but_the_one_that_ends_lying_pages(self, word):
        empty = [each for each in word.element.body.iter(qn("w:p")) if not Paragraph(each, word).text]
        assert {style_of(Paragraph(each, word)) for each in empty} <= {"Avsnittsslut"}

    def test_headings_captions_and_lists_are_styles_that_word_knows(self, word):
        used = {style_of(Paragraph(each, word)) for each in word.element.body.iter(qn("w:p"))}
        names = {each.style_id: each.name for each in word.styles}
        assert used <= set(names)
        assert names["Caption"] == "Caption"
        assert names["ListBullet"] == "List Bullet"
        assert names["Heading2"] == "Heading 2"

    def test_references_lead_to_headings(self, word):
        body = word.element.body
        marks = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
        numbers = [each.get(qn("w:id")) for each in body.iter(qn("w:bookmarkStart"))]
        anchors = {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))} - {None}
        assert len(set(marks)) == len(marks)
        assert len(set(numbers)) == len(numbers)
        assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", mark) for mark in marks)
        assert anchors <= set(marks)

    def test_the_list_of_contents_names_the_headings(self, word):
        listed = [each.text for each in word.paragraphs if style_of(each).startswith("TOC")]
        assert not listed or listed == ["Innehåll", *(text for level, text in outline(word) if level <= 2)]

    def test_pages_are_a4_and_numbered(self, word):
        sizes = {(section.page_width.mm, section.page_height.mm) for section in word.sections}
        footer = word.sections[0].footer
        fields = [each.get(qn("w:instr")).strip() for each in footer.part.element.iter(qn("w:fldSimple"))]
        assert {tuple(round(side) for side in sorted(size)) for size in sizes} == {(210, 297)}
        assert fields == ["PAGE", "NUMPAGES"]
        assert footer.paragraphs[0].text.startswith("Uppföljning av medborgarlöfte")
        assert all(section.footer.is_linked_to_previous for section in list(word.sections)[1:])

    def test_pages_are_upright_but_for_the_months(self, word):
        lying = [section for section in word.sections if section.page_width > section.page_height]
        assert word.sections[-1] not in lying
        for each in lying:
            headings = [block for block in each.iter_inner_content() if isinstance(block, Paragraph)]
            assert headings[0].text == "Bilaga: gjort per månad"


class TestTables:
    def test_the_first_row_is_a_header_that_is_repeated(self, word):
        for table in word.tables:
            first, *others = table.rows
            assert first._tr.find(f".//{qn('w:tblHeader')}") is not None
            assert others
            assert all(each._tr.find(f".//{qn('w:tblHeader')}") is None for each in others)

    def test_no_row_is_parted_between_pages(self, word):
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for table in word.tables for row in table.rows)

    def test_header_row_and_first_column_are_marked(self, word):
        for table in word.tables:
            look = table._tbl.tblPr.find(qn("w:tblLook"))
            assert [look.get(qn(f"w:{name}")) for name in ("firstRow", "firstColumn", "lastRow")] == ["1", "1", "0"]

    def test_no_cell_is_merged_or_empty(self, word):
        for table in word.tables:
            assert not table._tbl.findall(f".//{qn('w:gridSpan')}") + table._tbl.findall(f".//{qn('w:vMerge')}")
            assert {len(row.cells) for row in table.rows} == {len(table.columns)}
            assert all(cell.text for row in table.rows for cell in row.cells)

    def test_a_table_is_as_wide_as_its_page(self, word):
        for section in word.sections:
            room = section.page_width - section.left_margin - section.right_margin
            for block in section.iter_inner_content():
                if isinstance(block, Table):
                    assert abs(sum(column.width for column in block.columns) - room) < 13_000  # a point, in EMU

    def test_captions_stand_above_and_in_the_properties(self, word):
        blocks = list(word.iter_inner_content())
        captions = []
        for before, block in pairwise(blocks):
            if isinstance(block, Table):
                properties = block._tbl.tblPr
                named = properties.find(qn("w:tblCaption")).get(qn("w:val"))
                assert style_of(before) == "Caption"
                assert properties.find(qn("w:tblDescription")).get(qn("w:val"))
                captions.append((shown_caption(before), named))
        assert captions == [(f"Tabell {n}. {name}", name) for n, (_, name) in enumerate(captions, start=1)]


def shown_caption(paragraph: Paragraph) -> str:
    """The text with that of fields, which python-docx leaves out."""
    return "".join(each.text for each in paragraph._p.iter(qn("w:t")))


class TestLanguage:
    def test_every_language_is_swedish(self, word):
        styles = word.styles.element
        languages = {each.get(qn("w:val")) for each in styles.iter(qn("w:lang"))}
        assert languages == {"sv-SE"}
        assert styles.find(f"{qn('w:docDefaults')}//{qn('w:lang')}") is not None
        paragraphs = [each for each in styles.iter(qn("w:style")) if each.get(qn("w:type")) == "paragraph"]
        assert all(each.find(f".//{qn('w:lang')}") is not None for each in paragraphs)

    @pytest.mark.parametrize("name", VIEWS)
    def test_no_part_is_english(self, name):
        assert not [
            part
            for part, text in parts(VIEWS[name]).items()
            if re.search(r"en-(US|GB)|Calibri", text) and "theme" not in part
        ]


class TestProperties:
    def test_they_say_what_it_is_and_how_to_make_it_again(self):
        properties = read(VIEWS["exempelby"]).core_properties
        day = datetime(2026, 2, 15, tzinfo=UTC)
        assert properties.title == "Uppföljning av medborgarlöftet Exempelby 2025"
        assert properties.subject == "Skriftlig uppföljning, läget 15 februari 2026"
        assert properties.author == "polisen och kommunen"
        assert properties.keywords == COMMAND
        assert properties.language == "sv-SE"
        assert properties.revision == 1
        assert [each.replace(tzinfo=UTC) for each in (properties.created, properties.modified)] == [day, day]
        assert properties.comments == properties.last_modified_by == ""

    def test_a_long_command_is_kept_whole(self):
        command = f'loftekoll rapport --lokalpolisområde "{"å" * 5000}"'
        assert read(VIEWS["exempelby"]._replace(command=command)).core_properties.keywords == command


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("name", DOSSIERS)
def test_every_commitment_is_in_every_variant(name, variant):
    word = read(view(Chapter(promise_progress(DOSSIERS[name], date(2026, 2, 15))), variant=variant))
    text = whole_text(word)
    for each in DOSSIERS[name].promise.commitments:
        assert f"({each.id})" in text or f"Id i loggen:\t{each.id}\n" in text
        assert " ".join(each.text.split()) in text


@pytest.mark.parametrize("name", VIEWS)
def test_headings_are_those_of_the_report_in_markdown(name):
    """What the two forms are about is the same."""
    text = as_markdown(VIEWS[name], template_source(ROOT))
    found = [
        (len(marks) - 1, words.replace("\\", "")) for marks, words in re.findall(r"^(#{2,}) (.+)", text, re.MULTILINE)
    ]
    assert outline(read(VIEWS[name])) == found


@pytest.mark.parametrize("name", VIEWS)
def test_everything_that_a_view_tells_of_a_commitment_is_in_it(name):
    document = VIEWS[name]
    text = whole_text(read(document))
    for each in (commitment for chapter in document.chapters for commitment in chapter.commitments):
        wanted = [each.target, each.outcome, each.responsible, *each.assessments]
        if document.sections.details:
            wanted += [each.partners, each.audience, *each.changes]
        if document.sections.done:
            wanted += [each.done.note, *(row.places for row in each.done.rows)]
        assert [piece for piece in wanted if piece not in text] == []


def test_whole_report(golden):
    """Every block of a report with its style, a line each; a row of a table has its cells between bars."""
    lines = []
    for block in read(VIEWS["exempelby"]).iter_inner_content():
        if isinstance(block, Table):
            lines += [" | ".join(["  ", *(cell.text for cell in row.cells)]) for row in block.rows]
        else:
            lines.append(f"{style_of(block)}: {shown_caption(block) if style_of(block) == 'Caption' else block.text}")
    golden("rapport-exempelby-2025.docx.txt", "\n".join(lines) + "\n")


class TestBytes:
    def test_the_same_view_gives_the_same_bytes(self):
        assert all(as_word(document) == as_word(document) for document in VIEWS.values())

    def test_another_process_and_day_gives_the_same_bytes(self, tmp_path):
        program = (
            "import sys; sys.path.insert(0, sys.argv[1]); import test_word;"
            "sys.stdout.buffer.write(test_word.as_word(test_word.VIEWS['exempelby']))"
        )
        environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
        found = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", program, Path(__file__).parent],
            cwd=tmp_path, env=environment, capture_output=True, check=True,
        )  # fmt: skip
        assert found.stdout == as_word(VIEWS["exempelby"])

    def test_the_archive_tells_no_time_and_no_system(self):
        with zipfile.ZipFile(io.BytesIO(as_word(VIEWS["exempelby"]))) as archive:
            entries = archive.infolist()
        told = {(each.date_time, each.create_system, each.compress_type, each.external_attr >> 16) for each in entries}
        assert len(told) == 1
        assert [each.filename for each in entries] == sorted(each.filename for each in entries)
        assert {each.date_time for each in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert {each.create_system for each in entries} == {0}

    def test_nothing_of_another_program_is_left(self):
        assert sorted(parts(VIEWS["exempelby"])) == [
            "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels",
            "word/document.xml", "word/footer1.xml", "word/numbering.xml", "word/settings.xml", "word/styles.xml",
            "word/theme/theme1.xml",
        ]  # fmt: skip
        assert not re.search(r"rsid|w14:|python-docx", "".join(parts(VIEWS["exempelby"]).values()))


def test_without_the_extra_a_sentence_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delitem(sys.modules, "loftekoll.render.word.package")
    with pytest.raises(LoftekollError) as caught:
        as_word(VIEWS["exempelby"])
    assert caught.value.message == "för Word-filer behövs tillägget «word»"
    assert 'uv tool install "loftekoll[word]"' in caught.value.hint
