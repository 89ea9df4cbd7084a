"""How promises stand on a day: the table of the order, then every kind of target, window and change."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from loftekoll.model import Activity, Assessment, Dossier, LogFile, Promise
from loftekoll.period import Stretch, days_between, season_months, years_of
from loftekoll.phrase import Comparator, Spread, Target, Unit, WindowSpec, parse
from loftekoll.progress import (
    CommitmentProgress,
    PromiseProgress,
    promise_progress,
    targets_told_apart,
)
from loftekoll.tally import Row, Standing
from loftekoll.windows import due_by, due_date, is_short, required_in, windows_of

# --- a promise with commitment `a`, and `b` in which something is logged every month --------------------------------


def day(text: str) -> date:
    return date.fromisoformat(text)


def span(text: str) -> Stretch:
    """`2020` or `2022-02-21..2023-12-31`, both days included."""
    first, _, last = text.partition("..")
    if len(first) == 4:
        return days_between(date(int(first), 1, 1), date(int(last or first), 12, 31))
    return days_between(day(first), day(last or first))


def shown(stretches) -> list[str]:
    return [f"{each.start}..{each.last}" for each in stretches]


def done(*days: str, times: int = 1, **keys) -> list[dict]:
    """Entries for `a` on these days, each so many times."""
    return [{"datum": each, "löfte": "a", **keys} for each in days for _ in range(times)]


def verdict(text: str, **keys) -> dict:
    return {"datum": "2000-01-01", "löfte": "a", "bedömning": text, **keys}


def monthly_entries(period: Stretch) -> list[dict]:
    """An entry of `b` on the first day of the period and of each month in it."""
    months = [date(n // 12, n % 12 + 1, 1) for n in range(period.start.year * 12, period.stop.year * 12 + 12)]
    return [{"datum": str(each), "löfte": "b"} for each in sorted({period.start, *months}) if period.has(each)]


def dossier(period: str, target, log=(), *, others: bool = True, **keys) -> Dossier:
    """A promise for `a` with this target; `b` is logged in every window unless `others` is off."""
    whole = span(period)
    promise = Promise.model_validate(
        {
            "kommun": "Exempelby",
            "period": {"från": str(whole.start), "till": str(whole.last)},
            "parter": ["polisen", "kommunen"],
            "fokusområden": [
                {
                    "namn": "Trafik",
                    "löften": [
                        {"id": "a", "text": "Trafik", **({"mål": target} if target else {}), **keys},
                        {"id": "b", "text": "Samverkan"},
                    ],
                }
            ],
        }
    )
    files = [*(monthly_entries(whole) if others else ()), *log]
    entries = [(Assessment if "bedömning" in each else Activity).model_validate(each) for each in files]
    return Dossier(
        "promises/exempelby/p.yaml",
        "exempelby/p",
        promise,
        tuple(LogFile(f"{n}.yaml", str(n), entry) for n, entry in enumerate(entries)),
    )


def at(period: str, target, log, on: str, *, year: int | None = None, **keys) -> CommitmentProgress:
    """How `a` stands on the day, over the promise or over its year with this number (from 0)."""
    made = dossier(period, target, log, **keys)
    only = None if year is None else years_of(made.promise.period)[year]
    return promise_progress(made, day(on), only).commitments[0]


def standings(found: CommitmentProgress) -> list[str]:
    return [row.standing.value for row in found.main.rows]


def told(row: Row | None) -> tuple:
    """Done, required, due, next due and days left."""
    assert row is not None
    return row.done, row.required, row.due, row.next_due and str(row.next_due), row.days_left


def weekly_entries(first_monday: str, weeks: int, *, but: int | None = None) -> list[dict]:
    """An entry on the Wednesday of each week, but of one."""
    start = day(first_monday) + timedelta(days=2)
    return done(*(str(start + timedelta(weeks=n)) for n in range(weeks) if n != but))


F, P, N, L, Q = "uppfyllt", "delvis uppfyllt", "ej uppfyllt", "inget loggat", "kan inte bedömas"

# --- the table of the order ---------------------------------------------------------------------------------------


FOUR = "minst fyra per år"
THREE_DONE = done("2026-03-01", "2026-06-01", "2026-10-01")


@pytest.mark.parametrize(
    ("period", "target", "log", "on", "standing", "row"),
    [
        pytest.param("2026", FOUR, THREE_DONE, "2026-11-21", "i fas", (3, 4, 3, "2026-12-31", 40), id="3 of 4 by 1 Oct"),
        pytest.param("2026", FOUR, [], "2026-04-02", "i fas", (0, 4, 0, "2026-04-02", 273), id="0 of 4 on 2 Apr"),
        pytest.param("2026", FOUR, [], "2026-04-03", "efter plan", (0, 4, 1, "2026-04-02", 272), id="0 of 4 on 3 Apr"),
        pytest.param("2025", FOUR, done("2025-05-01", times=3), "2026-01-01", "delvis uppfyllt", (3, 4, 4, None, None), id="3 of 4 at the end"),
        pytest.param("2025", FOUR, [], "2026-01-01", "ej uppfyllt", (0, 4, 4, None, None), id="0 of 4 at the end"),
        pytest.param("2025", FOUR, done("2025-05-01", times=5), "2026-01-01", "uppfyllt", (5, 4, 4, None, None), id="5 of 4 is shown as it is"),
        pytest.param("2019", "minst tre i snitt per vecka", done("2019-05-01", antal=156), "2020-01-01", "delvis uppfyllt", (156, 157, 157, None, None), id="156 in 365 days is below three a week"),
        pytest.param("2019", "minst tre i snitt per vecka", done("2019-05-01", antal=157), "2020-01-01", "uppfyllt", (157, 157, 157, None, None), id="157 in 365 days is three a week"),
        pytest.param("2021-03-11..2022-03-10", "minst två per år", done("2021-05-01", "2022-03-10"), "2022-03-11", "uppfyllt", (2, 2, 2, None, None), id="twelve months are one window"),
        pytest.param("2022", "senast 30 juni 2022", [], "2022-06-30", "i fas", (0, 1, 0, "2022-06-30", 0), id="a deadline on its last day"),
        pytest.param("2022", "senast 30 juni 2022", [], "2022-07-01", "ej uppfyllt", (0, 1, 1, None, None), id="a deadline the day after"),
        pytest.param("2022", "senast 30 juni 2022", done("2022-06-30"), "2022-07-01", "uppfyllt", (1, 1, 1, None, None), id="a deadline met on its last day"),
        pytest.param("2026", FOUR, done("2026-11-22", times=4), "2026-11-21", "efter plan", (0, 4, 3, "2026-04-02", 40), id="an entry after the day is not counted"),
    ],
)  # fmt: skip
def test_one_window_on_a_day(period, target, log, on, standing, row):
    found = at(period, target, log, on)
    assert (found.standing.value, told(found.main.current)) == (standing, row)


def test_one_missed_week_of_2020_makes_it_51_of_52_less_one():
    """Week 1 of 2020 begins outside the period and is not judged; week 53 is 2020's."""
    log = weekly_entries("2020-01-06", 53, but=20)
    found = at("2020..2022", "minst en gång per vecka", log, "2021-01-10")
    first = found.main.rows[0]
    assert (first.standing.value, first.done, first.required, first.counted) == ("delvis uppfyllt", 51, 52, "veckor")
    assert shown([first.stretch]) == ["2020-01-06..2021-01-03"]
    assert shown(first.missed) == ["2020-05-25..2020-05-31"]
    assert standings(found) == ["delvis uppfyllt", "i fas", "ej börjat"]
    assert found.standing is Standing.ON_TRACK


def test_a_cut_year_keeps_its_full_target_and_the_whole_is_partly_kept():
    log = done("2022-03-01", "2022-04-01", "2023-05-01")
    found = at("2022-02-21..2023-12-31", "minst två per år", log, "2024-01-01")
    assert standings(found) == ["uppfyllt", "delvis uppfyllt"]
    assert (found.standing, found.outcome) == (Standing.PARTLY, Standing.PARTLY)
    assert found.main.whole.standing is Standing.PARTLY
    assert shown([found.main.rows[0].stretch]) == ["2022-02-21..2022-12-31"]


def test_own_years_of_which_nobody_has_logged_in_the_second():
    log = done("2020-10-01", "2021-01-01", "2021-04-01", "2021-08-31")
    found = at("2020-10-01..2022-09-30", FOUR, log, "2021-10-01", others=False)
    assert standings(found) == ["uppfyllt", "inget loggat"]
    assert found.standing is Standing.NOTHING_LOGGED
    assert found.outcome is None


def test_a_year_without_any_entry_gets_no_verdict():
    log = done("2020-03-01", "2020-09-01")
    found = at("2020..2022", "minst två per år", log, "2022-01-01", others=False)
    assert standings(found) == ["uppfyllt", "inget loggat", "inget loggat"]


def test_a_sum_over_longer_than_the_window_cannot_judge_it():
    log = done("2019-01/2019-03", antal=31) + done("2019-04-30", antal=10)
    found = at("2019", "minst tio per månad", log, "2019-05-01")
    (row,) = found.main.rows
    assert shown(row.unjudged) == ["2019-01-01..2019-01-31", "2019-02-01..2019-02-28", "2019-03-01..2019-03-31"]
    assert (row.done, row.required, row.due, row.missed) == (1, 12, 4, ())
    assert row.standing is Standing.NOT_ASSESSABLE


@pytest.mark.parametrize(
    ("on", "outcome"),
    [
        pytest.param("2025-04-01", None, id="during"),
        pytest.param("2025-12-31", None, id="on the last day"),
        pytest.param("2026-01-01", "kan inte bedömas", id="after"),
    ],
)
@pytest.mark.parametrize("target", ["löpande", None, ["löpande", "regelbundet"]])
def test_the_continuous_is_ongoing_with_its_entries(target, on, outcome):
    log = done("2025-01-05", "2025-02-05", "2025-01-15", "2025-03-05")
    found = at("2025", target, log, on)
    assert (found.standing.value, found.entries, str(found.latest)) == ("pågår", 4, "2025-03-05")
    assert found.outcome == outcome
    assert all(part.current is None and part.rows == () for part in found.parts)


