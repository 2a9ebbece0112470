from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.bars import BarsPlan, bars, plan_bars
from reports.charts.canvas import ChartStyle, chart_style
from reports.charts.drawing import Drawing, Stroke
from reports.charts.recorder import record
from reports.compose import breakdown
from reports.story import Bar, BarsChart
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
ROOM: dict[Place, tuple[Points, Points]] = {"brief": (from_mm(170), Points(520)), "deck": (Points(852), Points(291))}
places = st.sampled_from(list(STYLE))


def a_bar(label: str, value: int, kind: Literal["area", "other", "not stated"] = "area", *, lit: bool = False) -> Bar:
    return Bar(label, Decimal(value), f"{value:,}", value % 50, kind, lit, counted=str(value % 50))


def a_chart(*made: Bar) -> BarsChart:
    return BarsChart(made, "Area", "Committed, €", "Awards", "bars", phrases_in("en-GB"))


EXAMPLE = a_chart(
    a_bar("Reefs", 71, lit=True),
    a_bar("Tides and currents", 48),
    a_bar("Fisheries", 39),
    a_bar("Water quality", 20),
    a_bar("Coastal access", 16),
    a_bar("Other (4 areas)", 11, "other"),
    a_bar("Not stated", 8, "not stated"),
)


def planned(chart: BarsChart, place: Place = "brief") -> BarsPlan:
    plan = plan_bars(chart, STYLE[place], *ROOM[place])
    assert plan is not None
    return plan


def drawn(chart: BarsChart, place: Place = "brief", height: float | None = None) -> Drawing | None:
    width, most = ROOM[place]
    figure = bars(chart, STYLE[place], width, Points(height or most))
    return record(figure, chart.alt, STYLE[place].faces) if figure else None


def surely_drawn(chart: BarsChart, place: Place = "brief") -> Drawing:
    drawing = drawn(chart, place)
    assert drawing is not None
    return drawing


# -- any table --------------------------------------------------------------------------------------


@given(tables, places, st.integers(1, 20))
def test_bars_are_as_long_as_their_amounts_from_zero_on(awards: list[AnAward], place: Place, most: int) -> None:
    chart = breakdown.bars_chart(awards, "area", phrases_in("en-US"), most=most)
    assert chart is not None
    rows = planned(chart, place).rows
    longest = max(rows, key=lambda row: row.bar.value)
    for row in rows:
        assert float(row.bar.value) * longest.length == pytest.approx(float(longest.bar.value) * row.length)
    drawing = surely_drawn(chart, place)
    boxes = {path.name.removeprefix("Bar, "): path_box(path) for path in paths(drawing, "Bar, ")}
    for row in rows:
        if row.length > 0.01:
            box = boxes[row.bar.label]
            assert box.left == pytest.approx(STYLE[place].look.bar_label, abs=1e-3)
            assert box.right - box.left == pytest.approx(row.length, abs=1e-3)


@given(tables, places, st.integers(1, 20))
def test_nothing_in_bars_overlaps_or_sticks_out(awards: list[AnAward], place: Place, most: int) -> None:
    chart = breakdown.bars_chart(awards, "funder", phrases_in("en-US"), most=most)
    assert chart is not None
    drawing = surely_drawn(chart, place)
    assert colliding(drawing) == []
    assert outside(drawing) == []
    assert drawing.height <= ROOM[place][1] + 1e-3


@given(tables, places)
def test_each_bar_has_its_label_its_amount_and_its_count(awards: list[AnAward], place: Place) -> None:
    chart = breakdown.bars_chart(awards, "area", phrases_in("en-US"))
    assert chart is not None
    drawing = surely_drawn(chart, place)
    assert [text.text for text in texts(drawing, "Label, ")] == [bar.label for bar in chart.bars]
    assert [text.text for text in texts(drawing, "Amount, ")] == [bar.shown for bar in chart.bars]
    assert [text.text for text in texts(drawing, "Count, ")] == [bar.counted for bar in chart.bars]
    ys = [text.y for text in texts(drawing, "Amount, ")]
    assert ys == sorted(ys, reverse=True)


@pytest.mark.parametrize("values", [[1, 10**12], [10**12, 1], [0, 0], [10**12] * 20, list(range(1, 21)), [5]])
def test_one_bar_and_twenty_of_any_size_are_drawn(values: list[int]) -> None:
    chart = a_chart(*(a_bar(f"Area {number}", value) for number, value in enumerate(values)))
    drawing = surely_drawn(chart)
    assert len(texts(drawing, "Amount, ")) == len(values)
    assert colliding(drawing) == []
    assert outside(drawing) == []


# -- the look ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "column", "thick", "pitch"), [("brief", 113, 23, 32)])
def test_bars_have_the_measures_of_the_look(place: Place, column: float, thick: float, pitch: float) -> None:
    plan = planned(EXAMPLE, place)
    assert (plan.zero, plan.thick, plan.size) == (column, thick, STYLE[place].label.size)
    middles = [row.middle for row in plan.rows]
    steps = [after - before for before, after in pairwise(middles)]
    assert steps == pytest.approx([pitch] * 4 + [pitch + 0.9 * (pitch - thick), pitch])


