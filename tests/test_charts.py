from __future__ import annotations

from itertools import pairwise
from typing import Any, Literal

import matplotlib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from reports.charts import ChartStyle, chart_style, drawing_of, figure_of, sketch, squares_of
from reports.charts.drawing import Drawing, Path, Text
from reports.charts.recorder import record
from reports.charts.squares import people, squares
from reports.compose.descriptions import lines_of
from reports.errors import Location
from reports.story import PeopleChart, SketchChart, SketchPart, SquaresChart, Words, charts_in
from reports.theme.load import load_theme
from reports.units import Points, from_mm
from tests.builders.deck import a_divided_portfolio, a_timeline
from tests.builders.story import a_milestone, words
from tests.marks import path_box

Place = Literal["brief", "deck", "cover"]
STYLE: dict[Place, ChartStyle] = {
    "brief": chart_style(load_theme(), "brief"),
    "deck": chart_style(load_theme(), "deck"),
    "cover": chart_style(load_theme(), "deck", dark=True).altered(squares_across=35),
}
ROOM: dict[Place, tuple[Points, Points]] = {
    "brief": (from_mm(170), Points(150)),
    "deck": (Points(560), Points(281)),
    "cover": (Points(852), Points(72)),
}


def a_squares_chart(count: int) -> SquaresChart:
    return SquaresChart(count, "project", f"{count} squares")


def drawn_squares(count: int, place: Place) -> list[Rectangle]:
    figure = squares(a_squares_chart(count), STYLE[place], *ROOM[place])
    assert figure is not None
    return rectangles(figure)


def rectangles(figure: Figure) -> list[Rectangle]:
    """The squares of the one collection that they are."""
    (drawn,) = (mark for mark in figure.artists if isinstance(mark, PathCollection))
    outlines: list[Any] = [path.vertices for path in drawn.get_paths()]
    names = zip(outlines, drawn.get_urls(), strict=True)
    return [Rectangle(corners[0], *(corners[2] - corners[0]), gid=str(name)) for corners, name in names]


def grid(marks: list[Rectangle]) -> tuple[int, int]:
    """Columns and rows."""
    return len({round(mark.get_x(), 3) for mark in marks}), len({round(mark.get_y(), 3) for mark in marks})


def a_sketch(*parts: tuple[Literal["rise", "waves"], str]) -> SketchChart:
    return SketchChart(tuple(SketchPart(shape, Words(label, Location("test"))) for shape, label in parts), "a sketch")


def drawn_sketch(chart: SketchChart, place: Place = "brief") -> Drawing:
    style = STYLE[place]
    size = (from_mm(53.333), Points(92)) if place == "brief" else (Points(410.4), Points(156))
    return record(sketch(chart, style, *size), chart.alt, style.faces)


def the_course(drawing: Drawing) -> Path:
    return next(mark for mark in drawing.marks if isinstance(mark, Path) and mark.name == "Course")


def points(path: Path) -> list[tuple[float, float]]:
    """Where a path goes, without the control points of its curves."""
    return [(segment[-2], segment[-1]) for segment in path.segments if segment[0] != "Z"]


# -- squares --------------------------------------------------------------------------------------

places = st.sampled_from(list(STYLE))


@given(st.integers(1, 300), places)
def test_there_is_a_square_for_each_project(count: int, place: Place) -> None:
    marks = drawn_squares(count, place)
    assert len(marks) == count
    assert [mark.get_gid() for mark in marks] == [f"Project {number} of {count}" for number in range(1, count + 1)]


@given(st.integers(1, 300), places)
def test_squares_are_equal_and_do_not_touch(count: int, place: Place) -> None:
    marks = drawn_squares(count, place)
    sides = {round(side, 6) for mark in marks for side in (mark.get_width(), mark.get_height())}
    assert len(sides) == 1
    assert len({(round(mark.get_x(), 3), round(mark.get_y(), 3)) for mark in marks}) == count
    for places in ({round(mark.get_x(), 3) for mark in marks}, {round(mark.get_y(), 3) for mark in marks}):
        steps = [after - before for before, after in zip(sorted(places), sorted(places)[1:], strict=False)]
        assert all(step > 1.2 * max(sides) for step in steps)


