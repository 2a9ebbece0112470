from __future__ import annotations

import datetime as dt
from itertools import combinations
from random import Random
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.charts.canvas import ChartStyle, chart_style
from reports.charts.drawing import Drawing
from reports.charts.marks import MarksPlan, marks, plan_marks
from reports.charts.recorder import record
from reports.datafile.scalars import When
from reports.story import TimelineChart
from reports.story.phrases import phrases_in
from reports.theme.load import load_theme
from reports.units import Points, from_mm
from tests.builders.story import a_milestone
from tests.marks import Box, colliding, outside, path_box, paths, text_box, texts

Place = Literal["brief", "deck"]
STYLE: dict[Place, ChartStyle] = {
    "brief": chart_style(load_theme(), "brief"),
    "deck": chart_style(load_theme(), "deck"),
}
ROOM: dict[Place, tuple[Points, Points]] = {"brief": (from_mm(170), Points(350)), "deck": (Points(852), Points(291))}


def a_chart(*dates: When) -> TimelineChart:
    return TimelineChart(tuple(map(a_milestone, dates)), "a timeline", phrases_in("en-US"))


def planned(chart: TimelineChart, place: Place = "brief") -> tuple[MarksPlan, ...]:
    return plan_marks(chart, STYLE[place], *ROOM[place])


def drawn(plan: MarksPlan, place: Place = "brief") -> Drawing:
    return record(marks(plan, STYLE[place]), plan.alt, STYLE[place].faces)


def line_boxes(drawing: Drawing, style: ChartStyle) -> dict[str, Box]:
    """Where the marks' lines are: level, and as thick as the style has them."""
    boxes = ((path, path_box(path)) for path in paths(drawing, "Mark "))
    half = style.look.line / 2
    return {path.name: Box(box.left, box.bottom - half, box.right, box.top + half) for path, box in boxes}


def some_date(chance: Random) -> When:
    year, month, day = chance.randint(1990, 2030), chance.randint(1, 12), chance.randint(1, 28)
    forms = [
        When(year),
        When(year, month),
        When(year, month, day),
        When(year, part=chance.choice(("early", "mid", "late"))),
        When(year, end=When(year + chance.randint(1, 5), month)),
        When(year, month, end=When(year + 1)),
    ]
    return chance.choice(forms)


def by_chance(count: int, seed: int) -> TimelineChart:
    """Milestones of any dates, in their order: hypothesis draws a seed, since it seldom makes long lists."""
    chance = Random(seed)
    made = [a_milestone(some_date(chance), expected=chance.random() < 0.3) for _ in range(count)]
    return TimelineChart(tuple(sorted(made, key=lambda each: each.days)), "a timeline", phrases_in("en-US"))


charts = st.builds(by_chance, st.integers(1, 200), st.integers(0, 10**6))
places = st.sampled_from(list(STYLE))
fewer = settings(max_examples=25, deadline=None)


# -- any milestones ---------------------------------------------------------------------------------


@given(charts, places)
@fewer
def test_no_milestone_is_dropped_and_each_has_one_mark_and_one_place_in_a_list(
    chart: TimelineChart, place: Place
) -> None:
    plans = planned(chart, place)
    listed = [each for plan in plans for each in plan.milestones]
    assert listed == list(enumerate(chart.milestones, 1))
    for plan in plans:
        numbers = sorted(number for mark in plan.marks for number in mark.numbers)
        assert numbers == [number for number, _ in plan.milestones]
        for mark in plan.marks:
            for number in mark.numbers:
                milestone = chart.milestones[number - 1]
                assert (mark.first, mark.last, mark.expected) == (*milestone.days, milestone.expected)


@given(charts, places)
@fewer
def test_no_two_marks_overlap_and_none_sticks_out(chart: TimelineChart, place: Place) -> None:
    style = STYLE[place]
    for plan in planned(chart, place):
        drawing = drawn(plan, place)
        lines = line_boxes(drawing, style)
        labels = {text.name: text_box(text) for text in texts(drawing, "Mark ")}
        boxes = [*lines.items(), *labels.items()]
        assert [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.overlaps(b)] == []
        assert colliding(drawing) == []
        assert outside(drawing) == []
        assert drawing.height <= ROOM[place][1] + 1e-3


@given(charts, places)
@fewer
def test_marks_are_in_the_order_of_their_dates_on_a_true_scale(chart: TimelineChart, place: Place) -> None:
    for plan in planned(chart, place):
        begin = dt.date(plan.years.first, 1, 1).toordinal()
        days = dt.date(plan.years.last, 12, 31).toordinal() + 1 - begin
        firsts = [mark.first for mark in plan.marks]
        assert firsts == sorted(firsts)
        for mark in plan.marks:
            middle = plan.width * ((mark.first.toordinal() + mark.last.toordinal() + 1) / 2 - begin) / days
            assert (
                abs(mark.left + mark.width / 2 - middle) <= STYLE[place].look.line / 2
            )  # moved in from an edge, at most
            true = plan.width * (mark.last.toordinal() + 1 - mark.first.toordinal()) / days
            assert mark.width <= max(true, STYLE[place].look.line) + 1e-6


