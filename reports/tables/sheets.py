"""A sheet of a workbook read a row at a time, whatever its length."""

import re
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from reports.frozen import frozen
from reports.tables import DAMAGED, TableError, Unclear
from reports.tables.elements import Strings, column_number, elements, strings_in, text_in, unnumbered
from reports.tables.workbooks import Workbook, Worksheet, codes_by_style, workbook_in
from reports.zips import FAULTS

# What readers raise for a file that is none, or not whole.
_DAMAGE = (etree.LxmlError, *FAULTS)
# A cell: its column if that is told first, other attributes, and a text that stands alone in it, or all that it holds.
# No pattern here goes on to the next tag, or time would grow with the square of what somebody leaves open.
_CELL = re.compile(
    r"<c\b(?:\s+r=[\"']([A-Za-z]+)\d*[\"'])?([^<>]{0,500})>(?:(?<=/>)"
    r"|(?:<is>)?<[vt](?: xml:space=\"preserve\")?>([^<]*)</[vt]>(?:</is>)?</c>|((?:[^<]+|<(?!/?c\b))*+)</c>)"
)
_BEGINS = re.compile(r"<c\b")  # and no <color> of a text's part
_FORMULA = re.compile(r"<f\b(?:[^<>]*/>|[^<>]*>([^<]*))")
_SPAN = re.compile(r"\bref=[\"']([A-Z]{1,3})(\d{1,9}):([A-Z]{1,3})(\d{1,9})[\"']")
_NUMBER = re.compile(r"\br\s*=\s*[\"']([^\"']*)")
_HIDDEN = re.compile(r"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*[\"']([^\"']*)[\"']")

Numbers = Callable[[str, bool], Callable[[str], Any]]  # from a number format, and whether days count from 1904
CellReader = tuple[Callable[[str], Any], str | None]  # reads its text; the letters of its column, if it says them

Span = tuple[int, int, int, int]  # of cells that are one: left, top, right, bottom, from 1


class SheetRow(NamedTuple):
    """A row, and its cells that say something by column from 1."""

    number: int
    cells: dict[int, Any]
    is_hidden: bool


@frozen
class Sheets:
    """A workbook; `strings` and `numbers`, by style, are what its sheets share.

    Where nobody `trusts` formulas and errors, cells have these as texts: "=A1*2", "#N/A".
    """

    path: Path
    workbook: Workbook
    strings: Strings
    numbers: tuple[Callable[[str], Any], ...]
    plain: Callable[[str], Any]
    trusts: bool

    def visible(self) -> tuple[Worksheet, ...]:
        """Return the sheets that a reader of the workbook sees, in its order."""
        return tuple(sheet for sheet in self.workbook.sheets if sheet.visible)

    def formula(self, written: str) -> Any:
        """Return what a cell has whose formula is taken for its value."""
        return Unclear.FORMULA if self.trusts else written

    def rows(self, sheet: Worksheet) -> Iterator[SheetRow]:
        """Yield the rows of a sheet from its start; raises a TableError, with the row that could not be read."""
        number, reader = 0, lru_cache(self._reader)
        try:
            with zipfile.ZipFile(self.path) as package, package.open(sheet.part) as file:
                for attributes, held in elements(file, "row"):
                    said = _NUMBER.search(attributes)
                    number = int(said[1]) if said else number + 1
                    yield SheetRow(number, self._cells(held, reader), _HIDDEN.search(attributes) is not None)
        except _DAMAGE as error:
            raise TableError(*DAMAGED, number + 1) from error

    def merged(self, sheet: Worksheet) -> tuple[Span, ...]:
        """Return the cells that are merged over rows; raises a TableError."""
        try:
            with zipfile.ZipFile(self.path) as package, package.open(sheet.part) as file:
                if not any(b"mergeCell" in block for block in iter(partial(file.read, 1 << 20), b"")):  # as most
                    return ()
                file.seek(0)
                found = [_SPAN.search(attributes) for attributes, _ in elements(file, "mergeCell")]
        except _DAMAGE as error:
            raise TableError(*DAMAGED) from error
        spans = (each.groups() for each in found if each)
        return tuple((_column(a), int(b), _column(c), int(d)) for a, b, c, d in spans if int(b) < int(d))

    def _cells(self, held: str, reader: Callable[[str], CellReader]) -> dict[int, Any]:
        """Read the cells of a row; one that does not say its column stands in the next."""
        column, cells = 0, dict[int, Any]()
        found = _CELL.findall(held)
        if len(found) != held.count("<c") and len(found) != len(_BEGINS.findall(held)):
            raise ValueError(held)
        for letters, attributes, text, other in found:
            read, place = reader(attributes)
            column = _column(letters or place) if letters or place is not None else column + 1
            if other:
                formula, text = _FORMULA.search(other), text_in(other)
                if formula and (not self.trusts or not (text or "str" in attributes)):
                    read, text = self.formula, f"={unescape(formula[1] or '')}"
            elif "&" in text:
                text = unescape(text)
            if text:
                cells[column] = read(text)
        return cells

    def _reader(self, attributes: str) -> CellReader:
        """Return what reads the text of a cell with these attributes, and the letters of its column if they say it."""
        said = dict(_ATTRIBUTE.findall(attributes))
        kind, style = said.get("t", "n"), int(said.get("s", 0))
        readers: dict[str, Callable[[str], Any]] = {
            "n": self.numbers[style] if style < len(self.numbers) else self.plain,
            "s": lambda text: self.strings[int(text)],
            "b": lambda text: "TRUE" if text.strip() == "1" else "FALSE",
        }
        if self.trusts:
            readers |= {"e": lambda _: Unclear.ERROR, "d": lambda _: Unclear.FORMAT}
        return readers.get(kind, unnumbered), said["r"].rstrip("0123456789") if "r" in said else None


def sheets_of(path: Path, numbers: Numbers, language: str = "", *, trusts: bool = True) -> Sheets:
    """Read what the sheets of a workbook share: texts, and how numbers of each style are read.

    Formats that are known by their number alone are those of a `language`. Raises a TableError for a file that is no
    workbook, is damaged, or unpacks to more than can be read.
    """
    try:
        with zipfile.ZipFile(path) as package:
            workbook = workbook_in(package)
            codes = ("General", *codes_by_style(package, workbook.styles, language))
            plain, *styled = (numbers(code, workbook.since_1904) for code in codes)
            return Sheets(path, workbook, strings_in(package, workbook.strings), tuple(styled), plain, trusts)
    except _DAMAGE as error:
        raise TableError(*DAMAGED) from error


@lru_cache
def _column(letters: str) -> int:
    if not re.fullmatch("[A-Za-z]{1,3}", letters):
        raise ValueError(letters)
    return column_number(letters)
