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
    return [slide for slide in made if slide.slide_layout.name.startswith("Steps")]


def keys(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.name.startswith("Key")]


@pytest.mark.parametrize("count", [13, 60, 200])
def test_every_step_is_listed_once_by_its_number(count: int) -> None:
    made = slides_of(a_long_timeline(count))
    assert [key for slide in listed(made) for key in keys(slide)] == [str(n) for n in range(1, count + 1)]


def test_numbered_marks_come_before_the_list() -> None:
    chart, *rest = slides_of(a_long_timeline())
    assert chart.slide_layout.name == "Chart"
    assert rest == listed(rest) or [slide.slide_layout.name[:5] for slide in rest] == ["Steps"] * len(rest)
    (marks,) = groups(chart)
    shown = {shape.text_frame.text for shape in marks.shapes if shape.has_text_frame}
    assert {"1–2", "59", "60"} <= shown
    assert "lead to the list" in named(chart, "Caption").text_frame.text


def test_a_step_has_number_date_and_its_title_in_front_of_its_text() -> None:
    slide = listed(slides_of(a_long_timeline()))[0]
    assert [named(slide, f"{box} 1").text_frame.text for box in ("Key", "Label", "Text")] == [
        "1",
        "1990",
        "Step 1990. Something happens.",
    ]
    runs = named(slide, "Text 1").text_frame.paragraphs[0].runs
    assert [(run.text, run.font.bold) for run in runs] == [("Step 1990", True), (". Something happens.", None)]


def test_that_a_step_is_expected_is_said_in_the_list() -> None:
    last = listed(slides_of(a_long_timeline()))[-1]
    assert "2019, expected" in texts(last)


def test_each_slide_of_the_list_has_notes_on_its_own_steps() -> None:
    for slide in listed(slides_of(a_long_timeline())):
        for key in keys(slide):
            assert f"\n{key}. " in notes(slide)
        assert notes(slide).count("Something happens.") == len(keys(slide))


def test_short_steps_share_a_slide_and_long_ones_go_on() -> None:
    short, long = (listed(slides_of(a_long_timeline(20, text))) for text in ("Short.", A_LONG_TEXT[:240]))
    assert len(short) == 3
    assert len(long) > len(short)


def test_rows_stand_below_each_other_and_above_the_footer() -> None:
    for slide in listed(slides_of(a_long_timeline(40, A_LONG_TEXT[:150]))):
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
    told = "\n".join(text for slide in slides(deck) for text in texts(slide))
    assert all(step.text.text in told for step in given_steps)
    assert len({title(slide) for slide in slides(deck)}) == deck.slides
