"""The report as Markdown: what people have written is text, whatever signs it holds."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftekoll.errors import LoftekollError
from loftekoll.model import Activity, Assessment, Dossier, FollowUpNotes, LogFile, Promise
from loftekoll.period import calendar_year
from loftekoll.progress import promise_progress
from loftekoll.render.follow_up import report_view
from loftekoll.render.report import markdown_report, markdown_text
from loftekoll.render.view import ReportView

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


def hostile_view(text: str) -> ReportView:
    """A report where every field that a person can fill in holds the text."""
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
    return report_view(promise_progress(dossier, date(2026, 2, 15)), text)


def report(view: ReportView, template: str = TEMPLATE) -> str:
    return markdown_report(view, lambda name: template if name == "rapport.md.j2" else None)


def shape(text: str) -> list[str]:
    """What each line is: a heading, a row with so many cells, an item, text or nothing."""
    kinds = []
    for line in text.splitlines():
        cells = line.replace("\\\\", "").replace("\\|", "").count("|")
        mark = line.split(" ")[0] if line.startswith(("#", "- ")) else ""
        kinds.append(mark or (f"row {cells}" if cells else "text" if line else ""))
    return kinds


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_is_interpreted_in_any_field(name):
    """The report has the same lines whatever the texts hold: the same headings, rows, cells and items."""
    text = report(hostile_view(HOSTILE[name]))
    assert shape(text) == shape(report(hostile_view("vanlig text")))
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
        markdown_report(hostile_view("a"), source)


class TestView:
    @staticmethod
    def dossier(**more) -> Dossier:
        fields = {
            "kommun": "Exempelby", "period": "2024–2025", "parter": ["polisen"],
            "fokusområden": [{"namn": "A", "löften": [{"id": "a", "text": "T", "mål": "minst två träffar per år"}]}],
        }  # fmt: skip
        return Dossier("f", "exempelby/2024-2025", Promise.model_validate(fields | more))

    @staticmethod
    def logged(dossier: Dossier, *entries: dict) -> Dossier:
        log = []
        for n, entry in enumerate(entries):
            kind = Assessment if "bedömning" in entry else Activity if "datum" in entry else FollowUpNotes
            name = entry.pop("namn", f"{n}.yaml")
            log.append(LogFile(f"x/{name}", name, kind.model_validate(entry)))
        return dossier._replace(log=tuple(log))

    def summary(self, dossier: Dossier, day: date) -> tuple[str, ...]:
        return report_view(promise_progress(dossier, day)).summary

    @pytest.mark.parametrize(
        ("entries", "expected"),
        [
            pytest.param(
                [],
                ["Medborgarlöftet har ett löfte i ett fokusområde.",
                 "Inget är loggat för den här tiden. Det går därför inte att säga vad som har gjorts."],
                id="nothing",
            ),
            pytest.param(
                [{"datum": "2024-03-01", "löfte": "a"}],
                ["Medborgarlöftet har ett löfte i ett fokusområde.", "Så går det: i fas 1.", "En post är loggad, 1 mars 2024."],
                id="one-entry",
            ),
            pytest.param(
                [{"datum": "2024-03-01", "löfte": "a"}, {"datum": "2024-09-03", "löfte": "a"}],
                ["Medborgarlöftet har ett löfte i ett fokusområde.", "Så går det: uppfyllt 1.",
                 "Två poster är loggade, den senaste 3 september 2024."],
                id="two-entries",
            ),
            pytest.param(
                [{"datum": "2024-03-01", "löfte": "a", "bedömning": "uppfyllt", "avser": "2024–2025"}],
                ["Medborgarlöftet har ett löfte i ett fokusområde.",
                 "Inget är loggat för den här tiden. Det går därför inte att säga vad som har gjorts.",
                 "Ett löfte har bedömts av en person."],
                id="assessment-alone",
            ),
        ],
    )  # fmt: skip
    def test_summary(self, entries, expected):
        assert [*self.summary(self.logged(self.dossier(), *entries), date(2024, 12, 31))] == expected

    def test_a_verdict_that_differs_from_the_count_is_told(self):
        dossier = self.logged(
            self.dossier(),
            {"datum": "2024-03-01", "löfte": "a"},
            {"datum": "2026-01-10", "löfte": "a", "bedömning": "uppfyllt"},
        )
        assert self.summary(dossier, date(2026, 2, 1))[-1] == "Bedömningen är en annan än uträkningen för a."

    def test_nothing_logged_differs_from_no_verdict(self):
        dossier = self.logged(self.dossier(), {"datum": "2026-01-10", "löfte": "a", "bedömning": "uppfyllt"})
        view = report_view(promise_progress(dossier, date(2026, 2, 1)))
        (commitment,) = view.areas[0].commitments
        assert (commitment.outcome, commitment.assessment) == ("inget loggat", "Uppfyllt (10 januari 2026)")
        assert not commitment.differs

    def test_what_coordinators_wrote_about_a_year_is_in_the_report_of_that_year_and_of_the_whole(self):
        dossier = self.logged(
            self.dossier(),
            {"namn": "uppfoljning-2024.yaml", "lärdomar": ["om 2024"]},
            {"namn": "uppfoljning-2025.yaml", "lärdomar": ["om 2025"]},
        )
        day = date(2026, 2, 1)
        assert report_view(promise_progress(dossier, day)).notes.lessons == ("om 2024", "om 2025")
        assert report_view(promise_progress(dossier, day, calendar_year(2024))).notes.lessons == ("om 2024",)
        missing = report_view(promise_progress(dossier, day, calendar_year(2024))).notes.missing_file
        assert missing == "promises/exempelby/2024-2025/uppfoljning-2024.yaml"

    @pytest.mark.parametrize(
        ("agreed", "expected"),
        [
            pytest.param({"avstämning": ["2025-03-01", "2025-10-01"]}, "avstämning 1 mars 2025 och 1 oktober 2025", id="days"),
            pytest.param({"avstämning": "två gånger per år"}, "avstämning två gånger per år", id="phrase"),
            pytest.param({"skriftlig": "senast februari 2026"}, "skriftligt senast februari 2026", id="written"),
        ],
    )  # fmt: skip
    def test_agreed_follow_up(self, agreed, expected):
        view = report_view(promise_progress(self.dossier(uppföljning=agreed), date(2025, 1, 1)))
        assert ("Uppföljning", expected) in view.facts

    def test_a_period_that_ends_within_a_year_has_its_months_only(self):
        dossier = self.dossier(period={"från": "2024-11-15", "till": "2025-02-10"})
        tables = report_view(promise_progress(dossier, date(2025, 6, 1))).years
        assert [(table.year, table.months) for table in tables] == [(2024, ("nov", "dec")), (2025, ("jan", "feb"))]
        tables = report_view(promise_progress(dossier, date(2024, 12, 24))).years
        assert [(table.year, table.months) for table in tables] == [(2024, ("nov", "dec"))]
        assert report_view(promise_progress(dossier, date(2024, 6, 1))).years == ()

    def test_before_the_period(self):
        text = report(report_view(promise_progress(self.dossier(), date(2023, 6, 1))))
        assert "Löftets tid har inte börjat." in text
        assert "- **Utfall:** 0 av minst 2, ej börjat\n" in text

    def test_a_joint_promise_names_all(self):
        view = report_view(promise_progress(self.dossier(kommun=["Exempelby", "Kalix"]), date(2025, 1, 1)))
        assert view.title == "Uppföljning av medborgarlöftet Exempelby och Kalix 2024–2025"
