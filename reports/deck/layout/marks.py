"""Layouts with marks of people and organisations: a signature under what somebody says."""

from reports.deck.layout.boxes import BESIDE, HEIGHT, LEFT, PLATE, RIGHT, Box, Level, Plate, SlideLayout
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName

_SIDE = 3.75  # inches: how wide texts on a plate are

# The title on a plate, below it who signs; what they say beside it.
MESSAGE = SlideLayout(
    LayoutName(Family.MESSAGE),
    (
        Box(BoxName(BoxRole.TITLE), LEFT, 0.62, _SIDE, 3.1, (Level("plate_title"),), "title"),
        Box(BoxName(BoxRole.TEXT), BESIDE, 0.7, RIGHT - BESIDE, 5.7, (Level("list_text", after=12),)),
        Box(BoxName(BoxRole.ART), LEFT, 4.1, 2.6, 0.9, kind="art"),
        Box(BoxName(BoxRole.NAME), LEFT, 5.15, _SIDE, 0.4, (Level("body", strong=True),)),
        Box(BoxName(BoxRole.KIND), LEFT, 5.55, _SIDE, 0.95, (Level("fact_label", colour="muted"),)),
    ),
    plates=(Plate(0, 0, PLATE, HEIGHT, "wash"),),
    beside=True,
)
