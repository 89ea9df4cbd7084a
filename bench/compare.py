"""Compares `kontrollera` with other checkers on 15 seeded faults: `uv run python bench/compare.py`.

Makes a right promise with a log, and one workspace for each fault by one edit of it. Runs every tool on them, and
writes what their output says to `docs/jamforelse.md`. Nothing in the table is written by hand, and a second run gives
the same file. The other tools are installed in an environment of their own, and loftekoll is that of this checkout.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from environments import PROMISE_SCHEMA, ROOT, TOOLS, YAMALE_SCHEMA, install_others

PAGE = ROOT / "docs" / "jamforelse.md"
LOG_SCHEMA = ROOT / "schema" / "logg.json"
YAMALE_LOG_SCHEMA = ROOT / "bench" / "schemas" / "yamale-logg.yaml"
DAY = "2025-04-20"
OUR_FAULT = 70
"""How loftekoll ends when it crashes, without a traceback."""
PROMISE_FILE = "promises/exempelby/2025.yaml"
LOG = "promises/exempelby/2025"
ENTRY = f"{LOG}/2025-03-03-trafik-k7f3q9.yaml"
PROMISE = """\
kommun: Exempelby
lokalpolisområde: Exempelbygden
period: 2025
undertecknat: 2025-01-02
parter: [polisen, kommunen]
uppföljning:
  skriftlig: senast februari 2026
fokusområden:
  - namn: Trafiksäkerhet
    löften:
      - id: trafik
        text: Trafikinsatser på utvalda platser.
        mål: minst fyra trafikinsatser per år
        ansvarig: polisen
        typ: produktion
  - namn: Närvaro
    löften:
      - id: fotpatrull
        text: Fotpatruller i centrum.
        mål: minst 20 fotpatruller per år
        ansvarig: polisen
