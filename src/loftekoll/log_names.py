"""What stands in the name of a log file: the day, the commitment, and six random characters."""

import re
from functools import lru_cache
from typing import NamedTuple

ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
MARK_LENGTH = 6

_NAME = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})-(.+)-([{ALPHABET}]{{{MARK_LENGTH}}})\.ya?ml")


class LogName(NamedTuple):
    """The parts of a log file's name, as written: the day may be none of the calendar, the commitment nobody's.

    The mark is drawn at random, and stays when the day or the commitment is corrected.
    """

    day: str
    commitment: str
    mark: str


@lru_cache(maxsize=2048)
def parts_of(name: str) -> LogName | None:
    """The parts of a file name; `None` when it is not as names of log files should be.

    The latest are kept, since several rules ask for each name of a log.

    >>> parts_of("2025-05-03-trafik-k7f3q9.yaml")
    LogName(day='2025-05-03', commitment='trafik', mark='k7f3q9')
    """
    match = _NAME.fullmatch(name)
    return LogName(*match.groups()) if match else None
