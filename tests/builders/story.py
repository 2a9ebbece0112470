"""The words and steps that every small story is made of."""

from __future__ import annotations

from reports.datafile.scalars import When
from reports.errors import Location
from reports.story import Milestone, Words
from reports.story.moments import date_in_year, date_text

SOMEWHERE = Location("story.yaml", 3, 5)


def words(text: str, line: int = SOMEWHERE.line) -> Words:
    return Words(text, Location("story.yaml", line, 5))


def a_milestone(
    when: int | When = 2013,
    *,
    title: str | None = None,
    text: str = "They discuss how to drive solutions.",
    expected: bool = False,
    date: str | None = None,
) -> Milestone:
    """Make a step; `date` is what the data file calls it, if not by the year or day alone."""
    exact = When(when) if isinstance(when, int) else when
    titled = title or f"Step {exact.year}"
    says = f"{titled} (expected)" if expected and "expected" not in titled else titled
    in_year = date_in_year(exact, "en-US")
    date = date or date_text(exact, "en-US")
    return Milestone(exact.year, date, words(says), words(text), expected, exact, in_year=in_year)
