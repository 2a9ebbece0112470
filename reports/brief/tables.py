"""Tables: a head that is repeated on every page, rows that stay whole where a page can hold them, numbers to the right.

Setting and painting take time in proportion to the rows, and a row is no more than its lines of text: a part of a
table on a page knows its first row and its last. Where a row is taller than a page it goes on over, and is one row to
a screen reader all the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from contextlib import nullcontext
from itertools import accumulate, pairwise

from reports.brief.columns import ABOVE, Lines, cell_breaker, pad_of, width_of, widths_of
from reports.brief.flowables import Flowable
from reports.brief.look import Look
from reports.brief.text import SetText
from reports.errors import Location
from reports.frozen import frozen, replace
from reports.pdf.canvas import Cell, TaggedCanvas
from reports.pdf.fonts import Role, ShapedFont
from reports.pdf.structure import Elem, Rows
from reports.story import Words
from reports.story.scriptlanguages import language_of

Stacks = Sequence[Sequence[int]]  # columns, from left to right; of one stack they stand below each other

_TOLERANCE = 1e-6
_AIRY, _BELOW_HEAD = 5.0, 1.5  # points around a text, and of a line
_LEAST_OVER = 3  # rows that go over to a new page, so that none is lonely there


@frozen
class _TableForm:
    """What all parts of a table share; each of the `heads` stands so far `downs` below the top of their row."""

    heads: Sequence[SetText]
    downs: Sequence[float]
    head: float  # points: the height of that row
    rows: Sequence[Sequence[Lines]]
    feet: Sequence[float]  # how far down each row begins, below the head; and the table's end
    elem: Elem
    tree: Rows
    role: Role
    edges: Sequence[float]  # where texts begin
    ends: Sequence[float | None]  # where they end, in columns of numbers
    look: Look
    where: Location
    width: float
    above: float  # points above and below a text
    line: float  # below the head, in the accent; 0 where the head has a ground instead

    def lines(self, row: int) -> int:
        """Count a row's lines."""
        return max(map(len, self.rows[row]))


@frozen
class RowSpan:
    """Rows `start` to `stop` (exclusive), without the first lines of the first, and only up to a line of the last."""

    start: int
    stop: int
    skipped: int = 0
    kept: int | None = None


