"""Each block on its slides: which layout, what in which box, how many slides, what the speaker says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.text import MSO_AUTO_SIZE

from reports import cli
from reports.story import Fact, Figure, Finding, Projects, Span, Story, Words
from tests.builders.deck import (
    A_LONG_TEXT,
    a_closing,
    a_comparison,
    a_deck,
    a_fact,
    a_finding,
    a_listing,
    a_point,
    a_portfolio,
    a_project,
    a_story,
    a_timeline,
    an_organisation,
    every_block,
    groups,
    layouts_of,
    linked,
    named,
    questions,
    slides,
    slides_of,
    texts,
    title,
)
from tests.builders.story import SOMEWHERE, a_milestone, words
from tests.readback import notes

MEADOWS = Path(__file__).resolve().parents[2] / "data" / "examples" / "river-meadows.yaml"


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_labelled_points_are_rows(count: int) -> None:
    (slide,) = slides_of(a_finding(*[a_point()] * count))
    assert slide.slide_layout.name == "Rows"
    assert [shape.name for shape in slide.shapes].count("Rule") == count


def test_one_point_is_a_statement_and_never_two_side_by_side() -> None:
    story = a_story(a_finding(a_point()), a_finding(a_point()))
    first, second = slides(a_deck(story))[1:3]
    assert (first.slide_layout.name, second.slide_layout.name) == ("Statement", "Rows")
    assert texts(first)[:2] == ["Headline number 0", "Today Seeds are sown."]


def test_rows_after_rows_stand_side_by_side_and_columns_after_columns_below_each_other() -> None:
    twice = [a_finding(a_point(), a_point())] * 2 + [a_comparison(2)] * 2
    made = [slide.slide_layout.name for slide in slides(a_deck(a_story(*twice)))[1:-1]]
    assert made == ["Rows", "Columns", "Rows", "Columns"]


def test_a_lead_that_is_the_headline_keeps_what_is_strong_in_it() -> None:
    lead = Words("Gardens feed the town.", SOMEWHERE, strong=(Span(8, 12),))
    story = a_story(replace(a_finding(a_point()), lead=lead))
    (section,) = story.sections
    story = replace(story, sections=(replace(section, headline=words("Gardens feed the town")),))
    runs = slides(a_deck(story))[1].shapes.title.text_frame.paragraphs[0].runs
    assert [(run.text, run.font.bold) for run in runs] == [("Gardens ", None), ("feed", None), (" the town.", None)]
    assert runs[1]._r.xpath(".//a:schemeClr/@val") == ["accent4"]


def test_more_rows_than_a_slide_holds_go_on_evenly() -> None:
    made = slides_of(a_finding(*(a_point(label=f"Label {n}") for n in range(7))))
    assert [slide.slide_layout.name for slide in made] == ["Rows", "Rows"]
    assert [title(slide) for slide in made] == ["Headline number 0 (1/2)", "Headline number 0 (2/2)"]
    assert "Label 4" in texts(made[1])


def test_long_rows_are_fewer_on_a_slide() -> None:
    assert layouts_of(a_finding(*[a_point(A_LONG_TEXT[:290])] * 4)) == ["Rows", "Rows"]


def test_points_without_labels_take_the_full_width() -> None:
    (slide,) = slides_of(a_finding(a_point("One.", label=None), a_point("Two.", label=None)))
    assert slide.slide_layout.name == "Text"
    assert named(slide, "Text").text_frame.text == "One.\nTwo."


def test_a_row_without_a_label_leaves_no_empty_box() -> None:
    (slide,) = slides_of(a_finding(a_point(), a_point(label=None)))
    assert [shape.name for shape in slide.shapes if shape.name.startswith("Label")] == ["Label 1"]


def test_questions_are_numbered_and_go_on_counting() -> None:
    made = slides_of(questions(9))
    assert [slide.slide_layout.name for slide in made] == ["Numbered", "Numbered"]
    assert named(made[1], "Key 1").text_frame.text == "6"


def test_a_list_is_lettered() -> None:
    (slide,) = slides_of(a_listing(3))
    assert [named(slide, f"Key {n}").text_frame.text for n in (1, 2, 3)] == ["a", "b", "c"]
    assert "An introduction." in notes(slide)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_forms_stand_in_columns(count: int) -> None:
    (slide,) = slides_of(a_comparison(count))
    assert slide.slide_layout.name == "Columns"
    assert (named(slide, "Heading 2").text_frame.text, named(slide, "Text 2").text_frame.text) == (
        "Form 1",
        "Grows slowly from the start.",
    )
    assert "Form 1. Form 1 in full." in notes(slide)


def test_forms_with_too_much_text_for_columns_stand_in_rows() -> None:
    assert layouts_of(a_comparison(4, A_LONG_TEXT[:290])) == ["Rows", "Rows"]


def test_sketches_are_groups_with_alt_text_between_heading_and_text() -> None:
    (slide,) = slides_of(a_comparison(2, sketched=True))
    names = [shape.name for shape in slide.shapes]
    assert names[1:4] == ["Heading 1", "Form 0", "Text 1"]
    assert [each._element.nvGrpSpPr.cNvPr.get("descr") for each in groups(slide)] == ["Sketch of growth."] * 2
    assert named(slide, "Caption").text_frame.text == "Sketches, not measurements."


@pytest.mark.parametrize(("ways", "layout"), [(2, "Parts beside a plate"), (6, "Parts beside a plate"), (0, "Rows")])
def test_an_organisation_has_its_ways_beside_it(ways: int, layout: str) -> None:
    assert layouts_of(an_organisation(ways)) == [layout]


def test_an_organisation_with_many_ways_is_told_in_rows() -> None:
    assert layouts_of(an_organisation(7)) == ["Rows", "Rows"]


def test_a_timelines_steps_are_text_boxes_over_the_chart_in_reading_order() -> None:
    steps = a_milestone(2010), a_milestone(2011), a_milestone(2012, expected=True, date="early 2012")
    (slide,) = slides_of(a_timeline(*steps))
    names = [shape.name for shape in slide.shapes]
    assert names == [
        "Title",
        "Timeline",
        "2010: Step 2010",
        "2011: Step 2011",
        "early 2012: Step 2012 (expected)",
        "Caption",
        "Footer",
        "Slide number",
    ]
    step = named(slide, "2011: Step 2011").text_frame
    assert [paragraph.runs[0].font.bold for paragraph in step.paragraphs] == [True, None]
    assert step.word_wrap


def test_the_portfolio_has_figures_squares_and_a_caption() -> None:
    (slide,) = slides_of(a_portfolio(105))
    assert slide.slide_layout.name == "Figures"
    (squares,) = groups(slide)
    assert len(squares.shapes) == 105
    assert squares.shapes[16].name == "Garden 17 of 105"
    assert named(slide, "Figure 1").text_frame.text == "105\ngardens"
    assert named(slide, "Caption").text_frame.text == "One square is one garden. Amounts are not published."


def titled(headline: Words, *blocks: Any) -> Any:
    story = a_story(*blocks)
    (section,) = story.sections
    return slides(a_deck(replace(story, sections=(replace(section, headline=headline),))))[1]


def test_a_total_that_the_headline_says_is_its_figure_with_a_smaller_unit() -> None:
    slide = titled(words("$9 million in grants, to more gardens than before"), a_portfolio(105))
    assert slide.slide_layout.name == "Figure"
    figure, sentence = slide.shapes.title.text_frame.paragraphs
    assert [(run.text, run.font.size.pt) for run in figure.runs] == [("$9", 189), (" million", 96)]
    assert sentence.text == "in grants, to more gardens than before"
    assert named(slide, "Text").text_frame.text == "105 gardens"


def test_a_portfolio_of_too_many_for_squares_shows_its_figures_alone() -> None:
    (slide,) = slides_of(a_portfolio(50_000))
    assert slide.slide_layout.name == "Figures"
    assert groups(slide) == []


def test_a_number_in_a_lists_headline_stands_out_on_its_plate() -> None:
    headline = Words("In 2013 more than 170 gardeners met", SOMEWHERE, (Figure(Span(8, 21), "gardeners"),))
    slide = titled(headline, a_listing(3))
    assert slide.slide_layout.name == "List beside a plate"
    assert [paragraph.text for paragraph in slide.shapes.title.text_frame.paragraphs] == [
        "In 2013 more than",
        "170",
        "gardeners met",
    ]


@pytest.mark.parametrize("facts", [0, 1, 3])
def test_a_project_has_its_facts_below_it(facts: int) -> None:
    (slide,) = slides_of(Projects((a_project(*[a_fact()] * facts),)))
    assert slide.slide_layout.name == "Project"
    assert sum(shape.name.startswith("Fact") for shape in slide.shapes) == facts
    assert named(slide, "Name").text_frame.text == "GARDEN"


def test_a_number_is_set_as_one_and_a_word_is_not() -> None:
    (slide,) = slides_of(Projects((a_project(a_fact("250"), a_fact("Phase II", is_number=False)),)))
    levels = [named(slide, f"Fact {n}").text_frame.paragraphs[0].level for n in (1, 2)]
    assert levels == [0, 1]


def test_a_fourth_fact_is_said_not_shown() -> None:
    facts = [Fact(words(f"{n}0"), words("plots"), True) for n in range(1, 5)]
    (slide,) = slides_of(Projects((a_project(*facts),)))
    assert "40\nplots" not in texts(slide)
    assert "40 plots." in notes(slide)


def test_a_project_with_much_to_say_goes_on_between_paragraphs() -> None:
    made = slides_of(Projects((a_project(a_fact(), points=(A_LONG_TEXT[:150],) * 4),)))
    assert len(made) == 2
    assert named(made[1], "Credit").text_frame.text == "Led by a gardener"


def test_every_slide_has_footer_live_number_and_notes_with_the_source() -> None:
    for number, slide in enumerate(slides(a_deck(a_story(a_finding(), questions(2)))), 1):
        footer, field = list(slide.shapes)[-2:]
        assert (footer.name, field.name) == ("Footer", "Slide number")
        assert field._element.xpath(".//a:fld/@type") == ["slidenum"]
        assert field.text_frame.text == "" or field.text_frame.text == str(number)
        assert "May 2024" in notes(slide)


def test_notes_begin_with_the_sentence_to_say_and_then_tell_what_the_picture_shows() -> None:
    first, *others = slides(a_deck(every_block()))
    assert notes(first).startswith("A standfirst.")
    for slide in others:
        sentence = re.sub(r" \(\d+/\d+\)$", "", title(slide))
        assert notes(slide).startswith(f"{sentence.rstrip('.')}.\n")
    (slide,) = slides_of(a_comparison(2, sketched=True))
    assert notes(slide).split("\n")[1].startswith("Sketch of")


def test_the_closing_tells_sources_notes_and_contact() -> None:
    closing = slides(a_deck(a_story()))[-1]
    assert closing.slide_layout.name == "Closing"
    heads = [named(closing, f"Column {n}").text_frame.paragraphs[0].text for n in (1, 2, 3)]
    assert heads == ["Source", "Derived here", "A Trust"]
    assert "Registered charity 1." in notes(closing)


def test_strong_parts_are_bold_and_addresses_are_links_and_inner_links_are_text() -> None:
    text = Words(
        "Read this page or write to us [1]",
        SOMEWHERE,
        strong=(Span(5, 14),),
        links=((Span(10, 14), "https://example.org/a b?q=ü"), (Span(30, 33), "#source-1")),
    )
    (slide,) = slides_of(Finding(None, (text,), (a_point(label="Label"), type(a_point())(None, text))))
    runs = named(slide, "Text 2").text_frame.paragraphs[0].runs
    assert [(run.text, run.font.bold) for run in runs] == [
        ("Read ", None),
        ("this ", True),
        ("page", True),
        (" or write to us ", None),
        ("[1]", None),
    ]
    assert [run.hyperlink.address for run in runs] == [None, None, "https://example.org/a%20b?q=%C3%BC", None, None]


def test_text_of_a_person_is_never_markup() -> None:
    text = 'A <b> & "c" _x000B_ \u201cd\u201d'
    (slide,) = slides_of(a_finding(a_point(text), a_point()))
    assert named(slide, "Text 1").text_frame.text == text
    assert linked(text, (Span(0, 1), "https://example.org")).links


def test_slides_of_one_headline_are_told_apart() -> None:
    projects = Projects((a_project(headline="The same"), a_project(headline="The same")))
    assert [title(slide) for slide in slides_of(projects)] == ["The same (1/2)", "The same (2/2)"]


def test_closing_rows_of_unlike_height_share_a_slide() -> None:
    report = "A report with a long name, in which the gardens are counted one by one, chapter by chapter, number"
    story = replace(a_story(), closing=a_closing(4, report))
    (slide,) = [slide for slide in slides(a_deck(story)) if slide.slide_layout.name.startswith("Closing")]
    tops = [named(slide, f"Text {row}").top for row in (1, 2, 3)]
    assert tops[1] - tops[0] > 2 * (tops[2] - tops[1])
    rules = [shape for shape in slide.shapes if shape.name == "Rule"]
    assert [rule.top for rule in rules] == [top - 182_880 for top in tops]
    lowest = named(slide, "Text 3")
    assert lowest.top + lowest.height <= 6.75 * 914_400


def test_minutes_stand_in_the_notes_with_their_sum_so_far(tmp_path: Path) -> None:
    text = MEADOWS.read_text("utf-8")
    timed = iter(("2", "4"))
    for headline in re.findall(r"\n    headline: .*", text)[:2]:
        text = text.replace(headline, f"{headline}\n    minutes: {next(timed)}", 1)
    data = tmp_path / "data.yaml"
    data.write_text(text, "utf-8")
    for drawing in MEADOWS.parent.glob("*.png"):
        (tmp_path / drawing.name).write_bytes(drawing.read_bytes())
    assert cli.main(["build", str(data), "-o", str(tmp_path), "--ledger", "--quiet"]) == 0
    said = [notes(slide) for slide in Presentation(str(tmp_path / "deck.pptx")).slides]
    assert [line for each in said for line in each.split("\n") if line.startswith("Time: ")] == [
        "Time: 2 min, which ends at 2 of 6.",
        "Time: 4 min, which ends at 6 of 6.",
    ]
    assert cli.main(["verify", str(data), str(tmp_path), "--quiet"]) == 0


def test_pages_of_notes_are_headed_by_the_title_and_shrink_what_is_too_long() -> None:
    (slide, *_) = slides(a_deck(a_story(title="Gardens for all")))
    page = {shape.name: shape for shape in slide.notes_slide.placeholders}
    assert page["Header"].text_frame.text == "Gardens for all"
    assert page["Notes"].text_frame.auto_size == MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE


def a_long_story(sections: int) -> Story:
    return a_story(*(a_finding(*(a_point(label=f"Label {n}") for n in range(7))) for _ in range(sections)))


def test_a_long_deck_has_a_slide_before_each_section_of_several() -> None:
    made = slides(a_deck(a_long_story(7)))
    openings = [slide for slide in made if slide.slide_layout.name == "Section"]
    assert [title(slide) for slide in openings] == [f"Heading of section-{number}" for number in range(7)]
    after = [made[made.index(slide) + 1] for slide in openings]
    assert [title(slide) for slide in after] == [f"Headline number {number} (1/2)" for number in range(7)]
    assert all(notes(slide) for slide in openings)


def test_a_short_deck_and_a_section_of_one_slide_have_none() -> None:
    short = [slide.slide_layout.name for slide in slides(a_deck(a_long_story(6)))]
    single = [slide.slide_layout.name for slide in slides(a_deck(a_story(*[a_finding(a_point())] * 16)))]
    assert "Section" not in [*short, *single]


def test_nothing_is_said_to_be_numbered_on_a_cover_whose_squares_are_too_small_for_numbers(tmp_path: Path) -> None:
    data = MEADOWS.parents[1] / "progressive-ms.yaml"
    said = {}
    for count in (105, 118):
        file = tmp_path / f"{count}.yaml"
        file.write_text(data.read_text("utf-8").replace("value: 105", f"value: {count}"), "utf-8")
        assert cli.main(["build", str(file), "--only", "deck", "-o", str(tmp_path / str(count)), "--quiet"]) == 0
        cover = Presentation(str(tmp_path / str(count) / "deck.pptx")).slides[0]
        (drawn,) = groups(cover)
        said[count] = "1" in texts_in(drawn), "numbered" in " ".join([*texts(cover), notes(cover)])
    assert said == {105: (True, True), 118: (False, False)}


def texts_in(group: Any) -> list[str]:
    return [shape.text_frame.text for shape in group.shapes if shape.has_text_frame]
