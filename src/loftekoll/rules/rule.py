"""What a rule is, and the forms that rules share. Rules are pure: they see values, never files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from loftekoll.diagnostic import Finding, Severity
from loftekoll.model import Activity, Assessment, Commitment, Dossier, LogFile, Promise
from loftekoll.municipalities import Municipality
from loftekoll.period import Stretch
from loftekoll.phrase import PhraseError, Reading
from loftekoll.source import KeyPath


@dataclass(frozen=True)
class Case:
    """What a rule judges: one promise with its log, on a day.

    `before` is the same promise with its log as it stood at the git revision that is compared with; `None` when nothing
    is compared, or when the promise did not exist then. `is_whole` is whether all of the log could be read.
    """

    dossier: Dossier
    day: date
    before: Dossier | None = None
    is_whole: bool = True

    @property
    def promise(self) -> Promise:
        """The promise that is judged."""
        return self.dossier.promise

    @cached_property
    def commitments(self) -> tuple[tuple[KeyPath, Commitment], ...]:
        """Every commitment with its key path."""
        return tuple(
            (("fokusområden", i, "löften", j), commitment)
            for i, area in enumerate(self.promise.focus_areas)
            for j, commitment in enumerate(area.commitments)
        )

    @cached_property
    def entries(self) -> tuple[tuple[LogFile, Activity | Assessment], ...]:
        """Every log entry and assessment with its file."""
        return tuple((each, each.entry) for each in self.dossier.log if isinstance(each.entry, Activity | Assessment))

    @cached_property
    def activities(self) -> tuple[tuple[LogFile, Activity], ...]:
        """Every log entry with its file."""
        return tuple((file, entry) for file, entry in self.entries if isinstance(entry, Activity))

    @cached_property
    def readings(self) -> tuple[tuple[KeyPath, Commitment, Reading], ...]:
        """Every target phrase, changed ones too, with its key path and its commitment."""
        return tuple(_readings_with_paths(self))

    @cached_property
    def remarks(self) -> tuple[tuple[KeyPath, PhraseError], ...]:
        """What the phrases were read with, at the key path of each."""
        return tuple((path, remark) for path, _, reading in self.readings for remark in reading.remarks)


class Facts(NamedTuple):
    """What the rules across promises need to know of each; `name` is `kalix/2019`."""

    file: str
    name: str
    municipalities: tuple[Municipality, ...]
    period: Stretch
    extends: str | None

    @classmethod
    def of(cls, dossier: Dossier) -> "Facts":
        """The facts of a promise."""
        promise = dossier.promise
        municipalities = tuple(dict.fromkeys(promise.municipalities))
        return cls(dossier.file, dossier.name, municipalities, promise.period, promise.extends)


class Surroundings(NamedTuple):
    """A promise among the others: `beside` are the promises of its municipalities, `names` all of the workspace."""

    facts: Facts
    beside: tuple[Facts, ...]
    names: frozenset[str]


Check = Callable[[Case], Iterator[Finding]]
CheckAcross = Callable[[Surroundings], Iterator[Finding]]


class Rule(NamedTuple):
    """A rule: its stable code, a short Swedish name, how bad a breach is, and the check.

    `check` judges a promise with its log, `across` a promise among others. Without either, the rule is found while a
    file is read. The docstring of the rule's module is its page.
    """

    code: str
    name: str
    severity: Severity
    check: Check | None = None
    across: CheckAcross | None = None


def found(  # noqa: PLR0913 - the parts of a located finding
    message: str, hint: str, *, file: str = "", path: KeyPath = (), span: tuple[int, int] | None = None,
    on_key: bool = False,
) -> Finding:  # fmt: skip
    """A finding without code and severity, which the rule that found it gives."""
    return Finding("", Severity.ERROR, message, hint, file, path, span, on_key)


def _readings_with_paths(case: Case) -> Iterator[tuple[KeyPath, Commitment, Reading]]:
    for path, commitment in case.commitments:
        for n, reading in enumerate(commitment.targets):
            yield (*path, "mål", n), commitment, reading
        for k, change in enumerate(commitment.changes):
            for n, reading in enumerate(change.targets):
                yield (*path, "ändringar", k, "mål", n), commitment, reading


def remarks(case: Case, code: str) -> Iterator[Finding]:
    """The remarks with this code that the phrases of a promise were read with."""
    for path, remark in case.remarks:
        if remark.code == code:
            span = (remark.offset, remark.length)
            yield found(remark.message, remark.hint, file=case.dossier.file, path=path, span=span)