def test_the_headlines_bar_is_lit_and_what_is_not_stated_is_an_outline() -> None:
    style, drawing = STYLE["brief"], surely_drawn(EXAMPLE)
    found = paths(drawing, "Bar, ")
    assert [path.fill for path in found] == [style.colour("data"), *[style.colour("others")] * 5, None]
    assert found[-1].stroke == Stroke(style.colour("others"), Points(1))
    assert all(text.strong for text in texts(drawing, "Amount, "))
    assert [text.colour == style.colour("data") for text in texts(drawing, "Amount, ")] == [True, *[False] * 6]
    assert [text.strong for text in texts(drawing, "Label, ")] == [True, *[False] * 6]


def test_an_amount_stands_half_an_em_behind_its_bar_and_counts_end_at_the_right_edge() -> None:
    drawing = surely_drawn(EXAMPLE)
    ends = [path_box(path).right for path in paths(drawing, "Bar, ")]
    assert [text.x for text in texts(drawing, "Amount, ")] == pytest.approx([end + 10 / 2 for end in ends], abs=1e-3)
    assert {round(text.x + text.width, 2) for text in texts(drawing, "Count, ")} == {round(drawing.width, 2)}
    assert [text.text for text in texts(drawing, "Head, ")] == ["Area", "Committed, €", "Awards"]


# -- at the limits ----------------------------------------------------------------------------------


def test_a_long_label_takes_two_lines_and_a_longer_one_is_named_as_cut() -> None:
    long = "The Fictional Trust for the Study of Seas"
    longer = f"{long}, Sounds and Straits of the Far North and of the Far South"
    plan = planned(a_chart(a_bar(long, 3), a_bar(longer, 2), a_bar("Donaudampfschifffahrtsgesellschaft" * 2, 1)))
    assert [len(row.lines) for row in plan.rows][:2] == [2, 2]
    assert [bar.value for bar in plan.cut] == [2, 1]
    assert plan.rows[1].lines[-1].endswith("…")
    assert colliding(surely_drawn(a_chart(a_bar(long, 3), a_bar(longer, 2)))) == []


def test_labels_that_would_be_cut_alike_keep_their_ends() -> None:
    long = "The Fictional Trust for the Study of Seas, Sounds and Straits of the Far and Furthest North, Branch"
    plan = planned(a_chart(*(a_bar(f"{long} {n}", 9 - n) for n in range(3))))
    assert [row.lines[-1] for row in plan.rows] == [f"…North, Branch {n}" for n in range(3)]
    assert len(plan.cut) == 3


def test_bars_get_thinner_then_labels_smaller_then_there_is_no_chart() -> None:
    def size(count: int) -> tuple[float, float] | None:
        plan = plan_bars(a_chart(*(a_bar(f"Area {n}", n) for n in range(count))), STYLE["deck"], *ROOM["deck"])
        return (plan.size, round(plan.thick, 1)) if plan else None

    sizes = [size(count) for count in (5, 10, 13, 20)]
    assert sizes[0] == (18, 34.5)
    assert sizes[1] is not None
    assert sizes[1][0] == 18
    assert sizes[1][1] < 30
    assert sizes[2] is not None
    assert 14 <= sizes[2][0] < 17
    assert sizes[3] is None


def test_counts_that_nobody_knows_take_no_room() -> None:
    bare = replace(EXAMPLE, things=None, bars=tuple(replace(bar, count=None) for bar in EXAMPLE.bars))
    drawing = drawn(bare)
    assert drawing
    assert not [text for text in texts(drawing, "Count, ") + texts(drawing, "Head, ") if text.text in ("–", "Awards")]
    assert planned(bare).rows[0].length > planned(EXAMPLE).rows[0].length


def test_no_room_for_bars_is_no_chart() -> None:
    assert bars(EXAMPLE, STYLE["brief"], Points(170), Points(400)) is None
    assert bars(a_chart(), STYLE["brief"], *ROOM["brief"]) is None
    assert bars(replace(EXAMPLE, things="A" * 60), STYLE["brief"], *ROOM["brief"]) is None


# -- awards and shares ------------------------------------------------------------------------------


def test_a_bar_is_parted_where_its_awards_end_as_far_as_they_can_be_seen() -> None:
    awards = (Decimal(600), Decimal(390), *[Decimal(1)] * 10)
    chart = a_chart(replace(a_bar("Reefs", 1000), awards=awards), replace(a_bar("Fens", 400), awards=(Decimal(400),)))
    drawing = surely_drawn(chart)
    bar, *edges = [path_box(path) for path in (*paths(drawing, "Bar, Reefs"), *paths(drawing, "Edge, "))]
    middles = [(edge.left + edge.right) / 2 - bar.left for edge in edges]
    assert middles == pytest.approx([0.6 * (bar.right - bar.left)], abs=1e-3)


def test_a_share_stands_behind_its_amount_in_the_colour_of_captions() -> None:
    drawing = surely_drawn(a_chart(replace(a_bar("Reefs", 9), share="90%"), replace(a_bar("Fens", 1), share="10%")))
    for share, amount in zip(texts(drawing, "Share, "), texts(drawing, "Amount, "), strict=True):
        assert share.x > amount.x + amount.width
        assert share.colour == STYLE["brief"].key.colour
