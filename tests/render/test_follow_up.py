"""What a report says: the view that every form shows."""

from datetime import date
from fractions import Fraction

import pytest

from loftekoll.model import Activity, Assessment, Dossier, FollowUpNotes, LogFile, Promise
from loftekoll.period import calendar_year, years_of
from loftekoll.progress import promise_progress
from loftekoll.render.commitments import first_words
from loftekoll.render.follow_up import Chapter, document_view
from loftekoll.render.printable import printable
from loftekoll.render.view import ChapterView, CommitmentView, Fact, Tick, Variant

AREAS = [{"namn": "A", "löften": [{"id": "a", "text": "T", "mål": "minst två träffar per år"}]}]


def dossier(*entries: dict, **more) -> Dossier:
    """A promise for 2024–2025 with one commitment, and these files in its log."""
    fields = {"kommun": "Exempelby", "period": "2024–2025", "parter": ["polisen"], "fokusområden": AREAS} | more
    log = []
    for n, entry in enumerate(entries):
        kind = Assessment if "bedömning" in entry else Activity if "datum" in entry else FollowUpNotes
        name = entry.get("namn", f"{n}.yaml")
        found = kind.model_validate({key: value for key, value in entry.items() if key != "namn"})
        log.append(LogFile(f"x/{name}", name, found))
    return Dossier("f", "exempelby/2024-2025", Promise.model_validate(fields), tuple(log))


def with_target(target: str, *entries: dict, period="2025", **more) -> Dossier:
    area = {"namn": "A", "löften": [{"id": "a", "text": "T", "mål": target} | more]}
    return dossier(*entries, period=period, fokusområden=[area])


def chapter(found: Dossier, day: date, year: int | None = None, variant: Variant = Variant.ALL) -> ChapterView:
    span = calendar_year(year) if year else None
    return document_view([Chapter(promise_progress(found, day, span))], variant=variant).chapters[0]


def commitment(found: Dossier, day: date, year: int | None = None) -> CommitmentView:
    return chapter(found, day, year).commitments[0]


def did(day: str, **more) -> dict:
    return {"datum": day, "löfte": "a"} | more


class TestSummary:
    @pytest.mark.parametrize(
        ("entries", "expected"),
        [
            pytest.param(
                [],
                ["Medborgarlöftet har ett löfte i ett fokusområde.",
                 "Inget är loggat för den här tiden. Det går därför inte att säga vad som har gjorts."],
                id="nothing",
            ),
            pytest.param(
                [did("2024-03-01")],
                ["Medborgarlöftet har ett löfte i ett fokusområde.", "Ett löfte är i fas.", "En post är loggad, 1 mars 2024."],
                id="one-entry",
            ),
            pytest.param(
                [did("2024-03-01"), did("2024-09-03")],
                ["Medborgarlöftet har ett löfte i ett fokusområde.", "Ett löfte är uppfyllt.",
                 "Två poster är loggade, den senaste 3 september 2024."],
                id="two-entries",
            ),
            pytest.param(
                [did("2024-03-01", bedömning="uppfyllt", avser="2024–2025")],
                ["Medborgarlöftet har ett löfte i ett fokusområde.",
                 "Inget är loggat för den här tiden. Det går därför inte att säga vad som har gjorts.",
                 "Ett löfte har bedömts av en person."],
                id="assessment-alone",
            ),
        ],
    )  # fmt: skip
    def test_lines(self, entries, expected):
        assert [*chapter(dossier(*entries), date(2024, 12, 31)).summary] == expected

    def test_a_verdict_that_differs_from_the_count_is_told(self):
        found = dossier(did("2024-03-01"), did("2026-01-10", bedömning="uppfyllt"))
        assert chapter(found, date(2026, 2, 1)).summary[-1] == "Bedömningen är en annan än uträkningen för löfte 1."

    def test_nothing_logged_differs_from_no_verdict(self):
        found = commitment(dossier(did("2026-01-10", bedömning="uppfyllt")), date(2026, 2, 1))
        assert (found.amount, found.outcome, found.assessment) == (
            "", "inget loggat", "Uppfyllt (bedömt 10 januari 2026)",
        )  # fmt: skip
        assert not found.differs


