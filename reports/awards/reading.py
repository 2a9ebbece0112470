"""A table of awards from its file: where it may lie, which sheet and which header it has, and what its rows become."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from reports.awards import csvs, jsons, nih, threesixty, xlsx
from reports.awards.award import Awards
from reports.awards.cells import Cell
from reports.awards.formats import NIH, THREE_SIXTY
from reports.awards.gathering import Gathering, Row
from reports.awards.layouts import Header, Layout, Mismatch, find_header
from reports.awards.sheets import MOST_BYTES, MOST_ROWS, Sheet
from reports.datafile.model import AwardsTable
from reports.datafile.yaml import did_you_mean, quote
from reports.errors import DataError, Location, Problem
from reports.tables import TableError

Place = Callable[..., Location]  # of a key of the data file's awards, such as "columns", "amount"

_READERS = {
    ".csv": csvs.sheets,
    ".tsv": csvs.sheets,
    ".txt": csvs.sheets,
    ".xlsx": xlsx.sheets,
    ".xlsm": xlsx.sheets,
    ".json": jsons.sheets,
}


def read_awards(wanted: AwardsTable, folder: Path, place: Place) -> Awards:
    """Read the table that a data file in `folder` names; raises a DataError with every problem.

    Problems with what the data file says stand at its `place`, those with rows in the table: its row, and the column's
    number.
    """
    layout = _layout(wanted, place)
    path = _found(wanted.table, folder, place("table"))
    reader = _READERS.get(path.suffix.casefold())
    if reader is None:
        hint = "save it as .xlsx or .csv"
        raise _error(place("table"), f"a table is a CSV, XLSX or JSON file, not {quote(path.name)}", hint)
    told = str(folder / wanted.table)
    try:
        sheet, header = _chosen(list(reader(path, layout)), layout, wanted, place)
        gathering = Gathering(told, layout, _notes(sheet, header))
        gather = nih.gather if layout is NIH else threesixty.gather
        gather(_rows(sheet, header, layout), layout, gathering)
    except TableError as error:
        raise _error(Location(told, error.row, 1 if error.row else 0), error.message, error.hint) from error
    except OSError as error:
        raise _error(Location(told), "the file cannot be read", (error.strerror or "").casefold() or None) from error
    return gathering.awards()


def _error(where: Location, message: str, hint: str | None = None) -> DataError:
    return DataError([Problem(where, message, hint)])


def _layout(wanted: AwardsTable, place: Place) -> Layout:
    if (wanted.format is None) == (wanted.columns is None):
        message = "awards need either a format or columns" + (", not both" if wanted.format else "")
        raise _error(place("format") if wanted.format else place(), message, "format: 360giving or nih, or columns: …")
    if wanted.columns is None:
        return _known(wanted, place)
    named = {field: (header,) for field, header in wanted.columns if header is not None}
    if wanted.currency is None and "currency" not in named:
        raise _error(place("columns"), "nothing says in which currency the amounts are", "add currency: USD to awards")
    order = wanted.dates
    return Layout("columns of its own", named, tuple(named), wanted.currency, wanted.kind or "awarded", order)


def _known(wanted: AwardsTable, place: Place) -> Layout:
    layout = THREE_SIXTY if wanted.format == "360giving" else NIH
    for key in ("currency", "kind", "dates"):
        if getattr(wanted, key) is not None:
            message = f"{key} is given by the format {layout.name}"
            raise _error(place(key), message, f"take it out, or give columns in place of format: {wanted.format}")
    return layout


def _found(name: str, folder: Path, where: Location) -> Path:
    """Find the table in the data file's folder or below it; links are followed first."""
    try:
        path, home = (folder / name).resolve(), folder.resolve()
        if not path.is_relative_to(home):
            hint = "put it beside the data file"
            raise _error(where, f"table names {quote(name)}, which lies outside the data file's folder", hint)
        if not path.is_file():
            raise _error(where, f"table names {quote(name)}, which is not there")
        if path.stat().st_size > MOST_BYTES:
            raise _error(where, f"table names {quote(name)}, which is larger than {MOST_BYTES // 1_000_000} MB")
    except (OSError, ValueError):  # too long a name, or one with a NUL
        raise _error(where, f"table names {quote(name)}, which is not there") from None
    return path


# -- the sheet and its header -------------------------------------------------------------------------


def _chosen(sheets: list[Sheet], layout: Layout, wanted: AwardsTable, place: Place) -> tuple[Sheet, Header]:
    """Take the sheet that is asked for, else the first with a header of the layout."""
    if wanted.sheet is not None:
        named = [sheet for sheet in sheets if sheet.name == wanted.sheet]
        if not named:
            hint = did_you_mean(wanted.sheet, [sheet.name for sheet in sheets], "the sheets are")
            raise _error(place("sheet"), f"the table has no sheet {quote(wanted.sheet)}", hint)
        sheets = named
    best: Mismatch | None = None
    for sheet in sheets:
        found = find_header(sheet.rows(), layout)
        if isinstance(found, Header):
            return sheet, found
        if best is None or len(found.missing) < len(best.missing):
            best = found
    if best is None:
        raise TableError("the file has no sheet that can be seen")
    field = (best.twice or best.missing)[0]
    raise _error(place("columns", field) if wanted.columns else place("format"), *best.told(layout))


def _notes(sheet: Sheet, header: Header) -> Iterator[str]:
    yield from sheet.notes
    if sheet.name and sheet.name not in ("Sheet1", "Export Sheet"):
        yield f"from its sheet {quote(sheet.name)}"
    if header.row > 1:
        yield f"its header is row {header.row}"


def _rows(sheet: Sheet, header: Header, layout: Layout) -> Iterator[Row]:
    """Give the rows below the header that are not blank."""
    formats = sheet.formats(header.columns["amount"] + 1)
    for number, cells in islice(sheet.rows(), MOST_ROWS + header.row + 1):
        if number > header.row and any(map(_says_something, cells)):
            if number > MOST_ROWS + header.row:
                raise TableError(f"the table has more than {MOST_ROWS:,} rows")
            yield Row(number, cells, header, layout, formats.get(number))


def _says_something(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None
