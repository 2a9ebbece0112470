"""Timelines on slides: under their years, in rows, or, of many steps, a strip of blocks with a few of them named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.deck.lint import faults
from tests.builders.deck import A_LONG_TEXT, a_deck, a_story, a_timeline, groups, named, slides, slides_of, texts, title
from tests.builders.story import a_milestone
from tests.readback import notes


def a_long_timeline(count: int = 60, keys: tuple[int, ...] = ()) -> Any:
    steps = (a_milestone(1990 + n // 2, text="Something happens.", expected=n >= count - 1) for n in range(count))
    return a_timeline(*(replace(step, key=n in keys) for n, step in enumerate(steps)))


def named_on(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.name.startswith("Column")]


@pytest.mark.parametrize("count", [13, 60, 200])
def test_many_steps_are_one_slide_with_a_block_for_each(count: int) -> None:
    (slide,) = slides_of(a_long_timeline(count))
    (strip,) = groups(slide)
    assert sum(shape.name.startswith("Step, ") for shape in strip.shapes) == count
    assert f"5 of the {count} steps are named here; all {count} are in the notes" in named(slide, "Caption").text
    assert notes(slide).count("Something happens.") == count


def test_the_authors_key_steps_are_named_five_at_most() -> None:
    assert named_on(slides_of(a_long_timeline(20, (2, 9)))[0]) == ["1991\nStep 1991", "1994\nStep 1994"]
    assert len(named_on(slides_of(a_long_timeline(20, tuple(range(9))))[0])) == 5


def test_without_key_steps_the_first_and_the_last_are_named() -> None:
    years = [said.split("\n")[0] for said in named_on(slides_of(a_long_timeline(20))[0])]
    assert years == ["1990", "1998", "1998", "1999", "1999"]


def test_a_deck_to_share_does_not_speak_of_notes() -> None:
    slide = slides(a_deck(a_story(a_long_timeline(20)), share=True))[1]
    assert named(slide, "Caption").text.endswith(" 5 of the 20 steps are named here; all 20 are in the brief.")


def test_some_steps_over_many_years_stand_in_rows_each_as_high_as_it_needs_to_be() -> None:
    steps = (a_milestone(1990 + 2 * number, text=A_LONG_TEXT[:40]) for number in range(9))
    made = slides_of(a_timeline(*steps))
    assert [slide.slide_layout.name for slide in made] == ["Rows", "Rows"]
    assert named(made[0], "Label 1").text_frame.text == "1990"
    runs = named(made[0], "Text 1").text_frame.paragraphs[0].runs
    assert [(run.text[:10], run.font.bold) for run in runs] == [("Step 1990", True), (". Gardens ", None)]
    for slide in made:
        boxes = [shape for shape in slide.shapes if shape.name.startswith("Text")]
        ends = [0, *(box.top + box.height for box in boxes)]
        assert all(box.top >= end for box, end in zip(boxes, ends, strict=False))
        assert ends[-1] <= 6.6 * 914_400


def test_the_key_stands_under_the_step_that_is_expected() -> None:
    (slide,) = slides_of(a_timeline(a_milestone(2010), a_milestone(2011), a_milestone(2012, expected=True)))
    (drawn,) = groups(slide)
    words = next(shape for shape in drawn.shapes if shape.name == "Key, expected")
    assert words.text_frame.text == "expected, not reported as done"
    assert words.left == pytest.approx(named(slide, "2012: Step 2012 (expected)").left, abs=2)


@settings(max_examples=5, deadline=None)
@given(st.lists(st.tuples(st.integers(1950, 2050), st.integers(1, 239)), min_size=1, max_size=40))
def test_nothing_is_dropped_and_the_deck_is_sound(steps: list[tuple[int, int]]) -> None:
    given_steps = [a_milestone(year, text=A_LONG_TEXT[:length].strip()) for year, length in sorted(steps)]
    deck = a_deck(a_story(a_timeline(*given_steps)))
    assert faults(deck.pptx) == []
    told = "\n".join(text for slide in slides(deck) for text in (*texts(slide), notes(slide)))
    assert all(step.text.text in told for step in given_steps)
    assert len({title(slide) for slide in slides(deck)}) == deck.slides