class TablePart(Flowable):
    """Rows under a head, all or some. On every page but its first the head is decoration: it has been said."""

    def __init__(self, form: _TableForm, part: RowSpan) -> None:
        self._form, self.part = form, part
        self._begin = form.feet[part.start] + part.skipped * form.role.leading
        self.height = form.head + form.feet[part.stop] - self._begin
        if part.kept is not None:
            self.height -= (form.lines(part.stop - 1) - part.kept) * form.role.leading
        self.baseline = form.above + form.heads[0].baseline
        self.elems, self.where = (form.elem,), form.where

    def at(self, part: RowSpan) -> TablePart:
        """Return other rows of the same table."""
        return TablePart(self._form, part)

    @property
    def width(self) -> float:
        """Return its width in points."""
        return self._form.width

    @property
    def shape(self) -> tuple[object, ...]:
        """Return what decides about the places of whatever follows it: how wide and how high it is, row by row."""
        return self._form.width, self._form.head, tuple(self._form.feet)

    def texts(self) -> Iterator[tuple[ShapedFont, str, bool]]:
        """Yield every line in it with its font, and whether it lies in what is read leftwards."""
        heads = (piece for cell in self._form.heads for line in cell.lines for piece in line.pieces)
        yield from ((each.font, each.text, each.leftwards) for each in heads)
        yield from ((self._form.role.font, line, False) for row in self._form.rows for cell in row for line in cell)

    def split(self, room: float) -> tuple[TablePart, TablePart] | None:
        """Part it between two rows, or inside one that no page could hold."""
        form, part = self._form, self.part
        if self.height <= room + _TOLERANCE:
            return None
        left = room - form.head
        fitting = bisect_right(form.feet, self._begin + left + _TOLERANCE, part.start, part.stop + 1) - 1
        row = max(fitting, part.start)
        skipped = part.skipped if row == part.start else 0
        if (form.lines(row) - skipped) * form.role.leading + 2 * form.above > form.look.body_height - form.head:
            down = form.feet[row] - self._begin if row > part.start else 0.0
            lines = skipped + int((left - down - 2 * form.above + _TOLERANCE) // form.role.leading)
            if lines > skipped:
                begun = replace(part, stop=row + 1, kept=lines)
                return TablePart(form, begun), TablePart(form, replace(part, start=row, skipped=lines))
        row = max(min(row, part.stop - _LEAST_OVER), part.start + 1) if row > part.start else row
        if row == part.start:
            return None
        return TablePart(form, replace(part, stop=row, kept=None)), TablePart(form, replace(part, start=row, skipped=0))

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint the ground and the rules, then the head, then the rows."""
        form, part, look = self._form, self.part, self._form.look
        below = top - form.head
        if form.line:
            canvas.rules(left, [below], form.width, form.line, look.theme.colour["accent"])
        else:
            canvas.ground(left, below, form.width, form.head, look.theme.colour["wash"])
        tops = [below, *(below + self._begin - form.feet[row] for row in range(part.start + 1, part.stop))]
        feet = [below, *tops[1:], top - self.height][bool(form.line) :] if part.stop > part.start else [below]
        canvas.rules(left, feet, form.width, look.theme.brief.rule, look.theme.colour["hairline"])
        again = bool(part.start or part.skipped)
        with canvas.artifact() if again else nullcontext():
            for cell, edge, down in zip(form.heads, form.edges, form.downs, strict=True):
                cell.paint(canvas, left + edge, top - form.above - down)
        role = form.role
        canvas.rows(form.tree, self._painted(left, tops), (role.font, role.size, role.colour))

    def _painted(self, left: float, tops: Sequence[float]) -> Iterator[tuple[int, Iterator[Cell]]]:
        form, part = self._form, self.part
        above = form.above + form.role.baseline
        for row, top in zip(range(part.start, part.stop), tops, strict=True):
            begin = part.skipped if row == part.start else 0
            end = part.kept if row == part.stop - 1 else None
            yield row, self._cells([lines[begin:end] for lines in form.rows[row]], left, top - above)

    def _cells(self, row: Sequence[Lines], left: float, y: float) -> Iterator[Cell]:
        form, leading = self._form, self._form.role.leading
        for lines, edge, end in zip(row, form.edges, form.ends, strict=True):
            placed = ((line, y - number * leading) for number, line in enumerate(lines))
            if end is None:
                yield [(line, left + edge, down, language_of(line)) for line, down in placed if line]
            else:
                yield [(line, left + end - width_of(line, form.role), down, "") for line, down in placed]


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    look: Look,
    where: Location,
    numbers: Collection[int] = (),
    stacks: Stacks = (),
    *,
    is_block: bool = False,
    width: float = 0.0,
) -> TablePart:
    """Set a table over the whole width, or a `width`. `numbers` are the columns whose cells stand at the right edge.

    `stacks` are the columns from left to right, unless all stand beside each other; where one holds several, their
    cells stand below each other, and are columns to a screen reader all the same. The first column that is not of
    numbers names the row: a screen reader says it, with the column's head, before any other cell of the row. Nothing is
    too wide: words are broken where nothing else helps. One that `is_block` stands among texts: airier, a line below
    its head, which may take several lines.
    """
    role, width, places = look.roles["table"], width or look.grid.text, range(len(head))
    stacks = stacks or [[place] for place in places]
    pad = pad_of(len(stacks))
    joined = stacked(head, rows, stacks, "" if is_block else "; ")
    right = {at for at, stack in enumerate(stacks) if numbers and stack[0] in numbers}
    widths = widths_of(joined[0], joined[1:], look, width, right, breaks_heads=is_block)
    above = _AIRY if is_block else ABOVE
    edges, inner = [0.0] * len(head), [0.0] * len(head)
    outwards = 2 * pad / (len(stacks) - 1) if is_block and stacks[1:] else 0.0  # its outer columns end where texts do
    for at, (stack, edge, taken) in enumerate(zip(stacks, accumulate(widths, initial=pad), widths, strict=False)):
        for place in stack:
            edges[place], inner[place] = edge + at * outwards - pad * bool(outwards), taken - 2 * pad
    heads = [Words(name, where) for name in head]
    cells, downs, height = _heads(heads, inner, stacks, numbers, look, is_block)
    columns = [cell_breaker(role, each, where) for each in inner]
    body = [_lines([lines(text) for lines, text in zip(columns, row, strict=True)], stacks) for row in rows]
    heights = (max(map(len, row)) * role.leading + 2 * above for row in body)
    feet, line = tuple(accumulate(heights, initial=0.0)), _BELOW_HEAD if is_block else 0.0
    ends = [edges[place] + inner[place] if place in numbers else None for place in places]
    heading = next((place for place in places if place not in numbers), 0)
    rows_elem = Elem("TBody")
    elem = Elem("Table", [Elem("THead", [Elem("TR", [cell.elem for cell in cells])]), rows_elem])
    tree = Rows(len(body), len(head), heading, rows_elem)
    kept = (cells, downs, height, body, feet, elem, tree, role, edges, ends, look, where, width, above, line)
    return TablePart(_TableForm(*kept), RowSpan(0, len(body)))


def stacked(
    head: Sequence[str], rows: Sequence[Sequence[str]], stacks: Stacks, between: str = ""
) -> list[tuple[str, ...]]:
    """Return what a stack of cells needs room for, the head first: its longest, or all with something `between`."""

    def one(cells: list[str]) -> str:
        return between.join(cells) if between else max(cells, key=len)

    return [tuple(one([row[place] for place in stack]) for stack in stacks) for row in (head, *rows)]


def _lines(row: Sequence[Lines], stacks: Stacks) -> Sequence[Lines]:
    """Begin each cell with an empty line for every line of those that it stands below."""
    if len(stacks) == len(row):
        return row
    lowered = list(row)
    for stack in stacks:
        for above, place in pairwise(stack):
            lowered[place] = ("",) * len(lowered[above]) + row[place]
    return lowered


def _heads(
    names: Sequence[Words], widths: Sequence[float], stacks: Stacks, right: Collection[int], look: Look, is_block: bool
) -> tuple[list[SetText], list[float], float]:
    """Return the heads, how far below the top of their row each stands, and how high that is."""
    role = replace(look.roles["table"], font=look.roles["table"].strong)
    cells, downs = [], [0.0] * len(names)
    for place, (name, width) in enumerate(zip(names, widths, strict=True)):
        cell = look.text(name, role, width, elem=Elem("TH", attributes="/O/Table/Scope/Column"))
        if place in right and is_block:
            cell.right = width
        elif place in right:
            cell.shift = max(line.width for line in cell.lines) - width
        cells.append(cell)
    for stack in stacks:
        for before, place in pairwise(stack):
            downs[place] = downs[before] + cells[before].height
    ends = [down + cell.height for down, cell in zip(downs, cells, strict=True)]
    height = max(ends) + 2 * (_AIRY if is_block else ABOVE)
    if is_block and len(stacks) == len(names):  # the last lines stand on the rule
        downs = [max(ends) - end for end in ends]
    return cells, downs, height
