"""A divided portfolio and an annex of awards, for a brief."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from reports.story import Annex, Bar, BarsChart, Breakdown, Exhibit, Section, StepPoint, StepsChart, Story
from reports.story.phrases import phrases_in
from tests.builders.brief import a_cover, a_section, a_story
from tests.builders.story import words

HEAD = ("No.", "Title", "Recipient", "Date", "Amount, €")


def an_annex(count: int) -> Annex:
    rows = tuple(
        (
            f"{n}",
            f"Mooring number {n} on the northern shore",
            f"Trust {n % 7}",
            f"{n % 28 + 1} May 2020",
            f"{n * 997:,}",
        )
        for n in range(1, count + 1)
    )
    heading, headline = words("The awards"), words("The largest awards")
    intro, credit = words(f"{count} awards, all of them."), words("Source: A Trust [1].")
    return Annex(
        heading, headline, intro, HEAD, rows, frozenset({0, 4}), credit, words("Source: A Trust"), phrases_in("en-GB")
    )


def a_breakdown(*labels: str, growth: bool = True) -> Breakdown:
    names = labels or ("Reefs", "Tides and currents", "Fisheries")
    bars = tuple(
        Bar(label, Decimal(10 * n), f"{n}.0", n, highlighted=n == len(names), counted=str(n))
        for n, label in zip(range(len(names), 0, -1), names, strict=True)
    )
    chart = BarsChart(
        bars, "Area", "Committed, € million", "Awards", "Bar chart of amounts by area.", phrases_in("en-GB")
    )
    points = tuple(
        StepPoint(dt.date(2018 + n, 5, 1), Decimal(n), f"€{n} million", f"May {2018 + n}") for n in (1, 2, 3)
    )
    line = StepsChart(points, 1, "Line in steps of the sum.", phrases_in("en-US"))
    grown = Exhibit(line, words("It grew."), words("Sum by date."), words("Each step is a day."))
    return Breakdown(chart, words("Amounts by area."), words("Each award counts once."), (grown,) if growth else ())


def divided(breakdown: Breakdown) -> Section:
    block = replace(a_cover().portfolio, breakdown=breakdown)
    return a_section(block, "Where the money went", "portfolio")


def with_annex(count: int, **changes: object) -> Story:
    return replace(a_story(divided(a_breakdown())), annex=an_annex(count), **changes)  # type: ignore[arg-type]
