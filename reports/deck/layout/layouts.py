"""The layouts of our template: what stands where on a slide, and how.

`ooxml.template` writes one layout of each family into the file, with places for the most rows that it may have; `fit`
measures against these here, one for each number of rows, whose boxes a slide moves to where they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from reports.deck.layout import boxes as at
from reports.deck.layout.boxes import PLAIN_TITLE, Box, HairRule, Level, Plate, SlideLayout, row_rules, title_box
from reports.deck.layout.exhibits import MESSAGE, MOST_LOGOS, NAMES, exhibits, logos
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName
from reports.theme.photos import Shade
from reports.theme.types import Role

_TEXT = (Level("row_text", after=8), Level("row_text", strong=True))
_PLAIN = (Level("row_text", after=14), Level("row_label"))
_FACT = (Level("fact"), Level("two_heading", colour="ink", line="fact"), Level("fact_label"))
_STRONG_ON_DARK = Level("fact_label", strong=True, colour="on_dark")
_BAR = Plate(at.LEFT, 1.08, 1.0, 0.1, "spark")
_SIDE = at.BESIDE - at.LEFT - 1.04  # inches: how wide texts on a plate are
_LARGE, _LOWERED = title_box(Level("section"), y=2.5, height=2.2), replace(_BAR, y=2.1)
_SECTION = SlideLayout(LayoutName(Family.SECTION), (_LARGE,), plates=(_LOWERED,), ground="deep", standard="secHead")
_STATED = (
    title_box(Level("statement", emphasis="spark"), y=1.48, height=3.95),
    Box(BoxName(BoxRole.TEXT), at.LEFT, 5.6, at.FULL, 1.0, (Level("cover_subtitle"),)),
)
_STATEMENT = SlideLayout(LayoutName(Family.STATEMENT), _STATED, plates=(_BAR,), ground="accent")
# A few sentences without labels, over the full width.
_SENTENCES = SlideLayout(
    LayoutName(Family.TEXT), (PLAIN_TITLE, Box(BoxName(BoxRole.TEXT), at.LEFT, 1.75, 10.9, 4.8, _PLAIN)), standard="obj"
)
_FIGURED = (
    Level("plate_title"),
    Level("fact_label", strong=True, colour="accent", inline=True),
    Level("plate_figure", inline=True),
    Level("cover_subtitle", colour="ink", inline=True),
)
_PICTURE = SlideLayout(
    LayoutName(Family.PICTURE),
    (
        Box(BoxName(BoxRole.ART), 0, 0, at.WIDTH, 6.65, kind="art"),  # LibreOffice lays pictures over footers
        replace(title_box(Level("title", colour="on_dark"), y=3.75, height=2.05), anchor="b"),
        Box(BoxName(BoxRole.TEXT), at.LEFT, 5.86, at.FULL, 0.4, (Level("fact_label", colour="on_dark"),)),
        Box(BoxName(BoxRole.CREDIT), at.LEFT, 6.3, at.FULL, 0.3, (Level("caveat", colour="on_dark"),)),
    ),
    ground="deep",
)
PICTURE_SHADE = Shade(0.28, 0.56)


def _covers() -> Iterator[SlideLayout]:
    """The title, with the squares at its right; without any, it has the whole width.

    It grows downwards. Who it is for stands above it, and below that it is a document of the past.
    """
    light = (Level("body", colour="on_dark"),)
    for size, width in ((0, 5.4), (1, 10.2)):
        boxes = [
            Box(BoxName(BoxRole.PUBLISHER), at.LEFT, 0.48, 8, 0.36, (_STRONG_ON_DARK,)),
            Box(BoxName(BoxRole.DEDICATION), at.LEFT, 0.84, 9.2, 0.69, light, anchor="b"),
            Box(BoxName(BoxRole.TITLE), at.LEFT, 1.56, width, 3.05, (Level("cover"),), "cover"),
            Box(BoxName(BoxRole.SUBTITLE), at.LEFT, 4.77, width, 1.0, (Level("cover_subtitle"),)),
            Box(BoxName(BoxRole.NOTICE), at.LEFT, 5.82, width, 0.72, (_STRONG_ON_DARK,)),
        ]
        if not size:
            boxes.append(Box(BoxName(BoxRole.ART), 6.43, 1.56, at.RIGHT - 6.43, 3.83, kind="art"))
            caption = (Level("caveat", colour="muted_on_dark"),)
            boxes.append(Box(BoxName(BoxRole.CAPTION), 6.43, 5.58, at.RIGHT - 6.43, 1.02, caption))
        yield SlideLayout(LayoutName(Family.TITLE, size), tuple(boxes), ground="deep", standard="title")


def _tops(count: int, pitch: float, top: float = at.TOP) -> list[float]:
    """Return where rows begin: close together where there are many, never spread out to fill the slide."""
    pitch = min(pitch, (at.BOTTOM - top) / count)
    return [round(top + row * pitch, 3) for row in range(count + 1)]


def _labelled(
    tops: Sequence[float], above: float, below: float, label: Level, *text: Level, lower: float = 0
) -> Iterator[Box]:
    """A label and a text in each row, which has room above and below; the label starts so much `lower`."""
    *starts, end = tops
    height = (end - starts[-1] if len(starts) > 1 else 4.9) - above - below
    for row, top in enumerate(starts, 1):
        yield Box(BoxName(BoxRole.LABEL, row), at.LEFT, top + above + lower, 3.6, height, (label,), group="row")
        yield Box(BoxName(BoxRole.TEXT, row), at.MAIN, top + above, at.RIGHT - at.MAIN, height, text, group="row")


def _rows(count: int) -> SlideLayout:
    """The label's leading is 2 pt less than the text's: so it starts 2 pt lower."""
    tops = _tops(count, 1.9)
    above, below = (0.24, 0.2) if count < 4 else (0.16, 0.1)
    boxes = _labelled(tops, above, below, Level("row_label"), *_TEXT, lower=2 / 72)
    return SlideLayout(LayoutName(Family.ROWS, count), (PLAIN_TITLE, *boxes), row_rules(tops[:-1]))


def _keyed(tops: Iterable[float], pitch: float, x: float, width: float) -> Iterator[Box]:
    """A number or letter before each row's text, both in the middle of its row."""
    for row, top in enumerate(tops, 1):
        key, text = BoxName(BoxRole.KEY, row), BoxName(BoxRole.TEXT, row)
        yield Box(key, x, top + 0.04, width, pitch - 0.08, (Level("row_key"),), anchor="ctr")
        place = x + width, top + 0.04, at.RIGHT - x - width, pitch - 0.08
        yield Box(text, *place, (Level("list_text"),), group="row", anchor="ctr")


