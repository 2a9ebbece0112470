"""Charts as values: their meaning only, the union `Chart`. `reports.charts` decides how they look.

Who does something with every kind of chart matches over the union: the type checker names them when it grows.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from reports.datafile.scalars import When
from reports.frozen import field, frozen
from reports.story.phrases import Phrases
from reports.story.text import Words, parts_in

__all__ = ["Bar", "BarsChart", "Chart", "CodeChart", "Column", "ColumnsChart", "Milestone", "PeopleChart"]
__all__ += ["SketchChart", "SketchPart", "SquaresChart", "StepPoint", "StepsChart", "TimelineChart", "ValuesChart"]
__all__ += ["charts_in"]


@frozen
class SquaresChart:
    """One equal square for each of `count` things; nothing is said of their sizes.

    `alt` is said of squares in rows, `spelt_alt` of such that spell their number, `numbered_alt` of the numbers in
    those that are described, and one of `lit_alts` where the square of one that is described is lit.
    """

    count: int
    thing: str  # singular: "project"
    alt: str
    spelt_alt: str = ""
    numbered_alt: str = ""
    lit_alts: tuple[str, ...] = ()

    def said(self, *, spelt: bool = False, numbered: bool = False, lit: int | None = None) -> str:
        """Describe the squares as they are drawn; `lit` is the place of what is described whose square is lit."""
        more = self.lit_alts[lit] if lit is not None else self.numbered_alt if numbered else ""
        return f"{self.spelt_alt if spelt else self.alt} {more}".rstrip()

    def ways(self) -> Iterator[tuple[str, bool, int]]:
        """Yield each way in which the squares may be drawn: its text, whether they spell, and how many stand out."""
        for spelt in (False, True) if self.spelt_alt else (False,):
            yield self.said(spelt=spelt), spelt, 0
            yield self.said(spelt=spelt, numbered=True), spelt, len(self.lit_alts)
            for place in range(len(self.lit_alts)):
                yield self.said(spelt=spelt, lit=place), spelt, 1


@frozen
class PeopleChart:
    """One equal circle for each of `count` people, an exact number; `meaning` says so beside them."""

    count: int
    alt: str
    meaning: Words


@frozen
class Milestone:
    """A step of the timeline. `year` places it; `date` is the date as the data file gives it ("early 2014").

    `in_year` is what that says beside the year ("early"). `when` is that date as a value; left out, it is the year and
    no more. A slide of many steps shows `key` ones.
    """

    year: int
    date: str
    title: Words
    text: Words
    expected: bool
    when: When | None = None
    key: bool = False
    in_year: str = ""

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """Return the first and the last day that the date may mean."""
        when = self.when or When(self.year)
        return when.first, when.last


@frozen
class TimelineChart:
    """Milestones on a true yearly scale, in order; those of one year are stacked."""

    milestones: tuple[Milestone, ...]
    alt: str
    phrases: Phrases = field(compare=False, repr=False)

    @property
    def has_expected(self) -> bool:
        """Return whether some of them have not been reported as done."""
        return any(milestone.expected for milestone in self.milestones)


@frozen
class Bar:
    """What one area, funder, … has been given: an amount, as it is shown, and how many awards it is, if that is known.

    The kinds "other" (several small ones together) and "not stated" come last, whatever they hold. `awards` are its
    single amounts, the largest first, where they are known; `share` is that of all, as it is shown ("36%").
    """

    label: str
    value: Decimal  # in the currency itself, never below 0
    shown: str  # in the chart's unit: "7.1", "about 7.1"
    count: int | None
    kind: Literal["area", "other", "not stated"] = "area"
    highlighted: bool = False
    awards: tuple[Decimal, ...] = ()
    share: str = ""
    counted: str = field(default="–", repr=False)  # `count` in writing; a dash where it is not known

    @property
    def in_words(self) -> str:
        """Write the amount, with its share if there is one."""
        return f"{self.shown} ({self.share})" if self.share else self.shown


@frozen
class BarsChart:
    """A total divided, each part a bar. The heads say what stands below them: "Area", "Committed, € million", "Awards".

    `things` is None where no count is known. `note` says what rounding does to the sum of the amounts shown, where it
    does, and what a dash is.
    """

    bars: tuple[Bar, ...]
    group: str
    unit: str
    things: str | None
    alt: str
    phrases: Phrases = field(compare=False, repr=False)
    note: str | None = None
    whole: tuple[Bar, ...] = ()  # of a part, the bars with which it shares its scale
    has_largest: bool = field(default=False, repr=False)  # the bar that is highlighted may be called the largest
    finding: str = field(default="", repr=False)  # what it shows, as a title; empty where nothing is sure
    by: str = field(default="", repr=False)  # what divides it, within a sentence
    counted_in: str = field(default="", repr=False)  # "€ million"

    @property
    def scaled(self) -> tuple[Bar, ...]:
        """Return the bars that settle how long one unit of money is."""
        return self.whole or self.bars


@frozen
class StepPoint:
    """The sum reached at the end of a day: `shown` ("€21.3 million"), and `date_text` ("end of 2024")."""

    date: dt.date
    value: Decimal
    shown: str
    date_text: str
    at_end: bool = field(default=False, compare=False)  # of a time that is not known more exactly


@frozen
class StepsChart:
    """A sum that grows in steps, in order of date. `scale` is how much of the currency is one of the unit.

    `note` says what is not in it for want of a date.
    """

    points: tuple[StepPoint, ...]
    scale: int
    alt: str
    phrases: Phrases = field(compare=False, repr=False)
    note: str | None = None


@frozen
class Column:
    """What one year was given: `values` in the currency itself, one for each series of the chart, never below 0.

    `shown` is their sum, in the chart's unit.
    """

    label: str  # "2019", "2012-13"
    values: tuple[Decimal, ...]
    shown: str

    @property
    def total(self) -> Decimal:
        """Return the sum of all series."""
        return sum(self.values, Decimal(0))


@frozen
class ColumnsChart:
    """Columns by year, each parted into `series`: the largest first, then what the rest has together.

    Without series each column is one part. `scale` is how much of the currency is one of the `unit`; `note` says what
    has no year, and `finding` what the columns show, as a title, if all amounts are known.
    """

    columns: tuple[Column, ...]
    series: tuple[str, ...]
    unit: str
    scale: int
    alt: str
    rows: tuple[tuple[str, str], ...]  # each year and its values in words
    phrases: Phrases = field(compare=False, repr=False)
    note: str | None = None
    finding: str = field(default="", repr=False)

    @property
    def largest(self) -> Column | None:
        """Return the column of the most money; None if several are as high."""
        first, *others = sorted(self.columns, key=lambda column: -column.total)
        return first if all(other.total < first.total for other in others) else None


@frozen
class ValuesChart:
    """Quantities side by side as columns, over time as lines, or as parts of one whole.

    `values` and `shown`, as they are written, are by label, in each one for every series; without names there is one
    series. `places` are where the labels stand on an even scale: the years that they name, or their order.
    """

    form: Literal["columns", "line", "share"]
    labels: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[Decimal, ...], ...]
    shown: tuple[tuple[str, ...], ...]
    places: tuple[int, ...]
    alt: str
    phrases: Phrases = field(compare=False, repr=False)
    largest: int | None = None  # the label whose value is surely the largest

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Return each label with its values in words: ("2023", "received: $4.1 million; spent: $3.9 million")."""
        end, parted = self.phrases.label_end, self.phrases.cells_end
        named = [[f"{name}{end}" if name else "" for name in self.series or ("",)]] * len(self.labels)
        said = (parted.join(map("".join, zip(*each, strict=True))) for each in zip(named, self.shown, strict=True))
        return tuple(zip(self.labels, said, strict=True))


@frozen
class SketchPart:
    """A stretch of a course: `waves` come and go, `rise` worsens steadily."""

    shape: Literal["rise", "waves"]
    label: Words


@frozen
class SketchChart:
    """An illustration of a course, not a measurement."""

    parts: tuple[SketchPart, ...]
    alt: str


@frozen
class CodeChart:
    """An address as a QR code, for a telephone's camera."""

    address: str  # with its scheme, in ASCII
    alt: str


Chart = (
    SquaresChart | PeopleChart | BarsChart | ColumnsChart | StepsChart | TimelineChart | SketchChart | CodeChart
    | ValuesChart
)  # fmt: skip


def charts_in(part: object) -> Iterator[Chart]:
    """Yield every chart of a Story, or of any part of one."""
    return parts_in(part, Chart)
