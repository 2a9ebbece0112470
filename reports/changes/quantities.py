"""Numbers held against each other: subtracted where they are of one sort, and what else is not alike.

Awards of two tables likewise, by their identifiers or, where these lack, by their sums alone.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from decimal import Decimal

from reports.awards import Award, Awards
from reports.awards.award import in_digits
from reports.changes.differences import Difference, Side, joined
from reports.datafile.model import Change, Programme, Sourced, Stated
from reports.datafile.scalars import TODO, Hole
from reports.story import numbers
from reports.story.moments import date_text

_FIELDS = ("currency", "kind", "title", "area", "funder", "recipient", "country", "type", "project")
_LIMITS = ("more than", "at least", "up to")
_SORT = {"currency", "kind", "unit", "percent", "bound"}  # what numbers have in common of which one can be subtracted


def pairs(old: Programme, new: Programme) -> dict[str, str]:
    """Return which number of the old file is which of the new one: of the same name, or of the name that it `was`.

    Whichever of the two files says what a quantity was.
    """
    mine, theirs = old.quantities, new.quantities
    said = {(each.was, name) for name, each in theirs.items() if each.was in mine and name not in mine}
    said |= {(name, each.was) for name, each in mine.items() if each.was in theirs and name not in theirs}
    often = Counter((side, pair[side]) for pair in said for side in (0, 1))
    renamed = {str(was): str(now) for was, now in said if often[0, was] == often[1, now] == 1}
    same = renamed | {name: name for name in mine if name in theirs and name not in {*renamed, *renamed.values()}}
    same |= {f"{was}:before": f"{now}:before" for was, now in same.items()}
    return {was: now for was, now in same.items() if was in old.numbers and now in new.numbers}


def unknown(old: Programme, new: Programme) -> dict[str, str]:
    """Return what quantities `was` that have no namesake in the old file, where it has none of that name either."""
    news = {name: each.was for name, each in new.quantities.items() if each.was and name not in old.quantities}
    return {name: was for name, was in news.items() if was not in old.quantities}


def of_quantities(old: Programme, new: Programme, same: Mapping[str, str]) -> list[Difference]:
    """Return what differs in the numbers, by the `pairs` of both; what follows from others stands behind these."""
    was, found = {now: before for before, now in same.items()}, list[Difference]()
    told = [[name for name, each in of.numbers.items() if not isinstance(each, Change)] for of in (old, new)]
    names = [*((was.get(now), now) for now in told[1]), *((name, None) for name in told[0] if name not in same)]
    sides = [(before and _side(before, old), now and _side(now, new)) for before, now in names]
    for mine, theirs in sorted(sides, key=lambda pair: any(side and side.rests_on for side in pair)):
        different = Difference("quantity", mine or None, theirs or None)
        if mine and theirs:
            also, measure, about = _also(mine.key, theirs.key, old, new, same)
            if not also and (mine.value or mine.text) == (theirs.value or theirs.text):
                continue
            different = Difference("quantity", mine, theirs, measure, about, also)
        parts = [side.rests_on if side else () for side in (mine or None, theirs or None)]
        keys = ((each.old.key if each.old else "", each.new.key if each.new else "") for each in found)
        behind = (place for place, (before, now) in enumerate(keys, 1) if before in parts[0] or now in parts[1])
        found.insert(max(behind, default=len(found)), different)
    return found


def _side(name: str, programme: Programme) -> Side:
    quantity, value = programme.numbers[name], None
    written = numbers.format_quantity(name, programme).short
    if isinstance(quantity, Sourced):
        value = quantity.value if isinstance(quantity, Stated) and not isinstance(quantity.value, Hole) else None
        return Side(name, written, numbers.resolve(quantity.unit, programme).text, value)
    value = numbers.value_of(quantity, programme) if written != TODO else None
    return Side(name, written, numbers.resolve(quantity.label, programme).text, value, quantity.ratio)


def _also(
    before: str, now: str, old: Programme, new: Programme, same: Mapping[str, str]
) -> tuple[tuple[tuple[str, str, str], ...], str | None, bool]:
    """Return what else is not alike, in what both can be subtracted, and whether they are no exact numbers."""
    other, quantity = old.numbers[before], new.numbers[now]
    mine, theirs = _facts(before, old, same, new.numbers), _facts(now, new, {}, ())
    if getattr(other, "source", "") == getattr(quantity, "source", ""):
        mine["source"] = theirs["source"] = ""  # what it says otherwise of itself is said once, as a text
    keys = [key for key in {**mine, **theirs} if mine.get(key, "") != theirs.get(key, "")]
    also = tuple((key, mine.get(key, ""), theirs.get(key, "")) for key in keys)
    if not (isinstance(quantity, Stated) and isinstance(other, Stated)):
        return also, None, False
    can_be = quantity.bound not in _LIMITS and not any(key in _SORT for key, *_ in also)
    measure = "points" if quantity.percent else quantity.currency or ""
    return also, measure if can_be else None, bool(quantity.bound)


def _facts(name: str, programme: Programme, same: Mapping[str, str], taken: Container[str]) -> dict[str, str]:
    """Return all that a file says of a number but the number, as texts; its parts by the names of the new file.

    A part that is gone, and whose name is `taken` there by another number, is marked.
    """
    facts, quantity = dict[str, str](), programme.numbers[name]
    for key, value in quantity:
        if key == "ratio":
            facts[key] = " ÷ ".join(same.get(part, f"{part} (before)" if part in taken else part) for part in value)
        elif key == "source":
            facts[key] = f"{programme.sources[value].publisher.text}, {programme.sources[value].title.text}"
        elif key not in ("value", "was", "before") and value:
            facts[key] = str(getattr(value, "text", value))
    return facts


def of_awards(old: Awards | None, new: Awards | None) -> tuple[tuple[Difference, ...], tuple[str, ...]]:
    """Return what differs in awards and in what they come to, each currency and kind for itself; and notes on it."""
    found, notes = [*_sums(old, new)], list[str]()
    if old and new:
        without = [table.tally.file for table in (old, new) if not all(award.id for award in table.awards)]
        lacking = "not every award has an identifier, so counts and sums alone are compared"
        notes = [f"{file}: {lacking}" for file in without]
        if not without:
            pairs = joined(old.awards, new.awards, lambda award, _: award.id)
            found += (each for pair in pairs if (each := _of_pair(*pair)))
    return tuple(found), tuple(notes)


def _of_pair(old: Award | None, new: Award | None) -> Difference | None:
    before, now = (_of_award(each) if each else None for each in (old, new))
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


def _of_award(award: Award) -> Side:
    called = award.title or award.project or award.recipient or ""
    return Side(award.id or "", f"{award.currency} {in_digits(award.amount)}", called, award.amount)


def _sums(old: Awards | None, new: Awards | None) -> Iterator[Difference]:
    """Yield number and sum of awards, by currency and kind."""
    totals = [{(each.currency, each.kind): each for each in table.totals} if table else {} for table in (old, new)]
    for currency, kind in {**totals[1], **totals[0]}:
        name, both = f"{kind} in {currency}", [each.get((currency, kind)) for each in totals]
        counts = [Decimal(each.count) if each else None for each in both]
        sums = [each.amount if each else None for each in both]
        for key, measure, values in ((f"number {name}", "", counts), (f"sum {name}", currency, sums)):
            texts = [None if each is None else f"{measure} {in_digits(each)}".strip() for each in values]
            if texts[0] != texts[1]:
                sides = zip(texts, values, strict=True)
                before, now = (Side(key, text, key, each) if text else None for text, each in sides)
                yield Difference("awards", before, now, measure)
