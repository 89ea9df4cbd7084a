"""GitHub's workflow commands, read as its runner reads them, and the summary, read as Markdown."""

import re
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from loftekoll.cli.console import harmless
from loftekoll.diagnostic import Finding, Severity
from loftekoll.render.github import as_github, as_summary
from loftekoll.source import Place

NUMERAL = Finding(
    "LK201", Severity.ERROR, "okänt räkneord «fyrra»", "menade du «fyra»?", "promises/kalix/2019.yaml",
    place=Place(24, 20, 5), excerpt="        mål: minst fyrra trafikinsatser per år",
)  # fmt: skip
VAGUE = Finding("LK206", Severity.WARNING, "«flera» är inget tal", "", "promises/håbo/2025.yaml", place=Place(7, 14, 5))
NOTE = Finding("LK117", Severity.NOTE, "platshållare kvar", "fyll i den", "promises/håbo/2025.yaml")


# --- commands ---------------------------------------------------------------------------------------------------------


def as_runner(line):
    """What GitHub's runner makes of a line: command, properties and message; `None` when it is no command."""
    line = line.lstrip()
    if not line.startswith("::") or (end := line.find("::", 2)) < 0:
        return None
    name, _, written = line[2:end].partition(" ")
    properties = {}
    for part in filter(None, written.strip().split(",")):
        key, equals, value = part.partition("=")
        if equals and value:
            properties[key] = _unescaped(value, ("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
    return name, properties, _unescaped(line[end + 2 :], ("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))


def _unescaped(text, *pairs):
    for escape, char in pairs:
        text = text.replace(escape, char)
    return text


def test_worst_first_and_the_closing_line_last():
    assert (
        as_github([NOTE, VAGUE, NUMERAL], 7)
        == """\
::error file=promises/kalix/2019.yaml,line=24,endLine=24,col=20,endColumn=25,title=LK201 okänt räkneord\
::okänt räkneord «fyrra» – tips: menade du «fyra»?
::warning file=promises/håbo/2025.yaml,line=7,endLine=7,col=14,endColumn=19,title=LK206 obestämd mängd\
::«flera» är inget tal
::notice file=promises/håbo/2025.yaml,line=1,endLine=1,col=1,endColumn=2,title=LK117 halvskriven fil\
::platshållare kvar – tips: fyll i den
1 fel, 1 varning och 1 upplysning i 7 filer."""
    )


def test_nothing_wrong_is_the_closing_line_alone():
    assert as_github([], 3) == "Inga anmärkningar i 3 filer."


def test_a_code_without_a_rule_is_its_own_title():
    assert as_runner(as_github([NUMERAL._replace(code="LK999")], 1))[1]["title"] == "LK999"


NASTY = [
    pytest.param("100 %", "100 %25", "100 %25", id="percent"),
    pytest.param("%0A", "%250A", "%250A", id="an escape as text"),
    pytest.param("%25", "%2525", "%2525", id="an escaped percent as text"),
    pytest.param("%253A", "%25253A", "%25253A", id="escaped twice as text"),
    pytest.param("a\rb\nc\r\nd", "a%0Db%0Ac%0D%0Ad", "a%0Db%0Ac%0D%0Ad", id="line ends"),
    pytest.param("a: b", "a: b", "a%3A b", id="colon"),
    pytest.param("a,line=9", "a,line=9", "a%2Cline=9", id="comma that begins another property"),
    pytest.param("a::b", "a::b", "a%3A%3Ab", id="two colons that end the properties"),
    pytest.param("::error::x", "::error::x", "%3A%3Aerror%3A%3Ax", id="a command"),
    pytest.param("\n::error::x", "%0A::error::x", "%0A%3A%3Aerror%3A%3Ax", id="a command on a line of its own"),
    pytest.param("##[error]x", "##[error]x", "##[error]x", id="a command of the older form"),
    pytest.param("åäö «x» 漢", "åäö «x» 漢", "åäö «x» 漢", id="not ASCII"),
]


@pytest.mark.parametrize(("text", "in_message", "in_property"), NASTY)
def test_escapes(text, in_message, in_property):
    line, _ = as_github([NUMERAL._replace(message=text, hint="", file=text)], 1).split("\n")
    assert line.startswith(f"::error file={in_property},line=24,")
    assert line.endswith(f"::{in_message}")


@pytest.mark.parametrize(("text", "in_message", "in_property"), NASTY)
def test_the_runner_reads_back_what_was_meant(text, in_message, in_property):
    line, last = as_github([NUMERAL._replace(message=text, hint=text, file=text)], 1).split("\n")
    place = {"line": "24", "endLine": "24", "col": "20", "endColumn": "25"}
    title = {"title": "LK201 okänt räkneord"}
    assert as_runner(line) == ("error", {"file": text} | place | title, f"{text} – tips: {text}")
    assert as_runner(last) is None


def test_making_the_output_harmless_leaves_the_escapes():
    written = as_github([NUMERAL._replace(message="a\r\n%\x1b[31m", hint="")], 1)
    assert harmless(written) == written.replace("\x1b", "\N{REPLACEMENT CHARACTER}")


# --- summary ----------------------------------------------------------------------------------------------------------

ADDRESS = re.compile(r"://|www\.|@\w|#\w|:\w+:", re.IGNORECASE)
"""What GitHub makes something of in running text, even without any Markdown."""


def read(markdown):
    """What a reader of Markdown sees: the kinds of blocks and signs in the cells, and the cells as texts."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    inline = [token for before, token in pairwise(tokens) if before.type in {"td_open", "th_open"}]
    kinds = {child.type for token in inline for child in token.children}
    comments = {child.content for token in inline for child in token.children if child.type == "html_inline"}
    texts = [[child.content for child in token.children if child.type == "text"] for token in inline]
    cells = ["".join(text) for text in texts]
    return kinds - {"text"}, comments, [cells[n : n + 5] for n in range(0, len(cells), 5)], texts


def test_summary_as_it_is_written():
    assert (
        as_summary([VAGUE, NUMERAL], 7)
        == """\
## Kontroll av medborgarlöften

1 fel och 1 varning i 7 filer.

| Allvar | Kod | Plats | Anmärkning | Tips |
|---|---|---|---|---|
| fel | LK201 | promises/kalix/2019.yaml:<!-- -->24:<!-- -->20 | okänt räkneord «fyrra» | menade du «fyra»? |
| varning | LK206 | promises/håbo/2025.yaml:<!-- -->7:<!-- -->14 | «flera» är inget tal |  |
"""
    )


def test_summary_of_nothing_has_no_table():
    assert as_summary([], 1) == "## Kontroll av medborgarlöften\n\nInga anmärkningar i 1 fil.\n"


@pytest.mark.parametrize(
    "text",
    [
        "a | b", "a \\| b", "a \\", "\\\\|", "|", "`kod`", "``", "*fet* **fetare**", "_kursiv_ __x__", "~~struken~~",
        "[länk](http://exempel.se)", "![bild](http://exempel.se/a.png)", "[a][b]", "<script>alert(1)</script>", "<b>",
        "<!-- bort -->", "-->", "&lt;b&gt; &amp;", "&#64;", "<http://exempel.se>", "http://exempel.se", "www.exempel.se",
        "WWW.exempel.se", "namn@exempel.se", "mailto:namn@exempel.se", "@exempelby", "#12", "exempel/by#12", ":tada:",
        ":100:", "# rubrik", "- punkt", "+ punkt", "1. punkt", "1) punkt", "> citat", "---", "===", "$x$", "$$x$$", "```",
        "    kod", "[^1]", "[ ] att göra", "a  b",
    ],
)  # fmt: skip
def test_text_of_a_file_comes_out_as_it_is_and_becomes_nothing_else(text):
    kinds, comments, (_, row), texts = read(as_summary([NUMERAL._replace(file=text, message=text, hint=text)], 1))
    shown = " ".join(text.split())
    assert row == ["fel", "LK201", f"{shown}:24:20", shown, shown]
    assert kinds <= {"html_inline"}
    assert comments <= {"<!-- -->"}
    assert not [piece for pieces in texts for piece in pieces if ADDRESS.search(piece)]


def test_line_ends_and_signs_that_do_not_show_cannot_break_a_row():
    finding = NUMERAL._replace(message="a\n\n| b |\r\n## c\x1b\u202e\ud800", hint="")
    _, _, (_, row), _ = read(as_summary([finding], 1))
    assert row[3] == "a | b | ## c\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"


class TestSize:
    LIMIT = 1024 * 1024

    def summary(self, count):
        notes = [NOTE._replace(message=f"nr {n} {'å' * 2000}") for n in range(count)]
        return as_summary([*notes, NUMERAL], count)

    def test_what_fits_is_whole(self):
        assert len(read(self.summary(200))[2]) == 202
        assert "får inte plats" not in self.summary(200)

    def test_what_does_not_fit_is_cut_after_a_row_and_counted(self):
        written = self.summary(900)
        _, _, (_, first, *rows), _ = read(written)
        left = int(re.fullmatch(r"(\d+) anmärkningar till får inte plats här\..*", written.splitlines()[-1])[1])
        assert first[1] == "LK201"
        assert [row[3].split()[1] for row in rows] == [str(n) for n in range(len(rows))]
        assert 1 + len(rows) + left == 901
        assert all(row[3].endswith("å" * 2000) for row in rows)

    def test_the_cut_is_never_too_late_and_as_late_as_it_can_be(self):
        for width in range(2000, 2040):
            notes = [NOTE._replace(message="å" * width)] * 300
            written = as_summary(notes, 300)
            row = len(written.splitlines()[6].encode()) + 1
            assert self.LIMIT - row - 200 < len(written.encode()) <= self.LIMIT, width

    def test_one_left_out(self):
        huge = NUMERAL._replace(message="å" * 600_000)
        assert as_summary([huge], 1).endswith(
            "|---|---|---|---|---|\n\n1 anmärkning till får inte plats här. Kör «loftekoll kontrollera» för att se alla.\n"
        )
