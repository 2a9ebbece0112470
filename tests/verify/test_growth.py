"""A line in steps, measured: as it is drawn it holds, and a step that is moved is found."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings

from reports import charts
from reports.charts.drawing import Path
from reports.charts.recorder import record
from reports.compose import overtime
from reports.datafile.scalars import When
from reports.story import StepsChart
from reports.story.phrases import phrases_in
from reports.theme.load import load_theme
from reports.theme.typeface import face
from reports.units import Points
from reports.verify.compare.charts import check_of
from reports.verify.compare.values_chart import steps
from reports.verify.readback.reading import ReadBox, ReadShape
from tests.builders.awards import AnAward, tables

M = Decimal(1_000_000)
FOUR = [AnAward(n * M, date=When(2000 + n, n)) for n in (1, 2, 3, 4)]


def a_chart(awards: list[AnAward]) -> StepsChart:
    chart = overtime.steps_chart(awards, phrases_in("en-GB"))
    assert chart
    return chart


def drawn(chart: StepsChart) -> list[ReadShape]:
    theme = load_theme(None)
    figure = charts.steps(chart, charts.chart_style(theme, "brief"), Points(480), Points(172))
    assert figure
    faces = [face(file) for file in (theme.font.regular, theme.font.strong, theme.font.bold)]
    drawing = record(figure, chart.alt, faces)
    return [_shape(mark, drawing.height) for mark in drawing.marks if isinstance(mark, Path)]


def _shape(path: Path, height: float) -> ReadShape:
    numbers = [number for segment in path.segments for number in segment[1:]]
    corners = tuple((x, height - y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    line = corners if path.fill is None and len(corners) > 2 else ()
    box = ReadBox(min(xs), min(ys), max(xs), max(ys))
    return ReadShape(1, box, path.fill, path.stroke.colour if path.stroke else None, path=line)


def moved(shapes: list[ReadShape], down: float, level: int) -> list[ReadShape]:
    """Move one level of the line."""
    line = max(shapes, key=lambda shape: len(shape.path))
    height = sorted({y for _, y in line.path})[level]
    path = tuple((x, y + down * (y == height)) for x, y in line.path)
    return [replace(shape, path=path) if shape is line else shape for shape in shapes]


@given(tables)
@settings(max_examples=40, deadline=None)
def test_a_line_as_it_is_drawn_holds(awards: list[AnAward]) -> None:
    chart = overtime.steps_chart(awards, phrases_in("en-GB"))
    assume(chart is not None and len(chart.points) > 1)
    assert chart
    assert list(steps(drawn(chart), chart.points)) == []


@pytest.mark.parametrize("level", [1, 2])
def test_a_level_that_is_a_hundredth_too_high_is_found(level: int) -> None:
    chart = a_chart(FOUR)
    found = list(steps(moved(drawn(chart), -0.012 * 150, level), chart.points))
    assert len(found) == 1
    assert "where the data says" in found[0]


def test_a_step_before_its_time_is_found() -> None:
    chart = a_chart(FOUR)
    first, second, *rest = chart.points
    early = drawn(replace(chart, points=(first, replace(second, date=dt.date(2001, 8, 1)), *rest)))
    assert list(steps(early, chart.points)) == ["draws the step of end of February 2002 before its time"]


def test_a_line_that_slopes_and_no_line_at_all_are_found() -> None:
    chart = a_chart(FOUR)
    line = max(drawn(chart), key=lambda shape: len(shape.path))
    slope = replace(line, path=(line.path[0], (line.path[0][0] + 10, line.path[0][1] - 10), line.path[-1]))
    assert list(steps([slope], chart.points)) == ["draws a line that is not in steps"]
    assert list(steps([], chart.points)) == ["has no line in steps"]


def test_a_year_stands_once_in_the_chart_of_the_sum() -> None:
    chart = a_chart(FOUR)
    lettering = check_of(chart).lettering
    assert lettering
    first, last = chart.points[0], chart.points[-1]
    said = [*first.shown.split(), *last.shown.split(), *last.date_text.split()]
    assert list(lettering([*said, "2001", "2002"])) == []
    assert list(lettering([*said, "2001", "2001"])) == ["names a year twice in the chart of the sum"]
    assert list(lettering([*said, "1999"])) == ["says “1999” in the chart of the sum, which the data does not"]