def test_the_outcome_of_the_continuous_is_a_persons():
    log = [*done("2025-01-05"), verdict("delvis uppfyllt", avser=2025, motivering="Halva tiden.")]
    found = at("2025", "löpande", log, "2026-02-01")
    assert (found.standing, found.outcome) == (Standing.ONGOING, Standing.PARTLY)


SORTS = [
    pytest.param(FOUR, id="a count"),
    pytest.param("högst två per år", id="at most"),
    pytest.param("exakt två per år", id="exactly"),
    pytest.param("minst tre i snitt per vecka", id="an average"),
    pytest.param("minst en gång per vecka", id="short windows"),
    pytest.param("minst en per kvartal", id="quarters"),
    pytest.param("senast 30 juni 2025", id="a deadline"),
    pytest.param("minst 60 timmar per år", id="hours"),
    pytest.param("minst 40 procent", id="percent"),
    pytest.param("löpande", id="continuous"),
    pytest.param("verka för trygghet", id="unquantified"),
    pytest.param("tryggheten ska öka", id="an indicator"),
    pytest.param(None, id="no target"),
    pytest.param("minst två per år varav en på våren", id="a sub-target"),
    pytest.param("minst fyra utbildningar och minst två vandringar per år", id="two nouns"),
]


@pytest.mark.parametrize("target", SORTS)
@pytest.mark.parametrize(
    ("on", "standing", "outcome"),
    [
        pytest.param("2024-12-31", "ej börjat", None, id="before"),
        pytest.param("2025-01-06", "inget loggat", None, id="on the first Monday"),
        pytest.param("2025-07-15", "inget loggat", None, id="during"),
        pytest.param("2026-02-01", "inget loggat", "inget loggat", id="after"),
    ],
)
def test_a_promise_without_any_log_gets_no_verdict(target, on, standing, outcome):
    found = at("2025", target, [], on, others=False)
    assert (found.standing.value, found.outcome, found.assessment) == (standing, outcome, None)


@pytest.mark.parametrize("target", SORTS)
def test_an_assessment_is_no_entry_but_is_shown(target):
    log = [verdict("uppfyllt", avser=2025)]
    found = at("2025", target, log, "2026-02-01", others=False)
    assert (found.standing.value, found.outcome.value, found.entries) == ("inget loggat", "inget loggat", 0)
    assert found.assessment.verdict.value == "uppfyllt"


# --- the pace of one window ---------------------------------------------------------------------------------------


def test_the_four_due_dates_of_2026():
    """Design §5: start + ⌈j·N/T⌉ − 1."""
    dates = [str(due_date(n, 4, span("2026"))) for n in range(1, 5)]
    assert dates == ["2026-04-02", "2026-07-02", "2026-10-01", "2026-12-31"]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param("2025-06-01", 0, id="before the window"),
        pytest.param("2026-01-01", 0, id="on the first day"),
        pytest.param("2026-04-02", 0, id="on the due date"),
        pytest.param("2026-04-03", 1, id="the day after"),
        pytest.param("2026-12-31", 3, id="on the last day"),
        pytest.param("2027-01-01", 4, id="when it is past"),
        pytest.param("2030-01-01", 4, id="long after"),
    ],
)
def test_due_is_what_the_past_days_ask_for(on, expected):
    assert due_by(4, span("2026"), day(on)) == expected


@pytest.mark.parametrize(
    ("log", "on", "standing", "behind"),
    [
        pytest.param([], "2025-12-31", "ej börjat", 0, id="not begun"),
        pytest.param(done("2026-02-01"), "2026-07-03", "efter plan", 1, id="one behind"),
        pytest.param([], "2026-12-31", "efter plan", 3, id="three behind on the last day"),
        pytest.param(done("2026-02-01", times=4), "2026-02-01", "uppfyllt", 0, id="fulfilled on the very day"),
        pytest.param(done("2026-02-01", times=3), "2026-02-01", "i fas", 0, id="ahead is on track"),
    ],
)
def test_a_window_that_runs(log, on, standing, behind):
    found = at("2026", FOUR, log, on)
    assert (found.standing.value, found.main.current.behind_by) == (standing, behind)


def test_before_the_period_nothing_is_left_or_late():
    found = at("2026", FOUR, [], "2025-12-31")
    assert told(found.main.current) == (0, 4, 0, "2026-04-02", None)


@pytest.mark.parametrize(
    ("target", "log", "on", "standing", "outcome"),
    [
        pytest.param(FOUR, done("2026-02-01", times=4), "2026-02-01", "uppfyllt", "uppfyllt", id="enough is enough"),
        pytest.param("högst en per år", done("2026-02-01", times=2), "2026-02-01", "ej uppfyllt", "ej uppfyllt", id="too much is too much"),
        pytest.param("senast 30 juni 2026", [], "2026-07-01", "ej uppfyllt", "ej uppfyllt", id="a deadline is past"),
        pytest.param(FOUR, [], "2026-12-31", "efter plan", None, id="behind may be caught up"),
        pytest.param("exakt en per år", done("2026-02-01"), "2026-12-31", "i fas", None, id="exactly may be passed"),
        pytest.param(["minst en per år", "minst två per år"], done("2026-02-01", times=2), "2026-02-01", "uppfyllt", "uppfyllt", id="both targets"),
        pytest.param(["minst en per år", "högst två per år"], done("2026-02-01", times=3), "2026-02-01", "delvis uppfyllt", "delvis uppfyllt", id="one target kept and one broken"),
        pytest.param(["högst en per år", "minst fyra per år"], done("2026-02-01", times=2), "2026-02-01", "ej uppfyllt", None, id="one target broken and one open"),
        pytest.param("minst en vår och höst", done("2026-03-01", "2026-09-01"), "2026-11-30", "uppfyllt", None, id="a season still runs"),
        pytest.param("minst en vår och höst", done("2026-03-01"), "2026-12-01", "delvis uppfyllt", "delvis uppfyllt", id="the seasons are past"),
    ],
)  # fmt: skip
def test_there_is_an_outcome_when_nothing_can_change_it(target, log, on, standing, outcome):
    found = at("2026", target, log, on)
    assert (found.standing.value, found.outcome and found.outcome.value) == (standing, outcome)


# --- at most, exactly, ranges, hours --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "count", "on", "standing"),
    [
        pytest.param("högst två per år", 0, "2026-06-01", "i fas", id="none yet"),
        pytest.param("högst två per år", 2, "2026-06-01", "i fas", id="at the limit"),
        pytest.param("högst två per år", 3, "2026-06-01", "ej uppfyllt", id="above, at once"),
        pytest.param("högst två per år", 0, "2027-01-01", "uppfyllt", id="none at the end"),
        pytest.param("högst två per år", 2, "2027-01-01", "uppfyllt", id="at the limit at the end"),
        pytest.param("högst två per år", 3, "2027-01-01", "ej uppfyllt", id="above at the end"),
        pytest.param("högst noll per år", 0, "2027-01-01", "uppfyllt", id="none at all, and none"),
        pytest.param("högst noll per år", 1, "2026-06-01", "ej uppfyllt", id="none at all, and one"),
        pytest.param("exakt två per år", 0, "2026-03-01", "i fas", id="exactly, none yet"),
        pytest.param("exakt två per år", 0, "2026-11-01", "efter plan", id="exactly, behind"),
        pytest.param("exakt två per år", 2, "2026-06-01", "i fas", id="exactly, reached"),
        pytest.param("exakt två per år", 2, "2027-01-01", "uppfyllt", id="exactly, at the end"),
        pytest.param("exakt två per år", 1, "2027-01-01", "delvis uppfyllt", id="exactly, too few"),
        pytest.param("exakt två per år", 3, "2026-06-01", "ej uppfyllt", id="exactly, too many at once"),
        pytest.param("exakt två per år", 3, "2027-01-01", "ej uppfyllt", id="exactly, too many at the end"),
        pytest.param("två till tre per år", 1, "2027-01-01", "delvis uppfyllt", id="a range, below"),
        pytest.param("två till tre per år", 2, "2027-01-01", "uppfyllt", id="a range, its lower end"),
        pytest.param("två till tre per år", 7, "2027-01-01", "uppfyllt", id="a range, above"),
        pytest.param("två per år", 3, "2027-01-01", "uppfyllt", id="a bare number is at least"),
        pytest.param("cirka 30 per år", 29, "2027-01-01", "delvis uppfyllt", id="about 30 is judged by 30"),
    ],
)
def test_comparators(target, count, on, standing):
    log = done("2026-02-01", antal=count) if count else []
    assert at("2026", target, log, on).standing.value == standing


def test_at_most_has_no_pace():
    found = at("2026", "högst två per år", done("2026-02-01"), "2026-06-01")
    assert told(found.main.current) == (1, 2, None, None, 213)
    assert found.main.current.comparator is Comparator.AT_MOST
    assert found.main.current.behind_by == 0


@pytest.mark.parametrize(
    ("log", "on", "standing"),
    [
        pytest.param([], "2026-02-15", "i fas", id="none"),
        pytest.param(done("2026-01-05", "2026-01-06", "2026-02-03"), "2026-03-15", "i fas", id="at the limit"),
        pytest.param(done("2026-01-05", times=3), "2026-01-06", "ej uppfyllt", id="the first window exceeded"),
        pytest.param(done("2026-02-05", times=3), "2026-02-06", "delvis uppfyllt", id="one kept, one exceeded"),
        pytest.param([], "2027-01-01", "uppfyllt", id="none at the end"),
        pytest.param(done("2026-01-05", times=3), "2027-01-01", "delvis uppfyllt", id="one of twelve exceeded"),
        pytest.param([entry for n in range(1, 13) for entry in done(f"2026-{n:02}-05", times=3)], "2027-01-01", "ej uppfyllt", id="all twelve exceeded"),
    ],
)  # fmt: skip
def test_at_most_in_short_windows(log, on, standing):
    assert at("2026", "högst två per månad", log, on).standing.value == standing


