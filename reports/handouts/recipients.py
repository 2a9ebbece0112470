"""Recipients, a row of a table each: what a data file's texts ask for, by column, and nothing else of the row.

What is wrong with a table is said by row and column, never by what stands there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reports.compose.recipient_columns import Columns
from reports.datafile.yaml import nearest, quote
from reports.errors import DataError, Location, Problem
from reports.frozen import field, frozen
from reports.handouts.cells import as_head, clean
from reports.handouts.exports import Meanings, Remark, meanings, recipients_among
from reports.handouts.table_source import TableSource, open_table
from reports.tables import Cell, Formatted, Unclear, failures_told


class Recipient(NamedTuple):
    """One row, by its number in the table; `suppressed` rows get nothing, a `seed` is a control record of ours.

    Where rows are gathered it is the first of its `gathered` rows, each a number and its values.
    """

    row: int
    values: Mapping[str, str]
    seed: bool = False
    suppressed: bool = False
    gathered: tuple[tuple[int, Mapping[str, str]], ...] = ()

    @property
    def listed(self) -> tuple[tuple[int, Mapping[str, str]], ...]:
        """Return all rows of the table that this copy is for."""
        return self.gathered or ((self.row, self.values),)


class CellFault(NamedTuple):
    """What is wrong with a cell, and what to do: in a column ("" for the row itself), of another row if one is given.

    `against` is the row that it does not agree with.
    """

    column: str
    message: str
    hint: str | None
    row: int = 0
    against: int = 0


_CONTROL = "holds a control character, or one that some program could not read", "type the text again"
_DIFFERS = "is not the same in all rows that are gathered"
_WIDER = "this row has more cells than the header", "a value with a separator in it stands in quotation marks"


class RowReading(NamedTuple):
    """A recipient, and what is wrong with the cells of the row."""

    recipient: Recipient
    faults: Sequence[CellFault]


@frozen
class RecipientTable:
    """A table that has every column that is asked for. Each walk through it reads the file again, a row at a time."""

    table: str  # as the user calls it
    columns: Columns
    names: tuple[str, ...]  # of the columns that are read
    places: tuple[int, ...]  # of the same, from 0
    source: TableSource
    seeds: bool = False
    gathers: bool = False  # the rows of one id
    meanings: Meanings = field(default_factory=Meanings)

    @property
    def kind(self) -> str:
        """Return what is counted of it, in one word: rows, or recipients where their rows are gathered."""
        return "recipient" if self.gathers else "row"

    def __iter__(self) -> Iterator[Recipient]:
        """Yield every recipient of a table that has been surveyed, in the table's order."""
        return (reading.recipient for reading in self.readings())

    def readings(self, remark: Remark = lambda *_: None) -> Iterator[RowReading]:
        """Yield every recipient with what is wrong; raises a DataError where the file can't be read on.

        `remark` hears of rows that are no recipients, and of hidden ones.
        """
        head = self.source.header[self.places[0]]
        among = recipients_among(self.source.read(self.places), self.source.row, head, remark)
        rows = (self._reading(row.number, row.cells, row.wider) for row in among)
        with failures_told(self.table):
            yield from gathered(rows, self.columns) if self.gathers else rows

    def _reading(self, number: int, cells: Sequence[Cell], wider: bool) -> RowReading:
        values: dict[str, str] = {}
        faults = [CellFault("", *_WIDER)] if wider else []
        for name, cell in zip(self.names, cells, strict=True):
            if isinstance(cell, Unclear):
                faults.append(CellFault(name, *cell.value))
                continue
            text = clean(cell)
            if text is None:
                faults.append(CellFault(name, *_CONTROL))
            values[name] = type(cell)(text or "", cell.held) if isinstance(cell, Formatted) else text or ""
        for name in self.meanings.columns:
            values[name] = self.meanings.cell(name, values.get(name, ""))
        suppress = self.columns.suppress
        suppressed = suppress is not None and bool(values.get(suppress))
        return RowReading(Recipient(number, values, self.seeds, suppressed), faults)

    def at(self, row: int, column: str = "") -> Location:
        """Return where a cell is; without a column, a row."""
        place = self.places[self.names.index(column)] + 1 if column in self.names else 1
        return Location(self.table, row, place)


