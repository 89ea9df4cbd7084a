"""Safe repairs: what is mended and how little of the file that takes, what is left alone, and how it is written."""

import errno
import os
import re
import stat
import tempfile
import unicodedata
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from yaml import SafeLoader

from loftekoll.errors import LoftekollError
from loftekoll.model import Activity
from loftekoll.store import append, events, output
from loftekoll.store.check import checked
from loftekoll.store.read import load
from loftekoll.store.repair import Mend, diff_of, renamed, repairs_for, write_repairs
from loftekoll.store.repair.page import Edit, edited, page_of
from loftekoll.store.workspace import LEFTOVER, find_promises

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 21)
LOG = "promises/exempelby/2020-2199"
ENTRY = f"{LOG}/2025-05-03-trafik-aaaaaa.yaml"
PROMISE = "promises/exempelby/2020-2199.yaml"
PLAIN = "datum: 2025-05-03\nlöfte: trafik\n"


def nfd(text):
    return unicodedata.normalize("NFD", text)


def put(workspace, name, data):
    path = workspace.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def after(workspace, name, text):
    """What the file with this text becomes."""
    path = put(workspace, name, text)
    (repair,) = [each for each in repairs_for([workspace.folder], DAY) if each.path == path]
    return repair.after.decode()


def promise(first="kommun: Exempelby\n", commitment="        ansvarig: polisen\n"):
    return (
        f"{first}period: 2020–2199\nparter: [polisen, kommunen]\nfokusområden:\n  - namn: Trafik\n    löften:\n"
        f"      - id: trafik\n        text: Trafikinsatser.\n        mål: minst fyra trafikinsatser per år\n{commitment}"
    )


# --- what is mended -------------------------------------------------------------------------------------------------

ENTRIES = [
    pytest.param("\ufeff" + PLAIN, PLAIN, id="bom"),
    pytest.param("\ufeff\ufeff" + PLAIN, PLAIN, id="bom-twice"),
    pytest.param("\ufeffdatum: [\n", "datum: [\n", id="bom-of-a-file-that-is-no-yaml"),
    pytest.param(
        PLAIN + "plats: Å" + nfd("å") + " # " + nfd("ö") + "\n", PLAIN + "plats: Åå # ö\n", id="nfd-value-and-comment"
    ),
    pytest.param(nfd(PLAIN), PLAIN, id="nfd-key"),
    pytest.param("datum: 2025-05-03  \nlöfte: trafik\t \n", PLAIN, id="blanks"),
    pytest.param("datum: 2025-05-03 \r\nlöfte: trafik\t\r\n", PLAIN.replace("\n", "\r\n"), id="blanks-crlf"),
    pytest.param("datum: 2025-05-03 \rlöfte: trafik \r", PLAIN.replace("\n", "\r"), id="blanks-cr"),
    pytest.param(PLAIN + "# sagt av en roll \n", PLAIN + "# sagt av en roll\n", id="blanks-comment"),
    pytest.param(PLAIN + "   \nplats: torg\n", PLAIN + "\nplats: torg\n", id="blank-line"),
    pytest.param(PLAIN + "  ", PLAIN, id="blanks-at-the-end-without-line-end"),
    pytest.param(PLAIN + "plats: a  \n  b \n", PLAIN + "plats: a\n  b\n", id="blanks-plain-text-over-lines"),
    pytest.param(PLAIN + "anteckning: |  \n  a  \n", PLAIN + "anteckning: |\n  a  \n", id="blanks-block-header-only"),
    pytest.param(
        PLAIN + "anteckning: >-\n  a  \n\n# b  \npart: x  \n", PLAIN + "anteckning: >-\n  a  \n\n# b\npart: x\n",
        id="blanks-after-block",
    ),
    pytest.param(PLAIN + 'plats: "a  \n  b  "  \n', PLAIN + 'plats: "a  \n  b  "\n', id="blanks-after-quoted"),
    pytest.param('"plats": a  \n' + PLAIN, '"plats": a\n' + PLAIN, id="blanks-in-mapping-that-begins-with-a-quote"),
    pytest.param("Datum: 2025-05-03\nLÖFTE: trafik\n", PLAIN, id="keys-case"),
    pytest.param("datum: 2025-05-03\nlofte: trafik\n", PLAIN, id="key-without-dots"),
    pytest.param(nfd("datum: 2025-05-03\nLöfte: trafik\n"), PLAIN, id="nfd-and-case-of-one-key"),
    pytest.param(
        "datum: 2025-05-03\nlöftet :  trafik # x\n", "datum: 2025-05-03\nlöfte :  trafik # x\n", id="key-blanks-kept"
    ),
    pytest.param(
        "{'datumm': 2025-05-03, \"Löfte\": trafik}", "{'datum': 2025-05-03, \"löfte\": trafik}", id="keys-flow-quoted"
    ),
    pytest.param(PLAIN + "antekcning: a\n", PLAIN + "anteckning: a\n", id="key-transposed"),
    pytest.param(
        PLAIN + "bedomning: uppfyllt\n", PLAIN + "bedömning: uppfyllt\n", id="key-that-decides-the-kind-of-file"
    ),
    pytest.param("\ufeffdatum: 2025-05-03 \nlofte: trafik \n", PLAIN, id="all-at-once"),
    pytest.param(
        PLAIN + "Antal: 2\nTimmar: 3 # loftekoll: tillåt LK109 – prov \n",
        PLAIN + "antal: 2\nTimmar: 3 # loftekoll: tillåt LK109 – prov\n",
        id="blanks-though-a-finding-is-allowed",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "expected"), ENTRIES)
