"""Layouts of what is shown: charts, tables, steps, figures, things side by side, marks of people and organisations."""

from collections.abc import Iterator
from dataclasses import replace

from reports.deck.layout import boxes as at
from reports.deck.layout.boxes import PLAIN_TITLE, Box, HairRule, Kind, Level, Plate, SlideLayout, title_box
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName

_FIGURE = (Level("section_number", colour="accent", after=6), Level("row_text"))
_CAPTION = (Level("chart_caption"),)
_COLUMN = {2: (5.16, 6.67), 3: (3.45, 4.19), 4: (2.55, 3.094)}  # width, pitch
_SQUARES = (
    Box(BoxName(BoxRole.CHART), at.LEFT, 4.81, at.FULL, 1.05, kind="chart"),
    Box(BoxName(BoxRole.CAPTION), at.LEFT, 6.0, at.FULL, 0.6, _CAPTION),
)


def _columns(count: int) -> SlideLayout:
    """Things side by side, in words alone, on a ground to the foot."""
    width, pitch = _COLUMN[count]
    boxes, rules = [PLAIN_TITLE], []
    for number in range(count):
        x = round(at.LEFT + number * pitch, 4)
        heading, text = BoxName(BoxRole.HEADING, number + 1), BoxName(BoxRole.TEXT, number + 1)
        boxes += [
            Box(heading, x, 2.2, width, 1.25, (Level("fact"),), group="heading", anchor="b"),
            Box(text, x, 3.6, width, 2.95, (Level("list_text"),), group="column"),
        ]
        if number:
            rules.append(HairRule(2.4, x - (pitch - width) / 2, 0, 4.0, "hairline_on_wash"))
    wash = (Plate(0, 1.85, at.WIDTH, at.HEIGHT - 1.85, "wash"),)
    return SlideLayout(LayoutName(Family.COLUMNS, count), tuple(boxes), tuple(rules), wash)


def _sketches(count: int) -> SlideLayout:
    """Things side by side, each with a sketch; what a sketch is stands below."""
    width, pitch = _COLUMN[count]
    boxes = [PLAIN_TITLE]
    for column in range(count):
        x, number = round(at.LEFT + column * pitch, 4), column + 1
        boxes += [
            Box(BoxName(BoxRole.HEADING, number), x, 1.7, width, 0.45, (Level("two_heading"),), group="heading"),
            Box(BoxName(BoxRole.SKETCH, number), x, 2.25, width, 2.167, kind="art"),
            Box(BoxName(BoxRole.TEXT, number), x, 4.6, width, 1.55, (Level("body", after=8),), group="column"),
        ]
    boxes.append(Box(BoxName(BoxRole.CAPTION), at.LEFT, 6.3, at.FULL, 0.35, _CAPTION))
    return SlideLayout(LayoutName(Family.SKETCHES, count), tuple(boxes))


def _exhibit(family: Family, kind: Kind, *, measured: bool) -> SlideLayout:
    """A chart or a table over the full width; what can't be seen in it stands below, its measure above."""
    top = 2.13 if measured else at.TOP
    role = BoxRole.TABLE if kind == "table" else BoxRole.CHART
    measure = (Box(BoxName(BoxRole.MEASURE), at.LEFT, 1.66, at.FULL, 0.32, _CAPTION),) if measured else ()
    drawn = Box(BoxName(role), at.LEFT, top, at.FULL, 6.2 - top, kind=kind)
    caption = Box(BoxName(BoxRole.CAPTION), at.LEFT, 6.3, at.FULL, 0.35, _CAPTION)
    return SlideLayout(LayoutName(family), (PLAIN_TITLE, *measure, drawn, caption))


def _timeline(count: int) -> SlideLayout:
    """Steps below their years; or, of many steps, a strip of blocks and `count` steps in columns below it."""
    if not count:
        return replace(_exhibit(Family.TIMELINE, "chart", measured=False), name=LayoutName(Family.TIMELINE))
    title, measure, chart, caption = _exhibit(Family.TIMELINE, "chart", measured=True).boxes
    width = (at.FULL - 0.27 * 4) / 5
    lefts = [round(at.LEFT + number * (width + 0.27), 4) for number in range(count)]
    step = (Level("step_year"), Level("fact_label"))
    steps = [Box(BoxName(BoxRole.COLUMN, n), x, 4.66, width, 1.5, step, group="step") for n, x in enumerate(lefts, 1)]
    boxes = title, measure, replace(chart, height=2.2), *steps, caption
    rules = tuple(HairRule(4.58, x, width, colour="accent", pen=3) for x in lefts)
    return SlideLayout(LayoutName(Family.TIMELINE, count), boxes, rules)


