"""Hand-edited log files: the edit is the smallest that does it, and what cannot be proven is refused."""

import os
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from loftekoll.errors import LoftekollError
from loftekoll.log_names import LogName
from loftekoll.store.edit import edited_text, file_bytes, remove_file, rewrite_file

FIELDS = {
    "datum": date(2025, 5, 3), "löfte": ("trafik",), "antal": 3, "cirka": None, "plats": "Torget", "part": None,
    "timmar": None, "anteckning": None, "källa": None,
}  # fmt: skip
HAND_MADE = """\
# skrivet för hand
löfte:   trafik     # A-traktorer
datum: "2025-05-03"
plats: 'Torget'  # vid fontänen

anteckning: >-  # behövs i rapporten
  en rad
  till

antal: 2 # räknat två gånger
"""


def case(name, before, changes, after):
    return pytest.param(before, changes, after, id=name)


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        case("number", "antal: 2\n", {"antal": 5}, "antal: 5\n"),
        case("comment-beside", "antal: 2   # ca\n", {"antal": 5}, "antal: 5   # ca\n"),
        case("double-quotes-stay", 'plats: "A"\n', {"plats": "Torget"}, 'plats: "Torget"\n'),
        case("single-quotes-stay", "plats: 'A'\n", {"plats": "Torget"}, "plats: 'Torget'\n"),
        case("quotes-where-needed", "plats: 'A'\n", {"plats": "It's: 5"}, 'plats: "It\'s: 5"\n'),
        case("quoted-date", 'datum: "2025-05-03"\n', {"datum": date(2025, 5, 4)}, 'datum: "2025-05-04"\n'),
        case("quoted-hours", 'timmar: "2,5"\n', {"timmar": Fraction(7, 2)}, 'timmar: "3.5"\n'),
        case("crlf", "antal: 2\r\nplats: A\r\n", {"antal": 5}, "antal: 5\r\nplats: A\r\n"),
        case("added-with-crlf", "antal: 2\r\nkälla: A\r\n", {"plats": "B"}, "antal: 2\r\nplats: B\r\nkälla: A\r\n"),
        case("no-last-line-end", "antal: 2\nplats: A", {"plats": "B"}, "antal: 2\nplats: B"),
        case("added-without-last-line-end", "antal: 2", {"plats": "B"}, "antal: 2\nplats: B"),
        case("removed-without-last-line-end", "antal: 2\nplats: A", {"plats": None}, "antal: 2"),
        case("removed-crlf-without-last", "antal: 2\r\nplats: A", {"plats": None}, "antal: 2"),
        case("removed-with-its-comment", "antal: 2\nplats: A # x\nkälla: B\n", {"plats": None}, "antal: 2\nkälla: B\n"),
        case("removed-keeps-comment-lines", "# a\nplats: A\n# b\nantal: 1\n", {"plats": None}, "# a\n# b\nantal: 1\n"),
        case("removed-first", "plats: A\nantal: 1\n", {"plats": None}, "antal: 1\n"),
        case("added-first", "antal: 1\n", {"datum": date(2025, 5, 4)}, "datum: 2025-05-04\nantal: 1\n"),
        case("empty-value", "antal: 1\nplats:   # var?\n", {"plats": "B"}, "antal: 1\nplats: B   # var?\n"),
        case("empty-value-removed", "antal: 1\nplats:\n", {"plats": None}, "antal: 1\n"),
        case("value-on-its-own-line", "plats:\n  A\nantal: 1\n", {"plats": "B"}, "plats:\n  B\nantal: 1\n"),
        case("plain-over-lines", "plats: A\n  b\n  c\nantal: 1\n", {"plats": "B"}, "plats: B\nantal: 1\n"),
        case("quoted-over-lines", 'plats: "A\n  b"  # x\nantal: 1\n', {"plats": "B"}, 'plats: "B"  # x\nantal: 1\n'),
        case("block-text", "anteckning: |\n  en\n\n  två\n\n# k\nantal: 1\n", {"anteckning": "B"}, "anteckning: B\n\n# k\nantal: 1\n"),
        case("block-text-with-comment", "anteckning: >-  # k\n  en\n", {"anteckning": "B"}, "anteckning: B  # k\n"),
        case("block-text-removed", "antal: 1\nanteckning: |\n  en\n  två\nkälla: A\n", {"anteckning": None}, "antal: 1\nkälla: A\n"),
        case("after-block-text", "anteckning: |+\n  en\n\n", {"källa": "B"}, "anteckning: |+\n  en\nkälla: B\n\n"),
        case("after-block-text-without-end", "anteckning: |\n  en", {"källa": "B"}, "anteckning: |\n  en\nkälla: B"),
        case("one-becomes-several", "löfte: trafik # x\n", {"löfte": ("trafik", "samtal")}, "löfte: [trafik, samtal] # x\n"),
        case("several-become-one", "löfte: [trafik, samtal]\n", {"löfte": ("samtal",)}, "löfte: [samtal]\n"),
        case("flow-item", "löfte: [ trafik ,samtal ] # x\n", {"löfte": ("trafik", "ungdom")}, "löfte: [ trafik ,ungdom ] # x\n"),
        case("flow-item-added", "löfte: [trafik]\n", {"löfte": ("trafik", "samtal")}, "löfte: [trafik, samtal]\n"),
        case("flow-item-added-first", "löfte: [trafik]\n", {"löfte": ("samtal", "trafik")}, "löfte: [samtal, trafik]\n"),
        case("flow-last-removed", "löfte: [a, b, c]\n", {"löfte": ("a", "b")}, "löfte: [a, b]\n"),
        case("flow-first-removed", "löfte: [a, b, c]\n", {"löfte": ("b", "c")}, "löfte: [b, c]\n"),
        case("flow-trailing-comma", "löfte: [a, b,]\n", {"löfte": ("a",)}, "löfte: [a,]\n"),
        case(
            "flow-over-lines", "löfte: [a,  # först\n  b,  # sedan\n  c]  # sist\n", {"löfte": ("a", "c")},
            "löfte: [a,  # först\n  # sedan\n  c]  # sist\n",
        ),
        case("block-item", "löfte:\n  - trafik # x\n  - samtal\n", {"löfte": ("ungdom", "samtal")}, "löfte:\n  - ungdom # x\n  - samtal\n"),
        case("block-item-added", "löfte:\n- a # x\n# y\nantal: 1\n", {"löfte": ("a", "b")}, "löfte:\n- a # x\n- b\n# y\nantal: 1\n"),
        case("block-item-removed", "part:\n  - a\n  - b # x\nantal: 1\n", {"part": ("a",)}, "part:\n  - a\nantal: 1\n"),
        case("block-items-changed", "part:\n  - a\n  - b\n  - c\n", {"part": ("b", "d", "e", "f")}, "part:\n  - b\n  - d\n  - e\n  - f\n"),
        case("block-list-removed", "part:\n  - a\n  - b\n# k\nantal: 1\n", {"part": None}, "# k\nantal: 1\n"),
        case("empty-list", "part: []\n", {"part": ("a", "b")}, "part: [a, b]\n"),
        case("flow-mapping", "{datum: 2025-05-03, antal: 2}\n", {"antal": 4, "plats": "B"}, "{datum: 2025-05-03, antal: 4, plats: B}\n"),
        case("flow-mapping-removed", "{antal: 2, plats: A, källa: B}\n", {"plats": None}, "{antal: 2, källa: B}\n"),
        case("flow-mapping-over-lines", "{\n  antal: 2, # x\n  plats: A\n}\n", {"plats": None}, "{\n  antal: 2 # x\n}\n"),
        case("indented", "  antal: 2\n  källa: B\n", {"plats": "A"}, "  antal: 2\n  plats: A\n  källa: B\n"),
        case("start-and-end-of-document", "---\nantal: 2\n...\n", {"plats": "A"}, "---\nantal: 2\nplats: A\n...\n"),
        case("order-of-a-person", "källa: B\nantal: 2\n", {"plats": "A"}, "källa: B\nantal: 2\nplats: A\n"),
        case("capital-key-letters-in-parts", "ka\u0308lla: B\n", {"källa": "C"}, "ka\u0308lla: C\n"),
        case("quoted-key", '"plats": A\n', {"plats": "B"}, '"plats": B\n'),
        case("question-mark-key", "? plats\n: A\nantal: 2\n", {"plats": "B"}, "? plats\n: B\nantal: 2\n"),
        case("true", "cirka: true\nantal: 2\n", {"cirka": None}, "antal: 2\n"),
        case("nothing", HAND_MADE, {}, HAND_MADE),
        case("all-at-once", HAND_MADE, {"antal": 5, "plats": None, "anteckning": "kort", "part": ("polisen",)},
            '# skrivet för hand\nlöfte:   trafik     # A-traktorer\ndatum: "2025-05-03"\n\n'
            "anteckning: kort  # behövs i rapporten\n\nantal: 5 # räknat två gånger\npart: polisen\n",
        ),
    ],
)  # fmt: skip
def test_the_smallest_edit(before, changes, after):
    assert edited_text(before, FIELDS | changes, changes) == after


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{plats, antal: 2}\n", id="key-without-colon"),
        pytest.param("- plats\n", id="list"),
        pytest.param("plats: [A\n", id="no-yaml"),
        pytest.param("plats: A\nplats: B\n", id="twice"),
        pytest.param("plats: &a A\n", id="anchor"),
        pytest.param("", id="empty"),
    ],
)
def test_what_cannot_be_proven_is_refused(text):
    with pytest.raises(LoftekollError) as refused:
        edited_text(text, FIELDS | {"plats": "C"}, ["plats"])
    assert refused.value.message == "filen är skriven så att den inte går att ändra härifrån"


