"""A wrong number is worse than a refusal: what turns a target into another one is not read past."""

import pytest

from loftekoll.phrase import Kind, parse

REFUSED = {
    "minst fyra insatser per år, exklusive sommaren": "exklusive",
    "minst två gånger i veckan utom i juli": "utom",
    "minst varje månad utom juli": "utom",
    "minst två per år förutom sommaren": "förutom",
    "minst två per år, dock ej under sommaren": "ej",
    "minst en gång i månaden (ej sommaren)": "ej",
    "minst fyra insatser per år, inte i juli": "inte",
    "inga möten per år": "inga",
    "noll olyckor per år": "noll",
    "0 möten per år": "0",
    "minst noll möten per år": "noll",
    "inte minst fyra möten per år": "inte",
    "dubbelt så många som 4 insatser per år": "dubbelt",
    "minst 1,500 timmar": "minst 1,500",
    "minst 3–2 möten per år": "minst 3–2",
    "minst en milj. kronor": "minst en milj",
    "500 tkr per år": "500 tkr",
    "minst fem insatser före jul": "före",
    "minst fem insatser innan midsommar": "innan",
    "tre i snitt per vecka senast 30 juni": "senast 30 juni",
}


@pytest.mark.parametrize(("phrase", "word"), REFUSED.items(), ids=REFUSED)
def test_what_reverses_a_target_is_refused_at_the_very_word(phrase, word):
    reading = parse(phrase)
    (fault,) = [each for each in reading.remarks if each is reading.fault]
    assert (reading.kind, fault.code) == (Kind.FAULT, "LK204")
    assert phrase[fault.offset :].startswith(word)


@pytest.mark.parametrize(
    ("phrase", "count"),
    [
        pytest.param("högst noll olyckor per år", 0, id="at most none"),
        pytest.param("inte fler än två möten per år", 2, id="a comparator with inte"),
        pytest.param("minst två insatser per år, inte minst mot unga", 2, id="the idiom"),
        pytest.param("minst 1 500 timmar per år", 1500, id="grouped"),
        pytest.param("en plan senast 31 mars 2026", 1, id="a day after senast"),
    ],
)
def test_what_only_looks_like_it_is_read(phrase, count):
    assert parse(phrase).targets[0].count == count


@pytest.mark.parametrize("phrase", ["ingen ska vara otrygg", "4 av 5 dagar i veckan"])
def test_what_counts_nothing_is_not_counted(phrase):
    assert (parse(phrase).kind, parse(phrase).targets) == (Kind.UNQUANTIFIED, ())


@pytest.mark.parametrize(
    ("phrase", "years"),
    [
        pytest.param("minst fem insatser 2024", [2024], id="after the noun"),
        pytest.param("minst fyra insatser per kvartal 2025", [2025], id="after the rate"),
        pytest.param("fyra insatser 2025, sex insatser 2026", [2025, 2026], id="each its own"),
        pytest.param("enligt handlingsplan 2022 minst fyra insatser per år", [None], id="of a name"),
    ],
)
def test_a_year_that_narrows_the_target_is_kept(phrase, years):
    assert [target.window.year for target in parse(phrase).targets] == years


def test_a_last_day_narrows_the_period():
    (target,) = parse("minst fyra insatser under perioden, senast 31 mars 2025").targets
    assert str(target.window.deadline) == "2025-03-31"
