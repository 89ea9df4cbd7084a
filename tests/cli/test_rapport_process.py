"""`rapport` as a process of its own: pipes, folders that may not be written, and what is not installed."""

import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import pytest

from loftekoll.cli.app import app
from loftekoll.cli.run import run

MAKE = ("rapport", "exempelby", "--per", "2026-02-15")
ALL = ("rapport", "--alla", "--år", "2025", "--ut", "ut")
WITHOUT = (
    "import sys; sys.modules[{!r}] = None; from loftekoll.cli.main import main; sys.argv = ['loftekoll', *{!r}]; main()"
)

LISTING = """
import sys
from loftekoll.cli.app import app
from loftekoll.cli.run import run
run(app, {!r})
print([name for name in sys.modules if name.startswith({!r})], file=sys.stderr)
"""
SLOW = (
    "jinja2", "multiprocessing", "loftekoll.cli.report", "loftekoll.store.workers", "loftekoll.render.follow_up",
    "loftekoll.render.view",
)  # fmt: skip


@pytest.fixture
def process(workspace, child_environment):
    """Runs the program in the workspace, and gives what it returned, in bytes."""

    def ran(*argv, code=None):
        command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "loftekoll.cli.main", *argv]
        return subprocess.run(command, cwd=workspace.folder, env=child_environment, check=False, capture_output=True)

    return ran


@pytest.fixture
def anyones_folder():
    """A folder that every user may enter, unlike pytest's."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_a_pipe_gets_the_bytes_of_the_file(process, workspace, form):
    piped = process(*MAKE, "--format", form)
    assert (piped.returncode, piped.stderr) == (0, b"")
    process(*MAKE, "--ut", f"r.{form}")
    assert piped.stdout == (workspace.folder / f"r.{form}").read_bytes()


@pytest.mark.parametrize("form", ["html", "docx"])
def test_a_closed_pipe_is_silent(workspace, child_environment, form):
    command = [sys.executable, "-m", "loftekoll.cli.main", *MAKE, "--format", form]
    with subprocess.Popen(
        command, cwd=workspace.folder, env=child_environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        child.stdout.read(1)
        child.stdout.close()
        assert (child.wait(), child.stderr.read()) == (0, b"")


@pytest.mark.parametrize(("form", "module"), [("docx", "docx"), ("pdf", "typst")])
@pytest.mark.parametrize("argv", [MAKE, ALL], ids=["one", "all"])
def test_without_the_extra_it_says_how_to_install_it(process, form, module, argv):
    where = () if "--alla" in argv else ("--ut", f"r.{form}")
    ran = process(code=WITHOUT.format(module, (*argv, "--format", form, *where)))
    assert (ran.returncode, ran.stdout) == (2, b"")
    told = ran.stderr.decode()
    assert told.startswith("fel: ")
    assert "uv tool install" in told
    assert "Traceback" not in told


@pytest.mark.skipif(not hasattr(os, "fork"), reason="users and rights of POSIX")
@pytest.mark.parametrize(
    "argv", [(*MAKE, "--ut", "ut/r.md"), ALL, ("rapport", "--exportera-mallar", "ut")], ids=lambda argv: argv[1]
)
def test_a_folder_of_somebody_else(cli, workspace, anyones_folder, monkeypatch, argv):
    """Root may write everywhere, so the process becomes somebody else, who may not even load the program."""
    assert cli(*argv).code == (2 if argv[1] == "exempelby" else 0)  # the folder is not there yet
    shutil.copytree(workspace.folder / "promises", anyones_folder / "promises")
    (anyones_folder / "ut").mkdir(mode=0o555)
    monkeypatch.chdir(anyones_folder)
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other tests may have started threads of a library
        child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            sys.stderr = os.fdopen(writing, "w", encoding="utf-8")
            os._exit(run(app, argv))
        finally:
            os._exit(99)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        told = stream.read().decode()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 2
    assert told.startswith("fel: kan inte skriva ")
    assert told.splitlines()[1].startswith("tips: inget sparades, för mappen är skrivskyddad; ")
    assert list((anyones_folder / "ut").iterdir()) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux")  # noqa: PTH110
def test_a_full_disk(process):
    ran = process(*MAKE, "--ut", "/dev/full")
    assert ran.returncode == 2
    assert ran.stderr.decode().startswith("fel: ")


@pytest.mark.parametrize("command", [["status", "exempelby"], ["logga", "exempelby", "samtal", "--torrkör"]])
def test_other_commands_load_nothing_of_it(process, command):
    """Design §10: what is slow to import is imported by the command that needs it."""
    ran = process(code=LISTING.format(command, SLOW))
    assert ran.stderr.decode().splitlines()[-1] == "[]"
