"""The check of all promise files: `kontrollera` against check-jsonschema, yamale, yamllint, doorstop and libyaml."""

import json
import subprocess
from collections import Counter
from pathlib import Path

from environments import PROMISE_SCHEMA, ROOT, YAMALE_SCHEMA, Absent, Setup, quietly
from generate import write_promises
from measure import Command, Missing
from results import Outcome, Table
from workspaces import items

HEADING = "all promise files"
PEERS = ("checkers", "checkers with C", "doorstop")
DAY = "2018-03-01"
"""A day when none of the made-up promises has been silent for long, so that their empty logs are no fault."""
OURS, JSON_SCHEMA, YAMALE, EVENTS = "`kontrollera`", "`check-jsonschema`", "`yamale`", "libyaml, events alone"
OURS_ALONE, JSON_SCHEMA_C = "`kontrollera` on one core", "`check-jsonschema` with ruamel.yaml.clib"
YAMALE_ALONE, YAMALE_RUAMEL = "`yamale --cpu-num 1`", "`yamale --parser ruamel`"
YAMLLINT, DOORSTOP = "`yamllint`", "`doorstop`, as many items of one text each"
JSON_SCHEMA_OPTIONS = ("--schemafile", str(PROMISE_SCHEMA))
YAMALE_OPTIONS = ("--schema", str(YAMALE_SCHEMA))
LESS_THAN_JSON_SCHEMA, LESS_THAN_YAMALE = 0.10, 0.50
RAW_PARSE = """
import sys
from pathlib import Path
from yaml import StreamEndEvent
from yaml.cyaml import CParser
for path in Path(sys.argv[1]).rglob("*.yaml"):
    parser = CParser(path.read_bytes())
    while type(parser.get_event()) is not StreamEndEvent:
        pass
"""
ON_ONE_CORE = """
import os, sys
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
os.execv(sys.argv[1], sys.argv[1:])
"""
STYLE = "{extends: default, rules: {line-length: disable, document-start: disable, indentation: disable}}"
"""yamllint's own rules, but for three that the promises do not follow, so that it has nothing to print."""
FAULTS = (
    ("unknown key at the top", "lokalpolisområde:", "lokalpolisomrade:"),
    ("unknown key in a commitment", "        målgrupp: [elever i", "        målgrup: [elever i"),
    ("unknown key in the follow-up", "  skriftlig:", "  skriftligt:"),
    ("unknown key in a change", "skäl: Flera", "skel: Flera"),
    ("key missing at the top", "kommun: Exempelby\n", ""),
    ("key missing in a commitment", "        text: Gemensam tillsyn av serveringsställen.\n", ""),
    ("list for a text", "namn: Trafiksäkerhet", "namn: [Trafiksäkerhet]"),
    ("number for a list", "parter: [polisen, kommunen]", "parter: 7"),
    ("list in a map of texts", "{polisen: A000.000/2025,", "{polisen: [A000.000/2025],"),
    ("words for a period", "period: 2025\n", "period: tjugofem\n"),
    ("wrong choice", "typ: produktion", "typ: resultat"),
    ("wrong signs in an id", "id: skolbesok", "id: Skolbesök"),
    ("empty text", "text: Gemensam tillsyn av serveringsställen.", 'text: ""'),
    ("day that does not exist", "undertecknat: 2025-01-02", "undertecknat: 2025-02-30"),
    ("day in words", "från: 2025-07-01", "från: i juli"),
)
"""Faults that both schemas must refuse: each an edit of the right promise of Exempelby."""


def measure(setup: Setup) -> Outcome:
    """Measures the checkers on the same files."""
    workspace = setup.folder / "arbetsyta"
    files = write_promises(workspace, setup.size(290, 10))
    lines = [found_in(setup, workspace, len(files)), refused_alike(setup), ""]
    table = Table.of(_commands(setup, files, workspace / "promises"), setup.rounds(5))
    others = (JSON_SCHEMA_C, YAMALE_ALONE, YAMALE_RUAMEL, YAMLLINT, DOORSTOP, EVENTS)
    claims = [
        table.ratio(OURS, JSON_SCHEMA, LESS_THAN_JSON_SCHEMA),
        table.ratio(OURS, YAMALE, LESS_THAN_YAMALE),
        *(table.ratio(OURS, each) for each in others),
        table.ratio(OURS_ALONE, EVENTS),
        table.ratio(OURS_ALONE, YAMALE_ALONE),
    ]
    return Outcome(f"{HEADING}: {len(files):,}", "", [*lines, *table.lines()], claims)


