"""Tables on slides, in sizes that can be read: a section's over as many as its rows take, the largest awards on one.

Of a section's table all columns are shown. The whole list of awards is the brief's; the notes hold the rows of the
slide in full. A name there may take two lines, and is cut at a word only where not even that is enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from reports.compose.descriptions import rest_text
from reports.deck import notes
from reports.deck.layout.captions import captioned
from reports.deck.layout.fallback_font import Widest
from reports.deck.layout.fit import SAFE_WIDTH, Measure, lines, pages
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName
from reports.deck.layout.rows import SlideRow, boxed, in_rows
from reports.deck.layout.slide import Head, Paragraph, Slide, SlideTable
from reports.deck.ooxml import tablestyle as grid
from reports.errors import LayoutError, Problem
from reports.story import Annex, DataTable, Words
from reports.story.richtext import join
from reports.units import Points

_MOST_ROWS, _LEAST_ROWS = 10, 3
_MOST_COLUMNS = 5
_MOST_LINES = 2  # of a cell
_LARGEST, _LEADING = 18.0, 1.25  # points; of the size
_STEP = 0.5
_NARROWEST = 3.0  # of the size: a column of words is at least as wide
_LARGEST_DATA, _MOST_DATA_ROWS = 20, 25  # points; rows on a slide


def of_data(head: Head, block: DataTable, measure: Measure) -> list[Slide]:
    """Plan a slide for as many rows as have room, all in one size: the largest that takes the fewest slides.

    Raises a LayoutError where a column or a cell has no room at the smallest.
    """
    name, floor = LayoutName(Family.TABLE), measure.theme.chart["deck"].floor
    caption = (boxed(BoxName(BoxRole.CAPTION), block.note),) if block.note else ()
    layout = captioned(name, block.note, measure) if block.note else measure.layouts[name]
    room = layout.box(BoxName(BoxRole.TABLE)).room
    heads, rows = [each.text for each in block.head], [[each.text for each in row] for row in block.rows]
    sizes = [floor + step * _STEP for step in range(int((_LARGEST_DATA - floor) / _STEP), -1, -1)]
    setters = (TableSetter(heads, rows, block.right, room[0], size, measure, parts_heads=True) for size in sizes)
    wholes = [table for setter in setters if (table := setter.table("Table", ""))]
    dealt = [tables for whole in wholes if (tables := _dealt(block, whole, room[1]))]
    if not dealt:
        raise LayoutError([_no_room(block, has_columns=bool(wholes))])
    start, planned = 0, []
    for table in min(dealt, key=len):
        shown = range(start, start := start + len(table.rows))
        said = replace(head, notes=(*notes.of_rows(block, shown), head.footer.text))
        planned.append(Slide(name, said, (table, *caption), layout))
    return planned


def _dealt(block: DataTable, whole: SlideTable, height: float) -> list[SlideTable]:
    """Deal the rows of a table out over as many as they take; none where one is higher than a slide."""
    phrases, heads = block.phrases, ", ".join(whole.head)
    first, *heights = grid.row_heights(whole)
    left = height - first
    if max(heights) > left:
        return []
    dealt = []
    for some in pages(range(len(heights)), _MOST_DATA_ROWS, lambda some: sum(heights[row] for row in some) <= left):
        alt, rows = phrases.counted(phrases.table, len(some), heads=heads), tuple(whole.rows[row] for row in some)
        counts = (whole.lines[0], *(whole.lines[row + 1] for row in some))
        dealt.append(replace(whole, alt=alt, rows=rows, lines=counts))
    return dealt


def _no_room(block: DataTable, *, has_columns: bool) -> Problem:
    """Name the columns where they have no room beside each other, else the cell that is longest."""
    if not has_columns:
        message = f"the {len(block.head)} columns of this table have no room beside each other on a slide"
        return Problem(block.head[0].where, message, "leave one out, or say its names and its longest words shorter")
    longest: Words = max((cell for row in block.rows for cell in row), key=lambda cell: len(cell.text))
    message = f"this cell has {len(longest.text)} characters: its row is higher than a slide"
    return Problem(longest.where, message, "say it shorter, or in a section of text")


# -- the largest awards --------------------------------------------------------------------------


def of_awards(annex: Annex, measure: Measure) -> list[Slide]:
    """Plan the slide of the largest awards; where a table can't be read on it, the first few in rows."""
    caption = _caption(annex, min(len(annex.rows), _MOST_ROWS))
    layout = captioned(LayoutName(Family.TABLE), caption, measure)
    table = largest(annex, layout.box(BoxName(BoxRole.TABLE)).room, measure)
    shown = len(table.rows) if table else min(len(annex.rows), _LEAST_ROWS)
    head = Head(annex.headline, annex.spoken, notes.of_annex(annex, shown))
    caption = _caption(annex, shown)
    if table:
        return [Slide(LayoutName(Family.TABLE), head, (table, boxed(BoxName(BoxRole.CAPTION), caption)), layout)]
    texts = [*(Words("; ".join(row), annex.intro.where) for row in annex.rows[:shown]), caption]
    return in_rows(Family.ROWS, head, [SlideRow(None, (Paragraph(each),)) for each in texts], measure)


