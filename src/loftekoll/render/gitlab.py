"""Findings as a Code Quality report for GitLab, and the fingerprints that tell a finding from a new one."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from loftekoll.diagnostic import Finding, Severity
from loftekoll.render.findings import place_of, with_hint

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
_LINE_NUMBER = re.compile(r"\brad \d+")


def as_gitlab(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The findings as the members of the report, in the order given."""
    return [_issue(each, mark) for each, mark in zip(findings, fingerprints(findings), strict=True)]


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    place = place_of(finding)
    return {
        "check_name": finding.code,
        "description": with_hint(finding),
        "severity": _SEVERITIES[finding.severity],
        "fingerprint": fingerprint,
        "location": {
            "path": finding.file,
            "lines": {"begin": place.line},
            "positions": {"begin": {"line": place.line, "column": place.column}},
        },
    }


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """What each finding is recognised by: the same when lines come or go above it, and never the same for two.

    Equal ones in a file are told apart by their order.
    """
    seen: Counter[str] = Counter()
    found: list[str] = []
    for finding in findings:
        identity = _identity(finding)
        seen[identity] += 1
        text = f"{identity}\0{seen[identity]}"
        found.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return found


def _identity(finding: Finding) -> str:
    """Code, file, keys and message, without what moves: the places in lists, and a line that a message names."""
    path = "/".join(part for part in finding.path if isinstance(part, str))
    return "\0".join((finding.code, finding.file, path, _LINE_NUMBER.sub("rad", finding.message)))
