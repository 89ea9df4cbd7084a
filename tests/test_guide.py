"""docs/skriva-loften.md tells the truth: its files have no error, its targets are read, its keys and codes exist."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from loftekoll.diagnostic import Severity
from loftekoll.model import Activity, Assessment, Change, Commitment, FollowUpNotes, Promise, Withdrawal
from loftekoll.municipalities import municipalities
from loftekoll.period import stretch_from
from loftekoll.phrase import parse
from loftekoll.rules import BY_CODE
from loftekoll.store.check import checked

GUIDE = (Path(__file__).parent.parent / "docs" / "skriva-loften.md").read_text(encoding="utf-8")
LATER = date(2026, 3, 1)


class Block(NamedTuple):
    """A file of the guide."""

    path: str
    text: str

    @property
    def is_promise(self) -> bool:
        return self.path.count("/") == 2


BLOCKS = [
    Block(*found)
    for found in re.findall(r"^<!-- (promises/\S+) -->\n```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
]
TARGETS = GUIDE[GUIDE.index("| Slag |") :].partition("\n\n")[0].splitlines()[2:]
PHRASES = [phrase for row in TARGETS for phrase in re.findall(r"`([^`]+)`", row.split("|")[2])]


def workspaces() -> list[list[Block]]:
    """A workspace for each promise of the guide, with the log files that stand after it."""
    starts = [n for n, block in enumerate(BLOCKS) if block.is_promise]
    return [BLOCKS[start:stop] for start, stop in zip(starts, [*starts[1:], None], strict=True)]


def findings_of(folder: Path, blocks: list[Block]):
    for block in blocks:
        path = folder / block.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8", newline="\n")
    result = checked([folder], LATER)
    assert result.files == len(blocks)
    return result.findings


def test_it_is_short():
    assert len(GUIDE.splitlines()) <= 120


def test_every_yaml_block_says_which_file_it_is():
    assert len(BLOCKS) == GUIDE.count("```yaml") > 2
    assert BLOCKS[0].is_promise


@pytest.mark.parametrize("blocks", workspaces(), ids=len)
def test_the_files_have_no_error(blocks, tmp_path):
    assert [each for each in findings_of(tmp_path, blocks) if each.severity is Severity.ERROR] == []


def test_the_minimal_promise_has_the_warning_that_the_guide_says(tmp_path):
    assert [each.code for each in findings_of(tmp_path, workspaces()[0])] == ["LK207"]


def test_the_minimal_promise_has_nothing_that_may_be_left_out(tmp_path):
    (block,) = workspaces()[0]
    for line in block.text.splitlines():
        shorter = block._replace(text=block.text.replace(line + "\n", ""))
        assert any(each.severity is Severity.ERROR for each in findings_of(tmp_path, [shorter])), line


def test_the_full_promise_and_its_log_have_no_finding_at_all(tmp_path):
    assert findings_of(tmp_path, workspaces()[-1]) == ()


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_target_is_read(phrase):
    reading = parse(phrase)
    assert reading.fault is None
    assert reading.remarks == ()


def test_an_exception_is_refused_as_the_guide_says():
    (phrase,) = re.findall(r"^Undantag läses inte: `([^`]+)` ger felet LK204", GUIDE, re.MULTILINE)
    assert parse(phrase).fault.code == "LK204"


def test_the_ways_to_write_a_sum_are_read():
    (ways,) = re.findall(r"en summa för längre tid skrivs (.*)$", GUIDE, re.MULTILINE)
    assert [stretch_from(way).days for way in re.split(", | eller ", ways)] == [365, 31, 123]


@pytest.mark.parametrize("form", [Promise, Commitment, Change, Withdrawal, Activity, Assessment, FollowUpNotes])
def test_every_key_is_named(form):
    words = set(re.findall(r"\w+", GUIDE))
    assert {field.alias or name for name, field in form.model_fields.items()} - words == set()


@pytest.mark.parametrize("slug", ["habo", "strangnas", "habo-uppsala"])
def test_a_folder_name_is_the_one_of_a_municipality(slug):
    assert f"`{slug}`" in GUIDE
    assert slug in {each.slug for each in municipalities()}


@pytest.mark.parametrize("code", sorted(set(re.findall(r"LK\d+", GUIDE))))
def test_a_code_exists(code):
    assert code in BY_CODE


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", GUIDE))
def test_a_link_leads_somewhere(path):
    assert (Path(__file__).parent.parent / "docs" / path).exists()
