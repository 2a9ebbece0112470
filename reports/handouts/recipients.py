"""Recipients, a row of a table each: what a data file's texts ask for, by column, and nothing else of the row.

What is wrong with a table is told by row and column, never by what stands there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from reports.compose.letters import Columns
from reports.datafile.yaml import nearest, quote
from reports.errors import DataError, Location, Problem
from reports.handouts.sources import Source, source_of
from reports.handouts.values import clean
from reports.tables import TableError
from reports.tables.cells import Cell, Unclear

_FILLED = "x"  # for a date or a number that is there, however it is written


class Recipient(NamedTuple):
    """One row, by its number in the table; `suppressed` rows get nothing, a `seed` is a control record of ours."""

    row: int
    values: Mapping[str, str]
    seed: bool = False
    suppressed: bool = False


class Fault(Enum):
    """What is wrong with a cell, or with a row where no column is named."""

    CONTROL = ("holds a control character, or one that some program could not read", "type the text again")
    WIDER = ("this row has more cells than the header", "a value with a separator in it stands in quotation marks")


class Reading(NamedTuple):
    """A recipient, and what is wrong with the cells of the row, by column; "" is the row itself."""

    recipient: Recipient
    faults: Sequence[tuple[str, Fault | Unclear]]


@dataclass(frozen=True, slots=True)
class Recipients:
    """A table that has every column that is asked for. Each walk through it reads the file again, a row at a time."""

    table: str  # as the user calls it
    columns: Columns
    names: tuple[str, ...]  # of the columns that are read
    places: tuple[int, ...]  # of the same, from 0
    source: Source
    seeds: bool = False

    def __iter__(self) -> Iterator[Recipient]:
        """Give every recipient of a table that has been surveyed, in the table's order."""
        return (reading.recipient for reading in self.readings())

    def readings(self) -> Iterator[Reading]:
        """Give every recipient with what is wrong; raises a DataError where the file can't be read on."""
        try:
            for number, cells, wider in self.source.read(self.places):
                yield self._reading(number, cells, wider)
        except (TableError, OSError) as error:
            raise unreadable(self.table, error) from error

    def _reading(self, number: int, cells: Sequence[Cell], wider: bool) -> Reading:
        values: dict[str, str] = {}
        faults: list[tuple[str, Fault | Unclear]] = [("", Fault.WIDER)] if wider else []
        for name, cell in zip(self.names, cells, strict=True):
            if isinstance(cell, Unclear):
                if self._only_decides(name) and cell is Unclear.FORMAT:
                    values[name] = _FILLED
                else:
                    faults.append((name, cell))
                continue
            text = clean(cell)
            if text is None:
                faults.append((name, Fault.CONTROL))
            values[name] = text or ""
        suppress = self.columns.suppress
        suppressed = suppress is not None and bool(values.get(suppress))
        return Reading(Recipient(number, values, self.seeds, suppressed), faults)

    def _only_decides(self, column: str) -> bool:
        """Tell whether nobody reads what stands in a column, only whether something does."""
        return column in self.columns.deciding and column not in self.columns.shown

    def at(self, row: int, column: str = "") -> Location:
        """Tell where a cell is; without a column, a row."""
        place = self.places[self.names.index(column)] + 1 if column in self.names else 1
        return Location(self.table, row, place)


def recipients_in(
    path: Path,
    columns: Columns,
    *,
    also: Sequence[str] = (),
    encoding: str | None = None,
    sheet: str | None = None,
    seeds: bool = False,
) -> Recipients:
    """Open a table of recipients; raises a DataError with every column that it lacks.

    `also` are columns that are read beside those of the data file. CSV is UTF-8, or UTF-16 by its mark, unless an
    `encoding` is named; a workbook's `sheet` is the first that has the columns.
    """
    wanted = tuple(dict.fromkeys((*columns.all, *also)))
    try:
        source = source_of(path, wanted, encoding, sheet)
    except (TableError, OSError) as error:
        raise unreadable(str(path), error) from error
    places = [_place(column, source.header) for column in wanted]
    problems = [_missing(column, source, str(path)) for column, found in zip(wanted, places, strict=True) if not found]
    problems += [
        _twice(column, found, source, str(path)) for column, found in zip(wanted, places, strict=True) if len(found) > 1
    ]
    if problems:
        raise DataError(problems)
    return Recipients(str(path), columns, wanted, tuple(found[0] for found in places), source, seeds)


def unreadable(table: str, error: TableError | OSError) -> DataError:
    """Turn what a reader of tables says into a problem."""
    if isinstance(error, TableError):
        row = f"row {error.row}: " if error.row and "row" not in error.message else ""
        where = Location(table, error.row, 1) if error.row else Location(table)
        return DataError([Problem(where, row + error.message, error.hint)])
    return DataError([Problem(Location(table), "the file cannot be read", (error.strerror or "").lower() or None)])


# -- columns ------------------------------------------------------------------------------------------


def _plain(header: str) -> str:
    return " ".join((clean(header) or "").split())


def _place(column: str, header: Sequence[str]) -> list[int]:
    """Find the columns of a header: as it is written, or else in other letters, small or capital."""
    exact = [place for place, name in enumerate(header) if _plain(name) == _plain(column)]
    return exact or [place for place, name in enumerate(header) if _plain(name).casefold() == _plain(column).casefold()]


def _missing(column: str, source: Source, table: str) -> Problem:
    """Say which column is missing; the header is not printed, since a table without one has a recipient there."""
    if not source.header:
        return Problem(Location(table), "the table is empty", "its first row names the columns")
    near = nearest(column, [_plain(name) for name in source.header])
    hint = f"did you mean {quote(near)}?" if near else "the first row of the table names its columns"
    return Problem(Location(table, source.row, 1), f"the table has no column {quote(column)}", hint)


def _twice(column: str, found: Sequence[int], source: Source, table: str) -> Problem:
    where = Location(table, source.row, found[1] + 1)
    return Problem(where, f"the table has {len(found)} columns {quote(column)}", "give each a header of its own")
