"""A table's sheets, and their rows below the header in the columns that are read; what is wrong with their form."""

import dataclasses
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from reports.awards.award import rows_told
from reports.awards.cells import Cell, CellError, says_nothing, text_of, unescaped
from reports.awards.layouts import Header, Layout, Row, plain
from reports.awards.money import amount_of
from reports.awards.sums import begins_like_sum
from reports.datafile.yaml import quote
from reports.errors import Location, Problem
from reports.frozen import frozen
from reports.story.phrases.grammar import counted
from reports.tables import TableError
from reports.tables.csvs import SpanningRow
from reports.tables.sheets import Span

MOST_BYTES = 200_000_000  # of a file
MOST_ROWS = 300_000
_HINT_OF_MARKS = "take the mark away, or close it where its cell ends"
FOLDED = ("area", "funder", "recipient", "country", "type")  # fields of names by which awards are grouped
_NO_TEXTS = frozenset({"amount", "part", "sub amount", "date", "begin", *FOLDED})


class Names:
    """The names of a table's groups, by field: case, blanks, `&amp;` and how accents are encoded make no difference.

    `known` has for each field the name that a cell is drawn as, "" where it states none; `add` has to be called for a
    cell that is not in it. `spellings` are warnings of names in another spelling than where they stood first.
    """

    def __init__(self) -> None:
        self.known: dict[str, dict[Cell, str]] = {field: {} for field in FOLDED}
        self.spellings: list[Problem] = []
        self._compared: dict[tuple[str, str], tuple[str, str, int]] = {}  # the name, as it first stood, and its row
        self._all: set[str] = set()

    def add(self, field: str, cell: Cell, where: Location) -> str:
        """Return the name that a cell is drawn as: the first of its spellings."""
        text = text_of(cell) or ""
        # NA is Namibia among countries.
        if says_nothing(text) and not (field == "country" and text == "NA"):
            text = ""
        name = unescaped(text)
        if name:
            name, first, row = self._compared.setdefault((field, name.casefold()), (name, text, where.line))
            if first != text and where.line != row:
                message = f"{quote(text)} is taken for {quote(first)} of row {row}, as one {field}"
                self.spellings.append(Problem(where, message, "write a name in one way only", fatal=False))
            self._all.add(name.casefold())
        self.known[field][cell] = name
        return name

    def __contains__(self, text: object) -> bool:
        """Return whether some group has that name, in capitals or not."""
        return str(text).casefold() in self._all