class TestName:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Polisen går till fots.", "Polisen går till fots"),
            ("Polisen går till fots. Det gäller centrum.", "Polisen går till fots"),
            ("Insatser, t.ex. vid Coop. Det gäller centrum.", "Insatser, t.ex. vid Coop"),
            ("Polisen håller på. Det gäller centrum.", "Polisen håller på"),
            ("Insatser kl. 18 vid bl.a. Ica. Det gäller centrum.", "Insatser kl. 18 vid bl.a. Ica"),
            ("Enligt avtal med ca. Tio föreningar. Slut.", "Enligt avtal med ca. Tio föreningar"),
            ("1. Polisen går till fots. Slut.", "1. Polisen går till fots"),
            ("Stöd enligt s.k. Kurator A. Berg. Slut.", "Stöd enligt s.k. Kurator A. Berg"),
            ("Ja", "Ja"),
            (".", "."),
            ("å" * 200, "å" * 80 + " …"),
            ("Polisen och kommunen träffar invånare där många rör sig och lyssnar på vad de har att säga.",
             "Polisen och kommunen träffar invånare där många rör sig och lyssnar …"),
        ],
    )  # fmt: skip
    def test_first_words(self, text, expected):
        assert first_words(text) == expected


class TestOutcome:
    @pytest.mark.parametrize(
        ("target", "period", "entries", "expected"),
        [
            pytest.param("minst fyra per år", "2025", [did("2025-03-01", antal=5)], "5 av minst 4, uppfyllt", id="count"),
            pytest.param("minst fyra per år", "2025", [did("2025-03-01", antal=5, cirka="ja")],
                         "ca 5 av minst 4, uppfyllt", id="approximate"),
            pytest.param("minst 60 timmar per år", "2025", [did("2025-03-01", timmar="2,5")],
                         "2,5 av minst 60\N{NO-BREAK SPACE}timmar, delvis uppfyllt", id="hours"),
            pytest.param("minst två per år", "2024–2025", [did("2024-03-01"), did("2025-03-01", antal=2)],
                         "3 gjorda; 1 av 2\N{NO-BREAK SPACE}år nådde målet, delvis uppfyllt", id="one-of-two-years"),
            pytest.param("minst två per år", "2024–2025", [did("2024-03-01"), did("2025-03-01")],
                         "2 gjorda; inget av 2\N{NO-BREAK SPACE}år nådde målet, delvis uppfyllt", id="none-of-two-years"),
            pytest.param("minst en per år", "2024–2025", [did("2024-03-01"), did("2025-03-01")],
                         "2 gjorda; alla 2\N{NO-BREAK SPACE}år nådde målet, uppfyllt", id="all-years"),
            pytest.param("minst två per år", "2024–2025", [did("2024-03-01")],
                         "1 gjord; det enda år som går att bedöma nådde inte målet, delvis uppfyllt", id="a-silent-year"),
            pytest.param("högst två per år", "2024–2025", [did("2024-03-01", antal=3), did("2025-03-01")],
                         "4 gjorda; 1 av 2\N{NO-BREAK SPACE}år höll gränsen, delvis uppfyllt", id="limit-over-years"),
            pytest.param("minst en per vår och höst", "2025", [did("2025-03-01")],
                         "1 gjord; 1 av 2\N{NO-BREAK SPACE}perioder nådde målet, delvis uppfyllt", id="seasons"),
            pytest.param("minst två timmar per år", "2024–2025", [did("2024-03-01", timmar=1), did("2025-03-01", timmar=3)],
                         "4\N{NO-BREAK SPACE}timmar; 1 av 2\N{NO-BREAK SPACE}år nådde målet, delvis uppfyllt", id="hours-over-years"),
            pytest.param("minst en per kvartal", "2024–2025", [did("2024-03-01"), did("2025-03-01"), did("2025-05-01")],
                         "3 av 8\N{NO-BREAK SPACE}kvartal; inget av 2\N{NO-BREAK SPACE}år nådde målet, delvis uppfyllt", id="quarters-over-years"),
            pytest.param("löpande", "2025", [did("2025-03-01")], "1\N{NO-BREAK SPACE}post, kan inte bedömas", id="uncounted"),
            pytest.param("minst en per månad", "2024–2025", [did(f"2024-{month:02}-01") for month in range(2, 13)],
                         "11 av 12\N{NO-BREAK SPACE}månader; det enda år som går att bedöma nådde inte målet, delvis uppfyllt", id="months-of-a-logged-year"),
            pytest.param("minst en timme per år", "2025", [did("2025-03-01", timmar=1)], "1 av minst 1\N{NO-BREAK SPACE}timme, uppfyllt", id="one-hour"),
            pytest.param("minst två per år", "2024–2025",
                         [did("2024-03-01", antal=2), did("2024-12/2025-01", antal=3), did("2025-06-01", antal=3)],
                         "8 gjorda; alla 2\N{NO-BREAK SPACE}år nådde målet, uppfyllt", id="a-sum-over-the-edge-is-in-the-whole"),
        ],
    )  # fmt: skip
    def test_when_it_is_over(self, target, period, entries, expected):
        assert commitment(with_target(target, *entries, period=period), date(2026, 2, 1)).outcome == expected

    def test_a_limit_that_is_exceeded_in_a_month_is_not_behind_a_plan(self):
        found = commitment(with_target("högst två per månad", did("2025-03-05", antal=3)), date(2025, 6, 15))
        assert (found.standing, found.windows[0].remark) == ("delvis uppfyllt", "gränsen överskreds: mars 2025")

    def test_a_sum_over_the_edge_of_years_counts_on_its_last_day_and_its_years_cannot_be_judged(self):
        found = with_target("minst sex per år", did("2024-12/2025-01", antal=3), period="2024–2025")
        day = date(2026, 2, 1)
        years = [chapter(found, day, year) for year in (2024, 2025)]
        assert [each.work.entries for each in years] == ["0\N{NO-BREAK SPACE}poster", "1\N{NO-BREAK SPACE}post"]
        assert [each.months[0].rows[0].sum for each in years] == ["–", "3"]
        assert [each.commitments[0].windows[0].remark for each in years] == ["en summa går över periodens gräns"] * 2
        assert [each.is_logged for each in years] == [True, True]

    def test_what_was_done_before_a_withdrawal_is_told_for_all_years(self):
        withdrawn = {"datum": "2025-05-20", "skäl": "Ombyggt"}
        found = with_target("minst två per år", did("2024-03-01"), period="2024–2026", avfört=withdrawn)
        for day in (date(2025, 6, 1), date(2027, 2, 1)):
            told = commitment(found, day)
            assert told.outcome == "1 gjord; det enda år som går att bedöma nådde inte målet, avfört"
            assert [(each.amount, each.standing) for each in told.windows] == [
                ("1 av minst 2", "delvis uppfyllt"), ("–", "avfört"), ("–", "avfört"),
            ]  # fmt: skip

    def test_a_withdrawn_commitment_of_a_silent_year_has_no_number(self):
        withdrawn = {"datum": "2025-05-20", "skäl": "Ombyggt"}
        told = commitment(with_target("minst två per år", avfört=withdrawn), date(2026, 2, 1))
        assert (told.outcome, told.windows[0].amount) == ("avfört", "–")

    @pytest.mark.parametrize(
        ("entries", "expected"),
        [
            pytest.param([did("2026-01-10", bedömning="delvis uppfyllt", motivering="Sent.")],
                         ["4 av minst 4, uppfyllt. Bedömt som delvis uppfyllt. Sent."], id="judged-below"),
            pytest.param([did("2026-01-10", bedömning="uppfyllt")], [], id="the-same"),
            pytest.param([], [], id="not-judged"),
        ],
    )  # fmt: skip
    def test_deviation_of_what_a_person_judged_otherwise(self, entries, expected):
        found = with_target("minst fyra per år", did("2025-03-01", antal=4), *entries)
        assert [each.text for each in chapter(found, date(2026, 2, 1)).deviations] == expected

    def test_deviation_has_the_unit_of_the_one_that_lacks_most(self):
        found = with_target("minst två timmar per år", did("2025-03-01", timmar="0,5"))
        assert [each.text for each in chapter(found, date(2025, 11, 15)).deviations] == [
            (
                "0,5 av minst 2\N{NO-BREAK SPACE}timmar, efter plan. "
                "Det borde vara 0,5\N{NO-BREAK SPACE}timmar till vid det här laget."
            )
        ]

    def test_deviation_says_how_much_is_lacking(self):
        found = chapter(with_target("minst fyra per år", did("2025-03-01")), date(2025, 11, 15))
        assert [each.text for each in found.deviations] == [
            "1 av minst 4, efter plan. Det borde vara 2 gjorda till vid det här laget."
        ]


