"""Layouts with marks of people and organisations: a signature, logos, or the names alone."""

from collections.abc import Iterator

from reports.deck.layout.boxes import (
    BESIDE,
    BOTTOM,
    FULL,
    HEIGHT,
    LEFT,
    PLAIN_TITLE,
    PLATE,
    RIGHT,
    Box,
    Level,
    Plate,
    SlideLayout,
    title_box,
)
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName

_SIDE = 3.75  # inches: how wide texts on a plate are

# The title on a plate, below it who signs; what they say beside it.
MESSAGE = SlideLayout(
    LayoutName(Family.MESSAGE),
    (
        title_box(Level("plate_title"), y=0.62, width=_SIDE, height=3.1),
        Box(BoxName(BoxRole.TEXT), BESIDE, 0.7, RIGHT - BESIDE, 5.7, (Level("list_text", after=12),)),
        Box(BoxName(BoxRole.ART), LEFT, 4.1, 2.6, 0.9, kind="art"),
        Box(BoxName(BoxRole.NAME), LEFT, 5.15, _SIDE, 0.4, (Level("body", strong=True),)),
        Box(BoxName(BoxRole.KIND), LEFT, 5.55, _SIDE, 0.95, (Level("fact_label", colour="muted"),)),
    ),
    plates=(Plate(0, 0, PLATE, HEIGHT, "wash"),),
    beside=True,
)

MOST_LOGOS = 8
_TOP, _GUTTER = 1.75, 0.4


def logos(count: int) -> SlideLayout:
    """Logos in rows, each over its name."""
    across = 3 if count <= 6 else 4
    width, pitch = (FULL - (across - 1) * _GUTTER) / across, min(2.4, (BOTTOM - _TOP) / -(-count // across))
    boxes = [PLAIN_TITLE]
    for place in range(count):
        row, column = divmod(place, across)
        x, y, number = LEFT + column * (width + _GUTTER), _TOP + row * pitch, place + 1
        boxes += [
            Box(BoxName(BoxRole.ART, number), x, y, width, pitch - 1.05, kind="art"),
            Box(BoxName(BoxRole.TEXT, number), x, y + pitch - 1.0, width, 0.97, (Level("fact_label"),), group="name"),
        ]
    return SlideLayout(LayoutName(Family.LOGOS, count), tuple(boxes))


def _columns() -> Iterator[Box]:
    width = (FULL - 2 * _GUTTER) / 3
    for number in range(3):
        place = LEFT + number * (width + _GUTTER), _TOP, width, BOTTOM - _TOP
        yield Box(BoxName(BoxRole.TEXT, number + 1), *place, (Level("body", after=4),), group="name")


NAMES = SlideLayout(LayoutName(Family.NAMES), (PLAIN_TITLE, *_columns()))