@given(st.integers(1, 300), places)
def test_squares_lie_inside_a_drawing_that_is_no_higher_than_asked(count: int, place: Place) -> None:
    figure = squares(a_squares_chart(count), STYLE[place], *ROOM[place])
    assert figure is not None
    width, height = (72 * figure.get_size_inches()).tolist()
    assert width <= ROOM[place][0] + 1e-6
    assert height <= ROOM[place][1] + 1e-6
    for mark in rectangles(figure):
        assert mark.get_x() >= 0
        assert mark.get_y() >= -1e-6
        assert mark.get_x() + mark.get_width() <= width + 1e-6
        assert mark.get_y() + mark.get_height() <= height + 1e-6


@given(st.integers(1, 300), places)
def test_the_first_row_is_full_at_the_top_and_a_short_last_row_stays_left(count: int, place: Place) -> None:
    marks = drawn_squares(count, place)
    columns, _ = grid(marks)
    assert marks[0].get_xy()[0] == 0
    assert [round(mark.get_y(), 3) for mark in marks] == sorted((round(m.get_y(), 3) for m in marks), reverse=True)
    assert all(mark.get_x() == marks[number % columns].get_x() for number, mark in enumerate(marks))


@pytest.mark.parametrize(("place", "expected"), [("brief", (21, 5)), ("deck", (15, 7)), ("cover", (35, 3))])
def test_105_projects_fill_the_field_of_each_place(place: Place, expected: tuple[int, int]) -> None:
    assert grid(drawn_squares(105, place)) == expected


def test_squares_of_the_brief_have_the_measures_of_the_look() -> None:
    figure = squares(a_squares_chart(105), STYLE["brief"], *ROOM["brief"])
    assert figure is not None
    assert 72 * figure.get_size_inches()[1] == pytest.approx(111.28, abs=0.1)
    first, second = rectangles(figure)[:2]
    assert first.get_width() == pytest.approx(18.53, abs=0.01)
    assert second.get_x() == pytest.approx(23.17, abs=0.01)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (100, (20, 5)),  # the divisor nearest to the style's own number
        (107, (27, 4)),  # a prime: one gap, and near to the style's number
        (12, (4, 3)),
        (17, (6, 3)),
        (22, (8, 3)),
        (500, (63, 8)),
    ],
)
def test_other_counts_choose_columns_that_leave_few_gaps(count: int, expected: tuple[int, int]) -> None:
    assert grid(drawn_squares(count, "brief")) == expected


def test_squares_too_small_to_be_counted_are_not_drawn() -> None:
    assert squares(a_squares_chart(5000), STYLE["brief"], *ROOM["brief"]) is None
    assert squares(a_squares_chart(105), STYLE["brief"], Points(100), Points(30)) is None


# -- sketch ---------------------------------------------------------------------------------------

PRIMARY = a_sketch(("rise", "steady worsening from the onset"))
SECONDARY = a_sketch(("waves", "relapsing-remitting"), ("rise", "progressive"))


@pytest.mark.parametrize("place", ["brief", "deck"])
def test_what_rises_has_the_same_slope_in_every_sketch(place: Place) -> None:
    slopes = []
    for chart in (PRIMARY, SECONDARY):
        (left, low), (right, high) = points(the_course(drawn_sketch(chart, place)))[-2:]
        slopes.append((high - low) / (right - left))
    assert slopes[0] == pytest.approx(slopes[1], rel=1e-4)


def test_waves_are_equally_high_and_come_back_to_the_base() -> None:
    path = points(the_course(drawn_sketch(SECONDARY)))
    levels = [y for _, y in path[:-1]]
    assert len(set(levels)) == 2
    assert levels.count(max(levels)) == 3
    assert levels[0] == levels[-1] == min(levels)


def test_a_sketch_has_axes_without_numbers_and_a_dotted_divider_between_its_parts() -> None:
    drawing = drawn_sketch(SECONDARY)
    dividers = [mark for mark in drawing.marks if isinstance(mark, Path) and mark.name == "Divider"]
    assert [mark.stroke and mark.stroke.dash for mark in dividers] == [(2.0, 2.0)]
    labels = [mark for mark in drawing.marks if isinstance(mark, Text)]
    assert [label.text for label in labels] == ["relapsing-remitting", "progressive"]
    assert labels[1].x == points(dividers[0])[0][0] == points(the_course(drawing))[-2][0]


