"""The layouts of our template: what stands where on a slide, and how.

`ooxml.template` writes them into the file, `fit` measures against them. A layout is named
by what it is for and by how many rows it has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from reports.deck.layout.boxes import (
    BOTTOM,
    CLOSE,
    FULL,
    LEFT,
    MAIN,
    RIGHT,
    ROW_ABOVE,
    ROW_BELOW,
    TOP,
    Anchor,
    Box,
    HairRule,
    Level,
    SlideLayout,
    row_rules,
)
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName

_TITLE = Box(BoxName(BoxRole.TITLE), LEFT, 0.55, FULL, 1.1, (Level("title"),), "title")
_DARK_TITLE = Box(BoxName(BoxRole.TITLE), LEFT, 0.55, FULL, 1.1, (Level("title", colour="on_dark"),), "title")

_LABEL = (Level("row_label"),)
_STEP_KEY = (Level("fact_label", strong=True, colour="accent"),)
_STEP_DATE, _STEP_TEXT = (Level("fact_label", strong=True),), (Level("fact_label"),)
_TEXT = (Level("row_text", after=8), Level("row_text", strong=True))
_PLAIN = (Level("row_text", after=14), Level("row_label"))
_FACT = (Level("fact"), Level("two_heading", colour="ink", line="fact"), Level("fact_label"))
_PROJECT = (Level("project_text", after=10), Level("credit"))
_SIDE = (Level("row_label", after=4), Level("fact_label"))
_BODY = (Level("body", after=8),)
_CLOSING_LABEL = (Level("body", strong=True, colour="soft"),)
_CLOSING_TEXT = (Level("body", colour="on_dark", after=6),)
_CAPTION = (Level("chart_caption"),)


# Who it is for stands right above the title, on slides that say so; for two lines of it there is room.
_COVER = SlideLayout(
    LayoutName(Family.TITLE),
    (
        Box(BoxName(BoxRole.PUBLISHER), LEFT, 0.62, 8, 0.4, (Level("fact_label", strong=True, colour="on_dark"),)),
        Box(BoxName(BoxRole.DEDICATION), LEFT, 1.07, 9.2, 0.63, (Level("fact_label", colour="on_dark"),), anchor="b"),
        Box(BoxName(BoxRole.TITLE), LEFT, 1.75, 10.2, 1.8, (Level("cover"),), "cover", anchor="b"),
        Box(BoxName(BoxRole.SUBTITLE), LEFT, 3.75, 10.2, 1.1, (Level("cover_subtitle"),)),
        Box(BoxName(BoxRole.ART), LEFT, 5.35, FULL, 0.999, kind="art"),
    ),
    dark=True,
    standard="title",
)


# The title slide of a document of the past, which says so below the subtitle.
_HISTORIC = SlideLayout(
    LayoutName(Family.HISTORIC),
    (
        *_COVER.boxes[:3],
        replace(_COVER.boxes[3], height=0.95),
        Box(BoxName(BoxRole.NOTICE), LEFT, 4.76, FULL, 0.4, (Level("fact_label", strong=True, colour="on_dark"),)),
        _COVER.boxes[4],
    ),
    dark=True,
)


_SECTION = SlideLayout(
    LayoutName(Family.SECTION),
    (
        Box(BoxName(BoxRole.NUMBER), LEFT, 2.6, 3.6, 1.5, (Level("section_number"),)),
        Box(BoxName(BoxRole.TITLE), MAIN, 2.72, RIGHT - MAIN, 2.0, (Level("section"),), "title"),
    ),
    dark=True,
    standard="secHead",
)


# A few sentences without labels, over the full width.
_SENTENCES = SlideLayout(
    LayoutName(Family.TEXT),
    (_TITLE, Box(BoxName(BoxRole.TEXT), LEFT, 2.19, 10.9, 4.4, _PLAIN)),
    (HairRule(TOP),),
    standard="obj",
)


def _tops(count: int, pitch: float) -> list[float]:
    """Return where rows begin: close together where there are many, never spread out to fill the slide."""
    pitch = min(pitch, (BOTTOM - TOP) / count)
    return [round(TOP + row * pitch, 3) for row in range(count)]


_ROW_INSET = {1: (0.24, 0.2), 2: (0.24, 0.2), 3: (0.24, 0.16), 4: (0.20, 0.12), 5: (0.14, 0.08)}  # above, below


def _rows(count: int) -> SlideLayout:
    """A label and a text in each row. The label's leading is 2 pt less than the text's: so it starts 2 pt lower."""
    tops, (above, below) = _tops(count, 1.9), _ROW_INSET[count]
    height = (tops[1] - tops[0] if count > 1 else 4.6) - above - below
    boxes = [_TITLE]
    for row, top in enumerate(tops, 1):
        boxes += [
            Box(BoxName(BoxRole.LABEL, row), LEFT, top + above + 2 / 72, 3.6, height, _LABEL, group="row"),
            Box(BoxName(BoxRole.TEXT, row), MAIN, top + above, 7.6, height, _TEXT, group="row"),
        ]
    return SlideLayout(LayoutName(Family.ROWS, count), tuple(boxes), row_rules(tops))


def _numbered(count: int) -> SlideLayout:
    """A number or letter before each row's text, on the baseline of its first line.

    Five rows leave no room for that with two lines, which another font may need: there texts stand in the middle.
    """
    tops = _tops(count, 1.4)
    pitch = tops[1] - tops[0] if count > 1 else 3.0
    anchor: Anchor = "ctr" if count == 5 else "t"
    (key_top, key_height), (top_of, below) = ((0.15, 0.6), (0.29, 0.06)) if count < 5 else ((0, pitch), (0.05, 0.04))
    boxes = [_TITLE]
    for row, top in enumerate(tops, 1):
        key = Box(BoxName(BoxRole.KEY, row), LEFT, top + key_top, 0.8, key_height, (Level("row_key"),), anchor=anchor)
        place = 1.75, top + top_of, 10.5, pitch - top_of - below
        boxes += [key, Box(BoxName(BoxRole.TEXT, row), *place, (Level("list_text"),), group="row", anchor=anchor)]
    return SlideLayout(LayoutName(Family.NUMBERED, count), tuple(boxes), row_rules(tops))


def _list(count: int) -> SlideLayout:
    """What something is on the left, its ways or parts on the right."""
    tops = _tops(count, 1.5 if count < 4 else 1.2)
    inset = 0.16 if count < 5 else 0.08
    left = (Level("two_heading"), Level("body", after=16))
    right = (Level("list_text", strong=True), Level("list_text"))
    boxes = [_TITLE, Box(BoxName(BoxRole.LEFT), LEFT, 2.11, 4.4, 4.59, left)]
    for row, top in enumerate(tops, 1):
        height = tops[1] - tops[0] - inset - (0.04 if count < 5 else 0.14)
        boxes.append(Box(BoxName(BoxRole.RIGHT, row), 5.6, top + inset, RIGHT - 5.6, height, right, group="row"))
    return SlideLayout(LayoutName(Family.LIST, count), tuple(boxes), row_rules(tops, 5.6))


_COLUMN = {2: (5.70, 6.133), 3: (3.65, 4.0915), 4: (2.66, 3.0577)}  # width, pitch


def _columns(count: int) -> SlideLayout:
    """Things side by side, in words alone: larger, each under its own rule."""
    width, pitch = _COLUMN[count]
    levels = (Level("fact" if count == 2 else "two_heading", after=12), Level("row_text" if count == 2 else "body"))
    lefts = [round(LEFT + column * pitch, 4) for column in range(count)]
    boxes = [
        Box(BoxName(BoxRole.COLUMN, number), x, TOP + 0.24, width, 4.4, levels, group="column")
        for number, x in enumerate(lefts, 1)
    ]
    return SlideLayout(
        LayoutName(Family.COLUMNS, count), (_TITLE, *boxes), tuple(HairRule(TOP, x, width) for x in lefts)
    )


def _sketches(count: int) -> SlideLayout:
    """Things side by side, each with a sketch; what a sketch is stands below."""
    width, pitch = _COLUMN[count]
    boxes = [_TITLE]
    for column in range(count):
        x, number = round(LEFT + column * pitch, 4), column + 1
        boxes += [
            Box(BoxName(BoxRole.HEADING, number), x, TOP, width, 0.45, (Level("two_heading"),), group="heading"),
            Box(BoxName(BoxRole.SKETCH, number), x, 2.55, width, 2.167, kind="art"),
            Box(BoxName(BoxRole.TEXT, number), x, 4.85, width, 1.45, _BODY, group="column"),
        ]
    boxes.append(Box(BoxName(BoxRole.CAPTION), LEFT, 6.38, FULL, 0.36, _CAPTION))
    return SlideLayout(LayoutName(Family.SKETCHES, count), tuple(boxes))


_CHART = SlideLayout(
    LayoutName(Family.CHART),
    (
        _TITLE,
        Box(BoxName(BoxRole.CHART), LEFT, TOP, FULL, 4.05, kind="chart"),
        Box(BoxName(BoxRole.CAPTION), LEFT, 6.2, FULL, 0.4, _CAPTION),
    ),
)


# Two figures left, the squares right: the first figure's capitals and the last label's foot meet their edges.
_FIGURE = (Level("figure", after=2), Level("figure_label"))
_PORTFOLIO = SlideLayout(
    LayoutName(Family.PORTFOLIO),
    (
        _TITLE,
        Box(BoxName(BoxRole.FIGURE, 1), LEFT, 1.78, 3.75, 1.75, _FIGURE, group="figure"),
        Box(BoxName(BoxRole.FIGURE, 2), LEFT, 3.824, 3.75, 1.75, _FIGURE, group="figure", anchor="b"),
        Box(BoxName(BoxRole.CHART), MAIN, TOP, RIGHT - MAIN, 3.9, kind="chart"),
        Box(BoxName(BoxRole.CAPTION), MAIN, 5.88, RIGHT - MAIN, 0.72, _CAPTION),
    ),
)


# A chart whose measure stands above it.
_MEASURED_CHART = SlideLayout(
    LayoutName(Family.MEASURED_CHART),
    (
        _TITLE,
        Box(BoxName(BoxRole.MEASURE), LEFT, 1.7, FULL, 0.34, _CAPTION),
        Box(BoxName(BoxRole.CHART), LEFT, 2.2, FULL, 4.0, kind="chart"),
        Box(BoxName(BoxRole.CAPTION), LEFT, 6.38, FULL, 0.36, _CAPTION),
    ),
)


# Two figures left, what they are divided into on the right.
_MEASURED_PORTFOLIO = SlideLayout(
    LayoutName(Family.MEASURED_PORTFOLIO),
    (
        *_PORTFOLIO.boxes[:3],
        Box(BoxName(BoxRole.MEASURE), MAIN, 1.7, RIGHT - MAIN, 0.34, _CAPTION),
        Box(BoxName(BoxRole.CHART), MAIN, 2.2, RIGHT - MAIN, 3.58, kind="chart"),
        Box(BoxName(BoxRole.CAPTION), MAIN, 5.88, RIGHT - MAIN, 0.72, _CAPTION),
    ),
)


# A table over the full width, and what it leaves out.
_TABLE = SlideLayout(
    LayoutName(Family.TABLE),
    (
        _TITLE,
        Box(BoxName(BoxRole.TABLE), LEFT, 1.85, FULL, 4.4, kind="table"),
        Box(BoxName(BoxRole.CAPTION), LEFT, 6.38, FULL, 0.36, _CAPTION),
    ),
)


def _steps(count: int) -> SlideLayout:
    """The steps of a timeline: a number, which its chart has as well, a date, and what happened then."""
    tops = _tops(count, 1.2)
    height = (tops[1] - tops[0] if count > 1 else 4.6) - sum(CLOSE)
    boxes = [_TITLE]
    for row, top in enumerate(tops, 1):
        y = top + CLOSE[0]
        boxes += [
            Box(BoxName(BoxRole.KEY, row), LEFT, y, 0.6, height, _STEP_KEY, group="row"),
            Box(BoxName(BoxRole.LABEL, row), 1.4, y, 2.4, height, _STEP_DATE, group="row"),
            Box(BoxName(BoxRole.TEXT, row), 3.95, y, RIGHT - 3.95, height, _STEP_TEXT, group="row"),
        ]
    return SlideLayout(LayoutName(Family.STEPS, count), tuple(boxes), row_rules(tops[:1]), around=CLOSE)


# The steps of a long timeline in two columns: a line or two for each.
_INDEX = SlideLayout(
    LayoutName(Family.INDEX),
    (
        _TITLE,
        *(
            Box(BoxName(BoxRole.TEXT, number), x, TOP + 0.2, 5.7, 4.6, (Level("fact_label", after=6),), group="column")
            for number, x in enumerate((LEFT, LEFT + 6.133), 1)
        ),
    ),
    (HairRule(TOP, LEFT, 5.7), HairRule(TOP, LEFT + 6.133, 5.7)),
)


# Two figures by themselves, as large as they go.
_KEY_FIGURE = (Level("section_number", colour="accent", after=6), Level("row_text"))
_KEY_FIGURES = SlideLayout(
    LayoutName(Family.KEY_FIGURES),
    (
        _TITLE,
        Box(BoxName(BoxRole.FIGURE, 1), LEFT, 2.7, 5.7, 3.2, _KEY_FIGURE, group="figure"),
        Box(BoxName(BoxRole.FIGURE, 2), 6.883, 2.7, 5.7, 3.2, _KEY_FIGURE, group="figure"),
        Box(BoxName(BoxRole.CAPTION), LEFT, 6.1, FULL, 0.6, _CAPTION),
    ),
    (HairRule(2.45, LEFT, 5.7), HairRule(2.45, 6.883, 5.7)),
)


def _project(facts: int) -> SlideLayout:
    """Up to three facts left; without any, the project's name. What it does stands right."""
    tops = [1.95, 3.5, 5.05][: max(facts, 1)]
    height = 1.3 if facts else 4.4
    levels, role, inset = (_FACT, BoxRole.FACT, 0.12) if facts else (_SIDE, BoxRole.SIDE, 0.205)
    boxes = [
        Box(BoxName(role, row), LEFT, top + inset, 3.75, height, levels, group="fact")
        for row, top in enumerate(tops, 1)
    ]
    rules = [HairRule(top, LEFT, 3.6) for top in tops]
    main = Box(BoxName(BoxRole.TEXT), MAIN, 2.15, RIGHT - MAIN, 4.5, _PROJECT)
    return SlideLayout(
        LayoutName(Family.PROJECT, facts), (_TITLE, *boxes, main), (*rules, HairRule(TOP, MAIN, RIGHT - MAIN))
    )