@pytest.mark.parametrize(
    ("hours", "done_hours", "standing"),
    [
        pytest.param([40, "19,5"], Fraction(119, 2), "delvis uppfyllt", id="half an hour too few"),
        pytest.param([40, "19,5", "0,5"], 60, "uppfyllt", id="to the half hour"),
        pytest.param([], 0, "ej uppfyllt", id="none"),
    ],
)
def test_hours_are_counted_from_the_hours_of_the_entries(hours, done_hours, standing):
    log = [entry for each in hours for entry in done("2025-05-01", timmar=each)] + done("2025-06-01", antal=500)
    found = at("2025", "minst 60 timmar per år", log, "2026-01-01")
    row = found.main.current
    assert (row.done, row.required, row.counted, found.standing.value) == (done_hours, 60, "timmar", standing)
    assert type(row.done) in {int, Fraction}


def test_a_target_of_half_hours_is_exact():
    target = {"antal": Decimal("2.5"), "mått": "timmar", "fönster": {"enhet": "år"}}
    found = at("2026", target, done("2026-01-02", timmar=2), "2026-12-31")
    assert told(found.main.current) == (2, Fraction(5, 2), 2, "2026-12-31", 0)


@pytest.mark.parametrize(
    "target",
    [
        pytest.param("minst 40 procent", id="percent"),
        pytest.param("minst 15 000 kronor per år", id="kronor"),
        pytest.param("två heltidstjänster", id="posts"),
        pytest.param("minst två per skola", id="a scope"),
        pytest.param("inom 24 timmar från anmälan", id="per event"),
    ],
)
@pytest.mark.parametrize(
    ("log", "outcome"),
    [
        pytest.param([], "kan inte bedömas", id="nobody has assessed it"),
        pytest.param([verdict("uppfyllt", avser=2025)], "uppfyllt", id="somebody has"),
    ],
)
def test_what_a_log_cannot_count_is_ongoing_and_assessed_by_people(target, log, outcome):
    found = at("2025", target, [*done("2025-03-01", antal=40, timmar=40), *log], "2026-01-01")
    assert (found.standing, found.outcome.value, found.main.rows) == (Standing.ONGOING, outcome, ())


# --- averages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "target", "required"),
    [
        pytest.param("2019", "minst tre i snitt per vecka", [157], id="365 days"),
        pytest.param("2020", "minst tre i snitt per vecka", [157], id="366 days"),
        pytest.param("2019", "minst sju i snitt per vecka", [365], id="one a day"),
        pytest.param("2020", "minst en i snitt per dag", [366], id="per day, leap year"),
        pytest.param("2019", "minst tre i snitt varannan vecka", [79], id="per two weeks: 3 × 365 / 14"),
        pytest.param("2019", "minst två i snitt per månad", [24], id="per month"),
        pytest.param("2019", "minst tre i snitt per kvartal", [12], id="per quarter"),
        pytest.param("2019", "minst tre i snitt per tertial", [9], id="per tertial"),
        pytest.param("2019", "minst tre i snitt per halvår", [6], id="per half-year"),
        pytest.param("2019", "minst tre i snitt varannan månad", [18], id="per two months"),
        pytest.param("2022-02-21..2023-12-31", "minst två i snitt per månad", [20, 24], id="a cut year has ten whole months"),
        pytest.param("2022-02-21..2023-12-31", "minst två i snitt per kvartal", [6, 8], id="a cut year has three whole quarters"),
        pytest.param("2022-02-21..2023-12-31", "minst sju i snitt per vecka", [314, 365], id="a cut year has 314 days"),
        pytest.param("2020..2022", "minst fyra i snitt per år", [4, 4, 4], id="per year"),
        pytest.param("2020..2022", "minst fem i snitt vartannat år", [3, 3, 3], id="per two years, rounded up"),
        pytest.param("2020..2022", "minst tio i snitt", [10], id="no window: over the period"),
        pytest.param("2020..2022", "minst tre i snitt per vecka under sommaren", [40, 40, 40], id="92 days of summer"),
        pytest.param("2025", "minst sju i snitt per vecka under vintern", [59, 31], id="the parts of two winters"),
        pytest.param("2020..2022", "minst två i snitt per månad under 2021", [24], id="in one year"),
        pytest.param("2020..2022", "minst tre i snitt per vecka under sommaren 2021", [40], id="in one summer"),
        pytest.param("2024..2026", "minst sju i snitt per vecka under vintern 2025", [90], id="in the winter that ends in 2025"),
        pytest.param("2020..2022", "i snitt en per sommar", [1, 1, 1], id="per summer"),
    ],
)  # fmt: skip
def test_an_average_requires_the_smallest_whole_number_that_reaches_the_rate(period, target, required):
    rows = at(period, target, [], "2030-01-01").main.rows
    assert [row.required for row in rows] == required


@pytest.mark.parametrize(
    ("period", "target", "required"),
    [
        pytest.param("2020..2022", "minst tre i snitt per vecka", 470, id="1096 days: 469,7"),
        pytest.param("2020..2022", "minst två i snitt per månad", 72, id="36 months"),
        pytest.param("2020..2022", "minst fyra i snitt per år", 12, id="three years"),
        pytest.param("2020..2022", "minst fem i snitt vartannat år", 8, id="a year and a half of two: 7,5"),
        pytest.param("2022-02-21..2023-12-31", "minst fyra i snitt per år", 8, id="a cut year keeps its full target"),
    ],
)  # fmt: skip
def test_an_average_is_judged_over_the_promise_period_too(period, target, required):
    whole = at(period, target, [], "2030-01-01").main.whole
    assert (whole.required, whole.stretch) == (required, span(period))


def test_a_good_year_makes_up_for_a_bad_one_in_an_average_over_the_period():
    log = done("2020-05-01", antal=400) + done("2021-05-01", antal=70)
    found = at("2020..2022", "minst tre i snitt per vecka", log, "2023-01-01")
    assert standings(found) == ["uppfyllt", "delvis uppfyllt", "ej uppfyllt"]
    assert (found.main.whole.standing, found.standing) == (Standing.FULFILLED, Standing.FULFILLED)


@pytest.mark.parametrize("target", ["minst tre i snitt per vecka under sommaren", "i snitt två per år, senast 30 juni"])
def test_an_average_over_a_part_of_the_year_is_judged_year_by_year(target):
    log = done("2020-06-15", antal=100) + done("2021-06-15")
    found = at("2020..2021", target, log, "2022-01-01")
    assert (standings(found), found.main.whole.required, found.standing.value) == ([F, P], None, P)


def test_while_an_average_runs_its_year_is_shown():
    found = at("2020..2021", "minst tre i snitt per vecka", done("2020-05-01", antal=300), "2021-03-01")
    assert (found.standing, found.main.whole.standing) == (Standing.BEHIND, Standing.ON_TRACK)


def test_an_average_that_was_changed_is_judged_year_by_year():
    """There is no single rate for the period then, so the years are put together."""
    change = {"från": "2021-07-01", "mål": "minst en i snitt per vecka", "skäl": "Färre poliser."}
    log = done("2020-05-01", antal=157) + done("2021-05-01", antal=53)
    found = at("2020..2021", "minst tre i snitt per vecka", log, "2022-01-01", ändringar=[change])
    assert [row.required for row in found.main.rows] == [157, 53]
    assert (found.main.whole.required, found.standing) == (None, Standing.FULFILLED)


def test_an_average_per_month_over_less_than_a_month_cannot_be_judged():
    found = at("2025-01-10..2025-01-20", "minst två i snitt per månad", done("2025-01-12"), "2025-02-01")
    assert (found.standing.value, shown(found.main.current.unjudged)) == (
        "kan inte bedömas",
        ["2025-01-10..2025-01-20"],
    )


def test_an_average_per_season_is_judged_over_the_season():
    target = Target(Comparator.AT_LEAST, 2, spread=Spread.AVERAGE, window=WindowSpec(Unit.SEASON, seasons=("sommar",)))
    assert required_in(target, span("2025-06-01..2025-08-31")) == 2


def test_average_and_every_week_are_different_promises():
    log = done("2019-05-01", antal=157)
    assert at("2019", "minst tre i snitt per vecka", log, "2020-01-01").standing is Standing.FULFILLED
    every = at("2019", "minst tre per vecka", log, "2020-01-01")
    assert (every.standing, every.main.current.done, every.main.current.required) == (Standing.PARTLY, 1, 51)


# --- short windows ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "weeks", "first", "last"),
    [
        pytest.param(2019, 52, "2018-12-31", "2019-12-29", id="2019 has 52"),
        pytest.param(2020, 53, "2019-12-30", "2021-01-03", id="2020 has 53"),
        pytest.param(2021, 52, "2021-01-04", "2022-01-02", id="2021 has 52"),
        pytest.param(2024, 52, "2024-01-01", "2024-12-29", id="2024 is a leap year with 52"),
        pytest.param(2026, 53, "2025-12-29", "2027-01-03", id="2026 has 53"),
    ],
)
def test_a_year_of_weeks_is_the_iso_year(year, weeks, first, last):
    """In a promise that goes on before and after; a week belongs to the year of its Thursday."""
    rows = at(f"{year - 1}..{year + 1}", "minst en gång per vecka", [], "2030-01-01").main.rows
    assert (rows[1].required, str(rows[1].stretch.start), str(rows[1].stretch.last)) == (weeks, first, last)


