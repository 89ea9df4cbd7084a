"""What may stand in a promise file and in its log: every key, and every kind of fault with its place."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import ValidationError

from loftekoll.model import (
    Activity,
    Assessment,
    Change,
    Commitment,
    CommitmentType,
    Dossier,
    Feedback,
    FocusArea,
    FollowUp,
    FollowUpNotes,
    LogFile,
    Origin,
    Promise,
    Verdict,
    Withdrawal,
)
from loftekoll.municipalities import EXEMPELBY, find_municipality
from loftekoll.period import calendar_year, days_between
from loftekoll.phrase import (
    Comparator,
    Deadline,
    Kind,
    Measure,
    Spread,
    Target,
    Unit,
    WindowSpec,
    parse,
    target_as_dict,
)
from loftekoll.source import LeadingZero

FULL = {
    "kommun": ["Exempelby", "Kalix"],
    "lokalpolisområde": "Exempelbygden",
    "period": {"från": "2025-03-11", "till": "2026-12-31"},
    "undertecknat": "2025-02-21",
    "parter": ["polisen", "kommunen"],
    "förlänger": "exempelby/2023-2024",
    "diarienummer": {"polisen": "A000.000/2025", "kommunen": "KS 2025/000"},
    "källa": {
        "utgivare": "Exempelby kommun",
        "titel": "Medborgarlöfte 2025",
        "datum": "2025-02-22",
        "adress": "https://example.org/lofte",
    },
    "bakgrund": "Trygghetsmätningen.",
    "uppföljning": {
        "skriftlig": "senast februari 2026",
        "avstämning": "tre gånger per år",
        "mottagare": ["lokalpolisområdets chef", "kommunalrådet"],
    },
    "kommunikation": ["veckobrev", "sociala medier"],
    "fokusområden": [
        {
            "namn": "Trafiksäkerhet",
            "bakgrund": "A-traktorer.",
            "löften": [
                {
                    "id": "trafik",
                    "text": "Trafikinsatser på utvalda platser.",
                    "mål": "minst fyra trafikinsatser per år",
                    "ansvarig": "polisen",
                    "samverkan": ["socialtjänsten"],
                    "målgrupp": ["unga"],
                    "typ": "process",
                    "ändringar": [
                        {"från": "2025-07-01", "mål": "minst tre trafikinsatser per år", "skäl": "Färre poliser."}
                    ],
                    "avfört": {"datum": "2026-05-01", "skäl": "Ersatt.", "beslut": "Styrgruppen"},
                }
            ],
        }
    ],
}
MINIMAL = {
    "kommun": "Kalix",
    "period": 2019,
    "parter": "polisen",
    "fokusområden": [{"namn": "Trafik", "löften": [{"id": "a", "text": "Trafik"}]}],
}
ENTRY = {"datum": "2019-05-03", "löfte": "trafik"}
ASSESSMENT = {"datum": "2026-01-15", "löfte": "trafik", "bedömning": "uppfyllt"}


def commitment(**keys) -> Commitment:
    return Commitment.model_validate({"id": "a", "text": "Trafik", **keys})


def readings(*phrases: str):
    return tuple(parse(each) for each in phrases)


def phrases(found) -> list[str]:
    return [each.phrase for each in found]


# --- files that are well formed -----------------------------------------------------------------------------------


def test_every_key_of_a_promise_is_read():
    found = Promise.model_validate(FULL)
    assert found.municipalities == (EXEMPELBY, find_municipality("kalix"))
    assert found.municipality == EXEMPELBY
    assert found.police_district == "Exempelbygden"
    assert found.period == days_between(date(2025, 3, 11), date(2026, 12, 31))
    assert found.signed == date(2025, 2, 21)
    assert found.parties == ("polisen", "kommunen")
    assert found.extends == "exempelby/2023-2024"
    assert found.registry_numbers == {"polisen": "A000.000/2025", "kommunen": "KS 2025/000"}
    assert found.origin == Origin.model_validate(FULL["källa"])
    assert found.origin.model_dump() == {
        "publisher": "Exempelby kommun",
        "title": "Medborgarlöfte 2025",
        "day": date(2025, 2, 22),
        "address": "https://example.org/lofte",
    }
    assert found.background == "Trygghetsmätningen."
    assert found.follow_up.written_by == date(2026, 2, 28)
    assert found.follow_up.reconciliation == parse("tre gånger per år")
    assert found.follow_up.receivers == ("lokalpolisområdets chef", "kommunalrådet")
    assert found.communication == ("veckobrev", "sociala medier")


def test_every_key_of_a_commitment_is_read():
    (area,) = Promise.model_validate(FULL).focus_areas
    (found,) = area.commitments
    assert (area.name, area.background) == ("Trafiksäkerhet", "A-traktorer.")
    assert (found.id, found.text) == ("trafik", "Trafikinsatser på utvalda platser.")
    assert found.targets == readings("minst fyra trafikinsatser per år")
    assert (found.responsible, found.partners, found.audience) == (("polisen",), ("socialtjänsten",), ("unga",))
    assert found.type is CommitmentType.PROCESS
    (change,) = found.changes
    assert (change.start, change.reason) == (date(2025, 7, 1), "Färre poliser.")
    assert change.targets == readings("minst tre trafikinsatser per år")
    withdrawn = found.withdrawn
    assert (withdrawn.day, withdrawn.reason, withdrawn.decision) == (date(2026, 5, 1), "Ersatt.", "Styrgruppen")


def test_what_is_left_out_of_a_promise_is_empty():
    found = Promise.model_validate(MINIMAL)
    assert (found.period, found.parties) == (calendar_year(2019), ("polisen",))
    empty = (found.police_district, found.signed, found.extends, found.origin, found.background)
    assert empty == (None,) * 5
    assert (found.registry_numbers, found.communication, found.follow_up) == ({}, (), FollowUp())
    assert (found.follow_up.written_by, found.follow_up.reconciliation, found.follow_up.receivers) == (None, None, ())
    (only,) = found.commitments
    assert (only.targets, only.responsible, only.partners, only.audience, only.changes) == ((),) * 5
    assert (only.type, only.withdrawn) == (CommitmentType.OUTPUT, None)


@pytest.mark.parametrize("key", ["lokalpolisområde", "undertecknat", "förlänger", "källa", "bakgrund"])
def test_an_optional_key_without_a_value_is_as_left_out(key):
    assert Promise.model_validate(MINIMAL | {key: None}) == Promise.model_validate(MINIMAL)


def test_commitments_come_in_the_order_of_the_file():
    areas = [
        {"namn": name, "löften": [{"id": each, "text": each} for each in ids]} for name, ids in [("A", "ba"), ("B", "c")]
    ]  # fmt: skip
    found = Promise.model_validate(MINIMAL | {"fokusområden": areas})
    assert [each.id for each in found.commitments] == ["b", "a", "c"]


def test_every_key_of_an_entry_is_read():
    found = Activity.model_validate(
        {
            "datum": "2019-05-03",
            "löfte": ["trafik", "narkotika"],
            "antal": 3,
            "cirka": "ja",
            "plats": "Centrum",
            "part": ["polisen", "kommunen"],
            "timmar": "2,5",
            "anteckning": "Tre platser.",
            "källa": "Tjänsteanteckning",
        }
    )
    assert found.stretch == days_between(date(2019, 5, 3), date(2019, 5, 3))
    assert (found.commitments, found.count, found.approximate) == (("trafik", "narkotika"), 3, True)
    assert (found.place, found.parties, found.hours) == ("Centrum", ("polisen", "kommunen"), Fraction(5, 2))
    assert (found.note, found.source) == ("Tre platser.", "Tjänsteanteckning")


def test_what_is_left_out_of_an_entry_has_its_default():
    found = Activity.model_validate(ENTRY)
    assert (found.commitments, found.count, found.approximate, found.hours) == (("trafik",), 1, False, None)
    assert (found.place, found.parties, found.note, found.source) == (None, (), None, None)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        pytest.param("2019-05-03", date(2019, 5, 3), date(2019, 5, 3), id="a day"),
        pytest.param("2019-05", date(2019, 5, 1), date(2019, 5, 31), id="a month"),
        pytest.param(2019, date(2019, 1, 1), date(2019, 12, 31), id="a year as a number"),
        pytest.param("2019-05-01/2019-07-31", date(2019, 5, 1), date(2019, 7, 31), id="two days"),
    ],
)
def test_an_entry_counts_on_the_last_day_of_its_stretch(written, first, last):
    found = Activity.model_validate(ENTRY | {"datum": written})
    assert (found.stretch, found.day) == (days_between(first, last), last)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_is_read(verdict):
    found = Assessment.model_validate(ASSESSMENT | {"bedömning": verdict.value, "motivering": "Så var det."})
    assert (found.day, found.verdict, found.reason) == (date(2026, 1, 15), verdict, "Så var det.")


@pytest.mark.parametrize(
    ("written", "concerns"),
    [
        pytest.param(2025, calendar_year(2025), id="a year"),
        pytest.param("2025", calendar_year(2025), id="a year as text"),
        pytest.param("hela perioden", None, id="the whole period"),
        pytest.param("Hela perioden ", None, id="the whole period, capital and blank"),
        pytest.param("2020–2022", days_between(date(2020, 1, 1), date(2022, 12, 31)), id="years"),
        pytest.param("2020-10-01/2021-09-30", days_between(date(2020, 10, 1), date(2021, 9, 30)), id="an own year"),
    ],
)
def test_what_an_assessment_concerns(written, concerns):
    assert Assessment.model_validate(ASSESSMENT | {"avser": written}).concerns == concerns


def test_an_assessment_concerns_the_whole_period_when_nothing_is_said():
    assert Assessment.model_validate(ASSESSMENT).concerns is None


def test_the_notes_of_coordinators_are_read():
    found = FollowUpNotes.model_validate(
        {
            "avvikelser": "Snö i mars.",
            "lärdomar": ["Börja tidigare.", "Ring först."],
            "förslag": "Färre mål.",
            "återkoppling": [{"datum": "2026-02-10", "till": "styrgruppen"}],
        }
    )
    assert found.deviations == ("Snö i mars.",)
    assert found.lessons == ("Börja tidigare.", "Ring först.")
    assert found.proposals == ("Färre mål.",)
    assert found.feedback == (Feedback.model_validate({"datum": "2026-02-10", "till": "styrgruppen"}),)
    assert (found.feedback[0].day, found.feedback[0].to) == (date(2026, 2, 10), "styrgruppen")
    assert FollowUpNotes.model_validate({}) == FollowUpNotes()


def test_a_dossier_tells_entries_from_assessments_in_the_order_of_the_files():
    entries = [Activity.model_validate(ENTRY | {"antal": n}) for n in (1, 2)]
    assessment = Assessment.model_validate(ASSESSMENT)
    log = [entries[0], assessment, FollowUpNotes(), entries[1]]
    made = Dossier("", "kalix/2019", Promise.model_validate(MINIMAL), tuple(LogFile("", "", each) for each in log))
    assert (made.activities, made.assessments) == (tuple(entries), (assessment,))


# --- single fields ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "name"),
    [
        pytest.param("kalix", "Kalix", id="lower case"),
        pytest.param("Habo", "Habo", id="Habo"),
        pytest.param("Håbo", "Håbo", id="Håbo"),
        pytest.param("0305", "Håbo", id="a quoted code"),
        pytest.param("Strängnäs kommun", "Strängnäs", id="with kommun"),
    ],
)
def test_a_municipality_is_named_as_people_name_it(written, name):
    assert Promise.model_validate(MINIMAL | {"kommun": written}).municipality.name == name


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        pytest.param(2025, "2025-01-01", "2025-12-31", id="a number"),
        pytest.param("2025–2026", "2025-01-01", "2026-12-31", id="two years"),
        pytest.param({"från": "2025-03-11", "till": "2025-03-11"}, "2025-03-11", "2025-03-11", id="one day"),
        pytest.param({"till": "2026-12-31", "från": "2025-03-11"}, "2025-03-11", "2026-12-31", id="till first"),
    ],
)
def test_a_period_is_a_year_years_or_days(written, first, last):
    found = Promise.model_validate(MINIMAL | {"period": written}).period
    assert found == days_between(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("ja", True, id="ja"),
        pytest.param("nej", False, id="nej"),
        pytest.param(" JA ", True, id="upper case and blanks"),
        pytest.param(True, True, id="true"),
        pytest.param(False, False, id="false"),
    ],
)
def test_yes_and_no(written, expected):
    assert Activity.model_validate(ENTRY | {"cirka": written}).approximate is expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(4, Fraction(4), id="whole"),
        pytest.param("2,5", Fraction(5, 2), id="a comma"),
        pytest.param("2.5", Fraction(5, 2), id="a point in text"),
        pytest.param(Decimal("2.5"), Fraction(5, 2), id="a point"),
        pytest.param(Decimal("0.1"), Fraction(1, 10), id="a tenth is a tenth"),
        pytest.param(1_000_000, Fraction(1_000_000), id="the most"),
    ],
)
def test_hours_are_exact(written, expected):
    found = Activity.model_validate(ENTRY | {"timmar": written}).hours
    assert (found, type(found)) == (expected, Fraction)


@pytest.mark.parametrize("count", [1, 10_000_000])
def test_counts_in_range(count):
    assert Activity.model_validate(ENTRY | {"antal": count}).count == count


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(" polisen  ", ("polisen",), id="blanks around"),
        pytest.param("la\u0308rare", ("lärare",), id="NFD is read as NFC"),
        pytest.param([], (), id="an empty list"),
        pytest.param(("a", "b"), ("a", "b"), id="several"),
    ],
)
def test_texts(written, expected):
    assert commitment(ansvarig=written).responsible == expected


@pytest.mark.parametrize("written", ["a", "trafik", "a-traktorer", "2025", "k7-f3-q9", "x" * 40])
def test_ids(written):
    assert commitment(id=written).id == written


@pytest.mark.parametrize(
    ("written", "by"),
    [
        pytest.param("senast februari 2026", "2026-02-28", id="a month"),
        pytest.param("senast februari 2024", "2024-02-29", id="a leap month"),
        pytest.param("senast 15 mars 2026", "2026-03-15", id="a day in words"),
        pytest.param("2026-03-15", "2026-03-15", id="a date"),
    ],
)
def test_the_written_follow_up_has_a_day(written, by):
    assert FollowUp.model_validate({"skriftlig": written}).written_by == date.fromisoformat(by)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("2026-03-15", (date(2026, 3, 15),), id="a date"),
        pytest.param(["2026-03-15", "2026-09-15"], (date(2026, 3, 15), date(2026, 9, 15)), id="dates"),
        pytest.param("tre gånger per år", parse("tre gånger per år"), id="a phrase"),
    ],
)
def test_reconciliation_is_a_phrase_or_dates(written, expected):
    assert FollowUp.model_validate({"avstämning": written}).reconciliation == expected


# --- targets ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("minst fyra per år", ["minst fyra per år"], id="a phrase"),
        pytest.param(["minst fyra per år", "löpande"], ["minst fyra per år", "löpande"], id="a list"),
        pytest.param([], [], id="an empty list"),
        pytest.param({"antal": 4, "fönster": {"enhet": "år"}}, ["minst fyra per år"], id="a mapping"),
        pytest.param(["löpande", {"antal": 4, "fönster": {"enhet": "år"}}], ["löpande", "minst fyra per år"], id="a list with a mapping"),
    ],
)  # fmt: skip
def test_a_target_is_a_phrase_a_list_or_a_mapping(written, expected):
    assert phrases(commitment(mål=written).targets) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param({"antal": 4}, Target(Comparator.AT_LEAST, 4, window=WindowSpec(Unit.PERIOD)), id="a count alone"),
        pytest.param(
            {
                "jämförelse": "högst",
                "antal": 2,
                "antal_till": 3,
                "cirka": True,
                "enhet": "insatser",
                "mått": "antal",
                "fördelning": "snitt",
                "fönster": {"enhet": "vecka", "antal": 2, "säsong": "vår och höst", "senast": None, "år": 2025},
                "omfattning": "per skola",
                "varav": [{"antal": 1, "enhet": "kontroller"}],
            },
            Target(
                Comparator.AT_MOST,
                2,
                3,
                approximate=True,
                unit="insatser",
                spread=Spread.AVERAGE,
                window=WindowSpec(Unit.WEEK, 2, ("vår", "höst"), 2025),
                scope="per skola",
                parts=(Target(Comparator.AT_LEAST, 1, unit="kontroller", window=WindowSpec(Unit.PERIOD)),),
            ),
            id="every key",
        ),
        pytest.param(
            {"antal": Decimal("2.5"), "mått": "timmar", "fönster": {"enhet": "år"}},
            Target(Comparator.AT_LEAST, Fraction(5, 2), measure=Measure.HOURS, window=WindowSpec(Unit.YEAR)),
            id="half hours",
        ),
        pytest.param(
            {"antal": 1, "fönster": {"enhet": "datum", "senast": "2025-03-31"}},
            Target(Comparator.AT_LEAST, 1, window=WindowSpec(Unit.DATE, deadline=Deadline(2025, 3, 31))),
            id="a deadline",
        ),
    ],
)
def test_a_mapping_is_the_same_as_a_phrase(written, expected):
    (found,) = commitment(mål=written).targets
    assert (found.kind, found.targets) == (Kind.QUANTIFIED, (expected,))


# --- faults: what is wrong, with its code and its place -------------------------------------------------------------

TRAFIK = ("fokusområden", 0, "löften", 0)


def errors_of(model, value) -> list[dict]:
    """Every fault, but for those of lists that pydantic calls too short because a member of them is wrong."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(value)
    found = caught.value.errors(include_url=False)
    return [each for each in found if each["type"] != "too_short" or not each["input"]]