def _caption(annex: Annex, shown: int) -> Words:
    return join(annex.intro, f" {rest_text(annex, shown)}", where=annex.intro.where)


def largest(annex: Annex, room: tuple[Points, Points], measure: Measure) -> SlideTable | None:
    """Set the first rows of an annex, ten if it can be; None where not even a few can be read."""
    for setter in _attempts(annex, room[0], measure):
        table = setter.table("Awards", _about(annex, len(setter.rows), setter.head))
        if table and max(table.lines) <= _MOST_LINES and sum(grid.row_heights(table)) <= room[1]:
            return table
    return None


def _attempts(annex: Annex, width: Points, measure: Measure) -> Iterator[TableSetter]:
    """Yield what to try: give up size first, then columns, then the ends of names, and rows last."""

    def attempt(count: int, columns: Sequence[int], size: float, *, cut: bool) -> TableSetter:
        head, *rows = ([row[each] for each in columns] for row in (annex.head, *annex.rows[:count]))
        amounts = [place for place, column in enumerate(columns) if column in annex.amounts]
        return TableSetter(head, rows, amounts, width, size, measure, cut=cut)

    most, floor = min(len(annex.rows), _MOST_ROWS), measure.theme.chart["deck"].floor
    sizes = [floor + step * _STEP for step in range(int((_LARGEST - floor) / _STEP), 0, -1)]
    for cut in (False, True):
        for columns in _choices(annex, annex.rows[:most]):
            yield from (attempt(most, columns, size, cut=cut) for size in (*sizes, floor))
    for rows in range(most - 1, min(most, _LEAST_ROWS) - 1, -1):
        choices = _choices(annex, annex.rows[:rows])
        yield from (attempt(rows, columns, floor, cut=cut) for cut in (False, True) for columns in choices)