def test_an_entry_is_mended_and_the_rest_of_it_stays(workspace, before, expected):
    assert after(workspace, ENTRY, before) == expected


PROMISES = [
    pytest.param(promise("kommun: 0000\n"), promise('kommun: "0000"\n'), id="code-with-zero"),
    pytest.param(promise("kommun: 2514  # norr\n"), promise('kommun: "2514"  # norr\n'), id="code-integer"),
    pytest.param(promise("kommun: [0000, 2514]\n"), promise('kommun: ["0000", "2514"]\n'), id="codes-flow"),
    pytest.param(
        promise("kommun:\n  - 0000 \r\n  - Kalix\n"), promise('kommun:\n  - "0000"\r\n  - Kalix\n'), id="codes-block"
    ),
    pytest.param(promise("Kommun: 0000\n"), promise('kommun: "0000"\n'), id="code-under-a-mended-key"),
    pytest.param(promise(commitment="        ansvar: polisen\n"), promise(), id="key"),
    pytest.param(
        promise(commitment="        ansvar: [polisen]   # båda\n"),
        promise(commitment="        ansvarig: [polisen]   # båda\n"), id="key-value-and-comment-kept",
    ),
    pytest.param(promise().replace("mål:", "mal:").replace("fokusområden", "Fokusomraden"), promise(), id="keys-nested"),
    pytest.param(promise().replace("löften:", "löfte:"), promise(), id="key-above-others"),
    pytest.param(
        promise().replace("löften:", "lofte:").replace("mål:", "MAL:").replace("ansvarig:", "ansvar:"), promise(),
        id="misspelt-below-misspelt",
    ),
    pytest.param(
        promise("Kommun: 0000\nperiod: {Fran: 2020-01-01, till: 2021-12-31}\n").replace("period: 2020–2199\n", ""),
        promise('kommun: "0000"\nperiod: {från: 2020-01-01, till: 2021-12-31}\n').replace("period: 2020–2199\n", ""),
        id="key-of-a-period",
    ),
    pytest.param(
        promise().replace("minst fyra trafikinsatser per år", "{antal: 4, fonster: {Enhet: år}, varav: [{Antal: 1}]}"),
        promise().replace("minst fyra trafikinsatser per år", "{antal: 4, fönster: {enhet: år}, varav: [{antal: 1}]}"),
        id="keys-of-a-target",
    ),
    pytest.param(
        promise(commitment="        ändringar:\n        - {fran: 2021-01-01, mal: minst tre insatser, skal: x}\n"),
        promise(commitment="        ändringar:\n        - {från: 2021-01-01, mål: minst tre insatser, skäl: x}\n"),
        id="keys-of-a-change",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "expected"), PROMISES)
def test_a_promise_is_mended_and_the_rest_of_it_stays(workspace, before, expected):
    assert after(workspace, PROMISE, before) == expected


@pytest.mark.parametrize(
    ("name", "before", "expected"),
    [pytest.param(ENTRY, *case.values, id=case.id) for case in ENTRIES]
    + [pytest.param(PROMISE, *case.values, id=case.id) for case in PROMISES],
)
def test_without_the_c_part_of_pyyaml_the_same_is_mended(workspace, monkeypatch, name, before, expected):
    """That part alone reads a tab after a value."""
    monkeypatch.setattr(events, "_Parser", SafeLoader)
    assert after(workspace, name, before.replace("\t", " ")) == expected


def test_notes_of_a_year_have_keys_of_their_own(workspace):
    expected = "lärdomar: [en]\nåterkoppling:\n- {datum: 2025-05-03, till: styrgruppen}\n"
    before = "Lardomar: [en]\nåterkopling:\n- {Datum: 2025-05-03, till: styrgruppen}\n"
    assert after(workspace, f"{LOG}/uppfoljning-2025.yaml", before) == expected


