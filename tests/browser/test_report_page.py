"""The report in a real browser: WCAG 2.2 AA as far as a machine can see it, on small screens, enlarged and in print.

What a machine cannot see (NVDA, a person who reads) is for people; the pages are the golden ones of `tests/golden`. Where
there is node: `npx html-validate -c tests/browser/htmlvalidate.json tests/golden/rapport-*.html`.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parents[1] / "golden"
PAGES = sorted(path.name for path in GOLDEN.glob("rapport-*.html"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

LONG = "rapport-exempelby-2025.html"
SEVERAL = "rapport-ostra-norrbotten-2022.html"
SHORT = "rapport-exempelby-2025-ks.html"

SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
"""What WCAG 1.4.12 lets a reader set."""

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT = """() => [...document.querySelectorAll('body *')].filter(each => {
  if (each.closest('.wide') || each.closest('.skip') || each.matches('title, desc')) return false;
  const box = each.getBoundingClientRect(), clips = getComputedStyle(each).overflow !== 'visible';
  return box.right > innerWidth + 1 || box.left < -1 || clips && !each.matches('svg') && each.scrollHeight > each.clientHeight + 1;
}).map(each => each.outerHTML.slice(0, 100))"""
"""What is shown outside the window, or cut off by its own box; tables that can be scrolled are another matter."""


def shown(tab, name: str) -> None:
    tab.set_content((GOLDEN / name).read_text(encoding="utf-8"))


def violations(tab, without: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> list[str]:
    asked = {
        "runOnly": list(only) or TAGS,
        "rules": {rule: {"enabled": False} for rule in without},
        "resultTypes": ["violations"],
    }
    found = tab.evaluate("asked => axe.run(document, asked)", asked)["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, which the package carries."""
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is missing")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def test_there_are_pages():
    assert {LONG, SEVERAL, SHORT} <= set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(tab, axe, name):
    """Colours are the same at every width, and to look at them takes the most time: they are looked at once, light and dark."""
    shown(tab, name)
    tab.evaluate(axe)
    colours = ("color-contrast", "link-in-text-block")
    found = {"wide": violations(tab)}
    tab.emulate_media(color_scheme="dark")
    found["dark"] = violations(tab, only=colours)
    for width in (768, 320):
        tab.set_viewport_size({"width": width, "height": 900})
        found[width] = violations(tab, without=colours)
    assert found == {when: [] for when in found}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_and_no_page_scrolls_sideways(tab, name):
    """At 320 px, which is 1280 px at 400 %; at 200 %; with the spacing and the letters that a reader may set."""
    shown(tab, name)
    found = {}
    for width in (320, 640):
        tab.set_viewport_size({"width": width, "height": 700})
        found[width] = tab.evaluate(SIDEWAYS), tab.evaluate(CUT)
    tab.add_style_tag(content=SPACING)
    found["spaced"] = tab.evaluate(SIDEWAYS), tab.evaluate(CUT)
    tab.set_viewport_size({"width": 320, "height": 700})
    found["spaced at 320"] = tab.evaluate(SIDEWAYS), tab.evaluate(CUT)
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.add_style_tag(content="html { font-size: 200% !important }")
    found["letters of 200 %"] = tab.evaluate(SIDEWAYS), tab.evaluate(CUT)
    assert found == dict.fromkeys(found, (0, []))


def test_five_thousand_letters_without_a_blank_break_nothing(tab):
    page = (GOLDEN / LONG).read_text(encoding="utf-8")
    long = "å" * 5000
    texts = ["Trafiksäkerhet", "Storgatan, Ängsbacken, Åparken", "polisen och kommunen", "styrgruppen", "A000.000/2025"]
    for text in texts:
        assert text in page
        page = page.replace(text, long)
    tab.set_content(page)
    found = {}
    for width in (320, 1280):
        tab.set_viewport_size({"width": width, "height": 700})
        found[width] = tab.evaluate(SIDEWAYS), tab.evaluate(CUT)
    assert found == dict.fromkeys(found, (0, []))


def test_nothing_is_fetched_and_nothing_is_refused(tab, tmp_path):
    asked, told = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: told.append(message.text))
    page = tmp_path / "rapport.html"
    page.write_bytes((GOLDEN / LONG).read_bytes())
    tab.goto(page.as_uri())
    tab.wait_for_timeout(100)
    assert ([address for address in asked if not address.startswith("data:")], told) == ([page.as_uri()], [])