def faults(model, value) -> list[tuple]:
    """The type and the place of every fault."""
    return [(each["type"], each["loc"]) for each in errors_of(model, value)]


def with_commitment(**keys) -> dict:
    return MINIMAL | {"fokusområden": [{"namn": "Trafik", "löften": [{"id": "a", "text": "Trafik", **keys}]}]}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param({}, [("missing", (key,)) for key in ("kommun", "period", "parter", "fokusområden")], id="an empty file"),
        pytest.param([], [("model_type", ())], id="a list"),
        pytest.param("text", [("model_type", ())], id="a text"),
        pytest.param(MINIMAL | {"komun": "Kalix"}, [("extra_forbidden", ("komun",))], id="an unknown key"),
        pytest.param(MINIMAL | {"parties": ["x"]}, [("extra_forbidden", ("parties",))], id="an English key"),
        pytest.param(MINIMAL | {"kommun": "Kalixx"}, [("LK113", ("kommun", 0))], id="an unknown municipality"),
        pytest.param(MINIMAL | {"kommun": ["Kalix", "xyzzy"]}, [("LK113", ("kommun", 1))], id="an unknown one in a list"),
        pytest.param(MINIMAL | {"kommun": LeadingZero("0114")}, [("LK114", ("kommun", 0))], id="a bare code with a zero"),
        pytest.param(MINIMAL | {"kommun": 2514}, [("LK114", ("kommun", 0))], id="a bare code"),
        pytest.param(MINIMAL | {"kommun": []}, [("too_short", ("kommun",))], id="no municipality"),
        pytest.param(MINIMAL | {"kommun": None}, [("LK111", ("kommun", 0))], id="an empty municipality"),
        pytest.param(MINIMAL | {"kommun": True}, [("LK111", ("kommun", 0))], id="yes as a municipality"),
        pytest.param(MINIMAL | {"lokalpolisområde": ["x"]}, [("LK111", ("lokalpolisområde",))], id="a list for a text"),
        pytest.param(MINIMAL | {"bakgrund": {"a": "b"}}, [("LK111", ("bakgrund",))], id="a mapping for a text"),
        pytest.param(MINIMAL | {"bakgrund": 5}, [("LK111", ("bakgrund",))], id="a number for a text"),
        pytest.param(MINIMAL | {"bakgrund": "  "}, [("LK111", ("bakgrund",))], id="a blank text"),
        pytest.param(MINIMAL | {"period": "2025-05"}, [("LK112", ("period",))], id="a period of a month"),
        pytest.param(MINIMAL | {"period": None}, [("LK112", ("period",))], id="no period"),
        pytest.param(MINIMAL | {"period": {"från": "2025-01-01"}}, [("LK110", ("period",))], id="a period without till"),
        pytest.param(MINIMAL | {"period": {"till": "2025-01-01"}}, [("LK110", ("period",))], id="a period without från"),
        pytest.param(MINIMAL | {"period": {"från": "2025-01-01", "till": "2025-12-31", "om": 1}}, [("LK109", ("period",))], id="an unknown key in the period"),
        pytest.param(MINIMAL | {"period": {"från": "2025-01-01", "till": "2025-02-30"}}, [("LK112", ("period",))], id="a till that does not exist"),
        pytest.param(MINIMAL | {"period": {"från": "2025-02-02", "till": "2025-02-01"}}, [("LK112", ("period",))], id="a period backwards"),
        pytest.param(MINIMAL | {"undertecknat": "2025-02-30"}, [("LK112", ("undertecknat",))], id="30 February"),
        pytest.param(MINIMAL | {"undertecknat": 2025}, [("LK112", ("undertecknat",))], id="a year for a day"),
        pytest.param(MINIMAL | {"parter": []}, [("too_short", ("parter",))], id="no parties"),
        pytest.param(MINIMAL | {"parter": ["polisen", 5]}, [("LK111", ("parter", 1))], id="a number among texts"),
        pytest.param(MINIMAL | {"diarienummer": "A1"}, [("dict_type", ("diarienummer",))], id="a text for a mapping"),
        pytest.param(MINIMAL | {"diarienummer": {"polisen": 5}}, [("LK111", ("diarienummer", "polisen"))], id="a bare registry number"),
        pytest.param(MINIMAL | {"källa": "Polisen"}, [("model_type", ("källa",))], id="a text for the origin"),
        pytest.param(MINIMAL | {"källa": {"dag": "x"}}, [("extra_forbidden", ("källa", "dag"))], id="an unknown key in the origin"),
        pytest.param(MINIMAL | {"källa": {"datum": "maj"}}, [("LK112", ("källa", "datum"))], id="a date in words in the origin"),
        pytest.param(MINIMAL | {"uppföljning": {"skriftlig": "i februari"}}, [("LK112", ("uppföljning", "skriftlig"))], id="no deadline"),
        pytest.param(MINIMAL | {"uppföljning": {"skriftlig": "senast februari"}}, [("LK112", ("uppföljning", "skriftlig"))], id="a deadline without a year"),
        pytest.param(MINIMAL | {"uppföljning": {"skriftlig": "senast 30 februari 2026"}}, [("LK205", ("uppföljning", "skriftlig"))], id="a deadline that does not exist"),
        pytest.param(MINIMAL | {"uppföljning": {"skriftlig": 2026}}, [("LK111", ("uppföljning", "skriftlig"))], id="a number for the deadline"),
        pytest.param(MINIMAL | {"uppföljning": {"avstämning": ["maj"]}}, [("LK112", ("uppföljning", "avstämning"))], id="a date in words"),
        pytest.param(MINIMAL | {"uppföljning": {"avstämning": "minst fyrra per år"}}, [("LK201", ("uppföljning", "avstämning"))], id="a misspelt number"),
        pytest.param(MINIMAL | {"fokusområden": []}, [("too_short", ("fokusområden",))], id="no focus areas"),
        pytest.param(MINIMAL | {"fokusområden": {}}, [("tuple_type", ("fokusområden",))], id="a mapping for a list"),
        pytest.param(MINIMAL | {"fokusområden": [{"namn": "A", "löften": []}]}, [("too_short", (*TRAFIK[:2], "löften"))], id="no commitments"),
        pytest.param(MINIMAL | {"fokusområden": [{}]}, [("missing", (*TRAFIK[:2], "namn")), ("missing", (*TRAFIK[:2], "löften"))], id="an empty focus area"),
        pytest.param(with_commitment(id="Trafik"), [("LK115", (*TRAFIK, "id"))], id="an id in upper case"),
        pytest.param(with_commitment(id="våld"), [("LK115", (*TRAFIK, "id"))], id="an id with å"),
        pytest.param(with_commitment(id="a b"), [("LK115", (*TRAFIK, "id"))], id="an id with a blank"),
        pytest.param(with_commitment(id="-a"), [("LK115", (*TRAFIK, "id"))], id="an id that begins with a hyphen"),
        pytest.param(with_commitment(id="x" * 41), [("LK115", (*TRAFIK, "id"))], id="a long id"),
        pytest.param(with_commitment(id=5), [("LK111", (*TRAFIK, "id"))], id="a number for an id"),
        pytest.param(with_commitment(text=None), [("LK111", (*TRAFIK, "text"))], id="an empty text"),
        pytest.param(with_commitment(mål=None), [("LK111", (*TRAFIK, "mål", 0))], id="an empty target"),
        pytest.param(with_commitment(mål=4), [("LK111", (*TRAFIK, "mål", 0))], id="a number for a target"),
        pytest.param(with_commitment(mål="minst fyrra per år"), [("LK201", (*TRAFIK, "mål", 0))], id="a misspelt numeral"),
        pytest.param(with_commitment(mål=["löpande", "två (3) per år"]), [("LK202", (*TRAFIK, "mål", 1))], id="two numbers that differ"),
        pytest.param(with_commitment(mål="senast 31 april 2025"), [("LK205", (*TRAFIK, "mål", 0))], id="a deadline that does not exist in a target"),
        pytest.param(with_commitment(typ="mål"), [("enum", (*TRAFIK, "typ"))], id="an unknown type"),
        pytest.param(with_commitment(åtgärd="x"), [("extra_forbidden", (*TRAFIK, "åtgärd"))], id="an unknown key in a commitment"),
        pytest.param(with_commitment(ändringar=[{}]), [("missing", (*TRAFIK, "ändringar", 0, key)) for key in ("från", "mål", "skäl")], id="an empty change"),
        pytest.param(with_commitment(ändringar={"från": "2025-01-01"}), [("tuple_type", (*TRAFIK, "ändringar"))], id="a change that is no list"),
        pytest.param(with_commitment(avfört="2025-01-01"), [("model_type", (*TRAFIK, "avfört"))], id="a day for a withdrawal"),
        pytest.param(with_commitment(avfört={"datum": "2025-02-29", "skäl": "x"}), [("LK112", (*TRAFIK, "avfört", "datum"))], id="29 February of a common year"),
    ],
)  # fmt: skip
def test_faults_of_a_promise(value, expected):
    assert faults(Promise, value) == expected


