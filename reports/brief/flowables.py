"""What a page is filled with: boxes of known height that paint themselves, tell their meaning, and may go on over.

Widths are settled when a flowable is made. All are painted from their left edge and top (y upwards, in points).
Whatever makes a flowable gives its structure elements too, so that the reading order is that of making, not of paint.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.brief.draw import paint
from reports.charts.drawing import Drawing
from reports.errors import Location
from reports.frozen import frozen
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.structure import Elem
from reports.pdf.tags import Tag
from reports.story import Words

_TOLERANCE = 1e-6


@frozen
class Anchor:
    """A place that can be gone to: `elem` stands there. With a `level` (0 at the top) it stands in the bookmarks."""

    key: str
    title: Words
    elem: Elem
    level: int | None = None


class Flowable:
    """Something on a page. `baseline` is its first line's, from its top; `elems` and `anchors` stand in reading order.

    `where` is the place in the data file to name if it does not fit. One that `begins_page` stands nowhere else.
    """

    height: float
    baseline: float
    elems: Sequence[Elem] = ()
    anchors: Sequence[Anchor] = ()
    where: Location | None = None
    begins_page: bool = False

    def split(self, room: float) -> tuple[Flowable, Flowable] | None:
        """Part it so that the first is at most `room` high, in points; None if it must stay whole.

        Both parts have the same structure elements: reading goes on over the page.
        """
        return None

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint it with its top left corner there, once; its elements are in the canvas's tree by then."""
        raise NotImplementedError


Spaced = Sequence[tuple[float, Flowable | None]]  # one below the other, each after its gap
At = Sequence[tuple[float, float, Flowable | None]]  # each so far to the right and down from a corner


class HorizontalRule(Flowable):
    """A hairline, or dashes: decoration."""

    def __init__(self, width: float, weight: float, ink: str, dash: Sequence[float] = ()) -> None:
        self.height = self.baseline = weight
        self._width, self._ink, self._dash = width, ink, dash

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint the line."""
        canvas.rule(left, top - self.height / 2, self._width, self.height, self._ink, self._dash)


class Repeated(Flowable):
    """What has been read on a page or in a column before, and is seen again: decoration."""

    def __init__(self, inner: Flowable) -> None:
        self.height, self.baseline = inner.height, inner.baseline
        self._inner = inner

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint it once more."""
        with canvas.artifact():
            self._inner.paint(canvas, left, top)


class ChartPicture(Flowable):
    """A drawing, as content of its element, or as decoration."""

    def __init__(self, drawing: Drawing, elem: Elem | None) -> None:
        self.height = self.baseline = drawing.height
        self.elems = (elem,) if elem else ()
        self._drawing, self._elem = drawing, elem

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint the marks."""
        paint(self._drawing, canvas, (left, top - self.height), self._elem)


class Stack(Flowable):
    """Flowables one below the other, each that there is after its gap. Unless it is `whole`, a page may end between.

    The first `heads` of them stay on the page where what they head begins, and a `tail` with the end of what it
    follows. Of entries of a list `least` stay together on either side of a page break, each whole.
    """

    def __init__(
        self, listed: Spaced, *, whole: bool = False, heads: int = 0, least: int = 1, tail: bool = False
    ) -> None:
        children = [(gap, child) for gap, child in listed if child]
        self._children, self._whole, self._heads, self._least = tuple(children), whole, heads, least
        self._tail, self.begins_page = tail, children[0][1].begins_page
        self.height = sum(gap + child.height for gap, child in children)
        self.baseline = children[0][0] + children[0][1].baseline
        self.elems = [elem for _, child in children for elem in child.elems]
        self.anchors = [anchor for _, child in children for anchor in child.anchors]
        by_height = sorted(children, key=lambda each: -each[1].height)
        self.where = _first_place(child for _, child in (by_height if whole else children))

    def split(self, room: float) -> tuple[Flowable, Flowable] | None:
        """Part it before the first child that doesn't fit, or inside that child."""
        used = 0.0
        for place, (gap, child) in enumerate(self._children):
            if used + gap + child.height > room + _TOLERANCE:
                return None if self._whole else self._split_at(place, room - used - gap)
            used += gap + child.height
        return None

    def _split_at(self, place: int, room: float) -> tuple[Flowable, Flowable] | None:
        if self._least > 1:
            place = min(place, len(self._children) - self._least)
        before, (gap, child), after = self._children[:place], self._children[place], self._children[place + 1 :]
        if self._tail and before and not after:
            above, body = before[-1]
            parts = body.split(body.height - 1)
            if not (parts or before[1:]):
                return None
            lead, rest = (Stack([*before[:-1], (above, parts[0])]), parts[1]) if parts else (Stack(before[:-1]), body)
            return lead, Stack([(0, rest), (gap, child)], tail=True)
        if self._least > 1:
            rest = Stack([(0, child), *after], least=self._least)
            return (Stack(before), rest) if place >= self._least else None
        parts = child.split(room)
        if parts:
            return Stack([*before, (gap, parts[0])]), Stack([(0, parts[1]), *after], tail=self._tail)
        return (Stack(before), Stack([(0, child), *after])) if place > self._heads else None

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint from the top down."""
        for gap, child in self._children:
            child.paint(canvas, left, top - gap)
            top -= gap + child.height


class Placed(Flowable):
    """Flowables, those that there are, at places of their own (right and down from the corner), in reading order.

    Without a `height` it reaches down to the lowest of them. It is never parted, unless the one of a number `goes_on`
    over the page, alone.
    """

    def __init__(self, listed: At, height: float = 0.0, goes_on: int | None = None) -> None:
        children = [(right, down, child) for right, down, child in listed if child]
        self._children, self._goes_on = tuple(children), goes_on
        self.height = height or max(down + child.height for _, down, child in children)
        self.baseline = min(down + child.baseline for _, down, child in children)
        self.elems = [elem for _, _, child in children for elem in child.elems]
        self.anchors = [anchor for _, _, child in children for anchor in child.anchors]
        self.where = _first_place(child for _, _, child in children)

    def split(self, room: float) -> tuple[Flowable, Flowable] | None:
        """Part what may go on; all others stay with its beginning."""
        if self._goes_on is None:
            return None
        right, down, flowing = self._children[self._goes_on]
        others = [lowered + each.height for _, lowered, each in self._children if each is not flowing]
        parts = flowing.split(room - down) if max(others, default=0.0) <= room + _TOLERANCE else None
        if parts is None:
            return None
        begun = [(x, y, parts[0] if each is flowing else each) for x, y, each in self._children]
        return Placed(begun, goes_on=self._goes_on), self._rest(right, parts[1])

    def _rest(self, right: float, flowing: Flowable) -> Flowable:
        return Placed([(right, 0, flowing)], goes_on=0)

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint each where it stands."""
        for right, down, child in self._children:
            child.paint(canvas, left + right, top - down)


