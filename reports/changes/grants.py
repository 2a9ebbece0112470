"""Awards of two tables held against each other by their identifiers, or, where these lack, by their sums alone."""

from collections.abc import Iterator
from decimal import Decimal

from reports.awards import Award, Awards
from reports.awards.award import in_digits
from reports.changes.differences import Difference, Side, joined
from reports.story.moments import date_text

_FIELDS = ("currency", "kind", "title", "area", "funder", "recipient", "country", "type", "project")


def of_awards(old: Awards | None, new: Awards | None) -> tuple[tuple[Difference, ...], tuple[str, ...]]:
    """Return what differs in awards and in what they come to, each currency and kind for itself; and notes on it."""
    found, notes = [*_sums(old, new)], list[str]()
    if old and new:
        without = [table.tally.file for table in (old, new) if not all(award.id for award in table.awards)]
        lacking = "not every award has an identifier, so counts and sums alone are compared"
        notes = [f"{file}: {lacking}" for file in without]
        if not without:
            pairs = joined(old.awards, new.awards, lambda award, _: award.id)
            found += (each for pair in pairs if (each := _of_one(*pair)))
    return tuple(found), tuple(notes)


def _of_one(old: Award | None, new: Award | None) -> Difference | None:
    before, now = (_side(each) if each else None for each in (old, new))
    if not (old and new):
        return Difference("award", before, now)
    facts = [
        {"date": each.date and date_text(each.date, "en-US")} | {key: getattr(each, key) for key in _FIELDS}
        for each in (old, new)
    ]
    also = tuple((key, was or "", facts[1][key] or "") for key, was in facts[0].items() if was != facts[1][key])
    in_one = (old.currency, old.kind) == (new.currency, new.kind)
    is_alike = old.amount == new.amount and not also
    return None if is_alike else Difference("award", before, now, new.currency if in_one else None, also=also)


def _side(award: Award) -> Side:
    called = award.title or award.project or award.recipient or ""
    return Side(award.id or "", f"{award.currency} {in_digits(award.amount)}", called, award.amount)


def _sums(old: Awards | None, new: Awards | None) -> Iterator[Difference]:
    """Yield number and sum of awards, by currency and kind."""
    totals = [{(each.currency, each.kind): each for each in table.totals} if table else {} for table in (old, new)]
    for currency, kind in {**totals[1], **totals[0]}:
        name, both = f"{kind} in {currency}", [each.get((currency, kind)) for each in totals]
        counts = (Decimal(each.count) if each else None for each in both)
        sums = (each.amount if each else None for each in both)
        for what, measure, (old_value, new_value) in (("number", "", counts), ("sum", currency, sums)):
            if old_value != new_value:
                before, now = (
                    None
                    if value is None
                    else Side(f"{what} {name}", f"{measure} {in_digits(value)}".strip(), f"{what} {name}", value)
                    for value in (old_value, new_value)
                )
                yield Difference("awards", before, now, measure)
