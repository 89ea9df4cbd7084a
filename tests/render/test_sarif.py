"""SARIF, against its published schema, and what the schema cannot say."""

import json
from datetime import date
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from jsonschema import Draft4Validator

from loftekoll.diagnostic import Finding, Severity
from loftekoll.render.gitlab import fingerprints
from loftekoll.render.sarif import as_sarif
from loftekoll.rules import RULES
from loftekoll.rules.rule import Rule
from loftekoll.source import Place
from loftekoll.store.check import checked

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
BROKEN = sorted((HERE.parent / "broken").glob("*.yaml"))

NUMERAL = Finding(
    "LK201", Severity.ERROR, "okänt räkneord «fyrra»", "menade du «fyra»?", "promises/kalix/2019.yaml",
    place=Place(24, 20, 5), excerpt="        mål: minst fyrra trafikinsatser per år",
)  # fmt: skip
VAGUE = Finding("LK206", Severity.WARNING, "«flera» är inget tal", "", "promises/håbo/2025.yaml", place=Place(7, 14, 5))
NOTE = Finding("LK117", Severity.NOTE, "platshållare kvar", "fyll i den", "promises/håbo/2025.yaml")

PAGE = """
Målet har ett räkneord som är
felstavat.

Varför: Ett tal som inte blir läst
blir ett mål som ingen följer upp.

Fel:

    mål: minst fyrra insatser

Rätt:

    mål: minst fyra insatser

Gör så här: Rätta stavningen.
"""
RULE = Rule("LK201", "okänt räkneord", Severity.ERROR)


def pages():
    """All rules with their pages."""
    modules = {path.stem[:5].upper(): path.stem for path in (HERE.parents[1] / "src/loftekoll/rules").glob("lk*.py")}
    return [(rule, import_module(f"loftekoll.rules.{modules[rule.code]}").__doc__) for rule in RULES]


def written(findings):
    """The document as a reader gets it."""
    return json.loads(json.dumps(as_sarif(findings, pages(), "1.2.3"), ensure_ascii=False))


def faults(document):
    Draft4Validator.check_schema(SCHEMA)
    return [f"{error.json_path}: {error.message}" for error in Draft4Validator(SCHEMA).iter_errors(document)]


def location_of(finding):
    (result,) = as_sarif([finding], [], "1")["runs"][0]["results"]
    (location,) = result["locations"]
    return location["physicalLocation"]


# --- the published schema ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "findings",
    [
        pytest.param([], id="none"),
        pytest.param([NUMERAL, VAGUE, NOTE, NOTE], id="all kinds, and one twice"),
        pytest.param([NUMERAL._replace(code="LK999")], id="a code without a rule"),
        pytest.param(
            [NUMERAL._replace(file="C:/löften/\x1b %.yaml", message='"\\\n{0}', excerpt="\t")], id="odd signs"
        ),
    ],
)
def test_the_schema_has_nothing_to_say(findings):
    assert faults(written(findings)) == []


def test_the_schema_has_nothing_to_say_about_the_bad_files():
    found = [finding for path in BROKEN for finding in checked([path], date(2026, 11, 21)).findings]
    document = written(found)
    assert faults(document) == []
    assert len(document["runs"][0]["results"]) == len(found)


@pytest.mark.parametrize("missing", ["version", "runs"])
def test_the_schema_would_have_something_to_say(missing):
    document = written([NUMERAL])
    del document[missing]
    assert faults(document) == [f"$: {missing!r} is a required property"]


# --- what it says -----------------------------------------------------------------------------------------------------


def test_shape():
    assert as_sarif([NUMERAL], [(Rule("LK101", "kodning", Severity.ERROR), "Sida."), (RULE, PAGE)], "1.2.3") == {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "loftekoll",
                        "version": "1.2.3",
                        "language": "sv-SE",
                        "rules": [
                            {
                                "id": "LK101",
                                "name": "kodning",
                                "shortDescription": {"text": "Sida."},
                                "fullDescription": {"text": "Sida."},
                                "help": {"text": "Sida.", "markdown": "Sida."},
                                "defaultConfiguration": {"level": "error"},
                            },
                            {
                                "id": "LK201",
                                "name": "okänt räkneord",
                                "shortDescription": {"text": "Målet har ett räkneord som är felstavat."},
                                "fullDescription": {
                                    "text": "Målet har ett räkneord som är felstavat. "
                                    "Ett tal som inte blir läst blir ett mål som ingen följer upp."
                                },
                                "help": {
                                    "text": PAGE.strip(),
                                    "markdown": """\
Målet har ett räkneord som är
felstavat.

**Varför:** Ett tal som inte blir läst
blir ett mål som ingen följer upp.

**Fel:**

    mål: minst fyrra insatser

**Rätt:**

    mål: minst fyra insatser

**Gör så här:** Rätta stavningen.""",
                                },
                                "defaultConfiguration": {"level": "error"},
                            },
                        ],
                    }
                },
                "language": "sv-SE",
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleId": "LK201",
                        "ruleIndex": 1,
                        "level": "error",
                        "message": {"text": "okänt räkneord «fyrra» – tips: menade du «fyra»?"},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": "promises/kalix/2019.yaml"},
                                    "region": {
                                        "startLine": 24,
                                        "startColumn": 20,
                                        "endColumn": 25,
                                        "snippet": {"text": "fyrra"},
                                    },
                                    "contextRegion": {
                                        "startLine": 24,
                                        "startColumn": 1,
                                        "endColumn": 47,
                                        "snippet": {"text": "        mål: minst fyrra trafikinsatser per år"},
                                    },
                                }
                            }
                        ],
                        "partialFingerprints": {"loftekoll/v1": fingerprints([NUMERAL])[0]},
                    }
                ],
            }
        ],
    }


