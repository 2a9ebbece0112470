"""A long timeline as counts by year."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from reports.charts import chart_style, strip
from reports.charts.drawing import Drawing, Path
from reports.story import TimelineChart
from reports.story.phrases import phrases_in
from reports.theme.load import load_theme
from reports.units import Points, from_mm
from reports.verify.compare import measure
from reports.verify.readback.reading import ReadBox, ReadShape
from tests.builders.story import a_milestone
from tests.marks import colliding, outside, path_box, paths, texts

STYLE = chart_style(load_theme(), "brief")


def a_timeline(*years: int) -> TimelineChart:
    return TimelineChart(tuple(map(a_milestone, years)), "a timeline", phrases_in("en-GB"))


def drawn(chart: TimelineChart) -> Drawing:
    found = strip(chart, STYLE, from_mm(170), Points(120))
    assert found is not None
    return found


def shapes(drawing: Drawing) -> list[ReadShape]:
    boxes = [(mark, path_box(mark)) for mark in drawing.marks if isinstance(mark, Path)]
    return [ReadShape(1, ReadBox(b.left, -b.top, b.right, -b.bottom), mark.fill) for mark, b in boxes]


@given(st.lists(st.integers(1990, 2030), min_size=1, max_size=60))
def test_every_step_is_a_block_in_its_year_and_nothing_collides(years: list[int]) -> None:
    drawing = drawn(a_timeline(*sorted(years)))
    assert len(paths(drawing, "Step")) == len(years)
    assert {(n, path.name) for path, n in Counter(paths(drawing, "Step")).items()} <= {
        (1, f"Step, {year}") for year in years
    }
    assert colliding(drawing) == []
    assert outside(drawing) == []
    assert list(measure.strip(shapes(drawing), years)) == []


def test_the_fullest_year_alone_is_in_the_colour_of_data() -> None:
    drawing = drawn(a_timeline(2006, 2007, 2011, 2011, 2013))
    lit = {mark.name for mark in paths(drawing, "Step") if mark.fill == STYLE.colour("data")}
    assert lit == {"Step, 2011"}
    assert drawing.alt == (
        "Timeline of 5 steps, a block for each in its year, where the numbers are: 2006, 1; 2007, 1; 2011, 2; 2013, 1."
    )


def test_of_years_that_are_all_as_full_none_stands_out() -> None:
    drawing = drawn(a_timeline(2006, 2008))
    assert {mark.fill for mark in paths(drawing, "Step")} == {STYLE.colour("others")}


def test_years_have_names_as_far_as_there_is_room() -> None:
    names = [text.text for text in texts(drawn(a_timeline(1990, 2030)), "Year")]
    assert names == [str(year) for year in range(1990, 2030, 5)]


def test_a_block_too_few_or_in_another_year_is_found() -> None:
    drawing = drawn(a_timeline(2006, 2008, 2011, 2011))
    assert list(measure.strip(shapes(drawing), [2006, 2008, 2008, 2011])) == [
        "draws 1 block in 2008 where the data has 2 steps",
        "draws 2 blocks in 2011 where the data has 1 step",
    ]
    assert list(measure.strip(shapes(drawing)[1:], [2006, 2008, 2011, 2011])) == [
        "draws 3 blocks where the data has 4 steps"
    ]


def test_no_steps_and_no_room_are_no_strip() -> None:
    assert strip(a_timeline(), STYLE, from_mm(170), Points(120)) is None
    assert strip(a_timeline(*[2006] * 60), STYLE, from_mm(170), Points(60)) is None