def test_all_faults_are_told_at_once():
    value = with_commitment(id="Å", mål="minst fyrra") | {"kommun": 114, "undertecknat": "igår"}
    assert [kind for kind, _ in faults(Promise, value)] == ["LK114", "LK112", "LK115", "LK201"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param({}, [("missing", ("datum",)), ("missing", ("löfte",))], id="an empty entry"),
        pytest.param(ENTRY | {"datum": "2019-02-29"}, [("LK112", ("datum",))], id="a day that does not exist"),
        pytest.param(ENTRY | {"datum": "i går"}, [("LK112", ("datum",))], id="a day in words"),
        pytest.param(ENTRY | {"datum": "2019-03/2019-01"}, [("LK112", ("datum",))], id="a stretch backwards"),
        pytest.param(ENTRY | {"löfte": []}, [("too_short", ("löfte",))], id="no commitment"),
        pytest.param(ENTRY | {"löfte": ["a", None]}, [("LK111", ("löfte", 1))], id="an empty commitment"),
        pytest.param(ENTRY | {"antal": 0}, [("LK402", ("antal",))], id="none"),
        pytest.param(ENTRY | {"antal": -1}, [("LK402", ("antal",))], id="less than none"),
        pytest.param(ENTRY | {"antal": 10_000_001}, [("LK402", ("antal",))], id="too many"),
        pytest.param(ENTRY | {"antal": "3"}, [("LK111", ("antal",))], id="a quoted count"),
        pytest.param(ENTRY | {"antal": "tre"}, [("LK111", ("antal",))], id="a count in words"),
        pytest.param(ENTRY | {"antal": True}, [("LK111", ("antal",))], id="yes for a count"),
        pytest.param(ENTRY | {"antal": Decimal("2.5")}, [("LK111", ("antal",))], id="half an occasion"),
        pytest.param(ENTRY | {"antal": LeadingZero("03")}, [("LK111", ("antal",))], id="a count with a zero before it"),
        pytest.param(ENTRY | {"antal": None}, [("LK111", ("antal",))], id="an empty count"),
        pytest.param(ENTRY | {"cirka": "kanske"}, [("LK111", ("cirka",))], id="neither yes nor no"),
        pytest.param(ENTRY | {"cirka": 1}, [("LK111", ("cirka",))], id="1 is not yes"),
        pytest.param(ENTRY | {"cirka": 0}, [("LK111", ("cirka",))], id="0 is not no"),
        pytest.param(ENTRY | {"cirka": None}, [("LK111", ("cirka",))], id="empty is neither"),
        pytest.param(ENTRY | {"cirka": ["ja"]}, [("LK111", ("cirka",))], id="a list is neither"),
        pytest.param(ENTRY | {"timmar": 0}, [("LK111", ("timmar",))], id="no hours"),
        pytest.param(ENTRY | {"timmar": "-1"}, [("LK111", ("timmar",))], id="negative hours"),
        pytest.param(ENTRY | {"timmar": "två"}, [("LK111", ("timmar",))], id="hours in words"),
        pytest.param(ENTRY | {"timmar": "2,5 h"}, [("LK111", ("timmar",))], id="hours with their unit"),
        pytest.param(ENTRY | {"timmar": "NaN"}, [("LK111", ("timmar",))], id="not a number"),
        pytest.param(ENTRY | {"timmar": "Infinity"}, [("LK111", ("timmar",))], id="endless hours"),
        pytest.param(ENTRY | {"timmar": 1_000_001}, [("LK111", ("timmar",))], id="too many hours"),
        pytest.param(ENTRY | {"timmar": True}, [("LK111", ("timmar",))], id="yes for hours"),
        pytest.param(ENTRY | {"timmar": [2]}, [("LK111", ("timmar",))], id="a list for hours"),
        pytest.param(ENTRY | {"tid": 2}, [("extra_forbidden", ("tid",))], id="an unknown key"),
        pytest.param(ENTRY | {"bedömning": "uppfyllt"}, [("extra_forbidden", ("bedömning",))], id="an assessment is no entry"),
    ],
)  # fmt: skip
def test_faults_of_an_entry(value, expected):
    assert faults(Activity, value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param({}, [("missing", (key,)) for key in ("datum", "löfte", "bedömning")], id="an empty one"),
        pytest.param(ASSESSMENT | {"bedömning": "bra"}, [("enum", ("bedömning",))], id="an unknown verdict"),
        pytest.param(ASSESSMENT | {"bedömning": "Uppfyllt"}, [("enum", ("bedömning",))], id="a verdict with a capital"),
        pytest.param(ASSESSMENT | {"avser": "våren"}, [("LK112", ("avser",))], id="a season"),
        pytest.param(ASSESSMENT | {"avser": "2025-05"}, [("LK112", ("avser",))], id="a month"),
        pytest.param(ASSESSMENT | {"avser": "2025-05-01/2025-02-01"}, [("LK112", ("avser",))], id="backwards"),
        pytest.param(ASSESSMENT | {"datum": "2026"}, [("LK112", ("datum",))], id="a year for a day"),
        pytest.param(ASSESSMENT | {"antal": 1}, [("extra_forbidden", ("antal",))], id="a count"),
        pytest.param(ASSESSMENT | {"motivering": ""}, [("LK111", ("motivering",))], id="an empty reason"),
    ],
)
def test_faults_of_an_assessment(value, expected):
    assert faults(Assessment, value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param({"avvikelse": "x"}, [("extra_forbidden", ("avvikelse",))], id="an unknown key"),
        pytest.param({"återkoppling": [{"datum": "2026-02-30", "till": "x"}]}, [("LK112", ("återkoppling", 0, "datum"))], id="a day that does not exist"),
        pytest.param({"återkoppling": [{}]}, [("missing", ("återkoppling", 0, "datum")), ("missing", ("återkoppling", 0, "till"))], id="an empty occasion"),
    ],
)  # fmt: skip
def test_faults_of_the_notes(value, expected):
    assert faults(FollowUpNotes, value) == expected


