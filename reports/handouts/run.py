"""A run: every order to its file and its row in the manifest, however often it is killed and started again.

The clock is asked for nothing but how fast it goes.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from reports.compose.letters import Mail
from reports.errors import Location, Problem, ReportError
from reports.files import blaming
from reports.frozen import frozen
from reports.handouts.folder import Folder
from reports.handouts.lock import WorkerLock, owned
from reports.handouts.mails import MailList
from reports.handouts.making import Batch, CopyMaker, Order, Pending, Result, WorkerContext, attempt
from reports.handouts.manifest import LEFT_OUT, STATUSES, Manifest, ManifestRow, not_ours
from reports.handouts.remote import RemoteManifest
from reports.handouts.settings import settle
from reports.story.phrases.grammar import counted

_MOST_FAILURES = 20  # failures that are kept with their reasons; a million would fill the memory


@dataclass(slots=True)
class RunTally:
    """How a run stands: rows of the manifest by their status, how many were there already, and why some failed.

    Of those that failed, those `left_out` were told of before; `reasons` counts why the others did.
    """

    by_status: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    left_out: int = 0
    failures: list[Problem] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    kind: str = "row"  # or "recipient"
    gathered: int = 0  # rows that the recipients have

    @property
    def problems(self) -> Iterator[Problem]:
        """Yield why rows failed: how many of each kind, then the first of them."""
        if len(self.failures) > len(self.reasons):
            kinds = "; ".join(f"{counted(count, self.kind)}: {reason}" for reason, count in self.reasons.most_common())
            yield Problem(self.failures[0].where, f"{counted(self.reasons.total(), self.kind)} failed ({kinds})")
        yield from self.failures

    @property
    def rows(self) -> int:
        """How many rows are finished, whatever became of them."""
        return self.by_status.total()

    @property
    def failed(self) -> int:
        """How many rows could not be made."""
        return self.by_status["failed"]

    def __str__(self) -> str:
        """Return it in words: "5,002 rows: 4,990 made, 2 seed, 9 suppressed, 1 failed (1,200 were there already)"."""
        parts = ", ".join(f"{self.by_status[status]:,} {status}" for status in STATUSES if self.by_status[status])
        kept = f" ({self.kept:,} were there already)" if self.kept else ""
        of = f"{counted(self.gathered, 'row')} of " if self.gathered else ""
        return f"{of}{counted(self.rows, self.kind)}: {parts}{kept}"

    def add(self, result: Result) -> None:
        """Count what became of an order."""
        self.by_status[result.row.status] += 1
        self.kept += result.kept
        self.gathered += "".join(result.row.noted[:1]).count(";") + 1 if self.kind != "row" else 0
        self.left_out += result.row.reason.startswith(LEFT_OUT)
        if result.why:
            self.reasons[result.row.reason] += 1
            self.failures += [result.why] if len(self.failures) < _MOST_FAILURES else []


OnProgress = Callable[[RunTally], None]
AnyManifest = Manifest | RemoteManifest
Work = Callable[[Iterable[Pending], WorkerContext, WorkerLock | None], Iterable[Batch]]


@frozen
class CopyJob:
    """What to make of a table: its orders, in the table's order, each time it is asked; `rows` of them.

    `settings` is what the copies depend on, in the user's words; `table` is what messages call the table. `left_out` of
    the rows get no copy, for a problem that was told of. `noted` are the heads of what orders note for the manifest.
    `mail` returns the mail that goes with a row's copy.
    """

    orders: Callable[[], Iterable[Order]]
    rows: int
    maker: CopyMaker
    settings: Mapping[str, str]
    table: str
    left_out: int = 0
    noted: tuple[str, ...] = ()
    mail: Callable[[Mapping[str, str]], Mail | None] | None = None
    kind: str = "row"  # or "recipient", who has all rows that are noted first


def run(job: CopyJob, folder: Path, work: Work, report: OnProgress) -> RunTally:
    """Make what is not made yet, in a folder that is made if need be; `report` hears how it goes.

    Raises a ReportError where it can't go on; what was made until then stays, and the next run goes on behind it.
    """
    target = Folder(folder)
    with blaming(folder, folder=True):
        folder.mkdir(parents=True, exist_ok=True)
        with owned(folder) as lock, tidied(target):
            settle(target, job.settings)
            with closing(Manifest(folder, job.noted)) as manifest:
                context = WorkerContext(job.maker, target, job.table)
                mails = MailList(job.mail)
                batches = mails.listing(work(pending(mails.due(job.orders()), manifest), context, lock))
                tally = record_results(job, manifest.append, batches, report)
            mails.put(target)
        return tally


def made_in_memory(job: CopyJob) -> RunTally:
    """Make every copy and keep none: return what a run would come to."""
    tally = RunTally(kind=job.kind)
    for order in job.orders():
        copy = attempt(job.maker.copy, order, job.table)
        row = ManifestRow(order.row, order.file, "", None, "made", "", order.noted)
        tally.add(copy if isinstance(copy, Result) else Result(row))
    return demand_every_row(tally, job)


@contextmanager
def tidied(folder: Folder) -> Iterator[None]:
    """Remove what was left half written, by runs before this one and by this one."""
    folder.clear()
    try:
        yield
    finally:
        with suppress(OSError):
            folder.clear()


def record_results(
    job: CopyJob, append: Callable[[Iterable[ManifestRow]], None], batches: Iterable[Batch], report: OnProgress
) -> RunTally:
    """Append to a manifest what is done, as it is done, in the table's order; `report` hears of it.

    Raises a ReportError for the first batch that says it could not go on.
    """
    tally = RunTally(kind=job.kind)
    for batch in batches:
        append(result.row for result in batch.results if not result.recorded)
        for result in batch.results:
            tally.add(result)
        report(tally)
        if batch.stopped:
            raise ReportError([batch.stopped])
    return demand_every_row(tally, job)


def demand_every_row(tally: RunTally, job: CopyJob) -> RunTally:
    """Return the tally, or raise a ReportError where the table had another number of rows than there were at first."""
    if tally.rows != job.rows:
        message = f"has {counted(job.rows, tally.kind)}, but {tally.rows:,} were made; was it changed meanwhile?"
        raise ReportError([Problem(Location(job.table), message)])
    return tally


def pending(orders: Iterable[Order], manifest: AnyManifest) -> Iterator[Pending]:
    """Yield each order with what the manifest says of it. Raises a ReportError for a manifest of other rows."""
    known = manifest.known()
    for order in orders:
        yield Pending(order, next(known, None))
    if next(known, None):
        raise not_ours(manifest.where)


def standing(tally: RunTally, rows: int, seconds: float) -> str:
    """Return how a run of `rows` stands: "1,200 of 5,000 (24%), 2,000 a second, 2 s left".

    Rows that were there already do not count for the rate.
    """
    done = tally.rows
    parts = [f"{done:,} of {rows:,} ({done * 100 // max(1, rows)}%)"]
    rate = (done - tally.kept) / max(1e-3, seconds)
    if rate:
        parts.append(f"{rate:,.0f} a second")
    if rate and done < rows:
        parts.append(f"{duration((rows - done) / rate)} left")
    if tally.failed:
        parts.append(f"{tally.failed:,} failed")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """Return how long something lasts, as exactly as anybody wants to know."""
    if seconds < 90:
        return f"{round(seconds)} s"
    if seconds < 5400:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"


def progress_reporter(
    rows: int, say: Callable[[str], None], every: float, clock: Callable[[], float] = time.monotonic
) -> OnProgress:
    """Return what hears of a run's tally and passes it to `say` in words, at most once in `every` seconds."""
    begun = clock()
    due = begun + every

    def report(tally: RunTally) -> None:
        nonlocal due
        now = clock()
        if now >= due:
            due = now + every
            say(standing(tally, rows, now - begun))

    return report
