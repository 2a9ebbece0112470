"""What every kind of table file is to us: sheets, each of numbered rows of cells."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from reports.awards.layouts import Row
from reports.tables.packages import Part

MOST_BYTES = 200_000_000  # of a file
MOST_ROWS = 300_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows` reads it from its start whenever it is called, and raises a TableError.

    `formats` gives the number formats of a column (from 1) that tell of a currency, by row. `part` is a workbook's: a
    cell that is merged over rows holds its value in each of them. `separator` is what stands between cells in a file of
    text, where a row may have more of them than the header, and a quotation mark may make one cell of several rows.
    `since_1904`: serial numbers of days count from 1904, not from 1900.
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    notes: tuple[str, ...] = ()
    formats: Callable[[int], Mapping[int, str]] = lambda _column: {}
    part: Part = field(default_factory=Part)
    separator: str | None = None
    is_hidden: bool = False
    since_1904: bool = False
