"""A story as a whole: its cover, its sections, its closing, and what stands around them."""

from reports.datafile.dublincore import DublinCore
from reports.errors import Location
from reports.frozen import field, frozen
from reports.story.blocks import Block, Photograph, Portfolio
from reports.story.phrases import Phrases
from reports.story.text import KeyFigure, Noted, Point, Words

__all__ = ["Annex", "Closing", "Cover", "LetterTable", "Personal", "Reference", "Section", "Signed", "Story"]


@frozen
class Section:
    """One point of the story: `heading` is the brief's few words, `headline` the slide's sentence.

    `key` is unique in the story and fit for a link target. `credit` names source and date ("Source: … [1]; as of …")
    and `spoken` is the same without the citation's number, for a slide's footer: it keeps titles and, last, its date.
    """

    key: str
    heading: Words
    headline: Words
    block: Block
    credit: Words
    spoken: Words
    phrases: Phrases = field(compare=False, repr=False)
    minutes: int = 0  # that a speaker takes for it; 0 where the author does not say


@frozen
class Reference:
    """A source as it is listed: [number] text. `publisher` is who a link to it names."""

    number: int
    text: Words
    publisher: str


@frozen
class Closing:
    """Where the figures come from: what was derived here, where to hear more, the sources, who to write to.

    `headline` is the slide's sentence, `heading` the brief's. `notes` are labelled paragraphs (derived figures) that
    stand beside the sources, `footnotes` those whose marks stand in texts, `webcast` is what there is to hear at the
    end; `legal` is verbatim, for the brief's legal block.
    """

    heading: Words
    headline: Words
    notes: tuple[Point, ...]
    webcast: Point | None
    sources_label: Words
    sources: tuple[Reference, ...]
    contact: tuple[Words, ...]
    legal: tuple[Words, ...]
    notes_label: Words | None = None
    footnotes: tuple[Noted, ...] = ()


@frozen
class Annex:
    """The awards themselves, or who was given them or gave them (`names`: "12 recipients"), the largest first.

    The brief sets all `rows`, a slide the first few and where the rest is. `heading` is the brief's, `headline` the
    slide's sentence, `intro` says what is listed and in which order. A cell is plain text; `amounts` are the places of
    the columns that are set as numbers.
    """

    heading: Words
    headline: Words
    intro: Words
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    amounts: frozenset[int]
    credit: Words
    spoken: Words
    phrases: Phrases = field(compare=False, repr=False)
    is_partial: bool = False  # other awards have no amount
    names: str | None = None


@frozen
class LetterTable:
    """What a letter lists, gifts for instance: a head, rows of as many cells, and what they come to.

    `right` are the columns, from 0, whose cells stand at the right.
    """

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    right: frozenset[int]
    total: Words | None = None


@frozen
class Signed:
    """How a letter ends: what is said last, and who signs it."""

    sign_off: Words | None = None
    name: Words | None = None
    role: Words | None = None
    signature: Photograph | None = None

    @property
    def texts(self) -> tuple[Words, ...]:
        """Return what is written there, in order."""
        return tuple(each for each in (self.sign_off, self.name, self.role) if each)


@frozen
class Personal:
    """What is said to one reader alone: who it is for, above the standfirst, and a letter's paragraphs below it.

    `address` is the lines of an envelope's window. What every letter has is the same for all: how it is `signed`, and
    the lines of the `sender`'s address.
    """

    dedication: Words | None = None
    letter: tuple[Words, ...] = ()
    address: tuple[Words, ...] = ()
    table: LetterTable | None = field(default=None, repr=False)
    signed: Signed | None = field(default=None, repr=False)
    sender: tuple[Words, ...] = field(default=(), repr=False)


@frozen
class Cover:
    """What is said first. The deck's title slide has title and subtitle, the brief's page 1 title and standfirst.

    `historic`, where it is said, stands on both: that this is a document of the past, and of what date its figures are.
    On page 1 and in the notes stands `draft`: that it may still change; on the slide too, if that is not historic.
    """

    title: Words
    subtitle: Words
    standfirst: Words
    portfolio: Portfolio
    credit: Words
    personal: Personal = Personal()
    historic: Words | None = None
    photo: Photograph | None = None
    draft: Words | None = field(default=None, repr=False)

    @property
    def notices(self) -> tuple[Words, ...]:
        """Return what is said of the document as such."""
        return tuple(each for each in (self.draft, self.historic) if each)

    @property
    def figures(self) -> tuple[KeyFigure, ...]:
        """Return the key figures that the title does not say already, or else the total: what stands beside squares.

        Where no squares are drawn the portfolio's own figures stand, since nothing else says what is counted.
        """
        said = {figure.quantity for figure in self.title.figures}
        left = [each for each in self.portfolio.figures if said.isdisjoint(one.quantity for one in each.figure.figures)]
        return tuple(left) or self.portfolio.figures[-1:]


@frozen
class Story:
    """The whole: a cover, the sections in the data file's order, the closing, and an annex where awards are known.

    `label` says what sort of paper it is ("Research funding brief"), `running` is the short title of a running line,
    `as_of` the words that date the figures, `pages` the most pages that the brief may have. `language` is a BCP 47 tag,
    `phrases` what we say in it. `free_order`: the sections may change places, where pages are fuller for it.
    """

    language: str
    phrases: Phrases = field(compare=False, repr=False)
    publisher: Words
    label: Words
    running: Words
    as_of: Words
    cover: Cover
    sections: tuple[Section, ...]
    closing: Closing
    pages: int | None
    where: Location = field(compare=False, repr=False)
    catalogue: DublinCore = field(default_factory=DublinCore)
    annex: Annex | None = None
    free_order: bool = False

    @property
    def draft(self) -> bool:
        """Return whether each page and slide has the mark of a draft."""
        return self.cover.draft is not None

    @property
    def name(self) -> str:
        """Return what a list of files shows: the title, and whether it is a draft."""
        title = self.cover.title.text
        return self.phrases.draft_title.format(title=title) if self.draft else title
