"""A chart as ink: paths and texts in points, recorded once from a matplotlib Figure, for page and slide alike."""

from typing import Literal

from reports.frozen import frozen
from reports.theme.typeface import Face
from reports.units import Points

MoveTo = tuple[Literal["M"], float, float]
LineTo = tuple[Literal["L"], float, float]
CurveTo = tuple[Literal["C"], float, float, float, float, float, float]  # two control points, then the end
Close = tuple[Literal["Z"]]
Align = Literal["left", "center", "right"]
Segment = MoveTo | LineTo | CurveTo | Close


@frozen
class Stroke:
    """A pen. `dash` is on, off, on, off … in points, empty for a solid line. Caps are butt, joins mitred."""

    colour: str  # "#RRGGBB"
    width: Points
    dash: tuple[float, ...] = ()


@frozen
class Path:
    """A shape. At least one of `fill` ("#RRGGBB") and `stroke` is there. `name` tells a person what it is."""

    segments: tuple[Segment, ...]
    fill: str | None
    stroke: Stroke | None
    name: str


@frozen
class Text:
    """One line of text: (x, y) is where its baseline starts.

    `width` is the shaped width in the font of `face`; `align` says which end stays if another font is wider.
    """

    x: Points
    y: Points
    text: str
    size: Points
    face: Face
    strong: bool
    colour: str
    width: Points
    align: Align
    name: str


Mark = Path | Text


@frozen
class Drawing:
    """A recorded figure, in points, origin bottom left, y upwards. Marks are painted in their order."""

    width: Points
    height: Points
    marks: tuple[Mark, ...]
    alt: str
