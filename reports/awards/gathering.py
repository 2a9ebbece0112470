"""The rows of a table on their way to awards: each is kept, merged or dropped, and nothing is lost without a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from reports.awards.award import Award, Awards, Drop, Merge, Tally, rows_told
from reports.awards.cells import Cell, CellError, amount_of, date_of, text_of
from reports.awards.layouts import Header, Layout
from reports.datafile.scalars import When
from reports.datafile.yaml import quote
from reports.errors import DataError, Location, Problem

_NO_TEXTS = frozenset({"amount", "part", "sub amount", "date", "begin"})
_MOST_TOLD = 20  # problems of one sort


class Row:
    """One row, by the fields of its layout."""

    __slots__ = ("_cells", "_header", "_layout", "number")

    def __init__(self, number: int, cells: Sequence[Cell], header: Header, layout: Layout) -> None:
        self.number = number
        self._cells = cells
        self._header = header.columns
        self._layout = layout

    def cell(self, field: str) -> Cell:
        """Give a field's cell, None where the table has no such column."""
        index = self._header.get(field)
        return None if index is None or index >= len(self._cells) else self._cells[index]

    def texts(self) -> dict[str, str]:
        """Give what is stated of all fields but money and dates."""
        cells, nothing = self._cells, self._layout.nothing
        found = {}
        for field, index in self._header.items():
            text = text_of(cells[index]) if index < len(cells) and field not in _NO_TEXTS else None
            if text and not (nothing and text.casefold() in nothing):
                found[field] = text
        return found

    def amount(self, field: str) -> Decimal | None:
        """Give a field's money; raises a CellError."""
        return amount_of(self.cell(field))

    def date(self, field: str) -> When | None:
        """Give a field's date; raises a CellError."""
        return date_of(self.cell(field), self._layout.dates)

    def column(self, field: str) -> int:
        """Give the number of a field's column, from 1."""
        return self._header.get(field, 0) + 1


class Gathering:
    """The awards of one table while its rows are read; several rows of one award's identifier count once."""

    def __init__(self, file: str, layout: Layout, notes: Iterable[str]) -> None:
        self._file = file
        self._layout = layout
        self._notes = list(notes)
        self._awards: list[Award] = []
        self._by_id: dict[str, Award] = {}
        self._merged: list[Merge] = []
        self._dropped: list[Drop] = []
        self._problems: list[Problem] = []
        self._unread_dates: dict[str, list[int]] = {}
        self._shared: dict[str, str] = {}

    def at(self, row: Row, field: str = "amount") -> Location:
        """Tell where a cell stands: its row as the line, its column's number."""
        return Location(self._file, row.number, row.column(field))

    def shared(self, texts: Mapping[str, str], fields: Iterable[str]) -> dict[str, Any]:
        """Give those of some fields that are stated; of a text that many awards have, one copy is kept."""
        keep = self._shared.setdefault
        return {field: keep(texts[field], texts[field]) for field in fields if field in texts}

    def code(self, currency: str | None) -> str:
        """Give a currency's code in capitals."""
        code = (currency or "").upper()
        return self._shared.setdefault(code, code)

    def keep(self, award: Award) -> None:
        """Take an award in, unless another row has given it; that has to be of the same amount."""
        known = self._by_id.setdefault(award.id, award) if award.id else award
        if known is award:
            self._awards.append(award)
        elif (known.amount, known.currency) == (award.amount, award.currency):
            self._merged.append(Merge(award.where.line, known.where.line))
        else:
            message = f"{quote(award.id)} has an amount of {award.amount:,f} here, but of {known.amount:,f} in row "
            hint = "an identifier stands for one award; keep the row that is right"
            self._problems.append(Problem(award.where, f"{message}{known.where.line}", hint))

    def drop(self, row: Row, reason: str) -> None:
        """Leave a row out that has no money to count."""
        self._dropped.append(Drop(row.number, reason))

    def drop_unread(self, row: Row, error: CellError) -> None:
        """Leave a row out whose money cannot be read, and warn of it."""
        self.drop(row, "its amount is no number")
        self._problems.append(Problem(self.at(row), f"{error}, so this row is left out", fatal=False))

    def drop_warning(self, row: Row, reason: str) -> None:
        """Leave a row out that has money, and warn of it."""
        self.drop(row, reason)
        self._problems.append(Problem(self.at(row), f"{reason}, so this row is left out", fatal=False))

    def date_of(self, row: Row, *fields: str) -> When | None:
        """Give the first of some dates that is stated; one that cannot be read is noted, and counts as not stated."""
        for field in fields:
            try:
                date = row.date(field)
            except CellError as error:
                self._unread_dates.setdefault(str(error), []).append(row.number)
                continue
            if date:
                return date
        return None

    def awards(self) -> Awards:
        """Give what was gathered; raises a DataError with every problem."""
        problems = list(_some(self._problems))
        if not self._awards and not problems:
            problems.append(Problem(Location(self._file), "the table has no awards", "rows may follow its header"))
        if any(problem.fatal for problem in problems):
            raise DataError(problems)
        tally = Tally(
            self._file,
            self._layout.name,
            len(self._awards),
            tuple(self._merged),
            tuple(self._dropped),
            (*self._notes, *self._date_notes()),
        )
        return Awards(tuple(self._awards), tally, tuple(problems))

    def _date_notes(self) -> Iterable[str]:
        for error, rows in islice(self._unread_dates.items(), _MOST_TOLD):
            yield f"{error} ({rows_told(rows)}), and counts as not stated"
        if len(self._unread_dates) > _MOST_TOLD:
            rows = [row for numbers in self._unread_dates.values() for row in numbers]
            yield f"and more dates are not understood ({rows_told(rows)})"


def _some(problems: Sequence[Problem]) -> Iterable[Problem]:
    """Give the first of very many problems, and say that there are more."""
    for fatal in (True, False):
        of_kind = [problem for problem in problems if problem.fatal is fatal]
        yield from of_kind[:_MOST_TOLD]
        if len(of_kind) > _MOST_TOLD:
            message = f"and {len(of_kind) - _MOST_TOLD:,} more rows like that follow"
            yield Problem(of_kind[_MOST_TOLD].where, message, fatal=fatal)
