"""A year of the whole country: `kontrollera` and `status` of a workspace with 145,000 log files, against hledger."""

from environments import Setup
from generate import write_promises
from measure import Command, Missing, cores
from results import Claim, Outcome, Table
from workspaces import journal

HEADING = "a year of the whole country"
PEERS = ("hledger",)
DAY = "2018-12-31"
ENTRIES = 500
CHECK, STATUS = "`kontrollera`", "`status` of the workspace"
THEIR_CHECK, THEIR_BALANCE = "`hledger check`", "`hledger balance`"
SINGLE = ", one posting in each transaction"


def measure(setup: Setup) -> Outcome:
    """Measures a workspace of all municipalities with one period."""
    workspace = setup.folder / "arbetsyta"
    municipalities, entries = setup.size(290, 10), setup.size(ENTRIES, 50)
    write_promises(workspace, municipalities, entries, periods=1)
    table = Table.of(_commands(setup, municipalities * entries), setup.rounds(3))
    claims = [
        *(table.ratio(CHECK, THEIR_CHECK + form) for form in ("", SINGLE)),
        *(table.ratio(STATUS, THEIR_BALANCE + form) for form in ("", SINGLE)),
        *(_memory(table, title) for title in (CHECK, STATUS)),
    ]
    size = f"{municipalities} municipalities × {entries} entries = {municipalities * entries:,} log files"
    told = f"{size}, on {cores()} cores; as many postings for hledger."
    return Outcome(HEADING, "", [told, "", *table.lines()], claims)


def _memory(table: Table, title: str) -> Claim:
    together = max(each.together for each in table.spent[title])
    return Claim(f"{title}: memory of all processes together, shared pages counted once", together, None, "MB")


def _commands(setup: Setup, postings: int) -> list[Command | Missing]:
    workspace, ledger = setup.folder / "arbetsyta", setup.program("hledger")
    double = journal(setup.folder / "dubbel.journal", postings)
    single = journal(setup.folder / "enkel.journal", postings, is_single=True)
    return [
        setup.ours(CHECK, "kontrollera", workspace, "--per", DAY, is_watched=True),
        setup.ours(STATUS, "status", "--per", DAY, "--katalog", workspace, is_watched=True),
        setup.theirs(THEIR_CHECK, ledger, "-f", double, "check"),
        setup.theirs(THEIR_CHECK + SINGLE, ledger, "-f", single, "check"),
        setup.theirs(THEIR_BALANCE, ledger, "-f", double, "balance"),
        setup.theirs(THEIR_BALANCE + SINGLE, ledger, "-f", single, "balance"),
    ]
