"""Entries in two columns, which are about as long as each other, or as long as the page where they go on over it."""

from collections.abc import Sequence

from reports.brief.flowables import Flowable, Stack
from reports.pdf.canvas import TaggedCanvas

_FINE = 2.0  # points by which columns may be shorter still
_MOST_EMPTY = 0.12  # of a column, before an entry is parted that would leave so much of it
_TOLERANCE = 1e-6

Entries = tuple[Flowable, ...]


class TwoColumns(Flowable):
    """Entries that fill the left column, then the right one, `step` points further; `gap` is between two.

    An entry stays whole where columns without it are not much shorter than the others.
    """

    def __init__(self, entries: Sequence[Flowable], gap: float, step: float, height: float | None = None) -> None:
        self._entries, self._gap, self._step = tuple(entries), gap, step
        self._columns, self._rest = self._packed(height) if height else self._balanced()
        self.height = max(self._height(column) for column in self._columns)
        self.baseline, self.where = entries[0].baseline, entries[0].where
        self.elems = [elem for entry in entries for elem in entry.elems]
        self.anchors = [anchor for entry in entries for anchor in entry.anchors]

    def split(self, room: float) -> tuple[Flowable, Flowable] | None:
        """Fill both columns down to the page's foot; what is left goes on in two of its own."""
        if not self._packed(room)[0][0]:
            return None
        begun = TwoColumns(self._entries, self._gap, self._step, room)
        return (begun, TwoColumns(begun._rest, self._gap, self._step)) if begun._rest else None

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint the columns, from the left."""
        for number, column in enumerate(self._columns):
            if column:
                stack = Stack([(self._gap if place else 0.0, entry) for place, entry in enumerate(column)])
                stack.paint(canvas, left + number * self._step, top)

    def _height(self, column: Entries) -> float:
        return sum(entry.height for entry in column) + self._gap * max(len(column) - 1, 0)

    def _balanced(self) -> tuple[tuple[Entries, Entries], Entries]:
        """Find the least height at which two columns hold everything."""
        most = self._height(self._entries)
        least, found = most / 2, (self._entries, self._entries[:0])
        while most - least > _FINE:
            columns, rest = self._packed((least + most) / 2)
            if rest:
                least = (least + most) / 2
            else:
                found, most = columns, (least + most) / 2
        return found, ()

    def _packed(self, height: float) -> tuple[tuple[Entries, Entries], Entries]:
        """Fill two columns of a height, and return what is left over."""
        first, rest = self._filled(self._entries, height)
        second, rest = self._filled(rest, height)
        return (first, second), rest

    def _filled(self, entries: Entries, height: float) -> tuple[Entries, Entries]:
        used = 0.0
        for place, entry in enumerate(entries):
            down = used + (self._gap if place else 0.0)
            if down + entry.height > height + _TOLERANCE:
                parts = entry.split(height - down) if height - used > _MOST_EMPTY * height else None
                if parts:
                    return (*entries[:place], parts[0]), (parts[1], *entries[place + 1 :])
                return entries[:place], entries[place:]
            used = down + entry.height
        return entries, ()