@pytest.mark.parametrize(
    ("target", "kind", "path"),
    [
        pytest.param({}, "missing", ("antal",), id="no count"),
        pytest.param({"antal": 0}, "LK111", ("antal",), id="none"),
        pytest.param({"antal": "många"}, "LK111", ("antal",), id="a count in words"),
        pytest.param({"antal": "4"}, "LK111", ("antal",), id="a quoted count"),
        pytest.param({"antal": True}, "LK111", ("antal",), id="a yes for a count"),
        pytest.param({"antal": 4, "fönster": {"enhet": "säsong", "säsong": "midsommar"}}, "LK112",
                     ("fönster", "säsong"), id="an unknown season"),
        pytest.param({"antal": 4, "fönster": {"enhet": "år", "år": 99999}}, "LK112", ("fönster", "år"), id="a far year"),
        pytest.param({"antal": 4, "jämförelse": "minst fyra"}, "enum", ("jämförelse",), id="an unknown comparator"),
        pytest.param({"antal": 4, "mått": "dagar"}, "enum", ("mått",), id="an unknown measure"),
        pytest.param({"antal": 4, "fördelning": "medel"}, "enum", ("fördelning",), id="an unknown spread"),
        pytest.param({"antal": 4, "per": "år"}, "extra_forbidden", ("per",), id="an unknown key"),
        pytest.param({"antal": 4, "fönster": {"enhet": "sekel"}}, "enum", ("fönster", "enhet"), id="an unknown unit"),
        pytest.param({"antal": 4, "fönster": {"antal": 0}}, "greater_than_equal", ("fönster", "antal"), id="windows of none"),
        pytest.param({"antal": 4, "fönster": {"antal": 1000}}, "less_than_equal", ("fönster", "antal"), id="windows of too many"),
        pytest.param({"antal": 4, "fönster": {"tid": 1}}, "extra_forbidden", ("fönster", "tid"), id="an unknown key in the window"),
        pytest.param({"antal": 4, "fönster": "år"}, "model_type", ("fönster",), id="a text for the window"),
        pytest.param({"antal": 4, "varav": [{}]}, "missing", ("varav", 0, "antal"), id="a sub-target without a count"),
    ],
)  # fmt: skip
def test_faults_inside_a_target_that_is_a_mapping(target, kind, path):
    """The place ends at the phrase; the way on from there is in the context."""
    (fault,) = errors_of(Promise, with_commitment(mål=["löpande", target]))
    assert (fault["type"], fault["loc"], fault["ctx"]["path"]) == (kind, (*TRAFIK, "mål", 1), path)


