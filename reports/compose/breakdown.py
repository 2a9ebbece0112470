"""Awards divided by area, funder, recipient, country, type or year: charts of bars, but no look.

Nothing is left out: what is small goes into "Other", what the table does not say into "Not stated", and the parts add
up to the total of the table exactly. `refusals` says which tables can't be drawn so; ask it first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from reports.awards import Award
from reports.compose import amounts
from reports.datafile.model import PortfolioArea, Programme, Stated
from reports.errors import Problem
from reports.frozen import frozen
from reports.story import Bar, BarsChart
from reports.story.money import unit_of
from reports.story.numbers import resolve
from reports.story.phrases import Phrases, Plural, phrases_of
from reports.story.text import capital, collated
from reports.theme.typeface import runs_left

By = Literal["area", "funder", "recipient", "country", "type", "year"]
Kind = Literal["area", "other", "not stated"]
Claim = Literal["most", "even", "largest"]

_NEAR = Decimal("0.1")  # of the largest: what is as close to it is nearly equal
MOST = 8  # bars with a name, where nobody asks for another number
_LONGEST_TITLE = 90  # characters: what a slide's title has room for
_EXACT = "{number}"
_NOT_WHERE_TO = ("funder", "year", "fiscal year")  # money goes to all others
_OFF_ANOTHER = "leave it out of the table, or take it off the award that it reduces"


def refusals(awards: Iterable[Award]) -> tuple[Problem, ...]:
    """Return what keeps awards from being drawn as parts of one total: two currencies, two kinds, amounts below 0."""
    awards = tuple(awards)
    below = ((award.where, award.amount) for award in awards if award.amount < 0)
    return (
        *_mixed(awards, [award.currency for award in awards], "currencies", "name the awards of one currency only"),
        *_mixed(awards, [award.kind for award in awards], "kinds of money", "name the awards of one kind only"),
        *(Problem(where, f"the amount {each:,f} is below 0 and has no bar", _OFF_ANOTHER) for where, each in below),
    )


def _mixed(awards: Sequence[Award], values: Sequence[str], what: str, hint: str) -> Iterable[Problem]:
    """Name each further value where it first stands."""
    for value in list(dict.fromkeys(values))[1:]:
        message = f"two {what} can't be added up: {values[0]} before, {value} here"
        yield Problem(awards[values.index(value)].where, message, hint)


def default_by(awards: Sequence[Award], phrases: Phrases) -> By:
    """Choose what divides best: the first that half of the awards state at least, and not all the same."""
    orders: tuple[By, ...] = ("area", "type", "funder", "country", "recipient", "year")
    for by in orders:
        stated = [name for name in (group_of(award, by, phrases) for award in awards) if name]
        if len(set(stated)) > 1 and 2 * len(stated) >= len(awards):
            return by
    return "year"


def bars_chart(
    awards: Sequence[Award], by: By, phrases: Phrases, *, most: int = MOST, partial: bool = False
) -> BarsChart | None:
    """Divide awards that nothing speaks against (`refusals`); None if there are none.

    Bars are sorted by amount, and the first `most` have a name; years stand in order of time, all of them. Where money
    is missing of which nobody knows how much it is (`partial`), nothing is called the largest.
    """
    if not awards:
        return None
    money = Money(awards[0].currency, awards[0].kind, phrases)
    group = "fiscal year" if by == "year" and all(award.fiscal_year for award in awards) else by
    extent = phrases.counted(phrases.award_with_amount if partial else phrases.award, len(awards))
    return _drawn(_parts(awards, by, most, phrases), group, money, extent, phrases.award_item, is_sure=not partial)


def areas_chart(programme: Programme, *, most: int = MOST) -> BarsChart | None:
    """Divide the portfolio's total by the areas that the data file names; None if it names none.

    Sorted and put together as awards are. Amounts keep their bounds; a count that is not stated is a dash.
    """
    facts, known = programme.portfolio, programme.quantities
    total = known[facts.total]
    if not facts.areas or not isinstance(total, Stated) or not total.currency:
        return None
    areas = [_area_part(area, programme) for area in facts.areas]
    money = Money(total.currency, total.kind or "", phrases := phrases_of(programme))
    extent = phrases.counted(phrases.area, sum(part.kind == "area" for part in areas))
    is_sure = all(part.bound == _EXACT for part in areas)
    return _drawn(_sorted(areas, most, "area", phrases), "area", money, extent, phrases.item, is_sure=is_sure)


@frozen
class Money:
    """What all amounts of a chart have in common, and how they are written."""

    currency: str
    kind: str
    phrases: Phrases


def _drawn(parts: Sequence[Share], group: str, money: Money, extent: str, thing: Plural, *, is_sure: bool) -> BarsChart:
    """Make a chart of parts; `extent` says of how many things, `thing` what is counted in each.

    `is_sure`: the amounts are exact, and all of them are there.
    """
    scale, longest = amounts.scale_of([part.amount for part in parts]), _longest(parts)
    phrases, total = money.phrases, total_of(part.amount for part in parts)
    shares = [_share(part.amount, total, phrases) if is_sure and len(parts) > 1 else "" for part in parts]
    drawn = zip(parts, shares, strict=True)
    made = tuple(part.bar(scale, share, phrases, highlighted=part is longest) for part, share in drawn)
    unit = unit_of(money.currency, scale, phrases)
    things = capital(thing.other) if any(part.count is not None for part in parts) else None
    kind, divided = phrases.kinds[money.kind], phrases.by[group].one
    claim = claim_of(parts) if is_sure else None
    alts = {"most": phrases.bars_alt_most, "even": phrases.bars_alt_nearly_equal, "largest": phrases.bars_alt_largest}
    alt = alts[claim] if claim else phrases.bars_alt
    listed = "; ".join(_in_words(bar, thing, phrases) for bar in sorted(made, key=lambda bar: not bar.highlighted))
    largest = [bar.label for bar in sorted(made, key=lambda bar: -bar.value) if bar.kind == "area"]
    two = dict(zip(("first", "second"), largest, strict=False))
    return BarsChart(
        bars=made,
        group=capital(divided),
        unit=phrases.money_head.format(kind=phrases.kind_heads[money.kind], unit=unit),
        things=things,
        alt=alt.format(kind=kind, by=divided, unit=unit, extent=extent, bars=listed, **two),
        phrases=phrases,
        note=_note(parts, scale, things, phrases, shared=any(shares)),
        has_largest=claim in ("most", "largest"),
        finding=finding_of(claim, parts, group, money, scale) if claim else "",
        by=divided,
        counted_in=unit,
    )


def _share(amount: Decimal, total: Decimal, phrases: Phrases) -> str:
    """Write a share in whole per cent; what rounds to none is under one."""
    share = 100 * amount / total if total else Decimal(0)
    written = phrases.share.format(number=phrases.number(round(share)))
    return phrases.share_under_one if 0 < share < Decimal("0.5") else written


def _note(parts: Sequence[Share], scale: int, things: str | None, phrases: Phrases, *, shared: bool) -> str | None:
    """Write what keeps the amounts shown from adding up, where shares come from, and what a dash is."""
    bound = any(part.bound != _EXACT for part in parts)
    all_amounts = [part.amount for part in parts]
    added = phrases.bound_note if bound else amounts.rounding_note(all_amounts, scale, phrases)
    dash = phrases.dash_note if things and any(part.count is None for part in parts) else None
    return " ".join(filter(None, (added, phrases.shares if shared else None, dash))) or None


@frozen
class Share:
    """One part of a whole before it is drawn: its amount, and of how many awards."""

    label: str
    amount: Decimal
    count: int | None
    kind: Kind = "area"
    bound: str = _EXACT  # the phrase for a bound, where the amount is not exact
    awards: tuple[Decimal, ...] = ()

    def bar(self, scale: int, share: str, phrases: Phrases, *, highlighted: bool) -> Bar:
        """Return the part as it is drawn; `scale` is what its amount is counted in."""
        shown = self.bound.format(number=amounts.format_amount(self.amount, scale, phrases))
        single = tuple(sorted(self.awards, reverse=True))
        counted = phrases.number(self.count) if self.count is not None else "–"
        return Bar(self.label, self.amount, shown, self.count, self.kind, highlighted, single, share, counted)


def _parts(awards: Sequence[Award], by: By, most: int, phrases: Phrases) -> list[Share]:
    groups: dict[str | None, list[Decimal]] = {}
    for award in awards:
        groups.setdefault(group_of(award, by, phrases), []).append(award.amount)
    missing = groups.pop(None, [])
    unknown = [Share(phrases.not_stated, total_of(missing), len(missing), "not stated", awards=tuple(missing))]
    named = [Share(name, total_of(group), len(group), awards=tuple(group)) for name, group in groups.items() if name]
    return _sorted([*named, *(unknown if missing else [])], most, by, phrases)


def _area_part(area: PortfolioArea, programme: Programme) -> Share:
    amount, count = programme.quantities[area.amount], programme.quantities.get(area.count or "")
    assert isinstance(amount, Stated)
    label = resolve(area.label, programme).text
    number, phrases = (int(count.value) or None) if isinstance(count, Stated) else None, phrases_of(programme)
    kinds: dict[str, Kind] = {phrases.other.casefold(): "other", phrases.not_stated.casefold(): "not stated"}
    bound = phrases.bounds[amount.bound] if amount.bound else _EXACT
    return Share(label, amount.value, number, kinds.get(label.casefold(), "area"), bound)


def _sorted(parts: Sequence[Share], most: int, by: By, phrases: Phrases) -> list[Share]:
    """Sort parts, put the small ones together, and let others and what is not stated come last."""
    named = [part for part in parts if part.kind == "area"]
    if by == "year":
        named.sort(key=lambda part: first_year(part.label))
    else:
        named.sort(key=lambda part: (-part.amount, collated(part.label), part.label))
    # One alone is not called "Other", it has its name.
    kept, small = (named, []) if by == "year" or len(named) <= most + 1 else (named[:most], named[most:])
    last = sorted((part for part in parts if part.kind != "area"), key=lambda part: part.kind == "not stated")
    return [*kept, *([_together(small, by, phrases)] if small else []), *last]


def _together(small: Sequence[Share], by: By, phrases: Phrases) -> Share:
    counts = [part.count for part in small if part.count is not None]
    count = sum(counts) if len(counts) == len(small) else None
    bound = phrases.bounds["about"] if any(part.bound != _EXACT for part in small) else _EXACT
    label = phrases.counted(phrases.others[by], len(small))
    single = tuple(amount for part in small for amount in part.awards)
    return Share(label, total_of(part.amount for part in small), count, "other", bound, single)


def group_of(award: Award, by: By, phrases: Phrases) -> str | None:
    """Return what an award belongs to; None for what the table leaves open, also for a time over several years."""
    if by == "year":
        if award.fiscal_year:
            return award.fiscal_year
        date = award.date
        return f"{date.first.year:04}" if date and date.first.year == date.last.year else None
    name = (getattr(award, by) or "").strip()
    return name if name and name.casefold() != phrases.not_stated.casefold() else None


def total_of(amounts: Iterable[Decimal]) -> Decimal:
    """Return the sum of amounts, 0 of none."""
    return sum(amounts, Decimal(0))


def _longest(parts: Sequence[Share]) -> Share | None:
    """Return the part that the chart is about: the largest of all that is drawn; None if that has no name of its own.

    Nor is it one where several are as large.
    """
    first, *others = sorted(parts, key=lambda part: -part.amount)
    is_one = first.kind == "area" and all(part.amount < first.amount for part in others)
    return first if is_one else None


def claim_of(parts: Sequence[Share]) -> Claim | None:
    """Choose what is said of the largest part: nothing that the money of no stated part could upset.

    Most is more than half, and nearly equal are two within a tenth.
    """
    named = sorted((part.amount for part in parts if part.kind == "area"), reverse=True)
    unknown = total_of(part.amount for part in parts if part.kind == "not stated")
    if len(parts) < 2 or not named:
        return None
    near = [amount for amount in named if amount >= named[0] * (1 - _NEAR)]
    if len(near) > 1:
        return "even" if len(near) == 2 and not unknown else None
    if 2 * named[0] > total_of(part.amount for part in parts):
        return "most"
    return "largest" if _longest(parts) is not None and named[0] > unknown + sum(named[1:2]) else None


def finding_of(claim: Claim, parts: Sequence[Share], group: str, money: Money, scale: int) -> str:
    """Write what a chart of parts shows, as a title.

    It is empty where what is folded together is larger than that, or names are too long for a title.
    """
    finding = _finding(claim, parts, group, money, scale)
    return finding if len(finding) <= _LONGEST_TITLE else ""


def _finding(claim: Claim, parts: Sequence[Share], group: str, money: Money, scale: int) -> str:
    phrases = money.phrases
    named = sorted((part for part in parts if part.kind == "area"), key=lambda part: -part.amount)
    first, folded = named[0], max((part.amount for part in parts if part.kind == "other"), default=Decimal(0))
    if folded >= named[claim == "even"].amount:
        return ""
    if claim == "even":
        two = [part.label for part in named[:2]]
        two = sorted(two, key=first_year) if "year" in group else two
        return phrases.finding_nearly_equal.format(first=two[0], second=two[1])
    if claim == "most" and group not in _NOT_WHERE_TO and money.kind in ("awarded", "paid"):
        return phrases.finding_most.format(first=first.label)
    total, by_year = total_of(part.amount for part in parts), "year" in group
    least = phrases.finding_most_of_years if by_year else phrases.finding_largest
    said = next((phrase for part, phrase in phrases.finding_parts.items() if part * first.amount > total), least)
    amount = amounts.format_with_unit(first.amount, scale, money.currency, phrases)
    turned = runs_left(first.label[-1])  # what stands behind such a name would be read with it, from right to left
    return said.format(first=f"{first.label}\u200e" if turned else first.label, amount=amount)


def _in_words(bar: Bar, thing: Plural, phrases: Phrases) -> str:
    if bar.count is None:
        return phrases.bar.format(label=bar.label, amount=bar.shown)
    number = phrases.things(bar.count, thing)
    return phrases.bar_counted.format(label=bar.label, amount=bar.shown, number=number)


def first_year(label: str) -> tuple[str, str]:
    """Return what sorts the names of years: "2012-13" before "FY2014"."""
    return label.removeprefix("FY")[:4], label