def test_every_mend_has_its_line_and_code(workspace):
    put(workspace, PROMISE, "\ufeff# löftet\n" + promise("Kommun: 0000 \n", f"        ansvar: {nfd('åå')}\n"))
    (repair,) = repairs_for([workspace.folder], DAY)
    assert repair.mended == (
        Mend(1, "tog bort det osynliga tecknet (BOM) i början av filen"),
        Mend(2, "bytte «Kommun» mot «kommun»", "LK109"),
        Mend(2, "satte citattecken runt kommunkoden 0000", "LK114"),
        Mend(2, "tog bort blanksteg i slutet av raden"),
        Mend(11, "bytte «ansvar» mot «ansvarig»", "LK109"),
        Mend(11, "satte ihop bokstäver som var delade: å"),
    )
    assert (repair.path, repair.new_path) == (workspace.folder / PROMISE, workspace.folder / PROMISE)


# --- the proof ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "edit"),
    [
        pytest.param("2025", "2026", {}, id="another-value"),
        pytest.param("3", '"3"', {}, id="another-type"),
        pytest.param("0114", '"0114"', {}, id="text-for-a-code-that-nobody-meant"),
        pytest.param("0114", '"0114"', {"path": ("antal",), "value": "0115"}, id="another-code-than-meant"),
        pytest.param("antal", "timmar", {"path": ("antal",), "key": "plats"}, id="another-key-than-meant"),
        pytest.param("[a, b]", "[b, a]", {}, id="order-of-a-list"),
        pytest.param("[a, b]", "[a]", {}, id="length-of-a-list"),
        pytest.param("{x: 1, y: 2}", "{y: 2, x: 1}", {}, id="order-of-keys"),
        pytest.param("3", "[", {}, id="no-yaml"),
        pytest.param("3", "3\nantal: 3", {}, id="key-twice"),
        pytest.param("a ", "<<<<<<<\n  a", {}, id="conflict-mark"),
    ],
)
def test_an_edit_after_which_anything_else_is_stated_is_refused(old, new, edit):
    def form_of(_):
        return Activity

    page = page_of(f"antal: {old}\nlöfte: b\n" if old != "antal" else "antal: 3\n", form_of)
    start = page.text.index(old)
    assert page.value is not None
    assert edited(page, [Edit(start, start + len(old), new, "", **edit)], form_of) is None


# --- what is left alone ---------------------------------------------------------------------------------------------

UNTOUCHED = [
    pytest.param(ENTRY, PLAIN, id="well"),
    pytest.param(ENTRY, PLAIN.replace("\n", "\r\n"), id="crlf"),
    pytest.param(ENTRY, PLAIN.rstrip(), id="no-line-end"),
    pytest.param(ENTRY, PLAIN + "anteckning: |\n  a  \n   \n\tb\t\n", id="blanks-literal"),
    pytest.param(ENTRY, PLAIN + "anteckning: >+2\n    a  \n  \n  b \n  \n", id="blanks-folded-kept"),
    pytest.param(ENTRY, PLAIN + "plats: \"a \n  b\\ \n  c\"\nkälla: 'x  \n  y'\n", id="blanks-quoted"),
    pytest.param(ENTRY, PLAIN + "plats: a\u00a0\n", id="blank-that-is-no-blank"),
    pytest.param(ENTRY, PLAIN + "plats: a\n\t\nantal: 2 \n", id="no-yaml"),
    pytest.param(ENTRY, PLAIN + "plats: a \nplats: b\n", id="key-twice"),
    pytest.param(ENTRY, PLAIN + "<<<<<<< HEAD\nplats: a \n=======\nplats: b \n>>>>>>> gren\n", id="conflict"),
    pytest.param(ENTRY, PLAIN + "plats: a\x00 \n", id="nul"),
    pytest.param(ENTRY, PLAIN + "plats: a\x07 \n", id="control"),
    pytest.param(ENTRY, (PLAIN + "plats: ö \n").encode("latin-1"), id="latin-1"),
    pytest.param(ENTRY, (PLAIN + "plats: a \n").encode("utf-16"), id="utf-16"),
    pytest.param(ENTRY, "", id="empty"),
    pytest.param(ENTRY, "# bara en kommentar \n", id="comments-only"),
    pytest.param(ENTRY, "x" * 2_000_000 + " \n", id="too-large"),
    pytest.param(ENTRY, PLAIN + "park: Åparken\n", id="short-key-that-is-a-word"),
    pytest.param(ENTRY, PLAIN + "avtal: 3\n", id="key-of-five-letters-that-is-a-word"),
    pytest.param(ENTRY, PLAIN + "vägar: 3\n", id="key-like-none"),
    pytest.param(ENTRY, PLAIN + "Datum: 2025-05-04\n", id="right-key-stands-there"),
    pytest.param(ENTRY, PLAIN + "timmarna: 2\nTimmar: 3\n", id="two-keys-for-one"),
    pytest.param(ENTRY, PLAIN + "antalet: många\n", id="value-does-not-fit-the-near-key"),
    pytest.param(ENTRY, PLAIN + "bedomning: uppfyllt\nantal: 2\n", id="neither-entry-nor-assessment"),
    pytest.param(ENTRY, PLAIN + '"Plat\\u0073": x\n"Timma\\u0072": 3\n', id="key-with-escapes"),
    pytest.param(ENTRY, PLAIN + "TIMMAR: 2  # loftekoll: tillåt LK109 – prov\n", id="allowed-key"),
    pytest.param(ENTRY, PLAIN + "kommun: 0114\n", id="code-in-an-entry"),
    pytest.param(PROMISE, promise("kommun: 114\n"), id="code-of-three-digits"),
    pytest.param(PROMISE, promise("kommun: 9999\n"), id="code-of-nowhere"),
    pytest.param(PROMISE, promise("kommun: '0114'\n"), id="code-in-quotes"),
    pytest.param(PROMISE, promise("kommun: 0114 # loftekoll: tillåt LK114 – prov\n"), id="allowed-code"),
    pytest.param(PROMISE, promise("kommun: Kalix\ndiarienummer: {Polisen: 2514, KOMMUN: 0114}\n"), id="free-keys"),
    pytest.param(PROMISE, promise("kommun: Kalix\nförlängs: exempelby/2019\n"), id="key-that-means-the-opposite"),
    pytest.param(PROMISE, promise("kommun: Kalix\nkommunikationer: [[webb]]\n"), id="key-whose-list-does-not-fit"),
    pytest.param(PROMISE, promise("kommun: Kalix\nundertecknare: [chef, råd]\n"), id="key-whose-value-is-no-day"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), UNTOUCHED)
