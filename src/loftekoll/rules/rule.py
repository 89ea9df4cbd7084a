"""What a rule is, and the forms that rules share. Rules are pure: they see values, never files."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from loftekoll.diagnostic import Finding, Severity
from loftekoll.model import Activity, Assessment, Commitment, Dossier, LogFile, Promise
from loftekoll.phrase import Reading
from loftekoll.source import KeyPath


class Case(NamedTuple):
    """What a rule judges: one promise with its log, beside the other promises of its municipalities, on a day."""

    dossier: Dossier
    beside: tuple[Dossier, ...]
    day: date

    @property
    def promise(self) -> Promise:
        """The promise that is judged."""
        return self.dossier.promise


Check = Callable[[Case], Iterator[Finding]]


class Rule(NamedTuple):
    """A rule: its stable code, a short Swedish name, how bad a breach is, and the check.

    Without a check, the rule is found while a file is read. The docstring of the rule's module is its page.
    """

    code: str
    name: str
    severity: Severity
    check: Check | None = None


def found(  # noqa: PLR0913 - the parts of a located finding
    message: str, hint: str, *, file: str = "", path: KeyPath = (), span: tuple[int, int] | None = None,
    on_key: bool = False,
) -> Finding:  # fmt: skip
    """A finding without code and severity, which the rule that found it gives."""
    return Finding("", Severity.ERROR, message, hint, file, path, span, on_key)


def commitments_with_paths(promise: Promise) -> Iterator[tuple[KeyPath, Commitment]]:
    """Every commitment with its key path."""
    for i, area in enumerate(promise.focus_areas):
        for j, commitment in enumerate(area.commitments):
            yield ("fokusområden", i, "löften", j), commitment


def readings_with_paths(promise: Promise) -> Iterator[tuple[KeyPath, Commitment, Reading]]:
    """Every target phrase, changed ones too, with its key path and its commitment."""
    for path, commitment in commitments_with_paths(promise):
        for n, reading in enumerate(commitment.targets):
            yield (*path, "mål", n), commitment, reading
        for k, change in enumerate(commitment.changes):
            for n, reading in enumerate(change.targets):
                yield (*path, "ändringar", k, "mål", n), commitment, reading


def remarks(case: Case, code: str) -> Iterator[Finding]:
    """The remarks with this code that the phrases of a promise were read with."""
    for path, _, reading in readings_with_paths(case.promise):
        for remark in reading.remarks:
            if remark.code == code:
                span = (remark.offset, remark.length)
                yield found(remark.message, remark.hint, file=case.dossier.file, path=path, span=span)


def activities(case: Case) -> Iterator[tuple[LogFile, Activity]]:
    """Every log entry with its file."""
    for each in case.dossier.log:
        if isinstance(each.entry, Activity):
            yield each, each.entry


def entries(case: Case) -> Iterator[tuple[LogFile, Activity | Assessment]]:
    """Every log entry and assessment with its file."""
    for each in case.dossier.log:
        if isinstance(each.entry, Activity | Assessment):
            yield each, each.entry
