"""The portfolio where more is known than a total: divided and summed up as charts, and single awards as a list.

What the table comes to is stated beside what the data file states; where they differ, both are shown.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from reports.awards import Award, Awards, agrees, agrees_in_count
from reports.compose import amounts, breakdown, overtime
from reports.compose.citations import Credit
from reports.datafile.model import Programme, Prose, Stated
from reports.errors import Location
from reports.story import Annex, Breakdown, Exhibit, LargestAwards, Span, Words, moments, numbers, richtext
from reports.story.money import format_full, symbol, unit_of
from reports.story.phrases import Phrases, phrases_of
from reports.story.text import collated

_MOST_COLUMNS = 3  # of words, on a page
_MOST_LARGEST = 5
_CellOf = Callable[[Award], str | None]


def areas_of(programme: Programme, where: Location) -> Breakdown | None:
    """Divide the total by the areas that the data file states; None if it states none."""
    bars = breakdown.areas_chart(programme)
    if bars is None:
        return None
    phrases = phrases_of(programme)
    kind = getattr(programme.quantities[programme.portfolio.total], "kind", None) or ""
    known = phrases.unpublished if amounts.unpublished(programme) else phrases.given_by_area
    caption = " ".join(filter(None, (known.format(item=phrases.item.one), bars.note)))
    measure = Words(phrases.bars_by_area.format(kind=phrases.kinds[kind], unit=bars.counted_in), where)
    return Breakdown(bars, measure, Words(caption, where), heading=_heading(bars.finding, where))


def breakdown_of(programme: Programme, awards: Awards, where: Location) -> Breakdown | None:
    """Divide the awards as the data file asks, or by what divides them best; nothing may speak against it.

    None where the table says nothing by which they could be divided.
    """
    table = programme.portfolio.awards
    money, phrases = awards.awards, phrases_of(programme)
    best = breakdown.default_by(money, phrases)
    asked = table.by if table else ()
    by = next((each for each in asked if each != "year"), asked[0] if asked else best)
    parted = by if len(asked) > 1 else None
    charts = (breakdown.bars_chart(money, each, phrases, partial=awards.is_partial) for each in (by, best))
    bars = next((chart for chart in charts if chart and any(bar.kind == "area" for bar in chart.bars)), None)
    if bars is None:
        return None
    about = phrases.bars_by.format(
        kind=phrases.kinds[money[0].kind],
        by=bars.by,
        unit=bars.counted_in,
        awards=_counted(awards, phrases),
    )
    blocks = phrases.blocks if any(len(bar.awards) > 1 for bar in bars.bars) else None
    notes = [Words(note, where) for note in (phrases.each_once, blocks, bars.note) if note]
    caption = richtext.separated([*notes, *untold_of(programme, awards, where)], " ")
    years = _by_year(awards, parted, phrases, where) if parted or by != "year" else None
    growth = _growth(awards, phrases, where) if table and table.growth else None
    return Breakdown(
        bars,
        Words(about, where),
        richtext.join(*caption, where=where),
        tuple(filter(None, (years, growth))),
        _heading(bars.finding, where),
        _largest(programme, awards, where),
    )


def _heading(finding: str, where: Location) -> Words | None:
    return Words(finding, where) if finding else None


def _largest(programme: Programme, awards: Awards, where: Location) -> LargestAwards | None:
    """Name up to five awards that are larger than all others; none where money that nobody knows could upset that.

    Only where the brief lists all of them anyway: who leaves the list out may not want them named.
    """
    table, phrases = programme.portfolio.awards, phrases_of(programme)
    listed = sorted(awards.awards, key=lambda award: -award.amount)
    most = min(_MOST_LARGEST, len(listed) - 1)
    sure = (number for number in range(most, 1, -1) if listed[number - 1].amount > listed[number].amount)
    number = next(sure, 0)
    if not number or awards.is_partial or table is None or table.annex != "awards":
        return None

    def named(award: Award) -> tuple[Words, Words, Words | None]:
        name, *other = filter(None, (award.title, award.recipient, award.id, phrases.not_stated))
        amount = format_full(award.amount, award.currency, programme.language)
        given = Words(other[0], where) if award.title and award.recipient else None
        return Words(name, where), Words(amount, where, kept=(Span(0, len(amount)),)), given

    heading = phrases.largest.format(number=phrases.number_words[Decimal(number)])
    return LargestAwards(Words(heading, where), tuple(map(named, listed[:number])))


def _by_year(awards: Awards, by: breakdown.By | None, phrases: Phrases, where: Location) -> Exhibit | None:
    """Return what each year was given, parted by what is asked for."""
    chart = overtime.columns_chart(awards.awards, by, phrases)
    if chart is None:
        return None
    divided = phrases.year_and.format(by=phrases.by[by].one) if by else phrases.by["year"].one
    said = {"kind": phrases.kinds[awards.awards[0].kind], "by": divided}
    unit = unit_of(awards.awards[0].currency, chart.scale, phrases)
    return Exhibit(
        chart,
        Words(phrases.columns_headline.format(**said), where),
        Words(phrases.bars_by.format(**said, unit=unit, awards=_counted(awards, phrases)), where),
        Words(chart.note or phrases.each_once, where),
        "Columns",
        None if awards.is_partial else _heading(chart.finding, where),
    )


def untold_of(programme: Programme, awards: Awards, where: Location) -> tuple[Words, ...]:
    """Say what a table leaves open, and where it is not what the data file states."""
    gaps = (Words(gap, where) for gap in awards.gaps(phrases_of(programme)))
    return (*gaps, *_differences(programme, awards, where))


def _counted(awards: Awards, phrases: Phrases) -> str:
    """Write how many awards there are; where others have no amount, how many have one."""
    return phrases.counted(phrases.award_with_amount if awards.is_partial else phrases.award, len(awards.awards))


def _growth(awards: Awards, phrases: Phrases, where: Location) -> Exhibit | None:
    """Return how the sum grew, if it did so on two days at least."""
    chart = overtime.steps_chart(awards.awards, phrases)
    if chart is None or len(chart.points) < 2:
        return None
    last = chart.points[-1]
    first = awards.awards[0]
    kind, unit = phrases.kinds[first.kind], unit_of(first.currency, chart.scale, phrases)
    reached = phrases.sum_at_end if last.at_end else phrases.sum_on
    whole = reached.format(amount=last.shown, kind=kind, date=last.date_text)
    headline = _of_dated(whole, awards, phrases)
    measure = phrases.sum_by_date if headline == whole else phrases.sum_of_some_by_date
    return Exhibit(
        chart,
        Words(headline, where),
        Words(measure.format(kind=kind, unit=unit), where),
        Words(chart.note or phrases.step_at_last_day, where),
        "Sum by date",
    )


def _of_dated(whole: str, awards: Awards, phrases: Phrases) -> str:
    """Write with a sum by date which awards it holds, where they are not all."""
    dated = sum(award.date is not None for award in awards.awards)
    number = len(awards.awards) + awards.tally.gaps.unstated + awards.tally.gaps.unread
    if dated == number:
        return whole
    phrase = phrases.sum_of_complete if number > len(awards.awards) else phrases.sum_of_dated
    return phrases.counted(phrase, dated, sum=whole, awards=phrases.counted(phrases.award, number))


def _differences(programme: Programme, awards: Awards, where: Location) -> Iterator[Words]:
    """Yield what the table comes to where the data file states something else, and put neither right."""

    def resolved(text: str) -> Words:
        return numbers.resolve(Prose(text, where), programme)

    facts, total, phrases = programme.portfolio, awards.totals[0], phrases_of(programme)
    stated, number = programme.quantities[facts.total], programme.quantities[facts.count]
    if isinstance(stated, Stated):
        comes_to = format_full(total.amount, total.currency, programme.language)
        if (stated.currency, stated.kind) != (total.currency, total.kind):
            kind, own = phrases.kinds[stated.kind or total.kind], phrases.kinds[total.kind]
            named = f"{{{facts.total}}}"
            yield resolved(phrases.sum_differs_in_kind.format(sum=comes_to, kind=own, total=named, stated=kind))
        elif not agrees(total.amount, stated):
            yield resolved(phrases.sum_differs.format(sum=comes_to, total=f"{{{facts.total}:full}}"))
    if isinstance(number, Stated) and not agrees_in_count(awards, number):
        counted = _counted(awards, phrases)
        if awards.projects:
            items = phrases.things(awards.projects, phrases.item)
            counted = phrases.awards_to_items.format(awards=counted, items=items)
        yield resolved(phrases.count_differs.format(awards=counted, count=f"{{{facts.count}}}"))


def _is_the_total(programme: Programme, awards: Awards) -> bool:
    """Return whether what is listed comes to the stated total, as far as one is stated: only then it is all."""
    stated, total = programme.quantities[programme.portfolio.total], awards.totals[0]
    return not isinstance(stated, Stated) or (stated.currency == total.currency and agrees(total.amount, stated))


# -- the list -----------------------------------------------------------------------------------------


def annex_of(programme: Programme, awards: Awards, credit: Credit) -> Annex:
    """List all awards, the largest first, with what the table says of them as far as it tells one from another."""
    phrases = phrases_of(programme)
    listed = sorted(awards.awards, key=lambda award: -award.amount)
    columns = _columns(listed, phrases)
    largest = phrases.largest_awards_with_amount if awards.is_partial else phrases.largest_awards
    listing = phrases.awards_intro if _is_the_total(programme, awards) else phrases.awards_listed_intro
    listing = phrases.awards_with_amount_intro if awards.is_partial else listing
    annex = _listed(
        tuple(head for head, _ in columns),
        [(tuple(cell_of(each) or phrases.not_stated for _, cell_of in columns), each.amount) for each in listed],
        phrases.counted(listing, len(listed), sum=_total(awards, phrases), kind=phrases.kinds[listed[0].kind]),
        phrases.counted(largest, len(listed)),
        awards,
        credit,
        phrases,
    )
    return replace(annex, is_partial=awards.is_partial)


def names_of(programme: Programme, awards: Awards, credit: Credit, by: Literal["recipient", "funder"]) -> Annex:
    """List who was given what, or gave it, the largest first, and what the table does not say of it last."""
    phrases = phrases_of(programme)
    groups: dict[str, list[Decimal]] = {}
    for award in awards.awards:
        groups.setdefault(getattr(award, by) or phrases.not_stated, []).append(award.amount)
    summed = [((name, phrases.number(len(given))), sum(given, Decimal(0))) for name, given in groups.items()]
    summed.sort(key=lambda row: (row[0][0] == phrases.not_stated, -row[1], collated(row[0][0]), row[0][0]))
    names = phrases.things(len(groups.keys() - {phrases.not_stated}), phrases.by[by])
    said = {"sum": _total(awards, phrases), "kind": phrases.kinds[awards.awards[0].kind]}
    head = phrases.head_recipient if by == "recipient" else phrases.head_funder
    annex = _listed(
        (head, phrases.award_items),
        summed,
        phrases.names_intro.format(names=names, awards=_counted(awards, phrases), **said),
        phrases.names_by_amount.format(names=names),
        awards,
        credit,
        phrases,
    )
    heading = replace(annex.heading, text=phrases.by_heads[by].other)
    return replace(annex, heading=heading, amounts=annex.amounts | {2}, names=names)


def _listed(
    head: tuple[str, ...],
    rows: Sequence[tuple[tuple[str, ...], Decimal]],
    intro: str,
    headline: str,
    awards: Awards,
    credit: Credit,
    phrases: Phrases,
) -> Annex:
    """Number rows of cells, each with its amount behind them."""
    where, currency = credit.text.where, awards.awards[0].currency
    needed = max(-int(amount.normalize().as_tuple().exponent) for _, amount in rows)
    decimals = max(needed, 2) if needed > 0 else 0  # none, or as many as all the amounts need
    sign = symbol(currency, phrases.language) or currency
    return Annex(
        heading=Words(phrases.awards, where),
        headline=Words(headline, where),
        intro=Words(" ".join((intro, *awards.gaps(phrases))), where),
        head=(phrases.head_number, *head, phrases.head_amount.format(currency=sign)),
        rows=tuple(
            (str(place), *cells, phrases.number(amount, f".{decimals}"))
            for place, (cells, amount) in enumerate(rows, 1)
        ),
        amounts=frozenset({0, len(head) + 1}),
        credit=credit.text,
        spoken=credit.spoken,
        phrases=phrases,
    )


def _total(awards: Awards, phrases: Phrases) -> str:
    return format_full(awards.totals[0].amount, awards.totals[0].currency, phrases.language)


def _columns(awards: Sequence[Award], phrases: Phrases) -> list[tuple[str, _CellOf]]:
    """Choose what to list, with the head of its column: not what is the same for all awards, or never stated."""

    def date(award: Award) -> str | None:
        if award.fiscal_year and award.date and not award.date.month:
            return award.fiscal_year
        return moments.date_text(award.date, phrases.language, short=True) if award.date else None

    offered: list[tuple[str, _CellOf]] = [
        (phrases.head_title, lambda award: award.title),
        (phrases.head_recipient, lambda award: award.recipient),
        (phrases.head_area, lambda award: award.area),
        (phrases.head_funder, lambda award: award.funder),
        (phrases.head_country, lambda award: award.country),
        (phrases.head_type, lambda award: award.type),
    ]
    telling = [each for each in offered if len({each[1](award) for award in awards}) > 1][:_MOST_COLUMNS]
    named = telling or [(phrases.head_award, lambda award: award.title or award.id)]
    return [*named, *([(phrases.head_date, date)] if any(award.date for award in awards) else [])]
