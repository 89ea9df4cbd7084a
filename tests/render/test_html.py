"""The report as a page: its HTML is valid, holds every commitment, and shows what people have written as text."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import html5lib
import pytest

from loftekoll.errors import LoftekollError
from loftekoll.model import Dossier
from loftekoll.period import Stretch, calendar_year
from loftekoll.progress import promise_progress
from loftekoll.render.follow_up import Chapter, document_view
from loftekoll.render.report import as_html, command_in_page, linked
from loftekoll.render.view import DocumentView, Fact, Variant
from loftekoll.store.read import load
from loftekoll.store.templates import template_source
from loftekoll.store.workspace import find_promises


class Asked(NamedTuple):
    """A report that is asked for: promises, the day, and a year or the whole period."""

    names: tuple[str, ...]
    day: date
    year: int | None = None
    variant: Variant = Variant.ALL
    district: str = ""


EXEMPELBY = Asked(("exempelby/2025",), date(2026, 2, 15))
HAPARANDA = Asked(("haparanda/2020-2022",), date(2023, 2, 1))
PAGES = {
    "rapport-exempelby-2025.html": EXEMPELBY,
    "rapport-exempelby-2025-invanare.html": EXEMPELBY._replace(variant=Variant.RESIDENTS),
    "rapport-exempelby-2025-ks.html": EXEMPELBY._replace(variant=Variant.BOARD),
    "rapport-kalix-2019.html": Asked(("kalix/2019",), date(2020, 2, 1)),
    "rapport-haparanda-2020-2022.html": HAPARANDA,
    "rapport-haparanda-2021.html": HAPARANDA._replace(year=2021),
    "rapport-sandviken-2022-2023.html": Asked(("sandviken/2022-2023",), date(2024, 2, 1)),
    "rapport-strangnas-2021.html": Asked(("strangnas/2021",), date(2022, 2, 1)),
    "rapport-ostra-norrbotten-2022.html": Asked(
        ("kalix/2022-2023", "haparanda/2020-2022"), date(2023, 2, 1), 2022, district="Östra Norrbotten"
    ),
}

HOSTILE = {
    "script": "</style></title></script><script>alert(1)</script><!-- x --><img src=x onerror=alert(1)>",
    "attribute": '" onclick="alert(1)" x=\'y',
    "comment": "--> ]]> <![CDATA[ <!--",
    "template": "{{ rapport.title }} {% for x in y %}{# #}",
    "entity": "&lt;b&gt; &#x3c; &nbsp; &amp;",
    "markdown": "a | b `c` *d* [e](javascript:alert) #panic #f",
    "address": 'javascript:alert(1) data:text/html,x https://a.example/<b>"onclick=alert(1)',
    "long": "å" * 5000,
    "emoji": "👮‍♀️ 警察 🇸🇪",
    "arabic": "شرطة 12 شارع",
}
FIXED = {"anchor", "iso", "iso_day", "kind", "state", "variant"}
"""Fields of the view that are ours and never what a person has written."""


def poisoned(value, text: str):
    """The view with every text that is shown replaced, even those that are ours."""
    if hasattr(value, "_fields"):
        parts = {name: part if name in FIXED else poisoned(part, text) for name, part in value._asdict().items()}
        return type(value)(**parts)
    if isinstance(value, tuple):
        return tuple(poisoned(part, text) for part in value)
    return text if type(value) is str and value else value


@pytest.fixture(scope="module")
def dossiers(_published) -> dict[str, Dossier]:
    found = {files.name: load(files).dossier for files in find_promises(_published).promises}
    return {name: dossier for name, dossier in found.items() if dossier}


@pytest.fixture(scope="module")
def view_of(dossiers):
    def view(asked: Asked) -> DocumentView:
        year = calendar_year(asked.year) if asked.year else None
        chapters = [Chapter(promise_progress(dossiers[name], asked.day, year)) for name in asked.names]
        command = f"loftekoll rapport {asked.names[0].split('/')[0]} --per {asked.day}"
        return document_view(chapters, variant=asked.variant, command=command, district=asked.district)

    return view


def page(view: DocumentView, folder: Path = Path()) -> str:
    return as_html(view, template_source(folder))


def parsed(text: str):
    """The tree of a page without any parse error at all, as browsers are told to build it."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def tags(tree) -> list[str]:
    """The names of all elements in order."""
    return [each.tag for each in tree.iter() if isinstance(each.tag, str)]


