"""The numbers of a data file: those that a source gives, and those that are worked out from them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from reports.datafile.scalars import Currency, Entry, Line, Name, Prose, Word

MoneyKind = Literal["committed", "awarded", "paid", "requested", "received", "pledged", "spent"]
Bound = Literal["more than", "at least", "about", "nearly", "up to"]


def _whole_as_decimal(value: Any) -> Any:
    return Decimal(value) if type(value) is int else value


Amount = Annotated[Decimal, Field(gt=0, lt=10**15, decimal_places=6), BeforeValidator(_whole_as_decimal)]
Rounding = Annotated[int, Field(gt=0, le=10**15)]


class Stated(Entry):
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
    mark: Literal["person"] | None = None
    """For an exact number of people: a chart may have a circle for each of them."""
    source: Word
    """The name of the source, from sources."""
    as_of: Line | None = None
    """When the number held, where that differs from the programme's as_of."""


class Derived(Entry):
    """A number worked out here from two others. A text that has its {name} says "derived here" behind it.

    Its formula and its caveat stand beside the sources. Titles and labels, which have no room for that, refuse it.
    """

    ratio: tuple[Name, Name]
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
