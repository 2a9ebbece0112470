"""Timelines of any length: a chart, a list, or a numbered list below its marks; nothing is dropped."""

from __future__ import annotations

import io
import re
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
    return [each.text for each in told(pdf) if each.tag == "Lbl" and "/" in each.text]


@pytest.mark.parametrize("count", [13, 60, 200])
def test_a_long_timeline_is_numbered_as_its_marks_are(count: int) -> None:
    pdf = a_brief(a_story(a_long_timeline(count))).pdf
    numbered = [f"{n + 1} {1 + n % 8}/{1990 + n // 8}{' expected' if n > 49 else ''}" for n in range(count)]
    assert labels(pdf) == numbered
    figures = [each.alt or "" for each in elements(pdf) if (each.alt or "").startswith("Timeline of steps")]
    assert figures[0].startswith("Timeline of steps 1 to ")
    assert re.search(rf"to {count}, ", figures[-1])


def test_the_marks_stand_above_the_list_and_are_explained() -> None:
    pdf = a_brief(a_story(a_long_timeline(20))).pdf
    read = [each for each in elements(pdf) if each.text or each.alt]
    place = next(n for n, each in enumerate(read) if (each.alt or "").startswith("Timeline of steps 1 to 20"))
    assert read[place - 1].text == "By date"
    assert read[place + 1].text == "Numbers are those of the list. Placed by date. Source: A Trust."
    assert read[place + 2].text == "1 1/1990"


def test_a_list_that_is_seen_at_a_glance_has_no_numbers() -> None:
    pdf = a_brief(a_story(a_long_timeline(12))).pdf
    assert labels(pdf) == [f"{1 + n % 8}/{1990 + n // 8}" for n in range(12)]


def test_large_print_lists_all_of_it_without_marks() -> None:
    pdf = render(a_story(a_long_timeline(60)), THEME, "a4", large_print=True).pdf
    assert len(labels(pdf)) == 60
    assert not any((each.alt or "").startswith("Timeline") for each in elements(pdf))


def test_no_words_of_two_hundred_steps_overlap() -> None:
    with pdfplumber.open(io.BytesIO(a_brief(a_story(a_long_timeline(200))).pdf)) as document:
        for page in document.pages:
            for one, other in combinations(page.extract_words(), 2):
                beside = one["x1"] <= other["x0"] + 0.1 or other["x1"] <= one["x0"] + 0.1
                above = one["bottom"] <= other["top"] + 2 or other["bottom"] <= one["top"] + 2
                assert beside or above, (one["text"], other["text"])
