"""The data file's types: what a programme is, as its author writes it. Frozen, closed, and free of any look.

`reports.load` makes a Programme from YAML and turns every fault into a located problem; nothing else should build one
from outside data. Prose may hold {names} of quantities; Line and plain strings are verbatim. The text under a field
is what an editor shows its author: `reports.schema` reads it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from reports.values import NOWHERE, Address, Currency, Name, Paragraphs, Word
from reports.values import Filling as Filling
from reports.values import Line as Line
from reports.values import Prose as Prose
from reports.values import When as When


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)


# -- quantities -----------------------------------------------------------------------------------

MoneyKind = Literal["committed", "awarded", "paid", "requested"]
Bound = Literal["more than", "at least", "about", "nearly", "up to"]


def _whole_as_decimal(value: Any) -> Any:
    return Decimal(value) if type(value) is int else value


# Editors' YAML 1.2 readers take 46_000_000 for text; ours does not.
_DIGITS = {"type": "string", "pattern": r"^\d+(_\d+)*(\.\d+)?$"}
Amount = Annotated[
    Decimal,
    BeforeValidator(_whole_as_decimal),
    Field(gt=0, lt=10**15, decimal_places=6),
    WithJsonSchema({"anyOf": [{"type": "number", "exclusiveMinimum": 0}, _DIGITS]}),
]
Rounding = Annotated[
    int,
    Field(gt=0, le=10**15),
    WithJsonSchema({"anyOf": [{"type": "integer", "exclusiveMinimum": 0}, _DIGITS]}),
]


class Stated(_Entry):
    """A number that a source gives. In a text, {its name} prints the bound and the number, never the unit."""

    value: Amount
    """All its digits, such as 46_000_000. The outputs write $46 million for it."""
    currency: Currency | None = None
    """For money: its code by ISO 4217, such as USD. Money needs a kind too."""
    kind: MoneyKind | None = None
    """For money: what has happened to it. Kinds are never added up together."""
    bound: Bound | None = None
    """What the source says of the number: it is printed before it."""
    unit: Prose
    """What is counted, or what the money is: "sites", "multi-year funding commitments"."""
    source: Word
    """The name of the source, from sources."""
    as_of: Line | None = None
    """When the number held, where that differs from the programme's as_of."""


class Derived(_Entry):
    """A number worked out here from two others. A text that has its {name} says "derived here" behind it.

    Its formula and its caveat stand beside the sources. Titles and labels, which have no room for that, refuse it.
    """

    ratio: tuple[Word, Word]
    """Two stated quantities: the first is divided by the second."""
    round: Rounding = 1
    """To what the result is rounded: 1000 makes 438,095 about 438,000."""
    label: Prose
    """What it is: "average commitment per project"."""
    caveat: Prose
    """What it is not: "not a typical award"."""


def _stated_or_derived(value: Any) -> str:
    return "derived" if isinstance(value, dict) and "ratio" in value else "stated"


Quantity = Annotated[
    Annotated[Stated, Tag("stated")] | Annotated[Derived, Tag("derived")],
    Discriminator(_stated_or_derived),
]


# -- small parts ----------------------------------------------------------------------------------


class Source(_Entry):
    """Where facts come from, verbatim. What is unknown is left out."""

    title: Line
    """Its own title."""
    publisher: Line
    """Who published it."""
    medium: Line | None = None
    """What it is: "web page", "annual report"."""
    url: Address | None = None
    """Its address on the web, if that is known."""
    retrieved: When | None = None
    """When it was read."""
    note: Line | None = None
    """What a reader should know of it: "The page carries no date"."""


class Publisher(_Entry):
    """Who speaks, verbatim."""

    name: Line
    """The name that stands on page 1 and on the first slide."""
    registration: Line | None = None
    """A registered charity's number, as the law wants it printed."""
    contact: tuple[Line, ...] = ()
    """Where to write or call, a line each."""
    disclosures: tuple[Line, ...] = ()
    """Texts that a law or an office prescribes, a paragraph each."""


class AsOf(_Entry):
    """The date of the figures."""

    text: Line
    """The date in words, as it is shown: "about the turn of 2013/2014"."""
    latest: Annotated[int, Field(ge=1, le=9999)]
    """The last year the figures can speak of; a later step of the timeline has to be expected. Never shown."""


