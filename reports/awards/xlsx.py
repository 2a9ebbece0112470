"""XLSX, read by calamine (Rust): 100,000 rows in the time that openpyxl takes for ten thousand.

Formulas are not trusted: calamine gives the value that some program has left in the cell, and we give the formula's
text in its place, which is no number.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from reports.awards.cells import Cell
from reports.awards.currencies import sign_in_format
from reports.awards.layouts import Layout, Row
from reports.awards.rows import Sheet
from reports.tables import DAMAGED, TableError
from reports.tables.numerals import codes_by_style, formats_in_column
from reports.tables.packages import Part, Span, looked_through
from reports.tables.workbooks import workbook_in

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def sheets(path: Path, _layout: Layout) -> Iterator[Sheet]:
    """Give the sheets of a workbook, in its order; raises a TableError."""
    parts = looked_through(path)
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with _told_as_ours():
        workbook = CalamineWorkbook.from_path(str(path))
        listed = workbook_in(path)
        names = {each.name: each.part for each in listed.sheets}
        for index, sheet in enumerate(workbook.sheets_metadata):
            if sheet.typ == SheetTypeEnum.WorkSheet:
                name = names.get(sheet.name, "")
                part = parts.get(name, Part())
                loaded = cache(partial(workbook.get_sheet_by_index, index))
                rows = partial(_filled, partial(_rows, loaded, part), part.merged)
                formats = partial(_formats, path, listed.styles, name)
                hidden, old = sheet.visible != SheetVisibleEnum.Visible, listed.since_1904
                yield Sheet(sheet.name, rows, formats=formats, part=part, is_hidden=hidden, since_1904=old)


def _rows(loaded: Callable[[], CalamineSheet], part: Part) -> Iterator[Row]:
    with _told_as_ours():
        sheet = loaded()
        left = [None] * (sheet.start[1] if sheet.start else 0)
        for number, cells in enumerate(sheet.iter_rows(), 1):
            whole = [*left, *cells] if left or number in part.formulas else cells
            for column, formula in part.formulas.get(number, {}).items():
                if column <= len(whole):
                    whole[column - 1] = formula
            yield number, whole


def _filled(rows: Callable[[], Iterator[Row]], merged: Iterable[Span]) -> Iterator[Row]:
    """Yield rows in which cells that are merged over rows have their value in each row that they cover."""
    held: dict[int, tuple[int, Cell]] = {}  # by column from 0: the last row, and the value
    begin: dict[int, list[Span]] = {}
    for span in merged:
        begin.setdefault(span[1], []).append(span)
    for number, cells in rows():
        if held:
            cells = list(cells)
            for column, (last, value) in held.items():
                if number <= last and column < len(cells) and cells[column] in (None, ""):
                    cells[column] = value
        for left, _, right, bottom in begin.get(number, ()):
            held |= {column: (bottom, cells[column]) for column in range(left - 1, min(right, len(cells)))}
        yield number, cells


def _formats(path: Path, styles: str | None, part: str, column: int) -> Mapping[int, str]:
    with _told_as_ours(), zipfile.ZipFile(path) as package:
        telling = {style: code for style, code in enumerate(codes_by_style(package, styles)) if sign_in_format(code)}
        return formats_in_column(package, part, column, telling) if telling and part in package.namelist() else {}


@contextmanager
def _told_as_ours() -> Iterator[None]:
    """Turn what calamine says into a TableError; it is written in Rust, whose panics are no Exceptions."""
    from python_calamine import CalamineError

    try:
        yield
    except (CalamineError, ValueError, KeyError, zipfile.BadZipFile, etree.LxmlError) as error:
        raise TableError(*DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise TableError("this XLSX file is damaged", "save it again as .xlsx") from None
