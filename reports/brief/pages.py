"""Sections onto pages: a plan over all of them, of as few pages as there can be, and of these the fullest.

Whatever ends a page costs: room left free below it, most of all more than `MOST_FREE`, and a section that is parted.
The last page may be as empty as it comes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from reports.brief.flowables import Flowable
from reports.brief.look import Look
from reports.errors import LayoutError, Problem
from reports.frozen import frozen
from reports.story import Words
from reports.units import from_mm

TOLERANCE = 1e-6
MOST_FREE = from_mm(45)  # from the lowest word to the footer's line
_LOOSER = 48.0  # points by which a gap may grow to fill a page
_LOOSE = 16.0  # and where that is full enough
_ENDS = 6  # of a page, that are tried: the farthest ones
_PATHS = 16  # that are kept after each page, the farthest ones
_PARTED, _FREE, _OVER = 12.0, 0.02, 30.0  # what it costs that a section is parted, a point left free, too many of them
_MOST_MOVES, _WORTH_MOVING = 60, 5.0
_BELOW_PLATE = 0.64  # of a section's gap
_STATED = -8.0  # and that a page begins with a plate


@frozen
class LaidOutSection:
    """A section that has been set: `key` is its link target, `title` names it, `gap` is the space before it.

    One that `ends_page` has nothing below it. One that begins a page may have another form there, its `plate`. With an
    `ink` it stands on a ground of that colour over the sheet's whole width.
    """

    key: str
    title: Words
    gap: float
    flowable: Flowable
    ends_page: bool = False
    plate: Flowable | None = None
    ink: str | None = None


@frozen
class OnPage:
    """A section, or a part of one, that stands `down` below the top of the page's text."""

    section: LaidOutSection
    flowable: Flowable
    down: float


@dataclass(slots=True)
class Page:
    """A page as it fills; `used` is how far down it is full. From `ground` down it has one of colour."""

    parts: list[OnPage] = field(default_factory=list)
    used: float = 0.0
    ground: float | None = None

    def down(self, section: LaidOutSection) -> float:
        """Return how far down a section would stand, below all that is there and its gap: less of it below a plate."""
        if not self.parts:
            return 0.0
        return self.used + section.gap * (_BELOW_PLATE if self.parts[-1].flowable.begins_page else 1.0)

    def add(self, section: LaidOutSection, flowable: Flowable) -> None:
        """Put something below all that is there."""
        down = self.down(section)
        self.parts.append(OnPage(section, flowable, down))
        self.used = down + flowable.height


@frozen
class _Path:
    """Pages so far: the last of them and the path before; what comes next is `rest` of the section at `place`."""

    cost: float
    place: int
    rest: Flowable | None = None
    page: Page | None = None
    before: _Path | None = None

    @property
    def key(self) -> tuple[int, float]:
        """Tell what is still to come: of a section that has begun, how high its rest is."""
        return -self.place, round(self.rest.height, 3) if self.rest else float("inf")


def paginate(sections: Sequence[LaidOutSection], height: float, foot: float = 0.0) -> list[Page]:
    """Return the filled pages, one at least, of a text `height` points high and `foot` points above the footer's line.

    Raises a LayoutError that names a part which is taller than a page and can't be parted.
    """
    paths, seen = [_Path(0, 0)], set[tuple[int, float]]()
    while True:
        reached: dict[tuple[int, float], _Path] = {}
        for path in paths:
            for each in _ends(path, sections, height, foot):
                known = reached.get(each.key)
                if each.key not in seen and (known is None or each.cost < known.cost):
                    reached[each.key] = each
        done = reached.get((-len(sections), float("inf")))
        if done:
            pages = list[Page]()
            while done.page is not None and done.before is not None:
                pages.insert(0, done.page)
                done = done.before
            return pages
        seen |= reached.keys()
        paths = [reached[key] for key in sorted(reached)[:_PATHS]]


def arranged(sections: list[LaidOutSection], movable: range, height: float, foot: float) -> list[LaidOutSection]:
    """Return the sections with those of the `movable` places in the order that fills pages best, by moving one a time.

    The order as it is stays where no other has fewer pages or fuller ones.
    """
    best = _rank(sections, height, foot), sections
    moves = [(place, to) for place in movable for to in movable if place != to]
    for place, to in moves[:_MOST_MOVES]:
        order = list(best[1])
        order.insert(to, order.pop(place))
        rank = _rank(order, height, foot)
        if rank < (best[0][0], best[0][1] - _WORTH_MOVING):
            best = rank, order
    return best[1]


def _rank(sections: Sequence[LaidOutSection], height: float, foot: float) -> tuple[int, float]:
    pages = paginate(sections, height, foot)
    return len(pages), sum(_cost(page, height, foot) for page in pages[:-1])


def _ends(path: _Path, sections: Sequence[LaidOutSection], height: float, foot: float) -> Iterator[_Path]:
    """Yield the path with one more page, in each way in which that may end."""
    page, place, rest, found = Page(), path.place, path.rest, list[_Path]()

    def ended(place: int, rest: Flowable | None, more: float = 0.0) -> None:
        filled = Page(list(page.parts), page.used)
        last = place == len(sections)
        cost = 0.0 if last else more + _cost(filled, height, foot)
        begun = _STATED if filled.parts and filled.parts[0].flowable.begins_page else 0.0
        found.append(_Path(path.cost + cost + begun, place, rest, filled, path))

    while place < len(sections) and not (page.parts and page.parts[-1].section.ends_page):
        section = sections[place]
        set_here = rest or section.flowable
        if not page.parts and not rest and section.plate:
            set_here = section.plate
        room = height - page.down(section)
        if page.parts:
            ended(place, None)
        if set_here.height > room + TOLERANCE:
            parts = set_here.split(room)
            if parts:
                page.add(section, parts[0])
                ended(place, parts[1], _PARTED)
            elif not page.parts:
                raise _too_tall(section, set_here, height)
            break
        page.add(section, set_here)
        place, rest = place + 1, None
    else:
        ended(place, None)
    yield from found[-_ENDS:]


def _cost(page: Page, height: float, foot: float) -> float:
    """Return what it costs to end a page there, its gaps as wide as they may be."""
    free = height + foot - page.used - _LOOSER * (len(page.parts) - 1)
    return _FREE * max(free, 0.0) + (_OVER + free - MOST_FREE if free > MOST_FREE else 0.0)


def _too_tall(section: LaidOutSection, flowable: Flowable, height: float) -> LayoutError:
    over = f"{flowable.height / height:.0%} of it"
    message = f"a part of “{section.title}” is taller than a page of the brief: {over}"
    return LayoutError([Problem(flowable.where or section.title.where, message, "shorten it, or make two of it")])


def loosen(pages: Sequence[Page], height: float, foot: float) -> None:
    """Let gaps grow on pages that keep a good deal of white: a little, or as much as leaves it full enough."""
    for page in pages:
        gaps = len(page.parts) - 1
        if gaps < 1:
            continue
        free = height - page.used
        wider = min(_LOOSE, free / (gaps + 1))
        short = (free + foot - MOST_FREE) / gaps
        wider = max(min(short, _LOOSER), wider, 0.0) if page is not pages[-1] else max(wider, 0.0)
        page.parts = [replace(part, down=part.down + place * wider) for place, part in enumerate(page.parts)]
        page.used += gaps * wider


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
    hint = f"cut about {lines} line{'s' * (lines > 1)} there or before it, or allow more pages (pages: {len(pages)})"
    raise LayoutError([Problem(first.section.title.where, message, hint)])
