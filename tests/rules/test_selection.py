"""Which findings are wanted: the longest beginning of a code decides."""

import pytest

from loftekoll.diagnostic import Finding, Severity
from loftekoll.errors import LoftekollError
from loftekoll.rules import BY_CODE
from loftekoll.rules.selection import Selection, codes_in

ALL = ["LK101", "LK201", "LK202", "LK405"]


def kept(select=(), ignore=()):
    found = [Finding(code, Severity.ERROR, "m", "h") for code in ALL]
    return [each.code for each in Selection(select, ignore).of(found)]


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        pytest.param((), (), ALL, id="all"),
        pytest.param(("LK2",), (), ["LK201", "LK202"], id="a family"),
        pytest.param(("LK201", "LK4"), (), ["LK201", "LK405"], id="a code and a family"),
        pytest.param((), ("LK2",), ["LK101", "LK405"], id="not a family"),
        pytest.param((), ("LK",), [], id="nothing"),
        pytest.param(("LK2",), ("LK201",), ["LK202"], id="a family but for one"),
        pytest.param(("LK201",), ("LK2",), ["LK201"], id="one of a family that is left out"),
        pytest.param(("LK201",), ("LK201",), [], id="both say the same: left out"),
        pytest.param(("LK",), ("LK1", "LK20"), ["LK405"], id="all but"),
    ],
)
def test_the_longest_beginning_decides(select, ignore, expected):
    assert kept(select, ignore) == expected


@pytest.mark.parametrize(
    ("severity", "strict", "fails"),
    [
        (Severity.ERROR, False, True),
        (Severity.WARNING, False, False),
        (Severity.WARNING, True, True),
        (Severity.NOTE, True, False),
    ],
)
def test_a_warning_fails_a_strict_check_only_and_a_note_none(severity, strict, fails):
    assert Selection(is_strict=strict).is_failed_by([Finding("LK201", severity, "m", "h")]) is fails


def test_codes_are_typed_with_commas_or_apart_in_any_case():
    assert codes_in(["lk2, LK405", "LK201"], BY_CODE) == ("LK2", "LK405", "LK201")
    assert codes_in([], BY_CODE) == ()


@pytest.mark.parametrize("typed", ["LK9", "K2", "L", "LK2010", "alla", "*"])
def test_a_code_that_is_none_is_refused(typed):
    with pytest.raises(LoftekollError, match="ingen kod börjar med"):
        codes_in([typed], BY_CODE)
