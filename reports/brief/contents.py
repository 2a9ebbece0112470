"""The list of contents of a long brief. Page numbers are looked up when all pages are known, just before painting."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from reports.brief.flowables import Anchor, Flowable, Placed, Tagged, tagged
from reports.brief.look import Look
from reports.brief.pages import LaidOutSection, Page
from reports.errors import Location
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.structure import Elem
from reports.story import Words
from reports.story import richtext as wording

KEY = "contents"
_NUMBER_WIDTH, _INDENT = 30.0, 12.0
_MOST = 12  # entries in one column, if there can be two


def contents(
    sections: Sequence[LaidOutSection], look: Look, where: Location
) -> tuple[LaidOutSection, list[ContentsEntry]]:
    """Return a list of what the bookmarks of these sections list, and its entries, for `find_pages`."""
    title = Words(look.phrases.contents, where)
    anchors = [anchor for each in sections for anchor in each.flowable.anchors if anchor.level]
    columns = look.grid.thirds_in(look.grid.main) if len(anchors) > _MOST else 1
    entries, listed = _columns(anchors, columns, look)
    if listed.height > look.body_height / 2:  # columns can't be parted
        entries, listed = _columns(anchors, 1, look)
    heading = look.heading(title, "heading", look.grid.side, 2, KEY)
    row = tagged("Sect", look.beside(heading, Tagged(_tree(entries), listed)))
    return LaidOutSection(KEY, title, look.space("xl"), row), entries


def find_pages(entries: Sequence[ContentsEntry], pages: Sequence[Page]) -> None:
    """Tell the entries on which pages their headings stand, and which elements those are."""
    parts = [(number, part.flowable) for number, page in enumerate(pages, 1) for part in page.parts]
    places = {anchor.key: (number, anchor.elem) for number, flowable in parts for anchor in flowable.anchors}
    for entry in entries:
        entry.page, elem = places[entry.key]
        entry.item.refs = [elem]


def _columns(anchors: Sequence[Anchor], columns: int, look: Look) -> tuple[list[ContentsEntry], Flowable]:
    width = look.grid.third if columns > 1 else look.grid.main
    entries = [ContentsEntry(anchor, width, look) for anchor in anchors]
    most = ceil(len(entries) / columns)
    parts = [look.stacked(entries[start : start + most], look.space("xs")) for start in range(0, len(entries), most)]
    if len(parts) == 1:
        return entries, parts[0]
    return entries, Placed([(place * look.grid.to_next_third, 0, part) for place, part in enumerate(parts)])


def _tree(entries: Sequence[ContentsEntry]) -> Elem:
    """Return the list as an element, with a list of its own for what stands below an entry."""
    listed, below = Elem("TOC"), None
    for entry in entries:
        item = entry.item
        item.extend(entry.elems)
        if not entry.is_below:
            below = None
        elif below is None:
            below = Elem("TOC")
            listed.extend([below])
        (below or listed).extend([item])
    return listed


class ContentsEntry(Flowable):
    """A heading's words, which lead there, and the page it stands on."""

    def __init__(self, anchor: Anchor, width: float, look: Look) -> None:
        self.key, self.is_below, self.page, self.item = anchor.key, anchor.level != 1, 0, Elem("TOCI")
        self._look, self._right, self._indent = look, width, _INDENT * self.is_below
        title = wording.linked(anchor.title, f"#{anchor.key}")
        self._title = look.text(title, "body", width - _NUMBER_WIDTH - self._indent, "Reference")
        self.height, self.baseline = self._title.height, self._title.baseline
        self.elems, self.where = self._title.elems, self._title.where

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint the title, and the number at the right edge."""
        self._title.paint(canvas, left + self._indent, top)
        role, number = self._look.roles["body"], f" {self.page}"  # the blank parts it from the title when copied
        right = left + self._right - role.font.width(number, role.size)
        with canvas.tagged(self._title.elem):
            y = top - self.height + role.leading - role.baseline
            canvas.show(number, (right, y), role.font, role.size, role.colour)
