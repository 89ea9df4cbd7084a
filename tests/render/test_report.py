"""The report as Markdown: what people have written is text, whatever signs it holds."""

import html
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftekoll.errors import LoftekollError
from loftekoll.model import Activity, Assessment, Dossier, FollowUpNotes, LogFile, Promise
from loftekoll.progress import promise_progress
from loftekoll.render.follow_up import Chapter, document_view
from loftekoll.render.report import as_markdown, command_comment, markdown_text
from loftekoll.render.view import DocumentView, Variant

TEMPLATE = (Path(__file__).parents[2] / "templates" / "rapport.md.j2").read_text(encoding="utf-8")

HOSTILE = {
    "pipe": "a | b || c\\| d",
    "backticks": "`a` ```b``` ~~~c~~~",
    "script": "<script>alert(1)</script><!-- x --><b onclick=x>",
    "template": "{{ rapport.title }} {% for x in y %}{# #}",
    "lines": "a\n\n# b\r\n| c |\n---\n\td\u2028e",
    "heading": "# a",
    "list": "- a",
    "plus": "+ a",
    "numbered": "1. a",
    "numbered-paren": "12) a",
    "quote": "> a",
    "rule": "---",
    "underline": "===",
    "emphasis": "*a* _b_ **c** __d__ ~~e~~",
    "link": "[a](javascript:alert) ![b](c) <https://a.example> [d]: e [^f]",
    "entity": "&lt;b&gt; &#x3c; &nbsp;",
    "math": "$a$ $$b$$",
    "backslash": "a\\ \\* \\\\",
    "direction": "a\u202eb\u2066c\u200f",
    "controls": "a\x1b[31m\x07\x00b\x9b",
    "long": "å" * 5000,
    "emoji": "👮‍♀️ 警察 :smile: 🇸🇪",
    "surrogate": "a\udcffb",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trafik på Storgatan, kl. 18–20 (vecka 3).", "Trafik på Storgatan, kl. 18–20 (vecka 3)."),
        ("2,5 timmar", "2,5 timmar"),
        ("1.5 och 2.", "1.5 och 2."),
        ("1. a", "1\\. a"),
        ("-", "\\-"),
        ("a | b", "a \\| b"),
        ("<b>&amp;", "\\<b\\>\\&amp;"),
        ("  a \n b  ", "a b"),
        ("a\u202eb\x1bc", "a�b�c"),
        ("", ""),
    ],
)
def test_text_as_markdown(text, expected):
    assert markdown_text(text) == expected


class TestOracle:
    """A Markdown reader sees in the escaped text just the text, on one line."""

    @staticmethod
    def read(source: str) -> list:
        markdown_it = pytest.importorskip("markdown_it")
        return markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)

    @staticmethod
    def plain(token) -> str:
        assert {child.type for child in token.children} <= {"text"}
        return "".join(child.content for child in token.children)

    def check(self, text: str) -> None:
        shown = " ".join(text.split())
        tokens = self.read(f"{markdown_text(text)}\n")
        if shown:
            assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
            assert self.plain(tokens[1]) == shown
        cells = [
            token
            for token in self.read(f"| a | b |\n|---|---|\n| x | {markdown_text(text)} |\n")
            if token.type == "inline"
        ]
        assert [self.plain(token) for token in cells] == ["a", "b", "x", shown]

    @pytest.mark.parametrize(
        "text", [text for name, text in HOSTILE.items() if name not in {"direction", "controls", "surrogate"}]
    )
    def test_hostile(self, text):
        self.check(text)

    @given(st.text(alphabet=st.sampled_from("ab1 .)-+*_#`~|<>[]()!&;=\\{}$:/\n\t\"'^"), max_size=40))
    def test_law(self, text):
        self.check(text)


def hostile_view(text: str, variant: Variant = Variant.STEERING) -> DocumentView:
    """A report of two chapters where every field that a person can fill in holds the text."""
    promise = Promise.model_validate({
        "kommun": "Exempelby", "lokalpolisområde": text, "period": "2025", "parter": [text, "kommunen"],
        "förlänger": text, "diarienummer": {text: text}, "bakgrund": text,
        "källa": {"utgivare": text, "titel": text, "adress": text},
        "uppföljning": {"avstämning": "löpande", "mottagare": [text]}, "kommunikation": [text],
        "fokusområden": [{"namn": text, "bakgrund": text, "löften": [
            {
                "id": "a", "text": text, "mål": "minst en träff per vecka", "ansvarig": text, "samverkan": [text], "målgrupp": text,
                "ändringar": [{"från": "2025-07-01", "mål": "minst två träffar per vecka", "skäl": text}],
            },
            {"id": "b", "text": text, "avfört": {"datum": "2025-05-01", "skäl": text, "beslut": text}},
            {"id": "c", "text": text},
        ]}],
    })  # fmt: skip
    log = (
        Activity.model_validate({
            "datum": "2025-02-03", "löfte": ["a", "c"], "plats": text, "part": [text, "x"], "anteckning": text, "källa": text,
        }),
        Assessment.model_validate(
            {"datum": "2026-01-10", "löfte": "c", "bedömning": "ej uppfyllt", "avser": "2025", "motivering": text}
        ),
        FollowUpNotes.model_validate({
            "avvikelser": [text], "lärdomar": [text], "förslag": [text], "återkoppling": [{"datum": "2026-02-01", "till": text}],
        }),
    )  # fmt: skip
    files = tuple(LogFile(f"x/{n}", f"uppfoljning-2025-{n}.yaml", entry) for n, entry in enumerate(log))
    dossier = Dossier("promises/exempelby/2025.yaml", "exempelby/2025", promise, files)
    chapter = Chapter(promise_progress(dossier, date(2026, 2, 15)), text)
    return document_view([chapter, chapter._replace(previous=chapter.progress)], variant=variant, district=text)


