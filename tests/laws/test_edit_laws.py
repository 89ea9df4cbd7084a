"""Laws of editing a log file: it then states what was asked for, and every line that need not change has every byte."""

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from loftekoll.errors import LoftekollError
from loftekoll.store.append import entry_text
from loftekoll.store.edit import edited_text, file_bytes
from loftekoll.store.events import value_of
from loftekoll.store.text import text_of

law = settings(derandomize=True, deadline=None, max_examples=100)

IDS = st.sampled_from(["trafik", "samtal", "ungdom", "fot-patrull", "a1"])
PARTIES = st.sampled_from(["polisen", "kommunen", "Stiftelsen Åbo", "räddningstjänsten: norr"])
TEXTS = st.one_of(
    st.sampled_from(["Torget", "Östra ängen, vid bron", "it's", 'a "b"', "# nej", "ja", "12", "- x", "a: b", "{x}", "rad\nrad", "x  y", "'"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=30).map(str.strip).filter(bool),
)  # fmt: skip
VALUES = {
    "datum": st.one_of(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.just("2025-05-01/2025-07-31")),
    "löfte": st.lists(IDS, min_size=1, max_size=4, unique=True).map(tuple),
    "antal": st.integers(1, 9999),
    "cirka": st.just(True),
    "plats": TEXTS,
    "part": st.lists(PARTIES, min_size=1, max_size=3, unique=True).map(tuple),
    "timmar": st.integers(1, 400).map(lambda n: Fraction(n, 4)),
    "anteckning": TEXTS,
    "källa": TEXTS,
}
REQUIRED = {"datum", "löfte"}


@st.composite
def fields(draw):
    return {key: draw(value if key in REQUIRED else st.one_of(st.none(), value)) for key, value in VALUES.items()}


@st.composite
def by_hand(draw, given):
    """A file with these fields as a person might have written it, and the line that each key begins on."""
    keys = draw(st.permutations([key for key, value in given.items() if value is not None]))
    pieces = []
    for key in keys:
        pieces += draw(st.lists(st.sampled_from(["", "# en kommentar: med [tecken]", " # indragen"]), max_size=2))
        pieces.append(draw(written(key, given[key])))
    text = "\n".join(pieces) + draw(st.sampled_from(["", "\n", "\n\n", "\n# slut", "\n# slut\n"]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@st.composite
def written(draw, key, value):
    """A key with its value in one of the ways that YAML has, perhaps with a comment beside it."""
    plain = entry_text({key: value}).rstrip("\n")
    blanks, comment = draw(st.sampled_from([" ", "   "])), draw(st.sampled_from(["", "  # vid sidan", "\t# x"]))
    head, bare = f"{key}:", plain.partition(": ")[2]
    ways = [
        f"{head}{blanks}{bare}{comment}",
        f"{head}{comment}\n    {bare}{comment}",
        f'"{key}":{blanks}{bare}{comment}',
    ]
    if isinstance(value, tuple):
        items = [entry_text({"x": each})[3:-1] for each in value]
        ways.append(head + "".join(f"\n  - {item}{comment}" for item in items))
        ways.append(head + comment + "".join(f"\n- {item}" for item in items))
        ways.append(f"{head} [ {' , '.join(items)} ]{comment}")
        ways.append(f"{head} [" + ",".join(f"\n    {item}" for item in items) + f"\n  ]{comment}")
    if isinstance(value, str) and value.isascii() and value.isprintable():
        ways.append(f"{head}{blanks}'{value.replace(chr(39), chr(39) * 2)}'{comment}")
        ways.append(f"{head} |-{comment}\n  {value}")
        ways.append(f"{head} >-\n  {value}\n")
    return draw(st.sampled_from(ways))


def stated(text):
    value, faults = value_of(text)
    assert faults == []
    return {key: texts(each) for key, each in value.items()}


def texts(value):
    return [str(each).strip() for each in value] if isinstance(value, list) else [str(value).strip()]


@st.composite
def edits(draw):
    old, new = draw(fields()), draw(fields())
    changed = draw(st.lists(st.sampled_from(list(VALUES)), unique=True, max_size=4))
    changed = [key for key in changed if old[key] is not None or new[key] is not None]
    return old, old | {key: new[key] for key in changed}, changed, draw(by_hand(old))


@given(edits())
@law
def test_the_file_states_what_was_asked_for(case):
    _, new, changed, text = case
    after = edited_text(text, new, changed)
    own = value_of(entry_text(new))[0]
    assert stated(after) == {key: texts(each) for key, each in own.items()}


def lines_of(text):
    return text.splitlines(keepends=True)


@given(edits())
@law
def test_every_line_of_another_field_and_every_comment_line_keeps_its_bytes(case):
    """The lines that are kept stand in the same order; the last one may get or lose its line end with its neighbour."""
    _, new, changed, text = case
    after = edited_text(text, new, changed)
    kept = [line.rstrip("\r\n") for line in untouched(text, changed)]
    left = [line.rstrip("\r\n") for line in lines_of(after)]
    assert is_subsequence(kept, left)
    ends = {line[len(line.rstrip("\r\n")) :] for line in lines_of(text)} - {""}
    assert {line[len(line.rstrip("\r\n")) :] for line in lines_of(after)} - {""} <= (ends or {"\n"})
    assert len(changed) > 0 or after == text


def untouched(text, changed):
    """The lines of fields that are not changed, and those with nothing but a comment."""
    is_kept = True
    for line in lines_of(text):
        bare = line.strip()
        key = bare.partition(":")[0].strip('"')
        if key in VALUES and not line.startswith(" "):
            is_kept = key not in changed
        if (is_kept and bare) or (line.startswith("#")):
            yield line


def is_subsequence(some, whole):
    rest = iter(whole)
    return all(each in rest for each in some)


@given(edits())
@law
def test_an_edit_back_gives_the_same_statement_and_the_same_edit_again_nothing(case):
    old, new, changed, text = case
    once = edited_text(text, new, changed)
    assert edited_text(once, new, changed) == once
    assert stated(edited_text(once, old, changed)) == stated(text)


PIECES = st.sampled_from([
    "datum: 2025-05-03\n", "löfte: trafik\n", "löfte:\n  - a\n", "antal: 2\n", "plats:", " A\n", "\n", "\r\n", "\r", "\t", " ", ": ", "- ", "[", "]", "{", "}",
    ",", "#", " # x\n", "? ", "|\n", ">-\n", "'", '"', "\\", "---\n", "...\n", "&a ", "!x ", "å", "a\u030a", "\u0085", "\u2028", "part: [a, b]\n",
])  # fmt: skip


@given(st.lists(PIECES, max_size=20).map("".join), edits())
@settings(law, max_examples=200)
def test_any_text_is_edited_rightly_or_refused(text, case):
    """What is not to be changed states what it did; and nothing else than a refusal is raised."""
    _, new, changed, _ = case
    try:
        after = edited_text(text, new, changed)
    except LoftekollError:
        return
    before, now = value_of(text)[0], value_of(after)
    assert now[1] == []
    assert {key: texts(each) for key, each in before.items() if key not in changed} == {
        key: texts(each) for key, each in now[0].items() if key not in changed
    }


@given(st.integers(0, 2), edits())
@law
def test_the_bytes_before_the_text_stay(marks, case):
    _, new, changed, text = case
    before = "\ufeff".encode() * marks + text.encode()
    after = file_bytes(edited_text(text_of(before)[0], new, changed), before)
    assert after.startswith(before[: 3 * marks])
    assert text_of(after)[0] == edited_text(text, new, changed)
