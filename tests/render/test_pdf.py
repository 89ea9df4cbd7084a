"""The report as PDF: what a screen reader meets in it, that it is the same every time, and that no text steers it."""

import io
import re
import subprocess
import sys
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loftekoll.errors import LoftekollError
from loftekoll.period import calendar_year
from loftekoll.progress import promise_progress
from loftekoll.render.follow_up import Chapter, document_view
from loftekoll.render.pdf import PDF_TEMPLATE, as_pdf
from loftekoll.render.printable import printable
from loftekoll.render.view import ChapterView, DocumentView, Fact, Variant
from loftekoll.store.read import load
from loftekoll.store.templates import template_source
from loftekoll.store.workspace import find_promises

pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("typst")

ROOT = Path(__file__).parents[2]
DOSSIERS = {
    files.name: load(files).dossier
    for folder in (ROOT, ROOT / "examples")
    for files in find_promises(folder).promises
}  # fmt: skip
SOURCE = template_source(ROOT)
COMMAND = 'loftekoll rapport --lokalpolisområde "Å & <Ö>" --år 2022 --per 2023-02-01'


def chapter(name: str, day: str = "2026-02-15", year: int | None = None, before: str = "") -> Chapter:
    previous = promise_progress(DOSSIERS[before], date.fromisoformat(day)) if before else None
    span = calendar_year(year) if year else None
    return Chapter(promise_progress(DOSSIERS[name], date.fromisoformat(day), span), "abc1234", previous)


def document(name: str, variant: Variant = Variant.ALL) -> DocumentView:
    return document_view([chapter(name)], variant=variant, command=COMMAND)


def district() -> DocumentView:
    """Two chapters, a picture, a comparison: every part of the template."""
    view = document_view(
        [chapter("exempelby/2025"), chapter("sandviken/2022-2023", before="sandviken/2020-2021")],
        variant=Variant.STEERING, district="Östra Norrbotten", command=COMMAND,
    )  # fmt: skip
    return view._replace(chapters=tuple(first_area(each) for each in view.chapters))


def first_area(found: ChapterView) -> ChapterView:
    """The chapter with its first area alone, to be quick."""
    anchors = {each.anchor for each in found.areas[0].commitments}
    comparison = found.comparison and found.comparison._replace(
        rows=tuple(row for row in found.comparison.rows if row.anchor in anchors)
    )
    return found._replace(
        areas=found.areas[:1],
        deviations=tuple(each for each in found.deviations if each.anchor in anchors),
        comparison=comparison,
        months=tuple(
            table._replace(rows=tuple(row for row in table.rows if row.anchor in anchors)) for table in found.months
        ),
    )


class Node:
    """An element of the tag tree: its tag, its attributes and what is below it."""

    def __init__(self, raw) -> None:
        self.raw, self.tag = raw, str(raw.S)
        below = raw.get("/K", [])
        found = below if isinstance(below, pikepdf.Array) else [below]
        self.children = [Node(each) for each in found if isinstance(each, pikepdf.Dictionary) and "/S" in each]

    def all(self) -> list["Node"]:
        return [self, *(each for child in self.children for each in child.all())]

    def below(self, tag: str) -> list["Node"]:
        return [each for each in self.all() if each.tag == tag]


class Pdf:
    """A PDF that was made, and how to look into it."""

    def __init__(self, data: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(data))
        self.root = self.file.Root
        (top,) = self.root.StructTreeRoot.K
        self.tree = Node(top)

    @property
    def headings(self) -> list[int]:
        return [int(each.tag[2:]) for each in self.tree.all() if re.fullmatch(r"/H\d", each.tag)]

    @property
    def addresses(self) -> set[str]:
        notes = [note for page in self.file.pages for note in page.get("/Annots", [])]
        return {str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A}

    @cached_property
    def text(self) -> str:
        """All that is shown, without blanks, since a line may end anywhere."""
        return squeezed("".join(piece for page in self.file.pages for piece in shown_on(page)))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\xad\u200b\u2060]", "", text)


