"""JUnit reports, read by ElementTree and by a consumer of its own, against the structure that CI systems share."""

import re
from xml.etree import ElementTree as ET

import pytest
from junitparser import JUnitXml

from loftekoll.diagnostic import Finding, Severity
from loftekoll.render.junit import as_junit
from loftekoll.source import Place

NUMERAL = Finding(
    "LK201", Severity.ERROR, "okänt räkneord «fyrra»", "menade du «fyra»?", "promises/kalix/2019.yaml",
    place=Place(24, 20, 5), excerpt="        mål: minst fyrra trafikinsatser per år",
)  # fmt: skip
VAGUE = Finding("LK206", Severity.WARNING, "«flera» är inget tal", "", "promises/håbo/2025.yaml", place=Place(7, 14, 5))
NOTE = Finding("LK117", Severity.NOTE, "platshållare kvar", "fyll i den", "promises/håbo/2025.yaml")
CLEAN = "promises/sandviken/2022-2023.yaml"

# What may stand where in the JUnit format that Jenkins reads (its junit-10): attributes, those that must be there, and
# elements inside. Attributes that only some systems know, such as file and line of a testcase, are not in it.
STRUCTURE = {
    "testsuites": ({"name", "time", "tests", "failures", "disabled", "errors"}, set(), {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname", "id", "package",
         "file", "log", "url", "version"},
        {"name"},
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "testcase": (
        {"name", "time", "classname", "group"},
        {"name"},
        {"skipped", "error", "failure", "rerunFailure", "rerunError", "flakyFailure", "flakyError", "system-out",
         "system-err"},
    ),
    "failure": ({"type", "message"}, set(), set()),
    "system-out": (set(), set(), set()),
}  # fmt: skip


def misfits(element):
    """What of an element and all inside it does not fit the structure."""
    attributes, required, children = STRUCTURE[element.tag]
    found = [*(set(element.keys()) - attributes), *(required - set(element.keys()))]
    found += [child.tag for child in element if child.tag not in children]
    return found + [misfit for child in element for misfit in misfits(child)]


def read(text):
    return ET.fromstring(text.encode())  # noqa: S314 - our own text


CASES = [
    pytest.param([], (), id="nothing"),
    pytest.param([], (CLEAN,), id="nothing wrong in a file"),
    pytest.param([NUMERAL, VAGUE, NOTE, NOTE], (), id="all kinds, and one twice"),
    pytest.param([NUMERAL, VAGUE], (VAGUE.file, CLEAN, NUMERAL.file), id="findings and a clean file"),
    pytest.param([NUMERAL._replace(file="a&<>\"'\n.yaml", message="]]>&amp;<b>\r\n\t")], (), id="signs of XML"),
]


def test_as_it_is_written():
    assert (
        as_junit([NUMERAL, VAGUE], 3, [NUMERAL.file, VAGUE.file, CLEAN])
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="loftekoll kontrollera" tests="3" failures="1" errors="0">
  <testsuite name="loftekoll kontrollera" tests="3" failures="1" errors="0" skipped="0">
    <testcase classname="promises/kalix/2019.yaml" name="LK201 rad 24 kolumn 20">
      <failure type="LK201" message="okänt räkneord «fyrra» – tips: menade du «fyra»?">\
promises/kalix/2019.yaml:24:20: fel LK201 okänt räkneord «fyrra»
   24 |         mål: minst fyrra trafikinsatser per år
      |                    ^^^^^
      = tips: menade du «fyra»?</failure>
    </testcase>
    <testcase classname="promises/håbo/2025.yaml" name="LK206 rad 7 kolumn 14">
      <system-out>promises/håbo/2025.yaml:7:14: varning LK206 «flera» är inget tal</system-out>
    </testcase>
    <testcase classname="promises/sandviken/2022-2023.yaml" name="inga anmärkningar" />
    <system-out>1 fel och 1 varning i 3 filer.</system-out>
  </testsuite>
</testsuites>
"""
    )


@pytest.mark.parametrize(("findings", "checked"), CASES)
def test_structure_and_counts(findings, checked):
    root = read(as_junit(findings, 3, checked))
    (suite,) = root
    assert misfits(root) == []
    assert root.tag == "testsuites"
    assert int(suite.get("tests")) == int(root.get("tests")) == len(suite.findall("testcase")) >= 1
    assert int(suite.get("failures")) == int(root.get("failures")) == len(list(suite.iter("failure")))


@pytest.mark.parametrize(("findings", "checked"), CASES)
def test_a_consumer_reads_it_and_only_errors_are_failures(findings, checked):
    (suite,) = JUnitXml.fromstring(as_junit(findings, 3, checked).encode())
    failed = [case for case in suite if not case.is_passed]
    errors = [each for each in findings if each.severity is Severity.ERROR]
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (len(list(suite)), len(errors), 0, 0)
    assert [(case.classname, case.result[0].type) for case in failed] == [(each.file, each.code) for each in errors]
    assert [case.result[0].message for case in failed] == [f"{each.message} – tips: {each.hint}" for each in errors]


def test_what_is_no_error_has_something_to_say_and_is_passed():
    (suite,) = JUnitXml.fromstring(as_junit([VAGUE, NOTE], 1).encode())
    assert [case.is_passed for case in suite] == [True, True]
    assert [case.system_out for case in suite] == [
        "promises/håbo/2025.yaml:7:14: varning LK206 «flera» är inget tal",
        "promises/håbo/2025.yaml:1:1: upplysning LK117 platshållare kvar\n     = tips: fyll i den",
    ]


def test_a_checked_file_is_passed_once_and_only_without_findings():
    root = read(as_junit([VAGUE], 2, [CLEAN, VAGUE.file, CLEAN]))
    named = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert named == [(VAGUE.file, "LK206 rad 7 kolumn 14"), (CLEAN, "inga anmärkningar")]


def test_a_report_is_never_without_tests():
    """Some CI systems take a report without any test for a broken one."""
    root = read(as_junit([], 4))
    (case,) = root.iter("testcase")
    assert (case.get("classname"), case.get("name"), len(case)) == ("loftekoll kontrollera", "inga anmärkningar", 0)
    assert root.findtext("testsuite/system-out") == "Inga anmärkningar i 4 filer."


ODD = "".join(map(chr, [*range(0x20), 0x7F, 0x85, 0x2028, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF, 0xFFFD, 0xE000, 0x1F693]))
KEPT = re.compile(r"[^\t\n\r\x7f\x85\u2028\ufffd\ue000\U0001f693]")


def test_what_xml_cannot_hold_is_replaced_and_the_rest_kept():
    finding = NUMERAL._replace(file=f"a{ODD}.yaml", message=f"b{ODD}c", hint="")
    text = as_junit([finding], 1, [f"z{ODD}"])
    root = read(text)
    shown = KEPT.sub("\N{REPLACEMENT CHARACTER}", ODD)
    assert root.find("testsuite/testcase").get("classname") == f"a{shown}.yaml"
    assert root.find("testsuite/testcase/failure").get("message") == f"b{shown}c"
    assert [case.get("classname") for case in root.iter("testcase")][1] == f"z{shown}"
    assert JUnitXml.fromstring(text.encode()).tests == 2
