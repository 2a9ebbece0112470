"""What charts and lists hold, in words: alike for whoever shows them as text, and for whoever reads them back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from math import ceil
from typing import assert_never

from reports import story
from reports.errors import Location
from reports.story import Words
from reports.story.phrases import Phrases
from reports.story.richtext import listed

_MOST_BARS = 12  # of one part: a slide has room for them
MANY_STEPS = 12  # are seen at a glance: of more, a block for each stands above them, and a slide names a few
_MOST_NAMED = 5


def rows_of(chart: story.Chart) -> tuple[tuple[str, str], ...]:
    """Return what a chart shows as rows of a label and its value, for whoever can't see it or has no room for it.

    A bar is ("Reefs", "Committed, € million: 7.1; Awards: 19"), a sum ("end of 2024", "€2.35 million"), a step of the
    timeline its date and its text. Squares, circles, a sketch and a code hold no values: the words beside them say all.
    """
    match chart:
        case story.BarsChart() if not chart.unit:
            return tuple((bar.label, bar.in_words) for bar in chart.bars)
        case story.BarsChart():
            phrase = chart.phrases.bar_in_words_counted if chart.things else chart.phrases.bar_in_words
            heads = {"unit": chart.unit, "things": chart.things}
            return tuple(
                (bar.label, phrase.format(**heads, amount=bar.in_words, number=bar.counted)) for bar in chart.bars
            )
        case story.ColumnsChart() | story.ValuesChart():
            return chart.rows
        case story.StepsChart():
            return tuple((point.date_text, point.shown) for point in year_ends(chart.points))
        case story.TimelineChart():
            not_done = chart.phrases.date_not_done
            dates = (not_done.format(date=step.date) if step.expected else step.date for step in chart.milestones)
            said = (f"{step.title.text}. {step.text.text}" for step in chart.milestones)
            return tuple(zip(dates, said, strict=True))
        case story.SquaresChart() | story.PeopleChart() | story.SketchChart() | story.CodeChart():
            return ()
        case _:
            assert_never(chart)


def lines_of(chart: story.Chart) -> tuple[str, ...]:
    """Return the rows of a chart as lines: "end of 2024: €2.35 million"."""
    worded = story.BarsChart | story.ColumnsChart | story.ValuesChart | story.StepsChart | story.TimelineChart
    end = chart.phrases.label_end if isinstance(chart, worded) else ": "
    return tuple(f"{label}{end}{value}" for label, value in rows_of(chart))


def continued(chart: story.BarsChart) -> tuple[story.BarsChart, ...]:
    """Return the bars of a chart dealt out over parts of one scale, for whoever has no room for all.

    Each part has the bars of all as its `whole`, and at most `_MOST_BARS` of its own. None if that many are enough.
    """
    count = ceil(len(chart.bars) / _MOST_BARS)
    if count < 2 or chart.whole:
        return ()
    ends = [round(part * len(chart.bars) / count) for part in range(count + 1)]
    dealt = [chart.bars[start:end] for start, end in pairwise(ends)]
    return tuple(
        replace(chart, bars=bars, whole=chart.bars, alt=_part_alt(chart, bars, number, count))
        for number, bars in enumerate(dealt, 1)
    )


def _part_alt(chart: story.BarsChart, bars: Sequence[story.Bar], part: int, parts: int) -> str:
    phrases = chart.phrases
    largest = phrases.bar_largest if chart.has_largest else phrases.bar
    listed = ((largest if bar.highlighted else phrases.bar).format(label=bar.label, amount=bar.shown) for bar in bars)
    return phrases.bars_part_alt.format(part=part, parts=parts, group=chart.by, unit=chart.unit, bars="; ".join(listed))


def year_ends(points: Sequence[story.StepPoint]) -> tuple[story.StepPoint, ...]:
    """Return the last point of each year."""
    return tuple({point.date.year: point for point in points}.values())


def row_text(annex: story.Annex, row: int) -> str:
    """Write a row (from 0) with the heads of its cells: "No. 1; Title: …"."""
    cells, end = zip(annex.head, annex.rows[row], strict=True), annex.phrases.label_end
    return annex.phrases.cells_end.join(f"{head}{' ' if head.endswith('.') else end}{cell}" for head, cell in cells)


def cells_of(table: story.DataTable, row: int) -> Words:
    """Write a row (from 0) of a section's table with the heads of its cells: "Year: 2023; Families: 1,240"."""
    end, cells = table.phrases.label_end, zip(table.head, table.rows[row], strict=True)
    return listed((head + end + cell for head, cell in cells), table.phrases.cells_end, table.rows[row][0].where)


def rest_text(annex: story.Annex, shown: int) -> str:
    """Write where the rows are that a slide does not show; `shown` is how many it does."""
    rest, heading = len(annex.rows) - shown, annex.phrases.in_quotes(annex.heading.text)
    if not rest:
        return annex.phrases.same_awards.format(annex=heading)
    return annex.phrases.counted(annex.phrases.other_awards, rest, annex=heading)


def timings(sections: Iterable[story.Section], phrases: Phrases) -> dict[str, str]:
    """Return how long sections take, by their keys: the author's minutes, and their sum so far and in all."""
    timed = [section for section in sections if section.minutes]
    ends = list(accumulate(section.minutes for section in timed))
    return {
        section.key: phrases.timing.format(count=section.minutes, end=end, all=ends[-1])
        for section, end in zip(timed, ends, strict=True)
    }


def fullest_years(chart: story.TimelineChart) -> tuple[int, ...]:
    """Return the year with the most steps, or two; none where more have as many, which no one year stands out from."""
    steps = Counter(step.year for step in chart.milestones)
    fullest = tuple(sorted(year for year, number in steps.items() if number == max(steps.values())))
    return fullest if len(fullest) < min(3, len(steps)) else ()


def strip_caption(chart: story.TimelineChart, where: Location) -> Words:
    """Say what the blocks of a strip are, and which of them look otherwise."""
    phrases, fullest = chart.phrases, len(fullest_years(chart))
    fullest_said = phrases.counted(phrases.strip_fullest, fullest) if fullest else ""
    said = (phrases.strip_block, fullest_said, phrases.strip_outlined * chart.has_expected)
    return Words(" ".join(filter(None, said)), where)


def named_steps(chart: story.TimelineChart) -> tuple[story.Milestone, ...]:
    """Return the steps that a slide of many names: those that are key, else the first and the last; five at most."""
    steps = chart.milestones
    keys = tuple(step for step in steps if step.key)
    return (keys or (steps[0], *steps[1 - _MOST_NAMED :]))[:_MOST_NAMED]


def some_steps_named(chart: story.TimelineChart, *, noted: bool) -> str:
    """Say how many steps a slide names, and where all are; `noted`: the deck has notes."""
    phrase = chart.phrases.steps_named if noted else chart.phrases.steps_named_without_notes
    return phrase.format(shown=len(named_steps(chart)), count=len(chart.milestones))


def strip_alt(chart: story.TimelineChart) -> str:
    """Describe a timeline that is drawn as a block for each step, by year."""
    steps, phrases = Counter(step.year for step in chart.milestones), chart.phrases
    listed = "; ".join(phrases.strip_year.format(year=year, number=steps[year]) for year in sorted(steps))
    return phrases.counted(phrases.strip_alt, len(chart.milestones), years=listed)
