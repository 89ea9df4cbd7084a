"""`bench/results.md`: a section for each step, bounds that are judged, and what is missing named with how to get it."""

import pytest

ORDER = ["start", "check", "logs"]


@pytest.fixture
def results(bench):
    return bench("results")


@pytest.fixture
def setup(bench, tmp_path, monkeypatch):
    """A run on a machine that has no other programs at all."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return bench("environments").Setup(tmp_path)


def section(results, step, text="", claims=()):
    return results.section(step, results.Outcome("one thing", "2026-01-01, a machine.", [text], claims))


def test_the_page_begins_with_what_its_numbers_mean(results):
    page = results.renewed("", {"check": section(results, "check")}, ORDER)
    assert page == f"{results.INTRODUCTION}\n## `check`: one thing\n\n2026-01-01, a machine.\n\n\n".rstrip() + "\n"


def test_sections_stand_in_the_order_of_the_steps(results):
    page = ""
    for step in ("logs", "start", "check"):
        page = results.renewed(page, {step: section(results, step)}, ORDER)
    assert [line.split("`")[1] for line in page.splitlines() if line.startswith("## ")] == ORDER


def test_one_step_renews_only_its_own_section(results):
    old = {step: section(results, step, f"old {step}\n\n| a | b |\n\n### more\n\nof it") for step in ORDER}
    page = results.renewed("", old, ORDER)
    renewed = results.renewed(page, {"check": section(results, "check", "new check")}, ORDER)
    assert renewed == results.renewed("", {**old, "check": section(results, "check", "new check")}, ORDER)
    assert ("new check" in renewed, "old check" in renewed, "old logs" in renewed) == (True, False, True)


def test_the_same_section_again_changes_nothing(results):
    sections = {step: section(results, step, "same") for step in ORDER}
    page = results.renewed("", sections, ORDER)
    assert results.renewed(page, {"logs": sections["logs"]}, ORDER) == page


def test_a_step_that_there_no_longer_is_loses_its_section(results):
    page = results.renewed("", {"logs": section(results, "logs")}, ORDER)
    assert "`logs`" not in results.renewed(page, {"start": section(results, "start")}, ["start"])


@pytest.mark.parametrize(
    ("measured", "bound", "verdict"),
    [
        pytest.param(0.999, 1, "holds", id="below"),
        pytest.param(1, 1, "holds", id="at-the-bound"),
        pytest.param(1.001, 1, "missed", id="above"),
        pytest.param(1, None, "", id="no-bound"),
    ],
)
def test_a_bound_is_judged(results, measured, bound, verdict):
    assert results.Claim("time", measured, bound).verdict == verdict


def test_a_ratio_is_judged_by_its_median(results, bench):
    claim = results.Claim("ours / theirs", bench("measure").Ratio(0.9, 0.5, 7, 2), 1, "×")
    *_, row = results.claims_table([claim])
    assert row == "| ours / theirs | 0.900 × | 0.500–7.00 | 2.00 × | 1 × | holds |"


@pytest.mark.parametrize(
    ("name", "how"),
    [("hledger", "apt-get install hledger"), ("valgrind", "apt-get install valgrind")],
)
def test_a_program_that_is_missing_is_named_with_how_to_get_it(setup, name, how):
    assert setup.program(name).reason == f"{name} ({how})"


def test_a_peer_that_cannot_be_installed_is_named_with_how_to_get_it(setup):
    assert setup.peer("doorstop").reason.startswith("doorstop (uv pip install doorstop==")


def test_what_is_missing_has_its_row_and_its_verdict(results, setup, bench):
    ours = bench("measure").Command("ours", ("true",))
    commands = [ours, setup.theirs("theirs", setup.program("hledger"), "check")]
    table = results.Table(commands, {"ours": [bench("measure").Spent(1, 1, 1)]})
    reason = "missing: hledger (apt-get install hledger)"
    assert list(table.lines())[-1] == f"| theirs | {reason} |  |  |  |"
    assert (
        list(results.claims_table([table.ratio("ours", "theirs", 1)]))[-1]
        == f"| ours / theirs |  |  |  | 1 × | {reason} |"
    )


def test_counting_without_valgrind_says_so(results, setup, bench):
    outcome = bench("steps.counts").measure(setup)
    assert {each.verdict for each in outcome.claims} == {"missing: valgrind (apt-get install valgrind)"}


def test_a_disk_without_room_is_named(results, setup, bench, monkeypatch):
    country = bench("steps.country")
    monkeypatch.setattr(country, "BYTES_PER_FILE", 10**12)
    outcome = country.measure(setup)
    assert outcome.lines[0].startswith("Not measured: 725,000 files take 725000000 GB, and ")
    assert {each.verdict.partition(":")[0] for each in outcome.claims} == {"missing"}


def test_growth_within_the_spread_of_the_start_is_left_out_of_the_fit(bench):
    growth, measure = bench("steps.growth"), bench("measure")
    curve = growth.Curve("`status`, log files", "log files", "start", {10: "10", 100: "100", 1000: "1000"})
    walls = {
        "start": (0.1, 0.102, 0.104),
        "10": (0.101, 0.102, 0.105),
        "100": (0.2, 0.2, 0.204),
        "1000": (1.1, 1.1, 1.1),
    }
    spent = {title: [measure.Spent(wall, wall, 0) for wall in each] for title, each in walls.items()}
    points = growth.points_of(curve, spent)
    assert [(each.size, each.is_seen) for each in points] == [(10, False), (100, True), (1000, True)]
    assert [round(each.value, 1) for each in growth._claims(curve, points)] == [1.0, 1.0, 1.0, 0.5]
