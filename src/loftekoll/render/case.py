"""One commitment of a promise with what a report needs to tell of it."""

from datetime import date
from typing import NamedTuple

from loftekoll.model import Activity
from loftekoll.period import Stretch
from loftekoll.progress import CommitmentProgress, PromiseProgress
from loftekoll.render.words import is_past, shown_standing
from loftekoll.tally import Standing


class Case(NamedTuple):
    """One commitment as a report is to tell of it.

    `log` is all its entries until the day, `entries` those of them that count in the span of the report: an entry
    counts on the last day of its stretch. `others` are the stretches of all that is logged for the promise until the
    day, `sensitive_ids` the commitments of the promise whose details are not told.
    """

    found: CommitmentProgress
    span: Stretch
    log: tuple[Activity, ...]
    entries: tuple[Activity, ...]
    others: tuple[Stretch, ...]
    sensitive_ids: frozenset[str]
    day: date
    is_over: bool
    is_sensitive: bool

    @property
    def standing(self) -> Standing:
        """Where it stands or what it came to."""
        return shown_standing(self.found, is_past=self.is_over)

    @property
    def is_logged(self) -> bool:
        """Whether anything is logged in the span, also what crosses its edge and counts in another one."""
        return any(self.span.meets(entry.stretch) for entry in self.log)


class Numbered(NamedTuple):
    """A commitment with what it is called in the report."""

    case: Case
    number: int
    anchor: str
    name: str


def span_of(progress: PromiseProgress) -> Stretch:
    """The time that a report is about: one year of the promise, or all of it."""
    return progress.year or progress.dossier.promise.period


def cases_of(progress: PromiseProgress) -> list[Case]:
    """Every commitment with its entries until the day, in the order of the file."""
    span, is_over = span_of(progress), is_past(progress)
    by_id: dict[str, list[int]] = {each.commitment.id: [] for each in progress.commitments}
    counted = [entry for entry in progress.dossier.counted if entry.day <= progress.day]
    for n, entry in enumerate(counted):
        for each in dict.fromkeys(entry.commitments):
            if each in by_id:
                by_id[each].append(n)
    others = tuple(entry.stretch for entry in counted)
    sensitive = frozenset(each.id for each in progress.dossier.promise.commitments if each.sensitive)
    found: list[Case] = []
    for one in progress.commitments:
        log = tuple(counted[n] for n in by_id[one.commitment.id])
        inside = tuple(entry for entry in log if span.has(entry.day))
        found.append(Case(one, span, log, inside, others, sensitive, progress.day, is_over, one.commitment.sensitive))
    return found
