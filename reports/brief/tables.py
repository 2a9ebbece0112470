"""Tables: a head that is repeated on every page, rows that stay whole where a page can hold them, numbers to the right.

Setting and painting take time in proportion to the rows: a page takes its rows off a list, and nothing looks at them
twice. Where a row is taller than a page it goes on over, and is one row to a screen reader all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import accumulate

from reports.brief.canvas import TaggedCanvas
from reports.brief.flowables import Flowable
from reports.brief.fonts import Role
from reports.brief.look import Look
from reports.brief.structure import Elem
from reports.brief.text import Prose
from reports.story import Words

_PAD = (6.0, 3.0)  # points beside a text, and above and below it
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class _Row:
    """A row, or the part of one that a page holds."""

    cells: tuple[Prose, ...]
    height: float
    elem: Elem


@dataclass(frozen=True, slots=True)
class _Form:
    """What all parts of a table share."""

    head: _Row
    edges: tuple[float, ...]  # where texts begin
    width: float
    page: float  # the height of a page's text: a row taller than that, less the head, is parted
    rule: float
    hairline: str
    panel: str


class Table(Flowable):
    """Rows under a head. On every page but its first the head is decoration: it has been said."""

    def __init__(self, form: _Form, rows: Sequence[_Row], height: float, elem: Elem, *, first: bool = True) -> None:
        self._form, self._rows, self._elem, self._first = form, rows, elem, first
        self.height = form.head.height + height
        self.baseline = _PAD[1] + form.head.cells[0].baseline
        self.elems, self.where = (elem,), rows[0].cells[0].where if rows else form.head.cells[0].where

    def split(self, room: float) -> tuple[Flowable, Flowable] | None:
        """Part it between two rows, or inside one that no page could hold."""
        left, count = room - self._form.head.height, 0
        while count < len(self._rows) and self._rows[count].height <= left + _TOLERANCE:
            left -= self._rows[count].height
            count += 1
        here, rest = self._rows[:count], self._rows[count:]
        if rest and rest[0].height > self._form.page - self._form.head.height:
            begun, goes_on = _parted(rest[0], left)
            if begun:
                here, rest = [*here, begun], [goes_on, *rest[1:]]
        if not here or not rest:
            return None
        before = self.height - self._form.head.height
        taken = sum(row.height for row in self._rows[: len(here)])
        goes_over = rest[0].height if len(here) > count else 0.0  # a row that is in both parts
        return (
            Table(self._form, here, sum(row.height for row in here), self._elem, first=self._first),
            Table(self._form, rest, before - taken + goes_over, self._elem, first=False),
        )

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint the ground and the rules, then the head, then the rows from the top down."""
        form, foots = self._form, []
        canvas.ground(left, top - form.head.height, form.width, form.head.height, form.panel)
        for row in (form.head, *self._rows):
            top -= row.height
            foots.append(top)
        canvas.rules(left, foots, form.width, form.rule, form.hairline)
        for row, foot in zip((form.head, *self._rows), foots, strict=True):
            again = row is form.head and not self._first
            with canvas.artifact() if again else nullcontext():
                for cell, edge in zip(row.cells, form.edges, strict=True):
                    paint = cell.paint_again if again else cell.paint
                    paint(canvas, left + edge, foot + row.height - _PAD[1])


def table(
    head: Sequence[Words],
    rows: Sequence[Sequence[Words]],
    widths: Sequence[float],
    look: Look,
    numbers: Collection[int] = (),
) -> Table:
    """Set a table. `widths` are the columns', `numbers` those whose cells stand at the right edge.

    A row's first cell names it: a screen reader says it, with the column's head, before any other cell of the row.
    """
    role = look.roles["table"]
    inner = [width - 2 * _PAD[0] for width in widths]
    head_row = _row(head, inner, replace(role, font=role.strong), look, "Column")
    body = [_row(words, inner, role, look, "Row") for words in rows]
    for row in (head_row, *body):
        for place in numbers:
            _set_right(row.cells[place], inner[place])
    whole = Elem("Table", [Elem("THead", [head_row.elem]), Elem("TBody", [row.elem for row in body])])
    colour = look.theme.colour
    form = _Form(
        head=head_row,
        edges=tuple(before + _PAD[0] for before in accumulate(widths[:-1], initial=0.0)),
        width=sum(widths),
        page=look.body_height,
        rule=look.theme.brief.rule,
        hairline=colour["hairline"],
        panel=colour["panel"],
    )
    return Table(form, body, sum(row.height for row in body), whole)


def _row(texts: Sequence[Words], widths: Sequence[float], role: Role, look: Look, scope: str) -> _Row:
    """Set a row: a head's cells are all heads, a row's is its first."""
    cells = []
    for place, (words, width) in enumerate(zip(texts, widths, strict=True)):
        heads = scope == "Column" or not place
        elem = Elem("TH", attributes=f"/O/Table/Scope/{scope}") if heads else Elem("TD")
        cells.append(look.text(words, role, width, elem=elem))
    height = max(cell.height for cell in cells) + 2 * _PAD[1]
    return _Row(tuple(cells), height, Elem("TR", [cell.elem for cell in cells]))


def _set_right(cell: Prose, width: float) -> None:
    cell.shift = max(line.width for line in cell.lines) - width


def _parted(row: _Row, room: float) -> tuple[_Row | None, _Row]:
    """Part a row behind as many lines as there is room for; the elements stay those of the one row."""
    lines = int((room - 2 * _PAD[1] + _TOLERANCE) // row.cells[0].role.leading)
    if lines < 1:
        return None, row
    parts = [cell.parted(lines) for cell in row.cells]
    heights = [max(cell.height for cell in cells) + 2 * _PAD[1] for cells in zip(*parts, strict=True)]
    begun, rest = zip(*parts, strict=True)
    return _Row(begun, heights[0], row.elem), _Row(rest, heights[1], row.elem)
