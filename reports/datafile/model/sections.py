"""The sections of a data file, a type for each kind."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from reports.datafile import scalars
from reports.datafile.model import parts
from reports.datafile.scalars import Address, Cell, Entry, Fixed, Line, Name, Paragraphs, ProperName, Prose, When, Word

__all__ = ["ActionSection", "ChangesSection", "ChartSection", "ComparisonSection", "FiguresSection", "ListSection"]
__all__ += ["MessageSection", "OrganisationSection", "PartnersSection", "PictureSection", "PortfolioSection"]
__all__ += ["ProjectsSection", "QuestionsSection", "QuoteSection", "Section", "TableSection", "TextSection"]
__all__ += ["TimelineSection", "WebcastSection"]


class _Section(Entry, defer_build=True):
    key: Name | None = None
    """A short name of its own, by which a talk calls it. Without one its kind serves, if no other is of that kind."""
    heading: Prose
    """The brief's heading: a few words that no other section has."""
    headline: Prose
    """The slide's title: a sentence that no other slide has."""
    source: Word | None = None
    """The name of a source, from sources."""
    minutes: Annotated[int, Field(ge=1, le=120)] | None = None
    """How long a speaker takes for it, in whole minutes: stands in the notes, with the sum so far."""


class TextSection(_Section):
    """A statement and its reasons."""

    kind: Literal["text"]
    lead: Prose | None = None
    """The statement, set strong."""
    text: Paragraphs
    """The reasons, for the brief and the speaker's notes."""
    points: tuple[parts.LabelledText, ...] = ()
    """The same as rows of the slide."""


class ComparisonSection(_Section):
    """Two to four forms side by side."""

    kind: Literal["comparison"]
    forms: Annotated[tuple[parts.ComparedForm, ...], Field(min_length=2, max_length=4)]
    """What is compared."""
    caption: Prose | None = None
    """What stands below them; a sketch needs to be called one here."""


class QuestionsSection(_Section):
    """Numbered questions."""

    kind: Literal["questions"]
    questions: Annotated[tuple[parts.AskedQuestion, ...], Field(min_length=1)]
    """The questions, in their order."""


class ListSection(_Section):
    """Lettered things of one kind."""

    kind: Literal["list"]
    intro: Prose | None = None
    """A sentence before them."""
    items: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=40)]
    """The things, a line or two each."""


class OrganisationSection(_Section):
    """Who works together, and in what ways."""

    kind: Literal["organisation"]
    name: Prose
    """What it is called: it is set strong where the text first has it."""
    text: Paragraphs
    """What it is, for the brief and the speaker's notes."""
    points: tuple[parts.LabelledText, ...] = ()
    """The same as rows of the slide."""
    ways: tuple[parts.LabelledText, ...] = ()
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
    projects: Annotated[tuple[parts.NotableProject, ...], Field(min_length=1)]
    """The projects, in their order."""


class PartnersSection(_Section):
    """Who takes part."""

    kind: Literal["partners"]
    partners: Annotated[tuple[parts.NamedPartner, ...], Field(min_length=1, max_length=200)]
    """They, in their order."""


class PictureSection(_Section):
    """A picture, and what there is to say of it."""

    kind: Literal["picture"]
    picture: Word
    """The name of a picture, from pictures."""
    text: Paragraphs = ()
    """What there is to say of it, for the brief and the speaker's notes."""
    caption: Prose | None = None
    """What is to be seen, below it."""


class MessageSection(_Section):
    """What somebody says to the readers, signed."""

    kind: Literal["message"]
    text: Paragraphs
    """Their words."""
    name: ProperName
    """Who says them."""
    role: Line | None = None
    """What they are: "chair of the trust"."""
    signature: Word | None = None
    """The name of a picture of their signature, from pictures."""


class QuoteSection(_Section):
    """What somebody said."""

    kind: Literal["quote"]
    heading: Prose = Prose("")
    """The brief's heading; the name, if it is left out."""
    headline: Prose = Prose("")
    """The slide's title; the words themselves, if it is left out."""
    text: Prose
    """The words, without quotation marks around them."""
    name: ProperName
    """Who said them."""
    role: Line | None = None
    """What they are: "teacher in Exampleton"."""
    picture: Word | None = None
    """The name of a picture, from pictures."""


