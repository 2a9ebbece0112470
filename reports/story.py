"""What there is to tell, in order, and nothing of how it looks: no page, slide, inch or font.

`compose` makes a Story from a Programme; `brief` and `deck` each walk it with one exhaustive match over `Block`.
Every number in it has been resolved from a quantity and is traced by a `Figure` span.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from reports.errors import Location
from reports.values import When


class Span(NamedTuple):
    """Characters `start` to `stop` (exclusive) of a text."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: its place there, and the quantity of the data file that it shows."""

    span: Span
    quantity: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is shown, plain (never markup), with what a renderer has to know about parts of it.

    `kept` parts stay on one line where there is room (numbers with their unit, and the data file's names);
    `strong` parts are set in the strong weight; `links` carry an address each (http, https or mailto).
    """

    text: str
    where: Location = field(compare=False, repr=False)
    figures: tuple[Figure, ...] = ()
    kept: tuple[Span, ...] = ()
    strong: tuple[Span, ...] = ()
    links: tuple[tuple[Span, str], ...] = ()

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Point:
    """A label and what it says; `label` may be missing."""

    label: Words | None
    text: Words


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number that stands by itself, and its label ("in multi-year funding commitments")."""

    figure: Words
    label: Words


# -- charts: meaning only; reports.charts decides how they look -----------------------------------


@dataclass(frozen=True, slots=True)
class SquaresChart:
    """One equal square for each of `count` things; nothing is said of their sizes."""

    count: int
    thing: str  # singular: "project"
    alt: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of the timeline. `year` places it; `date` is the date as the data file gives it ("early 2014").

    `when` is that date as a value; left out, it is the year and no more.
    """

    year: int
    date: str
    title: Words
    text: Words
    expected: bool
    when: When | None = None

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """Give the first and the last day that the date may mean."""
        when = self.when or When(self.year)
        return when.first, when.last


@dataclass(frozen=True, slots=True)
class TimelineChart:
    """Milestones on a true yearly scale, in order; those of one year are stacked."""

    milestones: tuple[Milestone, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Bar:
    """What one area, funder, … has been given: an amount, as it is shown, and how many awards it is, if that is known.

    The kinds "other" (several small ones together) and "not stated" come last, whatever they hold.
    """

    label: str
    value: Decimal  # in the currency itself, never below 0
    shown: str  # in the chart's unit: "7.1", "about 7.1"
    count: int | None
    kind: Literal["area", "other", "not stated"] = "area"
    highlighted: bool = False

    @property
    def counted(self) -> str:
        """Write the count; a dash where it is not known."""
        return "–" if self.count is None else f"{self.count:,}"


@dataclass(frozen=True, slots=True)
class BarsChart:
    """A total divided, each part a bar. The heads say what stands below them: "Area", "Committed, € million", "Awards".

    `things` is None where no count is known. `note` says what rounding does to the sum of the amounts shown, where it
    does, and what a dash is.
    """

    bars: tuple[Bar, ...]
    group: str
    unit: str
    things: str | None
    alt: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class StepPoint:
    """The sum reached at the end of a day: `shown` with its unit ("€21.3 million"), `told` when ("end of 2024")."""

    date: dt.date
    value: Decimal
    shown: str
    told: str


@dataclass(frozen=True, slots=True)
class StepsChart:
    """A sum that grows in steps, in order of date. `scale` is how much of the currency is one of the `unit`.

    `note` says what is not in it for want of a date.
    """

    points: tuple[StepPoint, ...]
    unit: str  # "€ million, cumulative"
    scale: int
    alt: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SketchPart:
    """A stretch of a course: `waves` come and go, `rise` worsens steadily."""

    shape: Literal["rise", "waves"]
    label: Words


@dataclass(frozen=True, slots=True)
class SketchChart:
    """An illustration of a course, not a measurement."""

    parts: tuple[SketchPart, ...]
    alt: str


# -- blocks ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement (`lead`), its text in full, and the same as short points for a slide (one at least)."""

    lead: Words | None
    text: tuple[Words, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One of the things compared: `text` in full, `short` for a slide."""

    name: Words
    text: Words
    short: Words
    sketch: SketchChart | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more forms side by side. `caption` says what a sketch is, where there is one."""

    forms: tuple[Form, ...]
    caption: Words | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name, in full, and `short` for a slide."""

    name: Words
    text: Words
    short: Words


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions in an order that is part of their meaning: they are numbered 1, 2, 3."""

    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Things of one kind, lettered a, b, c; `intro` stands before them."""

    intro: Words | None
    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who works together (`text` in full, `points` for a slide), and in what `ways`."""

    text: tuple[Words, ...]
    points: tuple[Point, ...]
    ways: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps in time. `measure` is the chart's subtitle, `caption` what can't be seen in it."""

    chart: TimelineChart
    measure: Words
    caption: Words


@dataclass(frozen=True, slots=True)
class Growth:
    """The sum of all awards as it grew. `measure` is the chart's subtitle, `caption` what can't be seen in it."""

    chart: StepsChart
    measure: Words
    caption: Words


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The money divided, where single awards are known. `measure` and `caption` are the bars', as in Growth."""

    chart: BarsChart
    measure: Words
    caption: Words
    growth: Growth | None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What is known of the money: the count first, then the total, a square for each project if they can be drawn.

    `meaning` says what a mark stands for, `caveat` what is not known. With a `breakdown` its charts are the
    portfolio's, and the squares are the cover's alone.
    """

    figures: tuple[KeyFigure, ...]
    chart: SquaresChart
    meaning: Words
    caveat: Words
    breakdown: Breakdown | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something short about a project. `is_number`: it is a quantity, and nothing else."""

    show: Words
    label: Words
    is_number: bool


@dataclass(frozen=True, slots=True)
class Project:
    """One project: `headline` is its slide's sentence, `finding` the brief's; `text` in full, `points` for a slide."""

    name: Words
    what: Words | None
    headline: Words
    finding: Words
    text: tuple[Words, ...]
    points: tuple[Words, ...]
    facts: tuple[Fact, ...]
    credit: Words | None


@dataclass(frozen=True, slots=True)
class Projects:
    """Projects of note, in the data file's order."""

    projects: tuple[Project, ...]


Block = Finding | Comparison | Questions | Listing | Organisation | Timeline | Portfolio | Projects


@dataclass(frozen=True, slots=True)
class Section:
    """One point of the story: `heading` is the brief's few words, `headline` the slide's sentence.

    `key` is unique in the story and fit for a link target. `credit` names source and date ("Source: … [1]; as of …")
    and `spoken` is the same without the citation's number, for a slide's footer.
    """

    key: str
    heading: Words
    headline: Words
    block: Block
    credit: Words
    spoken: Words


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as it is listed: [number] text."""

    number: int
    text: Words


@dataclass(frozen=True, slots=True)
class Closing:
    """Where the figures come from: what was derived here, where to hear more, the sources, who to write to.

    `headline` is the slide's sentence, `heading` the brief's. `notes` are labelled paragraphs (derived figures, the
    webcast) that stand beside the sources; `legal` is verbatim, for the brief's legal block.
    """

    heading: Words
    headline: Words
    notes: tuple[Point, ...]
    sources_label: Words
    sources: tuple[Reference, ...]
    contact: tuple[Words, ...]
    legal: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """The awards themselves, the largest first. The brief sets all `rows`, a slide the first few and where the rest is.

    `heading` is the brief's, `headline` the slide's sentence, `intro` says what is listed and in which order. A cell is
    plain text; `amounts` are the places of the columns that are set as numbers.
    """

    heading: Words
    headline: Words
    intro: Words
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    amounts: frozenset[int]
    credit: Words
    spoken: Words


@dataclass(frozen=True, slots=True)
class Personal:
    """What is said to one reader alone: who it is for, above the standfirst, and a letter's paragraphs below it.

    `address` is the lines of an envelope's window.
    """

    dedication: Words | None = None
    letter: tuple[Words, ...] = ()
    address: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """What is said first. The deck's title slide has title and subtitle, the brief's page 1 title and standfirst.

    `historic`, where it is said, stands on both: that this is a document of the past, and of what date its figures are.
    """

    title: Words
    subtitle: Words
    standfirst: Words
    portfolio: Portfolio
    credit: Words
    personal: Personal = Personal()
    historic: Words | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a library's catalogue says of the whole, beside title, publisher and language; in Dublin Core's words."""

    creators: tuple[str, ...] = ()
    description: str = ""
    identifier: str = ""
    rights: str = ""
    source: str = ""
    coverage: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """The whole: a cover, the sections in the data file's order, the closing, and an annex where awards are known.

    `label` says what sort of paper it is ("Research funding brief"), `running` is the short title of a running line,
    `as_of` the words that date the figures, `pages` the most pages that the brief may have. `language` is a BCP 47 tag.
    """

    language: str
    publisher: Words
    label: Words
    running: Words
    as_of: Words
    cover: Cover
    sections: tuple[Section, ...]
    closing: Closing
    pages: int | None
    where: Location = field(compare=False, repr=False)
    catalogue: Catalogue = Catalogue()
    annex: Annex | None = None


def words_in(part: object) -> Iterator[Words]:
    """Find every text of a Story, or of any part of one, in the order in which the fields stand."""
    if isinstance(part, Words):
        yield part
    elif isinstance(part, tuple) and not (part and isinstance(part[0], str)):
        for one in part:
            yield from words_in(one)
    elif is_dataclass(part):
        for each in fields(part):
            yield from words_in(getattr(part, each.name))
