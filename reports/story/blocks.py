"""What a section of a story may hold: the union `Block`, which both renderers walk."""

from __future__ import annotations

from reports.datafile.photos import Pixels
from reports.frozen import field, frozen, replace
from reports.story.charts import BarsChart, Chart, CodeChart, PeopleChart, SketchChart, SquaresChart, TimelineChart
from reports.story.phrases import Phrases
from reports.story.text import KeyFigure, Point, Words

__all__ = ["Action", "Block", "Breakdown", "Charted", "Comparison", "DataTable", "Exhibit", "Fact", "Figures"]
__all__ += ["Finding", "Form", "LargestAwards", "Listing", "Message", "Organisation", "Partner", "Partners"]
__all__ += ["Photograph", "Picture", "Portfolio", "Project", "Projects", "Question", "Questions", "Quote", "Timeline"]


@frozen
class Finding:
    """A statement (`lead`), its text in full, and the same as short points for a slide (one at least)."""

    lead: Words | None
    text: tuple[Words, ...]
    points: tuple[Point, ...]


@frozen
class Form:
    """One of the things compared: `text` in full, `short` for a slide."""

    name: Words
    text: Words
    short: Words
    sketch: SketchChart | None


@frozen
class Comparison:
    """Two or more forms side by side. `caption` says what a sketch is, where there is one."""

    forms: tuple[Form, ...]
    caption: Words | None


@frozen
class Question:
    """A question: its name, in full, and `short` for a slide."""

    name: Words
    text: Words
    short: Words


@frozen
class Questions:
    """Questions in an order that is part of their meaning: they are numbered 1, 2, 3."""

    questions: tuple[Question, ...]


@frozen
class Listing:
    """Things of one kind, lettered a, b, c; `intro` stands before them."""

    intro: Words | None
    items: tuple[Words, ...]


@frozen
class Organisation:
    """Who works together (`text` in full, `points` for a slide), and in what `ways`."""

    text: tuple[Words, ...]
    points: tuple[Point, ...]
    ways: tuple[Point, ...]


@frozen
class Timeline:
    """The steps in time. `measure` is the chart's subtitle, `caption` what can't be seen in it."""

    chart: TimelineChart
    measure: Words
    caption: Words


@frozen
class LargestAwards:
    """Some of the awards, as many as are surely the largest; `awards` have a name, an amount, and who was given it."""

    heading: Words
    awards: tuple[tuple[Words, Words, Words | None], ...]


@frozen
class Exhibit:
    """A chart with the words around it. `measure` is its subtitle, `caption` what can't be seen in it.

    `heading` is a finding of it, made by rule, where one is sure.
    `headline` is its slide's sentence; the brief has it below the bars and needs none. `name` is what the drawing is
    called among a slide's objects.
    """

    chart: Chart
    headline: Words
    measure: Words
    caption: Words
    name: str = "Chart"
    heading: Words | None = None


@frozen
class Breakdown:
    """The money divided. `measure`, `caption` and `heading` are the bars', as in Exhibit; `further` show more of it.

    Where there is a `heading`, the section's own stands above it as the topic.
    """

    chart: BarsChart
    measure: Words
    caption: Words
    further: tuple[Exhibit, ...] = ()
    heading: Words | None = None
    largest: LargestAwards | None = None


