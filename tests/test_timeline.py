from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Literal, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts import ChartStyle, TimelinePlan, chart_style, plan_timeline, timeline, timeline_key
from reports.charts.drawing import Drawing, Path, Text
from reports.charts.recorder import record
from reports.datafile.scalars import When
from reports.story import Milestone, TimelineChart
from reports.story.phrases import phrases_in
from reports.theme.load import load_theme
from reports.units import Points, from_mm
from tests.builders.story import a_milestone
from tests.marks import text_box, texts

Place = Literal["brief", "deck"]
STYLE: dict[Place, ChartStyle] = {
    "brief": chart_style(load_theme(), "brief"),
    "deck": chart_style(load_theme(), "deck"),
}
ROOM: dict[Place, tuple[Points, Points]] = {"brief": (from_mm(170), Points(400)), "deck": (Points(852), Points(291))}


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: Box) -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.top <= other.bottom or other.top <= self.bottom)

    def lies_in(self, other: Box) -> bool:
        near = 1e-3
        low = self.left >= other.left - near and self.bottom >= other.bottom - near
        return low and self.right <= other.right + near and self.top <= other.top + near


def a_timeline(*milestones: Milestone) -> TimelineChart:
    return TimelineChart(milestones, "a timeline", phrases_in("en-US"))


def the_default() -> TimelineChart:
    return a_timeline(
        a_milestone(2010),
        a_milestone(2011, text="The societies build on that first meeting and organize a global initiative."),
        a_milestone(2012, text="Four of them form an alliance to use resources together and speed progress."),
        a_milestone(2013, title="More than 170 meet", text="Researchers, clinicians and industry partners."),
        a_milestone(2013, title="First call goes out", text="The first request for proposals is issued."),
        a_milestone(2014, title="Awards expected", text="Awards are to be funded.", expected=True, date="early 2014"),
    )


def planned(chart: TimelineChart, place: Place = "brief") -> TimelinePlan:
    plan = plan_timeline(chart, STYLE[place], *ROOM[place])
    assert plan is not None
    return plan


def drawn(chart: TimelineChart, place: Place = "brief") -> Drawing:
    return record(timeline(planned(chart, place), chart, STYLE[place]), chart.alt, STYLE[place].faces)


def named(drawing: Drawing, name: str) -> Path:
    return next(mark for mark in drawing.marks if isinstance(mark, Path) and mark.name == name)


def entry_boxes(plan: TimelinePlan) -> list[Box]:
    """The entries' rectangles, from the bottom left like the drawing's marks."""
    return [
        Box(entry.left, plan.height - entry.top - entry.height, entry.left + entry.width, plan.height - entry.top)
        for entry in plan.entries
    ]


def mark_box(mark: Path | Text) -> Box:
    """Where a mark's ink may be."""
    if isinstance(mark, Text):
        return Box(*text_box(mark))
    assert mark.stroke is not None
    numbers = [segment[-2:] for segment in mark.segments if segment[0] != "Z"]
    half = mark.stroke.width / 2  # level lines with butt caps
    (left, y), (right, _) = numbers
    return Box(left, y - half, right, y + half)


# -- any milestones -------------------------------------------------------------------------------

sentences = st.lists(
    st.sampled_from(["the", "$46M", "of", "$50M", "society", "meets", "for", "progress"]), min_size=1, max_size=9
)
milestones = st.builds(
    a_milestone,
    st.integers(2008, 2013),
    title=sentences.map(lambda title: " ".join(title[:3])),
    text=sentences.map(" ".join),
    expected=st.booleans(),
    date=st.sampled_from([None, "early 2014"]),
)
charts = st.lists(milestones, min_size=1, max_size=9).map(lambda some: a_timeline(*some))
places = st.sampled_from(list(STYLE))


@given(charts, places)
def test_every_milestone_is_placed_exactly_once_in_its_year(chart: TimelineChart, place: Place) -> None:
    plan = plan_timeline(chart, STYLE[place], *ROOM[place])
    if plan is not None:
        assert [entry.milestone for entry in plan.entries] == sorted(chart.milestones, key=lambda each: each.year)
        lefts = {column.year: column.left for column in plan.columns}
        assert all(entry.left == lefts[entry.milestone.year] for entry in plan.entries)
        for entry in plan.entries:
            assert " ".join(entry.title_lines) == entry.milestone.title.text
            assert " ".join(entry.text_lines) == entry.milestone.text.text


