"""Fuzzes `kontrollera` with broken copies of real files: `uv run python bench/fuzz.py [--seconds 600] [--seed N]`.

Breaks promises, logs, notes and settings of this repository by bytes, lines, values and words, puts them into a
workspace under right and odd names, runs the program in this process with random options, and holds every run against
the laws of `broken_laws`. A workspace that breaks one is kept, with the command that shows it again. Needs POSIX.
"""

import argparse
import contextlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unicodedata
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple
from xml.etree.ElementTree import ParseError, fromstring

from loftekoll.cli.app import app
from loftekoll.cli.run import run
from loftekoll.personal_data import hits_in
from loftekoll.rules import BY_CODE

ROOT = Path(__file__).parent.parent
FORMATS = ("text", "kort", "json", "github", "gitlab", "sarif", "junit")
LONGEST_SECONDS = 5.0
"""A run that takes longer on inputs of this size is a fault."""
HANGS = 30
READERS: dict[str, Callable[[str], object]] = {
    "json": json.loads, "gitlab": json.loads, "sarif": json.loads, "junit": fromstring,
}  # fmt: skip
UNSHOWN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
PERSONAL = {"LK501", "LK502", "LK503", "LK504", "LK505"}
SETTINGS = (
    b"kontrollera:\n  strikt: ja\n  ignorera: [LK2, LK405]\n",
    "kontrollera:\n  välj: [LK1, LK5]\n".encode(),
    b"kontrollera: {strikt: nej}\n",
)
KEYS = re.findall(r'"([a-zåäö]+)": \{', "".join(path.read_text("utf-8") for path in (ROOT / "schema").glob("*.json")))
PLAIN_WORDS = r"""
: - ? | > & * ! % @ ` # { } [ ] , ' " --- ... << ~ \ |+ >-2 &a *a !!int !!binary ja nej true null
0 00 0114 1e999 -1 0x1F 0o17 .inf .nan 1_000 12:30:45 999999999999999999999999 ½ ² ٣ ９ 2025 2019-W53 0000 9999
0000-01-01 9999-12-31 2025-02-30 2025-13-01 2025-05-01/2025-07-31 9999-12-31/0001-01-01 Exempelby Kalix kalix/2019
polisen kommunen trafik samtal uppfyllt produktion effekt välj LK2 070-1740605 namn@example.se ABC12D 5000-K123456-25
<<<<<<< ======= >>>>>>> ﬁ İ ß — "\ud800" "\x00" "\u0085" "\u0030\u0037\u0030-1740605"
"""
WORDS = (
    *PLAIN_WORDS.split(), "\t", "\0", "\r", "\x1b[31m", "\x85", "\xa0", "\u2028", "\u202e", "\u200b", "\ufeff",
    "\ud800", "a\u030a", "\U0001f46e\u200d", "minst fyra trafikinsatser per år", "högst två (3) per vecka",
    "senast 31 mars 2022", "två till tre i snitt", "var fjortonde dag under sommaren", "minst tio procent fler än 2019",
    "löpande", "i respektive stadsdel", "varav minst hälften", "tre gånger per tertial och kommun",
    "minst tvåtusenfemhundra", "# loftekoll: tillåt LK207 – prov", "# loftekoll: tillåt LK502, LK503 – växel",
    "# loftekoll: tillåt", "# loftekoll:tillåt LK999 – x", "# loftekoll: tillåt LK123 – prov", "<<<<<<< HEAD",
    "tel. 08-465 004 00", "+46 31 390 06 00", "regnr xyz98u", "K 1234-25", "Stina Exempelsson", "x" * 3_000,
    "minst " * 400, "9" * 5_000, "[" * 200, "{a: " * 60, "- " * 200, "a, " * 800, "'" * 99, "  " * 120,
)  # fmt: skip
ODD_NAMES = (
    "uppfoljning-2025.yaml", "uppfoljning-.yaml", "UPPFÖLJNING-2025.yaml", ".dold.yaml", "x.yml", "X.YAML", "a b.yaml",
    "2025-05-03-trafik-abc123.yaml", "2025-05-03-trafik.yaml.txt", "2025-02-30-trafik-abc123.yaml", "rad\nbrott.yaml",
    "\x1b[31mröd.yaml", "\udcff\udcfe.yaml", "a\u030aa\u0308.yaml", "-rf.yaml", "070-1740605.yaml", "a@example.se.yaml",
    ".x.yaml-a1b2c3.loftekoll-tmp", "%0A,::error::.yaml", "<b>&\"'.yaml", "|a|.yaml", "mapp.yaml/", "ögla.yaml@",
    "ögla@", "\u202eyaml.yaml", "å" * 100 + ".yaml", "undermapp/a.yaml", "a.yaml/b.yaml",
)  # fmt: skip
"""A name that ends with / becomes a folder, and one that ends with @ a link to itself."""

