"""The finished brief, read back: what it says and in which order, how it can be walked, and that it repeats."""

from __future__ import annotations

import io
import itertools
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pdfplumber
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from reports.brief.render import Brief, render
from reports.errors import LayoutError, Location
from reports.pdf.metadata import StandardName
from reports.story import (
    Projects,
    Span,
    Words,
)
from tests.builders.brief import (
    THEME,
    a_brief,
    a_cover,
    a_finding,
    a_project,
    a_section,
    a_story,
    a_timeline,
    everything,
    with_a_logo,
)
from tests.builders.pdf import letters
from tests.builders.story import a_milestone, words
from tests.readback import Read, elements

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def whole() -> Brief:
    return a_brief(everything())


def outline(read: list[Read]) -> list[str]:
    return [f"{'  ' * each.depth}{each.tag}" + (f" {each.text}" if each.text else "") for each in read]


def test_the_tree_is_the_story_in_its_order(whole: Brief) -> None:
    assert outline(elements(whole.pdf)) == (ROOT / "tests" / "brief" / "everything.txt").read_text("utf-8").splitlines()


def test_headings_skip_no_level(whole: Brief) -> None:
    levels = [int(each.tag[1]) for each in elements(whole.pdf) if re.fullmatch(r"H\d", each.tag)]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


def test_every_figure_says_what_it_shows(whole: Brief) -> None:
    figures = [each.alt for each in elements(whole.pdf) if each.tag == "Figure"]
    assert figures == ["Chart of 5 equal squares.", "Sketch of Wild."]


def test_no_text_of_the_page_is_outside_the_tree_but_running_lines(whole: Brief) -> None:
    with pdfplumber.open(io.BytesIO(whole.pdf)) as pdf:
        outside = ["".join(c["text"] for c in page.chars if c["mcid"] is None) for page in pdf.pages]
    running = [f"Gardens · figures as of May 2024{number} / {whole.pages}" for number in range(2, whole.pages + 1)]
    footers = [f"Figures as of May 20241 / {whole.pages}", *running]
    outside[2] = outside[2].replace("reported as doneexpected, not reported as done", "")  # a timeline's key
    assert outside == footers


def test_fonts_are_embedded_subsets_and_there_is_no_picture(whole: Brief) -> None:
    with pikepdf.open(io.BytesIO(whole.pdf)) as pdf:
        kinds = [
            str(each.get("/Subtype", ""))
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream)
        ]
        names = [
            str(each["/BaseFont"])
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
        ]
    assert "/Image" not in kinds
    assert "/Type1" not in kinds
    assert {name[8:] for name in names} == {
        "SourceSans3-Regular",
        "SourceSans3-Semibold",
        "SourceSerif4Display-Semibold",
    }
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in names)


def test_bookmarks_are_the_headings(whole: Brief) -> None:
    with pikepdf.open(io.BytesIO(whole.pdf)) as pdf, pdf.open_outline() as bookmarks:
        (title,) = bookmarks.root
        sections = [(each.title, [below.title for below in each.children]) for each in title.children]
    assert title.title == "Five gardens"
    assert [name for name, _ in sections] == [
        "Why", "Forms", "Questions", "Things", "Who", "Steps", "Projects", "Reading the figures",
    ]  # fmt: skip
    assert dict(sections)["Projects"] == ["Alpha", "Beta"]


def test_a_citation_leads_to_its_source_and_an_address_out_of_the_brief() -> None:
    cited = Words("As told [1].", Location("x"), links=((Span(8, 11), "#source-1"),))
    linked = Words("See example.org", Location("x"), links=((Span(4, 15), "https://example.org/"),))
    story = a_story(a_section(replace(a_finding(), text=(cited, linked))))
    pdf = a_brief(story).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        inside, outside, back = document.pages[1]["/Annots"]
        assert str(outside["/A"]["/URI"]) == "https://example.org/"
        assert inside["/Dest"][0].objgen == document.pages[1].objgen
        assert [str(each["/Contents"]) for each in (inside, back)] == [
            "Source 1, A Trust",
            "Where source 1 is first cited",
        ]
        assert float(back["/Dest"][3]) > float(inside["/Rect"][1]) > float(back["/Rect"][3])
    links = [each.text for each in elements(pdf) if each.tag == "Link"]
    assert links == ["[1]", "example.org", "[1]"]


def test_what_is_cited_nowhere_leads_nowhere(whole: Brief) -> None:
    assert "Link" not in [each.tag for each in elements(whole.pdf)]


