"""The rows of a section's table from a file beside the data file, read with the care of award tables.

They take their place in the tree of the data file, each cell with its own, so that they are held against all that is
held against rows that stand there.
"""

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from reports.awards.cells import Cell, Signed, text_of
from reports.awards.layouts import Layout
from reports.awards.reading import refusal
from reports.datafile.scalars import LocatedStr, When
from reports.datafile.yaml import Tree, quote, with_value
from reports.errors import DataError, Location, Problem
from reports.loading.figures import NO_TEXT, Place, rows_beside
from reports.story.moments import date_text
from reports.story.money import format_full, money
from reports.story.phrases import phrases_in

_MOST = 200  # rows
_MOST_DIGITS = 12  # of a number that a workbook has worked out
_YEARS = range(1500, 2200)  # numbers of a column that are not grouped: "2023", but "12,023"


def with_rows(tree: Tree, named: Iterable[tuple[int, str]], folder: Path | None) -> tuple[Tree, tuple[Problem, ...]]:
    """Return the tree with the rows of the files that are `named`, each by its section, and what is wrong with them.

    Without a `folder` such rows count as faulty: nobody knows them.
    """
    places, faulty, value = dict(tree.places), set(tree.faulty), tree.value
    found: list[Problem] = []
    for index, name in named:
        path = ("sections", index)
        section: Any = tree.at(*path)
        if "rows" in section:
            message, hint = "a table has rows or a file, not both", "take one of them out"
            found.append(Problem(tree.place((*path, "rows")), message, hint))
        rows: list[list[LocatedStr]] = []
        try:
            if folder is not None:
                rows = _rows(name, section, folder, lambda *keys, path=path: tree.place((*path, *keys)), tree)
        except DataError as error:
            found += error.problems
        if not rows:
            faulty.add((*path, "rows"))
        value = with_value(value, (*path, "rows"), tuple(map(tuple, rows)))
        for row, cells in enumerate(rows):
            places[(*path, "rows", row)] = cells[0].where
            places |= {(*path, "rows", row, column): cell.where for column, cell in enumerate(cells)}
    return replace(tree, value=value, places=places, faulty=faulty), tuple(found)


def _rows(name: str, section: Mapping[str, Any], folder: Path, place: Place, tree: Tree) -> list[list[LocatedStr]]:
    """Return the cells of each row, in the order of the section's columns; raises a DataError."""
    columns = section.get("columns")
    heads = [each.get("name") for each in columns if isinstance(each, dict)] if isinstance(columns, tuple) else []
    names = [each for each in heads if isinstance(each, str)]
    if not names or len(set(names)) < len(heads):
        return []  # as is told of the columns
    file, layout = str(folder / name), Layout("these columns", {each: (each,) for each in names}, tuple(names))
    sheet, header, rows = rows_beside(name, section, folder, layout, place, _MOST)
    if not rows:
        raise refusal(Location(file, header.row, 1), "the table has no rows below its header")
    language = str(tree.at("language") or "en-US")
    texts: list[list[LocatedStr]] = [[] for _ in rows]
    for column in header.columns.values():
        values = {number: cells[column] if column < len(cells) else None for number, cells in rows.items()}
        for row, number, said in zip(texts, rows, _texts([*values.values()], language), strict=True):
            row.append(LocatedStr(said, Location(file, number, column + 1)))
    found = list(_faults(rows, len(header.cells), sheet.hidden, file))
    for text in (text for row in texts for text in row if NO_TEXT.match(text)):
        message = f"the cell is a formula, or the error of one: {quote(text, 30)}"
        found.append(Problem(text.where, message, "put its value there"))
    if found:
        raise DataError(found)
    return texts


def _faults(rows: Mapping[int, Sequence[Cell]], width: int, hidden: Container[int], file: str) -> Iterator[Problem]:
    for number, cells in rows.items():
        if any(map(text_of, cells[width:])):
            message = f"row {number} has more cells than the header"
            yield Problem(Location(file, number, width + 1), message, "put quotation marks around a text with a comma")
        if number in hidden:
            message = f"row {number} is hidden, and would be shown"
            yield Problem(Location(file, number, 1), message, "delete it, or show it")


def _texts(cells: Sequence[Cell], language: str) -> Iterator[str]:
    """Write the cells of a column: texts as they stand, numbers grouped unless all may be years."""
    numbers = [cell for cell in cells if isinstance(cell, int | float | Decimal) and cell is not True]
    are_years = all(number in _YEARS for number in numbers)
    return (_text(cell, language, grouped=not are_years) for cell in cells)


def _text(cell: Cell, language: str, *, grouped: bool) -> str:
    match cell:
        case bool() | None | str() | dt.time() | dt.timedelta():
            return text_of(cell) or ""
        case dt.date():
            return date_text(When(cell.year, cell.month, cell.day), language)
        case int() | float() | Decimal():
            value, sign = Decimal(f"{cell:.{_MOST_DIGITS}g}"), cell.sign if isinstance(cell, Signed) else None
            if sign == "%":
                return phrases_in(language).share.format(number=format_full(value * 100, None, language))
            digits = format_full(value, None, language) if grouped else phrases_in(language).localised(str(value))
            return money(digits, sign, language) if sign and len(sign) == len("EUR") else f"{sign or ''}{digits}"
