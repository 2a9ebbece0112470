"""The money divided, on its page: the finding as heading, the years beside the largest awards."""

import io
from decimal import Decimal

import pdfplumber
import pytest

from reports.brief.render import render
from reports.story import (
    Bar,
    BarsChart,
    Breakdown,
    Column,
    ColumnsChart,
    Exhibit,
    LargestAwards,
    Portfolio,
    Section,
    SquaresChart,
)
from reports.story.phrases import phrases_in
from tests.builders.brief import THEME, a_section, a_story
from tests.builders.story import words
from tests.readback import elements

LARGEST = LargestAwards(
    words("The two largest awards"),
    ((words("A weir"), words("£900"), words("Anglers")), (words("A survey"), words("£800"), None)),
)


def years(count: int) -> Exhibit:
    columns = tuple(Column(str(2000 + n), (Decimal(n + 1),), str(n + 1)) for n in range(count))
    chart = ColumnsChart(columns, (), "Committed, £", 1, "Columns by year.", (), phrases_in("en-GB"))
    return Exhibit(
        chart, words("By year"), words("By year, £."), words("Each counts once."), "Columns", words("Most last")
    )


def divided(count: int = 6, *, heading: str | None = "Water: £900", largest: LargestAwards | None = LARGEST) -> Section:
    bars = tuple(
        Bar(label, Decimal(value), str(value), 1, counted="1") for label, value in (("Water", 900), ("Hay", 800))
    )
    chart = BarsChart(bars, "Area", "Committed, £", "Awards", "Bars by area.", phrases_in("en-GB"))
    said = words("By area, £."), words("Each counts once.")
    block = Breakdown(chart, *said, (years(count),), words(heading) if heading else None, largest)
    portfolio = Portfolio((), SquaresChart(2, "award", "2 squares"), None, None, breakdown=block)
    return a_section(portfolio, "Where it goes", "where")


def left_of(section: Section, *said: str, large_print: bool = False) -> list[int]:
    with pdfplumber.open(io.BytesIO(render(a_story(section), THEME, "a4", large_print=large_print).pdf)) as document:
        found = [word for page in document.pages for word in page.extract_words(keep_blank_chars=True, x_tolerance=4)]
    return [round(next(word["x0"] for word in found if word["text"].startswith(each))) for each in said]


def test_the_finding_is_the_heading_and_the_authors_heading_stands_above_it() -> None:
    read = [(each.tag, each.text) for each in elements(render(a_story(divided()), THEME, "a4").pdf) if each.text]
    at = read.index(("P", "Where it goes"))
    assert read[at : at + 3] == [("P", "Where it goes"), ("H2", "Water: £900"), ("P", "By area, £.")]


def test_without_a_finding_the_authors_heading_is_the_heading() -> None:
    read = [(each.tag, each.text) for each in elements(render(a_story(divided(heading=None)), THEME, "a4").pdf)]
    assert ("H2", "Where it goes") in read
    assert ("P", "Where it goes") not in read


@pytest.mark.parametrize(
    ("section", "beside"), [(divided(6), True), (divided(9), False)], ids=["few years", "many years"]
)
def test_few_years_stand_beside_the_largest_awards(section: Section, beside: bool) -> None:
    first, second = left_of(section, "By year", "The two largest")
    assert (second > first + 200) == beside


def test_large_print_sets_nothing_beside_the_years() -> None:
    first, second = left_of(divided(), "By year", "The two largest", large_print=True)
    assert first == second


def test_an_award_is_read_with_its_amount_and_who_was_given_it() -> None:
    read = [each.text for each in elements(render(a_story(divided()), THEME, "a4").pdf) if each.text]
    at = read.index("The two largest awards")
    assert read[at : at + 6] == ["The two largest awards", "A weir", "£900", "Anglers", "A survey", "£800"]


def test_no_largest_awards_leave_the_years_alone() -> None:
    read = [each.text for each in elements(render(a_story(divided(largest=None)), THEME, "a4").pdf)]
    assert "Most last" in read
