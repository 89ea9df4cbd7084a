"""Finding the workspace, its promises and logs, without reading any of them."""

import os
from pathlib import Path

import pytest

from loftekoll.errors import LoftekollError
from loftekoll.municipalities import find_municipality
from loftekoll.store.workspace import (
    absolute,
    find_given,
    find_municipality_promises,
    find_neighbours,
    find_promises,
    find_workspace,
    log_folder_of,
    shown,
)


@pytest.fixture
def put(tmp_path, monkeypatch):
    """Writes files in a folder where the test stands."""
    monkeypatch.chdir(tmp_path)

    def write(*names, text=""):
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")

    return write


def names(found):
    return [each.name for each in found.promises], [shown(path) for path in found.strays]


class TestFindWorkspace:
    def test_it_is_the_nearest_folder_upwards(self, tmp_path, put):
        put("promises/kalix/2025/a.yaml", "x/y/a")
        for folder in (".", "x/y", "promises", "promises/kalix/2025"):
            assert find_workspace(tmp_path / folder, None) == tmp_path

    def test_the_chosen_one_may_be_named_by_its_promises(self, tmp_path, put):
        put("w/promises/kalix/2025.yaml")
        assert find_workspace(tmp_path, str(tmp_path / "w")) == tmp_path / "w"
        assert find_workspace(tmp_path, str(tmp_path / "w/promises")) == tmp_path / "w"
        assert find_workspace(tmp_path, "w") == Path("w")

    def test_a_workspace_may_be_called_promises(self, tmp_path, put):
        put("promises/promises/kalix/2025.yaml")
        assert find_workspace(tmp_path, "promises") == Path("promises")

    def test_the_chosen_one_is_not_searched_for_upwards(self, tmp_path, put):
        put("promises/kalix/2025.yaml", "x/a")
        with pytest.raises(LoftekollError, match="innehåller ingen mapp"):
            find_workspace(tmp_path, "x")

    def test_none_is_a_refusal_with_a_hint(self, tmp_path):
        with pytest.raises(LoftekollError) as refusal:
            find_workspace(tmp_path, None)
        assert "--katalog" in refusal.value.hint


class TestFindPromises:
    def test_promises_with_their_logs_in_order(self, tmp_path, put):
        put("promises/kalix/2025.yaml", "promises/kalix/2019.yaml", "promises/boden/2020-2022.yml")
        put("promises/kalix/2019/b.yaml", "promises/kalix/2019/a.yml", "promises/kalix/2019/uppfoljning-2019.yaml")
        found = find_promises(tmp_path)
        assert names(found) == (["boden/2020-2022", "kalix/2019", "kalix/2025"], [])
        assert [path.name for path in log_folder_of(found.promises[1]).files] == [
            "a.yml",
            "b.yaml",
            "uppfoljning-2019.yaml",
        ]
        assert found.promises[1].folder == tmp_path / "promises/kalix/2019"

    def test_no_promises_are_no_fault(self, tmp_path):
        assert names(find_promises(tmp_path)) == ([], [])

    def test_hidden_and_other_files_are_left_alone(self, tmp_path, put):
        put(
            "promises/.git/a.yaml", "promises/kalix/.2019.yaml", "promises/kalix/README.md", "promises/kalix/2019.yaml~"
        )
        put("promises/kalix/2019.yaml", "promises/kalix/2019/.a.yaml", "promises/kalix/2019/bild.png")
        put("promises/kalix/.svn/b.yaml")
        found = find_promises(tmp_path)
        assert names(found) == (["kalix/2019"], [])
        assert log_folder_of(found.promises[0]).files == ()

    def test_endings_in_capitals_are_read_too(self, tmp_path, put):
        put("promises/kalix/2019.YAML", "promises/kalix/2019/A.Yml")
        (found,) = find_promises(tmp_path).promises
        assert [path.name for path in log_folder_of(found).files] == ["A.Yml"]

    def test_leftovers_are_kept_apart_from_the_log(self, tmp_path, put):
        put("promises/kalix/2019.yaml", "promises/kalix/2019/.a.yaml.loftekoll-tmp", "promises/kalix/2019/b.yaml")
        (found,) = find_promises(tmp_path).promises
        folder = log_folder_of(found)
        assert (folder.leftovers, folder.names) == ((".a.yaml.loftekoll-tmp",), ("b.yaml",))

    def test_what_belongs_to_no_promise_is_a_stray_however_deep(self, tmp_path, put):
        put("promises/2019.yaml", "promises/kalix/2019.yaml", "promises/kalix/2018/a.yaml")
        put("promises/kalix/2019/maj/b.yaml", "promises/kalix/2019/a/b/c.yaml")
        found = find_promises(tmp_path)
        assert names(found) == (["kalix/2019"], ["promises/kalix/2018/a.yaml", "promises/2019.yaml"])
        assert [shown(path) for path in log_folder_of(found.promises[0]).strays] == [
            "promises/kalix/2019/a/b/c.yaml",
            "promises/kalix/2019/maj/b.yaml",
        ]

    def test_links_are_followed_and_broken_ones_are_files(self, tmp_path, put):
        put("annan/2019.yaml", "promises/boden/2020.yaml")
        (tmp_path / "promises/kalix").symlink_to(tmp_path / "annan")
        (tmp_path / "promises/boden/2021.yaml").symlink_to("borta")
        (tmp_path / "promises/boden/2022.yaml").symlink_to("2022.yaml")
        (tmp_path / "promises/boden/slinga").symlink_to("slinga")
        assert names(find_promises(tmp_path))[0] == ["boden/2020", "boden/2021", "boden/2022", "kalix/2019"]

    def test_two_links_to_one_file_are_two_log_files(self, tmp_path, put):
        put("promises/kalix/2019.yaml", "promises/kalix/2019/a.yaml")
        (tmp_path / "promises/kalix/2019/b.yaml").symlink_to("a.yaml")
        (found,) = find_promises(tmp_path).promises
        assert [shown(path) for path in log_folder_of(found).files] == [
            "promises/kalix/2019/a.yaml",
            "promises/kalix/2019/b.yaml",
        ]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX")
    def test_a_pipe_is_found_so_that_it_can_be_reported(self, tmp_path, put):
        put("promises/kalix/2020.yaml")
        os.mkfifo(tmp_path / "promises/kalix/2019.yaml")
        assert names(find_promises(tmp_path))[0] == ["kalix/2019", "kalix/2020"]