class Step(_Entry):
    """A step of the timeline, in the order of time."""

    date: When
    """2013, 2013-09, 2013-09-11, early 2014 or 2010 to 2012: no more exactly than the source gives it."""
    title: Prose
    """A few words."""
    text: Prose
    """A sentence or two."""
    expected: bool = False
    """true where the source expects it and does not report it as done: it is drawn so."""
    source: Word | None = None
    """The name of a source, from sources."""


class AwardColumns(_Entry):
    """Which column of a table is which: the header of each, as it stands there."""

    amount: Word
    """The money of the award."""
    id: Word | None = None
    """What tells one award from all others: rows with the same count once."""
    title: Word | None = None
    """What the award is called."""
    currency: Word | None = None
    """The currency's code, where it is not the same for all."""
    date: Word | None = None
    """When the award was made."""
    area: Word | None = None
    """Its theme or programme."""
    funder: Word | None = None
    """Who gives."""
    recipient: Word | None = None
    """Who is given."""
    country: Word | None = None
    """Where the money goes."""
    type: Word | None = None
    """What sort of award it is."""
    project: Word | None = None
    """The project that several awards belong to."""


class AwardsTable(_Entry):
    """A table of single awards, and how to read it."""

    table: Word
    """The file, in the data file's folder or below it: CSV, XLSX or JSON."""
    sheet: Word | None = None
    """The sheet of a workbook; left out, it is the first with the right header."""
    format: Literal["360giving", "nih"] | None = None
    """360giving for the 360Giving standard, nih for an export of NIH RePORTER."""
    columns: AwardColumns | None = None
    """For any other table: the headers of its columns."""
    currency: Currency | None = None
    """With columns: the currency of all amounts, where no column says it."""
    kind: MoneyKind | None = None
    """With columns: what has happened to the money; awarded, if it is left out."""
    dates: Literal["day first", "month first"] | None = None
    """With columns: what 1/2/2013 means. Dates such as 2013-02-01 need no such word."""
    source: Word | None = None
    """The name of the source that the table comes from; with one source only it is that one."""
    by: Literal["area", "funder", "recipient", "country", "type", "year"] | None = None
    """What the bars of the portfolio's chart stand for; left out, it is what divides the awards best."""
    annex: bool = True
    """Whether the brief ends with a list of all awards."""
    attach: bool = False
    """Whether the table travels inside the brief, where the data file does. Only if it names no individuals."""


class PortfolioArea(_Entry):
    """A part of the portfolio."""

    label: Prose
    """What it is called: a word or a few."""
    amount: Word
    """The name of the quantity that is its money, of the total's currency and kind."""
    count: Word | None = None
    """The name of the quantity that counts what is funded in it, if that is known."""


class PortfolioFacts(_Entry):
    """What is known of the portfolio as a whole: a total and a count, and how they are split."""

    total: Word
    """The name of the quantity that is the money."""
    count: Word
    """The name of the quantity that counts what is funded; the outputs draw a square for each."""
    item: Word = "project"
    """One of the things counted, in the singular."""
    awards: AwardsTable | None = None
    """A table of the single awards; null or left out where their amounts are not known."""
    areas: Annotated[tuple[PortfolioArea, ...], Field(min_length=2)] = ()
    """What is known of the split where there is no table: parts that add up to the total. Left out, there is none."""


class LabelledText(_Entry):
    """A label and what it says."""

    label: Prose | None = None
    """A word or two."""
    text: Prose
    """A sentence."""


class SketchShape(_Entry):
    """A stretch of an illustrated course."""

    shape: Literal["rise", "waves"]
    """rise worsens steadily, waves come and go."""
    label: Prose
    """What the stretch is called."""


class ComparedForm(_Entry):
    """One of the things compared."""

    name: Prose
    """What it is called."""
    text: Prose
    """What it is, for the brief and the speaker's notes."""
    short: Prose | None = None
    """The same in fewer words, for the slide."""
    sketch: tuple[SketchShape, ...] = ()
    """An illustration of its course, for programmes that want one. It is captioned as a sketch."""


class AskedQuestion(_Entry):
    """A question."""

    name: Prose
    """The question in a few words."""
    text: Prose
    """The question in full, for the brief and the speaker's notes."""
    short: Prose | None = None
    """The question in one line, for the slide."""


class ShownFact(_Entry):
    """Something short about a project: usually one {quantity}."""

    show: Prose
    """What is shown large: "{sites}"."""
    label: Prose
    """What stands below it: "sites"."""


