"""The editorial voice: what is said in whose words, and what is never said."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.compose.compose import compose
from reports.datafile.model import Programme, Prose
from reports.datafile.yaml import read_file
from reports.loading.load import loaded_of
from reports.story import (
    Comparison,
    Finding,
    Listing,
    Picture,
    Portfolio,
    Projects,
    Quote,
    Story,
    Timeline,
    plain,
    unbroken,
    words_in,
)
from reports.story.numbers import resolve

EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "examples"
HEAD = """\
language: en-US
title: "{doors} doors"
subtitle: "{money}"
standfirst: "A start."
label: "Brief"
running: "Doors"
publisher: {name: "Door Trust"}
as_of: {text: "May 2024", latest: 2024}
sources:
  book: {title: "The Book", publisher: "Door Trust"}
  page: {title: "The Page", publisher: "Other Trust", medium: "web page", url: "https://example.org/page"}
quantities:
  money: {value: 1_200_000, currency: USD, kind: committed, unit: "commitments", source: book}
  doors: {value: 30, bound: about, unit: "doors", source: page}
  each: {ratio: [money, doors], label: "average for a door", caveat: "not a price"}
portfolio: {total: money, count: doors, item: door}
closing: {heading: "Figures", headline: "Where figures come from"}
sections:
"""
TEXT = """\
  - kind: text
    heading: "Why"
    headline: "Why doors matter"
    lead: "They open."
    text: ["{doors} of them.", "More."]
    source: page
"""


def a_programme(tmp_path: Path, *sections: str, head: str = HEAD) -> Programme:
    data = tmp_path / "doors.yaml"
    data.write_text(head + "".join(sections or (TEXT,)), "utf-8")
    return loaded_of(read_file(data), lambda text: "", None).programme


def a_story(tmp_path: Path, *sections: str, head: str = HEAD) -> Story:
    return compose(a_programme(tmp_path, *sections, head=head))


def test_the_cover_counts_first_and_says_what_is_not_known(tmp_path: Path) -> None:
    portfolio = a_story(tmp_path).cover.portfolio
    assert [(each.figure.text, each.label.text) for each in portfolio.figures] == [
        ("About 30", "doors"),
        ("$1.2 million", "in commitments"),
    ]
    assert str(portfolio.meaning) == str(portfolio.meaning_in_full) == "One square is one door."  # of about 30
    assert [str(each.figure) for each in a_story(tmp_path).cover.figures] == ["$1.2 million"]
    assert str(portfolio.caveat) == "The source gives no amounts per door, so every square is the same size."
    assert portfolio.chart.alt == (
        "Chart of about 30 equal squares, one for each door, where only their number and the total of $1.2 million "
        "are known. The source gives no amounts per door."
    )


def test_nobody_says_that_amounts_are_unknown_where_a_project_shows_one(tmp_path: Path) -> None:
    project = """\
  - kind: projects
    heading: "Doors"
    headline: "Doors"
    projects:
      - {name: "Red Door", headline: "Red", finding: "Red", text: "Red.", facts: [{show: "{%s}", label: "red"}]}
"""
    for shown, known in (("money", True), ("doors", False)):
        portfolio = a_story(tmp_path, project % shown).cover.portfolio
        assert ("gives no amounts" in f"{portfolio.caveat} {portfolio.chart.alt} {portfolio.alone}") is not known


def test_a_credit_cites_every_source_of_the_part_by_its_number(tmp_path: Path) -> None:
    story = a_story(tmp_path)
    credit = story.cover.credit
    assert credit.text == "Sources: Door Trust [1]; Other Trust [2]; as of May 2024."
    assert [(credit.text[span.start : span.stop], target) for span, target in credit.links] == [
        ("[1]", "#source-1"),
        ("[2]", "#source-2"),
    ]
    assert story.sections[0].spoken.text == "Source: Other Trust, “The Page”; as of May 2024"


def test_a_derived_number_comes_with_formula_and_caveat_on_one_line(tmp_path: Path) -> None:
    told = a_story(tmp_path).closing.notes[0].text
    assert told.text == (
        "The average for a door is about $40,000. It is derived here, $1,200,000 ÷ about 30, and is not a price. "
        "The source gives no split of the total."
    )
    assert "$1,200,000 ÷ about 30" in [told.text[span.start : span.stop] for span in told.kept]
    assert [figure.quantity for figure in told.figures] == ["each", "money", "doors"]


def test_a_reference_says_all_that_is_known_and_links_its_address(tmp_path: Path) -> None:
    reference = a_story(tmp_path).closing.sources[1].text
    assert reference.text == "Other Trust, web page “The Page”. https://example.org/page"
    assert [target for _, target in reference.links] == ["https://example.org/page"]


def test_without_points_a_slide_gets_the_paragraphs(tmp_path: Path) -> None:
    block = a_story(tmp_path).sections[0].block
    assert isinstance(block, Finding)
    assert [(point.label, point.text.text) for point in block.points] == [(None, "About 30 of them."), (None, "More.")]


WEBCAST = """\
  - {kind: webcast, heading: "Hear", headline: "Hear it", title: "Open Doors", text: "An hour.", url: "https://example.org/w"}
