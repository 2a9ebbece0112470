"""Numbered marks on a true scale of years: the timeline that `timeline` has no room for.

A mark is a line as wide as the time that its date may mean: a year for "2013", a third of it for "early 2014", all of
it for a time from one date to another, a day for a day. Its number leads to the list that has to stand with it. What
has one date, and is in one state, shares a mark. `plan_marks` packs the marks into lanes, on as many figures as that
takes; `marks` draws one of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reports.charts.canvas import Canvas, ChartStyle, Figure, Lettering, plain_settings
from reports.charts.timeline import dash_of, draw_key, key_width, label_sizes
from reports.charts.years import Years, axis_height, draw_axis
from reports.compose.descriptions import marks_alt
from reports.story import Milestone, TimelineChart
from reports.story.phrases import Phrases
from reports.units import Points

_APART = 0.5  # of the label's size: the least between a number and what follows in its lane
_LINE_GAP = 0.3  # of the label's size: between a number and its line
_LANE_GAP = 0.55  # of the label's size: between a line and the numbers below it
_KEY_GAP = 0.5  # of the label's leading: between the years' names and the key
_EXPECTED_GAP = 1.0  # of the label's size: beside dashes, which would run on into the next mark
_MOST_LABEL = 0.25  # of the drawing's width: as long as the numbers of one mark get
_TRIM = 1.0  # points that a line is short of its time at both ends, so that two years do not run together
_LEAST = 0.5  # of the line's thickness: as short as a mark gets
_DASH = 1.5  # of the line's thickness: about as long as a dash is
_MOST_DASHES = 8
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark's line (`left`, `width`, in points), and its number's place. Lane 0 is the lowest.

    `numbers` are the places of its milestones in the chart, from 1 on; `label` is what is shown of them ("3–5, 8").
    """

    numbers: tuple[int, ...]
    label: str
    first: dt.date
    last: dt.date
    expected: bool
    left: Points
    width: Points
    label_left: Points
    label_width: Points
    lane: int


@dataclass(frozen=True, slots=True)
class MarksPlan:
    """One figure: its marks in the order of their numbers, and the milestones that its list has to tell, numbered.

    `size` and `leading` are the labels'. `key` says whether there are expected milestones to be told from others.
    """

    marks: tuple[PlacedMark, ...]
    milestones: tuple[tuple[int, Milestone], ...]
    years: Years
    lanes: int
    width: Points
    height: Points
    size: float
    leading: float
    key: bool
    phrases: Phrases

    @property
    def alt(self) -> str:
        """Describe the figure: its list has to tell the rest."""
        return marks_alt(self.milestones, self.phrases)


def plan_marks(chart: TimelineChart, style: ChartStyle, width: Points, height: Points) -> tuple[MarksPlan, ...]:
    """Pack all milestones into as few figures as can be, each `width` wide and at most `height` high.

    Several figures share the milestones out evenly, in the chart's order. Empty if there are none, or if not even one
    mark has room.
    """
    smallest, *larger = reversed(tuple(label_sizes(style)))
    for count in range(1, len(chart.milestones) + 1):
        plans = _plans(chart, count, style, width, height, smallest)
        if plans and not all(_has_room(plan, style) for plan in plans):
            return ()
        if plans:
            better = (_plans(chart, count, style, width, height, size) for size in reversed(larger))
            return next((each for each in better if each and all(_has_room(plan, style) for plan in each)), plans)
    return ()


Numbered = Sequence[tuple[int, Milestone]]


def _plans(
    chart: TimelineChart, count: int, style: ChartStyle, width: Points, height: Points, size: float
) -> tuple[MarksPlan, ...]:
    """Plan `count` figures; none if one of them gets too high."""
    numbered = tuple(enumerate(chart.milestones, 1))
    edges = [round(len(numbered) * part / count) for part in range(count + 1)]  # of runs that differ by one at most
    plans = tuple(_plan(numbered[start:stop], style, width, size, chart.phrases) for start, stop in pairwise(edges))
    return plans if all(plan.height <= height + _TOLERANCE for plan in plans) else ()


def _plan(numbered: Numbered, style: ChartStyle, width: Points, size: float, phrases: Phrases) -> MarksPlan:
    label, key = style.label_strong.at(size), style.key.at(size)
    days = [day for _, milestone in numbered for day in milestone.days]
    years = Years(min(days).year, max(days).year, Points(0), width)
    marks = _packed(_placed(numbered, years, label, style), size)
    lanes = max(mark.lane for mark in marks) + 1
    expected = any(mark.expected for mark in marks)
    below = axis_height(key) + (_KEY_GAP + 1) * key.leading * expected
    return MarksPlan(
        marks=marks,
        milestones=tuple(numbered),
        years=years,
        lanes=lanes,
        width=width,
        height=Points(lanes * _pitch(label, style) + below),
        size=size,
        leading=label.leading,
        key=expected,
        phrases=phrases,
    )