def found_in(setup: Setup, workspace: Path, files: int) -> str:
    """What `kontrollera` finds in the promises: it ends well, so there is no error, which would be unfair to others."""
    program = (setup.scripts / "loftekoll", "kontrollera", workspace, "--per", DAY, "--format", "json")
    codes = Counter(f"{each['kod']} ({each['allvar']})" for each in json.loads(quietly(*program))["anmärkningar"])
    found = ", ".join(f"{number} {code}" for code, number in sorted(codes.items()))
    return f"`kontrollera` finds in {files:,} promise files, as they are to be: {found or 'nothing'}."


def refused_alike(setup: Setup) -> str:
    """Makes sure that both schemas accept the right promise and refuse each fault; the run ends if they do not."""
    tools = setup.peer("checkers")
    if isinstance(tools, Absent):
        return f"missing: {tools.reason}."
    right = (ROOT / "examples" / "promises" / "exempelby" / "2025.yaml").read_text(encoding="utf-8")
    tried = setup.folder / "lika.yaml"
    for title, old, new in (("rätt", "", ""), *FAULTS):
        if old and right.count(old) != 1:
            raise SystemExit(f"«{old}» står inte en gång i exemplet")
        tried.write_text(right.replace(old, new) if old else right, encoding="utf-8", newline="\n")
        for words in ((tools / "check-jsonschema", *JSON_SCHEMA_OPTIONS), (tools / "yamale", *YAMALE_OPTIONS)):
            code = subprocess.run([*words, tried], capture_output=True, check=False).returncode
            if code != (1 if old else 0):
                raise SystemExit(f"schemana är inte lika: {words[0].name} gav {code} för «{title}»")
    return f"The schemas are equal: both accept the right file, and refuse {len(FAULTS)} of {len(FAULTS)} faults."


def _commands(setup: Setup, files: list[Path], folder: Path) -> list[Command | Missing]:
    """Every command that is measured; all read the same files, but for doorstop, which reads its own."""
    check = ("kontrollera", folder, "--per", DAY)
    one_core = (ON_ONE_CORE, setup.scripts / "loftekoll")
    project = items(setup.folder / "doorstop-check", len(files))
    doorstop, events = setup.tool("doorstop"), setup.tool("checkers", "python")
    return [
        setup.python("`python -c pass`", "-c", "pass"),
        setup.theirs(EVENTS, events, "-c", RAW_PARSE, folder),
        setup.ours(OURS, *check),
        setup.python(OURS_ALONE, "-c", *one_core, *check),
        setup.ours("`kontrollera` today, with LK405", "kontrollera", folder),
        *_other_checkers(setup, files, folder),
        setup.theirs(DOORSTOP, doorstop, "--no-reformat", folder=project),
    ]


def _other_checkers(setup: Setup, files: list[Path], folder: Path) -> list[Command | Missing]:
    """What reads the same files as `kontrollera` does."""
    json_schema, yamale = (setup.tool("checkers", name) for name in ("check-jsonschema", "yamale"))
    with_c = setup.tool("checkers with C", "check-jsonschema")
    return [
        setup.theirs(JSON_SCHEMA, json_schema, *JSON_SCHEMA_OPTIONS, *files),
        setup.theirs(JSON_SCHEMA_C, with_c, *JSON_SCHEMA_OPTIONS, *files),
        setup.theirs(YAMALE, yamale, *YAMALE_OPTIONS, folder),
        setup.theirs(YAMALE_ALONE, yamale, *YAMALE_OPTIONS, "--cpu-num", "1", folder),
        setup.theirs(YAMALE_RUAMEL, yamale, *YAMALE_OPTIONS, "--parser", "ruamel", folder),
        setup.theirs(YAMLLINT, setup.tool("checkers", "yamllint"), "-d", STYLE, folder),
    ]