def text_of(element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.fixture(scope="module", params=PAGES)
def tree(request, view_of):
    return parsed(page(view_of(PAGES[request.param])))


@pytest.mark.parametrize("name", PAGES)
def test_page(view_of, golden, name):
    golden(name, page(view_of(PAGES[name])))


def test_language_title_and_viewport(tree):
    assert tree.get("lang") == "sv"
    assert tree.findtext("head/title").startswith("Uppföljning av medborgarlöfte")
    assert tree.find("head/meta[@name='viewport']").get("content") == "width=device-width, initial-scale=1"


def test_one_first_heading_and_no_level_is_skipped(tree):
    levels = [int(tag[1]) for tag in tags(tree) if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_landmarks(tree):
    assert [each.tag for each in tree.find("body") if each.tag != "a"] == ["header", "nav", "main", "footer"]
    first = tree.find("body")[0]
    assert (text_of(first), first.get("href")) == ("Hoppa till innehållet", f"#{tree.find('body/main').get('id')}")


def test_every_id_is_unique_and_every_link_leads_somewhere(tree):
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert sorted(set(ids)) == sorted(ids)
    named = " ".join(each.get("aria-labelledby", "") for each in tree.iter()).split()
    inside = [each.get("href")[1:] for each in tree.iter("a") if each.get("href").startswith("#")]
    assert set(inside) | set(named) <= set(ids)


def test_tables_have_captions_and_headers_with_scope(tree):
    for table in tree.iter("table"):
        assert text_of(table.find("caption"))
        assert {(each.tag, each.get("scope")) for each in table.find("thead/tr")} == {("th", "col")}
        for row in table.findall("tbody/tr"):
            assert [row[0].tag, row[0].get("scope"), *{each.tag for each in row[1:]}] == ["th", "row", "td"]
            assert len(row) == len(table.find("thead/tr"))
    captions = [text_of(each) for each in tree.iter("caption")]
    assert sorted(set(captions)) == sorted(captions)


def test_every_scrolling_region_can_be_reached_and_is_named_by_its_table(tree):
    for region in [each for each in tree.iter("section") if each.get("class") == "wide"]:
        assert region.get("tabindex") == "0"
        assert region.get("aria-labelledby") == region.find("table/caption").get("id")


def test_a_standing_is_a_word_and_its_sign_is_decoration(tree):
    for each in [each for each in tree.iter("span") if each.get("class") == "standing"]:
        assert each.text.strip() == each.get("data-standing")
        assert each.find("span").get("aria-hidden") == "true"


def test_no_script_and_nothing_is_fetched(tree):
    assert not {"script", "iframe", "img", "object", "embed", "form", "base", "image", "use"} & set(tags(tree))
    for each in tree.iter():
        assert not [name for name in each.keys() if name.startswith("on") or name in {"src", "srcset"}]  # noqa: SIM118 - an element is no dict
        address = each.get("href", "#")
        assert address.startswith("#") or (each.tag, address) == ("link", "data:,") or each.tag == "a"
    assert not re.search(r"url\(|@import|expression", tree.findtext("head/style"))


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("name", ["exempelby/2025", "haparanda/2020-2022", "strangnas/2021"])
def test_every_commitment_is_in_every_variant(view_of, dossiers, name, variant):
    tree = parsed(page(view_of(Asked((name,), date(2026, 2, 15), variant=variant))))
    shown = [text_of(each) for each in tree.iter("code")]
    assert [each.id for each in dossiers[name].promise.commitments] == shown
    texts = [text_of(each) for each in [*tree.iter("blockquote"), *tree.iter("bdi")]]
    assert {" ".join(each.text.split()) for each in dossiers[name].promise.commitments} <= set(texts)


def test_the_command_stands_in_the_head(view_of):
    view = view_of(EXEMPELBY)._replace(command="loftekoll rapport \"x\" --mall 'y' <z>")
    assert parsed(page(view)).find("head/meta[@name='loftekoll']").get("content") == view.command
    assert parsed(page(view._replace(command=""))).find("head/meta[@name='loftekoll']") is None


def _shape(tree) -> list[tuple[str, list[str]]]:
    """All elements in order, each with the names of its attributes."""
    return [(str(each.tag), sorted(each.keys())) for each in tree.iter()]


@pytest.fixture(scope="module", params=[EXEMPELBY, PAGES["rapport-ostra-norrbotten-2022.html"]], ids=["one", "several"])
def view_and_shape(request, view_of):
    view = view_of(request.param)
    return view, _shape(parsed(page(poisoned(view, "vanlig text"))))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_is_interpreted_in_any_field(view_and_shape, text):
    """The page has the same elements and attributes whatever the texts hold, and shows them as they are."""
    view, shape = view_and_shape
    tree = parsed(page(poisoned(view, text)))
    assert _shape(tree) == shape
    assert text_of(tree.find("body/header/h1")) == " ".join(text.split())


def test_same_view_gives_the_same_bytes(view_of):
    assert page(view_of(EXEMPELBY)) == page(view_of(EXEMPELBY))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ('<b> & "c"', "&lt;b&gt; &amp; &#34;c&#34;"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://", "https://"),
        ("http://a.example.", '<a class="address" href="http://a.example">http://a.example</a>.'),
        (
            "Se https://a.example/å?b=1&c=2, och «b».",
            'Se <a class="address" href="https://a.example/%C3%A5?b=1&amp;c=2">https://a.example/å?b=1&amp;c=2</a>, och «b».',
        ),
        (
            'https://a.example/"onclick="x',
            '<a class="address" href="https://a.example/">https://a.example/</a>&#34;onclick=&#34;x',
        ),
    ],
)
def test_addresses_on_the_web_can_be_followed(text, expected):
    assert linked(Fact("Källa", text)) == expected


def test_only_the_source_has_addresses_that_can_be_followed():
    assert linked(Fact("Parter", "https://a.example")) == "https://a.example"


def test_an_ordinary_id_is_no_anchor_of_ours(dossiers):
    """Areas and pictures are anchors too; an id may look like the number of one."""
    dossier = dossiers["exempelby/2025"]
    ids = [each.id for each in dossier.promise.commitments]
    names = dict(zip(ids, ["omrade-1", "omrade-1-tabell", "a", "a-bild-1", "a-laget", "2026"], strict=False))
    log = tuple(each._replace(entry=renamed(each.entry, names)) for each in dossier.log)
    areas = [
        area.model_copy(
            update={
                "commitments": [
                    each.model_copy(update={"id": names.get(each.id, each.id)}) for each in area.commitments
                ]
            }
        )
        for area in dossier.promise.focus_areas
    ]
    promise = dossier.promise.model_copy(update={"focus_areas": areas})
    own = dossier._replace(promise=promise, log=log)
    view = document_view([Chapter(promise_progress(own, date(2026, 2, 15)))], command="loftekoll rapport")
    test_every_id_is_unique_and_every_link_leads_somewhere(parsed(page(view)))


def renamed(entry, names: dict[str, str]):
    """The entry with other ids of commitments."""
    if not hasattr(entry, "commitments"):
        return entry
    return entry.model_copy(update={"commitments": tuple(names.get(each, each) for each in entry.commitments)})


def test_a_text_of_signs_that_do_not_show_has_a_heading(dossiers):
    dossier = dossiers["exempelby/2025"]
    first, *others = dossier.promise.focus_areas
    texts = [each.model_copy(update={"text": "\u200b\u2060"}) for each in first.commitments]
    areas = [first.model_copy(update={"name": "\u00ad", "commitments": texts}), *others]
    own = dossier._replace(promise=dossier.promise.model_copy(update={"focus_areas": areas}))
    (chapter,) = document_view([Chapter(promise_progress(own, date(2026, 2, 15)))]).chapters
    assert (chapter.areas[0].name, chapter.commitments[0].heading) == ("–", "Löfte 1: –")


def test_no_chapter_is_called_as_a_commitment_of_another(dossiers):
    """Two promises of a municipality can be in one report: `2025`, and `2025-2026` for which an id `2026` would do."""
    dossier = dossiers["exempelby/2025"]
    later = dossier.promise.model_copy(update={"period": Stretch(date(2025, 1, 1), date(2027, 1, 1))})
    both = [Chapter(promise_progress(each, date(2026, 2, 15))) for each in (dossier, dossier._replace(promise=later))]
    assert [each.anchor for each in document_view(both).chapters] == [
        "exempelby-2025", "exempelby-2025-2026--nr-2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("template", "before"),
    [
        ("<!DOCTYPE html>\n<html lang=sv>\n<head>\n<title>x</title></head></html>", "<!DOCTYPE html>\n<html lang=sv>\n<head>"),
        ("<!DOCTYPE html><html><title>x</title></html>", "<!DOCTYPE html><html>"),
        ("<!-- <head> -->\n<!doctype html>\n<title>x</title><p><head>", "<!-- <head> -->\n<!doctype html>"),
        ("<title>x</title>", ""),
        ('<title>x</title><meta name="loftekoll" content="en annan">', ""),
    ],
)  # fmt: skip
def test_a_template_need_not_carry_the_command(view_of, tmp_path, template, before):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "rapport.html.j2").write_text(template, encoding="utf-8")
    view = view_of(EXEMPELBY)._replace(command='loftekoll rapport "Å & <Ö>"')
    text = page(view, tmp_path)
    meta = '<meta name="loftekoll" content="loftekoll rapport &#34;Å &amp; &lt;Ö&gt;&#34;">\n'
    assert text == f"{before}{chr(10) if before else ''}{meta}{template[len(before) :]}"
    assert command_in_page(text) == view.command


PARTS = ["rapport.html.j2", "rapport-innehall.html.j2", "rapport-kapitel.html.j2", "rapport-lofte.html.j2"]


@pytest.mark.parametrize("name", PARTS)
def test_a_fault_in_any_part_is_told_with_its_line(view_of, tmp_path, name):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / name).write_text("<p>\n{{ finns_inte }}\n", encoding="utf-8")
    with pytest.raises(LoftekollError) as raised:
        page(view_of(EXEMPELBY), tmp_path)
    assert raised.value.message == f"mallen använder något som inte finns ({name}, rad 2)"


def test_a_style_sheet_of_ones_own_wins(view_of, tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "rapport.css").write_text("body { color: black }\n", encoding="utf-8")
    assert "<style>\nbody { color: black }\n</style>" in page(view_of(EXEMPELBY), tmp_path)