def shown_on(page):
    """The pieces of text on a page, read by the fonts' own tables; what a hyphen hides is in `ActualText`."""
    fonts = {name: signs_of(font) for name, font in page.Resources.get("/Font", {}).items()}
    signs, hidden = {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                signs = fonts[str(operands[0])]
            case "BDC" | "BMC":
                actual = (
                    operands[1].get("/ActualText")
                    if len(operands) > 1 and not isinstance(operands[1], pikepdf.Name)
                    else None
                )
                hidden.append(actual is not None)
                if actual is not None:
                    yield str(actual)
            case "EMC":
                hidden.pop()
            case "Tj" | "TJ" if not any(hidden):
                strings = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                for each in strings:
                    if isinstance(each, pikepdf.String):
                        raw = bytes(each)
                        yield from (signs.get(raw[n : n + 2].hex(), "") for n in range(0, len(raw), 2))


def signs_of(font) -> dict[str, str]:
    table = bytes(font.ToUnicode.read_bytes()).decode("ascii")
    return {
        code.lower(): bytes.fromhex(sign).decode("utf-16-be")
        for code, sign in re.findall(r"^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>$", table, re.MULTILINE)
    }


def made(view: DocumentView) -> Pdf:
    return Pdf(as_pdf(view, SOURCE))


@pytest.fixture(scope="module")
def pdf():
    return made(district())


class TestAccessible:
    def test_says_that_it_is_tagged_and_for_archives(self, pdf):
        assert bool(pdf.root.MarkInfo.Marked)
        meta = pdf.file.open_metadata()
        assert meta["pdfuaid:part"] == "1"
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")

    def test_is_in_swedish_and_shows_its_title(self, pdf):
        assert str(pdf.root.Lang) == "sv-SE"
        assert bool(pdf.root.ViewerPreferences.DisplayDocTitle)
        expected = "Uppföljning av medborgarlöften i lokalpolisområde Östra Norrbotten – för styrgruppen"
        assert str(pdf.file.docinfo.Title) == expected

    def test_carries_its_command_and_no_day_but_its_own(self, pdf):
        assert str(pdf.file.docinfo.Keywords) == COMMAND
        assert str(pdf.file.docinfo.CreationDate) == str(pdf.file.docinfo.ModDate) == "D:20260215000000Z"

    def test_pages_are_a4(self, pdf):
        assert {tuple(round(float(side)) for side in page.MediaBox) for page in pdf.file.pages} == {(0, 0, 595, 842)}

    def test_headings_are_one_tree(self, pdf):
        levels = pdf.headings
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert int(pdf.root.Outlines.Count) > 3

    def test_tables_have_captions_and_heads_of_columns(self, pdf):
        tables = pdf.tree.below("/Table")
        assert len(tables) > 5
        for table in tables:
            assert [each.tag for each in table.children] == ["/Caption", "/THead", "/TBody"]
            (head,) = table.children[1].children
            assert {each.tag for each in head.children} == {"/TH"}
            scopes = [each.raw.A for each in head.children]
            assert all("/Column" in repr(each) for each in scopes)
            assert {len(row.children) for row in table.below("/TR")} == {len(head.children)}

    @pytest.mark.parametrize("name", DOSSIERS)
    def test_tags_stand_where_they_belong(self, name):
        """Also where a page ends between them: typst moves the parts of a figure apart when no block holds it."""
        parents = {
            "/LI": {"/L"}, "/Lbl": {"/LI"}, "/LBody": {"/LI"}, "/TR": {"/THead", "/TBody"}, "/TH": {"/TR"}, "/TD": {"/TR"},
            "/THead": {"/Table"}, "/TBody": {"/Table"}, "/Table": {"/Document"}, "/Caption": {"/Table", "/Div"},
            "/TOCI": {"/TOC"}, "/BlockQuote": {"/Document"}, "/H1": {"/Document"}, "/H2": {"/Document"},
        }  # fmt: skip
        for each in made(document(name, Variant.STEERING)).tree.all():
            for child in each.children:
                assert each.tag in parents.get(child.tag, {each.tag})

    def test_pictures_are_told_in_words(self, pdf):
        told = [str(each.raw.Alt) for each in pdf.tree.below("/Figure")]
        charts = [chart for each in district().chapters for c in each.commitments for chart in c.charts]
        assert charts
        assert told == [f"{chart.title}. {chart.description}" for chart in charts]


class TestWhole:
    @pytest.mark.parametrize("variant", Variant)
    @pytest.mark.parametrize("name", DOSSIERS)
    def test_every_commitment_is_in_every_variant(self, name, variant):
        view = document(name, variant)
        pdf = made(view)
        for each in DOSSIERS[name].promise.commitments:
            assert squeezed(each.text) in pdf.text
            assert (f"Idiloggen:{each.id}" if view.sections.details else f"({each.id})") in pdf.text

    def test_nothing_of_the_view_is_left_out(self):
        view = district()
        text = made(view).text
        for found in view.chapters:
            said = [*found.summary, *(each.text for each in (*found.facts, *found.deviations)), *found.missing]
            for c in found.commitments:
                said += [c.heading, c.target, c.amount, c.standing, *c.assessments, *c.changes]
                said += [part for row in c.done.rows for part in row if part and part != row.iso]
            said += [part for table in found.months for row in table.rows for part in (row.sum, row.unit)]
            said += [row.remark for row in found.comparison.rows] if found.comparison else []
            for each in said:
                assert squeezed(each) in text
        assert all(squeezed(each) in text for each in (*view.method, *(fact.text for fact in view.glossary)))


class TestSameBytes:
    PROGRAM = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_pdf as t;"
        "sys.stdout.buffer.write(t.as_pdf(t.district(), t.SOURCE))"
    )

    def test_in_this_process_and_in_others(self, tmp_path, child_environment):
        first = as_pdf(district(), SOURCE)
        assert first == as_pdf(district(), SOURCE)
        for number, zone in (("1", "Asia/Tokyo"), ("2", "America/New_York")):
            environment = child_environment | {"PYTHONHASHSEED": number, "TZ": zone, "SOURCE_DATE_EPOCH": number}
            command = [sys.executable, "-c", self.PROGRAM, str(Path(__file__).parent)]
            again = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=True).stdout
            assert again == first