Files = dict[str, bytes]


class HangError(BaseException):
    """A run that does not end; no `Exception`, so that nothing of ours takes it for its own."""


class Origin(NamedTuple):
    """A real promise file: its bytes, and the files of its log by name."""

    path: Path
    promise: bytes
    log: Files


class Ran(NamedTuple):
    """What a run of the program came to, and its seconds."""

    code: int
    out: str
    err: str
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, metavar="N", help="the N:th workspace alone")
    chosen = parser.parse_args()
    kept = Path(tempfile.mkdtemp(prefix="loftekoll-fuzz-"))
    os.environ |= {"LOFTEKOLL_FELSOK": "1", "NO_COLOR": "1", "COLUMNS": "100", "GIT_CEILING_DIRECTORIES": str(kept)}
    signal.signal(signal.SIGALRM, _hang)
    corpus, until = list(origins()), time.monotonic() + chosen.seconds
    number, runs, files, failed, slowest = chosen.only or 0, 0, 0, 0, (0.0, "")
    while time.monotonic() < until:
        rng = Random(f"{chosen.seed}/{number}")
        made = made_workspace(rng, corpus)
        earlier = {name: broken(rng, data, corpus, 3) for name, data in made.items()}
        for argv in made_commands(rng, made):
            folder = kept / f"{number}-{runs}"
            seconds, faults = tried(made, earlier, argv, folder)
            shown = f"cd '{folder}' && loftekoll {' '.join(map(repr, argv))}"
            runs, files, slowest = runs + 1, files + len(made), max(slowest, (seconds, shown))
            if faults:
                failed += 1
                print("\n".join([f"\n{shown}   # --seed {chosen.seed} --only {number}", *faults]), flush=True)
            elif seconds < slowest[0]:
                shutil.rmtree(folder)
        number += 1
        if chosen.only is not None:
            break
    print(f"\n{runs} runs, {files} files, slowest {slowest[0]:.2f} s: {slowest[1]}\n{failed} failures, kept in {kept}")
    raise SystemExit(1 if failed else 0)


# --- what is broken -----------------------------------------------------------------------------------------------


def origins() -> Iterator[Origin]:
    """Every promise file of the repository with its log, also those that are examples of what is wrong."""
    for place in ("promises", "examples", "tests/broken", "tests/rules"):
        for path in sorted((ROOT / place).rglob("*.yaml")):
            log = path.with_suffix("")
            if path.parent.with_suffix(".yaml").is_file():
                continue
            names = sorted(log.glob("*.yaml")) if log.is_dir() else []
            yield Origin(path, path.read_bytes(), {each.name: each.read_bytes() for each in names})


def personal_number(rng: Random) -> str:
    """A made-up number of a person or of coordination with a right check digit, in one of the ways to write it."""
    day = rng.randint(1, 28) + rng.choice((0, 0, 60))
    digits = f"{rng.randint(0, 99):02}{rng.randint(1, 12):02}{day:02}{rng.randint(0, 999):03}"
    total = sum(sum(divmod(int(digit) * (2 - n % 2), 10)) for n, digit in enumerate(digits))
    century = rng.choice(("", "", "19"))
    return f"{century}{digits[:6]}{rng.choice('-+ –') if rng.random() < 0.8 else ''}{digits[6:]}{-total % 10}"


def word(rng: Random) -> str:
    kind = rng.random()
    return personal_number(rng) if kind < 0.1 else rng.choice(KEYS) + ": " if kind < 0.3 else rng.choice(WORDS)


def by_bytes(rng: Random, data: bytes, _corpus: Sequence[Origin]) -> bytes:
    at = rng.randrange(len(data) + 1)
    stop = min(len(data), at + rng.choice((0, 1, 1, 2, 8, 100)))
    return data[:at] + rng.choice((b"", rng.randbytes(1), rng.randbytes(6), data[at:stop] * 2)) + data[stop:]


def by_lines(rng: Random, data: bytes, corpus: Sequence[Origin]) -> bytes:
    lines = data.splitlines(keepends=True) or [b"\n"]
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(6):
        case 0:
            lines[at], lines[other] = lines[other], lines[at]
        case 1:
            lines[at:at] = lines[other : other + rng.choice((1, 1, 5, 40))]
        case 2:
            del lines[at : at + rng.choice((1, 1, 3, 20))]
        case 3:
            lines[at:at] = rng.choice(corpus).promise.splitlines(keepends=True)[: rng.choice((3, 10, 60))]
        case 4:
            lines[at] = rng.choice((b"  ", b" ", b"\t", b"- ", b"# ")) + lines[at]
        case _:
            lines[at] = lines[at].lstrip()
    return b"".join(lines)


