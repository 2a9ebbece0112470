"""A table of awards from its file: where it may lie, which sheet and which header it has, and what its rows become."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from reports.awards import nih, texts, threesixty, xlsx
from reports.awards.award import Award, Awards, money_told
from reports.awards.columns import amount_form, date_form
from reports.awards.currencies import fits, signs_in_header
from reports.awards.datecells import DateForm
from reports.awards.evidence import Evidence
from reports.awards.gathering import Gap, Gathering
from reports.awards.layouts import Header, Layout, Mismatch, find_header
from reports.awards.money import AmountForm
from reports.awards.rows import MOST_BYTES, AwardRow, Sheet, Structure, read_rows
from reports.collector import uncollected
from reports.datafile.attachments import TABLE_NAME
from reports.datafile.model import AwardsTable
from reports.datafile.yaml import did_you_mean, quote
from reports.errors import DataError, Location, Problem
from reports.story.phrases.grammar import counted
from reports.tables import TableError, failures_told

Place = Callable[..., Location]  # of a key of the data file's awards, such as "columns", "amount"

READERS = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), texts.csv_sheets),
    **dict.fromkeys((".xlsx", ".xlsm"), xlsx.sheets),
    ".json": texts.json_sheets,
}


def read_awards(wanted: AwardsTable, folder: Path, place: Place, latest: int | None = None) -> Awards:
    """Read the table that a data file in `folder` names; raises a DataError with every problem.

    Problems with what the data file says stand at its `place`, those with rows in the table: its row, and the column's
    number. `latest` is the last year that the figures can speak of.
    """
    layout = _layout(wanted, place)
    path = located(wanted.table, folder, place("table"))
    if wanted.attach and not TABLE_NAME.fullmatch(wanted.table):
        message = f"table names {quote(wanted.table)}, and cannot travel inside a brief under that name"
        raise refusal(place("table"), message, "rename it: a short name, without quotation marks, colons and the like")
    reader = READERS.get(path.suffix.casefold())
    if reader is None:
        hint = "save it as .xlsx or .csv"
        raise refusal(place("table"), f"a table is a CSV, XLSX or JSON file, not {quote(path.name)}", hint)
    file = str(folder / wanted.table)
    with failures_told(file), uncollected():
        return _read(list(reader(path, layout)), layout, wanted, place, file, latest)


def _read(
    sheets: list[Sheet], layout: Layout, wanted: AwardsTable, place: Place, file: str, latest: int | None
) -> Awards:
    sheet, header = _chosen(sheets, layout, wanted, place)
    structure, gathering, unsettled = _gathered(sheet, header, layout, wanted, file, latest)
    gathering.notes += sheet.notes
    if sheet.name and sheet.name not in ("Sheet1", "Export Sheet"):
        gathering.notes.append(f"from its sheet {quote(sheet.name)}")
    if header.row > 1:
        gathering.notes.append(f"its header is row {header.row}")
    known = {row.number for row in structure.rows} if wanted.rows else set()
    nothing = "the table has no row {} below its header that says anything"
    found = [
        *Evidence(file, sheet, header, structure, gathering.kept).problems(wanted.rows),
        *([] if wanted.sheet else _others(sheets, sheet, gathering.kept, layout, wanted, file)),
        *(Problem(place("rows", row), nothing.format(row)) for row in wanted.rows if int(row) not in known),
        *_currency_of(header, layout, file),
        *unsettled,
    ]
    return gathering.awards(found)


def _gathered(
    sheet: Sheet, header: Header, layout: Layout, wanted: AwardsTable, file: str, latest: int | None = None
) -> tuple[Structure, Gathering, list[Problem]]:
    """Read the rows of a sheet, and gather its awards, unless something of its columns is not settled."""
    structure = read_rows(sheet, header, layout, file)
    amounts, dates, unsettled = _forms(structure.rows, sheet, header, layout, wanted, file)
    gathering = Gathering(file, layout, structure.names, (amounts, dates), wanted, latest)
    if not unsettled:  # what can't be read is not told cell by cell as well
        (nih.gather if layout is nih.NIH else threesixty.gather)(structure.rows, layout, gathering)
    return structure, gathering, unsettled


def _forms(
    rows: list[AwardRow], sheet: Sheet, header: Header, layout: Layout, wanted: AwardsTable, file: str
) -> tuple[AmountForm, dict[str, DateForm], list[Problem]]:
    """Judge the columns of money and of dates; what is not settled is a problem each."""
    unsettled, amounts, dates = list[Problem](), AmountForm(), dict[str, DateForm]()
    for field in ("amount", "date", "begin"):
        columns = [each for each in (field, "sub " + field) if each in header.columns]
        cells = ((row.number, row.cell(each)) for each in columns for row in rows)
        try:
            if field == "amount":
                amounts = amount_form(cells, wanted.decimals, wanted.in_, header.name("amount"))
            else:
                dates[field] = date_form(cells, wanted.dates or layout.dates, since_1904=sheet.since_1904)
        except TableError as error:
            where = Location(file, error.row or header.row, header.columns[field] + 1)
            unsettled.append(Problem(where, error.message, error.hint))
    return amounts, dates, unsettled


def _others(
    sheets: list[Sheet], taken: Sheet, awards: Sequence[Award], layout: Layout, wanted: AwardsTable, file: str
) -> Iterator[Problem]:
    """Find sheets that could have been taken as well, with the rows that are not read for it and their money."""
    told, everything = [], wanted.model_copy(update={"leave_out": get_args(Gap), "rows": {}})
    for sheet in sheets:
        header = find_header(sheet.rows(), layout) if sheet is not taken else None
        if isinstance(header, Header):
            structure, gathering, _ = _gathered(sheet, header, layout, everything, file)
            rows = counted(len(structure.rows), "row")
            told.append(f"{'the hidden ' * sheet.is_hidden}{quote(sheet.name)} ({rows}: {money_told(gathering.kept)})")
    if told:
        message = f"the awards are those of the sheet {quote(taken.name)} ({money_told(awards)}), and not of "
        message += f"{' and '.join(told)}, which {'has' if len(told) == 1 else 'have'} the same columns"
        yield Problem(Location(file), message, "name the one that is meant: sheet: …", fatal=False)


def _currency_of(header: Header, layout: Layout, file: str) -> Iterator[Problem]:
    """Hold the currency in the amounts' header against the one that is stated of all."""
    name = header.name("amount")
    for sign in signs_in_header(name) if layout.currency else ():
        if not fits(sign, layout.currency or ""):
            message = f"the header {quote(name)} says {sign}, but the currency stated is {layout.currency}"
            where = Location(file, header.row, header.columns["amount"] + 1)
            yield Problem(where, message, "put the currency right in the data file, or name a column that has it")


