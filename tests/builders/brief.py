"""Small stories to set in a brief, and that of the programme that comes with us."""

from __future__ import annotations

from pathlib import Path

from reports.brief.render import Brief, render
from reports.compose.compose import compose
from reports.datafile.attachments import Attachment
from reports.datafile.dublincore import DublinCore
from reports.datafile.model import Programme
from reports.loading.material import read_material
from reports.loading.source import source_of
from reports.story import (
    Block,
    Closing,
    Comparison,
    Cover,
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
    Story,
    Timeline,
    TimelineChart,
)
from reports.story.phrases import phrases_in
from reports.theme.load import load_theme
from reports.theme.types import Logo, Theme
from tests.builders.finished import DATA
from tests.builders.reading import read
from tests.builders.story import SOMEWHERE, a_milestone, words

THEME = load_theme()
INSIDE = [Attachment("programme.yaml", DATA.read_bytes(), "application/yaml", "The data file")]


def a_finding(*paragraphs: str, lead: str | None = None) -> Finding:
    text = tuple(words(paragraph) for paragraph in paragraphs or ("Seeds are sown.",))
    return Finding((lead and words(lead)) or None, text, tuple(Point(None, each) for each in text))


def a_section(block: Block | None = None, heading: str = "Why it matters", key: str = "why") -> Section:
    headline, credit = words("A sentence for the slide"), (words("Source: A Trust."), words("A Trust"))
    return Section(key, words(heading), headline, block or a_finding(), *credit, phrases_in("en-GB"))


def a_timeline(*milestones: Milestone) -> Timeline:
    return Timeline(
        TimelineChart(milestones, "Timeline of steps.", phrases_in("en-GB")), words("By year"), words("Placed by year.")
    )


def a_cover(title: str = "Five gardens", count: int = 5) -> Cover:
    portfolio = Portfolio(
        figures=(KeyFigure(words(str(count)), words("gardens")), KeyFigure(words("$9 million"), words("in grants"))),
        chart=SquaresChart(
            count, "garden", f"Chart of {count} equal squares.", f"Chart of {count} squares, set as a figure."
        ),
        meaning=words("One square is one garden."),
        caveat=words("Amounts are not published."),
    )
    return Cover(words(title), words("A subtitle"), words("A first sentence."), portfolio, words("Source: A Trust."))


def a_closing(*notes: Point, sources: int = 1, legal: tuple[str, ...] = ()) -> Closing:
    return Closing(
        heading=words("Reading the figures"),
        headline=words("Figures come from a report"),
        notes=notes,
        webcast=None,
        sources_label=words("Source"),
        sources=tuple(Reference(n, words(f"A Trust, report number {n}."), "A Trust") for n in range(1, sources + 1)),
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


def programme_of(data: Path) -> tuple[Programme, Theme]:
    return read(data, None, lambda problem: None)


def story_of(data: Path) -> Story:
    material = read_material(source_of(data, lambda problem: None), None, lambda problem: None)
    return compose(material.programme, material.awards, material.photos)


def a_long_story() -> Story:
    sections = [a_section(a_finding(*["A line of text. " * 60] * 4), f"Part {n}", f"part-{n}") for n in range(12)]
    return a_story(*sections)


def a_form(name: str, *, sketched: bool = False) -> Form:
    sketch = SketchChart((SketchPart("rise", words("then grass")),), f"Sketch of {name}.") if sketched else None
    return Form(words(name), words(f"{name} in full."), words(name), sketch)


def a_question(name: str) -> Question:
    return Question(words(f"{name}?"), words(f"Why {name} at all?"), words(name))


def a_project(name: str, *facts: Fact) -> Project:
    return Project(
        words(name), words("A trial"), words(name), words("It works"), (words("How."),), (), facts, words("X")
    )


def everything() -> Story:
    """Tell one section of every kind."""
    ways = (Point(words("Seeds"), words("Shared seeds")), Point(words("Tools"), words("Lent tools")))
    people = Fact(words("250"), words("people"), is_number=True)
    phase = Fact(words("Phase II"), words("trial"), is_number=False)
    blocks: dict[str, Block] = {
        "Why": a_finding("Seeds are sown.", lead="Few gardens exist."),
        "Forms": Comparison((a_form("Wild", sketched=True), a_form("Tended")), words("A sketch.")),
        "Questions": Questions((a_question("Sow"), a_question("Reap"))),
        "Things": Listing(words("Three things."), (words("Water"), words("Light"))),
        "Who": Organisation((words("The Alliance grows."),), (), ways),
        "Steps": a_timeline(a_milestone(2012), a_milestone(2013), a_milestone(2013), a_milestone(2014, expected=True)),
        "Projects": Projects((a_project("Alpha", phase, people), a_project("Beta"))),
    }
    sections = [a_section(block, heading, heading.lower()) for heading, block in blocks.items()]
    return a_story(*sections, closing=a_closing(Point(words("Derived"), words("An average.")), legal=("No. 1",)))


def with_a_logo(file: Path) -> Theme:
    return THEME.model_copy(update={"logo": Logo.model_construct(file=file, alt="The mark of A Trust.")})