@pytest.mark.parametrize(
    ("window", "kind"),
    [
        pytest.param({"enhet": "datum"}, "LK110", id="a deadline without its day"),
        pytest.param({"enhet": "datum", "senast": "2025-02-30"}, "LK112", id="a deadline that does not exist"),
    ],
)
def test_faults_of_a_deadline_in_a_mapping(window, kind):
    assert faults(Promise, with_commitment(mål={"antal": 1, "fönster": window})) == [(kind, (*TRAFIK, "mål", 0))]


@pytest.mark.parametrize(
    ("value", "message", "hint"),
    [
        pytest.param({"kommun": LeadingZero("0114")}, "kommunkoden 0114 saknar citattecken", 'skriv "0114" eller kommunens namn', id="a code with its zero"),
        pytest.param({"kommun": 114}, "kommunkoden 114 saknar citattecken", 'skriv "0114" eller kommunens namn', id="a code that lost its zero"),
        pytest.param({"kommun": "Haprandaa"}, "okänd kommun «Haprandaa»", "menade du «Haparanda»?", id="a near miss"),
        pytest.param({"kommun": "Zzzz"}, "okänd kommun «Zzzz»", "skriv kommunens namn", id="nothing near"),
        pytest.param({"undertecknat": "2025-02-30"}, "30 februari 2025 finns inte", "februari 2025 har 28 dagar", id="a day"),
        pytest.param({"bakgrund": 5}, "«5» är ingen text", "sätt citattecken runt värdet", id="a number"),
        pytest.param({"extends": "x"}, None, None, id="an English key"),
    ],
)  # fmt: skip
def test_a_fault_says_what_is_wrong_and_what_to_do(value, message, hint):
    (fault,) = errors_of(Promise, MINIMAL | value)
    context = fault.get("ctx", {})
    assert (context.get("message"), context.get("hint")) == (message, hint)
    if message:
        assert fault["msg"] == message


