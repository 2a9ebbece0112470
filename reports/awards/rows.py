"""The rows of a sheet below its header, reduced to the columns that are read; what is wrong with their structure."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from reports.awards.award import Award, in_digits, rows_told
from reports.awards.cells import Cell, CellError, says_nothing, text_of, unescaped
from reports.awards.layouts import Header, Layout, plain
from reports.awards.money import amount_of
from reports.awards.names import FOLDED, Names
from reports.awards.sheets import MOST_ROWS, Sheet
from reports.datafile.yaml import quote
from reports.errors import Location, Problem
from reports.story.phrases.en import counted
from reports.tables import TableError
from reports.tables.csvs import SpanningRow

_NO_TEXTS = frozenset({"amount", "part", "sub amount", "date", "begin"})


class AwardRow:
    """One row, by the fields of its layout. `first` is its first text, `whole` tells it from rows that differ."""

    __slots__ = ("_cells", "_shape", "first", "format", "number", "whole")

    def __init__(self, number: int, cells: Sequence[Cell], shape: RowShape, format: str | None) -> None:
        """Take a row's cells, and the number format of its amount if that may tell of a currency."""
        self.number = number
        self.format = format
        self.first = next(filter(None, map(text_of, cells)), "")
        self.whole = hash(tuple(map(text_of, cells))) if shape.compares_all else 0
        self._shape = shape
        if len(cells) < shape.width:
            cells = [*cells, *[None] * (shape.width - len(cells))]
        self._cells = [cells[place] for place in shape.places]

    def cell(self, field: str) -> Cell:
        """Return a field's cell, None where the table has no such column."""
        index = self._shape.index.get(field)
        return None if index is None else self._cells[index]

    def texts(self) -> dict[str, str]:
        """Return what is stated of all fields but money and dates; names of groups as they are drawn."""
        shape, cells, found = self._shape, self._cells, {}
        for field, index, known in shape.groups:
            cell = cells[index]
            name = known.get(cell)
            if name is None:
                name = shape.names.add(field, cell, self.at(field))
            if name:
                found[field] = name
        for field, index in shape.texts:
            text = text_of(cells[index])
            if text and not says_nothing(text):
                found[field] = unescaped(text) if field == "title" else text
        return found

    def at(self, field: str) -> Location:
        """Return where a cell stands: its row as the line, its column's number from 1."""
        index = self._shape.index.get(field)
        return Location(self._shape.file, self.number, 1 if index is None else self._shape.places[index] + 1)


class RowShape:
    """What the rows of a table have in common: the places of the fields that are read, and the names of groups."""

    def __init__(self, header: Header, layout: Layout, file: str) -> None:
        """Take the places of the layout's fields."""
        self.file = file
        self.names = Names()
        self.index = {field: number for number, field in enumerate(header.columns)}
        self.places = tuple(header.columns.values())
        self.width = max(self.places) + 1
        self.groups = [(field, self.index[field], self.names.known[field]) for field in FOLDED if field in self.index]
        skipped = {*FOLDED, *_NO_TEXTS}
        self.texts = [(field, number) for field, number in self.index.items() if field not in skipped]
        self.compares_all = layout.is_own and "id" in header.columns


@dataclass(slots=True)
class Structure:
    """The rows that were read, and what was found before any of them is taken for an award."""

    names: Names
    rows: list[AwardRow] = dataclasses.field(default_factory=list)
    repeated_headers: list[int] = dataclasses.field(default_factory=list)
    problems: list[Problem] = dataclasses.field(default_factory=list)


def read_rows(sheet: Sheet, header: Header, layout: Layout, file: str) -> Structure:
    """Read the rows below the header that are not blank; raises a TableError."""
    shape = RowShape(header, layout, file)
    found = Structure(shape.names)
    formats = sheet.formats(header.columns["amount"] + 1)
    amount, named = header.columns["amount"], plain(header.name("amount"))
    widths: Counter[int] = Counter()
    wide: list[tuple[int, int, bool]] = []
    for number, cells in islice(sheet.rows(), MOST_ROWS + header.row + 1):
        if number <= header.row or not any(map(_says_something, cells)):
            continue
        if number > MOST_ROWS + header.row:
            raise TableError(f"the table has more than {MOST_ROWS:,} rows")
        if sheet.separator and type(cells) is SpanningRow:
            _demand_one_row(number, cells, header, sheet.separator)
        if sheet.separator and len(cells) > len(header.cells):
            widths[len(cells)] += 1
            wide.append((number, len(cells), any(map(_says_something, cells[len(header.cells) :]))))
        cell = cells[amount] if amount < len(cells) else None
        if type(cell) is str and not cell[:1].isdigit() and plain(cell) == named and _repeats(header, cells):
            found.repeated_headers.append(number)
            continue
        found.rows.append(AwardRow(number, cells, shape, formats.get(number)))
    found.problems += _shifted(wide, widths, header, len(found.rows), file)
    shifted = {problem.where.line for problem in found.problems}
    found.rows = [row for row in found.rows if row.number not in shifted] if shifted else found.rows
    return found