def _closing(count: int, *, stacked: bool = False) -> SlideLayout:
    """Rows of one height; `stacked`: rows as high as each needs, which the slide places, with the rules between."""
    tops = _tops(count, 1.7)
    height = (tops[1] - tops[0] if count > 1 else 4.6) - ROW_ABOVE - ROW_BELOW
    boxes = [_DARK_TITLE]
    for row, top in enumerate(tops, 1):
        boxes += [
            Box(BoxName(BoxRole.LABEL, row), LEFT, top + ROW_ABOVE, 3.6, height, _CLOSING_LABEL, group="row"),
            Box(BoxName(BoxRole.TEXT, row), MAIN, top + ROW_ABOVE, RIGHT - MAIN, height, _CLOSING_TEXT, group="row"),
        ]
    family = Family.CLOSING_STACKED if stacked else Family.CLOSING
    return SlideLayout(LayoutName(family, count), tuple(boxes), row_rules(tops[:1] if stacked else tops), dark=True)


def _all() -> Iterator[SlideLayout]:
    yield from (_COVER, _SECTION, _SENTENCES)
    yield from map(_rows, range(1, 6))
    yield from map(_numbered, range(1, 6))
    yield from map(_list, range(2, 6))
    yield from map(_columns, _COLUMN)
    yield from map(_sketches, _COLUMN)
    yield from (_CHART, _PORTFOLIO, _KEY_FIGURES)
    yield from map(_project, range(4))
    yield from map(_closing, range(1, 5))
    yield from (_closing(count, stacked=True) for count in range(2, 7))
    yield _HISTORIC
    yield from (_MEASURED_CHART, _MEASURED_PORTFOLIO, _TABLE)
    yield from map(_steps, range(1, 9))
    yield _INDEX


@cache
def layouts() -> dict[LayoutName, SlideLayout]:
    """Return all layouts by name, in the order in which PowerPoint lists them."""
    return {layout.name: layout for layout in _all()}