def test_levels():
    (run,) = written([NUMERAL, VAGUE, NOTE])["runs"]
    assert [each["level"] for each in run["results"]] == ["error", "warning", "note"]
    assert {each["defaultConfiguration"]["level"] for each in run["tool"]["driver"]["rules"]} == {
        "error", "warning", "note",
    }  # fmt: skip


def test_every_rule_is_told_of_and_found_by_its_index():
    findings = [NUMERAL._replace(code=rule.code) for rule in RULES]
    (run,) = written(findings)["runs"]
    told = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in told] == [rule.code for rule in RULES]
    assert [told[each["ruleIndex"]]["id"] for each in run["results"]] == [rule.code for rule in RULES]


@pytest.mark.parametrize("rule_and_page", pages(), ids=lambda each: each[0].code)
def test_every_page_gives_what_it_is_and_why(rule_and_page):
    (rule,) = as_sarif([], [rule_and_page], "1")["runs"][0]["tool"]["driver"]["rules"]
    short, full = rule["shortDescription"]["text"], rule["fullDescription"]["text"]
    assert full.startswith(f"{short} ")
    assert len(full) <= 1024
    assert "\n" not in full
    assert "Varför" not in full
    assert rule["help"]["markdown"].count("**") == 8
    assert rule["help"]["markdown"].replace("**", "") == rule["help"]["text"]


def test_a_code_without_a_rule_has_no_index():
    (result,) = written([NUMERAL._replace(code="LK999")])["runs"][0]["results"]
    assert (result["ruleId"], "ruleIndex" in result) == ("LK999", False)


def test_fingerprints_are_those_of_the_other_format():
    (run,) = written([NUMERAL, VAGUE, NUMERAL])["runs"]
    assert [each["partialFingerprints"]["loftekoll/v1"] for each in run["results"]] == fingerprints(
        [NUMERAL, VAGUE, NUMERAL]
    )


def test_a_text_of_a_file_makes_no_link():
    """`[words](address)` is a link in the messages of SARIF."""
    (result,) = written([NUMERAL._replace(message="okänt «[läs](http://exempel.se)»", hint="")])["runs"][0]["results"]
    assert result["message"] == {"text": "okänt «[läs] (http://exempel.se)»"}


# --- regions ----------------------------------------------------------------------------------------------------------


def test_columns_are_characters_also_after_wide_signs_and_emoji():
    line = "  text: 警察 🚓 é fyrra"
    region = location_of(NUMERAL._replace(place=Place(3, line.index("fyrra") + 1, 5), excerpt=line))["region"]
    assert region == {"startLine": 3, "startColumn": 16, "endColumn": 21, "snippet": {"text": "fyrra"}}


@pytest.mark.parametrize("excerpt", [pytest.param("", id="none"), pytest.param("   ", id="blank")])
def test_without_an_excerpt_there_is_no_snippet(excerpt):
    location = location_of(NUMERAL._replace(excerpt=excerpt))
    assert location["region"] == {"startLine": 24, "startColumn": 20, "endColumn": 25}
    assert "contextRegion" not in location


def test_no_place_is_the_beginning_of_the_file():
    assert location_of(NOTE)["region"] == {"startLine": 1, "startColumn": 1, "endColumn": 2}


def test_a_place_after_the_end_of_the_line_lies_in_its_context():
    location = location_of(NUMERAL._replace(place=Place(3, 8), excerpt="  kolon"))
    assert location["region"] == {"startLine": 3, "startColumn": 8, "endColumn": 9, "snippet": {"text": ""}}
    assert location["contextRegion"]["endColumn"] == 9


# --- file names -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        pytest.param("promises/kalix/2019.yaml", "promises/kalix/2019.yaml", id="plain"),
        pytest.param("promises/håbo/2025.yaml", "promises/h%C3%A5bo/2025.yaml", id="å"),
        pytest.param("promises/ha\u030abo/2025.yaml", "promises/ha%CC%8Abo/2025.yaml", id="å of two signs, as it is"),
        pytest.param("a b#c?d%e.yaml", "a%20b%23c%3Fd%25e.yaml", id="signs with a meaning"),
        pytest.param("http://a/b.yaml", "http%3A//a/b.yaml", id="a colon is no scheme"),
        pytest.param("CD:/a.yaml", "CD%3A/a.yaml", id="two letters are no drive"),
        pytest.param("../a.yaml", "../a.yaml", id="above"),
        pytest.param("/hem/håbo/a.yaml", "file:///hem/h%C3%A5bo/a.yaml", id="from the root"),
        pytest.param("C:/löften/a:b.yaml", "file:///C:/l%C3%B6ften/a%3Ab.yaml", id="from a drive"),
        pytest.param("//dator/löften/a.yaml", "file://dator/l%C3%B6ften/a.yaml", id="on another computer"),
        pytest.param("\udce5.yaml", "%E5.yaml", id="a name that is not UTF-8"),
        pytest.param("\ud800.yaml", "%EF%BF%BD.yaml", id="half a pair"),
    ],
)
def test_file_names_are_uris(file, uri):
    assert location_of(NUMERAL._replace(file=file))["artifactLocation"] == {"uri": uri}
    assert uri.isascii()
    assert urlsplit(uri).scheme in {"", "file"}
    assert not urlsplit(uri).query + urlsplit(uri).fragment


def test_a_relative_uri_gives_the_bytes_of_the_name_back():
    file = "".join(map(chr, range(1, 0x250))).replace("/", "")
    uri = location_of(NUMERAL._replace(file=file))["artifactLocation"]["uri"]
    assert unquote_to_bytes(uri) == file.encode()
