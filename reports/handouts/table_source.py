"""The table that recipients are read from, CSV or XLSX: its header, and its rows one at a time."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice, repeat
from pathlib import Path
from typing import NamedTuple

from reports.datafile.yaml import quote
from reports.files import demand_file
from reports.frozen import frozen
from reports.handouts.cells import as_head
from reports.tables import Cell, TableError, Zero, csvs
from reports.tables.formats import writer
from reports.tables.sheets import Sheets, sheets_of
from reports.tables.workbooks import Worksheet

_LOOKED_AT = 1000  # rows that may stand before the header
_GUARDED = re.compile('="([^"]*)"')
_Row = tuple[int, Sequence[Cell], bool]  # its number, its cells, and whether it is hidden
_PADDED = re.compile(" *[-\u2013\u2014] {2,}")  # a zero of Excel's Comma style as it saves it: nobody types it so


class TableRow(NamedTuple):
    """A row as the table has it: the cells of the columns asked for; `wider` if text stands beyond the header.

    `lead` is its first text, and `is_alone` if the row has no other cell.
    """

    number: int
    cells: Sequence[Cell]
    wider: bool
    lead: str
    is_alone: bool
    is_hidden: bool = False


@frozen
class TableSource:
    """A table that has been found. `read` gives the rows below the header that say anything, in some of its columns.

    Titles may stand above the header, which is the first of the rows that have the most of the wanted columns. `others`
    are further sheets that have as many.
    """

    header: tuple[str, ...]
    row: int  # the header's
    read: Callable[[Sequence[int]], Iterator[TableRow]]
    others: tuple[str, ...] = ()


def open_table(path: Path, wanted: Sequence[str], encoding: str | None, language: str) -> TableSource:
    """Open a table; raises a TableError, or an OSError. `wanted` columns help to tell separators and sheets apart.

    Numbers of a workbook are written as they are seen in the `language`.
    """
    demand_file(path)
    match path.suffix.casefold():
        case ".csv" | ".tsv" | ".txt":
            return _csv(path, wanted, encoding)
        case ".xlsx" | ".xlsm":
            return _xlsx(path, wanted, language)
    raise TableError("a table of recipients is a CSV or XLSX file", "save it as .xlsx, or as .csv in UTF-8")


def _csv(path: Path, wanted: Sequence[str], encoding: str | None) -> TableSource:
    marked = csvs.marked_encoding(path)
    encoding = encoding or marked
    _demand_encoding(path, encoding)

    def columns_found(first: Sequence[csvs.Row]) -> int:
        return max((_found(cells, wanted) for _, cells in first), default=0)

    separator = csvs.separator_of(path, encoding, columns_found)

    def rows() -> Iterator[_Row]:
        return ((number, cells, False) for number, cells in csvs.rows(path, encoding, separator))

    row, header = _header(rows(), wanted)
    return TableSource(header, row, partial(_below, rows, row, len(header)))


def _found(cells: Sequence[str], wanted: Sequence[str]) -> int:
    """Count the columns that a row names, if it is a header."""
    return len({as_head(name).casefold() for name in wanted} & {as_head(cell).casefold() for cell in cells})


def _header(rows: Iterable[_Row], wanted: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """Return the first of the rows that has the most of the columns; the first that says anything if none has one."""
    texts = ((number, tuple(cell if isinstance(cell, str) else "" for cell in cells)) for number, cells, _ in rows)
    said = (row for row in islice(texts, _LOOKED_AT) if any(map(str.strip, row[1])))
    return max(said, key=lambda row: _found(row[1], wanted), default=(0, ()))


def _demand_encoding(path: Path, encoding: str) -> None:
    try:
        if csvs.is_encoded(path, encoding):
            return
    except LookupError:
        hint = "the usual ones are utf-8, cp1252 and utf-16"
        raise TableError(f"there is no encoding {quote(encoding)}", hint) from None
    name = "UTF-8" if encoding == "utf-8-sig" else encoding
    row = csvs.first_row_lost(path, encoding)
    hint = "save it as UTF-8, or say what it is in: --encoding cp1252"
    raise TableError(f"row {row} is not in {name}" if row else f"the file is not in {name}", hint, row)


def _below(
    rows: Callable[[], Iterator[_Row]], header: int, width: int | None, places: Sequence[int]
) -> Iterator[TableRow]:
    """Yield the rows below the header; with a `width`, cells beyond that are too many."""
    for number, cells, is_hidden in rows():
        filled = (cell for cell in cells if cell and not (isinstance(cell, str) and cell.isspace()))
        if number > header and (lead := next(filled, None)):
            chosen = [cells[place] if place < len(cells) else "" for place in places]
            chosen = [_seen(cell) if type(cell) is str and cell[-1:] in (" ", '"') else cell for cell in chosen]
            is_wider = width is not None and len(cells) > width and any(cells[width:])
            lead = lead if isinstance(lead, str) else ""
            yield TableRow(number, chosen, is_wider, lead, next(filled, None) is None, is_hidden)


def _seen(cell: str) -> str:
    """Return what a spreadsheet shows: 007 of ="007", which keeps the zeros of an export, and 0 of a padded dash."""
    if guarded := _GUARDED.fullmatch(cell):
        return guarded[1]
    return Zero(cell) if _PADDED.fullmatch(cell) else cell


def _xlsx(path: Path, wanted: Sequence[str], language: str) -> TableSource:
    """Take the first sheet that has the most of the columns."""
    sheets = sheets_of(path, lambda code, since_1904: writer(code, language, since_1904=since_1904), language)
    visible = sheets.visible()
    if not visible:
        raise TableError("the workbook has no sheet that can be seen")
    headers = [_header(_rows(sheets, each), wanted) for each in visible]
    found = [_found(header, wanted) for _, header in headers]
    best, *more = (place for place, count in enumerate(found) if count == max(found))
    row, header = headers[best]
    others = tuple(visible[place].name for place in more if found[place])
    return TableSource(header, row, partial(_below, partial(_rows, sheets, visible[best]), row, None), others)


def _rows(sheets: Sheets, sheet: Worksheet) -> Iterator[_Row]:
    for number, cells, is_hidden in sheets.rows(sheet):
        yield number, [*map(cells.get, range(1, max(cells, default=0) + 1), repeat(""))], is_hidden
