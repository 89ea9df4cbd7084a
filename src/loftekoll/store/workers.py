"""Doing many things at once in several processes, where the system can fork them."""

import os
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from loftekoll.errors import LoftekollError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

_MOST = 8
_SYSTEM: str = sys.platform

Item = TypeVar("Item")
Done = TypeVar("Done")


class _Worker(NamedTuple):
    process: "ForkProcess"
    numbers: set[int]


Heard = Callable[[int, int], None]
"""Told of how many are done, and of how many."""

_WORTH_WORKERS = 600
"""So many files take longer to read than it takes to start other processes."""
_FIRST = 4
"""Items that are done before other processes start, so that what is loaded and compiled then is there in all."""


_BLINK = 0.02
"""Seconds in which a process gathers results before it tells them."""


def all_done(
    items: Sequence[Item], act: Callable[[Item], Done], files_of: Callable[[Done], int], heard: Heard
) -> list[Done]:
    """What `act` gives for every item, in their order; by several processes when there is much to read.

    The first ones tell, by `files_of`, how many files each takes. Raises what `act` raises, as `each_done` does.
    """
    done = [act(item) for item in items[:_FIRST]]
    rest = items[len(done) :]
    if sum(map(files_of, done)) * len(items) < _WORTH_WORKERS * len(done):
        each: Generator[tuple[int, Done | LoftekollError], None, None] = ((n, act(item)) for n, item in enumerate(rest))
    else:
        each = each_done(range(len(rest)), lambda n: act(rest[n]))
    found: dict[int, Done] = {}
    with closing(each) as results:
        for number, result in results:
            if isinstance(result, LoftekollError):
                raise result
            found[number] = result
            heard(len(done) + len(found), len(items))
    return [*done, *(found[n] for n in range(len(rest)))]


def each_done(
    items: Sequence[Item], act: Callable[[Item], Done]
) -> Generator[tuple[Item, Done | LoftekollError], None, None]:
    """What `act` gives for every item, or the `LoftekollError` that it raises, as they come.

    At an error of another kind, at Ctrl-C and when the reader stops, all processes end at once; when
    this process is killed they end by themselves.
    """
    count = min(len(os.sched_getaffinity(0)), _MOST, len(items)) if _SYSTEM == "linux" else 1
    if count > 1 and _has_one_thread():
        yield from _done_by_others(items, act, count)
    else:
        yield from ((item, _done(item, act)) for item in items)


def _has_one_thread() -> bool:
    """Whether this process can be forked: a library with threads of its own (typst) would stand still in the others.

    So nothing is done here before they start.
    """
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - threads, also those that Python knows nothing of
    except OSError:
        return False


def _done(item: Item, act: Callable[[Item], Done]) -> Done | LoftekollError:
    try:
        return act(item)
    except LoftekollError as error:
        return error


def _done_by_others(
    items: Sequence[Item], act: Callable[[Item], Done], count: int
) -> Iterator[tuple[Item, Done | LoftekollError]]:
    workers: dict[Connection, _Worker] = {}
    try:
        with _unheard(signal.SIGINT):
            for start in range(count):
                numbers = list(range(start, len(items), count))
                receiver, process = _started(items, numbers, act)
                workers[receiver] = _Worker(process, set(numbers))
        for number, result in _received_from(workers):
            yield items[number], result
    finally:
        for worker in workers.values():
            worker.process.kill()


@contextmanager
def _unheard(number: signal.Signals) -> Iterator[None]:
    """A stretch where this process does not hear the signal yet, and the processes that it starts never hear it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _received_from(workers: "dict[Connection, _Worker]") -> Iterator[tuple[int, Any]]:
    """The results as they come; who has told all is taken away."""
    from multiprocessing.connection import wait  # noqa: PLC0415 - slow to import, and seldom needed

    while workers:
        ready = set(wait(list(workers)))
        for receiver in [each for each in workers if each in ready]:
            found = _received(receiver, workers[receiver])
            if found:
                yield from found
            else:
                del workers[receiver]


def _started(
    items: Sequence[Item], numbers: list[int], act: Callable[[Item], Done]
) -> tuple["Connection", "ForkProcess"]:
    """A process that does the items of these numbers, and where it tells what comes of them."""
    from multiprocessing import get_context  # noqa: PLC0415

    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(items, numbers, act, receiver, sender), daemon=True)
    process.start()
    sender.close()  # so that it is noticed when the process ends
    return receiver, process


def _work(
    items: Sequence[Item],
    numbers: list[int],
    act: Callable[[Item], Done],
    receiver: "Connection",
    sender: "Connection",
) -> None:
    receiver.close()  # so that sending fails when there is nobody left to read
    try:
        for batch in _batches((number, _done(items[number], act)) for number in numbers):
            sender.send(batch)
    except BrokenPipeError:
        os._exit(1)
    except BaseException as error:  # noqa: BLE001 - told by the process that a person sees
        sender.send(error)


def _batches(results: Iterable[tuple[int, Any]]) -> Iterator[list[tuple[int, bool, Any]]]:
    """Results that came within a blink of each other, with whether they are refusals; each message costs its time."""
    batch: list[tuple[int, bool, Any]] = []
    latest = time.monotonic()
    for number, done in results:
        is_refused = isinstance(done, LoftekollError)
        batch.append((number, is_refused, (done.message, done.hint) if is_refused else done))
        if time.monotonic() - latest > _BLINK:
            yield batch
            batch, latest = [], time.monotonic()
    if batch:
        yield batch


def _received(receiver: "Connection", worker: _Worker) -> list[tuple[int, Any]]:
    """The next results; none when all are there. Raises what the process broke on."""
    try:
        batch = receiver.recv()
    except EOFError:
        worker.process.join()
        if not worker.numbers:
            return []
        raise MemoryError if worker.process.exitcode == -signal.SIGKILL else RuntimeError("a worker ended") from None
    if isinstance(batch, BaseException):
        raise batch
    worker.numbers.difference_update(number for number, _, _ in batch)
    return [(number, LoftekollError(*done) if is_refused else done) for number, is_refused, done in batch]
