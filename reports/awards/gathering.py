"""The rows of a table on their way to awards: each is kept, merged or dropped, and nothing is lost without a word."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from sys import intern
from typing import Literal

from reports.awards.award import Award, Awards, Drop, Gaps, Tally, in_digits, rows_told, rows_with_money
from reports.awards.cells import CellError, Signed, text_of
from reports.awards.datecells import DateForm, date_of, implausible
from reports.awards.layouts import Layout
from reports.awards.money import AmountForm, CurrencyError, agree, amount_of
from reports.awards.rows import AwardRow, Names
from reports.awards.sums import sum_among
from reports.datafile.model import AwardsTable
from reports.datafile.scalars import When
from reports.datafile.yaml import quote
from reports.errors import DataError, Location, Problem

Gap = Literal["amounts", "dates", "totals", "subprojects"]

_MOST_TOLD = 20  # problems of one sort
_LONGEST = 2000  # letters of a text
_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+E\+?|E\+)[0-9]+", re.IGNORECASE)
_MOST_EXACT = 10**15  # a spreadsheet keeps no more digits of a number
_TEXTS = ("id", "title", "area", "funder", "recipient", "country", "type")
_COMPARED = (*_TEXTS[1:], "date", "project", "fiscal_year")
_HINT_OF_IDS = "an identifier stands for one award: give each payment one of its own, or keep the row that is right"


Forms = tuple[AmountForm, Mapping[str, DateForm]]  # of amounts, and of each field of dates


class Gathering:
    """The awards of one table while its rows are read; several rows of one award's identifier count once."""

    def __init__(
        self, file: str, layout: Layout, names: Names, forms: Forms, wanted: AwardsTable, latest: int | None
    ) -> None:
        """Take what the author says of the table, and the last year that the figures can speak of, if it is known."""
        self._file = file
        self._names = names
        self._layout = layout
        self._forms = forms
        self._wanted = wanted
        self._latest = latest
        self.kept: list[Award] = []
        self.notes: list[str] = []
        self._by_id: dict[str, tuple[Award, int]] = {}
        self._merged: list[int] = []
        self._dropped: list[Drop] = []
        self._unstated: list[tuple[str | None, Location]] = []  # identifiers of awards without an amount
        self._left_out: Counter[Gap] = Counter()
        self._problems: dict[str, list[Problem]] = defaultdict(list)  # by their sort
        self._undated: dict[str, list[int]] = defaultdict(list)
        self._rounded: list[tuple[Location, Award]] = []  # whose identifier is no longer one

    def read(self, rows: Iterable[AwardRow], field: str) -> Iterator[tuple[AwardRow, dict[str, str], Decimal | None]]:
        """Yield rows with their texts and a field's money, which is None where it is empty.

        A row whose amount can't be read is a problem, or left out if the author has agreed to that; a sum is no award.
        """
        for row in rows:
            texts = row.texts()
            try:
                amount = self._amount(row, field, texts.get("currency", self._layout.currency))
            except CurrencyError as error:
                self.refuse(row, str(error), error.hint, "amounts")
            except CellError as error:
                if self.agreed("amounts"):
                    self.drop(row, "no amount that can be read", "amounts")
                else:
                    ways = (error.hint, "go on without such rows: leave_out: [amounts]")
                    self.refuse(row, str(error), "; or ".join(filter(None, ways)), "amounts")
            else:
                if not self._is_sum(row, texts, amount):
                    yield row, texts, amount

    def _amount(self, row: AwardRow, field: str, currency: str | None) -> Decimal | None:
        """Return a field's money, of which nothing may say another currency; raises a CellError."""
        cell = row.cell(field)
        if isinstance(cell, Signed) and field == "amount":
            if cell.sign == "%":
                raise CellError(f"the amount {text_of(cell)} has the number format of a percentage, which is no money")
            agree(cell.sign, currency, f"{text_of(cell)} has a number format that says it")
        return amount_of(cell, currency, self._forms[0])

    def date(self, row: AwardRow, *fields: str) -> tuple[When, str | None] | None:
        """Return the first of some dates that is stated, with its financial year; what can't be is a problem."""
        for field in fields:
            try:
                read = date_of(row.cell(field), self._forms[1].get(field, DateForm()))
                if read is None:
                    continue
                if reason := implausible(read[0], self._latest):
                    raise CellError(f"the date {quote(text_of(row.cell(field)), 30)} {reason}")
            except CellError as error:
                if self.agreed("dates"):
                    self._undated[str(error)].append(row.number)
                else:
                    hint = "correct it or empty the cell, or go on without such dates: leave_out: [dates]"
                    self._problems["dates"].append(Problem(row.at(field), str(error), hint))
            else:
                return read
        return None

    def keep(self, row: AwardRow, texts: Mapping[str, str], amount: Decimal, currency: str, **more: object) -> None:
        """Take an award in, unless another row has given it; that has to say the same in all that it states.

        `more` are the fields of an Award that no text of the row gives as it stands.
        """
        texts_of_award = {field: texts.get(field) for field in _TEXTS}
        award = Award(row.at("amount"), amount, intern(currency.upper()), self._layout.kind, **texts_of_award, **more)  # type: ignore[arg-type]
        if len(longest := max(texts.values(), key=len, default="")) > _LONGEST:
            field = next(field for field, text in texts.items() if text is longest)
            message = f"this {field} has {len(longest):,} letters: no page has room for it"
            self._problems["long"].append(Problem(row.at(field), message, "shorten it"))
        if award.id is None:
            self.kept.append(award)
            return
        cell = row.cell("id")
        if _ROUNDED.fullmatch(award.id) or (isinstance(cell, int | float) and abs(cell) >= _MOST_EXACT):
            self._rounded.append((row.at("id"), award))
        known, whole = self._by_id.setdefault(award.id, (award, row.whole))
        problem = None if known is award else self._contradiction(award, known, row, whole)
        if problem:
            self._problems["ids"].append(problem)
        if known is award or problem:
            self.kept.append(award)
        else:
            self._merged.append(award.where.line)

    def _contradiction(self, award: Award, known: Award, row: AwardRow, whole: int) -> Problem | None:
        """Return what speaks against two rows of one identifier being one award."""
        name, first = quote(award.id), f"in row {known.where.line}"
        if (known.amount, known.currency) != (award.amount, award.currency):
            here, there = in_digits(award.amount), in_digits(known.amount)
            return Problem(award.where, f"{name} has an amount of {here} here, but of {there} {first}", _HINT_OF_IDS)
        for field in _COMPARED:
            stated = getattr(award, field), getattr(known, field)
            if None not in stated and stated[0] != stated[1] and field not in self._layout.repeats_over:
                here, there = (quote(each.first if field == "date" else each, 40) for each in stated)
                message = f"{name} has the {field.replace('_', ' ')} {here} here, but {there} {first}"
                return Problem(row.at("year" if field == "fiscal_year" else field), message, _HINT_OF_IDS)
        if whole != row.whole:
            message = f"{name} stands {first} as well, and the rows differ in another column"
            return Problem(row.at("id"), message, _HINT_OF_IDS)
        return None

    def drop(self, row: AwardRow, reason: str, gap: Gap | None = None) -> None:
        """Leave a row out that has no money to count; or, for a gap that the author has agreed to, one that has."""
        self._dropped.append(Drop(row.number, reason))
        if gap:
            self._left_out[gap] += 1

    def agreed(self, gap: Gap) -> bool:
        """Return whether the author goes on without something."""
        return gap in self._wanted.leave_out

    def drop_unstated(self, row: AwardRow, reason: str, identifier: str | None) -> None:
        """Leave an award out that states no amount, which is told in the work."""
        self.drop(row, reason)
        self._unstated.append((identifier, row.at("amount")))

    def refuse(self, row: AwardRow, reason: str, hint: str | None = None, sort: str = "rows") -> None:
        """Note a row whose money can neither be counted nor left out: a problem that keeps the table from use."""
        self._problems[sort].append(Problem(row.at("amount"), reason, hint))

    def _is_sum(self, row: AwardRow, texts: Mapping[str, str], amount: Decimal | None) -> bool:
        """Return whether a row says that it adds up others: dropped without an amount, else the author has to agree.

        "North Total" is a sum if there is North. A funder or a recipient may be called Total; its row has a date.
        """
        number, settled = row.number, self._wanted.rows.get(str(row.number))
        said = sum_among((*row.sums, *texts.values()), self._names)
        if said and text_of(row.cell("date")) and said in (texts.get("funder"), texts.get("recipient")):
            said = None
        if settled == "total":
            self.drop(row, "a sum, as the data file says")
        elif said is None or settled == "award":
            return False
        elif amount is None:
            self.drop(row, "a sum without an amount")
        elif self.agreed("totals"):
            self.drop(row, "a sum of others", "totals")
        else:
            message = f"this row says {quote(said, 30)} and has an amount of {in_digits(amount)}: a sum is no award"
            ways = f"rows: {{{number}: total}} or {{{number}: award}}"
            self.refuse(row, message, f"take it out, or say in awards what it is: {ways}")
        return True

    def awards(self, found: Iterable[Problem]) -> Awards:
        """Return what was gathered, with what was `found` of the table before; raises a DataError."""
        sorts = (*self._problems.values(), self._names.spellings)
        problems = [*found, *(each for sort in sorts for each in _some(sort)), *self._about_ids()]
        if not self.kept and not any(problem.fatal for problem in problems):
            problems.append(self._without_awards())
        if any(problem.fatal for problem in problems):
            raise DataError(problems)
        undated, left = sum(map(len, self._undated.values())), self._left_out
        # Awards, not rows: one that repeats an award with an amount, or without, is none more.
        unstated = {identifier or str(where) for identifier, where in self._unstated} - self._by_id.keys()
        gaps = Gaps(len(unstated), left["amounts"], undated, left["totals"], left["subprojects"])
        merged, dropped = tuple(self._merged), tuple(sorted(self._dropped, key=lambda drop: drop.row))
        notes = (*self.notes, *self._about_dates())
        tally = Tally(self._file, self._layout.name, len(self.kept), merged, dropped, notes, gaps)
        return Awards(tuple(self.kept), tally, tuple(problems))

    def _without_awards(self) -> Problem:
        number, unread = len(self._unstated) + self._left_out["amounts"], self._left_out["amounts"]
        if not number:
            return Problem(Location(self._file), "the table has no awards", "rows may follow its header")
        where = self._unstated[0][1] if self._unstated else Location(self._file, self._dropped[0].row)
        who = f"none of the {number:,} awards states an" if number > 1 else "the only award states no"
        message = f"{who} amount{' that can be read' if unread else ''}"
        return Problem(where, message, "look for the column with the money, or take the table out of the data file")

    def _about_dates(self) -> Iterator[str]:
        for reason, rows in list(self._undated.items())[:_MOST_TOLD]:
            yield f"{reason} ({rows_told(rows)}), and counts as not stated"
        if len(self._undated) > _MOST_TOLD:
            rows = [row for numbers in self._undated.values() for row in numbers]
            yield f"and more dates count as not stated ({rows_told(rows)})"

    def _about_ids(self) -> Iterator[Problem]:
        if self._rounded:
            (where, first), awards = self._rounded[0], [award for _, award in self._rounded]
            message = f"identifiers such as {quote(first.id)} have lost their digits in a spreadsheet"
            hint = "make the column one of text, and put the identifiers in again"
            yield Problem(where, f"{message} ({rows_with_money(awards)})", hint)


def _some(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the first of very many problems, and say that there are more."""
    yield from problems[:_MOST_TOLD]
    if len(problems) > _MOST_TOLD:
        message = f"and {len(problems) - _MOST_TOLD:,} more rows like that follow"
        yield Problem(problems[_MOST_TOLD].where, message, fatal=problems[_MOST_TOLD].fatal)
