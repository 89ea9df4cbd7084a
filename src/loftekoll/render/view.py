"""What a follow-up report says, as values: every form shows the same ones (design §8).

All texts are Swedish, on one line, ready to be shown, and free of signs that do not print; a form only has to escape
them for its own language. An empty text means that there is nothing to say. Everything is sorted as it is to be shown.
"""

from enum import StrEnum
from typing import NamedTuple

from loftekoll.render.stretches import ended
from loftekoll.render.wording import Words, legend
from loftekoll.windows import Number


class Variant(StrEnum):
    """For whom a report is: everybody, residents, the steering group, or the municipal executive board."""

    ALL = "alla"
    RESIDENTS = "invånare"
    STEERING = "styrgrupp"
    BOARD = "ks"


class Sections(NamedTuple):
    """Which sections a document has; a form asks before it writes one. Every variant names every commitment.

    Without `details` a commitment is only a row of its area's table, without `tables` only a section of its own.
    """

    background: bool = True
    tables: bool = True
    """A table of each area: number, commitment, responsible, target, outcome, assessment."""
    details: bool = True
    """Each commitment by itself."""
    done: bool = True
    """What was done month by month, as a table; where not, `CommitmentView.done_words` says it shortly."""
    charts: bool = True
    deviations: bool = True
    work: bool = True
    comparison: bool = True
    lessons: bool = True
    proposals: bool = True
    feedback: bool = True
    missing: bool = True
    """A list of what is still to be filled in."""
    months: bool = True
    """The appendix with what was done in each month."""
    method: bool = True
    glossary: bool = True


class Fact(NamedTuple):
    """A label and what it says."""

    label: str
    text: str


# --- pictures -----------------------------------------------------------------------------------------------------


class Point(NamedTuple):
    """So much from a day on; `day` is counted from 0 for the first day of the picture."""

    day: int
    number: Number


class Tick(NamedTuple):
    """A month's name below its first day, counted from 0 for the first day of the picture."""

    day: int
    label: str


class Cell(NamedTuple):
    """A window from its first day up to but not including `stop`, and how it went: gjort, missat, oklart, kommer."""

    start: int
    stop: int
    state: str


class ChartView(NamedTuple):
    """A picture of one window, with exact numbers; `chart_svg.chart_svg` draws it.

    `kind` is `takt` (done against the pace that reaches the target), `gräns` (done against a limit) or `fönster` (a
    strip of `cells`, one for each week or month). `days` is the window's length, `until` how many of its days have
    begun. `steps` is what was done in all from each day on, `pace` what ought to be done from each day on; both begin
    at 0. `anchor` is unique in the document. All that is seen is in a table or a sentence too: `description` says it.
    """

    anchor: str
    kind: str
    title: str
    description: str
    days: int
    until: int
    required: Number
    done: Number
    done_label: str
    required_label: str
    steps: tuple[Point, ...]
    pace: tuple[Point, ...]
    cells: tuple[Cell, ...]
    ticks: tuple[Tick, ...]

    @property
    def legend(self) -> str:
        """What its lines or boxes mean."""
        return legend(self.kind, (cell.state for cell in self.cells))


# --- commitments --------------------------------------------------------------------------------------------------


class WindowView(NamedTuple):
    """One window of a target: `2025`, `3 av minst 4`, ◐, `delvis uppfyllt`, `missat: vecka 25 2025`."""

    name: str
    amount: str
    sign: str
    standing: str
    remark: str


class DoneRow(NamedTuple):
    """What was done for a commitment in one month.

    `month` is `mars 2025`; a sum over several months has a row of its own in the month where it counts, `januari–mars
    2025`. `iso` is `2025-03`, empty for a sum over months; `hours` a number alone; `total` is all that is done in the
    window so far, `due` what ought to be by the target of that time.
    """

    month: str
    iso: str
    amount: str
    hours: str
    total: str
    due: str
    places: str
    parties: str


class DoneTable(NamedTuple):
    """What was done month by month; the flags say which columns hold anything, `note` why rows are not shown."""

    caption: str
    rows: tuple[DoneRow, ...]
    has_hours: bool
    has_pace: bool
    has_places: bool
    has_parties: bool
    note: str