def test_nothing_is_done_when_it_is_not_proven_safe(workspace, name, text):
    path = put(workspace, name, text)
    assert [each for each in repairs_for([workspace.folder], DAY) if each.path == path] == []


@pytest.mark.parametrize("folder", ["promises", "examples"])
def test_the_published_files_need_no_repair(folder):
    assert repairs_for([ROOT / folder], DAY) == []


def test_a_blank_that_hides_a_conflict_mark_stays(workspace):
    put(workspace, ENTRY, PLAIN + "plats: a\n=======\t\n")
    assert repairs_for([workspace.folder], DAY) == []


def test_what_reads_otherwise_afterwards_is_not_done(workspace):
    """`>` and a combining stroke are one letter in NFC, but the sign of a block text in YAML."""
    put(workspace, ENTRY, PLAIN + "plats: x\nanteckning: >\u0338\n  a\n")
    put(workspace, f"{LOG}/2025-05-03-trafik-bbbbbb.yaml", PLAIN + "anteckning: a >\u0338 b\n")
    assert [each.path.name for each in repairs_for([workspace.folder], DAY)] == ["2025-05-03-trafik-bbbbbb.yaml"]


def test_links_are_left_alone(workspace, tmp_path):
    outside = tmp_path / "utanför"
    (outside / "2021").mkdir(parents=True)
    (outside / "2021.yaml").write_text(promise() + "# \n", encoding="utf-8")
    (outside / "2021" / "2021-05-03-trafik-aaaaaa.yaml").write_text("datum: 2021-05-03 \nlöfte: trafik\n", "utf-8")
    (workspace.folder / "promises/kalix").symlink_to(outside)
    (workspace.folder / LOG).mkdir()
    (workspace.folder / ENTRY).symlink_to(outside / "2021" / "2021-05-03-trafik-aaaaaa.yaml")
    assert len(find_promises(workspace.folder).promises) == 2
    assert repairs_for([workspace.folder], DAY) == []


def test_a_link_to_nothing_is_left_alone(workspace):
    (workspace.folder / LOG).mkdir()
    (workspace.folder / ENTRY).symlink_to("annat.yaml")
    assert repairs_for([workspace.folder], DAY) == []


def test_a_pipe_is_not_opened(workspace):
    (workspace.folder / LOG).mkdir()
    os.mkfifo(workspace.folder / ENTRY)
    assert repairs_for([workspace.folder], DAY) == []


# --- which files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(["."], [ENTRY, PROMISE], id="workspace"),
        pytest.param(["promises"], [ENTRY, PROMISE], id="promises"),
        pytest.param([LOG], [ENTRY, PROMISE], id="log"),
        pytest.param([PROMISE], [PROMISE], id="promise-alone"),
        pytest.param([ENTRY], [ENTRY], id="entry-alone"),
        pytest.param([PROMISE, ENTRY, ENTRY], [ENTRY, PROMISE], id="both"),
    ],
)
def test_of_files_only_those_given_are_mended_and_each_once(workspace, given, expected):
    put(workspace, PROMISE, promise() + "# \n")
    put(workspace, ENTRY, PLAIN + "# \n")
    found = repairs_for([Path(each) for each in given], DAY)
    assert [each.path for each in found] == [workspace.folder / name for name in expected]


def test_a_path_that_is_not_there_is_refused(workspace):
    with pytest.raises(LoftekollError, match="finns inte"):
        repairs_for([Path("annat.yaml")], DAY)


# --- names ----------------------------------------------------------------------------------------------------------

