"""What a table of awards gives: the awards, and an account of every row that was read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from reports.datafile.scalars import When
from reports.errors import Location, Problem
from reports.frozen import frozen
from reports.story.phrases import Phrases, phrases_in
from reports.story.phrases.grammar import counted


@frozen
class Award:
    """Money for one purpose, as one row of a table has it (or several that are merged). What is None is not stated."""

    where: Location
    amount: Decimal
    currency: str
    kind: str
    id: str | None = None
    title: str | None = None
    date: When | None = None
    area: str | None = None
    funder: str | None = None
    recipient: str | None = None
    country: str | None = None
    type: str | None = None
    project: str | None = None  # what several awards may belong to
    fiscal_year: str | None = None  # as the table names it: "2012-13", "FY2014", "2019"


@frozen
class Drop:
    """A row that gave no award, and why."""

    row: int
    reason: str


@frozen
class Total:
    """What the awards of one currency and one kind of money come to; no total ever spans two of either."""

    currency: str
    kind: str
    amount: Decimal
    count: int


@frozen
class Gaps:
    """How many awards or rows do not count, or do without their date; all but the first have the author's agreement."""

    unstated: int = 0  # awards whose amount is empty
    unread: int = 0  # rows whose amount can't be read
    undated: int = 0  # awards whose date can't be read
    totals: int = 0  # rows that add up others
    subprojects: int = 0  # rows of sub-projects with a cost whose project is in no row


@frozen
class Tally:
    """An account of a table's rows: each that is not blank was kept, merged or dropped."""

    file: str
    format: str
    kept: int
    merged: tuple[int, ...]  # rows that repeat an award that another row has given
    dropped: tuple[Drop, ...]
    notes: tuple[str, ...]  # what a reader of the account should know of the table
    gaps: Gaps = Gaps()

    @property
    def rows(self) -> int:
        """How many rows were read, below the header."""
        return self.kept + len(self.merged) + len(self.dropped)


@dataclass(frozen=True)
class Awards:
    """The awards of a table in its order, their account, and `warnings` that do not keep it from being used."""

    awards: tuple[Award, ...]
    tally: Tally
    warnings: tuple[Problem, ...] = ()

    @cached_property
    def totals(self) -> tuple[Total, ...]:
        """The sum of each currency and kind of money, the largest number of awards first."""
        return totals_of(self.awards)

    @cached_property
    def projects(self) -> int | None:
        """How many projects the awards belong to; None where the table does not say of each."""
        projects = {award.project for award in self.awards}
        return None if None in projects or not projects else len(projects)

    @property
    def is_partial(self) -> bool:
        """Whether money is missing of which nobody knows how much it is: then nothing is the largest, or all."""
        gaps = self.tally.gaps
        return bool(gaps.unstated or gaps.unread or gaps.subprojects)

    def gaps(self, phrases: Phrases) -> tuple[str, ...]:
        """Say what does not count, or has no date, each in a sentence."""
        gaps, rows = self.tally.gaps, phrases.counted(phrases.row, self.tally.rows)
        told = (
            (phrases.rows_unread, gaps.unread and gaps.unread + gaps.unstated),
            (phrases.unstated, 0 if gaps.unread else gaps.unstated),
            (phrases.rows_undated, gaps.undated),
            (phrases.rows_of_subprojects, gaps.subprojects),
            (phrases.rows_of_totals, gaps.totals),
        )
        return tuple(phrases.counted(phrase, number, rows=rows) for phrase, number in told if number)

    @property
    def losses(self) -> tuple[str, ...]:
        """Say of the rows that are no awards of their own which they are, and why."""
        reasons: dict[str, list[int]] = {}
        if self.tally.merged:
            reasons["merged: they repeat an award of another row"] = [*self.tally.merged]
        for drop in self.tally.dropped:
            reasons.setdefault(f"dropped: {drop.reason}", []).append(drop.row)
        return tuple(f"{reason} ({rows_told(rows)})" for reason, rows in reasons.items())

    def told(self) -> str:
        """Give the account in lines."""
        tally = self.tally
        gone = f"{tally.kept:,} kept, {len(tally.merged):,} merged, {len(tally.dropped):,} dropped"
        read = f"{tally.file} ({tally.format}): {counted(tally.rows, 'row')} read, {gone}"
        lines = [read, *map(self._sum, self.totals)]
        if self.projects is not None and self.projects != len(self.awards):
            lines.append(f"the {counted(len(self.awards), 'award')} belong to {counted(self.projects, 'project')}")
        gaps = (f"{gap.removesuffix('.')}, as page and slide say" for gap in self.gaps(phrases_in("en-US")))
        return "\n  ".join((*lines, *self.losses, *gaps, *tally.notes))

    def _sum(self, total: Total) -> str:
        dates = [award.date for award in self.awards if award.date and award.currency == total.currency]
        text = f"{total.currency} {in_digits(total.amount)} {total.kind} in {counted(total.count, 'award')}"
        if not dates:
            return text
        first, last = min(date.first for date in dates), max(date.last for date in dates)
        return f"{text}, {first}" + (f" to {last}" if first != last else "")


def totals_of(awards: Iterable[Award]) -> tuple[Total, ...]:
    """Return the sum of each currency and kind of money, the largest number of awards first."""
    sums: dict[tuple[str, str], list[Decimal]] = {}
    for award in awards:
        sums.setdefault((award.currency, award.kind), []).append(award.amount)
    found = (Total(*key, sum(amounts, Decimal(0)), len(amounts)) for key, amounts in sums.items())
    return tuple(sorted(found, key=lambda total: (-total.count, total.currency, total.kind)))


_MOST_ROWS_TOLD = 20


def in_digits(amount: Decimal) -> str:
    """Write an amount with all its digits, as money has them: no decimals, or two at least."""
    decimals = max(-int(amount.normalize().as_tuple().exponent), 0)
    return f"{amount:,.{max(decimals, 2) if decimals else 0}f}"


def money_told(awards: Iterable[Award]) -> str:
    """Write what awards come to, each currency for itself: "GBP 1,200 and EUR 5"."""
    return " and ".join(f"{total.currency} {in_digits(total.amount)}" for total in totals_of(awards)) or "no money"


def rows_with_money(awards: Sequence[Award]) -> str:
    """Name the rows of awards, and what they come to: "rows 2-4: GBP 1,200"."""
    return f"{rows_told(award.where.line for award in awards)}: {money_told(awards)}"


def rows_told(rows: Iterable[int]) -> str:
    """Name rows, those in a row as a range: "rows 4, 7-9"; of very many only the first."""
    numbers = sorted(set(rows))
    runs = [[row for _, row in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    told = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs[:_MOST_ROWS_TOLD]]
    count = len(numbers)
    more = f" and more, {count:,} in all" if len(runs) > _MOST_ROWS_TOLD else ""
    return f"{'row' if count == 1 else 'rows'} {', '.join(told)}{more}"
