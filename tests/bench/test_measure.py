"""Whole processes are measured as they are: in turns, none that fails, and each with its own memory."""

import sys

import pytest


@pytest.fixture
def measure(bench):
    return bench("measure")


def python(measure, title, code, **options):
    return measure.Command(title, (sys.executable, "-I", "-S", "-c", code), **options)


def test_commands_take_turns_and_the_first_round_is_not_counted(measure, tmp_path):
    commands = [python(measure, name, f"open('order', 'a').write('{name}')", folder=tmp_path) for name in "ab"]
    spent = measure.measured(commands, 2)
    assert ((tmp_path / "order").read_text(), [len(spent[name]) for name in "ab"]) == ("ababab", [2, 2])


def test_a_warm_disk_needs_no_first_round(measure, tmp_path):
    measure.measured([python(measure, "a", "open('order', 'a').write('a')", folder=tmp_path)], 2, is_warm=True)
    assert (tmp_path / "order").read_text() == "aa"


def test_what_a_command_leaves_is_taken_away_after_each_run(measure, tmp_path):
    left = tmp_path / "left"
    measure.run(python(measure, "a", "open('left', 'x')", folder=tmp_path, after=left.unlink))
    assert not left.exists()


def test_a_command_that_fails_ends_the_program_with_what_it_says(measure):
    with pytest.raises(SystemExit) as told:
        measure.run(python(measure, "trasig", "raise SystemExit('så är det')"))
    assert ("«trasig»" in str(told.value), "så är det" in str(told.value)) == (True, True)


def test_memory_is_that_of_the_command_and_not_of_who_starts_it(measure):
    held = b"x" * 90_000_000
    small, large = (measure.run(python(measure, "a", code)).largest for code in ("pass", "held = b'x' * 60_000_000"))
    assert (small < 40, 60 < large < 90, len(held)) == (True, True, 90_000_000)


def test_memory_of_all_processes_is_followed_when_it_is_asked_for(measure):
    code = "import time; held = b'x' * 60_000_000; time.sleep(0.4)"
    took = measure.run(python(measure, "a", code, is_watched=True))
    assert (60 < took.together < 90, 60 < took.apart < 90) == (True, True)


def test_a_command_is_watched_in_the_first_round_only(measure, monkeypatch):
    """Since watching takes time; what was seen stands for the rounds that are counted."""
    command = python(measure, "a", "import time; time.sleep(0.2)", is_watched=True)
    looked = []
    monkeypatch.setattr(measure, "_watched", lambda process: looked.append(process.pid) or (7.0, 9.0))
    spent = measure.measured([command], 2)["a"]
    assert ([(each.together, each.apart) for each in spent], len(looked)) == ([(7.0, 9.0)] * 2, 1)


def test_a_missing_command_is_not_run(measure):
    assert measure.measured([measure.Missing("a", "finns inte")], 1) == {}


def test_a_ratio_is_taken_in_each_round(measure):
    spent = {
        "ours": [measure.Spent(wall, 6, 0) for wall in (1, 4, 3)],
        "theirs": [measure.Spent(wall, 4, 0) for wall in (2, 4, 1)],
    }
    assert measure.compared(spent, "ours", "theirs") == (1, 0.5, 3, 1.5)


@pytest.mark.parametrize("exponent", [0, 0.5, 1, 1.05, 2])
def test_the_exponent_of_a_curve_is_found(measure, exponent):
    points = [(size, 0.003 * size**exponent) for size in (10, 100, 290, 10_000)]
    assert measure.fitted_exponent(points) == pytest.approx(exponent)


def test_the_exponent_is_that_of_least_squares(measure):
    assert measure.fitted_exponent([(1, 1), (10, 10), (100, 1000)]) == pytest.approx(1.5)