NAMES = [
    pytest.param("2025-05-13-trafik-k7f3q9.yaml", PLAIN, "2025-05-03-trafik-k7f3q9.yaml", id="day"),
    pytest.param("2025-05-03-samtal-k7f3q9.yaml", PLAIN, "2025-05-03-trafik-k7f3q9.yaml", id="commitment"),
    pytest.param("2025-05-13-trafik-k7f3q9.yml", PLAIN, "2025-05-03-trafik-k7f3q9.yaml", id="ending"),
    pytest.param("2025-5-3-trafik-k7f3q9.yaml", PLAIN, "2025-05-03-trafik-k7f3q9.yaml", id="form-of-day"),
    pytest.param(
        "2025-05-13-samtal-k7f3q9.yaml", "datum: 2025-05-03\nlöfte: [trafik, samtal]\n",
        "2025-05-03-samtal-k7f3q9.yaml", id="commitment-of-the-name-kept",
    ),
    pytest.param(
        "2025-05-03-trafik-k7f3q9.yaml", "datum: 2025-04\nlöfte: trafik\n", "2025-04-30-trafik-k7f3q9.yaml",
        id="stretch",
    ),
    pytest.param(
        "2025-05-13-trafik-k7f3q9.yaml", PLAIN + "bedömning: uppfyllt\n", "2025-05-03-trafik-k7f3q9.yaml",
        id="assessment",
    ),
    pytest.param(
        "2025-05-13-trafik-k7f3q9.yaml", "\ufeff" + PLAIN.replace("löfte", "Lofte"), "2025-05-03-trafik-k7f3q9.yaml",
        id="entry-that-must-be-mended-first",
    ),
    pytest.param("2025-05-03-trafik.yaml", PLAIN, "2025-05-03-trafik-??????.yaml", id="no-signs"),
    pytest.param("trafik.yaml", PLAIN, "2025-05-03-trafik-??????.yaml", id="only-the-commitment"),
    pytest.param("2025-05-03-trafik-k7f3q9 (1).yaml", PLAIN, "2025-05-03-trafik-??????.yaml", id="copy"),
    pytest.param("2025-05-03-trafik-K7F3Q9.yaml", PLAIN, "2025-05-03-trafik-??????.yaml", id="capital-signs"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), NAMES)
def test_a_name_becomes_what_the_entry_says_and_keeps_its_six_signs(workspace, name, text, expected):
    path = put(workspace, f"{LOG}/{name}", text)
    written, refused = write_repairs(repairs_for([path], DAY))
    assert refused == []
    assert renamed(written) == {path: written[0].new_path}
    assert [each.new_path for each in written] == list((workspace.folder / LOG).iterdir())
    assert re.fullmatch(re.escape(expected).replace(r"\?", "[a-z0-9]"), written[0].new_path.name)
    (files,) = find_promises(workspace.folder).promises
    loaded = load(files)
    assert [each.name for each in loaded.dossier.log] == [written[0].new_path.name]
    assert repairs_for([workspace.folder], DAY) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("datum: 2025-05-03\nlöfte: annat\n", id="unknown-commitment"),
        pytest.param("datum: 2025-05-03\nlöfte: [trafik, annat]\n", id="one-unknown-commitment"),
        pytest.param("datum: 2025-05-03\nlöfte: trafik\nantal: 0\n", id="wrong-count"),
        pytest.param("datum: 2025-02-30\nlöfte: trafik\n", id="no-such-day"),
        pytest.param(
            "# loftekoll: tillåt LK404 – ur ett annat system\ndatum: 2025-05-03\nlöfte: trafik\n", id="allowed"
        ),
    ],
)
def test_a_name_stays_when_the_entry_is_in_doubt(workspace, text):
    put(workspace, f"{LOG}/2025-05-13-trafik-k7f3q9.yaml", text)
    assert repairs_for([workspace.folder], DAY) == []


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [
        pytest.param("datum: 2025-05-03 {}\nlöfte: trafik\n", True, id="line-of-the-day"),
        pytest.param("{}\n\n# om dagen\n\ndatum: 2025-05-03\nlöfte: trafik\n", False, id="covers-another-comment"),
        pytest.param("löfte: trafik\n{}\ndatum: 2025-05-03\n", True, id="above-the-day-further-down"),
        pytest.param("datum: 2025-05-03\nlöfte: trafik {}\n", False, id="another-line"),
        pytest.param("datum: 2025-05-03\nlöfte: trafik\n{}\n", False, id="last-line"),
    ],
)
def test_a_comment_keeps_the_name_only_where_it_lets_the_finding_stand(workspace, text, is_kept):
    """The check and the repair agree on which names are allowed."""
    path = put(workspace, f"{LOG}/2025-05-13-trafik-k7f3q9.yaml", text.format("# loftekoll: tillåt LK404 – prov"))
    found = {each.code for each in checked([path], DAY).findings}
    assert (is_kept, "LK404" not in found) == (names_changed(workspace) == [], is_kept)


