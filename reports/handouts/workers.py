"""Work shared out to processes, and what comes of it in the order in which it was given out."""

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from typing import Protocol, TypeVar

from reports.collector import settled
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
    with settled():
        yield from map(context.make, in_chunks(orders, CHUNK if context.store else _HELD))


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
    """Give what has a function called in one of `jobs` other processes; those end with this.

    Raises a ReportError where one of them has died.
    """
    started: list[tuple[SpawnProcess, Connection]] = []
    idle = SimpleQueue[Connection]()

    def call(function: Callable[[T], R], argument: T) -> R:
        pipe = idle.get()
        try:
            with _noticing_death(context):
                pipe.send((function, argument))
                result: R = pipe.recv()
        except BaseException:
            pipe.close()  # half an answer may be left in it, which answers no other call
            raise
        finally:
            idle.put(pipe)
        return result

    threads = ThreadPoolExecutor(jobs)  # one waits for each process that is at work

    def submit(function: Callable[[T], R], argument: T) -> Future[R]:
        return threads.submit(call, function, argument)

    try:
        with uninterrupted():
            for _ in range(jobs):
                started.append(_started(lock))
        packed = pickle.dumps(context)
        for _, pipe in started:
            with _noticing_death(context):
                pipe.send_bytes(packed)
            idle.put(pipe)
        yield submit
    finally:
        threads.shutdown(cancel_futures=True)
        for process, pipe in started:
            pipe.close()
            process.kill()
            process.join()


def _started(lock: WorkerLock | None) -> tuple[SpawnProcess, Connection]:
    """Start a process, with a pipe of its own, whose other end nobody else holds.

    So whenever the process dies, be it while it starts or half through a message, the pipe ends, and nobody waits. The
    queue of a ProcessPoolExecutor, to which all its processes write, would stay open.
    """
    spawn = multiprocessing.get_context("spawn")  # as on every system; forked workers would share our locks
    ours, theirs = spawn.Pipe()
    with theirs:
        process = spawn.Process(target=_serve, args=(theirs, lock), daemon=True)
        process.start()  # with little to read, which a pipe holds: the context follows
    return process, ours


@contextmanager
def _noticing_death(context: WorkerContext) -> Iterator[None]:
    """Raise a ReportError where a process's pipe ends."""
    try:
        yield
    except (EOFError, OSError):
        message = "a process that made copies ended without a word; perhaps there was not enough memory"
        again = "the same command goes on from here" if context.store else "start again"
        hint = f"{again}; fewer --jobs need less memory"
        raise ReportError([Problem(Location(context.table), message, hint)]) from None


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


def _serve(pipe: Connection, lock: WorkerLock | None) -> None:
    """Call what comes, until the other end is closed."""
    global _context
    if lock:
        lock.take()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends us in its own way
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError, MemoryError):
        _context = pipe.recv()
        with settled():
            while True:
                function, argument = pipe.recv()
                pipe.send(function(argument))


def _end_with_parent() -> None:
    """End this process with the one that started it; in the middle of its work too."""
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)


def _make(chunk: Sequence[Pending]) -> Batch:
    return _context.make(chunk)
