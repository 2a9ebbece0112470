"""Work shared out to processes, and what comes of it in the order in which it was given out."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing import resource_tracker
from typing import Protocol, TypeVar

from reports.errors import Location, Problem, ReportError
from reports.handouts.lock import WorkerLock
from reports.handouts.making import Batch, Pending, WorkerContext

T = TypeVar("T")
R = TypeVar("R")
# As many orders as a worker makes in a twentieth of a second: few messages, and little to make again after a kill.
# Fewer of copies that come back, which are held in memory.
CHUNK, _HELD = 100, 25
_AHEAD = 4  # chunks for each worker that are given out before the first is back


class Submit(Protocol):
    """Has a function called with what it takes, elsewhere."""

    def __call__(self, function: Callable[[T], R], argument: T, /) -> Future[R]:
        """Return what will become of it."""


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_chunks(things: Iterable[T], size: int = CHUNK) -> Iterator[tuple[T, ...]]:
    """Divide what comes into tuples of `size`, the last one shorter."""
    coming = iter(things)
    while chunk := tuple(islice(coming, size)):
        yield chunk


def here(orders: Iterable[Pending], context: WorkerContext, _lock: WorkerLock | None) -> Iterator[Batch]:
    """Make all orders in this process."""
    return map(context.make, in_chunks(orders, CHUNK if context.store else _HELD))


def in_processes(
    orders: Iterable[Pending], context: WorkerContext, lock: WorkerLock | None, jobs: int
) -> Iterator[Batch]:
    """Make all orders in `jobs` other processes, and yield the batches in the orders' own order."""
    with processes(context, lock, jobs) as submit:
        yield from made_by(submit, orders, context, jobs)


def made_by(submit: Submit, orders: Iterable[Pending], context: WorkerContext, jobs: int) -> Iterator[Batch]:
    """Make all orders in the `processes` of this context, as `in_processes` does."""
    chunks = in_chunks(orders, CHUNK if context.store else _HELD)
    return in_order(chunks, partial(submit, _make), jobs * _AHEAD)


@contextmanager
def processes(context: WorkerContext, lock: WorkerLock | None, jobs: int) -> Iterator[Submit]:
    """Give what has a function called in one of `jobs` other processes; those end with this, whatever they are at.

    Raises a ReportError where one of them has died.
    """
    spawn = multiprocessing.get_context("spawn")  # as on every system; forked workers would share our locks
    with uninterrupted():
        pool = ProcessPoolExecutor(jobs, spawn, _begin, (context, lock))

    def submit(function: Callable[[T], R], argument: T) -> Future[R]:
        with uninterrupted():
            return pool.submit(function, argument)

    try:
        yield submit
    except BrokenProcessPool:
        message = "a process that made copies ended without a word; perhaps there was not enough memory"
        again = "the same command goes on from here" if context.store else "start again"
        hint = f"{again}; fewer --jobs need less memory"
        raise ReportError([Problem(Location(context.table), message, hint)]) from None
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold back an interrupt; processes that start meanwhile never get one, and print no traceback of their imports.

    To block the signal is not enough for this process: any other thread, as libraries have them, would take it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    held = list[int]()
    in_main = threading.current_thread() is threading.main_thread()  # no other one is interrupted
    usual = signal.signal(signal.SIGINT, lambda number, _: held.append(number)) if in_main else None
    resource_tracker.ensure_running()  # it would let interrupts through when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if in_main:
            signal.signal(signal.SIGINT, usual)
    if held:
        signal.raise_signal(signal.SIGINT)


class Promise(Protocol):
    """What will become of a chunk that somebody works on."""

    def result(self) -> Batch:
        """Wait for it."""


def in_order(
    chunks: Iterable[tuple[Pending, ...]], submit: Callable[[tuple[Pending, ...]], Promise], ahead: int
) -> Iterator[Batch]:
    """Give out chunks, at most `ahead` of them before the first is back, and yield what comes of them in order."""
    waiting: deque[Promise] = deque()
    for chunk in chunks:
        waiting.append(submit(chunk))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


# -- in a worker's process --------------------------------------------------------------------------

_context: WorkerContext


def _begin(context: WorkerContext, lock: WorkerLock | None) -> None:
    global _context
    _context = context
    if lock:
        lock.take()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends us in its own way
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process with the one that started it; the pool's own workers would wait for work for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)


def _make(chunk: Sequence[Pending]) -> Batch:
    return _context.make(chunk)
