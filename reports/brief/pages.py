"""Sections onto pages: each whole if it can be, on the next page rather than parted, and no more pages than allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from reports.brief.flowables import Flowable
from reports.brief.look import Look
from reports.errors import LayoutError, Problem
from reports.story import Words

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class LaidOutSection:
    """A section that has been set: `key` is its link target, `title` names it, `gap` is the space before it.

    One that is `apart` begins on a page of its own.
    """

    key: str
    title: Words
    gap: float
    flowable: Flowable
    on_new_page: bool = False


@dataclass(frozen=True, slots=True)
class OnPage:
    """A section, or a part of one, that stands `down` below the top of the page's text."""

    section: LaidOutSection
    flowable: Flowable
    down: float


@dataclass(slots=True)
class Page:
    """A page as it fills; `used` is how far down it is full."""

    parts: list[OnPage] = field(default_factory=list)
    used: float = 0.0

    def down(self, section: LaidOutSection) -> float:
        """Return how far down a section would stand, below all that is there and its gap."""
        return self.used + (section.gap if self.parts else 0.0)

    def add(self, section: LaidOutSection, flowable: Flowable) -> None:
        """Put something below all that is there."""
        down = self.down(section)
        self.parts.append(OnPage(section, flowable, down))
        self.used = down + flowable.height


def paginate(sections: Sequence[LaidOutSection], height: float, *, anywhere: bool = False) -> list[Page]:
    """Return the filled pages, of a text `height` in points, one at least.

    A section shorter than a page is parted only if that is allowed `anywhere`.

    Raises a LayoutError that names a part which is taller than a page and can't be parted.
    """
    pages = [Page()]
    for section in sections:
        if section.on_new_page and pages[-1].parts:
            pages.append(Page())
        rest: Flowable | None = section.flowable
        while rest:
            rest = _place(section, rest, pages, height, anywhere=anywhere)
    return pages


def _place(
    section: LaidOutSection, flowable: Flowable, pages: list[Page], height: float, *, anywhere: bool
) -> Flowable | None:
    """Place a section on the last page or a new one, and return what is left of it."""
    room = height - pages[-1].down(section)
    if flowable.height <= room + TOLERANCE:
        pages[-1].add(section, flowable)
        return None
    fresh = not pages[-1].parts
    parts = flowable.split(room) if fresh or anywhere or flowable.height > height + TOLERANCE else None
    if parts:
        pages[-1].add(section, parts[0])
        pages.append(Page())
        return parts[1]
    if fresh:
        over = f"{flowable.height / height:.0%} of it"
        message = f"a part of “{section.title}” is taller than a page of the brief: {over}"
        hint = "shorten it, or make two of it"
        raise LayoutError([Problem(flowable.where or section.title.where, message, hint)])
    pages.append(Page())
    return flowable


def loosen(pages: Sequence[Page], look: Look) -> None:
    """Part sections a little more on pages that keep a good deal of white all the same."""
    wider = look.space("xxl") - look.space("xl")
    for page in pages:
        gaps = len(page.parts) - 1
        if look.body_height - page.used - gaps * wider > 2 * look.space("xxl"):
            page.parts = [replace(part, down=part.down + place * wider) for place, part in enumerate(page.parts)]


def hold_to(limit: int | None, pages: Sequence[Page], look: Look) -> None:
    """Raise a LayoutError if there are more pages than the data file allows, naming where to cut and how much."""
    if limit is None or len(pages) <= limit:
        return
    first = pages[limit].parts[0]
    over = sum(page.used for page in pages[limit:]) + first.section.gap
    free = look.body_height - pages[limit - 1].used
    lines = max(1, ceil((over - free) / look.roles["body"].leading))
    excess = len(pages) - limit
    message = (
        f"the brief has {len(pages)} pages, {excess} more than its limit of {limit}: "
        f"“{first.section.title}” is the first that does not fit on page {limit}"
    )
    cut = "1 line" if lines == 1 else f"{lines} lines"
    hint = f"cut about {cut} there or before it, or allow more pages (pages: {len(pages)})"
    raise LayoutError([Problem(first.section.title.where, message, hint)])