class CommitmentView(NamedTuple):
    """One commitment with all that is known of it.

    `number` is its place in the promise from 1, `name` its first words, `heading` both (`Löfte 1: Trafikinsatser …`),
    `id` what it is called in the log. `outcome` is `amount` and `standing` together: `5 av minst 4, uppfyllt`. `sign`
    is decoration: the word always stands beside it. `assessments` are what persons have said, with reasons and days.
    """

    number: int
    id: str
    anchor: str
    name: str
    heading: str
    text: str
    responsible: str
    partners: str
    audience: str
    target: str
    amount: str
    sign: str
    standing: str
    outcome: str
    assessments: tuple[str, ...]
    needs_assessment: bool
    differs: bool
    is_sensitive: bool
    changes: tuple[str, ...]
    windows: tuple[WindowView, ...]
    done: DoneTable
    done_words: str
    charts: tuple[ChartView, ...]

    @property
    def assessment(self) -> str:
        """All that persons have said of it, as one text; `ska fyllas i` where a person has to."""
        texts = self.assessments
        return (" ".join(map(ended, texts)) if len(texts) > 1 else "".join(texts)) or (
            "ska fyllas i" if self.needs_assessment else ""
        )


class AreaView(NamedTuple):
    """A focus area with why it was chosen."""

    anchor: str
    name: str
    background: str
    commitments: tuple[CommitmentView, ...]


# --- the rest of a chapter ----------------------------------------------------------------------------------------


class Deviation(NamedTuple):
    """A commitment that is behind, was not wholly kept, was changed or withdrawn, and the reasons that are given."""

    number: int
    id: str
    anchor: str
    name: str
    text: str


class PartyRow(NamedTuple):
    """How many entries and hours a party has."""

    party: str
    entries: str
    hours: str


class Work(NamedTuple):
    """How the work was done: `152 poster`, `169,5 timmar`, `3 av 152 poster` were joint, `9 av 152` have no source."""

    entries: str
    hours: str
    joint: str
    without_source: str
    by_party: tuple[PartyRow, ...]
    note: str


class ComparisonRow(NamedTuple):
    """What a commitment came to before and now; `remark` tells when the target is another one."""

    number: int
    id: str
    anchor: str
    name: str
    before: str
    now: str
    remark: str


class Comparison(NamedTuple):
    """The promise beside the one that it extends, or a year beside the year before; `gone` are no longer promised."""

    before: str
    now: str
    intro: str
    rows: tuple[ComparisonRow, ...]
    gone: tuple[Fact, ...]


class Notes(NamedTuple):
    """What coordinators have written; where a list is empty, `missing` says that it is to be filled in, and where."""

    deviations: tuple[str, ...]
    lessons: tuple[str, ...]
    proposals: tuple[str, ...]
    feedback: tuple[Fact, ...]
    missing: str


class MonthRow(NamedTuple):
    """A row of the appendix: a cell for each month, in the unit that is counted (`antal`, `timmar`, `poster`)."""

    number: int
    id: str
    anchor: str
    name: str
    unit: str
    cells: tuple[str, ...]
    sum: str


class MonthTable(NamedTuple):
    """What was done in each month of a year: `months` heads the cells (`jan`, `feb` …)."""

    year: str
    months: tuple[str, ...]
    rows: tuple[MonthRow, ...]
    note: str


class ChapterView(NamedTuple):
    """One promise over one span of time.

    `title` is `Exempelby 2025`, `anchor` is unique in the document and begins those of all parts, `name` is the
    promise's own (`exempelby/2025`). `is_over` when the span is past, `is_logged` when anything is logged in it.
    """

    title: str
    anchor: str
    name: str
    is_over: bool
    is_logged: bool
    facts: tuple[Fact, ...]
    summary: tuple[str, ...]
    background: str
    areas: tuple[AreaView, ...]
    deviations: tuple[Deviation, ...]
    work: Work
    comparison: Comparison | None
    notes: Notes
    missing: tuple[str, ...]
    months: tuple[MonthTable, ...]

    @property
    def commitments(self) -> tuple[CommitmentView, ...]:
        """All commitments of all areas, in order."""
        return tuple(each for area in self.areas for each in area.commitments)


class DocumentView(NamedTuple):
    """A whole report: everything that a form needs.

    `day` is the day that the figures are about, in words, and `iso_day` as `2026-02-15`. `audience` says for whom a
    variant is. `command` is what makes the document again. With several chapters `facts` is about all of them and each
    chapter has a heading of its own, in Swedish order of the municipalities; with one, its own facts say everything.
    """

    title: str
    name: str
    day: str
    iso_day: str
    command: str
    variant: Variant
    audience: str
    sections: Sections
    has_several: bool
    facts: tuple[Fact, ...]
    chapters: tuple[ChapterView, ...]
    method: tuple[str, ...]
    glossary: tuple[Fact, ...]
    words: Words = Words()
