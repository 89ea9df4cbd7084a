"""The pictures of a report: exact as data, and well-formed as SVG whatever the texts hold."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from loftekoll.model import Activity, Dossier, LogFile, Promise
from loftekoll.progress import promise_progress
from loftekoll.render.chart_svg import chart_svg
from loftekoll.render.follow_up import Chapter, document_view
from loftekoll.render.view import Cell, ChartView, Point, Tick

SVG = "{http://www.w3.org/2000/svg}"


def charts(target: str, day: date, *entries: dict, text="Trafik.", period="2025", **more) -> tuple[ChartView, ...]:
    commitment = {"id": "a", "text": text, "mål": target} | more
    promise = Promise.model_validate({
        "kommun": "Exempelby", "period": period, "parter": "polisen",
        "fokusområden": [{"namn": "A", "löften": [commitment]}],
    })  # fmt: skip
    log = tuple(LogFile("", str(n), Activity.model_validate({"löfte": "a"} | entry)) for n, entry in enumerate(entries))
    dossier = Dossier("", "exempelby/2025", promise, log)
    return document_view([Chapter(promise_progress(dossier, day))]).chapters[0].commitments[0].charts


def test_a_count_against_its_pace():
    (chart,) = charts(
        "minst fyra per år", date(2025, 8, 1), {"datum": "2025-02-01"}, {"datum": "2025-05-01", "antal": 2}
    )
    assert chart == ChartView(
        anchor="exempelby-2025-a--bild-1",
        kind="takt",
        title="Löfte 1: Trafik, 2025",
        description="Till och med 1 augusti 2025: 3\N{NO-BREAK SPACE}gjorda. Målet är minst 4 till och med 31 december 2025. "
        "I jämn takt borde 2 vara gjort nu.",
        days=365,
        until=213,
        required=4,
        done=3,
        done_label="3\N{NO-BREAK SPACE}gjorda",
        required_label="minst 4",
        steps=(Point(0, 0), Point(31, 1), Point(120, 3)),
        pace=(Point(0, 0), Point(92, 1), Point(183, 2), Point(274, 3), Point(365, 4)),
        cells=(),
        ticks=tuple(
            Tick(day, month)
            for day, month in zip(
                (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334),
                ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
                strict=True,
            )
        ),
    )


def test_a_limit_has_no_pace():
    (chart,) = charts("högst två per år", date(2026, 1, 1), {"datum": "2025-02-01", "cirka": "ja"})
    assert (chart.kind, chart.pace, chart.required_label) == ("gräns", (), "högst 2")
    assert chart.description == "Till och med 31 december 2025: ca 1\N{NO-BREAK SPACE}gjord. Gränsen är högst 2."


def test_windows_one_by_one_are_a_strip():
    (chart,) = charts("minst en per kvartal", date(2025, 8, 1), {"datum": "2025-02-01"}, {"datum": "2025-07-05"})
    assert chart.cells == (
        Cell(0, 90, "gjort"), Cell(90, 181, "missat"), Cell(181, 273, "gjort"), Cell(273, 365, "kommer"),
    )  # fmt: skip
    assert chart.description == (
        "2 av 4\N{NO-BREAK SPACE}kvartal har nått målet (fylld ruta), 1 missade det (kryss) "
        "och 1 är inte slut än (streckad)."
    )


def test_a_window_that_is_open_is_filled_once_it_is_kept():
    (chart,) = charts("minst en per kvartal", date(2025, 2, 2), {"datum": "2025-02-01"})
    assert [cell.state for cell in chart.cells] == ["gjort", "kommer", "kommer", "kommer"]


@pytest.mark.parametrize(
    ("target", "day", "more"),
    [
        pytest.param("löpande", date(2026, 1, 1), {}, id="uncounted"),
        pytest.param("minst en per år", date(2026, 1, 1), {}, id="one"),
        pytest.param("minst fyra per år", date(2024, 1, 1), {}, id="not-begun"),
        pytest.param("minst fyra per år", date(2025, 1, 15), {}, id="nothing-logged"),
        pytest.param("minst fyra per år", date(2026, 1, 1), {"känslig": "ja"}, id="sensitive"),
        pytest.param("minst fyra per år", date(2026, 1, 1), {"avfört": {"datum": "2025-05-01", "skäl": "x"}}, id="withdrawn"),
        pytest.param("högst två per månad", date(2026, 1, 1), {}, id="limits"),
        pytest.param("minst en per dag", date(2026, 1, 1), {}, id="too-many-cells"),
        pytest.param("minst en varannan vecka", date(2026, 1, 1), {}, id="windows-of-two-weeks"),
    ],
)  # fmt: skip
def test_none_where_it_would_say_nothing_or_too_much(target, day, more):
    assert charts(target, day, {"datum": "2025-02-01"}, **more) == ()


def test_years_stand_below_a_picture_of_several():
    (chart,) = charts(
        "minst 40 timmar under perioden", date(2026, 1, 1), {"datum": "2025-02-01", "timmar": 2}, period="2024–2026"
    )
    assert chart.ticks == (Tick(0, "2024"), Tick(366, "2025"), Tick(731, "2026"))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"&<>', "]]>", "å" * 5000, "👮‍♀️ \u202e"])
@pytest.mark.parametrize(
    "target", ["minst fyra per år", "högst fyra per år", "minst en per månad", "minst 2,5 timmar per år"]
)
def test_it_is_one_well_formed_picture_that_names_itself(target, text):
    (chart,) = charts(target, date(2025, 8, 1), {"datum": "2025-02-01", "timmar": "0,5"}, text=text)
    drawn = ET.fromstring(chart_svg(chart))  # noqa: S314 - drawn by us
    title, description = drawn.find(f"{SVG}title"), drawn.find(f"{SVG}desc")
    assert (drawn.tag, drawn.get("role")) == (f"{SVG}svg", "img")
    assert drawn.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (title.text, description.text) == (chart.title, chart.description)
    assert {each.tag.removeprefix(SVG) for each in drawn.iter()} <= {"svg", "title", "desc", "path", "rect", "text"}
    assert chart.done_label in [each.text for each in drawn.iter(f"{SVG}text")]


def test_no_colour_no_font_nothing_fetched_and_nothing_outside():
    for target in ("minst fyra per år", "minst en per vecka", "högst 3 per år"):
        for day in (date(2025, 2, 2), date(2025, 8, 1), date(2026, 1, 1)):
            (chart,) = charts(target, day, {"datum": "2025-02-01", "antal": 9})
            drawn = chart_svg(chart)
            assert not re.findall(r"href|url\(|font-family|#[0-9a-f]{3}|rgb|script|on\w+=", drawn)
            height = int(re.search(r'height="(\d+)"', drawn)[1])
            for text in ET.fromstring(drawn).iter(f"{SVG}text"):  # noqa: S314 - drawn by us
                assert 0 <= float(text.get("x")) <= 480
                assert 0 < float(text.get("y")) <= height


def test_labels_of_lines_that_end_together_do_not_lie_on_each_other():
    for done in range(8):
        (chart,) = charts("minst fyra per år", date(2025, 12, 30), {"datum": "2025-02-01", "antal": done + 1})
        heights = [
            float(text.get("y"))
            for text in ET.fromstring(chart_svg(chart)).iter(f"{SVG}text")  # noqa: S314 - drawn by us
            if text.text in {chart.done_label, chart.required_label}
        ]
        assert abs(heights[0] - heights[1]) >= 17
