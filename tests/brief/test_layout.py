"""Where things stand: three left edges for everything, first lines on one baseline, a hanging 1."""

from __future__ import annotations

import io
from dataclasses import replace

import pdfplumber
import pytest

from reports.brief.render import Brief
from reports.story import Comparison, Fact, Form, Point, Projects, SketchChart, SketchPart, Story
from reports.units import from_mm
from tests.builders.brief import a_brief, a_closing, a_cover, a_finding, a_form, a_project, a_section, a_story
from tests.builders.story import words

SIDE, MAIN, LAST = (from_mm(20 + place * (53.333 + 5)) for place in range(3))


def places(brief: Brief, page: int = 1) -> dict[str, tuple[float, float]]:
    """Give where each word of a page begins, usually that behind the cover: from the left, and its baseline."""
    with pdfplumber.open(io.BytesIO(brief.pdf)) as pdf:
        found = pdf.pages[page].extract_words(keep_blank_chars=False, extra_attrs=["size"])
        height = float(pdf.pages[page].height)
        baselines = {(char["x0"], char["top"]): height - char["matrix"][5] for char in pdf.pages[page].chars}
    return {word["text"]: (word["x0"], baselines[word["x0"], word["top"]]) for word in found}


def a_story_of(block: Comparison | Projects) -> Story:
    return a_story(a_section(block, "Gardens", "gardens"))


def test_a_heading_shares_its_baseline_with_the_text() -> None:
    at = places(a_brief(a_story(a_section(a_finding("Seeds."), "Why"))))
    assert at["Why"][0] == pytest.approx(SIDE, abs=0.01)
    assert at["Seeds."][0] == pytest.approx(MAIN, abs=0.01)
    assert at["Why"][1] == pytest.approx(at["Seeds."][1], abs=0.01)


def test_the_first_section_of_a_page_has_its_text_at_the_top_margin() -> None:
    brief = a_brief(a_story(a_section(a_finding(*["A line of text. " * 40] * 3), "Moved")))
    assert places(brief)["Moved"][1] == pytest.approx(from_mm(20) + 11.875, abs=0.01)


def test_two_forms_stand_in_main_and_three_in_the_thirds() -> None:
    two = places(a_brief(a_story_of(Comparison((a_form("Wild"), a_form("Tended")), None))))
    assert [two[name][0] for name in ("Wild", "Tended")] == pytest.approx([MAIN, LAST], abs=0.01)
    three = places(a_brief(a_story_of(Comparison((a_form("Wild"), a_form("Tended"), a_form("Paved")), None))))
    assert [three[name][0] for name in ("Wild", "Tended", "Paved")] == pytest.approx([SIDE, MAIN, LAST], abs=0.01)


def test_four_forms_stand_two_by_two() -> None:
    four = places(a_brief(a_story_of(Comparison(tuple(map(a_form, ("Wild", "Tended", "Paved", "Lost"))), None))))
    assert four["Wild"][0] == four["Paved"][0]
    assert four["Tended"][1] == four["Wild"][1] < four["Paved"][1] == four["Lost"][1]


def test_texts_below_sketches_begin_on_one_line_even_if_one_form_has_none() -> None:
    sketch = SketchChart((SketchPart("rise", words("up")),), "Sketch.")
    forms = (
        Form(words("Wild"), words("Here"), words("x"), sketch),
        Form(words("Tended"), words("There"), words("x"), None),
    )
    at = places(a_brief(a_story_of(Comparison(forms, None))))
    assert at["Here"][1] == at["There"][1]


def test_a_leading_one_hangs_a_little_into_the_margin() -> None:
    at = places(a_brief(a_story(cover=a_cover(count=105))), 0)
    assert at["105"][0] == pytest.approx(SIDE - 0.04 * 46, abs=0.01)
    assert places(a_brief(a_story(cover=a_cover(count=205))), 0)["205"][0] == pytest.approx(SIDE, abs=0.01)


def test_a_figure_of_many_digits_is_set_smaller_and_not_parted() -> None:
    cover = a_cover()
    figures = (replace(cover.portfolio.figures[0], figure=words("1,234,567,890,123")), cover.portfolio.figures[1])
    at = places(a_brief(a_story(cover=replace(cover, portfolio=replace(cover.portfolio, figures=figures)))), 0)
    assert at["1,234,567,890,123"][0] == pytest.approx(SIDE, abs=1)


def a_fact(show: str, label: str) -> Fact:
    return Fact(words(show), words(label), is_number=True)


def test_two_figures_stand_side_by_side_if_they_fit() -> None:
    project = a_project("Alpha", a_fact("250", "people with the longer label"), a_fact("28", "sites"))
    at = places(a_brief(a_story_of(Projects((project,)))))
    assert at["250"][1] == at["28"][1]
    assert at["28"][0] < MAIN


def test_two_figures_stand_below_each_other_if_they_do_not() -> None:
    project = a_project("Alpha", a_fact("1,240,000", "metres"), a_fact("250,000", "people"))
    at = places(a_brief(a_story_of(Projects((project,)))))
    assert at["1,240,000"][1] < at["250,000"][1]
    assert at["1,240,000"][0] == at["250,000"][0]


def test_a_project_without_numbers_shows_none() -> None:
    project = a_project("Alpha", Fact(words("Phase"), words("trial"), is_number=False))
    assert "Phase" not in places(a_brief(a_story_of(Projects((project,)))))


NOTES = tuple(Point(words(f"Label{number}"), words("Told.")) for number in range(1, 5))


@pytest.mark.parametrize(
    ("notes", "sources", "lefts"),
    [
        (0, 1, [MAIN]),  # the source
        (1, 1, [MAIN, LAST]),
        (2, 1, [MAIN, LAST, MAIN]),
        (3, 2, [MAIN, LAST, MAIN, MAIN]),
        (4, 2, [MAIN, LAST, MAIN, LAST, MAIN]),
    ],
)
def test_notes_and_sources_stand_on_the_three_edges(notes: int, sources: int, lefts: list[float]) -> None:
    at = places(a_brief(a_story(closing=a_closing(*NOTES[:notes], sources=sources))))
    labels = [*(f"Label{number}" for number in range(1, notes + 1)), "Source"]
    assert [at[label][0] for label in labels] == pytest.approx(lefts, abs=0.01)


def test_notes_have_their_heading_beside_them_and_their_labels_on_one_line() -> None:
    at = places(a_brief(a_story(closing=a_closing(*NOTES[:2]))))
    assert at["Label1"][1] == at["Label2"][1] == at["Reading"][1] < at["Source"][1]


def test_contact_and_legal_lines_end_the_brief() -> None:
    closing = replace(a_closing(legal=("Registered.",)), contact=(words("Write!"),))
    at = places(a_brief(a_story(closing=closing)))
    assert at["Reading"][1] < at["Write!"][1] < at["Registered."][1]
    assert at["Write!"][0] == pytest.approx(MAIN, abs=0.01)