# -- what marks say ---------------------------------------------------------------------------------


def test_a_mark_is_as_wide_as_the_time_that_its_date_may_mean() -> None:
    (plan,) = planned(
        a_chart(When(2010), When(2010, end=When(2012)), When(2013, 1), When(2013, 6, 3), When(2014, part="early"))
    )
    year = plan.width / 5
    whole, span, month, day, part = (mark.width for mark in plan.marks)
    assert whole == pytest.approx(year - 2, abs=0.2)
    assert span == pytest.approx(3 * year - 2, abs=0.2)
    assert month == pytest.approx(year / 12 - 2, abs=0.2)
    assert day == STYLE["brief"].look.line / 2
    assert part == pytest.approx(year / 3 - 2, abs=0.5)
    assert plan.marks[0].left == pytest.approx(1)


def test_several_on_one_date_share_a_mark_unless_some_are_expected() -> None:
    year, day = When(2013), When(2014, 2, 3)
    some = [a_milestone(when) for when in (year, year, day, year, year)]
    (plan,) = planned(TimelineChart((*some, a_milestone(year, expected=True)), "", phrases_in("en-US")))
    assert [(mark.label, mark.expected) for mark in plan.marks] == [("1–2, 4–5", False), ("3", False), ("6", True)]


def test_dates_that_take_turns_have_several_marks_before_a_label_gets_too_long() -> None:
    plans = planned(a_chart(*(When(2013), When(2013, 9)) * 100))
    told = [mark for plan in plans for mark in plan.marks]
    assert sorted(number for mark in told for number in mark.numbers) == list(range(1, 201))
    assert max(mark.label_width for mark in told) <= ROOM["brief"][0] / 4


def test_what_is_expected_is_dashed_however_short_and_the_key_says_so() -> None:
    milestones = [a_milestone(When(2000))] + [a_milestone(When(2014, 2, day), expected=True) for day in (3, 20)]
    (plan,) = planned(TimelineChart(tuple(milestones), "", phrases_in("en-US")))
    drawing = drawn(plan)
    strokes = {path.name: path.stroke for path in paths(drawing, "Mark ")}
    dashed = {name: bool(stroke and stroke.dash) for name, stroke in strokes.items()}
    assert dashed == {"Mark 1, line": False, "Mark 2, line": True, "Mark 3, line": True}
    for name, stroke in strokes.items():
        if dashed[name]:
            box = line_boxes(drawing, STYLE["brief"])[name]
            assert stroke is not None
            assert box.right - box.left == pytest.approx(2 * stroke.dash[0] + stroke.dash[1], abs=1e-3)
    assert [text.text for text in texts(drawing, "Key")] == ["reported as done", "expected, not reported as done"]


def test_nothing_expected_needs_no_key() -> None:
    (plan,) = planned(a_chart(When(2013)))
    assert texts(drawn(plan), "Key") == []


def test_a_figure_says_which_steps_it_has() -> None:
    (one,) = planned(a_chart(When(2013, 9, 11)))
    assert one.alt == (
        "Timeline of step 1, of September 11, 2013: numbered marks on a scale of years, each told in the list with it."
    )
    (two,) = planned(a_chart(When(2010), When(2013)))
    assert two.alt.startswith("Timeline of steps 1 to 2, from 2010 to 2013: ")


# -- at the limits ----------------------------------------------------------------------------------


def test_years_only_stay_in_one_figure_however_many_they_are() -> None:
    for place in STYLE:
        (plan,) = planned(a_chart(*(When(1990 + number // 10) for number in range(200))), place)
        assert (len(plan.marks), plan.lanes) <= (20, 3)


def test_what_one_figure_has_no_room_for_is_shared_by_several() -> None:
    times = [When(1990 + number // 8, end=When(2030 + number)) for number in range(200)]
    plans = planned(a_chart(*times), "deck")
    assert 1 < len(plans) < 200
    counts = [len(plan.milestones) for plan in plans]
    assert max(counts) - min(counts) <= 1


def test_labels_shrink_to_the_floor_before_another_figure_is_begun() -> None:
    times = [When(1990, end=When(2000 + number)) for number in range(8)]
    (plan,) = planned(a_chart(*times), "deck")
    assert STYLE["deck"].look.floor <= plan.size < STYLE["deck"].label.size


def test_a_thousand_years_are_a_scale_too() -> None:
    (plan,) = planned(a_chart(When(1014), When(2014)))
    assert [text.text for text in texts(drawn(plan), "Year")] == [str(year) for year in range(1100, 2001, 100)]
    assert all(mark.width >= 2 for mark in plan.marks)


def test_no_milestones_and_no_room_are_no_marks() -> None:
    assert planned(a_chart()) == ()
    assert plan_marks(a_chart(When(2013)), STYLE["brief"], Points(200), Points(20)) == ()
    assert plan_marks(a_chart(When(2013)), STYLE["brief"], Points(10), Points(200)) == ()
