"""Large print: one column, nothing small, the same content on more pages; and every print readable without colour."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations
from typing import Literal

import pdfplumber
import pytest

from reports.brief.render import Brief, render
from reports.compose.compose import compose
from reports.theme.assets import ASSETS
from tests.builders.brief import THEME, everything
from tests.builders.reading import read
from tests.readback import elements

PAPERS = pytest.mark.parametrize("paper", ["a4", "letter"])


def large(paper: Literal["a4", "letter"] = "a4") -> Brief:
    return render(everything(), THEME, paper, large_print=True)


@PAPERS
def test_no_letter_is_smaller_than_18_points(paper: Literal["a4", "letter"]) -> None:
    with pdfplumber.open(io.BytesIO(large(paper).pdf)) as pdf:
        sizes = {round(char["size"], 2) for page in pdf.pages for char in page.chars}
    assert min(sizes) >= 18


@PAPERS
def test_nothing_stands_outside_the_margins_or_in_a_running_line(paper: Literal["a4", "letter"]) -> None:
    with pdfplumber.open(io.BytesIO(large(paper).pdf)) as pdf:
        for page in pdf.pages:
            told = [char for char in page.chars if char["mcid"] is not None and char["text"] != " "]
            running = [char for char in page.chars if char["mcid"] is None and char["top"] > page.height / 2]
            assert max(char["x1"] for char in told) < page.width - 55
            assert max(char["bottom"] for char in told) <= min(char["top"] for char in running)


def test_it_says_what_the_usual_print_says() -> None:
    """The timeline's chart becomes a list, its titles run in with their texts."""
    usual = [each.text for each in elements(render(everything(), THEME, "a4").pdf) if each.text]
    said = [each.text for each in elements(large().pdf)]
    assert [text for text in usual if not any(text in each for each in said)] == []


def test_nothing_stands_beside_a_text() -> None:
    with pdfplumber.open(io.BytesIO(large().pdf)) as pdf:
        words = [word for page in pdf.pages for word in page.extract_words()]
    starts = {round(word["x0"]) for word in words if word["text"] in ("Few", "Wild", "Tended", "Alpha", "Reading")}
    assert starts == {57}


def test_a_page_limit_is_one_of_the_usual_print() -> None:
    assert render(replace(everything(), pages=2), THEME, "a4", large_print=True).pages > 2


def luma(colour: str) -> float:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("pair", [*combinations(("ink", "mark", "paper"), 2)])
def test_what_must_differ_differs_in_grey(pair: tuple[str, str]) -> None:
    one, other = (luma(THEME.colour[role]) for role in pair)  # type: ignore[index]
    assert abs(one - other) > 60


def test_data_and_axes_differ_in_grey_and_a_rule_from_the_paper() -> None:
    assert abs(luma(THEME.colour["accent"]) - luma(THEME.colour["mark"])) > 50
    assert abs(luma(THEME.colour["accent"]) - luma(THEME.colour["paper"])) > 150
    assert abs(luma(THEME.colour["hairline"]) - luma(THEME.colour["paper"])) > 40
    assert abs(luma(THEME.colour["wash"]) - luma(THEME.colour["ink"])) > 150


def test_a_long_one_says_what_it_is_about_right_below_its_contents_and_parts_no_credit_from_its_project() -> None:
    programme, theme = read(ASSETS.parent / "data" / "progressive-ms.yaml", None, lambda problem: None)
    story = compose(programme)
    brief = render(story, theme, "a4", large_print=True)
    said = [each.text for each in elements(brief.pdf) if each.text]
    standfirst = said.index(story.cover.standfirst.text)
    assert "Contents" in said[:standfirst]
    assert not any(text.startswith("Few therapies") for text in said[:standfirst])
    credits = [each.credit.text for block in story.sections for each in getattr(block.block, "projects", ())]
    assert len(credits) == 3
    with pdfplumber.open(io.BytesIO(brief.pdf)) as pdf:
        firsts = [page.extract_text_lines()[0]["text"] for page in pdf.pages]
    assert not [text for text in firsts if any(credit.startswith(text) for credit in credits)]
