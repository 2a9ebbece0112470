"""A sheet of a workbook read a row at a time, whatever its length: the columns that are asked for and nothing else.

python-calamine is faster, but keeps a whole sheet in memory (450 MB for a million rows of four cells) and does not
tell how a number is written, so that a postal code would lose its zeros.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from reports.frozen import frozen
from reports.tables import DAMAGED, Cell, TableError, Unclear
from reports.tables.elements import Strings, column_number, elements, strings_in, text_in, unescaped
from reports.tables.formats import Written, plainly, writer
from reports.tables.numerals import codes_by_style
from reports.tables.packages import looked_through
from reports.tables.workbooks import Workbook, Worksheet, workbook_in

# What readers raise for a file that is none, or not whole.
_DAMAGE = (etree.LxmlError, zipfile.BadZipFile, zlib.error, LookupError, EOFError, ValueError)


class SheetRow(NamedTuple):
    """A row, and its cells by column from 1; `filled` counts those that say something, in any column, up to 2."""

    number: int
    cells: Mapping[int, Cell]
    filled: int
    is_hidden: bool = False


@frozen
class Sheets:
    """A workbook that has been looked through; `strings` and `written` are what its sheets share."""

    path: Path
    workbook: Workbook
    strings: Strings
    written: tuple[Written, ...]

    def visible(self) -> tuple[Worksheet, ...]:
        """Return the sheets that a reader of the workbook sees, in its order."""
        return tuple(sheet for sheet in self.workbook.sheets if sheet.visible)

    def rows(self, sheet: Worksheet, columns: frozenset[int] | None = None) -> Iterator[SheetRow]:
        """Yield the rows of a sheet from its start, with only these columns (from 1), or all.

        Raises a TableError, with the row that could not be read.
        """
        number = 0
        try:
            with zipfile.ZipFile(self.path) as package, package.open(sheet.part) as file:
                for element in elements(file, "row"):
                    row = self._row(element, number + 1, columns)
                    number = row.number
                    yield row
        except _DAMAGE as error:
            raise TableError(*DAMAGED, number + 1) from error

    def _row(self, row: etree._Element, usual: int, columns: frozenset[int] | None) -> SheetRow:
        """Read a row, which has the `usual` number unless it says another, as a cell stands in the next column."""
        column, cells, filled = 0, dict[int, Cell](), 0
        formulas = {each.getparent() for each in row.iter("{*}f")}
        for each in row.iterchildren("{*}c"):
            where = each.get("r")
            column = _column(where.rstrip("0123456789")) if where else column + 1
            if columns is not None and column not in columns:
                filled += filled < 2 and bool(text_in(each).strip())
                continue
            text = text_in(each)
            if text or (each in formulas and each.get("t") != "str"):
                cells[column] = self._cell(text, each) if text else Unclear.FORMULA
                said = cells[column]
                filled += filled < 2 and bool(said.strip() if isinstance(said, str) else said)
        return SheetRow(int(row.get("r", usual)), cells, filled, row.get("hidden") in ("1", "true"))

    def _cell(self, text: str, cell: etree._Element) -> Cell:
        match cell.get("t", "n"):
            case "s":
                return self.strings[int(text)]
            case "n":
                style = int(cell.get("s", 0))
                return self.written[style](text) if style < len(self.written) else plainly(text)
            case "b":
                return "TRUE" if text.strip() == "1" else "FALSE"
            case "e":
                return Unclear.ERROR
            case "d":
                return Unclear.FORMAT
        return unescaped(text)


def sheets_of(path: Path, language: str = "en-US") -> Sheets:
    """Look a workbook through, and read what its sheets share: texts, and how each style writes numbers.

    Numbers and dates are written as a computer of that `language` shows them. Raises a TableError for a file that is no
    workbook, is damaged, or unpacks to more than can be read.
    """
    looked_through(path, streamed=True)
    try:
        workbook = workbook_in(path)
        with zipfile.ZipFile(path) as package:
            codes = codes_by_style(package, workbook.styles, language)
            written = tuple(writer(code, language, since_1904=workbook.since_1904) for code in codes)
            return Sheets(path, workbook, strings_in(package, workbook.strings), written)
    except _DAMAGE as error:
        raise TableError(*DAMAGED) from error


@lru_cache
def _column(letters: str) -> int:
    if not re.fullmatch("[A-Za-z]{1,3}", letters):
        raise ValueError(letters)
    return column_number(letters)