def _figure(bare: int) -> SlideLayout:
    """A figure as large as it goes with its sentence, both in the title, over its squares; `bare`: without any."""
    sentence = Level("list_text", inline=True)
    levels = Level("list_text"), sentence, Level("big_figure", inline=True), sentence
    title = title_box(*levels, y=0.7 + 1.3 * bare, height=3.45)
    text = Box(BoxName(BoxRole.TEXT), at.LEFT, 4.2 + 1.3 * bare, at.FULL, 0.42, (Level("list_text"),))
    return SlideLayout(LayoutName(Family.FIGURE, bare), (title, text, *_SQUARES[bare:]))


def _figures(bare: int) -> SlideLayout:
    """Two figures side by side over the squares of what they stand for; `bare`: without any."""
    both = (
        Box(BoxName(BoxRole.FIGURE, n), x, 1.75 + bare, 5.7, 2.8, _FIGURE, group="figure")
        for n, x in ((1, at.LEFT), (2, 6.883))
    )
    return SlideLayout(LayoutName(Family.FIGURES, bare), (PLAIN_TITLE, *both, *_SQUARES[bare:]))


def _key_figures(count: int) -> SlideLayout:
    """Figures in a row below a rule each, with what they count and how they have changed."""
    width, pitch = _COLUMN[count]
    lefts = [round(at.LEFT + number * pitch, 4) for number in range(count)]
    large, label = _FIGURE
    levels = large, replace(label, after=8), Level("fact_label", strong=True), Level("fact_label", colour="muted")
    boxes = (
        Box(BoxName(BoxRole.FIGURE, n), x, 2.2, width, 3.9, levels, group="figure") for n, x in enumerate(lefts, 1)
    )
    rules = tuple(HairRule(2.0, x, width, colour="accent", pen=3) for x in lefts)
    return SlideLayout(LayoutName(Family.KEY_FIGURES, count), (PLAIN_TITLE, *boxes), rules)


# The title on a plate, below it who signs; what they say beside it.
_SIDE = 3.75  # inches: how wide texts on a plate are
MESSAGE = SlideLayout(
    LayoutName(Family.MESSAGE),
    (
        title_box(Level("plate_title"), y=0.62, width=_SIDE, height=3.1),
        Box(BoxName(BoxRole.TEXT), at.BESIDE, 0.7, at.RIGHT - at.BESIDE, 5.7, (Level("list_text", after=12),)),
        Box(BoxName(BoxRole.ART), at.LEFT, 4.1, 2.6, 0.9, kind="art"),
        Box(BoxName(BoxRole.NAME), at.LEFT, 5.15, _SIDE, 0.4, (Level("body", strong=True),)),
        Box(BoxName(BoxRole.KIND), at.LEFT, 5.55, _SIDE, 0.95, (Level("fact_label", colour="muted"),)),
    ),
    plates=(Plate(0, 0, at.PLATE, at.HEIGHT, "wash"),),
    beside=True,
)

MOST_LOGOS = 8
_TOP, _GUTTER = 1.75, 0.4


def logos(count: int) -> SlideLayout:
    """Logos in rows, each over its name."""
    across = 3 if count <= 6 else 4
    width, pitch = (at.FULL - (across - 1) * _GUTTER) / across, min(2.4, (at.BOTTOM - _TOP) / -(-count // across))
    boxes = [PLAIN_TITLE]
    for place in range(count):
        row, column = divmod(place, across)
        x, y, number = at.LEFT + column * (width + _GUTTER), _TOP + row * pitch, place + 1
        boxes += [
            Box(BoxName(BoxRole.ART, number), x, y, width, pitch - 1.05, kind="art"),
            Box(BoxName(BoxRole.TEXT, number), x, y + pitch - 1.0, width, 0.97, (Level("fact_label"),), group="name"),
        ]
    return SlideLayout(LayoutName(Family.LOGOS, count), tuple(boxes))


def _names() -> Iterator[Box]:
    width = (at.FULL - 2 * _GUTTER) / 3
    for number in range(3):
        place = at.LEFT + number * (width + _GUTTER), _TOP, width, at.BOTTOM - _TOP
        yield Box(BoxName(BoxRole.TEXT, number + 1), *place, (Level("body", after=4),), group="name")


NAMES = SlideLayout(LayoutName(Family.NAMES), (PLAIN_TITLE, *_names()))


def exhibits() -> Iterator[list[SlideLayout]]:
    """Yield these families' layouts, first the one that is in the file."""
    yield [_columns(count) for count in sorted(_COLUMN, reverse=True)]
    yield [_sketches(count) for count in sorted(_COLUMN, reverse=True)]
    yield [_exhibit(Family.CHART, "chart", measured=True)]
    yield [_exhibit(Family.TABLE, "table", measured=False)]
    yield from ([make(bare) for bare in (0, 1)] for make in (_figure, _figures))
    yield [_key_figures(count) for count in sorted(_COLUMN, reverse=True)]
    yield [_timeline(count) for count in range(5, -1, -1)]