@dataclass(frozen=True)
class TableSetter:
    """One attempt at a table `width` points wide: which columns its cells take, and how many lines.

    `amounts` are the columns of numbers, which are not parted; their heads are only if it `parts_heads`. Names lose
    their ends (`cut`) where they would take more lines than they may.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    amounts: Collection[int]
    width: Points
    size: float
    measure: Measure
    parts_heads: bool = False
    cut: bool = False

    def table(self, name: str, about: str) -> SlideTable | None:
        """Return the table; None where its columns have no room."""
        widths = self._widths()
        if widths is None:
            return None
        rows = [list(map(self._short, row, widths)) for row in self.rows] if self.cut else self.rows
        counts = tuple(
            max(self._lines(cell, width, strong=not place) for cell, width in zip(row, widths, strict=True))
            for place, row in enumerate((self.head, *rows))
        )
        given = tuple(Points(width + beside) for width, beside in zip(widths, self._beside(), strict=True))
        head, body, amounts = tuple(self.head), tuple(map(tuple, rows)), frozenset(self.amounts)
        leading, box = self.size * _LEADING, BoxName(BoxRole.TABLE)
        return SlideTable(box, name, about, head, body, amounts, given, counts, self.size, leading)

    def _beside(self) -> list[float]:
        """Return how much of each column is margin: none outside."""
        last = len(self.head) - 1
        return [grid.BESIDE * ((place > 0) + (place < last)) for place in range(last + 1)]

    def _widths(self) -> tuple[float, ...] | None:
        """Share out the width by contents: numbers and short words as they need, long ones what is left.

        Where heads may be parted and need not, all columns are as much wider than they have to be.
        """
        room = self.width - sum(self._beside())
        columns = range(len(self.head))
        whole = [self._need(column, parted=False) for column in columns]
        if self.parts_heads and sum(whole) <= room:
            return tuple(need + (room - sum(whole)) / len(whole) for need in whole)
        needs = [self._need(column, parted=self.parts_heads) for column in columns]
        if sum(needs) <= room:
            spare = (room - sum(needs)) / max(1, len(needs) - len(self.amounts))
            return tuple(need + spare * (place not in self.amounts) for place, need in enumerate(needs))
        level = _level(needs, room)
        least = [self._least(column) for column in columns]
        widths = [min(need, level) for need in needs]
        if self.parts_heads:  # what the level takes from short columns, long ones have to spare
            widths = [max(each) for each in zip(widths, least, strict=True)]
            over = sum(widths) - room
            spare = sum(width - each for width, each in zip(widths, least, strict=True))
            if over > spare:
                return None
            part = max(0.0, over) / spare if spare else 0.0
            return tuple(width - part * (width - each) for width, each in zip(widths, least, strict=True))
        return tuple(widths) if all(width >= each for width, each in zip(widths, least, strict=True)) else None

    @cached_property
    def _fonts(self) -> tuple[Widest, ...]:
        return tuple(Widest(each, strong) for each, strong in zip(self.measure.faces[:2], (False, True), strict=True))

    def _need(self, column: int, *, parted: bool) -> float:
        """Return the room of its longest cell on one line, and of its head, or of a word of that."""
        heads = self.head[column].split() if parted and column in self.amounts else [self.head[column]]
        cells = [*((head, True) for head in heads), *((row[column], False) for row in self.rows)]
        return max(self._wide(text, strong=strong) for text, strong in cells)

    def _least(self, column: int) -> float:
        """No number is parted, and no usual word."""
        if column in self.amounts:
            return self._need(column, parted=self.parts_heads)
        words = [word for row in (self.head, *self.rows) for word in row[column].split() if len(word) <= 16]
        return max([_NARROWEST * self.size, *(self._wide(word, strong=False) for word in words)])

    def _wide(self, text: str, *, strong: bool) -> float:
        """Measure a line in the widest font, with a margin for other programs."""
        return self._fonts[strong].width(text, self.size) / SAFE_WIDTH + 1

    def _lines(self, text: str, width: float, *, strong: bool) -> int:
        return lines(text, self._fonts[strong], self.size, width * SAFE_WIDTH)

    def _short(self, text: str, width: float) -> str:
        """Cut a name at a word where it would take more lines than it may."""
        words = text.split(" ")
        while len(words) > 1 and self._lines(_ended(words, text), width, strong=False) > _MOST_LINES:
            words.pop()
        return _ended(words, text)


def _about(annex: Annex, shown: int, heads: Sequence[str]) -> str:
    """Describe a table to whoever does not see it."""
    phrases = annex.phrases
    if annex.names:
        return phrases.table_alt_names.format(count=shown, names=annex.names, heads=", ".join(heads))
    whole = phrases.table_alt_with_amount if annex.is_partial else phrases.table_alt
    largest = phrases.table_alt_largest_with_amount if annex.is_partial else phrases.table_alt_largest
    phrase = largest if shown < len(annex.rows) else whole
    return phrase.format(count=shown, all=phrases.number(len(annex.rows)), heads=", ".join(heads))


def _ended(words: Sequence[str], text: str) -> str:
    shown = " ".join(words)
    return shown if shown == text else f"{shown.rstrip(' ,;:-–(')} …"


def _choices(annex: Annex, rows: Sequence[Sequence[str]]) -> list[tuple[int, ...]]:
    """Return the columns to try: all numbers, the first of words, and of the others two, one or none.

    Those whose rows differ most come first; one that says only what another says already is left out.
    """
    numbers = [column for column in range(len(annex.head)) if column in annex.amounts]
    words: list[int] = []
    for column in range(len(annex.head)):
        # a column that has in each row what another has is left out: "Grant to the Museum" and "The Museum"
        texts = [(row[column].casefold(), row) for row in rows]
        repeated = any(all(text in row[other].casefold() for text, row in texts) for other in words)
        if column not in annex.amounts and not repeated:
            words.append(column)
    others = sorted(words[1:], key=lambda column: max(Counter(row[column] for row in rows).values(), default=0))
    most = max(0, _MOST_COLUMNS - len(numbers) - 1)
    chosen = (each for count in range(min(most, len(others)), -1, -1) for each in combinations(others, count))
    return [tuple(sorted((*numbers, *words[:1], *each))) for each in chosen]


def _level(needs: Sequence[float], room: float) -> float:
    """Find the width to which wide columns have to come down so that all have room."""
    waiting = sorted(needs)
    for place, need in enumerate(waiting):
        share = room / (len(waiting) - place)
        if need > share:
            return share
        room -= need
    return waiting[-1]
