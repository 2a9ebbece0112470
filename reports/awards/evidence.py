"""What a sheet shows beside its rows, each finding once, with the rows that it is about and their money."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from reports.awards.award import Award, in_digits, money_told, rows_told, rows_with_money
from reports.awards.layouts import Header
from reports.awards.rows import Sheet, Structure
from reports.datafile.yaml import quote
from reports.errors import Location, Problem
from reports.frozen import frozen
from reports.story.phrases.grammar import counted


@frozen
class Evidence:
    """A sheet, and what was read of it: its rows, and those of them that are awards."""

    file: str
    sheet: Sheet
    header: Header
    structure: Structure
    awards: Sequence[Award]

    def problems(self, settled: Mapping[str, str]) -> Iterator[Problem]:
        """Yield all that is found; `settled` is what the author says of single rows."""
        yield from self.structure.problems
        yield from self._repeated_headers()
        yield from self._merged_cells()
        yield from self._hidden_rows()
        yield from self._sums_of_above(settled)

    def _worth(self, rows: Collection[int]) -> str:
        """Name rows with what the awards in them come to: "rows 2-4: GBP 1,200"."""
        return f"{rows_told(rows)}: {money_told(award for award in self.awards if award.where.line in rows)}"

    def _repeated_headers(self) -> Iterator[Problem]:
        """Find rows that are the header again, and columns that are called alike."""
        if rows := self.structure.repeated_headers:
            message = f"the header stands again in {rows_told(rows)}, which is passed over"
            yield Problem(Location(self.file, rows[0], 1), message, fatal=False)
        for field in self.header.twice:
            message = f"the table has two columns {quote(self.header.name(field))}: the first is read"
            where = Location(self.file, self.header.row, self.header.columns[field] + 1)
            yield Problem(where, message, fatal=False)

    def _merged_cells(self) -> Iterator[Problem]:
        """Find cells that span rows: what they say counts for each row, but money is a problem."""
        for field, index in self.header.columns.items():
            below = (span for span in self.sheet.merged if span[1] > self.header.row)
            spans = [range(top, bottom + 1) for left, top, right, bottom in below if left <= index + 1 <= right]
            if not spans:
                continue
            rows = {row for span in spans for row in span}
            where, name = Location(self.file, min(rows), index + 1), quote(self.header.name(field))
            if field in ("amount", "sub amount"):
                message = f"one amount is merged over {rows_told(rows)}: nobody can tell what each was given"
                yield Problem(where, message, "unmerge it, and give each row its own amount")
                continue
            cells = f"a cell of {name} is" if len(spans) == 1 else f"{len(spans)} cells of {name} are"
            yield Problem(where, f"{cells} merged: what it says counts for each row ({self._worth(rows)})", fatal=False)

    def _hidden_rows(self) -> Iterator[Problem]:
        """Find rows that the workbook hides and that are read all the same."""
        hidden = {row.number for row in self.structure.rows}.intersection(self.sheet.hidden)
        if hidden:
            message = f"{counted(len(hidden), 'hidden row')} {'is' if len(hidden) == 1 else 'are'} read like any other"
            where, hint = Location(self.file, min(hidden), 1), "delete in the table what is not to count"
            yield Problem(where, f"{message} ({self._worth(hidden)})", hint, fatal=False)

    def _sums_of_above(self, settled: Mapping[str, str]) -> Iterator[Problem]:
        """Find amounts that are the sum of those above them, of all or of those since the last such row."""
        total = since = Decimal(0)
        rows = above = 0
        found: list[tuple[Award, int]] = []
        for award in sorted(self.awards, key=lambda award: award.where.line):
            amount = award.amount
            of_all = rows > 1 and amount == total
            if amount and (of_all or (above > 1 and amount == since)) and settled.get(str(award.where.line)) != "award":
                found.append((award, rows if of_all else above))
                since, above = Decimal(0), 0
            else:
                total, since, rows, above = total + amount, since + amount, rows + 1, above + 1
        if found:
            (first, above), others = found[0], [award for award, _ in found[1:]]
            line = first.where.line
            message = f"the amount {in_digits(first.amount)} is the sum of the {above} above it"
            if others:
                message += f"; so are those in {rows_with_money(others)}"
            hint = f"say in awards which it is: rows: {{{line}: total}} or {{{line}: award}}"
            yield Problem(first.where, message, hint, fatal=False)