CHANGED = {"ändringar": [{"från": "2025-07-01", "mål": "minst en per år", "skäl": "Ombyggt"}]}


class TestSensitive:
    """The law stands in tests/laws/test_report_laws.py; here is what it looks like."""

    @pytest.mark.parametrize(
        ("target", "period", "amounts", "expected"),
        [
            pytest.param("minst tio i snitt per månad", "2024–2025", [9, 3],
                         "5 eller fler av minst 240, delvis uppfyllt", id="sum-over-a-small-year"),
            pytest.param("minst tio i snitt per månad", "2024–2025", [1, 2],
                         "1–4 av minst 240, delvis uppfyllt", id="small-sum"),
            pytest.param("minst tio i snitt per månad", "2024–2026", [1, 1, 1],
                         ".. av minst 360, delvis uppfyllt", id="small-sum-of-three"),
            pytest.param("minst tio i snitt per månad", "2024–2025", [9, 8],
                         "17 av minst 240, delvis uppfyllt", id="no-small-year"),
            pytest.param("minst tio per år", "2024–2025", [12, 3],
                         "1 av 2\N{NO-BREAK SPACE}år nådde målet, delvis uppfyllt", id="no-sum-of-years"),
            pytest.param("minst tio per år", "2024–2025", [12, 9],
                         "21 gjorda; 1 av 2\N{NO-BREAK SPACE}år nådde målet, delvis uppfyllt", id="sum-of-years"),
            pytest.param("löpande", "2024", [3], "1–4\N{NO-BREAK SPACE}poster, kan inte bedömas", id="uncounted"),
            pytest.param("minst tio timmar per år", "2024", [3],
                         "under 5 av minst 10\N{NO-BREAK SPACE}timmar, delvis uppfyllt", id="hours"),
        ],
    )  # fmt: skip
    def test_outcome(self, target, period, amounts, expected):
        entries = [did(f"{year}-03-05", antal=each, timmar=each) for year, each in enumerate(amounts, start=2024)]
        entries = entries * 3 if target == "löpande" else entries
        found = with_target(target, *entries, period=period, känslig="ja")
        assert commitment(found, date(2027, 2, 1)).outcome == expected

    @pytest.mark.parametrize(
        ("target", "count", "expected"),
        [
            pytest.param("minst två per år", 1, "1–4 av minst 2, läget visas inte", id="only-1-is-partly"),
            pytest.param(
                "minst två per år", 3, "1–4 av minst 2, läget visas inte", id="what-2-to-4-give-is-not-told-either"
            ),
            pytest.param("minst två per år", 5, "5 av minst 2, uppfyllt", id="not-small"),
            pytest.param("minst en per år", 3, "1–4 av minst 1, uppfyllt", id="all-are-enough"),
            pytest.param("minst fem per år", 3, "1–4 av minst 5, delvis uppfyllt", id="none-is-enough"),
            pytest.param("högst tre per år", 4, "1–4 av högst 3, läget visas inte", id="limit"),
            pytest.param("minst två per månad", 1, "..\N{NO-BREAK SPACE}månader, läget visas inte", id="short"),
        ],
    )
    def test_a_standing_that_would_tell_the_number_is_hidden_everywhere(self, target, count, expected):
        assess = did("2026-01-10", bedömning="delvis uppfyllt", motivering="Sent.")
        told = chapter(with_target(target, did("2025-03-05", antal=count), assess, känslig="ja"), date(2026, 2, 1))
        (found,), expected = told.commitments, expected.replace("..\N{NO-BREAK SPACE}", ".. av 12\N{NO-BREAK SPACE}")
        is_hidden = expected.endswith("läget visas inte")
        assert found.outcome == expected
        assert found.assessment == "Delvis uppfyllt (bedömt 10 januari 2026). Sent."
        if is_hidden:
            assert (found.sign, found.differs, found.windows[0].sign, found.windows[0].standing) == (
                "–", False, "–", "läget visas inte",
            )  # fmt: skip
            assert [each.text for each in told.deviations] == [f"{expected}. Bedömt som delvis uppfyllt. Sent."]
            assert told.summary[1] == (
                "Ett löfte redovisas utan läge, eftersom ett litet antal annars skulle gå att räkna ut."
            )

    def test_of_an_entry_of_an_open_commitment_too_neither_place_nor_party_is_told(self):
        area = {
            "namn": "A",
            "löften": [{"id": "a", "text": "T", "mål": "minst en per år"}, {"id": "b", "text": "U", "känslig": "ja"}],
        }
        joint = did("2025-03-05", plats="Torget", part="socialtjänsten") | {"löfte": ["a", "b"]}
        found = commitment(
            dossier(joint, did("2025-03-06", plats="Ån"), period="2025", fokusområden=[area]), date(2026, 2, 1)
        )
        (row,) = found.done.rows
        assert (row.amount, row.places, row.parties) == ("2", "Ån", "")
        assert found.done_words == "Gjort i mars 2025. Plats: Ån."

    def test_no_share_of_nothing_when_all_is_sensitive(self):
        work = chapter(with_target("minst tio per år", did("2025-03-05"), känslig="ja"), date(2026, 2, 1)).work
        assert (work.joint, work.without_source) == ("–", "–")

    def test_places_hours_and_behind_are_not_told(self):
        found = with_target("minst tio per år", did("2025-03-05", timmar=2, plats="Torget"), känslig="ja")
        told = chapter(found, date(2025, 10, 1))
        (row,) = told.commitments[0].done.rows
        assert (row.amount, row.hours, row.places, row.total, row.due) == ("1–4", "", "", "", "")
        assert [each.text for each in told.deviations] == ["1–4 av minst 10, efter plan."]
        assert told.commitments[0].done_words == "Det finns loggat arbete. Närmare uppgifter visas inte."

    def test_what_is_sensitive_now_is_so_in_the_year_before(self):
        found = with_target("minst tio per år", did("2024-03-05"), did("2025-03-05"), period="2024–2025", känslig="ja")
        compared = chapter(found, date(2026, 2, 1), 2025).comparison
        assert [(row.before, row.now) for row in compared.rows] == [("1–4 av minst 10, delvis uppfyllt",) * 2]


