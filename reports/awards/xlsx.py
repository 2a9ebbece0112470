"""XLSX, read by calamine (Rust): 100,000 rows in the time that openpyxl takes for ten thousand.

Formulas are not trusted: calamine gives the value that some program has left in the cell, and we give the formula's
text in its place, which is no number.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from reports.awards.layouts import Layout, Row
from reports.awards.sheets import Sheet
from reports.tables import TableError
from reports.tables.packages import Part, looked_through
from reports.tables.workbooks import workbook_in

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


def sheets(path: Path, _layout: Layout) -> Iterator[Sheet]:
    """Give the visible sheets of a workbook, in its order; raises a TableError."""
    parts = looked_through(path)
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with _told_as_ours():
        workbook = CalamineWorkbook.from_path(str(path))
        names = {each.name: each.part for each in workbook_in(path).sheets}
        for index, sheet in enumerate(workbook.sheets_metadata):
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
                part = parts.get(names.get(sheet.name, ""), Part())
                yield Sheet(sheet.name, partial(_rows, cache(partial(_loaded, workbook, index)), part))


def _loaded(workbook: CalamineWorkbook, index: int) -> CalamineSheet:
    with _told_as_ours():
        return workbook.get_sheet_by_index(index)


def _rows(loaded: Callable[[], CalamineSheet], part: Part) -> Iterator[Row]:
    with _told_as_ours():
        sheet = loaded()
        left = [None] * (sheet.start[1] if sheet.start else 0)
        in_rows: dict[int, dict[int, str]] = {}
        for (row, column), formula in part.formulas.items():
            in_rows.setdefault(row, {})[column] = formula
        for number, cells in enumerate(sheet.iter_rows(), 1):
            whole = [*left, *cells] if left or number in in_rows else cells
            for column, formula in in_rows.get(number, {}).items():
                if column <= len(whole):
                    whole[column - 1] = formula
            yield number, whole


@contextmanager
def _told_as_ours() -> Iterator[None]:
    """Turn what calamine says into a TableError; it is written in Rust, whose panics are no Exceptions."""
    from python_calamine import CalamineError

    try:
        yield
    except (CalamineError, ValueError, KeyError, zipfile.BadZipFile, etree.LxmlError) as error:
        raise TableError("this is not an XLSX file, or a damaged one", "save it again as .xlsx") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise TableError("this XLSX file is damaged", "save it again as .xlsx") from None
