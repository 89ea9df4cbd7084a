"""Times the parts of one `kontrollera`: run by the step `profile` in loftekoll's environment, with the command's words.

The command runs as it does by itself, on one core, with a timer around each part, which takes a microsecond; what a
part calls of other parts counts for them. Prints processor seconds as JSON.
"""

import time

STARTED = time.process_time()  # the interpreter, with what it imports itself

import gc  # noqa: E402 - the interpreter's start is measured first
import json  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402

gc.set_threshold(100_000, 50, 50)  # as the program itself does
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "1"
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

from collections import defaultdict  # noqa: E402
from collections.abc import Callable, Iterator  # noqa: E402
from contextlib import redirect_stdout  # noqa: E402
from functools import wraps  # noqa: E402
from io import StringIO  # noqa: E402
from types import ModuleType  # noqa: E402
from typing import Any  # noqa: E402

from yaml import StreamEndEvent  # noqa: E402
from yaml._yaml import CParser  # noqa: E402

from loftekoll import fields  # noqa: E402
from loftekoll.cli import checking, promises, run  # noqa: E402, F401 - what the command imports
from loftekoll.cli.app import app  # noqa: E402
from loftekoll.store import check, read  # noqa: E402

IMPORTED = time.process_time()
EVENTS, VALUES = "libyaml events, measured alone", "our values from events"
PARTS: tuple[tuple[str, ModuleType, tuple[str, ...]], ...] = (
    ("finding files", check, ("find_given",)),
    ("reading bytes and decoding", read, ("bytes_of", "text_of")),
    (VALUES, read, ("value_of", "plain_value")),
    ("phrases", fields, ("parse",)),
    ("pydantic models", read, ("_validated",)),
    ("rules", check, ("check", "check_across")),
    ("places of findings, for which a file is read again", check, ("located",)),
    ("personal data, comments that let findings stand", check, ("hits_in", "may_hold_hits", "allowances_in")),
)
"""Each part with the functions that it is made of, in the modules that call them."""


class Clock:
    """Processor seconds of each part, without those of the parts within it."""

    def __init__(self) -> None:
        """Begin with nothing running."""
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.running: list[str] = []
        self.since = time.process_time()

    def turn(self) -> None:
        """Give the time since the last turn to the part that runs."""
        now = time.process_time()
        if self.running:
            self.spent[self.running[-1]] += now - self.since
        self.since = now

    def timed(self, part: str, inner: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its time counted for the part; what it yields is made at once."""

        @wraps(inner)
        def outer(*args: Any, **options: Any) -> Any:
            self.turn()
            self.running.append(part)
            try:
                result = inner(*args, **options)
                return list(result) if isinstance(result, Iterator) else result
            finally:
                self.turn()
                self.running.pop()

        return outer


def main(words: list[str]) -> None:
    clock, texts = Clock(), list[str]()
    vars(read)["value_of"] = _noting(vars(read)["value_of"], texts)
    for part, module, names in PARTS:
        for name in names:
            setattr(module, name, clock.timed(part, getattr(module, name)))
    with redirect_stdout(StringIO()):
        code = run.run(app, words)
    total = time.process_time()
    if code:
        raise SystemExit(f"{words} gav {code}")
    parts = {"interpreter": STARTED, "imports": IMPORTED - STARTED, EVENTS: events_of(texts)}
    parts |= {part: clock.spent[part] for part, _, _ in PARTS}
    parts[VALUES] -= parts[EVENTS]
    print(json.dumps({**parts, "the rest": total - sum(parts.values())}))


def _noting(value_of: Callable[..., Any], texts: list[str]) -> Callable[..., Any]:
    """The reader, which also notes what it reads."""

    def noting(text: str, *others: Any) -> Any:
        texts.append(text)
        return value_of(text, *others)

    return noting


def events_of(texts: list[str]) -> float:
    """Processor seconds for libyaml's events of the texts alone."""
    start = time.process_time()
    for text in texts:
        parser = CParser(text)
        while type(parser.get_event()) is not StreamEndEvent:
            pass
    return time.process_time() - start


if __name__ == "__main__":
    main(sys.argv[1:])
