"""Findings as SARIF 2.1.0, the format that code scanning services and editors read."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from loftekoll.diagnostic import Finding, Severity
from loftekoll.render.findings import place_of, with_hint
from loftekoll.render.gitlab import fingerprints
from loftekoll.rules.rule import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LANGUAGE = "sv-SE"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_FINGERPRINT = "loftekoll/v1"
_SECTION = re.compile(r"^(Varför|Fel|Rätt|Gör så här):", re.MULTILINE)
_REASON = re.compile(r"^Varför: (.+?)(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)
_DRIVE = re.compile(r"[A-Za-z]:/")
_NOT_BYTES = re.compile(r"[\ud800-\udc7f\udd00-\udfff]")
"""Halves of surrogate pairs, without those that Python writes for the bytes of a file name that is not UTF-8."""


def as_sarif(findings: Sequence[Finding], rules: Sequence[tuple[Rule, str]], version: str) -> dict[str, Any]:
    """One run with all rules, each with its page, and all findings in the order given."""
    numbers = {rule.code: number for number, (rule, _) in enumerate(rules)}
    marks = fingerprints(findings)
    driver = {
        "name": "loftekoll",
        "version": version,
        "language": _LANGUAGE,
        "rules": [_descriptor(rule, page.strip()) for rule, page in rules],
    }
    run = {
        "tool": {"driver": driver},
        "language": _LANGUAGE,
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, numbers, mark) for each, mark in zip(findings, marks, strict=True)],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _descriptor(rule: Rule, page: str) -> dict[str, Any]:
    """A rule with its page: the first paragraph in short, with the reason in full, and all of it as help."""
    short = _one_line(page.partition("\n\n")[0])
    reason = _REASON.search(page)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": short},
        "fullDescription": {"text": f"{short} {_one_line(reason[1])}" if reason else short},
        "help": {"text": page, "markdown": _SECTION.sub(r"**\1:**", page)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _result(finding: Finding, numbers: Mapping[str, int], fingerprint: str) -> dict[str, Any]:
    """A finding; `ruleIndex` is left out when its rule is not among those given."""
    index = {"ruleIndex": numbers[finding.code]} if finding.code in numbers else {}
    return {
        "ruleId": finding.code,
        **index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _unlinked(with_hint(finding))},
        "locations": [{"physicalLocation": _location(finding)}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }


def _unlinked(text: str) -> str:
    """The text without `[words](address)`, which is a link in the messages of SARIF."""
    return text.replace("](", "] (")


def _location(finding: Finding) -> dict[str, Any]:
    """File and region, with its own text and its line where there is an excerpt; end columns are not included."""
    place = place_of(finding)
    end = place.column + place.length
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column, "endColumn": end}
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file)}, "region": region}
    line = finding.excerpt
    if line.strip():
        around = {"startLine": place.line, "startColumn": 1, "endColumn": max(end, len(line) + 1)}
        location["contextRegion"] = {**around, "snippet": {"text": line}}
        region["snippet"] = {"text": line[place.column - 1 : end - 1]}
    return location


def _uri(file: str) -> str:
    """The file name as a relative reference, or as a `file:` address when it begins at a root or a drive.

    >>> _uri("promises/håbo/2025.yaml")
    'promises/h%C3%A5bo/2025.yaml'
    """
    if _DRIVE.match(file):
        return f"file:///{file[:2]}{_quoted(file[2:])}"
    if file.startswith("//"):
        return f"file:{_quoted(file)}"
    return f"file://{_quoted(file)}" if file.startswith("/") else _quoted(file)


def _quoted(path: str) -> str:
    named = _NOT_BYTES.sub("\N{REPLACEMENT CHARACTER}", path)
    return quote(named, safe="/", errors="surrogateescape")
