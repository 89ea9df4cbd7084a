"""Findings as text, in short and as JSON, and the law that every format tells the same."""

import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from loftekoll.cli.console import harmless
from loftekoll.diagnostic import Finding, Severity
from loftekoll.render.findings import (
    as_dict,
    as_short,
    as_text,
    closing_line,
    finding_text,
    place_of,
    with_hint,
    worst_first,
)
from loftekoll.render.github import as_github
from loftekoll.render.gitlab import as_gitlab
from loftekoll.render.junit import as_junit
from loftekoll.render.sarif import as_sarif
from loftekoll.rules import RULES
from loftekoll.source import Place
from loftekoll.store.check import checked

BROKEN = sorted((Path(__file__).parent.parent / "broken").glob("*.yaml"))
DAY = date(2026, 11, 21)

NUMERAL = Finding(
    "LK201", Severity.ERROR, "okänt räkneord «fyrra»", "menade du «fyra»?", "promises/kalix/2019.yaml",
    place=Place(24, 20, 5), excerpt="        mål: minst fyrra trafikinsatser per år",
)  # fmt: skip
VAGUE = Finding("LK206", Severity.WARNING, "«flera» är inget tal", "", "promises/håbo/2025.yaml", place=Place(7, 14, 5))
NOTE = Finding("LK117", Severity.NOTE, "platshållare kvar", "fyll i den", "promises/håbo/2025.yaml")


# --- text -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        pytest.param(
            NUMERAL,
            """\
promises/kalix/2019.yaml:24:20: fel LK201 okänt räkneord «fyrra»
   24 |         mål: minst fyrra trafikinsatser per år
      |                    ^^^^^
      = tips: menade du «fyra»?""",
            id="excerpt, caret and hint",
        ),
        pytest.param(
            VAGUE, "promises/håbo/2025.yaml:7:14: varning LK206 «flera» är inget tal", id="neither excerpt nor hint"
        ),
        pytest.param(
            NOTE,
            "promises/håbo/2025.yaml:1:1: upplysning LK117 platshållare kvar\n     = tips: fyll i den",
            id="no place is the beginning of the file",
        ),
        pytest.param(
            NUMERAL._replace(place=Place(3, 4, 2), excerpt="警察 é fyrra", hint=""),
            "promises/kalix/2019.yaml:3:4: fel LK201 okänt räkneord «fyrra»\n   3 | 警察 é fyrra\n     |      ^^",
            id="the caret counts the columns of wide signs",
        ),
        pytest.param(
            NUMERAL._replace(place=Place(3, 9), excerpt="  kolon", hint=""),
            "promises/kalix/2019.yaml:3:9: fel LK201 okänt räkneord «fyrra»\n   3 |   kolon\n     |        ^",
            id="a place after the end of the line",
        ),
    ],
)
def test_a_finding_as_text(finding, expected):
    assert finding_text(finding) == expected


def test_a_long_line_is_shown_from_near_the_caret():
    line = "".join(f"{n:9} " for n in range(40))
    _, shown, caret = finding_text(NUMERAL._replace(place=Place(1, 205, 6), excerpt=line, hint="")).splitlines()
    assert shown == f"   1 | {line[185:285]}"
    assert caret == f"     | {' ' * 19}^^^^^^"


@pytest.mark.parametrize(
    ("findings", "files", "expected"),
    [
        pytest.param([], 1, "Inga anmärkningar i 1 fil.", id="nothing in one"),
        pytest.param([], 7, "Inga anmärkningar i 7 filer.", id="nothing in many"),
        pytest.param([NUMERAL], 1, "1 fel i 1 fil.", id="one"),
        pytest.param([VAGUE, NUMERAL, VAGUE], 7, "1 fel och 2 varningar i 7 filer.", id="two kinds"),
        pytest.param(
            [NOTE, NOTE, VAGUE, NUMERAL, NUMERAL], 2, "2 fel, 1 varning och 2 upplysningar i 2 filer.", id="all kinds"
        ),
    ],
)
def test_the_closing_line_counts(findings, files, expected):
    assert closing_line(findings, files) == expected
    assert as_text(findings, files).split("\n\n")[-1] == expected
    assert as_short(findings, files).splitlines()[-1] == expected


def test_short_is_a_line_a_finding_and_the_closing_line():
    assert (
        as_short([NUMERAL, VAGUE], 2)
        == """\
promises/kalix/2019.yaml:24:20: fel LK201 okänt räkneord «fyrra»
promises/håbo/2025.yaml:7:14: varning LK206 «flera» är inget tal
1 fel och 1 varning i 2 filer."""
    )


def test_errors_come_before_warnings_and_notes_and_the_order_is_kept_among_equals():
    others = [each._replace(file="z.yaml") for each in (NOTE, VAGUE, NUMERAL)]
    assert worst_first([NOTE, VAGUE, NUMERAL, *others]) == [NUMERAL, others[2], VAGUE, others[1], NOTE, others[0]]


def test_the_hint_follows_what_is_wrong():
    assert with_hint(NUMERAL) == "okänt räkneord «fyrra» – tips: menade du «fyra»?"
    assert with_hint(VAGUE) == "«flera» är inget tal"


# --- colour -----------------------------------------------------------------------------------------------------------


def marked(role: str, text: str) -> str:
    return f"<{role}:{text}>"


