"""What a data file says of the portfolio as a whole, and of the table of its awards."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from reports.datafile.model.quantities import Kind
from reports.datafile.scalars import Currency, Entry, Line, LocatedStr, Name, Prose, TextForm, Word, or_alone

__all__ = ["AwardsTable", "Noun", "PortfolioArea", "PortfolioFacts"]

By = Literal["area", "funder", "recipient", "country", "type", "year"]
_Few = Annotated[tuple[By, ...], Field(min_length=1, max_length=2)]
Divisions = Annotated[_Few, or_alone(By, _Few)]
_Lists = Literal["awards", "recipients", "funders", "nothing"]
Listing = Annotated[
    _Lists,
    BeforeValidator(
        lambda said: ("awards" if said else "nothing") if isinstance(said, bool) else said,
        json_schema_input_type=bool | _Lists,
    ),
]
RowNumber = Annotated[str, TextForm(r"^[1-9]\d{0,6}$", "the number of a row, such as 5")]


class AwardColumns(Entry):
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


class AwardsTable(Entry):
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
    kind: Kind | None = None
    """With columns: what has happened to the money; awarded, if it is left out."""
    decimals: Literal["point", "comma"] | None = None
    """Which sign stands before decimals, where the amounts themselves do not show it: what 1.500 means."""
    in_: Annotated[Literal["units", "thousands", "millions"] | None, Field(alias="in")] = None
    """What the column of amounts counts in; units of the currency, if it is left out."""
    dates: Literal["day first", "month first", "financial years", "months"] | None = None
    """What 1/2/2013 means, or 2011-12, where no other date of the column shows it."""
    leave_out: tuple[Literal["amounts", "dates", "totals", "subprojects"], ...] = ()
    """What goes on without: rows whose amount can't be read, dates that can't, rows that add up others, sub-projects of
    NIH whose project is in no row. Page and slide say how many they are."""
    rows: dict[RowNumber, Literal["total", "award"]] = Field(default_factory=dict)
    """What single rows are, by their numbers, where they look like a sum of others, or are one and do not say so."""
    source: Word | None = None
    """The name of the source that the table comes from; with one source only it is that one."""
    by: Divisions = ()
    """What the bars of the portfolio's chart stand for; left out, it is what divides the awards best. `[year, area]`
    adds columns by year, each parted by the four largest areas and the rest."""
    growth: bool = False
    """true for a line of how the sum grew, by date."""
    annex: Listing = "awards"
    """What the brief ends with: a list of all awards, of recipients or of funders; false for none."""
    attach: bool = False
    """Whether the table travels inside the brief, where the data file does. Only if it names no individuals."""


class PortfolioArea(Entry):
    """A part of the portfolio."""

    label: Prose
    """What it is called: a word or a few."""
    amount: Name
    """The name of the quantity that is its money, of the total's currency and kind."""
    count: Name | None = None
    """The name of the quantity that counts what is funded in it, if that is known."""


class Noun(Entry):
    """What something is called, one and several of it."""

    one: Line
    """In the singular."""
    other: Line | None = None
    """In the plural; English makes it by rule, if it is left out."""


def _as_noun(value: Any) -> Any:
    if isinstance(value, LocatedStr):
        value = LocatedStr(value, value.where)  # one word may stand before a comment
    return {"one": value} if isinstance(value, str) else value


class PortfolioFacts(Entry):
    """What is known of the portfolio as a whole: a total and a count, and how they are split."""

    total: Name
    """The name of the quantity that is the money."""
    count: Name
    """The name of the quantity that counts what is funded; the outputs draw a square for each."""
    item: Annotated[Noun | None, BeforeValidator(_as_noun, json_schema_input_type=Noun | Word)] = None
    """One of the things counted, in the singular; or in both forms: {one: Garten, other: Gärten}."""
    awards: AwardsTable | None = None
    """A table of the single awards; null or left out where their amounts are not known."""
    areas: Annotated[tuple[PortfolioArea, ...], Field(min_length=2)] = ()
    """What is known of the split where there is no table: parts that add up to the total. Left out, there is none."""