class SideBySide(Placed):
    """What hangs in the side column, if anything, and the main column beside it; their first lines share a baseline.

    The side is raised or lowered to that end, so that it may stand a little above the row's top. Where the main column
    goes on, what is to be seen `again` stands beside it.
    """

    def __init__(self, side: Flowable | None, main: Flowable, offset: float, again: Repeated | None = None) -> None:
        hung = [(0.0, main.baseline - side.baseline, side)] if side else []
        super().__init__([*hung, (offset, 0.0, main)], goes_on=len(hung))
        self._again = again

    def _rest(self, right: float, flowing: Flowable) -> Flowable:
        return SideBySide(self._again, flowing, right, self._again)


class Tagged(Flowable):
    """A flowable whose elements are together one of a higher kind: a list, a list's item, a section."""

    def __init__(self, elem: Elem, inner: Flowable) -> None:
        self.height, self.baseline, self.where = inner.height, inner.baseline, inner.where
        self.elems, self.anchors, self.begins_page = (elem,), inner.anchors, inner.begins_page
        self._elem, self._inner = elem, inner
        elem.extend(inner.elems)

    def split(self, room: float) -> tuple[Flowable, Flowable] | None:
        """Part what is inside; the element is the same for both."""
        parts = self._inner.split(room)
        return (Tagged(self._elem, parts[0]), Tagged(self._elem, parts[1])) if parts else None

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint what is inside."""
        self._inner.paint(canvas, left, top)


class Plate(Flowable):
    """What stands on a ground of colour that reaches to the sheet's edges, from its top down to the plate's `foot`.

    It is never parted, and stands at the top of its page: `begins_page` says so of all that begins with one. Without an
    `ink` the ground is the paper.
    """

    def __init__(self, inner: Flowable, foot: float, ink: str | None) -> None:
        self.height, self.baseline, self.where = foot, inner.baseline, inner.where
        self.elems, self.anchors = inner.elems, inner.anchors
        self.begins_page = True
        self._inner, self._ink = inner, ink

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint the ground, then what stands on it."""
        if self._ink:
            canvas.bleed(None, top - self.height, self._ink)
        self._inner.paint(canvas, left, top)


class Panel(Flowable):
    """A flowable on a ground of colour, with room around it; never parted."""

    def __init__(self, inner: Flowable, width: float, pad: float, ink: str) -> None:
        self.height, self.baseline = inner.height + 2 * pad, inner.baseline + pad
        self.elems, self.where = inner.elems, inner.where
        self._inner, self._width, self._pad, self._ink = inner, width, pad, ink

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint the ground, then what stands on it."""
        canvas.ground(left, top - self.height, self._width, self.height, self._ink)
        self._inner.paint(canvas, left + self._pad, top - self._pad)


def tagged(tag: Tag, inner: Flowable, attributes: str = "") -> Tagged:
    """Gather a flowable's elements in a new one; `attributes` as in `Elem`."""
    return Tagged(Elem(tag, attributes=attributes), inner)


def _first_place(flowables: Iterable[Flowable]) -> Location | None:
    return next((each.where for each in flowables if each.where), None)
