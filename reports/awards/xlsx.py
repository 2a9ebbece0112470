"""Tables of awards that are workbooks: numbers and days as values, with the currency that a number's format shows.

Formulas are not trusted: a cell has the formula's text in place of what some program has left there, and that is no
number.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import takewhile
from pathlib import Path

from reports.awards.cells import Cell, Signed
from reports.awards.currencies import sign_in_format
from reports.awards.layouts import Layout, Row
from reports.awards.rows import Sheet
from reports.tables.sheets import SheetRow, Span, sheets_of
from reports.tables.workbooks import DAYS_TO_1904, FIRST_DAY, FORMAT_TOKEN


def sheets(path: Path, _layout: Layout) -> Iterator[Sheet]:
    """Give the sheets of a workbook, in its order; raises a TableError."""
    found = sheets_of(path, _numbers, trusts=False)
    for each in found.workbook.sheets:
        merged, hidden, old = found.merged(each), set[int](), found.workbook.since_1904
        rows = partial(_filled, partial(found.rows, each), merged, hidden)
        yield Sheet(each.name, rows, (), merged, hidden, is_hidden=not each.visible, since_1904=old)


def _filled(rows: Callable[[], Iterator[SheetRow]], merged: Iterable[Span], hidden: set[int]) -> Iterator[Row]:
    """Yield rows in which cells that are merged over rows have their value in each row that they cover."""
    held: dict[int, tuple[int, Cell]] = {}  # by column: the last row, and the value
    begin: dict[int, list[Span]] = {}
    for span in merged:
        begin.setdefault(span[1], []).append(span)
    for number, cells, is_hidden in rows():
        if is_hidden:
            hidden.add(number)
        for column, (last, value) in held.items():
            if number <= last and cells.get(column) in (None, ""):
                cells[column] = value
        for left, _, right, bottom in begin.get(number, ()):
            held |= {column: (bottom, cells.get(column)) for column in range(left, right + 1)}
        yield number, [*map(cells.get, range(1, max(cells, default=0) + 1))]


def _numbers(code: str, since_1904: bool) -> Callable[[str], Cell]:
    """Return what reads the numbers of a format."""
    parts = [*takewhile(lambda part: part.lastgroup != "end", FORMAT_TOKEN.finditer(code))]
    elapsed = any((part["unread"] or "")[:1].lower() in tuple("hms") for part in parts)
    if elapsed or any(part.lastgroup in ("date", "half", "long", "short") for part in parts):
        return partial(_moment, elapsed=elapsed, days=DAYS_TO_1904 * since_1904)
    sign = sign_in_format(code)
    return (lambda number: Signed(number, sign)) if sign else float


def _moment(number: str, elapsed: bool, days: int) -> Cell:
    """Return a day with its time, a time of no day, or the time that has passed."""
    try:
        passed = dt.timedelta(seconds=round(float(number) * 86_400))
        moment = dt.datetime.combine(FIRST_DAY, dt.time()) + passed + dt.timedelta(days=days)
    except OverflowError:
        return float(number)
    if elapsed:
        return passed
    return moment if float(number) >= 1 else moment.time()