class TestChanges:
    @pytest.mark.parametrize(("day", "number"), [(date(2025, 6, 30), 0), (date(2025, 7, 1), 1)])
    def test_are_told_from_their_day(self, day, number):
        found = commitment(with_target("minst två per år", did("2025-03-01"), **CHANGED), day)
        assert len(found.changes) == number

    def test_of_a_later_year_are_not_in_the_report_of_an_earlier(self):
        found = with_target("minst två per år", did("2024-03-01"), period="2024–2025", **CHANGED)
        assert commitment(found, date(2026, 2, 1), 2024).changes == ()

    def test_a_reason_without_a_full_stop_gets_one(self):
        withdrawn = {"datum": "2025-05-20", "skäl": "Behövs ej", "beslut": "KS"}
        found = commitment(with_target("minst två per år", did("2025-03-01"), avfört=withdrawn), date(2026, 2, 1))
        assert found.changes == ("Löftet avfördes 20 maj 2025. Skäl: Behövs ej. Beslut: KS.",)

    def test_a_target_is_told_as_signed_though_it_holds_two(self):
        phrase = "minst en utbildning samt två möten per år"
        changes = {
            "ändringar": [{"från": "2025-07-01", "mål": "minst ett möte samt två besök per år", "skäl": "Ombyggt."}]
        }
        found = with_target(phrase, did("2025-03-01"), **changes)
        assert commitment(found, date(2025, 6, 30)).target == phrase
        later = commitment(found, date(2026, 2, 1))
        assert later.target == "minst ett möte samt två besök per år"
        assert later.changes == (
            f"Målet ändrades 1 juli 2025 från «{phrase}» till «minst ett möte samt två besök per år». Skäl: Ombyggt.",
        )

    def test_withdrawal_with_its_decision(self):
        withdrawn = {"datum": "2025-05-20", "skäl": "Ombyggt.", "beslut": "Styrgruppen"}
        found = commitment(with_target("minst två per år", did("2025-03-01"), avfört=withdrawn), date(2026, 2, 1))
        assert found.changes == ("Löftet avfördes 20 maj 2025. Skäl: Ombyggt. Beslut: Styrgruppen.",)


