"""What fits: lines as PowerPoint breaks them, in our font and in Arial's widths; splitting; errors, word for word."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.deck.layout.boxes import Level
from reports.deck.layout.fallback_font import Arial
from reports.deck.layout.fit import balanced_inset, deal, lines, pages
from reports.deck.layout.layouts import layouts
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName
from reports.deck.layout.slide import BoxText, Paragraph
from reports.errors import LayoutError
from reports.story import Projects, Span, Words
from reports.theme.typeface import Measures, face
from reports.units import Points
from tests.builders.deck import (
    A_LONG_TEXT,
    a_closing,
    a_comparison,
    a_deck,
    a_finding,
    a_measure,
    a_point,
    a_project,
    a_story,
    questions,
)
from tests.builders.story import SOMEWHERE, words

TEXT_1 = BoxName(BoxRole.TEXT, 1)
LIBERATION = Path("/usr/share/fonts/truetype/liberation")


class CountingFace:
    """Measures as a face does, and counts how many characters it is asked for."""

    def __init__(self, own: Measures) -> None:
        self.own, self.characters = own, 0

    def width(self, text: str, size: float) -> Points:
        self.characters += len(text)
        return self.own.width(text, size)


def test_what_does_not_fit_is_measured_in_proportion_to_its_length() -> None:
    measured = []
    for length in (1, 10, 100):
        measure = a_measure()
        counting = CountingFace(measure.faces[0])
        measure = replace(measure, faces=(counting, counting, counting))
        text = BoxText(TEXT_1, (Paragraph(words("Soil and weather belong together. " * length)),))
        with suppress(LayoutError):
            measure.scales(layouts()[LayoutName(Family.ROWS, 3)], [text])
        measured.append(counting.characters)
    assert measured[2] < 20 * measured[1]  # ten times the text, and a few more looks for how much of it would fit


@given(st.lists(st.integers(), min_size=1, max_size=40), st.integers(1, 9))
def test_dealing_keeps_all_in_order_and_even(things: list[int], count: int) -> None:
    count = min(count, len(things))
    parts = deal(things, count)
    assert [thing for part in parts for thing in part] == things
    assert len(parts) == count
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@given(st.lists(st.integers(1, 10), min_size=1, max_size=30), st.integers(10, 30), st.integers(1, 6))
def test_pages_hold_what_fits_and_no_more(heights: list[int], room: int, most: int) -> None:
    dealt = pages(heights, most, lambda some: sum(some) <= room)
    assert [each for page in dealt for each in page] == heights
    assert all(len(page) <= most and sum(page) <= room for page in dealt)


def test_what_fits_on_no_slide_comes_out_one_by_one() -> None:
    assert pages([1, 2, 3], 5, lambda some: False) == [[1], [2], [3]]


def test_lines_break_behind_hyphens_and_part_an_address() -> None:
    font = Arial(strong=False)
    assert lines("relapsing-remitting", font, 20, font.width("relapsing-", 20)) == 2
    assert lines("x" * 50, font, 20, font.width("x" * 20, 20)) == 3


@pytest.mark.skipif(not LIBERATION.is_dir(), reason="Liberation Sans is not here")
@pytest.mark.parametrize("strong", [False, True])
def test_the_fallback_has_the_widths_of_liberation_sans(strong: bool) -> None:
    font = face(LIBERATION / f"LiberationSans-{'Bold' if strong else 'Regular'}.ttf")
    for text in ("More than 170 “clinicians” met – in 2013; $46 million ÷ 105", "Why Do Kéys Quiz: @ % & * + #?"):
        assert Arial(strong).width(text, 20) == pytest.approx(font.width(text, 20), rel=0.01)


def test_a_text_keeps_its_size_while_it_fits_and_shrinks_to_the_floor_else() -> None:
    measure, layout = a_measure(), layouts()[LayoutName(Family.ROWS, 3)]
    box = layout.box(TEXT_1)
    short, longer = (
        measure.scales(layout, [BoxText(TEXT_1, (Paragraph(words(text)),))]) for text in ("Short.", A_LONG_TEXT[:150])
    )
    assert measure.size(box, box.levels[0], short[TEXT_1]) == 23
    assert 18 <= measure.size(box, box.levels[0], longer[TEXT_1]) < 23


def test_boxes_of_a_group_shrink_together() -> None:
    layout = layouts()[LayoutName(Family.ROWS, 3)]
    texts = [
        BoxText(TEXT_1, (Paragraph(words(A_LONG_TEXT[:150])),)),
        BoxText(BoxName(BoxRole.TEXT, 2), (Paragraph(words("Short.")),)),
    ]
    scales = a_measure().scales(layout, texts)
    assert scales[TEXT_1] == scales[BoxName(BoxRole.TEXT, 2)] < 1


def test_a_text_that_fits_nowhere_is_named_with_its_place_and_its_limit() -> None:
    with pytest.raises(LayoutError) as raised:
        a_deck(a_story(a_finding(a_point(A_LONG_TEXT * 5))))
    (problem,) = raised.value.problems
    assert problem.where == SOMEWHERE
    assert problem.message == (
        "this text is too long for its slide, even at 18 points: "
        "“Gardens grow where people care for them, and people care …”"
    )
    assert problem.hint == (
        "shorten it from 1540 to about 820 characters, or divide it into 2 points, which may go on to other slides"
    )


def test_dividing_a_text_as_its_hint_says_helps() -> None:
    thirds = [a_point((A_LONG_TEXT * 5)[start : start + 514]) for start in (0, 514, 1028)]
    assert a_deck(a_story(a_finding(*thirds))).slides > 3


def test_a_text_below_a_sketch_is_told_to_go_without() -> None:
    with pytest.raises(LayoutError) as raised:
        a_deck(a_story(a_comparison(2, A_LONG_TEXT * 2, sketched=True)))
    assert str(raised.value.problems[0].hint).endswith(
        "or leave out each `sketch:`, so that texts get rows of their own"
    )


def test_a_headline_that_takes_three_lines_at_the_floor_is_a_problem() -> None:
    story = a_story(Projects((a_project(headline="A headline that goes on and on, and on. " * 5),)))
    with pytest.raises(LayoutError, match="this text is too long for its slide, even at 28 points: “A headline"):
        a_deck(story)


def test_all_problems_come_at_once() -> None:
    story = a_story(a_finding(a_point(A_LONG_TEXT * 5)), questions(1, "What? " * 200), title="A title of a deck " * 20)
    with pytest.raises(LayoutError) as raised:
        a_deck(story)
    assert len(raised.value.problems) == 3


def test_a_long_cover_title_shrinks_before_it_fails() -> None:
    assert a_deck(a_story(title="What one hundred and five research projects have to say about gardens " * 2))


def test_many_sources_go_on_to_another_slide() -> None:
    story = a_story()
    many = a_closing(sources=30, text="A Trust, a fairly long report on gardens and on those who care for them, number")
    deck = a_deck(type(story)(**{**{f: getattr(story, f) for f in story.__match_args__}, "closing": many}))
    assert deck.slides > 3


def test_titles_of_two_lines_are_balanced_and_keep_names_whole() -> None:
    measure, level = a_measure(), Level("title")
    text = "In 2013 more than 170 researchers, clinicians and industry partners met on five areas"
    name = Span(text.index("clinicians and industry"), text.index(" partners"))
    free = balanced_inset(measure, words(text), level, 30, 852)
    held = balanced_inset(measure, Words(text, SOMEWHERE, kept=(name,)), level, 30, 852)
    assert 0 < free < 852 / 2
    assert held != free
    assert balanced_inset(measure, words("A short one"), level, 30, 852) == 0


def test_a_title_that_has_room_in_powerpoints_font_alone_is_no_problem() -> None:
    headline = "Members of the alliance carried the first part of all the money, and a second call is due soon after it"
    for block in (a_finding(a_point(), a_point()), questions(3), Projects((a_project(headline=headline),))):
        story = a_story(block)
        sections = tuple(replace(section, headline=words(headline)) for section in story.sections)
        assert a_deck(replace(story, sections=sections)).slides == 3