def test_a_text_that_no_file_can_hold():
    with pytest.raises(LoftekollError) as refused:
        edited_text("plats: A\n", FIELDS | {"plats": "\udcff"}, ["plats"])
    assert refused.value.message == "posten har tecken som inte går att spara"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf"])
def test_bom_stays(mark):
    assert file_bytes("antal: 5\n", mark + b"antal: 2\n") == mark + b"antal: 5\n"


class TestFile:
    @pytest.fixture
    def path(self, tmp_path):
        path = tmp_path / "2025-05-03-trafik-aaaaaa.yaml"
        path.write_bytes(b"old")
        return path

    def test_rewritten(self, path):
        assert rewrite_file(path, b"old", b"new") == path
        assert [(each.name, each.read_bytes()) for each in path.parent.iterdir()] == [(path.name, b"new")]

    def test_renamed_with_its_mark(self, path):
        new = rewrite_file(path, b"old", b"new", LogName("2025-05-04", "samtal", "aaaaaa"))
        assert new.name == "2025-05-04-samtal-aaaaaa.yaml"
        assert [(each.name, each.read_bytes()) for each in path.parent.iterdir()] == [(new.name, b"new")]

    def test_a_taken_name_gets_another_mark(self, path):
        other = path.with_name("2025-05-04-samtal-aaaaaa.yaml")
        other.write_bytes(b"other")
        new = rewrite_file(path, b"old", b"new", LogName("2025-05-04", "samtal", "aaaaaa"))
        assert new not in (path, other)
        assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == {
            other.name: b"other",
            new.name: b"new",
        }

    def test_changed_meanwhile(self, path):
        path.write_bytes(b"somebody else's")
        for act in (lambda: rewrite_file(path, b"old", b"new"), lambda: remove_file(path, b"old")):
            with pytest.raises(LoftekollError, match="har ändrats sedan den lästes, och lämnas som den är"):
                act()
        assert path.read_bytes() == b"somebody else's"

    def test_gone_meanwhile(self, path):
        path.unlink()
        for act in (lambda: rewrite_file(path, b"old", b"new"), lambda: remove_file(path, b"old")):
            with pytest.raises(LoftekollError, match="finns inte längre"):
                act()

    def test_removed(self, path):
        remove_file(path, b"old")
        assert [*path.parent.iterdir()] == []

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
    def test_a_link_is_left_alone(self, path):
        link = path.with_name("2025-05-03-trafik-bbbbbb.yaml")
        link.symlink_to(path)
        with pytest.raises(LoftekollError, match="lämnas som den är"):
            rewrite_file(link, b"old", b"new")
        assert path.read_bytes() == b"old"

    @pytest.mark.skipif(sys.platform == "win32", reason="other rights there")
    def test_rights_stay(self, path):
        path.chmod(0o640)
        rewrite_file(path, b"old", b"new")
        assert path.stat().st_mode & 0o777 == 0o640

    @pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write all")
    def test_write_protected(self, path):
        path.chmod(0o440)
        with pytest.raises(LoftekollError, match="är skrivskyddad, och lämnas som den är"):
            rewrite_file(path, b"old", b"new")


def test_a_file_that_is_open_elsewhere_has_to_be_closed(tmp_path, monkeypatch):
    """Windows refuses to put a file in the place of one that a program has open."""
    path = tmp_path / "2021-05-03-trafik-aaaaaa.yaml"
    path.write_bytes(b"antal: 2\n")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(LoftekollError) as refused:
        rewrite_file(path, b"antal: 2\n", b"antal: 3\n")
    assert "stäng filen om den är öppen i ett annat program" in refused.value.hint
    assert path.read_bytes() == b"antal: 2\n"