class TestAssessments:
    def test_the_newest_of_each_year_and_of_the_span(self):
        found = dossier(
            did("2024-03-01"),
            did("2025-01-10", bedömning="ej uppfyllt", avser=2024, motivering="Först."),
            did("2025-01-20", bedömning="uppfyllt", avser=2024),
            did("2026-01-20", bedömning="delvis uppfyllt", avser="hela perioden", motivering="Till slut."),
        )
        assert commitment(found, date(2026, 2, 1)).assessments == (
            "2024: Uppfyllt (bedömt 20 januari 2025)", "Delvis uppfyllt (bedömt 20 januari 2026). Till slut.",
        )  # fmt: skip
        assert commitment(found, date(2026, 2, 1), 2025).assessments == ()

    def test_the_same_assessment_is_told_once(self):
        found = dossier(
            did("2024-11-01"),
            did("2026-01-20", bedömning="uppfyllt", avser=2025),
            period={"från": "2024-10-01", "till": "2026-09-30"},
        )
        year = years_of(found.promise.period)[0]
        told = document_view([Chapter(promise_progress(found, date(2026, 10, 1), year))]).chapters[0].commitments[0]
        assert told.assessments == ("2025: Uppfyllt (bedömt 20 januari 2026)",)

    def test_several_are_sentences(self):
        found = dossier(
            did("2024-03-01"),
            did("2025-01-20", bedömning="uppfyllt", avser=2024),
            did("2026-01-20", bedömning="uppfyllt", avser="hela perioden"),
        )
        assert commitment(found, date(2026, 2, 1)).assessment == (
            "2024: Uppfyllt (bedömt 20 januari 2025). Uppfyllt (bedömt 20 januari 2026)."
        )


