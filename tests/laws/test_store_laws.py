"""Laws of the store: no bytes make it raise, places lie inside the text, and writing touches nothing else."""

import json
import random
import shutil
import tempfile
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from loftekoll.rules import BY_CODE
from loftekoll.source import split_lines
from loftekoll.store.append import append_entry
from loftekoll.store.check import checked
from loftekoll.store.events import Places, value_of
from loftekoll.store.read import load
from loftekoll.store.text import text_of
from loftekoll.store.workspace import find_promises

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 21)
REAL = sorted((*(ROOT / "promises").glob("*/*.yaml"), *(ROOT / "examples/promises").glob("*/*.yaml")))
LOGS = sorted((ROOT / "examples/promises").glob("*/*/*.yaml"))

law = settings(derandomize=True, deadline=None, max_examples=150)
many = settings(law, max_examples=400)

# --- any bytes, any text ------------------------------------------------------------------------------------------

PIECES = st.sampled_from([
    "kommun: ", "löften:\n", "  - ", "\n", "\r\n", "\t", " ", ":", "- ", "[", "]", "{", "}", ",", "#", "&a ", "*a", "!!str ", "|", ">-", "'", '"',
    "\\", "%", "@", "---\n", "...\n", "? ", "<<: ", "0114", "2025-02-30", "null", "true", "å", "a\u030a", "\ufeff", "\x00", "\x85", "\u2028",
    "mål: minst fyrra per år\n", "text: a\n", "<<<<<<< a\n", "🚲",
])  # fmt: skip
YAMLISH = st.lists(PIECES, max_size=30).map("".join)


def assert_inside(place, lines):
    assert 1 <= place.line <= max(len(lines), 1)
    assert 1 <= place.column <= len(lines[place.line - 1]) + 1
    assert place.length >= 1


@given(st.one_of(st.binary(max_size=200), YAMLISH.map(str.encode), YAMLISH.map(lambda text: text.encode("utf-16"))))
@many
def test_any_bytes_give_a_text_or_findings_inside_it(data):
    text, found = text_of(data)
    for each in found:
        assert BY_CODE[each.code]
        assert_inside(
            each.place,
            split_lines(text) if text else ["\ufffd" * len(line) for line in split_lines(data.decode("latin-1"))],
        )


@given(st.one_of(st.text(max_size=200), YAMLISH))
@many
def test_any_text_gives_a_value_or_findings_inside_it(text):
    value, found = value_of(text)
    assert value is None or not any(each.code != "LK108" for each in found)
    for each in found:
        assert_inside(each.place, split_lines(text))


@given(YAMLISH)
@many
def test_every_spot_lies_inside_the_text_and_names_its_line_and_column(text):
    places = Places({}, {})
    value_of(text, places)
    lines = split_lines(text)
    for spot in (*places.values.values(), *places.keys.values()):
        assert 0 <= spot.start <= spot.stop <= len(text) + 1
        if spot.start >= len(text):
            continue  # nothing stands there; the parser adds a line end where the last one is missing
        assert 1 <= spot.line <= len(lines)
        before = split_lines(text[: spot.start])
        assert (spot.line, spot.column) == (len(before), len(before[-1]) + 1)


# --- real files, damaged ------------------------------------------------------------------------------------------


@st.composite
def damaged(draw, paths):
    """The bytes of a real file with up to four pieces torn out, doubled or put in."""
    data = draw(st.sampled_from(paths)).read_bytes()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw(st.integers(0, 30)))
        put = draw(
            st.one_of(st.just(b""), st.just(data[start:stop] * 2), PIECES.map(str.encode), st.binary(max_size=3))
        )
        data = data[:start] + put + data[stop:]
    return data


@contextmanager
def folder_with(promise: bytes, entry: bytes):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "promises" / "exempelby"
        (folder / "2025").mkdir(parents=True)
        (folder / "2025.yaml").write_bytes(promise)
        (folder / "2025" / "2025-05-03-trafik-aaaaaa.yaml").write_bytes(entry)
        yield Path(name)


def lines_of(path):
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    return split_lines(text)


@given(damaged(REAL), damaged(LOGS))
@law
def test_no_damage_makes_the_check_raise_and_every_finding_has_a_place_inside_its_file(promise, entry):
    with folder_with(promise, entry) as folder:
        for each in checked([folder], DAY).findings:
            assert each.message
            assert each.hint
            lines = lines_of(Path(each.file))
            if each.code != "LK101":  # what cannot be decoded is counted in bytes
                assert_inside(each.place, lines)
                assert each.excerpt == "" or lines[each.place.line - 1].startswith(each.excerpt)


@given(damaged(LOGS))
@law
def test_a_damaged_entry_leaves_the_promise_and_the_other_entries_as_they_were(entry):
    with folder_with(REAL[0].read_bytes(), LOGS[0].read_bytes()) as folder:
        (before,) = find_promises(folder).promises
        whole = load(before).dossier
        (before.folder / "zz.yaml").write_bytes(entry)
        (after,) = find_promises(folder).promises
        dossier = load(after).dossier
        assert dossier.promise == whole.promise
        assert dossier.log[: len(whole.log)] == whole.log