KALIX = find_municipality("kalix")
HABO = find_municipality("håbo")


class TestFindMunicipalityPromises:
    @pytest.mark.parametrize(
        "named",
        [
            "kommun: [Boden, Kalix]", "kommun: [Boden, kalix kommun]", 'kommun: [Boden, "2514"]', "kommun:\n- Boden\n- KALIX",
            "kommun:\n  - Boden\n  # och\n\n  - Kalix", '"kommun": [Boden, Kalix]', "kommun: [\n  Boden,\n  Kalix\n]", "{kommun: [Boden, Kalix]}",
        ],
    )  # fmt: skip
    def test_a_joint_promise_is_found_under_each(self, tmp_path, put, named):
        put("promises/boden/2019.yaml", text=f"{named}\nperiod: 2019\n")
        put("promises/kalix/2018.yaml")
        found = find_municipality_promises(tmp_path, KALIX)
        assert [each.name for each in found] == ["kalix/2018", "boden/2019"]

    def test_the_order_of_keys_does_not_matter(self, tmp_path, put):
        put(
            "promises/boden/2019.yaml",
            text="# lång inledning\n" * 500 + "period: 2019\nparter: [x]\nkommun: [Boden, Kalix]\n",
        )
        assert len(find_municipality_promises(tmp_path, KALIX)) == 1

    @pytest.mark.parametrize(
        "named", ["[Knivsta, Håbo]", "[Knivsta, håbo]", "[Knivsta, Ha\u030abo]", "[Knivsta, habo-kommun]"]
    )
    def test_it_is_found_with_and_without_accents(self, tmp_path, put, named):
        put("promises/knivsta/2019.yaml", text=f"kommun: {named}\nperiod: 2019\n")
        assert len(find_municipality_promises(tmp_path, HABO)) == 1

    def test_a_name_elsewhere_in_the_file_is_not_enough(self, tmp_path, put):
        put("promises/boden/2019.yaml", text="kommun: Boden\nperiod: 2019\nbakgrund: Som i Kalix.\n")
        assert find_municipality_promises(tmp_path, KALIX) == ()


