"""What a follow-up report says, as values: every template shows the same ones (design §8)."""

from typing import NamedTuple


class Fact(NamedTuple):
    """A label and what it says."""

    label: str
    text: str


class WindowView(NamedTuple):
    """One window of a target in words."""

    name: str
    amount: str
    standing: str
    remark: str


class DoneView(NamedTuple):
    """What was done for a commitment in one month."""

    month: str
    amount: str
    places: str
    parties: str


class CommitmentView(NamedTuple):
    """One commitment with all that is known of it; empty texts where nothing is."""

    id: str
    text: str
    responsible: str
    partners: str
    audience: str
    target: str
    outcome: str
    sign: str
    standing: str
    assessment: str
    needs_assessment: bool
    differs: bool
    windows: tuple[WindowView, ...]
    done: tuple[DoneView, ...]
    changes: tuple[str, ...]


class AreaView(NamedTuple):
    """A focus area with why it was chosen."""

    name: str
    background: str
    commitments: tuple[CommitmentView, ...]


class Work(NamedTuple):
    """How the work was done: hours, entries by party, joint ones, and entries without a source."""

    entries: str
    hours: str
    by_party: tuple[tuple[str, str, str], ...]
    joint: str
    without_source: str


class Notes(NamedTuple):
    """What coordinators have written; empty where it is still to be filled in."""

    deviations: tuple[str, ...]
    lessons: tuple[str, ...]
    proposals: tuple[str, ...]
    feedback: tuple[Fact, ...]
    missing_file: str


class YearTable(NamedTuple):
    """How much was done for each commitment in each month of a year."""

    year: int
    months: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...], str], ...]


class ReportView(NamedTuple):
    """Everything that a template needs."""

    title: str
    name: str
    day: str
    is_over: bool
    facts: tuple[Fact, ...]
    background: str
    summary: tuple[str, ...]
    areas: tuple[AreaView, ...]
    deviations: tuple[Fact, ...]
    work: Work
    notes: Notes
    years: tuple[YearTable, ...]
    glossary: tuple[Fact, ...]
