from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.canvas import ChartStyle, chart_style
from reports.charts.drawing import Drawing
from reports.charts.recorder import record
from reports.charts.steps import steps
from reports.compose import overtime
from reports.datafile.scalars import When
from reports.story import StepsChart
from reports.story.phrases import phrases_in
from reports.theme.load import load_theme
from reports.units import Points, from_mm
from tests.builders.awards import AnAward, tables
from tests.marks import colliding, outside, path_box, paths, texts

Place = Literal["brief", "deck"]
STYLE: dict[Place, ChartStyle] = {
    "brief": chart_style(load_theme(), "brief"),
    "deck": chart_style(load_theme(), "deck"),
}
ROOM: dict[Place, tuple[Points, Points]] = {"brief": (from_mm(170), Points(172)), "deck": (Points(852), Points(290))}
M = Decimal(1_000_000)


def a_chart(*made: tuple[int, When]) -> StepsChart:
    chart = overtime.steps_chart([AnAward(millions * M, date=when) for millions, when in made], phrases_in("en-GB"))
    assert chart is not None
    return chart


EXAMPLE = a_chart((2, When(2019, 6)), (3, When(2020, 3, 1)), (8, When(2021)), (8, When(2024)))


def drawn(chart: StepsChart, place: Place = "brief") -> Drawing:
    figure = steps(chart, STYLE[place], *ROOM[place])
    assert figure is not None
    return record(figure, chart.alt, STYLE[place].faces)


def corners(drawing: Drawing) -> list[tuple[float, float]]:
    segments = paths(drawing, "Sum")[0].segments
    return [(segment[-2], segment[-1]) for segment in segments if segment[0] != "Z"]


@given(tables, st.sampled_from(list(STYLE)))
def test_every_step_is_as_high_as_the_sum_and_stands_at_its_date(awards: list[AnAward], place: Place) -> None:
    chart = overtime.steps_chart(awards, phrases_in("en-US"))
    if chart is None:
        return
    drawing = drawn(chart, place)
    line, axis = corners(drawing), path_box(paths(drawing, "Axis")[0])
    assert line[0][1] == pytest.approx(axis.bottom)
    first, last = dt.date(chart.points[0].date.year, 1, 1), dt.date(chart.points[-1].date.year + 1, 1, 1)
    top, most = line[-1][1], chart.points[-1].value
    for point, (_, before), (x, y) in zip(chart.points, line[1::2], line[2::2], strict=True):
        share = (point.date.toordinal() + 1 - first.toordinal()) / (last.toordinal() - first.toordinal())
        assert x == pytest.approx(axis.left + share * (axis.right - axis.left), abs=1e-2)
        assert y == pytest.approx(axis.bottom + float(point.value / most) * (top - axis.bottom), abs=1e-2)
        assert before <= y


@given(tables, st.sampled_from(list(STYLE)))
def test_nothing_in_steps_overlaps_or_sticks_out(awards: list[AnAward], place: Place) -> None:
    chart = overtime.steps_chart(awards, phrases_in("en-US"))
    if chart is not None:
        drawing = drawn(chart, place)
        assert colliding(drawing) == []
        assert outside(drawing) == []


def test_the_line_starts_at_zero_is_flat_between_dates_and_ends_with_the_last() -> None:
    drawing = drawn(EXAMPLE)
    line = corners(drawing)
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(line))
    square = path_box(paths(drawing, "Last point")[0])
    assert ((square.left + square.right) / 2, (square.bottom + square.top) / 2) == pytest.approx(line[-1], abs=1e-3)
    assert [text.text for text in texts(drawing, "Last")] == ["€21 million", "end of 2024"]


@pytest.mark.parametrize(("place", "width"), [("brief", 2), ("deck", 3.5)])
def test_steps_have_the_look(place: Place, width: float) -> None:
    style, drawing = STYLE[place], drawn(EXAMPLE, place)
    pen = paths(drawing, "Sum")[0].stroke
    assert pen is not None
    assert (pen.width, pen.colour) == (width, style.colour("data"))
    assert [text.text for text in texts(drawing, "Year")] == ["2019", "2020", "2021", "2022", "2023", "2024"]
    assert [text.text for text in texts(drawing, "First value")] == ["€2 million"]
    square = path_box(paths(drawing, "Last point")[0])
    assert square.right - square.left == pytest.approx(0.6 * style.label_strong.size, abs=1e-3)


def test_many_years_have_names_as_far_as_there_is_room() -> None:
    drawing = drawn(a_chart((1, When(1903)), (2, When(2014))))
    assert [text.text for text in texts(drawing, "Year")] == ["1920", "1940", "1960", "1980", "2000"]


def test_dates_too_near_to_be_told_apart_are_one_step_at_the_last_of_them() -> None:
    days = [When(year, month, day) for year in range(1990, 2020) for month in range(1, 13) for day in range(1, 29)]
    chart = a_chart(*((1, day) for day in days))
    line = corners(drawn(chart))
    assert len(line) < 2 * 4 * ROOM["brief"][0]
    assert line[-1] == corners(drawn(a_chart((1, days[0]), (len(days) - 1, days[-1]))))[-1]


def test_no_points_and_no_room_are_no_line() -> None:
    assert steps(StepsChart((), 1, "", phrases_in("en-US")), STYLE["brief"], *ROOM["brief"]) is None
    assert steps(EXAMPLE, STYLE["brief"], Points(90), Points(172)) is None
    assert steps(EXAMPLE, STYLE["brief"], Points(400), Points(30)) is None


def test_a_sum_of_nothing_is_not_drawn() -> None:
    assert overtime.steps_chart([AnAward(0 * M, date=When(2020))], phrases_in("en-GB")) is None
