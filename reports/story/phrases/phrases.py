"""What a language has to say: a phrase for each thing that we say ourselves, so that the type checker misses none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Literal

from reports.frozen import frozen

Category = Literal["zero", "one", "two", "few", "many", "other"]


@frozen
class Plural:
    """A phrase, or a noun, by CLDR's plural categories; `{count}` is its number. `Phrases.counted` chooses.

    A category that is empty takes `other`, as those do that a language does not have.
    """

    one: str
    other: str
    many: str = ""
    few: str = ""
    two: str = ""
    zero: str = ""


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)  # of hundreds of fields each takes its time
class Phrases:
    """All that one language says: whole sentences and labels with named places, to be filled by `str.format`.

    A phrase is never glued to another within a sentence, since each language has its own order and agreement. The
    mappings have what a data file may say for keys: a bound, a kind of money, what divides the portfolio.
    """

    language: str
    category: Callable[[Decimal], str]
    localised: Callable[[str], str]  # a number that English writes "1,234.5"
    number_of: str  # `count` of a `thing`: "1 project", "1,000 charities"
    money: str  # a `number` with its currency's `sign`
    money_in_letters: str  # where the sign is made of letters
    scales: Mapping[int, Plural]  # millions of money, or of anything, the largest first: `amount` is money
    in_scale: Mapping[int, str]  # a unit: "$ million"
    currencies: Mapping[str, str]  # by code, as they stand behind a million; that of "any" has a `sign`
    months: tuple[str, ...]
    short_months: tuple[str, ...]  # for columns
    parts_of_year: Mapping[str, str]  # "{part} {year}" by part
    parts_in_year: Mapping[str, str]  # where the year is said
    bounds: Mapping[str, str]
    kinds: Mapping[str, str]
    kind_heads: Mapping[str, str]
    by: Mapping[str, Plural]  # also heads, with a capital
    others: Mapping[str, Plural]  # small parts put together; years never are

    # sources and dates
    figures_as_of: str
    running: str
    historic: str
    historic_document: str  # the part of it that nobody may leave out
    draft: str  # the mark in the margin
    draft_notice: str
    draft_title: str
    source: Plural  # a slide's footer has it and `as_of` without their full stops
    sources_label: Plural
    notes_label: Plural
    note_named: str  # what a link to it is called
    noted: str  # what a link back from it is called
    source_named: str  # what a link to it is called
    cited: str  # what a link back from it is called
    as_of: str
    partly_as_of: str
    and_between: str
    between: str  # sources
    publication: str
    reference: str  # `medium` is empty, or ends with a blank
    retrieved: str
    derived_label: str
    webcast: str
    label_end: str  # between a label, or the head of a cell, and what it is of
    cells_end: str  # between such cells in a row
    small_after_colon: bool  # the text that goes on behind its colon
    quotation: str
    do_until: str
    code_alt: str
    in_quotes: Callable[[str], str]  # a text's own quotation marks turned, since it is put between some

    # numbers
    derived: str  # a sentence that has this word says of its numbers that they are ours
    derived_here: str  # behind a number that no source gives
    letter_total: str  # below a letter's table, before `derived_here`
    time: str
    until: str  # `time`, where its begin is said
    month: str
    short_month: str
    day: str
    short_day: str
    day_in_year: str
    days: Mapping[int, str]  # that are written otherwise than as numbers
    under: str
    rounding: str
    number_words: Mapping[Decimal, str]  # two to twelve
    range: str
    at_time: Callable[[str], str]  # "in 2023", "on 31 December 2023"
    points_more: Plural  # of a percentage; `date` is `at_time`
    points_less: Plural
    as_much: str
    up: str  # `date` as it stands, `at_time` with its preposition
    down: str
    earlier: str  # what a number was, under its change
    table: Plural  # with its heads
    more: str  # than in an earlier file
    less: str
    points: Plural  # of a percentage
    chart_alt: Mapping[str, str]  # by its form
    from_zero: Mapping[str, str]
    chart_finding: Mapping[str, str]
    chart_unit: str  # with what its values are counted in

    # the portfolio
    total_label: Callable[[str], str]  # for a unit: "in {unit}", or "{unit}" where nothing may go before it
    squares: str
    squares_divided: str
    share: str
    share_under_one: str
    blocks: str
    shares: str  # where they come from
    people: str
    circle: str
    squares_spelt: str  # a part of the two above
    squares_numbered: str
    square_lit: str
    square: str
    square_of_each: str  # where their number is exact
    one_of: str  # beside a square that is lit
    one_of_inexact: str  # of "about 30"
    item: Plural  # what a square stands for
    small_numbers: tuple[str, ...]  # as a sentence begins with them, from 1 on
    described: Plural  # `number` is a small one, `names` are with their numbers
    described_by_number: str  # where they are too many to be named
    numbered: Plural  # the same of a talk
    numbered_ones: str
    same_size: str
    same_size_unpublished: str
    unpublished: str
    given_by_area: str
    derived_number: str
    derived_change: str
    no_split: str

    # divided
    award: Plural
    award_item: Plural  # also a head
    area: Plural
    award_with_amount: Plural
    row: Plural
    unstated: Plural
    rows_unread: Plural  # `rows` is `row`, of the whole table
    rows_undated: Plural
    rows_of_subprojects: Plural
    rows_of_totals: Plural
    awards_to_items: str
    other: str
    not_stated: str
    bound_note: str
    dash_note: str
    money_head: str
    bars_by_area: str
    bars_by: str
    bars_alt: str
    bars_alt_most: str  # more than half
    bars_alt_nearly_equal: str
    bars_alt_largest: str
    finding_most: str  # went to `first`
    finding_parts: Mapping[int, str]  # more than one part in so many, the largest first: half, a third, …
    finding_largest: str
    finding_most_of_years: str
    finding_nearly_equal: str
    largest: str  # of the awards, `number` a small one
    bar: str
    bar_counted: str
    bars_part_alt: str
    bar_largest: str
    bar_in_words: str
    bar_in_words_counted: str
    bar_name: str  # of its shape on a slide
    in_full: str
    names_in_full: str
    names_in_notes: str
    each_once: str
    sum_differs_in_kind: str
    sum_differs: str
    count_differs: str

    year_and: str
    columns_headline: str
    columns_alt: str
    columns_alt_whole: str
    without_year: Plural

    # the sum by date
    end_of: str
    sum_on: str
    sum_at_end: str  # `date` is `end_of`
    sum_of_dated: Plural  # `sum` is `sum_on` or `sum_at_end`
    sum_of_complete: Plural
    sum_by_date: str
    sum_of_some_by_date: str
    step_at_last_day: str
    undated: Plural
    steps_alt: str
    steps_alt_one_year: str

    # the list of awards
    awards: str
    largest_awards: Plural
    awards_intro: Plural
    awards_listed_intro: Plural
    largest_awards_with_amount: Plural
    awards_with_amount_intro: Plural
    head_number: str
    head_amount: str
    head_title: str
    head_date: str
    other_awards: Plural
    same_awards: str
    names_intro: str
    names_by_amount: str
    table_alt_names: str
    table_alt: str
    table_alt_largest: str
    table_alt_with_amount: str
    table_alt_largest_with_amount: str

    # the timeline
    done: str
    not_done: str
    expected: str  # also the word that says it in a title
    title_expected: str
    date_expected: str
    date_not_done: str
    placed_by_year: str
    placed_on_scale: str
    timeline_alt: Plural
    strip_alt: Plural
    strip_year: str
    strip_block: str
    strip_fullest: Plural
    strip_outlined: str
    steps_named: str
    steps_named_without_notes: str
    timing: str

    # what has changed since an earlier file
    changes_since: str
    changes_none: str
    head_what: str
    head_change: str  # before `derived_here`
    number_new: str
    number_gone: str
    kind_changed: str
    changed: Mapping[str, str]  # steps and projects: new, done, gone
    awards_changed: Mapping[str, Plural]

    # what else
    sketch_alt: str
    contents: str
    opens: str  # a link out of the document

    attached: Mapping[str, str]  # what a file is that travels inside, by `datafile.attachments.SAYS`

    # the package of figures
    package_readme: str  # `files`, `licence`, `citation` and `sources` are lines
    no_licence: str
    citation: str

    def __init__(self, **said: object) -> None:
        names = [field.name for field in fields(self)]
        if odd := said.keys() ^ names:
            raise TypeError(f"phrases that are missing or unknown: {', '.join(sorted(odd))}")
        for name in names:
            object.__setattr__(self, name, said[name])

    @property
    def letters(self) -> str:
        """Return the characters that phrases have, each once."""
        return "".join(sorted({*str([getattr(self, field.name) for field in fields(self)])}))

    @property
    def beside_the_story(self) -> tuple[str, ...]:
        """Return what renderers add to the texts of a story."""
        names = self.in_full, self.names_in_full, self.names_in_notes
        return self.done, self.not_done, self.expected, self.contents, *names

    def counted(self, phrase: Plural, count: int, **places: str) -> str:
        """Fill a phrase that counts, in the form that its number asks for."""
        return self.form(phrase, count).format(count=self.number(count), **places)

    def form(self, phrase: Plural, count: int | Decimal) -> str:
        """Return the form of a phrase that a number asks for."""
        form: str = getattr(phrase, self.category(Decimal(count)))
        return form or phrase.other

    def things(self, count: int, thing: Plural) -> str:
        """Write a number of things: "1 award", "1,000 charities"."""
        return self.number_of.format(count=self.number(count), thing=self.form(thing, count))

    def number(self, value: int | Decimal, decimals: str = "") -> str:
        """Write a number with all its digits, or so many `decimals` (".2"); a Decimal keeps its zeros."""
        return self.localised(f"{value:,{decimals}f}" if isinstance(value, Decimal) else f"{value:,{decimals}}")