@pytest.mark.parametrize(
    ("target", "total", "counted"),
    [
        pytest.param("minst en per dag", 365, "dagar", id="days"),
        pytest.param("var 14:e dag", 26, "fönster", id="14 days"),
        pytest.param("minst en per vecka", 51, "veckor", id="weeks"),
        pytest.param("minst en varannan vecka", 25, "fönster", id="two weeks"),
        pytest.param("minst en per månad", 12, "månader", id="months"),
        pytest.param("minst en varannan månad", 6, "fönster", id="two months"),
        pytest.param("minst en var tredje månad", 4, "fönster", id="three months"),
        pytest.param("minst en per kvartal", 4, "kvartal", id="quarters"),
        pytest.param("minst en vartannat kvartal", 2, "fönster", id="two quarters"),
        pytest.param("minst en per tertial", 3, "tertial", id="tertials"),
        pytest.param("minst en per termin", 2, "terminer", id="terms"),
        pytest.param("minst en varje hösttermin", 1, "terminer", id="autumn terms"),
        pytest.param("minst en per halvår", 2, "halvår", id="half-years"),
    ],
)
def test_short_windows_are_counted_by_the_year(target, total, counted):
    (row,) = at("2025", target, [], "2026-01-01").main.rows
    assert (row.required, row.done, row.counted, row.standing.value) == (total, 0, counted, "ej uppfyllt")


@pytest.mark.parametrize(
    ("log", "on", "standing", "row"),
    [
        pytest.param([], "2025-01-31", "i fas", (0, 4, 0, "2025-03-31", 334), id="in the first"),
        pytest.param(done("2025-02-01"), "2025-03-01", "i fas", (1, 4, 0, "2025-06-30", 305), id="the first is done"),
        pytest.param([], "2025-04-01", "efter plan", (0, 4, 1, "2025-06-30", 274), id="the first is missed"),
        pytest.param(done("2025-05-01", times=9), "2025-05-01", "efter plan", (1, 4, 1, "2025-09-30", 244), id="more in another makes up for nothing"),
        pytest.param(done("2025-02-01", "2025-05-01", "2025-08-01", "2025-11-01"), "2025-11-01", "uppfyllt", (4, 4, 3, None, 60), id="all are fulfilled before the year is out"),
        pytest.param(done("2025-02-01", "2025-05-01", "2025-08-01", "2025-11-01"), "2026-01-01", "uppfyllt", (4, 4, 4, None, None), id="all"),
        pytest.param(done("2025-02-01"), "2026-01-01", "delvis uppfyllt", (1, 4, 4, None, None), id="one of four"),
        pytest.param([], "2026-01-01", "ej uppfyllt", (0, 4, 4, None, None), id="none"),
        pytest.param([], "2024-12-31", "ej börjat", (0, 4, 0, "2025-03-31", None), id="before"),
    ],
)  # fmt: skip
def test_a_year_of_quarters(log, on, standing, row):
    found = at("2025", "minst en per kvartal", log, on)
    assert (found.standing.value, told(found.main.current)) == (standing, row)


def test_nothing_logged_gives_no_verdict_of_any_window():
    """Also when nothing is what was promised."""
    (row,) = at("2025", "högst två per månad", [], "2026-01-01", others=False).main.rows
    assert (row.standing.value, row.done, row.due, row.missed, row.unjudged) == (L, 0, None, (), ())


def test_something_in_every_window_but_enough_in_none_is_partly_kept():
    log = done("2025-02-01", "2025-05-01", "2025-08-01", "2025-11-01")
    found = at("2025", "minst två per kvartal", log, "2026-01-01")
    assert (found.standing, found.main.current.done) == (Standing.PARTLY, 0)


def test_the_next_due_date_is_in_the_window_that_runs():
    found = at("2025", "minst två per kvartal", done("2025-04-10"), "2025-05-01")
    assert str(found.main.current.next_due) == "2025-06-30"


def test_windows_that_do_not_lie_whole_inside_the_period_are_not_judged():
    rows = at("2022-02-21..2023-12-31", "minst en per kvartal", [], "2024-01-01").main.rows
    assert [(row.required, str(row.stretch.start)) for row in rows] == [(3, "2022-04-01"), (4, "2023-01-01")]


@pytest.mark.parametrize(
    ("period", "target", "expected"),
    [
        pytest.param("2025-01-01..2025-02-20", "per kvartal minst en", "kan inte bedömas", id="no whole quarter"),
        pytest.param("2025-01-07..2025-01-12", "minst en per vecka", "kan inte bedömas", id="no whole week"),
        pytest.param("2025", "minst två under vintern", "kan inte bedömas", id="no whole winter"),
    ],
)
def test_a_target_without_any_window_cannot_be_judged(period, target, expected):
    found = at(period, target, done("2025-01-08"), "2026-01-01")
    assert (found.standing.value, found.outcome.value, found.main.current) == (expected, expected, None)


def test_two_week_windows_belong_to_the_year_of_their_last_week():
    rows = at("2020..2021", "minst en varannan vecka", [], "2022-01-10").main.rows
    assert shown(row.stretch for row in rows) == ["2020-01-06..2021-01-03", "2021-01-04..2021-12-19"]


# --- seasons ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "months"),
    [
        pytest.param("vår", (3, 5), id="spring"),
        pytest.param("vinter", (12, 2), id="winter"),
        pytest.param("vinterhalvår", (10, 3), id="the winter half-year"),
        pytest.param("skolstart", (8, 8), id="school start"),
        pytest.param("hösttermin", (7, 12), id="the autumn term"),
        pytest.param("första kvartalet", (1, 3), id="first quarter"),
        pytest.param("fjärde kvartalet", (10, 12), id="fourth quarter"),
        pytest.param("andra tertialet", (5, 8), id="second tertial"),
        pytest.param("andra halvåret", (7, 12), id="second half-year"),
        pytest.param("2:a halvåret", (7, 12), id="with a figure"),
        pytest.param("maj", (5, 5), id="a month"),
        pytest.param("juni–augusti", (6, 8), id="months"),
    ],
)
def test_the_months_of_a_season(name, months):
    assert season_months(name) == months


@pytest.mark.parametrize(
    ("period", "target", "expected"),
    [
        pytest.param("2025", "minst två under sommaren", ["2025-06-01..2025-08-31"], id="summer"),
        pytest.param("2025", "minst två vår och höst", ["2025-03-01..2025-05-31", "2025-09-01..2025-11-30"], id="spring and autumn"),
        pytest.param("2025", "minst två inför skolstart", ["2025-08-01..2025-08-31"], id="school start"),
        pytest.param("2025", "minst två under sommarhalvåret", ["2025-04-01..2025-09-30"], id="the summer half-year"),
        pytest.param("2025..2026", "minst två under vintern", ["2025-12-01..2026-02-28"], id="winter over new year"),
        pytest.param("2023..2024", "minst två under vintern", ["2023-12-01..2024-02-29"], id="winter into a leap year"),
        pytest.param("2024..2026", "minst två under våren 2025", ["2025-03-01..2025-05-31"], id="spring of one year"),
        pytest.param("2024..2026", "minst två under vintern 2025", ["2024-12-01..2025-02-28"], id="the winter that ends in 2025"),
        pytest.param("2025", "minst två under andra kvartalet", ["2025-04-01..2025-06-30"], id="second quarter"),
        pytest.param("2025-04-01..2026-12-31", "minst två på våren", ["2026-03-01..2026-05-31"], id="a cut spring is not judged"),
    ],
)  # fmt: skip
def test_seasons_of_a_target(period, target, expected):
    rows = at(period, target, [], "2030-01-01").main.rows
    assert shown(row.stretch for row in rows) == expected


@pytest.mark.parametrize(
    ("period", "target", "first", "last", "count"),
    [
        pytest.param("2025", "en gång per vecka under sommaren", "2025-06-02", "2025-08-31", 13, id="summer"),
        pytest.param("2025-07-01..2025-12-31", "en gång per vecka under sommaren", "2025-07-07", "2025-08-31", 8, id="the rest of a cut summer"),
        pytest.param("2025", "en gång per månad under vintern", "2025-01-01", "2025-12-31", 3, id="January, February and December"),
        pytest.param("2024..2026", "en gång per vecka under sommaren 2025", "2025-06-02", "2025-08-31", 13, id="summer of one year"),
        pytest.param("2025", "en gång per månad vår och höst", "2025-03-01", "2025-11-30", 6, id="two seasons"),
    ],
)  # fmt: skip
def test_short_windows_within_a_season(period, target, first, last, count):
    (row,) = at(period, target, [], "2030-01-01").main.rows
    assert (str(row.stretch.start), str(row.stretch.last), row.required) == (first, last, count)


def test_overlapping_seasons_count_an_entry_in_each():
    seasons = ("sommarhalvår", "sommar", "hösttermin", "skolstart", "höst")
    spec = WindowSpec(Unit.SEASON, seasons=seasons)
    assert len(windows_of(spec, span("2025"))) == 5
    target = {"antal": 1, "fönster": {"enhet": "säsong", "säsong": " och ".join(seasons)}}
    found = at("2025", target, done("2025-09-15"), "2025-10-15")
    assert [row.done for row in found.main.rows] == [1, 0, 1, 0, 1]


def test_overlapping_seasons_give_each_short_window_once():
    spec = WindowSpec(Unit.MONTH, seasons=("sommarhalvår", "sommar"))
    assert len(windows_of(spec, span("2025"))) == 6


def test_between_two_seasons_the_one_that_is_past_is_shown_without_an_outcome():
    found = at("2025", "minst en vår och höst", done("2025-04-01"), "2025-07-01")
    assert (found.standing, found.outcome, standings(found)) == (Standing.FULFILLED, None, ["uppfyllt", "ej börjat"])


def test_winter_logged_before_new_year_is_not_nothing():
    """The window belongs to 2026, in which nobody has logged yet, but something is logged in it."""
    found = at("2025..2026", "minst en under vintern", done("2025-12-05"), "2026-01-10", others=False)
    assert found.main.current.standing is Standing.FULFILLED


