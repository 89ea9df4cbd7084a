"""Laws of the report: its figures are those of `status`, and a small count of a sensitive commitment stays open."""

import re
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from loftekoll.model import Activity, Dossier, LogFile, Promise
from loftekoll.period import years_of
from loftekoll.progress import promise_progress
from loftekoll.render.follow_up import Chapter, document_view
from loftekoll.render.report import as_markdown
from loftekoll.render.status import promise_as_dict
from loftekoll.render.view import CommitmentView, DocumentView, Variant
from loftekoll.render.words import number_text
from loftekoll.tally import Standing


def source(_name: str) -> str:
    return TEMPLATE


LAWS = settings(derandomize=True, deadline=None, max_examples=150)
TEMPLATE = (Path(__file__).parents[2] / "templates" / "rapport.md.j2").read_text(encoding="utf-8")
TARGETS = (
    "minst fyra per år", "två till tre per år", "minst en per månad", "minst en per vecka", "minst tre i snitt per vecka",
    "minst tio under perioden", "senast 30 juni 2021", "minst 20 timmar per år", "minst en på våren", "minst två vår och höst",
    "minst fyra per år varav en på hösten", "högst tre per år", "högst en per månad", "exakt två per år", "löpande",
    "minst 40 procent", "minst en utbildning samt två möten per år", "verka för trygghet", "minst 1 000 per år",
)  # fmt: skip
PERIODS = (
    "2020",
    "2020–2021",
    {"från": "2020-02-21", "till": "2021-12-31"},
    {"från": "2020-10-01", "till": "2022-09-30"},
)
DAYS = st.dates(date(2019, 12, 1), date(2022, 12, 31))


@st.composite
def entries(draw) -> Activity:
    start = draw(DAYS)
    keys: dict[str, Any] = {
        "datum": f"{start}/{start + timedelta(days=draw(st.sampled_from([0, 0, 0, 6, 40])))}",
        "löfte": draw(st.sampled_from(["a", "a", "b", ["a", "b"], "c"])),
        "antal": draw(st.integers(1, 9)),
        "cirka": draw(st.sampled_from(["ja", "nej", "nej"])),
    }
    if draw(st.booleans()):
        keys["timmar"] = draw(st.sampled_from(["0,5", "2,5", "7", "1,25"]))
    return Activity.model_validate(keys)


LOGS = st.lists(entries(), max_size=12)


def dossier(target: str, period: Any, log, sensitive: str = "nej") -> Dossier:
    promise = promise_of(target, PERIODS.index(period), sensitive)
    return Dossier("", "exempelby/x", promise, tuple(LogFile("", str(n), entry) for n, entry in enumerate(log)))


@cache
def promise_of(target: str, period: int, sensitive: str) -> Promise:
    commitments = [
        {"id": "a", "text": "A", "mål": target, "känslig": sensitive}, {"id": "b", "text": "B", "mål": "minst två per år"},
    ]  # fmt: skip
    areas = [{"namn": "A", "löften": commitments}]
    return Promise.model_validate(
        {"kommun": "Exempelby", "period": PERIODS[period], "parter": "polisen", "fokusområden": areas}
    )


# --- the figures are those of status --------------------------------------------------------------------------------


def figure(number: Any) -> str:
    return number_text(Fraction(str(number)))


def agrees(view: CommitmentView, member: dict[str, Any]) -> None:
    """The outcome of a commitment, or of one of its targets, has the figures of the JSON."""
    if view.standing == Standing.NOTHING_LOGGED.value:
        return
    parts = member.get("delmål") or [member]
    amounts = view.amount.split(", ")
    for part in parts:
        if part["gjort"] is not None and part["krävs"] is not None:
            told = rf"(ca )?{figure(part['gjort'])} av (\w+ )?{figure(part['krävs'])}(\s\w+)?"
            assert any(re.fullmatch(told, amount) for amount in amounts), (told, amounts)
        elif part["gjort"] is None and not part["fönster"]:
            assert (
                f"{number_text(part['poster'])}\N{NO-BREAK SPACE}post{'' if part['poster'] == 1 else 'er'}" in amounts
            )
    windows = [window for part in parts for window in part["fönster"]]
    assert len(view.windows) == len(windows)
    for told, window in zip(view.windows, windows, strict=True):
        if told.standing == Standing.NOTHING_LOGGED.value:
            assert (told.amount, window["gjort"]) == ("–", 0)
        else:
            assert re.match(rf"(ca )?{figure(window['gjort'])} av (\w+ )?{figure(window['krävs'])}\b", told.amount)


