"""What a data file says to one recipient alone."""

from __future__ import annotations

from pydantic import Field

from reports.datafile.scalars import Entry, Filling, Prose, Word


class PersonalPart(Entry):
    """A paragraph of the letter that is for some recipients only."""

    when: Word
    """A column of the recipients' table: the paragraph is for those who have something in it."""
    text: Prose
    """A sentence or more; {recipient.COLUMN} may stand in it."""


class NeutralWords(Entry):
    """What stands in the place of personal words where nobody in particular is meant."""

    dedication: Prose | None = None
    """In the place of the dedication."""
    letter: Prose | None = None
    """In the place of the letter."""


class Handout(Entry):
    """What is said to one recipient alone. In it {recipient.COLUMN} is what the recipients' table has in a column."""

    dedication: Prose | None = None
    """Who it is for, above the standfirst: "{recipient.salutation}"."""
    letter: Prose | None = None
    """A paragraph below the standfirst."""
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