@given(charts, places)
def test_nothing_overlaps_and_all_lies_inside(chart: TimelineChart, place: Place) -> None:
    style = STYLE[place]
    plan = plan_timeline(chart, style, *ROOM[place])
    if plan is not None:
        drawing = record(timeline(plan, chart, style), chart.alt, style.faces)
        boxes = entry_boxes(plan) + [mark_box(mark) for mark in drawing.marks]
        whole = Box(0, 0, drawing.width, drawing.height)
        assert all(box.lies_in(whole) for box in boxes)
        assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
        assert drawing.height <= ROOM[place][1]


@given(charts, places)
def test_lines_of_entries_fit_their_columns_and_their_heights(chart: TimelineChart, place: Place) -> None:
    style = STYLE[place]
    plan = plan_timeline(chart, style, *ROOM[place])
    if plan is not None:
        assert style.look.floor <= plan.text.size <= style.label.size
        for entry in plan.entries:
            assert all(plan.title.width(line) <= entry.width + 1e-6 for line in entry.title_lines)
            assert all(plan.text.width(line) <= entry.width + 1e-6 for line in entry.text_lines)
            of_both = len(entry.title_lines) * plan.title.leading + len(entry.text_lines) * plan.text.leading
            assert entry.height == pytest.approx(of_both)


@given(charts, places)
def test_a_year_is_dashed_just_when_all_of_it_is_expected(chart: TimelineChart, place: Place) -> None:
    style = STYLE[place]
    plan = plan_timeline(chart, style, *ROOM[place])
    if plan is not None:
        drawing = record(timeline(plan, chart, style), chart.alt, style.faces)
        for column in plan.columns:
            of_year = [each.expected for each in chart.milestones if each.year == column.year]
            lines = [mark for mark in drawing.marks if mark.name == f"Year {column.label}, line"]
            here = next(mark for mark in lines if mark_box(mark).left == pytest.approx(column.left, abs=1e-3))
            assert isinstance(here, Path)
            assert here.stroke is not None
            assert bool(here.stroke.dash) == (bool(of_year) and all(of_year))


# -- the default programme's shape ----------------------------------------------------------------


@pytest.mark.parametrize(("place", "width"), [("brief", 87.3), ("deck", 156)])
def test_years_have_equal_columns_over_the_whole_width(place: Place, width: float) -> None:
    plan = planned(the_default(), place)
    assert [column.year for column in plan.columns] == [2010, 2011, 2012, 2013, 2014]
    assert all(column.width == pytest.approx(width, abs=0.1) for column in plan.columns)
    assert plan.columns[-1].left + plan.columns[-1].width == pytest.approx(plan.width)


def test_years_are_labelled_as_given_above_their_line() -> None:
    drawing = drawn(the_default())
    years = [text for text in texts(drawing) if text.name.startswith("Year")]
    assert [year.text for year in years] == ["2010", "2011", "2012", "2013", "early 2014"]
    for year in years:
        line = mark_box(named(drawing, f"Year {year.text}, line"))
        assert year.y - line.top == pytest.approx(0.40 * year.size, abs=1e-3)


@pytest.mark.parametrize("place", ["brief", "deck"])
def test_an_expected_year_has_eight_dashes_and_ends_with_one(place: Place) -> None:
    line = named(drawn(the_default(), place), "Year early 2014, line")
    assert line.stroke is not None
    dash, gap = line.stroke.dash
    assert gap == pytest.approx(0.6 * dash, abs=1e-3)
    assert 8 * dash + 7 * gap == pytest.approx(planned(the_default(), place).columns[-1].width, abs=1e-2)


def test_what_is_only_expected_is_warm_year_and_line_alike() -> None:
    drawing, warm = drawn(the_default()), STYLE["brief"].colours["sparktext"]
    years = [text.text for text in texts(drawing) if text.name.startswith("Year") and text.colour == warm]
    lines = [
        mark.name for mark in drawing.marks if isinstance(mark, Path) and mark.stroke and mark.stroke.colour == warm
    ]
    assert years == ["early 2014"]
    assert lines == ["Year early 2014, line", "Key, expected, line"]


def test_a_key_that_is_set_beside_the_drawing_takes_no_room_in_it() -> None:
    plan = plan_timeline(the_default(), STYLE["brief"], *ROOM["brief"], key=False)
    assert plan is not None
    assert plan.key == ()
    alone = record(timeline_key(STYLE["brief"], phrases_in("en-US")), "", STYLE["brief"].faces)
    assert [text.text for text in texts(alone)] == ["reported as done", "expected, not reported as done"]