def test_a_long_word_is_cut_in_the_message():
    with pytest.raises(ValidationError) as caught:
        Promise.model_validate(with_commitment(id="x" * 100))
    assert f"«{'x' * 57}…»" in str(caught.value)


def test_a_fault_of_a_phrase_has_its_place_in_it():
    with pytest.raises(ValidationError) as caught:
        commitment(mål="minst fyrra trafikinsatser per år")
    (fault,) = caught.value.errors(include_url=False)
    assert (fault["ctx"]["offset"], fault["ctx"]["length"], fault["ctx"]["hint"]) == (6, 5, "menade du «fyra»?")


@pytest.mark.parametrize("key", ["från", "till"])
def test_a_fault_inside_the_period_tells_the_key(key):
    value = {"från": "2025-01-01", "till": "2025-12-31"} | {key: "2025-02-30"}
    (fault,) = errors_of(Promise, MINIMAL | {"period": value})
    assert fault["ctx"]["path"] == (key,)


# --- frozen -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "field"),
    [
        pytest.param(Promise.model_validate(MINIMAL), "period", id="a promise"),
        pytest.param(FocusArea.model_validate(MINIMAL["fokusområden"][0]), "name", id="a focus area"),
        pytest.param(commitment(), "text", id="a commitment"),
        pytest.param(Change.model_validate({"från": "2025-01-01", "mål": "löpande", "skäl": "x"}), "start", id="a change"),
        pytest.param(Withdrawal.model_validate({"datum": "2025-01-01", "skäl": "x"}), "day", id="a withdrawal"),
        pytest.param(FollowUp(), "receivers", id="a follow-up"),
        pytest.param(Activity.model_validate(ENTRY), "count", id="an entry"),
        pytest.param(Assessment.model_validate(ASSESSMENT), "verdict", id="an assessment"),
        pytest.param(FollowUpNotes(), "lessons", id="notes"),
    ],
)  # fmt: skip
def test_what_was_read_never_changes(made, field):
    with pytest.raises(ValidationError) as caught:
        setattr(made, field, None)
    assert caught.value.errors()[0]["type"] == "frozen_instance"