@LAWS
@given(st.sampled_from(TARGETS), st.sampled_from(PERIODS), LOGS, DAYS, st.integers(-1, 2))
def test_the_figures_are_those_of_status(target, period, log, day, n):
    found = dossier(target, period, log)
    years = years_of(found.promise.period)
    progress = promise_progress(found, day, years[n] if 0 <= n < len(years) and len(years) > 1 else None)
    chapter = document_view([Chapter(progress)]).chapters[0]
    is_limit = "högst" in target
    for view, member in zip(chapter.commitments, promise_as_dict(progress)["löften"], strict=True):
        agrees(view, member)
        standing = member["utfall"] if member["utfall"] and chapter.is_over else member["läge"]
        assert view.standing == standing or (is_limit and standing == Standing.BEHIND.value)


@LAWS
@given(st.sampled_from(TARGETS), st.sampled_from(PERIODS), LOGS, DAYS)
def test_a_picture_has_the_figures_of_its_window(target, period, log, day):
    progress = promise_progress(dossier(target, period, log), day)
    rows = [row for each in progress.commitments for part in each.parts for row in part.rows]
    for view in document_view([Chapter(progress)]).chapters[0].commitments:
        for chart in view.charts:
            assert any(
                (row.required, row.done, row.stretch.days) == (chart.required, chart.done, chart.days) for row in rows
            )
            if chart.kind == "fönster":
                assert sum(cell.state == "gjort" for cell in chart.cells) == chart.done
                continue
            assert chart.steps[-1].number == chart.done
            assert all(0 <= point.day < chart.until or point.day == 0 for point in chart.steps)
            if chart.pace:
                assert (chart.pace[0].number, chart.pace[-1].number) == (0, chart.required)
                assert chart.pace[-1].day == chart.days
                due = max(point.number for point in chart.pace if point.day <= max(0, chart.until - 1))
                begun = [
                    row
                    for row in rows
                    if (row.required, row.done) == (chart.required, chart.done) and row.due is not None
                ]
                assert any(row.due in {due, chart.required} for row in begun)


@LAWS
@given(st.sampled_from(TARGETS), st.sampled_from(PERIODS), LOGS, DAYS, st.sampled_from(Variant), st.randoms())
def test_same_files_give_the_same_report_in_whatever_order(target, period, log, day, variant, random):
    """Pure: nothing is changed, and nothing but the arguments is looked at."""

    def text(files) -> str:
        progress = promise_progress(dossier(target, period, files), day)
        document = document_view([Chapter(progress)], variant=variant, command="x")
        return as_markdown(document, source)

    assume(len({each.day for each in log}) == len(log))
    assert text(log) == text(log)
    assert text(random.sample(log, len(log))) == text(log)


# --- sensitive commitments ------------------------------------------------------------------------------------------

OTHER = Activity.model_validate({"datum": "2020-01-01", "löfte": "b", "part": "polisen", "timmar": 3})


@cache
def done(month: int, amount: int) -> Activity:
    keys = {"datum": f"2020-{month:02}-05", "löfte": "a", "part": "polisen", "timmar": 1, "plats": "Torget"}
    return Activity.model_validate(keys | {"antal": amount})


@cache
def seen(target: str, period: str, amounts: tuple[int, ...], *, as_posts: bool) -> DocumentView:
    """All that any form can show when so much was done in March, April … 2020, in one entry or in one for each."""
    entries = [
        entry
        for month, amount in enumerate(amounts, start=3)
        if amount
        for entry in ([done(month, 1)] * amount if as_posts else [done(month, amount)])
    ]
    found = dossier(target, period, [OTHER, *entries], sensitive="ja")
    return document_view([Chapter(promise_progress(found, date(2023, 1, 1)))], variant=Variant.STEERING)


SENSITIVE = (
    "minst 1 000 per år",
    "minst 1 000 under perioden",
    "minst 900 i snitt per vecka",
    "löpande",
    "minst 900 per månad",
)


@settings(derandomize=True, deadline=None, max_examples=12)
@given(
    st.sampled_from(SENSITIVE),
    st.sampled_from(["2020", "2020–2021"]),
    st.lists(st.sampled_from([0, 1, 2, 3, 4, 4, 5, 6]), min_size=1, max_size=2),
    st.booleans(),
)
@example("minst 1 000 per år", "2020", [6, 2], False)
@example("minst 1 000 per år", "2020", [4, 4], False)
@example("minst 1 000 per år", "2020", [1, 1], False)
@example("minst 1 000 per år", "2020", [1, 1, 1], False)
@example("löpande", "2020", [4], True)
@example("löpande", "2020", [4, 2], True)
def test_a_small_count_cannot_be_computed(target, period, amounts, as_posts):
    """Whoever knows how the report is made, and all else that was done, is left with three numbers or more.

    The last month is one in which nothing was done, since nobody knows from the report that it was not the one.
    """
    secret = (*amounts, 0)
    assume(any(0 < amount < 5 for amount in secret))
    told = seen(target, period, secret, as_posts=as_posts)
    numbers = range(8 if len(secret) < 4 else 5)
    worlds = [
        each for each in product(numbers, repeat=len(secret)) if seen(target, period, each, as_posts=as_posts) == told
    ]
    for n, amount in enumerate(secret):
        if 0 < amount < 5:
            assert len({world[n] for world in worlds}) >= 3


