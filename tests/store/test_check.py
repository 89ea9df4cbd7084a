"""Checking: what is asked for, what is kept, and in which order."""

from datetime import date
from pathlib import Path

import pytest

from loftekoll.errors import LoftekollError
from loftekoll.municipalities import municipalities
from loftekoll.store.check import checked

DAY = date(2026, 11, 21)
PROMISE = """\
kommun: Exempelby
period: 2025
parter: [polisen, kommunen]
fokusområden:
  - namn: Trafik
    löften:
      - {id: trafik, text: Trafikinsatser., mål: minst fyra insatser per år, ansvarig: polisen}
"""
FOLDER = "promises/exempelby"


@pytest.fixture
def put(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(name, text):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    write(f"{FOLDER}/2025.yaml", PROMISE)
    write(f"{FOLDER}/2025/2025-05-03-trafik-aaaaaa.yaml", "datum: 2025-05-03\nlöfte: trafic\n")
    write(f"{FOLDER}/2025/2025-05-04-trafik-bbbbbb.yaml", "datum: 2025-05-04\nlöfte: trafikk\n")
    return write


def seen(*paths):
    found = checked([Path(path) for path in paths], DAY)
    return [(each.file.rpartition("/")[2], each.code) for each in found.findings], found.files


BOTH = [("2025-05-03-trafik-aaaaaa.yaml", "LK401"), ("2025-05-04-trafik-bbbbbb.yaml", "LK401")]


@pytest.mark.parametrize("path", [".", "promises", FOLDER, f"{FOLDER}/2025"])
def test_a_folder_is_checked_whole(put, path):
    found, files = seen(path)
    assert sorted(found) == BOTH
    assert files == 3


def test_of_a_single_log_file_only_its_own_findings_are_kept(put):
    found, files = seen(f"{FOLDER}/2025/2025-05-04-trafik-bbbbbb.yaml")
    assert {name for name, _ in found} == {"2025-05-04-trafik-bbbbbb.yaml"}
    assert files == 1


def test_of_a_promise_file_its_log_is_not_told(put):
    assert seen(f"{FOLDER}/2025.yaml") == ([], 1)


def test_a_file_that_is_given_as_a_promise_too_is_no_stray(put):
    put(f"{FOLDER}/2025/under/a.yaml", PROMISE)
    assert seen("promises", f"{FOLDER}/2025/under") == seen(f"{FOLDER}/2025/under", "promises")
    assert "LK119" not in {code for _, code in seen("promises", f"{FOLDER}/2025/under")[0]}
    found = checked([Path("promises"), Path(FOLDER, "2025", "under")], DAY)
    assert found.files == len(found.names)


def test_of_the_folder_of_a_log_what_is_out_of_place_is_told(put):
    put(f"{FOLDER}/2025/2025-05-03-trafik-aaaaaa.yaml.txt", "datum: 2025-05-03\n")
    assert ("2025-05-03-trafik-aaaaaa.yaml.txt", "LK119") in seen(f"{FOLDER}/2025")[0]


def test_a_log_file_of_a_broken_promise_is_never_called_well(put):
    put(f"{FOLDER}/2025.yaml", "kommun: [")
    put(f"{FOLDER}/2025/2025-05-03-trafik-aaaaaa.yaml", "datum: 2025-05-03\nlöfte: trafik\n")
    assert seen(f"{FOLDER}/2025/2025-05-03-trafik-aaaaaa.yaml") == ([("2025.yaml", "LK103")], 1)


def test_findings_stand_in_order_of_file_place_and_code(put):
    put(f"{FOLDER}/2025/2025-05-03-trafik-aaaaaa.yaml", "antal: 0\nzz: 1\n")
    found = checked([Path()], DAY).findings
    keys = [(each.file, each.place, each.code) for each in found]
    assert keys == sorted(keys)


def test_the_order_of_paths_changes_nothing(put):
    put("promises/kalix/2025.yaml", PROMISE)
    paths = [FOLDER, "promises/kalix", f"{FOLDER}/2025.yaml"]
    assert seen(*paths) == seen(*reversed(paths))


def test_other_promises_of_the_folder_are_read_for_what_overlaps(put):
    put(f"{FOLDER}/2024-2025.yaml", PROMISE.replace("period: 2025", "period: 2024–2025"))
    assert seen(f"{FOLDER}/2025.yaml") == ([("2025.yaml", "LK303")], 1)


def test_overlap_is_told_of_the_later_promise_only(put):
    put(f"{FOLDER}/2024-2025.yaml", PROMISE.replace("period: 2025", "period: 2024–2025"))
    assert [each for each in seen(".")[0] if each[1] == "LK303"] == [("2025.yaml", "LK303")]


def test_two_promises_for_the_same_period_give_one_finding(put):
    put(f"{FOLDER}/2025.yml", PROMISE)
    assert [each[1] for each in seen(".")[0]].count("LK303") == 1


def test_strays_alone_are_findings_and_not_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "promises").mkdir()
    (tmp_path / "promises/2025.yaml").write_text(PROMISE, encoding="utf-8")
    assert seen(".") == ([("2025.yaml", "LK119")], 1)


def test_nothing_to_check_is_a_refusal(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LoftekollError, match=r"det finns ingen löftesfil i «\.»"):
        checked([Path()], DAY)


def test_a_check_writes_nothing(put, tmp_path):
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    seen(".")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_several_processes_find_what_one_finds(tmp_path, monkeypatch):
    """So many files are shared out among processes; a municipality by itself is checked in this one."""
    monkeypatch.chdir(tmp_path)
    for number, municipality in enumerate(municipalities()[1:122]):
        for year in range(2020, 2025):
            text = PROMISE.replace("Exempelby", municipality.name).replace("2025", str(year))
            path = tmp_path / "promises" / municipality.slug / f"{year}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text if (number + year) % 9 else text.replace("fyra", "fyrra"), encoding="utf-8")
    whole = checked([Path()], DAY)
    assert whole.files == 605
    alone = [checked([folder], DAY) for folder in sorted(Path("promises").iterdir())]
    assert sorted(whole.findings) == sorted(finding for each in alone for finding in each.findings)
    assert {each.code for each in whole.findings} == {"LK201", "LK405"}
