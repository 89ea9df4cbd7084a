"""YAML by events: scalars, keys, what is refused, and where everything stands."""

import unicodedata
from decimal import Decimal

import pytest
from yaml import SafeLoader

from loftekoll.source import LeadingZero
from loftekoll.store import events
from loftekoll.store.events import Places, value_of

SCALARS = [
    ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None), ("nULL", "nULL"),
    ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False),
    ("yes", "yes"), ("no", "no"), ("on", "on"), ("off", "off"), ("y", "y"), ("ja", "ja"), ("nej", "nej"),
    ("0", 0), ("-0", 0), ("+1", 1), ("12", 12), ("-12", -12), ("1" * 31, int("1" * 31)), ("1" * 40, "1" * 40),
    ("0114", LeadingZero("0114")), ("00", LeadingZero("00")), ("0800", LeadingZero("0800")), ("-0114", Decimal(-114)),
    ("1.5", Decimal("1.5")), (".5", Decimal("0.5")), ("5.", Decimal(5)), ("1e3", Decimal(1000)), ("-1.5E-2", Decimal("-0.015")),
    ("0.1", Decimal("0.1")), ("1e999", "1e999"), ("1_000", "1_000"), ("1,5", "1,5"), ("0x1F", "0x1F"), ("0o17", "0o17"),
    (".inf", ".inf"), (".nan", ".nan"), (".", "."), ("-", None), ("+", "+"), ("1.2.3", "1.2.3"), ("12:30", "12:30"),
    ("2025-02-30", "2025-02-30"), ("2025-02-28", "2025-02-28"), ("2025", 2025), ("2025–2026", "2025–2026"), ("=", "="),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"), [pytest.param(*each, id=each[0] or "nothing") for each in SCALARS if each[0] != "-"]
)
def test_plain_scalars_are_those_of_the_core_schema_with_exact_decimals(text, value):
    found = value_of(f"a: {text}\n")
    assert found == ({"a": value}, [])
    assert type(found[0]["a"]) is type(value)


@pytest.mark.parametrize("text", [each[0] for each in SCALARS])
def test_a_quoted_scalar_is_always_text(text):
    assert value_of(f"a: \"{text}\"\nb: '{text}'\n") == ({"a": text, "b": text}, [])
    assert type(value_of(f'a: "{text}"\n')[0]["a"]) is str


def test_block_scalars_are_text():
    text = "a: >-\n  12\n  13\nb: |\n  12\n  13\n"
    assert value_of(text) == ({"a": "12 13", "b": "12\n13\n"}, [])


def test_keys_are_normalised_and_values_are_not():
    decomposed = unicodedata.normalize("NFD", "mål")
    assert value_of(f"{decomposed}: {decomposed}\n") == ({"mål": decomposed}, [])


def test_keys_that_look_like_numbers_are_text():
    assert value_of("2025: a\ntrue: b\n~: c\n") == ({"2025": "a", "true": "b", "~": "c"}, [])


REFUSED = [
    ("a: &x b\n", "LK105", (1, 4, 2)),
    ("a: *x\n", "LK105", (1, 4, 2)),
    ("&x a: b\n", "LK105", (1, 1, 2)),
    ("a: !!str b\n", "LK105", (1, 4, 1)),
    ("a: !b c\n", "LK105", (1, 4, 1)),
    ("!a b: c\n", "LK105", (1, 1, 1)),
    ("a: ! b\n", "LK105", (1, 4, 1)),
    ("a: b\n---\nc: d\n", "LK105", (2, 1, 3)),
    ("[a]: b\n", "LK105", (1, 1, 1)),
    ("? {a: b}\n: c\n", "LK105", (1, 3, 1)),
    ("a: b\na: c\n", "LK108", (2, 1, 1)),
    ("a: [{b: 1, b: 2}]\n", "LK108", (1, 12, 1)),
    ("", "LK107", (1, 1, 1)),
    ("# a\n\n", "LK107", (1, 1, 1)),
    ("a: [b\n", "LK103", (1, 4, 1)),
    ("a:\n\tb: c\n", "LK104", (2, 1, 1)),
    ("a: " + "[" * 32 + "\n", "LK106", (1, 35, 1)),
]


@pytest.mark.parametrize(("text", "code", "place"), REFUSED)
def test_what_is_refused_has_its_place(text, code, place):
    _, found = value_of(text)
    assert [(each.code, tuple(each.place)) for each in found] == [(code, place)]


def test_thirty_two_levels_are_read():
    assert value_of("[" * 32 + "]" * 32)[1] == []


def test_every_refusal_is_told_in_one_reading():
    _, found = value_of("a: &x 1\nb: *x\nc: !t 2\nd: 1\nd: 2\n---\ne: f\n")
    assert [each.place.line for each in found] == [1, 2, 3, 5, 6]


def test_a_value_that_is_uncertain_is_none_and_one_with_a_double_key_is_judged_on():
    assert value_of("a: *x\nb: 1\n")[0] is None
    assert value_of("a: 1\na: 2\nb: 3\n")[0] == {"a": 1, "b": 3}


def test_a_double_key_names_the_line_of_the_first():
    _, (found,) = value_of("b: 0\na: 1\n\na: 2\n")
    assert found.message == "nyckeln «a» står två gånger, först på rad 2"


