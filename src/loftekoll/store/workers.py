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

Heard = Callable[[int, int], None]
"""Told of how many are done, and of how many."""

_MOST = 8
_WORTH_WORKERS = 600
"""So many files take longer to read than it takes to start other processes."""
_FIRST = 4
"""Items that are done before other processes start, so that what is loaded and compiled then is there in all;
fewer when they alone are much to read."""
_BLINK = 0.02
"""Seconds in which a process gathers results before it tells them."""
_SYSTEM: str = sys.platform

Item = TypeVar("Item")
Done = TypeVar("Done")


class _Worker(NamedTuple):
    process: "ForkProcess"
    numbers: set[int]


def all_done(
    items: Sequence[Item], act: Callable[[Item], Done], files_of: Callable[[Done], int], heard: Heard
) -> list[Done]:
    """What `act` gives for every item, in their order; raises what it raises.

    As soon as the items so far tell, by `files_of`, that there is much to read, the others are done by several
    processes. Nothing is heard before that is known: a bar has a thread, and then no process can be forked.
    """
    done: list[Done] = []
    files = 0
    for item in items:
        done.append(act(item))
        files += files_of(done[-1])
        is_known = len(done) >= min(_FIRST, len(items)) or files >= _WORTH_WORKERS
        if is_known and len(done) < len(items) and files * len(items) >= _WORTH_WORKERS * len(done):
            break
        if is_known:
            heard(len(done), len(items))
    return [*done, *_done_together(items[len(done) :], act, lambda more: heard(len(done) + more, len(items)))]


def _done_together(
    items: Sequence[Item], act: Callable[[Item], Done], heard: Callable[[int], None]
) -> Iterator[Done]:  # fmt: skip
    found: dict[int, Done] = {}
    with closing(each_done(range(len(items)), lambda number: act(items[number]))) as results:
        for number, result in results:
            if isinstance(result, LoftekollError):
                raise result
            found[number] = result
            heard(len(found))
    return (found[number] for number in range(len(items)))


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


def _early_end(code: int | None) -> BaseException:
    """Why a process ended before it had told all: for want of memory, as a rule, when the system killed it."""
    if code == -signal.SIGKILL:
        return MemoryError()
    if code in {-signal.SIGTERM, -signal.SIGHUP, -signal.SIGINT}:
        return LoftekollError("en av programmets egna processer avslutades utifrån", "kör om kommandot")
    return RuntimeError("a worker ended")


def _received(receiver: "Connection", worker: _Worker) -> list[tuple[int, Any]]:
    """The next results; none when all are there. Raises what the process broke on."""
    try:
        batch = receiver.recv()
    except EOFError:
        worker.process.join()
        if not worker.numbers:
            return []
        raise _early_end(worker.process.exitcode) from None
    if isinstance(batch, BaseException):
        raise batch
    worker.numbers.difference_update(number for number, _, _ in batch)
    return [(number, LoftekollError(*done) if is_refused else done) for number, is_refused, done in batch]
