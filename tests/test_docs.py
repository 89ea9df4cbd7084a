"""docs/json.md names every key that the JSON has."""

import json
import re
from pathlib import Path

import pytest

DOCUMENT = (Path(__file__).parent.parent / "docs" / "json.md").read_text(encoding="utf-8")


def keys_of(value):
    if isinstance(value, dict):
        for key, member in value.items():
            yield key
            yield from keys_of(member)
    elif isinstance(value, list):
        for member in value:
            yield from keys_of(member)


@pytest.mark.parametrize(
    "argv",
    [
        ["status", "exempelby", "--per", "2026-02-15"],
        ["status", "--per", "2025-08-20"],
        ["kontrollera", "--per", "2025-06-01"],
        ["regel"],
        ["tolka", "minst fyra per år varav två på våren", "flera", "fyrra"],
    ],
)
@pytest.mark.usefixtures("published")
def test_every_key_of_the_json_is_documented(cli, argv):
    documented = set(re.findall(r"`([^` ]+)`", DOCUMENT))
    assert set(keys_of(json.loads(cli(*argv, "--format", "json").out))) - documented == set()