def test_many_faults_take_no_longer_than_the_file_is_long():
    _, found = value_of("a: 1\n" * 20_000)
    assert len(found) == 19_999


PLACED = """\
a: plain
b: "quoted"
c: 'single'
d: >-
  folded
  text
e: [x, {y: z}]
åäö: värde
"""


def spots(text):
    places = Places({}, {})
    value_of(text, places)
    return places


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        (("a",), "plain"), (("b",), '"quoted"'), (("c",), "'single'"), (("e",), "[x, {y: z}]"), (("e", 0), "x"),
        (("e", 1), "{y: z}"), (("e", 1, "y"), "z"), (("åäö",), "värde"),
    ],
)  # fmt: skip
def test_the_spot_of_a_value_is_its_very_text(path, raw):
    spot = spots(PLACED).values[path]
    assert PLACED[spot.start : spot.stop] == raw
    assert PLACED.splitlines()[spot.line - 1][spot.column - 1 :].startswith(raw)


def test_the_spot_of_a_block_scalar_begins_at_its_sign():
    spot = spots(PLACED).values["d",]
    assert PLACED[spot.start : spot.stop].rstrip() == ">-\n  folded\n  text"
    assert (spot.line, spot.column) == (4, 4)


def test_the_spot_of_a_key_is_its_very_text():
    for path, spot in spots(PLACED).keys.items():
        assert PLACED[spot.start : spot.stop] == path[-1]


def test_the_spot_of_a_decomposed_key_covers_all_its_signs():
    decomposed = unicodedata.normalize("NFD", "mål")
    spot = spots(f"{decomposed}: x\n").keys["mål",]
    assert (spot.stop - spot.start, spots(f"{decomposed}: x\n").values["mål",].column) == (4, 7)


def test_the_spot_of_a_double_key_is_the_first():
    assert spots("a: 1\na: 2\n").values["a",].line == 1


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_lines_are_counted_as_yaml_counts_them(line_end):
    spot = spots(f"a: 1{line_end}b: 2{line_end}").values["b",]
    assert (spot.line, spot.column) == (2, 4)


SYNTAX = [
    ('a: "b\n', 'citattecknet " saknar sitt par', (1, 4)),
    ("a: 'b\n", "citattecknet ' saknar sitt par", (1, 4)),
    ("a: {b: c\n", "{ saknar sitt }", (1, 4)),
    ("a: [\n", "filen tar slut mitt i en lista", (1, 4)),
    ("a: [", "filen tar slut mitt i en lista", (1, 4)),
    ("a: b: c\n", "raden har ett kolon för mycket", (1, 5)),
    ("a b\nc: d\n", "raden har inget kolon", (1, 4)),
    ("a:b\nc: d\n", "kolonet saknar blanksteg", (1, 2)),
    ("a: b\n c: d\n", "indraget stämmer inte", (2, 2)),
    ("a: b\n- c\n", "indraget stämmer inte", (2, 1)),
    ("a: - b\n", "en lista får inte börja på nyckelns rad", (1, 4)),
    ("a: |b\n", "texten får inte börja på samma rad som |", (1, 5)),
    ('a: "b" c\n', "text efter citattecknet", (1, 8)),
    ('a: "\\q"\n', 'tecknet efter \\ betyder inget inom "', (1, 5)),
    ("a: @b\n", "ett värde får inte börja med @", (1, 4)),
    ("a: `b`\n", "ett värde får inte börja med `", (1, 4)),
    ("a: %b\n", "ett värde får inte börja med %", (1, 4)),
    ("a: ]b\n", "ett värde får inte börja med ]", (1, 4)),
    ("a: &å b\n", "ett värde får inte börja med &", (1, 4)),
    ("a: *å\n", "ett värde får inte börja med *", (1, 4)),
    ("%YAML 3.0\n---\na: b\n", "raden börjar med %", (1, 1)),
    ("a: b\n...\nc: d\n", "raden ... avslutar filen", (2, 1)),
    ("a: b\nc\nd: e\n", "raden har inget kolon", (2, 2)),
]


@pytest.mark.parametrize(("text", "message", "place"), SYNTAX)
def test_a_syntax_error_is_told_by_what_stands_there(text, message, place):
    _, (found,) = value_of(text)
    assert (found.message, (found.place.line, found.place.column)) == (message, place)
    assert found.hint


@pytest.mark.parametrize("text", [each[0] for each in (*REFUSED, *SYNTAX)] + [PLACED])
def test_without_the_c_part_of_pyyaml_the_same_is_read_and_refused(text, monkeypatch):
    value, found = value_of(text)
    monkeypatch.setattr(events, "_Parser", SafeLoader)
    other, findings = value_of(text)
    assert other == value
    assert [each.code for each in findings] == [each.code for each in found]


@pytest.mark.parametrize(
    "text", ["a: \ud800", "\x00", "a: \x1b", "\ufffe", '"\\ud800"', "a: [" * 2000, "? " * 2000, "%" * 99]
)
def test_any_text_gives_a_value_or_findings(text):
    value, found = value_of(text)
    assert (value is None) == bool(found)