@pytest.mark.parametrize("model", [Promise, FocusArea, Commitment, Change, Withdrawal, FollowUp, Origin, Activity, Assessment, FollowUpNotes, Feedback])  # fmt: skip
def test_every_key_is_swedish_and_has_a_title(model):
    """Nothing but the alias table translates, and an editor shows what a key is."""
    fields = model.model_fields.items()
    assert [name for name, field in fields if field.title is None] == []
    assert [name for name, field in fields if field.alias is None] in ([], ["id", "text", "type"][:2], ["id"], ["text"])


# --- the fast way to an entry ---------------------------------------------------------------------------------------

PLAIN_OR_NOT = {
    "datum": ["2019-05-03", "2019-02-30", "2019-05", 2019, "2019-05-01/2019-05-02", "1899-01-01", "٢٠١٩-٠٥-٠٣", None, "x"],
    "löfte": ["a", ["a", "b"], [], ["a", ""], " a", "a\u0308", None, 5],
    "antal": [1, 10_000_000, 0, -1, 10_000_001, True, "1", Decimal(2), None],
    "cirka": ["ja", "nej", "JA", True, False, 1, None],
    "plats": ["Centrum", "å", "a\u030a", "", " x", None, 5],
    "part": ["polisen", ["polisen", "kommunen"], [], [""], None],
    "timmar": [2, Decimal("2.5"), "2,5", 0, -1, True, 1_000_001, None],
    "anteckning": ["Två platser.", "x ", None],
    "källa": ["Mejl", None, ["x"]],
    "okänd": ["x"],
}  # fmt: skip


