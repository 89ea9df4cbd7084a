"""Comments that let a finding stand: where they are read, what they cover, and when they are wrong themselves."""

import pytest

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules import BY_CODE
from loftekoll.rules.allowances import allowances_in, without_allowed
from loftekoll.source import Place


def read(text):
    found, faults = allowances_in(text, BY_CODE)
    return [(each.covers, each.codes) for each in found], [each.message for each in faults]


READ = [
    pytest.param("a: 1\n", [], id="none"),
    pytest.param("a: 1  # loftekoll: tillåt LK207 – källan räknar inget\n", [(1, ("LK207",))], id="on its line"),
    pytest.param("# loftekoll: tillåt LK207 – skäl\na: 1\n", [(2, ("LK207",))], id="above"),
    pytest.param("a:\n  # loftekoll: tillåt LK207 – skäl\n\n  b: 1\n", [(4, ("LK207",))], id="above a blank line"),
    pytest.param(
        "# loftekoll: tillåt LK207 – skäl\n# loftekoll: tillåt LK216 – skäl\na: 1\n",
        [(3, ("LK207",)), (3, ("LK216",))],
        id="two above",
    ),
    pytest.param("a: 1 # loftekoll: tillåt LK207, LK216 – skäl", [(1, ("LK207", "LK216"))], id="several codes"),
    pytest.param("a: 1 # loftekoll: tillåt lk207 - skäl", [(1, ("LK207",))], id="small letters and a hyphen"),
    pytest.param("a: 1 # loftekoll: tillat LK207: skäl", [(1, ("LK207",))], id="without rings and with a colon"),
    pytest.param("a: 1 #loftekoll:tillåt LK207 — skäl", [(1, ("LK207",))], id="without blanks"),
    pytest.param("a: 1\r\nb: 2 # loftekoll: tillåt LK207 – skäl\r\n", [(2, ("LK207",))], id="CRLF"),
    pytest.param("a: 1 # loftekoll: tillåt LK207 – skäl\r\n", [(1, ("LK207",))], id="CRLF and a reason"),
    pytest.param("a: x#loftekoll: tillåt LK207 – skäl\n", [], id="no comment in YAML"),
    pytest.param("# källan # loftekoll: tillåt LK506 – känd plats\n", [(1, ("LK506",))], id="after another comment"),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_an_allowance_covers_its_own_line_or_the_next_one(text, expected):
    assert read(text) == (expected, [])


FAULTY = [
    pytest.param("LK207 – skäl", "kommentaren säger inte vilken kod som tillåts", id="no verb"),
    pytest.param("tillåt – skäl", "kommentaren säger inte vilken kod som tillåts", id="no code"),
    pytest.param("ignorera LK207 – skäl", "kommentaren säger inte vilken kod som tillåts", id="another verb"),
    pytest.param("tillåt LK207", "kommentaren saknar skäl", id="no reason"),
    pytest.param("tillåt LK207 –", "kommentaren saknar skäl", id="a dash and no reason"),
    pytest.param("tillåt LK207 – …!", "kommentaren saknar skäl", id="a reason without words"),
    pytest.param("tillåt LK2 – skäl", "koden «LK2» finns inte", id="a family"),
    pytest.param("tillåt LK999 – skäl", "koden «LK999» finns inte", id="an unknown code"),
    pytest.param("tillåt LK207, LKX – skäl", "koden «LKX» finns inte", id="one unknown of two"),
    pytest.param("tillåt LK501 – skäl", "LK501 går inte att tillåta", id="a personal identity number"),
    pytest.param("tillåt LK122 – skäl", "LK122 går inte att tillåta", id="itself"),
]


@pytest.mark.parametrize(("comment", "message"), FAULTY)
def test_a_faulty_allowance_is_a_finding_at_the_comment_and_allows_nothing(comment, message):
    assert read(f"a: 1  # loftekoll: {comment}\n") == ([], [message])
    (fault,) = allowances_in(f"a: 1  # loftekoll: {comment}\n", BY_CODE)[1]
    assert (fault.place.line, fault.place.column) == (1, 7)
    assert fault.excerpt[6:].startswith("# loftekoll:")


def finding(code, line, file="a.yaml"):
    return Finding(code, Severity.WARNING, "m", "h", file, place=Place(line, 3))


def settled(findings, text, unjudged=()):
    allowances = [("a.yaml", each) for each in allowances_in(text, BY_CODE)[0]]
    return [(each.code, each.place.line) for each in without_allowed(findings, allowances, unjudged)]


def test_only_findings_with_that_code_on_that_line_of_that_file_are_let_stand():
    text = "a: 1 # loftekoll: tillåt LK207 – skäl\nb: 2\n"
    others = [finding("LK216", 1), finding("LK207", 2), finding("LK207", 1, "b.yaml")]
    assert settled([finding("LK207", 1), finding("LK207", 1), *others], text) == [
        ("LK216", 1),
        ("LK207", 2),
        ("LK207", 1),
    ]


def test_an_unused_allowance_is_a_finding_for_each_code_that_found_nothing():
    text = "a: 1 # loftekoll: tillåt LK207, LK216 – skäl\n"
    assert settled([finding("LK207", 1)], text) == [("LK123", 1)]
    assert settled([], text) == [("LK123", 1), ("LK123", 1)]


def test_an_allowance_is_not_called_unused_in_a_file_that_was_not_judged():
    text = "a: 1 # loftekoll: tillåt LK207 – skäl\n"
    assert settled([], text, unjudged={"b.yaml"}) == [("LK123", 1)]
    assert settled([], text, unjudged={"a.yaml"}) == []


def test_what_keeps_a_file_from_being_judged_cannot_be_let_stand():
    text = "a: 1 # loftekoll: tillåt LK109 – skäl\n"
    blocking = finding("LK109", 1)._replace(is_blocking=True)
    assert settled([blocking], text, unjudged={"a.yaml"}) == [("LK109", 1)]


@pytest.mark.parametrize("comment", ["# Loftekoll: Tillåt LK207 – skäl", "# loftekoll tillåt LK207 – skäl"])
def test_capitals_and_a_missing_colon_are_read(comment):
    assert read(f"a: 1 {comment}\n") == ([(1, ("LK207",))], [])


def test_other_comments_may_name_the_program():
    assert read("# skriven för loftekoll av oss\n# se loftekoll.yaml\n") == ([], [])


def test_a_faulty_comment_is_shown_how_to_allow_the_code_that_it_names():
    (fault,) = allowances_in("# loftekoll: ignorera lk506 – skäl\n", BY_CODE)[1]
    assert fault.hint == "skriv «# loftekoll: tillåt LK506 – skälet»"


def test_many_comments_in_a_row_are_read_in_linear_time():
    text = "# loftekoll: tillåt LK207 – skäl\n" * 20_000 + "a: 1\n"
    found, _ = allowances_in(text, BY_CODE)
    assert {each.covers for each in found} == {20_001}
