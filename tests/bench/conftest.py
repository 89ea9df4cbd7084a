"""The measuring programs are scripts that import each other, so they are found as they find themselves."""

import importlib
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"


@pytest.fixture
def bench(monkeypatch):
    """A module of `bench/` by its name."""
    monkeypatch.syspath_prepend(BENCH)
    return importlib.import_module