"""


def test_a_webcast_that_ends_the_file_stands_with_the_sources(tmp_path: Path) -> None:
    story = a_story(tmp_path, TEXT, WEBCAST)
    note = story.closing.webcast
    assert note is not None
    assert [section.heading.text for section in story.sections] == ["Why"]
    assert note.label is not None
    assert (note.label.text, note.text.text) == ("Hear", "“Open Doors”: an hour. https://example.org/w")
    assert [target for _, target in note.text.links] == ["https://example.org/w"]


def test_a_story_has_its_key_steps_and_whether_its_order_is_free(tmp_path: Path) -> None:
    steps = """\
timeline:
  - {date: 2020, title: "One", text: "First.", key: true}
  - {date: 2021, title: "Two", text: "Second."}
"""
    section = '  - {kind: timeline, heading: "When", headline: "Since when", measure: "By year"}\n'
    head = HEAD.replace("portfolio:", f"{steps}order: free\nportfolio:")
    free = a_story(tmp_path, TEXT, section, head=head)
    block = free.sections[1].block
    assert isinstance(block, Timeline)
    assert [step.key for step in block.chart.milestones] == [True, False]
    assert (free.free_order, a_story(tmp_path).free_order) == (True, False)


def test_a_webcast_before_the_end_keeps_its_place(tmp_path: Path) -> None:
    story = a_story(tmp_path, WEBCAST, TEXT)
    assert [section.heading.text for section in story.sections] == ["Hear", "Why"]
    assert isinstance(story.sections[0].block, Finding)


def test_a_timeline_says_its_dates_as_precisely_as_they_are_given(tmp_path: Path) -> None:
    steps = """\
timeline:
  - {date: 2020, title: "One", text: "First."}
  - {date: early 2021, title: "Two", text: "Second.", expected: true}
"""
    section = '  - {kind: timeline, heading: "Steps", headline: "Two steps", measure: "By year", source: page}\n'
    block = a_story(tmp_path, section, head=steps + HEAD).sections[0].block
    assert isinstance(block, Timeline)
    assert block.caption.text == "Placed by year only: the source gives no month or day."
    assert block.chart.alt == (
        "Timeline of 2 steps from 2020 to early 2021, "
        "where the order in time is: 2020: One; early 2021: Two (expected)."
    )


@pytest.mark.parametrize("name", ["smallest.yaml", "river-meadows.yaml", "../progressive-ms.yaml"])
def test_every_example_is_told_whole(name: str) -> None:
    loaded = loaded_of(read_file(EXAMPLES / name), lambda text: "", EXAMPLES)
    story = compose(loaded.programme, loaded.awards, loaded.photos)
    assert loaded.warnings == ()
    assert all(words.text.strip() for words in words_in(story))
    assert all(words.where.line > 0 for section in story.sections for words in words_in(section))
    assert len({section.key for section in story.sections}) == len(story.sections)
    assert "{" not in "".join(words.text for words in words_in(story))


def test_an_example_shows_other_kinds_than_the_default() -> None:
    loaded = loaded_of(read_file(EXAMPLES / "river-meadows.yaml"), lambda text: "", EXAMPLES)
    kinds = [type(section.block) for section in compose(loaded.programme, None, loaded.photos).sections]
    assert kinds == [Finding, Comparison, Listing, Picture, Quote, Portfolio, Timeline, Projects]


def test_a_figure_with_a_date_of_its_own_is_credited_with_it(tmp_path: Path) -> None:
    older = HEAD.replace('unit: "doors", source: page', 'unit: "doors", source: page, as_of: "May 2023"')
    story = a_story(tmp_path, head=older)
    assert story.sections[0].credit.text == "Source: Other Trust [2]; as of May 2024, but some figures as of May 2023."
    assert story.sections[0].spoken.text.endswith("; as of May 2024, but some figures as of May 2023")


OTHER = "  page: {title: P, publisher: P}\n"


@pytest.mark.parametrize(
    ("sources", "credit"), [("", "Source: Door Trust [1]; as of May 2024."), (OTHER, "As of May 2024.")]
)
def test_what_names_no_source_rests_on_the_only_one_that_there_is(tmp_path: Path, sources: str, credit: str) -> None:
    head = HEAD.replace("source: page", "source: book")
    head = head[: head.index("  page: {")] + sources + head[head.index("quantities:") :]
    text = TEXT.replace("    source: page\n", "").replace("{doors} of them.", "Some of them.")
    assert a_story(tmp_path, text, head=head).sections[0].credit.text == credit


def test_a_project_has_a_circle_for_each_person_of_a_fact_that_is_marked_so() -> None:
    read = read_file(EXAMPLES.parent / "progressive-ms.yaml")
    story = compose(loaded_of(read, lambda text: "", None).programme)
    (projects,) = [section.block for section in story.sections if isinstance(section.block, Projects)]
    first, *others = projects.projects
    (people,) = [fact.people for fact in first.facts if fact.people]
    assert (people.count, [fact.people for each in others for fact in each.facts]) == (250, [])
    assert people.meaning.text == "One circle is one of the 250 people with progressive forms of MS."


PROJECTS = """\
  - kind: projects
    heading: "Doors of note"
    headline: "Doors of note"
    projects:
