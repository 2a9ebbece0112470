"""Tables beside the data file, read with the care of award tables: quantities, and the rows of a section's table.

They take their place in the tree of the data file, each cell with its own, so that they are held against all that is
held against what stands there.
"""

import datetime as dt
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from reports.awards.cells import Cell, CellError, Signed, says_nothing, text_of
from reports.awards.columns import amount_form
from reports.awards.layouts import Header, Layout, Mismatch
from reports.awards.money import AmountForm, agree, amount_of, written_amount
from reports.awards.reading import READERS, Place, fitting, located, refusal
from reports.awards.rows import Sheet
from reports.datafile.scalars import TODO, LocatedStr, When
from reports.datafile.yaml import Tree, quote, with_value
from reports.errors import DataError, Location, Problem
from reports.story.moments import date_text
from reports.story.money import format_full, money
from reports.story.phrases import phrases_in
from reports.tables import failures_told

_TEXTS = ("unit", "kind", "currency", "source", "as_of", "bound", "mark", "was")
_COLUMNS = ("name", "value", *_TEXTS, "percent")
_LAYOUT = Layout("figures", {key: (key, key.replace("_", " ")) for key in _COLUMNS}, ("name", "value"))
_SAYS = ("file", "sheet", "decimals")  # how to read it: beside these are quantities of the data file's own
_MOST_QUANTITIES, _MOST_ROWS = 2_000, 200
_NO_TEXT = re.compile(r"=|#(?:REF|DIV/0|N/A|VALUE|NAME|NULL|NUM)\b")
_TRUTHS = dict.fromkeys(("true", "yes", "x", "1"), True) | dict.fromkeys(("false", "no", "0"), False)
_MOST_DIGITS = 12  # of a number that a workbook has worked out
_YEARS = range(1500, 2200)  # numbers of a column that are not grouped: "2023", but "12,023"


def with_figures(tree: Tree, name: str, folder: Path | None) -> tuple[Tree, tuple[Problem, ...]]:
    """Return the tree with the quantities of the table that it names, and what is wrong with the table.

    Without a `folder` it has those that stand in the data file alone.
    """
    assert isinstance(tree.value, dict)
    given: dict[str, Any] = tree.value["quantities"]
    made = replace(tree, places=dict(tree.places), keys=dict(tree.keys), faulty=set(tree.faulty))
    own = {key: each for key, each in given.items() if key not in _SAYS or isinstance(each, dict)}
    found: list[Problem] = []
    try:
        if folder is not None:
            for key, cells in _quantities(name, given, folder, lambda *keys: tree.place(("quantities", *keys)), found):
                _enter(key, cells, own, made, found)
    except DataError as error:
        found += error.problems
    if folder is None or any(problem.fatal for problem in found):
        made.faulty.add(("quantities",))  # nobody knows which are missing
    return replace(made, value={**tree.value, "quantities": own}), tuple(found)


def _enter(key: LocatedStr, cells: dict[str, Any], own: dict[str, Any], made: Tree, found: list[Problem]) -> None:
    """Give a row its place among the quantities; a name that stands twice is a problem at both places."""
    if key in own:
        first = made.keys.get(("quantities", key), made.file)
        found.append(Problem(key.where, f"{quote(key)} stands in {first.file}:{first.line} already", "name each once"))
        found.append(Problem(first, f"{quote(key)} stands in {key.where.file}:{key.where.line} as well"))
        return
    own[key] = {field: value for field, (value, _) in cells.items()}
    made.places[("quantities", key)] = made.keys[("quantities", key)] = key.where
    for field, (_, where) in cells.items():
        made.places[("quantities", key, field)] = made.keys[("quantities", key, field)] = where


def _quantities(
    name: str, given: Mapping[str, Any], folder: Path, place: Place, found: list[Problem]
) -> Iterator[tuple[LocatedStr, dict[str, tuple[Any, Location]]]]:
    """Yield each row's name, and its other cells with their places; raises a DataError."""
    decimals, file = given.get("decimals"), str(folder / name)
    if decimals not in (None, "point", "comma"):
        raise refusal(place("decimals"), f"decimals should be point or comma, not {quote(decimals)}")
    sheet, header, rows = _rows_beside(name, given, folder, _LAYOUT, place, _MOST_QUANTITIES)
    column = header.columns["value"]
    with failures_told(file, column + 1):
        values = ((row, cells[column]) for row, cells in rows.items() if column < len(cells) and cells[column] != TODO)
        form = amount_form(((number, _without_percent(cell)[0]) for number, cell in values), decimals, None, "")
    found += (Problem(Location(file), note, fatal=False) for note in sheet.notes)
    found += _evidence(sheet, header, rows.keys(), file)
    for number, cells in rows.items():
        row = {field: cells[index] if index < len(cells) else None for field, index in header.columns.items()}
        where = {field: Location(file, number, index + 1) for field, index in header.columns.items()}
        read: dict[str, tuple[Any, Location]] = {}
        for field in ("currency", *(each for each in _COLUMNS if each in row)):  # what the value has to agree with
            try:
                if field == "value" and row["value"] == TODO:
                    read["value"] = LocatedStr(TODO, where["value"]), where["value"]
                elif field == "value":
                    currency = read["currency"][0] if "currency" in read else None
                    value, is_percent = _number(row["value"], currency, form)
                    read |= {"value": (value, where["value"])}
                    read |= {"percent": (True, where["value"])} if is_percent else {}
                elif (text := _text(field, row.get(field))) is not None:
                    said = LocatedStr(text, where[field]) if field != "percent" else _truth(text)
                    read[field] = said, where[field]
            except CellError as error:
                found.append(Problem(where[field], str(error), error.hint))
        if "name" in read:
            yield read.pop("name")[0], read
        else:
            found.append(Problem(where["name"], "this row has no name", "give it one, or empty the row"))


