"""What cannot be done at all: one sentence and one hint on stderr, exit 2, and nothing written."""

import codecs
import io
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from loftekoll.cli.entries import entry_asked
from loftekoll.cli.overview import told_in
from loftekoll.cli.promises import Asked
from loftekoll.errors import LoftekollError
from loftekoll.render.status import overview_of
from loftekoll.store.append import append_entry
from loftekoll.store.check import checked
from loftekoll.store.read import load
from loftekoll.store.workspace import PromiseFiles, find_promises

NOBODY = 65534
DAY = date(2026, 11, 21)


@contextmanager
def anyones_folder():
    """A folder that every user may enter, unlike pytest's."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def as_nobody(act) -> str:
    """What a function answers when a user without rights runs it, in a process of its own."""
    codecs.lookup("utf-8-sig")  # Python itself may lie where that user may not read
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(NOBODY)
            os.write(writing, act().encode())
        except BaseException as error:  # noqa: BLE001 - the parent has to know
            os.write(writing, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        answer = stream.read().decode()
    os.waitpid(child, 0)
    return answer


posix_only = pytest.mark.skipif(not hasattr(os, "fork"), reason="users and rights of POSIX")


def log_something(folder: Path) -> str:
    try:
        return append_entry(folder, date(2025, 5, 3), "trafik", {"datum": "2025-05-03", "löfte": "trafik"}).name
    except LoftekollError as error:
        return f"{error.message}; {error.hint}"


@posix_only
def test_logging_into_a_read_only_folder_saves_nothing_and_says_so():
    with anyones_folder() as folder:
        log = folder / "2025"
        log.mkdir(mode=0o555)
        assert as_nobody(lambda: log_something(log)) == (
            f"kan inte skriva i mappen «{log}»; "
            "inget sparades, för mappen är skrivskyddad; be den som äger mappen om skrivrätt"
        )
        assert list(log.iterdir()) == []


@posix_only
def test_logging_below_a_read_only_folder_saves_nothing_and_says_so():
    with anyones_folder() as folder:
        assert "skrivskyddad" in as_nobody(lambda: log_something(folder / "2025"))
        assert list(folder.iterdir()) == []


@posix_only
def test_an_unreadable_file_is_a_finding_and_the_others_are_read():
    with anyones_folder() as folder:
        promise = folder / "2025.yaml"
        promise.write_text("kommun: Exempelby\n", encoding="utf-8")
        log = folder / "2025"
        log.mkdir()
        (log / "a.yaml").write_text("datum: 2025-05-03\nlöfte: trafik\n", encoding="utf-8")
        (log / "a.yaml").chmod(0)
        (log / "b.yaml").write_text("datum: 2025-05-03\n", encoding="utf-8")

        def found() -> str:
            files = PromiseFiles("2025", promise, has_log=True)
            return " ".join(f"{Path(each.file).name}:{each.code}" for each in load(files).findings)

        assert as_nobody(found) == "2025.yaml:LK110 2025.yaml:LK110 2025.yaml:LK110 a.yaml:LK118 b.yaml:LK110"


@posix_only
@pytest.mark.parametrize("blocked", ["promises/kalix/2025", "promises/kalix", "promises", "."])
def test_an_unreadable_folder_is_a_finding_and_a_refusal_where_figures_would_lack_its_entries(blocked):
    with anyones_folder() as folder:
        (folder / "promises" / "kalix" / "2025").mkdir(parents=True)
        (folder / "promises" / "kalix" / "2025.yaml").write_text("kommun: Kalix\n", encoding="utf-8")
        (folder / blocked).chmod(0)
        message = f"kan inte läsa mappen «{(folder / blocked).as_posix()}»; be den som äger mappen om läsrätt"

        def found() -> str:
            findings = checked([folder], DAY).findings
            return " ".join(f"{each.message}; {each.hint}" for each in findings if each.code == "LK118")

        def refused() -> str:
            try:
                return str([load(files) for files in find_promises(folder).promises])
            except LoftekollError as error:
                return f"{error.message}; {error.hint}"

        assert as_nobody(found) == message
        if blocked != ".":  # then it is not even known to hold promises
            assert as_nobody(refused) == message


PROMISE = """\
kommun: {place}
period: {year}
parter: [polisen]
fokusområden:
  - namn: Trafik
    löften:
      - {{id: trafik, text: Trafikinsatser., mål: minst två trafikinsatser per år, ansvarig: polisen}}
