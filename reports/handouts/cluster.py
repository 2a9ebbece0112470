"""A run shared out to a Dask cluster. What the scheduler sees and logs of a task is its number.

The scheduler gives a task of a worker that died to another one, which writes the same bytes under the same names. So
nothing is lost, and nothing is there twice. The renderer travels with each task, as bytes that a worker unpacks once:
then it does not matter which workers come and go.
"""

from __future__ import annotations

import hashlib
import pickle
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from reports import __version__
from reports.errors import Location, Problem, ReportError
from reports.files import blaming
from reports.frozen import frozen
from reports.handouts.mails import MailList
from reports.handouts.making import Batch, Pending, WorkerContext
from reports.handouts.remote import Remote, RemoteManifest
from reports.handouts.run import CopyJob, OnProgress, RunTally, pending, record_results, run
from reports.handouts.settings import settle
from reports.handouts.workers import in_chunks, in_order

if TYPE_CHECKING:
    from distributed import Client, Future

CHUNK = 500  # rows a task: a fifth of a second and more, beside which what a scheduler does for it is little
_AHEAD = 3  # tasks for each thread of the cluster that are given out before the first is back
_RETRIES = 3
PATIENCE = 20  # seconds to wait for a scheduler


def run_on_cluster(job: CopyJob, place: str, address: str, report: OnProgress) -> RunTally:
    """Make what is not made yet on the cluster whose scheduler has this address; `report` hears how it goes.

    `place` is an address for fsspec, or a folder that all workers see. Raises a ReportError where it can't go on.
    """
    with connected(address) as client:
        if "://" not in place:
            folder = Path(place).absolute()
            return run(job, folder, lambda items, context, _: shared_out(items, context, client), report)
        remote = Remote(place.rstrip("/"))
        with _owned(remote, client), blaming(place, folder=True):
            settle(remote, job.settings)
            manifest = RemoteManifest(remote, job.noted)
            context = WorkerContext(job.maker, remote, job.table)
            try:
                mails = MailList(job.mail)
                batches = mails.listing(shared_out(pending(mails.due(job.orders()), manifest), context, client))
                tally = record_results(job, manifest.append, batches, report)
            finally:
                manifest.flush()
            manifest.join()
            mails.put(remote)
        return tally


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """Connect to a scheduler. Raises a ReportError where there is none, or no library to speak to it."""
    try:
        from distributed import Client
    except ImportError:
        message, hint = "needs the library distributed", "install it: pip install '.[cluster]'"
        raise ReportError([Problem(Location("--scheduler"), message, hint)]) from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        message = f"no scheduler answers at {address} ({type(error).__name__})"
        raise ReportError([Problem(Location("--scheduler"), message, "write it like tcp://10.0.0.1:8786")]) from None
    with client:
        yield client


@contextmanager
def _owned(remote: Remote, client: Client) -> Iterator[None]:
    """Own a remote place, among the runs of one scheduler; it takes a lock back from a client that has died."""
    from distributed import Lock

    lock = Lock(hashlib.sha256(remote.url.encode()).hexdigest(), scheduler_rpc=client.scheduler, loop=client.loop)
    if not lock.acquire(timeout=1):
        hint = "wait until it has ended (for a killed one: half a minute), or choose another with -o"
        raise ReportError([Problem(Location(remote.url), "another run is writing to this place", hint)])
    try:
        yield
    finally:
        lock.release()


# -- tasks ------------------------------------------------------------------------------------------


def shared_out(orders: Iterable[Pending], context: WorkerContext, client: Client) -> Iterator[Batch]:
    """Make all orders on a cluster, and yield the batches in the orders' own order."""
    packed = pickle.dumps(context)
    run_word, numbers = secrets.token_hex(4), count()

    def submit(chunk: tuple[Pending, ...]) -> _Promise:
        task = Task(packed, pickle.dumps(chunk))
        key = f"handouts-{run_word}-{next(numbers)}"
        return _Promise(client.submit(Task.make, task, key=key, pure=False, retries=_RETRIES), context.table)

    ahead = _AHEAD * max(1, sum(client.nthreads().values()))
    return in_order(in_chunks(orders, CHUNK), submit, ahead)


@frozen
class Task:
    """Some orders and all that is needed for them, sealed: a scheduler's and a worker's logs show what `repr` says."""

    context: bytes
    orders: bytes
    version: str = __version__

    def __repr__(self) -> str:
        return "Task()"

    def make(self) -> Batch:
        """Make the orders, on a worker."""
        if self.version != __version__:
            message = f"a worker has version {__version__} of this program, not {self.version}"
            return Batch((), Problem(Location("--scheduler"), message, "install the same version on every worker"))
        return _unpack(self.context).make(pickle.loads(self.orders))


@lru_cache(maxsize=2)
def _unpack(context: bytes) -> WorkerContext:
    loaded: WorkerContext = pickle.loads(context)
    return loaded


@frozen
class _Promise:
    """A task's result to come; a Dask future says more than it may of what went wrong."""

    future: Future[Batch]
    table: str

    def result(self) -> Batch:
        try:
            batch = self.future.result()
        except Exception as error:
            message = f"the cluster could not do its part ({type(error).__name__})"
            hint = "see that every worker has this program installed and lives; the same command goes on from here"
            return Batch((), Problem(Location("--scheduler"), message, hint))
        self.future.release()
        return batch
