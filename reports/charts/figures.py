"""Any chart as a figure: the one place that knows which function draws which chart."""

from functools import lru_cache
from typing import assert_never

from reports import story
from reports.charts.bars import bars
from reports.charts.canvas import ChartStyle, Figure
from reports.charts.code import code
from reports.charts.columns import columns
from reports.charts.drawing import Drawing
from reports.charts.recorder import record
from reports.charts.sketch import sketch
from reports.charts.squares import people, squares
from reports.charts.steps import steps
from reports.charts.timeline import plan_timeline, timeline
from reports.charts.values import values
from reports.story import Chart
from reports.units import Points


def figure_of(chart: Chart, style: ChartStyle, width: Points, height: Points) -> Figure | None:
    """Return a chart's figure, `width` points wide and `height` at most; None where it can't be drawn legibly so.

    Of a timeline it is the years alone: who shows it sets the steps in the places of `plan_timeline`.
    """
    match chart:
        case story.SquaresChart():
            return squares(chart, style, width, height)
        case story.PeopleChart():
            return people(chart, style, width, height)
        case story.BarsChart():
            return bars(chart, style, width, height)
        case story.ColumnsChart():
            return columns(chart, style, width, height)
        case story.StepsChart():
            return steps(chart, style, width, height)
        case story.TimelineChart():
            plan = plan_timeline(chart, style, width, height)
            return timeline(plan, chart, style) if plan else None
        case story.SketchChart():
            return sketch(chart, style, width, height)
        case story.CodeChart():
            return code(chart, style, width, height)
        case story.ValuesChart():
            return values(chart, style, width, height)
        case _:
            assert_never(chart)


@lru_cache(maxsize=64)  # who changes words while a preview is shown draws no chart anew
def drawing_of(chart: Chart, style: ChartStyle, width: Points, height: Points) -> Drawing | None:
    """Return a chart's figure as a drawing, with its alternative text; None as `figure_of`."""
    figure = figure_of(chart, style, width, height)
    return record(figure, chart.alt, style.faces) if figure else None