def names_changed(workspace):
    return [each.new_path for each in repairs_for([workspace.folder], DAY) if each.new_path != each.path]


def test_a_name_stays_when_the_promise_cannot_be_read(workspace):
    put(workspace, PROMISE, "kommun: Exempelby\n")
    put(workspace, f"{LOG}/2025-05-13-trafik-k7f3q9.yaml", PLAIN)
    assert repairs_for([workspace.folder], DAY) == []


def test_a_name_that_another_file_has_or_gets_is_not_taken(workspace):
    put(workspace, f"{LOG}/2025-05-03-trafik-k7f3q9.yaml", PLAIN + "plats: den första\n")
    put(workspace, f"{LOG}/2025-05-13-trafik-k7f3q9.yaml", PLAIN + "plats: den andra\n")
    put(workspace, f"{LOG}/2025-05-23-trafik-qqqqqq.yaml", PLAIN + "plats: den tredje\n")
    put(workspace, f"{LOG}/2025-05-24-trafik-qqqqqq.yaml", PLAIN + "plats: den fjärde\n")
    written, refused = write_repairs(repairs_for([workspace.folder], DAY))
    assert (len(written), len(renamed(written)), refused) == (3, 3, [])
    texts = sorted(path.read_text(encoding="utf-8").split()[-1] for path in (workspace.folder / LOG).iterdir())
    assert texts == ["andra", "fjärde", "första", "tredje"]


def test_a_name_that_is_taken_meanwhile_gets_other_signs(workspace, monkeypatch):
    signs = iter("bbbbbbcccccc")
    monkeypatch.setattr(append.secrets, "choice", lambda _: next(signs))
    put(workspace, f"{LOG}/2025-05-13-trafik-aaaaaa.yaml", PLAIN)
    repairs = repairs_for([workspace.folder], DAY)
    for taken in ("aaaaaa", "bbbbbb"):
        put(workspace, f"{LOG}/2025-05-03-trafik-{taken}.yaml", "andras\n")
    (written,), refused = write_repairs(repairs)
    assert refused == []
    assert renamed([written]) == {repairs[0].path: written.new_path}
    assert written.new_path.name == "2025-05-03-trafik-cccccc.yaml"
    assert {path.name[-11:-5]: path.read_text(encoding="utf-8") for path in (workspace.folder / LOG).iterdir()} == {
        "aaaaaa": "andras\n", "bbbbbb": "andras\n", "cccccc": PLAIN,
    }  # fmt: skip


# --- writing --------------------------------------------------------------------------------------------------------


def facts(folder):
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*") if path.is_file()}


def test_only_what_is_mended_is_written(workspace):
    put(workspace, ENTRY, PLAIN)
    wrong = put(workspace, f"{LOG}/2025-05-03-trafik-bbbbbb.yaml", PLAIN + "plats: a \n")
    before = facts(workspace.folder)
    write_repairs(repairs_for([workspace.folder], DAY))
    changed = facts(workspace.folder)
    assert wrong.read_text(encoding="utf-8") == PLAIN + "plats: a\n"
    assert before.keys() == changed.keys()
    assert [path for path in before if before[path] != changed[path]] == [wrong]


def test_planning_writes_nothing(workspace):
    put(workspace, ENTRY, "\ufeff" + PLAIN)
    before = facts(workspace.folder)
    diff_of(repairs_for([workspace.folder], DAY))
    assert facts(workspace.folder) == before


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_rights_of_the_file_stay(workspace, mode):
    path = put(workspace, ENTRY, "\ufeff" + PLAIN)
    path.chmod(mode)
    write_repairs(repairs_for([workspace.folder], DAY))
    assert path.read_bytes() == PLAIN.encode()
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_file_that_changed_meanwhile_is_left_and_the_others_are_mended(workspace):
    changed = put(workspace, ENTRY, PLAIN + "plats: a \n")
    other = put(workspace, f"{LOG}/2025-05-03-trafik-bbbbbb.yaml", PLAIN + "plats: a \n")
    repairs = repairs_for([workspace.folder], DAY)
    changed.write_text(PLAIN + "plats: b \n", encoding="utf-8")
    written, refused = write_repairs(repairs)
    assert [each.message for each in refused] == [f"«{ENTRY}» har ändrats sedan den lästes, och lämnas som den är"]
    assert [each.path for each in written] == [other]
    assert changed.read_text(encoding="utf-8") == PLAIN + "plats: b \n"
    assert other.read_text(encoding="utf-8") == PLAIN + "plats: a\n"


def test_every_refusal_is_told(workspace):
    paths = [put(workspace, f"{LOG}/2025-05-03-trafik-{n}aaaaa.yaml", "\ufeff" + PLAIN) for n in (1, 2)]
    repairs = repairs_for([workspace.folder], DAY)
    for path in paths:
        path.unlink()
    written, refused = write_repairs(repairs)
    assert written == []
    assert [each.message for each in refused] == [
        f"«{LOG}/2025-05-03-trafik-{n}aaaaa.yaml» finns inte längre" for n in (1, 2)
    ]
    assert list((workspace.folder / LOG).iterdir()) == []