"""

Files = Mapping[str, bytes]
"""The content of every file of a workspace, by its path."""
Edit = Callable[[Files], Files]

RIGHT: Files = {
    PROMISE_FILE: PROMISE.encode(),
    ENTRY: "datum: 2025-03-03\nlöfte: trafik\nantal: 2\nplats: Resecentrum\npart: polisen\n".encode(),
    f"{LOG}/2025-04-05-fotpatrull-zt82mc.yaml": "datum: 2025-04-05\nlöfte: fotpatrull\npart: polisen\n".encode(),
}


class Fault(NamedTuple):
    """A fault: its Swedish name, the edit that makes it, the file that it is in, and the pieces of that file at fault.

    A fault of a whole file has no pieces.
    """

    title: str
    edit: Edit
    marks: tuple[str, ...] = ()
    file: str = PROMISE_FILE


def _replaced(old: str, new: str, files: Files) -> Files:
    """The promise with one piece, which must be there once, replaced."""
    if PROMISE.count(old) != 1:
        raise SystemExit(f"«{old}» står inte en gång i löftet")
    return {**files, PROMISE_FILE: files[PROMISE_FILE].replace(old.encode(), new.encode())}


def _on_day(day: str, files: Files) -> Files:
    """The first log entry on another day, in its content and in its name."""
    kept = {path: content for path, content in files.items() if path != ENTRY}
    return {**kept, ENTRY.replace("2025-03-03", day): files[ENTRY].replace(b"2025-03-03", day.encode())}


def _with_bom(files: Files) -> Files:
    return {**files, PROMISE_FILE: b"\xef\xbb\xbf" + files[PROMISE_FILE]}


def _doubled(files: Files) -> Files:
    return {**files, f"{LOG}/2025-03-03-trafik-p4w8xc.yaml": files[ENTRY]}


def _emptied(files: Files) -> Files:
    return {**files, PROMISE_FILE: b""}


def _in_latin_1(files: Files) -> Files:
    return {**files, PROMISE_FILE: files[PROMISE_FILE].decode().encode("latin-1")}


def _fault(title: str, old: str, new: str, *marks: str) -> Fault:
    return Fault(title, partial(_replaced, old, new), marks or (new.strip(" "),))


_TARGET = "        mål: minst 20 fotpatruller per år\n"
_TABS = _fault("Tabb i indraget", "        ansvarig: polisen\n        typ", "\t\tansvarig: polisen\n        typ")
_BOM = Fault("BOM först i filen", _with_bom)
FAULTS = (
    _fault("Fel slag: en lista där en text ska stå", "text: Fotpatruller i centrum.", "text: [Fotpatruller i centrum]"),
    _fault("Okänd nyckel", "ansvarig: polisen\n        typ", "ansvar: polisen\n        typ"),
    _fault("Dubbel nyckel", "        typ: produktion\n", "        typ: produktion\n        typ: process\n",
           "typ: process"),
    _fault("Datum som inte finns: 2025-02-30", "undertecknat: 2025-01-02", "undertecknat: 2025-02-30"),
    _fault("Ord som inte får väljas", "typ: produktion", "typ: resultat"),
    Fault("Loggpost utanför löftets period", partial(_on_day, "2024-12-28"), ("datum: 2024-12-28",),
          f"{LOG}/2024-12-28-trafik-k7f3q9.yaml"),
    _fault("Samma id på två löften", "- id: fotpatrull\n        text: F", "- id: trafik\n        text: F"),
    _fault("Git-krock som står kvar", _TARGET,
           f"<<<<<<< HEAD\n{_TARGET}=======\n{_TARGET.replace('20', '30')}>>>>>>> gren\n",
           "<<<<<<< HEAD", "=======", ">>>>>>> gren"),
    _TABS,
    _BOM,
    _fault("Kommunkod med inledande nolla, utan citattecken", "kommun: Exempelby", "kommun: 0000"),
    Fault("Loggpost med datum i framtiden", partial(_on_day, "2025-04-28"), ("datum: 2025-04-28",),
          f"{LOG}/2025-04-28-trafik-k7f3q9.yaml"),
    Fault("Samma loggpost två gånger", _doubled, (), f"{LOG}/2025-03-03-trafik-p4w8xc.yaml"),
    Fault("Tom fil", _emptied),
    Fault("Filen är inte UTF-8", _in_latin_1, ("lokalpolisområde",)),
)  # fmt: skip
_LONG = "En mycket lång kanal, så lång att raden inte ryms i ett vanligt fönster på en skärm"
STYLE = (
    _fault("Blanksteg sist på raden", "period: 2025\n", "period: 2025  \n", "period: 2025"),
    _fault("Rad över 80 tecken", "uppföljning:\n", f"kommunikation: {_LONG}\nuppföljning:\n", "kommunikation"),
    _fault("Tre tomma rader", "uppföljning:\n", "\n\n\nuppföljning:\n", "uppföljning:"),
    _fault("Blanksteg innanför klammer", "[polisen, kommunen]", "[ polisen, kommunen ]"),
    _fault("Ojämnt indrag", "  skriftlig:", "     skriftlig:", "skriftlig:"),
)
"""What is no fault of a promise, but untidy."""


class Tool(NamedTuple):
    """A checker: its name, its commands for a workspace, how its output gives a place, and what is a remark in it."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    place: re.Pattern[str]
    remark: re.Pattern[str]


class Output(NamedTuple):
    """What the commands of a tool ended with and said."""

    codes: tuple[int, ...]
    lines: tuple[str, ...]


class Result(NamedTuple):
    """What a tool makes of a fault; `has_place` is whether there is a line to point at."""

    is_found: bool
    is_crash: bool
    has_place: bool
    is_right_line: bool
    is_right_column: bool
    is_swedish: bool


_LINE_COLUMN = re.compile(r"\bline (\d+), column (\d+)")
_NONE = re.compile(r"(?!)")


def tools(scripts: Path) -> tuple[Tool, ...]:
    """The four tools, as people run them."""
    return (
        _loftekoll(),
        _check_jsonschema(scripts),
        _yamale(scripts),
        _yamllint(scripts),
    )


def variants(scripts: Path) -> tuple[Tool, ...]:
    """The same tools with other settings."""
    octal = "{extends: default, rules: {octal-values: {forbid-implicit-octal: true}}}"
    return (
        _loftekoll("--strikt"),
        _check_jsonschema(scripts, "--verbose"),
        _yamale(scripts, "--parser", "ruamel"),
        _yamllint(scripts, "--strict"),
        _yamllint(scripts, "-d", octal, title="yamllint med regeln octal-values"),
    )