class NotableProject(_Entry):
    """A project that is told by name, on a slide of its own."""

    name: Prose
    """What it is called."""
    what: Prose | None = None
    """What it is: "Phase II trial"."""
    headline: Prose
    """The slide's title: a sentence that no other slide has."""
    finding: Prose
    """The brief's first words on it."""
    text: Paragraphs
    """The project in full, for the brief and the speaker's notes."""
    points: tuple[Prose, ...] = ()
    """The same in short sentences, for the slide."""
    facts: tuple[ShownFact, ...] = ()
    """Up to three for the slide; the brief shows those that are quantities."""
    credit: Prose | None = None
    """Who leads it."""
    award: Word | None = None
    """With a table of awards: what it is called there, by its title, its identifier or its project's."""


# -- sections -------------------------------------------------------------------------------------


class _Section(_Entry):
    key: Name | None = None
    """A short name of its own, by which a talk calls it. Without one its kind serves, if no other is of that kind."""
    heading: Prose
    """The brief's heading: a few words that no other section has."""
    headline: Prose
    """The slide's title: a sentence that no other slide has."""
    source: Word | None = None
    """The name of a source, from sources."""


class TextSection(_Section):
    """A statement and its reasons."""

    kind: Literal["text"]
    lead: Prose | None = None
    """The statement, set strong."""
    text: Paragraphs
    """The reasons, for the brief and the speaker's notes."""
    points: tuple[LabelledText, ...] = ()
    """The same as rows of the slide."""


class ComparisonSection(_Section):
    """Two to four forms side by side."""

    kind: Literal["comparison"]
    forms: Annotated[tuple[ComparedForm, ...], Field(min_length=2, max_length=4)]
    """What is compared."""
    caption: Prose | None = None
    """What stands below them; a sketch needs to be called one here."""


class QuestionsSection(_Section):
    """Numbered questions."""

    kind: Literal["questions"]
    questions: Annotated[tuple[AskedQuestion, ...], Field(min_length=1)]
    """The questions, in their order."""


class ListSection(_Section):
    """Lettered things of one kind."""

    kind: Literal["list"]
    intro: Prose | None = None
    """A sentence before them."""
    items: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=26)]
    """The things, a line or two each."""


class OrganisationSection(_Section):
    """Who works together, and in what ways."""

    kind: Literal["organisation"]
    name: Prose
    """What it is called: it is set strong where the text first has it."""
    text: Paragraphs
    """What it is, for the brief and the speaker's notes."""
    points: tuple[LabelledText, ...] = ()
    """The same as rows of the slide."""
    ways: tuple[LabelledText, ...] = ()
    """What it does."""


class TimelineSection(_Section):
    """Shows the programme's timeline. One section may be of this kind."""

    kind: Literal["timeline"]
    measure: Prose
    """What the chart shows, as its subtitle: "Steps of the initiative, by year"."""
    note: Prose | None = None
    """What can't be seen in the chart."""


class PortfolioSection(_Section):
    """Shows the programme's portfolio on a slide; in the brief, page 1 does. One section may be of this kind."""

    kind: Literal["portfolio"]


class ProjectsSection(_Section):
    """Projects of note."""

    kind: Literal["projects"]
    projects: Annotated[tuple[NotableProject, ...], Field(min_length=1)]
    """The projects, in their order."""


class WebcastSection(_Section):
    """Something to watch or hear; as the last section it stands with the sources."""

    kind: Literal["webcast"]
    title: Prose
    """Its own title."""
    text: Prose
    """What there is to hear, from whom, and how long it takes."""
    url: Address | None = None
    """Its address on the web, if that is known."""


Section = Annotated[
    TextSection
    | ComparisonSection
    | QuestionsSection
    | ListSection
    | OrganisationSection
    | TimelineSection
    | PortfolioSection
    | ProjectsSection
    | WebcastSection,
    Discriminator("kind"),
]


def _beside_heading(text: str, data: dict[str, Any]) -> Prose:
    """Place words of ours where a problem with them can be put right."""
    return Prose(text, data["heading"].where if "heading" in data else NOWHERE)