@pytest.mark.parametrize(
    ("amounts", "outcome", "cells", "total"),
    [
        pytest.param((3,), "1–4 av minst 1\N{NO-BREAK SPACE}000", ["1–4"], "1–4", id="small"),
        pytest.param((2, 1), "1–4 av minst 1\N{NO-BREAK SPACE}000", ["1–4", "1–4"], "1–4", id="small-in-two-months"),
        pytest.param((1, 1, 1), "1–4 av minst 1\N{NO-BREAK SPACE}000", ["..", "..", ".."], "..", id="small-in-three"),
        pytest.param((2, 3), "5 av minst 1\N{NO-BREAK SPACE}000", ["1–4", "1–4"], "5", id="two-small-months"),
        pytest.param((6, 2), "8 av minst 1\N{NO-BREAK SPACE}000", ["..", ".."], "..", id="would-be-subtracted"),
        pytest.param((6, 7), "13 av minst 1\N{NO-BREAK SPACE}000", ["6", "7"], "13", id="none-small"),
    ],
)
def test_what_is_told_of_a_sensitive_commitment(amounts, outcome, cells, total):
    log = [
        Activity.model_validate({"datum": f"2020-0{n}-05", "löfte": "a", "antal": each})
        for n, each in enumerate(amounts, 1)
    ]
    found = dossier("minst 1 000 per år", "2020", log, sensitive="ja")
    chapter = document_view([Chapter(promise_progress(found, date(2021, 1, 1)))]).chapters[0]
    view, row = chapter.commitments[0], chapter.months[0].rows[0]
    assert (view.amount, view.charts, view.is_sensitive) == (outcome, (), True)
    assert ([*row.cells[: len(amounts)]], row.sum) == (cells, total)
    assert [each.amount for each in view.done.rows] == ([] if ".." in cells else cells)
    assert (chapter.work.entries, chapter.work.by_party) == ("0\N{NO-BREAK SPACE}poster", ())


SMALL_TARGETS = (
    *(f"{how} {number} per år" for how in ("minst", "högst", "exakt") for number in ("en", "två", "tre", "fyra", "fem")),
    "minst sex per år", "minst tre under perioden", "högst två under perioden", "minst tre före 1 maj 2020", "minst en i snitt per månad",
    "minst två per månad", "högst en per månad", "exakt två per månad", "minst tre per kvartal", "minst en per vecka",
    "minst fyra per år varav två på våren", "minst en på våren", "minst två timmar per år",
)  # fmt: skip
WITHIN_AND_AFTER = (date(2020, 5, 20), date(2021, 9, 1))


@cache
def entry_of_month(month: str, amount: int) -> Activity:
    keys = {"datum": f"{month}-05", "löfte": "a", "antal": amount, "timmar": amount}
    return Activity.model_validate(keys)


@pytest.mark.parametrize("target", SMALL_TARGETS)
@pytest.mark.parametrize(
    ("period", "months"),
    [("2020", ("2020-03", "2020-04", "2020-05")), ("2020–2021", ("2020-03", "2020-04", "2021-03"))],
    ids=["one-year", "two-years"],
)
def test_no_standing_tells_a_small_count(target, period, months):
    """As above, for small targets and limits: every possible log against all that is shown, also on a day within."""
    for day in WITHIN_AND_AFTER:
        told: dict[DocumentView, list[tuple[int, ...]]] = {}
        for amounts in product(range(6), range(6), (0, 1, 2, 5)):
            log = [entry_of_month(month, amount) for month, amount in zip(months, amounts, strict=True) if amount]
            found = dossier(target, period, [OTHER, *log], sensitive="ja")
            view = document_view([Chapter(promise_progress(found, day))], variant=Variant.STEERING)
            told.setdefault(view, []).append(amounts)
        for worlds in told.values():
            if not any(world[2] == 0 and sum(world) < 6 for world in worlds):
                continue  # of others not all possible logs are among those tried
            for place in (0, 1):
                numbers = {world[place] for world in worlds}
                if numbers & {1, 2, 3, 4}:
                    assert len(numbers) >= 3, (day, worlds)