def report(view: DocumentView, template: str = TEMPLATE) -> str:
    return as_markdown(view, lambda name: template if name == "rapport.md.j2" else None)


def shape(text: str) -> list[str]:
    """What each line is: a heading, a row with so many cells, an item, text or nothing."""
    kinds = []
    for line in text.splitlines():
        cells = line.replace("\\\\", "").replace("\\|", "").count("|")
        mark = line.split(" ")[0] if line.startswith(("#", "- ")) else ""
        kinds.append(mark or (f"row {cells}" if cells else "text" if line else ""))
    return kinds


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_is_interpreted_in_any_field(name, variant):
    """The report has the same lines whatever the texts hold: the same headings, rows, cells and items."""
    text = report(hostile_view(HOSTILE[name], variant))
    assert shape(text) == shape(report(hostile_view("vanlig text", variant)))
    assert "<script" not in text.replace("\\<", "")
    assert not set("\x1b\x07\x00\x9b\u202e\u2066\u2028\udcff") & set(text)


def test_a_hostile_text_is_shown_whole():
    text = report(hostile_view(HOSTILE["template"]))
    assert text.count("{{ rapport.title }} {% for x in y %}{\\# \\#}") > 20


def test_same_view_gives_the_same_bytes():
    assert report(hostile_view("a")).encode() == report(hostile_view("a")).encode()


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ rapport.finns_inte }}", "mallen använder något som inte finns (rapport.md.j2, rad 1)"),
        ("\n\n{{ finns_inte }}", "mallen använder något som inte finns (rapport.md.j2, rad 3)"),
        ("{% macro f() %}\n{{ x }}{% endmacro %}\n{{ f() }}", "mallen använder något som inte finns (rapport.md.j2, rad 2)"),
        ("{{ 1 / 0 }}", "mallen går inte att använda (rapport.md.j2, rad 1)"),
        ("{{ ''.__class__ }}", "mallen gör något som inte är tillåtet (rapport.md.j2, rad 1)"),
        ("{% include 'annan' %}", "mallen «annan» finns inte"),
        ("{% include '/etc/passwd' %}", "mallen «/etc/passwd» finns inte"),
        ("{% include 'a/../../b' %}", "mallen «a/../../b» finns inte"),
        ("{% include 'c:b' %}", "mallen «c:b» finns inte"),
        ("{% endif %}", "mallen går inte att läsa (rapport.md.j2, rad 1)"),
    ],
)  # fmt: skip
def test_a_wrong_template_is_told_with_its_line(template, message):
    with pytest.raises(LoftekollError) as caught:
        report(hostile_view("a"), template)
    assert caught.value.message == message
    assert caught.value.hint


def test_a_fault_in_reading_a_template_passes_through():
    def source(name: str) -> str | None:
        raise LoftekollError("mallen går inte att läsa", "spara den som UTF-8")

    with pytest.raises(LoftekollError, match="mallen går inte att läsa"):
        as_markdown(hostile_view("a"), source)


class TestCommand:
    def test_stands_at_the_end_whatever_the_template_does(self):
        view = hostile_view("a")._replace(command="loftekoll rapport kalix --år 2019 --per 2020-02-15")
        text = report(view, "Egen mall.")
        assert text == "Egen mall.\n\n<!-- loftekoll rapport kalix --år 2019 --per 2020-02-15 -->\n"

    def test_is_left_out_where_there_is_none(self):
        assert report(hostile_view("a"), "Egen mall.\n\n") == "Egen mall.\n"

    @given(st.text(min_size=1))
    def test_comes_back_and_never_ends_the_comment(self, command):
        comment = command_comment(command)
        assert comment.count(">") == 1
        assert html.unescape(comment) == f"\n<!-- {command} -->\n" or "&" in command


def test_a_template_that_was_changed_is_read_anew():
    view = hostile_view("a")
    assert [report(view, f"{{# {n} #}}{n}") for n in (1, 2, 1)] == ["1\n", "2\n", "1\n"]
