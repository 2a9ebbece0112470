"""A sheet of a workbook read a row at a time, whatever its length: the columns that are asked for and nothing else.

python-calamine is faster, but keeps a whole sheet in memory (450 MB for a million rows of four cells) and does not
tell how a number is written, so that a postal code would lose its zeros.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from lxml import etree

from reports.tables import DAMAGED, Cell, TableError, Unclear
from reports.tables.elements import LocalNames, column_number, unescaped
from reports.tables.numerals import Written, codes_by_style, plainly, writer
from reports.tables.packages import looked_through
from reports.tables.strings import Strings, strings_in
from reports.tables.workbooks import Workbook, Worksheet, workbook_in

_BLOCK = 1 << 16
# What readers raise for a file that is none, or not whole.
_DAMAGE = (expat.ExpatError, etree.LxmlError, zipfile.BadZipFile, zlib.error, LookupError, EOFError, ValueError)

# Its number, its cells by column from 1, and whether any cell says anything.
SheetRow = tuple[int, Mapping[int, Cell], bool]


@dataclass(frozen=True, slots=True)
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
                reader = _RowReader(self, columns)
                while block := file.read(_BLOCK):
                    reader.parser.Parse(block)
                    for row in reader.taken():
                        number = row[0]
                        yield row
                reader.parser.Parse(b"", True)
                yield from reader.taken()
        except _DAMAGE as error:
            raise TableError(*DAMAGED, number + 1) from error


def sheets_of(path: Path) -> Sheets:
    """Look a workbook through, and read what its sheets share: texts, and how each style writes numbers.

    Raises a TableError for a file that is no workbook, is damaged, or unpacks to more than can be read.
    """
    looked_through(path, streamed=True)
    try:
        workbook = workbook_in(path)
        with zipfile.ZipFile(path) as package:
            written = tuple(map(writer, codes_by_style(package, workbook.styles)))
            return Sheets(path, workbook, strings_in(package, workbook.strings), written)
    except _DAMAGE as error:
        raise TableError(*DAMAGED) from error


class _RowReader:
    """Keeps the rows of a sheet's XML. A cell's text is its <v>, or the <t>s of its <is> but for <rPh>."""

    def __init__(self, sheets: Sheets, columns: frozenset[int] | None) -> None:
        self._strings, self._written = sheets.strings, sheets.written
        self._columns = columns
        self._names = LocalNames()
        self._places: dict[str, int] = {}  # "AB" to 28, each worked out once
        self._rows: list[SheetRow] = []
        self._number = self._column = 0
        self._cells: dict[int, Cell] = {}
        self._says_something = self._spoken = self._formula = False
        self._attributes: dict[str, str] | None = None  # of the cell, if it is asked for
        self._text: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def taken(self) -> list[SheetRow]:
        """Return the rows that are finished, each once."""
        rows, self._rows = self._rows, []
        return rows

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match self._names[name]:
            case "c":
                self._begin(attributes)
            case "v" | "t":
                if self._attributes is None:
                    self._says_something = True
                elif not self._spoken:
                    self.parser.CharacterDataHandler = self._text.append
            case "row":
                self._number = int(attributes.get("r", self._number + 1))
                self._column = 0
                self._cells, self._says_something = {}, False
            case "f":
                self._formula = True
            case "rPh":
                self._spoken = True

    def _begin(self, attributes: dict[str, str]) -> None:
        where = attributes.get("r")
        if where:
            letters = where.rstrip("0123456789")
            known = self._places.get(letters)
            if known is None and not re.fullmatch("[A-Za-z]{1,3}", letters):
                raise ValueError(letters)
            self._column = known or self._places.setdefault(letters, column_number(letters))
        else:
            self._column += 1
        wanted = self._columns is None or self._column in self._columns
        self._attributes = attributes if wanted else None
        self._formula = False

    def _end(self, name: str) -> None:
        match self._names[name]:
            case "v" | "t":
                self.parser.CharacterDataHandler = None
            case "c" if self._attributes is not None:
                text = "".join(self._text)
                self._text.clear()
                if text or self._formula:
                    cell = Unclear.FORMULA if self._formula else self._cell(text, self._attributes)
                    self._cells[self._column] = cell
                    self._says_something = self._says_something or cell != ""
            case "row":
                self._rows.append((self._number, self._cells, self._says_something))
            case "rPh":
                self._spoken = False

    def _cell(self, text: str, attributes: dict[str, str]) -> Cell:
        match attributes.get("t", "n"):
            case "s":
                return self._strings[int(text)]
            case "n":
                style = int(attributes.get("s", 0))
                return self._written[style](text) if style < len(self._written) else plainly(text)
            case "b":
                return "TRUE" if text.strip() == "1" else "FALSE"
            case "e":
                return Unclear.ERROR
            case "d":
                return Unclear.FORMAT
        return unescaped(text)
