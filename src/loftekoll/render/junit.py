"""Findings as a JUnit report, which most CI systems can show; only errors are failed tests."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from loftekoll.diagnostic import Finding, Severity
from loftekoll.render.findings import closing_line, finding_text, place_of, with_hint

_NAME = "loftekoll kontrollera"
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even as a reference."""


def as_junit(findings: Sequence[Finding], files: int, checked: Sequence[str] = ()) -> str:
    """A test a finding, and one for each checked file without any; never no test at all, which CI systems refuse.

    An error is a failed test. Warnings and notes are passed ones that have something to say, so that they are seen
    and nothing turns red.
    """
    cases = [_case(each) for each in findings]
    named = {each.file for each in findings}
    cases += [_passed(file, "inga anmärkningar") for file in dict.fromkeys(checked) if file not in named]
    cases = cases or [_passed(_NAME, "inga anmärkningar")]
    counts = {
        "name": _NAME,
        "tests": str(len(cases)),
        "failures": str(sum(each.severity is Severity.ERROR for each in findings)),
        "errors": "0",
    }
    root = Element("testsuites", counts)
    suite = SubElement(root, "testsuite", counts | {"skipped": "0"})
    suite.extend(cases)
    SubElement(suite, "system-out").text = closing_line(findings, files)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _case(finding: Finding) -> Element:
    """A finding as a test, named by code and place, since CI systems take tests with the same name for one."""
    place = place_of(finding)
    case = _passed(finding.file, f"{finding.code} rad {place.line} kolumn {place.column}")
    if finding.severity is Severity.ERROR:
        told = SubElement(case, "failure", type=finding.code, message=_allowed(with_hint(finding)))
    else:
        told = SubElement(case, "system-out")
    told.text = _allowed(finding_text(finding))
    return case


def _passed(group: str, name: str) -> Element:
    return Element("testcase", classname=_allowed(group), name=name)


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
