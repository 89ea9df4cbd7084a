"""Every rule has files that break it and files that keep it; a dropped-in file is a test (README.md)."""

from datetime import date
from pathlib import Path

import pytest

from loftekoll.diagnostic import Finding, Severity
from loftekoll.rules import BY_CODE, RULES
from loftekoll.store.check import checked

HERE = Path(__file__).parent
DAY = date(2026, 11, 21)


def cases(kind: str) -> list[object]:
    """Every case of this kind: a workspace folder, or a promise file with its log beside it."""
    found = sorted(
        path for path in HERE.glob(f"LK*/{kind}/*") if path.suffix == ".yaml" or (path / "promises").is_dir()
    )
    return [pytest.param(path, id=path.relative_to(HERE).as_posix()) for path in found]


def code_of(path: Path) -> str:
    return path.relative_to(HERE).parts[0]


def findings(path: Path) -> tuple[Finding, ...]:
    log = path.with_suffix("")
    return checked([log if path.is_file() and log.is_dir() else path], DAY).findings


def errors(found: tuple[Finding, ...]) -> set[str]:
    return {each.code for each in found if each.severity is Severity.ERROR}


@pytest.mark.parametrize("path", cases("fel"))
def test_a_wrong_example_breaks_its_rule_and_gives_no_other_error(path: Path) -> None:
    found = findings(path)
    assert code_of(path) in {each.code for each in found}
    assert errors(found) <= {code_of(path)}


@pytest.mark.parametrize("path", cases("ratt"))
def test_a_right_example_keeps_its_rule_and_gives_no_error(path: Path) -> None:
    found = findings(path)
    assert code_of(path) not in {each.code for each in found}
    assert errors(found) == set()


@pytest.mark.parametrize("path", cases("fel"))
def test_a_finding_has_the_severity_of_its_rule_and_an_act_for_a_hint(path: Path) -> None:
    for each in findings(path):
        assert each.severity is BY_CODE[each.code].severity
        assert each.hint
        assert each.place is not None


MADE = {"LK101", "LK117", "LK118"}
"""Their wrong examples cannot stand plainly in git and are made in `test_made_examples.py`."""


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_every_rule_has_a_wrong_and_a_right_example(code: str) -> None:
    assert (any((HERE / code / "fel").glob("*"))) is (code not in MADE)
    assert any((HERE / code / "ratt").glob("*"))


def test_no_example_is_of_a_rule_that_is_gone() -> None:
    assert {path.name for path in HERE.glob("LK*")} <= {rule.code for rule in RULES}