def _has_room(plan: MarksPlan, style: ChartStyle) -> bool:
    """Return whether the longest label, a year's name and the key are narrower than the drawing."""
    widths = [mark.label_width for mark in plan.marks]
    key = key_width(style.key.at(plan.size), plan.phrases) if plan.key else 0
    return max(*widths, key, style.key.at(plan.size).width("0000")) <= plan.width


def _pitch(label: Lettering, style: ChartStyle) -> float:
    """Return how high a lane is: number, gap, line, gap."""
    return label.size * (label.face.letter_height + _LINE_GAP + _LANE_GAP) + style.look.line


# -- one mark for each date -----------------------------------------------------------------------


def _placed(numbered: Numbered, years: Years, label: Lettering, style: ChartStyle) -> Iterator[PlacedMark]:
    """Yield a mark for each date and state, all in lane 0, in the order of their first numbers."""
    same: dict[tuple[dt.date, dt.date, bool], list[int]] = {}
    for number, milestone in numbered:
        same.setdefault((*milestone.days, milestone.expected), []).append(number)
    for (first, last, expected), numbers in same.items():
        left, width = _line(years, first, last, style.look.line if expected else _LEAST * style.look.line)
        for some in _grouped(numbers, label, _MOST_LABEL * years.width):
            text = _runs(some)
            room = label.width(text)
            label_left = Points(max(0.0, min(left, years.width - room)))
            yield PlacedMark(tuple(some), text, first, last, expected, left, width, label_left, room, 0)


def _grouped(numbers: Sequence[int], label: Lettering, most: float) -> Iterator[list[int]]:
    """Part the numbers of one date where they would make too long a label."""
    some: list[int] = []
    for number in numbers:
        if some and label.width(_runs([*some, number])) > most:
            yield some
            some = []
        some.append(number)
    yield some


def _line(years: Years, first: dt.date, last: dt.date, least: float) -> tuple[Points, Points]:
    """Place a line amid its time: a little shorter, so that it ends, or at its least, so that it can be seen."""
    start, end = years.start(first), years.end(last)
    length = max(min(end - start, least), end - start - 2 * _TRIM) if end - start > least else least
    left = (start + end - length) / 2
    return Points(max(0.0, min(left, years.width - length))), Points(length)


def _runs(numbers: Sequence[int]) -> str:
    """Write 3, 4, 5 and 8 as "3–5, 8"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _packed(marks: Iterable[PlacedMark], size: float) -> tuple[PlacedMark, ...]:
    """Put each mark, from the left on, into the lowest lane where it touches nothing; no lane is too many."""
    ends: list[float] = []
    packed = []
    for mark in sorted(marks, key=lambda mark: (min(mark.left, mark.label_left), mark.numbers)):
        left = min(mark.left - _EXPECTED_GAP * size * mark.expected, mark.label_left)
        after = _EXPECTED_GAP * size if mark.expected else 2 * _TRIM
        right = max(mark.left + mark.width + after, mark.label_left + mark.label_width + _APART * size)
        lane = next((lane for lane, end in enumerate(ends) if end <= left + _TOLERANCE), len(ends))
        ends[lane : lane + 1] = [right]
        packed.append(replace(mark, lane=lane))
    return tuple(sorted(packed, key=lambda mark: mark.numbers))


# -- the drawing ----------------------------------------------------------------------------------


@plain_settings()
def marks(plan: MarksPlan, style: ChartStyle) -> Figure:
    """Draw the years, a hairline at each of their ticks, and the marks with their numbers."""
    canvas = Canvas(plan.width, plan.height)
    key = style.key.at(plan.size)
    base = axis_height(key) + (_KEY_GAP + 1) * key.leading * plan.key
    for year, x in plan.years.ticks(key):
        inside = max(x, style.look.grid / 2)
        canvas.line(
            [(inside, base), (inside, plan.height)], style.colour("hairline"), style.look.grid, f"Year {year}, line"
        )
    for mark in plan.marks:
        _draw_mark(canvas, mark, plan, base, style)
    draw_axis(canvas, plan.years, base, key, style)
    if plan.key:
        draw_key(canvas, key.leading, key, style, plan.phrases)
    return canvas.figure


def _draw_mark(canvas: Canvas, mark: PlacedMark, plan: MarksPlan, base: float, style: ChartStyle) -> None:
    label = style.label_strong.at(plan.size)
    y = base + mark.lane * _pitch(label, style) + _LANE_GAP * plan.size + style.look.line / 2
    name = f"Mark {mark.label}"
    dashes = max(2, min(_MOST_DASHES, round(mark.width / (_DASH * style.look.line))))
    dash = dash_of(mark.width, dashes) if mark.expected else ()
    ends = [(mark.left, y), (mark.left + mark.width, y)]
    canvas.line(ends, style.colour("data"), style.look.line, f"{name}, line", dash)
    canvas.text(mark.label_left, y + style.look.line / 2 + _LINE_GAP * plan.size, mark.label, label, name)
