"""The list of contents of a long brief. Page numbers are looked up when all pages are known, just before painting."""

from __future__ import annotations

from collections.abc import Sequence

from reports.brief.flowables import Flowable, Tagged, tagged
from reports.brief.look import Look
from reports.brief.pages import LaidOutSection, Page
from reports.errors import Location
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.structure import Elem
from reports.story import Words
from reports.story import richtext as wording

KEY = "contents"
_NUMBER_WIDTH = 30.0


def contents(
    sections: Sequence[LaidOutSection], look: Look, where: Location
) -> tuple[LaidOutSection, list[ContentsEntry]]:
    """Return a list of these sections, and its entries; each has to `find` its page before it is painted."""
    title = Words(look.phrases.contents, where)
    entries = [ContentsEntry(each, look) for each in sections]
    items = [
        Tagged(Elem("TOCI", leads_to=each.flowable.elems[0]), entry)
        for each, entry in zip(sections, entries, strict=True)
    ]
    listed = tagged("TOC", look.stacked(items, look.space("xs")))
    heading = look.heading(title, "heading", look.grid.side, 2, KEY)
    row = tagged("Sect", look.beside(heading, listed))
    return LaidOutSection(KEY, title, look.space("xl"), row), entries


class ContentsEntry(Flowable):
    """A section's title, which leads there, and the page it begins on."""

    def __init__(self, section: LaidOutSection, look: Look) -> None:
        self._key, self._look, self._page = section.key, look, 0
        self._title = look.text(
            wording.linked(section.title, f"#{section.key}"), "body", look.grid.main - _NUMBER_WIDTH, "Reference"
        )
        self.height, self.baseline = self._title.height, self._title.baseline
        self.elems, self.where = self._title.elems, self._title.where

    def find(self, pages: Sequence[Page]) -> None:
        """Look up the page."""
        keys = [{part.section.key for part in page.parts} for page in pages]
        self._page = next(number for number, there in enumerate(keys, 1) if self._key in there)

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint the title, and the number at the right edge."""
        self._title.paint(canvas, left, top)
        role, number = self._look.roles["body"], f" {self._page}"  # the blank parts it from the title when copied
        right = left + self._look.grid.main - role.font.width(number, role.size)
        with canvas.tagged(self._title.elem):
            canvas.show(
                number, right, top - self.height + role.leading - role.baseline, role.font, role.size, role.colour
            )