# --- order, and other people's bytes ------------------------------------------------------------------------------


def tree(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50), st.dates(date(2025, 1, 1), date(2025, 12, 31)))
@settings(law, max_examples=40)
def test_writing_an_entry_changes_no_other_byte_in_the_tree(note, day):
    with folder_with(REAL[0].read_bytes().replace(b"\n", b"\r\n"), LOGS[0].read_bytes()) as folder:
        before = tree(folder)
        path = append_entry(
            folder / "promises/exempelby/2025", day, "trafik", {"datum": day, "löfte": "trafik", "anteckning": note}
        )
        after = tree(folder)
        written = after.pop(path.relative_to(folder))
        assert after == before
        assert value_of(written.decode())[1] == []


@pytest.mark.parametrize("seed", range(5))
def test_the_order_in_which_files_came_to_be_changes_nothing(seed, tmp_path, monkeypatch):
    sources = list((ROOT / "examples/promises").rglob("*.yaml"))
    results = []
    for turn in ("first", "second"):
        folder = tmp_path / turn
        folder.mkdir()
        monkeypatch.chdir(folder)
        random.Random(seed if turn == "first" else seed + 100).shuffle(sources)  # noqa: S311 - an order, not a secret
        for path in sources:
            copy = folder / path.relative_to(ROOT / "examples")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
        (files,) = find_promises(Path()).promises
        results.append((checked([Path()], DAY), load(files).dossier))
    assert results[0] == results[1]


# --- the same as ruamel.yaml --------------------------------------------------------------------------------------

WORDS = st.from_regex(r"[a-zåäö]{1,8}( [a-zåäö0-9]{1,6}){0,2}", fullmatch=True).filter(
    lambda text: text not in {"null", "true", "false"}
)
PRINTABLE = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"]),
    max_size=20,
)
NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12),
    st.decimals(-1000, 1000, places=2).map(lambda number: number + Decimal("0.001")),
)
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, WORDS, PRINTABLE, st.text("ab\n\t\"'\\: #", max_size=12))
KEYS = st.one_of(WORDS, PRINTABLE).map(lambda text: normalize("NFC", text))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


def quoted(text, draw):
    """The text in one of the ways that YAML has for it."""
    ways = [json.dumps(text)]
    if text.isprintable() and "\\" not in text:
        ways.append("'" + text.replace("'", "''") + "'")
    if (
        text
        and text.replace(" ", "a").isalpha()
        and text[0] != " "
        and text[-1] != " "
        and text not in {"null", "true", "false"}
    ):
        ways += [text] if text.isascii() and text.islower() else []
    return draw(st.sampled_from(ways))


def scalar(value, draw):
    if isinstance(value, str):
        return quoted(value, draw)
    if value is None:
        return draw(st.sampled_from(["null", "~", "Null", "NULL"]))
    return str(value).lower() if isinstance(value, bool) else str(value)


def flow(value, draw):
    if isinstance(value, list):
        return "[" + ", ".join(flow(each, draw) for each in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key, draw)}: {flow(each, draw)}" for key, each in value.items()) + "}"
    return scalar(value, draw)


def block(value, draw, indent):
    """The value after a key or a dash: on the same line, or on lines of its own."""
    if not isinstance(value, list | dict) or not value or draw(st.booleans()):
        return f" {flow(value, draw)}\n"
    pad = " " * indent
    if isinstance(value, list):
        return "\n" + "".join(f"{pad}-{block(each, draw, indent + 2)}" for each in value)
    return "\n" + "".join(f"{pad}{quoted(key, draw)}:{block(each, draw, indent + 2)}" for key, each in value.items())


@st.composite
def documents(draw):
    """A value and YAML for it, within what we read."""
    value = draw(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
    return value, block(value, draw, 0).lstrip("\n ") if draw(st.booleans()) else flow(value, draw)


def plain(value):
    """The value with ruamel's floats in place of our exact decimals."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return float(value) if isinstance(value, Decimal | float) else value


@given(documents())
@settings(law, max_examples=120)
def test_what_is_read_is_what_ruamel_reads_and_what_was_meant(document):
    value, text = document
    read, found = value_of(text)
    assert (read, found) == (value, [])
    assert plain(read) == plain(YAML(typ="safe", pure=True).load(text))


@pytest.mark.parametrize("path", [*REAL, *LOGS[::10]], ids=lambda path: path.stem)
def test_the_real_files_are_read_as_ruamel_reads_them(path):
    ruamel = YAML(typ="safe", pure=True)
    ruamel.constructor.yaml_constructors.pop("tag:yaml.org,2002:timestamp", None)
    ruamel.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    assert plain(value_of(path.read_text(encoding="utf-8"))[0]) == plain(ruamel.load(path.read_text(encoding="utf-8")))
