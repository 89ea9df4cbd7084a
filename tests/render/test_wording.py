"""The fixed words of a report: every form takes them from one place, and says the same ones of the same report."""

import io
import re
import runpy
from collections import Counter
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from loftekoll.progress import promise_progress
from loftekoll.render.follow_up import Chapter, document_view
from loftekoll.render.report import as_html, as_markdown
from loftekoll.render.view import DocumentView, Variant
from loftekoll.render.word import as_word
from loftekoll.render.wording import Words, legend
from loftekoll.store.read import load
from loftekoll.store.templates import template_source
from loftekoll.store.workspace import find_promises

ROOT = Path(__file__).parents[2]
SOURCE = template_source(ROOT)
FORMS = ["md", "html", "docx", "pdf"]
ASKED = {
    "exempelby": ("exempelby/2025", "2026-02-15", Variant.STEERING),
    "exempelby-ks": ("exempelby/2025", "2026-02-15", Variant.BOARD),
    "exempelby-invånare": ("exempelby/2025", "2026-02-15", Variant.RESIDENTS),
    "strängnäs": ("strangnas/2021", "2022-02-01", Variant.ALL),
    "strängnäs-invånare": ("strangnas/2021", "2022-02-01", Variant.RESIDENTS),
    "inte börjat": ("kalix/2022-2023", "2021-12-01", Variant.ALL),
    "sandviken": ("sandviken/2022-2023", "2024-02-01", Variant.ALL),
}
SENTENCES = (
    "no_deviations", "unknown_deviations", "nothing_done", "nothing_logged", "nothing_missing", "not_begun", "differs",
    "gone", "made_for",
)  # fmt: skip
ONLY_IN_SOME = {
    "contents",
    "number",
    "commitment",
    "none",
    "area_caption",
    "windows_caption",
    "parties_caption",
    "comparison_caption",
}
"""Markdown has no list of contents, no links and few captions, but a column for the number; dashes follow from columns."""
TOKENS = Words(*(f"Q{n:03}Q" for n in range(len(Words._fields))))


def chapter(name: str, day: str) -> Chapter:
    dossiers = {
        files.name: files for folder in (ROOT, ROOT / "examples") for files in find_promises(folder).promises
    }  # fmt: skip
    progress = [
        promise_progress(load(dossiers[each]).dossier, date.fromisoformat(day))
        for each in (name, "sandviken/2020-2021")
    ]
    return Chapter(progress[0], previous=progress[1] if name.startswith("sandviken") else None)


@pytest.fixture(scope="module", params=ASKED)
def view(request) -> DocumentView:
    """A report in which every chapter has a note on the work."""
    name, day, variant = ASKED[request.param]
    found = document_view([chapter(name, day)], variant=variant, command="loftekoll rapport")
    (only,) = found.chapters
    return found._replace(chapters=(only._replace(work=only.work._replace(note="Anmärkt om arbetet.")),))


@pytest.fixture(scope="module")
def tokens_of(view) -> dict[str, str]:
    """The text of each form, with a token in the place of every fixed word."""
    return texts(view._replace(words=TOKENS))


def texts(view: DocumentView) -> dict[str, str]:
    found = {
        "md": as_markdown(view, SOURCE).replace("\\", ""),
        "html": page_text(as_html(view, SOURCE)),
        "docx": word_text(as_word(view)),
    }
    return {form: squeezed(text) for form, text in found.items()} | {"pdf": pdf_text(view)}


def pdf_text(view: DocumentView) -> str:
    return squeezed(pdf_reader()["made"](view).text)


@cache
def pdf_reader() -> dict[str, Any]:
    """What the tests of PDF read one with; skips when that is not installed."""
    return runpy.run_path(str(Path(__file__).with_name("test_pdf.py")))


def squeezed(text: str) -> str:
    """The text without blanks and hyphens, since a line of a PDF may end anywhere."""
    return re.sub(r"[\s\xad\u200b\u2060-]", "", text)


def page_text(page: str) -> str:
    class Text(HTMLParser):
        found = ""

        def handle_data(self, data: str) -> None:
            self.found += data

    parser = Text()
    parser.feed(re.sub(r"(?s)<style>.*?</style>", "", page))
    return parser.found


def word_text(data: bytes) -> str:
    return "\n".join(each.text or "" for each in Document(io.BytesIO(data)).element.body.iter(qn("w:t")))


def used(text: str) -> Counter[str]:
    """How often each fixed word stands in the text, by its name."""
    return Counter(Words._fields[int(number)] for number in re.findall(r"Q(\d{3})Q", text))


def test_every_form_has_the_same_headings_labels_and_columns(tokens_of):
    found = {form: set(used(text)) - ONLY_IN_SOME for form, text in tokens_of.items()}
    assert found == dict.fromkeys(FORMS, found["md"])


def test_every_form_has_the_same_sentences_as_often(tokens_of):
    found = {form: {name: used(text)[name] for name in SENTENCES} for form, text in tokens_of.items()}
    assert found == dict.fromkeys(FORMS, found["md"])


def test_no_form_has_such_words_of_its_own(view, tokens_of):
    """What the view says itself may hold such words, and a single one may stand in what people have written."""
    said = squeezed(str(view._replace(words=TOKENS)))
    fixed = [squeezed(word) for word in Words() if " " in word]
    own = [(form, word) for form, text in tokens_of.items() for word in fixed if word in text and word not in said]
    assert own == []


def test_every_form_tells_what_the_work_does_not_count(view, tokens_of):
    times = 1 if view.sections.work else 0
    assert {form: text.count("Anmärktomarbetet.") for form, text in tokens_of.items()} == dict.fromkeys(FORMS, times)


def test_pictures_are_explained_or_told(view, tokens_of):
    """A form with pictures says what their lines and boxes mean; one without says what the lines show."""
    if not view.sections.charts:
        return
    charts = [each for chapter in view.chapters for commitment in chapter.commitments for each in commitment.charts]
    for form in ("html", "pdf"):
        assert [each.legend for each in charts if squeezed(each.legend) not in tokens_of[form]] == []
    told = [each.description for each in charts if each.kind != "fönster" and not view.sections.done]
    for form in ("md", "docx"):
        assert [text for text in told if squeezed(text) not in tokens_of[form]] == []


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["gjort"], "Fylld ruta: målet nåddes."),
        (["gjort", "missat"], "Fylld ruta: målet nåddes. Ruta med kryss: målet missades."),
        (["gjort", "oklart"], "Fylld ruta: målet nåddes. Ruta med frågetecken: går inte att bedöma."),
        (["gjort", "kommer"], "Fylld ruta: målet nåddes. Streckad ruta: tiden är inte slut."),
    ],
)
def test_a_strip_explains_the_boxes_that_it_has(states, expected):
    assert legend("fönster", states) == expected
