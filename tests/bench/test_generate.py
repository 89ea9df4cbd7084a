"""The made-up promises that speed is measured on: always the same, right, and varied as real ones are."""

import re
import runpy
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from loftekoll.store.check import checked
from loftekoll.store.read import load_promise
from loftekoll.store.workspace import find_promises

SCRIPT = Path(__file__).parents[2] / "bench" / "generate.py"
QUIET_DAY = date(2018, 3, 1)
LATER = date(2026, 11, 21)
MUNICIPALITIES = 40

made = runpy.run_path(str(SCRIPT))
write_promises = made["write_promises"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A workspace with 200 made-up promises, each with five log entries; to be read only."""
    made_here = tmp_path_factory.mktemp("made")
    write_promises(made_here, MUNICIPALITIES, entries=5)
    return made_here


@pytest.fixture(scope="module")
def promises(folder):
    return [load_promise(files).dossier.promise for files in find_promises(folder).promises]


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_the_same_seed_gives_the_same_bytes(folder, tmp_path):
    write_promises(tmp_path, MUNICIPALITIES, entries=5)
    assert contents(tmp_path) == contents(folder)


def test_another_seed_gives_other_promises(folder, tmp_path):
    write_promises(tmp_path, 1, seed=2)
    assert not set(contents(tmp_path).values()) & set(contents(folder).values())


def test_a_promise_is_the_same_whatever_else_is_written(folder, tmp_path):
    write_promises(tmp_path, 1)
    assert contents(tmp_path).items() <= contents(folder).items()


def test_as_many_files_as_asked_for(folder):
    names = list(contents(folder))
    assert (len([name for name in names if name.count("/") == 2]), len(names)) == (200, 200 + 200 * 5)


def written_by(*options):
    done = subprocess.run([sys.executable, SCRIPT, *options], capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def test_the_command_line_writes_all_municipalities(tmp_path):
    told = written_by(tmp_path)
    assert (len(contents(tmp_path)), told) == (1450, f"1450 löftesfiler och 0 loggfiler i {tmp_path}\n")


def test_the_command_line_takes_every_size(tmp_path, folder):
    told = written_by(tmp_path, "--municipalities", "3", "--periods", "2", "--entries", "5", "--seed", "1")
    assert (len(contents(tmp_path)), told) == (36, f"6 löftesfiler och 30 loggfiler i {tmp_path}\n")
    assert contents(tmp_path).items() <= contents(folder).items()


@pytest.mark.parametrize("option", ["--municipalities=291", "--municipalities=0", "--periods=6", "--periods=0"])
def test_a_size_that_there_is_not_is_refused(option, tmp_path):
    done = subprocess.run([sys.executable, SCRIPT, tmp_path, option], capture_output=True, check=False)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])


def test_the_first_period_is_one_year(tmp_path):
    """So that 290 × 1 × 500 is a year of the whole country."""
    write_promises(tmp_path, 2, entries=30, periods=1)
    logs = list(tmp_path.glob("promises/*/*/*.yaml"))
    assert ({path.parent.name for path in logs}, {path.name[:4] for path in logs}) == ({"2018"}, {"2018"})


def test_only_some_periods_may_have_a_log(tmp_path, folder):
    write_promises(tmp_path, 2, entries=5, logged=made["PERIODS"][1:2])
    assert {path.parent.name for path in tmp_path.glob("promises/*/*/*.yaml")} == {"2019"}
    assert contents(tmp_path).items() <= contents(folder).items()


def warned(number):
    """What every tenth of so many promises gives, and no other."""
    return {"LK207"}, number // 10, number // 10


def test_every_tenth_promise_has_one_warning_and_the_others_nothing(tmp_path):
    """On the quiet day no log has been empty for long, so that only what stands in the files is found."""
    write_promises(tmp_path, MUNICIPALITIES)
    findings = checked([tmp_path], QUIET_DAY).findings
    assert ({each.code for each in findings}, len(findings), len({each.file for each in findings})) == warned(200)


def test_their_logs_are_right_too(folder):
    findings = checked([folder], LATER).findings
    assert ({each.code for each in findings}, len(findings), len({each.file for each in findings})) == warned(200)


def test_they_have_the_size_of_real_ones(folder):
    lines = sorted(path.read_text(encoding="utf-8").count("\n") for path in folder.glob("promises/*/*.yaml"))
    typical = lines[len(lines) // 10 : -len(lines) // 10]
    assert (typical[0] >= 40, typical[-1] <= 90) == (True, True)


@pytest.mark.parametrize(
    ("fewest", "most", "count"),
    [
        pytest.param(2, 4, lambda promise: len(promise.focus_areas), id="focus-areas"),
        pytest.param(5, 12, lambda promise: len(promise.commitments), id="commitments"),
    ],
)
def test_they_hold_as_much_as_real_ones(promises, fewest, most, count):
    counts = {count(promise) for promise in promises}
    assert (fewest <= min(counts), max(counts) <= most, len(counts) > 2) == (True, True, True)


@pytest.mark.parametrize(
    "key",
    [
        "lokalpolisområde", "undertecknat", "förlänger", "diarienummer", "källa", "bakgrund", "uppföljning", "skriftlig",
        "avstämning", "mottagare", "kommunikation", "mål", "ansvarig", "samverkan", "målgrupp", "typ", "ändringar",
        "avfört",
    ],
)  # fmt: skip
def test_every_key_occurs(folder, key):
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("promises/*/*.yaml")]
    assert any(re.search(rf"(?:^[ -]*|[{{,] ?){key}:", text, re.MULTILINE) for text in texts)


def test_targets_are_varied(promises):
    phrases = [reading.phrase for promise in promises for each in promise.commitments for reading in each.targets]
    assert len(set(phrases)) > len(phrases) / 3
    assert "löpande" in phrases


def test_texts_are_varied(promises):
    texts = [each.text for promise in promises for each in promise.commitments]
    assert len(set(texts)) > len(texts) / 2
