"""One file for many readers, for a print house, and beside it a table that says on which pages each of them is.

A file is made in one go, whole or not at all, and its table is written behind it. A run that is killed goes on behind
the last file that has its table.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from reports.errors import Location, ReportError
from reports.files import blaming, temporary_name
from reports.handouts.folder import Folder
from reports.handouts.lock import owned
from reports.handouts.making import Done, Order, why_failed, why_stopped
from reports.handouts.manifest import Line, not_ours, status_of
from reports.handouts.run import Job, Tally, Told, counted, tidied
from reports.handouts.settings import digest_of, settle

_OFTEN = 100  # rows, after which it is told how the run goes


class NoRoomError(Exception):
    """A book takes no more readers; it can be closed."""


class Book(Protocol):
    """A file for many readers in the making."""

    def add(self, values: Mapping[str, str]) -> tuple[int, int]:
        """Add a reader, and give the first and last page. Raises a LayoutError, or a NoRoomError."""

    def close(self) -> None:
        """Finish the file; it has one reader at least."""


Bind = Callable[[BinaryIO], Book]


class Leaf(NamedTuple):
    """A row of a file's table: as in a manifest, and the pages that the reader has in the file."""

    line: Line
    first: int | None = None
    last: int | None = None


_HEAD = [*Line._fields, "first", "last"]


@dataclass(frozen=True, slots=True)
class Binding:
    """What to bind: `stem` names the files ("briefs"), and a file has at most `chunk` readers."""

    bind: Bind
    stem: str
    suffix: str
    chunk: int | None = None


def merge(job: Job, binding: Binding, folder: Path, told: Told) -> Tally:
    """Make the files that are not there yet, in a folder that is made if need be; `told` hears how it goes.

    Raises a ReportError where it can't go on; files that were finished until then stay.
    """
    tally, target = Tally(), Folder(folder)
    with blaming(folder, folder=True):
        folder.mkdir(parents=True, exist_ok=True)
        with owned(folder), tidied(target):
            settle(target, job.settings)
            waiting = _Waiting(iter(job.orders()))
            for number in count(1):
                if not waiting.next:
                    return counted(tally, job)
                _Part(job, binding, target, f"{binding.stem}-{number:04}", tally, told).bind(waiting)
    raise AssertionError("numbers do not end")


class _Waiting:
    """Orders, of which the next can be looked at before it is taken."""

    def __init__(self, orders: Iterator[Order]) -> None:
        self._orders = orders
        self.next = next(orders, None)

    def take(self) -> None:
        self.next = next(self._orders, None)


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the files."""

    job: Job
    binding: Binding
    target: Folder
    stem: str
    tally: Tally
    told: Told

    def bind(self, waiting: _Waiting) -> None:
        """Make the file of as many of the orders as go into it, unless it is there."""
        known = self._known()
        if known is None:
            self._note(self._bound(waiting))
            return
        for leaf in known:
            if not waiting.next or waiting.next.row != leaf.line.row:
                raise not_ours(Location(f"{self.target}/{self._table}"))
            waiting.take()
            self._count(Done(leaf.line, kept=bool(leaf.line.file)))

    @property
    def _file(self) -> str:
        return self.stem + self.binding.suffix

    @property
    def _table(self) -> str:
        return f"{self.stem}.csv"

    def _known(self) -> list[Leaf] | None:
        """Give the table of a file that is there as it was made."""
        table = self.target.read(self._table)
        if table is None:
            return None
        leaves = _parsed(table.decode(), Location(f"{self.target}/{self._table}"))
        made = {leaf.line.sha256 for leaf in leaves if leaf.line.file}
        return leaves if made <= {self.target.digest(self._file)} else None

    def _note(self, leaves: Sequence[Leaf]) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([_HEAD, *([*leaf.line, *leaf[1:]] for leaf in leaves)])
        self.target.put(self._table, text.getvalue().encode())

    def _bound(self, waiting: _Waiting) -> list[Leaf]:
        temporary = self.target.path / temporary_name()
        try:
            with temporary.open("xb") as file:
                leaves = self._filled(self.binding.bind(file), waiting)
            if not any(leaf.first for leaf in leaves):
                return leaves
            sha256 = digest_of(temporary)
            temporary.replace(self.target.path / self._file)
            return [leaf._replace(line=leaf.line._replace(sha256=sha256)) if leaf.first else leaf for leaf in leaves]
        finally:
            with suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108

    def _filled(self, book: Book, waiting: _Waiting) -> list[Leaf]:
        """Add readers until the file is full, or nobody is left."""
        leaves: list[Leaf] = []
        readers = 0
        while order := waiting.next:
            if readers == self.binding.chunk and order.values is not None:
                break
            try:
                leaf = self._added(book, order)
            except NoRoomError:
                break
            leaves.append(leaf)
            readers += leaf.first is not None
            waiting.take()
        if readers:
            book.close()
        return leaves

    def _added(self, book: Book, order: Order) -> Leaf:
        leaf, why = Leaf(Line(order.row, "", "", None, "suppressed")), None
        if order.values is not None:
            try:
                first, last = book.add(order.values)
                line = Line(order.row, self._file, "", last - first + 1, "seed" if order.seed else "made")
                leaf = Leaf(line, first, last)
            except NoRoomError:
                raise
            except (OSError, MemoryError) as error:
                raise ReportError([why_stopped(order, error, self.target, self.job.table)]) from None
            except Exception as error:  # whatever it is, it may quote the row
                leaf = Leaf(Line(order.row, "", "", None, "failed"))
                why = why_failed(order, error, self.job.table)
        self._count(Done(leaf.line, why=why))
        return leaf

    def _count(self, done: Done) -> None:
        self.tally.add(done)
        if self.tally.rows % _OFTEN == 0:
            self.told(self.tally)


def _parsed(table: str, where: Location) -> list[Leaf]:
    head, *rows = csv.reader(table.splitlines())
    if head != _HEAD:
        raise not_ours(where)
    return [_leaf(row, where) for row in rows]


def _leaf(cells: Sequence[str], where: Location) -> Leaf:
    try:
        row, file, sha256, pages, status, first, last = cells
        line = Line(int(row), file, sha256, _number(pages), status_of(status))
        return Leaf(line, _number(first), _number(last))
    except ValueError:
        raise not_ours(where) from None


def _number(text: str) -> int | None:
    return int(text) if text else None