HOSTILE = {
    "typst": '#panic("x") #eval("1") *y* _z_ $a$ `r` ```s``` @ref <lab> \\ // c /* d */ = h #[ ] { } ~ -- \'"',
    "heading": "= rubrik",
    "list": "- punkt",
    "term": "/ a: b",
    "template": "{{ rapport.title }} {% for x in y %}{# #}",
    "script": "<script>alert(1)</script> a | b || c",
    "link": "[a](javascript:alert) <https://a.example> https://b.example/å?c#d.",
    "controls": "a\x1b[31m\x07\x00b\x9b\u2028c\nd",
    "direction": "a\u202eb\u2066c\u200f",
    "surrogate": "a\udcffb",
    "emoji": "👮‍♀️ 警察 1️⃣ 🇸🇪 é e\u0301 \ue000",
    "long": "å" * 5000,
    "long-no-break": "ab\xa0" * 1600,
}
WRITTEN = {
    "title", "text", "background", "name", "heading", "responsible", "partners", "audience", "target", "assessments",
    "changes", "places", "parties", "remark", "lessons", "proposals", "deviations", "party", "description",
}  # fmt: skip
BLOCKS = re.compile(r"/(Title|H\d|L|LI|Table|TR|TH|TD|Caption|Figure|BlockQuote|TOCI)")


def filled(value, text: str, *, here: bool = False):
    """The view with every text that people can write replaced."""
    if type(value) is str:
        return text if here and value else value
    if isinstance(value, Fact):
        return Fact(text, text)
    if not isinstance(value, tuple):
        return value
    if not hasattr(value, "_fields"):
        return tuple(filled(each, text, here=here) for each in value)
    fields = zip(value._fields, value, strict=True)
    found = value._replace(**{name: filled(part, text, here=name in WRITTEN) for name, part in fields})
    return found._replace(title=f"Uppföljning {text}") if isinstance(found, DocumentView) else found


class TestHostile:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_no_text_is_interpreted_in_any_field(self, name):
        """The tags are the same whatever the texts hold, and the text is there as it was written."""

        def shape(pdf: Pdf) -> list[str]:
            return [each.tag for each in pdf.tree.all() if BLOCKS.fullmatch(each.tag)]

        view = district() if len(HOSTILE[name]) < 1000 else document("strangnas/2021")
        pdf = made(printable(filled(view, HOSTILE[name])))
        assert shape(pdf) == shape(made(filled(view, "vanlig text")))
        assert pdf.addresses <= {"https://a.example", "https://b.example/å?c#d", "https://b.example/%C3%A5?c#d"}
        if name not in {"controls", "direction", "surrogate", "emoji"}:
            assert pdf.text.count(squeezed(HOSTILE[name])) > 20

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("1️⃣ träff", "1�träff"),
            ("a🏽 1", "a�1"),
            ("👮‍♀️🇸🇪", "�♀�"),
            ("警察 é", "�é"),
            ("\ue000", "�"),
            ("☎ → ✔ ½ Ł ő ß Ж α", "☎→✔½ŁőßЖα"),
        ],
    )
    def test_signs_that_no_font_has_are_replaced_and_figures_never(self, text, expected):
        text = f"före {text} efter"
        pdf = made(filled(document("kalix/2019"), text))
        assert f"före{expected}efter" in pdf.text
        assert ("Tecknet�står" in pdf.text) is ("�" in expected)

    @settings(max_examples=25, deadline=None)
    @given(st.text())
    @example("")
    @example(" \u200b\xad\u2060")
    def test_no_text_makes_a_fault(self, text):
        assert as_pdf(printable(filled(document("kalix/2019"), text)), SOURCE).startswith(b"%PDF")