def _loftekoll(*options: str) -> Tool:
    program = str(Path(sys.executable).with_name("loftekoll"))
    place = re.compile(r"^[^\s:]+:(\d+):(\d+): (?:fel|varning|upplysning) LK")
    command = (program, "kontrollera", "promises", "--per", DAY, *options)
    return Tool(" ".join(("loftekoll kontrollera", *options)) if options else "loftekoll", (command,), place, place)


def _check_jsonschema(scripts: Path, *options: str) -> Tool:
    program = (str(scripts / "check-jsonschema"), *options, "--schemafile")
    commands = (*program, str(PROMISE_SCHEMA), PROMISE_FILE), (*program, str(LOG_SCHEMA), f"{LOG}/*")
    return Tool(" ".join(("check-jsonschema", *options)), commands, _LINE_COLUMN, _NONE)


def _yamale(scripts: Path, *options: str) -> Tool:
    program = (str(scripts / "yamale"), *options, "--schema")
    commands = (*program, str(YAMALE_SCHEMA), PROMISE_FILE), (*program, str(YAMALE_LOG_SCHEMA), LOG)
    return Tool(" ".join(("yamale", *options)), commands, _LINE_COLUMN, _NONE)


def _yamllint(scripts: Path, *options: str, title: str = "") -> Tool:
    place = re.compile(r"^\s+(\d+):(\d+)\s+(?:error|warning)\b")
    command = (str(scripts / "yamllint"), *options, "promises")
    return Tool(title or " ".join(("yamllint", *options)), (command,), place, place)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scripts = install_others(folder / "andra")
        PAGE.write_text("\n".join(_page(folder, scripts)) + "\n", encoding="utf-8", newline="\n")
    print(f"skrev {PAGE.relative_to(ROOT)}")


# --- measuring ----------------------------------------------------------------------------------------------------


def results_of(tool: Tool, faults: Sequence[Fault], folder: Path) -> tuple[Output, list[Result]]:
    """What a tool says of the right workspace, and what it makes of each fault."""
    right = _output(tool, RIGHT, folder)
    if any(right.codes) and not any(map(tool.remark.search, right.lines)):
        raise SystemExit(f"{tool.name} går inte att köra:\n" + "\n".join(right.lines))
    return right, [_result(tool, fault, right, folder) for fault in faults]


def _output(tool: Tool, files: Files, folder: Path) -> Output:
    """What the tool says of a workspace, without the path of the temporary folder."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        workspace = Path(name)
        for path, content in files.items():
            (workspace / path).parent.mkdir(parents=True, exist_ok=True)
            (workspace / path).write_bytes(content)
        done = [_run(command, workspace) for command in tool.commands]
    text = "\n".join(each.stdout + each.stderr for each in done).replace(f"{workspace.resolve()}/", "")
    return Output(tuple(each.returncode for each in done), tuple(text.splitlines()))


def _run(command: Sequence[str], workspace: Path) -> "subprocess.CompletedProcess[str]":
    given = [str(each.relative_to(workspace)) for each in sorted(workspace.glob(command[-1]))]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "COLUMNS": "100"}
    return subprocess.run(
        [*command[:-1], *given] if "*" in command[-1] else command,
        cwd=workspace, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def _result(tool: Tool, fault: Fault, right: Output, folder: Path) -> Result:
    """What is new in the tool's output beside that of the right workspace, and whether it points at the fault."""
    files = fault.edit(RIGHT)
    output = _output(tool, files, folder)
    new = [line for line in output.lines if line not in right.lines]
    is_found = output.codes != right.codes or any(map(tool.remark.search, new))
    places = {(int(found[1]), int(found[2])) for line in new for found in tool.place.finditer(line)}
    spots = [_spot(files[fault.file], mark) for mark in fault.marks]
    return Result(
        is_found=is_found,
        is_crash=OUR_FAULT in output.codes or any(line.startswith("Traceback (most recent call") for line in new),
        has_place=bool(spots),
        is_right_line=any(line == spot_line for line, _ in places for spot_line, _ in spots),
        is_right_column=any(line == at and column in columns for line, column in places for at, columns in spots),
        is_swedish=is_found and _is_swedish(new),
    )


