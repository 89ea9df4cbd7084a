"""Bad input: every message, line, column and caret for the files of this folder, and for those that git cannot hold.

`expected.txt` holds the whole output for each; `pytest --update-golden` writes it anew, and its diff is read like code.
"""

import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PLAIN = sorted(path.stem for path in HERE.glob("*.yaml"))
RIGHT = """\
kommun: Exempelby
period: 2025
parter: [polisen, kommunen]
fokusområden:
  - namn: Trafik
    löften:
      - id: trafik
        text: Trafikinsatser på utvalda platser.
        mål: minst fyra trafikinsatser per år
        ansvarig: polisen
"""
ENTRY = "datum: 2025-05-03\nlöfte: trafik\n"
NAME = "2025-05-03-trafik-k7f3q9.yaml"


def _cut(data: bytes) -> bytes:
    """The bytes with one torn out of the middle of an å."""
    at = data.index("å".encode())
    return data[: at + 1] + data[at + 2 :]


BYTES: dict[str, bytes] = {
    "windows-1252": RIGHT.encode("cp1252"),
    "windows-1252-med-bom": b"\xef\xbb\xbf" + RIGHT.encode("cp1252"),
    "cp850": RIGHT.encode("cp850"),
    "mac-roman": RIGHT.encode("mac_roman"),
    "utf-16": RIGHT.encode("utf-16"),
    "utf-16-utan-bom": RIGHT.encode("utf-16-be"),
    "utf-16-bara-ascii": b"kommun: Kalix\n".decode().encode("utf-16-le"),
    "trasig-utf-8": _cut(RIGHT.encode()),
    "nul": RIGHT.replace("Trafik\n", "Tra\x00fik\n").encode(),
    "bom-inne-i-texten": RIGHT.replace("minst fyra", "\ufeffminst fyra").encode(),
    "escape": RIGHT.replace("Trafik\n", "Tra\x1b[31mfik\n").encode(),
    "hundratusen-klamrar": b"a: " + b"[" * 100_000 + b"]" * 100_000,
    "hundratusen-streck": b"- " * 100_000,
    "tre-megabyte": b"# " + b"x" * 3_000_000,
    "crlf-med-fel": RIGHT.replace("fyra", "fyrra").replace("\n", "\r\n").encode(),
    "bom-med-fel": b"\xef\xbb\xbf" + RIGHT.replace("Exempelby", "Exempelbi").encode(),
}
ACCEPTED: dict[str, bytes] = {
    "bom": b"\xef\xbb\xbf" + RIGHT.encode(),
    "tva-bom": b"\xef\xbb\xbf\xef\xbb\xbf" + RIGHT.encode(),
    "crlf": RIGHT.replace("\n", "\r\n").encode(),
    "utan-radslut": RIGHT.rstrip("\n").encode(),
    "nfd": RIGHT.replace("å", "a\u030a").replace("ö", "o\u0308").encode(),
}


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "rör.yaml")


def _pipe_in_log(folder: Path) -> None:
    (folder / "logg").mkdir()
    (folder / "logg.yaml").write_text(RIGHT, encoding="utf-8")
    os.mkfifo(folder / "logg" / NAME)


def _loop(folder: Path) -> None:
    (folder / "slinga.yaml").symlink_to("slinga.yaml")
    (folder / "slinga").symlink_to("slinga")


def _nowhere(folder: Path) -> None:
    (folder / "länk.yaml").symlink_to("borta.yaml")


def _leftover(folder: Path) -> None:
    (folder / "rest.yaml").write_text(RIGHT, encoding="utf-8")
    (folder / "rest").mkdir()
    (folder / "rest" / f".{NAME}.loftekoll-tmp").write_text("datum: 20", encoding="utf-8")


def _without_promise(folder: Path) -> None:
    (folder / "promises/exempelby/2025").mkdir(parents=True)
    (folder / "promises/exempelby/2025" / NAME).write_text(ENTRY, encoding="utf-8")
    (folder / "promises/exempelby/2024.yaml").write_text(RIGHT.replace("2025", "2024"), encoding="utf-8")


def _odd_name(folder: Path) -> None:
    (folder / "rad\nbrytning\x1b[31m.yaml").write_text("a: [", encoding="utf-8")


