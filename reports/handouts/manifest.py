"""The manifest: what became of every row, in the table's order. It is written as a run goes, a batch of lines at once.

What a killed run leaves is a manifest whose last line may be torn; that line is cut off and the rest is believed,
once each file has been held against its checksum.
"""

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from reports.errors import Location, Problem, ReportError
from reports.files import write_whole
from reports.tables import csvs

Status = Literal["made", "seed", "suppressed", "failed"]
STATUSES: tuple[Status, ...] = ("made", "seed", "suppressed", "failed")
NAME = "manifest.csv"
LEFT_OUT = "left out"  # how the reason begins where a row was not tried, for a problem that was seen before


class ManifestRow(NamedTuple):
    """What became of one row of the table; the manifest has these fields as its columns.

    `row` counts from 1 as the table's own rows do, its header included. `file` is below the run's folder. Where nothing
    was made, `file` and `sha256` are "" and `pages` (slides, for a deck) is None. `reason` says why a row failed.
    `noted` are the cells of further columns, whose heads a run gives.
    """

    row: int
    file: str
    sha256: str
    pages: int | None
    status: Status
    reason: str = ""
    noted: tuple[str, ...] = ()

    @property
    def cells(self) -> list[object]:
        """Return the row as a table has it."""
        return [*self[:-1], *self.noted]


HEADS = ManifestRow._fields[:-1]
PAGES = "first", "last"  # in a merged file's table, beside those


def head_line(noted: Sequence[str]) -> str:
    """Return the first line of a manifest with these further columns."""
    return csvs.written([[*HEADS, *noted]])


def as_text(rows: Iterable[ManifestRow]) -> str:
    """Write rows as CSV; no row holds a line break, since no file's name does."""
    return csvs.written(row.cells for row in rows)


def parsed(lines: Iterable[str], where: Location) -> Iterator[ManifestRow]:
    """Yield the rows of lines behind the head. Raises a ReportError where somebody has edited them."""
    for cells in csv.reader(lines):
        try:
            row = parse_row(cells)
        except ValueError:
            raise not_ours(where) from None
        yield row


def parse_row(cells: Sequence[str]) -> ManifestRow:
    """Read a row's cells back; raises a ValueError where they are none of a manifest."""
    row, file, sha256, pages, status, reason, *noted = cells
    known = STATUSES[STATUSES.index(status)]
    return ManifestRow(int(row), file, sha256, int(pages) if pages else None, known, reason, tuple(noted))


def not_ours(where: Location) -> ReportError:
    """Return the error that a manifest is not of this run."""
    message = "does not say what this run has made so far"
    return ReportError([Problem(where, message, "remove the folder, or choose another with -o")])


class Manifest:
    """The manifest in a folder; only the one run that owns the folder may open it."""

    def __init__(self, folder: Path, noted: Sequence[str] = ()) -> None:
        self._head = head_line(noted)
        self._path = folder / NAME
        self.where = Location(str(self._path))
        _cut_torn_line(self._path)
        self._end = self._path.stat().st_size if self._path.exists() else 0
        self._file = self._path.open("ab", buffering=0)
        if not self._end:
            self._write(self._head)

    def known(self) -> Iterator[ManifestRow]:
        """Yield the rows of earlier runs, in order, not those appended since. Raises a ReportError for another's."""
        if not self._end:
            return
        with self._path.open(encoding="utf-8", newline="") as file:
            if file.readline() != self._head:
                raise not_ours(self.where)
            yield from parsed(_up_to(file, self._end - len(self._head.encode())), self.where)

    def append(self, rows: Iterable[ManifestRow]) -> None:
        """Write rows behind those that are there. Raises an OSError, and then the last line may be torn."""
        self._write(as_text(rows))

    def close(self) -> None:
        """Leave the manifest on the disk itself."""
        os.fsync(self._file.fileno())
        self._file.close()

    def _write(self, text: str) -> None:
        write_whole(self._file, text.encode())


def _up_to(file: Iterable[str], end: int) -> Iterator[str]:
    """Yield a file's lines up to a number of bytes."""
    for line in file:
        end -= len(line.encode())
        if end < 0:
            return
        yield line


def _cut_torn_line(path: Path) -> None:
    if not path.exists():
        return
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        start = max(0, size - 65536)
        file.seek(start)
        tail = file.read()
        file.truncate(start + tail.rfind(b"\n") + 1)