# --- years named, deadlines -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "target", "expected"),
    [
        pytest.param("2022..2023", "ett första steg under 2022", ["2022-01-01..2022-12-31"], id="one of two years"),
        pytest.param("2022-02-21..2023-12-31", "minst en under 2022", ["2022-02-21..2022-12-31"], id="a cut year"),
        pytest.param("2021-03-11..2022-03-10", "minst en under 2021", ["2021-03-11..2021-12-31"], id="the first part of a promise of twelve months"),
        pytest.param("2021-03-11..2022-03-10", "minst en under 2022", ["2022-01-01..2022-03-10"], id="the last part"),
        pytest.param("2020-10-01..2022-09-30", "minst en under 2021", ["2021-01-01..2021-12-31"], id="a calendar year in own years"),
        pytest.param("2022..2023", "minst en per kvartal under 2023", ["2023-01-01..2023-12-31"], id="short windows of one year"),
        pytest.param("2022..2023", "minst en under 2025", [], id="a year outside"),
    ],
)  # fmt: skip
def test_a_named_year_is_judged_alone(period, target, expected):
    assert shown(row.stretch for row in at(period, target, [], "2030-01-01").main.rows) == expected


def test_a_step_during_2022_is_judged_in_2022_only():
    kept = at("2022..2023", "ett första steg under 2022", done("2022-05-01"), "2023-06-01")
    late = at("2022..2023", "ett första steg under 2022", done("2023-01-01"), "2023-06-01")
    assert (kept.standing, kept.outcome) == (Standing.FULFILLED, Standing.FULFILLED)
    assert (late.standing, late.outcome) == (Standing.NOT_FULFILLED, Standing.NOT_FULFILLED)


@pytest.mark.parametrize(
    ("period", "target", "expected"),
    [
        pytest.param("2022", "senast 31 mars", ["2022-01-01..2022-03-31"], id="no year, one year"),
        pytest.param("2022-02-21..2022-12-31", "senast 31 mars", ["2022-02-21..2022-03-31"], id="from the start of the promise"),
        pytest.param("2021-03-11..2022-03-10", "senast 28 februari", ["2021-03-11..2022-02-28"], id="no year: the next time"),
        pytest.param("2021-03-11..2022-03-10", "senast 30 juni", ["2021-03-11..2021-06-30"], id="no year: the first time"),
        pytest.param("2022..2023", "senast 31 mars", [], id="no year in a promise of two: untold"),
        pytest.param("2022..2023", "senast 31 mars 2023", ["2022-01-01..2023-03-31"], id="a year in a promise of two"),
        pytest.param("2022..2023", "senast 31 mars 2024", ["2022-01-01..2024-03-31"], id="after the promise"),
        pytest.param("2022..2023", "senast 31 december 2021", [], id="before the promise"),
        pytest.param("2022", "före 2022-03-31", ["2022-01-01..2022-03-30"], id="before a day"),
        pytest.param("2024", "senast februari", ["2024-01-01..2024-02-29"], id="a month ends on its last day"),
        pytest.param("2025", "under första halvåret 2025", ["2025-01-01..2025-06-30"], id="first half-year"),
        pytest.param("2025", "innan utgången av 2025", ["2025-01-01..2025-12-31"], id="the end of a year"),
    ],
)  # fmt: skip
def test_a_deadline_runs_from_the_start_of_the_promise(period, target, expected):
    (found,) = parse(target).targets
    assert shown(windows_of(found.window, span(period))) == expected


@pytest.mark.parametrize(
    ("period", "target", "expected"),
    [
        pytest.param("2020..2022", "en gång per år, senast under första kvartalet", ["2020-01-01..2020-03-31", "2021-01-01..2021-03-31", "2022-01-01..2022-03-31"], id="every first quarter"),
        pytest.param("2022-04-15..2023-12-31", "en gång per år, senast under första kvartalet", ["2023-01-01..2023-03-31"], id="the first one is past when the promise begins"),
        pytest.param("2020-10-01..2022-09-30", "en gång per år, senast 31 mars", ["2020-10-01..2021-03-31", "2021-10-01..2022-03-31"], id="own years, in their last calendar year"),
        pytest.param("2020-10-01..2022-09-30", "en gång per år, senast 30 november", ["2020-10-01..2020-11-30", "2021-10-01..2021-11-30"], id="own years, in their first calendar year"),
        pytest.param("2020..2023", "en gång vartannat år, senast 30 juni", ["2020-01-01..2021-06-30", "2022-01-01..2023-06-30"], id="every second year"),
        pytest.param("2020..2023", "minst två vartannat år", ["2020-01-01..2021-12-31", "2022-01-01..2023-12-31"], id="two years without a deadline"),
        pytest.param("2020..2022", "minst två vartannat år", ["2020-01-01..2021-12-31", "2022-01-01..2022-12-31"], id="a cut block of years keeps its target"),
    ],
)  # fmt: skip
def test_a_yearly_deadline_comes_back(period, target, expected):
    (found,) = parse(target).targets
    assert shown(windows_of(found.window, span(period))) == expected


def test_a_yearly_deadline_is_judged_each_year():
    target = "en gång per år, senast under första kvartalet"
    found = at("2020..2022", target, done("2020-03-31", "2021-04-01"), "2022-02-01")
    assert standings(found) == ["uppfyllt", "ej uppfyllt", "i fas"]
    assert (found.standing, found.outcome) == (Standing.ON_TRACK, None)


def test_a_deadline_in_the_second_year_is_not_silent_when_the_first_is_logged():
    found = at("2022..2023", "senast 30 juni 2023", done("2022-05-01"), "2023-07-01", others=False)
    assert found.standing is Standing.FULFILLED


@pytest.mark.parametrize(
    ("target", "standing"),
    [
        pytest.param("senast 31 mars", "kan inte bedömas", id="no telling which year"),
        pytest.param("senast 31 december 2021", "kan inte bedömas", id="before the promise"),
    ],
)
def test_a_deadline_that_gives_no_window_cannot_be_judged(target, standing):
    assert at("2022..2023", target, done("2022-03-01"), "2022-06-01").standing.value == standing


@pytest.mark.parametrize(
    ("log", "on", "standing", "outcome"),
    [
        pytest.param([], "2024-02-01", "efter plan", None, id="it still runs when the promise is over"),
        pytest.param([], "2024-04-01", "ej uppfyllt", "ej uppfyllt", id="and then it closes"),
        pytest.param(
            done("2024-02-01"), "2024-03-01", "uppfyllt", "uppfyllt", id="an entry after the promise counts for it"
        ),
    ],
)
def test_a_deadline_after_the_promise(log, on, standing, outcome):
    found = at("2022..2023", "minst två senast 31 mars 2024", log * 2, on)
    assert (found.standing.value, found.outcome and found.outcome.value) == (standing, outcome)


# --- several years ------------------------------------------------------------------------------------------------


def _year_log(year: int, standing: str) -> list[dict]:
    """What makes a year of `minst två` end so."""
    others = [{"datum": f"{year}-02-01", "löfte": "b"}]
    return {
        F: others + done(f"{year}-05-01", times=2),
        P: others + done(f"{year}-05-01"),
        N: others,
        L: [],
        Q: done(f"{year - 1}-12-31/{year}-01-01"),
    }[standing]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        pytest.param(F, F, F, id="F F"),
        pytest.param(F, P, P, id="F P"),
        pytest.param(F, N, P, id="F N"),
        pytest.param(F, L, Q, id="F L: it hangs on the unlogged year"),
        pytest.param(P, P, P, id="P P"),
        pytest.param(P, N, P, id="P N"),
        pytest.param(P, L, P, id="P L"),
        pytest.param(N, N, N, id="N N"),
        pytest.param(N, L, Q, id="N L: it hangs on the unlogged year"),
        pytest.param(L, L, L, id="L L"),
        pytest.param(Q, F, Q, id="Q F"),
        pytest.param(Q, P, P, id="Q P"),
        pytest.param(Q, N, Q, id="Q N"),
        pytest.param(Q, L, Q, id="Q L"),
    ],
)
def test_what_two_years_come_to(first, second, whole):
    """Fulfilled if all are, not if nothing was done in any, else partly; a year that is not known settles nothing."""
    log = _year_log(2020, first) + _year_log(2021, second)
    found = at("2020..2021", "minst två per år", log, "2022-01-01", others=False)
    assert (standings(found), found.standing.value, found.outcome.value) == ([first, second], whole, whole)


def test_what_three_years_come_to_when_one_is_unknown():
    log = _year_log(2020, F) + _year_log(2021, N) + _year_log(2022, L)
    found = at("2020..2022", "minst två per år", log, "2023-01-01", others=False)
    assert (standings(found), found.standing.value) == ([F, N, L], P)


def test_while_it_runs_the_current_year_is_shown_and_there_is_no_outcome():
    log = done("2020-05-01", times=2) + done("2021-01-05", times=2)
    found = at("2020..2022", "minst två per år", log, "2021-06-01")
    assert (found.standing, found.outcome) == (Standing.FULFILLED, None)
    assert (found.main.whole.standing, found.main.whole.stretch) == (Standing.FULFILLED, span("2020..2022"))
    assert found.main.current is found.main.rows[1]


def test_a_target_over_the_whole_period_has_one_row():
    found = at("2020..2022", "minst tio under perioden", done("2020-05-01", antal=4), "2021-06-01")
    (row,) = found.main.rows
    assert (row.stretch, row.done, found.main.whole is row) == (span("2020..2022"), 4, True)


@pytest.mark.parametrize(
    ("year", "on", "standing", "outcome"),
    [
        pytest.param(0, "2021-12-31", F, F, id="2020, past"),
        pytest.param(1, "2021-12-31", "i fas", None, id="2021, on its last day"),
        pytest.param(1, "2022-01-01", P, P, id="2021, past"),
        pytest.param(2, "2021-12-31", "ej börjat", None, id="2022, not begun"),
    ],
)
def test_a_year_by_itself(year, on, standing, outcome):
    log = done("2020-05-01", "2020-06-01", "2021-06-01")
    found = at("2020..2022", "minst två per år", log, on, year=year)
    assert (found.standing.value, found.outcome and found.outcome.value) == (standing, outcome)
    assert [row.stretch for row in found.main.rows] == [span(str(2020 + year))]


