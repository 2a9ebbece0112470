"""Which column of a table is which: headers by the names that a format, or the author, gives them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from reports.awards.cells import Cell, text_of
from reports.awards.datecells import DayOrder
from reports.datafile.yaml import nearest, quote
from reports.frozen import frozen

Row = tuple[int, Sequence[Cell]]  # its number in the file, from 1

MOST_ABOVE = 60  # rows that may stand before the header: a title, what was searched for
_INDEX = re.compile(r"(?<=[:/])\d+[:/]")


@frozen
class Layout:
    """The columns of a format: for each field its possible headers, the best first; `needed` fields must be there."""

    name: str
    columns: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    currency: str | None = None  # of all amounts, where no column says it
    kind: str = "awarded"
    dates: DayOrder | None = None
    is_own: bool = False  # the author's, who has named the columns
    repeats_over: frozenset[str] = frozenset()  # fields in which rows of one award may differ


@frozen
class Header:
    """A row of headers that was found: each field's column, from 0, its cells, and fields whose header stands twice."""

    row: int
    columns: Mapping[str, int]
    cells: tuple[str, ...]
    twice: tuple[str, ...] = ()

    def name(self, field: str) -> str:
        """Return a field's header as it stands in the table."""
        return self.cells[self.columns[field]]


@frozen
class Mismatch:
    """A table without a header of the layout: the fields that are missing, or whose header stands there twice."""

    missing: tuple[str, ...]
    twice: tuple[str, ...]
    headers: tuple[str, ...]

    def told(self, layout: Layout) -> tuple[str, str | None]:
        """Say what is wrong and what may help."""
        if self.twice:
            name = layout.columns[self.twice[0]][0]
            return f"the table has two columns {quote(name)}", "give them headers of their own"
        wanted = [layout.columns[field][0] for field in self.missing]
        message = f"the table has no column {' and none '.join(map(quote, wanted))}"
        if near := nearest(wanted[0], self.headers):
            return message, f"it has {quote(near)}"
        return message, f"its columns are {', '.join(self.headers[:12])}" if self.headers else "it has no header"


def find_header(rows: Iterable[Row], layout: Layout) -> Header | Mismatch:
    """Look for the headers in a table's first rows; where none will do, tell of the row that has most of them."""
    best = Mismatch(layout.needed, (), ())
    for number, cells in islice(rows, MOST_ABOVE):
        found = _match(number, cells, layout)
        if isinstance(found, Header):
            return found
        if (-len(found.missing), len(found.headers)) > (-len(best.missing), len(best.headers)):
            best = found
    return best


def _match(number: int, cells: Sequence[Cell], layout: Layout) -> Header | Mismatch:
    headers = [text_of(cell) or "" for cell in cells]
    places: dict[str, list[int]] = {}
    for index, header in enumerate(headers):
        if header:
            places.setdefault(plain(header), []).append(index)
    columns: dict[str, int] = {}
    twice = []
    for field, names in layout.columns.items():
        known = next((places[name] for name in map(plain, names) if name in places), None)
        if known:
            columns[field] = known[0]
            twice += [field] * (len(known) > 1)
    missing = tuple(field for field in layout.needed if field not in columns)
    if missing or any(field in layout.needed for field in twice):
        return Mismatch(missing, tuple(twice) if not missing else (), tuple(filter(None, headers)))
    return Header(number, columns, tuple(headers), tuple(twice))


def plain(header: str) -> str:
    """Return a header as it is compared: "Grant Programme: Title" and "Grant Programme:0:title" are one."""
    tidy = re.sub(r"\s*([:/(])\s*", r"\1", " ".join(header.split()).casefold())
    return _INDEX.sub(lambda index: "" if index.group()[:-1] == "0" else index.group(), tidy)