class TestNotes:
    FOUND = dossier(
        {"namn": "uppfoljning-2024.yaml", "lärdomar": ["om 2024"]},
        {"namn": "uppfoljning-2025.yaml", "lärdomar": ["om 2025"]},
    )

    def test_about_a_year_are_in_the_report_of_that_year_and_of_the_whole(self):
        day = date(2026, 2, 1)
        assert chapter(self.FOUND, day).notes.lessons == ("om 2024", "om 2025")
        notes = chapter(self.FOUND, day, 2024).notes
        assert notes.lessons == ("om 2024",)
        assert notes.missing == "Ska fyllas i (promises/exempelby/2024-2025/uppfoljning-2024.yaml)."

    @pytest.mark.parametrize(
        ("name", "day", "year", "is_told"),
        [
            pytest.param("2024", "2024-12-30", None, False, id="not-over"),
            pytest.param("2024", "2025-06-01", None, True, id="a-year-that-is-over"),
            pytest.param("2025", "2025-06-01", None, False, id="the-year-that-runs"),
            pytest.param("2024", "2026-02-01", 2024, True, id="its-own-year"),
            pytest.param("2024-2025", "2026-02-01", 2024, False, id="the-whole-is-not-in-a-year"),
            pytest.param("2024-2025", "2026-02-01", 2025, False, id="nor-in-the-last"),
            pytest.param("2024-2025", "2026-02-01", None, True, id="the-whole"),
            pytest.param("12025", "2026-02-01", 2025, False, id="not-a-part-of-a-number"),
        ],
    )
    def test_are_about_the_time_in_the_name_of_their_file(self, name, day, year, is_told):
        found = dossier({"namn": f"uppfoljning-{name}.yaml", "lärdomar": ["något"]})
        assert chapter(found, date.fromisoformat(day), year).notes.lessons == (("något",) if is_told else ())

    def test_of_a_year_of_the_promise_are_named_after_the_year_that_it_ends_in(self):
        found = dossier(
            {"namn": "uppfoljning-2025.yaml", "lärdomar": ["något"]},
            period={"från": "2024-10-01", "till": "2026-09-30"},
        )
        for n, lessons in enumerate((("något",), ())):
            progress = promise_progress(found, date(2026, 10, 1), years_of(found.promise.period)[n])
            assert document_view([Chapter(progress)]).chapters[0].notes.lessons == lessons

    def test_residents_are_not_told_of_files(self):
        assert chapter(self.FOUND, date(2026, 2, 1), variant=Variant.RESIDENTS).notes.missing == "Ska fyllas i."

    def test_what_is_missing_is_listed(self):
        found = with_target("löpande", did("2025-03-01"))
        assert chapter(found, date(2026, 2, 1)).missing == (
            "Bedömning av löfte 1: T", "Lärdomar", "Förslag till nästa löfte", "Återkoppling",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("agreed", "expected"),
    [
        pytest.param({"avstämning": ["2025-03-01", "2025-10-01"]}, "avstämning 1 mars 2025 och 1 oktober 2025", id="days"),
        pytest.param({"avstämning": "två gånger per år"}, "avstämning två gånger per år", id="phrase"),
        pytest.param({"skriftlig": "senast februari 2026"}, "skriftligt senast februari 2026", id="written"),
    ],
)  # fmt: skip
def test_agreed_follow_up(agreed, expected):
    assert Fact("Uppföljning", expected) in chapter(dossier(uppföljning=agreed), date(2025, 1, 1)).facts


