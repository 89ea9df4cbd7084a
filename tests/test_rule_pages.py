"""docs/regler.md is what the rules say of themselves, and every page of a rule is whole in all its forms."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from loftekoll import rules
from loftekoll.diagnostic import Severity
from loftekoll.render.rule_pages import (
    Page,
    family_title,
    list_text,
    page_of,
    page_text,
    pages_as_dict,
    rule_pages,
    rules_document,
)
from loftekoll.rules import RULES

DOCUMENT = Path(__file__).parents[1] / "docs" / "regler.md"
PAGES = rule_pages()
CODES = [rule.code for rule in RULES]


def test_the_document_is_that_of_the_rules(request):
    if request.config.getoption("--update-golden"):
        DOCUMENT.write_text(rules_document(), encoding="utf-8", newline="\n")
    assert DOCUMENT.read_text(encoding="utf-8") == rules_document()


def test_there_is_a_page_for_every_rule_in_order():
    assert [(page.code, page.name, page.severity) for page in PAGES] == [
        (rule.code, rule.name, rule.severity) for rule in RULES
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_no_word_of_a_rules_docstring_is_lost(page):
    (rule,) = [each for each in RULES if each.code == page.code]
    labels = ("", "Varför:", "Fel:", "Rätt:", "Gör så här:")
    parts = (page.what, page.why, page.wrong, page.right, page.act)
    told = " ".join(f"{label} {part}" for label, part in zip(labels, parts, strict=True))
    assert told.split() == page_of(rule).split()
    assert all(parts)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_the_page_on_the_screen_is_no_wider_than_asked_but_for_examples(page):
    for line in page_text(page, 60).splitlines():
        assert (
            len(line) <= 60 or line.startswith("    ") or " " not in line or line == page_text(page, 60).splitlines()[0]
        )


def test_the_page_on_the_screen_has_all_parts_in_order():
    page = Page("LK299", "påhittad regel", Severity.NOTE, "Vad.", "Skäl.", "a: 1\n  b: 2", "a: 2", "Skriv 2.")
    assert page_text(page, 80) == (
        "LK299 påhittad regel (upplysning)\n\nVad.\n\nVarför: Skäl.\n\nFel:\n\n    a: 1\n      b: 2\n\n"
        "Rätt:\n\n    a: 2\n\nGör så här: Skriv 2."
    )


def test_an_example_inside_running_text_keeps_its_lines():
    act = "Skriv så här:\n\n    a: 1\n    b: 2\n\nSpara sedan."
    page = Page("LK299", "påhittad regel", Severity.NOTE, "Vad.", "Skäl.", "a", "b", act)
    assert page_text(page, 80).endswith(f"Gör så här: {act}")


# --- lists and families ---------------------------------------------------------------------------------------------


def test_a_list_names_every_rule_below_its_family():
    lines = list_text(PAGES).splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == CODES
    titles = [line for line in lines if line and not line.startswith(" ")]
    assert titles == [family_title(family) for family in dict.fromkeys(code[:3] for code in CODES)]
    for title, code in pairwise([line for line in lines if line]):
        assert title.startswith("  ") or code.split()[0].startswith(title[:3])


@pytest.mark.parametrize(
    ("family", "title"),
    [
        ("LK1", "LK1 Form"),
        ("LK2", "LK2 Mål"),
        ("LK3", "LK3 Tid"),
        ("LK4", "LK4 Logg"),
        ("LK5", "LK5 Personuppgifter"),
        ("LK6", "LK6 Ändringar"),
        pytest.param("LK9", "LK9", id="a family that is newer than the table"),
    ],
)
def test_a_family_has_a_swedish_title(family, title):
    assert family_title(family) == title


def test_every_family_of_the_rules_has_a_title():
    assert [page.code for page in PAGES if family_title(page.family) == page.family] == []


def test_a_rule_that_is_added_gets_its_page_without_a_change_here(monkeypatch):
    """The generator knows no rule by name."""
    monkeypatch.setattr(rules, "RULES", RULES[:2])
    assert [page.code for page in rule_pages()] == CODES[:2]
    assert "LK103" not in rules_document()


def test_a_program_gets_the_same_keys_for_one_page_and_for_all():
    assert pages_as_dict([PAGES[0]]) == {"schema": 1, "regler": pages_as_dict(PAGES)["regler"][:1]}
    assert [each["kod"] for each in json.loads(json.dumps(pages_as_dict(PAGES)))["regler"]] == CODES


# --- the document ---------------------------------------------------------------------------------------------------


def test_every_rule_has_one_heading_one_permanent_anchor_and_one_line_of_contents():
    text = rules_document()
    assert re.findall(r"^### (LK\d{3}) ", text, re.MULTILINE) == CODES
    assert re.findall(r'^<a id="(lk\d{3})"></a>$', text, re.MULTILINE) == [code.lower() for code in CODES]
    assert re.findall(r"^\| \[(LK\d{3})\]\(#(lk\d{3})\) \|", text, re.MULTILINE) == [(c, c.lower()) for c in CODES]


def test_examples_stand_in_the_document_as_they_are_written():
    text = rules_document()
    for page in PAGES:
        assert f"```text\n{page.wrong}\n```" in text
        assert f"```text\n{page.right}\n```" in text


def test_no_sign_of_a_page_is_taken_for_markup():
    """What the words of a rule hold must not become a heading, a tag, a link or emphasis."""
    prose = re.sub(r"^(```)\w*\n.*?^```$|^<!--.*?-->$|^<a id.*$", "", rules_document(), flags=re.MULTILINE | re.DOTALL)
    plain = re.sub(r"\*\*[^*\n]+\*\*|^\*[A-Z][a-zåäö]+\.\*|\[LK\d{3}\]\(#lk\d{3}\)|\\.", "", prose, flags=re.MULTILINE)
    assert re.findall(r"[*<_]|\]\(", plain) == []
