"""Which findings are wanted: codes or the beginnings of codes, as `LK2` for all about targets."""

from collections.abc import Iterable
from typing import NamedTuple

from loftekoll.diagnostic import Finding, Severity
from loftekoll.errors import LoftekollError
from loftekoll.rules.allowances import NEVER


class Selection(NamedTuple):
    """The codes, or beginnings of codes, that are wanted (none means all) and those that are not.

    A strict check is failed by a warning too.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    is_strict: bool = False

    def of(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are wanted, in their order; the longest beginning decides, and `ignore` when both do.

        What keeps a file from being judged is always told: without it nothing would be said of that file.
        """
        return tuple(each for each in findings if each.is_blocking or self._wants(each.code))

    def _wants(self, code: str) -> bool:
        if code in NEVER:
            return True
        chosen = max((len(each) for each in self.select if code.startswith(each)), default=0 if self.select else 1)
        return chosen > max((len(each) for each in self.ignore if code.startswith(each)), default=0)

    def is_failed_by(self, findings: Iterable[Finding]) -> bool:
        """Whether the findings make the check fail: errors, and warnings too when it is strict."""
        failing = {Severity.ERROR, Severity.WARNING} if self.is_strict else {Severity.ERROR}
        return any(each.severity in failing for each in findings)


def codes_in(typed: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The codes of `LK2,LK405`, in capitals; `LoftekollError` for one that no rule's code begins with."""
    codes = tuple(dict.fromkeys(code.strip().upper() for words in typed for code in words.split(",") if code.strip()))
    for code in codes:
        if len(code) < 2 or not any(each.startswith(code) for each in known):
            raise LoftekollError(f"ingen kod börjar med «{code[:20]}»", "«loftekoll regel» visar alla koder")
    return codes