def test_parts_make_room_for_each_others_labels() -> None:
    drawing = drawn_sketch(a_sketch(("rise", "slow"), ("rise", "then faster")))
    assert [mark.text for mark in drawing.marks if isinstance(mark, Text)] == ["slow", "then faster"]


def test_a_label_too_long_for_its_part_takes_more_lines() -> None:
    drawing = drawn_sketch(a_sketch(("waves", "attacks that come and go for years"), ("rise", "then steady worsening")))
    lines = [mark for mark in drawing.marks if isinstance(mark, Text)]
    assert len({line.y for line in lines}) == 2
    assert all(line.x + line.width <= drawing.width + 1e-3 for line in lines)


parts = st.tuples(st.sampled_from(["rise", "waves"]), st.sampled_from(["on", "steady worsening", "$1 to $2"]))


@given(st.lists(parts, min_size=1, max_size=5), places)
def test_all_of_a_sketch_lies_inside(shapes: list[tuple[Literal["rise", "waves"], str]], place: Place) -> None:
    drawing = drawn_sketch(a_sketch(*shapes), place)
    for x, y in points(the_course(drawing)):
        assert 0 <= x <= drawing.width
        assert 0 <= y <= drawing.height
    assert all(mark.y > 0 for mark in drawing.marks if isinstance(mark, Text))


# -- any chart ------------------------------------------------------------------------------------


def test_labels_are_literal_and_never_mathematics() -> None:
    drawing = drawn_sketch(a_sketch(("rise", "$46M of $50M")))
    assert [mark.text for mark in drawing.marks if isinstance(mark, Text)] == ["$46M of $50M"]


def test_a_users_settings_of_matplotlib_have_no_say() -> None:
    plain = drawn_sketch(SECONDARY)
    settings: dict[Any, Any] = {
        "lines.scale_dashes": False,
        "path.sketch": (1, 100, 2),
        "text.parse_math": True,
        "font.size": 30.0,
    }
    with matplotlib.rc_context(settings):
        assert drawn_sketch(SECONDARY) == plain
        assert matplotlib.rcParams["font.size"] == 30


def test_the_cover_is_drawn_for_a_dark_ground() -> None:
    theme = load_theme()
    assert STYLE["cover"].colour("data") == theme.colour["soft"]
    assert STYLE["cover"].colour("hairline") == theme.colour["hairline_on_dark"]


def test_charts_are_found_wherever_a_story_has_them() -> None:
    divided = a_divided_portfolio()
    assert divided.breakdown
    assert list(charts_in(divided)) == [divided.chart, divided.breakdown.chart, divided.breakdown.further[0].chart]


def test_one_function_draws_any_chart_and_says_what_it_shows() -> None:
    divided, timeline = a_divided_portfolio(), a_timeline(a_milestone(2014, date="early 2014", expected=True))
    for chart in (*charts_in(divided), timeline.chart, a_sketch(("rise", "First"))):
        figure = figure_of(chart, STYLE["deck"], Points(852), Points(288))
        drawing = drawing_of(chart, STYLE["deck"], Points(852), Points(288))
        assert figure
        assert drawing
        assert drawing == record(figure, chart.alt, STYLE["deck"].faces)
    assert lines_of(timeline.chart)[0].startswith("early 2014 (expected, not reported as done): ")
    assert lines_of(divided.chart) == ()


def test_a_chart_without_room_is_not_drawn() -> None:
    for chart in charts_in(a_divided_portfolio()):
        assert drawing_of(chart, STYLE["deck"], Points(20), Points(1)) is None


# -- squares that spell, are numbered, or recalled ---------------------------------------------------

NAMES = ("SPRINT-MS", "SUMMIT", "MSOAC")


def a_described_chart(count: int = 105) -> SquaresChart:
    lit = tuple(f"The square of {name} is lit." for name in NAMES)
    return SquaresChart(count, "project", "in rows", "set as the figure", "with numbers", lit)