def _says_something(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _demand_one_row(number: int, cells: Sequence[Cell], header: Header, separator: str) -> None:
    """Raise a TableError if a cell of several lines holds what reads like rows of the table."""
    for place, cell in enumerate(cells):
        if isinstance(cell, str) and "\n" in cell and separator in cell:
            first, *others = cell.splitlines()
            rows: list[list[Cell]] = (
                [[*cells[:place], *first.split(separator)]] if place <= header.columns["amount"] else []
            )
            rows += ([*line.split(separator)] for line in others)
            if any(len(row) == len(header.cells) and _has_amount(row, header) for row in rows):
                message = f"a quotation mark in this row swallows {counted(len(others), 'row')} below it"
                raise TableError(message, "take the mark away, or close it where its cell ends", number)


def _has_amount(row: Sequence[Cell], header: Header) -> bool:
    try:
        return amount_of(row[header.columns["amount"]]) is not None
    except CellError:
        return False


def _repeats(header: Header, cells: Sequence[Cell]) -> bool:
    held = {plain(text_of(cell) or "") for cell in cells}
    return all(plain(header.cells[index]) in held for index in header.columns.values())


def _shifted(
    wide: Sequence[tuple[int, int, bool]], widths: Counter[int], header: Header, rows: int, file: str
) -> Iterator[Problem]:
    """Find rows with more cells than the header: a comma that no quotation marks enclose makes two cells of one.

    Where all rows end in the same number of empty cells, that is how the file is written.
    """
    harmless = {width for width, number in widths.items() if number == rows}
    for number, width, says in wide:
        if says or width not in harmless:
            message = f"this row has {counted(width, 'cell')}, the header {len(header.cells)}"
            hint = 'put a cell that has the separator in it in quotation marks: "1,500"'
            yield Problem(Location(file, number, len(header.cells) + 1), message, hint)


# -- what else a sheet shows --------------------------------------------------------------------------


def merged_cells(sheet: Sheet, header: Header, file: str) -> Iterator[Problem]:
    """Tell of cells that span rows: what they say counts for each row, but money is a problem."""
    fields = {index + 1: field for field, index in header.columns.items()}
    for merged in sheet.merged:
        first, last = merged.rows
        for column in range(merged.columns[0], merged.columns[1] + 1):
            if column not in fields or first <= header.row:
                continue
            where, name = Location(file, first, column), quote(header.name(fields[column]))
            rows = rows_told(range(first, last + 1))
            if fields[column] in ("amount", "sub amount"):
                hint = "unmerge it, and give each row its own amount"
                yield Problem(where, f"one amount is merged over {rows}: nobody can tell what each was given", hint)
            else:
                yield Problem(where, f"a cell of {name} is merged over {rows}: it counts for each of them", fatal=False)


def hidden_rows(sheet: Sheet, rows: Sequence[AwardRow], file: str) -> Iterator[Problem]:
    """Tell of rows that the workbook hides and that are read all the same."""
    hidden = sorted({row.number for row in rows}.intersection(sheet.hidden))
    if hidden:
        message = f"{counted(len(hidden), 'hidden row')} {'is' if len(hidden) == 1 else 'are'} read like any other"
        hint = "delete in the table what is not to count"
        yield Problem(Location(file, hidden[0], 1), f"{message} ({rows_told(hidden)})", hint, fatal=False)


def repeated_headers(found: Structure, header: Header, file: str) -> Iterator[Problem]:
    """Tell of rows that are the header again, and of columns that are called alike."""
    if found.repeated_headers:
        rows = rows_told(found.repeated_headers)
        message = f"the header stands again in {rows}, which is passed over"
        yield Problem(Location(file, found.repeated_headers[0], 1), message, fatal=False)
    for field in header.twice:
        message = f"the table has two columns {quote(header.name(field))}: the first is read"
        yield Problem(Location(file, header.row, header.columns[field] + 1), message, fatal=False)


def sums_of_above(awards: Sequence[Award], settled: Mapping[int, str]) -> Iterator[Problem]:
    """Tell of amounts that are the sum of those above them, of all or of those since the last such row."""
    total = since = Decimal(0)
    rows = above = 0
    found: list[tuple[Location, Decimal, int]] = []
    for award in awards:
        where, amount = award.where, award.amount
        of_all = rows > 1 and amount == total
        if amount and (of_all or (above > 1 and amount == since)) and settled.get(where.line) != "award":
            found.append((where, amount, rows if of_all else above))
            since, above = Decimal(0), 0
        else:
            total, since, rows, above = total + amount, since + amount, rows + 1, above + 1
    if found:
        (where, amount, above), *others = found
        more = f"; so are those in {rows_told(other[0].line for other in others)}" if others else ""
        message = f"the amount {in_digits(amount)} is the sum of the {above} above it{more}"
        hint = f"say in awards which it is: rows: {{{where.line}: total}} or {{{where.line}: award}}"
        yield Problem(where, message, hint, fatal=False)