def test_a_file_that_became_a_link_meanwhile_is_not_followed(workspace, tmp_path):
    path = put(workspace, ENTRY, "\ufeff" + PLAIN)
    repairs = repairs_for([workspace.folder], DAY)
    outside = path.rename(tmp_path / "utanför.yaml")
    path.symlink_to(outside)
    written, (refusal,) = write_repairs(repairs)
    assert written == []
    assert "har ändrats" in refusal.message
    assert outside.read_bytes() == ("\ufeff" + PLAIN).encode()
    assert path.is_symlink()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_when_the_disk_refuses_the_old_file_stays_whole(workspace, monkeypatch, number):
    def refuse(_):
        raise OSError(number, os.strerror(number))

    path = put(workspace, f"{LOG}/2025-05-13-trafik-aaaaaa.yaml", "\ufeff" + PLAIN)
    repairs = repairs_for([workspace.folder], DAY)
    monkeypatch.setattr(output.os, "fsync", refuse)
    written, (refusal,) = write_repairs(repairs)
    assert written == []
    assert refusal.message == f"kan inte skriva «{LOG}/{path.name}»"
    assert [(each, each.read_bytes()) for each in (workspace.folder / LOG).iterdir()] == [
        (path, ("\ufeff" + PLAIN).encode())
    ]


