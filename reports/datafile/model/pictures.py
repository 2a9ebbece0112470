"""Pictures, and what the people in them have agreed to."""

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field

from reports.datafile.scalars import Entry, Fixed, Line, Name, Prose, Word

__all__ = ["Consents"]

_Share = Annotated[
    Decimal, Field(ge=0, le=1), BeforeValidator(lambda value: Decimal(value) if value in (0, 1) else value)
]


class NamedPicture(Entry):
    """A picture: PNG or JPEG, in the data file's folder or below it."""

    file: Word
    """Its file."""
    alt: Prose
    """What is to be seen, for who can't see it."""
    credit: Line
    """Who made it: "Photo: A. Lind"."""
    licence: Fixed | None = None
    """Under which licence it may be used: "CC BY 4.0"."""
    people: bool = False
    """true where people can be known in it: consents has to say then that they agree."""
    focus: tuple[_Share, _Share] = (Decimal("0.5"), Decimal("0.5"))
    """What a crop keeps, as shares of width and height from the top left: [0.4, 0.3]; the middle, if it is left out."""


class CoverChoice(Entry):
    """What is the data file's to say of page 1."""

    picture: Name
    """The name of a picture, from pictures. A theme whose cover is a photo shows it."""


class Consent(Entry):
    """What the people in a picture have agreed to."""

    form: Line
    """Where the signed paper is kept; it is never shown."""
    for_: Annotated[tuple[Word, ...], Field(alias="for")]
    """What they agreed to; the brief and the deck take both print and web."""
    until: Annotated[int, Field(ge=1, le=9999)]
    """The last year of it."""


class Consents(Entry):
    """A file of consents, each by its picture's name."""

    consents: dict[Name, Consent]
