"""Long timelines on slides: numbered marks, and the list that their numbers lead to, with nothing left out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.deck.lint import faults
from tests.builders.deck import A_LONG_TEXT, a_deck, a_story, a_timeline, groups, named, slides, slides_of, texts, title
from tests.builders.story import a_milestone
from tests.readback import notes


def a_long_timeline(count: int = 60, text: str = "Something happens.") -> Any:
    return a_timeline(*(a_milestone(1990 + n // 2, text=text, expected=n >= count - 1) for n in range(count)))


def listed(made: list[Any]) -> list[Any]:
    return [slide for slide in made if slide.slide_layout.name.startswith(("Steps", "Index"))]


def keys(slide: Any) -> list[str]:
    """Return the numbers of the steps that a slide lists, in full or a line each."""
    full = [shape.text_frame.text for shape in slide.shapes if shape.name.startswith("Key")]
    columns = (shape for shape in slide.shapes if shape.name.startswith("Text"))
    return full or [line.text.split(".")[0] for column in columns for line in column.text_frame.paragraphs]


@pytest.mark.parametrize("count", [13, 60, 200])
def test_every_step_is_listed_once_by_its_number(count: int) -> None:
    made = slides_of(a_long_timeline(count))
    assert [key for slide in listed(made) for key in keys(slide)] == [str(n) for n in range(1, count + 1)]


def test_numbered_marks_come_before_the_list() -> None:
    chart, *rest = slides_of(a_long_timeline())
    assert chart.slide_layout.name == "Chart"
    assert rest == listed(rest)
    (marks,) = groups(chart)
    shown = {shape.text_frame.text for shape in marks.shapes if shape.has_text_frame}
    assert {"1–2", "59", "60"} <= shown
    assert "lead to the list" in named(chart, "Caption").text_frame.text


def test_a_step_has_number_date_and_its_title_in_front_of_its_text() -> None:
    slide = listed(slides_of(a_long_timeline(14)))[0]
    assert [named(slide, f"{box} 1").text_frame.text for box in ("Key", "Label", "Text")] == [
        "1",
        "1990",
        "Step 1990. Something happens.",
    ]
    runs = named(slide, "Text 1").text_frame.paragraphs[0].runs
    assert [(run.text, run.font.bold) for run in runs] == [("Step 1990", True), (". Something happens.", None)]


def test_twenty_steps_take_two_slides_with_a_line_for_each_step() -> None:
    chart, steps = slides_of(a_long_timeline(20))
    assert chart.slide_layout.name == "Chart"
    first, second = (named(steps, f"Text {column}").text_frame.paragraphs for column in (1, 2))
    assert (len(first), len(second)) == (10, 10)
    assert [(run.text, run.font.bold) for run in second[0].runs] == [("11. 1995: ", None), ("Step 1995", True)]
    assert "11. 1995: Step 1995. Something happens." in notes(steps)


def test_that_a_step_is_expected_is_said_in_the_list() -> None:
    last = listed(slides_of(a_long_timeline()))[-1]
    assert "60. 2019, expected: Step 2019" in texts(last)[2]


def test_each_slide_of_the_list_has_notes_on_its_own_steps() -> None:
    for slide in listed(slides_of(a_long_timeline())):
        for key in keys(slide):
            assert f"\n{key}. " in notes(slide)
        assert notes(slide).count("Something happens.") == len(keys(slide))


def test_more_steps_than_can_be_read_go_on_to_another_slide() -> None:
    assert [len(keys(slide)) for slide in listed(slides_of(a_long_timeline(40)))] == [20, 20]


def test_rows_stand_below_each_other_and_above_the_footer() -> None:
    steps = (a_milestone(1990 + 2 * number, text=A_LONG_TEXT[:150]) for number in range(7))
    made = listed(slides_of(a_timeline(*steps)))
    assert [slide.slide_layout.name[:5] for slide in made] == ["Steps", "Steps"]
    for slide in made:
        boxes = [shape for shape in slide.shapes if shape.name.startswith("Text")]
        ends = [0, *(box.top + box.height for box in boxes)]
        assert all(box.top >= end for box, end in zip(boxes, ends, strict=False))
        assert ends[-1] <= 6.75 * 914_400


@settings(max_examples=5, deadline=None)
@given(st.lists(st.tuples(st.integers(1950, 2050), st.integers(1, 239)), min_size=1, max_size=40))
def test_nothing_is_dropped_and_the_deck_is_sound(steps: list[tuple[int, int]]) -> None:
    given_steps = [a_milestone(year, text=A_LONG_TEXT[:length].strip()) for year, length in sorted(steps)]
    deck = a_deck(a_story(a_timeline(*given_steps)))
    assert faults(deck.pptx) == []
    told = "\n".join(text for slide in slides(deck) for text in (*texts(slide), notes(slide)))
    assert all(step.text.text in told for step in given_steps)
    assert len({title(slide) for slide in slides(deck)}) == deck.slides
