"""Texts of people in a Word document: shown as they are, whatever signs they hold, and never a broken file."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st

from loftekoll.progress import promise_progress
from loftekoll.render.follow_up import Chapter, document_view
from loftekoll.render.view import DocumentView, Fact, Variant
from loftekoll.render.word import as_word
from loftekoll.render.word.parts import content, paragraph
from loftekoll.store.read import load
from loftekoll.store.workspace import find_promises

EXAMPLES = Path(__file__).parents[2] / "examples"
KEPT = {"anchor", "kind", "iso_day", "id"}
"""Names of what no person has written."""

HOSTILE = {
    "pipes": "a | b || c",
    "backticks": "`a` ```b```",
    "markup": "<script>alert(1)</script><!-- x --></w:t></w:r></w:p><w:p/>]]>",
    "attribute": '" w:val="x" \'><w:tbl>',
    "entities": "&amp; &lt; &#0; &#x1f; &nbsp; &x;",
    "typst": '#panic("x") *y* $z$',
    "template": "{{ rapport.title }} {% for x in y %}{# #}",
    "field": '{ HYPERLINK "http://a.example" } \\* MERGEFORMAT',
    "formula": "=cmd|' /C calc'!A0",
    "controls": "a\x00b\x07c\x0bd\x1b[31me\x7ff\x9bg",
    "not characters": "a\ufffeb\uffffc",
    "surrogate": "a\udcffb",
    "direction": "a\u202eb\u2066c\u200fd",
    "hebrew": "שלום עולם",
    "lines": "a\nb\r\nc\td\u2028e",
    "long": "å" * 5000,
    "long with blanks": "åäö " * 1250,
    "emoji": "👮‍♀️ 警察 🇸🇪",
    "blanks": "  a  b  ",
    "addresses": "https://a.example/b?c=d&e=f#g#h https://å.example http:// https://a:99999999/ https://[::1 http://u@b.example",
}


def example() -> DocumentView:
    (files,) = find_promises(EXAMPLES).promises
    chapter = Chapter(promise_progress(load(files).dossier, date(2026, 2, 15)), "a1b2c3d")
    return document_view([chapter, chapter], variant=Variant.STEERING, command="loftekoll rapport", district="Norr")


EXAMPLE = example()


def with_text(value, text: str, name: str = ""):
    """The view with the text in the place of every text in it that a person could have written."""
    if type(value) is str:
        return value if name in KEPT or not value else text
    if hasattr(value, "_fields"):
        return type(value)(*(with_text(part, text, field) for field, part in zip(value._fields, value, strict=True)))
    return tuple(with_text(part, text, name) for part in value) if isinstance(value, tuple) else value


def blocks(document: DocumentView) -> list[str]:
    """The style of each paragraph, and the bounds of tables, rows and cells, in order."""
    body = Document(io.BytesIO(as_word(document))).element.body
    wanted = {qn("w:pStyle"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:sectPr")}
    return [each.get(qn("w:val")) or each.tag for each in body.iter() if each.tag in wanted]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_is_interpreted_in_any_field(name):
    """The document has the same blocks whatever the texts hold, and nothing in it that XML forbids."""
    assert blocks(with_text(EXAMPLE, HOSTILE[name])) == blocks(with_text(EXAMPLE, "vanlig text"))


@pytest.mark.parametrize(
    "name", ["markup", "attribute", "entities", "typst", "template", "field", "emoji", "hebrew", "blanks"]
)
def test_a_hostile_text_is_shown_as_it_is(name):
    word = Document(io.BytesIO(as_word(with_text(EXAMPLE, HOSTILE[name]))))
    texts = [Paragraph(each, word).text for each in word.element.body.iter(qn("w:p"))]
    assert sum(HOSTILE[name] in text for text in texts) > 100
    assert word.core_properties.title == HOSTILE[name]


def test_fields_are_only_those_of_the_program():
    with zipfile.ZipFile(io.BytesIO(as_word(with_text(EXAMPLE, HOSTILE["field"])))) as archive:
        document = archive.read("word/document.xml").decode()
    instructions = re.findall(r'w:instr="([^"]*)"', document) + re.findall(r"<w:instrText[^>]*>([^<]*)<", document)
    assert {each.strip() for each in instructions} == {r"SEQ Tabell \* ARABIC", r'TOC \o "1-2" \h \n'}


def test_a_row_that_could_be_higher_than_a_page_may_be_parted():
    word = Document(io.BytesIO(as_word(with_text(EXAMPLE, HOSTILE["long"]))))
    rows = [row._tr for table in word.tables for row in table.rows[1:]]
    assert not [
        row for row in rows if len("".join(row.itertext())) > 5000 and row.find(f".//{qn('w:cantSplit')}") is not None
    ]


def test_a_long_title_does_not_fill_the_footers():
    word = Document(io.BytesIO(as_word(with_text(EXAMPLE, HOSTILE["long"]))))
    assert len(word.sections[0].footer.paragraphs[0].text) < 120


def shown(text: str) -> str:
    """What a reader sees of a text, by a reader of XML that is not ours."""
    source = paragraph("Normal", content(text))
    spaces = nsdecls("w", "r")
    return "".join(each.text for each in parse_xml(f"<w:body {spaces}>{source}</w:body>").iter(qn("w:t")))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.text(alphabet="<>&\"'] a:/.h\x00\n"))
def test_any_text_comes_back(text):
    expected = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\N{REPLACEMENT CHARACTER}", text)
    assert shown(text) == re.sub(r"[\t\r\n]", " ", expected)


class TestAddresses:
    @staticmethod
    def targets(text: str) -> list[tuple[str, str]]:
        """What is shown of each link out of the document, and where it leads."""
        chapter = EXAMPLE.chapters[0]._replace(facts=(Fact("Källa", text), Fact("Parter", text)), background=text)
        word = Document(io.BytesIO(as_word(EXAMPLE._replace(has_several=False, chapters=(chapter,)))))
        found, *others = [each for each in word.paragraphs if each.text.endswith(text)]
        assert [each.hyperlinks for each in others] == [[], []]
        return [(link.text, link.address) for link in found.hyperlinks]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            pytest.param("Se https://a.example/b.", [("https://a.example/b", "https://a.example/b")], id="full-stop"),
            pytest.param(
                "(https://a.example/b) och http://c.example:8080/d?e=f&g=h#i",
                [
                    ("https://a.example/b", "https://a.example/b"),
                    ("http://c.example:8080/d?e=f&g=h#i", "http://c.example:8080/d?e=f&g=h#i"),
                ],
                id="two",
            ),
            pytest.param(
                "https://a.example/medborgarlöfte", [("https://a.example/medborgarlöfte", "https://a.example/medborgarl%C3%B6fte")],
                id="swedish",
            ),
            pytest.param("https://a.example/%zz#b#c", [("https://a.example/%zz#b#c", "https://a.example/%25zz#b%23c")], id="escapes"),
            pytest.param("https://å.example", [], id="host-in-swedish"),
            pytest.param("https://a.example:99999999/", [], id="no-port"),
            pytest.param("https://[::1/", [], id="no-host"),
            pytest.param("https://polisen.example@b.example/", [], id="a-name-before-the-host"),
            pytest.param("javascript:alert(1) file:///a ftp://b.example", [], id="other-schemes"),
            pytest.param(f"https://a.example/{'b' * 3000}", [], id="too-long"),
        ],
    )  # fmt: skip
    def test_are_links_when_they_can_be_opened(self, text, expected):
        assert self.targets(text) == expected

    def test_nothing_else_leads_out_of_the_document(self):
        facts = (Fact("Källa", HOSTILE["addresses"]),)
        word = Document(io.BytesIO(as_word(with_text(EXAMPLE, HOSTILE["addresses"])._replace(facts=facts))))
        outside = {
            relation.reltype: relation.target_ref for relation in word.part.rels.values() if relation.is_external
        }
        assert outside == {RELATIONSHIP_TYPE.HYPERLINK: "https://a.example/b?c=d&e=f#g%23h"}


ORDER = {
    "w:pPr": ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "tabs", "suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "sectPr"],
    "w:rPr": ["rStyle", "rFonts", "b", "bCs", "color", "sz", "szCs", "u", "lang"],
    "w:tblPr": ["tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription"],
    "w:trPr": ["cantSplit", "tblHeader"],
    "w:style": ["name", "basedOn", "next", "uiPriority", "semiHidden", "qFormat", "pPr", "rPr", "tblPr", "tblStylePr"],
    "w:sectPr": ["footerReference", "pgSz", "pgMar"],
    "w:settings": ["zoom", "defaultTabStop", "autoHyphenation", "hyphenationZone", "doNotHyphenateCaps", "characterSpacingControl", "compat", "themeFontLang", "decimalSymbol", "listSeparator"],
}  # fmt: skip
"""The order that ISO/IEC 29500-1 has for what we use; Word refuses another one."""


def test_elements_stand_in_the_order_of_the_standard():
    wrong = []
    with zipfile.ZipFile(io.BytesIO(as_word(EXAMPLE))) as archive:
        for part in ("document", "styles", "settings", "footer1"):
            for parent in parse_xml(archive.read(f"word/{part}.xml")).iter():
                names = ORDER.get(f"w:{parent.tag.partition('}')[2]}")
                places = [names.index(child.tag.partition("}")[2]) for child in parent] if names else []
                wrong += [parent.tag] if places != sorted(places) else []
    assert wrong == []