def _spot(content: bytes, mark: str) -> tuple[int, range]:
    """The line of a piece of a file and its columns on that line, from 1."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    start = text.index(mark)
    if text.count(mark) != 1:
        raise SystemExit(f"«{mark}» står flera gånger i den felaktiga filen")
    column = start - text.rfind("\n", 0, start)
    return text.count("\n", 0, start) + 1, range(column, column + len(mark.partition("\n")[0]))


_QUOTED = re.compile(r"«[^»]*»|'[^']*'|\"[^\"]*\"")
# fmt: off
_SWEDISH = {
    "är", "inte", "finns", "filen", "får", "här", "ska", "stå", "står", "två", "har", "ligger", "saknar", "okänd", "av",
    "som", "raden", "posten", "den",
}
_ENGLISH = {
    "is", "are", "not", "the", "of", "found", "in", "to", "a", "were", "could", "validation", "data", "failed", "parse",
    "error", "unexpected", "with", "for", "while",
}
# fmt: on


def _is_swedish(lines: Sequence[str]) -> bool:
    """Whether there are more small words of Swedish than of English in what the tool itself says."""
    words = re.findall(r"[a-zåäö]+", _QUOTED.sub("", "\n".join(lines)).lower())
    return sum(word in _SWEDISH for word in words) > sum(word in _ENGLISH for word in words)


def reads_bom(tool: Tool, folder: Path) -> bool:
    """Whether the tool says nothing of a BOM, and still finds a fault in a file that begins with one."""
    _, (alone, both) = results_of(tool, (_BOM, _BOM._replace(edit=_tabs_after_bom)), folder)
    return both.is_found and not alone.is_found


def _tabs_after_bom(files: Files) -> Files:
    return _with_bom(_TABS.edit(files))


# --- the page -----------------------------------------------------------------------------------------------------


def _page(folder: Path, scripts: Path) -> Iterator[str]:
    chosen = tools(scripts)
    measured = [results_of(tool, FAULTS, folder) for tool in chosen]
    reading = [reads_bom(tool, folder) for tool in chosen]
    yield _INTRODUCTION
    yield _whole_files()
    yield ""
    yield f"| | Fel | {' | '.join(tool.name for tool in chosen)} |"
    yield f"|---|---|{'---|' * len(chosen)}"
    for number, fault in enumerate(FAULTS, 1):
        results = [results[number - 1] for _, results in measured]
        cells = [_cell(fault, each, is_read) for each, is_read in zip(results, reading, strict=True)]
        yield f"| {number} | {fault.title} | {' | '.join(cells)} |"
    yield ""
    yield from _sums(chosen, measured, reading)
    yield ""
    yield _HOW
    yield _versions()
    yield ""
    yield _SETTINGS
    for tool in variants(scripts):
        right, results = results_of(tool, FAULTS, folder)
        verdict = "fälls" if any(right.codes) else "godtas"
        yield f"| {tool.name} | {_known(results, is_read=reads_bom(tool, folder))} | {verdict} |"
    yield ""
    yield _STYLE
    styled = [results_of(tool, STYLE, folder)[1] for tool in chosen]
    yield f"| Ovårdat | {' | '.join(tool.name for tool in chosen)} |"
    yield f"|---|{'---|' * len(chosen)}"
    for number, fault in enumerate(STYLE):
        yield f"| {fault.title} | {' | '.join('ja' if each[number].is_found else 'nej' for each in styled)} |"
    yield ""
    yield _FAIRNESS


def _cell(fault: Fault, result: Result, is_read: bool) -> str:
    if fault is _BOM and is_read:
        return "läser"
    if not result.is_found:
        return "nej"
    words = ["kraschar" if result.is_crash else "ja"]
    words += ["rad"] if result.is_right_line else []
    words += ["kolumn"] if result.is_right_column else []
    words += ["svenska"] if result.is_swedish else []
    return ", ".join(words)


def _known(results: Sequence[Result], *, is_read: bool) -> int:
    """How many of the faults a tool finds or, the BOM, reads past."""
    return sum(result.is_found or (fault is _BOM and is_read) for fault, result in zip(FAULTS, results, strict=True))


def _sums(
    chosen: Sequence[Tool], measured: Sequence[tuple[Output, list[Result]]], reading: Sequence[bool]
) -> Iterator[str]:  # fmt: skip
    all_results = [results for _, results in measured]
    placed = sum(bool(fault.marks) for fault in FAULTS)
    rows: dict[str, list[int]] = {
        f"Hittar eller läser, av {len(FAULTS)}": [
            _known(results, is_read=is_read) for results, is_read in zip(all_results, reading, strict=True)
        ],
        f"Rätt rad, av {placed}": [sum(each.is_right_line for each in results) for results in all_results],
        f"Rätt kolumn, av {placed}": [sum(each.is_right_column for each in results) for results in all_results],
        "På svenska": [sum(each.is_swedish for each in results) for results in all_results],
        "Kraschar": [sum(each.is_crash for each in results) for results in all_results],
        "Anmärkningar på det rätta löftet": [
            sum(bool(tool.remark.search(line)) for line in right.lines)
            for tool, (right, _) in zip(chosen, measured, strict=True)
        ],
    }
    yield f"| Summa | {' | '.join(tool.name for tool in chosen)} |"
    yield f"|---|{'---:|' * len(chosen)}"
    for title, numbers in rows.items():
        yield f"| {title} | {' | '.join(map(str, numbers))} |"


def _whole_files() -> str:
    *others, last = (str(number) for number, fault in enumerate(FAULTS, 1) if not fault.marks)
    return f"Fel {', '.join(others)} och {last} gäller hela filen, så där finns ingen rad att peka på."


def _versions() -> str:
    pinned = (tool.replace("==", " ") for tool in TOOLS)
    return f"Versioner: loftekoll {version('loftekoll')} (den här kopian), {', '.join(pinned)}."


_INTRODUCTION = """\
# Jämförelse med andra program