def test_the_content_can_be_reached_at_once_from_the_keyboard(tab):
    shown(tab, LONG)
    focused = "document.activeElement.textContent.trim()"
    tab.keyboard.press("Tab")
    assert tab.evaluate(focused) == "Hoppa till innehållet"
    box = tab.locator(".skip").bounding_box()
    assert box["y"] >= 0
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "innehall"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")


def test_focus_is_seen(tab):
    shown(tab, LONG)
    for selector in ("nav a", ".wide", "main a"):
        tab.locator(selector).first.focus()
        tab.keyboard.press("Shift+Tab")
        tab.keyboard.press("Tab")
        style = tab.evaluate(
            "(style => [style.outlineStyle, style.outlineWidth])(getComputedStyle(document.activeElement))"
        )
        assert style == ["solid", "3px"]


def test_a_wide_table_scrolls_from_the_keyboard(tab):
    shown(tab, LONG)
    tab.set_viewport_size({"width": 320, "height": 700})
    region = tab.get_by_role("region", name="Gjort per månad 2025")
    region.focus()
    assert region.evaluate("each => each.scrollWidth > each.clientWidth")
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("each => each.scrollLeft > 0", arg=region.element_handle(), timeout=3000)


def test_forced_colours_leave_words_and_pictures(tab):
    shown(tab, LONG)
    tab.emulate_media(forced_colors="active")
    colours = tab.evaluate(
        "[...document.querySelectorAll('.standing, figure svg, h1')].map(each => getComputedStyle(each).color)"
    )
    assert len(set(colours)) == 1
    assert colours[0] != tab.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_text_stands_out(tab, scheme):
    """Contrast of at least 4.5 for text and 3 for lines that matter, on paper and on tinted ground; axe sees only what is used."""
    shown(tab, LONG)
    tab.emulate_media(color_scheme=scheme)
    names = ["text", "muted", "accent", "green", "amber", "red", "blue"]
    read = "name => getComputedStyle(document.documentElement).getPropertyValue('--' + name)"
    colours = {name: tab.evaluate(read, name) for name in [*names, "line", "paper", "surface"]}
    for ground in ("paper", "surface"):
        assert min(contrast(colours[name], colours[ground]) for name in names) >= 4.5
        assert contrast(colours["line"], colours[ground]) >= 3


def contrast(first: str, second: str) -> float:
    """The contrast of two colours as WCAG 2 defines it, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour.strip().lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", [LONG, SEVERAL, SHORT])
def test_what_a_screen_reader_is_told(tab, golden, name):
    shown(tab, name)
    golden(name.replace(".html", "-upplast.txt"), tab.locator("body").aria_snapshot() + "\n")


MARKS = """() => [...document.querySelectorAll('table')].forEach((table, t) => {
  table.querySelector('thead th').append(` H${t}H`);
  table.querySelectorAll('tbody tr').forEach((row, r) => row.querySelectorAll(':not(.number):is(th, td)').forEach(cell => {
    cell.prepend(`B${t}x${r}B `);
    cell.append(` E${t}x${r}E`);
  }));
})"""
"""Writes into every table where each cell of each row begins and ends, and where its head is; numbers stay narrow."""


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is missing")
@pytest.mark.parametrize("name", [LONG, SHORT])
def test_no_row_is_cut_in_print_and_heads_are_repeated(tab, tmp_path, name):
    shown(tab, name)
    tab.evaluate(MARKS)
    rows = tab.locator("tbody tr").count()
    paper = tmp_path / "rapport.pdf"
    tab.pdf(path=paper, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-raw", paper, "-"], capture_output=True, check=True).stdout.decode()
    pages = [re.sub(r"\s+", "", page) for page in text.split("\f")]
    begun, ended = ([set(re.findall(f"{sign}(\\d+x\\d+){sign}", page)) for page in pages] for sign in "BE")
    assert sum(map(len, begun)) == rows
    assert begun == ended
    for page, found in zip(pages, begun, strict=True):
        assert {each.partition("x")[0] for each in found} <= set(re.findall(r"H(\d+)H", page))


def test_print_keeps_to_the_paper(tab):
    """Without what is only for screens, nothing wider than the paper, and with the address of what is linked to."""
    shown(tab, LONG)
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 672, "height": 950})  # A4 less its margins
    assert tab.evaluate(SIDEWAYS) == 0
    wider = "() => [...document.querySelectorAll('main *')].filter(each => each.getBoundingClientRect().right > innerWidth + 1).length"
    assert tab.evaluate(wider) == 0
    assert not tab.locator("nav").is_visible()
    assert not tab.locator(".skip").is_visible()