class TestTemplates:
    def test_ones_own_is_shown_with_the_files_that_it_names(self):
        files = {
            "egen.typ": '#import "delar.typ": hej\n= #hej\n#image("vapen.svg", alt: "Vapen")\n#include "slut.typ"',
            "delar.typ": '#let hej = "Hej " + json("data.json").title',
            "slut.typ": "Slut.",
            "vapen.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
        }
        data = as_pdf(document("kalix/2019"), files.get, "egen.typ")
        assert b"<pdf:Keywords>loftekoll rapport " in data
        assert b"(sv-SE)" in data
        assert data == as_pdf(document("kalix/2019"), files.get, "egen.typ")

    @pytest.mark.parametrize(
        ("template", "message"),
        [
            ("= a\n\n#finns-inte", "mallen använder något som inte finns (rapport.typ, rad 3)"),
            ('#json("data.json").finns_inte', "mallen använder något som inte finns (rapport.typ, rad 1)"),
            ('= a\n#panic("x")', "mallen går inte att använda (rapport.typ, rad 2)"),
            ("= a\n#let x = (", "mallen går inte att läsa (rapport.typ, rad 2)"),
            ("= a\n=== b", "mallen hoppar över en rubriknivå (rapport.typ, rad 2)"),
            ('= a\n#image(bytes("<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"9\\" height=\\"9\\"/>"))',
             "mallen har en bild utan beskrivning (rapport.typ, rad 2)"),
            ("= a\n👮", "mallen ger en PDF som inte alla kan läsa (rapport.typ, rad 2)"),
            ('= a\n#include "del.typ"', "mallen använder något som inte finns (del.typ, rad 2)"),
            ('= a\n#include "ingen.typ"', "mallen hämtar något som inte finns i mappen «templates» (rapport.typ, rad 2)"),
            ("#let f(x) = f(x + 1)\n#f(1)", "mallen går inte att använda (rapport.typ, rad 1)"),
        ],
    )  # fmt: skip
    def test_a_wrong_one_is_told_with_its_line(self, template, message):
        with pytest.raises(LoftekollError) as caught:
            as_pdf(document("kalix/2019"), {PDF_TEMPLATE: template, "del.typ": "a\n#finns-inte"}.get)
        assert caught.value.message == message
        assert caught.value.hint

    @pytest.mark.parametrize(
        "path", ["hemlig.txt", "/hemlig.txt", "../hemlig.txt", "/etc/passwd", "promises/hemlig.txt", "__init__.py"]
    )
    @pytest.mark.parametrize("word", ["read", "json", "yaml", "csv", "xml", "cbor", "image", "plugin", "bibliography"])
    def test_reads_nothing_from_the_disk(self, tmp_path, monkeypatch, word, path):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "promises").mkdir()
        for name in ("hemlig.txt", "promises/hemlig.txt", "__init__.py"):
            (tmp_path / name).write_text("hemligt")
        with pytest.raises(LoftekollError) as caught:
            as_pdf(document("kalix/2019"), {PDF_TEMPLATE: f'= a\n#{word}("{path}")'}.get)
        assert caught.value.message.endswith("«templates» (rapport.typ, rad 2)")

    @pytest.mark.parametrize(
        ("line", "word"),
        [
            ('#import "@preview/cetz:0.3.0": *', "import"),
            ('#include "@preview/cetz:0.3.0"', "include"),
            ('#import ("@pre" + "view/cetz:0.3.0"): *', "import"),
            ('#import "@\\u{70}review/cetz:0.3.0": *', "import"),
            ('#let x = "@preview/cetz:0.3.0"\n#import x: *', "import"),
            ('#{ import/**/ "@preview/cetz:0.3.0" }', "import"),
            ('#import "/etc/a.typ"', "import"),
            ('#eval("im" + "port \\"@preview/cetz:0.3.0\\"")', "eval"),
            ('#let e = dictionary(std).at("ev" + "al")', "std"),
        ],
    )
    def test_fetches_no_package(self, line, word):
        with pytest.raises(LoftekollError) as caught:
            as_pdf(document("kalix/2019"), {PDF_TEMPLATE: f"= a\n{line}"}.get)
        where = 3 if line.startswith("#let x") else 2
        assert caught.value.message == f"mallen gör något som inte är tillåtet: «{word}» (rapport.typ, rad {where})"

    def test_a_missing_one_and_one_for_another_form_are_named(self):
        for name, message in (
            ("ingen.typ", "mallen «ingen.typ» finns inte"),
            ("a.md.j2", "mallen «a.md.j2» är inte en mall för PDF"),
        ):
            with pytest.raises(LoftekollError) as caught:
                as_pdf(document("kalix/2019"), lambda _: None, name)
            assert caught.value.message == message


def test_without_typst_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(LoftekollError) as caught:
        as_pdf(document("kalix/2019"), SOURCE)
    assert caught.value.message == "för PDF behövs tillägget «pdf»"
    assert 'uv tool install "loftekoll[pdf]"' in caught.value.hint