class FiguresSection(_Section):
    """Two to four numbers in a row."""

    kind: Literal["figures"]
    figures: Annotated[tuple[parts.ShownFigure, ...], Field(min_length=2, max_length=4)]
    """The numbers, in their order."""


class ActionSection(_Section):
    """What a reader can do, and where: an address, somebody to ask, or both."""

    kind: Literal["action"]
    text: Paragraphs
    """What there is to do, and why."""
    url: Address | None = None
    """Its address on the web: printed, linked, and as a code for a telephone's camera."""
    qr: bool = True
    """false where the address is to stand without its code."""
    contact: tuple[Line, ...] = ()
    """Whom to ask, a line each: telephone numbers, mail and web addresses are links."""
    until: When | None = None
    """The last day on which it can be done."""


class TableSection(_Section):
    """A table, of cells that are given here or in a file."""

    kind: Literal["table"]
    columns: Annotated[tuple[parts.TableColumn, ...], Field(min_length=2, max_length=8)]
    """Its columns, from left to right; the first names the rows."""
    rows: Annotated[tuple[tuple[Cell, ...], ...], Field(max_length=200)] = ()
    """A list of cells for each row. A number is a {name}, but in a column that is verbatim; years may begin a row."""
    file: Fixed | None = None
    """In the place of rows: a CSV or XLSX file with a header that has the columns' names."""
    sheet: Fixed | None = None
    """Its sheet, if several have these columns."""
    note: Prose | None = None
    """What stands below it."""

    @model_validator(mode="after")
    def _verbatim(self) -> Self:
        """Take the cells of columns that are verbatim as lines."""
        marked = [column.verbatim for column in self.columns] + [False] * max(map(len, self.rows), default=0)
        rows = tuple(
            tuple(Line(cell.text, cell.where) if is_line else cell for cell, is_line in zip(row, marked, strict=False))
            for row in self.rows
        )
        return self.model_copy(update={"rows": rows})


class ChangesSection(_Section):
    """Says what has changed since the file that changes names. One section may be of this kind."""

    kind: Literal["changes"]
    heading: Prose = Prose("")
    """The brief's heading; "What has changed since" and the earlier file's date, if it is left out."""
    headline: Prose = Prose("")
    """The slide's title; the same, if it is left out."""


class ChartSection(_Section):
    """A chart of quantities."""

    kind: Literal["chart"]
    heading: Prose = Prose("")
    """The brief's heading; if it is left out, which value is the largest, where one surely is."""
    headline: Prose = Prose("")
    """The slide's title; the heading, if it is left out."""
    form: Literal["bars", "columns", "line", "share"]
    """bars or columns for comparing, a line for a course in time, share for the parts of one whole."""
    unit: Prose | None = None
    """What its values are, above it; if it is left out, the unit that all of them have."""
    values: Annotated[tuple[parts.ChartValue, ...], Field(min_length=2, max_length=24)]
    """Its values, in their order: up to 12 bars, up to four parts of a share."""
    series: Annotated[tuple[Prose, ...], Field(max_length=3)] = ()
    """The names of two or three series, where each value is a list of as many."""
    note: Prose | None = None
    """What can't be seen in it."""


class WebcastSection(_Section):
    """Something to watch or hear; as the last section it stands with the sources."""

    kind: Literal["webcast"]
    title: Prose
    """Its own title."""
    text: Prose
    """What there is to hear, from whom, and how long it takes."""
    url: Address | None = None
    """Its address on the web, if that is known."""


_AnySection = (
    TextSection | ComparisonSection | QuestionsSection | ListSection | OrganisationSection | TimelineSection
    | PortfolioSection | ProjectsSection | PartnersSection | PictureSection | MessageSection | QuoteSection
    | FiguresSection | ActionSection | TableSection | ChangesSection | ChartSection | WebcastSection
)  # fmt: skip
Section = Annotated[_AnySection, scalars.BuiltWhenRead(_AnySection)]
