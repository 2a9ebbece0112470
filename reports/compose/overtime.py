"""Awards over time: divided by year, and summed up by date. Charts of columns and steps, but no look."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from reports.awards import Award
from reports.compose import amounts
from reports.compose.breakdown import By, Money, Share, claim_of, finding_of, first_year, group_of, total_of
from reports.compose.descriptions import year_ends
from reports.story import Column, ColumnsChart, StepPoint, StepsChart
from reports.story.moments import date_text
from reports.story.money import unit_of
from reports.story.phrases import Phrases, Plural
from reports.story.text import collated

_MOST_SERIES = 4
_MOST_YEARS = 12  # in an alt text


def columns_chart(awards: Sequence[Award], by: By | None, phrases: Phrases) -> ColumnsChart | None:
    """Divide awards by year, and each year by the largest groups and the rest; None if fewer than two years are known.

    Without `by` a year is one part. The note names what has no year.
    """
    groups, known = dict[str, Decimal](), list[tuple[str, str, Decimal]]()
    undated: list[Decimal] = []
    for award in awards:
        name = (group_of(award, by, phrases) if by else "") or phrases.not_stated
        if year := group_of(award, "year", phrases):
            known.append((year, name, award.amount))
            groups[name] = groups.get(name, Decimal(0)) + award.amount
        else:
            undated.append(award.amount)
    stated = sorted({year for year, *_ in known}, key=first_year)
    if len(stated) < 2 or not any(groups.values()):
        return None
    years = stated
    if all(year.isdecimal() for year in stated):  # those of which nothing is known are a gap
        years = [f"{year:04}" for year in range(int(stated[0]), int(stated[-1]) + 1)]
    named = sorted(groups.keys() - {phrases.not_stated}, key=lambda name: (-groups[name], collated(name), name))
    rest = [*named[_MOST_SERIES:], *(groups.keys() & {phrases.not_stated})]
    names = [*named[:_MOST_SERIES], *(rest if len(rest) == 1 else [phrases.other] if rest else [])]
    places = {name: min(place, _MOST_SERIES) for place, name in enumerate(named)} | {phrases.not_stated: len(names) - 1}
    sums = {year: [Decimal(0)] * len(names) for year in years}
    for year, name, amount in known:
        sums[year][places[name]] += amount
    totals = [total_of(values) for values in sums.values()]
    scale = amounts.scale_of([total for total in totals if total])
    currency = awards[0].currency
    unit = unit_of(currency, scale, phrases)

    def listed(labels: Iterable[str], values: Iterable[Decimal]) -> str:
        pairs = ((label, value) for label, value in zip(labels, values, strict=True) if value)
        written = ((label, amounts.format_amount(value, scale, phrases)) for label, value in pairs)
        return "; ".join(phrases.bar.format(label=label, amount=amount) for label, amount in written)

    series = (total_of(values) for values in zip(*sums.values(), strict=True))
    kind = phrases.kinds[awards[0].kind]
    said = {"kind": kind, "unit": unit, "years": listed(years, totals)}
    said |= {"by": phrases.by[by].one, "series": listed(names, series)} if by else {}
    shares = [Share(year, total, None) for year, total in zip(years, totals, strict=True)]
    shares += [Share(phrases.not_stated, total_of(undated), None, "not stated")] if undated else []
    claim = claim_of(shares)
    money = Money(currency, awards[0].kind, phrases)
    shown = [amounts.format_amount(total, scale, phrases) for total in totals]
    columns = (Column(year, tuple(sums[year]), text) for year, text in zip(years, shown, strict=True))
    given = {year: values for year, values in sums.items() if any(values)}
    if by:
        rows = {year: listed(names, values) for year, values in given.items()}
    else:
        rows = {year: amounts.format_with_unit(whole, scale, currency, phrases) for year, (whole, *_) in given.items()}
    return ColumnsChart(
        columns=tuple(columns),
        series=tuple(names) if by else (),
        unit=phrases.money_head.format(kind=phrases.kind_heads[awards[0].kind], unit=unit),
        scale=scale,
        alt=(phrases.columns_alt if by else phrases.columns_alt_whole).format(**said),
        rows=tuple(rows.items()),
        phrases=phrases,
        note=_missing(phrases.without_year, undated, currency, phrases),
        finding=finding_of(claim, shares, "year", money, scale) if claim else "",
    )


def _missing(phrase: Plural, missing: Sequence[Decimal], currency: str, phrases: Phrases) -> str | None:
    if not missing:
        return None
    total = total_of(missing)
    amount = amounts.format_with_unit(total, amounts.scale_of([total]), currency, phrases)
    return phrases.counted(phrase, len(missing), amount=amount)


def steps_chart(awards: Sequence[Award], phrases: Phrases) -> StepsChart | None:
    """Add up awards that nothing speaks against by the last day that their date may mean; None if that is nothing.

    So what is known by year only counts from the year's end. The note names what has no date.
    """
    by_day: dict[dt.date, list[Award]] = {}
    for award in awards:
        if award.date and award.amount:
            by_day.setdefault(award.date.last, []).append(award)
    if not by_day:
        return None
    currency = awards[0].currency
    scale = amounts.scale_of([total_of(award.amount for each in by_day.values() for award in each)])
    points, reached = [], Decimal(0)
    for day, made in sorted(by_day.items()):
        reached += total_of(award.amount for award in made)
        finest = min((award.date for award in made if award.date), key=lambda when: when.last - when.first)
        when = finest.end or finest
        date, at_end = date_text(when, phrases.language), not (when.day or when.part)
        shown = amounts.format_with_unit(reached, scale, currency, phrases)
        points.append(StepPoint(day, reached, shown, phrases.end_of.format(date=date) if at_end else date, at_end))
    missing = [award.amount for award in awards if not award.date]
    number = phrases.counted(phrases.award, len(awards) - len(missing))
    alt = _steps_alt(points, phrases.kinds[awards[0].kind], number, phrases)
    return StepsChart(tuple(points), scale, alt, phrases, _missing(phrases.undated, missing, currency, phrases))


def _steps_alt(points: Sequence[StepPoint], kind: str, number: str, phrases: Phrases) -> str:
    """Describe where each year ends, if that is not too much to hear; else the first and the last."""
    ends = year_ends(points)
    ends = ends if len(ends) <= _MOST_YEARS else (ends[0], ends[-1])
    listed = "; ".join(f"{point.shown}, {point.date_text}" for point in ends)
    first, last = points[0].date.year, points[-1].date.year
    phrase = phrases.steps_alt_one_year if first == last else phrases.steps_alt
    return phrase.format(kind=kind, first=first, last=last, awards=number, points=listed)