def test_who_speaks_is_read_before_the_title(whole: Brief) -> None:
    assert [(each.tag, each.text) for each in elements(whole.pdf)[1:4]] == [
        ("P", "A Trust"),
        ("P", "Example"),
        ("H1", "Five gardens"),
    ]


@pytest.mark.parametrize("standard", ["pdfa3", "pdfa4"])
def test_the_bookmarks_count_what_is_to_be_seen(standard: StandardName) -> None:
    with pikepdf.open(io.BytesIO(render(everything(), THEME, "a4", standard=standard).pdf)) as document:
        assert document.Root.Outlines.Count == visible(document.Root.Outlines) > 8


def visible(item: Any) -> int:
    """Count the bookmarks below one, all of them open."""
    count, below = 0, item.get("/First")
    while below is not None:
        count += 1 + visible(below)
        below = below.get("/Next")
    return count


def test_a_paragraph_over_two_pages_is_one_paragraph() -> None:
    text = "A line of text that says little. " * 60
    story = a_story(a_section(a_finding(*[text.strip()] * 4)))
    paragraphs = [each.text for each in elements(a_brief(story).pdf) if each.text.startswith("A line")]
    assert paragraphs == [text.strip()] * 4


def test_a_long_brief_has_contents_with_the_right_pages() -> None:
    sections = [a_section(a_finding(*["A line of text. " * 60] * 4), f"Part {n}", f"part-{n}") for n in range(12)]
    brief = a_brief(a_story(*sections))
    assert brief.pages > 6
    listed = [each for each in elements(brief.pdf) if each.tag == "Reference"]
    numbers = [int(each.text) for each in listed]
    with pdfplumber.open(io.BytesIO(brief.pdf)) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    assert all(f"Part {n}" in pages[numbers[n] - 1] for n in range(12))
    assert listed == sorted(listed, key=lambda each: int(each.text))


@pytest.mark.parametrize("parts", [8, 30])
def test_contents_list_what_the_bookmarks_list(parts: int) -> None:
    """In two columns, where there are many: it is read down the first, then the second."""
    long = a_finding(*["A line of text. " * 60] * 4)
    sections = [a_section(long, f"Part {n}", f"part-{n}") for n in range(parts)]
    projects = a_section(Projects((a_project("Alpha"), a_project("Beta"))), "Projects", "projects")
    brief = a_brief(a_story(projects, *sections))
    read = elements(brief.pdf)
    listed = [each.text for each in read if each.tag == "Link"][: parts + 4]
    assert listed == ["Projects", "Alpha", "Beta", *(f"Part {n}" for n in range(parts)), "Reading the figures"]
    assert [each.tag for each in read].count("TOC") == 2
    with pdfplumber.open(io.BytesIO(brief.pdf)) as pdf:
        starts = {
            round(word["x0"])
            for word in pdf.pages[1].extract_words()
            if word["text"] == "Part" and word["x0"] > 200  # headings stand left of that
        }
    assert len(starts) == (2 if parts > 12 else 1)


def test_an_expected_step_says_so_once() -> None:
    milestones = [a_milestone(year) for year in range(2010, 2020)]
    milestones.append(a_milestone(2020, title="Awards expected", expected=True))
    read = elements(a_brief(a_story(a_section(a_timeline(*milestones)))).pdf)
    assert [each.text for each in read if "2020" in each.text or "expected" in each.text] == [
        "2020",
        "Awards expected. They discuss how to drive solutions.",
    ]


def test_a_short_brief_has_none(whole: Brief) -> None:
    assert "TOC" not in [each.tag for each in elements(whole.pdf)]


def test_a_year_without_steps_is_an_item_with_its_label_alone() -> None:
    read = elements(a_brief(a_story(a_section(a_timeline(a_milestone(2011), a_milestone(2013))))).pdf)
    start = next(place for place, each in enumerate(read) if each.text == "2012")
    assert [(each.tag, each.depth - read[start].depth) for each in read[start - 1 : start + 3]] == [
        ("LI", -1), ("Lbl", 0), ("LI", -1), ("Lbl", 0),
    ]  # fmt: skip


def test_too_many_years_become_a_list() -> None:
    milestones = [a_milestone(year, title=f"In {year}", expected=year == 2020) for year in range(2010, 2021)]
    read = elements(a_brief(a_story(a_section(a_timeline(*milestones)))).pdf)
    labels = [each.text for each in read if each.tag == "Lbl" and each.text.startswith("20")]
    assert labels == [*map(str, range(2010, 2021))]
    assert "Figure" not in [each.tag for each in read[8:]]