def test_the_entries_of_a_year_by_itself():
    log = done("2020-05-01", "2020-06-01", "2021-06-01")
    found = at("2020..2022", "löpande", log, "2023-01-01", year=0)
    assert (found.entries, str(found.latest), found.standing.value) == (2, "2020-06-01", "pågår")


@pytest.mark.parametrize(
    ("target", "rows"),
    [
        pytest.param("senast 30 juni 2022", [0, 0, 1], id="a deadline is in the year that it ends in"),
        pytest.param("minst tio under perioden", [0, 0, 1], id="the period ends in the last year"),
        pytest.param("senast 31 mars 2024", [0, 0, 1], id="a deadline after the promise is in the last year"),
        pytest.param("minst två vartannat år", [0, 1, 1], id="two years are in the second one"),
        pytest.param(
            "minst en under vinterhalvåret", [0, 1, 1], id="a winter half-year is in the year that it ends in"
        ),
        pytest.param("minst en under vintern", [0, 1, 1], id="a winter is in the year that it ends in"),
        pytest.param("minst en per vecka", [1, 1, 1], id="weeks are a row a year"),
        pytest.param("minst en vår och höst", [2, 2, 2], id="two seasons"),
        pytest.param("minst tre i snitt per vecka", [1, 1, 1], id="an average"),
    ],
)
def test_a_window_belongs_to_the_year_that_it_ends_in(target, rows):
    found = [len(at("2020..2022", target, [], "2023-01-01", year=year).main.rows) for year in range(3)]
    assert found == rows


def test_a_year_in_which_a_target_has_no_window_cannot_be_judged():
    found = at("2022..2023", "ett första steg under 2022", done("2022-05-01"), "2024-01-01", year=1)
    assert (found.standing.value, found.main.rows, found.main.whole) == ("kan inte bedömas", (), None)


def test_two_seasons_of_a_year_by_itself_come_to_one_thing():
    log = done("2020-04-01")
    found = at("2020..2021", "minst en vår och höst", log, "2022-01-01", year=0)
    assert (standings(found), found.standing.value) == (["uppfyllt", "ej uppfyllt"], "delvis uppfyllt")


def test_the_year_asked_for_is_told():
    made = dossier("2020..2022", FOUR)
    found = promise_progress(made, day("2021-05-01"), span("2021"))
    assert found == PromiseProgress(made, day("2021-05-01"), span("2021"), found.commitments)
    assert [each.commitment.id for each in found.commitments] == ["a", "b"]
    assert found.commitments[0].area == "Trafik"


# --- several targets, sub-targets -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "parts"),
    [
        pytest.param("minst fyra per år varav två på våren", [("minst fyra per år varav två på våren", 4), ("varav minst två på våren", 2)], id="by season"),
        pytest.param("minst fyra insatser per år varav minst en i centrum", [("minst fyra insatser per år varav minst en i centrum", 4), ("varav minst en i centrum per år", None)], id="by place: told by people"),
        pytest.param("minst fyra insatser per år varav två kontroller på våren", [("minst fyra insatser per år varav två kontroller på våren", 4), ("varav minst två kontroller på våren", None)], id="by kind: told by people"),
        pytest.param("en på våren och en på hösten", [("en på våren och en på hösten", 2), ("varav minst en på våren", 1), ("varav minst en på hösten", 1)], id="spring and autumn"),
    ],
)  # fmt: skip
def test_sub_targets(target, parts):
    found = at("2025", target, [], "2026-01-01")
    assert [(part.phrase, part.current and part.current.required) for part in found.parts] == parts


@pytest.mark.parametrize(
    ("log", "on", "standing", "parts"),
    [
        pytest.param(done("2025-04-01", "2025-10-01"), "2026-01-01", F, [F, F, F], id="both"),
        pytest.param(done("2025-04-01", "2025-04-02"), "2026-01-01", P, [F, F, N], id="both in spring"),
        pytest.param(done("2025-04-01"), "2026-01-01", P, [P, F, N], id="one"),
        pytest.param([], "2026-01-01", N, [N, N, N], id="none"),
        pytest.param(done("2025-04-01"), "2025-07-15", "i fas", ["i fas", F, "ej börjat"], id="in summer"),
        pytest.param(done("2025-04-01", times=2), "2025-05-15", "i fas", [F, F, "ej börjat"], id="enough, but not yet in autumn"),
        pytest.param([], "2025-06-15", N, ["i fas", N, "ej börjat"], id="spring is lost"),
        pytest.param([], "2025-07-15", "efter plan", ["efter plan", N, "ej börjat"], id="behind comes first"),
    ],
)  # fmt: skip
def test_what_sub_targets_come_to(log, on, standing, parts):
    found = at("2025", "en på våren och en på hösten", log, on)
    assert (found.standing.value, [part.standing.value for part in found.parts]) == (standing, parts)


@pytest.mark.parametrize(
    ("target", "is_told"),
    [
        pytest.param("minst fyra insatser per år", True, id="one"),
        pytest.param(["minst en insats per månad", "minst 20 insatser per år"], True, id="singular and plural"),
        pytest.param(["minst ett möte per månad", "minst 20 möten per år"], True, id="möte and möten"),
        pytest.param(["minst en operation per månad", "minst 20 operationer per år"], True, id="operation and operationer"),
        pytest.param(["minst en aktivitet per månad", "minst 20 aktiviteter per år"], True, id="aktivitet and aktiviteter"),
        pytest.param(["minst en tillsyn per månad", "minst 20 tillsyner per år"], True, id="tillsyn and tillsyner"),
        pytest.param(["minst en by per månad", "minst 20 byar per år"], True, id="by and byar"),
        pytest.param(["minst en dag per månad", "minst 20 dagar per år"], True, id="dag and dagar"),
        pytest.param(["minst ett seminarium per månad", "minst 20 seminarier per år"], True, id="seminarium and seminarier"),
        pytest.param(["minst en gemensam vandring per år", "minst två vandringar per år"], True, id="the noun decides"),
        pytest.param("en gång per vecka och en per månad", True, id="occasions"),
        pytest.param(["minst en vandring per år", "minst en gång per termin"], True, id="a noun and occasions"),
        pytest.param("minst en utbildning samt minst två möten per år", False, id="two nouns"),
        pytest.param(["minst 60 timmar per år", "minst fyra insatser per år"], True, id="hours and occasions"),
        pytest.param(["minst 60 timmar trafik per år", "minst 40 timmar patrull per år"], False, id="hours of two kinds"),
        pytest.param(["minst 60 timmar per år", "minst en utbildning per år", "minst ett möte per år"], False, id="hours and two nouns"),
        pytest.param(["minst en utbildning per skola", "minst två möten per år"], True, id="a noun that is not counted anyway"),
        pytest.param(["löpande", "minst två möten per år"], True, id="a count and a continuous one"),
        pytest.param("minst fyra insatser per år varav två kontroller på våren", True, id="a kind of the whole"),
    ],
)  # fmt: skip
def test_targets_are_told_apart_when_they_count_one_thing(target, is_told):
    assert targets_told_apart(dossier("2025", target).promise.commitments[0]) is is_told


def test_targets_of_one_noun_each_count_every_entry():
    log = [entry for n in range(1, 13) for entry in done(f"2025-{n:02}-10")]
    found = at("2025", ["minst en insats per månad", "minst 20 insatser per år"], log, "2026-01-01")
    assert [part.phrase for part in found.parts] == ["minst en insats per månad", "minst 20 insatser per år"]
    assert [(part.standing.value, part.current.done) for part in found.parts] == [(F, 12), (P, 12)]
    assert found.standing is Standing.PARTLY


def test_targets_of_one_phrase_are_named_by_their_own_part_of_it():
    found = at("2025", "en gång per vecka och en per månad", [], "2026-01-01")
    assert [part.phrase for part in found.parts] == ["minst en gång per vecka", "minst en per månad"]


def test_targets_of_different_nouns_are_never_guessed():
    log = done("2025-03-01", antal=9)
    found = at("2025", "minst en utbildning samt minst två möten per år", log, "2026-01-01")
    assert ([part.standing for part in found.parts], found.outcome.value) == ([Standing.ONGOING] * 2, Q)


def test_hours_and_occasions_are_counted_side_by_side():
    log = done("2025-03-01", timmar=60) + done("2025-04-01", times=3)
    found = at("2025", ["minst 60 timmar per år", FOUR], log, "2026-01-01")
    assert [(part.current.done, part.standing.value) for part in found.parts] == [(60, F), (4, F)]


@pytest.mark.parametrize(
    ("targets", "log", "on", "standing"),
    [
        pytest.param([FOUR, "löpande"], done("2025-01-02", times=4), "2025-06-01", "pågår", id="fulfilled and ongoing"),
        pytest.param([FOUR, "löpande"], [], "2025-06-01", "efter plan", id="behind and ongoing"),
        pytest.param([FOUR, "minst en senast 31 mars 2025"], done("2025-01-02"), "2025-05-01", "i fas", id="on track and fulfilled"),
        pytest.param([FOUR, "minst en senast 31 mars 2024"], done("2025-01-02", times=4), "2025-05-01", Q, id="fulfilled and not assessable"),
        pytest.param(["minst en per år", "högst en per år"], done("2025-01-02", times=2), "2026-01-01", P, id="fulfilled and not"),
        pytest.param(["minst fyra per år", "högst en per år"], done("2025-01-02", times=2), "2026-01-01", P, id="partly and not"),
        pytest.param(["minst två senast 31 mars 2025", "minst fem per år"], done("2025-01-02"), "2025-04-01", P, id="partly and on track"),
    ],
)  # fmt: skip
def test_several_targets_stand_as_the_one_that_calls_for_attention(targets, log, on, standing):
    assert at("2025", targets, log, on).standing.value == standing


# --- changes and withdrawals ----------------------------------------------------------------------------------------


def change(start: str, target) -> dict:
    return {"från": start, "mål": target, "skäl": "Färre poliser."}


