"""The portfolio where more is known than a total: divided and summed up as charts, and single awards as a list.

What the table comes to is told beside what the data file states; where they differ, both are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from reports.awards import Award, Awards, agrees, agrees_in_count
from reports.compose import breakdown
from reports.compose.citations import Credit
from reports.datafile.model import Programme, Prose, Stated
from reports.errors import Location
from reports.story import Annex, Breakdown, Exhibit, StepPoint, Words
from reports.story import numbers as quantities
from reports.story import richtext as wording
from reports.story.richtext import counted

_MOST_COLUMNS = 3  # of words, on a page
_NOT_STATED = "Not stated"


def areas_of(programme: Programme, where: Location) -> Breakdown | None:
    """Divide the total by the areas that the data file states; None if it states none."""
    bars = breakdown.areas_chart(programme)
    if bars is None:
        return None
    kind, _, unit = bars.unit.partition(", ")
    unknown = f"Amounts per {programme.portfolio.item} are not published."
    caption = " ".join(filter(None, (unknown, bars.note)))
    return Breakdown(bars, Words(f"Amounts {kind.lower()} by area, {unit}.", where), Words(caption, where))


def breakdown_of(programme: Programme, awards: Awards, where: Location) -> Breakdown:
    """Divide the awards as the data file asks, or by what divides them best; nothing may speak against it."""
    table = programme.portfolio.awards
    language, money = programme.language, awards.awards
    by = (table.by if table else None) or breakdown.default_by(money)
    bars = breakdown.bars_chart(money, by, language, partial=awards.is_partial)
    assert bars  # a table without awards is a problem before
    about = f"Amounts {money[0].kind} by {bars.group.lower()}, {bars.unit.partition(', ')[2]}: {awards.counted}."
    gaps = (f"{gap}." for gap in awards.gaps)
    notes = [Words(note, where) for note in ("Each award counts once.", *gaps, bars.note) if note]
    caption = wording.separated([*notes, *_differences(programme, awards, where)], " ")
    growth = _growth(awards, language, where)
    further = (growth,) if growth else ()
    return Breakdown(bars, Words(about, where), wording.join(*caption, where=where), further)


def _growth(awards: Awards, language: str, where: Location) -> Exhibit | None:
    """Show how the sum grew, if it did so on two days at least."""
    chart = breakdown.steps_chart(awards.awards, language)
    if chart is None or len(chart.points) < 2:
        return None
    kind, unit = awards.awards[0].kind, chart.unit.removesuffix(", cumulative")
    part = _dated_part(awards)
    measure = Words(f"Sum of {'the' if part else 'all'} amounts {kind} by date, {unit}.", where)
    said = chart.note or "Each step is drawn at the last day that its date may mean."
    headline = Words(_reached(chart.points[-1], kind) + part, where)
    return Exhibit(chart, headline, measure, Words(said, where), "Sum by date")


def _reached(last: StepPoint, kind: str) -> str:
    """Say what the sum has come to: "€2.35 million committed by the end of 2024"."""
    return f"{last.shown} {kind} by {'the ' if last.told.startswith('end of') else ''}{last.told}"


def _dated_part(awards: Awards) -> str:
    """Say which awards a sum by date holds, where they are not all."""
    dated = sum(award.date is not None for award in awards.awards)
    number = len(awards.awards) + awards.tally.gaps.unstated + awards.tally.gaps.unread
    if dated == number:
        return ""
    what = "an amount and a date" if number > len(awards.awards) else "a date"
    return f", in the {dated:,} of {counted(number, 'award')} that state{'s' if dated == 1 else ''} {what}"


def _differences(programme: Programme, awards: Awards, where: Location) -> Iterator[Words]:
    """Say what the table comes to where the data file states something else, and put neither right."""

    def said(text: str) -> Words:
        return quantities.resolve(Prose(text, where), programme)

    facts, total = programme.portfolio, awards.totals[0]
    stated, number = programme.quantities[facts.total], programme.quantities[facts.count]
    if isinstance(stated, Stated):
        comes_to = quantities.written(total.amount, total.currency, programme.language)
        if (stated.currency, stated.kind) != (total.currency, total.kind):
            yield said(f"The awards come to {comes_to} {total.kind}; the total of {{{facts.total}}} is {stated.kind}.")
        elif not agrees(total.amount, stated):
            yield said(f"The awards listed come to {comes_to}, and the stated total is {{{facts.total}:full}}.")
    if isinstance(number, Stated) and not agrees_in_count(awards, number):
        told = awards.counted + "".join(f" to {counted(n, facts.item)}" for n in awards.counts[1:])
        yield said(f"The table lists {told}, and the stated number is {{{facts.count}}}.")


def _digits(amount: Decimal, decimals: int) -> str:
    return f"{amount:,.{decimals}f}"


def _decimals(amounts: Iterable[Decimal]) -> int:
    """Say how many decimals all of some amounts need: none, or two at least."""
    needed = max(-int(amount.normalize().as_tuple().exponent) for amount in amounts)
    return max(needed, 2) if needed > 0 else 0


# -- the list -----------------------------------------------------------------------------------------


def annex_of(programme: Programme, awards: Awards, credit: Credit) -> Annex:
    """List all awards, the largest first, with what the table says of them as far as it tells one from another."""
    where, language = credit.text.where, programme.language
    listed = sorted(awards.awards, key=lambda award: -award.amount)
    columns = _columns(listed, language)
    decimals = _decimals(award.amount for award in listed)
    sign = quantities.symbol(listed[0].currency, language) or listed[0].currency
    number = awards.counted
    total = quantities.written(awards.totals[0].amount, listed[0].currency, language)
    gaps = "".join(f" {gap}." for gap in awards.gaps)
    in_all = "" if awards.is_partial else " in all"
    return Annex(
        heading=Words("The awards", where),
        headline=Words(f"The largest of {number}" if len(listed) > 1 else "The award", where),
        intro=Words(f"{number.capitalize()}, the largest first: {total} {listed[0].kind}{in_all}.{gaps}", where),
        head=("No.", *(head for head, _ in columns), f"Amount, {sign}"),
        rows=tuple(
            (str(place), *(tell(award) or _NOT_STATED for _, tell in columns), _digits(award.amount, decimals))
            for place, award in enumerate(listed, 1)
        ),
        amounts=frozenset({0, len(columns) + 1}),
        credit=credit.text,
        spoken=credit.spoken,
        things="awards with an amount" if awards.is_partial else "awards",
    )


_Tell = Callable[[Award], str | None]


def _columns(awards: Sequence[Award], language: str) -> list[tuple[str, _Tell]]:
    """Choose what to list, most telling first; what is the same for all awards, or never stated, tells nothing."""

    def date(award: Award) -> str | None:
        if award.fiscal_year and award.date and not award.date.month:
            return award.fiscal_year
        return quantities.date_text(award.date, language, quantities.SHORT_MONTHS) if award.date else None

    offered: list[tuple[str, _Tell]] = [
        ("Title", lambda award: award.title),
        ("Recipient", lambda award: award.recipient),
        ("Area", lambda award: award.area),
        ("Funder", lambda award: award.funder),
        ("Country", lambda award: award.country),
        ("Type", lambda award: award.type),
    ]
    telling = [each for each in offered if len({each[1](award) for award in awards}) > 1][:_MOST_COLUMNS]
    named = telling or [("Award", lambda award: award.title or award.id)]
    return [*named, *([("Date", date)] if any(award.date for award in awards) else [])]