@pytest.mark.parametrize("key", PLAIN_OR_NOT)
def test_the_fast_way_gives_the_same_entry_or_leaves_it_to_pydantic(key):
    for value in PLAIN_OR_NOT[key]:
        written = ENTRY | {key: value}
        fast = Activity.plain(written)
        assert fast is None or fast == Activity.model_validate(written), value


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(ENTRY, id="the least"),
        pytest.param({key: values[0] for key, values in PLAIN_OR_NOT.items() if key != "okänd"}, id="every key"),
    ],
)
def test_the_fast_way_is_taken_for_what_is_plain(written):
    assert Activity.plain(written) == Activity.model_validate(written)


@pytest.mark.parametrize("written", [None, [], "text", {}, {"datum": "2019-05-03"}])
def test_the_fast_way_leaves_what_is_no_entry(written):
    assert Activity.plain(written) is None


def test_a_verdict_other_than_fulfilled_needs_a_reason():
    """Design §3: `motivering` is required unless the verdict is `uppfyllt`."""
    value = {"datum": "2020-01-10", "löfte": "a", "bedömning": "ej uppfyllt"}
    (fault,) = errors_of(Assessment, value)
    assert (fault["type"], fault["ctx"]["path"]) == ("LK110", ("bedömning",))
    for enough in ({"motivering": "Ingen tid."}, {"bedömning": "uppfyllt"}):
        assert Assessment.model_validate(value | enough).commitments == ("a",)


@pytest.mark.parametrize(
    "phrase",
    [
        "minst fyra insatser per år",
        "minst tre i snitt per vecka",
        "minst två på våren",
        "minst två vår och höst",
        "minst en senast 31 mars 2025",
        "minst en per år senast 31 mars",
        "minst två till tre gånger per år",
        "minst 2,5 timmar per vecka",
    ],
)
def test_what_tolka_says_can_be_written_as_a_target(phrase):
    (target,) = parse(phrase).targets
    keys = target_as_dict(target)
    keys = json.loads(json.dumps(keys), parse_float=Decimal)
    (reading,) = Promise.model_validate(with_commitment(mål=keys)).commitments[0].targets
    assert reading.targets == (target,)


def test_a_season_that_is_not_named_is_refused():
    (fault,) = errors_of(Promise, with_commitment(mål={"antal": 1, "fönster": {"enhet": "säsong"}}))
    assert fault["type"] == "LK110"


@pytest.mark.parametrize("hours", [Decimal("1E+2"), Decimal("1E-5"), Decimal("1.2345"), "1_0", True, 0, -1, "2.5h"])
def test_hours_that_nobody_writes_are_refused_both_ways(hours):
    value = {"datum": "2020-01-10", "löfte": "a", "timmar": hours}
    assert Activity.plain(value) is None
    assert faults(Activity, value) == [("LK111", ("timmar",))]