def _rows_beside(
    name: str, given: Mapping[str, Any], folder: Path, layout: Layout, place: Place, most: int
) -> tuple[Sheet, Header, dict[int, Sequence[Cell]]]:
    """Return the sheet of a file that is asked for, or the only one that fits, its header, and the rows below it.

    They are no more than `most`, and say something each. Raises a DataError.
    """
    path, file, what = located(name, folder, place("file"), "file"), str(folder / name), f"a table of {layout.name}"
    reader, wanted = READERS.get(path.suffix.casefold()), given.get("sheet")
    if reader is None or path.suffix.casefold() == ".json":
        raise refusal(place("file"), f"{what} is a CSV or XLSX file, not {quote(path.name)}", "save it as .xlsx")
    with failures_told(file):
        found = fitting([*reader(path, layout)], None if wanted is None else str(wanted), layout, place)
        if isinstance(found, Mismatch):
            raise refusal(Location(file), *found.told(layout))
        (sheet, header), *others = found
        if others:
            message = f"the sheets {' and '.join(quote(sheet.name) for sheet, _ in found)} have {layout.name}"
            raise refusal(place("file"), message, "name the one that is meant: sheet: …")
        rows = {number: cells for number, cells in sheet.rows() if number > header.row and any(map(text_of, cells))}
    if len(rows) > most:
        raise refusal(Location(file, [*rows][most], 1), f"{what} has at most {most:,} rows", "choose what matters most")
    return sheet, header, rows


def _evidence(sheet: Sheet, header: Header, rows: Set[int], file: str) -> Iterator[Problem]:
    """Yield what the table shows beside its cells: columns that stand twice, rows that are hidden, cells merged."""
    for field in header.twice:
        where = Location(file, header.row, header.columns[field] + 1)
        yield Problem(where, f"the table has two columns {quote(header.name(field))}", "keep one of them")
    for number in sorted(rows & sheet.hidden):
        message = f"row {number} is hidden, and read"
        yield Problem(Location(file, number, 1), message, "delete it, or show it", fatal=False)
    for left, top, right, bottom in sheet.merged:
        fields = [field for field in ("name", "value") if left <= header.columns[field] + 1 <= right]
        if fields and top > header.row:
            message = f"one {fields[0]} is merged over rows {top} to {bottom}: nobody can tell which it is for"
            yield Problem(Location(file, top, left), message, "unmerge it, and fill each row")


def _number(cell: Cell, currency: str | None, form: AmountForm) -> tuple[Decimal, bool]:
    """Return a value, and whether it is a percentage; a currency beside it has to be the row's. Raises a CellError."""
    cell, is_percent = _without_percent(cell)
    sign = cell.sign if isinstance(cell, Signed) else None
    value = amount_of(cell, None if is_percent else currency, form)
    if value is None:
        raise CellError("the value is empty", "fill it, or empty the row")
    if sign == "%":
        return value * 100, True
    if sign:
        agree(sign, currency, f"{text_of(cell)} has a number format that says it")
    said = sign or (written_amount(text_of(cell) or "").currency if isinstance(cell, str) else None)
    if said and not currency:
        message = f"the value {quote(text_of(cell), 30)} is in {said}, and its row says no currency"
        raise CellError(message, "fill it in")
    return value, is_percent


def _without_percent(cell: Cell) -> tuple[Cell, bool]:
    text = cell.strip() if isinstance(cell, str) else ""
    return (text[:-1].rstrip(), True) if text.endswith("%") else (cell, False)


def _text(field: str, cell: Cell) -> str | None:
    """Return a cell's text, None where it says nothing; raises a CellError for a formula and what one left behind."""
    text = text_of(cell)
    if text and _NO_TEXT.match(text):
        raise CellError(f"the {field} is a formula, or the error of one: {quote(text, 30)}", "put its value there")
    return None if text is None or says_nothing(text) else text


def _truth(text: str) -> bool:
    if text.casefold() not in _TRUTHS:
        raise CellError(f"percent should be yes or no, not {quote(text, 30)}")
    return _TRUTHS[text.casefold()]


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
    sheet, header, rows = _rows_beside(name, section, folder, layout, place, _MOST_ROWS)
    if not rows:
        raise refusal(Location(file, header.row, 1), "the table has no rows below its header")
    language = str(tree.at("language") or "en-US")
    texts: list[list[LocatedStr]] = [[] for _ in rows]
    for column in header.columns.values():
        values = {number: cells[column] if column < len(cells) else None for number, cells in rows.items()}
        for row, number, said in zip(texts, rows, _column([*values.values()], language), strict=True):
            row.append(LocatedStr(said, Location(file, number, column + 1)))
    found = list(_faults(rows, len(header.cells), sheet.hidden, file))
    for text in (text for row in texts for text in row if _NO_TEXT.match(text)):
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


def _column(cells: Sequence[Cell], language: str) -> Iterator[str]:
    """Write the cells of a column: texts as they stand, numbers grouped unless all may be years."""
    numbers = [cell for cell in cells if isinstance(cell, int | float | Decimal) and cell is not True]
    are_years = all(number in _YEARS for number in numbers)
    return (_written(cell, language, grouped=not are_years) for cell in cells)


def _written(cell: Cell, language: str, *, grouped: bool) -> str:
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
