"""Layouts of what is shown: charts, tables, steps, figures, and things side by side."""

from collections.abc import Iterator
from dataclasses import replace

from reports.deck.layout.boxes import (
    FULL,
    HEIGHT,
    LEFT,
    PLAIN_TITLE,
    TOP,
    WIDTH,
    Box,
    HairRule,
    Kind,
    Level,
    Plate,
    SlideLayout,
    title_box,
)
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName

_FIGURE = (Level("section_number", colour="accent", after=6), Level("row_text"))
_CAPTION = (Level("chart_caption"),)
_COLUMN = {2: (5.16, 6.67), 3: (3.45, 4.19), 4: (2.55, 3.094)}  # width, pitch
_SQUARES = (
    Box(BoxName(BoxRole.CHART), LEFT, 4.81, FULL, 1.05, kind="chart"),
    Box(BoxName(BoxRole.CAPTION), LEFT, 6.0, FULL, 0.6, _CAPTION),
)


def _columns(count: int) -> SlideLayout:
    """Things side by side, in words alone, on a ground to the foot."""
    width, pitch = _COLUMN[count]
    boxes, rules = [PLAIN_TITLE], []
    for number in range(count):
        x = round(LEFT + number * pitch, 4)
        heading, text = BoxName(BoxRole.HEADING, number + 1), BoxName(BoxRole.TEXT, number + 1)
        boxes += [
            Box(heading, x, 2.2, width, 1.25, (Level("fact"),), group="heading", anchor="b"),
            Box(text, x, 3.6, width, 2.95, (Level("list_text"),), group="column"),
        ]
        if number:
            rules.append(HairRule(2.4, x - (pitch - width) / 2, 0, 4.0, "hairline_on_wash"))
    wash = (Plate(0, 1.85, WIDTH, HEIGHT - 1.85, "wash"),)
    return SlideLayout(LayoutName(Family.COLUMNS, count), tuple(boxes), tuple(rules), wash)


def _sketches(count: int) -> SlideLayout:
    """Things side by side, each with a sketch; what a sketch is stands below."""
    width, pitch = _COLUMN[count]
    boxes = [PLAIN_TITLE]
    for column in range(count):
        x, number = round(LEFT + column * pitch, 4), column + 1
        boxes += [
            Box(BoxName(BoxRole.HEADING, number), x, 1.7, width, 0.45, (Level("two_heading"),), group="heading"),
            Box(BoxName(BoxRole.SKETCH, number), x, 2.25, width, 2.167, kind="art"),
            Box(BoxName(BoxRole.TEXT, number), x, 4.6, width, 1.55, (Level("body", after=8),), group="column"),
        ]
    boxes.append(Box(BoxName(BoxRole.CAPTION), LEFT, 6.3, FULL, 0.35, _CAPTION))
    return SlideLayout(LayoutName(Family.SKETCHES, count), tuple(boxes))


def _exhibit(family: Family, kind: Kind, *, measured: bool) -> SlideLayout:
    """A chart or a table over the full width; what can't be seen in it stands below, its measure above."""
    top = 2.13 if measured else TOP
    role = BoxRole.TABLE if kind == "table" else BoxRole.CHART
    measure = (Box(BoxName(BoxRole.MEASURE), LEFT, 1.66, FULL, 0.32, _CAPTION),) if measured else ()
    drawn = Box(BoxName(role), LEFT, top, FULL, 6.2 - top, kind=kind)
    caption = Box(BoxName(BoxRole.CAPTION), LEFT, 6.3, FULL, 0.35, _CAPTION)
    return SlideLayout(LayoutName(family), (PLAIN_TITLE, *measure, drawn, caption))


def _timeline(count: int) -> SlideLayout:
    """Steps below their years; or, of many steps, a strip of blocks and `count` steps in columns below it."""
    if not count:
        return replace(_exhibit(Family.TIMELINE, "chart", measured=False), name=LayoutName(Family.TIMELINE))
    title, measure, chart, caption = _exhibit(Family.TIMELINE, "chart", measured=True).boxes
    width = (FULL - 0.27 * 4) / 5
    lefts = [round(LEFT + number * (width + 0.27), 4) for number in range(count)]
    step = (Level("step_year"), Level("fact_label"))
    steps = [
        Box(BoxName(BoxRole.COLUMN, number), x, 4.66, width, 1.5, step, group="step")
        for number, x in enumerate(lefts, 1)
    ]
    boxes = title, measure, replace(chart, height=2.2), *steps, caption
    rules = tuple(HairRule(4.58, x, width, colour="accent", pen=3) for x in lefts)
    return SlideLayout(LayoutName(Family.TIMELINE, count), boxes, rules)


def _figure(bare: int) -> SlideLayout:
    """A figure as large as it goes with its sentence, both in the title, over its squares; `bare`: without any."""
    sentence = Level("list_text", inline=True)
    levels = Level("list_text"), sentence, Level("big_figure", inline=True), sentence
    title = title_box(*levels, y=0.7 + 1.3 * bare, height=3.45)
    text = Box(BoxName(BoxRole.TEXT), LEFT, 4.2 + 1.3 * bare, FULL, 0.42, (Level("list_text"),))
    return SlideLayout(LayoutName(Family.FIGURE, bare), (title, text, *_SQUARES[bare:]))


def _figures(bare: int) -> SlideLayout:
    """Two figures side by side over the squares of what they stand for; `bare`: without any."""
    both = (
        Box(BoxName(BoxRole.FIGURE, n), x, 1.75 + bare, 5.7, 2.8, _FIGURE, group="figure")
        for n, x in ((1, LEFT), (2, 6.883))
    )
    return SlideLayout(LayoutName(Family.FIGURES, bare), (PLAIN_TITLE, *both, *_SQUARES[bare:]))


def _key_figures(count: int) -> SlideLayout:
    """Figures in a row below a rule each, with what they count and how they have changed."""
    width, pitch = _COLUMN[count]
    lefts = [round(LEFT + number * pitch, 4) for number in range(count)]
    large, label = _FIGURE
    levels = large, replace(label, after=8), Level("fact_label", strong=True), Level("fact_label", colour="muted")
    boxes = (
        Box(BoxName(BoxRole.FIGURE, n), x, 2.2, width, 3.9, levels, group="figure") for n, x in enumerate(lefts, 1)
    )
    rules = tuple(HairRule(2.0, x, width, colour="accent", pen=3) for x in lefts)
    return SlideLayout(LayoutName(Family.KEY_FIGURES, count), (PLAIN_TITLE, *boxes), rules)


def exhibits() -> Iterator[list[SlideLayout]]:
    """Yield these families' layouts, first the one that is in the file."""
    yield [_columns(count) for count in sorted(_COLUMN, reverse=True)]
    yield [_sketches(count) for count in sorted(_COLUMN, reverse=True)]
    yield [_exhibit(Family.CHART, "chart", measured=True)]
    yield [_exhibit(Family.TABLE, "table", measured=False)]
    yield from ([make(bare) for bare in (0, 1)] for make in (_figure, _figures))
    yield [_key_figures(count) for count in sorted(_COLUMN, reverse=True)]
    yield [_timeline(count) for count in range(5, -1, -1)]