def test_what_is_stacked_has_a_rule_halfway_between() -> None:
    plan = planned(the_default())
    above, below = [entry for entry in plan.entries if entry.milestone.year == 2013]
    rule = plan.height - mark_box(named(drawn(the_default()), "Rule")).top
    assert rule - (above.top + above.height) == pytest.approx(below.top - rule, abs=STYLE["brief"].look.rule)


def test_the_key_stands_in_the_column_of_what_is_expected_at_the_drawings_foot() -> None:
    plan, drawing = planned(the_default()), drawn(the_default())
    said = [text.text for text in texts(drawing) if text.name.startswith("Key")]
    assert " ".join(said) == "reported as done expected, not reported as done"
    assert {line.left for line in plan.key} == {plan.columns[-1].left}
    expected = named(drawing, "Key, expected, line")
    assert expected.stroke is not None
    assert expected.stroke.dash


def test_the_key_stands_below_the_step_that_is_expected() -> None:
    long = "They meet. " * 12
    chart = a_timeline(a_milestone(2013, text=long.strip()), a_milestone(2014, expected=True))
    plan = planned(chart)
    assert plan.key[0].top >= max(entry.top + entry.height for entry in plan.entries if entry.milestone.expected)


def test_nothing_expected_needs_no_key() -> None:
    plan = planned(a_timeline(a_milestone(2012), a_milestone(2013)))
    assert plan.key == ()
    assert not [text for text in texts(drawn(a_timeline(a_milestone(2012)))) if not text.name.startswith("Year")]


# -- at the limits --------------------------------------------------------------------------------


def test_a_year_without_milestones_keeps_its_column_but_looks_neither_done_nor_expected() -> None:
    chart = a_timeline(a_milestone(2010), a_milestone(2012))
    assert [column.state for column in planned(chart).columns] == ["done", "empty", "done"]
    line = named(drawn(chart), "Year 2011, line")
    assert line.stroke is not None
    assert (line.stroke.colour, line.stroke.dash) == (STYLE["brief"].colour("axis"), ())


def test_different_dates_in_a_year_are_no_timeline_since_its_label_would_lose_them() -> None:
    chart = a_timeline(a_milestone(2014, date="early 2014"), a_milestone(2014, date="late 2014"))
    assert plan_timeline(chart, STYLE["brief"], *ROOM["brief"]) is None


def test_a_time_over_two_years_is_no_timeline_since_a_line_is_as_wide_as_one() -> None:
    over = replace(a_milestone(2010, date="2010 to 2011"), when=When(2010, end=When(2011)))
    assert plan_timeline(a_timeline(over, a_milestone(2012)), STYLE["brief"], *ROOM["brief"]) is None


def test_more_than_six_years_are_no_timeline() -> None:
    assert plan_timeline(a_timeline(a_milestone(2010), a_milestone(2016)), STYLE["brief"], *ROOM["brief"]) is None
    assert plan_timeline(a_timeline(a_milestone(2010), a_milestone(2015)), STYLE["brief"], *ROOM["brief"]) is not None


def test_entries_shrink_to_the_floor_and_then_give_up() -> None:
    def size(words: int) -> float | None:
        text = "progress " * words + "made"
        chart = a_timeline(*(a_milestone(year, text=text) for year in range(2010, 2016)))
        plan = plan_timeline(chart, STYLE["deck"], *ROOM["deck"])
        return plan.text.size if plan else None

    assert [size(words) for words in (5, 20, 60)] == [18, 16.5, None]


def test_a_word_wider_than_its_column_is_no_timeline() -> None:
    chart = a_timeline(*(a_milestone(year, title="Donaudampfschifffahrtsgesellschaft") for year in range(2010, 2016)))
    assert plan_timeline(chart, STYLE["brief"], *ROOM["brief"]) is None


def test_a_long_date_makes_all_years_smaller_and_stays_inside() -> None:
    chart = a_timeline(*(a_milestone(year) for year in range(2010, 2014)), a_milestone(2014, date="September 2014"))
    years = [text for text in texts(drawn(chart)) if text.name.startswith("Year")]
    assert len({year.size for year in years}) == 1
    assert years[-1].width <= planned(chart).columns[-1].width + 1e-3


def test_no_milestones_are_no_timeline() -> None:
    assert plan_timeline(a_timeline(), STYLE["brief"], *ROOM["brief"]) is None