def _numbered(count: int) -> SlideLayout:
    *tops, end = _tops(count, 1.2)
    boxes = _keyed(tops, end - tops[-1] if count > 1 else 2.4, at.LEFT, 1.0)
    return SlideLayout(LayoutName(Family.NUMBERED, count), (PLAIN_TITLE, *boxes), row_rules(tops))


def _plate(colour: Role) -> tuple[Plate, ...]:
    return (Plate(0, 0, at.PLATE, at.HEIGHT, colour),)


def _list(count: int) -> SlideLayout:
    """Lettered rows beside a plate that has the title, and in it a number that stands out."""
    *tops, end = _tops(count, 1.06, 1.03)
    boxes = (title_box(*_FIGURED, y=0.62, width=_SIDE, height=5.9), *_keyed(tops, end - tops[-1], at.BESIDE, 0.62))
    rules = row_rules(tops[1:], at.BESIDE)
    return SlideLayout(LayoutName(Family.LIST, count), boxes, rules, _plate("wash"), beside=True)


def _parts(count: int) -> SlideLayout:
    """What something is on a plate and beside it; its ways or parts below that, two and two."""
    width, across = (at.RIGHT - at.BESIDE - 0.37) / 2, (at.RIGHT - at.BESIDE + 0.37) / 2
    tops = _tops((count + 1) // 2, 1.95, 2.55)
    facts = replace(_STRONG_ON_DARK, after=2), Level("fact_label", colour="on_dark", after=8)
    said = Level("two_heading"), Level("body", after=10)
    boxes = [
        title_box(Level("plate_title", colour="on_dark"), y=0.62, width=_SIDE, height=2.75),
        Box(BoxName(BoxRole.SIDE), at.LEFT, 3.6, _SIDE, 3.0, facts),
        Box(BoxName(BoxRole.TEXT), at.BESIDE, 0.7, at.RIGHT - at.BESIDE, 1.7, said),
    ]
    rules = []
    part = (Level("body", strong=True), Level("fact_label"))
    for number in range(count):
        x, (top, end) = at.BESIDE + across * (number % 2), tops[number // 2 :][:2]
        place = x, top + 0.13, width, end - top - 0.2
        boxes.append(Box(BoxName(BoxRole.PART, number + 1), *place, part, group="part"))
        rules.append(HairRule(top, x, width, colour="accent", pen=3))
    return SlideLayout(LayoutName(Family.PARTS, count), tuple(boxes), tuple(rules), _plate("accent"), beside=True)


def _project(facts: int) -> SlideLayout:
    """Its number and name on a plate, with people or the lit square; beside it what it does, and up to three facts."""
    number = Level("row_label", colour="ink", align="ctr")
    light, height = Level("fact_label", colour="muted_on_dark"), 2.5 if facts else 3.55
    boxes = [
        title_box(Level("plate_title"), x=at.BESIDE, y=0.45, width=at.RIGHT - at.BESIDE, height=1.82),
        Box(BoxName(BoxRole.KEY, 1), at.LEFT, 0.62, 0.67, 0.67, (number,), anchor="ctr", fill="spark"),
        Box(BoxName(BoxRole.NAME), at.LEFT, 1.45, _SIDE, 0.78, (Level("plate_name"),)),
        Box(BoxName(BoxRole.KIND), at.LEFT, 2.27, _SIDE, 1.08, (light,)),
        Box(BoxName(BoxRole.CHART), at.LEFT, 4.0, 3.44, 2.1, kind="chart"),
        Box(BoxName(BoxRole.CAPTION), at.LEFT, 6.2, _SIDE, 0.7, (Level("caveat", colour="muted_on_dark"),)),
        Box(BoxName(BoxRole.TEXT), at.BESIDE, 2.3, at.RIGHT - at.BESIDE, height, (Level("project_text", after=10),)),
    ]
    width = (at.RIGHT - at.BESIDE - 0.5) / 3
    for row in range(facts):
        place = at.BESIDE + row * (width + 0.25), 4.88, width, 1.0
        boxes.append(Box(BoxName(BoxRole.FACT, row + 1), *place, _FACT, group="fact"))
    boxes.append(Box(BoxName(BoxRole.CREDIT), at.BESIDE, 5.98, at.RIGHT - at.BESIDE, 0.6, (Level("credit"),)))
    return SlideLayout(LayoutName(Family.PROJECT, facts), tuple(boxes), plates=_plate("deep"), beside=True)


def _quotation(bare: int) -> SlideLayout:
    """What somebody said, and who, on the wash; a picture stands at the left, or is missing (`bare`)."""
    x, top = at.LEFT if bare else at.BESIDE, 1.1
    width = at.RIGHT - x
    art = Box(BoxName(BoxRole.ART), 0, 0, 4.9, at.HEIGHT, kind="art")
    boxes = [
        Box(BoxName(BoxRole.MEASURE), x, 0.5, width, 0.36, (Level("fact_label", strong=True, colour="sparktext"),)),
        title_box(Level("quotation"), x=x, y=top + 0.27, width=width, height=3.75),
        Box(BoxName(BoxRole.NAME), x, 5.2, width, 0.4, (Level("body", strong=True),)),
        Box(BoxName(BoxRole.KIND), x, 5.6, width, 0.4, (Level("fact_label", colour="muted"),)),
        Box(BoxName(BoxRole.CREDIT), x, 6.2, width, 0.3, (Level("caveat"),)),
    ]
    wash, bar = Plate(0, 0, at.WIDTH, at.HEIGHT, "wash"), HairRule(top + 0.05, x, 1.0, colour="spark", pen=7.2)
    shown = tuple(boxes[:4] if bare else [art, *boxes])
    layout = SlideLayout(LayoutName(Family.QUOTATION, bare), shown, (bar,), (wash,), beside=not bare)
    footer, number = layout.foot
    return replace(layout, running=(replace(footer, moved=True), number)) if bare else layout


def _closing(count: int) -> SlideLayout:
    """Rows as high as each needs to be, which the slide places."""
    tops = _tops(count, 1.7)
    label, text = Level("body", strong=True, colour="soft"), Level("body", colour="on_dark", after=6)
    boxes = (title_box(Level("title", colour="on_dark")), *_labelled(tops, 0.2, 0.08, label, text))
    return SlideLayout(LayoutName(Family.CLOSING, count), boxes, row_rules(tops[:-1]), ground="deep")


def _webcast(count: int) -> SlideLayout:
    """What there is to hear, and below a rule where the figures come from, in columns."""
    width = (at.FULL - 0.4 * (count - 1)) / max(count, 1)
    levels = (replace(_STRONG_ON_DARK, after=2), Level("fact_label", colour="muted_on_dark", after=4))
    said = (Level("list_text", colour="on_dark", after=12), replace(_STRONG_ON_DARK, after=3))
    boxes = [title_box(Level("cover"), y=1.45, height=1.05)]
    boxes.append(Box(BoxName(BoxRole.TEXT), at.LEFT, 2.6, 10.2, 2.0, said))
    for number in range(count):
        place = at.LEFT + number * (width + 0.4), 4.9, width, 1.7
        boxes.append(Box(BoxName(BoxRole.COLUMN, number + 1), *place, levels, group="column"))
    return SlideLayout(LayoutName(Family.WEBCAST, count), tuple(boxes), (HairRule(4.7),), (_BAR,), ground="deep")


def _action(count: int) -> SlideLayout:
    """What to do, and beside it on the warm ground the code and the address; where figures come from as `_webcast`."""
    asked, width = _webcast(count), 7.1
    x, side = 9.25, 3.33
    boxes = [
        replace(title_box(Level("cover"), y=0.7, width=width, height=1.8), anchor="b"),
        replace(asked.boxes[1], y=2.7, width=width, height=1.65 if count else 3.8),
        Box(BoxName(BoxRole.ART), x, 0.8, side, side, kind="art"),
        Box(BoxName(BoxRole.SIDE), x, 4.4, side, 2.1, (Level("body", strong=True, colour="ink"),)),
    ]
    for number, box in enumerate(asked.boxes[2:]):
        across = (width - 0.4 * (count - 1)) / count
        boxes.append(replace(box, x=at.LEFT + number * (across + 0.4), y=4.65, width=across, height=1.95))
    rules = (HairRule(4.5, at.LEFT, width),) if count else ()
    column = Plate(8.54, 0, at.WIDTH - 8.54, at.HEIGHT, "spark")
    layout = SlideLayout(LayoutName(Family.ACTION, count), tuple(boxes), rules, (column,), ground="deep")
    footer, page = layout.foot
    dark = replace(page, levels=(Level("footer", colour="ink", inline=True),))
    return replace(layout, running=(replace(footer, width=width, moved=True), dark))


def _families() -> Iterator[list[SlideLayout]]:
    """Yield each family's layouts, first the one that is in the file."""
    yield list(_covers())
    yield from ([each] for each in (_SECTION, _STATEMENT, _SENTENCES))
    yield [_rows(count) for count in range(6, 0, -1)]
    yield [_numbered(count) for count in range(5, 0, -1)]
    yield [_list(count) for count in range(5, 0, -1)]
    yield [_parts(count) for count in range(6, 0, -1)]
    yield from exhibits()
    yield [_project(count) for count in range(3, -1, -1)]
    yield [_PICTURE]
    yield [_quotation(bare) for bare in (0, 1)]
    yield [MESSAGE]
    yield [logos(count) for count in range(MOST_LOGOS, 0, -1)]
    yield [NAMES]
    yield [_closing(count) for count in range(6, 0, -1)]
    yield [_webcast(count) for count in range(3, -1, -1)]
    yield [_action(count) for count in range(2, -1, -1)]


@cache
def layouts() -> dict[LayoutName, SlideLayout]:
    """Return all layouts by name; those of a family stand together, first the one that is in the file."""
    found: dict[LayoutName, SlideLayout] = {}
    for family in _families():
        there = {box.name: box for box in family[0].boxes}
        for layout in family:
            boxes = tuple(replace(box, moved=box != there[box.name]) for box in layout.boxes)
            found[layout.name] = replace(layout, boxes=boxes, order=tuple(there))
    return found


@cache
def kept() -> tuple[SlideLayout, ...]:
    """Return the layouts that are in the file, in the order in which PowerPoint lists them."""
    return tuple({layout.name.family: layout for layout in reversed(layouts().values())}.values())[::-1]