class TestMonths:
    def test_a_period_that_ends_within_a_year_has_its_months_only(self):
        found = dossier(period={"från": "2024-11-15", "till": "2025-02-10"})
        tables = chapter(found, date(2025, 6, 1)).months
        assert [(table.year, table.months) for table in tables] == [("2024", ("nov", "dec")), ("2025", ("jan", "feb"))]
        tables = chapter(found, date(2024, 12, 24)).months
        assert [(table.year, table.months) for table in tables] == [("2024", ("nov", "dec"))]
        assert chapter(found, date(2024, 6, 1)).months == ()

    def test_hours_are_told_where_hours_are_the_target(self):
        found = with_target(
            "minst 60 timmar per år", did("2025-01-10", timmar="2,5", antal=3), did("2025-02-01", timmar=4)
        )
        (row,) = chapter(found, date(2025, 2, 28)).months[0].rows
        assert (row.unit, row.cells, row.sum) == ("timmar", ("2,5", "4"), "6,5")

    def test_what_is_approximate_stays_so_in_sums(self):
        found = with_target("minst tio per år", did("2025-01-10", antal=3, cirka="ja"), did("2025-02-01"))
        (row,) = chapter(found, date(2025, 2, 28)).months[0].rows
        assert (row.cells, row.sum) == (("ca 3", "1"), "ca 4")

    def test_no_sum_where_nobody_has_logged(self):
        (row,) = chapter(with_target("minst tio per år"), date(2025, 2, 28)).months[0].rows
        assert (row.cells, row.sum) == (("–", "–"), "–")

    def test_each_month_with_what_is_done_so_far_and_what_ought_to_be(self):
        found = with_target(
            "minst fyra per år", did("2025-02-10", plats="Torget"), did("2025-08-01", antal=2, timmar=3)
        )
        rows = commitment(found, date(2026, 2, 1)).done.rows
        assert [(row.month, row.amount, row.hours, row.total, row.due, row.places) for row in rows] == [
            ("februari 2025", "1", "", "1", "0", "Torget"), ("augusti 2025", "2", "3", "3", "2", ""),
        ]  # fmt: skip

    def test_a_sum_over_several_months_has_a_row_of_its_own(self):
        found = with_target("minst fyra per år", did("2025-01/2025-03", antal=31), did("2025-03-05", antal=2))
        told = commitment(found, date(2026, 2, 1))
        assert [(row.month, row.amount, row.total, row.due) for row in told.done.rows] == [
            ("januari–mars 2025", "31", "31", "0"), ("mars 2025", "2", "33", "0"),
        ]  # fmt: skip
        assert told.done_words == "Gjort i mars 2025 och någon gång under januari–mars 2025."

    def test_the_pace_of_a_month_is_that_of_the_target_then(self):
        changes = {"ändringar": [{"från": "2025-09-01", "mål": "minst 36 per år", "skäl": "Mer."}]}
        found = with_target("minst tolv per år", did("2025-06-10"), did("2025-10-10"), **changes)
        assert [row.due for row in commitment(found, date(2026, 2, 1)).done.rows] == ["5", "29"]

    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            ((), ""),
            (("2025-02-10",), "Gjort i februari 2025. Plats: Torget."),
            (("2025-02-10", "2025-04-01", "2025-05-01"), "Gjort i februari och april–maj 2025. Plats: Torget."),
            (tuple(f"2025-{month:02}-01" for month in range(1, 13)), "Gjort varje månad 2025. Plats: Torget."),
        ],
    )
    def test_shortly(self, days, expected):
        found = with_target("löpande", *(did(day, plats="Torget") for day in days))
        assert commitment(found, date(2026, 2, 1)).done_words == expected


