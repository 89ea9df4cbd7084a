"""Files into dossiers: what is wrong becomes findings, and what is wrong is not counted."""

from pathlib import Path

import pytest

from loftekoll.model import Activity, Assessment, FollowUpNotes
from loftekoll.store.events import value_of
from loftekoll.store.read import LARGEST, load, load_promise, with_files
from loftekoll.store.workspace import find_promises, log_folder_of

PROMISE = """\
kommun: Exempelby
period: 2025
parter: [polisen, kommunen]
fokusområden:
  - namn: Trafik
    löften:
      - {id: trafik, text: Trafikinsatser., mål: minst fyra insatser per år}
"""


@pytest.fixture
def loaded(tmp_path, monkeypatch):
    """Loads a promise of a workspace that holds the given files beside it."""
    monkeypatch.chdir(tmp_path)

    def load_with(promise=PROMISE, **log):
        folder = tmp_path / "promises/exempelby"
        (folder / "2025").mkdir(parents=True)
        (folder / "2025.yaml").write_text(promise, encoding="utf-8")
        for name, text in log.items():
            (folder / "2025" / f"{name}.yaml").write_text(text, encoding="utf-8")
        (files,) = find_promises(Path()).promises
        return load(files)

    return load_with


def test_each_kind_of_file_is_known_by_its_name_and_keys(loaded):
    found = loaded(
        a="datum: 2025-05-03\nlöfte: trafik\n",
        b="datum: 2025-05-03\nlöfte: trafik\nbedömning: uppfyllt\n",
        **{"uppfoljning-2025": "lärdomar: [mer tid]\n"},
    )
    assert found.findings == ()
    assert [type(each.entry) for each in found.dossier.log] == [Activity, Assessment, FollowUpNotes]
    assert found.dossier.log[0].file == "promises/exempelby/2025/a.yaml"


def test_a_wrong_log_file_is_left_out_and_the_others_are_read(loaded):
    found = loaded(a="antal: 3\n", b="datum: 2025-05-03\nlöfte: trafik\n", c="[")
    assert [each.name for each in found.dossier.log] == ["b.yaml"]
    assert {each.file for each in found.findings} == {
        "promises/exempelby/2025/a.yaml",
        "promises/exempelby/2025/c.yaml",
    }


def test_a_log_file_with_a_double_key_is_not_counted_since_nobody_knows_which_holds(loaded):
    found = loaded(a="datum: 2025-05-03\nlöfte: trafik\nantal: 1\nantal: 30\n")
    assert found.dossier.log == ()
    assert [each.code for each in found.findings] == ["LK108"]


def test_a_promise_with_a_double_key_is_no_dossier_and_its_other_faults_are_told_too(loaded):
    found = loaded(PROMISE + "period: 2026\nfärg: blå\n")
    assert found.dossier is None
    assert [each.code for each in found.findings] == ["LK108", "LK109"]


def test_a_wrong_promise_does_not_hide_the_faults_of_its_log(loaded):
    found = loaded("kommun: [", a="antal: 3\n")
    assert found.dossier is None
    assert {each.file.rpartition("/")[2] for each in found.findings} == {"2025.yaml", "a.yaml"}


def test_the_promise_alone_is_read_without_its_log(loaded, tmp_path):
    found = loaded(a="[")
    alone = load_promise(found.files)
    assert (alone.findings, alone.dossier.log, alone.files) == ((), (), found.files)


def test_two_links_to_one_file_are_two_entries(loaded, tmp_path):
    folder = tmp_path / "promises/exempelby/2025"
    found = loaded(a="datum: 2025-05-03\nlöfte: trafik\n")
    (folder / "b.yaml").symlink_to("a.yaml")
    (files,) = find_promises(Path()).promises
    assert len(load(files).dossier.log) == 2
    assert len(found.dossier.log) == 1


def test_a_file_that_vanishes_between_finding_and_reading_is_a_finding(loaded, tmp_path):
    promise = load_promise(loaded(a="datum: 2025-05-03\nlöfte: trafik\n").files)
    folder = log_folder_of(promise.files)
    (tmp_path / "promises/exempelby/2025/a.yaml").unlink()
    assert [each.code for each in with_files(promise, folder).findings] == ["LK118"]


def test_the_largest_file_is_read_and_one_more_byte_is_not(loaded):
    entry = "datum: 2025-05-03\nlöfte: trafik\n# "
    assert loaded(a=entry + "x" * (LARGEST - len(entry.encode()))).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "datum: 2025-05-03\nlöfte: trafik\n",
        "datum: 2025-05-03\nlöfte: [trafik, trafik]\nantal: 3\ncirka: ja\nplats: Torget\npart: [polisen]\ntimmar: 2.5\n",
        "datum: '2025-05-03'\nlöfte: trafik\nanteckning: \"Å, ä\"\nkälla: Protokoll\ncirka: nej\n",
    ],
)
def test_a_plainly_written_entry_is_read_as_any_other(loaded, text):
    found = loaded(a=text, b=f"{text}# samma sak\n")
    first, second = (each.entry for each in found.dossier.log)
    assert first == second == Activity.model_validate(value_of(text)[0])
