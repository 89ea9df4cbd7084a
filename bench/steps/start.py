"""One command at a time: the commands that people type, against `python -c pass`, hledger, towncrier and doorstop."""

from functools import partial
from pathlib import Path

from environments import Setup
from measure import Command, Missing
from results import Outcome, Table
from workspaces import example_workspace, fragments, items, journal, taken_away

HEADING = "one command at a time"
PEERS = ("hledger", "towncrier", "doorstop")
F = "`python -c pass`"
LONG_PHRASE = "from loftekoll.phrase import parse; parse('minst ' * 16_667)"
LONG = "a phrase of 100,000 characters"
SINGLE = "one posting in each transaction"
LAST_DAY = "2025-12-31"
SMALL = 500
FEW_F, MANY_F = 9, 20
ADDING = """\
`logga` prints how the commitment stands, for which it reads the log as `status` does; but for that it does not depend
on the log's size. Its bound is judged with 500 log files, and with more its ratio to `status` tells what it adds."""
TIMES_BALANCE = 2


def measure(setup: Setup) -> Outcome:
    """Measures the commands with a small log and a large one."""
    many = setup.size(10_000, 1_000)
    commands = [*_general(setup), *_with_log(setup, SMALL), *_with_log(setup, many), *_peers(setup, many)]
    table = Table.of(commands, setup.rounds(15))
    claims = [
        table.ratio("`--help`", F, FEW_F, name="`--help` / F"),
        table.ratio(_status(SMALL), F, MANY_F, name=f"{_status(SMALL)} / F"),
        table.ratio(_status(many), _balance(many), TIMES_BALANCE),
        table.ratio(_status(many), F, name=f"{_status(many)} / F"),
        table.ratio(_add(SMALL), F, MANY_F, name=f"{_add(SMALL)} / F"),
        table.ratio(_add(many), F, name=f"{_add(many)} / F"),
        table.ratio(_add(many), _status(many)),
        table.ratio("`tolka`", F, name="`tolka` / F"),
        table.ratio(LONG, F, name=f"{LONG} / F"),
        *(table.ratio(_balance(size), F, name=f"{_balance(size)} / F") for size in (SMALL, many)),
        table.ratio(_status(SMALL), _balance(SMALL)),
        table.ratio(_status(many), _balance(many, SINGLE)),
        table.ratio(_add(SMALL), _created(SMALL)),
        table.ratio(_add(SMALL), _added(SMALL)),
        table.ratio(_report(SMALL), _draft(SMALL)),
    ]
    return Outcome(HEADING, "", [ADDING, "", *table.lines()], claims)


def _general(setup: Setup) -> list[Command | Missing]:
    """What has nothing to do with a log."""
    return [
        setup.python(F, "-c", "pass"),
        setup.ours("`--help`", "--help"),
        setup.ours("`tolka`", "tolka", "minst fyra insatser per år"),
        setup.python(LONG, "-c", LONG_PHRASE),
    ]


def _with_log(setup: Setup, entries: int) -> list[Command | Missing]:
    """What depends on a log, with so many log files; what `logga` wrote is taken away again."""
    workspace = example_workspace(setup.folder / f"exempel-{entries}", entries)
    log = workspace / "promises" / "exempelby" / "2025"
    where = ("--katalog", workspace)
    undo = partial(taken_away, log, list(log.iterdir()))
    return [
        setup.ours(_status(entries), "status", "exempelby", "--per", LAST_DAY, *where),
        setup.ours(
            _status(entries, " --format json"), "status", "exempelby", "--per", LAST_DAY, "--format", "json", *where
        ),
        setup.ours(_add(entries), "logga", "exempelby", "trafik", "--datum", LAST_DAY, *where, after=undo),
        setup.ours(_report(entries), "rapport", "exempelby", "--år", "2025", "--per", "2026-02-15", *where),
    ]


def _peers(setup: Setup, many: int) -> list[Command | Missing]:
    """What people would use instead, on as much."""
    return [
        _hledger(setup, SMALL),
        _hledger(setup, many),
        _hledger(setup, many, SINGLE),
        *_towncrier(setup, fragments(setup.folder / "fragment", SMALL)),
        _doorstop(setup, items(setup.folder / "doorstop-start", SMALL)),
    ]


def _hledger(setup: Setup, postings: int, form: str = "") -> Command | Missing:
    path = journal(setup.folder / f"{postings}{form[:3]}.journal", postings, is_single=bool(form))
    return setup.theirs(_balance(postings, form), setup.program("hledger"), "-f", path, "balance")


def _towncrier(setup: Setup, project: Path) -> list[Command | Missing]:
    made, tool = project / "fragments", setup.tool("towncrier")
    undo = partial(taken_away, made, list(made.iterdir()))
    create = ("create", "-c", "Fyra trafikinsatser vid skolorna.", "+.feature.md")
    draft = ("build", "--draft", "--version", "1", "--date", LAST_DAY)
    return [
        setup.theirs(_created(SMALL), tool, *create, folder=project, after=undo),
        setup.theirs(_draft(SMALL), tool, *draft, folder=project),
    ]


def _doorstop(setup: Setup, project: Path) -> Command | Missing:
    undo = partial(taken_away, project / "items", list((project / "items").iterdir()))
    return setup.theirs(_added(SMALL), setup.tool("doorstop"), "add", "LK", "--noreorder", folder=project, after=undo)


def _status(entries: int, options: str = "") -> str:
    return f"`status{options}`, {entries:,} log files"


def _add(entries: int) -> str:
    return f"`logga`, {entries:,} log files"


def _report(entries: int) -> str:
    return f"`rapport`, {entries:,} log files"


def _balance(postings: int, form: str = "") -> str:
    return f"`hledger balance`, {postings:,} postings{f', {form}' if form else ''}"


def _created(count: int) -> str:
    return f"`towncrier create`, {count:,} fragments"


def _draft(count: int) -> str:
    return f"`towncrier build --draft`, {count:,} fragments"


def _added(count: int) -> str:
    return f"`doorstop add`, {count:,} items"