class TestComparison:
    def test_a_year_is_compared_with_the_year_before(self):
        found = chapter(dossier(did("2024-03-01"), did("2025-03-01", antal=2)), date(2026, 2, 1), 2025).comparison
        assert found is not None
        assert (found.before, found.now) == ("2024", "2025")
        assert [(row.before, row.now) for row in found.rows] == [
            ("1 av minst 2, delvis uppfyllt", "2 av minst 2, uppfyllt")
        ]

    def test_the_first_year_and_the_whole_have_none(self):
        found = dossier(did("2024-03-01"))
        assert chapter(found, date(2026, 2, 1), 2024).comparison is None
        assert chapter(found, date(2026, 2, 1)).comparison is None

    def test_a_promise_is_compared_with_the_one_that_it_extends(self):
        area = {
            "namn": "A",
            "löften": [{"id": "a", "text": "T", "mål": "minst tre per år"}, {"id": "b", "text": "Borta"}],
        }
        before = dossier(did("2023-03-01"), period="2023", fokusområden=[area])._replace(name="exempelby/2023")
        day = date(2026, 2, 1)
        now = Chapter(promise_progress(dossier(did("2024-03-01")), day), previous=promise_progress(before, day))
        found = document_view([now]).chapters[0].comparison
        assert found is not None
        assert (found.before, found.now) == ("medborgarlöftet 2023", "medborgarlöftet 2024–2025")
        assert [(row.before, row.remark) for row in found.rows] == [
            ("1 av minst 3, delvis uppfyllt", "målet var minst tre per år")
        ]
        assert found.gone == (Fact("Borta", "0\N{NO-BREAK SPACE}poster, kan inte bedömas"),)


class TestDocument:
    @staticmethod
    def of(*names: str) -> Chapter:
        found = dossier(kommun=[*names])._replace(name=f"{names[0]}/2024-2025".lower())
        return Chapter(promise_progress(found, date(2025, 1, 1)))

    def test_a_joint_promise_names_all(self):
        assert document_view([self.of("Exempelby", "Kalix")]).title == (
            "Uppföljning av medborgarlöftet Exempelby och Kalix 2024–2025"
        )

    def test_chapters_are_in_swedish_order_and_their_anchors_differ(self):
        names = ["Örebro", "Kalix", "Åre", "Kalix", "Ängelholm"]
        document = document_view([self.of(name) for name in names], district="Norr")
        assert document.title == "Uppföljning av medborgarlöften i lokalpolisområde Norr 2024–2025"
        assert [each.title.split()[0] for each in document.chapters] == ["Kalix", "Kalix", "Åre", "Ängelholm", "Örebro"]
        anchors = [each.anchor for part in document.chapters for each in (part, *part.areas, *part.commitments)]
        assert len(set(anchors)) == len(anchors)

    def test_the_order_of_the_chapters_changes_nothing(self):
        chapters = [self.of(name) for name in ("Örebro", "Kalix", "Åre")]
        assert document_view(chapters) == document_view(chapters[::-1])

    def test_before_the_period(self):
        found = commitment(dossier(), date(2023, 6, 1))
        assert (found.outcome, found.charts) == ("0 av minst 2, ej börjat", ())
        assert chapter(dossier(), date(2023, 6, 1)).summary[1:] == ("Löftets tid har inte börjat.",)
        begun = chapter(dossier(did("2022-01-01")), date(2023, 6, 1))
        assert begun.summary[1:] == ("Löftets tid har inte börjat.",)

    def test_a_joint_entry_counts_for_each_party(self):
        work = chapter(
            with_target("minst två per år", did("2025-03-01", part=["polisen", "kommunen"])), date(2026, 2, 1)
        ).work
        assert (work.joint, work.note) == (
            "1 av 1\N{NO-BREAK SPACE}post", "En post med flera parter räknas hos var och en av dem.",
        )  # fmt: skip

    def test_no_text_holds_what_does_not_show(self):
        found = printable(
            ("a\x00b\u202ec\r\n d\ude00\N{NO-BREAK SPACE}e", (1, Fraction(1, 2), None), (Tick(0, "jan"),))
        )
        assert found == ("a�b�c d�\N{NO-BREAK SPACE}e", (1, Fraction(1, 2), None), (Tick(0, "jan"),))
