"""What charts and lists hold, in words: alike for whoever shows them as text, and for whoever reads them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import assert_never

from reports.story import (
    Annex,
    Bar,
    BarsChart,
    Chart,
    Milestone,
    SketchChart,
    SquaresChart,
    StepPoint,
    StepsChart,
    TimelineChart,
)

_MOST_BARS = 12  # of one part: a slide has room for them


def rows_of(chart: Chart) -> tuple[tuple[str, str], ...]:
    """Return what a chart shows as rows of a label and its value, for whoever can't see it or has no room for it.

    A bar is ("Reefs", "Committed, € million: 7.1; Awards: 19"), a sum ("end of 2024", "€2.35 million"), a step of the
    timeline its date and its text. Squares and a sketch hold no values: the words beside them say all.
    """
    match chart:
        case BarsChart():
            return tuple((bar.label, _bar_value(chart, bar)) for bar in chart.bars)
        case StepsChart():
            return tuple((point.told, point.shown) for point in year_ends(chart.points))
        case TimelineChart():
            return tuple(map(_step_row, chart.milestones))
        case SquaresChart() | SketchChart():
            return ()
        case _:
            assert_never(chart)


def lines_of(chart: Chart) -> tuple[str, ...]:
    """Return the rows of a chart as lines: "end of 2024: €2.35 million"."""
    return tuple(f"{label}: {value}" for label, value in rows_of(chart))


def _bar_value(chart: BarsChart, bar: Bar) -> str:
    return f"{chart.unit}: {bar.shown}" + (f"; {chart.things}: {bar.counted}" if chart.things else "")


def continued(chart: BarsChart) -> tuple[BarsChart, ...]:
    """Deal the bars of a chart out over parts of one scale, for whoever has no room for all; none if they are few."""
    count = ceil(len(chart.bars) / _MOST_BARS)
    if count < 2 or chart.whole:
        return ()
    ends = [round(part * len(chart.bars) / count) for part in range(count + 1)]
    dealt = [chart.bars[start:end] for start, end in pairwise(ends)]
    return tuple(
        replace(chart, bars=bars, whole=chart.bars, alt=_part_alt(chart, bars, f"{number} of {count}"))
        for number, bars in enumerate(dealt, 1)
    )


def _part_alt(chart: BarsChart, bars: Sequence[Bar], which: str) -> str:
    largest = max((bar.value for bar in chart.bars if bar.kind == "area"), default=None)
    told = (
        f"{bar.label} {bar.shown}" + (", the largest of all" if bar.highlighted and bar.value == largest else "")
        for bar in bars
    )
    return f"Bar chart, part {which}, by {chart.group.lower()}; {chart.unit}: {'; '.join(told)}."


def year_ends(points: Sequence[StepPoint]) -> tuple[StepPoint, ...]:
    """Give the last point of each year."""
    return tuple({point.date.year: point for point in points}.values())


def row_told(annex: Annex, row: int) -> str:
    """Tell a row with the heads of its cells: "No. 1; Title: …"."""
    told = zip(annex.head, annex.rows[row], strict=True)
    return "; ".join(f"{head}{'' if head.endswith('.') else ':'} {cell}" for head, cell in told)


def rest_told(annex: Annex, shown: int) -> str:
    """Say where the rows are that a slide does not show."""
    rest = len(annex.rows) - shown
    where = f"in the brief’s annex, “{annex.heading.text}”."
    if not rest:
        return f"The same list is {where}"
    return f"The other {rest:,} are {where}" if rest > 1 else f"The other one is {where}"


def step_told(milestone: Milestone) -> str:
    """Tell a step of the timeline in full, and whether it is only expected."""
    return ": ".join(_step_row(milestone))


def _step_row(milestone: Milestone) -> tuple[str, str]:
    expected = " (expected, not reported as done)" if milestone.expected else ""
    return f"{milestone.date}{expected}", f"{milestone.title.text}. {milestone.text.text}"


def marks_told(numbered: Sequence[tuple[int, Milestone]]) -> str:
    """Describe a figure of numbered marks by the first and the last of its steps."""
    (first, begin), (last, end) = numbered[0], numbered[-1]
    steps = f"step {first}" if first == last else f"steps {first} to {last}"
    dates = f"of {begin.date}" if begin.date == end.date else f"from {begin.date} to {end.date}"
    return f"Timeline of {steps}, {dates}: numbered marks on a scale of years, each told in the list with it."