class ClosingWords(_Entry):
    """The end: where the figures come from."""

    heading: Prose
    """The brief's last heading."""
    headline: Prose
    """The last slide's title: a sentence that no other slide has."""
    derived_label: Prose = Field(default_factory=lambda data: _beside_heading("Derived here", data))
    """What stands beside numbers that are worked out here; "Derived here" if it is left out."""
    sources_label: Prose = Field(default_factory=lambda data: _beside_heading("Source", data))
    """What stands beside the sources; "Source" if it is left out."""


class CatalogueEntry(_Entry):
    """What a library's catalogue should say of the brief, where that differs from or adds to what the file says."""

    creators: tuple[Line, ...] = ()
    """Who wrote it; the publisher, if it is left out."""
    description: Line | None = None
    """What it is about; the standfirst, if it is left out."""
    identifier: Line | None = None
    """A number or address by which it is known: a DOI, a report's number."""
    rights: Line | None = None
    """Who may do what with it: "CC BY 4.0"."""
    coverage: Line | None = None
    """The time or the places it speaks of; the date of the figures, if it is left out."""


class PersonalPart(_Entry):
    """A paragraph of the letter that is for some recipients only."""

    when: Word
    """A column of the recipients' table: the paragraph is for those who have something in it."""
    text: Prose
    """A sentence or more; {recipient.COLUMN} may stand in it."""


class NeutralWords(_Entry):
    """What stands in the place of personal words where nobody in particular is meant."""

    dedication: Prose | None = None
    """In the place of the dedication."""
    letter: Prose | None = None
    """In the place of the letter."""


class Handout(_Entry):
    """What is said to one recipient alone. In it {recipient.COLUMN} is what the recipients' table has in a column."""

    dedication: Prose | None = None
    """Who it is for, above the standfirst: "{recipient.salutation}"."""
    letter: Prose | None = None
    """A paragraph below the standfirst."""
    address: tuple[Prose, ...] = ()
    """The lines of an envelope's window; a line that comes out empty is left out."""
    parts: tuple[PersonalPart, ...] = ()
    """Further paragraphs of the letter, each for some recipients only."""
    fallbacks: dict[Word, Filling] = {}
    """What stands for an empty cell, by the column's header. A column without one has to be filled in every row."""
    neutral: NeutralWords = NeutralWords()
    """What a brief says that is for nobody in particular; nothing, if it is left out."""
    suppress: Word | None = None
    """A column: rows that have something in it are left out, and counted."""
    id: Word = "id"
    """The column that tells one recipient from all others; "id" if it is left out."""


class Programme(_Entry):
    """A funding programme: all that the brief and the deck say."""

    language: Literal["en-US", "en-GB"]
    """How numbers, money and dates are written."""
    title: Prose
    """The title of both, of about eight words."""
    subtitle: Prose
    """The first slide's second line."""
    standfirst: Prose
    """What the brief says first, in a sentence or two."""
    label: Line
    """What sort of paper it is: "Research funding brief"."""
    running: Line
    """The short title that stands on every page."""
    pages: Annotated[int, Field(gt=0)] | None = None
    """The most pages that the brief may have; one more is a problem."""
    publisher: Publisher
    """Who speaks."""
    as_of: AsOf
    """The date of the figures."""
    historic: bool = False
    """true for a document of the past: its first page and its title slide say so, with the date of the figures."""
    sources: Annotated[dict[Name, Source], Field(min_length=1)]
    """Where facts come from, each by a short name."""
    names: tuple[Word, ...] = ()
    """What stays on one line, as it is written here; digits may stand in it."""
    quantities: Annotated[dict[Name, Quantity], Field(min_length=1)]
    """Every number, each by a short name; a text refers to it as {name}, or {name:full} for all its digits."""
    timeline: tuple[Step, ...] = ()
    """Steps in time; a section of kind timeline shows them."""
    portfolio: PortfolioFacts
    """What is known of the portfolio as a whole."""
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    """What is told, in this order."""
    talk: dict[Name, Annotated[tuple[Word, ...], Field(min_length=1)]] = {}
    """Decks of some sections only, each by a short name: {short: [portfolio, projects]}; --talk short makes it."""
    closing: ClosingWords
    """The end: where the figures come from."""
    handout: Handout | None = None
    """What a personal copy says to its recipient; make-reports handouts makes one for each row of a table."""
    catalogue: CatalogueEntry = CatalogueEntry()
    """What a library's catalogue should say of the brief."""
    attach: Literal["data", "clean", "none"] = "data"
    """What of this file travels inside the brief: data for all of it, clean for a copy without comments, or none."""
