"""A chart's caption, which says what can't be seen in it: it gets the height that it needs, and the chart the rest."""

from collections.abc import Iterable
from dataclasses import replace

from reports.deck.layout.boxes import SlideLayout
from reports.deck.layout.fit import HAIR, Measure
from reports.deck.layout.names import BoxName, BoxRole, LayoutName
from reports.deck.layout.rows import boxed
from reports.deck.layout.slide import Art, BoxText, Content, Paragraph
from reports.story import Words
from reports.story.richtext import join
from reports.units import to_inches

_BELOW = 0.12  # inches between a drawing and its caption
_LINE = 0.35  # inches that what is below a title of one line begins higher


def captioned(name: LayoutName, caption: Words, measure: Measure, title: Words | None = None) -> SlideLayout:
    """Return a layout with room for a caption; what stands below a `title` of one line begins higher."""
    layout = measure.layouts[name]
    if title and measure.is_ours:
        box = layout.title
        is_short = measure.height(box, (Paragraph(title),), 1) < 1.5 * measure.theme.deck.type["title"].leading
        layout = layout.raised(_LINE, BoxRole.MEASURE, BoxRole.CHART) if is_short else layout
    box = layout.box(BoxName(BoxRole.CAPTION))
    needed = to_inches(measure.height(box, (Paragraph(caption),), 1)) + box.inset[1] + box.inset[3] + HAIR
    return layout if needed <= box.height else layout.captioned(needed)


def hung(layout: SlideLayout, contents: Iterable[Content]) -> SlideLayout:
    """Return the layout with its caption right below what is drawn, where that is lower than its box."""
    caption = next((box for box in layout.boxes if box.name.role is BoxRole.CAPTION), None)
    drawn = next((content for content in contents if isinstance(content, Art)), None)
    if caption is None or drawn is None:
        return layout
    y = layout.box(drawn.box).y + to_inches(drawn.drawing.height) + _BELOW
    return layout.changed([replace(caption, y=y, height=caption.height + caption.y - y, moved=True)])


def captioning(name: LayoutName, about: Words, caption: Words, measure: Measure) -> tuple[tuple[BoxText, ...], Words]:
    """Return what a chart measures, where there is a place for it above the chart, and the caption, else with it."""
    box = BoxName(BoxRole.MEASURE)
    if measure.layouts[name].has(box):
        return (boxed(box, about),), caption
    return (), join(about, " " if about.text.endswith(".") else ". ", caption, where=caption.where)
