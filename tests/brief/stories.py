"""Small stories to set, and eyes to read a finished brief with: what is said in which element, in the tree's order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber
import pikepdf

from reports.brief.render import Brief, render
from reports.datafile.dublincore import DublinCore
from reports.errors import Location
from reports.story import (
    Block,
    Closing,
    Cover,
    Finding,
    KeyFigure,
    Milestone,
    Point,
    Portfolio,
    Reference,
    Section,
    SquaresChart,
    Story,
    Timeline,
    TimelineChart,
    Words,
)
from reports.story.phrases import phrases_in
from reports.theme.load import load_theme

THEME = load_theme()
SOMEWHERE = Location("story.yaml", 3, 5)


def words(text: str, where: Location = SOMEWHERE) -> Words:
    return Words(text, where)


def a_finding(*paragraphs: str, lead: str | None = None) -> Finding:
    text = tuple(words(paragraph) for paragraph in paragraphs or ("Seeds are sown.",))
    return Finding((lead and words(lead)) or None, text, tuple(Point(None, each) for each in text))


def a_section(block: Block | None = None, heading: str = "Why it matters", key: str = "why") -> Section:
    headline = words("A sentence for the slide")
    return Section(key, words(heading), headline, block or a_finding(), words("Source: A Trust."), words("A Trust"))


def a_timeline(*milestones: Milestone) -> Timeline:
    return Timeline(
        TimelineChart(milestones, "Timeline of steps.", phrases_in("en-GB")), words("By year"), words("Placed by year.")
    )


def a_milestone(year: int = 2013, *, title: str = "A step", expected: bool = False) -> Milestone:
    return Milestone(year, str(year), words(title), words(f"What happened in {year}."), expected)


def a_cover(title: str = "Five gardens", count: int = 5) -> Cover:
    portfolio = Portfolio(
        figures=(KeyFigure(words(str(count)), words("gardens")), KeyFigure(words("$9 million"), words("in grants"))),
        chart=SquaresChart(count, "garden", f"Chart of {count} equal squares."),
        meaning=words("One square is one garden."),
        caveat=words("Amounts are not published."),
    )
    return Cover(words(title), words("A subtitle"), words("A first sentence."), portfolio, words("Source: A Trust."))


def a_closing(*notes: Point, sources: int = 1, legal: tuple[str, ...] = ()) -> Closing:
    return Closing(
        heading=words("Reading the figures"),
        headline=words("Figures come from a report"),
        notes=notes,
        sources_label=words("Source"),
        sources=tuple(Reference(n, words(f"A Trust, report number {n}.")) for n in range(1, sources + 1)),
        contact=(),
        legal=tuple(words(line) for line in legal),
    )


def a_story(
    *sections: Section, cover: Cover | None = None, closing: Closing | None = None, pages: int | None = None
) -> Story:
    return Story(
        language="en-GB",
        phrases=phrases_in("en-GB"),
        publisher=words("A Trust"),
        label=words("Example"),
        running=words("Gardens"),
        as_of=words("May 2024"),
        cover=cover or a_cover(),
        sections=sections,
        closing=closing or a_closing(),
        pages=pages,
        where=SOMEWHERE,
        catalogue=DublinCore(("A Trust",), "A first sentence.", source="A report", coverage="May 2024"),
    )


def a_brief(story: Story) -> Brief:
    return render(story, THEME, "a4")


@dataclass(frozen=True)
class Read:
    """An element as a screen reader meets it: how deep, what kind, what it says itself, its alt text."""

    depth: int
    tag: str
    text: str
    alt: str | None


def elements(pdf: bytes) -> list[Read]:
    """Walk the structure tree; the text of an element is that of its own marks, not of elements in it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        texts = _texts_of_marks(pdf)
        pages = {page.objgen: number for number, page in enumerate(document.pages)}
        root = document.Root["/StructTreeRoot"]
        return list(_walk(root["/K"], 0, pages, texts))


def _walk(elem: Any, depth: int, pages: dict[Any, int], texts: dict[tuple[int, int], str]) -> Iterator[Read]:
    kids = elem.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    said = [(elem["/Pg"], kid) for kid in kids if not isinstance(kid, pikepdf.Dictionary)]
    said += [(kid["/Pg"], kid["/MCID"]) for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid]
    text = "".join(texts.get((pages[page.objgen], int(number)), "") for page, number in said)
    alt = str(elem["/Alt"]) if "/Alt" in elem else None
    yield Read(depth, str(elem["/S"])[1:], text, alt)
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _walk(kid, depth + 1, pages, texts)


def _texts_of_marks(pdf: bytes) -> dict[tuple[int, int], str]:
    texts: dict[tuple[int, int], str] = {}
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages):
            for char in page.chars:
                if char["mcid"] is not None:
                    place = (number, char["mcid"])
                    texts[place] = texts.get(place, "") + char["text"]
    return texts