def drawing_of_squares(count: int, **asked: Any) -> Drawing:
    style = chart_style(load_theme(), "brief", dark=True)
    found = squares_of(a_described_chart(count), style, from_mm(170), from_mm(110), **asked)
    assert found is not None
    return found


def test_a_numeral_has_its_described_squares_numbered_at_the_top_of_its_last_digit() -> None:
    drawing, theme = drawing_of_squares(105, art="numeral", numbered=True), load_theme()
    marked = [mark for mark in drawing.marks if isinstance(mark, Path) and mark.fill == theme.colour["spark"]]
    numbers = [mark for mark in drawing.marks if isinstance(mark, Text)]
    assert drawing.alt == "set as the figure with numbers"
    assert [number.text for number in numbers] == ["1", "2", "3"]
    for number, square in zip(numbers, marked, strict=True):
        left, right = (pick(x for x, _ in points(square)) for pick in (min, max))
        assert number.x + number.width / 2 == pytest.approx((left + right) / 2, abs=0.01)
    assert len([mark for mark in drawing.marks if isinstance(mark, Path)]) == 105


def test_a_number_without_a_good_numeral_stands_in_rows_and_says_so() -> None:
    assert drawing_of_squares(24, art="numeral").alt == "in rows"
    assert drawing_of_squares(105, art="field").alt == "in rows"


def test_one_square_is_lit_among_those_that_are_recalled() -> None:
    drawing, colour = drawing_of_squares(105, art="numeral", lit=1), load_theme().colour
    fills = [mark.fill for mark in drawing.marks if isinstance(mark, Path)]
    assert (fills.count(colour["spark"]), fills.count(colour["echo"])) == (1, 104)
    assert drawing.alt == "set as the figure The square of SUMMIT is lit."


def test_squares_too_small_for_numbers_have_none_and_are_all_alike() -> None:
    style = chart_style(load_theme(), "brief", dark=True)
    drawing = squares_of(a_described_chart(), style, Points(150), Points(80), art="field", numbered=True)
    assert drawing is not None
    assert drawing.alt == "in rows"
    assert len({mark.fill for mark in drawing.marks if isinstance(mark, Path)}) == 1


@given(st.integers(1, 1000), places)
def test_the_last_row_of_a_field_is_at_least_half_full(count: int, place: Place) -> None:
    figure = squares(a_squares_chart(count), STYLE[place], ROOM[place][0], Points(2 * ROOM[place][1]))
    assert figure is not None
    marks = rectangles(figure)
    columns, rows = grid(marks)
    assert 2 * (count - (rows - 1) * columns) >= columns


# -- people -----------------------------------------------------------------------------------------


@given(st.integers(1, 1200), places)
def test_there_is_a_circle_for_each_person_none_touching_another(count: int, place: Place) -> None:
    figure = people(PeopleChart(count, "people", words("One each.")), STYLE[place], *ROOM[place])
    if figure is None:
        return
    drawing = record(figure, "people", STYLE[place].faces)
    boxes = [path_box(mark) for mark in drawing.marks if isinstance(mark, Path)]
    corners = {(round(box.left, 2), round(box.top, 2)) for box in boxes}
    assert len(boxes) == len(corners) == count
    wide, high = boxes[0].right - boxes[0].left, boxes[0].top - boxes[0].bottom
    assert wide == pytest.approx(high, abs=1e-3)
    lefts = sorted({round(box.left, 2) for box in boxes})
    assert all(after - before > 1.2 * wide for before, after in pairwise(lefts))
    assert drawing.height <= ROOM[place][1] + 1e-3


def test_250_people_stand_in_full_rows() -> None:
    figure = people(PeopleChart(250, "people", words("One each.")), STYLE["cover"], Points(248), Points(105))
    assert figure is not None
    boxes = [path_box(mark) for mark in record(figure, "", STYLE["cover"].faces).marks if isinstance(mark, Path)]
    assert len({round(box.left, 2) for box in boxes}) * len({round(box.top, 2) for box in boxes}) == 250
    assert {mark.fill for mark in record(figure, "", STYLE["cover"].faces).marks if isinstance(mark, Path)} == {
        load_theme().colour["spark"]
    }