<!-- Gjord av bench/compare.py: ändra där och kör `uv run python bench/compare.py`. -->

För den som samordnar löften och för den som väljer program på it-avdelningen. Vi gjorde ett rätt skrivet löfte med en
logg, och sedan femton kopior med ett fel i varje. Tabellen visar vad fyra program säger om kopiorna.

- **ja**: programmet säger till om kopian, men inte om det rätta löftet.
- **rad**, **kolumn**: det pekar på raden där felet står, och på den felaktiga nyckeln eller värdet.
- **svenska**: det säger det på svenska.
- **kraschar**: det avbryts av felet och skriver ut sin egen programkod. Filerna efter blir inte kontrollerade.
- **läser**: programmet läser filen rätt trots det.
- **nej**: programmet säger inget.
"""
_HOW = """\
## Så gjordes den

Varje program körs på det rätta löftet och på varje kopia, och det som är nytt i svaret jämförs med platsen för felet.
Inget i tabellerna är ifyllt för hand. Löftet, felen och reglerna för ja och nej står i `bench/compare.py`.

- loftekoll läser mappen `promises`, med 20 april 2025 som dagens datum.
- check-jsonschema får [schemat för löften](../schema/medborgarlofte.json) och [schemat för logg](../schema/logg.json).
- yamale får scheman som kräver samma saker, så långt yamale kan säga dem (`bench/schemas/`).
- yamllint läser mappen med sina egna grundregler. Det har inget schema och vet inte vilka nycklar som finns.

Datumet som inte finns står i en nyckel där schemat kräver en dag. I loggen, där också en månad eller ett år går bra, är
schemat inte lika strängt.
"""
_SETTINGS = """\
## Med andra inställningar

Hur många av felen som programmen hittar eller läser förbi, och vad de säger om det rätta löftet.

| Program | Antal | Det rätta löftet |
|---|---:|---|"""
_STYLE = """\
## Det de andra gör bättre

**yamllint** ser till att filer är vårdade. Sådant ändrar inte vad ett löfte betyder, men gör filen lättare att läsa.
"""
_FAIRNESS = """\
**check-jsonschema** fungerar med vilket schema som helst, i YAML, JSON och TOML, och har färdiga scheman för många
vanliga filer. Det säger var i strukturen felet sitter, också när det inte säger raden.

**yamale** har scheman som är korta att skriva och lätta att läsa, och kan kontrollera flera filer samtidigt.

Alla tre går att använda till andra filer. loftekoll kan bara medborgarlöften: därför vet det vad en period, ett mål och
en loggpost är. Vill ni också hålla filerna vårdade går det bra att köra yamllint bredvid."""


if __name__ == "__main__":
    main()
