"""The rows of a table on their way to awards: each is kept, merged or dropped, and nothing is lost without a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from reports.awards.award import Award, Awards, Drop, Merge, Tally, rows_told
from reports.awards.cells import Cell, CellError, agree, amount_of, date_of, text_of
from reports.awards.currencies import sign_in_format
from reports.awards.layouts import Header, Layout
from reports.awards.sums import sum_among
from reports.datafile.scalars import When
from reports.datafile.yaml import quote
from reports.errors import DataError, Location, Problem
from reports.story.richtext import counted

_NAMES = ("funder", "recipient")
_NO_TEXTS = frozenset({"amount", "part", "sub amount", "date", "begin"})
_MOST_TOLD = 20  # problems of one sort


class Row:
    """One row, by the fields of its layout."""

    __slots__ = ("_cells", "_format", "_header", "_layout", "number")

    def __init__(
        self, number: int, cells: Sequence[Cell], header: Header, layout: Layout, format: str | None = None
    ) -> None:
        """Take a row's cells, and the number format of its amount if that may tell of a currency."""
        self.number = number
        self._format = format
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

    def amount(self, field: str, currency: str | None) -> Decimal | None:
        """Give a field's money, of which nothing may say another currency; raises a CellError."""
        cell = self.cell(field)
        sign = sign_in_format(self._format) if self._format and field == "amount" else None
        if sign and isinstance(cell, int | float):
            agree(sign, currency, f"{text_of(cell)} has a number format that says it")
        return amount_of(cell, currency)

    def first(self) -> str | None:
        """Give the first text of the row, whether its column is one of the layout or not."""
        return next(filter(None, map(text_of, self._cells)), None)

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
        self._unstated: list[tuple[str | None, Location]] = []  # identifiers of awards without an amount
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

    def drop_unstated(self, row: Row, reason: str, identifier: str | None) -> None:
        """Leave an award out that states no amount, which is told in the work."""
        self.drop(row, reason)
        self._unstated.append((identifier, self.at(row)))

    def refuse(self, row: Row, reason: str, hint: str | None = None) -> None:
        """Note a row whose money can neither be counted nor left out: a problem that keeps the table from use."""
        self._problems.append(Problem(self.at(row), reason, hint))

    def is_sum(self, row: Row, texts: Mapping[str, str], amount: Decimal | None) -> bool:
        """See whether a row says that it adds up others: it is dropped where it has no amount, and else a problem.

        "North Total" is a sum if there is North. A funder or a recipient may be called Total; its row has a date.
        """
        said = sum_among((row.first() or "", *texts.values()), self._shared)
        if said and row.cell("date") and said in [texts.get(field) for field in _NAMES]:
            said = None
        if said and amount is None:
            self.drop(row, "a sum without an amount")
        elif said:
            message = f"this row says {quote(said, 30)} and has an amount of {amount:,f}: a sum is no award"
            self.refuse(row, message, "take the row out of the table")
        return said is not None

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
        if not self._awards and not problems and self._unstated:
            hint = "look for the column with the money, or take the table out of the data file"
            message = f"none of the {counted(len(self._unstated), 'award')} states an amount"
            problems.append(Problem(self._unstated[0][1], message, hint))
        elif not self._awards and not problems:
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
            self._count_unstated(),
        )
        return Awards(tuple(self._awards), tally, tuple(problems))

    def _count_unstated(self) -> int:
        """Count awards, not rows: one that repeats an award with an amount, or without, is none more."""
        named = {identifier for identifier, _ in self._unstated if identifier}
        return len(named - self._by_id.keys()) + sum(identifier is None for identifier, _ in self._unstated)

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