class TestFindGiven:
    @pytest.fixture(autouse=True)
    def _tree(self, put):
        put("w/promises/kalix/2019.yaml", "w/promises/kalix/2019/a.yaml", "w/promises/kalix/2020.yaml")
        put("w/promises/boden/2019.yaml", "w/docker-compose.yml", "fri.yaml", "fri/b.yaml")

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            (".", ["boden/2019", "kalix/2019", "kalix/2020"]),
            ("w", ["boden/2019", "kalix/2019", "kalix/2020"]),
            ("w/promises", ["boden/2019", "kalix/2019", "kalix/2020"]),
            ("w/promises/kalix", ["kalix/2019", "kalix/2020"]),
            ("w/promises/kalix/2019", ["kalix/2019"]),
            ("w/promises/kalix/2019/", ["kalix/2019"]),
            ("w/promises/kalix/2019.yaml", ["kalix/2019"]),
            ("w/promises/kalix/2019/a.yaml", ["kalix/2019"]),
            ("w/../w/promises/boden/../kalix/2020.yaml", ["kalix/2020"]),
            ("fri.yaml", ["fri"]),
            ("fri", ["fri"]),
            ("fri/b.yaml", ["fri"]),
        ],
    )
    def test_the_promises_that_a_path_holds_or_belongs_to(self, path, expected):
        assert names(find_given([Path(path)])) == (expected, [])

    @pytest.mark.parametrize(
        ("folder", "path", "expected"),
        [
            ("w/promises/kalix", "2019.yaml", "kalix/2019"),
            ("w/promises/kalix/2019", "a.yaml", "kalix/2019"),
            ("w/promises/kalix/2019", ".", "kalix/2019"),
            ("w/promises/kalix/2019", "../2020.yaml", "kalix/2020"),
        ],
    )
    def test_a_path_may_be_given_from_anywhere(self, tmp_path, monkeypatch, folder, path, expected):
        monkeypatch.chdir(tmp_path / folder)
        assert names(find_given([Path(path)]))[0] == [expected]

    def test_what_is_given_twice_is_found_once(self):
        assert names(find_given([Path("w"), Path("w/promises"), Path("w/promises/kalix/2019.yaml")]))[0] == [
            "boden/2019", "kalix/2019", "kalix/2020",
        ]  # fmt: skip

    def test_a_path_that_is_not_there_is_refused(self):
        with pytest.raises(LoftekollError, match="«borta» finns inte"):
            find_given([Path("borta")])

    def test_a_file_that_is_no_yaml_is_a_stray(self, put):
        put("w/promises/kalix/2019/bild.png")
        assert names(find_given([Path("w/promises/kalix/läs.md").with_name("2019") / "bild.png"])) == (
            ["kalix/2019"],
            [],
        )
        put("anteckning.txt")
        assert names(find_given([Path("anteckning.txt")])) == ([], ["anteckning.txt"])

    def test_neighbours_are_the_other_promises_of_the_folder(self):
        found = find_given([Path("w/promises/kalix/2019.yaml")])
        assert [each.name for each in find_neighbours(found.promises, ())] == ["kalix/2020"]
        assert find_neighbours(find_given([Path("fri.yaml")]).promises, ()) == ()


class TestShown:
    def test_below_where_people_stand_it_is_relative(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert shown(tmp_path / "a" / "b.yaml") == "a/b.yaml"
        assert shown(Path("a/b.yaml")) == "a/b.yaml"

    def test_elsewhere_it_is_as_it_is(self, tmp_path, monkeypatch):
        (tmp_path / "a").mkdir()
        monkeypatch.chdir(tmp_path / "a")
        assert shown(tmp_path / "b.yaml") == (tmp_path / "b.yaml").as_posix()

    def test_links_are_not_followed(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "b.yaml").symlink_to("a.yaml")
        assert shown(absolute(Path("b.yaml"))) == "b.yaml"

    def test_a_folder_that_is_gone_is_no_fault(self, tmp_path, monkeypatch):
        (tmp_path / "a").mkdir()
        monkeypatch.chdir(tmp_path / "a")
        (tmp_path / "a").rmdir()
        assert shown(tmp_path / "b.yaml") == (tmp_path / "b.yaml").as_posix()


def test_a_promise_without_a_folder_has_an_empty_log_and_a_second_file_of_its_name_none(tmp_path, put):
    put("promises/kalix/2019.yaml", "promises/kalix/2019.yml", "promises/kalix/2019/a.yaml", "promises/kalix/2020.yaml")
    found = find_promises(tmp_path).promises
    assert [(each.path.name, len(log_folder_of(each).files)) for each in found] == [
        ("2019.yaml", 1),
        ("2019.yml", 0),
        ("2020.yaml", 0),
    ]


def test_a_file_in_place_of_a_folder_is_refused_with_an_act(tmp_path, put):
    put("promises")
    with pytest.raises(LoftekollError) as refusal:
        find_promises(tmp_path)
    assert (refusal.value.message, refusal.value.hint) == (
        "kan inte läsa mappen «promises»",
        "kontrollera att den finns",
    )
