"""A data file as a whole: who speaks, when, from which sources, and all that is told."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from reports.datafile import scalars
from reports.datafile.languages import OwnLanguage
from reports.datafile.model.parts import Handout
from reports.datafile.model.pictures import CoverChoice, NamedPicture
from reports.datafile.model.portfolio import PortfolioFacts
from reports.datafile.model.quantities import Change, Quantity, Stated
from reports.datafile.model.sections import Section
from reports.datafile.scalars import Address, Entry, Fixed, Line, Name, Names, ProperName, Prose, When, Word

__all__ = ["OWN_WORDS", "EarlierFile", "Programme", "Source", "Step"]


class Source(Entry):
    """Where facts come from, verbatim. What is unknown is left out."""

    title: Fixed
    """Its own title."""
    publisher: Fixed
    """Who published it."""
    medium: Line | None = None
    """What it is: "web page", "annual report"."""
    url: Address | None = None
    """Its address on the web, if that is known."""
    retrieved: When | None = None
    """When it was read."""
    note: Line | None = None
    """What a reader should know of it: "The page carries no date"."""


class Publisher(Entry):
    """Who speaks, verbatim."""

    name: ProperName
    """The name that stands on page 1 and on the first slide."""
    registration: Line | None = None
    """A registered charity's number, as the law wants it printed."""
    contact: tuple[Line, ...] = ()
    """Where to write or call, a line each."""
    disclosures: tuple[Line, ...] = ()
    """Texts that a law or an office prescribes, a paragraph each."""


_Year = Annotated[int, Field(ge=1, le=9999)]


class AsOf(Entry):
    """The date of the figures."""

    text: Line
    """The date in words, as it is shown: "about the turn of 2013/2014"."""
    latest: Annotated[_Year, scalars.or_todo(_Year, 9999)]
    """The last year the figures can speak of; a later step of the timeline has to be expected. Never shown."""


class Step(Entry):
    """A step of the timeline, in the order of time."""

    date: When
    """2013, 2013-09, 2013-09-11, early 2014 or 2010 to 2012: no more exactly than the source gives it."""
    title: Prose
    """A few words."""
    text: Prose
    """A sentence or two."""
    expected: bool = False
    """true where the source expects it and does not report it as done: it is drawn so."""
    key: bool = False
    """true for a step that a slide names where there are too many for it: up to five of them."""
    source: Word | None = None
    """The name of a source, from sources."""


class Changes(Entry):
    """What has changed since an earlier file."""

    since: Word
    """The earlier data file, in this one's folder or below it. A section of kind changes says what has changed; where
    the file has none, it is the last one."""


class EarlierFile(Changes):
    """The earlier file, read. No data file writes one.

    `quantities` are what numbers were ("raised:since") and by how much they differ ("raised:difference"), by the names
    of this file; `rows` are the cells of a table of them, `said` what else has changed, a sentence each. `files`
    travel: itself and its tables, by names from this file's folder on.
    """

    as_of: Line
    quantities: dict[str, Quantity]
    rows: tuple[tuple[Prose, ...], ...]
    said: tuple[Prose, ...]
    files: tuple[str, ...]


# Words of ours that a file may say otherwise, by the names of their phrases (`story.phrases`).
OWN_WORDS = (
    *("figures_as_of", "running", "as_of", "partly_as_of", "retrieved", "historic", "historic_document"),
    *("source", "sources", "sources_label", "notes_label", "contents", "awards"),
    *("derived", "derived_here", "derived_label", "derived_number", "derived_change"),
    *("total_label", "square", "square_of_each", "one_of", "circle", "blocks", "shares", "each_once"),
    *("same_size", "unpublished", "given_by_area", "no_split"),
    *("rounding", "bound_note", "dash_note", "placed_by_year", "placed_on_scale", "done", "not_done"),
)


class ClosingWords(Entry):
    """The end: where the figures come from."""

    heading: Prose
    """The brief's last heading."""
    headline: Prose
    """The last slide's title: a sentence that no other slide has."""
    derived_label: Prose | SkipJsonSchema[None] = None
    """What stands beside numbers that are worked out here; "Derived here" if it is left out."""
    sources_label: Prose | SkipJsonSchema[None] = None
    """What stands beside the sources; "Source" or "Sources" if it is left out."""


class CatalogueEntry(Entry):
    """What a library's catalogue should say of the brief, where that differs from or adds to what the file says."""

    creators: tuple[ProperName, ...] = ()
    """Who wrote it; the publisher, if it is left out."""
    description: Line | None = None
    """What it is about; the standfirst, if it is left out."""
    identifier: Fixed | None = None
    """A number or address by which it is known: a DOI, a report's number."""
    rights: Line | None = None
    """Who may do what with it: "CC BY 4.0"."""
    coverage: Line | None = None
    """The time or the places it speaks of; the date of the figures, if it is left out."""
    subjects: tuple[Line, ...] = ()
    """Keywords, one each."""
    type: Line | None = None
    """What sort of document it is; the label, if it is left out."""
    contributors: tuple[ProperName, ...] = ()
    """Who else had a part in it."""
    relation: Line | None = None
    """A work that it belongs to, by name or address."""
    date: When | None = None
    """When it was published: 2014, 2014-01 or 2014-01-31."""


