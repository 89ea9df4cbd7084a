"""The Code Quality report, against what GitLab documents of it, and what a finding is recognised by."""

import json

import pytest
from jsonschema import Draft202012Validator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.render.gitlab import as_gitlab, fingerprints
from loftekoll.source import Place

NUMERAL = Finding(
    "LK201", Severity.ERROR, "okänt räkneord «fyrra»", "menade du «fyra»?", "promises/kalix/2019.yaml",
    path=("fokusområden", 0, "löften", 1, "mål", 0), place=Place(24, 20, 5),
)  # fmt: skip
VAGUE = Finding("LK206", Severity.WARNING, "«flera» är inget tal", "", "promises/håbo/2025.yaml", place=Place(7, 14, 5))
NOTE = Finding("LK117", Severity.NOTE, "platshållare kvar", "fyll i den", "promises/håbo/2025.yaml")

POSITION = {
    "type": "object",
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
    "required": ["line", "column"],
    "additionalProperties": False,
}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "What GitLab documents of a Code Quality report, and nothing else",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "check_name": {"type": "string", "minLength": 1},
            "description": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "location": {
                "type": "object",
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": r"^\./"}},
                    "lines": {
                        "type": "object",
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                        "required": ["begin"],
                        "additionalProperties": False,
                    },
                    "positions": {
                        "type": "object",
                        "properties": {"begin": POSITION},
                        "required": ["begin"],
                        "additionalProperties": False,
                    },
                },
                "required": ["path", "lines"],
                "additionalProperties": False,
            },
        },
        "required": ["check_name", "description", "severity", "fingerprint", "location"],
        "additionalProperties": False,
    },
}


def test_shape():
    (issue,) = as_gitlab([NUMERAL])
    assert issue.pop("fingerprint") == fingerprints([NUMERAL])[0]
    assert issue == {
        "check_name": "LK201",
        "description": "okänt räkneord «fyrra» – tips: menade du «fyra»?",
        "severity": "major",
        "location": {
            "path": "promises/kalix/2019.yaml",
            "lines": {"begin": 24},
            "positions": {"begin": {"line": 24, "column": 20}},
        },
    }


@pytest.mark.parametrize(
    "findings",
    [
        pytest.param([], id="none"),
        pytest.param([NOTE, VAGUE, NUMERAL, NUMERAL], id="all kinds, and one twice"),
        pytest.param([NUMERAL._replace(file="promises/ö ä/\x1b.yaml", message='"\\\n')], id="odd signs"),
    ],
)
def test_it_is_what_gitlab_documents(findings):
    report = json.loads(json.dumps(as_gitlab(findings), ensure_ascii=False))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(report)] == []
    assert len(report) == len(findings)


def test_an_error_weighs_more_than_a_warning_and_that_more_than_a_note():
    assert [each["severity"] for each in as_gitlab([NUMERAL, VAGUE, NOTE])] == ["major", "minor", "info"]


# --- fingerprints -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "moved",
    [
        pytest.param(NUMERAL._replace(place=Place(99, 4, 5)), id="another place"),
        pytest.param(NUMERAL._replace(excerpt="      mål: minst fyrra gånger"), id="the line changed"),
        pytest.param(NUMERAL._replace(hint="ett annat tips"), id="a better hint"),
        pytest.param(NUMERAL._replace(severity=Severity.WARNING), id="another severity"),
    ],
)
def test_a_finding_is_recognised_when_lines_move(moved):
    assert fingerprints([moved]) == fingerprints([NUMERAL])


def test_a_message_that_names_another_line_is_recognised_when_both_move():
    first, later = (NUMERAL._replace(message=f"nyckeln «a» står två gånger, först på rad {line}") for line in (8, 108))
    assert fingerprints([first]) == fingerprints([later])


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(NUMERAL._replace(code="LK202"), id="code"),
        pytest.param(NUMERAL._replace(file="promises/kalix/2020.yaml"), id="file"),
        pytest.param(NUMERAL._replace(path=("fokusområden", 0, "löften", 1, "text")), id="key"),
        pytest.param(NUMERAL._replace(message="okänt räkneord «femm»"), id="message"),
    ],
)
def test_another_finding_has_another_fingerprint(other):
    assert len(set(fingerprints([NUMERAL, other]))) == 2
    assert fingerprints([NUMERAL, other]) == [*fingerprints([NUMERAL]), *fingerprints([other])]


def test_equal_findings_are_told_apart_by_their_order():
    three = [NUMERAL, NUMERAL._replace(place=Place(40, 1)), VAGUE, NUMERAL._replace(place=Place(50, 1))]
    assert len(set(fingerprints(three))) == 4
    assert fingerprints(three[:2]) == fingerprints(three)[:2]


def test_what_is_written_above_a_finding_does_not_change_its_fingerprint():
    moved = NUMERAL._replace(path=("fokusområden", 3, "löften", 2, "mål", 0), place=Place(90, 20))
    here = NUMERAL._replace(path=("fokusområden", 0, "löften", 1, "mål", 0))
    assert fingerprints([moved]) == fingerprints([here])


def test_fingerprints_are_the_same_from_version_to_version():
    """A new way to compute them would make every finding of every project new."""
    assert fingerprints([NUMERAL]) == ["04566e96e9f5c3da5c13a9bd6bc2c77e0f1f8f6a28427c40a18a480ec69c02b1"]


def test_no_file_name_is_too_odd_for_a_fingerprint():
    assert len(set(fingerprints([NUMERAL._replace(file=file) for file in ("\udce5.yaml", "\ud800.yaml")]))) == 2