def test_when_a_name_cannot_be_changed_the_file_stays_and_the_new_name_is_given_back(workspace, monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    path = put(workspace, f"{LOG}/2025-05-13-trafik-aaaaaa.yaml", PLAIN)
    repairs = repairs_for([workspace.folder], DAY)
    monkeypatch.setattr(Path, "replace", refuse)
    written, (refusal,) = write_repairs(repairs)
    assert written == []
    assert refusal.message == f"kan inte byta namn på «{LOG}/{path.name}»"
    assert [(each, each.read_text(encoding="utf-8")) for each in (workspace.folder / LOG).iterdir()] == [(path, PLAIN)]


def test_when_only_the_name_cannot_be_changed_the_mended_text_counts_as_written(workspace, monkeypatch):
    replace = Path.replace

    def refuse(path, new):
        if path.name.endswith(LEFTOVER):
            return replace(path, new)
        raise PermissionError(errno.EACCES, "Permission denied")

    path = put(workspace, f"{LOG}/2025-05-13-trafik-aaaaaa.yaml", PLAIN + "plats: a \n")
    repairs = repairs_for([workspace.folder], DAY)
    monkeypatch.setattr(Path, "replace", refuse)
    (written,), (refusal,) = write_repairs(repairs)
    assert refusal.message == f"kan inte byta namn på «{LOG}/{path.name}»"
    assert (written.path, written.new_path, renamed([written])) == (path, path, {})
    assert written.mended == (Mend(3, "tog bort blanksteg i slutet av raden"),)
    assert [(each, each.read_bytes()) for each in (workspace.folder / LOG).iterdir()] == [(path, written.after)]


def gone(path, _):
    path.unlink()


def changed(path, _):
    path.write_text(PLAIN, encoding="utf-8")


def full(_, monkeypatch):
    def refuse(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(output.os, "fsync", refuse)


def fixed_name(path, monkeypatch):
    replace = Path.replace

    def refuse(this, new):
        if this == path:
            raise PermissionError(errno.EACCES, "Permission denied")
        return replace(this, new)

    monkeypatch.setattr(Path, "replace", refuse)


def write_protected(_, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)


@pytest.mark.parametrize(
    ("happens", "message"),
    [
        pytest.param(gone, "«{}» finns inte längre", id="gone"),
        pytest.param(changed, "«{}» har ändrats sedan den lästes, och lämnas som den är", id="changed"),
        pytest.param(write_protected, "«{}» är skrivskyddad, och lämnas som den är", id="write-protected"),
        pytest.param(full, "kan inte skriva «{}»", id="full"),
        pytest.param(fixed_name, "kan inte byta namn på «{}»", id="name"),
    ],
)
def test_no_refusal_shows_personal_data_of_a_file_name(workspace, monkeypatch, happens, message):
    path = put(workspace, f"{LOG}/2025-05-13-070-1740605.yaml", "\ufeff" + PLAIN)
    repairs = repairs_for([workspace.folder], DAY)
    happens(path, monkeypatch)
    _, (refusal,) = write_repairs(repairs)
    assert refusal.message == message.format(f"{LOG}/2025-05-13-***-*******.yaml")


@contextmanager
def without_rights(folder):
    """A person who is not root, and may not do what the modes below the folder forbid."""
    if os.geteuid() != 0:
        yield
        return
    nobody = 65534
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody, nobody)
    os.setresuid(nobody, nobody, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def shared(monkeypatch):
    """A workspace that others than root can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / LOG).mkdir(parents=True)
        (folder / PROMISE).write_text(promise(), encoding="utf-8")
        (folder / ENTRY).write_text("\ufeff" + PLAIN, encoding="utf-8")
        monkeypatch.chdir(folder)
        yield folder
        (folder / LOG).chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="Linux")
@pytest.mark.parametrize(
    ("name", "mode", "message"),
    [
        pytest.param(LOG, 0o555, f"kan inte skriva «{ENTRY}»", id="folder"),
        pytest.param(ENTRY, 0o444, f"«{ENTRY}» är skrivskyddad, och lämnas som den är", id="file"),
    ],
)
def test_what_may_not_be_written_is_refused_with_an_act(shared, name, mode, message):
    (shared / name).chmod(mode)
    with without_rights(shared):
        repairs = repairs_for([shared], DAY)
        written, (refusal,) = write_repairs(repairs)
    assert written == []
    assert refusal.message == message
    assert "skriv" in refusal.hint
    assert [each.name for each in (shared / LOG).iterdir()] == [Path(ENTRY).name]
    assert (shared / ENTRY).read_bytes() == ("\ufeff" + PLAIN).encode()


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="Linux")
def test_a_path_where_nobody_may_look_is_refused_like_one_that_is_not_there(shared):
    (shared / LOG).chmod(0o000)
    with without_rights(shared), pytest.raises(LoftekollError, match="finns inte"):
        repairs_for([shared / ENTRY], DAY)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="Linux")
def test_a_folder_where_nobody_may_look_does_not_keep_the_promise_from_being_mended(shared):
    (shared / PROMISE).write_text("\ufeff" + promise(), encoding="utf-8")
    (shared / LOG).chmod(0o444)
    with without_rights(shared):
        found = repairs_for([shared], DAY)
    assert [each.path for each in found] == [shared / PROMISE]


def test_no_half_written_file_is_left(workspace):
    put(workspace, f"{LOG}/2025-05-13-trafik-aaaaaa.yaml", "\ufeff" + PLAIN)
    write_repairs(repairs_for([workspace.folder], DAY))
    assert not list(workspace.folder.rglob(f"*{LEFTOVER}"))


# --- the diff -------------------------------------------------------------------------------------------------------


def test_the_diff_shows_the_changed_lines_with_three_around_and_the_new_names(workspace):
    put(workspace, PROMISE, promise("kommun: 0000\n", "        ansvar: polisen"))
    put(workspace, f"{LOG}/2025-05-13-trafik-aaaaaa.yaml", PLAIN)
    put(workspace, f"{LOG}/2025-05-14-trafik-åb.yaml", PLAIN.replace("lö", "lo"))
    repairs = repairs_for([workspace.folder], DAY)
    drawn = repairs[1].new_path.name
    assert (
        diff_of(repairs)
        == f"""\
diff --git a/{LOG}/2025-05-13-trafik-aaaaaa.yaml b/{LOG}/2025-05-03-trafik-aaaaaa.yaml
similarity index 100%
rename from {LOG}/2025-05-13-trafik-aaaaaa.yaml
rename to {LOG}/2025-05-03-trafik-aaaaaa.yaml
diff --git a/{LOG}/2025-05-14-trafik-åb.yaml b/{LOG}/{drawn}
rename from {LOG}/2025-05-14-trafik-åb.yaml
rename to {LOG}/{drawn}
--- a/{LOG}/2025-05-14-trafik-åb.yaml
+++ b/{LOG}/{drawn}
@@ -1,2 +1,2 @@
 datum: 2025-05-03
-lofte: trafik
+löfte: trafik
diff --git a/{PROMISE} b/{PROMISE}
--- a/{PROMISE}
+++ b/{PROMISE}
@@ -1,4 +1,4 @@
-kommun: 0000
+kommun: "0000"
 period: 2020–2199
 parter: [polisen, kommunen]
 fokusområden:
@@ -7,4 +7,4 @@
       - id: trafik
         text: Trafikinsatser.
         mål: minst fyra trafikinsatser per år
-        ansvar: polisen
\\ Radslut saknas i slutet av filen
+        ansvarig: polisen
\\ Radslut saknas i slutet av filen
"""
    )


def test_the_diff_never_shows_personal_data(workspace):
    name = "2025-05-13-070-1740605.yaml"
    put(
        workspace,
        f"{LOG}/{name}",
        PLAIN + "anteckning: ring 070-1740605 \nplats: torg\nkälla: roll@exempelby.invalid\n",
    )
    shown = diff_of(repairs_for([workspace.folder], DAY))
    assert f"rename from {LOG}/2025-05-13-***-*******.yaml\n" in shown
    assert "-anteckning: ring ***-******* \n+anteckning: ring ***-*******\n plats: torg\n källa: ****@" in shown
    assert "1740605" not in shown


def test_there_is_no_diff_of_nothing():
    assert diff_of([]) == ""
