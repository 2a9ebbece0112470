"""What the author states of the portfolio against what its table comes to: shown where they differ, never put right."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reports.awards.award import Awards, Total
from reports.datafile.model import Stated
from reports.errors import Location, Problem
from reports.story.numbers import bounds
from reports.story.phrases.en import counted


def differences(
    awards: Awards, total: Stated | None, count: Stated | None, places: tuple[Location, Location]
) -> Iterator[Problem]:
    """Give warnings where the stated total or count (None: not known) are not the table's; `places` are theirs."""
    if total is not None:
        yield from _total(awards, total, places[0])
    if count is not None:
        yield from _count(awards, count, places[1])


def _total(awards: Awards, stated: Stated, where: Location) -> Iterator[Problem]:
    same = [each for each in awards.totals if (each.currency, each.kind) == (stated.currency, stated.kind)]
    if not same:
        others = " and ".join(f"{each.kind} in {each.currency}" for each in awards.totals)
        message = f"the total is {stated.kind} in {stated.currency}, but the table's money is {others}"
        yield Problem(where, message, "they are not compared: kinds and currencies are never added up", fatal=False)
    elif not agrees(same[0].amount, stated):
        yield _differs("total", _money(stated), _sum(same[0]), where)


def _count(awards: Awards, stated: Stated, where: Location) -> Iterator[Problem]:
    if not agrees_in_count(awards, stated):
        told = awards.counted + "".join(f" ({counted(n, 'project')})" for n in awards.counts[1:])
        yield _differs("count", _bound(stated, f"{stated.value:,f}"), f"has {told}", where)


def _differs(what: str, stated: str, told: str, where: Location) -> Problem:
    hint = "say in the file why they differ, or which of them is right; both are kept as they are"
    return Problem(where, f"the {what} is {stated}, but the table {told}", hint, fatal=False)


def _money(stated: Stated) -> str:
    return _bound(stated, f"{stated.currency} {stated.value:,f}")


def _bound(stated: Stated, number: str) -> str:
    return f"{stated.bound} {number}" if stated.bound else number


def _sum(total: Total) -> str:
    return f"comes to {total.currency} {total.amount:,f} in {counted(total.count, 'award')}"


def agrees(number: Decimal, stated: Stated) -> bool:
    """Whether a number is what is stated, as far as its bound goes."""
    least, most = bounds(stated)
    return least <= number <= most


def agrees_in_count(awards: Awards, stated: Stated) -> bool:
    """Whether the awards, or their projects, are as many as is stated."""
    numbers = (*awards.counts, awards.counts[0] + awards.tally.gaps.unstated + awards.tally.gaps.unread)
    return any(agrees(Decimal(number), stated) for number in numbers)
