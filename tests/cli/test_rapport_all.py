# ruff: noqa: ARG002 – fixtures that act by being there
"""`rapport --alla`: a file for each municipality; one that fails is named, and stops none of the others."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest

from loftekoll.errors import LoftekollError
from loftekoll.municipalities import municipalities
from loftekoll.store.workers import each_done
from loftekoll.store.workspace import LEFTOVER

ALL = ("rapport", "--alla", "--år", "2025", "--per", "2026-02-15", "--ut", "ut")
PLACES = [each for each in municipalities() if each.code != "0000"]
TEXT = """\
kommun: {name}
period: {period}
parter: [polisen, kommunen]
fokusområden:
  - namn: Trafik
    löften:
      - {{id: trafik, text: Trafikinsatser., mål: minst två trafikinsatser per år, ansvarig: polisen}}
"""


KILLED = """
import os, signal
from loftekoll.store.workers import each_done

def act(number):
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return b""

os.sched_getaffinity = lambda _: {0, 1}
list(each_done(range(10), act))
"""


SHARED = """
import json, os
from loftekoll.store.workers import all_done

os.sched_getaffinity = lambda _: {{0, 1}}
sizes, heard = {}, []
done = all_done(range(len(sizes)), lambda n: (n, os.getpid()), lambda each: sizes[each[0]], lambda *each: heard.append(each))
assert heard == sorted(heard)
print(json.dumps([[n for n, _ in done], sum(pid == os.getpid() for _, pid in done), heard[-1] if heard else None]))
"""
"""What all gave, how many were done in the first process, and what was heard last."""


def files(workspace):
    return sorted(path.name for path in (workspace.folder / "ut").iterdir())


@pytest.fixture
def several(workspace):
    """A workspace with promises of four municipalities, two of them for the year 2025."""
    shutil.rmtree(workspace.folder / "promises/exempelby")
    for name, slug, period in (
        ("Kalix", "kalix", "2025"), ("Ängelholm", "angelholm", "2024–2025"), ("Boden", "boden", "2023"),
        ("Boden", "boden", "2026"), ("[Håbo, Sigtuna]", "habo-uppsala", "2025"),
    ):  # fmt: skip
        workspace.write(f"promises/{slug}/{period.replace('–', '-')}.yaml", TEXT.format(name=name, period=period))
    return workspace


class TestWhat:
    def test_a_file_for_each_municipality_of_the_year(self, cli, several):
        assert cli(*ALL) == (0, "", "Skrev 4 rapporter i mappen ut\n")
        assert files(several) == ["angelholm-2025.md", "habo-uppsala-2025.md", "kalix-2025.md", "sigtuna-2025.md"]

    def test_each_is_what_the_command_makes_by_itself(self, cli, several):
        cli(*ALL)
        for name in files(several):
            slug = name.removesuffix("-2025.md")
            alone = cli("rapport", slug, "--år", "2025", "--per", "2026-02-15").out
            assert (several.folder / "ut" / name).read_bytes().decode() == alone
            assert cli("rapport", "--kontrollera", f"ut/{name}").code == 0

    def test_the_name_tells_variant_and_form(self, cli, several):
        cli(*ALL, "--för", "invånare", "--format", "html")
        assert "kalix-2025-invanare.html" in files(several)

    def test_of_a_period(self, cli, several):
        cli("rapport", "--alla", "--period", "2024-2025", "--per", "2026-02-15", "--ut", "ut")
        assert files(several) == ["angelholm-2024-2025.md"]

    def test_every_promise_of_a_municipality_that_has_several(self, cli, several):
        """None is left out because another one has its name."""
        several.write("promises/kalix/2024-2025.yaml", TEXT.format(name="Kalix", period="2024–2025"))
        several.write("promises/sigtuna/2025.yaml", TEXT.format(name="Sigtuna", period="2025"))
        assert cli(*ALL).err == "Skrev 6 rapporter i mappen ut\n"
        assert {"kalix-2025.md", "kalix-2025-lofte-2024-2025.md"} <= set(files(several))
        assert sum(1 for name in files(several) if "sigtuna" in name) == 2

    def test_files_that_stand_there_are_replaced_whole(self, cli, several):
        several.write("ut/kalix-2025.md", "gammalt" * 10_000)
        several.write("ut/annat.md", "stannar")
        cli(*ALL)
        assert (several.folder / "ut/kalix-2025.md").read_text(encoding="utf-8").startswith("# Uppföljning")
        assert (several.folder / "ut/annat.md").read_text(encoding="utf-8") == "stannar"


class TestFailures:
    def test_one_is_named_and_the_rest_made(self, cli, several):
        several.write("promises/kalix/2025/2025-05-03-trafik-aaaaaa.yaml", "datum: 2025-05-03\n")
        ran = cli(*ALL)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(
            "fel: ingen rapport för Kalix: kalix/2025 går inte att läsa: "
            "promises/kalix/2025/2025-05-03-trafik-aaaaaa.yaml:1:1: "
        )
        assert ran.err.endswith("Skrev 3 rapporter i mappen ut; 1 gick inte att göra\n")
        assert files(several) == ["angelholm-2025.md", "habo-uppsala-2025.md", "sigtuna-2025.md"]

    @pytest.mark.parametrize(("stem", "is_told"), [("2025", True), ("2024-2026", True), ("hej", True), ("2019", False)])
    def test_a_promise_that_cannot_be_read_and_may_be_of_the_year(self, cli, several, stem, is_told):
        several.write(f"promises/sunne/{stem}.yaml", "kommun: Sunne\n")
        ran = cli(*ALL)
        assert ran.code == (2 if is_told else 0)
        assert ("fel: ingen rapport för Sunne: " in ran.err) == is_told

    def test_a_reason_that_many_share_is_told_once(self, cli, several):
        several.write("templates/rapport.md.j2", "{% if %}")
        ran = cli(*ALL)
        assert ran.code == 2
        assert ran.err.count("fel: ") == 1
        assert ran.err.startswith("fel: ingen rapport för Håbo, Kalix, Sigtuna, Ängelholm: mallen går inte att läsa ")

    def test_a_folder_that_is_a_file(self, cli, several):
        several.write("ut", "x")
        ran = cli(*ALL)
        assert ran.err.startswith("fel: kan inte skriva i mappen «ut»\n")
        assert ran.code == 2

    @pytest.mark.parametrize("form", ["html", "docx", "pdf"])
    def test_every_form_in_several_processes(self, cli, several, child_environment, form):
        """A library with threads of its own stands still in a process that is forked after it was used."""
        command = [sys.executable, "-m", "loftekoll.cli.main", *ALL, "--format", form]
        done = subprocess.run(
            command, cwd=several.folder, env=child_environment, check=False, capture_output=True, timeout=60
        )
        assert (done.returncode, done.stderr.decode()) == (0, "Skrev 4 rapporter i mappen ut\n")
        made = {name: (several.folder / "ut" / name).read_bytes() for name in files(several)}
        assert cli(*ALL, "--format", form).code == 0
        assert {name: (several.folder / "ut" / name).read_bytes() for name in files(several)} == made


class TestWorkers:
    """What several processes do is what one does."""

    def test_all_results_and_refusals_come_once(self):
        def act(number):
            if number % 7 == 3:
                raise LoftekollError(f"nej {number}", "tips")
            return str(number).encode()

        found = dict(each_done(range(100), act))
        assert {n: each for n, each in found.items() if n % 7 != 3} == {
            n: str(n).encode() for n in range(100) if n % 7 != 3
        }
        refused = {n: (each.message, each.hint) for n, each in found.items() if n % 7 == 3}
        assert refused == {n: (f"nej {n}", "tips") for n in range(3, 100, 7)}

    def test_a_bug_is_raised(self):
        def act(number):
            return str(10 // (number - 5)).encode()

        with pytest.raises(ZeroDivisionError):
            list(each_done(range(10), act))

    @pytest.mark.skipif(sys.platform != "linux", reason="only there are there other processes")
    def test_a_process_that_is_killed_is_no_silence(self, child_environment):
        done = subprocess.run(
            [sys.executable, "-c", KILLED], env=child_environment, check=False, capture_output=True, text=True
        )
        assert (done.returncode, done.stdout, done.stderr.splitlines()[-1:]) == (1, "", ["MemoryError"])

    @pytest.mark.skipif(sys.platform != "linux", reason="only there are there other processes")
    def test_a_process_that_somebody_ends_is_no_fault_of_the_program(self, child_environment):
        script = KILLED.replace("SIGKILL", "SIGTERM")
        done = subprocess.run(
            [sys.executable, "-c", script], env=child_environment, check=False, capture_output=True, text=True
        )
        last = done.stderr.splitlines()[-1]
        assert last == "loftekoll.errors.LoftekollError: en av programmets egna processer avslutades utifrån"

    @pytest.mark.skipif(sys.platform != "linux", reason="only there are there other processes")
    def test_a_process_with_threads_is_not_forked(self):
        """What a library keeps locked stays locked for ever in a copy of the process."""
        is_over = threading.Event()
        thread = threading.Thread(target=is_over.wait)
        thread.start()
        try:
            found = dict(each_done(range(4), lambda _: str(os.getpid()).encode()))
        finally:
            is_over.set()
            thread.join()
        assert set(found.values()) == {str(os.getpid()).encode()}

    @pytest.mark.skipif(sys.platform != "linux", reason="only there are there other processes")
    @pytest.mark.parametrize(
        ("sizes", "here"),
        [
            pytest.param([1] * 20, 20, id="little to read"),
            pytest.param([700, *[1] * 19], 1, id="much in the first"),
            pytest.param([40] * 20, 4, id="much in all"),
            pytest.param([1] * 10 + [700] * 10, 11, id="much in the last"),
            pytest.param([700], 1, id="one"),
            pytest.param([], 0, id="none"),
        ],
    )
    def test_others_help_as_soon_as_there_is_known_to_be_much(self, child_environment, sizes, here):
        done = subprocess.run(
            [sys.executable, "-c", SHARED.format(sizes)],
            env=child_environment,
            check=True,
            capture_output=True,
            text=True,
        )
        assert json.loads(done.stdout) == [list(range(len(sizes))), here, [len(sizes)] * 2 if sizes else None]

    @pytest.mark.parametrize("count", [0, 1, 2])
    def test_of_few(self, count):
        assert dict(each_done(range(count), lambda n: b"x" * n)) == {n: b"x" * n for n in range(count)}


@pytest.mark.skipif(os.name == "nt", reason="POSIX")
class TestProcesses:
    @pytest.fixture
    def started(self, many, child_environment):
        command = [sys.executable, "-m", "loftekoll.cli.main", *ALL]

        def start():
            return subprocess.Popen(
                command, cwd=many, env=child_environment, stderr=subprocess.PIPE, start_new_session=True
            )

        return start

    def reports(self, many):
        return (
            [path for path in (many / "ut").glob("*") if not path.name.startswith(".")]
            if (many / "ut").exists()
            else []
        )

    def wait_for_some(self, many, process):
        deadline = time.monotonic() + 60
        while len(self.reports(many)) < 5 and process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.01)

    @pytest.mark.parametrize("is_for_all", [True, False], ids=["whole-group", "only-the-first"])
    def test_ctrl_c_ends_at_once_and_leaves_no_half_file(self, many, started, is_for_all, members_of):
        process = started()
        self.wait_for_some(many, process)
        (os.killpg if is_for_all else os.kill)(process.pid, signal.SIGINT)
        began = time.monotonic()
        err = process.communicate(timeout=30)[1].decode()
        assert time.monotonic() - began < 5
        assert (process.returncode, err) == (130, "Avbrutet.\n")
        assert all(path.read_bytes().endswith(b" -->\n") for path in self.reports(many))
        assert [path for path in (many / "ut").iterdir() if path.name.endswith(LEFTOVER)] == []
        while members_of(process.pid):  # what is killed may still be dying
            assert time.monotonic() - began < 5
            time.sleep(0.05)

    def test_nobody_is_left_when_it_is_killed(self, many, started, members_of):
        process = started()
        self.wait_for_some(many, process)
        process.kill()
        process.communicate()
        deadline = time.monotonic() + 30
        while members_of(process.pid):
            assert time.monotonic() < deadline
            time.sleep(0.05)


class TestProgress:
    """A bar is for a person who waits longer than a second."""

    @pytest.fixture
    def impatient(self, monkeypatch):
        monkeypatch.setattr("loftekoll.cli.progress_bar.PATIENCE", 0.0)

    def test_none_in_a_pipe(self, cli, impatient, several):
        assert cli(*ALL).err == "Skrev 4 rapporter i mappen ut\n"

    def test_on_a_terminal(self, cli, impatient, several, terminal, monkeypatch):
        screen = terminal("utf-8", 80)
        monkeypatch.setattr(sys, "stderr", screen)
        assert cli(*ALL).code == 0
        assert "Gör rapporter" in screen.text()
        assert screen.text().rstrip().endswith("Skrev 4 rapporter i mappen ut")
