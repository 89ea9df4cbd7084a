"""The names of log files."""

import pytest

from loftekoll.log_names import LogName, parts_of

NAMES = [
    pytest.param("2025-05-03-trafik-k7f3q9.yaml", LogName("2025-05-03", "trafik", "k7f3q9"), id="as the program names it"),
    pytest.param("2025-05-03-två-ord-k7f3q9.yml", LogName("2025-05-03", "två-ord", "k7f3q9"), id="hyphens, other ending"),
    pytest.param("2025-13-43-x-000000.yaml", LogName("2025-13-43", "x", "000000"), id="no day of the calendar"),
    pytest.param("2025-05-03-trafik-K7F3Q9.yaml", None, id="capitals"),
    pytest.param("2025-05-03-trafik-k7f3q.yaml", None, id="five characters"),
    pytest.param("2025-05-03-k7f3q9.yaml", None, id="no commitment"),
    pytest.param("2025-05-trafik-k7f3q9.yaml", None, id="no day"),
    pytest.param("2025-05-03-trafik-k7f3q9.yaml.txt", None, id="another ending"),
    pytest.param("uppfoljning-2025.yaml", None, id="a year's notes"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "parts"), NAMES)
def test_a_name_has_three_parts_or_none(name, parts):
    assert parts_of(name) == parts