@pytest.mark.parametrize(
    ("on", "phrase", "standing", "required"),
    [
        pytest.param("2025-06-30", FOUR, "i fas", 4, id="the day before"),
        pytest.param("2025-07-01", "minst en per år", F, 1, id="the day of the change"),
        pytest.param("2026-01-01", "minst en per år", F, 1, id="at the end"),
    ],
)
def test_a_changed_target_judges_the_window_that_it_ends_in(on, phrase, standing, required):
    found = at("2025", FOUR, done("2025-02-01"), on, ändringar=[change("2025-07-01", "minst en per år")])
    (row,) = found.main.rows
    assert (found.main.phrase, found.standing.value, row.required) == (phrase, standing, required)


def test_changes_are_taken_by_their_day_and_not_by_their_order():
    changes = [change("2025-09-01", "minst en per år"), change("2025-03-01", "minst tre per år")]
    required = [
        at("2025", FOUR, [], on, ändringar=changes).main.current.required
        for on in ("2025-02-28", "2025-03-01", "2025-08-31", "2025-09-01")
    ]
    assert required == [4, 3, 3, 1]


def test_earlier_years_keep_the_target_that_they_were_judged_by():
    log = done("2020-05-01", times=3) + done("2021-05-01", times=3)
    found = at("2020..2021", FOUR, log, "2022-01-01", ändringar=[change("2021-07-01", "minst tre per år")])
    assert [(row.required, row.standing.value) for row in found.main.rows] == [(4, P), (3, F)]
    before = at("2020..2021", FOUR, log, "2022-01-01", year=0, ändringar=[change("2021-07-01", "minst tre per år")])
    assert (before.main.phrase, before.main.current.required) == (FOUR, 4)


def test_short_windows_are_judged_each_by_its_own_version():
    log = [entry for n in range(1, 7) for entry in done(f"2025-{n:02}-10", times=2)]
    log += [entry for n in range(7, 13) for entry in done(f"2025-{n:02}-10")]
    found = at("2025", "minst två per månad", log, "2026-01-01", ändringar=[change("2025-07-01", "minst en per månad")])
    (row,) = found.main.rows
    assert (row.done, row.required, found.standing) == (12, 12, Standing.FULFILLED)
    unchanged = at("2025", "minst två per månad", log, "2026-01-01")
    assert (unchanged.main.current.done, unchanged.standing) == (6, Standing.PARTLY)


def test_a_short_window_is_judged_by_what_holds_on_its_last_day():
    log = done("2025-05-05")
    found = at("2025", "minst två per månad", log, "2025-06-01", ändringar=[change("2025-05-31", "minst en per månad")])
    assert (found.main.current.done, len(found.main.current.missed)) == (1, 4)


@pytest.mark.parametrize(
    ("on", "rows"),
    [
        pytest.param("2025-06-30", [("2025-01-01..2025-12-31", 4)], id="before: the year"),
        pytest.param("2025-07-01", [("2025-07-01..2025-12-31", 6)], id="after: the months that end later"),
        pytest.param("2026-01-01", [("2025-07-01..2025-12-31", 6)], id="at the end"),
    ],
)
def test_a_change_from_years_to_months(on, rows):
    found = at("2025", FOUR, [], on, ändringar=[change("2025-07-01", "minst en per månad")])
    assert [(*shown([row.stretch]), row.required) for row in found.main.rows] == rows


def test_a_change_from_months_to_years():
    log = [entry for n in range(1, 7) for entry in done(f"2025-{n:02}-10")]
    found = at("2025", "minst en per månad", log, "2026-01-01", ändringar=[change("2025-07-01", "minst åtta per år")])
    assert [(*shown([row.stretch]), row.standing.value) for row in found.main.rows] == [
        ("2025-01-01..2025-06-30", F),
        ("2025-01-01..2025-12-31", P),
    ]
    assert (found.standing, found.main.current.required) == (Standing.PARTLY, 8)


def test_a_change_to_what_cannot_be_counted():
    log = done("2020-05-01", times=4)
    found = at("2020..2021", FOUR, log, "2022-01-01", ändringar=[change("2021-02-01", "löpande")])
    assert (found.main.phrase, found.standing, standings(found)) == ("löpande", Standing.ONGOING, [F])


def test_a_target_that_is_added_counts_from_then_on():
    changes = [change("2021-03-01", [FOUR, "minst 60 timmar per år"])]
    log = done("2020-05-01", times=4, timmar=80) + done("2021-05-01", times=4)
    before = at("2020..2021", FOUR, log, "2021-02-28", ändringar=changes)
    after = at("2020..2021", FOUR, log, "2022-01-01", ändringar=changes)
    assert [part.phrase for part in before.parts] == [FOUR]
    assert [(part.phrase, [row.standing.value for row in part.rows]) for part in after.parts] == [
        (FOUR, [F, F]),
        ("minst 60 timmar per år", [N]),
    ]


@pytest.mark.parametrize(
    ("on", "parts"),
    [
        pytest.param("2021-03-01", [(FOUR, [F, "i fas"]), ("minst 60 timmar per år", [P, "efter plan"])], id="before"),
        pytest.param("2022-01-01", [(FOUR, [F, P]), ("minst 60 timmar per år", [P])], id="after"),
    ],
)
def test_a_target_that_is_taken_away_keeps_what_it_came_to(on, parts):
    changes = [change("2021-07-01", FOUR)]
    log = done("2020-05-01", times=4, timmar=10) + done("2021-12-05")
    found = at("2020..2021", [FOUR, "minst 60 timmar per år"], log, on, ändringar=changes)
    assert [(part.phrase, [row.standing.value for row in part.rows]) for part in found.parts] == parts


def test_a_target_that_is_taken_away_before_it_was_judged_is_left_out():
    found = at("2025", [FOUR, "minst 60 timmar per år"], [], "2026-01-01", ändringar=[change("2025-07-01", FOUR)])
    assert [part.phrase for part in found.parts] == [FOUR]


def test_a_commitment_that_gets_a_target_later_is_ongoing_until_then():
    changes = [change("2025-07-01", FOUR)]
    log = done("2025-02-01")
    assert at("2025", None, log, "2025-06-30", ändringar=changes).standing is Standing.ONGOING
    assert at("2025", None, log, "2025-07-01", ändringar=changes).main.current.required == 4


WITHDRAWN = {"datum": "2021-05-01", "skäl": "Ersatt av ett nytt löfte."}


@pytest.mark.parametrize(
    ("on", "standing", "rows"),
    [
        pytest.param("2021-04-30", "efter plan", [P, "efter plan", "ej börjat"], id="the day before"),
        pytest.param("2021-05-01", "avfört", [P, "avfört", "avfört"], id="on the day"),
        pytest.param("2023-01-01", "avfört", [P, "avfört", "avfört"], id="after"),
    ],
)
def test_a_withdrawn_commitment(on, standing, rows):
    found = at("2020..2022", FOUR, done("2020-05-01", times=3), on, avfört=WITHDRAWN)
    assert (found.standing.value, standings(found)) == (standing, rows)
    if standing == "avfört":
        assert (found.outcome, found.main.standing) == (Standing.WITHDRAWN, Standing.WITHDRAWN)
        assert (found.main.whole.standing, found.main.whole.stretch.days) == (Standing.WITHDRAWN, 1096)
        assert [row.next_due for row in found.main.rows] == [None] * 3
        assert found.main.current.standing is Standing.WITHDRAWN


@pytest.mark.parametrize(
    ("year", "standing"),
    [
        pytest.param(0, P, id="the year before keeps its standing"),
        pytest.param(1, "avfört", id="the year itself"),
        pytest.param(2, "avfört", id="the year after"),
    ],
)
def test_the_years_of_a_withdrawn_commitment(year, standing):
    found = at("2020..2022", FOUR, done("2020-05-01", times=3), "2023-01-01", year=year, avfört=WITHDRAWN)
    assert (found.standing.value, found.outcome.value) == (standing, standing)


@pytest.mark.parametrize("target", ["löpande", None])
def test_a_withdrawn_commitment_without_a_count(target):
    found = at("2020..2022", target, done("2020-05-01"), "2021-06-01", avfört=WITHDRAWN)
    assert (found.standing, found.main.current, found.entries) == (Standing.WITHDRAWN, None, 1)


def test_the_withdrawn_is_withdrawn_also_when_nothing_is_logged():
    assert at("2021", FOUR, [], "2022-01-01", others=False, avfört=WITHDRAWN).standing is Standing.WITHDRAWN


# --- what is in the log ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "on", "counted"),
    [
        pytest.param("2019-05-03", "2019-05-02", 0, id="a day: the day before"),
        pytest.param("2019-05-03", "2019-05-03", 1, id="a day: on it"),
        pytest.param("2019-05", "2019-05-30", 0, id="a month: before its last day"),
        pytest.param("2019-05", "2019-05-31", 1, id="a month: on its last day"),
        pytest.param("2019", "2019-12-30", 0, id="a year: before its last day"),
        pytest.param("2019", "2019-12-31", 1, id="a year: on its last day"),
        pytest.param("2019-01/2019-03", "2019-03-31", 1, id="months: on the last day"),
        pytest.param("2019-05-01/2019-07-31", "2019-07-30", 0, id="days: before the last"),
        pytest.param("2019-05-01/2019-07-31", "2019-07-31", 1, id="days: on the last"),
        pytest.param("2018-12-31", "2019-12-31", 0, id="before the period"),
        pytest.param("2020-01-01", "2020-06-01", 0, id="after the period"),
    ],
)
def test_an_entry_counts_on_the_last_day_of_its_stretch(written, on, counted):
    found = at("2019", FOUR, done(written), on)
    assert (found.main.current.done, found.entries) == (counted, counted)


def test_a_stretch_over_new_year_cannot_judge_either_year():
    found = at("2020..2021", FOUR, done("2020-12/2021-01", antal=8), "2022-01-01")
    assert standings(found) == [Q, Q]
    assert [row.done for row in found.main.rows] == [0, 0]
    assert [found.main.rows[0].unjudged, found.standing.value] == [(span("2020"),), Q]


