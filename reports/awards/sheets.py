"""What every kind of table file is to us: sheets, each of numbered rows of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from reports.awards.layouts import Row

MOST_BYTES = 200_000_000  # of a file
MOST_ROWS = 300_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows` reads it from its start whenever it is called, and raises a TableError.

    `formats` gives the number formats of a column (from 1) that tell of a currency, by row.
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    notes: tuple[str, ...] = ()
    formats: Callable[[int], Mapping[int, str]] = lambda _column: {}
