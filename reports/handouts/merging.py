"""One file for many recipients, for a print house, and beside it a table that says on which pages each of them is.

A file is made in one go, whole or not at all, and its table is written behind it. A run that is killed goes on behind
the last file that has its table.
"""

import csv
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

from reports.errors import Location, ReportError
from reports.files import blaming, temporary_name
from reports.frozen import frozen
from reports.handouts.folder import Folder, digest_of
from reports.handouts.lock import owned
from reports.handouts.making import Order, Pending, Result, WorkerContext, why_stopped
from reports.handouts.manifest import HEADS, PAGES, ManifestRow, not_ours, parse_row
from reports.handouts.run import CopyJob, OnProgress, RunTally, Work, demand_every_row, tidied
from reports.handouts.settings import settle
from reports.renderer import FullError
from reports.tables import csvs

_EVERY_ROWS = 100  # after so many, it is reported how the run goes


class MergedWriter(Protocol):
    """A file for many recipients in the making."""

    def add(self, copy: Any, /) -> tuple[int, int]:
        """Add a recipient's copy, as the job's maker makes it, and return the first and last page, from 1.

        Raises a FullError where there is no more room.
        """

    def close(self) -> None:
        """Finish the file; it has one recipient at least."""


class MergedRow(NamedTuple):
    """A row of a merged file's table: as in a manifest, and the pages that the recipient has in the file, from 1.

    `first` and `last` are None for a row that is suppressed or failed.
    """

    row: ManifestRow
    first: int | None = None
    last: int | None = None


OpenWriter = Callable[[BinaryIO], MergedWriter]  # begins a file


def merge(job: CopyJob, begin: OpenWriter, chunk: int | None, folder: Path, work: Work, report: OnProgress) -> RunTally:
    """Make the files that are not there yet, in a folder that is made if need be; `report` hears how it goes.

    They are called briefs-0001.pdf and so on; in each are at most `chunk` recipients. Raises a ReportError where it
    can't go on; files that were finished until then stay.
    """
    tally, target = RunTally(kind=job.kind), Folder(folder)
    with blaming(folder, folder=True):
        folder.mkdir(parents=True, exist_ok=True)
        with owned(folder), tidied(target):
            settle(target, job.settings)
            waiting = _Waiting(iter(job.orders()), work, WorkerContext(job.maker, target, job.table))
            for number in count(1):
                if not waiting.next:
                    return demand_every_row(tally, job)
                file, table = f"briefs-{number:04}.pdf", f"briefs-{number:04}.csv"
                _MergedFile(job, begin, chunk, target, file, table, tally, report).fill(waiting)
    raise AssertionError("numbers do not end")


class _Waiting:
    """Orders, of which the next can be looked at before it is taken; once one is made, those behind it are too."""

    def __init__(self, orders: Iterator[Order], work: Work, context: WorkerContext) -> None:
        self._orders, self._work, self._context = orders, work, context
        self._due: deque[Order] = deque()  # not taken yet
        self._given = 0  # how many of those are being made
        self._made: Iterator[Result] | None = None
        self._result: Result | None = None  # of the next

    @property
    def next(self) -> Order | None:
        return self._due[0] if self._due or self._pull() else None

    @property
    def result(self) -> Result:
        """What becomes of the next order. Raises a ReportError where none can be made any more."""
        if self._result is None:
            self._made = self._made or self._making()
            self._result = next(self._made)
        return self._result

    def take(self) -> None:
        self._due.popleft()
        self._given, self._result = max(0, self._given - 1), None

    def stop(self) -> None:
        """Make none ahead any more."""
        self._given, self._made, self._result = 0, None, None

    def _pull(self) -> bool:
        order = next(self._orders, None)
        self._due += [order] if order else []
        return order is not None

    def _giving(self) -> Iterator[Pending]:
        while self._given < len(self._due) or self._pull():
            self._given += 1
            yield Pending(self._due[self._given - 1])

    def _making(self) -> Iterator[Result]:
        for batch in self._work(self._giving(), self._context, None):
            yield from batch.results
            if batch.stopped:
                raise ReportError([batch.stopped])


@frozen
class _MergedFile:
    """One of the files, and its table."""

    job: CopyJob
    begin: OpenWriter
    chunk: int | None
    target: Folder
    file: str
    table: str
    tally: RunTally
    report: OnProgress

    def fill(self, waiting: _Waiting) -> None:
        """Make the file of as many of the orders as go into it, unless it is there."""
        known = self._known()
        if known is None:
            rows = [[*made.cells[: len(HEADS)], first, last, *made.noted] for made, first, last in self._write(waiting)]
            text = csvs.written([[*HEADS, *PAGES, *self.job.noted], *rows])
            self.target.put(self.table, text.encode())
            return
        waiting.stop()
        for made, _, _ in known:
            if not waiting.next or waiting.next.row != made.row:
                raise not_ours(Location(f"{self.target}/{self.table}"))
            waiting.take()
            self._count(Result(made, kept=bool(made.file)))

    def _known(self) -> list[MergedRow] | None:
        """Return the table of a file that is there as it was made."""
        table = self.target.read(self.table)
        if table is None:
            return None
        rows = _parse(table.decode(), self.job.noted, Location(f"{self.target}/{self.table}"))
        digests = {made.sha256 for made, _, _ in rows if made.file}
        return rows if digests <= {self.target.digest(self.file)} else None

    def _write(self, waiting: _Waiting) -> list[MergedRow]:
        """Write the file, if anybody is in it, and return the rows of its table."""
        temporary = self.target.path / temporary_name()
        try:
            with temporary.open("xb") as file:
                rows = self._add_all(self.begin(file), waiting)
            if not any(row.first for row in rows):
                return rows
            sha256 = digest_of(temporary)
            temporary.replace(self.target.path / self.file)
            return [row._replace(row=row.row._replace(sha256=sha256)) if row.first else row for row in rows]
        finally:
            with suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108

    def _add_all(self, writer: MergedWriter, waiting: _Waiting) -> list[MergedRow]:
        """Add recipients until the file is full, or nobody is left."""
        rows: list[MergedRow] = []
        added = 0
        while order := waiting.next:
            if added == self.chunk and order.values is not None:
                break
            try:
                row = self._add(writer, order, waiting.result)
            except FullError:
                break
            rows.append(row)
            added += row.first is not None
            waiting.take()
        if added:
            writer.close()
        return rows

    def _add(self, writer: MergedWriter, order: Order, result: Result) -> MergedRow:
        if result.copy is None:
            self._count(result)
            return MergedRow(result.row)
        try:
            first, last = writer.add(result.copy)
        except (OSError, MemoryError) as error:
            raise ReportError([why_stopped(order, error, self.target, self.job.table)]) from None
        made = result.row._replace(file=self.file, pages=last - first + 1)
        self._count(Result(made))
        return MergedRow(made, first, last)

    def _count(self, result: Result) -> None:
        self.tally.add(result)
        if self.tally.rows % _EVERY_ROWS == 0:
            self.report(self.tally)


def _parse(table: str, noted: Sequence[str], where: Location) -> list[MergedRow]:
    """Read a merged file's table back. Raises a ReportError where somebody has edited it."""
    head, *rows = csv.reader(table.splitlines())
    pages = slice(len(HEADS), len(HEADS) + len(PAGES))
    try:
        if head != [*HEADS, *PAGES, *noted]:
            raise ValueError(head)
        found = []
        for row in rows:
            first, last = (int(page) if page else None for page in row[pages])
            found.append(MergedRow(parse_row(row[: pages.start] + row[pages.stop :]), first, last))
    except ValueError:
        raise not_ours(where) from None
    return found