def by_words(rng: Random, data: bytes, _corpus: Sequence[Origin]) -> bytes:
    """One word doubled, dropped, put elsewhere or replaced, or one of the dictionary put in."""
    parts = re.split(r"(\s+|[:,\[\]{}#-])", data.decode("utf-8", "surrogateescape"))
    at, other = rng.randrange(len(parts)), rng.randrange(len(parts))
    new = rng.choice((word(rng), f" {word(rng)} ", parts[at] * 2, "", parts[other]))
    parts[at : at + rng.choice((0, 1))] = [new]
    return _encoded("".join(parts))


def by_values(rng: Random, data: bytes, _corpus: Sequence[Origin]) -> bytes:
    """What stands after a colon or a dash replaced, so that the file often is YAML still."""
    text = data.decode("utf-8", "surrogateescape")
    spots = list(re.finditer(r"(?:: |- )([^\n]*)", text))
    if not spots:
        return data
    spot, new = rng.choice(spots), word(rng)
    new = rng.choice((new, new, f'"{new}"', f"[{new}, {new}]", f"{{{rng.choice(KEYS)}: {new}}}", f"{spot[1]} {new}"))
    return _encoded(text[: spot.start(1)] + new + text[spot.end(1) :])


def by_whole(rng: Random, data: bytes, _corpus: Sequence[Origin]) -> bytes:
    """Other line ends, another encoding, letters in parts, a BOM, tabs, blanks, or only a piece of it."""
    text = data.decode("utf-8", "surrogateescape")
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: _encoded(text.replace("\n", rng.choice(("\r\n", "\r", "\u2028", "\x85", " \n", "\n\n")))),
        lambda: text.encode(rng.choice(("utf-16", "utf-16-le", "cp1252", "cp850", "mac-roman", "utf-32")), "replace"),
        lambda: _encoded(unicodedata.normalize(rng.choice(("NFD", "NFKD")), text)),
        lambda: b"\xef\xbb\xbf" * rng.randint(1, 3) + data,
        lambda: _encoded(text.replace("  ", "\t")),
        lambda: data[: rng.randrange(len(data) + 1)],
        lambda: _encoded(text.swapcase()),
    )
    return rng.choice(ways)()


def _encoded(text: str) -> bytes:
    return b"".join(char.encode("utf-8", "surrogatepass" if char == "\ud800" else "surrogateescape") for char in text)


WAYS = (by_bytes, by_lines, by_lines, by_words, by_words, by_values, by_values, by_values)


def broken(rng: Random, data: bytes, corpus: Sequence[Origin], most: int = 6) -> bytes:
    """The bytes after a few changes, mostly one or two."""
    for _ in range(min(rng.randrange(most), rng.randrange(most))):
        data = rng.choice(WAYS)(rng, data, corpus)
    return by_whole(rng, data, corpus) if rng.random() < 0.1 else data


def made_workspace(rng: Random, corpus: Sequence[Origin]) -> Files:
    """The files of a workspace: a broken promise or two with logs, notes, odd names, and settings at times."""
    files: Files = {}
    for _ in range(rng.choice((1, 1, 2, 3))):
        origin = rng.choice(corpus)
        folder = (
            "exempelby" if rng.random() < 0.7 else rng.choice((origin.path.parent.name, "kalix", "Åre", "070-1740605"))
        )
        stem = (
            origin.path.stem if rng.random() < 0.6 else rng.choice(("2025", "2022-2023", "2025-03-11_2026", "ABC123"))
        )
        files[f"promises/{folder}/{stem}.yaml"] = broken(rng, origin.promise, corpus)
        log = origin.log or rng.choice(corpus).log
        for name in rng.sample(sorted(log), min(len(log), rng.randrange(6))):
            new = rng.choice(ODD_NAMES) if rng.random() < 0.2 else name
            files[f"promises/{folder}/{stem}/{new}"] = broken(rng, log[name], corpus)
        if rng.random() < 0.15:
            files[f"promises/{folder}/{rng.choice(ODD_NAMES)}"] = broken(rng, rng.choice(corpus).promise, corpus)
    if rng.random() < 0.15:
        files["loftekoll.yaml"] = broken(rng, rng.choice(SETTINGS), corpus, 4)
    return files


def write(files: Files, folder: Path) -> None:
    for name, data in files.items():
        path = folder / name.rstrip("@")
        with contextlib.suppress(OSError):  # two names that cannot stand beside each other
            path.parent.mkdir(parents=True, exist_ok=True)
            if name.endswith("@"):
                path.symlink_to(path)
            elif name.endswith("/"):
                path.mkdir(parents=True, exist_ok=True)
            else:
                path.write_bytes(data)


# --- what is run --------------------------------------------------------------------------------------------------


