"""What the sections of a data file are made of, and what it says to one recipient alone."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from reports.datafile.scalars import Entry, Filling, Line, Name, Paragraphs, ProperName, Prose, Word, or_alone

__all__ = ["ComparedForm", "Handout", "LabelledText", "LetterTable", "NamedPartner", "NotableProject", "ShownFact"]
__all__ += ["ShownFigure"]


class _Part(Entry, defer_build=True):
    """Built by pydantic with the section that it is read in."""


class NamedPartner(_Part):
    """Somebody who takes part."""

    name: ProperName
    """Its name; a logo says the same to who can't see it."""
    country: Line | None = None
    """Where it is."""
    logo: Word | None = None
    """The name of a picture, from pictures."""


class LabelledText(_Part):
    """A label and what it says."""

    label: Prose | None = None
    """A word or two."""
    text: Prose
    """A sentence."""


class SketchShape(_Part):
    """A stretch of an illustrated course."""

    shape: Literal["rise", "waves"]
    """rise worsens steadily, waves come and go."""
    label: Prose
    """What the stretch is called."""


class ComparedForm(_Part):
    """One of the things compared."""

    name: Prose
    """What it is called."""
    text: Prose
    """What it is, for the brief and the speaker's notes."""
    short: Prose | None = None
    """The same in fewer words, for the slide."""
    sketch: tuple[SketchShape, ...] = ()
    """An illustration of its course, for programmes that want one. It is captioned as a sketch."""


class AskedQuestion(_Part):
    """A question."""

    name: Prose
    """The question in a few words."""
    text: Prose
    """The question in full, for the brief and the speaker's notes."""
    short: Prose | None = None
    """The question in one line, for the slide."""


class ShownFact(_Part):
    """Something short about a project: usually one {quantity}."""

    show: Prose
    """What is shown large: "{sites}"."""
    label: Prose
    """What stands below it: "sites"."""


class ShownFigure(_Part):
    """One of the figures of a row."""

    show: Prose
    """One {quantity}: "{raised}". Where it has a before, the change stands with it."""
    label: Prose
    """What stands below it: "given by 1,200 people"."""


class TableColumn(_Part):
    """A column of a table."""

    name: Prose
    """What its head says; a year may stand in it."""
    align: Literal["left", "right"] | None = None
    """Where its cells stand; left out, numbers stand at the right."""
    verbatim: bool = False
    """true: its cells are printed as they stand, digits and all, and the section has to name their source."""


_Names = Annotated[tuple[Name, ...], Field(min_length=1, max_length=3)]


class ChartValue(_Part):
    """What a chart has of one thing."""

    label: Prose
    """What it is of; a year may stand in it."""
    value: Annotated[_Names, or_alone(Name, _Names)]
    """The name of a quantity; with series a list of such, one for each."""


class NotableProject(_Part):
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


class PersonalPart(_Part):
    """A paragraph of the letter that is for some recipients only."""

    when: Word
    """A column of the recipients' table: the paragraph is for those who have something in it."""
    text: Prose
    """A sentence or more; {recipient.COLUMN} may stand in it."""


class NeutralWords(_Part):
    """What stands in the place of personal words where nobody in particular is meant."""

    dedication: Prose | None = None
    """In the place of the dedication."""
    letter: Prose | None = None
    """In the place of the letter."""


class LetterColumn(_Part):
    """A column of the letter's table."""

    column: Word
    """The header of a column of the recipients' table."""
    name: Line | None = None
    """What its head says; the header, if it is left out."""
    align: Literal["left", "right"] | None = None
    """Where its cells stand; left out, amounts and other numbers stand at the right."""


_ByHeader = Annotated[
    LetterColumn,
    BeforeValidator(
        lambda value: {"column": value} if isinstance(value, str) else value, json_schema_input_type=Word | LetterColumn
    ),
]


class LetterTable(_Part):
    """A table in the letter, of the recipient's rows: one, or with --group-by all that are gathered."""

    columns: Annotated[tuple[_ByHeader, ...], Field(min_length=1, max_length=8)]
    """Its columns, from left to right: each a header of the recipients' table, or a mapping."""
    total: Word | None = None
    """One of them, whose amounts are added up below the table: of one currency alone."""
    currency: Word | None = None
    """A column of the recipients' table that says the currency of each amount, where the amounts do not."""
    decimals: Literal["point", "comma"] | None = None
    """What stands before the decimals of its amounts, where all of them leave it open: 1,500."""


class HandoutMail(_Part):
    """A mail that goes with each copy. Nothing is sent here: mail.csv lists them for whoever sends them."""

    to: Word
    """The column of the recipients' table that has the addresses; a copy whose cell is empty is for the post."""
    subject: Prose
    """Its subject; {recipient.COLUMN} may stand in it."""
    body: Paragraphs
    """Its text; {recipient.COLUMN} may stand in it."""


class Handout(_Part):
    """What is said to one recipient alone. In it {recipient.COLUMN} is what the recipients' table has in a column."""

    dedication: Prose | None = None
    """Who it is for, above the standfirst: "{recipient.salutation}"."""
    letter: Prose | None = None
    """A paragraph below the standfirst."""
    table: LetterTable | None = None
    """The recipient's rows of the table, below the letter's paragraphs: their gifts."""
    sign_off: Prose | None = None
    """What ends the letter: "With thanks,"."""
    name: Line | None = None
    """Who signs it."""
    role: Line | None = None
    """What they are: "chair of the trust"."""
    signature: Word | None = None
    """The name of a picture of their signature, from pictures."""
    return_address: tuple[Line, ...] = ()
    """The lines of the sender's own address, at the letter's head."""
    address: tuple[Prose, ...] = ()
    """The lines of an envelope's window; a line that comes out empty is left out."""
    parts: tuple[PersonalPart, ...] = ()
    """Further paragraphs of the letter, each for some recipients only."""
    fallbacks: dict[Word, Filling] = Field(default_factory=dict)
    """What stands for an empty cell, by the column's header. A column without one has to be filled in every row."""
    neutral: NeutralWords = NeutralWords()
    """What a brief says that is for nobody in particular; nothing, if it is left out."""
    suppress: Word | None = None
    """A column: rows that have something in it are left out, and counted."""
    id: Word = "id"
    """The column that tells one recipient from all others; "id" if it is left out."""
    columns: dict[Word, Word] = Field(default_factory=dict)
    """What columns are called here, and the header of each as it stands in the table: {first_name: "First Name"}."""
    mail: HandoutMail | None = None
    """A mail for each copy, listed in mail.csv beside the manifest."""
    manifest: tuple[Word, ...] = ()
    """Columns of the recipients' table that the manifest repeats beside each copy: [id]. Nobody is named there else."""
