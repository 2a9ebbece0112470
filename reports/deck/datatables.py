"""A section's table on slides: all of its columns, and its rows over as many slides as they take."""

from dataclasses import replace

from reports.deck import notes
from reports.deck.layout.captions import captioned
from reports.deck.layout.fit import Measure, pages
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName
from reports.deck.layout.rows import boxed
from reports.deck.layout.slide import Head, Slide, SlideTable
from reports.deck.ooxml import tablestyle as grid
from reports.deck.tables import TableSetter
from reports.errors import LayoutError, Problem
from reports.story import DataTable, Words

_LARGEST, _STEP = 20, 0.5  # points
_MOST_ROWS = 25  # on a slide


def slides(head: Head, block: DataTable, measure: Measure) -> list[Slide]:
    """Plan a slide for as many rows as have room, all in one size: the largest that takes the fewest slides.

    Raises a LayoutError where a column or a cell has no room at the smallest.
    """
    name, floor = LayoutName(Family.TABLE), measure.theme.chart["deck"].floor
    caption = (boxed(BoxName(BoxRole.CAPTION), block.note),) if block.note else ()
    layout = captioned(name, block.note, measure) if block.note else measure.layouts[name]
    room = layout.box(BoxName(BoxRole.TABLE)).room
    heads, rows = [each.text for each in block.head], [[each.text for each in row] for row in block.rows]
    sizes = [floor + step * _STEP for step in range(int((_LARGEST - floor) / _STEP), -1, -1)]
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
    parts = pages(range(len(heights)), _MOST_ROWS, lambda some: sum(heights[row] for row in some) <= left)
    return [
        replace(
            whole,
            alt=phrases.counted(phrases.table, len(some), heads=heads),
            rows=tuple(whole.rows[row] for row in some),
            lines=(whole.lines[0], *(whole.lines[row + 1] for row in some)),
        )
        for some in parts
    ]


def _no_room(block: DataTable, *, has_columns: bool) -> Problem:
    """Name the columns where they have no room beside each other, else the cell that is longest."""
    if not has_columns:
        message = f"the {len(block.head)} columns of this table have no room beside each other on a slide"
        return Problem(block.head[0].where, message, "leave one out, or say its names and its longest words shorter")
    longest: Words = max((cell for row in block.rows for cell in row), key=lambda cell: len(cell.text))
    message = f"this cell has {len(longest.text)} characters: its row is higher than a slide"
    return Problem(longest.where, message, "say it shorter, or in a section of text")