def made_commands(rng: Random, files: Files) -> Iterator[list[str]]:
    """Some commands on one workspace; each gets it anew."""
    for _ in range(3):
        argv = ["kontrollera", "--format", rng.choice(FORMATS)]
        argv += rng.choice(([], [], ["--strikt"]))
        argv += rng.choice(([], [], ["--välj", rng.choice(("LK1", "LK5,LK2", *BY_CODE))], ["--ignorera", "LK4"]))
        argv += rng.choice(([], [], ["--visa"], ["--laga"], ["--mot", "HEAD"]))
        argv += ["--per", rng.choice(("2019-06-30", "2025-07-01", "2026-11-21", "0001-01-01", "9999-12-31"))]
        if rng.random() < 0.2:
            argv += ["--", rng.choice([".", *(name.rstrip("@/") for name in files)])]
        yield argv
    yield ["status", *rng.choice(([], ["exempelby"], ["kalix"])), *rng.choice(([], ["--format", "json"]))]
    if rng.random() < 0.3:
        yield ["tolka", "-", *rng.choice(([], ["--format", "json"]))]


def tried(files: Files, earlier: Files, argv: Sequence[str], folder: Path) -> tuple[float, list[str]]:
    """The seconds of the slowest run of a command on a fresh workspace in the folder, and the laws that broke."""
    (folder / "promises").mkdir(parents=True)
    stdin = next(iter(files.values()))
    if argv[0] == "tolka":
        (folder / "stdin.txt").write_bytes(stdin)
    if "--mot" in argv:
        write(earlier, folder)
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x", "--allow-empty"]):
            who = ["-c", "user.name=x", "-c", "user.email=x", "-c", "commit.gpgsign=false"]
            subprocess.run(["git", "-C", str(folder), *who, *command], check=True, stderr=subprocess.DEVNULL)  # noqa: S607
    write(files, folder)
    before = tree(folder)
    first = ran(argv, stdin, folder)
    faults = list(broken_laws(argv, first, files if argv[0] == "kontrollera" else {}))
    after = tree(folder)
    if "--laga" not in argv:
        faults += ["a check has changed a file"] if after != before else []
    elif first.code < 2:
        second = ran(argv, stdin, folder)
        faults += ["--laga is not idempotent"] if tree(folder) != after else []
        faults += (
            ["the second --laga finds something else"] if (second.code, second.out) != (first.code, first.out) else []
        )
        faults += ["--laga has added or lost a file"] if len(before) != len(after) else []
    return first.seconds, faults


def tree(folder: Path) -> Files:
    """Every file below the folder but git's own, with what it holds."""
    found = (Path(at, name) for at, _, names in os.walk(folder) if ".git" not in Path(at).parts for name in names)
    return {str(path): b"" if path.is_symlink() else path.read_bytes() for path in found}


def _hang(*_: object) -> None:
    raise HangError


def ran(argv: Sequence[str], stdin: bytes, folder: Path) -> Ran:
    """The program run in this process in the folder; a warning is an error."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2)]
    old, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin))
    start = time.perf_counter()
    try:
        with (
            contextlib.chdir(folder), contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]),
            warnings.catch_warnings(action="error"),
        ):  # fmt: skip
            signal.alarm(HANGS)
            code = run(app, argv)
    finally:
        signal.alarm(0)
        sys.stdin = old
    out, err = (stream.detach().getvalue().decode() for stream in streams)
    return Ran(code, out, err, time.perf_counter() - start)


def broken_laws(argv: Sequence[str], done: Ran, files: Mapping[str, bytes]) -> Iterator[str]:
    """What a run may not do, whatever the files hold."""
    if done.code not in {0, 1, 2} or "Traceback (most recent call last)" in done.err or "Warning:" in done.err:
        yield f"exit code {done.code}\n{done.err[-3000:]}"
    if done.seconds > LONGEST_SECONDS:
        yield f"took {done.seconds:.1f} s"
    form = argv[argv.index("--format") + 1] if "--format" in argv and "--visa" not in argv else "text"
    seen = done.out + done.err
    if done.code < 2 and form in READERS:
        try:
            READERS[form](done.out)
        except (ParseError, ValueError) as error:
            yield f"{form} is not well-formed: {error}"
        seen = done.err
    if sign := UNSHOWN.search(seen):
        yield f"a sign that steers a terminal: {sign[0]!r}"
    shown = done.err + (done.out.partition('"results":')[2] if form == "sarif" else done.out)  # the rules have examples
    for name, data in files.items():
        for text in (data.decode("utf-8-sig", "replace"), name.rpartition("/")[2]):
            found = {text[hit.offset : hit.offset + hit.length] for hit in hits_in(text) if hit.code in PERSONAL}
            yield from (
                f"{each!r} of {name!r} is repeated"
                for each in found
                if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", shown)
            )


if __name__ == "__main__":
    main()