def test_markup_in_a_text_is_text() -> None:
    text = "<b>&{bold}</b> <a href='x'>%s</a> <para> $x$ \\n"
    read = elements(a_brief(a_story(a_section(a_finding(text)))).pdf)
    assert text in [each.text for each in read]


def test_squares_too_small_to_count_are_left_out() -> None:
    story = a_story(cover=a_cover(count=90_000))
    read = elements(a_brief(story).pdf)
    assert "Figure" not in [each.tag for each in read]
    assert "Source: A Trust." in [each.text for each in read]
    assert not any("square" in each.text for each in read)


def test_every_text_that_does_not_fit_is_told_at_once() -> None:
    long = "o" * 90
    sections = [
        replace(a_section(), heading=Words(long, Location("data.yaml", line, 3)), key=str(line)) for line in (8, 5)
    ]
    with pytest.raises(LayoutError) as error:
        a_brief(a_story(*sections))
    assert [str(problem.where) for problem in error.value.problems] == ["data.yaml:5:3", "data.yaml:8:3"]


def test_running_lines_that_would_collide_are_told() -> None:
    story = replace(a_story(), running=Words("Running on " * 12, Location("data.yaml", 9, 10)))
    with pytest.raises(LayoutError, match=r"data\.yaml:9:10: “Running on .* makes a line of the page too long, by 55%"):
        a_brief(story)


def test_a_logo_stands_above_the_title_and_says_what_it_is(tmp_path: Path) -> None:
    Image.new("RGBA", (40, 10), (200, 0, 0, 120)).save(tmp_path / "logo.png")
    pdf = render(a_story(), with_a_logo(tmp_path / "logo.png"), "a4").pdf
    assert [(each.tag, each.alt) for each in elements(pdf)][3:5] == [("Figure", "The mark of A Trust."), ("H1", None)]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert not [each for each in document.objects if isinstance(each, pikepdf.Stream) and "/SMask" in each]


@settings(deadline=None, max_examples=15)
@given(st.lists(st.lists(letters(), min_size=1, max_size=25).map(" ".join), min_size=1, max_size=4))
def test_what_the_story_says_is_what_the_brief_says(paragraphs: list[str]) -> None:
    read = [each.text for each in elements(a_brief(a_story(a_section(a_finding(*paragraphs)))).pdf)]
    start = read.index("Why it matters") + 1
    assert read[start : start + len(paragraphs)] == [unicodedata.normalize("NFC", text) for text in paragraphs]


def test_a_project_taller_than_a_page_is_a_problem_with_its_line() -> None:
    tall = replace(a_project("Alpha"), name=Words("Alpha", Location("data.yaml", 40, 7)), text=(words("word " * 3000),))
    with pytest.raises(LayoutError, match=r"data\.yaml:40:7: a part of “Projects” is taller than a page"):
        a_brief(a_story(a_section(Projects((tall,)), "Projects")))


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_pages_have_the_paper_s_size(paper: Literal["a4", "letter"]) -> None:
    with pikepdf.open(io.BytesIO(render(everything(), THEME, paper).pdf)) as pdf:
        sizes = {tuple(round(float(edge) * 25.4 / 72, 1) for edge in page["/MediaBox"][2:]) for page in pdf.pages}
    assert sizes == {(210.0, 297.0) if paper == "a4" else (215.9, 279.4)}


def test_nothing_stands_outside_the_margins(whole: Brief) -> None:
    with pdfplumber.open(io.BytesIO(whole.pdf)) as pdf:
        chars = [char for page in pdf.pages for char in page.chars if char["text"] != " "]
    assert min(char["x0"] for char in chars) > 56 - 3  # 20 mm, and a hanging 1
    assert max(char["x1"] for char in chars) < 539


def test_the_same_story_is_the_same_bytes(whole: Brief) -> None:
    assert a_brief(everything()).pdf == whole.pdf


_ELSEWHERE = """
import hashlib
from tests.builders.brief import a_brief, everything
print(hashlib.sha256(a_brief(everything()).pdf).hexdigest())
"""


def test_the_same_bytes_come_of_another_time_zone_and_hash_seed() -> None:
    def digest(**settings: str) -> str:
        env = {**os.environ, **settings}
        run = subprocess.run([sys.executable, "-c", _ELSEWHERE], cwd=ROOT, env=env, capture_output=True, check=True)
        return run.stdout.decode()

    assert digest(PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C") == digest(PYTHONHASHSEED="2", TZ="America/Lima")
