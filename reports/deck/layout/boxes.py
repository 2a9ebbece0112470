"""A layout as data: the boxes of a slide, in inches, and how each level of text in them is set.

Boxes stand in reading order; rules are drawn on the layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from reports.deck.layout.names import BoxName, BoxRole, LayoutName
from reports.theme.types import Role
from reports.units import Points, from_inches

WIDTH, HEIGHT = 13.333, 7.5
LEFT, MAIN, RIGHT = 0.75, 4.80, 12.583  # the three edges on which everything stands
TOP, BOTTOM = 1.95, 6.75  # of the content
FULL = RIGHT - LEFT

Anchor = Literal["t", "ctr", "b"]  # at the top, in the middle, at the bottom
Kind = Literal["cover", "title", "body", "art", "chart", "table"]


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of a level are set: a role of the deck's type, with what differs from it here.

    The fields from `mark` on are for layouts of somebody else's template, whose placeholders bring marks, indents and
    colours of their own; our layouts leave them as they are.
    """

    role: str
    strong: bool | None = None
    colour: Role | None = None
    after: float = 0  # space below, in points
    line: str = ""  # a role whose leading is taken, so that two levels share a baseline
    mark: Literal["layout", "none", "number"] = "layout"  # what stands before a paragraph: the layout decides
    indent: float = 0  # of the text, in points
    depth: int | None = None  # PowerPoint's level, from 0; the place in the box's levels if None
    sized: bool = False  # whether the size is written into the slide even where it has not shrunk
    capitals: bool = False  # whether the layout shows its text in capitals
    large: float = 1  # a multiple of the floor, below which it does not shrink either
    ink: str = ""  # "#RRGGBB" to be written into the slide, where a layout says its colour in the prompt alone


@dataclass(frozen=True, slots=True)
class Box:
    """A placeholder. `x, y, width, height` in inches; boxes of one `group` always shrink together.

    A paragraph of level n is set as `levels[n - 1]`; boxes for drawings and tables have none. `tie` is what a slide's
    p:ph needs to be tied to a placeholder of somebody else's, as XML attributes; ours are tied by kind and index.
    """

    name: BoxName
    x: float
    y: float
    width: float
    height: float
    levels: tuple[Level, ...] = ()
    kind: Kind = "body"
    group: str = ""
    anchor: Anchor = "t"
    inset: tuple[float, float, float, float] = (0, 0, 0, 0)  # left, top, right, bottom; ours have none
    tie: str | None = None  # p:ph's attributes in somebody else's layout
    moved: bool = False  # whether the slide gives it another place than the layout
    plate: str = ""  # "#RRGGBB" that the slide lays behind it, where nothing can be read on the layout's ground

    @property
    def room(self) -> tuple[Points, Points]:
        """Return width and height in points, within the insets."""
        left, top, right, bottom = self.inset
        return from_inches(self.width - left - right), from_inches(self.height - top - bottom)


@dataclass(frozen=True, slots=True)
class HairRule:
    """A hairline, from `x` to `x + width` at height `y`, in inches."""

    y: float
    x: float = LEFT
    width: float = FULL


_ROW_ROLES = (BoxRole.KEY, BoxRole.LABEL, BoxRole.TEXT)
ROW_ABOVE, ROW_BELOW = 0.2, 0.08  # inches around the texts of rows
_STACKED_BELOW = 0.18  # below those of stacked rows, which may be as full as they look
CLOSE = 0.12, 0.1  # around those of long lists


@dataclass(frozen=True, slots=True)
class SlideLayout:
    """A kind of slide: its boxes in reading order. `standard` is PowerPoint's own word for it, where there is one.

    Our layouts are those of `layouts()`; one of somebody else's template goes by the name of ours that it stands for,
    with `source`, `colours` and `running` filled.
    """

    name: LayoutName
    boxes: tuple[Box, ...]
    rules: tuple[HairRule, ...] = ()
    dark: bool = False
    standard: str | None = None
    source: str = ""  # the part of somebody else's template that it stands for
    colours: str = ""  # the colour map that its slides have to repeat
    running: tuple[Box, ...] | None = None  # its footer and number, as far as it has them; None: ours
    around: tuple[float, float] = (ROW_ABOVE, _STACKED_BELOW)  # stacked rows, above and below, in inches

    def box(self, name: BoxName) -> Box:
        """Find a box by its name."""
        return next(box for box in self.boxes if box.name == name)

    def has(self, name: BoxName) -> bool:
        """Check whether there is a box of that name."""
        return any(box.name == name for box in self.boxes)

    def stacked(self, tops: Sequence[float]) -> SlideLayout:
        """Return the layout with rows as high as they need to be.

        `tops` are inches from the slide's top: where each row begins, and last where the last row ends, so that three
        rows have four of them. The rules between rows move along.
        """
        above, below = self.around
        rows = {
            BoxName(role, row): (top, end) for row, (top, end) in enumerate(pairwise(tops), 1) for role in _ROW_ROLES
        }
        moved = tuple(
            replace(
                box,
                y=rows[box.name][0] + above,
                height=rows[box.name][1] - rows[box.name][0] - (above + below),
                moved=True,
            )
            if box.name in rows
            else box
            for box in self.boxes
        )
        return replace(self, boxes=moved, rules=row_rules(tops[1:-1]))

    def captioned(self, height: float) -> SlideLayout:
        """Return the layout with a caption of another height, in inches; its foot stays, what is above gives way."""
        caption = self.box(BoxName(BoxRole.CAPTION))
        more = height - caption.height
        changed = {
            box.name: replace(box, height=box.height - more) for box in self.boxes if box.kind in ("chart", "table")
        }
        changed[caption.name] = replace(caption, y=caption.y - more, height=height, moved=True)
        return replace(self, boxes=tuple(changed.get(box.name, box) for box in self.boxes))

    def beside_logo(self) -> SlideLayout:
        """Keep the title out of the logo's corner."""
        narrow = [replace(box, width=LOGO.x - box.x - 0.3) if box.kind == "title" else box for box in self.boxes]
        return replace(self, boxes=tuple(narrow))

    def index(self, name: BoxName) -> int:
        """Return the number by which a slide's placeholder is tied to the layout's: 0 for the title."""
        others = [box.name for box in self.boxes if box.kind not in ("cover", "title")]
        return others.index(name) + FIRST_INDEX if name in others else 0


def row_rules(tops: Iterable[float], x: float = LEFT) -> tuple[HairRule, ...]:
    """Return a rule at each height, from `x` to the right edge."""
    return tuple(HairRule(top, x, RIGHT - x) for top in tops)


FIRST_INDEX = 13  # PowerPoint keeps the numbers below for its own kinds
LOGO = Box(
    BoxName(BoxRole.LOGO), RIGHT - 2.4, 0.55, 2.4, 0.6
)  # the most it may take, in the top right corner of dark slides
FOOTER = Box(BoxName(BoxRole.FOOTER), LEFT, 6.93, 8.9, 0.42, (Level("footer"),))
DATE = Box(BoxName(BoxRole.DATE), 9.8, 6.93, 1.6, 0.25, (Level("footer"),))  # for who wants one: we set none
NUMBER = Box(BoxName(BoxRole.SLIDE_NUMBER), 11.583, 6.93, 1.0, 0.25, (Level("footer"),))
