"""A chart's caption, which says what can't be seen in it: it gets the height that it needs, and the chart the rest."""

from __future__ import annotations

from reports.deck.layout.boxes import SlideLayout
from reports.deck.layout.fit import Measure
from reports.deck.layout.names import BoxName, BoxRole, LayoutName
from reports.deck.layout.slide import Paragraph
from reports.story import Words
from reports.story.richtext import join
from reports.units import to_inches

_HAIR = 0.001  # inches: rounding must not make it too low for what was measured


def captioned(name: LayoutName, caption: Words, measure: Measure) -> tuple[SlideLayout, float]:
    """Return a layout with room for a caption, and the caption's height in inches; 0 where the layout's is enough."""
    layout = measure.layouts[name]
    box = layout.box(BoxName(BoxRole.CAPTION))
    needed = to_inches(measure.height(box, (Paragraph(caption),), 1)) + box.inset[1] + box.inset[3] + _HAIR
    return (layout, 0) if needed <= box.height else (layout.captioned(needed), needed)


def together(measure: Words, caption: Words) -> Words:
    """Join a chart's measure and its caption into one text, where the measure has no place of its own."""
    return join(measure, " " if measure.text.endswith(".") else ". ", caption, where=caption.where)
