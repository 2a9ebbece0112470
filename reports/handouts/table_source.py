"""The table that recipients are read from, CSV or XLSX: its header, and its rows one at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from reports.datafile.yaml import quote
from reports.files import demand_file
from reports.tables import Cell, TableError, csvs
from reports.tables.sheets import Sheets, sheets_of
from reports.tables.workbooks import Worksheet

SEPARATORS = ",;\t"
_LOOKED_AT = 1000  # rows that may be blank before the header


class TableRow(NamedTuple):
    """A row as the table has it: the cells of the columns asked for; `wider` if text stands beyond the header."""

    number: int
    cells: Sequence[Cell]
    wider: bool


@dataclass(frozen=True, slots=True)
class TableSource:
    """A table that has been found. `read` gives the rows below the header that say anything, in some of its columns."""

    header: tuple[str, ...]
    row: int  # the header's
    read: Callable[[Sequence[int]], Iterator[TableRow]]


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
    encoding = encoding or csvs.marked_encoding(path)
    _demand_encoding(path, encoding)

    def columns_found(first: Sequence[csvs.Row]) -> int:
        return len(set(wanted) & set(next((cells for _, cells in first if any(cells)), [])))

    separator = csvs.separator_of(path, encoding, columns_found, SEPARATORS)
    rows = partial(csvs.rows, path, encoding, separator, strict=True)
    row, header = next(((number, cells) for number, cells in islice(rows(), _LOOKED_AT) if any(cells)), (0, []))
    return TableSource(tuple(header), row, partial(_csv_rows, rows, row, len(header)))


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


def _csv_rows(
    rows: Callable[[], Iterator[csvs.Row]], header: int, width: int, places: Sequence[int]
) -> Iterator[TableRow]:
    for number, cells in rows():
        if number > header and any(cells):
            chosen = [cells[place] if place < len(cells) else "" for place in places]
            yield TableRow(number, chosen, len(cells) > width and any(cells[width:]))


def _xlsx(path: Path, wanted: Sequence[str], language: str) -> TableSource:
    """Take the first sheet that has the most of the columns."""
    sheets = sheets_of(path, language)
    visible = sheets.visible()
    if not visible:
        raise TableError("the workbook has no sheet that can be seen")
    headers = [_header(sheets, each) for each in visible]
    best = max(range(len(visible)), key=lambda index: len(set(wanted) & set(headers[index][1])))
    row, header = headers[best]
    return TableSource(header, row, partial(_xlsx_rows, sheets, visible[best], row))


def _header(sheets: Sheets, sheet: Worksheet) -> tuple[int, tuple[str, ...]]:
    """Find the first row that says anything, and read it as text; a cell that is none stands for itself, as nothing."""
    for number, cells, says_something in islice(sheets.rows(sheet), _LOOKED_AT):
        if says_something:
            whole = (cells.get(column, "") for column in range(1, max(cells) + 1))
            return number, tuple(cell if isinstance(cell, str) else "" for cell in whole)
    return 0, ()


def _xlsx_rows(sheets: Sheets, sheet: Worksheet, header: int, places: Sequence[int]) -> Iterator[TableRow]:
    columns = [place + 1 for place in places]
    for number, cells, says_something in sheets.rows(sheet, frozenset(columns)):
        if number > header and says_something:
            yield TableRow(number, [cells.get(column, "") for column in columns], wider=False)
