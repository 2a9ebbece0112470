"""What the author states of the portfolio against what its table comes to: shown where they differ, never put right."""

from collections.abc import Iterator
from decimal import Decimal

from reports.awards.award import Awards, in_digits
from reports.datafile.model import Stated
from reports.errors import Location, Problem
from reports.story.numbers import bounds
from reports.story.phrases.grammar import counted


def differences(
    awards: Awards, total: Stated | None, count: Stated | None, places: tuple[Location, Location]
) -> Iterator[Problem]:
    """Yield warnings where the stated total or count (None: not known) are not the table's; `places` are theirs."""
    hint = "say in the file why they differ, or which of them is right; both are kept as they are"
    number = counted(len(awards.awards), "award")
    if total is not None:
        same = [each for each in awards.totals if (each.currency, each.kind) == (total.currency, total.kind)]
        if not same:
            others = " and ".join(f"{each.kind} in {each.currency}" for each in awards.totals)
            message = f"the total is {total.kind} in {total.currency}, but the table's money is {others}"
            kinds = "they are not compared: kinds and currencies are never added up"
            yield Problem(places[0], message, kinds, fatal=False)
        elif not agrees(same[0].amount, total):
            stated = f"{total.bound or ''} {total.currency} {in_digits(total.value)}".strip()
            comes_to = f"{same[0].currency} {in_digits(same[0].amount)} in {counted(same[0].count, 'award')}"
            message = f"the total is {stated}, but the table comes to {comes_to}"
            yield Problem(places[0], message, hint, fatal=False)
    if count is not None and not agrees_in_count(awards, count):
        has = number + " with an amount" * awards.is_partial
        has += f" ({counted(awards.projects, 'project')})" if awards.projects else ""
        stated = f"{count.bound or ''} {count.value:,f}".strip()
        message = f"the count is {stated}, but the table has {has}"
        yield Problem(places[1], message, hint, fatal=False)


def agrees(number: Decimal, stated: Stated) -> bool:
    """Whether a number is what is stated, as far as its bound goes."""
    least, most = bounds(stated)
    return least <= number <= most


def agrees_in_count(awards: Awards, stated: Stated) -> bool:
    """Whether the awards, with those of no amount or without, or their projects are as many as is stated."""
    number, gaps = len(awards.awards), awards.tally.gaps
    numbers = (number, awards.projects or number, number + gaps.unstated + gaps.unread)
    return any(agrees(Decimal(each), stated) for each in numbers)
