"""Templates: the workspace's own wins, and a name is never a path."""

import pytest

from loftekoll.errors import LoftekollError
from loftekoll.store.templates import export_templates, template_source


def test_the_packaged_one_is_there(tmp_path):
    assert "{{" in template_source(tmp_path)("rapport.md.j2")


def test_the_workspace_s_own_wins(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/rapport.md.j2").write_bytes(b"\xef\xbb\xbfv\xc3\xa5r egen")
    assert template_source(tmp_path)("rapport.md.j2") == "vår egen"


def test_one_that_is_nowhere_is_none(tmp_path):
    assert template_source(tmp_path)("borta.j2") is None


@pytest.mark.parametrize("name", ["../hemligt", "/etc/hostname", "a/../../hemligt", "..", ".", "", "..\\hemligt"])
def test_a_template_takes_in_no_file_from_elsewhere(tmp_path, name):
    (tmp_path / "hemligt").write_text("x", encoding="utf-8")
    (tmp_path / "templates/a").mkdir(parents=True)
    assert template_source(tmp_path)(name) is None


def test_one_in_another_encoding_is_refused_with_an_act(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/egen.j2").write_bytes("vår".encode("cp1252"))
    with pytest.raises(LoftekollError) as refusal:
        template_source(tmp_path)("egen.j2")
    assert refusal.value.hint == "spara den som UTF-8"


def test_all_templates_are_exported(tmp_path):
    exported = export_templates(tmp_path / "mallar")
    assert exported.standing == ()
    for path in exported.written:
        assert path.read_text(encoding="utf-8") == template_source(tmp_path)(path.name)
    assert "rapport.md.j2" in {path.name for path in exported.written}


def test_exporting_leaves_what_stands_there(tmp_path):
    (tmp_path / "rapport.md.j2").write_text("vår egen", encoding="utf-8")
    first = export_templates(tmp_path)
    assert first.standing == (tmp_path / "rapport.md.j2",)
    assert (tmp_path / "rapport.md.j2").read_text(encoding="utf-8") == "vår egen"
    assert export_templates(tmp_path).written == ()
