"""Laws of safe repairs: what is stated stays, a second time changes nothing, and no byte is touched without a reason."""

import tempfile
import unicodedata
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from loftekoll.municipalities import fold
from loftekoll.store.events import value_of
from loftekoll.store.read import load
from loftekoll.store.repair import renamed, repairs_for, write_repairs
from loftekoll.store.repair.keys import log_form_of
from loftekoll.store.repair.plan import mended_text
from loftekoll.store.text import text_of
from loftekoll.store.workspace import find_promises

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 21)
REAL = sorted((*(ROOT / "promises").glob("*/*.yaml"), *(ROOT / "examples/promises").glob("*/*.yaml")))
LOGS = sorted((ROOT / "examples/promises").glob("*/*/*.yaml"))
BROKEN = sorted((ROOT / "tests/broken").glob("*.yaml"))

law = settings(derandomize=True, deadline=None, max_examples=120)


@contextmanager
def folder_with(promise: bytes, entry: bytes = b"", name: str = "2025-05-03-trafik-aaaaaa.yaml"):
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "promises" / "exempelby"
        (folder / "2025").mkdir(parents=True)
        (folder / "2025.yaml").write_bytes(promise)
        if entry:
            (folder / "2025" / name).write_bytes(entry)
        yield Path(top)


def tree(folder):
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def plain(value):
    """The value in NFC, with bare codes as the text that they stand for."""
    if isinstance(value, dict):
        return [(key, plain(each)) for key, each in value.items()]
    if isinstance(value, list):
        return [plain(each) for each in value]
    return (type(value).__name__, unicodedata.normalize("NFC", value)) if isinstance(value, str) else value


def leaves(value):
    """Every value that is no mapping and no list, in order."""
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        return [leaf for each in inside for leaf in leaves(each)]
    return [value]


# --- faults that change nothing that is stated ----------------------------------------------------------------------


@st.composite
def roughened(draw, paths):
    """A real file, and the same with a BOM, letters in parts, other line ends, and blanks at the ends of lines."""
    original = draw(st.sampled_from(paths)).read_text(encoding="utf-8")
    lines = original.split("\n")
    for n in draw(st.lists(st.integers(0, len(lines) - 1), max_size=12, unique=True)):
        lines[n] += draw(st.sampled_from([" ", "  ", "\t", " \t "])) if lines[n] else "  "  # a tab alone is no YAML
    for n in draw(st.lists(st.integers(0, len(lines) - 1), max_size=12, unique=True)):
        lines[n] = unicodedata.normalize("NFD", lines[n])
    text = draw(st.sampled_from(["", "\ufeff", "\ufeff\ufeff"])) + "\n".join(lines)
    return original, text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def bare(text):
    return text.lstrip("\ufeff")


@given(roughened(REAL))
@law
def test_a_rough_file_states_the_same_after_it_is_mended(case):
    _, text = case
    with folder_with(text.encode()) as folder:
        for repair in write_repairs(repairs_for([folder], DAY))[0]:
            mended = text_of(repair.after)[0]
            assert plain(value_of(mended)[0]) == plain(value_of(bare(text))[0])
            assert unicodedata.is_normalized("NFC", mended)
            assert not mended.startswith("\ufeff")


@given(roughened(REAL))
@law
def test_only_lines_that_are_named_are_changed_and_they_lose_only_blanks_and_marks(case):
    _, text = case
    with folder_with(text.encode()) as folder:
        for repair in repairs_for([folder], DAY):
            before, after = text.split("\n"), repair.after.decode().split("\n")
            assert len(before) == len(after)
            changed = {n for n, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new}
            assert changed == {mend.line for mend in repair.mended}
            for old, new in zip(before, after, strict=True):
                whole = unicodedata.normalize("NFC", bare(old))
                assert new in {whole, whole.rstrip(" \t"), whole.rstrip(" \t\r") + "\r"}


@given(roughened(LOGS))
@law
def test_a_rough_entry_becomes_what_it_was(case):
    original, text = case
    entry, _ = mended_text(bare(text), partial(log_form_of, "x.yaml"))
    assert entry.replace("\r\n", "\n") == original


# --- misspelt keys --------------------------------------------------------------------------------------------------


@st.composite
def misspelt(draw, paths):
    """A real file, and the same with up to three keys that are misspelt, each in one way."""
    original = draw(st.sampled_from(paths)).read_text(encoding="utf-8")
    lines = original.split("\n")
    keyed = [n for n, line in enumerate(lines) if line.partition(":")[0].strip(" -").isalpha() and ":" in line]
    for n in draw(st.lists(st.sampled_from(keyed), max_size=3, unique=True)):
        head, _, rest = lines[n].partition(":")
        key = head.strip(" -")
        spot = draw(st.integers(0, len(key) - 1))
        wrong = draw(st.sampled_from([
            key.upper(), key.title(), fold(key), key[:spot] + key[spot + 1 :], key[:spot] + key[spot] + key[spot:],
            key[:spot] + key[spot : spot + 2][::-1] + key[spot + 2 :], key + "na",
        ]))  # fmt: skip
        lines[n] = head[: len(head) - len(key)] + wrong + ":" + rest
    return original, "\n".join(lines)


