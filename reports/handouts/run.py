"""A run: every order to its file and its line in the manifest, however often it is killed and started again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from reports.errors import Location, Problem, ReportError
from reports.files import blaming
from reports.handouts.folder import Folder
from reports.handouts.lock import Share, owned
from reports.handouts.making import Batch, Desk, Done, Due, Maker, Order
from reports.handouts.manifest import STATUSES, Line, Manifest, not_ours
from reports.handouts.settings import settle

_TOLD = 20  # failures that are kept with their reasons; a million would fill the memory


@dataclass(slots=True)
class Tally:
    """How a run stands: lines of the manifest by their status, how many were there already, and why some failed."""

    by_status: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    failures: list[Problem] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows are finished, whatever became of them."""
        return self.by_status.total()

    @property
    def failed(self) -> int:
        """How many rows could not be made."""
        return self.by_status["failed"]

    def __str__(self) -> str:
        """Say it: "5,002 rows: 4,990 made, 2 seed, 9 suppressed, 1 failed (1,200 were there already)"."""
        parts = ", ".join(f"{self.by_status[status]:,} {status}" for status in STATUSES if self.by_status[status])
        kept = f" ({self.kept:,} were there already)" if self.kept else ""
        return f"{self.rows:,} row{'s' * (self.rows != 1)}: {parts}{kept}"

    def add(self, done: Done) -> None:
        """Count what became of an order."""
        self.by_status[done.line.status] += 1
        self.kept += done.kept
        if done.why and len(self.failures) < _TOLD:
            self.failures.append(done.why)


Told = Callable[[Tally], None]
Work = Callable[[Iterable[Due], Desk, Share], Iterable[Batch]]


class Notes(Protocol):
    """A manifest, wherever it is kept."""

    where: Location

    def known(self) -> Iterator[Line]:
        """Give the lines of earlier runs."""

    def append(self, lines: Iterable[Line]) -> None:
        """Write lines behind those that are there."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to make of a table: its orders, in the table's order, each time it is asked; `rows` of them.

    `settings` is what the copies depend on, in the user's words; `table` is what messages call the table.
    """

    orders: Callable[[], Iterable[Order]]
    rows: int
    maker: Maker
    settings: Mapping[str, str]
    table: str


def run(job: Job, folder: Path, work: Work, told: Told) -> Tally:
    """Make what is not made yet, in a folder that is made if need be; `told` hears how it goes.

    Raises a ReportError where it can't go on; what was made until then stays, and the next run goes on behind it.
    """
    target = Folder(folder)
    with blaming(folder, folder=True):
        folder.mkdir(parents=True, exist_ok=True)
        with owned(folder) as share, tidied(target):
            settle(target, job.settings)
            with closing(Manifest(folder)) as manifest:
                desk = Desk(job.maker, target, job.table)
                return finish(job, manifest, work(due(job, manifest), desk, share), told)


@contextmanager
def tidied(folder: Folder) -> Iterator[None]:
    """Remove what was left half written, by runs before this one and by this one."""
    folder.clear()
    try:
        yield
    finally:
        with suppress(OSError):
            folder.clear()


def finish(job: Job, manifest: Notes, batches: Iterable[Batch], told: Told) -> Tally:
    """Note in the manifest what is done, as it is done, in the table's order; `told` hears of it."""
    tally = Tally()
    for batch in batches:
        manifest.append(done.line for done in batch.done if not done.noted)
        for done in batch.done:
            tally.add(done)
        told(tally)
        if batch.stopped:
            raise ReportError([batch.stopped])
    return counted(tally, job)


def counted(tally: Tally, job: Job) -> Tally:
    """Hold what was done against what there was to do."""
    if tally.rows != job.rows:
        message = f"has {job.rows:,} rows, but {tally.rows:,} were made; was it changed meanwhile?"
        raise ReportError([Problem(Location(job.table), message)])
    return tally


def due(job: Job, manifest: Notes) -> Iterator[Due]:
    """Give each order with what the manifest says of it."""
    known = manifest.known()
    for order in job.orders():
        yield Due(order, next(known, None))
    if next(known, None):
        raise not_ours(manifest.where)
