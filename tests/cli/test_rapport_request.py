"""The command that makes a report again: written so that it reads back as it was, and read as data."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftekoll.cli.report_request import (
    ReportRequest,
    as_word,
    command_text,
    is_safe_to_run,
    request_from,
    version_of,
    version_text,
)
from loftekoll.errors import LoftekollError
from loftekoll.municipalities import municipalities
from loftekoll.render.view import Variant

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
YEARS = st.none() | st.integers(1900, 2199)
VERSIONS = st.from_regex(r"\A([0-9a-f]{4,40}\+?|\+|)\Z")


@st.composite
def requests(draw: st.DrawFn) -> ReportRequest:
    """Every request that a report can hold."""
    is_one = draw(st.booleans())
    return ReportRequest(
        draw(DAYS),
        draw(st.sampled_from(municipalities())).slug if is_one else "",
        "" if is_one else draw(NAMES),
        draw(NAMES | st.just("")),
        draw(YEARS),
        draw(st.sampled_from(Variant)),
        draw(NAMES | st.just("")),
        draw(VERSIONS),
    )


@given(requests())
def test_what_is_written_is_read_back(request):
    assert request_from(command_text(request)) == request


@given(st.text())
def test_any_other_text_is_refused(text):
    for command in (text, f"loftekoll rapport {text}", f"loftekoll rapport kalix --per 2020-02-15 {text}"):
        try:
            found = request_from(command)
        except LoftekollError:
            continue
        assert request_from(command_text(found)) == found


@pytest.mark.parametrize(
    "command",
    [
        "",
        "loftekoll",
        "loftekoll rapport",
        "loftekoll rapport kalix",
        "rm -rf / --per 2020-02-15",
        "loftekoll status kalix --per 2020-02-15",
        "loftekoll rapport --per 2020-02-15",
        "loftekoll rapport nyköbing --per 2020-02-15",
        "loftekoll rapport kalix --per idag",
        "loftekoll rapport kalix --per 2020-02-30",
        "loftekoll rapport kalix --per 2020-02-15 --per 2020-02-16",
        "loftekoll rapport kalix --per 2020-02-15 --år nittio",
        "loftekoll rapport kalix --per 2020-02-15 --år ²⁰²⁰",
        "loftekoll rapport kalix --per 2020-02-15 --för alla-andra",
        "loftekoll rapport kalix --per 2020-02-15 --ut /etc/passwd",
        "loftekoll rapport kalix --per 2020-02-15 --katalog /etc",
        "loftekoll rapport kalix --per 2020-02-15 --alla",
        "loftekoll rapport kalix --per 2020-02-15 --gitversion --output=x",
        "loftekoll rapport kalix --per 2020-02-15 --mall",
        'loftekoll rapport kalix --per 2020-02-15 --mall "',
        'loftekoll rapport kalix --per 2020-02-15 --mall ""',
        "loftekoll rapport kalix haparanda --per 2020-02-15",
        "loftekoll rapport kalix --lokalpolisområde x --per 2020-02-15",
        "loftekoll rapport kalix --per 2020-02-15; rm -rf /",
        "loftekoll rapport kalix --per 2020-02-15 --period " + "x" * 30_000,
    ],
)
def test_it_holds_nothing_but_what_a_report_can(command):
    with pytest.raises(LoftekollError, match="kommandot i filen går inte att läsa"):
        request_from(command)


def test_it_is_what_a_person_can_type():
    request = ReportRequest(date(2020, 2, 15), "kalix", period="2019", version="3f2a1b9c0d+")
    assert command_text(request) == "loftekoll rapport kalix --period 2019 --per 2020-02-15 --gitversion 3f2a1b9c0d+"


@pytest.mark.parametrize("sign", ["å", "'", '"', "\\", "$", " "])
def test_a_name_as_long_as_a_text_can_be_is_read_back(sign):
    request = ReportRequest(date(2020, 2, 15), district=sign * 5000)
    assert request_from(command_text(request)) == request


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Östra Norrbotten", '"Östra Norrbotten"'),
        ("Norr & Syd (a; b)", '"Norr & Syd (a; b)"'),
        ("$(touch x)", "'$(touch x)'"),
        ("a `touch x`", "'a `touch x`'"),
        ('a "b" \\ !c', "'a \"b\" \\ !c'"),
        ("%PATH%", "'%PATH%'"),
    ],
)
def test_a_name_is_quoted_so_that_no_shell_runs_it(name, expected):
    assert as_word(name) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="its shell is another one")
@given(NAMES)
def test_a_shell_reads_the_name_as_it_is(name):
    ran = subprocess.run(["sh", "-c", f"printf %s {as_word(name)}"], capture_output=True, check=True)
    assert ran.stdout.decode() == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Östra Norrbotten", True),
        ("$(touch x)", True),
        ("it's $(touch x)", False),
        ("x’ ; $(touch x) ‘", False),
        ("$a & touch x", False),
        ("a\n touch x", False),
    ],
)
def test_a_name_that_shells_read_in_different_ways_is_not_safe_to_run(name, expected):
    assert is_safe_to_run(f"loftekoll rapport {as_word(name)}") == expected


@given(VERSIONS)
def test_a_version_is_told_in_words_and_read_back(version):
    assert version_of(version_text(version)) == version
