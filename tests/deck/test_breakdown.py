"""The portfolio divided: bars beside the figures or on a slide of their own, and the line of the sum."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.deck.lint import faults
from reports.units import from_emu
from tests.builders.deck import (
    a_bar,
    a_breakdown,
    a_deck,
    a_divided_portfolio,
    a_growth,
    a_story,
    bars,
    groups,
    named,
    slides_of,
    title,
)
from tests.readback import notes

A = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}


def chart(slide: Any) -> Any:
    (group,) = groups(slide)
    return group


def test_bars_take_the_whole_slide_below_their_measure() -> None:
    _, slide = slides_of(a_divided_portfolio(a_breakdown(*bars(3))))
    assert named(slide, "Measure").text_frame.text == "Commitments by area, € million: 64 awards."
    assert named(slide, "Caption").text_frame.text == "Commitments are not payments."
    names = [shape.name for shape in slide.shapes]
    assert names == ["Title", "Measure", "Bars", "Caption", "Footer", "Slide number"]


def test_bars_take_a_slide_and_the_figures_the_one_before() -> None:
    figures, slide = slides_of(a_divided_portfolio(a_breakdown(*bars(8))))
    assert [figures.slide_layout.name, slide.slide_layout.name] == ["Figures", "Chart"]
    assert [title(each) for each in (figures, slide)] == ["Headline number 0 (1/2)", "Headline number 0 (2/2)"]
    assert "64 gardens." in notes(figures)
    assert "Reefs: Committed, € million: 7.1; Awards: 19" in notes(slide)


def test_how_the_sum_grew_has_a_headline_of_its_own() -> None:
    *_, slide = slides_of(a_divided_portfolio())
    assert slide.slide_layout.name == "Chart"
    assert title(slide) == "€21 million committed by the end of 2024"
    assert "end of 2021: €12.3 million" in notes(slide)


def test_bars_are_counted_and_texts_named_after_what_they_tell() -> None:
    names = [shape.name for shape in chart(slides_of(a_divided_portfolio(a_breakdown(*bars(8))))[1]).shapes]
    assert "Bar 3 of 10: Fisheries" in names
    assert {"Label, Fisheries", "Amount, Fisheries", "Count, Fisheries"} <= set(names)
    assert {"Head, Area", "Head, Committed, € million", "Head, Awards"} <= set(names)
    assert len(set(names)) == len(names)


def test_bars_are_decoration_of_a_group_that_tells_them_all() -> None:
    group = chart(slides_of(a_divided_portfolio())[1])
    assert group._element.nvGrpSpPr.cNvPr.get("descr") == "Bar chart, where reefs lead."
    for shape in group.shapes:
        is_text = shape.shape_type != 9 and shape.has_text_frame and shape.text_frame.text  # 9: a line
        assert bool(is_text) != bool(shape._element.xpath(".//*[local-name()='decorative']"))


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=10))
def test_bars_are_as_long_as_their_amounts(thousands: list[int]) -> None:
    shown = [a_bar(f"Area {n}", each / 1000, 1) for n, each in enumerate(sorted(thousands, reverse=True))]
    *_, slide = slides_of(a_divided_portfolio(a_breakdown(*shown)))
    widths = {shape.name: shape.width for shape in chart(slide).shapes if shape.name.startswith("Bar ")}
    longest = max(widths.values())
    for number, bar in enumerate(shown, 1):
        width = widths.get(f"Bar {number} of {len(shown)}: {bar.label}", 0)
        assert width == pytest.approx(longest * float(bar.value / shown[0].value), abs=2)


def test_a_label_of_two_lines_is_one_paragraph_that_wraps() -> None:
    long = a_bar("A name that is far too long for one line of it", 7.5)
    *_, slide = slides_of(a_divided_portfolio(a_breakdown(long, *bars(8))))
    label = next(shape for shape in chart(slide).shapes if shape.name == f"Label, {long.label}")
    assert [paragraph.text for paragraph in label.text_frame.paragraphs] == [long.label]
    assert label.text_frame.word_wrap
    bar = next(shape for shape in chart(slide).shapes if shape.name.startswith("Bar 1 of"))
    assert label.left + label.width < bar.left
    assert label.top + label.height / 2 == pytest.approx(bar.top + bar.height / 2, abs=10)


def test_a_name_that_had_to_be_cut_is_told_in_the_caption() -> None:
    long = a_bar("A name that goes on and on, and does not stop where anybody else would, since it is a name", 7.5)
    *_, slide = slides_of(a_divided_portfolio(a_breakdown(long, *bars(8))))
    label = next(shape for shape in chart(slide).shapes if shape.name == f"Label, {long.label}")
    assert label.text_frame.text.endswith("…")
    assert long.label in named(slide, "Caption").text_frame.text


def test_names_that_no_caption_has_room_for_are_told_in_the_notes() -> None:
    words = "a name that goes on and on, and does not stop where anybody else would, since it is a name"
    long = [a_bar(f"{number}: {words}", 9 - number) for number in range(9)]
    *_, slide = slides_of(a_divided_portfolio(a_breakdown(*long)))
    assert sum(shape.name.startswith("Bar ") for shape in chart(slide).shapes) == 9
    assert named(slide, "Caption").text_frame.text.endswith("The notes have the names in full.")
    assert all(bar.label in slide.notes_slide.notes_text_frame.text for bar in long)


def test_a_long_caption_takes_its_room_from_the_chart() -> None:
    notes = " What the table comes to is told beside what is stated." * 4
    short, long = (slides_of(a_divided_portfolio(a_breakdown(*bars(8), notes=each)))[1] for each in ("", notes))
    assert named(long, "Caption").height > named(short, "Caption").height
    for slide in (short, long):
        assert named(slide, "Caption").top >= chart(slide).top + chart(slide).height


def test_bars_without_room_are_listed() -> None:
    many = [replace(a_bar(f"Area {n}", 5), shown="about " * 20 + "5") for n in range(30)]
    made = slides_of(a_divided_portfolio(a_breakdown(*many)))
    assert [slide.slide_layout.name for slide in made[:2]] == ["Figures", "Rows"]
    assert named(made[1], "Label 1").text_frame.text == "Area 0"


def test_more_bars_than_a_slide_holds_go_on_over_others_at_the_same_scale() -> None:
    many = [a_bar(f"Area {n}", 30 - n) for n in range(30)]
    _, *made = slides_of(a_divided_portfolio(a_breakdown(*many)))
    drawn = [[shape.width for shape in chart(slide).shapes if shape.name.startswith("Bar ")] for slide in made]
    assert [len(widths) for widths in drawn] == [10, 10, 10]
    assert [width / drawn[0][0] for widths in drawn for width in widths] == [
        pytest.approx((30 - n) / 30, abs=0.001) for n in range(30)
    ]
    assert "Area 11: Committed, € million: 19.0; Awards: 19" in notes(made[1])
    assert "Area 9:" not in notes(made[1])


def test_counts_that_nobody_knows_are_left_out() -> None:
    breakdown = a_breakdown(*(replace(bar, count=None) for bar in bars(3)))
    breakdown = replace(breakdown, chart=replace(breakdown.chart, things=None))
    _, slide = slides_of(a_divided_portfolio(breakdown))
    assert "Reefs: Committed, € million: 7.1\n" in notes(slide)


def test_the_line_goes_through_the_sums() -> None:
    sums = 1.5, 5.9, 12.3, 16.6, 21.3
    *_, slide = slides_of(a_divided_portfolio(a_breakdown(growth=a_growth(*sums))))
    line = next(shape for shape in chart(slide).shapes if shape.name == "Sum")
    path = line._element.find(".//a:path", A)
    ys = sorted({int(point.get("y")) for point in path.iter("{*}pt")}, reverse=True)
    zero, rises = ys[0], [ys[0] - y for y in ys[1:]]
    assert from_emu(zero) > 100
    assert rises == pytest.approx([rises[-1] * each / sums[-1] for each in sums], abs=2)


def test_colours_are_the_themes() -> None:
    for slide in slides_of(a_divided_portfolio(a_breakdown(*bars(8), growth=a_growth())))[1:]:
        assert not chart(slide)._element.xpath(".//a:srgbClr[not(@val='E6EFF0')]")  # the area below a line


def test_all_texts_are_in_the_decks_language() -> None:
    assert faults(a_deck(a_story(a_divided_portfolio(), a_divided_portfolio(a_breakdown(*bars(9))))).pptx) == []