def _undecodable_name(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/k\xe4lla.yaml")).write_text("a: [", encoding="utf-8")


MADE: dict[str, Callable[[Path], None]] = {
    "namngivet-rör": _pipe,
    "namngivet-rör-i-logg": _pipe_in_log,
    "länk-till-sig-själv": _loop,
    "länk-till-ingenting": _nowhere,
    "halvskriven-fil": _leftover,
    "logg-utan-löfte": _without_promise,
    "styrtecken-i-filnamn": _odd_name,
    "filnamn-som-inte-är-utf-8": _undecodable_name,
}


@pytest.fixture
def checked(cli, tmp_path, monkeypatch):
    """Runs `kontrollera` on a path in a folder of its own, and gives a heading with the exit code and the output."""
    monkeypatch.chdir(tmp_path)

    def run(*paths: str) -> str:
        ran = cli("kontrollera", *paths, "--per", "2026-11-21")
        assert "Traceback" not in ran.err
        return f"kod {ran.code}\n{ran.out}{ran.err}"

    return run


def put(folder: Path, name: str) -> list[str]:
    """Make the case in the folder and give the paths to check."""
    if name in BYTES:
        (folder / f"{name}.yaml").write_bytes(BYTES[name])
        return [f"{name}.yaml"]
    if name in MADE:
        MADE[name](folder)
        return ["."]
    shutil.copy(HERE / f"{name}.yaml", folder)
    if (HERE / name).is_dir():
        shutil.copytree(HERE / name, folder / name)
        return [name]
    return [f"{name}.yaml"]


EXPECTED = HERE / "expected.txt"
CASES = [*PLAIN, *BYTES, *MADE]


def expected_texts() -> dict[str, str]:
    """The expected output of each case."""
    pieces = (
        re.split(r"^== (.+)\n", EXPECTED.read_text(encoding="utf-8"), flags=re.MULTILINE) if EXPECTED.exists() else [""]
    )
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def posix_only(name: str) -> None:
    if name in MADE and sys.platform == "win32":
        pytest.skip("the file system has no such files")


@pytest.mark.parametrize("name", CASES)
def test_the_whole_output_is_as_expected(name, checked, tmp_path, request):
    posix_only(name)
    actual = checked(*put(tmp_path, name))
    texts = expected_texts()
    if request.config.getoption("--update-golden"):
        texts[name] = f"{actual}\n"
        EXPECTED.write_text("".join(f"== {each}\n{texts[each]}" for each in CASES if each in texts), encoding="utf-8")
    assert actual + "\n" == expected_texts().get(name), "read the difference, then pytest --update-golden"


def test_nothing_is_expected_that_is_not_tested():
    assert list(expected_texts()) == CASES


@pytest.mark.parametrize("name", CASES)
def test_every_error_has_a_place_and_a_hint_and_gives_one(name):
    text = expected_texts()[name]
    heads = re.findall(r"^\S.*: (?:fel|varning|upplysning) LK\d{3} .+$", text, flags=re.MULTILINE)
    assert heads
    assert all(re.match(r".+:[1-9]\d*:[1-9]\d*: ", head) for head in heads)
    assert text.count("= tips: ") == len(heads)
    assert text.startswith("kod 1\n" if any(": fel LK" in head for head in heads) else "kod 0\n")


def test_every_caret_stands_under_the_place_that_is_named():
    pattern = re.compile(r"^[^\n]+?:(\d+):(\d+): [^\n]+\n( +\d+ \| )([^\n]*)\n( +\| )( *)\^", re.MULTILINE)
    found = list(pattern.finditer(EXPECTED.read_text(encoding="utf-8")))
    assert len(found) > 100
    for match in found:
        assert len(match[3]) == len(match[5])
        if match[4].isascii() and len(match[4]) < 100:
            assert len(match[6]) == int(match[2]) - 1


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_byte_order_mark_and_other_line_ends_are_no_fault(name, checked, tmp_path):
    (tmp_path / "rätt.yaml").write_bytes(ACCEPTED[name])
    assert checked("rätt.yaml") == "kod 0\nInga anmärkningar i 1 fil.\n"


def test_the_other_files_are_still_read(checked, tmp_path):
    folder = tmp_path / "promises" / "exempelby"
    folder.mkdir(parents=True)
    for name in [*PLAIN, *BYTES]:
        put(folder, name)
    (folder / "zz.yaml").write_text(RIGHT.replace("fyra", "fyrra"), encoding="utf-8")
    text = checked()
    assert text.startswith("kod 1\n")
    for name in [*PLAIN, *BYTES, "zz"]:
        assert f"promises/exempelby/{name}" in text