"""


def projects(*names: str) -> str:
    rest = '        finding: "It opens."\n        text: "Wide."\n'
    return PROJECTS + "".join(f'      - name: "{name}"\n        headline: "{name} opens"\n{rest}' for name in names)


@pytest.mark.parametrize(
    ("names", "in_brief", "in_talk"),
    [
        (["A"], "One is described in this brief: 1 A.", "The numbered one is described in this talk."),
        (
            ["A", "B", "C"],
            "Three are described in this brief: 1 A, 2 B and 3 C.",
            "The numbered three are described in this talk.",
        ),
        (
            list("ABCDEFGH"),
            "Those with a number are described in this brief.",
            "Those with a number are described in this talk.",
        ),
    ],
)
def test_the_numbers_in_squares_are_explained(tmp_path: Path, names: list[str], in_brief: str, in_talk: str) -> None:
    head = HEAD.replace(", bound: about", "")
    portfolio = a_story(tmp_path, projects(*names), head=head).cover.portfolio
    assert (str(portfolio.described), str(portfolio.numbered)) == (in_brief, in_talk)
    assert portfolio.described is not None
    strong = [portfolio.described.text[start:stop] for start, stop in portfolio.described.strong]
    assert strong == [str(number) for number in range(1, len(names) + 1) if len(names) < 7]
    assert (str(portfolio.meaning_in_full), str(portfolio.one_of)) == (
        "One square for each of the 30 doors.",
        "One of the 30 doors",
    )
    assert portfolio.without_squares.described is portfolio.without_squares.numbered is None


def test_where_nothing_is_described_no_square_has_a_number(tmp_path: Path) -> None:
    portfolio = a_story(tmp_path).cover.portfolio
    assert portfolio.described is portfolio.numbered is portfolio.one_of is None


def test_a_title_that_says_both_figures_leaves_the_total(tmp_path: Path) -> None:
    head = HEAD.replace('"{doors} doors"', '"{money} for {doors} doors"').replace(
        'subtitle: "{money}"', 'subtitle: "Yes"'
    )
    assert [str(each.figure) for each in a_story(tmp_path, head=head).cover.figures] == ["$1.2 million"]


@pytest.mark.parametrize(
    ("text", "shown", "strong"),
    [
        ("No **cure yet**.", "No cure yet.", ["cure yet"]),
        ("**{doors} doors** in **all**", "About 30 doors in all", ["About 30 doors", "all"]),
        (r"**5 \* x** and \*\*", "5 * x and **", ["5 * x"]),
        ("An in**door** way", "An indoor way", ["door"]),
        (r"**a\*** b", "a* b", ["a*"]),
    ],
)
def test_strong_parts_are_marked_in_the_text_that_is_shown(
    tmp_path: Path, text: str, shown: str, strong: list[str]
) -> None:
    words = resolve(Prose(text), a_programme(tmp_path))
    assert (words.text, [words.text[start:stop] for start, stop in words.strong]) == (shown, strong)
    assert [words.text[start:stop] for (start, stop) in (each.span for each in words.figures)] == (
        ["About 30"] if "{" in text else []
    )


def test_a_number_stays_on_one_line_where_no_renderer_keeps_it_so(tmp_path: Path) -> None:
    words = resolve(Prose("We have {money} since early 2021, for {doors} doors."), a_programme(tmp_path))
    shown = unbroken(words)
    assert shown.text == "We have $1.2\xa0million since early 2021, for about 30 doors."
    assert (shown.figures, plain(shown.text)) == (words.figures, words.text)
