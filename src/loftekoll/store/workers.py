"""Doing many things at once in several processes, where the system can fork them."""

import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
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
    numbers: list[int]


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
        for start in range(count):
            numbers = list(range(start, len(items), count))
            receiver, process = _started(items, numbers, act)
            workers[receiver] = _Worker(process, numbers)
        for number, result in _received_from(workers):
            yield items[number], result
    finally:
        for worker in workers.values():
            worker.process.kill()


def _received_from(workers: "dict[Connection, _Worker]") -> Iterator[tuple[int, Any]]:
    """The results as they come; who has told all is taken away."""
    from multiprocessing.connection import wait  # noqa: PLC0415 - slow to import, and seldom needed

    while workers:
        ready = set(wait(list(workers)))
        for receiver in [each for each in workers if each in ready]:
            found = _received(receiver, workers[receiver])
            if found is None:
                del workers[receiver]
            else:
                yield found


def _started(
    items: Sequence[Item], numbers: list[int], act: Callable[[Item], Done]
) -> tuple["Connection", "ForkProcess"]:
    """A process that does the items of these numbers, and where it tells what comes of them.

    Ctrl-C is not for it: this process ends it.
    """
    from multiprocessing import get_context  # noqa: PLC0415

    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(items, numbers, act, receiver, sender), daemon=True)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
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
        for number in numbers:
            done = _done(items[number], act)
            if isinstance(done, LoftekollError):
                sender.send((number, True, (done.message, done.hint)))
            else:
                sender.send((number, False, done))
    except BrokenPipeError:
        os._exit(1)
    except BaseException as error:  # noqa: BLE001 - told by the process that a person sees
        sender.send((-1, False, error))


def _received(receiver: "Connection", worker: _Worker) -> tuple[int, Any] | None:
    """The next result; `None` when all are there. Raises what the process broke on."""
    try:
        number, is_refused, found = receiver.recv()
    except EOFError:
        worker.process.join()
        if not worker.numbers:
            return None
        raise MemoryError if worker.process.exitcode == -signal.SIGKILL else RuntimeError("a worker ended") from None
    if number < 0:
        raise found
    worker.numbers.remove(number)
    return number, LoftekollError(*found) if is_refused else found
