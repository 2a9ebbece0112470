"""A run: every order to its file and its line in the manifest, however often it is killed and started again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from reports.errors import Location, Problem, ReportError
from reports.handouts.folder import Folder, blaming
from reports.handouts.lock import owned
from reports.handouts.making import Batch, Desk, Due, Maker, Order
from reports.handouts.manifest import Line, Manifest, not_ours
from reports.handouts.settings import settle
from reports.handouts.workers import made


@dataclass(slots=True)
class Tally:
    """How a run stands: lines of the manifest by their status, how many were there already, and what failed."""

    by_status: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    failures: list[Problem] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows are finished, whatever became of them."""
        return self.by_status.total()

    def add(self, batch: Batch) -> None:
        """Count what became of some orders."""
        for done in batch.done:
            self.by_status[done.line.status] += 1
            self.kept += done.kept
            if done.why:
                self.failures.append(done.why)


Told = Callable[[Tally], None]
Work = Callable[[Iterable[Due]], Iterator[Batch]]


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


def run(job: Job, folder: Path, jobs: int, told: Told) -> Tally:
    """Make what is not made yet, in `jobs` processes; `told` hears how it goes.

    Raises a ReportError where it can't go on; what was made until then stays, and the next run goes on behind it.
    """
    target = Folder(folder)
    with blaming(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with owned(folder) as share, _tidied(target):
            settle(target, job.settings)
            with closing(Manifest(folder)) as manifest:
                desk = Desk(job.maker, target, job.table)
                return finish(job, manifest, lambda due: made(due, desk, jobs, share), told)


@contextmanager
def _tidied(folder: Folder) -> Iterator[None]:
    """Remove what was left half written, by runs before this one and by this one."""
    folder.clear()
    try:
        yield
    finally:
        with suppress(OSError):
            folder.clear()


def finish(job: Job, manifest: Manifest, work: Work, told: Told) -> Tally:
    """Do the work that is left, and note it in the manifest in the table's order."""
    tally = Tally()
    known = manifest.known()
    for batch in work(_due(job.orders(), known)):
        manifest.append(done.line for done in batch.done if not done.noted)
        tally.add(batch)
        told(tally)
        if batch.stopped:
            raise ReportError([batch.stopped])
    if next(known, None):
        raise not_ours(manifest.where)
    if tally.rows != job.rows:
        message = f"has {job.rows:,} rows, but {tally.rows:,} were made; was it changed meanwhile?"
        raise ReportError([Problem(Location(job.table), message)])
    return tally


def _due(orders: Iterable[Order], known: Iterator[Line]) -> Iterator[Due]:
    for order in orders:
        yield Due(order, next(known, None))
