"""What every kind of table file is to us: sheets, each of numbered rows of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.awards.layouts import Row

MOST_BYTES = 200_000_000  # of a file
MOST_ROWS = 300_000


class TableError(Exception):
    """A file that cannot be read as a table: what is wrong, what may help, and in which row (0: in all of it)."""

    def __init__(self, message: str, hint: str | None = None, row: int = 0) -> None:
        self.message = message
        self.hint = hint
        self.row = row
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows` reads it from its start whenever it is called, and raises a TableError."""

    name: str
    rows: Callable[[], Iterator[Row]]
    notes: tuple[str, ...] = ()
