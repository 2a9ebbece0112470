"""What lies below the words of a page, to the sheet's edges: a band at its top, a wash from its second half on."""

from collections.abc import Sequence
from itertools import pairwise

from reports.brief.look import Look
from reports.brief.pages import Page
from reports.pdf.canvas import TaggedCanvas
from reports.theme.types import Role
from reports.units import from_mm

_BAND = from_mm(8)
_HIGHEST = 0.45  # of the sheet: a wash begins no higher
_ABOVE = 0.55  # of the gap before a section, that is on the wash


def choose_grounds(pages: Sequence[Page], look: Look) -> None:
    """Let a wash begin before the first section that begins in the second half of a page; never on the cover."""
    highest = _HIGHEST * from_mm(look.paper.height) - from_mm(look.paper.top)
    for page in pages[1:]:
        for above, part in pairwise(page.parts):
            foot = above.down + above.flowable.height
            begin = foot if above.section.ink else part.down - _ABOVE * (part.down - foot)
            if begin >= highest and not part.section.ink:
                page.ground = begin
                break


def paint_grounds(page: Page, canvas: TaggedCanvas, look: Look) -> None:
    """Paint band and wash, a rule between the sections on it, and sections' own grounds; a plate paints itself.

    The ground of the first on its page reaches to the sheet's top, that of the last to its foot.
    """
    if look.theme.cover.style == "white":
        _rule(page.ground, canvas, look, "hairline")
        return
    height, colours = from_mm(look.paper.height), look.theme.colour
    top, first, last = height - from_mm(look.paper.top), page.parts[0], page.parts[-1]
    if not (first.flowable.begins_page or first.section.ink):
        canvas.bleed(None, height - _BAND, colours["accent"])
    if page.ground is not None:
        canvas.bleed(top - page.ground, None, colours["wash"])
    for above, part in pairwise(part for part in page.parts if page.ground is not None and part.down > page.ground):
        foot = above.down + above.flowable.height
        if not (above.section.ink or part.section.ink):
            _rule(foot + _ABOVE * (part.down - foot), canvas, look, "hairline_on_wash")
    for part in page.parts:
        if part.section.ink:
            foot = top - part.down - part.flowable.height
            canvas.bleed(None if part is first else top - part.down, None if part is last else foot, part.section.ink)


def _rule(down: float | None, canvas: TaggedCanvas, look: Look, role: Role) -> None:
    if down is not None:
        y = from_mm(look.paper.height - look.paper.top) - down
        canvas.rule(from_mm(look.paper.left), y, look.grid.text, look.theme.brief.rule, look.theme.colour[role])
