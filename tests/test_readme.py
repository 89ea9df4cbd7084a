"""The README tells the truth: its terminal blocks are what the program prints."""

import re
import shlex
from pathlib import Path

import pytest

from loftekoll.cli.app import app
from loftekoll.cli.run import run

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n\$ uv run loftekoll ([^\n]*)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_there_is_a_terminal_block():
    assert BLOCKS


def test_it_is_short():
    assert len(README.splitlines()) < 100


@pytest.mark.parametrize(("command", "expected"), BLOCKS)
def test_a_terminal_block_is_what_the_program_prints(command, expected, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert run(app, shlex.split(command)) == 0
    assert capsys.readouterr().out == expected


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_a_link_leads_somewhere(path):
    assert (ROOT / path).exists()


def test_the_yaml_of_the_readme_stands_in_the_file():
    block = re.search(r"^```yaml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)[1]
    file = (ROOT / "promises/kalix/2019.yaml").read_text(encoding="utf-8")
    for line in block.splitlines():
        assert line in file
