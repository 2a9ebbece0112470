"""Timelines of any length: a chart, a list, or a list in two columns below its counts; nothing is dropped."""

from __future__ import annotations

import io
from itertools import combinations

import pdfplumber
import pytest

from reports.brief.render import render
from reports.datafile.scalars import When
from reports.story import Milestone, Section, Timeline, TimelineChart
from reports.story.phrases import phrases_in
from tests.builders.brief import THEME, a_brief, a_section, a_story
from tests.builders.story import words
from tests.readback import Read, elements


def a_long_timeline(count: int) -> Section:
    dates = [When(1990 + n // 8, 1 + n % 8) for n in range(count)]
    steps = tuple(
        Milestone(when.year, f"{when.month}/{when.year}", words(f"Step {n}"), words("Done."), n > 50, when)
        for n, when in enumerate(dates, 1)
    )
    chart = TimelineChart(steps, "Timeline of steps.", phrases_in("en-GB"))
    return a_section(Timeline(chart, words("By date"), words("Placed by date.")), "Steps", "steps")


def told(pdf: bytes) -> list[Read]:
    return [each for each in elements(pdf) if each.tag in ("Figure", "Lbl", "LBody", "P") and each.depth > 2]


def labels(pdf: bytes) -> list[str]:
    """Return the dates as a reader comes by them: the year, and where it has several steps what else each says."""
    return [each.text for each in told(pdf) if each.tag == "Lbl" and not each.text.startswith("[")]


def expected_labels(count: int) -> list[str]:
    """Return the labels of `a_long_timeline`: eight steps a year, so that only the last may stand alone in its year."""
    found: list[str] = []
    for n in range(count):
        year, within = 1990 + n // 8, f"{1 + n % 8}/{1990 + n // 8}"
        if n % 8 == 0 and n == count - 1:
            return [*found, f"{year} {within}"]
        found += [str(year), within] if n % 8 == 0 else [within]
    return found


@pytest.mark.parametrize("count", [9, 12, 13, 60, 200])
def test_every_step_is_listed_with_its_date_in_its_year(count: int) -> None:
    pdf = a_brief(a_story(a_long_timeline(count))).pdf
    assert labels(pdf) == expected_labels(count)
    assert [each.text for each in told(pdf) if each.text.startswith("Step ")] == [
        f"Step {n}. Done." for n in range(1, count + 1)
    ]


def test_the_counts_stand_above_a_long_list_and_are_explained() -> None:
    pdf = a_brief(a_story(a_long_timeline(20))).pdf
    read = [each for each in elements(pdf) if each.text or each.alt]
    place = next(n for n, each in enumerate(read) if (each.alt or "").startswith("Timeline of 20 steps, a block for"))
    assert [read[place - 2].text, read[place - 1].text] == ["By date", "Steps"]
    said = "One block is one step. The 2 years with the most are darker. Placed by date. Source: A Trust."
    assert read[place + 1].text == said


def test_a_list_that_is_seen_at_a_glance_has_no_counts() -> None:
    pdf = a_brief(a_story(a_long_timeline(12))).pdf
    assert not any((each.alt or "").startswith("Timeline") for each in elements(pdf))


@pytest.mark.parametrize("large_print", [False, True])
def test_a_list_is_as_wide_as_its_paper(large_print: bool) -> None:
    """Two columns of the usual print, one in large print."""
    pdf = render(a_story(a_long_timeline(60)), THEME, "a4", large_print=large_print).pdf
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        words_of = [word for page in document.pages for word in page.extract_words()]
    assert len({round(word["x0"]) for word in words_of if word["text"] == "Step"}) == (1 if large_print else 2)


def test_columns_of_a_list_end_about_level() -> None:
    pdf = a_brief(a_story(a_long_timeline(40))).pdf
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        steps = [word for word in document.pages[1].extract_words() if word["text"] == "Step"]
    feet = [max(word["bottom"] for word in steps if round(word["x0"]) == x) for x in {round(w["x0"]) for w in steps}]
    assert max(feet) - min(feet) < 8 * 16


def test_a_year_that_goes_on_over_a_page_is_seen_again_and_read_once() -> None:
    steps = tuple(
        Milestone(1990, f"{n}", words(f"Step {n}"), words("It was done, and all of it at once. " * 4), False)
        for n in range(80)
    )
    chart = TimelineChart(steps, "Timeline of steps.", phrases_in("en-GB"))
    section = a_section(Timeline(chart, words("By date"), words("Placed by date.")), "Steps", "steps")
    pdf = a_brief(a_story(section)).pdf
    assert labels(pdf).count("1990") == 1
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        pages = [page.extract_text() for page in document.pages if "Step" in page.extract_text()]
    assert len(pages) > 2
    assert all("1990" in page for page in pages)


def test_no_words_of_two_hundred_steps_overlap() -> None:
    with pdfplumber.open(io.BytesIO(a_brief(a_story(a_long_timeline(200))).pdf)) as document:
        for page in document.pages:
            for one, other in combinations(page.extract_words(), 2):
                beside = one["x1"] <= other["x0"] + 0.1 or other["x1"] <= one["x0"] + 0.1
                above = one["bottom"] <= other["top"] + 2 or other["bottom"] <= one["top"] + 2
                assert beside or above, (one["text"], other["text"])