"""


@posix_only
def test_the_latest_entry_is_not_guessed_where_a_log_may_not_be_read():
    """The newer log may hold it: an older entry would be taken away in its place."""
    with anyones_folder() as folder:
        for year in ("2025", "2026"):
            log = folder / "promises" / "kalix" / year
            log.mkdir(parents=True)
            log.with_suffix(".yaml").write_text(PROMISE.format(place="Kalix", year=year), encoding="utf-8")
            (log / f"{year}-05-03-trafik-aaaaaa.yaml").write_text(
                f"datum: {year}-05-03\nlöfte: trafik\n", encoding="utf-8"
            )
        log.chmod(0)

        def asked(mark) -> str:
            try:
                return entry_asked(folder, "kalix", mark, None, DAY)[1].name
            except LoftekollError as error:
                return error.message

        answers = [as_nobody(lambda mark=mark: asked(mark)) for mark in (None, "aaaaaa")]
        log.chmod(0o755)
        assert answers == [f"kan inte läsa mappen «{log.as_posix()}»"] * 2


@posix_only
def test_the_overview_names_what_it_could_not_read_and_tells_the_others():
    with anyones_folder() as folder:
        for place in ("Boden", "Kalix", "Arboga"):
            log = folder / "promises" / place.lower() / "2025"
            log.mkdir(parents=True)
            log.with_suffix(".yaml").write_text(PROMISE.format(place=place, year="2025"), encoding="utf-8")
        log.chmod(0)
        (folder / "promises/boden/2025.yaml").write_text("kommun: [", encoding="utf-8")

        def told() -> str:
            sys.stderr = io.StringIO()
            rows = told_in(folder, Asked(None, DAY, None), overview_of)
            return f"{[each.place for each in rows]} {sys.stderr.getvalue()}"

        answer = as_nobody(told)
        log.chmod(0o755)
        expected = "varning: arboga/2025, boden/2025 går inte att läsa och är inte med; kör «loftekoll kontrollera»\n"
        assert answer == f"['Kalix'] {expected}"


REFUSED = [
    pytest.param(["kontrollera"], "fel: hittar ingen mapp «promises» här eller ovanför", id="no-workspace"),
    pytest.param(["kontrollera", "."], "fel: det finns ingen löftesfil i «.»", id="empty-folder"),
    pytest.param(["kontrollera", "borta.yaml"], "fel: «borta.yaml» finns inte", id="no-file"),
    pytest.param(
        ["kontrollera", "--katalog", "."], "fel: mappen «.» innehåller ingen mapp «promises»", id="wrong-katalog"
    ),
]


@pytest.mark.parametrize(("argv", "message"), REFUSED)
def test_a_folder_without_promises_is_exit_2_with_a_hint(cli, tmp_path, monkeypatch, argv, message):
    monkeypatch.chdir(tmp_path)
    ran = cli(*argv)
    assert (ran.code, ran.out) == (2, "")
    first, second = ran.err.splitlines()
    assert first == message
    assert second.startswith("tips: ")


def test_an_empty_promises_folder_is_exit_2(cli, tmp_path, monkeypatch):
    (tmp_path / "promises" / "kalix").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert cli("kontrollera").code == 2


def test_logging_where_a_file_stands_in_place_of_the_folder_is_exit_2(cli, workspace):
    workspace.write("promises/exempelby/2020-2199", "hit skulle mappen")
    ran = cli("logga", "exempelby", "trafik")
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "fel: kan inte skriva i mappen «promises/exempelby/2020-2199»",
        "tips: inget sparades, för en fil står där mappen ska vara; flytta filen",
    ]


def test_logging_text_that_is_no_text_is_exit_2(cli, workspace):
    ran = cli("logga", "exempelby", "trafik", "--anteckning", "a\udcffb")
    assert (ran.code, workspace.log()) == (2, [])


def test_the_exit_codes_of_kontrollera(cli, workspace):
    assert cli("kontrollera").code == 0
    path = workspace.write("promises/exempelby/2020-2199/2025-05-03-trafik-aaaaaa.yaml", "datum: 2025-05-03\n")
    assert cli("kontrollera").code == 1
    path.unlink()
    assert cli("kontrollera", "borta").code == 2


def test_our_own_fault_is_exit_70(cli, workspace, monkeypatch):
    monkeypatch.setattr("loftekoll.store.check.find_given", lambda _: 1 / 0)
    ran = cli("kontrollera")
    assert ran.code == 70
    assert "Traceback" not in ran.err
