"""What a report says: the view that every form shows."""

from datetime import date
from fractions import Fraction

import pytest

from loftekoll.model import Activity, Assessment, Dossier, FollowUpNotes, LogFile, Promise
from loftekoll.period import calendar_year
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
                         "1 gjord; inget av 1\N{NO-BREAK SPACE}år som går att bedöma nådde målet, delvis uppfyllt", id="a-silent-year"),
            pytest.param("högst två per år", "2024–2025", [did("2024-03-01", antal=3), did("2025-03-01")],
                         "4 gjorda; 1 av 2\N{NO-BREAK SPACE}år höll gränsen, delvis uppfyllt", id="limit-over-years"),
            pytest.param("minst en per vår och höst", "2025", [did("2025-03-01")],
                         "1 gjord; 1 av 2\N{NO-BREAK SPACE}perioder nådde målet, delvis uppfyllt", id="seasons"),
            pytest.param("minst två timmar per år", "2024–2025", [did("2024-03-01", timmar=1), did("2025-03-01", timmar=3)],
                         "4\N{NO-BREAK SPACE}timmar; 1 av 2\N{NO-BREAK SPACE}år nådde målet, delvis uppfyllt", id="hours-over-years"),
            pytest.param("minst en per kvartal", "2024–2025", [did("2024-03-01"), did("2025-03-01"), did("2025-05-01")],
                         "3 av 8\N{NO-BREAK SPACE}kvartal; inget av 2\N{NO-BREAK SPACE}år nådde målet, delvis uppfyllt", id="quarters-over-years"),
            pytest.param("löpande", "2025", [did("2025-03-01")], "1\N{NO-BREAK SPACE}post, kan inte bedömas", id="uncounted"),
        ],
    )  # fmt: skip
    def test_when_it_is_over(self, target, period, entries, expected):
        assert commitment(with_target(target, *entries, period=period), date(2026, 2, 1)).outcome == expected

    def test_a_limit_that_is_exceeded_in_a_month_is_not_behind_a_plan(self):
        found = commitment(with_target("högst två per månad", did("2025-03-05", antal=3)), date(2025, 6, 15))
        assert (found.standing, found.windows[0].remark) == ("delvis uppfyllt", "gränsen överskreds: mars 2025")

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

    def test_withdrawal_with_its_decision(self):
        withdrawn = {"datum": "2025-05-20", "skäl": "Ombyggt.", "beslut": "Styrgruppen"}
        found = commitment(with_target("minst två per år", did("2025-03-01"), avfört=withdrawn), date(2026, 2, 1))
        assert found.changes == ("Löftet avfördes 20 maj 2025. Skäl: Ombyggt. Beslut: Styrgruppen",)


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

    def test_no_text_holds_what_does_not_show(self):
        found = printable(
            ("a\x00b\u202ec\r\n d\ude00\N{NO-BREAK SPACE}e", (1, Fraction(1, 2), None), (Tick(0, "jan"),))
        )
        assert found == ("a�b�c d�\N{NO-BREAK SPACE}e", (1, Fraction(1, 2), None), (Tick(0, "jan"),))