def gathered(readings: Iterable[RowReading], columns: Columns) -> Iterator[RowReading]:
    """Gather the rows of each id, in the order in which ids first appear; rows without one stay apart.

    What is empty in some rows and said in others is as it is said. A column that is used outside a copy's table, and
    says different things in two rows, is a fault, but nobody's who gets no copy anyway. All rows are held in memory.
    """
    groups: dict[str | int, list[RowReading]] = {}
    for reading in readings:
        recipient = reading.recipient
        groups.setdefault(recipient.values.get(columns.id) or recipient.row, []).append(reading)
    yield from (_as_one(group, columns) for group in groups.values())


def _as_one(readings: Sequence[RowReading], columns: Columns) -> RowReading:
    first = readings[0].recipient
    rows = tuple((each.recipient.row, each.recipient.values) for each in readings)
    suppressed = any(each.recipient.suppressed for each in readings)
    faults = [fault._replace(row=each.recipient.row) for each in readings for fault in each.faults]
    values: dict[str, str] = {}
    for column in dict.fromkeys(column for _, cells in rows for column in cells):
        said = [(row, cells[column]) for row, cells in rows if cells.get(column)]
        values[column] = said[0][1] if said else ""
        if column not in columns.apart and not suppressed:
            hint = f"correct one of them, or name {quote(column)} in the table of handout alone, which may say both"
            faults += [CellFault(column, _DIFFERS, hint, row, said[0][0]) for row, cell in said if cell != said[0][1]]
    return RowReading(Recipient(first.row, values, first.seed, suppressed, rows), faults)


def open_recipients(
    path: Path, columns: Columns, *, encoding: str | None = None, seeds: bool = False, gathers: bool = False
) -> RecipientTable:
    """Open a table of recipients; raises a DataError with every column that it lacks.

    CSV is UTF-8, or UTF-16 by its mark, unless an `encoding` is named; of a workbook's sheets it is the first that has
    the columns. One that `gathers` makes one recipient of the rows of an id.
    """
    wanted = columns.all
    heads = [columns.heads.get(column, column) for column in wanted]
    with failures_told(str(path)):
        source = open_table(path, heads, encoding, columns.language)
    places = [_place(column, source.header) for column in heads]
    lacking = [column for column, found in zip(heads, places, strict=True) if not found]
    problems = [_missing(column, source, str(path)) for column in lacking]
    if len(source.header) == 1 and len(lacking) > 1:
        message = f"the table has one column, and not {', '.join(map(quote, lacking))}"
        hint = (
            "its first row names columns, each in a cell of its own; in CSV a comma, a semicolon, a tab or | parts them"
        )
        problems = [Problem(Location(str(path), source.row, 1), message, hint)]
    for column, found in zip(heads, places, strict=True):
        if len(found) > 1:
            where = Location(str(path), source.row, found[1] + 1)
            message = f"the table has {len(found)} columns {quote(column)}"
            problems.append(Problem(where, message, "give each a header of its own"))
    if problems:
        raise DataError(problems)
    place = {column: found[0] for column, found in zip(wanted, places, strict=True)}
    few = (wanted[0], *columns.deciding)
    rows = RecipientTable(str(path), columns, few, tuple(map(place.__getitem__, few)), source)
    judged = meanings((each.recipient.values for each in (rows.readings() if columns.deciding else ())), columns)
    return RecipientTable(str(path), columns, wanted, tuple(place.values()), source, seeds, gathers, judged)


def _place(column: str, header: Sequence[str]) -> list[int]:
    """Find the columns of a header: as it is written, or else in other letters, small or capital."""
    exact = [place for place, name in enumerate(header) if as_head(name) == as_head(column)]
    return exact or [
        place for place, name in enumerate(header) if as_head(name).casefold() == as_head(column).casefold()
    ]


def _missing(column: str, source: TableSource, table: str) -> Problem:
    """Return which column is missing; the header is not printed, since a table without one has a recipient there."""
    if not source.header:
        return Problem(Location(table), "the table is empty", "its first row names the columns")
    near = nearest(column, [as_head(name) for name in source.header])
    hint = f"did you mean {quote(near)}?" if near else "the first row of the table names its columns"
    return Problem(Location(table, source.row, 1), f"the table has no column {quote(column)}", hint)