class Programme(Entry):
    """A funding programme: all that the brief and the deck say."""

    language: OwnLanguage
    """How numbers, money and dates are written."""
    translations: dict[OwnLanguage, Word] = Field(default_factory=dict)
    """Files of this one's texts in other languages, beside it: {de-DE: ours.de-DE.yaml}. `translate` writes them, and
    --language builds from them; numbers, dates and sources come from this file alone."""
    format: Literal[1] = 1
    """The format of this file, for programs to come."""
    status: Literal["draft", "final"] = "final"
    """draft puts a mark into the margin of every page and slide; TODO may stand for what is still to be written."""
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
    names: Names = ()
    """What stays on one line, as it is written here; digits may stand in it. `{MSIF: "MS International Federation"}`,
    in place of a list, says also what a name is short for."""
    quantities: Annotated[dict[Name, Quantity], Field(min_length=1)]
    """Every number, each by a short name; a text refers to it as {name}, or {name:full} for all its digits, or
    {name:words} for two to twelve in words."""
    pictures: dict[Name, NamedPicture] = Field(default_factory=dict)
    """Pictures, each by a short name."""
    consents: Word | None = None
    """A YAML file of what people in pictures agreed to: {lena: {form: "2024-17", for: [print, web], until: 2027}}. It
    never travels."""
    cover: CoverChoice | None = None
    """What stands on page 1 besides."""
    notes: dict[Name, Prose] = Field(default_factory=dict)
    """Footnotes, each by a short name; a text refers to it as [^name]."""
    changes: Changes | None = None
    """Which earlier data file this one goes on from."""
    timeline: tuple[Step, ...] = ()
    """Steps in time; a section of kind timeline shows them."""
    portfolio: PortfolioFacts
    """What is known of the portfolio as a whole."""
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    """What is told, in this order."""
    order: Literal["fixed", "free"] = "fixed"
    """free lets the brief's sections change places where its pages are fuller for it."""
    talk: dict[Name, Annotated[tuple[Word, ...], Field(min_length=1)]] = Field(default_factory=dict)
    """Decks of some sections only, each by a short name: {short: [portfolio, projects]}; --talk short makes it."""
    closing: ClosingWords
    """The end: where the figures come from."""
    handout: Handout | None = None
    """What a personal copy says to its recipient; make-reports handouts makes one for each row of a table."""
    catalogue: CatalogueEntry = CatalogueEntry()
    """What a library's catalogue should say of the brief."""
    words: dict[Word, Line] = Field(
        default_factory=dict, json_schema_extra={"propertyNames": {"enum": list(OWN_WORDS)}}
    )
    """Words of ours, said otherwise: {unpublished: "Gifts are not listed one by one."}."""
    attach: Literal["data", "clean", "fonts", "none"] = "data"
    """What travels inside the brief: data for this file and its look, clean without comments, fonts too, or none."""

    @cached_property
    def note_numbers(self) -> Mapping[str, int]:
        """Number the notes that texts refer to, from 1 on, in the order in which these are read."""
        told = [(section, self.timeline if section.kind == "timeline" else ()) for section in self.sections]
        read = (self.title, self.subtitle, self.standfirst, self.portfolio, *told, self.closing)
        texts = scalars.texts_in((*read, tuple(self.quantities.values()), tuple(self.pictures.values())))
        named = (name for _, text in texts for name in scalars.NOTE.findall(text.text) if name in self.notes)
        return {name: number for number, name in enumerate(dict.fromkeys(named), 1)}

    @property
    def only_source(self) -> str | None:
        """The source of what names none: that of a file which has no other; those of an earlier file do not count."""
        own = [key for key in self.sources if ":" not in key]
        return own[0] if len(own) == 1 else None

    @property
    def numbers(self) -> Mapping[str, Quantity]:
        """Every number, those of an earlier file that was read as well: "raised:since", "raised:difference"."""
        return {**self.explained, **(self.changes.quantities if isinstance(self.changes, EarlierFile) else {})}

    @property
    def explained(self) -> Mapping[str, Quantity]:
        """Every quantity, and those that follow from a `before`: "raised", "raised:before", "raised:change".

        Those that are derived are explained with the sources. What has changed since an earlier file explains itself.
        """
        known = dict(self.quantities)
        for name, now in self.quantities.items():
            if isinstance(now, Stated) and (before := now.before):
                then = {"value": before.value, "as_of": before.as_of, "source": before.source or now.source}
                known[f"{name}:before"] = now.model_copy(update={**then, "bound": None, "before": None})
                known[f"{name}:change"] = Change.model_construct(
                    ratio=(name, f"{name}:before"), label=now.unit, caveat=now.unit
                )
        return known