def _layout(wanted: AwardsTable, place: Place) -> Layout:
    if (wanted.format is None) == (wanted.columns is None):
        message = "awards need either a format or columns" + (", not both" if wanted.format else "")
        raise refusal(place("format") if wanted.format else place(), message, "format: 360giving or nih, or columns: …")
    if wanted.columns is None:
        layout = threesixty.THREE_SIXTY if wanted.format == "360giving" else nih.NIH
        for key in ("currency", "kind"):
            if getattr(wanted, key) is not None:
                hint = f"take it out, or give columns in place of format: {wanted.format}"
                raise refusal(place(key), f"{key} is given by the format {layout.name}", hint)
        return layout
    named = {field: (header,) for field, header in wanted.columns if header is not None}
    if wanted.currency is None and "currency" not in named:
        raise refusal(place("columns"), "nothing says in which currency the amounts are", "add currency: USD to awards")
    return Layout("columns of its own", named, tuple(named), wanted.currency, wanted.kind or "awarded", is_own=True)


def refusal(where: Location, message: str, hint: str | None = None) -> DataError:
    """Return an error of one problem."""
    return DataError([Problem(where, message, hint)])


def located(name: str, folder: Path, where: Location, key: str = "table") -> Path:
    """Find the table that a `key` names in the data file's folder or below it; links are followed first."""
    fault, hint = "is not there", None
    try:
        path, home = (folder / name).resolve(), folder.resolve()
        if not path.is_relative_to(home):
            fault, hint = "lies outside the data file's folder", "put it beside the data file"
        elif ".." in Path(name).parts:  # under such a name it could not travel inside a brief
            fault, hint = "goes up a folder", "name the folder it lies in, or none"
        elif path.is_file():
            if path.stat().st_size <= MOST_BYTES:
                return path
            fault = f"is larger than {MOST_BYTES // 1_000_000} MB"
    except (OSError, ValueError, RuntimeError):  # too long a name, one with a NUL, a link that leads to itself
        pass
    raise refusal(where, f"{key} names {quote(name)}, which {fault}", hint)


def fitting(
    sheets: Sequence[Sheet], wanted: str | None, layout: Layout, place: Place
) -> list[tuple[Sheet, Header]] | Mismatch:
    """Return the sheets that have the layout's header, of those that can be seen or of that which is `wanted`.

    Where none has, what most of it is lacking in. Raises a DataError for a sheet that is not there, or a TableError.
    """
    asked = [sheet for sheet in sheets if (sheet.name == wanted if wanted is not None else not sheet.is_hidden)]
    if wanted is not None and not asked:
        hint = did_you_mean(wanted, [sheet.name for sheet in sheets], "the sheets are")
        raise refusal(place("sheet"), f"the table has no sheet {quote(wanted)}", hint)
    if not asked:
        raise TableError("the file has no sheet that can be seen")
    found = [(sheet, find_header(sheet.rows(), layout)) for sheet in asked]
    fit = [(sheet, header) for sheet, header in found if isinstance(header, Header)]
    return fit or min((each for _, each in found if isinstance(each, Mismatch)), key=lambda each: len(each.missing))


def _chosen(sheets: list[Sheet], layout: Layout, wanted: AwardsTable, place: Place) -> tuple[Sheet, Header]:
    """Take the sheet that is asked for, else the first with a header of the layout."""
    found = fitting(sheets, wanted.sheet, layout, place)
    if isinstance(found, Mismatch):
        field = (found.twice or found.missing)[0]
        raise refusal(place("columns", field) if wanted.columns else place("format"), *found.told(layout))
    return found[0]