@frozen
class Sheet:
    """One sheet; `rows` reads it from its start whenever it is called, and raises a TableError.

    A cell that is `merged` over rows holds its value in each of them. `hidden` are numbers of rows, as far as they have
    been read. `separator` is what stands between cells in a file of text, where a row may have more of them than the
    header, and a quotation mark may make one cell of several rows.
    `since_1904`: serial numbers of days count from 1904, not from 1900.
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    notes: tuple[str, ...] = ()
    merged: tuple[Span, ...] = ()
    hidden: Set[int] = frozenset()
    separator: str | None = None
    is_hidden: bool = False
    since_1904: bool = False


class RowShape:
    """What the rows of a table have in common: the places of the fields that are read, and the names of groups."""

    def __init__(self, header: Header, layout: Layout, file: str) -> None:
        self.file = file
        self.names = Names()
        self.index = {field: number for number, field in enumerate(header.columns)}
        self.places = tuple(header.columns.values())
        self.width = max(self.places) + 1
        self.groups = [(field, self.index[field], self.names.known[field]) for field in FOLDED if field in self.index]
        self.texts = [(field, number) for field, number in self.index.items() if field not in _NO_TEXTS]
        self.compares_all = layout.is_own and "id" in header.columns


class AwardRow:
    """One row, by the fields of its layout.

    `whole` tells it from rows that differ. `sums` are the texts with which any of its cells may say that it is a sum.
    """

    __slots__ = ("_cells", "_shape", "number", "sums", "whole")

    def __init__(self, number: int, cells: Sequence[Cell], shape: RowShape) -> None:
        """Take a row's cells."""
        self.number = number
        self.whole = hash(tuple(map(text_of, cells))) if shape.compares_all else 0
        self._shape = shape
        if len(cells) < shape.width:
            cells = [*cells, *[None] * (shape.width - len(cells))]
        self._cells = [cells[place] for place in shape.places]
        is_whole = None not in self._cells and "" not in self._cells  # as no sum is, but nearly all awards
        looked_at = cells[:1] if is_whole else cells
        words = (cell.strip() for cell in looked_at if type(cell) is str)
        self.sums = tuple(filter(begins_like_sum, words))

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
    amount, named = header.columns["amount"], plain(header.name("amount"))
    headers = {plain(header.cells[index]) for index in header.columns.values()}
    wide: dict[int, list[tuple[AwardRow, bool]]] = {}  # by their width: rows, and whether they say more than the header
    try:
        for number, cells in islice(sheet.rows(), MOST_ROWS + header.row + 1):
            if number <= header.row or not any(map(_says_something, cells)):
                continue
            if number > MOST_ROWS + header.row:
                raise TableError(f"the table has more than {MOST_ROWS:,} rows")
            cell = cells[amount] if amount < len(cells) else None
            if (
                type(cell) is str
                and not cell[:1].isdigit()
                and plain(cell) == named
                and headers <= {plain(text_of(each) or "") for each in cells}
            ):
                found.repeated_headers.append(number)
                continue
            if type(cells) is SpanningRow and (swallowed := _swallowed(cells, header, sheet.separator or "")):
                message = f"a quotation mark in this row swallows {counted(swallowed, 'row')} below it"
                found.problems.append(Problem(Location(file, number, 1), message, _HINT_OF_MARKS))
                continue
            found.rows.append(AwardRow(number, cells, shape))
            if sheet.separator and len(cells) > len(header.cells):
                says = any(map(_says_something, cells[len(header.cells) :]))
                wide.setdefault(len(cells), []).append((found.rows[-1], says))
    except TableError as error:
        if not error.row:
            raise
        found.problems.append(Problem(Location(file, error.row, 1), error.message, error.hint))
    for width, rows in wide.items():
        shifted = {row.number for row, says in rows if says or len(rows) < len(found.rows)}
        if shifted:
            found.problems.append(_shifted(sorted(shifted), width, header, file))
            found.rows = [row for row in found.rows if row.number not in shifted]
    return found


def _says_something(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _swallowed(cells: Sequence[Cell], header: Header, separator: str) -> int:
    """Return how many rows a cell of several lines holds, where they read like rows of the table."""
    for place, cell in enumerate(cells):
        if isinstance(cell, str) and "\n" in cell and separator in cell:
            first, *others = cell.splitlines()
            rows: list[list[Cell]] = [[*line.split(separator)] for line in others]
            if place <= header.columns["amount"]:
                rows.append([*cells[:place], *first.split(separator)])
            if any(len(row) == len(header.cells) and _has_amount(row, header) for row in rows):
                return len(others)
    return 0


def _has_amount(row: Sequence[Cell], header: Header) -> bool:
    try:
        return amount_of(row[header.columns["amount"]]) is not None
    except CellError:
        return False


def _shifted(rows: Sequence[int], width: int, header: Header, file: str) -> Problem:
    """Find fault with rows of more cells than the header: a comma in no quotation marks makes two cells of one.

    Where all rows end in the same number of empty cells, that is how the file is written.
    """
    have = "this row has" if len(rows) == 1 else f"{rows_told(rows)} have"
    message = f"{have} {counted(width, 'cell')}, the header {len(header.cells)}"
    hint = 'put a cell that has the separator in it in quotation marks: "1,500"'
    return Problem(Location(file, rows[0], len(header.cells) + 1), message, hint)