def test_each_part_is_painted_by_its_role():
    assert (
        as_text([NUMERAL], 2, paint=marked)
        == """\
<plats:promises/kalix/2019.yaml:24:20:> <fel:fel> <kod:LK201> okänt räkneord «fyrra»
   24 |         mål: minst fyrra trafikinsatser per år
      |                    <markör:^^^^^>
      = <tips:tips>: menade du «fyra»?

1 fel i 2 filer."""
    )


@pytest.mark.parametrize("severity", Severity)
def test_the_role_of_a_severity_is_its_word(severity):
    assert f" <{severity.value}:{severity.value}> " in finding_text(VAGUE._replace(severity=severity), paint=marked)


def test_paint_changes_no_text():
    painted = as_text([NUMERAL, VAGUE, NOTE], 3, paint=lambda _, text: f"\x1b[31m{text}\x1b[0m")
    assert re.sub(r"\x1b\[\d+m", "", painted) == as_text([NUMERAL, VAGUE, NOTE], 3)


NASTY = Finding(
    "LK109", Severity.ERROR, "okänd nyckel «\x1b[31m\u202e\ud800\x07»", "ta\nbort\x85den", "promises/\x1b[2J/\n2025.yaml",
    place=Place(3, 1, 4), excerpt="\x1b]0;a\x07\tb\u2066",
)  # fmt: skip


@pytest.mark.parametrize("written", [as_text, as_short])
def test_no_sign_of_a_file_steers_a_terminal(written):
    """So that text that is painted needs no further care, which would take its colours away."""
    assert written([NASTY], 1) == harmless(written([NASTY], 1))


def test_no_sign_of_a_file_gets_into_what_is_painted():
    pieces = []
    as_text([NASTY], 1, paint=lambda _, text: pieces.append(text) or text)
    assert pieces == [harmless(piece) for piece in pieces]
    assert not any("\n" in piece for piece in pieces)


# --- the same in every format -----------------------------------------------------------------------------------------

_HEAD = re.compile(r"^(\S.*):(\d+):(\d+): (?:fel|varning|upplysning) (LK\d{3}) ", re.MULTILINE)


def from_text(text):
    return {(code, file, int(line), int(column)) for file, line, column, code in _HEAD.findall(text)}


def from_json(document):
    return {(each["kod"], each["fil"], each["rad"], each["kolumn"]) for each in document["anmärkningar"]}


def from_github(text):
    found = set()
    for command in re.findall(r"^::(?:error|warning|notice) (.*?)::", text, re.MULTILINE):
        told = {name: unquote(value) for name, _, value in (part.partition("=") for part in command.split(","))}
        found.add((told["title"].split()[0], told["file"], int(told["line"]), int(told["col"])))
    return found


def from_gitlab(document):
    return {
        (each["check_name"], each["location"]["path"], each["location"]["lines"]["begin"],
         each["location"]["positions"]["begin"]["column"])
        for each in document
    }  # fmt: skip


def from_sarif(document):
    (run,) = document["runs"]
    found = set()
    for result in run["results"]:
        (location,) = (each["physicalLocation"] for each in result["locations"])
        uri, region = location["artifactLocation"]["uri"], location["region"]
        file = unquote(uri.removeprefix("file://"))
        found.add((result["ruleId"], file, region["startLine"], region["startColumn"]))
    return found


def from_junit(text):
    found = set()
    for case in ET.fromstring(text.encode()).iter("testcase"):  # noqa: S314 - our own text
        code, _, line, _, column = case.attrib["name"].split()
        found.add((code, case.attrib["classname"], int(line), int(column)))
    return found


def through_json(document):
    return json.loads(json.dumps(document, ensure_ascii=False))


FORMATS = {
    "text": lambda findings: from_text(as_text(findings, 1)),
    "kort": lambda findings: from_text(as_short(findings, 1)),
    "json": lambda findings: from_json(through_json(as_dict(findings, 1))),
    "github": lambda findings: from_github(as_github(findings, 1)),
    "gitlab": lambda findings: from_gitlab(through_json(as_gitlab(findings))),
    "sarif": lambda findings: from_sarif(through_json(as_sarif(findings, [(rule, "Sida.") for rule in RULES], "1"))),
    "junit": lambda findings: from_junit(as_junit(findings, 1)),
}


@pytest.fixture(scope="module")
def broken():
    """All findings of the bad files, each checked by itself."""
    found = [finding for path in BROKEN for finding in checked([path], DAY).findings]
    assert len(found) >= 40
    return found


ODD_NAMES = (
    "promises/håbo/2025.yaml", "promises/ödeshög/löfte, 50 %: «a».yaml", "promises/a=b,line=9::c/2025.yaml",
    "/hem/upsala/promises/x y.yaml", "promises/%2C/&<>\"'.yaml", "promises/漢字/#1?.yaml", "-/./..yaml",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_of_the_same_findings(form, broken):
    assert FORMATS[form](broken) == {(each.code, each.file, *place_of(each)[:2]) for each in broken}


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_keeps_odd_file_names(form):
    findings = [each._replace(file=file) for file in ODD_NAMES for each in (NUMERAL, VAGUE, NOTE)]
    expected = {(each.code, each.file, *place_of(each)[:2]) for each in findings}
    assert FORMATS[form](findings) == expected
