"""The wrong examples that git cannot hold plainly: other encodings, leftovers, and what cannot be read."""

from datetime import date

import pytest

from loftekoll.store.check import checked

DAY = date(2026, 11, 21)
RIGHT = """\
kommun: Exempelby
period: 2025
parter: [polisen, kommunen]
fokusområden:
  - namn: Trafik
    löften:
      - id: trafik
        text: Trafikinsatser på utvalda platser.
        mål: minst fyra trafikinsatser per år
        ansvarig: polisen
"""


def codes(path):
    return [each.code for each in checked([path], DAY).findings]


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_lk101_another_encoding(tmp_path, encoding):
    (tmp_path / "2025.yaml").write_bytes(RIGHT.encode(encoding))
    assert codes(tmp_path / "2025.yaml") == ["LK101"]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\ufffe"])
def test_lk101_a_sign_that_has_no_place_in_a_text(tmp_path, sign):
    (tmp_path / "2025.yaml").write_text(RIGHT.replace("Trafikinsatser", f"Tra{sign}fik"), encoding="utf-8")
    assert codes(tmp_path / "2025.yaml") == ["LK101"]


def test_lk117_a_leftover_is_noted_and_not_counted(tmp_path):
    (tmp_path / "2025.yaml").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "2025").mkdir()
    (tmp_path / "2025" / ".2025-05-03-trafik-k7f3q9.yaml.loftekoll-tmp").write_text("datum: 2025-05-03\nlö", "utf-8")
    found = checked([tmp_path / "2025"], DAY)
    assert [(each.code, each.severity) for each in found.findings] == [("LK117", "upplysning")]
    assert found.files == 1


def test_lk118_a_link_to_nowhere(tmp_path):
    (tmp_path / "2025.yaml").symlink_to(tmp_path / "borta.yaml")
    assert codes(tmp_path / "2025.yaml") == ["LK118"]


def test_lk118_a_file_that_is_too_large(tmp_path):
    (tmp_path / "2025.yaml").write_text(f"# {'x' * 2_000_000}\n{RIGHT}", encoding="utf-8")
    assert codes(tmp_path / "2025.yaml") == ["LK118"]