@pytest.mark.parametrize(
    ("target", "log", "standing"),
    [
        pytest.param(FOUR, done("2020-12/2021-01") + done("2021-05-01", times=4), F, id="enough without it"),
        pytest.param("högst fyra per år", done("2020-12/2021-01") + done("2021-05-01", times=5), N, id="too much without it"),
        pytest.param("högst fyra per år", done("2020-12/2021-01"), Q, id="at most hangs on it"),
        pytest.param("exakt ett per år", done("2020-12/2021-01") + done("2021-05-01"), Q, id="exactly hangs on it"),
    ],
)  # fmt: skip
def test_a_crossing_stretch_matters_only_where_it_decides(target, log, standing):
    assert at("2021", target, log, "2022-01-01").standing.value == standing


def test_a_sum_over_a_quarter_and_nothing_after_is_partly_kept():
    """Something was done, so that the missed months do not make it «ej uppfyllt»."""
    found = at("2019", "minst tio per månad", done("2019-01/2019-03", antal=31), "2020-01-01")
    assert (found.standing, found.main.current.done, len(found.main.current.missed)) == (Standing.PARTLY, 0, 9)


def test_a_sum_over_the_year_is_not_judged_by_months_at_all():
    found = at("2019", "minst tio per månad", done("2019", antal=120), "2020-01-01")
    assert (found.standing.value, len(found.main.current.unjudged)) == (Q, 12)


def test_an_entry_for_several_commitments_counts_in_full_for_each():
    made = dossier("2025", FOUR, [{"datum": "2025-05-01", "löfte": ["a", "b"], "antal": 3}], others=False)
    first, second = promise_progress(made, day("2026-01-01")).commitments
    assert (first.main.current.done, second.entries, second.standing.value) == (3, 1, "pågår")


def test_a_commitment_named_twice_in_an_entry_counts_once():
    found = at("2025", FOUR, [{"datum": "2025-05-01", "löfte": ["a", "a"]}], "2026-01-01")
    assert (found.main.current.done, found.entries) == (1, 1)


def test_an_entry_for_an_unknown_commitment_is_no_entry():
    found = at("2025", FOUR, [{"datum": "2025-05-01", "löfte": "c"}], "2026-01-01", others=False)
    assert (found.standing.value, found.entries) == (L, 0)


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param({"datum": "2024-12-31", "löfte": "b"}, id="before the period"),
        pytest.param({"datum": "2026-01-01", "löfte": "b"}, id="after the period"),
        pytest.param({"datum": "2025-12-31", "löfte": "b", "bedömning": "uppfyllt", "avser": 2025}, id="an assessment"),
        pytest.param({"datum": "2027-01-01", "löfte": "b"}, id="after the day"),
    ],
)
def test_what_does_not_make_a_year_logged(entry):
    assert at("2025", FOUR, [entry], "2026-02-01", others=False).standing.value == L


def test_an_entry_of_another_commitment_makes_the_year_logged():
    entry = {"datum": "2025-12-31", "löfte": "b"}
    assert at("2025", FOUR, [entry], "2026-02-01", others=False).standing.value == N


# --- assessments ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("assessments", "on", "expected"),
    [
        pytest.param([("2026-01-10", N), ("2026-01-20", F)], "2026-02-01", F, id="the newest wins"),
        pytest.param([("2026-01-20", F), ("2026-01-10", N)], "2026-02-01", F, id="whatever the order of the files"),
        pytest.param([("2026-01-10", N), ("2026-01-10", F)], "2026-02-01", F, id="on one day the later file wins"),
        pytest.param([("2026-01-10", N), ("2026-01-20", F)], "2026-01-19", N, id="one after the day is not known yet"),
        pytest.param([("2026-01-10", N)], "2026-01-10", N, id="one of the day itself"),
        pytest.param([("2026-01-10", N)], "2026-01-09", None, id="none is known yet"),
    ],
)
def test_the_newest_assessment_wins(assessments, on, expected):
    log = [verdict(text, avser=2025, motivering="Så var det.") | {"datum": when} for when, text in assessments]
    found = at("2025", FOUR, log, on)
    assert (found.assessment and found.assessment.verdict.value) == expected


@pytest.mark.parametrize(
    ("period", "concerns", "about"),
    [
        pytest.param("2025", {"avser": 2025}, [True], id="the year"),
        pytest.param("2025", {"avser": "hela perioden"}, [True], id="the whole period"),
        pytest.param("2025", {}, [True], id="nothing said is the whole period"),
        pytest.param("2025", {"avser": 2024}, [False], id="another year"),
        pytest.param("2020..2022", {"avser": 2020}, [False, True, False, False], id="the first year"),
        pytest.param("2020..2022", {"avser": 2022}, [False, False, False, True], id="the last year is not the whole"),
        pytest.param("2020..2022", {"avser": "2020–2022"}, [True, False, False, False], id="the years of the period"),
        pytest.param("2020..2022", {"avser": "hela perioden"}, [True, False, False, False], id="the whole period of three years"),
        pytest.param("2020..2022", {"avser": "2020–2021"}, [False, True, True, False], id="two of three years"),
        pytest.param("2022-02-21..2023-12-31", {"avser": 2022}, [False, True, False], id="a cut year"),
        pytest.param("2020-10-01..2022-09-30", {"avser": 2021}, [False, True, False], id="an own year is named by its end"),
        pytest.param("2020-10-01..2022-09-30", {"avser": 2020}, [False, False, False], id="an own year is not named by its start"),
        pytest.param("2020-10-01..2022-09-30", {"avser": "2020-10-01/2021-09-30"}, [False, True, False], id="an own year by its days"),
        pytest.param("2021-03-11..2022-03-10", {"avser": 2021}, [True], id="twelve months by their first year"),
        pytest.param("2021-03-11..2022-03-10", {"avser": 2022}, [True], id="twelve months by their last year"),
    ],
)  # fmt: skip
def test_what_an_assessment_is_about(period, concerns, about):
    """The whole promise first, then its years."""
    log = [verdict(F, **concerns)]
    years = [None, *range(len(about) - 1)]
    found = [at(period, FOUR, log, "2030-01-01", year=year).assessment for year in years]
    assert [each is not None for each in found] == about


def test_an_assessment_of_another_commitment_is_not_ours():
    assert at("2025", FOUR, [verdict(F, avser=2025) | {"löfte": "b"}], "2026-02-01").assessment is None


def test_what_was_counted_and_what_a_person_says_are_both_told():
    log = [*done("2025-05-01"), verdict(F, avser=2025)]
    found = at("2025", FOUR, log, "2026-02-01")
    assert (found.outcome.value, found.assessment.verdict.value, found.entries) == (P, F, 1)


# --- shapes ---------------------------------------------------------------------------------------------------------


def test_a_commitment_tells_its_first_part():
    found = at("2025", [FOUR, "löpande"], [], "2025-06-01")
    assert (found.main, found.kind.value) == (found.parts[0], "räknat")


@pytest.mark.parametrize(
    ("unit", "expected"),
    [*((unit, True) for unit in list(Unit)[:7]), *((unit, False) for unit in list(Unit)[7:])],
)
def test_windows_shorter_than_a_year_are_short(unit, expected):
    assert is_short(WindowSpec(unit)) is expected


def test_a_deadline_without_a_day_has_no_window():
    assert windows_of(WindowSpec(Unit.DATE), span("2025")) == ()


def test_every_commitment_of_every_area_is_there_in_order():
    commitments = [
        {"namn": name, "löften": [{"id": each, "text": each} for each in ids]}
        for name, ids in [("A", "cab"), ("B", "ed")]
    ]
    promise = Promise.model_validate(
        {"kommun": "Exempelby", "period": 2025, "parter": "polisen", "fokusområden": commitments}
    )
    found = promise_progress(Dossier("", "", promise), day("2025-01-01")).commitments
    assert [(each.area, each.commitment.id) for each in found] == [("A", "c"), ("A", "a"), ("A", "b"), ("B", "e"), ("B", "d")]  # fmt: skip


def test_a_change_dated_ahead_judges_the_windows_that_it_will_judge():
    found = at(
        "2025..2026",
        "minst två per år",
        [],
        "2025-06-30",
        ändringar=[change("2026-01-01", "minst fem per år")],
    )
    assert [row.required for row in found.main.rows] == [2, 5]


def test_an_average_with_a_silent_year_is_not_called_unfulfilled():
    """Missing data is not failure; what is reached without the missing year is reached."""
    for count, whole in [(200, "kan inte bedömas"), (314, F)]:
        found = at(
            "2020..2021",
            "minst tre i snitt per vecka",
            done("2020-05-01", antal=count),
            "2022-01-01",
            others=False,
        )
        assert [row.standing.value for row in found.main.rows][1] == L
        assert found.standing.value == whole


def test_a_deadline_is_silent_by_the_year_it_ends_in():
    log = [{"datum": "2021-08-01", "löfte": "b"}]
    assert at("2021..2022", "senast 30 juni 2022", log, "2022-09-01", others=False).standing.value == L
    assert at("2021..2022", "senast 30 juni 2022", log, "2021-09-01", others=False).standing.value == "i fas"


def test_the_last_days_of_december_are_still_the_year_that_ends():
    """ISO week 1 of 2025 begins on 30 December 2024."""
    found = at("2024..2025", "minst en per vecka", done("2024-05-01"), "2024-12-30")
    assert found.main.current == found.main.rows[0]


def test_verdicts_on_single_years_are_kept_beside_the_whole():
    log = [
        *done("2020-05-01"),
        verdict("uppfyllt", avser=2020),
        verdict("ej uppfyllt", avser=2021, motivering="Ingen tid."),
    ]
    found = at("2020..2022", "minst en per år", log, "2023-02-01")
    assert (found.assessment, [each.verdict.value for each in found.assessments]) == (None, [F, "ej uppfyllt"])
