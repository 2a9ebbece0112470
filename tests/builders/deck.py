"""Small stories to set on slides, and eyes to read a finished deck with."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pptx import Presentation

from reports.compose.compose import compose
from reports.deck.layout.fit import Measure
from reports.deck.layout.target import our_target
from reports.deck.render import Deck, render
from reports.story import (
    Annex,
    Bar,
    BarsChart,
    Block,
    Breakdown,
    Closing,
    Comparison,
    Cover,
    Exhibit,
    Fact,
    Finding,
    Form,
    KeyFigure,
    Listing,
    Milestone,
    Organisation,
    Point,
    Portfolio,
    Project,
    Projects,
    Question,
    Questions,
    Reference,
    Section,
    SketchChart,
    SketchPart,
    SquaresChart,
    StepPoint,
    StepsChart,
    Story,
    Timeline,
    TimelineChart,
    Words,
)
from reports.story.phrases import phrases_in
from reports.theme.load import load_theme
from reports.theme.types import Theme
from tests.builders.finished import DATA
from tests.builders.reading import read
from tests.builders.story import SOMEWHERE, a_milestone, words

A_LONG_TEXT = "Gardens grow where people care for them, and people care where gardens grow. " * 4


@cache
def the_theme() -> Theme:
    return load_theme()


def a_measure() -> Measure:
    return Measure(**vars(our_target(the_theme())))


# -- blocks ---------------------------------------------------------------------------------------


def a_point(text: str = "Seeds are sown.", label: str | None = "Today") -> Point:
    return Point(words(label) if label else None, words(text))


def a_finding(*points: Point) -> Finding:
    points = points or (a_point(),)
    return Finding(words("A lead."), tuple(point.text for point in points), points)


def questions(count: int, text: str = "Why do gardens grow?") -> Questions:
    each = [Question(words(f"Name {n}"), words(f"Full question {n}?"), words(f"{text} ({n})")) for n in range(count)]
    return Questions(tuple(each))


def a_listing(count: int) -> Listing:
    return Listing(words("An introduction."), tuple(words(f"Area number {n}") for n in range(count)))


def an_organisation(ways: int, points: int = 2) -> Organisation:
    return Organisation(
        text=(words("The Alliance is told in full here."),),
        points=tuple(a_point(f"Point {n}.", f"Label {n}") for n in range(points)),
        ways=tuple(a_point(f"Way {n} of doing it", f"Way {n}") for n in range(ways)),
    )


def a_comparison(count: int, text: str = "Grows slowly from the start.", *, sketched: bool = False) -> Comparison:
    sketch = SketchChart((SketchPart("waves", words("then")), SketchPart("rise", words("now"))), "Sketch of growth.")
    forms = tuple(
        Form(words(f"Form {n}"), words(f"Form {n} in full."), words(text), sketch if sketched else None)
        for n in range(count)
    )
    return Comparison(forms, words("Sketches, not measurements.") if sketched else None)


def a_timeline(*milestones: Milestone) -> Timeline:
    chart = TimelineChart(milestones, f"Timeline of {len(milestones)} steps.", phrases_in("en-GB"))
    return Timeline(chart, words("Steps, by year"), words("Placed by year only."))


def a_portfolio(count: int = 105) -> Portfolio:
    figures = KeyFigure(words(str(count)), words("gardens")), KeyFigure(words("$9 million"), words("in grants"))
    alt = f"Chart of {count} equal squares"
    chart = SquaresChart(count, "garden", f"{alt}.", f"{alt}, set as {count}.")
    return Portfolio(figures, chart, words("One square is one garden."), words("Amounts are not published."))


NAMES = "Reefs", "Tides and currents", "Fisheries", "Water quality", "Coastal access", "Kelp", "Ice", "Sand", "Wrecks"


def a_bar(label: str = "Reefs", millions: float = 7.1, count: int = 19, **more: Any) -> Bar:
    more = {"counted": str(count)} | more
    return Bar(label, Decimal(round(millions * 1_000_000)), f"{millions:.1f}", count, **more)


def bars(count: int) -> tuple[Bar, ...]:
    """Give named bars, the first that of the headline, and then what is other and what is not stated."""
    named = [a_bar(name, 7.1 - n * 0.7, 19 - n, highlighted=not n) for n, name in enumerate(NAMES[:count])]
    return *named, a_bar("Other (4 areas)", 1.1, 5, kind="other"), a_bar("Not stated", 0.8, 3, kind="not stated")


def a_breakdown(
    *shown: Bar, growth: Exhibit | None = None, caption: str = "Commitments are not payments.", notes: str = ""
) -> Breakdown:
    chart = BarsChart(
        shown or bars(3), "Area", "Committed, € million", "Awards", "Bar chart, where reefs lead.", phrases_in("en-GB")
    )
    further = (growth,) if growth else ()
    return Breakdown(chart, words("Commitments by area, € million: 64 awards."), words(caption + notes), further)


def a_growth(*sums: float) -> Exhibit:
    points = tuple(
        StepPoint(dt.date(2019 + n, 12, 31), Decimal(round(each * 10**6)), f"€{each} million", f"end of {2019 + n}")
        for n, each in enumerate(sums or (1.5, 5.9, 12.3, 16.6, 21.3))
    )
    chart = StepsChart(points, 10**6, "Line in steps.", phrases_in("en-US"))
    headline = words("€21 million committed by the end of 2024")
    measure = words("Sum of all amounts committed by date, € million.")
    return Exhibit(chart, headline, measure, words("A step is a year's end."), "Sum by date")


def a_divided_portfolio(breakdown: Breakdown | None = None) -> Portfolio:
    return replace(a_portfolio(64), breakdown=breakdown or a_breakdown(growth=a_growth()))


def an_annex(count: int = 64, title: str = "A garden by the sea", **more: Any) -> Annex:
    listed = tuple(
        (str(n), f"{title} {n}", f"Trust {n}", "GB" if n % 4 else "FR", f"{9_000_000 - n * 1000:,}")
        for n in range(1, count + 1)
    )
    made: dict[str, Any] = {
        "head": ("No.", "Title", "Recipient", "Country", "Amount, €"),
        "rows": listed,
        "amounts": frozenset({0, 4}),
    }
    return Annex(
        heading=words("The awards"),
        headline=words(f"The largest of {count} awards"),
        intro=words(f"{count} awards, the largest first."),
        credit=words("Source: A Trust [1]; as of May 2024."),
        spoken=words("Source: A Trust; as of May 2024"),
        phrases=phrases_in("en-GB"),
        **made | more,
    )


def a_project(
    *facts: Fact, headline: str = "A garden tests seeds", points: tuple[str, ...] = ("It tests seeds.",)
) -> Project:
    return Project(
        name=words("GARDEN"),
        what=words("A trial"),
        headline=words(headline),
        finding=words("Testing seeds"),
        text=(words("The trial is told in full here."),),
        points=tuple(words(point, 20 + n) for n, point in enumerate(points)),
        facts=facts,
        credit=words("Led by a gardener"),
    )


def a_fact(show: str = "250", *, is_number: bool = True) -> Fact:
    return Fact(words(show), words("plots"), is_number)


# -- stories --------------------------------------------------------------------------------------


def a_section(block: Block | None = None, headline: str = "Gardens grow well", key: str = "why") -> Section:
    return Section(
        key=key,
        heading=words(f"Heading of {key}"),
        headline=words(headline),
        block=block or a_finding(),
        credit=words("Source: A Trust [1]; as of May 2024."),
        spoken=words("Source: A Trust, “Report”; as of May 2024"),
        phrases=phrases_in("en-GB"),
    )


def a_story(*blocks: Block, title: str = "Five gardens", sources: int = 1) -> Story:
    sections = [a_section(block, f"Headline number {n}", f"section-{n}") for n, block in enumerate(blocks)]
    return Story(
        language="en-GB",
        phrases=phrases_in("en-GB"),
        publisher=words("A Trust"),
        label=words("Example"),
        running=words("Gardens"),
        as_of=words("May 2024"),
        cover=Cover(
            words(title),
            words("A subtitle"),
            words("A standfirst."),
            a_portfolio(),
            words("Source [1]; as of May 2024."),
        ),
        sections=tuple(sections),
        closing=a_closing(sources),
        pages=None,
        where=SOMEWHERE,
    )


def a_closing(sources: int = 1, text: str = "A Trust, report number") -> Closing:
    return Closing(
        heading=words("Reading the figures"),
        headline=words("All figures come from a report"),
        notes=(a_point("$9 million ÷ 105 is about $86,000.", "Derived here"),),
        webcast=None,
        sources_label=words("Source"),
        sources=tuple(Reference(n, words(f"{text} {n}.", 40 + n), "A Trust") for n in range(1, sources + 1)),
        contact=(words("trust@example.org"),),
        legal=(words("Registered charity 1."),),
    )


def every_block() -> Story:
    """Tell one story with each kind of block in each shape that has a layout of its own, and an annex."""
    return replace(_every_block(), annex=an_annex())


def _every_block() -> Story:
    return a_story(
        *(a_finding(*(a_point(label=f"Label {n}") for n in range(count))) for count in range(1, 8)),
        a_finding(a_point(label=None), a_point("Two.", label=None)),
        *(a_comparison(count) for count in (2, 3, 4)),
        *(a_comparison(count, sketched=True) for count in (2, 3, 4)),
        *(questions(count) for count in (1, 2, 3, 4, 5, 9)),
        a_listing(3),
        *(an_organisation(ways) for ways in (0, 2, 3, 4, 5, 7)),
        a_timeline(a_milestone(2010), a_milestone(2011), a_milestone(2011), a_milestone(2012, expected=True)),
        a_timeline(*(a_milestone(1990 + n // 2, text=A_LONG_TEXT[: 40 + n], expected=n > 57) for n in range(60))),
        a_portfolio(),
        a_portfolio(50_000),
        a_divided_portfolio(a_breakdown(*bars(3))),
        a_divided_portfolio(a_breakdown(*bars(8), growth=a_growth())),
        Projects((a_project(), *(a_project(*[a_fact()] * n, headline=f"Facts: {n}") for n in (1, 2, 3)))),
    )


def a_deck(story: Story, theme: Theme | None = None, **options: Any) -> Deck:
    return render(story, theme or the_theme(), **options)


def linked(text: str, *links: tuple[Any, str]) -> Words:
    return replace(words(text), links=links)


# -- eyes -----------------------------------------------------------------------------------------


def slides(deck: Deck) -> list[Any]:
    return list(Presentation(io.BytesIO(deck.pptx)).slides)


def slide_of(deck: Deck, headline: str = "Headline number 0") -> Any:
    """Return the first slide of a section, by what its title begins with."""
    return next(slide for slide in slides(deck) if title(slide).startswith(headline))


def slides_of(*blocks: Block) -> list[Any]:
    """Give the slides between the title slide and the closing ones."""
    made = slides(a_deck(a_story(*blocks)))
    return [slide for slide in made[1:] if not slide.slide_layout.name.startswith("Closing")]


def layouts_of(*blocks: Block) -> list[str]:
    return [slide.slide_layout.name for slide in slides_of(*blocks)]


def title(slide: Any) -> str:
    return str(slide.shapes.title.text_frame.text)


def named(slide: Any, name: str) -> Any:
    return next(shape for shape in slide.shapes if shape.name == name)


def texts(slide: Any) -> list[str]:
    """Give the texts of a slide's own shapes, in the order in which a screen reader meets them."""
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def groups(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.shape_type == 6]


def xml(deck: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(deck)) as file:
        return file.read(name).decode()


def members(deck: bytes) -> Iterator[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(deck)) as file:
        yield from file.infolist()


def change(file: Path, member: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as whole, zipfile.ZipFile(file, "w") as changed:
        for name in whole.namelist():
            content = whole.read(name)
            changed.writestr(name, content.replace(old, new) if name == member else content)


@cache
def ours() -> Deck:
    programme, _ = read(DATA, None, lambda problem: None)
    return a_deck(compose(programme))