@given(misspelt(REAL))
@settings(law, max_examples=250)
def test_a_mended_key_is_the_right_one_and_nothing_else_of_the_file_changes(case):
    original, text = case
    with folder_with(text.encode()) as folder:
        before, _ = value_of(text)
        for repair in repairs_for([folder], DAY):
            mended = repair.after.decode()
            for was, old, new in zip(original.split("\n"), text.split("\n"), mended.split("\n"), strict=True):
                assert new in {was, old}
            assert leaves(value_of(mended)[0]) == leaves(before)
            assert {mend.code for mend in repair.mended} == {"LK109"}


def unknown_keys(folder):
    return [
        each.message
        for files in find_promises(folder).promises
        for each in load(files).findings
        if each.code == "LK109"
    ]


@given(misspelt(REAL), misspelt(LOGS))
@law
def test_what_is_mended_is_what_the_check_calls_unknown(promise, entry):
    with folder_with(promise[1].encode(), entry[1].encode()) as folder:
        before = unknown_keys(folder)
        repairs = repairs_for([folder], DAY)
        mended = [mend for repair in repairs for mend in repair.mended if mend.code == "LK109"]
        write_repairs(repairs)
        after = unknown_keys(folder)
        assert len(after) <= len(before)
        assert not before or mended or before == after
        for mend in mended:
            wrong, right = mend.text.removeprefix("bytte ").split(" mot ")
            assert f"okänd nyckel {wrong}" not in after
            assert f"okänd nyckel {right}" not in after


# --- anything -------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from([
    "kommun: 0114\n", "Kommun: ", "  - ", "\n", "\r\n", "\r", "\t", " \n", ": ", "- ", "[", "]", "{", "}", ",", "#", "? ", "|\n", ">- \n", "'", '"',
    "\\", "---\n", "0114", "2514 ", "å", "a\u030a", "\u0338", "\ufeff", "\x00", "\x85", "\u2028", "ansvar: ", "fokusomraden: ", "mal: ", "\u00a0",
    "<<<<<<< a\n", "======= \n", "=======\t\n", "datum: 2025-05-04 \n", "# loftekoll: tillåt LK109 – x\n", "löfte: trafik\n",
])  # fmt: skip


@st.composite
def damaged(draw, paths):
    """The bytes of a real file with up to five pieces torn out, doubled or put in."""
    data = draw(st.sampled_from(paths)).read_bytes()
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw(st.integers(0, 30)))
        torn = st.sampled_from([b"", data[start:stop] * 2])
        put = draw(st.one_of(torn, PIECES.map(str.encode), st.binary(max_size=3)))
        data = data[:start] + put + data[stop:]
    return data


YAMLISH = st.lists(PIECES, max_size=25).map("".join).map(str.encode)
PROMISE_BYTES = st.one_of(damaged([*REAL, *BROKEN]), YAMLISH)
ENTRY_BYTES = st.one_of(damaged(LOGS), YAMLISH)


@given(PROMISE_BYTES, ENTRY_BYTES)
@settings(law, max_examples=400)
def test_mending_any_bytes_a_second_time_changes_nothing(promise, entry):
    with folder_with(promise, entry) as folder:
        write_repairs(repairs_for([folder], DAY))
        once = tree(folder)
        assert repairs_for([folder], DAY) == []
        assert write_repairs(repairs_for([folder], DAY)) == ([], [])
        assert tree(folder) == once


@given(PROMISE_BYTES, ENTRY_BYTES)
@settings(law, max_examples=400)
def test_any_bytes_state_the_same_after_they_are_mended_but_for_keys_and_codes(promise, entry):
    with folder_with(promise, entry) as folder:
        for repair in repairs_for([folder], DAY):
            before, faults = value_of(bare(text_of(repair.before)[0]))
            after, _ = value_of(text_of(repair.after)[0])
            codes = {mend.code for mend in repair.mended}
            if faults:
                assert repair.after == repair.before.decode().lstrip("\ufeff").encode()
            elif not codes & {"LK109", "LK114"}:
                assert plain(after) == plain(before)
            else:
                assert len(leaves(after)) == len(leaves(before))
                assert [f"{leaf}" for leaf in map(plain_leaf, leaves(after))] == [
                    f"{leaf}" for leaf in map(plain_leaf, leaves(before))
                ]


def plain_leaf(leaf):
    return unicodedata.normalize("NFC", leaf) if isinstance(leaf, str) else leaf


@given(PROMISE_BYTES, ENTRY_BYTES)
@law
def test_a_file_that_says_nothing_wrong_says_nothing_wrong_afterwards(promise, entry):
    with folder_with(promise, entry) as folder:
        before = faults_of(folder)
        written, refused = write_repairs(repairs_for([folder], DAY))
        assert refused == []
        new_names = {old.name: new.name for old, new in renamed(written).items()}
        after = faults_of(folder)
        for name, codes in before.items():
            assert after[new_names.get(name, name)] <= codes | ALLOWED_AFTER.get(bool(codes), set())


ALLOWED_AFTER = {True: {"LK110", "LK111", "LK112", "LK113"}}
"""What a mended key or code can bring to light in a file that already had a fault."""


def faults_of(folder):
    """The codes of what the reader finds wrong with each file."""
    found = {path.name: set() for path in folder.rglob("*.yaml")}
    for files in find_promises(folder).promises:
        for each in load(files).findings:
            found[each.file.rpartition("/")[2]].add(each.code)
    return found
