"""A layout as data: the boxes of a slide, in inches, and how each level of text in them is set.

Boxes stand in reading order; rules are drawn on the layout.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, Self

from reports.deck.layout.names import BoxName, BoxRole, LayoutName
from reports.frozen import frozen, replace
from reports.theme.types import Role
from reports.units import Points, from_inches

WIDTH, HEIGHT = 13.333, 7.5
LEFT, MAIN, RIGHT = 0.75, 4.80, 12.583  # the three edges on which everything stands
TOP, BOTTOM = 1.63, 6.6  # of the content
FULL = RIGHT - LEFT
PLATE, BESIDE = 4.79, 5.54  # where a plate at the left ends, and where what stands beside it begins

Area = tuple[float, float, float, float]
Anchor = Literal["t", "ctr", "b"]  # at the top, in the middle, at the bottom
Kind = Literal["cover", "title", "body", "art", "chart", "table"]
_ROW_ROLES = (BoxRole.KEY, BoxRole.LABEL, BoxRole.TEXT)
ROW_ABOVE, ROW_BELOW = 0.2, 0.18  # inches around the texts of rows that are as high as they need to be
FIRST_INDEX = 13  # PowerPoint keeps the numbers below for its own kinds


@frozen
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
    align: Literal["l", "ctr"] = "l"
    emphasis: Role | None = None  # the colour of strong parts, where the face has no bold
    inline: bool = False  # whether each run says how it is set, since a title has one level only
    mark: Literal["layout", "none", "number"] = "layout"  # what stands before a paragraph: the layout decides
    indent: float = 0  # of the text, in points
    depth: int | None = None  # PowerPoint's level, from 0; the place in the box's levels if None
    sized: bool = False  # whether the size is written into the slide even where it has not shrunk
    capitals: bool = False  # whether the layout shows its text in capitals
    large: float = 1  # a multiple of the floor, below which it does not shrink either
    ink: str = ""  # "#RRGGBB" to be written into the slide, where a layout says its colour in the prompt alone


@frozen
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
    fill: Role | None = None
    inset: tuple[float, float, float, float] = (0, 0, 0, 0)  # left, top, right, bottom; ours have none
    tie: str | None = None  # p:ph's attributes in somebody else's layout
    moved: bool = False  # whether the slide gives it another place than the layout
    plate: str = ""  # "#RRGGBB" that the slide lays behind it, where nothing can be read on the layout's ground

    @property
    def room(self) -> tuple[Points, Points]:
        """Return width and height in points, within the insets."""
        left, top, right, bottom = self.inset
        return from_inches(self.width - left - right), from_inches(self.height - top - bottom)


@frozen
class HairRule:
    """A rule that a slide draws, from `x` to `x + width` at height `y` or, with a `height`, down from there.

    In inches; `pen` is a multiple of the deck's rule.
    """

    y: float
    x: float = LEFT
    width: float = FULL
    height: float = 0
    colour: Role = "hairline"
    pen: float = 1


@frozen
class Plate:
    """A ground of colour that the layout draws, in inches."""

    x: float
    y: float
    width: float
    height: float
    colour: Role


@frozen
class SlideLayout:
    """A kind of slide: its boxes in reading order. `standard` is PowerPoint's own word for it, where there is one.

    Layouts of one family are one in the file, whose boxes are the `order`; those that stand elsewhere are `moved`.
    Our layouts are those of `layouts()`; one of somebody else's template goes by the name of ours that it stands for,
    with `source`, `colours` and `running` filled.
    """

    name: LayoutName
    boxes: tuple[Box, ...]
    rules: tuple[HairRule, ...] = ()
    plates: tuple[Plate, ...] = ()
    ground: Role = "paper"
    beside: bool = False  # whether a plate stands at the left, so that the footer begins beside it
    order: tuple[BoxName, ...] = ()
    standard: str | None = None
    source: str = ""  # the part of somebody else's template that it stands for
    colours: str = ""  # the colour map that its slides have to repeat
    running: tuple[Box, ...] | None = None  # its footer and number, as far as it has them; None: ours
    mark: Area = (11.333, 0.0, 1.25, 0.4)  # where a draft says that it is one: left, top, width, height

    @property
    def dark(self) -> bool:
        """Return whether texts are light on it."""
        return self.ground in ("deep", "accent")

    @property
    def title(self) -> Box:
        """Return the title's box."""
        return next(box for box in self.boxes if box.name.role is BoxRole.TITLE)

    @property
    def foot(self) -> tuple[Box, ...]:
        """Return footer and number."""
        if self.running is not None:
            return self.running
        footer = replace(FOOTER, tie=' type="ftr" sz="quarter" idx="11"')
        number = replace(NUMBER, tie=' type="sldNum" sz="quarter" idx="12"')
        beside = replace(footer, x=BESIDE, width=FOOTER.width + FOOTER.x - BESIDE)
        return beside if self.beside else footer, number

    def box(self, name: BoxName) -> Box:
        """Find a box by its name."""
        return next(box for box in self.boxes if box.name == name)

    def has(self, name: BoxName) -> bool:
        """Check whether there is a box of that name."""
        return any(box.name == name for box in self.boxes)

    def changed(self, boxes: Iterable[Box]) -> Self:
        """Return the layout with these boxes in the place of those that have their names."""
        new = {box.name: box for box in boxes}
        return replace(self, boxes=tuple(new.get(box.name, box) for box in self.boxes))

    def stacked(self, tops: Sequence[float]) -> Self:
        """Return the layout with rows as high as they need to be.

        `tops` are inches from the slide's top: where each row begins, and last where the last row ends, so that three
        rows have four of them. The rules between rows move along.
        """
        rows = dict(enumerate(pairwise(tops), 1))
        places = ((box, *rows[box.name.number]) for box in self.boxes if box.name.role in _ROW_ROLES)
        boxes = (
            replace(box, y=top + ROW_ABOVE, height=end - top - ROW_ABOVE - ROW_BELOW, moved=True)
            for box, top, end in places
        )
        return replace(self.changed(boxes), rules=row_rules(tops[:-1]))

    def captioned(self, height: float) -> Self:
        """Return the layout with a caption of another height, in inches; its foot stays, what is above gives way."""
        caption = self.box(BoxName(BoxRole.CAPTION))
        more = height - caption.height
        shown = (replace(box, height=box.height - more) for box in self.boxes if box.kind in ("chart", "table"))
        return self.changed([*shown, replace(caption, y=caption.y - more, height=height, moved=True)])

    def raised(self, by: float, *roles: BoxRole) -> Self:
        """Return the layout with the boxes of some roles, and the rules above columns, so many inches higher."""
        boxes = (
            replace(box, y=box.y - by, height=box.height + by * (box.name.role is not BoxRole.MEASURE), moved=True)
            for box in self.boxes
            if box.name.role in roles
        )
        rules = (replace(rule, y=rule.y - by * (BoxRole.COLUMN in roles)) for rule in self.rules)
        return replace(self.changed(boxes), rules=tuple(rules))

    def standing(self, name: BoxName, height: float) -> Self:
        """Return the layout with a box as low as it is now, but of another height, in inches."""
        box = self.box(name)
        return self.changed([replace(box, y=box.y + box.height - height, height=height)])

    def beside_logo(self) -> Self:
        """Keep the title out of the logo's corner."""
        return self.changed(replace(box, width=LOGO.x - box.x - 0.3) for box in self.boxes if box.kind == "title")

    def index(self, name: BoxName) -> int:
        """Return the number by which a slide's placeholder is tied to the layout's: 0 for the title."""
        others = [each for each in self.order if each.role is not BoxRole.TITLE]
        return others.index(name) + FIRST_INDEX if name in others else 0


def row_rules(tops: Iterable[float], x: float = LEFT) -> tuple[HairRule, ...]:
    """Return a rule at each height, from `x` to the right edge."""
    return tuple(HairRule(top, x, RIGHT - x) for top in tops)


# The most that a logo may take, in the top right corner of dark slides.
LOGO = Box(BoxName(BoxRole.LOGO), RIGHT - 2.4, 0.55, 2.4, 0.6)
FOOTER = Box(BoxName(BoxRole.FOOTER), LEFT, 6.72, 9.4, 0.43, (Level("footer"),), anchor="b")  # it grows upwards
DATE = Box(BoxName(BoxRole.DATE), 10.2, 6.72, 1.6, 0.43, (Level("footer"),), anchor="b")  # for who wants one
NUMBER = Box(BoxName(BoxRole.SLIDE_NUMBER), 11.883, 6.72, 0.7, 0.43, (Level("footer"),), anchor="b")


def title_box(*levels: Level, x: float = LEFT, y: float = 0.5, width: float = FULL, height: float = 1.1) -> Box:
    """Make a slide's title, over the full width unless said otherwise."""
    return Box(BoxName(BoxRole.TITLE), x, y, width, height, levels or (Level("title"),), "title")


PLAIN_TITLE = title_box()
