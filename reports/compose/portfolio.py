"""The portfolio where more is known than a total: divided and summed up as charts, and single awards as a list.

What the table comes to is stated beside what the data file states; where they differ, both are shown.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter
from typing import Literal

from reports.awards import Award, Awards, agrees, agrees_in_count
from reports.compose import amounts, breakdown, overtime
from reports.compose.citations import Credit
from reports.compose.voice import Voice
from reports.datafile.model import Stated
from reports.story import Annex, Breakdown, Exhibit, LargestAwards, Words, moments, richtext
from reports.story.money import format_full, symbol, unit_of
from reports.story.phrases import Phrases
from reports.story.text import capital, collated

_MOST_COLUMNS = 3  # of words, on a page
_MOST_LARGEST = 5
_LISTED = ("recipient", "area", "funder", "country", "type")
_CellOf = Callable[[Award], str | None]
_Rows = Sequence[tuple[tuple[str, ...], Decimal]]  # cells, and the amount


def areas_of(voice: Voice) -> Breakdown | None:
    """Divide the total by the areas that the data file states; None if it states none."""
    programme, phrases = voice.programme, voice.phrases
    bars = breakdown.areas_chart(programme)
    if bars is None:
        return None
    kind = getattr(programme.quantities[programme.portfolio.total], "kind", None) or ""
    known = phrases.unpublished if amounts.unpublished(programme) else phrases.given_by_area
    caption = " ".join(filter(None, (known.format(item=phrases.item.one), bars.note)))
    measure = phrases.bars_by_area.format(kind=phrases.kinds[kind], unit=bars.counted_in)
    heading = voice.plain(bars.finding) if bars.finding else None
    return Breakdown(bars, voice.plain(measure), voice.plain(caption), heading=heading)


def breakdown_of(voice: Voice, awards: Awards) -> Breakdown | None:
    """Divide the awards as the data file asks, or by what divides them best; nothing may speak against it.

    None where the table says nothing by which they could be divided.
    """
    table = voice.programme.portfolio.awards
    money, phrases = awards.awards, voice.phrases
    best = breakdown.default_by(money, phrases)
    asked = table.by if table else ()
    by = next((each for each in asked if each != "year"), asked[0] if asked else best)
    parted = by if len(asked) > 1 else None
    charts = (breakdown.bars_chart(money, each, phrases, partial=awards.is_partial) for each in (by, best))
    bars = next((chart for chart in charts if chart and any(bar.kind == "area" for bar in chart.bars)), None)
    if bars is None:
        return None
    said = {"kind": phrases.kinds[money[0].kind], "by": bars.by, "unit": bars.counted_in}
    blocks = phrases.blocks if any(len(bar.awards) > 1 for bar in bars.bars) else None
    notes = [voice.plain(note) for note in (phrases.each_once, blocks, bars.note) if note]
    years = _by_year(voice, awards, parted) if parted or by != "year" else None
    growth = _growth(voice, awards) if table and table.growth else None
    measure = voice.plain(phrases.bars_by.format(**said, awards=_counted(awards, phrases)))
    caption = richtext.listed([*notes, *untold_of(voice, awards)], " ", voice.where)
    further, heading = tuple(filter(None, (years, growth))), voice.plain(bars.finding) if bars.finding else None
    return Breakdown(bars, measure, caption, further, heading, _largest(voice, awards))


def _largest(voice: Voice, awards: Awards) -> LargestAwards | None:
    """Name up to five awards that are larger than all others; none where money that nobody knows could upset that.

    Only where the brief lists all of them anyway: who leaves the list out may not want them named.
    """
    table, phrases = voice.programme.portfolio.awards, voice.phrases
    listed = sorted(awards.awards, key=lambda award: -award.amount)
    most = min(_MOST_LARGEST, len(listed) - 1)
    sure = (number for number in range(most, 1, -1) if listed[number - 1].amount > listed[number].amount)
    number = next(sure, 0)
    if not number or awards.is_partial or table is None or table.annex != "awards":
        return None

    def named(award: Award) -> tuple[Words, Words, Words | None]:
        name, *other = filter(None, (award.title, award.recipient, award.id, phrases.not_stated))
        amount = voice.plain(format_full(award.amount, award.currency, phrases.language))
        given = voice.plain(other[0]) if award.title and award.recipient else None
        return voice.plain(name), richtext.kept(amount), given

    heading = phrases.largest.format(number=phrases.number_words[Decimal(number)])
    return LargestAwards(voice.plain(heading), tuple(map(named, listed[:number])))


def _by_year(voice: Voice, awards: Awards, by: breakdown.By | None) -> Exhibit | None:
    """Return what each year was given, parted by what is asked for."""
    phrases, first = voice.phrases, awards.awards[0]
    chart = overtime.columns_chart(awards.awards, by, phrases)
    if chart is None:
        return None
    divided = phrases.year_and.format(by=phrases.by[by].one) if by else phrases.by["year"].one
    said = {"kind": phrases.kinds[first.kind], "by": divided}
    unit = unit_of(first.currency, chart.scale, phrases)
    headline = voice.plain(phrases.columns_headline.format(**said))
    measure = voice.plain(phrases.bars_by.format(**said, unit=unit, awards=_counted(awards, phrases)))
    heading = voice.plain(chart.finding) if chart.finding and not awards.is_partial else None
    return Exhibit(chart, headline, measure, voice.plain(chart.note or phrases.each_once), "Columns", heading)


def untold_of(voice: Voice, awards: Awards) -> tuple[Words, ...]:
    """Say what a table leaves open, and where it is not what the data file states."""
    return (*map(voice.plain, awards.gaps(voice.phrases)), *_differences(voice, awards))


def _counted(awards: Awards, phrases: Phrases) -> str:
    """Write how many awards there are; where others have no amount, how many have one."""
    return phrases.counted(phrases.award_with_amount if awards.is_partial else phrases.award, len(awards.awards))


def _growth(voice: Voice, awards: Awards) -> Exhibit | None:
    """Return how the sum grew, if it did so on two days at least."""
    phrases, first = voice.phrases, awards.awards[0]
    chart = overtime.steps_chart(awards.awards, phrases)
    if chart is None or len(chart.points) < 2:
        return None
    last, kind, unit = chart.points[-1], phrases.kinds[first.kind], unit_of(first.currency, chart.scale, phrases)
    reached = phrases.sum_at_end if last.at_end else phrases.sum_on
    whole = reached.format(amount=last.shown, kind=kind, date=last.date_text)
    headline = _of_dated(whole, awards, phrases)
    measure = phrases.sum_by_date if headline == whole else phrases.sum_of_some_by_date
    note = chart.note or phrases.step_at_last_day
    measured = measure.format(kind=kind, unit=unit)
    return Exhibit(chart, voice.plain(headline), voice.plain(measured), voice.plain(note), "Sum by date")


def _of_dated(whole: str, awards: Awards, phrases: Phrases) -> str:
    """Write with a sum by date which awards it holds, where they are not all."""
    dated = sum(award.date is not None for award in awards.awards)
    number = len(awards.awards) + awards.tally.gaps.unstated + awards.tally.gaps.unread
    if dated == number:
        return whole
    phrase = phrases.sum_of_complete if number > len(awards.awards) else phrases.sum_of_dated
    return phrases.counted(phrase, dated, sum=whole, awards=phrases.counted(phrases.award, number))


def _differences(voice: Voice, awards: Awards) -> Iterator[Words]:
    """Yield what the table comes to where the data file states something else, and put neither right."""
    facts, total, phrases = voice.programme.portfolio, awards.totals[0], voice.phrases
    stated, number = (voice.programme.quantities[name] for name in (facts.total, facts.count))
    if isinstance(stated, Stated):
        comes_to = _total(awards, phrases)
        if (stated.currency, stated.kind) != (total.currency, total.kind):
            kind, own = phrases.kinds[stated.kind or total.kind], phrases.kinds[total.kind]
            named = f"{{{facts.total}}}"
            yield voice.ours(phrases.sum_differs_in_kind.format(sum=comes_to, kind=own, total=named, stated=kind))
        elif not agrees(total.amount, stated):
            yield voice.ours(phrases.sum_differs.format(sum=comes_to, total=f"{{{facts.total}:full}}"))
    if isinstance(number, Stated) and not agrees_in_count(awards, number):
        counted = _counted(awards, phrases)
        if awards.projects:
            items = phrases.things(awards.projects, phrases.item)
            counted = phrases.awards_to_items.format(awards=counted, items=items)
        yield voice.ours(phrases.count_differs.format(awards=counted, count=f"{{{facts.count}}}"))


# -- the list -----------------------------------------------------------------------------------------


def annex_of(voice: Voice, awards: Awards, credit: Credit) -> Annex:
    """List all awards, the largest first, with what the table says of them as far as it tells one from another."""
    phrases, total = voice.phrases, awards.totals[0]
    listed = sorted(awards.awards, key=lambda award: -award.amount)
    columns = _columns(listed, phrases)
    stated = voice.programme.quantities[voice.programme.portfolio.total]
    # Only what comes to the total, as far as one is stated, is all.
    is_all = not isinstance(stated, Stated) or (stated.currency == total.currency and agrees(total.amount, stated))
    headline, intro = phrases.largest_awards, phrases.awards_intro if is_all else phrases.awards_listed_intro
    if awards.is_partial:
        headline, intro = phrases.largest_awards_with_amount, phrases.awards_with_amount_intro
    said = {"sum": _total(awards, phrases), "kind": phrases.kinds[listed[0].kind]}
    rows = [(tuple(cell_of(each) or phrases.not_stated for _, cell_of in columns), each.amount) for each in listed]
    texts = phrases.counted(headline, len(listed)), phrases.counted(intro, len(listed), **said)
    annex = _listed(voice, awards, credit, tuple(head for head, _ in columns), rows, *texts)
    return replace(annex, is_partial=awards.is_partial)


def names_of(voice: Voice, awards: Awards, credit: Credit, by: Literal["recipient", "funder"]) -> Annex:
    """List who was given what, or gave it, the largest first, and what the table does not say of it last."""
    phrases = voice.phrases
    groups: dict[str, list[Decimal]] = {}
    for award in awards.awards:
        groups.setdefault(getattr(award, by) or phrases.not_stated, []).append(award.amount)
    summed = [((name, phrases.number(len(given))), sum(given, Decimal(0))) for name, given in groups.items()]
    summed.sort(key=lambda row: (row[0][0] == phrases.not_stated, -row[1], collated(row[0][0]), row[0][0]))
    names = phrases.things(len(groups.keys() - {phrases.not_stated}), phrases.by[by])
    said = {"sum": _total(awards, phrases), "kind": phrases.kinds[awards.awards[0].kind]}
    intro = phrases.names_intro.format(names=names, awards=_counted(awards, phrases), **said)
    head = (capital(phrases.by[by].one), capital(phrases.award_item.other))
    annex = _listed(voice, awards, credit, head, summed, phrases.names_by_amount.format(names=names), intro)
    heading = voice.plain(capital(phrases.by[by].other))
    return replace(annex, heading=heading, amounts=annex.amounts | {2}, names=names)


def _listed(
    voice: Voice, awards: Awards, credit: Credit, head: tuple[str, ...], rows: _Rows, headline: str, intro: str
) -> Annex:
    """Number rows of cells, each with its amount behind them."""
    phrases, currency = voice.phrases, awards.awards[0].currency
    needed = max(-int(amount.normalize().as_tuple().exponent) for _, amount in rows)
    decimals = max(needed, 2) if needed > 0 else 0  # none, or as many as all the amounts need
    sign = symbol(currency, phrases.language) or currency
    return Annex(
        heading=voice.plain(phrases.awards),
        headline=voice.plain(headline),
        intro=voice.plain(" ".join((intro, *awards.gaps(phrases)))),
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
        *((capital(phrases.by[field].one), attrgetter(field)) for field in _LISTED),
    ]
    telling = [each for each in offered if len({each[1](award) for award in awards}) > 1][:_MOST_COLUMNS]
    named = telling or [(capital(phrases.award_item.one), lambda award: award.title or award.id)]
    return [*named, *([(phrases.head_date, date)] if any(award.date for award in awards) else [])]