@frozen
class Portfolio:
    """What is known of the money: the count first, then the total, a square for each project if they can be drawn.

    `meaning` says what a mark stands for, and `meaning_in_full` with the count and its unit where the number is exact;
    `caveat` is what is not known, and `alone` so much of it as is true where there is no room for squares. Where they
    have numbers, `described` says in the brief whose they are ("Two are described in this brief: 1 Alder and 2 Oak."),
    and `numbered` that a talk describes them; `one_of` stands beside squares of which one is lit.
    With a `breakdown` its charts are the portfolio's, and the squares are the cover's alone.
    """

    figures: tuple[KeyFigure, ...]
    chart: SquaresChart
    meaning: Words | None
    caveat: Words | None
    alone: Words | None = None
    breakdown: Breakdown | None = None
    meaning_in_full: Words | None = None
    described: Words | None = None
    numbered: Words | None = None
    one_of: Words | None = None

    @property
    def without_squares(self) -> Portfolio:
        """Return what is said where the squares have no room: nothing of squares."""
        return replace(self.without_numbers, meaning=None, meaning_in_full=None, caveat=self.alone)

    @property
    def without_numbers(self) -> Portfolio:
        """Return what is said where not all are described whose squares would have a number: none has one."""
        chart = replace(self.chart, numbered_alt="", lit_alts=())
        return replace(self, chart=chart, described=None, numbered=None, one_of=None)


@frozen
class Fact:
    """Something short about a project. `is_number`: it is a quantity, and nothing else.

    `people` are those that it counts, where the data file marks it so: they may be drawn where there is room.
    """

    show: Words
    label: Words
    is_number: bool
    people: PeopleChart | None = None


@frozen
class Project:
    """One project: `headline` is its slide's sentence, `finding` the brief's; `text` in full, `points` for a slide.

    `number` is that of its square among those of the portfolio; 0 where it has none.
    """

    name: Words
    what: Words | None
    headline: Words
    finding: Words
    text: tuple[Words, ...]
    points: tuple[Words, ...]
    facts: tuple[Fact, ...]
    credit: Words | None
    number: int = 0


@frozen
class Projects:
    """Projects of note, in the data file's order."""

    projects: tuple[Project, ...]


@frozen
class Photograph:
    """A picture made of pixels: `alt` is what is to be seen, `credit` who made it.

    A crop keeps what is around `focus`, shares of width and height from the top left.
    """

    pixels: Pixels
    alt: str
    credit: Words
    focus: tuple[float, float]


@frozen
class Picture:
    """A picture, `text` that goes with it, and what stands below it."""

    photo: Photograph
    text: tuple[Words, ...]
    caption: Words | None


@frozen
class Partner:
    """Somebody who takes part: name and country as one line, and a logo whose alternative text is the name."""

    line: Words
    logo: Photograph | None


@frozen
class Partners:
    """Who takes part, in the data file's order."""

    partners: tuple[Partner, ...]


@frozen
class Message:
    """What somebody says to the readers, who they are, and their `signature`."""

    text: tuple[Words, ...]
    name: Words
    role: Words | None
    signature: Photograph | None


@frozen
class Quote:
    """What somebody said, in quotation marks, and who; `cited` is where it can be read."""

    text: Words
    name: Words
    role: Words | None
    cited: Words | None
    photo: Photograph | None


@frozen
class Figures:
    """Two to four numbers in a row."""

    figures: tuple[KeyFigure, ...]


@frozen
class Action:
    """What a reader can do: `address` as it is printed, `code` the same to be pointed at, `until` when it can be done.

    It has an address, or somebody to `contact`, or both; never a code alone.
    """

    text: tuple[Words, ...]
    address: Words | None
    code: CodeChart | None
    contact: tuple[Words, ...]
    until: Words | None


@frozen
class DataTable:
    """A table: a head, and rows of as many cells each. The columns `right` are set as numbers.

    The numbers of columns that are `verbatim` are those of the `source` of that name.
    """

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    right: frozenset[int]
    verbatim: frozenset[int]
    source: str
    note: Words | None
    phrases: Phrases = field(compare=False, repr=False)


@frozen
class Charted:
    """A chart of quantities, with its words; `values` are what is drawn, each as a number that is traced."""

    exhibit: Breakdown | Exhibit
    values: tuple[Words, ...]


Block = (
    Finding | Comparison | Questions | Listing | Organisation | Timeline | Portfolio | Projects | Picture | Partners
    | Message | Quote | Figures | Action | DataTable | Charted
)  # fmt: skip
