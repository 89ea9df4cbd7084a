"""Every rule of change control has examples in two versions: `fore` is committed, `efter` is what stands there now.

    LK603/fel/lagre-tal/fore/promises/…
    LK603/fel/lagre-tal/efter/promises/…

What stands in `fel` must give the code of its folder and no other of change control, and no other error; what stands in
`ratt` must give none at all.
"""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules import BY_CODE
from loftekoll.store.check import checked

HERE = Path(__file__).parent
DAY = date(2026, 11, 21)
CODES = [code for code in BY_CODE if code.startswith("LK6")]


def cases(kind: str) -> list[object]:
    found = sorted(path.parent for path in HERE.glob(f"LK6*/{kind}/*/fore"))
    return [pytest.param(path, id=path.relative_to(HERE).as_posix()) for path in found]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changed(example: Path, repository: Path) -> list[Finding]:
    """What is said of the later version against the earlier one: change control, unused comments, and every error."""
    who = ["-c", "user.name=Roll", "-c", "user.email=roll@exempelby.invalid"]
    shutil.copytree(example / "fore" / "promises", repository / "promises")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Före"]):
        subprocess.run(["git", *who, *command], cwd=repository, check=True)
    shutil.rmtree(repository / "promises")
    shutil.copytree(example / "efter" / "promises", repository / "promises")
    found = checked([repository], DAY, against="HEAD").findings
    return [each for each in found if each.code in {*CODES, "LK123"} or each.severity is Severity.ERROR]


@pytest.mark.parametrize("example", cases("fel"))
def test_a_wrong_example_breaks_its_rule_and_no_other(example: Path, repository: Path) -> None:
    found = changed(example, repository)
    assert {each.code for each in found} == {example.relative_to(HERE).parts[0]}


@pytest.mark.parametrize("example", cases("ratt"))
def test_a_right_example_gives_nothing(example: Path, repository: Path) -> None:
    assert changed(example, repository) == []


@pytest.mark.parametrize("example", cases("fel"))
def test_a_finding_has_the_severity_of_its_rule_an_act_for_a_hint_and_a_place(example: Path, repository: Path) -> None:
    for each in changed(example, repository):
        assert each.severity is BY_CODE[each.code].severity
        assert each.hint
        assert each.place is not None


@pytest.mark.parametrize("code", CODES)
def test_every_rule_of_change_control_has_a_wrong_and_a_right_example(code: str) -> None:
    assert any((HERE / code / "fel").glob("*/efter"))
    assert any((HERE / code / "ratt").glob("*/efter"))
