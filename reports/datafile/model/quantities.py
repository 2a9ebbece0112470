"""The numbers of a data file: those that a source gives, and those that are worked out from them."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from reports.datafile.scalars import Currency, Entry, Hole, Line, Name, Prose, Word, or_todo

__all__ = ["Bound", "Change", "Derived", "Quantity", "Ranged", "Sourced", "Stated", "Subtraction"]

MoneyKind = Literal["committed", "awarded", "paid", "requested", "received", "pledged", "spent"]
Kind = Annotated[MoneyKind, or_todo(MoneyKind, "TODO")]
Bound = Literal["more than", "at least", "about", "nearly", "up to"]


_whole_as_decimal = BeforeValidator(lambda value: Decimal(value) if type(value) is int else value)
_Amount = Annotated[Decimal, Field(gt=0, lt=10**15, decimal_places=6), _whole_as_decimal]
Amount = Annotated[_Amount, or_todo(_Amount, Hole(1))]
Rounding = Annotated[int, Field(gt=0, le=10**15)]


class Sourced(Entry):
    """What every number of a source has. In a text, {its name} prints it with its bound, never with its unit."""

    percent: bool = False
    """true for a percentage: 82 is printed as 82%. One of less than 1 or more than 100 is worth a warning."""
    currency: Currency | None = None
    """For money: its code by ISO 4217, such as USD. Money needs a kind too."""
    kind: Kind | None = None
    """For money: what has happened to it. Kinds are never added up together."""
    unit: Prose
    """What is counted, or what the money is: "sites", "multi-year funding commitments"."""
    source: Word
    """The name of the source, from sources."""
    as_of: Line | None = None
    """When the number held, where that differs from the programme's as_of."""
    was: Name | None = None
    """Its name in an earlier file, if it had another one there: both are the same number to compare and to changes."""


class Before(Entry):
    """The same number at an earlier time."""

    value: Amount
    """All its digits."""
    as_of: Line
    """When it held, as it is written after "in" or "from": "2023", "June 2023", "31 December 2023"."""
    source: Word | None = None
    """The name of its source, where that is not the number's own."""


class Stated(Sourced):
    """A number that a source gives."""

    value: Amount
    """All its digits, such as 46_000_000. The outputs write $46 million for it."""
    bound: Bound | None = None
    """What the source says of the number: it is printed before it."""
    mark: Literal["person"] | None = None
    """For an exact number of people: a chart may have a circle for each of them."""
    before: Before | None = None
    """What it was at an earlier time: {name:before} prints that, and {name:change} the change, derived here."""


def _ascending(ends: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    if ends[0] >= ends[1] and not any(isinstance(end, Hole) for end in ends):
        raise PydanticCustomError("range", "should be two numbers, the smaller one first")
    return ends


class Ranged(Sourced):
    """A number of which a source gives the least and the most: it is printed as "12 to 15"."""

    value: Annotated[tuple[Amount, Amount], AfterValidator(_ascending)]
    """The least and the most: [12, 15]."""


class Derived(Entry):
    """A number worked out here from two others. A text that has its {name} says "derived here" behind it.

    Its formula and its caveat stand beside the sources. Titles and labels, which have no room for that, refuse it.
    """

    ratio: tuple[Name, Name]
    """Two stated quantities: the first is divided by the second."""
    round: Rounding = 1
    """To what the result is rounded: 1000 makes 438,095 about 438,000."""
    percent: bool = False
    """true for a share of a whole: 45 by 60 is printed as 75%."""
    label: Prose
    """What it is: "average commitment per project"."""
    caveat: Prose
    """What it is not: "not a typical award"."""
    was: Name | None = None
    """Its name in an earlier file, if it had another one there."""


class Change(Derived):
    """How much a stated number differs from what it was: `ratio` names both. No data file writes one."""


class Subtraction(Derived):
    """A number less what it was in the earlier file: `ratio` names both. No data file writes one."""


def _kind_of_quantity(value: Any) -> str:
    if not isinstance(value, dict) or "ratio" not in value:
        return "ranged" if isinstance(value, dict) and isinstance(value.get("value"), list | tuple) else "stated"
    return "derived"


Quantity = Annotated[
    Annotated[Stated, Tag("stated")] | Annotated[Ranged, Tag("ranged")] | Annotated[Derived, Tag("derived")],
    Discriminator(_kind_of_quantity),
]
